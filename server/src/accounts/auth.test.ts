import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { getMigrations } from 'better-auth/db/migration';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { migrate } from '../db/migrate.ts';
import { broken } from '../testing/invariants.ts';
import { addressHeader, testApp, type TestApp } from '../testing/app.ts';
import { addMember, signUp } from './accounts.ts';
import { allowances } from './limits.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

const person = (n: string) => ({
  name: 'Ines Invented',
  email: `ines-${n}@people.example`,
  password: 'correct horse',
  timeZone: 'Europe/Paris',
});
const signedUp = (body: object) => app.ask('POST', '/v1/sign-up', { body, token: null });
const signedIn = (email: string, password: string) => app.ask('POST', '/v1/sign-in', { body: { email, password }, token: null });

async function count(table: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(app.database.db);
  return rows[0]?.n ?? 0;
}
const counts = () => Promise.all(['user', 'organization', 'member', 'account', 'session', 'credit_head'].map(count));

test('better-auth finds nothing left to migrate, and neither do we', async () => {
  const { toBeCreated, toBeAdded } = await getMigrations(app.accounts.auth.options);
  expect({ toBeCreated, toBeAdded }).toEqual({ toBeCreated: [], toBeAdded: [] });
  expect(await migrate(app.database.db)).toEqual([]);
});

test('signing up makes a member, a workspace on the free plan, and a session of thirty days', async () => {
  const { status, body } = await signedUp({ ...person('one'), workspaceName: 'Quill & Co' });
  expect(status).toBe(200);
  expect(body).toMatchObject({
    member: { name: 'Ines Invented', email: 'ines-one@people.example' },
    workspaces: [{ name: 'Quill & Co', role: 'owner' }],
  });
  const days = (Date.parse(body.expiresAt) - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(29.9);
  expect(days).toBeLessThan(30.1);
  expect((await app.ask('GET', '/v1/me', { token: body.token })).body).toEqual({ member: body.member, workspaces: body.workspaces });
  const { body: balance } = await app.ask('GET', `/v1/workspaces/${body.workspaces[0].id}/balance`, { token: body.token });
  expect(balance).toMatchObject({ available: 25, allotment: 25, plan: { code: 'free' } });
});

test('the e-mail is one account, however it is spelt, also when two ask at once', async () => {
  const before = await counts();
  const answers = await Promise.all(
    [1, 2, 3, 4].map((n) => signedUp({ ...person('twice'), email: n % 2 ? 'Twice@people.example' : 'twice@people.example' })),
  );
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409, 409]);
  expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'email-taken' });
  expect(await counts()).toEqual(before.map((n) => n + 1));
});

test('a sign-up that fails half-way leaves nothing', async () => {
  const before = await counts();
  const { plan_code } = await app.database.owner
    .updateTable('plan')
    .set({ offered: false })
    .where('code', '=', 'free')
    .returning('code as plan_code')
    .executeTakeFirstOrThrow();
  try {
    await expect(signUp(app.accounts, person('half'))).rejects.toThrow('no plan');
  } finally {
    await app.database.owner.updateTable('plan').set({ offered: true }).where('code', '=', plan_code).execute();
  }
  expect(await counts()).toEqual(before);
  expect((await signedUp(person('half'))).status).toBe(200);
});

test.each(['Mars/Olympus', '+01:00', 'GMT+25', 'Europe/Paris; drop table plan', '../../etc/passwd', 'posixrules'])(
  'time zone %j is refused',
  async (timeZone) => {
    const before = await counts();
    expect(await signedUp({ ...person('zone'), timeZone })).toMatchObject({
      status: 400,
      body: { code: 'invalid-request', errors: [{ pointer: '/timeZone' }] },
    });
    expect(await counts()).toEqual(before);
  },
);

test('a zone in other letters is spelt as usual', async () => {
  const { body } = await signedUp({ ...person('zone2'), timeZone: 'europe/paris' });
  const balance = await app.ask('GET', `/v1/workspaces/${body.workspaces[0].id}/balance`, { token: body.token });
  expect(balance.body.timeZone).toBe('Europe/Paris');
});

test('signing in: the same answer for a wrong password as for an unknown e-mail', async () => {
  await signedUp(person('in'));
  const good = await signedIn('Ines-In@people.example', 'correct horse');
  expect(good).toMatchObject({ status: 200, body: { workspaces: [{ role: 'owner' }] } });
  const wrong = await signedIn('ines-in@people.example', 'wrong horse');
  const unknown = await signedIn('nobody@people.example', 'wrong horse');
  expect(wrong.status).toBe(401);
  expect({ ...wrong.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' });
  expect(wrong.body).toMatchObject({ code: 'wrong-credentials' });
});

test('signing out ends this session and no other', async () => {
  const { body: one } = await signedUp(person('out'));
  const { body: two } = await signedIn('ines-out@people.example', 'correct horse');
  expect(await app.ask('POST', '/v1/sign-out', { token: one.token })).toMatchObject({ status: 204, body: '' });
  expect((await app.ask('GET', '/v1/me', { token: one.token })).status).toBe(401);
  expect((await app.ask('POST', '/v1/sign-out', { token: one.token })).status).toBe(401);
  expect((await app.ask('GET', '/v1/me', { token: two.token })).status).toBe(200);
});

test('a session that is out of date is nobody', async () => {
  const { body } = await signedUp(person('late'));
  await app.database.db
    .updateTable('session')
    .set({ expiresAt: new Date(Date.now() - 1000) })
    .where('userId', '=', body.member.id)
    .execute();
  expect(await app.ask('GET', '/v1/me', { token: body.token })).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
});

test.each([
  ['none', undefined],
  ['empty', ''],
  ['no scheme', 'abcdef'],
  ['another scheme', 'Basic aW5lczpwYXNz'],
  ['unknown', 'Bearer AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'],
  ['with a signature of its own', 'Bearer AAAAAAAAAAAAAAAA.c2lnbmF0dXJl'],
  ['percent-encoded rubbish', 'Bearer %00%FF.%'],
  ['sql', "Bearer ' or 1=1 --"],
  ['very long', `Bearer ${'a'.repeat(20_000)}`],
])('a token that is %s is nobody', async (_, authorization) => {
  const { status, body, headers } = await app.ask('GET', '/v1/me', {
    token: null,
    ...(authorization !== undefined && { headers: { authorization } }),
  });
  expect(status).toBe(401);
  expect(body.code).toBe('unauthenticated');
  expect(headers.get('www-authenticate')).toBe('Bearer');
});

test('a cookie is no way in', async () => {
  const { body } = await signedUp(person('cookie'));
  const answer = await app.ask('GET', '/v1/me', { token: null, headers: { cookie: `better-auth.session_token=${body.token}` } });
  expect(answer.status).toBe(401);
  expect(answer.headers.get('set-cookie')).toBeNull();
});

test("better-auth's own routes are not there", async () => {
  for (const path of ['/api/auth/sign-in/email', '/api/auth/get-session', '/api/auth/organization/create'])
    expect((await app.ask('POST', path, { body: {} })).status).toBe(404);
});

test('a member is added once, and an account that exists keeps its password', async () => {
  const { body: owner } = await signedUp(person('owner'));
  const workspaceId = owner.workspaces[0].id as string;
  const colleague = {
    workspaceId,
    name: 'Cole Colleague',
    email: 'Cole@people.example',
    password: 'colleague horse',
    role: 'member',
  } as const;
  expect(await addMember(app.accounts, colleague)).toMatchObject({ isNewAccount: true, isNewMember: true });
  expect(await addMember(app.accounts, { ...colleague, password: 'another horse' })).toMatchObject({
    isNewAccount: false,
    isNewMember: false,
  });
  expect((await signedIn('cole@people.example', 'another horse')).status).toBe(401);
  const { body } = await signedIn('cole@people.example', 'colleague horse');
  expect(body.workspaces).toEqual([{ id: workspaceId, name: 'Ines Invented', role: 'member' }]);
  await expect(addMember(app.accounts, { ...colleague, workspaceId: '00000000-0000-7000-8000-000000000000' })).rejects.toThrow('not-found');
});

describe('passwords are tried only so often', () => {
  const attacker = '198.51.100.66';
  const owner = '203.0.113.7';
  const right = 'correct horse';
  type Try = [address: string, email: string, password: string, status: number];
  const times = (n: number, one: Try): Try[] => Array.from({ length: n }, () => one);
  const mine = 'victim@people.example';
  const allowed = {
    signInByEmailAndAddress: { points: 3, seconds: 60 },
    signInByEmail: { points: 7, seconds: 60 },
    signInByAddress: { points: 9, seconds: 60 },
  };

  // prettier-ignore
  test.each<[string, Try[]]>([
    ['wrong passwords lock the address that they came from, not the owner', [
      ...times(3, [attacker, mine, 'wrong horse', 401]), [attacker, mine, right, 429], [owner, mine, right, 200]]],
    ['from its locked address nobody locks the e-mail', [
      ...times(3, [attacker, mine, 'wrong horse', 401]), ...times(6, [attacker, mine, 'wrong horse', 429]), [owner, mine, right, 200]]],
    ['a locked address may sign in as somebody else', [
      ...times(3, [attacker, mine, 'wrong horse', 401]), [attacker, 'another@people.example', 'wrong horse', 401]]],
    ['the spelling of the e-mail changes nothing', [
      ...times(3, [attacker, mine, 'wrong horse', 401]), [attacker, mine.toUpperCase(), right, 429]]],
    ['after the right password the wrong ones before it are forgotten', [
      ...times(2, [owner, mine, 'wrong horse', 401]), [owner, mine, right, 200], ...times(3, [owner, mine, 'wrong horse', 401]), [owner, mine, right, 429]]],
    ['the right password is no guess', times(9, [owner, mine, right, 200])],
    ['guesses from many addresses add up', [
      ...Array.from({ length: 7 }, (_, n): Try => [`198.51.100.${n}`, mine, 'wrong horse', 401]), ['198.51.100.70', mine, 'wrong horse', 429],
      [owner, mine, right, 429]]],
    ['a right one among them does not forget the guesses of others', [
      ...Array.from({ length: 6 }, (_, n): Try => [`198.51.100.${n}`, mine, 'wrong horse', 401]), [owner, mine, right, 200],
      ['198.51.100.70', mine, 'wrong horse', 401], ['198.51.100.71', mine, 'wrong horse', 429]]],
    ['one address cannot try many e-mails', [
      ...Array.from({ length: 9 }, (_, n): Try => [attacker, `somebody-${n}@people.example`, 'wrong horse', 401]), [attacker, 'last@people.example', 'wrong horse', 429]]],
  ])('%s', async (_, tries) => {
    const strict = await testApp({ allowed });
    try {
      await strict.signUp({ email: mine, password: right });
      for (const [n, [address, email, password, status]] of tries.entries()) {
        const answer = await strict.ask('POST', '/v1/sign-in', {
          body: { email, password },
          token: null,
          headers: { [addressHeader]: address },
        });
        expect({ n, status: answer.status }).toEqual({ n, status });
        if (status !== 429) continue;
        expect(answer.body.retryAfterSeconds).toBeGreaterThan(0);
        expect(Number(answer.headers.get('retry-after'))).toBe(answer.body.retryAfterSeconds);
      }
    } finally {
      await strict.close();
    }
  });

  test('accounts are made only so often, and what is counted names nobody', async () => {
    const strict = await testApp({ allowed: { signUpByAddress: { points: 3, seconds: 60 } } });
    try {
      const { email } = strict.session.member;
      await strict.ask('POST', '/v1/sign-in', { body: { email, password: 'wrong horse' }, token: null });
      await strict.signUp();
      await strict.signUp();
      await expect(strict.signUp()).rejects.toThrow('too-many-requests');
      const { rows } = await strict.database.pool.query<{ key: string }>('select key from rate_limit');
      expect(rows.length).toBeGreaterThan(2);
      expect(JSON.stringify(rows)).not.toMatch(/people\.example|203\.0\.113/);
    } finally {
      await strict.close();
    }
  });

  test('whoever knows an e-mail cannot, from one address, use up what all addresses together may try', () => {
    const { signInByEmailAndAddress: byBoth, signInByEmail: byEmail } = allowances;
    expect(byBoth.points * Math.ceil(byEmail.seconds / byBoth.seconds)).toBeLessThan(byEmail.points);
  });
});

test('an e-mail is tried a few times an hour, from however many addresses', async () => {
  const strict = await testApp({ allowed: { signUpByEmail: { points: 3, seconds: 60 } } });
  try {
    const { email } = strict.session.member;
    const tries: number[] = [];
    for (const n of [1, 2, 3])
      tries.push(
        (
          await strict.ask('POST', '/v1/sign-up', {
            body: { ...person('x'), email },
            token: null,
            headers: { [addressHeader]: `198.51.100.${n}` },
          })
        ).status,
      );
    // The first try was their own.
    expect(tries).toEqual([409, 409, 429]);
  } finally {
    await strict.close();
  }
});

test('signing up takes the same work, whether the e-mail has an account or not: one hash', async () => {
  const hashes = vi.spyOn(crypto, 'scrypt');
  syncBuiltinESMExports();
  try {
    const hashed = async (n: string): Promise<[status: number, hashes: number]> => {
      hashes.mockClear();
      const { status } = await signedUp(person(n));
      return [status, hashes.mock.calls.length];
    };
    expect(await hashed('work')).toEqual([200, 1]);
    expect(await hashed('work')).toEqual([409, 1]);
    expect(await hashed('other-work')).toEqual([200, 1]);
  } finally {
    hashes.mockRestore();
    syncBuiltinESMExports();
  }
});

test('where sign-up is closed nobody gets an account by themselves, nor hears who has one; whoever has one comes in', async () => {
  const closed = await testApp({ signUpIs: 'closed' });
  try {
    const { email } = closed.session.member;
    const told = async (asked: string) => {
      const { status, body } = await closed.ask('POST', '/v1/sign-up', { body: { ...person('closed'), email: asked }, token: null });
      return { status, body: { ...body, requestId: '' } };
    };
    const answer = await told(email);
    expect(answer).toMatchObject({ status: 403, body: { code: 'sign-up-closed' } });
    expect(await told('nobody-yet@people.example')).toEqual(answer);
    expect(await closed.ask('POST', '/v1/sign-in', { body: { email, password: 'correct horse' }, token: null })).toMatchObject({
      status: 200,
    });
  } finally {
    await closed.close();
  }
});

test('one member cannot drown the server', async () => {
  const strict = await testApp({ allowed: { member: { points: 5, seconds: 60 } } });
  try {
    const answers = await Promise.all(Array.from({ length: 8 }, () => strict.ask('GET', '/v1/me')));
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(3);
  } finally {
    await strict.close();
  }
});

test('the ledger of all these workspaces is whole', async () => {
  expect(await broken(app.database.db)).toEqual([]);
});
