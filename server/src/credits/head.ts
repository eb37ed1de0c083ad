/** The head of a workspace's credits: its lock, its balance, its clock. credits.md, first part, 1 and 5. */
import type { Balance } from '@wellmet/shared/credits';
import { sql, type Kysely } from 'kysely';
import type { CreditHeadRow, Database } from '../db/schema.ts';
import { ProblemError } from '../http/problem.ts';
import { monthOf, type Clock } from './period.ts';

/** The head as of `now`: where its period had ended, already in the present one. What that takes is in `rolls`, still to be written. */
export interface Head extends CreditHeadRow {
  plan_name: string;
  monthly_credits_per_seat: number;
  now: Date;
  rolls: Entry[];
}

/** A row of the ledger to be. */
export interface Entry {
  seq: number;
  kind: 'grant' | 'expire' | 'debit' | 'restoration';
  amount: number;
  balanceAfter: number;
  periodStart: Date;
  reason: string | null;
  /** Of a restoration: the contact whose debit it gives back. */
  restoredContactId?: string;
}

/**
 * Reads the head without a lock: for showing, never for deciding. Writes nothing: an ended period is shown as the present one.
 * @returns undefined when the workspace has none.
 */
export const readHead = (db: Kysely<Database>, workspaceId: string, clock: Clock): Promise<Head | undefined> =>
  select(db, workspaceId, clock, sql``);

/** Reads the head and holds it until the transaction ends: nothing else of the workspace is written meanwhile. */
export const lockHead = (db: Kysely<Database>, workspaceId: string, clock: Clock): Promise<Head | undefined> =>
  select(db, workspaceId, clock, sql`for no key update of h`);

type Row = CreditHeadRow & Pick<Head, 'plan_name' | 'monthly_credits_per_seat' | 'now'> & { month_start: Date; month_end: Date };

async function select(db: Kysely<Database>, workspaceId: string, clock: Clock, lock: ReturnType<typeof sql>): Promise<Head | undefined> {
  const { rows } = await sql<Row>`
    select h.*, p.name as plan_name, p.monthly_credits_per_seat, ${clock} as now, month.period_start as month_start, month.period_end as month_end
    from credit_head h
    join plan p on p.code = h.plan_code and p.version = h.plan_version
    cross join lateral ${monthOf(clock, sql.ref('h.time_zone'))} as month
    where h.workspace_id = ${workspaceId}
    ${lock}`.execute(db);
  const [row] = rows;
  return row && rolled(row);
}

/**
 * Nothing rolls over, and no job has to run: product.md 2.3. However many months were idle, one entry ends the old period and one
 * grants the present one. A clock that goes back never brings an old period back.
 */
function rolled({ month_start, month_end, ...row }: Row): Head {
  if (row.now < row.period_end) return { ...row, rolls: [] };
  // Not before the old end: the workspace's zone may have changed since.
  const periodStart = month_start > row.period_end ? month_start : row.period_end;
  const granted = row.monthly_credits_per_seat * row.seats;
  const left = row.granted - row.used;
  const rolls: Entry[] = [];
  let { seq } = row;
  if (left > 0) rolls.push({ seq: ++seq, kind: 'expire', amount: -left, balanceAfter: 0, periodStart: row.period_start, reason: null });
  rolls.push({
    seq: ++seq,
    kind: 'grant',
    amount: granted,
    balanceAfter: granted,
    periodStart,
    reason: `${row.plan_code} ${row.plan_version}`,
  });
  return { ...row, period_start: periodStart, period_end: month_end, granted, used: 0, seq, rolls };
}

/** What answers carry. product.md 2.13. */
export function balanceOf(head: Head): Balance {
  return {
    available: head.granted - head.used,
    used: head.used,
    allotment: head.granted,
    periodStart: head.period_start.toISOString(),
    periodEnd: head.period_end.toISOString(),
    timeZone: head.time_zone,
    plan: { code: head.plan_code, name: head.plan_name },
    at: head.now.toISOString(),
  };
}

/**
 * Opens the credits of a new workspace: its head in the present period, and the first grant.
 * @throws a database error when the workspace has a head already or the plan is not on offer.
 */
export async function openCredits(
  db: Kysely<Database>,
  workspaceId: string,
  planCode: string,
  timeZone: string,
  clock: Clock,
): Promise<void> {
  const { rows } = await sql<{ seq: number }>`
    with opened as (
      insert into credit_head (workspace_id, plan_code, plan_version, time_zone, period_start, period_end, granted, seq)
      select ${workspaceId}, p.code, p.version, ${timeZone}, month.period_start, month.period_end, p.monthly_credits_per_seat, 1
      from plan p cross join lateral ${monthOf(clock, sql`${timeZone}::text`)} as month
      where p.code = ${planCode} and p.offered
      returning *
    )
    insert into credit_entry (workspace_id, seq, kind, amount, balance_after, period_start, reason, at)
    select workspace_id, 1, 'grant', granted, granted, period_start, plan_code || ' ' || plan_version, ${clock} from opened
    returning seq`.execute(db);
  if (rows.length !== 1) throw new Error(`no plan "${planCode}" on offer`);
}

/** @throws ProblemError `not-found` when the workspace has no credits. */
export async function currentBalance(db: Kysely<Database>, workspaceId: string, clock: Clock): Promise<Balance> {
  const head = await readHead(db, workspaceId, clock);
  if (!head) throw new ProblemError('not-found');
  return balanceOf(head);
}
