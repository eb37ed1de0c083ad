import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as followed from '../../cache/readContacts.ts';
import { cache } from '../../cache/database.ts';
import { book, keepBook } from './book.ts';
import { contactRow, ids } from './testing.ts';

const named = vi.spyOn(followed, 'contactsNamed');
const all = vi.spyOn(followed, 'allContacts');
let ending: AbortController;

beforeEach(() => {
  ending = new AbortController();
});

afterEach(async () => {
  ending.abort();
  vi.clearAllMocks();
  await cache.contacts.clear();
});

const names = () =>
  book
    .getState()
    .entries?.map(({ row }) => row.name)
    .toSorted();

test('reads all once, then who was written or removed', async () => {
  await cache.contacts.bulkPut(Array.from({ length: 2500 }, (_, n) => contactRow(n + 1)));
  keepBook(ending.signal);
  await vi.waitFor(() => expect(book.getState().entries).toHaveLength(2500));
  const before = book.getState().entries?.find(({ row }) => row.id === ids(7));
  // Behind numbers that are known already: what an own act had got ahead of.
  await cache.contacts.put(contactRow(5, { name: 'Renamed', seq: 3 }));
  await cache.contacts.delete(ids(6));
  await cache.contacts.bulkPut([contactRow(3001), contactRow(3002)]);
  await vi.waitFor(() => expect(book.getState().entries).toHaveLength(2501));
  await vi.waitFor(() => expect(names()).toContain('Renamed'));
  expect(names()).not.toContain('Person 6');
  expect(names()).toContain('Person 3002');
  expect(book.getState().entries?.find(({ row }) => row.id === ids(7))).toBe(before);
  expect(all).toHaveBeenCalledTimes(1);
  expect(named.mock.calls.flat(2).length).toBeLessThan(10);
});

test('many at once are read as a whole, and so is nothing left', async () => {
  keepBook(ending.signal);
  await vi.waitFor(() => expect(book.getState().entries).toEqual([]));
  await cache.contacts.bulkPut(Array.from({ length: 300 }, (_, n) => contactRow(n + 1)));
  await vi.waitFor(() => expect(book.getState().entries).toHaveLength(300));
  await cache.contacts.clear();
  await vi.waitFor(() => expect(book.getState().entries).toEqual([]));
  expect(named).not.toHaveBeenCalled();
});

test('what is written while it reads is not missed', async () => {
  await cache.contacts.bulkPut(Array.from({ length: 1500 }, (_, n) => contactRow(n + 1)));
  keepBook(ending.signal);
  await Promise.all([
    cache.contacts.put(contactRow(1, { name: 'First', seq: 9000 })),
    cache.contacts.put(contactRow(1600, { name: 'Last' })),
  ]);
  await vi.waitFor(() => expect(names()).toEqual(expect.arrayContaining(['First', 'Last', 'Person 1500'])));
});

test('after its end nothing is followed', async () => {
  keepBook(ending.signal);
  await vi.waitFor(() => expect(book.getState().entries).toEqual([]));
  ending.abort();
  await cache.contacts.put(contactRow(1));
  await new Promise((resume) => setTimeout(resume, 30));
  expect(book.getState().entries).toBeUndefined();
});
