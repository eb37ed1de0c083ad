/** From a configuration to a running server, and back to nothing. */
import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Logger } from 'pino';
import type { Accounts } from './accounts/accounts.ts';
import { openAuth } from './accounts/auth.ts';
import { allowances, openLimits } from './accounts/limits.ts';
import { createApp } from './app.ts';
import type { Config } from './config.ts';
import { databaseClock } from './credits/period.ts';
import { joinEmbedded, startEmbedded, type EmbeddedDatabase } from './db/embedded.ts';
import { migrate } from './db/migrate.ts';
import { openDatabase, type OpenedDatabase } from './db/open.ts';
import { addressOf } from './http/address.ts';
import { keptText } from './keptText.ts';

/** The database of a configuration, its tables up to date, and what accounts need on it. */
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
export async function openServer(config: Config, log: Logger, beside: 'alone' | 'a running server' = 'alone'): Promise<OpenedServer> {
  let embedded: EmbeddedDatabase | undefined;
  if (config.databaseUrl === undefined) {
    const folder = join(config.dataFolder, 'database');
    if (beside === 'a running server') embedded = await joinEmbedded(folder);
    embedded ??= await startEmbedded({ folder, say: (line) => log.warn(line) });
  }
  const database = openDatabase(config.databaseUrl ?? addressIn(embedded), {
    onLost: () => log.warn('an idle connection to the database was lost'),
  });
  const close = async (): Promise<void> => {
    await database.close();
    await embedded?.stop();
  };
  try {
    const done = await migrate(database.db);
    if (done.length > 0) log.info({ migrations: done }, 'tables brought up to date');
    const secret = config.secret ?? (await keptText(join(config.dataFolder, 'secret'), 32, () => randomBytes(48).toString('base64url')));
    const accounts: Accounts = { db: database.db, auth: openAuth(database.db, secret), secret, clock: databaseClock };
    return { database, accounts, secret, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function addressIn(embedded: EmbeddedDatabase | undefined): Pick<EmbeddedDatabase, 'host' | 'port' | 'user' | 'password' | 'database'> {
  if (!embedded) throw new Error('neither an embedded database nor an address');
  const { host, port, user, password, database } = embedded;
  return { host, port, user, password, database };
}

export interface Listening {
  /** Where it answers, e.g. `http://127.0.0.1:4310`. */
  url: string;
  /** Lets open requests finish (at most some seconds), then ends the rest. */
  close(): Promise<void>;
}

/**
 * Listens.
 * @throws the system's error when the address cannot be had (`EADDRINUSE`).
 */
export async function listen(config: Config, opened: OpenedServer, log: Logger): Promise<Listening> {
  const { accounts, database, secret } = opened;
  const app = createApp({
    config,
    accounts,
    limits: openLimits(database.pool, secret, allowances),
    log,
    addressOf: addressOf(config.trustedProxyHeader, (context) => getConnInfo(context).remote.address),
  });
  const server = createAdaptorServer({ fetch: app.fetch });
  await new Promise<void>((done, fail) => server.once('error', fail).listen(config.port, config.host, done));
  const { port } = server.address() as AddressInfo;
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  return {
    url: `http://${host}:${port}`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        if ('closeIdleConnections' in server) {
          server.closeIdleConnections();
          setTimeout(() => server.closeAllConnections(), 5_000).unref();
        }
      }),
  };
}
