// @vitest-environment node
import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { cache } from '../cache/database.ts';
import { isNoRoom, keeping } from '../cache/keep.ts';
import { openWishes, whoIsSignedIn } from '../cache/read.ts';
import { emptyCache } from '../cache/write.ts';
import { basket, select } from './basket.ts';
import { bulk, startBulk } from './bulk.ts';
import type * as Carrying from './carrying.ts';
import { watchFreshness } from './freshness.ts';
import { carryOutWishes } from './outbox.ts';
import { pin } from './pins.ts';
import { pull } from './pull.ts';
import { storageUse } from './storage.ts';
import { begin, down, dump, fillDisk, inBasket, pulled, seen, storage, type FakeServer } from './testing.ts';
import { engage } from './wishes.ts';

/** Nobody waits for the second try here. */
vi.mock('./carrying.ts', async (original) => {
  const carrying = await original<typeof Carrying>();
  return { ...carrying, insistently: (ask: () => unknown) => ask() };
});

const idOf = (n: number): string => `0198a000-0000-7000-b000-${String(n).padStart(12, '0')}`;
let server: FakeServer;
beforeEach(async () => {
  server = await begin();
  vi.spyOn(console, 'error').mockReturnValue();
  vi.spyOn(console, 'warn').mockReturnValue();
  const wait = globalThis.setTimeout;
  // Nobody waits for a busy disk either.
  vi.stubGlobal('setTimeout', (act: () => void) => wait(act, 1));
});
afterEach(async () => {
  await pulled();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const call = (n: number, id = idOf(1)) =>
  engage({ requestId: idOf(n), contact: { id, name: 'ada' }, what: 'called', doneAt: '2026-11-25T09:00:00.000Z' });
const cards = () => cache.cards.orderBy('usedAt').primaryKeys();

/** Contacts with their cards, the first one opened longest ago; something in every other table. */
async function fill(count: number): Promise<string[]> {
  const all = Array.from({ length: count }, (_, i) => server.add(`person-${i}`).id);
  await pull();
  const rows = [...server.contacts.values()].map((contact, i) => ({
    id: contact.id,
    workspaceId: 'w',
    contact,
    asOf: '2026-11-25T09:00:00.000Z',
    usedAt: new Date(Date.UTC(2026, 10, 1, 0, i)).toISOString(),
  }));
  await cache.cards.bulkPut(rows);
  await select([seen({ slug: 'basket-case' })]);
  server.before = down;
  expect(await call(99, all[0])).toBe('waiting');
  server.before = () => undefined;
  return all;
}

/** As often as that, opening fails as it does where the files are broken. */
function breakOpening(times: number, isDeletionCure = false): { deletions: number } {
  const factory = indexedDB;
  const [open, deleteDatabase] = [factory.open.bind(factory), factory.deleteDatabase.bind(factory)];
  let left = times;
  const seenThere = { deletions: 0 };
  vi.spyOn(factory, 'deleteDatabase').mockImplementation((name) => {
    seenThere.deletions += 1;
    if (isDeletionCure) left = 0;
    return deleteDatabase(name);
  });
  vi.spyOn(factory, 'open').mockImplementation((name, version) => {
    if (left <= 0) return version === undefined ? open(name) : open(name, version);
    left -= 1;
    const error = new DOMException('Internal error opening backing store', 'UnknownError');
    const request = Object.assign(new EventTarget(), { error, onerror: undefined as ((event: Event) => void) | undefined });
    setTimeout(() => {
      const event = new Event('error');
      request.dispatchEvent(event);
      request.onerror?.(event);
    });
    return request as never;
  });
  return seenThere;
}

describe('where there is no room', () => {
  test.each(['at once', 'at its end'] as const)(
    'cards go, those first that were opened longest ago, and what was to be written is (%s)',
    async (how) => {
      const all = await fill(300);
      const before = await dump();
      server.add('new');
      const end = fillDisk(150, how);
      expect(await pull()).toBe('done');
      end();
      expect(await cache.contacts.count()).toBe(301);
      // A hundred at a time.
      expect(await cards()).toEqual(all.slice(200));
      for (const table of ['wishes', 'basket', 'account']) expect((await dump()).get(table)).toEqual(before.get(table));
    },
  );

  test('those that were asked for stay as long as there is another one', async () => {
    const all = await fill(150);
    const wanted = all.slice(0, 3);
    await cache.pins.bulkPut(wanted.map((id) => ({ id })));
    let end = fillDisk(120);
    await pull();
    server.add('new');
    await pull();
    end();
    expect(await cards()).toEqual(wanted);
    server.add('newer');
    end = fillDisk(2);
    // Nothing is left to give but these.
    server.before = down;
    await pull();
    end();
    expect(await cards()).toEqual([]);
    expect(await cache.pins.count()).toBe(3);
    // They come back with room.
    server.before = () => undefined;
    await pull();
    expect(await cards()).toHaveLength(3);
  });

  test('a wish is written down before it is sent, all the same', async () => {
    const [id = ''] = await fill(10);
    const end = fillDisk(10);
    server.asked = [];
    expect(await keeping(() => call(1, id))).toBe('done');
    end();
    expect(server.contacts.get(id)?.engagements).toHaveLength(2);
    expect(await cache.wishes.count()).toBe(0);
  });

  test('at all, a wish is neither sent nor lost without a word', async () => {
    const end = fillDisk(1);
    await expect(keeping(() => call(1))).rejects.toSatisfy(isNoRoom);
    expect(server.asked).toEqual([]);
    end();
    await cache.wishes.count();
  });

  test('when an answer is to be written down, it is asked for again, and done once', async () => {
    const [id = ''] = await fill(10);
    const end = fillDisk(5);
    await carryOutWishes('now');
    end();
    expect(server.contacts.get(id)?.engagements).toHaveLength(1);
    expect(await cache.wishes.count()).toBe(0);
  });

  test('for a bulk action, there is in the end', async () => {
    await fill(120);
    const [person] = (await basket()).people;
    const end = fillDisk(60);
    await keeping(() => startBulk({ id: idOf(5), people: [{ id: person?.id ?? 0, costCredits: 1 }] }));
    await vi.waitFor(async () => expect(await bulk()).toMatchObject({ state: 'done' }));
    end();
    expect(server.credits).toBe(4999);
    expect(await inBasket()).toEqual([]);
  });
});

describe('a database', () => {
  /** As the browser counts: Dexie's tenfold. */
  const ours = cache.verno * 10;

  test('that was closed under the worker is opened again, once', async () => {
    await fill(3);
    cache.close();
    await expect(cache.contacts.count()).rejects.toMatchObject({ name: 'DatabaseClosedError' });
    expect(await keeping(() => cache.contacts.count())).toBe(3);
    cache.close();
    expect(await pull()).toBe('done');
    cache.close();
    await carryOutWishes('now');
    expect(await cache.wishes.count()).toBe(0);
    await expect(keeping(() => Promise.reject(new Dexie.DatabaseClosedError()))).rejects.toMatchObject({ name: 'DatabaseClosedError' });
  });

  test('is closed for whoever wants to change it', async () => {
    await fill(3);
    const versions = await new Promise<number>((done, fail) => {
      const request = indexedDB.open('cache', ours + 1);
      request.addEventListener('success', () => {
        const { version } = request.result;
        request.result.close();
        done(version);
      });
      request.addEventListener('blocked', () => fail(new Error('it is held open')));
    });
    expect(versions).toBe(ours + 1);
    expect(await cache.contacts.count()).toBe(3);
  });

  test('that cannot be opened for a moment loses nothing', async () => {
    await fill(3);
    const before = await dump();
    cache.close();
    const seenThere = breakOpening(5);
    expect(await keeping(() => cache.contacts.count())).toBe(3);
    expect(seenThere.deletions).toBe(0);
    expect(await dump()).toEqual(before);
  });

  test('that can never be opened nor read is begun anew, and it is said', async () => {
    await fill(3);
    cache.close();
    breakOpening(1000, true);
    expect(await keeping(whoIsSignedIn)).toBeNull();
    expect([...(await dump()).values()].flat()).toEqual([]);
    expect(vi.mocked(console.warn).mock.calls.flat().join(' ')).toContain('nothing: it could not be read');
  });

  test('of a later version is begun anew with what members want and who they are', async () => {
    const [id = ''] = await fill(3);
    await pin({ ids: [id], isPinned: true });
    await pulled();
    const before = await dump();
    cache.close();
    const later = new Dexie('cache');
    later
      .version(cache.verno + 1)
      .stores({ ...Object.fromEntries(cache.tables.map(({ name, schema }) => [name, schema.primKey.src])), more: 'id' });
    await later.open();
    later.close();

    expect(await keeping(openWishes)).toMatchObject([{ requestId: idOf(99), state: 'waiting' }]);
    expect(cache.backendDB().version).toBe(ours);
    const after = await dump();
    for (const table of ['account', 'wishes', 'basket', 'pins']) expect([table, after.get(table)]).toEqual([table, before.get(table)]);
    expect(after.get('contacts')).toEqual([]);
    expect(vi.mocked(console.warn).mock.calls.flat().join(' ')).toContain('1 of wishes');
    await pull();
    expect(await cache.contacts.count()).toBe(3);
  });
});

test('the browser is asked to keep it, once, and while somebody is signed in', async () => {
  storage.usage = 123;
  storage.quota = 456;
  expect(await storageUse()).toEqual({ usedBytes: 123, quotaBytes: 456, isPersistent: false });
  await watchFreshness();
  await watchFreshness();
  expect(storage.asked).toBe(1);
  expect(await storageUse()).toMatchObject({ isPersistent: true });
  storage.isPersistent = false;
  await emptyCache();
  await watchFreshness();
  expect(storage.asked).toBe(1);
});
