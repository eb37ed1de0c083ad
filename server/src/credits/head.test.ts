import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { testApp, workspaceOf, type TestApp, type Told } from '../testing/app.ts';
import { broken } from '../testing/invariants.ts';
import { analysisOf, memberId, sightingOf } from '../testing/sightings.ts';
import { analyseContacts } from './analyse.ts';
import { currentBalance } from './head.ts';
import { quotePeople } from './quote.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());
afterEach(() => app.setClock(undefined));

let people = 0;
const someoneNew = () => sightingOf({ member: memberId(++people) });

/** A workspace that began at an instant. */
async function workspaceSince(instant: string, timeZone = 'Europe/Paris') {
  await app.setClock(instant);
  const session = await app.signUp({ timeZone });
  const { token } = session;
  const id = workspaceOf(session);
  const path = `/v1/workspaces/${id}`;
  return {
    id,
    analyse: (request = analysisOf([someoneNew()])): Promise<Told> => app.ask('POST', `${path}/analyses`, { body: request, token }),
    balance: async () => (await app.ask('GET', `${path}/balance`, { token })).body,
    ledger: async () => {
      const { rows } = await sql<{ kind: string; amount: number; balance_after: number; period_start: Date; seq: number }>`
        select kind, amount, balance_after, period_start, seq from credit_entry where workspace_id = ${id} order by seq`.execute(
        app.database.db,
      );
      return rows.map(
        (row) => `${row.seq} ${row.kind} ${row.amount} → ${row.balance_after} of ${row.period_start.toISOString().slice(0, 10)}`,
      );
    },
  };
}

test('at the very end of the month the credits end, and the next instant has all of them again', async () => {
  const { analyse, balance, ledger } = await workspaceSince('2026-11-10T12:00:00Z');
  await analyse();
  await app.setClock('2026-11-30T22:59:59.999Z');
  expect((await analyse()).body.balance).toMatchObject({ available: 23, periodEnd: '2026-11-30T23:00:00.000Z' });
  await app.setClock('2026-11-30T23:00:00.000Z');
  expect(await balance()).toMatchObject({
    available: 25,
    used: 0,
    periodStart: '2026-11-30T23:00:00.000Z',
    periodEnd: '2026-12-31T23:00:00.000Z',
  });
  expect(await ledger()).toHaveLength(3);
  await app.setClock('2026-11-30T23:00:00.001Z');
  expect((await analyse()).body.balance).toMatchObject({ available: 24, used: 1, allotment: 25 });
  expect(await ledger()).toEqual([
    '1 grant 25 → 25 of 2026-10-31',
    '2 debit -1 → 24 of 2026-10-31',
    '3 debit -1 → 23 of 2026-10-31',
    '4 expire -23 → 0 of 2026-10-31',
    '5 grant 25 → 25 of 2026-11-30',
    '6 debit -1 → 24 of 2026-11-30',
  ]);
  expect(await broken(app.database.db)).toEqual([]);
});

test('after fourteen idle months there is one grant, the present one', async () => {
  const { analyse, ledger } = await workspaceSince('2026-11-10T12:00:00Z');
  await app.setClock('2028-01-20T00:00:00Z');
  expect((await analyse()).body.balance).toMatchObject({
    available: 24,
    periodStart: '2027-12-31T23:00:00.000Z',
    periodEnd: '2028-01-31T23:00:00.000Z',
  });
  expect(await ledger()).toEqual([
    '1 grant 25 → 25 of 2026-10-31',
    '2 expire -25 → 0 of 2026-10-31',
    '3 grant 25 → 25 of 2027-12-31',
    '4 debit -1 → 24 of 2027-12-31',
  ]);
  expect(await broken(app.database.db)).toEqual([]);
});

test('a balance that was used up leaves nothing to expire', async () => {
  const { analyse, ledger } = await workspaceSince('2026-11-10T12:00:00Z');
  await analyse(analysisOf(Array.from({ length: 25 }, someoneNew)));
  await app.setClock('2026-12-05T12:00:00Z');
  await analyse();
  expect((await ledger()).map((line) => line.split(' ')[1])).toEqual(['grant', 'debit', 'grant', 'debit']);
  expect(await broken(app.database.db)).toEqual([]);
});

test('a retry in the next month takes nothing there', async () => {
  const { analyse, balance } = await workspaceSince('2026-11-30T22:59:59Z');
  const request = analysisOf([someoneNew()]);
  await analyse(request);
  await app.setClock('2026-12-02T12:00:00Z');
  expect((await analyse(request)).body).toMatchObject({ replayed: true, costCredits: 1 });
  expect((await analyse(analysisOf(request.sightings))).body).toMatchObject({ costCredits: 0, people: [{ class: 'known' }] });
  expect(await balance()).toMatchObject({ available: 25 });
});

test('a clock that goes back brings no old period back', async () => {
  const { analyse, balance } = await workspaceSince('2026-11-10T12:00:00Z');
  await app.setClock('2026-12-01T12:00:00Z');
  await analyse();
  await app.setClock('2026-11-30T12:00:00Z');
  await analyse();
  expect(await balance()).toMatchObject({ available: 23, periodStart: '2026-11-30T23:00:00.000Z' });
  expect(await broken(app.database.db)).toEqual([]);
});

test('twenty requests at the turn of the month: one grant', async () => {
  const { analyse, ledger } = await workspaceSince('2026-11-10T12:00:00Z');
  await app.setClock('2026-12-01T12:00:00Z');
  await Promise.all(Array.from({ length: 20 }, () => analyse()));
  expect((await ledger()).filter((line) => line.includes('grant'))).toHaveLength(2);
  expect(await broken(app.database.db)).toEqual([]);
});

const actorIn = (workspaceId: string) => ({ workspaceId, memberId: app.session.member.id, role: 'owner' as const });

describe('the clock that counts is the database’s, when the work begins', () => {
  test.each([
    ['decided without a lock', () => analysisOf([someoneNew()])],
    // A slug that passes to somebody else takes the lock first.
    ['decided under the lock', () => analysisOf([sightingOf({ slug: 'handed-on', member: memberId(++people) })])],
  ])('begun before midnight and written after it, %s: of the month that it began in', async (_, requestOf) => {
    const { id, ledger } = await workspaceSince(new Date().toISOString());
    await app.setClock(undefined);
    await analyseContacts(app.accounts, actorIn(id), analysisOf([sightingOf({ slug: 'handed-on', member: memberId(++people) })]));
    const holding = await app.database.owner.startTransaction().execute();
    // A midnight that a test can wait for.
    await sql`update credit_head set period_end = clock_timestamp() + interval '2 seconds' where workspace_id = ${id}`.execute(
      app.database.owner,
    );
    await sql`select 1 from credit_head where workspace_id = ${id} for no key update`.execute(holding);
    const asked = analyseContacts(app.accounts, actorIn(id), requestOf());
    const isOver = async () =>
      (
        await sql<{ over: boolean }>`select clock_timestamp() > period_end as over from credit_head where workspace_id = ${id}`.execute(
          app.database.db,
        )
      ).rows;
    await expect.poll(isOver, { interval: 50, timeout: 5_000 }).toEqual([{ over: true }]);
    await holding.commit().execute();
    const outcome = await asked;
    const { rows } = await sql`
      select d.period_start = h.period_start as is_old, d.at < h.period_end as was_before, now() > h.period_end as is_after
      from debit d join credit_head h using (workspace_id) where workspace_id = ${id} order by d.seq desc limit 1`.execute(app.database.db);
    expect(rows).toEqual([{ is_old: true, was_before: true, is_after: true }]);
    expect(outcome).toMatchObject({ outcome: 'done', costCredits: 1, balance: { available: 23, used: 2 } });
    // The next one begins in the next month.
    expect(await analyseContacts(app.accounts, actorIn(id), analysisOf([someoneNew()]))).toMatchObject({
      balance: { available: 24, used: 1 },
    });
    expect((await ledger()).map((line) => line.split(' ').slice(1, 5).join(' '))).toEqual([
      'grant 25 → 25',
      'debit -1 → 24',
      'debit -1 → 23',
      'expire -23 → 0',
      'grant 25 → 25',
      'debit -1 → 24',
    ]);
    expect(await broken(app.database.db, id)).toEqual([]);
  });

  test.each([-1, 1])('the server’s own clock is %i day off: nothing is different', async (days) => {
    const { id, ledger } = await workspaceSince('2026-11-10T12:00:00Z');
    const lastInstant = '2026-11-30T22:59:59.999Z';
    await app.setClock(lastInstant);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(lastInstant) + days * 24 * 3600_000 });
    try {
      const request = analysisOf([someoneNew()]);
      const old = {
        at: lastInstant,
        available: 24,
        used: 1,
        periodStart: '2026-10-31T23:00:00.000Z',
        periodEnd: '2026-11-30T23:00:00.000Z',
      };
      expect(await analyseContacts(app.accounts, actorIn(id), request)).toMatchObject({ costCredits: 1, balance: old });
      expect(await analyseContacts(app.accounts, actorIn(id), request)).toMatchObject({ replayed: true, costCredits: 1 });
      expect(await quotePeople(app.accounts, actorIn(id), { people: [someoneNew().identifiers] })).toMatchObject({
        costCredits: 1,
        balance: old,
      });
      await app.setClock('2026-11-30T23:00:00.000Z');
      expect(await currentBalance(app.database.db, id, app.accounts.clock)).toMatchObject({ available: 25, used: 0 });
      expect(await analyseContacts(app.accounts, actorIn(id), analysisOf([someoneNew()]))).toMatchObject({
        balance: { available: 24, used: 1 },
      });
    } finally {
      vi.useRealTimers();
    }
    expect(await ledger()).toHaveLength(5);
    expect(await broken(app.database.db, id)).toEqual([]);
  });
});

// prettier-ignore
test.each([
  ['Pacific/Kiritimati', '2026-12-31T10:00:00.000Z', '2027-01-31T10:00:00.000Z'],
  ['Pacific/Niue', '2026-12-01T11:00:00.000Z', '2027-01-01T11:00:00.000Z'],
  ['America/New_York', '2026-12-01T05:00:00.000Z', '2027-01-01T05:00:00.000Z'],
])('at 31 December, 10:00 UTC, in %s', async (timeZone, periodStart, periodEnd) => {
  const { balance } = await workspaceSince('2026-12-31T10:00:00Z', timeZone);
  expect(await balance()).toMatchObject({ periodStart, periodEnd, timeZone });
});
