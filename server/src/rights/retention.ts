/**
 * How long a contact is kept: from when it was collected, or the person answered last. What members look at, analyse again or correct does not
 * count, since the person has no part in it. product.md 7.
 */
import { usualTerms, type Retention } from '@wellmet/shared/rights';
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Database } from '../db/schema.ts';

/** Rows of `retained` of the contacts of a workspace that stand for a person. */
export interface RetainedRow {
  contact_id: string;
  collected_at: Date;
  because: Retention['because'];
  since: Date;
  due_at: Date;
}

const after = (since: RawBuilder<unknown>, months: RawBuilder<unknown>): RawBuilder<unknown> =>
  // Months of the calendar, and the same ones wherever the database thinks that it is.
  sql`(${since} at time zone 'UTC' + make_interval(months => ${months})) at time zone 'UTC'`;

const collectedAt = sql`coalesce(c.collected_at, c.first_analysed_at)`;

/**
 * Who was collected later is not due by then: the shorter of the two times has not reached them. Three days more, since months are not all of one length.
 * In a statement of its own: as a value it is what row-level security lets an index be asked by, and of which the planner knows how few are behind it.
 */
export async function lastCollectedDue(db: Kysely<Database>, workspaceId: string, by: Date): Promise<Date> {
  const months = sql`coalesce(max(months_if_never), ${usualTerms.monthsIfNever}::integer)`;
  const { rows } = await sql<{ at: Date }>`
    select (${by}::timestamptz at time zone 'UTC' - make_interval(months => ${months}, days => -3)) at time zone 'UTC' as at
    from people_terms where workspace_id = ${workspaceId}`.execute(db);
  return rows[0]?.at ?? by;
}

/**
 * When each contact is due.
 * @param by leaves out whoever is due later.
 * @param collectedBy what `lastCollectedDue` says of `by`: nobody else is looked at.
 * @param contactId of one contact only.
 */
export function retained(
  workspaceId: string,
  { by, collectedBy, contactId }: { by?: Date; collectedBy?: Date; contactId?: string },
): RawBuilder<RetainedRow> {
  return sql<RetainedRow>`
    select * from (
      select c.contact_id, ${collectedAt} as collected_at, k.because, k.since,
        ${after(sql`k.since`, sql`case when k.because = 'never' then t.months_if_never else t.months_kept end`)} as due_at
      from (
        select coalesce(max(months_kept), ${usualTerms.monthsKept}::integer) as months_kept,
          coalesce(max(months_if_never), ${usualTerms.monthsIfNever}::integer) as months_if_never
        from people_terms where workspace_id = ${workspaceId}
      ) as t
      join contact c on c.workspace_id = ${workspaceId} and c.merged_into is null and c.erased_at is null
      cross join lateral (
        select count(*) > 0 as is_engaged, max(done_at) filter (where what = 'replied') as replied_at
        from engagement g where g.workspace_id = c.workspace_id and g.contact_id = c.contact_id and g.withdrawn_at is null
      ) as g
      cross join lateral (
        select max(e.state_at) as replied_at from enrolment e where e.workspace_id = c.workspace_id and e.contact_id = c.contact_id and e.state = 'replied'
      ) as e
      cross join lateral (
        select greatest(g.replied_at, e.replied_at) as replied_at
      ) as r
      cross join lateral (
        select case when r.replied_at > ${collectedAt} then 'replied' when g.is_engaged or r.replied_at is not null then 'collected' else 'never' end as because,
          greatest(r.replied_at, ${collectedAt}) as since
      ) as k
      where ${contactId === undefined ? sql`true` : sql`c.contact_id = ${contactId}`}
        and ${collectedBy === undefined ? sql`true` : sql`c.first_analysed_at <= ${collectedBy}::timestamptz and ${collectedAt} <= ${collectedBy}::timestamptz`}
    ) as retained
    where ${by === undefined ? sql`true` : sql`due_at <= ${by}::timestamptz`}`;
}

export const retentionOf = (row: RetainedRow): Retention => ({
  collectedAt: row.collected_at.toISOString(),
  because: row.because,
  since: row.since.toISOString(),
  dueAt: row.due_at.toISOString(),
});
