// @vitest-environment node
import 'fake-indexeddb/auto';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { whoIsSignedIn } from '../cache/read.ts';
import type * as Messages from '../messages.ts';
import { ledger, ledgerFile, spent } from './ledger.ts';
import { listen } from './listen.ts';
import { at, begin, ines, workspace, type FakeServer, type Request } from './testing.ts';

const heard = vi.hoisted(() => new Map<string, (message: { data: unknown; sender: object }) => Promise<unknown>>());
vi.mock('../messages.ts', async (original) => ({
  ...(await original<typeof Messages>()),
  onMessage: (type: string, hear: (message: { data: unknown; sender: object }) => Promise<unknown>) => void heard.set(type, hear),
}));

const screen = { id: fakeBrowser.runtime.id, url: browser.runtime.getURL('/app.html') };
const page = { id: fakeBrowser.runtime.id, tab: { id: 7 }, url: 'https://www.linkedin.com/in/ada/' };
const say = async (type: string, data: unknown, sender: object = screen) => heard.get(type)?.({ data, sender });

const row = {
  kind: 'debit',
  amount: -1,
  at,
  periodStart: '2026-10-31T23:00:00.000Z',
  seq: 4,
  balanceAfter: 24,
  contact: { id: '0198a000-0000-7000-8000-000000000020', name: 'Maren Okafor' },
  member: { id: ines.id, name: ines.name },
  source: 'people_search',
  page: 'peopleSearch',
  requestId: '0198a000-0000-7000-8000-000000000021',
};
const usage = { id: ines.id, name: ines.name, role: 'owner', usedCredits: 1, capCredits: 20 };
const total = { key: '2026-11-23', debits: 1, restored: 0, credits: 1 };
const csv = 'Number,Day\r\n4,2026-11-23\r\n';
const file = (type = 'text/csv; charset=utf-8', text = `\uFEFF${csv}`) => new Response(text, { headers: { 'content-type': type } });

function answerOf({ path }: Request): Response | undefined {
  if (path.endsWith('/ledger')) return Response.json({ rows: [row], next: '4' });
  if (path.endsWith('/ledger/totals')) return Response.json({ totals: [total] });
  if (path.endsWith('/members')) return Response.json({ members: [usage] });
  return path.endsWith('/ledger.csv') ? file() : undefined;
}

let server: FakeServer;
beforeAll(() => {
  vi.spyOn(browser.runtime.onConnect, 'addListener').mockReturnValue();
  listen();
});
beforeEach(async () => {
  server = await begin();
  server.before = answerOf;
});

const filter = { kind: 'debit', memberId: ines.id, from: '2026-10-31T23:00:00.000Z', before: '2026-11-30T23:00:00.000Z' } as const;
const asked = () => server.asked.map(({ path, query }) => `${path.split(workspace.id)[1]}?${query.toString()}`);

test('a page of the ledger, and the one after it', async () => {
  expect(await ledger(filter)).toEqual({ rows: [row], next: '4' });
  await ledger({ ...filter, cursor: '4' });
  const query = new URLSearchParams({ ...filter, limit: '50' }).toString();
  expect(asked()).toEqual([`/ledger?${query}`, `/ledger?${query}&cursor=4`]);
});

test('what was taken, summed up in four ways, with the members', async () => {
  const totals = { day: [total], source: [total], member: [total], campaign: [total] };
  expect(await spent({ source: 'profile' })).toEqual({ totals, members: [usage] });
  expect(new Set(asked())).toEqual(
    new Set(['/members?', ...['day', 'source', 'member', 'campaign'].map((by) => `/ledger/totals?source=profile&by=${by}`)]),
  );
});

test('figures of which one is missing are none', async () => {
  server.before = (request) => (request.query.get('by') === 'campaign' ? new Response('', { status: 502 }) : answerOf(request));
  expect(await spent({})).toEqual({ trouble: 'unreachable' });
});

describe('the file', () => {
  test('is text, filtered as the rows are; the token stays in the request', async () => {
    expect(await ledgerFile(filter)).toBe(csv);
    expect(asked()).toEqual([`/ledger.csv?${new URLSearchParams(filter).toString()}`]);
    expect(server.asked[0]?.token).toContain(ines.name);
  });

  test.each([
    [
      'a page of something that stands before the server',
      () => file('text/html', '<p>Welcome to the hotel</p>'),
      { trouble: 'unreachable' },
    ],
    ['a proxy without a server', () => new Response('Bad gateway', { status: 502 }), { trouble: 'unreachable' }],
    ['a server that says no more of what it is', () => new Response(csv), { trouble: 'unreachable' }],
  ])('%s is none', async (_name, answer, trouble) => {
    server.before = answer;
    expect(await ledgerFile({})).toEqual(trouble);
  });

  test('what breaks off is none', async () => {
    server.before = () => {
      const broken = new ReadableStream({
        start(controller) {
          controller.enqueue(new TextEncoder().encode('Number,'));
          controller.error(new TypeError('network'));
        },
      });
      return new Response(broken, { headers: { 'content-type': 'text/csv' } });
    };
    expect(await ledgerFile({})).toEqual({ trouble: 'unreachable' });
  });

  test('where the session has ended, this device forgets too', async () => {
    server.before = () =>
      Response.json({ type: 'about:blank', title: '', status: 401, code: 'unauthenticated', instance: '' }, { status: 401 });
    expect(await ledgerFile({})).toMatchObject({ trouble: 'signedOut' });
    expect(await whoIsSignedIn()).toBeNull();
  });
});

test.each(['ledger', 'spent', 'ledgerFile'])('%s is for our own screens', async (type) => {
  await expect(say(type, {}, page)).rejects.toThrow('not from here');
  expect(await say(type, {})).not.toHaveProperty('trouble');
});

test.each([
  ['ledger', { cursor: 'next' }],
  ['ledger', { limit: 5 }],
  ['ledger', { kind: 'gift' }],
  ['spent', { by: 'day' }],
  ['spent', { memberId: 'ines' }],
  ['ledgerFile', { from: 'yesterday' }],
  ['ledgerFile', undefined],
])('%s %j is refused', async (type, data) => {
  expect(await say(type, data)).toMatchObject({ trouble: 'refused', problem: { code: 'invalid-request' } });
  expect(server.asked).toEqual([]);
});
