/** All contacts of the workspace in memory, as this device has them: read once, then followed contact by contact. */
import { createStore } from 'zustand/vanilla';
import { allContacts, contactsNamed, watchContacts } from '../../cache/readContacts.ts';
import type { ContactRow } from '../../cache/database.ts';
import { entryOf, type Entry } from './find.ts';

/** `undefined` until all have been read once. */
export const book = createStore<{ entries: readonly Entry[] | undefined }>(() => ({ entries: undefined }));

/** Of the time after everything was read, this many times as long as reading took is left to others: it may be read again and again, page by page, while all of it is coming in. */
const restTimes = 4;

/** Named one by one, more than these take longer than reading all. */
const fewLimit = 2000;

/** Keeps the book until the signal ends it, and empties it then. */
export function keepBook(signal: AbortSignal): void {
  let known = new Map<string, Entry>();
  let stale: Set<string> | 'many' = 'many';
  let isReading = false;
  let restsUntil = 0;

  watchContacts((ids) => {
    if (stale !== 'many') stale = ids === 'many' || ids.length + stale.size > fewLimit ? 'many' : new Set([...stale, ...ids]);
    void readOn();
  }, signal);
  signal.addEventListener('abort', () => book.setState({ entries: undefined }));
  void readOn();

  async function readOn(): Promise<void> {
    if (isReading) return;
    isReading = true;
    while (!signal.aborted && (stale === 'many' || stale.size > 0)) {
      if (stale === 'many') await rest();
      const asked: typeof stale = stale;
      stale = new Set();
      if (asked === 'many') await readAll();
      else await readSome([...asked]);
      if (!signal.aborted) book.setState({ entries: [...known.values()] });
    }
    isReading = false;
  }

  async function readAll(): Promise<void> {
    const began = performance.now();
    const read = new Map<string, Entry>();
    for await (const lot of allContacts()) for (const row of lot) read.set(row.id, again(row));
    known = read;
    restsUntil = performance.now() + restTimes * (performance.now() - began);
  }

  async function readSome(ids: string[]): Promise<void> {
    for (const [place, row] of (await contactsNamed(ids)).entries()) {
      if (row) known.set(row.id, again(row));
      else known.delete(ids[place] ?? '');
    }
  }

  /** Making words of one that has not changed would be most of the work. */
  function again(row: ContactRow): Entry {
    const entry = known.get(row.id);
    return entry && entry.row.seq === row.seq && entry.row.asOf === row.asOf ? entry : entryOf(row);
  }

  function rest(): Promise<void> {
    return new Promise((done) => {
      setTimeout(done, Math.max(0, restsUntil - performance.now()));
    });
  }
}
