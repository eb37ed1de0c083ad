/** Who did what of consequence in a workspace. Without keys to members, invitations or contacts: what happened stays when they are gone. */
import { sql, type Kysely } from 'kysely';

const statements = [
  sql`create table audit_entry (
    workspace_id uuid not null references organization (id) on delete cascade,
    entry_id uuid not null,
    at timestamptz not null default current_timestamp,
    -- Null: the operator.
    member_id uuid,
    act text not null,
    about jsonb not null,
    primary key (workspace_id, entry_id)
  )`,
  sql`create index audit_entry_newest on audit_entry (workspace_id, at, entry_id)`,
];

export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await statement.execute(db);
}
