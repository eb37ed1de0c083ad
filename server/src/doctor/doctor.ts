/** What an operator would look at first when something is wrong, looked at in one go. Changes nothing. */
import { constants } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { sql, type Kysely } from 'kysely';
import { createTransport } from 'nodemailer';
import { isLoopback, type Config } from '../config.ts';
import { migrationsOf, pendingAfter, unknownAmong } from '../db/migrate.ts';
import { databaseCode, openDatabase } from '../db/open.ts';
import { whereIs, whereIsReplica } from '../db/replica.ts';
import { excessOf, userOf } from '../db/roles.ts';
import type { Database } from '../db/schema.ts';

/** One thing that was looked at; `advice` says what to do where it is not ok. */
export interface Finding {
  about: string;
  state: 'ok' | 'warn' | 'bad';
  found: string;
  advice?: string;
}
type Found = Omit<Finding, 'about'>;

const ok = (found: string): Found => ({ state: 'ok', found });
const warn = (found: string, advice: string): Found => ({ state: 'warn', found, advice });
const bad = (found: string, advice: string): Found => ({ state: 'bad', found, advice });

const megabyte = 1024 ** 2;
const patienceMs = 5000;

/** @param db as the application; nothing has been brought up to date. */
export async function examine(config: Config, db: Kysely<Database>): Promise<Finding[]> {
  const outside = [
    finding('data folder', dataFolder(config)),
    finding('mail', mail(config)),
    finding('public address', publicAddress(config)),
    finding('extensions', Promise.resolve(origins(config))),
  ];
  const database = await finding('database', databaseOf(db));
  // Without a database there is no more to be found out about it.
  const within =
    database.state === 'bad'
      ? []
      : [
          finding('rights', rights(db)),
          finding('tables', tables(db)),
          finding('clock', clock(db)),
          finding('plan free', freePlan(db)),
          finding('ledgers', ledgers(db)),
          finding('daily verification', verification(db)),
          ...(config.databaseReplicaUrl === undefined ? [] : [finding('replica', replica(db, config.databaseReplicaUrl))]),
        ];
  return [database, ...(await Promise.all([...within, ...outside]))];
}

async function finding(about: string, look: Promise<Found>): Promise<Finding> {
  const found = await look.catch((error: unknown) =>
    bad(`could not be looked at (${databaseCode(error) ?? 'unknown'})`, 'Mend what is bad above, and ask again.'),
  );
  return { about, ...found };
}

async function databaseOf(db: Kysely<Database>): Promise<Found> {
  try {
    const { rows } = await sql<{ version: string; number: string }>`
      select current_setting('server_version') as version, current_setting('server_version_num') as number`.execute(db);
    const version = `PostgreSQL ${rows[0]?.version}`;
    return Number(rows[0]?.number) >= 160_000 ? ok(version) : bad(version, 'Use version 16 or later.');
  } catch (error) {
    return bad(
      `does not answer (${databaseCode(error) ?? 'unknown'})`,
      'See that it runs, and that DATABASE_URL is its address, user and password.',
    );
  }
}

async function rights(db: Kysely<Database>): Promise<Found> {
  const excess = await excessOf(db);
  if (excess.length === 0) return ok('the server’s user cannot rewrite the ledger');
  return warn(
    `the server’s user ${excess.slice(0, 3).join(', ')}`,
    'Give the server a user of its own (DATABASE_URL) beside the owner (DATABASE_OWNER_URL).',
  );
}

async function tables(db: Kysely<Database>): Promise<Found> {
  const done = await migrationsOf(db);
  const [pending, unknown] = [pendingAfter(done), unknownAmong(done)];
  if (pending.length > 0)
    return bad(`${pending.length} migrations have not run: ${pending.join(', ')}`, 'Run `migrate`, or start the server.');
  if (unknown.length > 0)
    return warn(`a newer version has migrated: ${unknown.join(', ')}`, 'Use that version, if you are not on the way back.');
  return ok('up to date');
}

async function clock(db: Kysely<Database>): Promise<Found> {
  const before = Date.now();
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(db);
  const seconds = Math.round(Math.abs((rows[0]?.now.getTime() ?? 0) - (before + Date.now()) / 2) / 1000);
  if (seconds <= 5) return ok('as the database’s');
  return warn(`${seconds} seconds from the database’s`, 'Have both set by NTP. The database’s is the one that counts.');
}

async function freePlan(db: Kysely<Database>): Promise<Found> {
  const row = await db.selectFrom('plan').select('version').where('code', '=', 'free').where('offered', '=', true).executeTakeFirst();
  return row ? ok('on offer') : bad('not on offer', 'Offer a version of it: every new workspace begins on it.');
}

async function ledgers(db: Kysely<Database>): Promise<Found> {
  const rows = await db.selectFrom('credit_head').select('workspace_id').where('stopped_at', 'is not', null).execute();
  if (rows.length === 0) return ok('no workspace is stopped');
  const ids = rows.map((row) => row.workspace_id).join(', ');
  return bad(`stopped, since they do not add up: ${ids}`, 'Mend what the log says, then `ledger verify --workspace <id>`.');
}

async function verification(db: Kysely<Database>): Promise<Found> {
  const { rows } = await sql<{ at: string; isLate: boolean }>`
    select last_at::text as at, last_at < now() - interval '2 days' as "isLate" from periodic_work where name = 'ledger verification'`.execute(
    db,
  );
  const [last] = rows;
  if (!last) return warn('has never run', 'It runs soon after the server has started, and then daily.');
  return last.isLate ? warn(`last ${last.at}`, 'See in the log why it fails, or whether a server runs at all.') : ok(`last ${last.at}`);
}

/** How far it is behind is how long it takes to be where the primary is now. Without it all goes on: nothing of it is bad. */
async function replica(primary: Kysely<Database>, address: string): Promise<Found> {
  const opened = openDatabase(address, { max: 1, patienceMs });
  const { db } = opened;
  try {
    const lsn = await whereIs(primary);
    const askedAt = performance.now();
    for (;;) {
      const { isReplica, isThere } = await whereIsReplica(db, lsn);
      if (!isReplica) return warn('is no replica', 'Until DATABASE_REPLICA_URL names one, the primary answers everything.');
      const ms = Math.ceil(performance.now() - askedAt);
      if (isThere && (await userOf(db)) !== (await userOf(primary)))
        return warn(
          'is asked as another user than the primary',
          'Give DATABASE_REPLICA_URL the user of DATABASE_URL, whom row security binds.',
        );
      if (isThere) return ok(`at most ${ms} ms behind`);
      if (ms > patienceMs)
        return warn(
          `more than ${patienceMs / 1000} s behind`,
          'See that it streams and has the disk and the processor for it; the primary answers meanwhile.',
        );
      await pause(20);
    }
  } catch (error) {
    return warn(
      `does not answer (${databaseCode(error) ?? 'unknown'})`,
      'See that it runs, and that DATABASE_REPLICA_URL is its address; the primary answers meanwhile.',
    );
  } finally {
    await opened.close();
  }
}

async function dataFolder({ dataFolder: folder, databaseUrl }: Config): Promise<Found> {
  if (databaseUrl !== undefined) return ok('not needed with DATABASE_URL');
  try {
    await access(folder, constants.R_OK | constants.W_OK);
  } catch {
    return bad(`${folder} cannot be written`, 'Give it to the user that runs the server (WELLMET_DATA).');
  }
  const { bavail, bsize } = await statfs(folder);
  const free = Math.floor((bavail * bsize) / megabyte);
  const found = `${folder}, ${free} MB free`;
  if (free < 200) return bad(found, 'Make room: the database stops where there is none.');
  return free < 2000 ? warn(found, 'Make room before long.') : ok(found);
}

async function mail({ smtpUrl }: Config): Promise<Found> {
  if (smtpUrl === undefined) return warn('none is sent', 'Set SMTP_URL and MAIL_FROM; until then links are copied.');
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
  });
  try {
    await transport.verify();
    return ok('the server for letters answers');
  } catch (error) {
    return bad(
      `the server for letters refuses (${databaseCode(error) ?? 'unknown'})`,
      'See that SMTP_URL is its address, user and password.',
    );
  } finally {
    transport.close();
  }
}

async function publicAddress({ publicUrl, host }: Config): Promise<Found> {
  if (publicUrl === undefined)
    return isLoopback(host)
      ? ok('this machine only')
      : warn('PUBLIC_URL is not set', 'Set it: the server then answers to its own name alone.');
  const answer = await fetch(`${publicUrl}/health`, { redirect: 'manual', signal: AbortSignal.timeout(patienceMs) }).catch(() => undefined);
  if (answer?.ok === true) return ok(`${publicUrl} answers`);
  const told = answer ? `answers ${answer.status}` : 'does not answer';
  return warn(`${publicUrl} ${told}`, 'See that the server runs, and that the proxy passes on `Host`.');
}

function origins({ extensionOrigins }: Config): Found {
  const everybody = extensionOrigins.filter((origin) => origin.endsWith('*') && !origin.startsWith('moz-extension:'));
  if (everybody.length === 0) return ok(extensionOrigins.join(' '));
  return warn(everybody.join(' '), 'Name the extensions that may call (EXTENSION_ORIGINS); only Firefox needs the *.');
}
