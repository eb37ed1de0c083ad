/** What was spent, summed up. product.md 2.11. */
import type { LedgerTotals, LedgerTotalsQuestion } from '@wellmet/shared/ledger';
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Database } from '../db/schema.ts';
import { samePerson, timesOf } from './ledger.ts';

interface Total {
  key: string | null;
  name: string | null;
  debits: number;
  restored: number;
}

/** By what a change `c` of the workspace `h` is counted, and the name of that. */
const keys: Record<LedgerTotalsQuestion['by'], { key: RawBuilder<unknown>; name: RawBuilder<unknown> }> = {
  day: { key: sql`to_char(c.at at time zone h.time_zone, 'YYYY-MM-DD')`, name: sql`null` },
  source: { key: sql`c.source`, name: sql`null` },
  member: { key: sql`c.member_id::text`, name: sql`coalesce((select name from "user" where id = t.key::uuid), '')` },
  campaign: {
    key: sql`c.campaign_id::text`,
    name: sql`coalesce((select name from campaign where workspace_id = t.workspace_id and campaign_id = t.key::uuid), '')`,
  },
};

/**
 * Debits less restorations of the rows that fit the filter, the same as `ledgerPage` shows. A restoration counts for the source, member and
 * campaign of the debit that it gives back, so that what a member or campaign is said to have spent is what they have (as caps count it), but
 * on its own day: what was told of a day before stays true. From the beginning of the present period on, the credits add up to `used` of the
 * balance. The largest first, days in order; nothing where nothing was spent.
 */
export async function ledgerTotals(
  db: Kysely<Database>,
  workspaceId: string,
  { by, ...filter }: LedgerTotalsQuestion,
): Promise<LedgerTotals> {
  const { kind, source, memberId, campaignId, contactId, requestId } = filter;
  // Of the debit: whether it was taken or is given back.
  const spent = [
    sql`d.workspace_id = ${workspaceId}::uuid`,
    ...(source !== undefined ? [sql`d.source = ${source}`] : []),
    ...(memberId !== undefined ? [sql`d.member_id = ${memberId}::uuid`] : []),
    ...(campaignId !== undefined ? [sql`d.campaign_id = ${campaignId}::uuid`] : []),
    ...(contactId !== undefined ? [sql`d.contact_id in ${samePerson(workspaceId, contactId)}`] : []),
  ];
  /** Of the change itself. */
  const changed = (name: 'd' | 'r', changeKind: 'debit' | 'restoration'): RawBuilder<unknown>[] => [
    ...(kind !== undefined && kind !== changeKind ? [sql`false`] : []),
    ...(requestId !== undefined ? [sql`${sql.ref(`${name}.request_id`)} = ${requestId}::uuid`] : []),
    ...timesOf(filter, sql.ref(`${name}.at`)),
  ];
  const { key, name } = keys[by];
  const { rows } = await sql<Total>`
    select t.key, case when t.key is not null then ${name} end as name, t.debits, t.restored
    from (
      select h.workspace_id, ${key} as key, sum(c.debits) as debits, sum(c.restored) as restored
      from (
        select d.workspace_id, d.source, d.member_id, d.campaign_id, d.at, 1 as debits, 0 as restored
        from debit d where ${sql.join([...spent, ...changed('d', 'debit')], sql` and `)}
        union all
        select d.workspace_id, d.source, d.member_id, d.campaign_id, r.at, 0, r.amount
        from credit_entry r join debit d on d.workspace_id = r.workspace_id and d.contact_id = r.restored_contact_id
        where r.workspace_id = ${workspaceId}::uuid and r.kind = 'restoration'
          and ${sql.join([...spent, ...changed('r', 'restoration')], sql` and `)}
      ) as c
      join credit_head h on h.workspace_id = c.workspace_id
      group by h.workspace_id, 2
    ) as t
    order by ${by === 'day' ? sql`t.key` : sql`t.debits - t.restored desc, t.key`}`.execute(db);
  return {
    totals: rows.map(({ key: of, name: called, debits, restored }) => ({
      ...(of !== null && { key: of }),
      ...(called !== null && { name: called }),
      debits,
      restored,
      credits: debits - restored,
    })),
  };
}
