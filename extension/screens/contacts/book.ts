/** All contacts of the workspace in memory, as this device has them: read once, then followed contact by contact. */
import { createStore } from 'zustand/vanilla';
import { allContacts, contactsCount, contactsNamed, watchContacts } from '../../cache/readContacts.ts';
import type { ContactRow } from '../../cache/database.ts';
import { entryOf, latestFirst, type Entry } from './find.ts';

/** The latest first; `undefined` until all have been read once. */
export const book = createStore<{ entries: readonly Entry[] | undefined }>(() => ({ entries: undefined }));

/** While many are coming in, page by page, all are read again only when nothing has come for so long, or when they are twice as many. */
const calmMs = 1000;

/** Named one by one, more than these take longer than reading all. */
const fewLimit = 2000;

/** Keeps the book until the signal ends it, and empties it then. */
export function keepBook(signal: AbortSignal): void {
  let known = new Map<string, Entry>();
  let stale: Set<string> | 'many' = 'many';
  let isReading = false;
  let lastMany = -calmMs;

  watchContacts((ids) => {
    if (ids === 'many' || stale === 'many' || ids.length + stale.size > fewLimit) {
      stale = 'many';
      lastMany = performance.now();
    } else stale = new Set([...stale, ...ids]);
    void readOn();
  }, signal);
  signal.addEventListener('abort', () => book.setState({ entries: undefined }));
  void readOn();

  async function readOn(): Promise<void> {
    if (isReading) return;
    isReading = true;
    while (!signal.aborted && (stale === 'many' || stale.size > 0)) {
      if (stale === 'many') await calm();
      const asked: typeof stale = stale;
      stale = new Set();
      const entries = asked === 'many' ? await readAll() : await readSome(asked);
      if (!signal.aborted) book.setState({ entries });
    }
    isReading = false;
  }

  async function calm(): Promise<void> {
    for (;;) {
      const leftMs = lastMany + calmMs - performance.now();
      if (leftMs <= 0 || signal.aborted) return;
      const count = await contactsCount();
      if (count === 0 || count >= 2 * known.size) return;
      await new Promise((resume) => {
        setTimeout(resume, leftMs);
      });
    }
  }

  async function readAll(): Promise<Entry[]> {
    const read = new Map<string, Entry>();
    for await (const lot of allContacts()) for (const row of lot) read.set(row.id, again(row));
    known = read;
    return latestFirst([...known.values()]);
  }

  async function readSome(ids: ReadonlySet<string>): Promise<Entry[]> {
    const present = book.getState().entries ?? [];
    const changed: Entry[] = [];
    const rows = await contactsNamed([...ids]);
    for (const [place, id] of [...ids].entries()) {
      const row = rows[place];
      if (row) {
        const entry = again(row);
        changed.push(entry);
        known.set(id, entry);
      } else known.delete(id);
    }
    return latestFirst([...present.filter(({ row }) => !ids.has(row.id)), ...changed]);
  }

  /** Making words of one that has not changed would be most of the work. */
  function again(row: ContactRow): Entry {
    const entry = known.get(row.id);
    return entry && entry.row.seq === row.seq && entry.row.asOf === row.asOf ? entry : entryOf(row);
  }
}
