import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fenced } from '../db/fence.ts';
import type { Database } from '../db/schema.ts';
import { testApp, type TestApp } from '../testing/app.ts';
import { balance, busyFaults, plainFaults } from './verify.faults.ts';
import { verifyLedger, type Fault, type LedgerReport } from './verify.ts';
import { busyWorkspace, plainWorkspace, type Busy } from './verify.workspaces.ts';
import { childEnvironment } from '../testing/childEnvironment.ts';

let app: TestApp;
let neighbour: string;
let busy: Busy;
beforeAll(async () => {
  app = await testApp();
  neighbour = await plainWorkspace(app);
});
afterAll(() => app.close());

const planted = new Map<string, string[]>();
const asked = new Set<string>();
const namesOf = (faults: Fault[], id: string): string[] =>
  faults.filter((fault) => fault.workspaceId === id).map((fault) => fault.invariant);

test('as the server writes it, every ledger is clean', async () => {
  const report = await verifyLedger(app.database.db);
  expect(report).toMatchObject({ workspaces: 2, entries: 7, debits: 4, faults: [], more: 0 });
  expect(await verifyLedger(app.database.db, neighbour)).toMatchObject({ workspaces: 1, entries: 6, debits: 4, faults: [] });
  busy = await busyWorkspace(app);
  expect(await verifyLedger(app.database.db, busy.id)).toMatchObject({ workspaces: 1, debits: 11, faults: [] });
});

/** What is found of a workspace and of its neighbour. */
async function found(db: Kysely<Database>, id: string): Promise<{ broken: string[]; found: string | undefined; elsewhere: Fault[] }> {
  const { faults } = await verifyLedger(db, id);
  const broken = faults.map(({ invariant }) => invariant);
  for (const name of broken) asked.add(name);
  const { faults: elsewhere } = await verifyLedger(db, neighbour);
  return { broken, found: faults[0]?.found, elsewhere };
}

test.each(plainFaults)('%s', async (_, plant, broken, says) => {
  const id = await plainWorkspace(app);
  await plant(sql`workspace_id = ${id}`, undefined).execute(app.database.owner);
  planted.set(id, broken);
  expect(await found(app.database.db, id)).toEqual({ broken, found: expect.stringContaining(says), elsewhere: [] });
});

test.each(busyFaults)('%s', async (_, plant, broken, says) => {
  const trx = await app.database.owner.startTransaction().execute();
  try {
    await plant(sql`workspace_id = ${busy.id}`, busy).execute(trx);
    expect(await found(trx, busy.id)).toEqual({ broken, found: expect.stringContaining(says), elsewhere: [] });
  } finally {
    await trx.rollback().execute();
  }
});

test('every invariant was seen to bite; asked of all at once, each fault is told of its own workspace, without personal data', async () => {
  const report = await verifyLedger(app.database.db);
  expect(report.invariants.filter((name) => !asked.has(name))).toEqual([]);
  expect(planted.size).toBe(plainFaults.length);
  expect(new Map([...planted.keys()].map((id) => [id, namesOf(report.faults, id)]))).toEqual(planted);
  expect(report.faults.filter(({ workspaceId }) => !planted.has(workspaceId))).toEqual([]);
  expect(JSON.stringify(report)).not.toMatch(/person-\d|ACoAA|Ysolde|Nimbus|people\.example/);
});

test('a workspace that takes longer than a question of the server’s may is given the time', async () => {
  const pool = new Pool({ connectionString: app.database.urls.application, statement_timeout: 300, max: 1 });
  const hasty = new Kysely<Database>({ dialect: new PostgresDialect({ pool: fenced(pool) }) });
  const holding = await app.database.owner.startTransaction().execute();
  await sql`lock table campaign_wait in access exclusive mode`.execute(holding);
  setTimeout(() => void holding.rollback().execute(), 900);
  expect(await verifyLedger(hasty, neighbour)).toMatchObject({ faults: [] });
  await hasty.destroy();
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
  const env = { ...childEnvironment, DATABASE_URL: application, DATABASE_OWNER_URL: owner, WELLMET_SECRET: 'x'.repeat(32) };
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
    out: 'clean: 1 workspace, 6 ledger entries, 4 debits; 27 invariants hold\n',
    err: '',
  });
  const id = [...planted.keys()][1] ?? '';
  const wrong = await command('--workspace', id);
  expect(wrong).toEqual({
    status: 1,
    out: `WRONG: 1 workspace, 6 ledger entries, 4 debits; not all of 27 invariants hold
workspace ${id}
  not so: ${balance}
    23 left by the entries, 24 by the head
  not so: granted is the sum of the grants and adjustments of the present period
    26 granted by the head, 25 by the entries
`,
    err: '',
  });
  const json = await command('--json', '--workspace', id);
  expect(json.status).toBe(1);
  expect((JSON.parse(json.out) as LedgerReport).faults[0]).toEqual({
    workspaceId: id,
    invariant: balance,
    times: 1,
    found: '23 left by the entries, 24 by the head',
  });
  const all = await command();
  expect(all.status).toBe(1);
  for (const [workspaceId] of planted) expect(all.out).toContain(`workspace ${workspaceId}\n`);
  expect(all.out).not.toContain(neighbour);
});

test('the command lets a stopped workspace go on that is clean, and says what is stopped', async () => {
  const id = await plainWorkspace(app);
  const plant = (more: number) =>
    sql`update credit_head set granted = granted + ${more}::integer, stopped_at = now() where workspace_id = ${id}`;
  await plant(1).execute(app.database.owner);
  expect(await command('--workspace', id)).toMatchObject({
    status: 1,
    out: expect.stringMatching(`\nworkspace ${id} is stopped: it takes no debits\n$`),
  });
  await plant(-1).execute(app.database.owner);
  expect(await command('--workspace', id)).toEqual({
    status: 0,
    out: `clean: 1 workspace, 6 ledger entries, 4 debits; 27 invariants hold\nworkspace ${id} was stopped and is clean: it takes debits again\n`,
    err: '',
  });
  expect((await command('--workspace', id)).out).not.toContain('stopped');
});

test.each([
  ['01990000-0000-7000-8000-000000000000', 1, 'There is no workspace with this id.'],
  ['mine', 2, '--workspace must be the id of a workspace'],
])('of workspace %s: status %i', async (id, status, says) => {
  const answer = await command('--workspace', id);
  expect(answer).toMatchObject({ status, out: '' });
  expect(answer.err).toContain(says);
});
