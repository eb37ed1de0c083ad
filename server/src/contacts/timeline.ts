/** What happened to a contact, from the rows that tell it: snapshots, engagements and corrections, the rest from events. */
import type { TimelineEntry } from '@wellmet/shared/campaign';
import { EditableField, editableFields } from '@wellmet/shared/engagement';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import { ProblemError } from '../http/problem.ts';
import { theContact } from './contacts.ts';

interface Row {
  seq: number;
  place: number;
  at: Date;
  by: string;
  what: TimelineEntry['what'];
  campaign_id: string | null;
  campaign_name: string | null;
  state: TimelineEntry['state'] | null;
  engagement: NonNullable<TimelineEntry['engagement']> | null;
  edit: { field: string; value: string | null } | null;
}

/**
 * The newest first, with what happened to the contacts that were merged into this one.
 * @throws ProblemError `not-found` for an unknown or erased contact; `invalid-request` for a cursor that is none.
 */
export async function timelineOf(
  db: Kysely<Database>,
  workspaceId: string,
  contactId: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ entries: TimelineEntry[]; next?: string }> {
  const after = cursor === undefined ? undefined : /^(\d{1,15})\.(-?\d{1,9})$/.exec(cursor);
  if (after === null) throw new ProblemError('invalid-request', { errors: [{ pointer: '/cursor', message: 'not a cursor of this list' }] });
  const one = await theContact(db, workspaceId, contactId);
  const { rows } = await sql<Row>`
    with same as (
      select contact_id from contact where workspace_id = ${workspaceId} and (contact_id = ${one} or merged_into = ${one})
    ), told as (
      -- Under one number an analysis comes before what it caused.
      select s.seq, 0 as place, s.at, s.member_id, case when d.seq = s.seq then 'firstAnalysis' else 'analysis' end as what, null::uuid as campaign_id,
        null::text as state, null::jsonb as engagement, null::jsonb as edit
      from contact_snapshot s
      left join debit d on d.workspace_id = s.workspace_id and d.contact_id = s.taken_as
      where s.workspace_id = ${workspaceId} and s.contact_id = ${one}
      union all
      select e.seq, e.place, e.at, e.member_id, e.what, e.campaign_id, e.state, null, null
      from campaign_event e where e.workspace_id = ${workspaceId} and e.contact_id in (select contact_id from same)
        -- Of before somebody was purged and came back, nothing comes back.
        and e.at >= coalesce((select collected_at from contact where workspace_id = ${workspaceId} and contact_id = ${one}), '-infinity')
      union all
      select done.seq, 0, done.at, done.by, done.what, null, null, jsonb_strip_nulls(jsonb_build_object('id', g.engagement_id, 'what', g.what,
        'text', g.text, 'doneAt', g.done_at, 'isWithdrawn', g.withdrawn_seq is not null)), null
      from engagement g
      cross join lateral (
        values (g.seq, g.at, g.member_id, 'engaged'), (g.withdrawn_seq, g.withdrawn_at, g.withdrawn_by, 'engagementWithdrawn')
      ) as done (seq, at, by, what)
      where g.workspace_id = ${workspaceId} and g.contact_id = ${one} and done.seq is not null
      union all
      select seq, row_number() over (partition by seq order by array_position(${[...editableFields]}::text[], field), field), at, member_id, 'edited', null, null, null,
        jsonb_build_object('field', field, 'value', value)
      from contact_edit where workspace_id = ${workspaceId} and contact_id = ${one}
    )
    select told.seq, told.place, told.at, told.what, told.state, told.engagement, told.edit, told.campaign_id, c.name as campaign_name, coalesce(u.name, '') as by
    from told
    left join campaign c on c.workspace_id = ${workspaceId} and c.campaign_id = told.campaign_id
    left join "user" u on u.id = told.member_id
    where ${after ? sql`(told.seq, told.place) < (${after[1]}::bigint, ${after[2]}::integer)` : sql`true`}
    order by told.seq desc, told.place desc limit ${limit + 1}`.execute(db);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    entries: page.map((row) => ({
      seq: row.seq,
      at: row.at.toISOString(),
      by: row.by,
      what: row.what,
      ...(row.campaign_id !== null && { campaign: { id: row.campaign_id, name: row.campaign_name ?? '' } }),
      ...(row.state !== null && { state: row.state }),
      ...(row.engagement && { engagement: { ...row.engagement, doneAt: new Date(row.engagement.doneAt).toISOString() } }),
      ...(row.edit && editOf(row.edit)),
    })),
    ...(rows.length > limit && last && { next: `${last.seq}.${last.place}` }),
  };
}

function editOf({ field, value }: NonNullable<Row['edit']>): Pick<TimelineEntry, 'edit' | 'word'> {
  const one = EditableField.safeParse(field);
  return one.success ? { edit: { field: one.data, value } } : { word: { part: field, value } };
}
