// @vitest-environment node
import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { expect, test } from 'vitest';
import { cache } from './database.ts';

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
