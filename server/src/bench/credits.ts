/**
 * `pnpm bench credits`: what the ledger costs, as ratios taken in one run on one machine, in turns, medians of the turns. Database, server and
 * generator share the cores. `BENCH_SECONDS` is the length of one turn, `BENCH_TURNS` their number; `BENCH_ONLY=G1,G4` takes some figures only.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { RateLimiterPostgres } from 'rate-limiter-flexible';
import { v7 as uuidv7 } from 'uuid';
import { signUp, type Accounts } from '../accounts/accounts.ts';
import { openAuth } from '../accounts/auth.ts';
import { analyseContacts, asked, analyseTogether } from '../credits/analyse.ts';
import type { Actor } from '../credits/act.ts';
import { databaseClock } from '../credits/period.ts';
import { readSituation } from '../credits/situation.ts';
import { verifyLedger } from '../credits/verify.ts';
import { startEmbedded } from '../db/embedded.ts';
import { migrate } from '../db/migrate.ts';
import { openDatabase, type DatabaseAddress } from '../db/open.ts';
import { applicationRole, openToApplication } from '../db/roles.ts';
import { analysisOf, memberId, sightingOf } from '../testing/sightings.ts';
import { openWire } from './delay.ts';
import { Connection } from './http.ts';
import { interactive, makeIdeal, oneShot, oneShotWithoutLedger } from './ideal.ts';
import { closedLoop, median, openLoop, percentile, type Load } from './load.ts';

const seconds = Number(process.env['BENCH_SECONDS'] ?? 2);
const turns = Number(process.env['BENCH_TURNS'] ?? 5);
const only = process.env['BENCH_ONLY']?.split(',');
const workspaces = 100;

const secret = 'a secret of the bench, as long as one has to be';

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'wellmet-bench-'));
  chmodSync(folder, 0o755);
  const embedded = await startEmbedded({ folder: join(folder, 'database') });
  let server: ChildProcess | undefined;
  try {
    const { host, port, user, password, database } = embedded;
    const ownerAddress = { host, port, user, password, database };
    const owner = openDatabase(ownerAddress, { max: 40 });
    await migrate(owner.db);
    const role = applicationRole(password);
    await openToApplication(owner.db, role);
    const address = { host, port, user: role.name, password: role.password, database };
    const application = openDatabase(address, { max: 40 });
    server = spawn(process.execPath, [join(import.meta.dirname, 'server.ts')], {
      env: { ...process.env, BENCH_DATABASE: JSON.stringify(address) },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const httpPort = await new Promise<number>((done, fail) => {
      server?.stdout?.once('data', (chunk: Buffer) => done(Number(chunk.toString())));
      server?.once('exit', () => fail(new Error('the server of the bench ended')));
    });
    await figures({ owner, application, address, ownerAddress, httpPort, databasePort: port });
    await application.close();
    await owner.close();
  } finally {
    server?.kill('SIGTERM');
    await embedded.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Ground {
  owner: ReturnType<typeof openDatabase>;
  application: ReturnType<typeof openDatabase>;
  address: Exclude<DatabaseAddress, string>;
  ownerAddress: Exclude<DatabaseAddress, string>;
  httpPort: number;
  databasePort: number;
}

interface Own {
  id: string;
  token: string;
  actor: Actor;
}

let people = 0;
const someoneNew = () => sightingOf({ member: memberId(++people), slug: `person-${people}` });
const oneNew = () => analysisOf([someoneNew()], { ceilingCredits: 1 });

async function figures({ owner, application, address, ownerAddress, httpPort, databasePort }: Ground): Promise<void> {
  const accounts: Accounts = { db: application.db, auth: openAuth(application.db, secret), secret, clock: databaseClock };
  const own: Own[] = [];
  for (let n = 0; n < workspaces; n++) {
    const {
      token,
      workspaces: theirs,
      member,
    } = await signUp(accounts, {
      name: `Member ${n}`,
      email: `member${n}@people.example`,
      password: 'correct horse battery',
      timeZone: 'UTC',
    });
    const id = theirs[0]?.id ?? '';
    own.push({ id, token, actor: { workspaceId: id, memberId: member.id, role: 'owner' } });
  }
  await grantWithoutEnd(
    owner.db,
    own.map(({ id }) => id),
  );
  await makeIdeal(owner.pool, workspaces);
  const hot = own[0];
  const quiet = own[1];
  const poor = own[2];
  if (!hot || !quiet || !poor) throw new Error('too few workspaces');
  await sql`update credit_head set granted = used where workspace_id = ${poor.id}`.execute(owner.db);
  await sql`update credit_entry set amount = 0, balance_after = 0 where workspace_id = ${poor.id}`.execute(owner.db);

  const connections = Array.from({ length: 256 }, () => new Connection(httpPort));
  const over = (caller: number): Connection => connections[caller] ?? new Connection(httpPort);
  const ofMany = (caller: number): Own => own[3 + ((caller * 7919 + ++spread) % (workspaces - 3))] ?? hot;
  let spread = 0;
  const http = (one: Own, caller: number): Promise<string> =>
    over(caller).post(`/v1/workspaces/${one.id}/analyses`, one.token, JSON.stringify(oneNew()));
  // By themselves so many wait for a connection that some are told to come again: that is part of what it takes.
  const alone = async (one: Own, caller: number): Promise<string> => {
    const body = JSON.stringify(oneNew());
    for (;;)
      try {
        return await over(caller).post(`/bench/alone/${one.id}`, one.token, body);
      } catch (error) {
        if (!String(error).includes('503')) throw error;
      }
  };
  const nothing = (caller: number): Promise<string> => over(caller).post('/bench/nothing', hot.token, JSON.stringify(oneNew()));

  // A connection plans its statements some times before it keeps the plans: that is over when the server has been up for a while.
  await closedLoop(40, 5, (caller) => http(ofMany(caller), caller));
  await closedLoop(40, 5, (caller) => alone(ofMany(caller), caller));

  const spreadLoads = {
    http: () => closedLoop(16, seconds, (caller) => http(ofMany(caller), caller)),
    ideal: () => closedLoop(16, seconds, () => oneShot(owner.pool, Math.floor(Math.random() * workspaces))),
  };
  if (wanted('G1')) {
    const { http: h, ideal } = await inTurns(spreadLoads);
    tell(
      'G1',
      'debits spread over workspaces: HTTP / ideal statement, 16 wide',
      rateOf(h),
      rateOf(ideal),
      '≥ 0.40',
      (ratio) => ratio >= 0.4,
    );
  }

  const hotLoads = {
    together: () => closedLoop(64, seconds, (caller) => http(hot, caller)),
    wide: () => closedLoop(256, seconds, (caller) => http(hot, caller)),
    alone: () => closedLoop(64, seconds, (caller) => alone(hot, caller)),
    nothing: () => closedLoop(64, seconds, (caller) => nothing(caller)),
    ideal: () => closedLoop(16, seconds, () => oneShot(owner.pool, 0)),
  };
  if (wanted('G2', 'G3', 'G12')) {
    const loads = await inTurns(hotLoads);
    const best = Math.max(rateOf(loads.together), rateOf(loads.wide));
    tell('G2', 'one hot workspace: HTTP together / ideal statement on one row', best, rateOf(loads.ideal), '≥ 5', (ratio) => ratio >= 5);
    tell(
      'G3',
      'one hot workspace, p50: together / alone, 64 wide',
      p50Of(loads.together),
      p50Of(loads.alone),
      '≤ 0.2',
      (ratio) => ratio <= 0.2,
      'ms',
    );
    tell('G12', 'one hot workspace: HTTP debit / HTTP that does nothing', best, rateOf(loads.nothing), '≥ 0.5', (ratio) => ratio >= 0.5);
  }

  const batch = (size: number) => () =>
    closedLoop(4, seconds, () =>
      analyseContacts(accounts, hot.actor, analysisOf(Array.from({ length: size }, someoneNew), { ceilingCredits: size })),
    );
  if (wanted('G4', 'G5')) {
    const loads = await inTurns({ single: batch(1), hundred: batch(100), most: batch(500) });
    tell(
      'G4',
      'cost a contact: in requests of 100 / alone',
      1 / (rateOf(loads.hundred) * 100),
      1 / rateOf(loads.single),
      '≤ 0.05',
      (r) => r <= 0.05,
      's',
    );
    tell(
      'G5',
      'cost a contact: in requests of 500 / alone',
      1 / (rateOf(loads.most) * 500),
      1 / rateOf(loads.single),
      '≤ 0.04',
      (r) => r <= 0.04,
      's',
    );
  }

  if (wanted('G6')) {
    const known = oneNew();
    await analyseContacts(accounts, quiet.actor, known);
    const question = { workspaceId: quiet.id, people: [known.sightings[0]?.identifiers], memberIds: [quiet.actor.memberId] };
    const loads = await inTurns({
      free: () => closedLoop(16, seconds, () => readSituation(accounts, question)),
      locked: () => closedLoop(16, seconds, () => analyseContacts(accounts, quiet.actor, oneNew())),
    });
    tell(
      'G6',
      'known person, no lock / new person under it, 16 wide, no HTTP',
      rateOf(loads.free),
      rateOf(loads.locked),
      '≥ 10',
      (r) => r >= 10,
    );
  }

  if (wanted('G7')) {
    const loads = await inTurns({
      ledger: () => closedLoop(16, seconds, () => oneShot(owner.pool, 0)),
      none: () => closedLoop(16, seconds, () => oneShotWithoutLedger(owner.pool, 1)),
    });
    tell('G7', 'ideal statement: with a ledger entry / without', rateOf(loads.ledger), rateOf(loads.none), '≥ 0.80', (r) => r >= 0.8);
  }
  say('G8', 'row-level security on / off', 'comes with teams and operators');

  if (wanted('G9')) {
    const wire = await openWire(databasePort, 1);
    const far = openDatabase({ ...address, port: wire.port }, { max: 16 });
    const farOwner = openDatabase({ ...ownerAddress, port: wire.port }, { max: 16 });
    const loads = await inTurns({
      oneShot: () => closedLoop(16, seconds, () => oneShot(farOwner.pool, 0)),
      talked: () =>
        closedLoop(16, seconds, async () => {
          const client = await farOwner.pool.connect();
          try {
            await interactive(client, 1);
          } finally {
            client.release();
          }
        }),
      ours: () => closedLoop(16, seconds, () => analyseContacts({ ...accounts, db: far.db }, hot.actor, oneNew())),
    });
    tell(
      'G9',
      'a wire of 1 ms, hot: one statement / a transaction talked through',
      rateOf(loads.oneShot),
      rateOf(loads.talked),
      '≥ 4',
      (r) => r >= 4,
    );
    tell('', '  beside it: ours, alone, with people, pages and answers / talked', rateOf(loads.ours), rateOf(loads.talked), '', () => true);
    await far.close();
    await farOwner.close();
    wire.close();
  }

  if (wanted('G11')) {
    const loads = await inTurns({
      denied: () => closedLoop(64, seconds, (caller) => http(poor, caller)),
      charged: () => closedLoop(64, seconds, (caller) => http(hot, caller)),
    });
    tell('G11', 'a workspace without credits: refused / charged, HTTP', rateOf(loads.denied), rateOf(loads.charged), '≥ 1', (r) => r >= 1);
  }
  say('G13', 'pull of 100 changes / full one', 'comes with sync');

  if (wanted('G14')) {
    const peak = rateOf([await hotLoads.together()]);
    const loads = await inTurns({ steady: () => openLoop(peak * 0.7, seconds * 2, 256, (caller) => http(hot, caller)) });
    tell(
      'G14',
      'p99 / p50 at 70 % of the peak, calls due at a fixed rate, hot',
      p99Of(loads.steady),
      p50Of(loads.steady),
      '≤ 8',
      (r) => r <= 8,
      'ms',
    );
  }

  if (wanted('abuse')) {
    const one = (): Promise<Load> => closedLoop(2, seconds, (caller) => http(quiet, caller));
    const loads = await inTurns({
      calm: one,
      beside: async () => {
        const [load] = await Promise.all([one(), closedLoop(200, seconds, (caller) => http(hot, 40 + caller))]);
        return load;
      },
    });
    tell(
      '',
      'a quiet workspace beside one that asks 200 wide / by itself, p50',
      p50Of(loads.beside),
      p50Of(loads.calm),
      '',
      () => true,
      'ms',
    );
    tell('', '  the same, p99', p99Of(loads.beside), p99Of(loads.calm), '', () => true, 'ms');
  }

  if (wanted('limiter')) {
    const limiter = new RateLimiterPostgres({
      storeClient: application.pool,
      storeType: 'pool',
      tableName: 'rate_limit',
      tableCreated: true,
      keyPrefix: 'bench',
      points: 1e9,
      duration: 3600,
    });
    const loads = await inTurns({
      limiterHot: () => closedLoop(16, seconds, () => limiter.consume('hot')),
      limiterSpread: () => closedLoop(16, seconds, () => limiter.consume(String(Math.floor(Math.random() * workspaces)))),
      oursHot: () => closedLoop(64, seconds, (caller) => http(hot, caller)),
      oursSpread: spreadLoads.http,
    });
    tell(
      '',
      'hot: our debit over HTTP / rate-limiter-flexible called directly',
      rateOf(loads.oursHot),
      rateOf(loads.limiterHot),
      '',
      () => true,
    );
    tell('', 'spread: the same', rateOf(loads.oursSpread), rateOf(loads.limiterSpread), '', () => true);
  }

  // Last: it leaves a large table behind.
  if (wanted('G10')) {
    const [small, large] = [own[4], own[5]];
    if (!small || !large) throw new Error('too few workspaces');
    await fill(owner.db, small, 1_000);
    await fill(owner.db, large, 1_000_000);
    const one = (whose: Own) => () => closedLoop(4, seconds, () => analyseTogether(accounts, whose.id, [asked(whose.actor, oneNew())]));
    const loads = await inTurns({ large: one(large), small: one(small) });
    tell(
      'G10',
      'debits in a workspace of a million contacts / of a thousand',
      rateOf(loads.large),
      rateOf(loads.small),
      '≥ 0.85',
      (r) => r >= 0.85,
    );
  }
  for (const connection of connections) connection.close();

  const faults = only ? [] : (await verifyLedger(application.db, hot.id)).faults;
  console.log(
    faults.length > 0 ? `  ! the ledger does not add up: ${JSON.stringify(faults)}` : '    the ledger of the hot workspace adds up',
  );
}

/** Takes each figure in turns, so that what else the machine does falls on all of them. */
async function inTurns<K extends string>(loads: Record<K, () => Promise<Load>>): Promise<Record<K, Load[]>> {
  const taken = Object.fromEntries(Object.keys(loads).map((name) => [name, [] as Load[]])) as Record<K, Load[]>;
  for (let turn = 0; turn <= turns; turn++)
    for (const name of Object.keys(loads) as K[]) {
      const load = await loads[name]();
      // The first turn warms up.
      if (turn > 0) taken[name].push(load);
    }
  return taken;
}

const rateOf = (loads: readonly Load[]): number => median(loads.map(({ perSecond }) => perSecond));
const p99Of = (loads: readonly Load[]): number => median(loads.map(({ latenciesMs }) => percentile(latenciesMs, 0.99)));
const p50Of = (loads: readonly Load[]): number => median(loads.map(({ latenciesMs }) => median(latenciesMs)));

const wanted = (...names: string[]): boolean => !only || names.some((name) => only.includes(name));

const shown = (value: number): string => (value >= 100 ? value.toFixed(0) : value >= 1 ? value.toFixed(1) : value.toPrecision(2));

function tell(
  name: string,
  what: string,
  ours: number,
  theirs: number,
  goal: string,
  isGood: (ratio: number) => boolean,
  unit = '/s',
): void {
  if (name !== '' && !wanted(name)) return;
  const ratio = ours / theirs;
  console.log(
    `  ${isGood(ratio) ? ' ' : '!'} ${name.padEnd(4)} ${what.padEnd(66)} ${ratio.toPrecision(3).padStart(7)}  ${goal.padEnd(7)} (${shown(ours)} to ${shown(theirs)} ${unit})`,
  );
}

function say(name: string, what: string, instead: string): void {
  if (!only) console.log(`    ${name.padEnd(4)} ${what.padEnd(66)} ${instead}`);
}

/** Credits that no bench spends, written so that the ledger adds up. */
async function grantWithoutEnd(db: Ground['owner']['db'], ids: readonly string[]): Promise<void> {
  const plenty = 500_000_000;
  await sql`update credit_head set granted = ${plenty} where workspace_id = any (${ids}::uuid[])`.execute(db);
  await sql`update credit_entry set amount = ${plenty}, balance_after = ${plenty} where workspace_id = any (${ids}::uuid[])`.execute(db);
}

/** Contacts that a workspace has had for long: rows as the product writes them, without their pages. */
async function fill(db: Ground['owner']['db'], { id, actor }: Own, count: number): Promise<void> {
  await sql`set statement_timeout = 0`.execute(db);
  const made = sql`
    select md5(${id} || n)::uuid as contact_id, n from generate_series(1, ${count}::integer) as n`;
  await sql`insert into contact (workspace_id, contact_id, snapshot_seq, first_analysed_at, first_analysed_by, last_analysed_at, seq)
    select ${id}::uuid, contact_id, 1, now(), ${actor.memberId}::uuid, now(), 1 from (${made}) as made`.execute(db);
  await sql`insert into contact_identifier (workspace_id, kind, value, contact_id, seq)
    select ${id}::uuid, 'slug', 'long-known-' || n, contact_id, 1 from (${made}) as made`.execute(db);
  await sql`insert into debit (workspace_id, contact_id, seq, member_id, source, page_kind, request_id, plan_code, plan_version, period_start, at)
    select ${id}::uuid, contact_id, 1, ${actor.memberId}::uuid, 'people_search', 'profile', ${uuidv7()}::uuid, 'free', 1, now(), now()
    from (${made}) as made`.execute(db);
  await sql`analyze contact, contact_identifier, debit`.execute(db);
}

// A figure that fails leaves callers under way: nothing is waited for then.
await main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
