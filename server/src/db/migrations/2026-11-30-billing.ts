/** Who pays by card for a workspace, and what was last heard of it. product.md 2.10. */
import { sql, type Kysely } from 'kysely';

const statements = [
  sql`create table billing (
    workspace_id uuid primary key references organization (id) on delete cascade,
    -- Stripe's names.
    customer_id text not null,
    subscription_id text,
    -- Goes up with each event: what was asked before another one came is asked again.
    version integer not null default 0,
    -- What the plan was last changed by; what the operator does besides stands until it is another one.
    paid text check (paid in ('plan', 'nothing')),
    plan_code text,
    seats integer check (seats >= 1),
    check ((paid is not distinct from 'plan') = (plan_code is not null)),
    check ((plan_code is null) = (seats is null))
  )`,
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
