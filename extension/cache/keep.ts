/**
 * What stands between the cache and the loss of it: a database that was closed under a worker is opened again, one that cannot be opened is begun
 * anew with what members want, and where there is no room, cards go. What can be asked for again gives way to what cannot.
 */
import { Dexie } from 'dexie';
import { cache } from './database.ts';

/** Does it again, from its beginning, when there is a database and room: every act of ours may be done twice. @throws what cannot be helped. */
export async function keeping<T>(act: () => Promise<T>): Promise<T> {
  let isReopened = false;
  for (;;)
    try {
      return await act();
    } catch (error) {
      if (isClosed(error) && !isReopened) {
        isReopened = true;
        await reopen();
      } else if (!isNoRoom(error) || !(await freeRoom())) throw error;
    }
}

/** Errors have it inside of them where a transaction, or one of many rows, has failed. */
export function isNoRoom(error: unknown): boolean {
  return isAmong(error, ['QuotaExceededError']);
}

const isClosed = (error: unknown): boolean => isAmong(error, ['DatabaseClosedError']);

function isAmong(error: unknown, names: readonly string[]): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { name, inner, failures }: { name?: string; inner?: unknown; failures?: unknown[] } = error;
  return names.includes(name ?? '') || isAmong(inner, names) || (failures ?? []).some((one) => isAmong(one, names));
}

const fewestCards = 100;

/** A quarter of the cards that nobody has asked to keep, those first that were opened longest ago; then of the others. @returns whether there was any. */
async function freeRoom(): Promise<boolean> {
  const [cards, pins] = await Promise.all([cache.cards.orderBy('usedAt').primaryKeys(), cache.pins.toCollection().primaryKeys()]);
  const pinned = new Set(pins);
  const unpinned = cards.filter((id) => !pinned.has(id));
  const going = unpinned.length > 0 ? unpinned : cards;
  await cache.cards.bulkDelete(going.slice(0, Math.max(fewestCards, going.length / 4)));
  return going.length > 0;
}

let reopening: Promise<void> | undefined;

/** Whoever finds it closed waits for the same opening. */
async function reopen(): Promise<void> {
  reopening ??= openAgain().finally(() => {
    reopening = undefined;
  });
  return reopening;
}

/** A disk may be busy for a moment. */
const pausesMs = [0, 300, 2_000];

async function openAgain(): Promise<void> {
  if (cache.isOpen()) return;
  let why: unknown;
  for (const pauseMs of pausesMs)
    try {
      await new Promise((wait) => setTimeout(wait, pauseMs));
      cache.close({ disableAutoOpen: false });
      await cache.open();
      return;
    } catch (error) {
      if (isNoRoom(error)) throw error;
      why = error;
    }
  await beginAnew(why);
}

/** What cannot be asked for again; and who asks, where. */
const lasting = ['account', 'server', 'wishes', 'basket', 'bulk', 'pins', 'left', 'views', 'erased', 'hashKey'];

async function beginAnew(why: unknown): Promise<void> {
  const kept = await readPlainly();
  cache.close({ disableAutoOpen: false });
  await Dexie.delete(cache.name);
  await cache.open();
  for (const [table, rows] of kept)
    for (const row of rows)
      // One that fits no longer does not stand in the way of the others.
      await cache
        .table(table)
        .put(row)
        .catch((error: unknown) => console.error(error));
  const counts = kept.map(([table, { length }]) => `${length} of ${table}`).join(', ');
  console.warn(`The cache could not be opened and was begun anew with ${counts || 'nothing: it could not be read'}`, why);
}

/** Without asking for a version: as much as can be read. */
async function readPlainly(): Promise<[table: string, rows: unknown[]][]> {
  const database = await answerTo(indexedDB.open(cache.name)).catch(() => undefined);
  if (!database) return [];
  const tables = lasting.filter((table) => database.objectStoreNames.contains(table));
  const read = await Promise.allSettled(
    tables.map(async (table): Promise<[string, unknown[]]> => {
      const rows: unknown[] = await answerTo(database.transaction(table).objectStore(table).getAll());
      return [table, rows];
    }),
  );
  database.close();
  return read.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
}

const answerTo = <A>(request: IDBRequest<A>): Promise<A> =>
  new Promise((done, fail) => {
    request.addEventListener('success', () => done(request.result));
    request.addEventListener('error', () => fail(request.error ?? new Error('IndexedDB does not answer')));
  });
