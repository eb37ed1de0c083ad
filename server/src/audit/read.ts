/** The audit log as owners and admins read it. Names are looked up: the log itself has none. */
import type { AuditEntry, AuditPage, AuditQuestion } from '@wellmet/shared/audit';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import type { Handlers } from '../http/handlers.ts';

export const auditRoutes = (db: Kysely<Database>): Pick<Handlers, 'audit'> => ({
  audit: ({ query }, { workspaceId }) => auditPage(db, workspaceId, query),
});

interface Row {
  id: string;
  at: Date;
  act: AuditEntry['act'];
  about: AuditEntry['about'];
  by_id: string | null;
  by_name: string | null;
  member_name: string | null;
  email: string | null;
}

/** Entries are only added, so a page goes on behind the last one of the page before, whatever has come meanwhile. */
async function auditPage(db: Kysely<Database>, workspaceId: string, { memberId, act, limit, cursor }: AuditQuestion): Promise<AuditPage> {
  const { rows } = await sql<Row>`
    select e.entry_id as id, e.at, e.act, e.about, e.member_id as by_id, doer.name as by_name, other.name as member_name, i.email
    from audit_entry e
    left join "user" doer on doer.id = e.member_id
    left join "user" other on other.id = (e.about ->> 'memberId')::uuid
    left join workspace_invitation i on i.workspace_id = e.workspace_id and i.invitation_id = (e.about ->> 'invitationId')::uuid
    where e.workspace_id = ${workspaceId}
      and ${memberId === undefined ? sql`true` : sql`e.member_id = ${memberId}`}
      and ${act === undefined ? sql`true` : sql`e.act = ${act}`}
      and ${cursor === undefined ? sql`true` : sql`(e.at, e.entry_id) < (select at, entry_id from audit_entry where workspace_id = ${workspaceId} and entry_id = ${cursor})`}
    order by e.at desc, e.entry_id desc
    limit ${limit + 1}`.execute(db);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { entries: shown.map(entryIn), ...(last && { next: last.id }) };
}

const entryIn = ({ id, at, act, about, by_id: byId, by_name: name, member_name: memberName, email }: Row): AuditEntry => ({
  id,
  at: at.toISOString(),
  act,
  ...(byId !== null && { by: { id: byId, name: name ?? '' } }),
  about: { ...about, ...(memberName !== null && { memberName }), ...(email !== null && { email }) },
});
