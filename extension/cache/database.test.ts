// @vitest-environment node
import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { beforeEach, expect, test } from 'vitest';
import { cache } from './database.ts';
import { emptyCache, rememberAccount } from './write.ts';
import { putInBasket } from './writeBasket.ts';

/** The next question opens it anew. */
beforeEach(async () => {
  cache.close();
  await Dexie.delete('cache');
});

const counts = async () => Object.fromEntries(await Promise.all(cache.tables.map(async (table) => [table.name, await table.count()])));

const stores = {
  1: { account: 'key', server: 'key', balances: 'workspaceId', contacts: 'id, *keys, lastAnalysedAt', wishes: 'requestId, state' },
  2: { campaigns: 'workspaceId' },
  3: { basket: '++id, [workspaceId+memberId], *keys', bulk: 'id, [workspaceId+memberId]', erased: 'hash', hashKey: 'key' },
  4: { contacts: 'id, *keys, lastAnalysedAt, seq', cards: 'id, usedAt, [id+contact.seq]', pins: 'id', sync: 'workspaceId' },
  5: { views: 'id, [workspaceId+memberId]', left: '[workspaceId+memberId]' },
} as const;

/** A device on which this version ran last. */
async function leftBy(version: 1 | 2 | 3 | 4 | 5, kept: Record<string, unknown>): Promise<void> {
  const earlier = new Dexie('cache');
  for (const [number, tables] of Object.entries(stores)) if (Number(number) <= version) earlier.version(Number(number)).stores(tables);
  for (const [table, row] of Object.entries(kept)) await earlier.table(table).put(row);
  earlier.close();
  await cache.open();
}

const page = { kind: 'peopleSearch', url: 'https://www.linkedin.com/search/results/people/', generation: 'sdui' } as const;
const sighting = { identifiers: { slug: 'ada' }, name: 'Ada', readFrom: {}, page };
const summary = {
  id: 'c',
  name: 'Ada',
  headline: 'Engines',
  identifiers: [{ kind: 'slug', value: 'ada' }],
  firstAnalysedAt: 'first',
  firstAnalysedBy: 'Ines',
  lastAnalysedAt: 'then',
};
const campaigns = [{ id: 'spring', name: 'Spring', campaignState: 'ongoing', state: 'queued' }];
const insights = { engine: 'local', version: 1, facts: [], hooks: [] };
const earlierContact = { ...summary, workspaceId: 'w', asOf: 'then', keys: ['slug:ada'] };
const leanContact = { ...earlierContact, firstAnalysedByYou: false, campaigns: [], seq: 0 };
const wish = { requestId: 'r', workspaceId: 'w', memberId: 'm', madeAt: 'then', state: 'waiting' };
const keptSinceVersion2 = {
  account: { key: 'now', token: 't', workspace: { id: 'w' } },
  server: { key: 'now', url: 'https://wellmet.example' },
  balances: { workspaceId: 'w', balance: { available: 3 } },
  wishes: { ...wish, asked: { route: 'enrol', campaignId: 'spring', body: { requestId: 'r', contactIds: ['c'] } }, about: { name: 'Ada' } },
  campaigns: { workspaceId: 'w', campaigns: [], asOf: 'then' },
};
const keptSinceVersion3 = {
  ...keptSinceVersion2,
  basket: { id: 7, workspaceId: 'w', memberId: 'm', keys: ['slug:ada'], sighting, addedAt: 'then' },
  bulk: { id: 'b', workspaceId: 'w', memberId: 'm', parts: [], state: 'done', leaving: [], madeAt: 'then' },
  erased: { hash: 'h' },
  hashKey: { key: 'now', bytes: new Uint8Array(32) },
};

test('what an earlier version kept is read by this one: wishes go on, balances are asked for anew', async () => {
  const request = { requestId: 'r', sightings: [{ name: 'Lena', page: { url: 'https://www.linkedin.com/in/lena/' } }] };
  await leftBy(1, { wishes: { ...wish, request }, balances: { workspaceId: 'w', balance: { plan: { code: 'free', name: 'Free' } } } });

  expect(await cache.wishes.toArray()).toEqual([
    {
      requestId: 'r',
      workspaceId: 'w',
      memberId: 'm',
      madeAt: 'then',
      state: 'waiting',
      asked: { route: 'analyse', body: request },
      about: { name: 'Lena', url: 'https://www.linkedin.com/in/lena/' },
    },
  ]);
  expect(await cache.balances.count()).toBe(0);
  expect(await cache.campaigns.count()).toBe(0);
});

test.each([
  ['a card', { card: { sighting, insights, campaigns }, firstAnalysedByYou: true }, { firstAnalysedByYou: true, campaigns }],
  ['a card without campaigns', { card: { sighting, insights } }, {}],
  ['no card', {}, {}],
])('a contact that version 1 kept with %s is a lean row, its card apart', async (_, more, lean) => {
  await leftBy(1, { contacts: { ...earlierContact, ...more } });
  expect(await cache.contacts.toArray()).toEqual([{ ...leanContact, ...lean }]);
  const card = 'card' in more && { id: 'c', workspaceId: 'w', contact: { ...summary, seq: 0, ...more.card }, asOf: 'then', usedAt: 'then' };
  expect(await cache.cards.toArray()).toEqual(card ? [card] : []);
  expect(await counts()).toMatchObject({ pins: 0, sync: 0 });
  // Whatever the server says of it is newer: the number that it has is none.
  expect(await cache.contacts.where('seq').equals(0).count()).toBe(1);
});

test('what version 2 kept is kept, and there is room for a basket and bulk actions', async () => {
  await leftBy(2, { ...keptSinceVersion2, contacts: earlierContact });
  for (const [table, row] of Object.entries(keptSinceVersion2)) expect([table, await cache.table(table).toArray()]).toEqual([table, [row]]);
  expect(await cache.contacts.toArray()).toEqual([leanContact]);
  const owner = { workspaceId: 'w', memberId: 'm' };
  await putInBasket(owner, [sighting], 1);
  expect(await cache.basket.toArray()).toMatchObject([{ ...owner, keys: ['slug:ada'], sighting: { name: 'Ada' } }]);
});

test('what version 3 kept is kept, and there is room for cards, pins and the place in the order of changes', async () => {
  await leftBy(3, { ...keptSinceVersion3, contacts: earlierContact });
  for (const [table, row] of Object.entries(keptSinceVersion3)) expect([table, await cache.table(table).toArray()]).toEqual([table, [row]]);
  expect(await cache.contacts.toArray()).toEqual([leanContact]);
  await cache.pins.put({ id: 'c' });
  await cache.sync.put({ workspaceId: 'w', memberId: 'm' });
  await cache.cards.put({ id: 'c', workspaceId: 'w', contact: { seq: 3 } as never, asOf: 'now', usedAt: 'now' });
  expect(await cache.cards.orderBy('[id+contact.seq]').keys()).toEqual([['c', 3]]);
});

const keptSinceVersion4 = {
  ...keptSinceVersion3,
  contacts: leanContact,
  cards: { id: 'c', workspaceId: 'w', contact: { ...summary, seq: 3 }, asOf: 'then', usedAt: 'then' },
  pins: { id: 'c' },
};

/** Everything is asked for from the start once more: templates were not followed. */
const placeBefore = { workspaceId: 'w', memberId: 'm', cursor: '3', seq: 3, version: 'v', asOf: 'then' };
const placeAfter = { workspaceId: 'w', memberId: 'm', asOf: 'then' };

test('what version 4 kept is kept, and there is room for views', async () => {
  const kept = keptSinceVersion4;
  await leftBy(4, { ...kept, sync: placeBefore });
  expect(await cache.sync.toArray()).toEqual([placeAfter]);
  for (const [table, row] of Object.entries(kept)) expect([table, await cache.table(table).toArray()]).toEqual([table, [row]]);
  await cache.views.put({ id: 'v', workspaceId: 'w', memberId: 'm', name: 'Mine', question: { query: '', order: 'name', columns: [] } });
  expect(await cache.views.where({ workspaceId: 'w', memberId: 'm' }).count()).toBe(1);
});

test('what version 5 kept is kept, there is room for templates, and those that there are already are asked for', async () => {
  const kept = {
    ...keptSinceVersion4,
    views: { id: 'v', workspaceId: 'w', memberId: 'm', name: 'Mine', question: { query: '', order: 'name', columns: [] } },
    left: { workspaceId: 'w', memberId: 'm', pins: ['c'], at: 'then' },
  };
  await leftBy(5, { ...kept, sync: placeBefore });
  for (const [table, row] of Object.entries(kept)) expect([table, await cache.table(table).toArray()]).toEqual([table, [row]]);
  expect(await cache.sync.toArray()).toEqual([placeAfter]);
  const content = { name: '', channel: 'note', language: 'en', text: 'Hel' } as const;
  await cache.templateDrafts.put({ workspaceId: 'w', memberId: 'm', id: 't', content, keptAt: 'now' });
  expect(await cache.templateDrafts.where({ workspaceId: 'w', memberId: 'm' }).count()).toBe(1);
  expect(await cache.templates.count()).toBe(0);
});

test('a large cache of version 3 is taken over whole', async () => {
  const earlier = new Dexie('cache');
  for (const [number, tables] of Object.entries(stores)) if (Number(number) < 4) earlier.version(Number(number)).stores(tables);
  const many = Array.from({ length: 3000 }, (_, i) => ({
    ...earlierContact,
    id: `c${i}`,
    keys: [`slug:c${i}`],
    card: { sighting, insights },
  }));
  await earlier.table('contacts').bulkPut(many);
  earlier.close();
  await cache.open();
  expect(await counts()).toMatchObject({ contacts: 3000, cards: 3000 });
  expect(await cache.contacts.filter((row) => 'card' in row).count()).toBe(0);
});

test('a lapsed sign-in leaves what members want, signing out leaves nothing but the server', async () => {
  await cache.open();
  const owner = { workspaceId: 'w', memberId: 'm' };
  const wanted = {
    basket: { ...owner, id: 1, keys: [] },
    bulk: { ...owner, id: 'b', parts: [], leaving: [] },
    wishes: { ...owner, requestId: 'r', state: 'waiting' },
    pins: { id: 'c' },
  };
  for (const [table, row] of Object.entries(wanted)) await cache.table(table).put(row);
  await cache.erased.put({ hash: 'h' });
  await cache.sync.put({ ...owner, cursor: '1', version: '1' });
  await cache.cards.put({ id: 'c', workspaceId: 'w', contact: {} as never, asOf: 'then', usedAt: 'then' });
  await cache.hashKey.put({ key: 'now', bytes: new Uint8Array(32) });
  await cache.server.put({ key: 'now', url: 'https://wellmet.example' });
  const member = { id: 'm2', name: 'Paul', email: 'paul@example.com' };
  await rememberAccount({ token: 't', expiresAt: 'then', member, workspace: { id: 'w', name: 'Oak', role: 'owner' } });
  expect(await counts()).toMatchObject({ account: 1, basket: 1, bulk: 1, wishes: 1, pins: 1, sync: 0, cards: 0, erased: 0, hashKey: 0 });
  await emptyCache();
  expect(await counts()).toMatchObject({ account: 0, basket: 0, bulk: 0, wishes: 0, pins: 0, server: 1 });
});
