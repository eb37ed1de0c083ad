/** From a configuration to a running server, and back to nothing. */
import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Logger } from 'pino';
import type { Accounts } from './accounts/accounts.ts';
import { openAuth } from './accounts/auth.ts';
import { allowances, openLimits } from './accounts/limits.ts';
import { auditForgetting } from './audit/forget.ts';
import { createApp } from './app.ts';
import { askingWhatIsPaid } from './billing/paid.ts';
import { openPayments } from './billing/stripe.ts';
import type { Config } from './config.ts';
import { dailyVerification } from './credits/daily.ts';
import { dailyForgetting } from './credits/forget.ts';
import { databaseClock } from './credits/period.ts';
import { joinEmbedded, startEmbedded, type EmbeddedDatabase } from './db/embedded.ts';
import { migrate } from './db/migrate.ts';
import { openDatabase, type DatabaseAddress, type OpenedDatabase } from './db/open.ts';
import { periodically } from './db/periodic.ts';
import { openReplica } from './db/replica.ts';
import { applicationRole, excessOf, openToApplication, userOf } from './db/roles.ts';
import { poolLearning, soon } from './discover/learn.ts';
import { dailyNaming } from './discover/names.ts';
import { addressOf } from './http/address.ts';
import { openHttpServer } from './http/server.ts';
import { openMail } from './mail/mail.ts';
import { openMetrics } from './metrics/metrics.ts';
import { startTracing } from './metrics/tracing.ts';
import { openReader } from './model/reader.ts';
import { openFetching } from './provider/fetching.ts';
import { dailyPurge } from './rights/purge.ts';
import { webhookForgetting } from './webhooks/forget.ts';
import { openSending } from './webhooks/sending.ts';
import { keptText } from './keptText.ts';

/** The database of a configuration as the application sees it, its tables up to date, and what accounts need on it. */
export interface OpenedServer {
  database: OpenedDatabase;
  accounts: Accounts;
  secret: string;
  close(): Promise<void>;
}

/**
 * Opens (or starts) the database, brings its tables up to date and opens accounts on it. A command that only asks or changes something
 * may do so beside a running server.
 * @throws EmbeddedDatabaseError, the error of the database that `DATABASE_URL` names, or ConfigError for a secret that cannot be read.
 */
export async function openServer(config: Config, log: Logger, beside: Beside = 'alone'): Promise<OpenedServer> {
  const { application, owner, stop } = await findDatabase(config, log, beside);
  const database = openDatabase(application, { onLost: () => log.warn('an idle connection to the database was lost') });
  const close = async (): Promise<void> => {
    await database.close();
    await stop();
  };
  try {
    await prepare(database, owner, application, log);
    const secret = await secretOf(config);
    const accounts: Accounts = { db: database.db, auth: openAuth(database.db, secret), secret, clock: databaseClock };
    return { database, accounts, secret, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What signs and hashes; made and kept where the operator has set none. @throws ConfigError when it cannot be read. */
export async function secretOf({ secret, dataFolder }: Pick<Config, 'secret' | 'dataFolder'>): Promise<string> {
  return secret ?? (await keptText(join(dataFolder, 'secret'), 32, () => randomBytes(48).toString('base64url')));
}

/** Whether a server may be running already. */
type Beside = 'alone' | 'a running server';

/** The doors of a database. */
export interface FoundDatabase {
  application: DatabaseAddress;
  owner: DatabaseAddress;
  /** Stops what was started for it. */
  stop: () => Promise<void>;
}

/** Says where the database of a configuration is, whatever is in it; starts the embedded one where it does not run. @throws EmbeddedDatabaseError. */
export async function findDatabase(config: Config, log: Logger, beside: Beside): Promise<FoundDatabase> {
  if (config.databaseUrl !== undefined) return { ...addressesOf(config, undefined), stop: () => Promise.resolve() };
  const folder = join(config.dataFolder, 'database');
  const running = beside === 'a running server' ? await joinEmbedded(folder) : undefined;
  const embedded = running ?? (await startEmbedded({ folder, say: (line) => log.warn(line) }));
  return { ...addressesOf(config, embedded), stop: () => embedded.stop() };
}

/** Where the application goes in, and where the owner of the tables does: the same door, where the operator has made one only. */
function addressesOf(config: Config, embedded: EmbeddedDatabase | undefined): { application: DatabaseAddress; owner: DatabaseAddress } {
  if (config.databaseUrl !== undefined) return { application: config.databaseUrl, owner: config.databaseOwnerUrl ?? config.databaseUrl };
  if (!embedded) throw new Error('neither an embedded database nor an address');
  const { host, port, user, password, database } = embedded;
  const { name, password: derived } = applicationRole(password);
  return { application: { host, port, database, user: name, password: derived }, owner: { host, port, database, user, password } };
}

/** Brings the tables up to date as their owner, and opens them to the application. */
export async function prepare(
  { db }: Pick<OpenedDatabase, 'db'>,
  ownerAddress: DatabaseAddress,
  application: DatabaseAddress,
  log: Logger,
): Promise<void> {
  const owner = openDatabase(ownerAddress, { max: 2 });
  try {
    const done = await migrate(owner.db);
    if (done.length > 0) log.info({ migrations: done }, 'tables brought up to date');
    if (typeof application !== 'string') await openToApplication(owner.db, { name: application.user, password: application.password });
    else if (application !== ownerAddress) await openToApplication(owner.db, { name: await userOf(db) });
  } finally {
    await owner.close();
  }
  const excess = await excessOf(db);
  if (excess.length > 0)
    log.warn({ user: excess }, 'only the program protects the ledger: the user of DATABASE_URL could rewrite it (docs/operator.md)');
}

export interface Listening {
  /** Where it answers, e.g. `http://127.0.0.1:4310`. */
  url: string;
  /** Lets open requests finish (at most some seconds), then ends the rest. */
  close(): Promise<void>;
}

/**
 * Listens, and does from then on what is done from time to time.
 * @throws the system's error when the address cannot be had (`EADDRINUSE`).
 */
export async function listen(config: Config, opened: OpenedServer, log: Logger): Promise<Listening> {
  const { accounts, database, secret } = opened;
  const stopping = new AbortController();
  const endTracing = await startTracing(config.tracesTo);
  const { db, clock } = accounts;
  const fetching = openFetching({ db, clock, secret, mayBeOwn: config.providersInOwnNetwork }, log, stopping.signal);
  const replica =
    config.databaseReplicaUrl === undefined ? undefined : openReplica(config.databaseReplicaUrl, { db, clock }, log, stopping.signal);
  const payments = await openPayments(config.stripe, config.publicUrl, log);
  const app = createApp({
    config,
    accounts,
    limits: openLimits(database.pool, secret, allowances),
    mail: openMail(config, log),
    payments,
    log,
    addressOf: addressOf(config.trustedProxyHeader, (context) => getConnInfo(context).remote.address),
    stopping: stopping.signal,
    fetching,
    aside: replica?.read,
    metrics: config.metricsToken === undefined ? undefined : openMetrics(database.pool, config.metricsToken, replica),
  });
  const server = openHttpServer(app.fetch);
  await new Promise<void>((done, fail) => server.once('error', fail).listen(config.port, config.host, done));
  const daily = [
    dailyVerification(database.db, log),
    dailyForgetting(db, clock),
    auditForgetting(db, clock),
    dailyPurge({ db, clock, secret }),
    webhookForgetting(db),
    ...(payments ? [askingWhatIsPaid({ db, clock }, payments)] : []),
    dailyNaming(db),
  ];
  const ended = [
    ...daily.map((work) => periodically(database.db, log, work, stopping.signal)),
    periodically(database.db, log, poolLearning(database.db), stopping.signal, soon),
  ];
  ended.push(
    () => fetching.ended(),
    () => replica?.close() ?? Promise.resolve(),
    openReader({ db, clock, secret, mayBeOwn: config.modelsInOwnNetwork }, log, stopping.signal),
    openSending({ db, clock, secret, mayBeOwn: config.webhooksInOwnNetwork }, log, stopping.signal),
  );
  const endedAll = async (): Promise<void> => {
    await Promise.all(ended.map((one) => one()));
    await endTracing();
  };
  const { port } = server.address() as AddressInfo;
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  return {
    url: `http://${host}:${port}`,
    close: () =>
      new Promise((done) => {
        stopping.abort();
        server.close(() => done(endedAll()));
        if ('closeIdleConnections' in server) {
          server.closeIdleConnections();
          setTimeout(() => server.closeAllConnections(), 5_000).unref();
        }
      }),
  };
}
