/**
 * The ledger as people read it. product.md 2.11. Entries and debits are only ever added, each number's in one transaction, so pages that walk the
 * numbers downwards from where the first one began are not disturbed by what comes meanwhile, and need no snapshot.
 */
import type { EntryKind, LedgerFilter, LedgerPage, LedgerQuestion, LedgerRow } from '@wellmet/shared/ledger';
import type { KeptReason } from '@wellmet/shared/discover';
import type { OriginKind, Source } from '@wellmet/shared/sighting';
import { sql, type Kysely, type RawBuilder } from 'kysely';
import { shownField } from '../contacts/contacts.ts';
import type { Database } from '../db/schema.ts';

/** A row as the database gives it. `d` columns are of the debit that it takes or gives back. */
interface Row {
  seq: number;
  kind: EntryKind;
  amount: number;
  at: Date;
  /** In the workspace's zone, `2026-11-24`. */
  day: string;
  balance_after: number;
  period_start: Date;
  member_id: string | null;
  member_name: string;
  request_id: string | null;
  reason: string | null;
  plan_code: string | null;
  plan_version: number | null;
  seats: number | null;
  d_contact_id: string | null;
  contact_name: string | null;
  d_seq: number | null;
  d_at: Date | null;
  d_member_id: string | null;
  d_member_name: string;
  d_request_id: string | null;
  d_source: Source | null;
  d_page_kind: OriginKind | null;
  d_reasons: KeptReason[] | null;
  search_context: string | null;
  d_campaign_id: string | null;
  campaign_name: string;
  /** The number of the next entry below, when it was looked at. */
  following: number | null;
}

/** The newest rows that fit the filter, from the cursor on; `next` goes on below them. */
export async function ledgerPage(db: Kysely<Database>, workspaceId: string, question: LedgerQuestion): Promise<LedgerPage> {
  const { rows, next } = await readPage(db, workspaceId, question);
  return { rows: rows.map(rowOf), ...(next !== undefined && { next }) };
}

/** As `ledgerPage`, the rows as the database gives them. */
export async function readPage(
  db: Kysely<Database>,
  workspaceId: string,
  { limit, cursor, ...filter }: LedgerQuestion,
): Promise<{ rows: Row[]; next: string | undefined }> {
  const { rows } = await pageQuery(workspaceId, filter, limit, cursor).execute(db);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  // An entry whose debits are fewer than it says is a fault (credits/invariants.ts): then there are too few rows, and more of them all the same.
  const isMore = last !== undefined && (rows.length > limit || last.following !== null);
  return { rows: shown, next: isMore ? cursorAt(last) : undefined };
}

/** Below a row; of a debit's row, below that person's. */
const cursorAt = ({ kind, seq, d_contact_id }: Row): string =>
  kind === 'debit' && d_contact_id !== null ? `${seq}.${d_contact_id}` : `${seq}`;

/**
 * A page and one row more, the newest first. Reads no more entries than that, and of those only the debits of as many as it takes: the amount of a
 * debit entry says how many debits it has. So a page costs the same in the smallest workspace as in the largest one, unless it is a filter that
 * leaves out nearly everything. Nothing is read but the workspace's, even before the tables have statistics.
 */
export function pageQuery(workspaceId: string, filter: LedgerFilter, limit: number, cursor?: string): RawBuilder<Row> {
  const [seq, contactId] = cursor?.split('.') ?? [];
  const below = seq === undefined ? sql`true` : contactId === undefined ? sql`e.seq < ${seq}::bigint` : sql`e.seq <= ${seq}::bigint`;
  // Of the cursor's own entry nothing may be left; of a person's few entries each counts as one row at least.
  const rowsAtLeast = sql`case when e.seq = ${seq ?? null}::bigint then 0
    when e.kind = 'debit' and ${filter.contactId === undefined}::boolean then -e.amount else 1 end`;
  const isLeft =
    seq === undefined || contactId === undefined ? sql`true` : sql`not (e.seq = ${seq}::bigint and d.contact_id >= ${contactId}::uuid)`;
  const isTheirs = filter.contactId === undefined ? sql`true` : sql`d.contact_id in ${samePerson(workspaceId, filter.contactId)}`;
  // "offset 0" and the subqueries for names keep the planner from reading whole tables to join them to these few rows.
  return sql<Row>`
    with walk as materialized (
      select e.*, lead(e.seq) over down as following, sum(${rowsAtLeast}) over down - ${rowsAtLeast} as rows_before
      from (
        select e.* from credit_entry e where e.workspace_id = ${workspaceId}::uuid and ${below} and ${sql.join(conditions(workspaceId, filter), sql` and `)}
        order by e.seq desc limit ${limit + 2}
      ) as e
      window down as (order by e.seq desc)
    ), page as materialized (
      select e.*, d.contact_id as d_contact_id, d.seq as d_seq, d.at as d_at, d.member_id as d_member_id, d.request_id as d_request_id,
        d.source as d_source, d.page_kind as d_page_kind, d.reasons as d_reasons, d.campaign_id as d_campaign_id
      from walk e
      left join lateral (
        select * from debit where workspace_id = ${workspaceId}::uuid and seq = e.seq and e.kind = 'debit'
        union all
        select * from debit where workspace_id = ${workspaceId}::uuid and contact_id = e.restored_contact_id
        offset 0
      ) as d on true
      where e.rows_before <= ${limit} and ${isLeft} and ${isTheirs}
      order by e.seq desc, d.contact_id desc limit ${limit + 1}
    )
    select p.*, to_char(p.at at time zone (select time_zone from credit_head where workspace_id = ${workspaceId}::uuid), 'YYYY-MM-DD') as day,
      coalesce((select name from "user" where id = p.member_id), '') as member_name,
      coalesce((select name from "user" where id = p.d_member_id), '') as d_member_name,
      coalesce((select name from campaign where workspace_id = ${workspaceId}::uuid and campaign_id = p.d_campaign_id), '') as campaign_name,
      c.name as contact_name, c.search_context
    from page p
    left join lateral (
      select named.search_context, (
        select ${shownField('name', 's')} from contact_snapshot s
        where s.workspace_id = one.workspace_id and s.contact_id = one.contact_id and s.seq = one.snapshot_seq and s.taken_as = one.contact_id
          and one.erased_at is null
      ) as name
      from contact named
      cross join lateral (
        select * from contact where workspace_id = named.workspace_id and contact_id = case when named.merged_into is null then named.contact_id else named.merged_into end limit 1
      ) as one
      where named.workspace_id = ${workspaceId}::uuid and named.contact_id = p.d_contact_id
      limit 1
    ) as c on true
    order by p.seq desc, p.d_contact_id desc`;
}

/** What holds of entries `e` that fit a filter: of the debits that they take or give back, each or one. */
function conditions(workspaceId: string, filter: LedgerFilter): RawBuilder<unknown>[] {
  const { kind, source, memberId, campaignId, contactId, requestId } = filter;
  const givesBack = (which: RawBuilder<unknown>): RawBuilder<unknown> => sql`exists (
    select from debit d where d.workspace_id = ${workspaceId}::uuid and d.contact_id = e.restored_contact_id and ${which})`;
  return [
    sql`true`,
    ...(kind !== undefined ? [sql`e.kind = ${kind}`] : []),
    ...(requestId !== undefined ? [sql`e.request_id = ${requestId}::uuid`] : []),
    ...timesOf(filter, sql.ref('e.at')),
    // The debits of an entry have its member, source and request, and one campaign.
    ...(source !== undefined
      ? [sql`case e.kind when 'debit' then e.reason = ${source} when 'restoration' then ${givesBack(sql`d.source = ${source}`)} end`]
      : []),
    ...(memberId !== undefined
      ? [
          sql`case e.kind when 'restoration' then ${givesBack(sql`d.member_id = ${memberId}::uuid`)} else e.member_id = ${memberId}::uuid end`,
        ]
      : []),
    ...(campaignId !== undefined
      ? [
          sql`case e.kind when 'debit' then exists (
              select from debit d where d.workspace_id = ${workspaceId}::uuid and d.seq = e.seq and d.campaign_id = ${campaignId}::uuid)
            when 'restoration' then ${givesBack(sql`d.campaign_id = ${campaignId}::uuid`)} end`,
        ]
      : []),
    ...(contactId !== undefined
      ? [
          sql`e.seq in (
            select seq from debit where workspace_id = ${workspaceId}::uuid and contact_id in ${samePerson(workspaceId, contactId)}
            union all
            select seq from credit_entry
            where workspace_id = ${workspaceId}::uuid and kind = 'restoration' and restored_contact_id in ${samePerson(workspaceId, contactId)}
          )`,
        ]
      : []),
  ];
}

/** A contact and those merged into it. */
export const samePerson = (workspaceId: string, contactId: string): RawBuilder<unknown> => sql`(
  select ${contactId}::uuid union all select contact_id from contact where workspace_id = ${workspaceId}::uuid and merged_into = ${contactId}::uuid)`;

/** As instants, not as they were written: there are days and offsets that PostgreSQL does not read. */
export const timesOf = ({ from, before }: Pick<LedgerFilter, 'from' | 'before'>, at: RawBuilder<unknown>): RawBuilder<unknown>[] => [
  ...(from !== undefined ? [sql`${at} >= ${new Date(from)}::timestamptz`] : []),
  ...(before !== undefined ? [sql`${at} < ${new Date(before)}::timestamptz`] : []),
];

/** A row as people read it. */
export function rowOf(row: Row): LedgerRow {
  const { kind, d_contact_id: contactId, d_seq, d_at, d_member_id, d_request_id, plan_code, plan_version } = row;
  return {
    kind,
    // One row a person; the entry's own amount where its debits are missing, which is a fault that has to show.
    amount: kind === 'debit' && contactId !== null ? -1 : row.amount,
    at: row.at.toISOString(),
    periodStart: row.period_start.toISOString(),
    seq: row.seq,
    balanceAfter: row.balance_after,
    ...(contactId !== null && { contact: { id: contactId, ...(row.contact_name !== null && { name: row.contact_name }) } }),
    ...(row.member_id !== null && { member: { id: row.member_id, name: row.member_name } }),
    ...(row.d_source !== null && { source: row.d_source }),
    ...(row.d_page_kind !== null && { page: row.d_page_kind }),
    ...(row.d_reasons !== null && { reasons: row.d_reasons }),
    ...(row.search_context !== null && { searchContext: row.search_context }),
    ...(row.d_campaign_id !== null && { campaign: { id: row.d_campaign_id, name: row.campaign_name } }),
    ...(row.request_id !== null && { requestId: row.request_id }),
    ...(plan_code !== null &&
      plan_version !== null && { plan: { code: plan_code, version: plan_version, ...(row.seats !== null && { seats: row.seats }) } }),
    ...(kind !== 'debit' && row.reason !== null && { reason: row.reason }),
    ...(kind === 'restoration' &&
      d_seq !== null &&
      d_at !== null &&
      d_member_id !== null &&
      d_request_id !== null && {
        restores: { seq: d_seq, at: d_at.toISOString(), member: { id: d_member_id, name: row.d_member_name }, requestId: d_request_id },
      }),
  };
}
