// @vitest-environment node
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { cache } from '../cache/database.ts';
import { forgetAccount } from '../cache/write.ts';
import type * as Carrying from './carrying.ts';
import { lookedAt, stayFresh, syncAlarm, watchFreshness } from './freshness.ts';
import { refresh } from './refresh.ts';
import { analyse, engage } from './wishes.ts';
import { begin, down, pulled, seen, type FakeServer } from './testing.ts';

/** Nobody waits for the second try here. */
vi.mock('./carrying.ts', async (original) => {
  const carrying = await original<typeof Carrying>();
  return { ...carrying, insistently: (ask: () => unknown) => ask() };
});

const idOf = (n: number): string => `0198a000-0000-7000-b000-${String(n).padStart(12, '0')}`;
let server: FakeServer;
let online: () => void;
beforeEach(async () => {
  server = await begin();
  vi.stubGlobal('self', { addEventListener: (_: 'online', listener: () => void) => (online = listener) });
});
afterEach(async () => {
  await pulled();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** Something waits, and was tried lately. */
async function waiting(): Promise<void> {
  const contact = { id: server.add('ada').id, name: 'ada' };
  server.before = down;
  await engage({ requestId: idOf(1), contact, what: 'called', doneAt: '2026-11-25T09:00:00.000Z' });
  server.before = () => undefined;
  server.asked = [];
  server.pulls = [];
}
const isThrough = () => vi.waitFor(async () => expect(await cache.wishes.count()).toBe(0));
const isFollowed = (times = 1) => vi.waitFor(() => expect(server.pulls).toHaveLength(times));
const rings = (name: string) => fakeBrowser.alarms.onAlarm.trigger({ name } as never);

test('a screen that opens brings all that is new, and what waits goes out, however lately it was tried', async () => {
  await waiting();
  expect(await refresh()).toBe('done');
  await isThrough();
  expect(await cache.contacts.count()).toBe(1);
});

test('without the server it says so', async () => {
  server.beforePull = down;
  expect(await refresh()).toEqual({ trouble: 'unreachable' });
});

test('the network brings both; the clock what is due', async () => {
  await waiting();
  stayFresh();
  await pulled();
  await rings(syncAlarm);
  await isFollowed();
  await rings('wishes');
  online();
  await isThrough();
  await isFollowed(3);
  expect(server.asked).toHaveLength(1);
});

test('after something of this device’s own it follows; the answer is here already', async () => {
  await analyse({ requestId: idOf(2), sighting: seen({ slug: 'ada' }, 'profile'), ceilingCredits: 1 });
  await isFollowed();
  expect(await cache.contacts.count()).toBe(1);
});

test('whoever looks at pages is not asked for each of them, whatever the clock says', async () => {
  // Later than anything before it, however long this process has been running.
  const from = performance.now() + 60_000;
  const now = vi.spyOn(performance, 'now').mockReturnValue(from);
  lookedAt();
  await isFollowed();
  await pulled();
  for (let i = 0; i < 5; i++) lookedAt();
  now.mockReturnValue(from + 9_000);
  lookedAt();
  await pulled();
  expect(server.pulls).toHaveLength(1);
  now.mockReturnValue(from + 11_000);
  lookedAt();
  await isFollowed(2);
  // Nobody is named in it.
  expect(
    server.pulls.every(({ body, query }) => Object.keys(body).length === 0 && [...query.keys()].every((key) => key === 'cursor')),
  ).toBe(true);
});

test('the alarm is set once, while somebody is signed in', async () => {
  await watchFreshness();
  const [alarm] = await browser.alarms.getAll();
  expect(alarm).toMatchObject({ name: syncAlarm, periodInMinutes: 5 });
  await new Promise((wait) => setTimeout(wait, 5));
  stayFresh();
  await watchFreshness();
  expect(await browser.alarms.getAll()).toEqual([alarm]);
  await forgetAccount();
  await rings(syncAlarm);
  await vi.waitFor(async () => expect(await browser.alarms.getAll()).toEqual([]));
  await watchFreshness();
  expect(await browser.alarms.getAll()).toEqual([]);
});
