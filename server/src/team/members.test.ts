/** Roles, removal, leaving; and what stays of a member who is gone. */
import type { Role, Session } from '@wellmet/shared/account';
import type { AuditEntry } from '@wellmet/shared/audit';
import { ownedLimit } from '@wellmet/shared/team';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addMember } from '../accounts/accounts.ts';
import { testApp, workspaceOf, type TestApp, type Told } from '../testing/app.ts';
import { broken } from '../testing/invariants.ts';
import { analysisOf, sightingOf } from '../testing/sightings.ts';

let app: TestApp;
let owner: Session;
let workspaceId: string;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  owner = await app.signUp({ name: 'Ines Carvalhon' });
  workspaceId = workspaceOf(owner);
});

let joined = 0;
async function join(role: Role, name = 'Paul Adeyemi'): Promise<Session> {
  const account = { email: `joined${++joined}@people.example`, password: 'correct horse' };
  await addMember(app.accounts, { workspaceId, name, ...account, role });
  return (await app.ask('POST', '/v1/sign-in', { body: account, token: null })).body as Session;
}
const ask = (method: string, path: string, { token }: Session = owner, body?: object): Promise<Told> =>
  app.ask(method, `/v1/workspaces/${workspaceId}${path}`, { token, ...(body && { body }) });
const setRole = (of: Session, role: Role, by: Session = owner, requestId = uuidv7()): Promise<Told> =>
  ask('PUT', `/members/${of.member.id}/role`, by, { requestId, role });
const remove = (who: Session, by: Session = owner): Promise<Told> =>
  ask('POST', `/members/${who.member.id}/removal`, by, { requestId: uuidv7() });
const leave = (who: Session): Promise<Told> => ask('POST', '/leave', who, { requestId: uuidv7() });
const roles = async (): Promise<Record<string, Role>> =>
  Object.fromEntries((await ask('GET', '/members')).body.members.map(({ id, role }: { id: string; role: Role }) => [id, role]));
const noted = async (): Promise<AuditEntry[]> => (await ask('GET', '/audit')).body.entries;
const make = (id = uuidv7(), name = 'Second', by = owner): Promise<Told> =>
  app.ask('POST', '/v1/workspaces', { token: by.token, body: { id, name, timeZone: 'America/Lima' } });
const rename = (by: Session, name: string): Promise<Told> => ask('PATCH', '', by, { requestId: uuidv7(), name });

describe('roles', () => {
  // Who, whose, to what, and whether they may.
  test.each<[Role, Role, Role, number]>([
    ['owner', 'member', 'admin', 204],
    ['owner', 'member', 'owner', 204],
    ['owner', 'admin', 'member', 204],
    ['owner', 'owner', 'member', 204],
    ['admin', 'member', 'admin', 204],
    ['admin', 'admin', 'member', 204],
    ['admin', 'member', 'owner', 403],
    ['admin', 'admin', 'owner', 403],
    ['admin', 'owner', 'member', 403],
    ['admin', 'owner', 'owner', 403],
    ['member', 'member', 'admin', 403],
    ['member', 'owner', 'member', 403],
  ])('%s makes %s into %s: %i', async (by, from, to, status) => {
    const [actor, other] = [await join(by), await join(from)];
    expect(await setRole(other, to, actor)).toMatchObject({ status });
    expect((await roles())[other.member.id]).toBe(status === 204 ? to : from);
  });

  test('an admin makes themselves no owner', async () => {
    const admin = await join('admin');
    expect(await setRole(admin, 'owner', admin)).toMatchObject({ status: 403 });
    expect((await roles())[admin.member.id]).toBe('admin');
  });

  test('hold from the next request on', async () => {
    const paul = await join('member');
    expect(await ask('GET', '/audit', paul)).toMatchObject({ status: 403 });
    await setRole(paul, 'admin');
    expect(await ask('GET', '/audit', paul)).toMatchObject({ status: 200 });
  });

  test('a change is noted once, with what it was before, and the same request again changes nothing', async () => {
    const paul = await join('member');
    const requestId = uuidv7();
    for (let i = 0; i < 2; i++) expect(await setRole(paul, 'admin', owner, requestId)).toMatchObject({ status: 204 });
    await setRole(paul, 'admin');
    expect(await noted()).toMatchObject([
      { act: 'role-changed', by: { name: 'Ines Carvalhon' }, about: { memberName: 'Paul Adeyemi', from: 'member', to: 'admin' } },
    ]);
    await setRole(paul, 'member');
    expect(await setRole(paul, 'admin', owner, requestId)).toMatchObject({ status: 204 });
    expect((await roles())[paul.member.id]).toBe('member');
    expect(await setRole(paul, 'owner', owner, requestId)).toMatchObject({ status: 409, body: { code: 'request-id-reused' } });
  });

  test('of somebody who is elsewhere cannot be changed', async () => {
    const other = await app.signUp();
    expect(await setRole(other, 'member')).toMatchObject({ status: 404 });
    expect(await remove(other)).toMatchObject({ status: 404 });
  });
});

describe('the last owner', () => {
  test('stays one, and stays', async () => {
    await join('admin');
    expect(await setRole(owner, 'member')).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
    expect(await leave(owner)).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
    expect(await remove(owner)).toMatchObject({ status: 409 });
    const second = await join('owner');
    expect(await leave(owner)).toMatchObject({ status: 204 });
    expect((await ask('GET', '/members', second)).body.members).toHaveLength(2);
  });

  test.each(['demote', 'remove', 'leave'] as const)('of two who %s at once one stays', async (how) => {
    const second = await join('owner');
    const act = {
      demote: () => [setRole(second, 'member', owner), setRole(owner, 'member', second)],
      remove: () => [remove(second, owner), remove(owner, second)],
      leave: () => [leave(owner), leave(second)],
    }[how];
    const told = await Promise.all(act());
    expect(told.filter(({ status }) => status === 204)).toHaveLength(1);
    // Whoever was second is an owner no more, in it no more, or the last one.
    expect([403, 404, 409]).toContain(told.find(({ status }) => status !== 204)?.status);
    const left = await app.database.db.selectFrom('member').select('role').where('organizationId', '=', workspaceId).execute();
    expect(left.filter(({ role }) => role === 'owner')).toHaveLength(1);
  });
});

describe('who is removed', () => {
  test('reaches the workspace no more with the session they have, and their other ones as before', async () => {
    const paul = await join('member');
    const own = (await app.ask('POST', '/v1/workspaces', { token: paul.token, body: { id: uuidv7(), name: 'Own', timeZone: 'UTC' } })).body;
    expect(await ask('GET', '/balance', paul)).toMatchObject({ status: 200 });
    expect(await remove(paul)).toMatchObject({ status: 204 });
    for (const path of ['/balance', '/members', '/contacts', '/changes', '/events'])
      expect(await ask('GET', path, paul)).toMatchObject({ status: 404 });
    expect((await app.ask('GET', '/v1/me', { token: paul.token })).body.workspaces).toEqual([own]);
    expect(await app.ask('GET', `/v1/workspaces/${own.id}/balance`, { token: paul.token })).toMatchObject({ status: 200 });
  });

  test('signs in to nothing where it was their only workspace', async () => {
    const paul = await join('member');
    await remove(paul);
    const account = { email: paul.member.email, password: 'correct horse' };
    expect(await app.ask('POST', '/v1/sign-in', { body: account, token: null })).toMatchObject({ status: 200, body: { workspaces: [] } });
  });

  test('leaves contacts and ledger as they were, under their name; the cap goes', async () => {
    const paul = await join('member');
    await ask('PUT', `/members/${paul.member.id}/cap`, owner, { requestId: uuidv7(), capCredits: 3 });
    await ask('POST', '/analyses', paul, analysisOf([sightingOf({ slug: `left-by-${paul.member.id}` })]));
    await remove(paul);
    const { rows } = (await ask('GET', '/ledger?kind=debit')).body;
    expect(rows).toMatchObject([{ member: { id: paul.member.id, name: 'Paul Adeyemi' }, amount: -1 }]);
    expect((await ask('GET', '/ledger/totals?by=member')).body.totals).toMatchObject([{ name: 'Paul Adeyemi', credits: 1 }]);
    expect((await ask('GET', '/contacts')).body.contacts).toHaveLength(1);
    const caps = await app.database.db.selectFrom('member_cap').select('member_id').where('workspace_id', '=', workspaceId).execute();
    expect(caps).toEqual([]);
    expect((await noted()).map(({ act, about }) => [act, about.memberName])).toEqual([
      ['member-removed', 'Paul Adeyemi'],
      ['cap-changed', 'Paul Adeyemi'],
    ]);
  });

  test('is nobody whom a member, or an admin above them, may remove', async () => {
    const [admin, member] = [await join('admin'), await join('member')];
    expect(await remove(admin, member)).toMatchObject({ status: 403 });
    expect(await remove(owner, admin)).toMatchObject({ status: 403 });
    expect(await remove(member, admin)).toMatchObject({ status: 204 });
  });

  test('and left by themselves are noted as such', async () => {
    const paul = await join('member');
    expect(await leave(paul)).toMatchObject({ status: 204 });
    expect(await ask('GET', '/balance', paul)).toMatchObject({ status: 404 });
    expect(await noted()).toMatchObject([{ act: 'member-left', by: { name: 'Paul Adeyemi' }, about: { from: 'member' } }]);
  });
});

describe('workspaces', () => {
  test('another one is the maker’s, on the free plan with its credits; made twice it is one', async () => {
    const id = uuidv7();
    const [one, two] = await Promise.all([make(id), make(id)]);
    expect([one.body, two.body]).toEqual([
      { id, name: 'Second', role: 'owner' },
      { id, name: 'Second', role: 'owner' },
    ]);
    expect((await app.ask('GET', `/v1/workspaces/${id}/balance`, { token: owner.token })).body).toMatchObject({
      timeZone: 'America/Lima',
      plan: { code: 'free' },
    });
    expect((await app.ask('GET', '/v1/me', { token: owner.token })).body.workspaces).toHaveLength(2);
    expect(await make(id, 'Other name')).toMatchObject({ status: 409, body: { code: 'request-id-reused' } });
    const stranger = await app.signUp();
    expect(await make(id, 'Second', stranger)).toMatchObject({ status: 409, body: { code: 'request-id-reused' } });
  });

  test('there are as many as one may own, however fast they are asked for', async () => {
    const told = await Promise.all(Array.from({ length: ownedLimit + 2 }, () => make()));
    expect(told.filter(({ status }) => status === 200)).toHaveLength(ownedLimit - 1);
    expect(told.filter(({ status }) => status === 409)).toHaveLength(3);
  });

  test('a zone that is none', async () => {
    const body = { id: uuidv7(), name: 'Second', timeZone: 'Mars/Base' };
    expect(await app.ask('POST', '/v1/workspaces', { token: owner.token, body })).toMatchObject({ status: 400 });
  });

  test('an owner renames it, and nobody else', async () => {
    const admin = await join('admin');
    expect(await rename(admin, 'Mine')).toMatchObject({ status: 403 });
    expect((await rename(owner, ' Tissages <b>&</b> Fils ')).body).toEqual({
      id: workspaceId,
      name: 'Tissages <b>&</b> Fils',
      role: 'owner',
    });
    expect((await app.ask('GET', '/v1/me', { token: admin.token })).body.workspaces).toMatchObject([{ name: 'Tissages <b>&</b> Fils' }]);
    expect(await noted()).toMatchObject([{ act: 'workspace-renamed', about: { to: 'Tissages <b>&</b> Fils' } }]);
  });
});

test('nothing of it has harmed the ledger', async () => {
  expect(await broken(app.database.db)).toEqual([]);
});
