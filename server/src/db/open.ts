/** The connection to PostgreSQL: one pool, one Kysely on it. */
import { Kysely, PostgresDialect, sql, type RawBuilder, type Transaction } from 'kysely';
import { Client, Pool, types, type PoolClient } from 'pg';
import { inQuerySpan } from '../metrics/tracing.ts';
import { fenced } from './fence.ts';
import type { Database } from './schema.ts';

export interface OpenedDatabase {
  db: Kysely<Database>;
  pool: Pool;
  close(): Promise<void>;
}

/** Where: the address of `DATABASE_URL`, or the parts that the embedded database gives. */
export type DatabaseAddress = string | { host: string; port: number; user: string; password: string; database: string };

/** `bigint` columns hold our own counters, far below 2^53. */
const getTypeParser: typeof types.getTypeParser = (oid, format) =>
  oid === types.builtins.INT8 ? Number : (types.getTypeParser(oid, format) as (text: unknown) => unknown);

/**
 * Opens the pool; connects on first use. A lost connection is replaced by the pool, so a database that was away is used again
 * as soon as it answers.
 * @param options.onLost hears of idle connections that broke; the error names no data.
 * @param options.patienceMs how long an answer may take, also of a machine that is no longer there; absent: as long as a request may.
 */
export function openDatabase(
  address: DatabaseAddress,
  { onLost = () => {}, max = 20, patienceMs }: { onLost?: (error: Error) => void; max?: number; patienceMs?: number } = {},
): OpenedDatabase {
  const pool = new Pool({
    ...(typeof address === 'string' ? { connectionString: address } : address),
    max,
    application_name: 'wellmet',
    connectionTimeoutMillis: patienceMs ?? 5_000,
    // Long: a new connection has to plan its statements anew.
    idleTimeoutMillis: 600_000,
    statement_timeout: patienceMs ?? 30_000,
    ...(patienceMs !== undefined && { query_timeout: patienceMs }),
    idle_in_transaction_session_timeout: 30_000,
    types: { getTypeParser },
  });
  pool.on('error', onLost);
  // A connection that breaks between two queries of a transaction says so to nobody else, and an event that nobody hears ends the process.
  // The next query on it fails, which is how the transaction hears of it.
  pool.on('connect', (client) => {
    client.on('error', () => {});
    keepPlans(client);
    if (patienceMs !== undefined) endWhenSilent(client);
  });
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool: fenced(pool) }) });
  return { db, pool, close: () => db.destroy() };
}

/**
 * Opens one connection for what Kysely and the protocol itself (COPY) do in one transaction, however long that takes.
 * @throws the database's or the network's error.
 */
export async function onOneConnection<T>(address: DatabaseAddress, work: (db: Kysely<Database>, client: Client) => Promise<T>): Promise<T> {
  const client = new Client({
    ...(typeof address === 'string' ? { connectionString: address } : address),
    application_name: 'wellmet',
    connectionTimeoutMillis: 5_000,
    types: { getTypeParser },
  });
  // As with the pool's: the query under way fails, which is how the work hears of it.
  client.on('error', () => {});
  await client.connect();
  const only = Object.assign(client, { release: () => {} });
  const pool = { connect: () => Promise.resolve(only), end: () => client.end(), options: {} };
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  try {
    return await work(db, client);
  } finally {
    await db.destroy();
  }
}

/** Statements that begin with a name in a comment are planned once a connection, by PostgreSQL's own protocol: no state that a pooler loses. */
const named = /^\s*\/\* ([a-z]+) \*\//;

function keepPlans(client: PoolClient): void {
  const query = client.query.bind(client) as (...args: unknown[]) => unknown;
  const queryByName = (...[first, values, ...others]: unknown[]): unknown => {
    const name = typeof first === 'string' && Array.isArray(values) ? named.exec(first)?.[1] : undefined;
    return inQuerySpan(
      () => name ?? firstWordOf(first),
      () => (name === undefined ? query(first, values, ...others) : query({ name, text: first, values }, ...others)),
    );
  };
  client.query = queryByName as typeof client.query;
}

/** Whoever has not answered in time would next answer the wrong question: the connection ends, and what still waits on it fails at once. */
function endWhenSilent(client: PoolClient): void {
  const query = client.query.bind(client) as (...args: unknown[]) => unknown;
  const queryInTime = (...args: unknown[]): unknown => {
    const answer = query(...args);
    if (answer instanceof Promise)
      answer.catch((error: unknown) => {
        if (error instanceof Error && error.message === 'Query read timeout' && client instanceof Client) void client.end();
      });
    return answer;
  };
  client.query = queryInTime as typeof client.query;
}

const firstWordOf = (statement: unknown): string => /^\s*([a-z]+)/i.exec(String(statement))?.[1]?.toLowerCase() ?? 'query';

/**
 * An array for `unnest` whose length the planner does not look at: it plans once for any length and keeps that plan, where it would else plan
 * a statement anew each time, which takes longer than to run it.
 */
export const anyLength = (values: readonly unknown[], type: string): RawBuilder<unknown> => sql`(select ${values}::${sql.raw(type)}[])`;

/** Columns of rows for `unnest`, each from its PostgreSQL type and what a row has in it. */
export const columnsOf =
  <Row>(rows: readonly Row[]) =>
  (type: string, valueOf: (row: Row) => unknown): RawBuilder<unknown> =>
    anyLength(rows.map(valueOf), type);

/** Serialization failure and deadlock: the database asks to try again. */
const retryable = new Set(['40001', '40P01']);
export const isRetryable = (error: unknown): boolean => retryable.has(databaseCode(error) ?? '');

/**
 * Runs `work` in one transaction, and again (at most five times in all) when the database says that it lost a race.
 * `work` must have no effect outside of the transaction.
 */
export async function transact<T>(db: Kysely<Database>, work: (trx: Transaction<Database>) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction().execute(work);
    } catch (error) {
      if (attempt === 5 || !isRetryable(error)) throw error;
      await new Promise((done) => setTimeout(done, Math.random() * 20 * 2 ** attempt));
    }
  }
}

/** The code PostgreSQL (SQLSTATE) or the network (ECONNREFUSED, …) gave to an error or to what caused it. */
export function databaseCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return databaseCode(error.cause);
}

/** Whether the database, not the question, was the trouble: away, starting, shutting down, or out of connections. */
export function isDatabaseAway(error: unknown): boolean {
  const code = databaseCode(error);
  if (code !== undefined && /^(08|53|57P0|ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|CERT_)/.test(code))
    return true;
  if (error instanceof AggregateError) return error.errors.some(isDatabaseAway);
  return (
    error instanceof Error &&
    /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|driver has already been destroyed)/i.test(
      error.message,
    )
  );
}

/** Whether the database answers a question at all, within the time that a connection may take. */
export async function answersAtAll(db: Kysely<Database>): Promise<boolean> {
  try {
    await sql`select 1`.execute(db);
    return true;
  } catch {
    return false;
  }
}
