/** Devices that ask to be signed in, and sessions that are kept as hashes of their tokens. */
import { sql, type Kysely } from 'kysely';

const statements = [
  sql`create table device_code (
    device_hash text primary key,
    -- What its user reads and types.
    code_hash text not null unique,
    -- What a letter brings, and to whom it went: null where nobody has an account with that e-mail.
    link_hash text unique,
    link_member uuid references "user" (id) on delete cascade,
    -- Who is deciding on the page, and what lets their page do so.
    decision_hash text unique,
    member_id uuid references "user" (id) on delete cascade,
    is_by_link boolean not null default false,
    state text not null default 'pending' check (state in ('pending', 'approved', 'denied')),
    user_agent text not null,
    asked_at timestamptz,
    expires_at timestamptz not null
  )`,
  sql`create index device_code_old on device_code (expires_at)`,
  sql`update session set token = encode(sha256(convert_to(token, 'UTF8')), 'hex')`,
];

export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await statement.execute(db);
}
