/** Many contacts at once: all of the workspace, and then only what changes, for lists that hold them in memory; and what is kept of them on this device. */
import { Dexie, RangeSet, type ObservabilitySet } from 'dexie';
import { cache, type CardRow, type ContactRow, type ViewRow } from './database.ts';
import { ofOwner, whoOwns } from './read.ts';

/** Small enough that reading it is not felt. */
const lotSize = 1000;

/** All of them in lots, by their ids; what changes meanwhile may be in it or not. */
export async function* allContacts(): AsyncGenerator<ContactRow[], void> {
  let last = '';
  for (;;) {
    const lot = await cache.contacts.where('id').above(last).limit(lotSize).toArray();
    if (lot.length > 0) yield lot;
    if (lot.length < lotSize) return;
    last = lot.at(-1)?.id ?? '';
  }
}

/** These, in the order asked; `undefined` for one that is no more. */
export function contactsNamed(ids: readonly string[]): Promise<(ContactRow | undefined)[]> {
  return cache.contacts.bulkGet([...ids]);
}

/**
 * Whoever has one of these keys, and whether anybody at all was erased: then that has to be asked, too. All is asked for at once and in one transaction:
 * each of them takes as long as a dozen look-ups, and to walk an index from key to key takes longer. The database is asked itself: what Dexie adds to each
 * question is for live queries, and no screen watches this one.
 */
export async function contactsWith(keys: readonly string[]): Promise<{ contacts: ContactRow[]; isAnybodyErased: boolean }> {
  const database = (await cache.open()).backendDB();
  const transaction = database.transaction([cache.contacts.name, cache.erased.name], 'readonly');
  const index = transaction.objectStore(cache.contacts.name).index('keys');
  const asked = keys.map((key): IDBRequest<ContactRow | undefined> => index.get(key));
  // A transaction answers in the order it was asked: when the last answer is there, all are. To be told of each takes longer.
  const erased = await answerOf(transaction.objectStore(cache.erased.name).count());
  return { contacts: asked.map(({ result }) => result).filter((row) => row !== undefined), isAnybodyErased: erased > 0 };
}

const answerOf = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((done, fail) => {
    request.addEventListener('success', () => done(request.result));
    request.addEventListener('error', () => fail(request.error ?? new Error('the cache does not answer')));
  });

/** The cards of these that this device has, in the order asked. */
export function cardsNamed(ids: readonly string[]): Promise<(CardRow | undefined)[]> {
  return cache.cards.bulkGet([...ids]);
}

export function contactsCount(): Promise<number> {
  return cache.contacts.count();
}

/** The contacts whose cards the member keeps on this device. */
export async function pinnedIds(): Promise<ReadonlySet<string>> {
  return new Set(await cache.pins.toCollection().primaryKeys());
}

/** The views of who is signed in, by name. */
export async function savedViews(): Promise<ViewRow[]> {
  const owner = await whoOwns();
  return owner ? cache.views.where(ofOwner(owner)).sortBy('name') : [];
}

/** How much of the workspace is on this device. */
export async function keptHere(): Promise<{ contacts: number; cards: number; pinned: number; pinnedHere: number }> {
  const [contacts, cards, pins] = await Promise.all([cache.contacts.count(), cache.cards.toCollection().primaryKeys(), pinnedIds()]);
  return { contacts, cards: cards.length, pinned: pins.size, pinnedHere: cards.filter((id) => pins.has(id)).length };
}

const contactsPart = 'idb://cache/contacts/';

/**
 * Says which contacts were written or removed, by whichever context: their ids, or `many` where they were too many to be named. By the database's own
 * events rather than by `seq`: an answer to an own act is written with a number ahead of the changes before it, which are pulled later.
 */
export function watchContacts(onChange: (ids: string[] | 'many') => void, signal: AbortSignal): void {
  const listener = (parts: ObservabilitySet): void => {
    const changed = idsIn(parts);
    if (changed === 'many' || changed.length > 0) onChange(changed);
  };
  Dexie.on.storagemutated.subscribe(listener);
  signal.addEventListener('abort', () => Dexie.on.storagemutated.unsubscribe(listener));
}

function idsIn(parts: ObservabilitySet): string[] | 'many' {
  const { all } = parts as { all?: unknown };
  if (all) return 'many';
  const changed = new Set<string>();
  for (const part of [parts[contactsPart], parts[`${contactsPart}:dels`]]) {
    if (!part) continue;
    for (const { from, to } of RangeSet(part)) {
      if (from !== to || typeof from !== 'string') return 'many';
      changed.add(from);
    }
  }
  return [...changed];
}
