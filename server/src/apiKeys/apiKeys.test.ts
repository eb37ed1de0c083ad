/** Keys of a workspace, tried on every route of the contract. */
import type { Session } from '@wellmet/shared/account';
import { api, type Route, type RouteName } from '@wellmet/shared/api';
import { apiScopes, type ApiScope } from '@wellmet/shared/apiKey';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addMember } from '../accounts/accounts.ts';
import { testApp, workspaceOf, type TestApp, type Told } from '../testing/app.ts';

let app: TestApp;
let foreign: Session;
/** By what they may do; `all` may do everything. */
let keys: Record<ApiScope | 'all', string>;
let ended: [string, string][];
beforeAll(async () => {
  app = await testApp({ eventTimes: { lastMs: 10 } });
  foreign = await app.signUp();
  const [read, analyse, campaigns, manage, all] = await Promise.all(
    [...apiScopes, 'all' as const].map((scope) => secretFor(scope === 'all' ? [...apiScopes] : [scope])),
  );
  keys = { read, analyse, campaigns, manage, all } as typeof keys;
  const revoked = await made(['read']);
  await post(`/${revoked.body.key.id}/revocation`, { requestId: uuidv7() });
  const over = await made([...apiScopes]);
  await sql`update api_key set expires_at = now() - interval '1 second' where key_id = ${over.body.key.id}`.execute(app.database.db);
  const altered = `${keys.all.slice(0, -1)}${keys.all.endsWith('A') ? 'B' : 'A'}`;
  ended = [
    ['revoked', revoked.body.secret],
    ['over', over.body.secret],
    ['altered', altered],
    ['no key', 'wm_'],
  ];
});
afterAll(() => app.close());

const post = (path: string, body: object, token = app.session.token): Promise<Told> =>
  app.ask('POST', `/v1/workspaces/${app.workspaceId}/api-keys${path}`, { body, token });
const made = (scopes: ApiScope[], rest: object = {}): Promise<Told> =>
  post('', { requestId: uuidv7(), name: 'Export', scopes, days: 30, ...rest });
const secretFor = async (scopes: ApiScope[]): Promise<string> => (await made(scopes)).body.secret;
const listed = async () => (await app.ask('GET', `/v1/workspaces/${app.workspaceId}/api-keys`)).body.keys;

const routes = (Object.keys(api) as RouteName[]).map((name): [RouteName, Route] => [name, api[name]]);
const ofWorkspace = routes.filter(([, { access }]) => access === 'workspace');
const ask = ({ path, method, body }: Route, token: string, workspaceId = app.workspaceId) =>
  app.ask(
    method.toUpperCase(),
    path.replace('{workspaceId}', workspaceId).replaceAll(/\{\w+\}/g, () => uuidv7()),
    {
      token,
      ...(body && { body: {} }),
    },
  );

test('each route of a workspace says which scope it takes, or that it takes no key; others take none', () => {
  expect(ofWorkspace.filter(([, { scope }]) => scope === undefined).map(([name]) => name)).toEqual([]);
  expect(routes.filter(([, { access, scope }]) => access !== 'workspace' && scope !== undefined)).toEqual([]);
  for (const scope of apiScopes) expect(ofWorkspace.some(([, route]) => route.scope === scope)).toBe(true);
  for (const name of ['apiKeys', 'makeApiKey', 'revokeApiKey', 'changeRole', 'invite', 'setLanguageModel'] as const)
    expect(api[name]).toMatchObject({ scope: 'none' });
});

test.each(ofWorkspace)('%s: a key without its scope is refused, one with it is not; elsewhere it finds nothing', async (_, route) => {
  const fitting = route.scope === 'none' ? undefined : route.scope;
  for (const scope of apiScopes.filter((one) => one !== fitting))
    expect(await ask(route, keys[scope])).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  const { status } = await ask(route, keys.all);
  expect(status).toBeLessThan(500);
  expect(status === 403).toBe(fitting === undefined);
  expect((await ask(route, keys[fitting ?? 'all'])).status).toBe(status);
  expect(await ask(route, keys.all, workspaceOf(foreign))).toMatchObject({ status: 404, body: { code: 'not-found' } });
  for (const [, token] of ended) expect(await ask(route, token)).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
});

test.each(routes.filter(([, { access }]) => access === 'member'))('%s is of an account: no key opens it', async (_, route) => {
  expect(await ask(route, keys.all)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  for (const [, token] of ended) expect((await ask(route, token)).status).toBe(401);
});

test('a key is shown once, kept as a hash, and told without its secret', async () => {
  const { body } = await made(['read', 'analyse']);
  expect(body).toMatchObject({
    secret: expect.stringMatching(/^wm_[\w-]{43}_[\w-]{43}$/),
    key: { name: 'Export', scopes: ['read', 'analyse'], madeBy: { id: app.session.member.id } },
  });
  const days = (Date.parse(body.key.expiresAt) - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(29.9);
  expect(days).toBeLessThan(30.1);
  const told = JSON.stringify([
    await listed(),
    await Promise.all(
      ['api_key', 'op_result', 'audit_entry'].map((table) => sql`select * from ${sql.table(table)}`.execute(app.database.db)),
    ),
    app.logged,
  ]);
  expect(told).not.toContain(body.secret);
  expect(told).not.toContain(body.secret.slice(-43));
});

test('asked for twice with one request id it is one key', async () => {
  const asked = { requestId: uuidv7(), name: 'Twice', scopes: ['read'], days: null };
  const [one, two] = [await post('', asked), await post('', asked)];
  expect(one.body).toEqual(two.body);
  expect(one.body.key).not.toHaveProperty('expiresAt');
  expect(await post('', { ...asked, name: 'Another' })).toMatchObject({ status: 409, body: { code: 'request-id-reused' } });
});

test('a key acts in the name of its maker: never more than they, and not after they have left', async () => {
  const account = { email: 'maker@people.example', password: 'correct horse' };
  const { memberId } = await addMember(app.accounts, { workspaceId: app.workspaceId, name: 'Maker', ...account, role: 'admin' });
  const { token } = (await app.ask('POST', '/v1/sign-in', { body: account, token: null })).body;
  const secret = (await post('', { requestId: uuidv7(), name: 'Theirs', scopes: [...apiScopes], days: null }, token)).body.secret;
  const cap = `/v1/workspaces/${app.workspaceId}/members/${memberId}/cap`;
  const set = () => app.ask('PUT', cap, { token: secret, body: { requestId: uuidv7(), capCredits: 5 } });
  expect((await set()).status).toBe(200);
  const { entries } = (await app.ask('GET', `/v1/workspaces/${app.workspaceId}/audit?act=cap-changed`)).body;
  expect(entries[0]).toMatchObject({ by: { name: 'Maker' }, about: { keyId: expect.stringMatching(/^[0-9a-f-]{36}$/) } });
  await sql`update member set role = 'member' where "userId" = ${memberId}`.execute(app.database.db);
  expect((await set()).status).toBe(403);
  await sql`delete from member where "userId" = ${memberId}`.execute(app.database.db);
  expect((await set()).status).toBe(401);
});

test('when it was used last is told to the hour', async () => {
  const { body } = await made(['read']);
  await app.ask('GET', `/v1/workspaces/${app.workspaceId}/balance`, { token: body.secret });
  const { lastUsedAt } = (await listed()).find(({ id }: { id: string }) => id === body.key.id);
  expect(lastUsedAt).toMatch(/:00:00\.000Z$/);
  expect(Date.now() - Date.parse(lastUsedAt)).toBeLessThan(3_600_000);
});

test('making and revoking are in the audit log; what is revoked is no longer listed, revoking again changes nothing', async () => {
  const { body } = await made(['read'], { name: 'Short-lived' });
  const revoke = () => post(`/${body.key.id}/revocation`, { requestId: uuidv7() });
  expect([(await revoke()).status, (await revoke()).status]).toEqual([204, 204]);
  expect((await listed()).map(({ id }: { id: string }) => id)).not.toContain(body.key.id);
  const { entries } = (await app.ask('GET', `/v1/workspaces/${app.workspaceId}/audit`)).body;
  const about = entries.filter((entry: { about: { keyId?: string } }) => entry.about.keyId === body.key.id);
  expect(about.map(({ act }: { act: string }) => act)).toEqual(['key-revoked', 'key-made']);
});

test('a key has a pace of its own', async () => {
  const strict = await testApp({ allowed: { apiKey: { points: 2, seconds: 60 } } });
  try {
    const at = `/v1/workspaces/${strict.workspaceId}`;
    const { secret } = (
      await strict.ask('POST', `${at}/api-keys`, { body: { requestId: uuidv7(), name: 'Fast', scopes: ['read'], days: null } })
    ).body;
    const statuses = [];
    for (let n = 0; n < 3; n++) statuses.push((await strict.ask('GET', `${at}/balance`, { token: secret })).status);
    expect(statuses).toEqual([200, 200, 429]);
    expect((await strict.ask('GET', `${at}/balance`)).status).toBe(200);
  } finally {
    await strict.close();
  }
});
