import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { periodically } from '../db/periodic.ts';
import { openLog } from '../log.ts';
import { testApp, type TestApp } from '../testing/app.ts';
import { openDatabase } from '../db/open.ts';
import { analysisOf, memberId, sightingOf } from '../testing/sightings.ts';
import { dailyVerification, verifyAndStop } from './daily.ts';
import { stopIfBroken, verifyAndLift } from './stop.ts';
import { plainWorkspace } from './verify.workspaces.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

const logged: string[] = [];
const log = openLog('info', { write: (line: string) => void logged.push(line) });
const lines = () => logged.map((line) => JSON.parse(line) as { level: string; workspaceId?: string; invariants?: string[] });
let workspace: string;
let token: string;
let people = 0;
const someoneNew = () => sightingOf({ slug: `quill-${++people}` });
const analyse = (...sightings: ReturnType<typeof sightingOf>[]) =>
  app.ask('POST', `/v1/workspaces/${workspace}/analyses`, { body: analysisOf(sightings), token });
beforeEach(async () => {
  logged.length = 0;
  await app.setClock(undefined);
  const session = await app.signUp();
  token = session.token;
  workspace = session.workspaces[0]?.id ?? '';
});

const breakIt = () => sql`update credit_head set granted = granted + 1 where workspace_id = ${workspace}`.execute(app.database.owner);
const mendIt = () => sql`update credit_head set granted = granted - 1 where workspace_id = ${workspace}`.execute(app.database.owner);
const stopped = async (id = workspace): Promise<Date | null | undefined> =>
  (await app.database.db.selectFrom('credit_head').select('stopped_at').where('workspace_id', '=', id).executeTakeFirst())?.stopped_at;

test('a ledger that does not add up takes no debit, and what is free goes on; mended and looked at, it takes them again', async () => {
  const neighbour = await plainWorkspace(app);
  await app.setClock(undefined);
  const known = someoneNew();
  await analyse(known);
  await breakIt();
  await verifyAndStop(app.database.db, log);
  expect(lines()).toEqual([
    expect.objectContaining({
      level: 'error',
      workspaceId: workspace,
      invariants: [
        'the balance of the present period is the sum of its entries',
        'granted is the sum of the grants and adjustments of the present period',
      ],
    }),
  ]);
  expect(logged.join('')).not.toMatch(/quill|Ysolde|people\.example/i);
  expect(await stopped()).toBeInstanceOf(Date);
  expect(await stopped(neighbour)).toBeNull();

  expect(await analyse(someoneNew())).toMatchObject({ status: 409, body: { code: 'ledger-stopped' } });
  expect(await analyse(known, someoneNew())).toMatchObject({ status: 409, body: { code: 'ledger-stopped' } });
  expect(await analyse(known)).toMatchObject({ status: 200, body: { outcome: 'done', costCredits: 0 } });
  expect(await analyse({ ...known, headline: 'Runs the looms' })).toMatchObject({ status: 200, body: { outcome: 'done', costCredits: 0 } });
  expect((await app.ask('GET', `/v1/workspaces/${workspace}/balance`, { token })).status).toBe(200);

  // Still wrong, it stays stopped, since when it was; looked at by whoever asks.
  const since = await stopped();
  await verifyAndStop(app.database.db, log);
  expect(await verifyAndLift(app.database.db, workspace)).toMatchObject({ lifted: [], stopped: [workspace] });
  expect(await stopped()).toEqual(since);

  await mendIt();
  expect(await verifyAndLift(app.database.db, neighbour)).toMatchObject({ lifted: [], stopped: [], faults: [] });
  expect(await verifyAndLift(app.database.db)).toMatchObject({ lifted: [workspace], stopped: [], faults: [] });
  expect(await stopped()).toBeNull();
  expect(await analyse(someoneNew())).toMatchObject({ status: 200, body: { outcome: 'done', costCredits: 1 } });
  expect(await verifyAndLift(app.database.db, workspace)).toMatchObject({ lifted: [], stopped: [], faults: [] });
});

test('what was mended between being found and being stopped is not stopped', async () => {
  await breakIt();
  await mendIt();
  expect(await stopIfBroken(app.database.db, workspace)).toEqual([]);
  expect(await stopped()).toBeNull();
});

test('a debit that was decided before the stop is not written after it', async () => {
  await breakIt();
  const holding = await app.database.owner.startTransaction().execute();
  const { rows } = await sql<{ pid: number }>`
    select pg_backend_pid() as pid from credit_head where workspace_id = ${workspace} for no key update`.execute(holding);
  const asked = analyse(someoneNew());
  const waitsForIt = async () => {
    const { rows: waiting } = await sql<{ query: string }>`
      select query from pg_stat_activity where ${rows[0]?.pid}::integer = any (pg_blocking_pids(pid))`.execute(app.database.owner);
    return waiting.map(({ query }) => query.trim().slice(0, 11));
  };
  await expect.poll(waitsForIt).toEqual(['/* write */']);
  await sql`update credit_head set stopped_at = now() where workspace_id = ${workspace}`.execute(holding);
  await holding.commit().execute();
  expect(await asked).toMatchObject({ status: 409, body: { code: 'ledger-stopped' } });
  const { rows: debits } = await sql`select 1 from debit where workspace_id = ${workspace}`.execute(app.database.db);
  expect(debits).toEqual([]);
  await mendIt();
});

test('while debits are taken, a sound ledger is never stopped', async () => {
  const work = Array.from({ length: 20 }, (_, n) => analyse(sightingOf({ member: memberId(9000 + n) })));
  const looks = Array.from({ length: 20 }, () => stopIfBroken(app.database.db, workspace));
  expect(await Promise.all(looks)).toEqual(looks.map(() => []));
  expect((await Promise.all(work)).map(({ body }) => body.outcome as string)).toEqual(work.map(() => 'done'));
  expect(await stopped()).toBeNull();
});

test('two servers look once, the first one that finds it due', async () => {
  await breakIt();
  const other = openDatabase(app.database.urls.application);
  const stopping = new AbortController();
  const servers = [app.database.db, other.db].map((db) =>
    periodically(db, log, dailyVerification(db, log), stopping.signal, { firstAfterMs: 1, everyMs: 20 }),
  );
  await expect.poll(() => stopped()).toBeInstanceOf(Date);
  await new Promise((done) => setTimeout(done, 100));
  stopping.abort();
  await Promise.all(servers.map((ended) => ended()));
  expect(lines().map(({ workspaceId }) => workspaceId)).toEqual([workspace]);
  await other.close();
});
