/** Webhooks and what is sent to them. */
import { sql, type Kysely } from 'kysely';

const statements = [
  sql`create table webhook (
    workspace_id uuid not null references organization (id) on delete cascade,
    webhook_id uuid not null,
    url text not null,
    events text[] not null,
    -- The signing secret is worked out from the server's and this: none is kept.
    secret_id uuid not null,
    made_at timestamptz not null default current_timestamp,
    removed_at timestamptz,
    paused_at timestamptz,
    -- It was not asked for: nothing had arrived for days.
    is_paused_as_failing boolean not null default false,
    failing_since timestamptz,
    last_at timestamptz,
    last_status integer,
    last_trouble text,
    -- Up to which number of the workspace it was read what has happened, and when.
    cursor_seq bigint not null,
    read_at timestamptz not null default current_timestamp,
    -- The server that sends for it, and until when nobody else does.
    lease_id uuid,
    leased_until timestamptz,
    primary key (workspace_id, webhook_id)
  )`,
  sql`create table webhook_delivery (
    workspace_id uuid not null,
    delivery_id uuid not null,
    webhook_id uuid not null,
    -- The row that it tells of: nothing is told twice.
    source text not null,
    type text not null,
    at timestamptz not null,
    data jsonb not null,
    state text not null default 'waiting' check (state in ('waiting', 'delivered', 'failed')),
    tries integer not null default 0,
    due_at timestamptz not null default current_timestamp,
    last_at timestamptz,
    last_status integer,
    last_trouble text,
    primary key (workspace_id, delivery_id),
    foreign key (workspace_id, webhook_id) references webhook (workspace_id, webhook_id) on delete cascade
  )`,
  sql`create unique index webhook_delivery_once on webhook_delivery (workspace_id, webhook_id, source)`,
  sql`create index webhook_delivery_newest on webhook_delivery (workspace_id, webhook_id, delivery_id)`,
  sql`create index webhook_delivery_due on webhook_delivery (workspace_id, webhook_id, due_at) where state = 'waiting'`,
];

export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await statement.execute(db);
}
