/** Texts that a workspace writes once and fills for each contact. What was deleted stays, so that devices hear of it and it can come back. */
import { sql, type Kysely } from 'kysely';

const statements = [
  sql`create table template (
    workspace_id uuid not null references credit_head (workspace_id) on delete cascade,
    template_id uuid not null,
    name text not null check (name <> ''),
    channel text not null check (channel in ('note', 'message', 'email', 'call')),
    language text not null check (language in ('en', 'fr')),
    subject text check (subject is null or channel = 'email'),
    text text not null check (text <> ''),
    created_at timestamptz not null,
    created_by uuid not null,
    changed_at timestamptz not null,
    changed_by uuid not null,
    deleted_at timestamptz,
    seq bigint not null,
    primary key (workspace_id, template_id)
  )`,
  sql`create index template_changes on template (workspace_id, seq)`,
];

export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await statement.execute(db);
}
