/** Ways in, and out again: devices signed in from a page, links in letters, sessions ended, passwords changed; and what must not be found out by trying. */
import type { Session } from '@wellmet/shared/account';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { addressHeader, testApp, type TestApp, type Told } from '../testing/app.ts';
import { openPostbox, type Postbox } from '../testing/postbox.ts';
import { addMember, signUp } from './accounts.ts';
import { atRest } from './secret.ts';
import { deviceOf } from './sessions.ts';

let postbox: Postbox;
let app: TestApp;
let ines: Session;
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
beforeAll(async () => {
  postbox = await openPostbox();
  app = await testApp({ smtpUrl: postbox.url });
});
afterAll(async () => {
  await app.close();
  await postbox.close();
});
beforeEach(async () => {
  ines = await app.signUp();
});

const post = (path: string, body: object, token: string | null = null, headers: Record<string, string> = {}) =>
  app.ask('POST', path, { body, token, headers: { 'user-agent': firefox, ...headers } });
const password = 'correct horse';
const begin = async (email?: string): Promise<{ deviceCode: string; userCode: string }> =>
  (await post('/v1/device-codes', { language: 'en', ...(email !== undefined && { email }) })).body;
const outcome = async (deviceCode: string) => (await post('/v1/device-codes/outcome', { deviceCode })).body;
const claim = (userCode: string, as = ines.member.email, typed = password) =>
  post('/v1/device-codes/by-password', { userCode, email: as, password: typed });
const decide = (decision: string, approve = true) => post('/v1/device-codes/decision', { decision, approve });
const me = (token: string) => app.ask('GET', '/v1/me', { token });
const without = ({ status, body }: Told) => ({ status, body: { ...body, requestId: '' } });

const linkIn = (raw: string) => /\/device\?lang=en#([\w-]+)\.([\w-]+)/.exec(raw)?.slice(1) ?? [];
const list = async (token: string) => (await app.ask('GET', '/v1/sessions', { token })).body.sessions;
const signIn = async (): Promise<string> => (await post('/v1/sign-in', { email: ines.member.email, password })).body.token;

let newcomers = 0;
const newAccount = { name: 'Noor Halabi', password: 'a horse of her own', timeZone: 'Europe/Paris', workspaceName: 'Looms' };
const newcomer = (): string => `noor${++newcomers}@People.example`;
const signUpByLetter = (email: string, overrides: object = {}) =>
  post('/v1/device-codes', { language: 'en', email, signUp: { ...newAccount, ...overrides } });
const openLink = async (): Promise<Told> => {
  const [userCode = '', link = ''] = linkIn((await postbox.next()).raw);
  return post('/v1/device-codes/by-link', { userCode, link });
};
const accountsWith = async (email: string): Promise<number> =>
  (await app.database.db.selectFrom('user').select('id').where('email', '=', email.toLowerCase()).execute()).length;

describe('a device signed in from a page', () => {
  test('asks, is seen, is allowed, and gets its session once', async () => {
    const { deviceCode, userCode } = await begin();
    expect(userCode).toMatch(/^[B-Z2-9]{4}-[B-Z2-9]{4}$/);
    expect(await outcome(deviceCode)).toEqual({ outcome: 'pending' });
    const { body } = await claim(userCode.toLowerCase().replace('-', ' '));
    expect(body).toMatchObject({ userCode, device: { browser: 'Firefox', system: 'Linux' }, member: ines.member, isFirstProof: false });
    expect((await decide(body.decision)).status).toBe(204);
    const told = await outcome(deviceCode);
    expect(told).toMatchObject({ outcome: 'approved', session: { member: ines.member, workspaces: ines.workspaces } });
    expect((await me(told.session.token)).body.member).toEqual(ines.member);
    expect(await outcome(deviceCode)).toEqual({ outcome: 'expired' });
    expect(await decide(body.decision)).toMatchObject({ status: 410, body: { code: 'link-ended' } });
    expect((await claim(userCode)).status).toBe(410);
  });

  test('asked twice at once, it is given one session', async () => {
    const { deviceCode, userCode } = await begin();
    await decide((await claim(userCode)).body.decision);
    const told = await Promise.all([1, 2, 3, 4].map(() => outcome(deviceCode)));
    expect(told.filter(({ outcome: what }) => what === 'approved')).toHaveLength(1);
  });

  test('is refused, and hears it once', async () => {
    const { deviceCode, userCode } = await begin();
    await decide((await claim(userCode)).body.decision, false);
    expect(await outcome(deviceCode)).toEqual({ outcome: 'denied' });
    expect(await outcome(deviceCode)).toEqual({ outcome: 'expired' });
  });

  test('is too late after ten minutes, for the page and for itself', async () => {
    const { deviceCode, userCode } = await begin();
    const { decision } = (await claim(userCode)).body;
    await sql`update device_code set expires_at = now() - interval '1 second' where device_hash = ${atRest(deviceCode)}`.execute(
      app.database.db,
    );
    expect((await decide(decision)).status).toBe(410);
    expect((await claim(userCode)).status).toBe(410);
    expect(await outcome(deviceCode)).toEqual({ outcome: 'expired' });
  });

  test('that asks too often is told to slow down', async () => {
    const { deviceCode } = await begin();
    await outcome(deviceCode);
    expect(await outcome(deviceCode)).toEqual({ outcome: 'slowDown' });
  });

  test('is not let in by a wrong password, and the code says nothing before the right one', async () => {
    const { userCode } = await begin();
    const wrong = await claim(userCode, ines.member.email, 'wrong horse');
    const wrongBoth = await claim('BBBB-BBBB', ines.member.email, 'wrong horse');
    expect(wrong.status).toBe(401);
    expect(without(wrong)).toEqual(without(wrongBoth));
    expect((await claim('BBBB-BBBB')).status).toBe(410);
  });

  test('whose code somebody is deciding on cannot be taken over by another account', async () => {
    const other = await app.signUp();
    const { deviceCode, userCode } = await begin();
    const { decision } = (await claim(userCode)).body;
    expect((await claim(userCode, other.member.email)).status).toBe(410);
    await decide(decision);
    expect((await outcome(deviceCode)).session.member).toEqual(ines.member);
  });

  test('nothing in the database opens anything', async () => {
    const { deviceCode, userCode } = await begin(ines.member.email);
    await postbox.next();
    const { decision } = (await claim(userCode)).body;
    const rows = JSON.stringify(
      await Promise.all(
        ['device_code', 'session', 'verification'].map((table) => sql`select * from ${sql.table(table)}`.execute(app.database.db)),
      ),
    );
    for (const secret of [deviceCode, userCode, userCode.replace('-', ''), decision, ines.token]) expect(rows).not.toContain(secret);
    expect((await me(atRest(ines.token))).status).toBe(401);
  });
});

describe('a link in a letter', () => {
  test('leads to the same page and the same device', async () => {
    const { deviceCode, userCode } = await begin(ines.member.email);
    const { to, raw } = await postbox.next();
    expect(to).toEqual([ines.member.email]);
    const [code = '', link = ''] = linkIn(raw);
    expect(code).toBe(userCode);
    const { body } = await post('/v1/device-codes/by-link', { userCode: code, link });
    expect(body).toMatchObject({ userCode, member: ines.member, isFirstProof: true });
    await decide(body.decision);
    const { session } = await outcome(deviceCode);
    expect(session.member).toEqual(ines.member);
    expect((await post('/v1/device-codes/by-link', { userCode: code, link })).status).toBe(410);
    // Whoever made the account before its e-mail was proved is out; whoever read the letter is in.
    expect((await me(ines.token)).status).toBe(401);
    expect((await post('/v1/sign-in', { email: ines.member.email, password })).status).toBe(401);
    expect((await me(session.token)).status).toBe(200);
  });

  test('to an e-mail that is proved changes nothing besides', async () => {
    await app.database.db.updateTable('user').set({ emailVerified: true }).where('id', '=', ines.member.id).execute();
    await begin(ines.member.email);
    const [userCode = '', link = ''] = linkIn((await postbox.next()).raw);
    const { body } = await post('/v1/device-codes/by-link', { userCode, link });
    expect(body.isFirstProof).toBe(false);
    await decide(body.decision);
    expect((await me(ines.token)).status).toBe(200);
    expect((await post('/v1/sign-in', { email: ines.member.email, password })).status).toBe(200);
  });

  test('opens no other device', async () => {
    const other = await begin();
    await begin(ines.member.email);
    const [, link = ''] = linkIn((await postbox.next()).raw);
    expect((await post('/v1/device-codes/by-link', { userCode: other.userCode, link })).status).toBe(410);
  });

  test('is not offered where there is no server for letters', async () => {
    expect((await app.ask('GET', '/v1/sign-in/ways', { token: null })).body).toEqual({ link: true });
    const silent = await testApp();
    try {
      expect((await silent.ask('GET', '/v1/sign-in/ways', { token: null })).body).toEqual({ link: false });
    } finally {
      await silent.close();
    }
  });
});

describe('sessions', () => {
  test('are listed with their device, and this one is marked', async () => {
    const here = await signIn();
    const sessions = await list(here);
    expect(sessions).toHaveLength(2);
    expect(sessions.find(({ isThis }: { isThis: boolean }) => isThis)).toMatchObject({ device: { browser: 'Firefox', system: 'Linux' } });
    expect(JSON.stringify(sessions)).not.toMatch(/token|Mozilla/);
  });

  test('one is ended at once, and no other', async () => {
    const [here, there] = [await signIn(), await signIn()];
    const [{ id }] = (await list(there)).filter(({ isThis }: { isThis: boolean }) => isThis);
    expect((await app.ask('DELETE', `/v1/sessions/${id}`, { token: here })).status).toBe(204);
    expect((await me(there)).status).toBe(401);
    expect((await me(here)).status).toBe(200);
    expect((await me(ines.token)).status).toBe(200);
  });

  test('somebody else’s is not there', async () => {
    const other = await app.signUp();
    const [{ id }] = await list(ines.token);
    expect((await app.ask('DELETE', `/v1/sessions/${id}`, { token: other.token })).status).toBe(404);
    expect((await me(ines.token)).status).toBe(200);
  });

  test('all others are ended', async () => {
    const [here, there] = [await signIn(), await signIn()];
    const other = await app.signUp();
    expect((await app.ask('POST', '/v1/sessions/others/end', { token: here })).status).toBe(204);
    expect(await Promise.all([here, there, ines.token, other.token].map(async (token) => (await me(token)).status))).toEqual([
      200, 401, 401, 200,
    ]);
  });

  test('of a day’s age are renewed by use', async () => {
    await app.database.db
      .updateTable('session')
      .set({ updatedAt: sql`now() - interval '2 days'`, expiresAt: sql`now() + interval '1 day'` })
      .where('userId', '=', ines.member.id)
      .execute();
    await me(ines.token);
    const { expiresAt } = await app.database.db
      .selectFrom('session')
      .select('expiresAt')
      .where('userId', '=', ines.member.id)
      .executeTakeFirstOrThrow();
    expect(expiresAt.getTime() - Date.now()).toBeGreaterThan(29 * 86_400_000);
    expect((await me(ines.token)).status).toBe(200);
  });
});

describe('passwords', () => {
  test.each(['password1', 'Password1', '1234567890', 'iloveyou'])('%s is refused wherever one is set', async (newPassword) => {
    const refused = { status: 400, body: { code: 'password-too-common' } };
    const account = { name: 'Ines Invented', email: `common-${newPassword}@people.example`, timeZone: 'UTC', password: newPassword };
    expect(await signUpByLetter(account.email, { password: newPassword })).toMatchObject(refused);
    await expect(signUp(app.accounts, account)).rejects.toThrow('password-too-common');
    expect(await post('/v1/password', { oldPassword: password, newPassword }, ines.token)).toMatchObject(refused);
    expect(await post('/v1/password/reset', { secret: 'x'.repeat(43), newPassword })).toMatchObject(refused);
    await expect(addMember(app.accounts, { ...account, workspaceId: app.workspaceId, role: 'member' })).rejects.toThrow(
      'password-too-common',
    );
    expect((await me(ines.token)).status).toBe(200);
  });

  test('is changed by whoever knows the old one; other devices are signed out', async () => {
    const there = (await post('/v1/sign-in', { email: ines.member.email, password })).body.token;
    const wrong = await post('/v1/password', { oldPassword: 'wrong horse', newPassword: 'another horse' }, ines.token);
    expect(wrong).toMatchObject({ status: 401, body: { code: 'wrong-credentials' } });
    expect((await me(there)).status).toBe(200);
    expect((await post('/v1/password', { oldPassword: password, newPassword: 'another horse' }, ines.token)).status).toBe(204);
    expect((await me(ines.token)).status).toBe(200);
    expect((await me(there)).status).toBe(401);
    expect((await post('/v1/sign-in', { email: ines.member.email, password })).status).toBe(401);
    expect((await post('/v1/sign-in', { email: ines.member.email, password: 'another horse' })).status).toBe(200);
  });

  test('forgotten, is set anew by a link, once; everybody is signed out', async () => {
    expect((await post('/v1/password/forgotten', { email: ines.member.email.toUpperCase(), language: 'fr' })).status).toBe(204);
    const { raw } = await postbox.next();
    const secret = /\/password\?lang=fr#([\w-]+)/.exec(raw)?.[1] ?? '';
    const set = (newPassword: string) => post('/v1/password/reset', { secret, newPassword });
    const both = await Promise.all([set('brand new horse'), set('brand new horse')]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 410]);
    expect((await me(ines.token)).status).toBe(401);
    expect((await post('/v1/sign-in', { email: ines.member.email, password: 'brand new horse' })).status).toBe(200);
  });
});

// What costs time is computing a hash: as many of them for an unknown e-mail as for a wrong password.
const hashes = async (ask: () => Promise<Told>) => {
  const { password: hashing } = await app.accounts.auth.$context;
  const spies = [vi.spyOn(hashing, 'hash'), vi.spyOn(hashing, 'verify')];
  const answer = await ask();
  const count = spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0);
  for (const spy of spies) spy.mockRestore();
  return { ...without(answer), count };
};

const kept = async () => JSON.stringify(await app.database.db.selectFrom('device_code').selectAll().execute());

describe('where letters are sent, an account', () => {
  test('is made when its letter has been read and answered, and signs the device in', async () => {
    const email = newcomer();
    const { deviceCode, userCode } = (await signUpByLetter(email)).body;
    expect(await accountsWith(email)).toBe(0);
    const { body } = await openLink();
    expect(body).toEqual({
      decision: expect.any(String),
      userCode,
      device: { browser: 'Firefox', system: 'Linux' },
      email: email.toLowerCase(),
      isFirstProof: false,
    });
    expect(await accountsWith(email)).toBe(0);
    expect((await decide(body.decision)).status).toBe(204);
    const { session } = await outcome(deviceCode);
    expect(session).toMatchObject({
      member: { name: 'Noor Halabi', email: email.toLowerCase() },
      workspaces: [{ name: 'Looms', role: 'owner' }],
    });
    const balance = await app.ask('GET', `/v1/workspaces/${session.workspaces[0].id}/balance`, { token: session.token });
    expect(balance.body).toMatchObject({ available: 25, timeZone: 'Europe/Paris' });
    expect((await post('/v1/sign-in', { email, password: newAccount.password })).status).toBe(200);
    expect((await app.database.db.selectFrom('user').select('emailVerified').where('id', '=', session.member.id).execute())[0]).toEqual({
      emailVerified: true,
    });
    expect(await decide(body.decision)).toMatchObject({ status: 410 });
  });

  test('is not made by whoever says no', async () => {
    const email = newcomer();
    const { deviceCode } = (await signUpByLetter(email)).body;
    await decide((await openLink()).body.decision, false);
    expect(await outcome(deviceCode)).toEqual({ outcome: 'denied' });
    expect(await accountsWith(email)).toBe(0);
  });

  test('is there already: the letter signs in to it, and it stays what it is', async () => {
    const { deviceCode } = (await signUpByLetter(ines.member.email.toUpperCase(), { password: 'the horse of a thief' })).body;
    const { body } = await openLink();
    expect(body.member).toEqual(ines.member);
    await decide(body.decision);
    expect((await outcome(deviceCode)).session).toMatchObject({ member: ines.member, workspaces: ines.workspaces });
    expect((await post('/v1/sign-in', { email: ines.member.email, password: 'the horse of a thief' })).status).toBe(401);
  });

  test('asked for twice is made once, by whichever letter is answered first', async () => {
    const email = newcomer();
    const asked = [(await signUpByLetter(email)).body, (await signUpByLetter(email)).body];
    const decisions = [(await openLink()).body.decision, (await openLink()).body.decision];
    const statuses = await Promise.all(decisions.map(async (decision) => (await decide(decision)).status));
    expect(statuses.toSorted((a, b) => a - b)).toEqual([204, 410]);
    expect(await accountsWith(email)).toBe(1);
    const outcomes = await Promise.all(asked.map(async ({ deviceCode }) => (await outcome(deviceCode)).outcome));
    expect(outcomes.toSorted((a, b) => a.localeCompare(b))).toEqual(['approved', 'pending']);
  });

  test('of somebody who decides on it cannot be taken over by who guesses the code', async () => {
    const email = newcomer();
    const { deviceCode, userCode } = (await signUpByLetter(email)).body;
    const { decision } = (await openLink()).body;
    expect((await claim(userCode)).status).toBe(410);
    await decide(decision);
    expect((await outcome(deviceCode)).session.member.email).toBe(email.toLowerCase());
  });

  test.each([
    ['a password that is tried first', { password: 'password123' }, 400, 'password-too-common'],
    ['a short password', { password: 'horse' }, 400, 'invalid-request'],
    ['an unknown time zone', { timeZone: 'Europe/Atlantis' }, 400, 'invalid-request'],
    ['what is none of its fields', { isAdmin: true }, 400, 'invalid-request'],
  ])('is refused with %s, and no letter is sent', async (_, overrides, status, code) => {
    const [email, sent] = [newcomer(), postbox.letters.length];
    expect(await signUpByLetter(email, overrides)).toMatchObject({ status, body: { code } });
    expect(postbox.letters).toHaveLength(sent);
  });

  test('needs an e-mail, a server for letters, and one that is open', async () => {
    expect((await post('/v1/device-codes', { language: 'en', signUp: newAccount })).status).toBe(400);
    const [silent, closed] = [await testApp(), await testApp({ smtpUrl: postbox.url, signUpIs: 'closed' })];
    const body = { language: 'en', email: newcomer(), signUp: newAccount };
    try {
      expect(await silent.ask('POST', '/v1/device-codes', { token: null, body })).toMatchObject({ body: { code: 'wrong-state' } });
      expect(await closed.ask('POST', '/v1/device-codes', { token: null, body })).toMatchObject({ body: { code: 'sign-up-closed' } });
    } finally {
      await Promise.all([silent.close(), closed.close()]);
    }
  });

  test('leaves no password behind, nor a hash once it is made', async () => {
    const email = newcomer();
    await signUpByLetter(email);
    expect(await kept()).not.toContain(newAccount.password);
    await decide((await openLink()).body.decision);
    expect(await kept()).not.toContain(email.toLowerCase());
  });
});

const toldOf = async (email: string) => {
  const { body, ...answer } = await hashes(() => signUpByLetter(email));
  return { ...answer, fields: Object.keys(body) };
};

describe('nobody finds out who has an account', () => {
  const asks: [string, (email: string) => Promise<Told>, number][] = [
    ['signing in', (email) => post('/v1/sign-in', { email, password: 'wrong horse' }), 1],
    ['a code and a password', (email) => claim('BBBB-BBBB', email, 'wrong horse'), 1],
    ['a forgotten password', (email) => post('/v1/password/forgotten', { email, language: 'en' }), 0],
    ['signing up at once', (email) => post('/v1/sign-up', { email, ...newAccount }), 0],
  ];
  test.each(asks)('by %s', async (_, ask, count) => {
    const known = await hashes(() => ask(ines.member.email));
    expect(await hashes(() => ask('nobody@people.example'))).toEqual(known);
    expect(known.count).toBe(count);
  });

  test('by signing up: the same answer, one hash and one letter for either', async () => {
    const known = await toldOf(ines.member.email);
    expect(await toldOf(newcomer())).toEqual(known);
    expect(known).toMatchObject({ status: 200, count: 1 });
    expect([(await postbox.next()).to, (await postbox.next()).to]).toHaveLength(2);
  });

  test('by asking for a link, nor by when it is answered', async () => {
    const sent = postbox.letters.length;
    const [known, unknown] = [
      await post('/v1/device-codes', { language: 'en', email: ines.member.email }),
      await post('/v1/device-codes', { language: 'en', email: 'nobody@people.example' }),
    ];
    expect(Object.keys(known.body)).toEqual(Object.keys(unknown.body));
    expect([known.status, unknown.status]).toEqual([200, 200]);
    expect(await outcome(unknown.body.deviceCode)).toEqual({ outcome: 'pending' });
    await vi.waitFor(() => expect(postbox.letters.length).toBeGreaterThan(sent));
  });
});

const one = () => '198.51.100.1';
test('codes, letters and devices are tried only so often, whoever is asked about', async () => {
  const strict = await testApp({
    allowed: {
      deviceByAddress: { points: 2, seconds: 60 },
      deviceCodeByAddress: { points: 2, seconds: 60 },
      letterByEmail: { points: 2, seconds: 60 },
    },
  });
  const tries = async (path: string, body: () => object, address: (n: number) => string) => {
    const statuses = [];
    for (let n = 0; n < 4; n++)
      statuses.push((await strict.ask('POST', path, { body: body(), token: null, headers: { [addressHeader]: address(n) } })).status);
    return statuses;
  };
  try {
    expect(await tries('/v1/device-codes', () => ({ language: 'en' }), one)).toEqual([200, 200, 429, 429]);
    expect(await tries('/v1/device-codes/by-link', () => ({ userCode: 'BBBB-BBBB', link: 'x'.repeat(43) }), one)).toEqual([
      410, 410, 429, 429,
    ]);
    for (const email of [strict.session.member.email, 'nobody@people.example'])
      expect(
        await tries(
          '/v1/password/forgotten',
          () => ({ email, language: 'en' }),
          (n) => `198.51.100.${n}`,
        ),
      ).toEqual([204, 204, 429, 429]);
  } finally {
    await strict.close();
  }
});

test.each([
  [firefox, { browser: 'Firefox', system: 'Linux' }],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0',
    { browser: 'Edge', system: 'Windows' },
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
    { browser: 'Chrome', system: 'macOS' },
  ],
  ['Your bank; click yes', {}],
])('%s is told in our words', (userAgent, device) => {
  expect(deviceOf(userAgent)).toEqual(device);
});
