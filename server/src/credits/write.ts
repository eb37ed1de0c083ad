/**
 * Writes decided requests in one statement: all of it, if the head still has the number that the decision rested on, else nothing at all. The
 * head's row is the lock, and every other row of the statement comes from it: where it was not moved, there is nothing to come from. Stopping
 * debits (stop.ts) does not move the number, so it is asked for besides.
 */
import { sql, type Kysely } from 'kysely';
import { columnsOf } from '../db/open.ts';
import type { Database } from '../db/schema.ts';
import { nameKey } from '../discover/names.ts';
import type { Decision } from './decide.ts';
import { headValues, insertEntries } from './head.ts';

/** @returns whether it was written. */
export async function write(db: Kysely<Database>, { changes, head }: Decision): Promise<boolean> {
  const { workspace_id: workspaceId, now } = head;
  const contacts = changes.flatMap((change) => change.contacts);
  const identifiers = changes.flatMap((change) => change.identifiers);
  const costCredits = changes.reduce((sum, { reply }) => sum + reply.costCredits, 0);
  const ofContacts = columnsOf(contacts);
  const ofIdentifiers = columnsOf(identifiers);
  const ofRequests = columnsOf(changes);
  const { rows } = await sql<{ moved: number; charged: number }>`/* write */
    with moved as (
      update credit_head set ${headValues(head)}
      where workspace_id = ${workspaceId} and seq = ${head.stored_seq}::bigint
        -- A stop has no number: it may have come since.
        and (stopped_at is null or ${costCredits}::integer = 0)
      returning workspace_id
    ), given as materialized (
      select moved.workspace_id, g.* from moved cross join unnest(
        ${ofContacts('uuid', ({ contactId }) => contactId)}, ${ofContacts('boolean', ({ isNew }) => isNew)},
        ${ofContacts('boolean', ({ isChanged }) => isChanged)}, ${ofContacts('bigint', ({ seq }) => seq)},
        ${ofContacts('uuid', ({ asked }) => asked.actor.memberId)}, ${ofContacts('uuid', ({ asked }) => asked.request.requestId)},
        ${ofContacts('text', ({ asked }) => asked.request.source)}, ${ofContacts('uuid', ({ asked }) => asked.request.campaignId ?? null)},
        ${ofContacts('text', ({ page }) => page.kind)}, ${ofContacts('text', ({ page }) => page.searchContext ?? null)},
        ${ofContacts('bytea', ({ seenHash }) => (seenHash === null ? null : Buffer.from(seenHash, 'hex')))}, ${ofContacts('jsonb', ({ sighting }) => sighting && JSON.stringify(sighting))},
        ${ofContacts('jsonb', ({ insights }) => insights && JSON.stringify(insights))}, ${ofContacts('boolean', ({ asksModel }) => asksModel)},
        ${ofContacts('jsonb', ({ reasons }) => reasons && JSON.stringify(reasons))}
      ) as g (contact_id, is_new, is_changed, seq, member_id, request_id, source, campaign_id, page_kind, search_context, seen_hash, sighting, insights, asks_model, reasons)
    ), added as (
      insert into contact (workspace_id, contact_id, snapshot_seq, first_analysed_at, first_analysed_by, last_analysed_at, seen_hash, search_context, seq)
      select workspace_id, contact_id, seq, ${now}::timestamptz, member_id, ${now}::timestamptz, seen_hash, search_context, seq from given where is_new
    ), renewed as (
      update contact c
      -- Who was purged is back, and collected now.
      set last_analysed_at = ${now}::timestamptz, seq = g.seq, seen_hash = g.seen_hash, is_purged = false, erased_at = null,
        collected_at = case when c.is_purged then ${now}::timestamptz else c.collected_at end,
        snapshot_seq = case when g.is_changed then g.seq else c.snapshot_seq end
      from given g where c.workspace_id = g.workspace_id and c.contact_id = g.contact_id and not g.is_new
    ), identified as (
      insert into contact_identifier (workspace_id, kind, value, contact_id, seq)
      select moved.workspace_id, i.kind, i.value, i.contact_id, i.seq from moved cross join unnest(
        ${ofIdentifiers('uuid', ({ contactId }) => contactId)}, ${ofIdentifiers('text', ({ kind }) => kind)},
        ${ofIdentifiers('text', ({ value }) => value)}, ${ofIdentifiers('bigint', ({ seq }) => seq)}
      ) as i (contact_id, kind, value, seq)
    ), seen as (
      insert into contact_snapshot (workspace_id, contact_id, seq, taken_as, sighting, insights, member_id, at, name_key)
      select workspace_id, contact_id, seq, contact_id, sighting, insights, member_id, ${now}::timestamptz, ${nameKey} from given where is_changed
    ), asked as (
      -- What the model had read of an older snapshot is nothing of this one. Its time is the one that readings go by, not that of periods.
      insert into model_reading (workspace_id, contact_id, snapshot_seq, state, at, member_id, due_at)
      select workspace_id, contact_id, seq, 'asked', ${now}::timestamptz, member_id, now() from given where asks_model
      on conflict (workspace_id, contact_id) do update
      set snapshot_seq = excluded.snapshot_seq, state = 'asked', trouble = null, at = excluded.at, member_id = excluded.member_id, attempts = 0,
        due_at = excluded.due_at, claimed_until = null, engine = null, version = null, found = null, rejected = null
    ), reread as (
      -- A page that reads as it did is no new snapshot: only its insights are renewed, since they also depend on the day.
      update contact_snapshot s set insights = coalesce(g.insights, s.insights)
      from given g join contact c on c.workspace_id = g.workspace_id and c.contact_id = g.contact_id
      where not g.is_changed and s.workspace_id = c.workspace_id and s.contact_id = c.contact_id and s.seq = c.snapshot_seq and s.taken_as = c.contact_id
    ), charged as (
      insert into debit (workspace_id, contact_id, seq, member_id, source, page_kind, campaign_id, request_id, plan_code, plan_version, period_start, at, reasons)
      select workspace_id, contact_id, seq, member_id, source, page_kind, campaign_id, request_id, ${head.plan_code},
        ${head.plan_version}::integer, ${head.period_start}::timestamptz, ${now}::timestamptz, reasons
      from given where is_new
      returning contact_id
    ), entered as (
      ${insertEntries(workspaceId, now, [...head.rolls, ...changes.flatMap(({ entries }) => entries)])} cross join moved
    ), kept as (
      insert into op_result (workspace_id, request_id, request_hash, reply, seq, at)
      select moved.workspace_id, o.*, ${now}::timestamptz from moved cross join unnest(
        ${ofRequests('uuid', ({ asked }) => asked.request.requestId)}, ${ofRequests('bytea', ({ asked }) => Buffer.from(asked.hash, 'hex'))},
        ${ofRequests('jsonb', ({ reply }) => JSON.stringify(reply))}, ${ofRequests('bigint', ({ seq }) => seq)}
      ) as o
    )
    select (select count(*) from moved) as moved, (select count(*) from charged) as charged`.execute(db);
  const { moved = 0, charged = 0 } = rows[0] ?? {};
  // Only a fault of ours could make them differ: who reads this in a transaction has it taken back, and the ledger is verified daily.
  if (moved === 1 && charged !== costCredits) throw new Error('the debits written are not those announced');
  return moved === 1;
}
