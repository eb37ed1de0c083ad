/** How the database carries out the very statements that are sent, in the state that they find: each is explained, taken back, and then done. */
import { Kysely, PostgresDialect, type PostgresPoolClient } from 'kysely';
import { escapeLiteral, type Pool } from 'pg';
import type { Database } from '../db/schema.ts';

/** A statement that was carried out. */
export interface Explained {
  statement: string;
  /** Rows that scans have looked at, those that they have passed over included. */
  rows: number;
  /** Pages of tables and indexes looked at: what an index is walked through for nothing shows here alone. */
  pages: number;
  /** The scans, with the rows of each. */
  scans: string[];
}

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  'Rows Removed by Join Filter'?: number;
  'Shared Hit Blocks'?: number;
  'Shared Read Blocks'?: number;
  Plans?: PlanNode[];
}

/** `custom` is a plan for these values, `generic` the one that a connection keeps. */
export type PlanMode = 'custom' | 'generic';

export interface Explaining {
  db: Kysely<Database>;
  /** What was sent since it was taken last. */
  take: () => Explained[];
  close: () => Promise<void>;
}

/**
 * Holds one connection of the pool, on which plans are kept as long as it lives, whatever becomes of the tables.
 * @param place what it is told (db/fence.ts): a workspace as requests are, or all of them as what looks after all.
 */
export async function explaining(pool: Pool, mode: PlanMode, place = '*'): Promise<Explaining> {
  const client = await pool.connect();
  await client.query("select set_config('wellmet.workspace', $1, false)", [place]);
  await client.query(`set plan_cache_mode = force_${mode}_plan`);
  const found: Explained[] = [];
  const prepared = new Map<string, string>();
  let isInTransaction = false;

  const explain = async (statement: string, values: readonly unknown[]): Promise<void> => {
    const name = prepared.get(statement) ?? `explained_${prepared.size}`;
    if (!prepared.has(statement)) await client.query(`prepare ${name} as ${statement}`);
    prepared.set(statement, name);
    await client.query(isInTransaction ? 'savepoint explained' : 'begin');
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
      `explain (analyze, buffers, timing off, format json) execute ${name}${values.length > 0 ? `(${values.map(literal).join(', ')})` : ''}`,
    );
    await client.query(isInTransaction ? 'rollback to savepoint explained' : 'rollback');
    const plan = rows[0]?.['QUERY PLAN'][0].Plan;
    if (!plan) throw new Error('no plan');
    const scans = scansOf(plan);
    found.push({
      statement: statement.trim().replaceAll(/\s+/g, ' ').slice(0, 60),
      rows: scans.reduce((sum, { rows: looked }) => sum + looked, 0),
      pages: (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0),
      scans: scans.map(({ what, rows: looked }) => `${what}: ${looked}`),
    });
  };

  const query = async (statement: string, values: readonly unknown[] = []): Promise<unknown> => {
    if (/^\s*(\/\*.*?\*\/)?\s*(select|with|insert|update|delete)/i.test(statement)) await explain(statement, values);
    else if (/^(begin|start)/i.test(statement)) isInTransaction = true;
    else if (/^(commit|rollback)$/i.test(statement)) isInTransaction = false;
    return client.query(statement, [...values]);
  };
  // What is sent at once goes one after the other: there is one connection.
  let sent: Promise<unknown> = Promise.resolve();
  const inTurn = (statement: string, values?: readonly unknown[]): Promise<unknown> => {
    const answer = sent.catch(() => {}).then(() => query(statement, values));
    sent = answer;
    return answer;
  };
  const watched = { query: inTurn, release: () => {} } as unknown as PostgresPoolClient;
  const db = new Kysely<Database>({
    dialect: new PostgresDialect({ pool: { connect: () => Promise.resolve(watched), end: () => Promise.resolve(), options: {} } }),
  });
  return {
    db,
    take: () => found.splice(0),
    close: async () => {
      await db.destroy();
      // What was set on it is not for others.
      client.release(true);
    },
  };
}

/** As the driver writes it. */
const textOf = (value: unknown): string => {
  if (value instanceof Date) return value.toISOString();
  if (Buffer.isBuffer(value)) return `\\x${value.toString('hex')}`;
  if (Array.isArray(value))
    return `{${value.map((one) => (one === null ? 'null' : `"${textOf(one).replaceAll(/["\\]/g, '\\$&')}"`)).join(',')}}`;
  return typeof value === 'string' ? value : JSON.stringify(value);
};
const literal = (value: unknown): string => (value === null || value === undefined ? 'null' : escapeLiteral(textOf(value)));

function scansOf(node: PlanNode): { what: string; rows: number }[] {
  const loops = node['Actual Loops'];
  const passedOver = (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0);
  const own = [];
  // A bitmap's index finds the rows that its heap scan looks at.
  if (node['Node Type'].endsWith('Scan') && node['Node Type'] !== 'Bitmap Index Scan')
    own.push({
      what: [node['Node Type'], node['Index Name'] ?? node['Relation Name']].filter(Boolean).join(' '),
      rows: Math.round((node['Actual Rows'] + passedOver) * loops),
    });
  const unmatched = (node['Rows Removed by Join Filter'] ?? 0) * loops;
  if (unmatched > 0) own.push({ what: `${node['Node Type']} without a match`, rows: Math.round(unmatched) });
  return [...own, ...(node.Plans ?? []).flatMap(scansOf)];
}
