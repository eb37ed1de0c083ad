/** What workspaces ask the operator for. product.md 2.10. */
import { sql, type Kysely } from 'kysely';

const statements = [
  sql`create table plan_request (
    workspace_id uuid not null references organization (id) on delete cascade,
    -- The id that the device made when it was wished.
    request_id uuid not null,
    plan_code text not null,
    seats integer not null check (seats >= 1),
    every text not null check (every in ('month', 'year')),
    state text not null check (state in ('open', 'accepted', 'declined', 'withdrawn')),
    asked_by uuid not null,
    asked_at timestamptz not null,
    answered_at timestamptz,
    answer text,
    primary key (workspace_id, request_id),
    check ((state = 'open') = (answered_at is null))
  )`,
  // One at a time: what is asked next takes its place.
  sql`create unique index plan_request_open on plan_request (workspace_id) where state = 'open'`,
];

export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await statement.execute(db);
}
