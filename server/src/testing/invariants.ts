/** What must hold of the ledger at any time, asked of the tables alone. product.md 2.11, credits.md 3.2. */
import { sql, type Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';

const invariants: Record<string, ReturnType<typeof sql>> = {
  'the balance of the present period is the sum of its entries': sql`
    select h.workspace_id from credit_head h
    left join (select workspace_id, period_start, sum(amount) as sum from credit_entry group by 1, 2) e
      on e.workspace_id = h.workspace_id and e.period_start = h.period_start
    where e.sum is distinct from h.granted - h.used`,
  'an ended period has nothing left': sql`
    select e.workspace_id from credit_entry e join credit_head h on h.workspace_id = e.workspace_id and e.period_start < h.period_start
    group by e.workspace_id, e.period_start having sum(e.amount) <> 0`,
  'used is the number of debits of the period': sql`
    select h.workspace_id from credit_head h
    where h.used <> (select count(*) from debit d where d.workspace_id = h.workspace_id and d.period_start = h.period_start)`,
  'each debit entry names as many credits as there are debits with its number': sql`
    select e.workspace_id from credit_entry e where e.kind = 'debit'
      and -e.amount <> (select count(*) from debit d where d.workspace_id = e.workspace_id and d.seq = e.seq)`,
  'no debit without its entry': sql`
    select d.workspace_id from debit d where not exists (
      select 1 from credit_entry e where e.workspace_id = d.workspace_id and e.seq = d.seq and e.kind = 'debit' and e.request_id = d.request_id)`,
  'contacts and debits are the same people': sql`
    select coalesce(c.workspace_id, d.workspace_id) from contact c full join debit d on d.workspace_id = c.workspace_id and d.contact_id = c.contact_id
    where c.contact_id is null or d.contact_id is null`,
  'every contact has an identifier and its newest snapshot': sql`
    select c.workspace_id from contact c
    where not exists (select 1 from contact_identifier i where i.workspace_id = c.workspace_id and i.contact_id = c.contact_id)
      or not exists (select 1 from contact_snapshot s where s.workspace_id = c.workspace_id and s.contact_id = c.contact_id and s.seq = c.snapshot_seq)
      or c.snapshot_seq <> (select max(s.seq) from contact_snapshot s where s.workspace_id = c.workspace_id and s.contact_id = c.contact_id)`,
  'one grant a period': sql`
    select workspace_id from credit_entry where kind = 'grant' group by workspace_id, period_start having count(*) <> 1`,
  'each balance follows from the one before': sql`
    select workspace_id from (
      select workspace_id, balance_after, sum(amount) over (partition by workspace_id, period_start order by seq) as running from credit_entry
    ) e where balance_after <> running`,
  'nothing is numbered beyond the head': sql`
    select h.workspace_id from credit_head h
    where h.seq < (select max(seq) from credit_entry e where e.workspace_id = h.workspace_id)
      or h.seq < (select max(seq) from contact c where c.workspace_id = h.workspace_id)`,
};

/** The names of the invariants that do not hold; none, when all is well. */
export async function broken(db: Kysely<Database>): Promise<string[]> {
  const names: string[] = [];
  for (const [name, query] of Object.entries(invariants)) if ((await query.execute(db)).rows.length > 0) names.push(name);
  return names;
}
