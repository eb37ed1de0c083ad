/**
 * The rows that a debit leaves, written and nothing else: nobody is looked up, nothing is decided, and the owner of the tables is not kept out of
 * anything. What the product keeps cannot be written faster, so no debit can be.
 */
import type { Pool } from 'pg';
import type { Own } from './ground.ts';

/** One person's contact, identifiers, snapshot, debit and answer, as a debit of before left them, so many times over; one entry each, and one head. */
const text = `
  with moved as (
    update credit_head set used = used + $3::integer, seq = seq + $3::integer where workspace_id = $1 returning *
  ), people as materialized (
    select moved.workspace_id, uuidv7() as id, moved.seq - $3 + n as seq, moved.granted - moved.used + $3 - n as left_, moved.period_start,
      moved.plan_code, moved.plan_version
    from moved cross join generate_series(1, $3::integer) as n
  ), added as (
    insert into contact (workspace_id, contact_id, snapshot_seq, first_analysed_at, first_analysed_by, last_analysed_at, seen_hash, seq)
    select workspace_id, id, seq, now(), $2, now(), $4::bytea, seq from people
  ), identified as (
    insert into contact_identifier (workspace_id, kind, value, contact_id, seq)
    select workspace_id, kind, id::text, id, seq from people cross join unnest(array['member', 'slug']) as kind
  ), seen as (
    insert into contact_snapshot (workspace_id, contact_id, seq, taken_as, sighting, insights, member_id, at, name_key)
    select workspace_id, id, seq, id, $5::jsonb, $6::jsonb, $2, now(), $7 from people
  ), charged as (
    insert into debit (workspace_id, contact_id, seq, member_id, source, page_kind, request_id, plan_code, plan_version, period_start, at)
    select workspace_id, id, seq, $2, 'profile', 'profile', id, plan_code, plan_version, period_start, now() from people
  ), answered as (
    insert into op_result (workspace_id, request_id, request_hash, reply, seq, at)
    select workspace_id, id, $4::bytea, $8::jsonb, seq, now() from people
  )
  insert into credit_entry (workspace_id, seq, kind, amount, balance_after, plan_code, plan_version, period_start, member_id, request_id, at)
  select workspace_id, seq, 'debit', -1, left_, plan_code, plan_version, period_start, $2, id, now() from people`;

/** Writes the rows of so many people's debits in a workspace by one statement. */
export type WriteKept = (one: Own, people: number) => Promise<unknown>;

/** Takes what a debit has written already as the text of its rows. */
export async function openKept(pool: Pool): Promise<WriteKept> {
  const { rows } = await pool.query<{ sighting: string; insights: string; name_key: string; reply: string; hash: Buffer }>(`
    select s.sighting::text, s.insights::text, s.name_key, o.reply::text, o.request_hash as hash
    from contact_snapshot s join op_result o using (workspace_id, seq) limit 1`);
  const [row] = rows;
  if (!row) throw new Error('no debit was written yet');
  return ({ id, actor }, people) =>
    pool.query({ name: 'kept', text, values: [id, actor.memberId, people, row.hash, row.sighting, row.insights, row.name_key, row.reply] });
}
