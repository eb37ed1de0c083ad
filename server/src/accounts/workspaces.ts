/** Every workspace at a glance, for the operator. */
import type { Balance } from '@wellmet/shared/credits';
import { sql } from 'kysely';
import { balanceOf, headColumns, headTables, isLapsed, rolled, type HeadRow } from '../credits/head.ts';
import type { Accounts } from './accounts.ts';

export interface WorkspaceOverview {
  id: string;
  name: string;
  ownerEmails: string[];
  members: number;
  /** No longer paid: its ongoing campaigns are paused. product.md 2.10. */
  isLapsed: boolean;
  /** Its ledger was found not to add up: no debit until it does. */
  isStopped: boolean;
  balance: Balance;
}

/** The oldest first. Writes nothing: a period that has ended is shown as the present one. */
export async function allWorkspaces({ db, clock }: Pick<Accounts, 'db' | 'clock'>): Promise<WorkspaceOverview[]> {
  const { rows } = await sql<HeadRow & { name: string; owner_emails: string[]; members: number }>`
    select ${headColumns(clock)}, o.name, m.owner_emails, m.members
    from ${headTables(clock)}
    join organization o on o.id = h.workspace_id
    cross join lateral (
      select count(*) as members, coalesce(array_agg(u.email order by u.email) filter (where member.role = 'owner'), '{}') as owner_emails
      from member join "user" u on u.id = member."userId" where member."organizationId" = h.workspace_id
    ) as m
    order by o."createdAt", o.id`.execute(db);
  return rows.map(({ name, owner_emails: ownerEmails, members, ...row }) => {
    const head = rolled(row);
    return {
      id: head.workspace_id,
      name,
      ownerEmails,
      members,
      isLapsed: isLapsed(head),
      isStopped: head.stopped_at !== null,
      balance: balanceOf(head),
    };
  });
}
