/** Invitations into a workspace. Of the secret in their link only a hash is kept. */
import { sql, type Kysely } from 'kysely';

const statements = [
  sql`create table workspace_invitation (
    workspace_id uuid not null references organization (id) on delete cascade,
    invitation_id uuid not null,
    -- In lower case.
    email text not null,
    role text not null check (role in ('owner', 'admin', 'member')),
    language text not null check (language in ('en', 'fr')),
    -- SHA-256 of the last one that was given out.
    secret_hash bytea not null,
    invited_by uuid not null,
    sent_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz,
    accepted_at timestamptz,
    accepted_by uuid,
    primary key (workspace_id, invitation_id)
  )`,
  // Nobody is invited twice at once.
  sql`create unique index workspace_invitation_open on workspace_invitation (workspace_id, email)
    where accepted_at is null and revoked_at is null`,
];

export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await statement.execute(db);
}
