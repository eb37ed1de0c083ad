/** Campaigns: who is in which, whom the ongoing ones hold, who waits, and what happened. product.md 3, credits.md, first part, 6. */
import { sql, type Kysely } from 'kysely';

const statements = [
  sql`create table campaign (
    workspace_id uuid not null references credit_head (workspace_id) on delete cascade,
    campaign_id uuid not null,
    name text not null,
    state text not null check (state in ('draft', 'ongoing', 'completed', 'archived')),
    paused boolean not null default false check (not paused or state = 'ongoing'),
    created_at timestamptz not null,
    created_by uuid not null,
    launched_at timestamptz,
    closed_at timestamptz,
    seq bigint not null,
    primary key (workspace_id, campaign_id)
  )`,
  sql`create table enrolment (
    workspace_id uuid not null,
    campaign_id uuid not null,
    contact_id uuid not null,
    state text not null check (state in ('queued', 'active', 'paused', 'failed', 'replied', 'finished', 'optedOut', 'removed')),
    state_at_closing text check (state_at_closing in ('queued', 'active', 'paused', 'failed')),
    enrolled_at timestamptz not null,
    enrolled_by uuid not null,
    state_at timestamptz not null,
    seq bigint not null,
    primary key (workspace_id, campaign_id, contact_id),
    foreign key (workspace_id, campaign_id) references campaign (workspace_id, campaign_id) on delete cascade
  )`,
  sql`create index enrolment_contact on enrolment (workspace_id, contact_id)`,
  sql`create index enrolment_newest on enrolment (workspace_id, campaign_id, seq desc, contact_id)`,
  // The rule of product.md 3.1 as a key: a person is in one ongoing campaign at most.
  sql`create table campaign_lease (
    workspace_id uuid not null,
    contact_id uuid not null,
    campaign_id uuid not null,
    held_by uuid not null,
    since timestamptz not null,
    seq bigint not null,
    primary key (workspace_id, contact_id),
    foreign key (workspace_id, campaign_id, contact_id) references enrolment (workspace_id, campaign_id, contact_id) on delete cascade
  )`,
  sql`create index campaign_lease_campaign on campaign_lease (workspace_id, campaign_id)`,
  sql`create table campaign_wait (
    workspace_id uuid not null,
    contact_id uuid not null,
    campaign_id uuid not null,
    asked_by uuid not null,
    at timestamptz not null,
    seq bigint not null,
    primary key (workspace_id, contact_id, campaign_id),
    foreign key (workspace_id, campaign_id) references campaign (workspace_id, campaign_id) on delete cascade
  )`,
  sql`create index campaign_wait_campaign on campaign_wait (workspace_id, campaign_id, seq desc, contact_id)`,
  // Several things may happen under one number: the place is their order.
  sql`create table campaign_event (
    workspace_id uuid not null references credit_head (workspace_id) on delete cascade,
    seq bigint not null,
    place integer not null,
    what text not null,
    campaign_id uuid,
    contact_id uuid,
    state text,
    member_id uuid not null,
    at timestamptz not null,
    primary key (workspace_id, seq, place)
  )`,
  sql`create index campaign_event_contact on campaign_event (workspace_id, contact_id, seq desc, place desc) where contact_id is not null`,
];

export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await statement.execute(db);
}
