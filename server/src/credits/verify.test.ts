import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { sql, type RawBuilder } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testApp, workspaceOf, type TestApp } from '../testing/app.ts';
import { analysisOf, memberId, sightingOf } from '../testing/sightings.ts';
import { verifyLedger, type Fault, type LedgerReport } from './verify.ts';

let app: TestApp;
let neighbour: string;
beforeAll(async () => {
  app = await testApp();
  neighbour = await workspace();
});
afterAll(() => app.close());

let people = 0;
const someoneNew = () => sightingOf({ member: memberId(++people), slug: `person-${people}` });

/** A workspace with a past month (numbers 1 grant, 2 debit of two people, 3 expire) and a present one (4 grant, 5 and 6 debits, 7 free). */
async function workspace(): Promise<string> {
  await app.setClock('2026-11-10T12:00:00Z');
  const session = await app.signUp();
  const id = workspaceOf(session);
  const analyse = async (...sightings: ReturnType<typeof sightingOf>[]): Promise<void> => {
    const { body } = await app.ask('POST', `/v1/workspaces/${id}/analyses`, { body: analysisOf(sightings), token: session.token });
    expect(body).toMatchObject({ outcome: 'done' });
  };
  const known = someoneNew();
  await analyse(known, someoneNew());
  await app.setClock('2026-12-05T12:00:00Z');
  await analyse(someoneNew());
  await analyse(someoneNew());
  await analyse({ ...known, headline: 'Runs the looms' });
  return id;
}

const planted = new Map<string, string[]>();
const asked = new Set<string>();
const namesOf = (faults: Fault[], id: string): string[] =>
  faults.filter((fault) => fault.workspaceId === id).map((fault) => fault.invariant);

const balance = 'the balance of the present period is the sum of its entries';
const past = 'any other period has nothing left';
const used = 'used is the number of debits of the present period less those restored in it';
const taken = 'each debit entry takes as many credits as there are debits with its number';
const agree = 'each debit and its entry tell the same member, request, source and period';
const told = 'each answer tells as many credits as there are debits of its request';
const sign = 'each entry has the sign of its kind';
const restored = 'a restoration gives back a debit before it: one credit in its period, none after';
const merged = 'the debits restored are those of merged contacts';
const grant = 'one grant a period';
const chain = 'each balance follows from the one before';
const numbers = 'every number up to the head is an entry’s or an answer’s, and none is beyond it';
const beyond = 'no contact is numbered beyond the head';
const same = 'contacts and debits are the same people';
const identified = 'a contact has an identifier and is not merged, or has none and is merged into one that is not';
const newest = 'every contact shows its newest snapshot, and a merged one has none';

type Plant = (own: RawBuilder<unknown>) => RawBuilder<unknown>;
const faults: [fault: string, plant: Plant, broken: string[], found: string][] = [
  ['the head is gone', (own) => sql`delete from credit_head where ${own}`, ['every workspace has credits'], 'no head'],
  [
    'a credit more on the head',
    (own) => sql`update credit_head set granted = granted + 1 where ${own}`,
    [balance],
    '23 left by the entries, 24 by the head',
  ],
  [
    'a credit carried over',
    (own) => sql`update credit_entry set amount = -22, balance_after = 1 where ${own} and seq = 3`,
    [past],
    '1 left in the period that began 2026-10-31 23:00:00+00',
  ],
  [
    'a credit counted as used',
    (own) => sql`update credit_head set granted = granted + 1, used = used + 1 where ${own}`,
    [used],
    '3 used by the head, 2 debits',
  ],
  [
    'two people for the price of one',
    (
      own,
    ) => sql`update credit_entry set amount = amount + case seq when 2 then 1 else -1 end, balance_after = case seq when 2 then 24 else 0 end
      where ${own} and seq in (2, 3)`,
    [taken],
    'number 2: 1 taken, 2 debits',
  ],
  ['somebody else’s debit', (own) => sql`update debit set member_id = gen_random_uuid() where ${own} and seq = 5`, [agree], 'number 5'],
  ['another source', (own) => sql`update debit set source = 'people_search' where ${own} and seq = 6`, [agree], 'number 6'],
  ['a debit in the wrong month', (own) => sql`update debit set period_start = now() where ${own} and seq = 2`, [agree], 'number 2'],
  [
    'an answer that told nothing',
    (own) => sql`update op_result set reply = jsonb_set(reply, '{costCredits}', '0') where ${own} and seq = 5`,
    [told],
    '0 told, 1 debits',
  ],
  ['an answer forgotten', (own) => sql`delete from op_result where ${own} and seq = 7`, [numbers], '6 numbers from 1 to 6'],
  [
    'a debit that gives',
    (own) => sql`update credit_entry set amount = case seq when 5 then 1 else -3 end, balance_after = case seq when 5 then 26 else 23 end
      where ${own} and seq in (5, 6)`,
    [taken, sign],
    'number 5: -1 taken, 1 debits',
  ],
  [
    'a period without its grant',
    (own) => sql`update credit_entry set kind = 'adjustment' where ${own} and seq = 4`,
    [grant],
    '0 in the period',
  ],
  [
    'a balance written wrong',
    (own) => sql`update credit_entry set balance_after = 20 where ${own} and seq = 5`,
    [chain],
    'number 5: 20 written, 24 by the entries',
  ],
  [
    'an entry taken out',
    (own) => sql`delete from credit_entry where ${own} and seq = 3`,
    [past, numbers],
    '23 left in the period that began 2026-10-31 23:00:00+00',
  ],
  [
    'a head that ran ahead',
    (own) => sql`update credit_head set seq = 9 where ${own}`,
    [numbers],
    'the head is at 9, 7 numbers from 1 to 7',
  ],
  ['a head that fell back', (own) => sql`update credit_head set seq = 6 where ${own}`, [numbers, beyond], 'the head is at 6'],
  ['a contact from the future', (own) => sql`update contact set seq = 99 where ${own}`, [beyond], '99, the head is at 7'],
  [
    'a contact that nobody paid for',
    (own) => sql`delete from debit where ${own} and seq = 2`,
    [taken, told, same],
    'number 2: 2 taken, 0 debits',
  ],
  ['a paid contact that is gone', (own) => sql`delete from contact where ${own} and snapshot_seq = 6`, [same], 'no contact'],
  [
    'a debit without an entry',
    (own) => sql`insert into debit
      select workspace_id, gen_random_uuid(), 7, member_id, source, page_kind, gen_random_uuid(), plan_code, plan_version, period_start, at
      from debit where ${own} and seq = 6`,
    [used, taken, told, same],
    '2 used by the head, 3 debits',
  ],
  ['a contact nobody can find', (own) => sql`delete from contact_identifier where ${own} and seq = 5`, [identified], 'contact'],
  [
    'an old snapshot on top',
    (own) => sql`update contact set snapshot_seq = 2 where ${own} and snapshot_seq = 7`,
    [newest],
    'shows 2, the newest is 7',
  ],
  [
    'a restoration that gives nothing',
    (own) => sql`insert into credit_entry (workspace_id, seq, kind, amount, balance_after, period_start, restored_contact_id)
      select workspace_id, 7, 'restoration', 0, 23, period_start, contact_id from debit where ${own} and seq = 6`,
    [restored, merged],
    'number 7: 0 given back',
  ],
  [
    'a merge that gives nothing back and moves nothing',
    (own) => sql`update contact c set merged_into = one.contact_id from contact one
      where c.${own} and c.snapshot_seq = 5 and one.workspace_id = c.workspace_id and one.snapshot_seq = 6`,
    [merged, identified, newest],
    'merged, not restored',
  ],
  ['a contact without a snapshot', (own) => sql`delete from contact_snapshot where ${own} and seq = 5`, [newest], 'the newest is none'],
];

test('as the server writes it, every ledger is clean', async () => {
  const report = await verifyLedger(app.database.db);
  expect(report).toMatchObject({ workspaces: 2, entries: 7, debits: 4, faults: [], more: 0 });
  expect(await verifyLedger(app.database.db, neighbour)).toMatchObject({ workspaces: 1, entries: 6, debits: 4, faults: [] });
});

test.each(faults)('%s', async (_, plant, broken, found) => {
  const id = await workspace();
  await plant(sql`workspace_id = ${id}`).execute(app.database.owner);
  const report = await verifyLedger(app.database.db, id);
  expect(namesOf(report.faults, id)).toEqual(broken);
  expect(report.faults).toHaveLength(broken.length);
  expect(report.faults[0]?.found).toContain(found);
  expect((await verifyLedger(app.database.db, neighbour)).faults).toEqual([]);
  planted.set(id, broken);
  for (const name of broken) asked.add(name);
});

test('every invariant was seen to bite; asked of all at once, each fault is told of its own workspace, without personal data', async () => {
  const report = await verifyLedger(app.database.db);
  expect(report.invariants.filter((name) => !asked.has(name))).toEqual([]);
  expect(planted.size).toBe(faults.length);
  expect(new Map([...planted.keys()].map((id) => [id, namesOf(report.faults, id)]))).toEqual(planted);
  expect(report.faults.filter(({ workspaceId }) => !planted.has(workspaceId))).toEqual([]);
  expect(JSON.stringify(report)).not.toMatch(/person-\d|ACoAA|Ysolde|Nimbus|people\.example/);
});

test('a fault in very many workspaces is told of some, and the rest is counted', async () => {
  await sql`insert into organization (id, name, slug, "createdAt")
    select id, 'Looms', id, now() from (select gen_random_uuid() as id from generate_series(1, 250)) as made`.execute(app.database.db);
  const report = await verifyLedger(app.database.db);
  const headless = report.faults.filter(({ invariant }) => invariant === 'every workspace has credits');
  expect(headless.length + report.more).toBe(251);
  expect(report.more).toBeGreaterThan(0);
  await sql`delete from organization where name = 'Looms'`.execute(app.database.owner);
});

const command = (...words: string[]): Promise<{ status: number; out: string; err: string }> => {
  const { application, owner } = app.database.urls;
  const env = { PATH: process.env['PATH'], DATABASE_URL: application, DATABASE_OWNER_URL: owner, WELLMET_SECRET: 'x'.repeat(32) };
  const cli = join(import.meta.dirname, '..', 'cli.ts');
  return new Promise((done) => {
    execFile(process.execPath, [cli, 'ledger', 'verify', ...words], { env }, (error, out, err) =>
      done({ status: typeof error?.code === 'number' ? error.code : 0, out, err }),
    );
  });
};

test('the command says clean, or what is wrong, and its status says it too', async () => {
  expect(await command('--workspace', neighbour)).toEqual({
    status: 0,
    out: 'clean: 1 workspace, 6 ledger entries, 4 debits; 17 invariants hold\n',
    err: '',
  });
  const id = [...planted.keys()][1] ?? '';
  const wrong = await command('--workspace', id);
  expect(wrong).toEqual({
    status: 1,
    out: `WRONG: 1 workspace, 6 ledger entries, 4 debits; not all of 17 invariants hold
workspace ${id}
  not so: ${balance}
    23 left by the entries, 24 by the head
`,
    err: '',
  });
  const json = await command('--json', '--workspace', id);
  expect(json.status).toBe(1);
  expect((JSON.parse(json.out) as LedgerReport).faults).toEqual([
    { workspaceId: id, invariant: balance, times: 1, found: '23 left by the entries, 24 by the head' },
  ]);
  const all = await command();
  expect(all.status).toBe(1);
  for (const [workspaceId] of planted) expect(all.out).toContain(`workspace ${workspaceId}\n`);
  expect(all.out).not.toContain(neighbour);
});

test.each([
  ['01990000-0000-7000-8000-000000000000', 1, 'There is no workspace with this id.'],
  ['mine', 2, '--workspace must be the id of a workspace'],
])('of workspace %s: status %i', async (id, status, says) => {
  const answer = await command('--workspace', id);
  expect(answer).toMatchObject({ status, out: '' });
  expect(answer.err).toContain(says);
});
