// @vitest-environment node
import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { cache } from '../cache/database.ts';
import { lostWorkspace, whoIsSignedIn } from '../cache/read.ts';
import { rememberAccount } from '../cache/write.ts';
import { pull } from './pull.ts';
import { select } from './basket.ts';
import { begin, inBasket, ines, seen, workspace, type FakeServer } from './testing.ts';

const yarn = { id: '0198a000-0000-7000-8000-0000000000aa', name: 'Yarn Ltd', role: 'member' } as const;
const answer = (body: object, status = 200) => new Response(JSON.stringify(body), { status });
const notFound = () => answer({ type: '/problems/not-found', code: 'not-found', title: 'There is nothing here', status: 404 }, 404);

let server: FakeServer;
let left: { id: string; name: string; role: 'owner' | 'admin' | 'member' }[];
beforeEach(async () => {
  server = await begin();
  await cache.lost.clear();
  server.before = ({ path }) => (path === '/v1/me' ? answer({ member: ines, workspaces: left }) : undefined);
  server.beforePull = ({ path }) => (path.includes(workspace.id) ? notFound() : undefined);
});

test('who is in the workspace no more goes on in another one of theirs, and all of the first is gone', async () => {
  left = [yarn];
  await select([seen({ slug: 'ada' })]);
  await cache.balances.put({ workspaceId: workspace.id, balance: { available: 3 } as never });
  await cache.left.put({ workspaceId: yarn.id, memberId: ines.id, pins: ['kept'], at: '2026-11-30T00:00:00Z' });
  await pull();
  expect(await whoIsSignedIn()).toMatchObject({ workspace: yarn, workspaces: [yarn] });
  expect(await lostWorkspace()).toBe(workspace.name);
  expect(await cache.basket.toArray()).toEqual([]);
  expect(await cache.balances.get(workspace.id)).toBeUndefined();
  expect(
    await cache.contacts
      .where('id')
      .notEqual('')
      .filter((row) => row.workspaceId === workspace.id)
      .count(),
  ).toBe(0);
  expect(await cache.pins.toArray()).toEqual([{ id: 'kept' }]);
  expect(await inBasket()).toEqual([]);
});

test('who is in none is signed out, is told of which, and the session ends', async () => {
  left = [];
  await pull();
  expect(await whoIsSignedIn()).toBeNull();
  expect(await lostWorkspace()).toBe(workspace.name);
  await Promise.resolve();
  expect(server.asked.map(({ path }) => path)).toContain('/v1/sign-out');
  // Whoever signs in next has not lost anything.
  await rememberAccount({ token: 'next', expiresAt: '2099-01-01T00:00:00Z', member: ines, workspace: yarn });
  expect(await lostWorkspace()).toBeUndefined();
});

test('a server that cannot be asked who one is changes nothing', async () => {
  server.before = () => Promise.reject(new Error('no network'));
  await pull();
  expect(await whoIsSignedIn()).toMatchObject({ workspace: { id: workspace.id } });
  expect(await lostWorkspace()).toBeUndefined();
});
