// @vitest-environment node
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { cache } from '../cache/database.ts';
import { sendMessage } from '../messages.ts';
import type * as Messages from '../messages.ts';
import { learnErased } from './erased.ts';
import { pageOffer } from './pageOffer.ts';
import { pull } from './pull.ts';
import { begin, workspace, type FakeServer } from './testing.ts';

vi.mock('../messages.ts', async (original) => ({ ...(await original<typeof Messages>()), sendMessage: vi.fn<() => Promise<unknown>>() }));

/** The library's types relate a message to its answer only where the message is known by name. */
const asked = vi.mocked<(type: string, data: unknown, tabId: number) => Promise<unknown>>(sendMessage as never);
const profile = 'https://www.linkedin.com/in/ada/';
const search = 'https://www.linkedin.com/search/results/people/?keywords=loom';
const feed = 'https://www.linkedin.com/feed/';

let server: FakeServer;
beforeEach(async () => {
  server = await begin();
  asked.mockReset();
});

interface OpenTab {
  id: number;
  url?: string;
  active?: boolean;
  lastAccessed?: number;
}

function open(...tabs: OpenTab[]) {
  fakeBrowser.tabs.query = (async () => tabs) as never;
}

const ada = { shows: 'person', identifiers: { slug: 'ada' }, reading: 'people', name: 'Ada Sedge' };

describe('which page', () => {
  test.each<[string, OpenTab[], number | undefined, number | undefined]>([
    [
      'the active one',
      [
        { id: 1, url: search },
        { id: 2, url: profile, active: true },
      ],
      undefined,
      2,
    ],
    [
      'none, where the active one is not ours to read',
      [
        { id: 1, url: search },
        { id: 2, active: true },
      ],
      undefined,
      undefined,
    ],
    ['none, where the active one is another page of LinkedIn', [{ id: 1, url: feed, active: true }], undefined, undefined],
    [
      'for a popup in a tab, the one that was looked at last',
      [
        { id: 1, url: search, lastAccessed: 5 },
        { id: 2, url: profile, lastAccessed: 9 },
        { id: 3, url: feed, lastAccessed: 10 },
        { id: 4, active: true, lastAccessed: 11 },
      ],
      4,
      2,
    ],
    ['a practice page', [{ id: 1, url: 'http://127.0.0.1:4310/practice/in/ada/', active: true }], undefined, 1],
  ])('%s', async (_name, tabs, asking, meant) => {
    open(...tabs);
    asked.mockResolvedValue(ada);
    const offer = await pageOffer(1, asking);
    expect(asked.mock.calls).toEqual(meant === undefined ? [] : [['tellOffer', undefined, meant]]);
    expect(offer.shows).toBe(meant === undefined ? 'elsewhere' : 'new');
  });
});

describe('what it offers', () => {
  beforeEach(() => open({ id: 7, url: profile, active: true }));

  test('somebody new', async () => {
    asked.mockResolvedValue(ada);
    expect(await pageOffer(1, undefined)).toEqual({ shows: 'new', tabId: 7, name: 'Ada Sedge' });
  });

  test('somebody known, by the name that the contact has, whether the page names them or not', async () => {
    const { id, name, lastAnalysedAt } = server.add('ada');
    await pull();
    for (const told of [ada, { ...ada, reading: 'subPage', name: undefined }]) {
      asked.mockResolvedValue(told);
      expect(await pageOffer(1, undefined)).toEqual({ shows: 'known', tabId: 7, name, contactId: id, lastAnalysedAt });
    }
  });

  test('somebody erased is refused', async () => {
    await learnErased(workspace.id, [{ slug: 'ada' }], [{ class: 'erased' }]);
    asked.mockResolvedValue(ada);
    expect(await pageOffer(1, undefined)).toMatchObject({ shows: 'erased' });
  });

  test.each(['own', 'private', 'notYet', 'subPage', 'changed'] as const)('%s: nobody, and why', async (reading) => {
    asked.mockResolvedValue({ shows: 'person', identifiers: null, reading, name: null });
    expect(await pageOffer(1, undefined)).toEqual({ shows: 'nobody', tabId: 7, because: reading });
  });

  test('many', async () => {
    const people = { shows: 'people', here: 10, fresh: 6, unpicked: 5 };
    asked.mockResolvedValue(people);
    expect(await pageOffer(1, undefined)).toEqual({ ...people, tabId: 7 });
  });

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['no such shape', { shows: 'everything' }],
    ['a number that is none', { shows: 'people', here: '10', fresh: 6, unpicked: 6 }],
    ['a name without end', { ...ada, name: 'a'.repeat(401) }],
    ['no identifier of ours', { ...ada, identifiers: { slug: 7 } }],
  ])('a page that answers %s is not believed', async (_name, told) => {
    asked.mockResolvedValue(told);
    expect(await pageOffer(1, undefined)).toEqual({ shows: 'unread', tabId: 7 });
  });

  test('a page on which nobody of ours is', async () => {
    asked.mockRejectedValue(new Error('Receiving end does not exist'));
    expect(await pageOffer(1, undefined)).toEqual({ shows: 'unread', tabId: 7 });
  });

  test('the server learns nothing of it', async () => {
    asked.mockResolvedValue(ada);
    await pageOffer(1, undefined);
    expect([server.asked, server.pulls]).toEqual([[], []]);
    expect(await cache.contacts.count()).toBe(0);
  });
});
