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

test('what an earlier version kept is read by this one: wishes go on, balances are asked for anew', async () => {
  const first = new Dexie('cache');
  first.version(1).stores({
    account: 'key',
    server: 'key',
    balances: 'workspaceId',
    contacts: 'id, *keys, lastAnalysedAt',
    wishes: 'requestId, state',
  });
  const request = { requestId: 'r', sightings: [{ name: 'Lena', page: { url: 'https://www.linkedin.com/in/lena/' } }] };
  await first.table('wishes').put({ requestId: 'r', workspaceId: 'w', memberId: 'm', madeAt: 'then', state: 'waiting', request });
  await first.table('balances').put({ workspaceId: 'w', balance: { plan: { code: 'free', name: 'Free' } } });
  first.close();
  await cache.open();

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

test('what version 2 kept is kept, and there is room for a basket and bulk actions', async () => {
  const second = new Dexie('cache');
  second.version(1).stores({
    account: 'key',
    server: 'key',
    balances: 'workspaceId',
    contacts: 'id, *keys, lastAnalysedAt',
    wishes: 'requestId, state',
  });
  second.version(2).stores({ campaigns: 'workspaceId' });
  const kept = {
    account: { key: 'now', token: 't' },
    server: { key: 'now', url: 'https://wellmet.example' },
    balances: { workspaceId: 'w', balance: { available: 3 } },
    contacts: { id: 'c', keys: ['slug:ada'], lastAnalysedAt: 'then' },
    wishes: { requestId: 'r', state: 'waiting', asked: { route: 'analyse' } },
    campaigns: { workspaceId: 'w', campaigns: [] },
  };
  for (const [table, row] of Object.entries(kept)) await second.table(table).put(row);
  second.close();
  await cache.open();

  for (const [table, row] of Object.entries(kept)) expect([table, await cache.table(table).toArray()]).toEqual([table, [row]]);
  const owner = { workspaceId: 'w', memberId: 'm' };
  const page = { kind: 'peopleSearch', url: 'https://www.linkedin.com/search/results/people/', generation: 'sdui' } as const;
  await putInBasket(owner, [{ identifiers: { slug: 'ada' }, name: 'Ada', readFrom: {}, page }], 1);
  expect(await cache.basket.toArray()).toMatchObject([{ ...owner, keys: ['slug:ada'], sighting: { name: 'Ada' } }]);
});

test('a lapsed sign-in leaves what members want, signing out leaves nothing but the server', async () => {
  await cache.open();
  const owner = { workspaceId: 'w', memberId: 'm' };
  const wanted = {
    basket: { ...owner, id: 1, keys: [] },
    bulk: { ...owner, id: 'b', parts: [], leaving: [] },
    wishes: { ...owner, requestId: 'r', state: 'waiting' },
  };
  for (const [table, row] of Object.entries(wanted)) await cache.table(table).put(row);
  await cache.erased.put({ hash: 'h' });
  await cache.hashKey.put({ key: 'now', bytes: new Uint8Array(32) });
  await cache.server.put({ key: 'now', url: 'https://wellmet.example' });
  const member = { id: 'm2', name: 'Paul', email: 'paul@example.com' };
  await rememberAccount({ token: 't', expiresAt: 'then', member, workspace: { id: 'w', name: 'Oak', role: 'owner' } });
  expect(await counts()).toMatchObject({ account: 1, basket: 1, bulk: 1, wishes: 1, erased: 0, hashKey: 0 });
  await emptyCache();
  expect(await counts()).toMatchObject({ account: 0, basket: 0, bulk: 0, wishes: 0, server: 1 });
});
