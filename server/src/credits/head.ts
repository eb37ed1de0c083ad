/** The head of a workspace's credits: its lock, its balance, its clock. credits.md, first part, 1 and 5. */
import type { Balance } from '@wellmet/shared/credits';
import type { EntryKind } from '@wellmet/shared/ledger';
import { sql, type Kysely, type RawBuilder } from 'kysely';
import { columnsOf } from '../db/open.ts';
import type { CreditHeadRow, Database } from '../db/schema.ts';
import { ProblemError } from '../http/problem.ts';
import { monthOf, type Clock } from './period.ts';

/** The head as of `now`: where its period had ended, already in the present one. What that takes is in `rolls`, still to be written. */
export interface Head extends CreditHeadRow {
  plan_name: string;
  monthly_credits_per_seat: number;
  next_plan_name: string | null;
  next_monthly_credits_per_seat: number | null;
  now: Date;
  /** The number in the database, before the rolls. */
  stored_seq: number;
  rolls: Entry[];
}

/** A row of the ledger to be. */
export interface Entry {
  seq: number;
  kind: EntryKind;
  amount: number;
  balanceAfter: number;
  periodStart: Date;
  reason: string | null;
  /** Of a restoration: the contact whose debit it gives back. */
  restoredContactId?: string;
  /** Of a grant: what it was granted for. */
  plan?: { code: string; version: number; seats: number };
  /** Who asked for it, and by which request; absent for what time does. */
  memberId?: string | undefined;
  requestId?: string;
}

/** A head as the database gives it, with the month that `now` is in. */
export type HeadRow = CreditHeadRow &
  Pick<Head, 'plan_name' | 'monthly_credits_per_seat' | 'next_plan_name' | 'next_monthly_credits_per_seat' | 'now'> & {
    /** Null while the period lasts: then nobody asks which month it is. */
    month_start: Date | null;
    month_end: Date | null;
  };

/**
 * The columns of a `HeadRow`, and where they come from; a `where` on `h.workspace_id` is the caller's. Each by its name: a kept plan would not
 * outlive a migration that adds one.
 */
export const headColumns = (clock: Clock): RawBuilder<HeadRow> => sql<HeadRow>`
  h.workspace_id, h.plan_code, h.plan_version, h.seats, h.time_zone, h.period_start, h.period_end, h.granted, h.used, h.seq, h.next_plan_code,
  h.next_plan_version, h.next_seats, h.lapsed_from, h.stopped_at, p.name as plan_name, p.monthly_credits_per_seat, np.name as next_plan_name,
  np.monthly_credits_per_seat as next_monthly_credits_per_seat, ${clock} as now, month.period_start as month_start, month.period_end as month_end`;
export const headTables = (clock: Clock): RawBuilder<unknown> => sql`
  credit_head h
  join plan p on p.code = h.plan_code and p.version = h.plan_version
  left join plan np on np.code = h.next_plan_code and np.version = h.next_plan_version
  left join lateral (select * from ${monthOf(clock, sql.ref('h.time_zone'))} as month where h.period_end <= ${clock}) as month on true`;

/**
 * Reads the head without a lock: for showing, never for deciding. Writes nothing: an ended period is shown as the present one.
 * @returns undefined when the workspace has none.
 */
export async function readHead(db: Kysely<Database>, workspaceId: string, clock: Clock): Promise<Head | undefined> {
  const { rows } = await sql<HeadRow>`
    select ${headColumns(clock)} from ${headTables(clock)} where h.workspace_id = ${workspaceId}`.execute(db);
  return rows[0] && rolled(rows[0]);
}

/**
 * Reads the head and holds it until the transaction ends: nothing else of the workspace is written meanwhile. Two statements, since one that
 * waits for the lock goes on with the plans that it had joined before it waited.
 */
export async function lockHead(db: Kysely<Database>, workspaceId: string, clock: Clock): Promise<Head | undefined> {
  await sql`select 1 from credit_head where workspace_id = ${workspaceId} for no key update`.execute(db);
  return readHead(db, workspaceId, clock);
}

/**
 * Nothing rolls over, and no job has to run: product.md 2.3. However many months were idle, one entry ends the old period and one
 * grants the present one, of the plan that was to come. A clock that goes back never brings an old period back.
 */
export function rolled({ month_start, month_end, ...row }: HeadRow): Head {
  if (!month_start || !month_end) return { ...row, stored_seq: row.seq, rolls: [] };
  // Not before the old end: the workspace's zone may have changed since.
  const periodStart = month_start > row.period_end ? month_start : row.period_end;
  const changes = row.next_plan_code !== null && row.next_plan_version !== null && row.next_seats !== null;
  const plan = changes
    ? {
        plan_code: row.next_plan_code ?? '',
        plan_version: row.next_plan_version ?? 0,
        plan_name: row.next_plan_name ?? '',
        monthly_credits_per_seat: row.next_monthly_credits_per_seat ?? 0,
        seats: row.next_seats ?? 1,
      }
    : row;
  const granted = plan.monthly_credits_per_seat * plan.seats;
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
    reason: 'period',
    plan: { code: plan.plan_code, version: plan.plan_version, seats: plan.seats },
  });
  return {
    ...row,
    ...plan,
    next_plan_code: null,
    next_plan_version: null,
    next_seats: null,
    next_plan_name: null,
    next_monthly_credits_per_seat: null,
    period_start: periodStart,
    period_end: month_end,
    granted,
    used: 0,
    seq,
    stored_seq: row.seq,
    rolls,
  };
}

/** Whether the plan is no longer paid: ongoing campaigns are paused as long. product.md 2.10. */
export const isLapsed = ({ lapsed_from, now }: Pick<Head, 'lapsed_from' | 'now'>): boolean => lapsed_from !== null && lapsed_from <= now;

/** What is left of the period. */
export const availableIn = ({ granted, used }: Pick<Head, 'granted' | 'used'>): number => granted - used;

/** The next entry of a head's ledger: moves the head, too. */
export function enter(head: Head, entry: Omit<Entry, 'seq' | 'balanceAfter' | 'periodStart'>): Entry {
  if (entry.kind === 'debit' || entry.kind === 'restoration') head.used -= entry.amount;
  else head.granted += entry.amount;
  return { ...entry, seq: ++head.seq, balanceAfter: availableIn(head), periodStart: head.period_start };
}

/** `insert into credit_entry` of entries, as a query to stand in a `with`. */
export function insertEntries(workspaceId: string, now: Date, entries: readonly Entry[]): RawBuilder<unknown> {
  const column = columnsOf(entries);
  return sql`
    insert into credit_entry (workspace_id, seq, kind, amount, balance_after, period_start, reason, restored_contact_id, plan_code, plan_version,
      seats, member_id, request_id, at)
    select ${workspaceId}::uuid, e.*, ${now}::timestamptz
    from unnest(
      ${column('bigint', ({ seq }) => seq)}, ${column('text', ({ kind }) => kind)}, ${column('integer', ({ amount }) => amount)},
      ${column('integer', ({ balanceAfter }) => balanceAfter)}, ${column('timestamptz', ({ periodStart }) => periodStart)},
      ${column('text', ({ reason }) => reason)}, ${column('uuid', ({ restoredContactId = null }) => restoredContactId)},
      ${column('text', ({ plan }) => plan?.code ?? null)}, ${column('integer', ({ plan }) => plan?.version ?? null)},
      ${column('integer', ({ plan }) => plan?.seats ?? null)}, ${column('uuid', ({ memberId = null }) => memberId)},
      ${column('uuid', ({ requestId = null }) => requestId)}
    ) as e`;
}

/** What an update of `credit_head` sets to bring it to `head`. */
export const headValues = (head: Head): RawBuilder<unknown> => sql`
  plan_code = ${head.plan_code}, plan_version = ${head.plan_version}::integer, seats = ${head.seats}::integer,
  period_start = ${head.period_start}::timestamptz, period_end = ${head.period_end}::timestamptz, granted = ${head.granted}::integer,
  used = ${head.used}::integer, next_plan_code = ${head.next_plan_code}, next_plan_version = ${head.next_plan_version}::integer,
  next_seats = ${head.next_seats}::integer, lapsed_from = ${head.lapsed_from}::timestamptz, seq = ${head.seq}::bigint`;

/** Writes a head that is held by this transaction, and its new entries. */
export async function writeHead(trx: Kysely<Database>, head: Head, entries: readonly Entry[]): Promise<void> {
  const all = [...head.rolls, ...entries];
  if (all.length > 0) await sql`${insertEntries(head.workspace_id, head.now, all)}`.execute(trx);
  await sql`update credit_head set ${headValues(head)} where workspace_id = ${head.workspace_id}`.execute(trx);
}

/** What answers carry. product.md 2.13. */
export function balanceOf(head: Head): Balance {
  const { next_plan_code: code, next_plan_name: name, next_seats: seats, next_monthly_credits_per_seat: monthlyCredits } = head;
  const changes = code !== null && name !== null && seats !== null && monthlyCredits !== null;
  const endsUnpaid = head.lapsed_from !== null && !isLapsed(head);
  return {
    available: availableIn(head),
    used: head.used,
    allotment: head.granted,
    periodStart: head.period_start.toISOString(),
    periodEnd: head.period_end.toISOString(),
    timeZone: head.time_zone,
    plan: { code: head.plan_code, name: head.plan_name, seats: head.seats },
    ...(changes && {
      next: { code, name, seats, allotment: monthlyCredits * seats, because: endsUnpaid ? 'lapse' : 'change' },
    }),
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
    insert into credit_entry (workspace_id, seq, kind, amount, balance_after, period_start, reason, plan_code, plan_version, seats, at)
    select workspace_id, 1, 'grant', granted, granted, period_start, 'period', plan_code, plan_version, seats, ${clock} from opened
    returning seq`.execute(db);
  if (rows.length !== 1) throw new Error(`no plan "${planCode}" on offer`);
}

/** @throws ProblemError `not-found` when the workspace has no credits. */
export async function currentBalance(db: Kysely<Database>, workspaceId: string, clock: Clock): Promise<Balance> {
  const head = await readHead(db, workspaceId, clock);
  if (!head) throw new ProblemError('not-found');
  return balanceOf(head);
}
