import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
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

// prettier-ignore
test.each([
  ['Pacific/Kiritimati', '2026-12-31T10:00:00.000Z', '2027-01-31T10:00:00.000Z'],
  ['Pacific/Niue', '2026-12-01T11:00:00.000Z', '2027-01-01T11:00:00.000Z'],
  ['America/New_York', '2026-12-01T05:00:00.000Z', '2027-01-01T05:00:00.000Z'],
])('at 31 December, 10:00 UTC, in %s', async (timeZone, periodStart, periodEnd) => {
  const { balance } = await workspaceSince('2026-12-31T10:00:00Z', timeZone);
  expect(await balance()).toMatchObject({ periodStart, periodEnd, timeZone });
});
