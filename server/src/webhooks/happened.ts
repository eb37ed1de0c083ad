/**
 * What has happened in a workspace, for its webhooks: read afterwards from the rows that acts write anyway, by the workspace's numbers. No act does
 * anything for it, and none can be forgotten: whoever has a number under the head's lock is seen by everybody who sees that number.
 */
import type { WebhookDelivery } from '@wellmet/shared/webhook';
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Database } from '../db/schema.ts';

/** Ids and figures only: no name, no e-mail, no address of a page. */
export interface Happening {
  /** The row that says so. */
  source: string;
  type: WebhookDelivery['type'];
  at: Date;
  data: Record<string, string | number | null>;
}

export interface Happened {
  from: number;
  /** Up to which number it was read, and when. */
  upTo: number;
  readAt: Date;
  happenings: Happening[];
}

/** Numbers of one step: nobody is read a month at once. */
const stepNumbers = 500;

/**
 * Entries of the audit log have no number. Their time is that of the beginning of their transaction, which may have waited for the head: no
 * transaction waits for so long. What is read twice is known by its source.
 */
const longestWait = sql`interval '10 minutes'`;

const campaignEvents = sql`
  select 'event ' || e.seq || ' ' || e.place as source, e.seq, e.place, e.at,
    case e.what when 'launched' then 'campaign.launched' when 'completed' then 'campaign.completed' else 'enrolment.changed' end as type,
    case when e.contact_id is null then jsonb_build_object('campaignId', e.campaign_id, 'memberId', e.member_id)
      else jsonb_build_object('campaignId', e.campaign_id, 'contactId', e.contact_id, 'state', coalesce(e.state, 'removed'), 'memberId', e.member_id)
    end as data
  from reading r join campaign_event e on e.workspace_id = r.workspace_id and e.seq > r.from_seq and e.seq <= r.up_to
  where (e.contact_id is null and e.what in ('launched', 'completed'))
    or (e.contact_id is not null and e.campaign_id is not null
      and e.what in ('enrolled', 'movedIn', 'movedOut', 'waitEnded', 'stateChanged', 'released'))`;

const analyses = sql`
  select 'debit ' || d.contact_id, d.seq, 0, d.at, 'contact.analysed',
    jsonb_build_object('contactId', d.contact_id, 'source', d.source, 'campaignId', d.campaign_id, 'memberId', d.member_id)
  from reading r join debit d on d.workspace_id = r.workspace_id and d.seq > r.from_seq and d.seq <= r.up_to`;

const erasures = sql`
  select 'erasure ' || c.contact_id || ' ' || c.seq, c.seq, 0, c.erased_at, 'contact.erased', jsonb_build_object('contactId', c.contact_id)
  from reading r join contact c on c.workspace_id = r.workspace_id and c.seq > r.from_seq and c.seq <= r.up_to
  where c.erased_at is not null and c.merged_into is null`;

/** A balance that this entry has brought down to a tenth of what the period was given, or to nothing. */
const balances = sql`
  select 'balance ' || e.seq, e.seq, 1, e.at, case e.balance_after when 0 then 'credits.exhausted' else 'credits.low' end,
    jsonb_build_object('available', e.balance_after, 'granted', given.credits)
  from reading r join credit_entry e on e.workspace_id = r.workspace_id and e.seq > r.from_seq and e.seq <= r.up_to
  cross join lateral (
    select sum(g.amount)::integer as credits from credit_entry g
    where g.workspace_id = e.workspace_id and g.kind <> 'debit' and g.kind in ('grant', 'adjustment') and g.period_start = e.period_start and g.seq <= e.seq
  ) as given
  where e.kind in ('debit', 'adjustment') and e.amount < 0
    and (e.balance_after = 0 or (e.balance_after * 10 <= given.credits and (e.balance_after - e.amount) * 10 > given.credits))`;

const audited = sql`
  select 'audit ' || a.entry_id, null, 0, a.at,
    case a.act when 'member-joined' then 'member.joined' when 'plan-changed' then 'plan.changed' else 'member.removed' end,
    case a.act when 'member-joined' then jsonb_build_object('memberId', a.member_id, 'role', a.about ->> 'to')
      when 'plan-changed' then jsonb_build_object('from', a.about ->> 'from', 'to', a.about ->> 'to')
      else jsonb_build_object('memberId', coalesce(a.about ->> 'memberId', a.member_id::text)) end
  from reading r join audit_entry a on a.workspace_id = r.workspace_id and a.at >= greatest(r.read_at - ${longestWait}, r.made_at)
  where a.act in ('member-joined', 'member-removed', 'member-left', 'plan-changed')`;

const kinds: RawBuilder<unknown>[] = [campaignEvents, analyses, erasures, balances, audited];

/** Reads on where the webhook's last reading came to, in one snapshot. @returns undefined for one that is gone. */
export async function whatHappened(db: Kysely<Database>, workspaceId: string, webhookId: string): Promise<Happened | undefined> {
  const { rows } = await sql<{ from_seq: number; up_to: number; now: Date; happenings: (Happening & { at: string })[] }>`
    with reading as (
      select w.workspace_id, w.events, w.made_at, w.read_at, w.cursor_seq as from_seq, least(h.seq, w.cursor_seq + ${stepNumbers}::integer) as up_to
      from webhook w join credit_head h on h.workspace_id = w.workspace_id
      where w.workspace_id = ${workspaceId} and w.webhook_id = ${webhookId}
    ), happened as (${sql.join(kinds, sql` union all `)})
    select r.from_seq, r.up_to, now() as now, coalesce((
      select jsonb_agg(jsonb_build_object('source', source, 'type', type, 'at', at, 'data', data) order by seq, place, at)
      from happened where type = any (r.events)
    ), '[]') as happenings
    from reading r`.execute(db);
  const [row] = rows;
  return (
    row && {
      from: row.from_seq,
      upTo: row.up_to,
      readAt: row.now,
      happenings: row.happenings.map((one) => ({ ...one, at: new Date(one.at) })),
    }
  );
}
