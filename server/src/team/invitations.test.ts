/** Inviting and joining: who may, what the link leads to, and what it never does. */
import type { Role, Session } from '@wellmet/shared/account';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addMember } from '../accounts/accounts.ts';
import { addressHeader, testApp, workspaceOf, type TestApp, type Told } from '../testing/app.ts';
import { openPostbox } from '../testing/postbox.ts';
import { broken } from '../testing/invariants.ts';

let app: TestApp;
let owner: Session;
let workspaceId: string;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  await app.setClock(undefined);
  owner = await app.signUp({ name: 'Ines Carvalhon', workspaceName: 'Tissages' });
  workspaceId = workspaceOf(owner);
});

let people = 0;
const newEmail = (): string => `invited${++people}@people.example`;
const ask = (method: string, path: string, { token }: Session = owner, body?: object): Promise<Told> =>
  app.ask(method, `/v1/workspaces/${workspaceId}${path}`, { token, ...(body && { body }) });
const invite = (email: string, role: Role = 'member', by = owner, requestId = uuidv7()): Promise<Told> =>
  ask('POST', '/invitations', by, { requestId, email, role, language: 'fr' });
const secretIn = ({ body }: Told): string => new URL(body.link, 'https://wellmet.example').hash.slice(1);
const invited = async (email = newEmail(), role: Role = 'member'): Promise<string> => secretIn(await invite(email, role));
const show = (secret: string): Promise<Told> => app.ask('POST', '/v1/invitations/shown', { token: null, body: { secret } });
const accept = (secret: string, more: object = {}): Promise<Told> =>
  app.ask('POST', '/v1/invitations/accepted', { token: null, body: { secret, password: 'correct horse', ...more } });
const signIn = (email: string, password = 'correct horse'): Promise<Told> =>
  app.ask('POST', '/v1/sign-in', { token: null, body: { email, password } });
const pending = async (): Promise<{ id: string; email: string }[]> => (await ask('GET', '/invitations')).body.invitations;
const members = async (): Promise<{ name: string; email: string; role: Role }[]> => (await ask('GET', '/members')).body.members;
async function join(role: Role, email = newEmail()): Promise<Session> {
  await addMember(app.accounts, { workspaceId, name: 'Paul Adeyemi', email, password: 'correct horse', role });
  return (await signIn(email)).body as Session;
}

describe('inviting', () => {
  test('gives a link whose secret stands behind # alone, and in the database as a hash', async () => {
    const email = newEmail();
    const told = await invite(email.toUpperCase(), 'admin');
    expect(told).toMatchObject({
      status: 200,
      body: { isSent: false, invitation: { email, role: 'admin', language: 'fr', invitedBy: 'Ines Carvalhon' } },
    });
    const { pathname, search, hash } = new URL(told.body.link, 'https://wellmet.example');
    expect([pathname, search, hash.length]).toEqual(['/join', '?lang=fr', 76]);
    const secret = hash.slice(1);
    const { rows } = await sql`select i::text as row from workspace_invitation i union all select o::text from op_result o`.execute(
      app.database.db,
    );
    expect(rows.length).toBeGreaterThan(0);
    const kept = JSON.stringify(rows);
    for (const text of [secret, secret.slice(-32), Buffer.from(secret, 'base64url').subarray(32).toString('hex')])
      expect(kept).not.toContain(text);
    await show(secret);
    expect(app.logged.join('')).not.toContain(secret.slice(-32));
    expect(app.logged.join('')).not.toContain(email);
  });

  test('the same request again is the same invitation and the same link', async () => {
    const [email, requestId] = [newEmail(), uuidv7()];
    const [one, two] = await Promise.all([invite(email, 'member', owner, requestId), invite(email, 'member', owner, requestId)]);
    expect(one).toMatchObject({ status: 200 });
    expect(two.body).toEqual(one.body);
    expect(await pending()).toHaveLength(1);
  });

  test('somebody who is invited or in it already is refused; at once, too', async () => {
    const email = newEmail();
    const told = await Promise.all([invite(email), invite(email)]);
    expect(told.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    expect(await invite(email.toUpperCase())).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
    expect(await invite(owner.member.email)).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
  });

  test('an admin invites members and admins, and neither invites, renews nor revokes owners', async () => {
    const admin = await join('admin');
    expect(await invite(newEmail(), 'admin', admin)).toMatchObject({ status: 200 });
    expect(await invite(newEmail(), 'owner', admin)).toMatchObject({ status: 403 });
    const { id } = (await invite(newEmail(), 'owner')).body.invitation;
    for (const act of ['resend', 'revoke'])
      expect(await ask('POST', `/invitations/${id}/${act}`, admin, { requestId: uuidv7() })).toMatchObject({ status: 403 });
  });

  test('an invitation of another workspace is not found under one’s own', async () => {
    const { id } = (await invite(newEmail())).body.invitation;
    const other = await app.signUp();
    for (const act of ['resend', 'revoke'])
      expect(
        await app.ask('POST', `/v1/workspaces/${workspaceOf(other)}/invitations/${id}/${act}`, {
          token: other.token,
          body: { requestId: uuidv7() },
        }),
      ).toMatchObject({ status: 404 });
  });

  test('is limited by workspace', async () => {
    const strict = await testApp({ allowed: { inviteByWorkspace: { points: 2, seconds: 60 } } });
    const tryIt = (n: number) =>
      strict.ask('POST', `/v1/workspaces/${strict.workspaceId}/invitations`, {
        body: { requestId: uuidv7(), email: `n${n}@people.example`, role: 'member', language: 'en' },
      });
    expect([(await tryIt(1)).status, (await tryIt(2)).status, (await tryIt(3)).status]).toEqual([200, 200, 429]);
    await strict.close();
  });
});

test('is sent by mail where there is one, in the language chosen, with names as text', async () => {
  const postbox = await openPostbox();
  const writing = await testApp({ smtpUrl: postbox.url });
  const inviter = await writing.signUp({
    name: '<img src=x>Ines\r\nBcc: all@people.example',
    workspaceName: '</p><script>alert(1)</script>',
  });
  const path = `/v1/workspaces/${workspaceOf(inviter)}/invitations`;
  const body = { requestId: uuidv7(), email: newEmail(), role: 'admin', language: 'fr' };
  const told = await writing.ask('POST', path, { token: inviter.token, body });
  expect(told.body).toMatchObject({ isSent: true });
  const { to, raw } = await postbox.next();
  expect(to).toEqual([body.email]);
  expect(raw).toContain('Rejoindre l’espace de travail');
  expect(raw).toContain(`https://wellmet.example${new URL(told.body.link, 'https://wellmet.example').pathname}?lang=fr#${secretIn(told)}`);
  const [head = ''] = raw.split('\r\n\r\n', 1);
  expect(head).not.toMatch(/^Bcc:/m);
  const htmlPart = raw.slice(raw.indexOf('<!doctype html>'));
  expect(htmlPart).not.toMatch(/<script|<img/);
  expect(htmlPart).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  postbox.refuses = true;
  const again = await writing.ask('POST', `${path}/${told.body.invitation.id}/resend`, {
    token: inviter.token,
    body: { requestId: uuidv7() },
  });
  expect(again).toMatchObject({ status: 200, body: { isSent: false } });
  await writing.close();
  await postbox.close();
});

test.each(['en', 'fr'])('the page of the link is the same for everybody: %s', async (language) => {
  const { status, headers, body } = await app.ask('GET', `/join?lang=${language}`, { token: null });
  expect(status).toBe(200);
  expect(headers.get('content-security-policy')).toContain("script-src 'self'");
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  for (const state of ['open', 'joined', 'accepted', 'revoked', 'expired', 'unknown', 'away'])
    expect(body).toContain(`data-state="${state}"`);
});

describe('joining', () => {
  test('shows what it leads to, makes the account and the member, and is noted', async () => {
    const email = newEmail();
    const secret = await invited(email, 'admin');
    expect((await show(secret)).body).toEqual({ state: 'open', workspace: 'Tissages', email, role: 'admin', invitedBy: 'Ines Carvalhon' });
    expect(await accept(secret, { name: 'Zoé <b>Quill</b>' })).toMatchObject({ status: 200, body: { workspace: 'Tissages' } });
    expect((await signIn(email)).body).toMatchObject({ workspaces: [{ id: workspaceId, role: 'admin' }] });
    expect(await members()).toContainEqual(expect.objectContaining({ name: 'Zoé <b>Quill</b>', email, role: 'admin' }));
    expect(await pending()).toEqual([]);
    expect((await show(secret)).body).toEqual({ state: 'accepted', workspace: 'Tissages' });
    const { entries } = (await ask('GET', '/audit')).body;
    expect(entries).toMatchObject([
      { act: 'member-joined', by: { name: 'Zoé <b>Quill</b>' }, about: { email, to: 'admin' } },
      { act: 'member-invited', by: { name: 'Ines Carvalhon' }, about: { email, to: 'admin' } },
    ]);
  });

  test('whoever has an account comes in with its password, and with no other', async () => {
    const known = await app.signUp({ name: 'Maren Okafor' });
    const secret = await invited(known.member.email);
    expect(await accept(secret, { password: 'another one' })).toMatchObject({ status: 401, body: { code: 'wrong-credentials' } });
    expect(await accept(secret, { password: 'another one', name: 'Mallory' })).toMatchObject({
      status: 409,
      body: { code: 'email-taken' },
    });
    expect(await members()).toHaveLength(1);
    expect(await accept(secret)).toMatchObject({ status: 200 });
    expect((await signIn(known.member.email)).body.workspaces).toHaveLength(2);
    expect(await members()).toContainEqual(expect.objectContaining({ name: 'Maren Okafor', role: 'member' }));
  });

  test('whoever has none and says they have is told what a wrong password is told', async () => {
    const secret = await invited();
    expect(await accept(secret)).toMatchObject({ status: 401, body: { code: 'wrong-credentials' } });
    expect((await show(secret)).body).toMatchObject({ state: 'open' });
  });

  test('twice is once: one after the other, and two tabs at once with a new account', async () => {
    const email = newEmail();
    const secret = await invited(email);
    const told = await Promise.all([1, 2, 3].map(() => accept(secret, { name: 'Zoé Quill' })));
    expect(told.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await accept(secret)).toMatchObject({ status: 200 });
    expect((await members()).filter((member) => member.email === email)).toHaveLength(1);
    const { entries } = (await ask('GET', '/audit?act=member-joined')).body;
    expect(entries).toHaveLength(1);
  });

  test('two people with one link: only whoever knows the password of its account', async () => {
    const email = newEmail();
    const secret = await invited(email);
    const told = await Promise.all([accept(secret, { name: 'One' }), accept(secret, { name: 'Two', password: 'somebody else' })]);
    expect(told.filter(({ status }) => status === 200)).toHaveLength(1);
    expect([401, 409]).toContain(told.find(({ status }) => status !== 200)?.status);
    expect((await members()).filter((member) => member.email === email)).toHaveLength(1);
  });

  test('leaves whoever is in it already as they are', async () => {
    const email = newEmail();
    const secret = await invited(email, 'member');
    await join('admin', email);
    expect(await accept(secret)).toMatchObject({ status: 200 });
    expect((await members()).filter((member) => member.email === email)).toMatchObject([{ role: 'admin' }]);
    expect(await pending()).toEqual([]);
  });

  test('whoever was removed does not come back by the link that they came with', async () => {
    const email = newEmail();
    const secret = await invited(email);
    await accept(secret, { name: 'Zoé Quill' });
    const { id } = (await signIn(email)).body.member;
    await ask('POST', `/members/${id}/removal`, owner, { requestId: uuidv7() });
    expect(await accept(secret)).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
    expect((await members()).some((member) => member.email === email)).toBe(false);
    // Invited anew, they are in again, with all that stands under their name.
    expect(await accept(await invited(email))).toMatchObject({ status: 200 });
    expect((await members()).some((member) => member.email === email)).toBe(true);
  });

  test('is over after fourteen days, and sent again it is open as long, by another link', async () => {
    const secret = await invited();
    const [{ id } = { id: '' }] = await pending();
    await app.setClock(new Date(Date.now() + 14 * 86_400_000 + 1000));
    expect((await show(secret)).body).toEqual({ state: 'expired', workspace: 'Tissages' });
    expect(await accept(secret, { name: 'Zoé Quill' })).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
    const renewed = secretIn(await ask('POST', `/invitations/${id}/resend`, owner, { requestId: uuidv7() }));
    expect(renewed).not.toBe(secret);
    expect(await show(secret)).toMatchObject({ status: 404 });
    expect(await accept(secret, { name: 'Zoé Quill' })).toMatchObject({ status: 404 });
    expect(await accept(renewed, { name: 'Zoé Quill' })).toMatchObject({ status: 200 });
    expect(await ask('POST', `/invitations/${id}/resend`, owner, { requestId: uuidv7() })).toMatchObject({ status: 409 });
    expect(await ask('POST', `/invitations/${id}/revoke`, owner, { requestId: uuidv7() })).toMatchObject({ status: 409 });
  });

  test('is refused when it was revoked; sent again it is open', async () => {
    const secret = await invited();
    const [{ id } = { id: '' }] = await pending();
    const act = (what: string) => ask('POST', `/invitations/${id}/${what}`, owner, { requestId: uuidv7() });
    expect(await act('revoke')).toMatchObject({ status: 204 });
    expect(await act('revoke')).toMatchObject({ status: 204 });
    expect((await show(secret)).body).toEqual({ state: 'revoked', workspace: 'Tissages' });
    expect(await accept(secret, { name: 'Zoé Quill' })).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
    expect(await pending()).toEqual([]);
    expect(await accept(secretIn(await act('resend')), { name: 'Zoé Quill' })).toMatchObject({ status: 200 });
  });

  test('revoked and accepted at once it is one of both', async () => {
    const email = newEmail();
    const secret = await invited(email);
    const [{ id } = { id: '' }] = await pending();
    const [accepted, revoked] = await Promise.all([
      accept(secret, { name: 'Zoé Quill' }),
      ask('POST', `/invitations/${id}/revoke`, owner, { requestId: uuidv7() }),
    ]);
    expect([
      [200, 409],
      [409, 204],
    ]).toContainEqual([accepted.status, revoked.status]);
    expect((await members()).some((member) => member.email === email)).toBe(accepted.status === 200);
  });

  test.each([
    ['nothing', () => ''],
    ['something else', () => 'x'.repeat(75)],
    ['all zeros', () => Buffer.alloc(56).toString('base64url')],
  ])('by %s leads nowhere', async (_, secret) => {
    expect([400, 404]).toContain((await show(secret())).status);
    expect([400, 404]).toContain((await accept(secret(), { name: 'Mallory' })).status);
  });

  test('by a secret that is changed at its end leads nowhere', async () => {
    const secret = await invited();
    const bytes = Buffer.from(secret, 'base64url');
    for (const place of [0, 20, 40, 55]) {
      const other = Buffer.from(bytes);
      other[place] = (other[place] ?? 0) ^ 1;
      expect(await show(other.toString('base64url'))).toMatchObject({ status: 404 });
    }
  });

  test('is no way to try passwords, nor links, without end', async () => {
    const strict = await testApp({
      allowed: { signInByEmailAndAddress: { points: 2, seconds: 60 }, joinByAddress: { points: 6, seconds: 60 } },
    });
    const known = await strict.signUp();
    const { body } = await strict.ask('POST', `/v1/workspaces/${strict.workspaceId}/invitations`, {
      body: { requestId: uuidv7(), email: known.member.email, role: 'member', language: 'en' },
    });
    const secret = body.link.split('#')[1];
    const tryIt = () => strict.ask('POST', '/v1/invitations/accepted', { token: null, body: { secret, password: 'guessed it' } });
    expect([(await tryIt()).status, (await tryIt()).status, (await tryIt()).status]).toEqual([401, 401, 429]);
    const look = (from: string) =>
      strict.ask('POST', '/v1/invitations/shown', { token: null, body: { secret }, headers: { [addressHeader]: from } });
    const told = await Promise.all(Array.from({ length: 8 }, () => look('198.51.100.9')));
    expect(told.filter(({ status }) => status === 429)).toHaveLength(2);
    expect(await look('198.51.100.10')).toMatchObject({ status: 200 });
    await strict.close();
  });
});

test('nothing of it has harmed the ledger', async () => {
  expect(await broken(app.database.db)).toEqual([]);
});
