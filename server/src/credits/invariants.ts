/** What must hold of a workspace's balance and of its entries. product.md 2, credits.md 3.2. Each is one query over whole tables. */
import { sql, type RawBuilder } from 'kysely';

/** A query that gives `workspace_id` and `found` of every place where an invariant does not hold. */
export type Breaches = RawBuilder<{ workspace_id: string; found: string }>;

/** By the sentence that does not hold then. */
export type Invariants = Record<string, Breaches>;

const periodOf = (column: string): RawBuilder<string> => sql<string>`${sql.ref(column)} at time zone 'UTC'`;

export const ledgerInvariants: Invariants = {
  'every workspace has credits': sql`
    select o.id as workspace_id, 'no head' as found from organization o left join credit_head h on h.workspace_id = o.id
    where h.workspace_id is null`,

  'the balance of the present period is the sum of its entries': sql`
    select h.workspace_id, format('%s left by the entries, %s by the head', coalesce(e.sum::text, 'nothing'), h.granted - h.used) as found
    from credit_head h
    left join (select workspace_id, period_start, sum(amount) as sum from credit_entry group by workspace_id, period_start) e
      on e.workspace_id = h.workspace_id and e.period_start = h.period_start
    where e.sum is distinct from h.granted - h.used`,

  'granted is the sum of the grants and adjustments of the present period': sql`
    select h.workspace_id, format('%s granted by the head, %s by the entries', h.granted, coalesce(e.sum, 0)) as found
    from credit_head h
    left join (
      select workspace_id, period_start, sum(amount) as sum from credit_entry where kind in ('grant', 'adjustment') group by workspace_id, period_start
    ) e on e.workspace_id = h.workspace_id and e.period_start = h.period_start
    where h.granted <> coalesce(e.sum, 0)`,

  'used is the number of debits of the present period less those restored in it': sql`
    select h.workspace_id, format('%s used by the head, %s debits, %s restored', h.used, coalesce(d.count, 0), coalesce(r.sum, 0)) as found
    from credit_head h
    left join (select workspace_id, period_start, count(*) from debit group by workspace_id, period_start) d
      on d.workspace_id = h.workspace_id and d.period_start = h.period_start
    left join (select workspace_id, period_start, sum(amount) from credit_entry where kind = 'restoration' group by workspace_id, period_start) r
      on r.workspace_id = h.workspace_id and r.period_start = h.period_start
    where h.used <> coalesce(d.count, 0) - coalesce(r.sum, 0)`,

  'any other period has nothing left': sql`
    select e.workspace_id, format('%s left in the period that began %s UTC', sum(e.amount), ${periodOf('e.period_start')}) as found
    from credit_entry e join credit_head h on h.workspace_id = e.workspace_id and h.period_start <> e.period_start
    group by e.workspace_id, e.period_start having sum(e.amount) <> 0`,

  'a period begins with the grant of its plan, and has no other such grant': sql`
    select workspace_id, format('%s in the period that began %s UTC', count(*) filter (where is_first_grant), ${periodOf('period_start')}) as found
    from (select *, kind = 'grant' and reason = 'period' as is_first_grant from credit_entry) e
    group by workspace_id, period_start
    having count(*) filter (where is_first_grant) <> 1 or min(seq) filter (where is_first_grant) > min(seq)`,

  'what the next period begins with is another plan, and a plan is no longer paid from the end of a period on': sql`
    select workspace_id, format('%s version %s with %s seats, unpaid from %s UTC', next_plan_code, next_plan_version, next_seats, ${periodOf('lapsed_from')}) as found
    from credit_head
    where (plan_code, plan_version, seats) = (next_plan_code, next_plan_version, next_seats)
      or (lapsed_from > period_start and lapsed_from <> period_end)`,

  'each entry has the sign of its kind': sql`
    select workspace_id, format('number %s: %s of %s', seq, kind, amount) as found from credit_entry
    where case kind when 'grant' then amount < 0 when 'restoration' then amount < 0 when 'adjustment' then amount = 0 else amount >= 0 end`,

  'each balance follows from the one before': sql`
    select workspace_id, format('number %s: %s written, %s by the entries', seq, balance_after, running) as found
    from (
      select workspace_id, seq, balance_after, sum(amount) over (partition by workspace_id, period_start order by seq) as running
      from credit_entry
    ) e
    where balance_after <> running`,

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
    full join (
      -- Of an answer that was forgotten nothing can be asked.
      select workspace_id, request_id, count(*), max(debit.seq) > max(answers_forgotten_seq) as is_kept
      from debit join credit_head using (workspace_id) group by workspace_id, request_id
    ) d using (workspace_id, request_id)
    where coalesce(o.told, 0) <> coalesce(d.count, 0) and (o.request_id is not null or d.is_kept)`,

  'a restoration gives back a debit before it: one credit in its period, none after': sql`
    select e.workspace_id, format('number %s: %s given back', e.seq, e.amount) as found
    from credit_entry e left join debit d on d.workspace_id = e.workspace_id and d.contact_id = e.restored_contact_id
    where e.kind = 'restoration' and (d.seq < e.seq and e.amount = (d.period_start = e.period_start)::integer) is not true`,

  'every number up to the head is an entry’s or an answer’s, but for answers that are forgotten, and none is beyond it': sql`
    select h.workspace_id, format('the head is at %s, %s numbers from %s to %s', h.seq, coalesce(n.count, 0), h.answers_forgotten_seq + 1, n.greatest) as found
    from credit_head h
    left join (
      select workspace_id, count(*), max(numbers.seq) as greatest
      from (select workspace_id, seq from credit_entry union select workspace_id, seq from op_result) numbers
      join credit_head using (workspace_id)
      where numbers.seq > answers_forgotten_seq
      group by workspace_id
    ) n on n.workspace_id = h.workspace_id
    where coalesce(n.count, 0) <> h.seq - h.answers_forgotten_seq or n.greatest > h.seq`,

  'nothing is numbered beyond the head': sql`
    select n.workspace_id, format('%s of %s, the head is at %s', n.greatest, n.what, h.seq) as found
    from (
      select workspace_id, 'a contact' as what, max(greatest(seq, unmerged_seq)) as greatest from contact group by workspace_id
      union all select workspace_id, 'an identifier', max(seq) from contact_identifier group by workspace_id
      union all select workspace_id, 'a former identifier', max(greatest(seq, until_seq)) from contact_former_identifier group by workspace_id
      union all select workspace_id, 'a snapshot', max(seq) from contact_snapshot group by workspace_id
      union all select workspace_id, 'an engagement', max(greatest(seq, withdrawn_seq)) from engagement group by workspace_id
      union all select workspace_id, 'a correction', max(seq) from contact_edit group by workspace_id
      union all select workspace_id, 'a cap', max(seq) from member_cap group by workspace_id
      union all select workspace_id, 'a campaign', max(seq) from campaign group by workspace_id
      union all select workspace_id, 'an enrolment', max(seq) from enrolment group by workspace_id
      union all select workspace_id, 'a lease', max(seq) from campaign_lease group by workspace_id
      union all select workspace_id, 'a wait', max(seq) from campaign_wait group by workspace_id
      union all select workspace_id, 'an event', max(seq) from campaign_event group by workspace_id
    ) n join credit_head h on h.workspace_id = n.workspace_id
    where n.greatest > h.seq`,

  'the campaign that a debit names exists': sql`
    select d.workspace_id, format('debit of contact %s, campaign %s', d.contact_id, d.campaign_id) as found
    from debit d left join campaign c on c.workspace_id = d.workspace_id and c.campaign_id = d.campaign_id
    where d.campaign_id is not null and c.campaign_id is null`,
};
