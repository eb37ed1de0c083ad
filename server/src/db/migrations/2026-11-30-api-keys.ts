/** Keys for programs of a workspace. Only hashes of them. */
import { sql, type Kysely } from 'kysely';

const statements = [
  sql`create table api_key (
    workspace_id uuid not null references organization (id) on delete cascade,
    key_id uuid not null,
    -- In whose name it acts: as long as they are a member.
    member_id uuid not null,
    name text not null,
    scopes text[] not null,
    secret_hash text not null,
    made_at timestamptz not null default current_timestamp,
    expires_at timestamptz,
    last_used_at timestamptz,
    revoked_at timestamptz,
    primary key (workspace_id, key_id)
  )`,
];

export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await statement.execute(db);
}
