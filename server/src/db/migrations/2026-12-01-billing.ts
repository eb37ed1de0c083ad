/** Who pays by card for a workspace, and what was last heard of it. product.md 2.10. */
import { sql, type Kysely } from 'kysely';

const statements = [
  sql`create table billing (
    workspace_id uuid primary key references organization (id) on delete cascade,
    -- Stripe's name, of one workspace; its events say no other one.
    customer_id text not null,
    -- Goes up with each event: what was asked before another one came is asked again.
    version integer not null default 0,
    -- What the plan was last changed by; what the operator does besides stands until it is another one.
    state text not null default 'none' check (state in ('none', 'pending', 'paid', 'unpaid', 'ended')),
    plan_code text,
    seats integer check (seats >= 1),
    check ((state = 'paid') = (plan_code is not null)),
    check ((plan_code is null) = (seats is null))
  )`,
  sql`create index billing_customer on billing (customer_id)`,
  sql`create table billing_event (
    workspace_id uuid not null references billing on delete cascade,
    event_id text not null,
    at timestamptz not null,
    primary key (workspace_id, event_id)
  )`,
];

export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await statement.execute(db);
}
