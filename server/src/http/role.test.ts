/** Routes of the contract that ask for a role, each tried by everybody who has another. */
import type { Session } from '@wellmet/shared/account';
import { api, type Route, type RouteName } from '@wellmet/shared/api';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addMember } from '../accounts/accounts.ts';
import { testApp, type TestApp } from '../testing/app.ts';
import { broken } from '../testing/invariants.ts';

let app: TestApp;
let member: Session;
let admin: Session;
beforeAll(async () => {
  app = await testApp({ eventTimes: { lastMs: 10 } });
  const join = async (role: 'admin' | 'member'): Promise<Session> => {
    const account = { email: `${role}@people.example`, password: 'correct horse' };
    await addMember(app.accounts, { workspaceId: app.workspaceId, name: 'Rolf Invented', ...account, role });
    return (await app.ask('POST', '/v1/sign-in', { body: account, token: null })).body as Session;
  };
  member = await join('member');
  admin = await join('admin');
});
afterAll(() => app.close());

const routes = (Object.keys(api) as RouteName[]).map((name): [RouteName, Route] => [name, api[name]]);
const restricted = routes.filter(([, { role }]) => role !== undefined);
const pathIn = ({ path }: Route): string => path.replace('{workspaceId}', app.workspaceId).replaceAll(/\{\w+\}/g, () => uuidv7());
const pathWithin = ({ path }: Route): string => path.replace('{workspaceId}', '');
const heads = async () => (await sql`select * from credit_head order by workspace_id`.execute(app.database.db)).rows;

test('there are such routes, and they say what they answer to others', () => {
  expect(restricted.map(([name]) => name)).toContain('setMemberCap');
  expect(restricted.filter(([, { access, problems }]) => access !== 'workspace' || !problems.includes('forbidden'))).toEqual([]);
});

test.each(restricted)('%s is refused to a member before anything else is looked at', async (_, route) => {
  const before = await heads();
  for (const body of [undefined, {}, { requestId: uuidv7() }]) {
    const answer = await app.ask(route.method.toUpperCase(), pathIn(route), { token: member.token, ...(route.body && { body }) });
    expect(answer).toMatchObject({ status: 403, body: { code: 'forbidden', title: 'Your role does not allow this' } });
  }
  expect(await heads()).toEqual(before);
});

test('one of them is for owners alone', () => {
  expect(restricted.filter(([, { role }]) => role === 'owner').map(([name]) => name)).toContain('setLanguageModel');
});

test.each(restricted.filter(([, { role }]) => role === 'owner'))('%s is refused to an admin, too', async (_, route) => {
  const before = await heads();
  const answer = await app.ask(route.method.toUpperCase(), pathIn(route), { token: admin.token, ...(route.body && { body: {} }) });
  expect(answer).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  expect(await heads()).toEqual(before);
});

test.each(restricted)('%s is not refused to whoever has the role', async (_, route) => {
  for (const { token } of route.role === 'owner' ? [app.session] : [admin, app.session]) {
    const { status } = await app.ask(route.method.toUpperCase(), pathIn(route), { token, ...(route.body && { body: {} }) });
    // A list that is asked for by nothing but the workspace has nothing to be wrong.
    expect(route.method === 'get' && !pathWithin(route).includes('{') ? [200] : [400, 404]).toContain(status);
  }
});

test.each(routes.filter(([, { access, role }]) => access === 'workspace' && role === undefined))(
  '%s is not refused to a member',
  async (_, route) => {
    const { status } = await app.ask(route.method.toUpperCase(), pathIn(route), { token: member.token, ...(route.body && { body: {} }) });
    expect(status).not.toBe(403);
    expect(status).toBeLessThan(500);
  },
);

test('nothing of it has harmed the ledger', async () => {
  expect(await broken(app.database.db)).toEqual([]);
});
