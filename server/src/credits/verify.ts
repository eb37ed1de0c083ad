/**
 * The ledger explains itself: what must hold of it at any time, asked of the rows alone. product.md 2.11, credits.md 3.2.
 * Each invariant is one query over whole tables (no row is fetched to be counted here), so memory is the database's `work_mem` and no more.
 */
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Database } from '../db/schema.ts';
import { ProblemError } from '../http/problem.ts';

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

/** A query that gives `workspace_id` and `found` of every place where the invariant does not hold. */
type Breaches = RawBuilder<{ workspace_id: string; found: string }>;

const invariants: Record<string, Breaches> = {
  'every workspace has credits': sql`
    select o.id as workspace_id, 'no head' as found from organization o left join credit_head h on h.workspace_id = o.id
    where h.workspace_id is null`,

  'the balance of the present period is the sum of its entries': sql`
    select h.workspace_id, format('%s left by the entries, %s by the head', coalesce(e.sum::text, 'nothing'), h.granted - h.used) as found
    from credit_head h
    left join (select workspace_id, period_start, sum(amount) as sum from credit_entry group by workspace_id, period_start) e
      on e.workspace_id = h.workspace_id and e.period_start = h.period_start
    where e.sum is distinct from h.granted - h.used`,

  'any other period has nothing left': sql`
    select e.workspace_id, format('%s left in the period that began %s', sum(e.amount), e.period_start) as found
    from credit_entry e join credit_head h on h.workspace_id = e.workspace_id and h.period_start <> e.period_start
    group by e.workspace_id, e.period_start having sum(e.amount) <> 0`,

  'used is the number of debits of the present period less those restored in it': sql`
    select h.workspace_id, format('%s used by the head, %s debits, %s restored', h.used, coalesce(d.count, 0), coalesce(r.sum, 0)) as found
    from credit_head h
    left join (select workspace_id, period_start, count(*) from debit group by workspace_id, period_start) d
      on d.workspace_id = h.workspace_id and d.period_start = h.period_start
    left join (select workspace_id, period_start, sum(amount) from credit_entry where kind = 'restoration' group by workspace_id, period_start) r
      on r.workspace_id = h.workspace_id and r.period_start = h.period_start
    where h.used <> coalesce(d.count, 0) - coalesce(r.sum, 0)`,

  'each debit entry takes as many credits as there are debits with its number': sql`
    select workspace_id, format('number %s: %s taken, %s debits', seq, coalesce(e.taken, 0), coalesce(d.count, 0)) as found
    from (select workspace_id, seq, -amount as taken from credit_entry where kind = 'debit') e
    full join (select workspace_id, seq, count(*) from debit group by workspace_id, seq) d using (workspace_id, seq)
    where coalesce(e.taken, 0) <> coalesce(d.count, 0)`,

  'each debit and its entry tell the same member, request, source and period': sql`
    select d.workspace_id, format('debit of contact %s, number %s', d.contact_id, d.seq) as found
    from debit d join credit_entry e on e.workspace_id = d.workspace_id and e.seq = d.seq and e.kind = 'debit'
    where (d.member_id, d.request_id, d.source, d.period_start) is distinct from (e.member_id, e.request_id, e.reason, e.period_start)`,

  'each answer tells as many credits as there are debits of its request': sql`
    select workspace_id, format('request %s: %s told, %s debits', request_id, coalesce(o.told, 0), coalesce(d.count, 0)) as found
    from (select workspace_id, request_id, (reply ->> 'costCredits')::integer as told from op_result) o
    full join (select workspace_id, request_id, count(*) from debit group by workspace_id, request_id) d using (workspace_id, request_id)
    where coalesce(o.told, 0) <> coalesce(d.count, 0)`,

  'each entry has the sign of its kind': sql`
    select workspace_id, format('number %s: %s of %s', seq, kind, amount) as found from credit_entry
    where case kind when 'debit' then amount >= 0 when 'expire' then amount >= 0 when 'grant' then amount < 0 when 'restoration' then amount < 0 end`,

  'a restoration gives back a debit before it: one credit in its period, none after': sql`
    select e.workspace_id, format('number %s: %s given back', e.seq, e.amount) as found
    from credit_entry e left join debit d on d.workspace_id = e.workspace_id and d.contact_id = e.restored_contact_id
    where e.kind = 'restoration' and (d.seq < e.seq and e.amount = (d.period_start = e.period_start)::integer) is not true`,

  'the debits restored are those of merged contacts': sql`
    select workspace_id, format('contact %s: %s', contact_id, case when c.merged_into is null then 'restored, not merged' else 'merged, not restored' end) as found
    from contact c
    full join (select workspace_id, restored_contact_id as contact_id, seq from credit_entry where kind = 'restoration') r using (workspace_id, contact_id)
    where (c.merged_into is null) <> (r.seq is null)`,

  'one grant a period': sql`
    select workspace_id, format('%s in the period that began %s', count(*) filter (where kind = 'grant'), period_start) as found
    from credit_entry group by workspace_id, period_start having count(*) filter (where kind = 'grant') <> 1`,

  'each balance follows from the one before': sql`
    select workspace_id, format('number %s: %s written, %s by the entries', seq, balance_after, running) as found
    from (
      select workspace_id, seq, balance_after, sum(amount) over (partition by workspace_id, period_start order by seq) as running
      from credit_entry
    ) e
    where balance_after <> running`,

  'every number up to the head is an entry’s or an answer’s, and none is beyond it': sql`
    select h.workspace_id, format('the head is at %s, %s numbers from %s to %s', h.seq, coalesce(n.count, 0), n.least, n.greatest) as found
    from credit_head h
    left join (
      select workspace_id, count(*), min(seq) as least, max(seq) as greatest
      from (select workspace_id, seq from credit_entry union select workspace_id, seq from op_result) numbers
      group by workspace_id
    ) n on n.workspace_id = h.workspace_id
    where (n.count, n.least, n.greatest) is distinct from (h.seq, 1::bigint, h.seq)`,

  'no contact is numbered beyond the head': sql`
    select n.workspace_id, format('%s, the head is at %s', n.greatest, h.seq) as found
    from (
      select workspace_id, max(seq) as greatest
      from (
        select workspace_id, seq from contact
        union all select workspace_id, seq from contact_identifier
        union all select workspace_id, seq from contact_snapshot
      ) numbers
      group by workspace_id
    ) n join credit_head h on h.workspace_id = n.workspace_id
    where n.greatest > h.seq`,

  'contacts and debits are the same people': sql`
    select workspace_id, format(case when c.seq is null then 'no contact %s for its debit' else 'no debit for contact %s' end, contact_id) as found
    from contact c full join debit d using (workspace_id, contact_id)
    where c.seq is null or d.seq is null`,

  'a contact has an identifier and is not merged, or has none and is merged into one that is not': sql`
    select c.workspace_id, format('contact %s', c.contact_id) as found
    from contact c left join contact one on one.workspace_id = c.workspace_id and one.contact_id = c.merged_into
    where one.merged_into is not null or (c.merged_into is null) <>
      exists (select 1 from contact_identifier i where i.workspace_id = c.workspace_id and i.contact_id = c.contact_id)`,

  'every contact shows its newest snapshot, and a merged one has none': sql`
    select c.workspace_id, format('contact %s: shows %s, the newest is %s', c.contact_id, c.snapshot_seq, coalesce(s.newest::text, 'none')) as found
    from contact c
    left join (
      select workspace_id, contact_id, max(seq) as newest, max(seq) filter (where taken_as = contact_id) as newest_own
      from contact_snapshot group by workspace_id, contact_id
    ) s on s.workspace_id = c.workspace_id and s.contact_id = c.contact_id
    where (s.newest, s.newest_own) is distinct from
      (case when c.merged_into is null then c.snapshot_seq end, case when c.merged_into is null then c.snapshot_seq end)`,
};

/** Of one invariant; a ledger that is wrong in more workspaces is wrong in one way. */
const maxFaults = 100;
const timeoutMs = 600_000;

/**
 * Recomputes every balance, number and debit from the rows, of one workspace or of all. Reads one state of the database, takes no lock
 * and writes nothing: a running server does not wait for it.
 * @throws ProblemError `not-found` when there is no such workspace, or the database's error when one question takes over ten minutes.
 */
export function verifyLedger(db: Kysely<Database>, workspaceId?: string): Promise<LedgerReport> {
  const rowsInScope = workspaceId === undefined ? sql`` : rowsOf(workspaceId);
  const transaction = db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
  return transaction.execute(async (trx) => {
    await sql`select set_config('statement_timeout', ${String(timeoutMs)}, true), set_config('timezone', 'UTC', true)`.execute(trx);
    const counted = await sql<Pick<LedgerReport, 'workspaces' | 'entries' | 'debits'>>`
      ${rowsInScope}
      select (select count(*) from organization) as workspaces, (select count(*) from credit_entry) as entries, (select count(*) from debit) as debits
    `.execute(trx);
    const { workspaces = 0, entries = 0, debits = 0 } = counted.rows[0] ?? {};
    if (workspaceId !== undefined && workspaces === 0) throw new ProblemError('not-found');
    const report: LedgerReport = { workspaces, entries, debits, invariants: Object.keys(invariants), faults: [], more: 0 };
    for (const [invariant, breaches] of Object.entries(invariants)) {
      const { rows } = await sql<Omit<Fault, 'invariant'> & { all: number }>`
        ${rowsInScope}
        select workspace_id as "workspaceId", count(*) as times, min(found) as found, count(*) over () as all
        from (${breaches}) as breach group by workspace_id order by workspace_id limit ${maxFaults}
      `.execute(trx);
      for (const { all: _, ...fault } of rows) report.faults.push({ ...fault, invariant });
      report.more += (rows[0]?.all ?? 0) - rows.length;
    }
    return report;
  });
}

const tables = ['credit_head', 'credit_entry', 'contact', 'contact_identifier', 'contact_snapshot', 'debit', 'op_result'] as const;

/** Puts a workspace's rows in the place of the whole tables, under the same names, so that the invariants need not know of it. */
function rowsOf(workspaceId: string): RawBuilder<unknown> {
  const organization = sql`organization as not materialized (select * from organization where id = ${workspaceId})`;
  const others = tables.map(
    (table) => sql`${sql.id(table)} as not materialized (select * from ${sql.id(table)} where workspace_id = ${workspaceId})`,
  );
  return sql`with ${sql.join([organization, ...others])}`;
}
