// @vitest-environment node
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { cache } from '../cache/database.ts';
import { lastBulk, openWishes, whoIsSignedIn } from '../cache/read.ts';
import { pinnedIds } from '../cache/readContacts.ts';
import { forgetAccount, rememberAccount } from '../cache/write.ts';
import { signIn as signInOnServer } from './account.ts';
import { select } from './basket.ts';
import { pin } from './pins.ts';
import { pull } from './pull.ts';
import { at, begin, crowd, down, ines, inBasket, paul, seen, workspace, type FakeServer, type Request } from './testing.ts';
import { useWorkspace, workspaces } from './workspaces.ts';

const yarn = { id: '0198a000-0000-7000-8000-0000000000aa', name: 'Yarn Ltd', role: 'member' } as const;
const both = [{ ...workspace }, { ...yarn }];
const me = { member: ines, workspaces: both };
const answer = (body: object) => new Response(JSON.stringify(body), { headers: { date: new Date(at).toUTCString() } });

let server: FakeServer;
beforeEach(async () => {
  server = await begin();
  await cache.left.clear();
  server.before = ({ path }) => (path === '/v1/me' ? answer(me) : undefined);
});

const inOf = ({ path }: Request) => path.split('/')[3];

describe('which there are', () => {
  test('the server says, and this device remembers, with the role as it is now', async () => {
    expect(await workspaces()).toEqual(both);
    expect(await whoIsSignedIn()).toEqual({ member: ines, workspace, workspaces: both });
    server.before = () => answer({ ...me, workspaces: [{ ...workspace, role: 'admin' }] });
    await workspaces();
    expect(await whoIsSignedIn()).toMatchObject({ workspace: { role: 'admin' }, workspaces: [{ id: workspace.id }] });
  });

  test('an answer for somebody who has signed out meanwhile is not believed', async () => {
    server.before = async () => {
      await rememberAccount({ token: 'another', expiresAt: at, member: paul, workspace });
      return answer(me);
    };
    await workspaces();
    expect((await whoIsSignedIn())?.member).toEqual(paul);
  });

  test('without an answer nothing changes', async () => {
    server.before = () => Promise.reject(new Error('no network'));
    expect(await workspaces()).toEqual({ trouble: 'unreachable' });
    expect((await whoIsSignedIn())?.workspaces).toEqual([workspace]);
  });

  test('one that is none of theirs is refused, and nobody asked', async () => {
    expect(await useWorkspace({ id: yarn.id })).toMatchObject({ trouble: 'refused', problem: { code: 'not-found' } });
    expect(server.asked).toEqual([]);
  });
});

describe('into another one', () => {
  const wish = {
    requestId: '0198a000-0000-7000-8000-0000000000b1',
    workspaceId: workspace.id,
    memberId: ines.id,
    asked: {
      route: 'engage' as const,
      contactId: 'x',
      body: { requestId: '0198a000-0000-7000-8000-0000000000b1', what: 'met' as const, doneAt: at },
    },
    about: { name: 'Ada' },
    madeAt: at,
    state: 'stopped' as const,
  };

  beforeEach(async () => {
    const { id } = server.add('ada');
    await pull();
    await pin({ ids: [id], isPinned: true });
    await select(crowd(2));
    await cache.wishes.put(wish);
    await cache.bulk.put({ id: 'b', workspaceId: workspace.id, memberId: ines.id, parts: [], state: 'done', leaving: [], madeAt: at });
    await workspaces();
    server.beforePull = (request) => (inOf(request) === yarn.id ? down() : undefined);
  });

  test('the sign-in stays, nothing of the one that was left is shown, and the new one is asked for', async () => {
    expect(await cache.contacts.count()).toBe(1);
    expect(await useWorkspace({ id: yarn.id })).toBe('done');
    expect(await cache.account.get('now')).toMatchObject({
      token: 'token of Ines Okafor',
      member: ines,
      workspace: yarn,
      workspaces: both,
    });
    for (const table of [cache.contacts, cache.cards, cache.balances, cache.campaigns, cache.sync, cache.pins])
      expect([table.name, await table.count()]).toEqual([table.name, 0]);
    expect([await inBasket(), await openWishes(), await lastBulk()]).toEqual([[], [], undefined]);
    await vi.waitFor(() => expect(inOf(server.pulls.at(-1) as Request)).toBe(yarn.id));
  });

  test('back again, all of it goes on: basket, what waits, bulk action, and who is kept', async () => {
    await useWorkspace({ id: yarn.id });
    await select(crowd(1, undefined, 'other'));
    expect(await inBasket()).toHaveLength(1);
    await useWorkspace({ id: workspace.id });
    expect(await inBasket()).toHaveLength(2);
    expect((await openWishes()).map(({ requestId }) => requestId)).toEqual([wish.requestId]);
    expect((await lastBulk())?.id).toBe('b');
    expect((await pinnedIds()).size).toBe(1);
    await vi.waitFor(async () => expect(await cache.contacts.count()).toBe(1));
    expect(inOf(server.pulls.at(-1) as Request)).toBe(workspace.id);
  });

  test('what is kept in one is not kept in the other', async () => {
    await useWorkspace({ id: yarn.id });
    expect((await pinnedIds()).size).toBe(0);
    await pin({ ids: ['y'], isPinned: true });
    await useWorkspace({ id: workspace.id });
    expect(await pinnedIds()).not.toContain('y');
  });

  test('an answer that comes for the one that was left is not written into the other', async () => {
    const [underWay, answered] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    server.beforePull = async (request) => {
      if (inOf(request) === yarn.id) return down();
      underWay.resolve();
      await answered.promise;
      return undefined;
    };
    server.add('lena');
    const pulling = pull();
    await underWay.promise;
    await useWorkspace({ id: yarn.id });
    answered.resolve();
    await pulling;
    expect(await cache.contacts.count()).toBe(0);
    expect((await cache.sync.toArray()).map(({ workspaceId }) => workspaceId)).not.toContain(workspace.id);
  });

  test('whoever signs in again where the sign-in ran out is where they were', async () => {
    await useWorkspace({ id: yarn.id });
    await forgetAccount();
    expect((await pinnedIds()).size).toBe(0);
    server.before = ({ path }) =>
      path === '/v1/sign-in' ? answer({ token: 'new', expiresAt: '2026-12-23T10:00:00.000Z', member: ines, workspaces: both }) : undefined;
    expect(await signInOnServer({ email: ines.email, password: 'long enough' })).toBe('done');
    expect((await whoIsSignedIn())?.workspace).toEqual(yarn);
  });

  test('who is erased in one stays in the basket of the other', async () => {
    await select([seen({ slug: 'ada' })]);
    server.beforePull = () => undefined;
    await useWorkspace({ id: yarn.id });
    await pull();
    await select([seen({ slug: 'ada' })]);
    server.remove([...server.contacts.keys()][0] ?? '');
    await pull();
    expect(await inBasket()).toEqual([]);
    server.beforePull = down;
    await useWorkspace({ id: workspace.id });
    expect(await inBasket()).toContain('slug:ada');
  });
});
