import type { MemberUsage, Role, Session } from '@wellmet/shared/account';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { addMember } from '../accounts/accounts.ts';
import { testApp, workspaceOf, type TestApp, type Told } from '../testing/app.ts';
import { broken } from '../testing/invariants.ts';
import { analysisOf, memberId, sightingOf } from '../testing/sightings.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());
afterEach(() => app.setClock(undefined));

let people = 0;
const someoneNew = () => sightingOf({ member: memberId(++people) });
const several = (count: number) => Array.from({ length: count }, someoneNew);
let emails = 0;

/** A workspace with 25 credits, an owner, and a member who is to be capped. */
async function workspace(roleOfOther: Role = 'member') {
  const owner = await app.signUp({ name: 'Odette Owner' });
  const id = workspaceOf(owner);
  const path = `/v1/workspaces/${id}`;
  const join = async (name: string, role: Role): Promise<Session> => {
    const account = { name, email: `capped${++emails}@people.example`, password: 'correct horse' };
    await addMember(app.accounts, { workspaceId: id, ...account, role });
    return (await app.ask('POST', '/v1/sign-in', { body: { email: account.email, password: account.password }, token: null }))
      .body as Session;
  };
  const capped = await join('Cato Capped', roleOfOther);
  return {
    id,
    owner,
    capped,
    join,
    cap: (capCredits: number | null, { of = capped.member.id, by = owner, requestId = uuidv7() } = {}): Promise<Told> =>
      app.ask('PUT', `${path}/members/${of}/cap`, { body: { requestId, capCredits }, token: by.token }),
    members: async ({ token } = owner): Promise<MemberUsage[]> => (await app.ask('GET', `${path}/members`, { token })).body.members,
    analyse: (by: Session, sightings = several(1)): Promise<Told> =>
      app.ask('POST', `${path}/analyses`, { body: analysisOf(sightings), token: by.token }),
    quote: async (by: Session, count: number) =>
      (
        await app.ask('POST', `${path}/quotes`, {
          body: { people: several(count).map(({ identifiers }) => identifiers) },
          token: by.token,
        })
      ).body,
    balance: async () => (await app.ask('GET', `${path}/balance`, { token: owner.token })).body,
    seq: async (): Promise<number | undefined> => {
      const head = await app.database.db.selectFrom('credit_head').select('seq').where('workspace_id', '=', id).executeTakeFirst();
      return head?.seq;
    },
  };
}

const done = (answers: Told[]): number => answers.filter(({ body }) => body.outcome === 'done').length;
const waysOf = (quote: { waysOn: { way: string; count?: number }[] }): string[] =>
  quote.waysOn.map(({ way, count }) => (count === undefined ? way : `${way} ${count}`));
const clean = async (): Promise<void> => expect(await broken(app.database.db)).toEqual([]);

describe('setting a cap', () => {
  test('by owner or admin; null takes it away; everybody in the workspace sees who has spent what', async () => {
    const { owner, capped, join, cap, members, analyse } = await workspace();
    const admin = await join('Adam Admin', 'admin');
    await analyse(owner, several(3));
    await analyse(capped, several(2));
    expect(await cap(4)).toMatchObject({
      status: 200,
      body: { id: capped.member.id, name: 'Cato Capped', role: 'member', usedCredits: 2, capCredits: 4 },
    });
    expect((await cap(1, { of: owner.member.id, by: admin })).body).toMatchObject({ name: 'Odette Owner', usedCredits: 3, capCredits: 1 });
    const all = [
      { id: owner.member.id, name: 'Odette Owner', email: owner.member.email, role: 'owner', usedCredits: 3, capCredits: 1 },
      { id: capped.member.id, name: 'Cato Capped', email: capped.member.email, role: 'member', usedCredits: 2, capCredits: 4 },
      { id: admin.member.id, name: 'Adam Admin', email: admin.member.email, role: 'admin', usedCredits: 0 },
    ];
    for (const who of [owner, capped, admin]) expect(await members(who)).toEqual(all);
    expect((await cap(null)).body).toEqual({
      id: capped.member.id,
      name: 'Cato Capped',
      email: capped.member.email,
      role: 'member',
      usedCredits: 2,
    });
    expect(await cap(null)).toMatchObject({ status: 200 });
    expect((await members())[1]?.capCredits).toBeUndefined();
    await clean();
  });

  test('not by a member, nor of somebody who is none; nothing has changed then', async () => {
    const { owner, capped, cap, seq, members } = await workspace();
    const stranger = await app.signUp();
    const before = await seq();
    expect(await cap(9, { by: capped })).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect(await cap(9, { by: capped, of: owner.member.id })).toMatchObject({ status: 403 });
    expect(await cap(9, { by: stranger })).toMatchObject({ status: 404 });
    for (const of of [stranger.member.id, uuidv7(), 'nobody'])
      for (const capCredits of [9, null])
        expect(await cap(capCredits, { of }).then(({ status, body }) => [status, body.code])).toEqual([404, 'not-found']);
    for (const capCredits of [-1, 1.5, 1_000_001]) expect((await cap(capCredits)).status).toBe(400);
    expect(await seq()).toBe(before);
    expect((await members()).map(({ capCredits }) => capCredits)).toEqual([undefined, undefined]);
    const { rows } = await sql`select 1 from member_cap where member_id = ${stranger.member.id}`.execute(app.database.db);
    expect(rows).toEqual([]);
  });

  test('once for a request id, which keeps no name', async () => {
    const { id, cap, members } = await workspace();
    const requestId = uuidv7();
    const first = await cap(5, { requestId });
    await cap(6);
    const again = await cap(5, { requestId });
    expect(again.body).toEqual(first.body);
    expect((await members())[1]?.capCredits).toBe(6);
    expect(await cap(7, { requestId })).toMatchObject({ status: 409, body: { code: 'request-id-reused' } });
    const kept = await app.database.db.selectFrom('op_result').select('reply').where('workspace_id', '=', id).execute();
    expect(JSON.stringify(kept)).not.toContain('Cato');
    await clean();
  });

  test('twenty at once: one of them holds', async () => {
    const { cap, members } = await workspace();
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => cap(n % 3 === 0 ? null : n)));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    const caps = await app.database.db.selectFrom('member_cap').selectAll().execute();
    expect(new Set(caps.map(({ member_id }) => member_id)).size).toBe(caps.length);
    expect(await members()).toHaveLength(2);
    await clean();
  });
});

describe('what a cap lets through', () => {
  test('twenty requests at once of a member with seven credits: seven', async () => {
    const { capped, cap, analyse, balance, members } = await workspace();
    await cap(7);
    const answers = await Promise.all(Array.from({ length: 20 }, () => analyse(capped)));
    expect(done(answers)).toBe(7);
    for (const { body } of answers.filter((answer) => answer.body.outcome !== 'done'))
      expect(body).toMatchObject({
        outcome: 'notEnoughCredits',
        quote: { shortOf: 'memberCap', memberCap: { capCredits: 7, availableCredits: 0 } },
      });
    expect(await balance()).toMatchObject({ used: 7, available: 18 });
    expect((await members())[1]).toMatchObject({ usedCredits: 7, capCredits: 7 });
    await clean();
  });

  test('two members at once: the cap of one is not the other’s', async () => {
    const { owner, capped, cap, analyse, members } = await workspace();
    await cap(3);
    const [owners, theirs] = await Promise.all([
      Promise.all(Array.from({ length: 10 }, () => analyse(owner))),
      Promise.all(Array.from({ length: 10 }, () => analyse(capped))),
    ]);
    expect([done(owners), done(theirs)]).toEqual([10, 3]);
    expect((await members()).map(({ usedCredits }) => usedCredits)).toEqual([10, 3]);
    await clean();
  });

  test('caps that are more than the balance together: the balance, and no credit more', async () => {
    const { owner, capped, cap, analyse, balance, members } = await workspace();
    await cap(20);
    await cap(20, { of: owner.member.id });
    const by = (who: Session) => Array.from({ length: 22 }, () => analyse(who));
    const answers = await Promise.all([...by(owner), ...by(capped)]);
    expect(done(answers)).toBe(25);
    expect(await balance()).toMatchObject({ used: 25, available: 0 });
    for (const { usedCredits } of await members()) expect(usedCredits).toBeLessThanOrEqual(20);
    await clean();
  });

  test('requests for several people are refused whole, also among others that go through', async () => {
    const { capped, cap, analyse, members } = await workspace();
    await cap(10);
    const answers = await Promise.all([1, 4, 6, 4, 6, 1, 4].map((count) => analyse(capped, several(count))));
    const spent = answers.filter(({ body }) => body.outcome === 'done').reduce((sum, { body }) => sum + (body.costCredits as number), 0);
    expect((await members())[1]?.usedCredits).toBe(spent);
    expect(spent).toBeGreaterThan(5);
    expect(spent).toBeLessThanOrEqual(10);
    await clean();
  });

  test('a cap of nothing still lets everything through that is free', async () => {
    const { owner, capped, cap, analyse } = await workspace();
    const known = someoneNew();
    await analyse(owner, [known]);
    await cap(0);
    expect((await analyse(capped)).body.outcome).toBe('notEnoughCredits');
    expect((await analyse(capped, [{ ...known, headline: 'Runs the looms' }])).body).toMatchObject({ outcome: 'done', costCredits: 0 });
  });

  test('lowered below what was spent: nothing comes back, nothing more goes', async () => {
    const { capped, cap, analyse, quote, balance } = await workspace();
    await cap(10);
    await analyse(capped, several(6));
    expect((await cap(2)).body).toMatchObject({ usedCredits: 6, capCredits: 2 });
    expect(await quote(capped, 1)).toMatchObject({
      shortOf: 'memberCap',
      memberCap: { capCredits: 2, usedCredits: 6, availableCredits: 0 },
      balance: { available: 19 },
    });
    expect((await analyse(capped)).body.outcome).toBe('notEnoughCredits');
    await cap(7);
    expect((await analyse(capped)).body.outcome).toBe('done');
    expect((await analyse(capped)).body.outcome).toBe('notEnoughCredits');
    await cap(null);
    expect((await analyse(capped)).body.outcome).toBe('done');
    expect(await balance()).toMatchObject({ used: 8 });
    await clean();
  });

  test('a debit that is given back frees the cap', async () => {
    const { capped, cap, analyse, members, balance } = await workspace();
    await cap(2);
    const [member, slug] = [memberId(++people), `capped-person-${people}`];
    await analyse(capped, [sightingOf({ member })]);
    await analyse(capped, [sightingOf({ slug })]);
    expect((await analyse(capped)).body.outcome).toBe('notEnoughCredits');
    // The profile shows both: they were one person.
    expect((await analyse(capped, [sightingOf({ member, slug })])).body).toMatchObject({ outcome: 'done', costCredits: 0 });
    expect((await members())[1]).toMatchObject({ usedCredits: 1, capCredits: 2 });
    expect((await analyse(capped)).body.outcome).toBe('done');
    expect((await analyse(capped)).body.outcome).toBe('notEnoughCredits');
    expect(await balance()).toMatchObject({ used: 2 });
    await clean();
  });

  test('a new period frees it, also before anybody has noticed', async () => {
    await app.setClock('2026-11-10T12:00:00Z');
    const { capped, cap, analyse, quote, members } = await workspace();
    await cap(2);
    await analyse(capped, several(2));
    await app.setClock('2026-11-30T22:59:59.999Z');
    expect((await quote(capped, 1)).memberCap).toEqual({ capCredits: 2, usedCredits: 2, availableCredits: 0 });
    await app.setClock('2026-11-30T23:00:00.000Z');
    expect((await members())[1]).toMatchObject({ usedCredits: 0, capCredits: 2 });
    expect((await cap(1)).body).toMatchObject({ usedCredits: 0, capCredits: 1 });
    expect((await quote(capped, 1)).memberCap).toEqual({ capCredits: 1, usedCredits: 0, availableCredits: 1 });
    expect(done(await Promise.all([analyse(capped), analyse(capped), analyse(capped)]))).toBe(1);
    await app.setClock('2027-03-10T12:00:00Z');
    expect((await analyse(capped)).body.outcome).toBe('done');
    expect((await members())[1]).toMatchObject({ usedCredits: 1 });
    await clean();
  });
});

describe('what a quote says', () => {
  test('nothing of a cap where there is none, and of one that suffices what is left of it', async () => {
    const { owner, capped, cap, quote } = await workspace();
    await cap(4);
    expect(await quote(owner, 5)).not.toHaveProperty('memberCap');
    expect(await quote(capped, 4)).toMatchObject({
      costCredits: 4,
      availableAfter: 21,
      memberCap: { capCredits: 4, usedCredits: 0, availableCredits: 4 },
      waysOn: [],
    });
  });

  // The owner has spent 15 of 25 credits, the member 1 of their cap.
  // prettier-ignore
  test.each([
    ['the cap is short', 4, 5, 'memberCap', ['firstN 3', 'wait', 'raiseCap']],
    ['the cap is used up', 1, 1, 'memberCap', ['wait', 'raiseCap']],
    ['the balance is short, the cap is not', 20, 11, 'balance', ['firstN 9', 'wait', 'upgrade']],
    ['both are short, the cap more so', 4, 11, 'balance', ['firstN 3', 'wait', 'raiseCap', 'upgrade']],
    ['both are short, the balance more so', 12, 14, 'balance', ['firstN 9', 'wait', 'raiseCap', 'upgrade']],
    ['both are as short', 10, 10, 'balance', ['firstN 9', 'wait', 'raiseCap', 'upgrade']],
  ])('%s', async (_, capCredits, count, shortOf, ways) => {
    const { owner, capped, cap, quote, analyse, balance } = await workspace();
    await analyse(owner, several(15));
    await analyse(capped);
    await cap(capCredits);
    const asked = await quote(capped, count);
    expect(asked).toMatchObject({ shortOf, memberCap: { capCredits, usedCredits: 1, availableCredits: capCredits - 1 } });
    expect(asked).not.toHaveProperty('availableAfter');
    expect(waysOf(asked)).toEqual(ways);
    const { body } = await analyse(capped, several(count));
    expect(body.outcome).toBe('notEnoughCredits');
    expect({ ...body.quote, people: [], balance: {} }).toEqual({ ...asked, people: [], balance: {} });
    expect(await balance()).toMatchObject({ used: 16 });
    await clean();
  });

  test('an owner may be capped, too', async () => {
    const { owner, cap, quote, analyse } = await workspace();
    await cap(1, { of: owner.member.id });
    expect((await quote(owner, 2)).shortOf).toBe('memberCap');
    expect(done([await analyse(owner), await analyse(owner)])).toBe(1);
  });
});
