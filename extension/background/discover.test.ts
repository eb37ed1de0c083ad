// @vitest-environment node
import 'fake-indexeddb/auto';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { cache } from '../cache/database.ts';
import { lastBalance } from '../cache/read.ts';
import type * as Messages from '../messages.ts';
import { listen } from './listen.ts';
import { at, balanceOf, begin, spring, type FakeServer, type Request } from './testing.ts';

const heard = vi.hoisted(() => new Map<string, (message: { data: unknown; sender: object }) => Promise<unknown>>());
vi.mock('../messages.ts', async (original) => ({
  ...(await original<typeof Messages>()),
  onMessage: (type: string, hear: (message: { data: unknown; sender: object }) => Promise<unknown>) => void heard.set(type, hear),
}));

const screen = { id: fakeBrowser.runtime.id, url: browser.runtime.getURL('/app.html') };
const page = { id: fakeBrowser.runtime.id, tab: { id: 7 }, url: 'https://www.linkedin.com/in/ada/' };
const say = async (type: string, data: unknown, sender: object = screen) => heard.get(type)?.({ data, sender });

const id = '0198a000-0000-7000-8000-000000000030';
const key = { poolId: id, personId: '0198a000-0000-7000-8000-000000000031' };
const found = {
  ...key,
  name: 'Maren Okafor',
  source: 'Fair 2026',
  seenAt: at,
  class: 'new',
  isDismissed: false,
  points: 2,
  reasons: [{ signal: 'title', points: 2, value: 'Buyer' }],
};
const wish = { requestId: id, ceilingCredits: 1, campaignId: spring.id, people: [key], wanted: {} };

let server: FakeServer;
let answer: (request: Request) => object | undefined;
beforeAll(() => {
  vi.spyOn(browser.runtime.onConnect, 'addListener').mockReturnValue();
  listen();
});
beforeEach(async () => {
  server = await begin();
  answer = () => undefined;
  server.before = (request) => {
    const told = request.path.includes('/discover/') ? answer(request) : undefined;
    return told && Response.json(told);
  };
});
const bodies = () => server.asked.filter(({ path }) => path.includes('/discover/')).map(({ body }) => body);

test('asks for people, with what is not said filled in', async () => {
  answer = () => ({ people: [found], total: { count: 1, isMore: false }, isPoolEmpty: false });
  expect(await say('discover', { wanted: { facets: { titles: ['Buyer'] } } })).toMatchObject({ people: [{ name: 'Maren Okafor' }] });
  expect(bodies()).toMatchObject([{ limit: 20, wanted: { isEverybody: false, facets: { titles: ['Buyer'], keywords: '' } } }]);
});

test.each([
  ['discover', { wanted: { facets: { titles: [''] } } }],
  ['discover', { wanted: { weights: { title: 6 } } }],
  ['discover', { wanted: {}, limit: 51 }],
  ['countFound', { facets: { places: [{}] } }],
  ['suggestFound', { facet: 'names', text: 'ma' }],
  ['quoteFound', { people: [] }],
  ['addFound', { ...wish, people: [{ ...key, name: 'Maren' }] }],
  ['addFound', { ...wish, ceilingCredits: -1 }],
  ['dismissFound', { ...key, requestId: id }],
  ['keepIdealProfile', { id: 'mine', requestId: id, name: 'Buyers', wanted: {} }],
  ['keepIdealProfile', { id, requestId: id, name: ' ', wanted: {} }],
  ['removeIdealProfile', { id }],
  ['removeImport', { id: 'fair.csv' }],
  ['removeImport', {}],
])('%s refuses what does not fit', async (type, data) => {
  expect(await say(type, data)).toMatchObject({ trouble: 'refused', problem: { code: 'invalid-request' } });
  expect(bodies()).toEqual([]);
});

test('a page of LinkedIn’s is not told who is in the pool', async () => {
  await expect(say('discover', { wanted: {} }, page)).rejects.toThrow('not from here');
  await expect(say('addFound', wish, page)).rejects.toThrow('not from here');
  await expect(say('imports', undefined, page)).rejects.toThrow('not from here');
  await expect(say('removeImport', { id }, page)).rejects.toThrow('not from here');
});

test('who was added, and the balance, are on this device when it is answered; the same again is the same request', async () => {
  const contact = server.add('maren-okafor', { name: 'Maren Okafor' });
  const { firstAnalysedByYou: _, campaigns: __, ...told } = contact;
  answer = () => ({
    outcome: 'done',
    people: [
      {
        class: 'new',
        costCredits: 1,
        contact: told,
        enrolment: 'enrolled',
        firstAnalysis: { contactId: contact.id, at, by: 'Ines', byYou: true },
      },
    ],
    costCredits: 1,
    balance: balanceOf(24),
    replayed: false,
  });
  expect(await say('addFound', wish)).toMatchObject({ outcome: 'done', costCredits: 1 });
  expect((await cache.contacts.get(contact.id))?.name).toBe('Maren Okafor');
  expect((await lastBalance())?.available).toBe(24);
  await say('addFound', wish);
  expect(bodies().map(({ requestId }) => requestId)).toEqual([id, id]);
});

test('where the server does not answer, that is the answer', async () => {
  server.before = () => {
    throw new Error('offline');
  };
  for (const [type, data] of [
    ['discover', { wanted: {} }],
    ['addFound', wish],
    ['dismissFound', { ...key, requestId: id, isDismissed: true }],
    ['idealProfiles', undefined],
    ['imports', undefined],
    ['removeImport', { id }],
  ] as const)
    expect(await say(type, data)).toMatchObject({ trouble: 'unreachable' });
});
