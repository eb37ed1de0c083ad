/**
 * The ledger explains itself: what must hold of it at any time, asked of the rows alone. product.md 2.11, credits.md 3.2.
 * Nothing is fetched to be counted here, so memory is the database's `work_mem` and no more.
 */
import { sql, type Kysely, type RawBuilder } from 'kysely';
import { campaignInvariants } from '../campaigns/invariants.ts';
import { contactInvariants } from '../contacts/invariants.ts';
import { databaseCode } from '../db/open.ts';
import type { Database } from '../db/schema.ts';
import { ProblemError } from '../http/problem.ts';
import { ledgerInvariants } from './invariants.ts';

/** An invariant that does not hold of a workspace. */
export interface Fault {
  workspaceId: string;
  invariant: string;
  /** In how many places. */
  times: number;
  /** What was found in one of them: numbers, periods and ids of our own, nothing that a person is known by. */
  found: string;
}

/** What a verification looked at and found. */
export interface LedgerReport {
  workspaces: number;
  entries: number;
  debits: number;
  /** The names of what was asked, in order. */
  invariants: string[];
  faults: Fault[];
  /** Faults that are not in the list because it was full. */
  more: number;
}

type Counts = Pick<LedgerReport, 'workspaces' | 'entries' | 'debits'>;

const invariants = Object.entries({ ...ledgerInvariants, ...contactInvariants, ...campaignInvariants });
const names = invariants.map(([name]) => name);

/** Of one invariant; a ledger that is wrong in more workspaces is wrong in one way. */
const maxFaultsShown = 100;
const timeoutMs = 600_000;

/** How all ledgers are verified. */
interface Verifying {
  /** Of one invariant; the rest is counted. */
  maxFaults?: number;
  signal?: AbortSignal | undefined;
}

/**
 * Recomputes every balance, number and debit from the rows, of one workspace or of all. Reads one state of the database, takes no lock
 * and writes nothing: a running server does not wait for it.
 * @throws ProblemError `not-found` when there is no such workspace, or the database's error when one question takes over ten minutes.
 */
export async function verifyLedger(db: Kysely<Database>, workspaceId?: string, options: Verifying = {}): Promise<LedgerReport> {
  if (workspaceId === undefined) return patiently(db, (trx) => verifyAll(trx, options));
  try {
    return await verifyOne(db, workspaceId);
  } catch (error) {
    // A workspace too large for the time that a question of the server's may take.
    if (databaseCode(error) !== '57014') throw error;
    return patiently(db, (trx) => verifyOne(trx, workspaceId));
  }
}

function patiently<T>(db: Kysely<Database>, work: (trx: Kysely<Database>) => Promise<T>): Promise<T> {
  const transaction = db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
  return transaction.execute(async (trx) => {
    await allowTime(trx);
    return work(trx);
  });
}

/** Lets the statements of a transaction take as long as verifying may. */
export async function allowTime(trx: Kysely<Database>): Promise<void> {
  await sql`select set_config('statement_timeout', ${String(timeoutMs)}, true)`.execute(trx);
}

const counts = sql<Counts>`
  (select count(*) from organization) as workspaces, (select count(*) from credit_entry) as entries, (select count(*) from debit) as debits`;

/** One statement an invariant: none needs memory while another one is asked. */
async function verifyAll(trx: Kysely<Database>, { maxFaults = maxFaultsShown, signal }: Verifying): Promise<LedgerReport> {
  const counted = await sql<Counts>`select ${counts}`.execute(trx);
  const report: LedgerReport = { workspaces: 0, entries: 0, debits: 0, ...counted.rows[0], invariants: names, faults: [], more: 0 };
  for (const [invariant, breaches] of invariants) {
    signal?.throwIfAborted();
    const { rows } = await sql<Omit<Fault, 'invariant'> & { all: number }>`
      select workspace_id as "workspaceId", count(*) as times, min(found) as found, count(*) over () as all
      from (${breaches}) as breach group by workspace_id order by workspace_id limit ${maxFaults}`.execute(trx);
    for (const { all: _, ...fault } of rows) report.faults.push({ ...fault, invariant });
    report.more += (rows[0]?.all ?? 0) - rows.length;
  }
  return report;
}

/**
 * As `verifyLedger`, of a workspace as this transaction sees it. One statement for all of the invariants, under a name by which its plan is kept
 * (db/open.ts): planning it takes longer than a small workspace does.
 */
export async function verifyOne(db: Kysely<Database>, workspaceId: string): Promise<LedgerReport> {
  const { rows } = await sql<Counts & { faults: { place: number; times: number; found: string }[] }>`/* verify */
    with ${rowsOf(workspaceId)}
    select ${counts}, (
      select coalesce(jsonb_agg(jsonb_build_object('place', place, 'times', times, 'found', found) order by place), '[]')
      from (select place, count(*) as times, min(found) as found from (${everyBreach}) as breach group by place) as breaches
    ) as faults`.execute(db);
  const { faults = [], ...counted } = rows[0] ?? { workspaces: 0, entries: 0, debits: 0 };
  if (counted.workspaces === 0) throw new ProblemError('not-found');
  return {
    ...counted,
    invariants: names,
    faults: faults.map(({ place, ...fault }) => ({ workspaceId, invariant: names[place] ?? '', ...fault })),
    more: 0,
  };
}

const everyBreach = sql.join(
  invariants.map(([, breaches], place) => sql`select ${sql.lit(place)} as place, found from (${breaches}) as breach`),
  sql` union all `,
);

const tables = [
  'credit_head',
  'credit_entry',
  'contact',
  'contact_identifier',
  'contact_former_identifier',
  'contact_snapshot',
  'engagement',
  'contact_edit',
  'debit',
  'op_result',
  'member_cap',
  'erased_identifier',
  'purged_identifier',
  'contact_basis',
  'campaign',
  'enrolment',
  'campaign_lease',
  'campaign_wait',
  'campaign_event',
] as const;

/** Puts a workspace's rows in the place of the whole tables, under the same names, so that the invariants need not know of it. */
function rowsOf(workspaceId: string): RawBuilder<unknown> {
  const organization = sql`organization as not materialized (select * from organization where id = ${workspaceId}::uuid)`;
  const others = tables.map(
    (table) => sql`${sql.id(table)} as not materialized (select * from ${sql.id(table)} where workspace_id = ${workspaceId}::uuid)`,
  );
  return sql.join([organization, ...others]);
}
