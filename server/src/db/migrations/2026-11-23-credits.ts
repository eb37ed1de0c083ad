/** Plans, the ledger, contacts and what each of them was charged. Every key of a workspace's table begins with the workspace. */
import { sql, type Kysely } from 'kysely';

const statements = [
  sql`create table plan (
    code text not null,
    version integer not null check (version >= 1),
    name text not null,
    monthly_credits_per_seat integer not null check (monthly_credits_per_seat >= 0),
    monthly_price_per_seat_cents integer not null check (monthly_price_per_seat_cents >= 0),
    currency char(3) not null,
    offered boolean not null default true,
    primary key (code, version)
  )`,
  sql`create unique index plan_offered on plan (code) where offered`,
  sql`insert into plan (code, version, name, monthly_credits_per_seat, monthly_price_per_seat_cents, currency) values
    ('free', 1, 'Free', 25, 0, 'EUR'),
    ('starter', 1, 'Starter', 100, 1900, 'EUR'),
    ('growth', 1, 'Growth', 400, 4900, 'EUR'),
    ('scale', 1, 'Scale', 1500, 11900, 'EUR')`,
  // Room on the page for the many new versions of a row that every charge updates.
  sql`create table credit_head (
    workspace_id uuid primary key references organization (id) on delete cascade,
    plan_code text not null,
    plan_version integer not null,
    seats integer not null default 1 check (seats >= 1),
    time_zone text not null,
    period_start timestamptz not null,
    period_end timestamptz not null,
    granted integer not null,
    used integer not null default 0,
    seq bigint not null default 0,
    foreign key (plan_code, plan_version) references plan (code, version),
    constraint no_overdraw check (used >= 0 and used <= granted),
    constraint half_open check (period_start < period_end)
  ) with (fillfactor = 40)`,
  sql`create table credit_entry (
    workspace_id uuid not null references credit_head (workspace_id) on delete cascade,
    seq bigint not null,
    kind text not null check (kind in ('grant', 'expire', 'debit', 'restoration', 'adjustment')),
    amount integer not null,
    balance_after integer not null check (balance_after >= 0),
    period_start timestamptz not null,
    request_id uuid,
    member_id uuid,
    reason text,
    at timestamptz not null default now(),
    primary key (workspace_id, seq)
  )`,
  sql`create table contact (
    workspace_id uuid not null references credit_head (workspace_id) on delete cascade,
    contact_id uuid not null,
    snapshot_seq bigint not null,
    first_analysed_at timestamptz not null,
    first_analysed_by uuid not null,
    last_analysed_at timestamptz not null,
    seq bigint not null,
    primary key (workspace_id, contact_id)
  )`,
  sql`create index contact_newest on contact (workspace_id, last_analysed_at desc, contact_id)`,
  sql`create table contact_identifier (
    workspace_id uuid not null,
    kind text not null check (kind in ('member', 'slug', 'lead')),
    value text not null,
    contact_id uuid not null,
    seq bigint not null,
    primary key (workspace_id, kind, value),
    foreign key (workspace_id, contact_id) references contact (workspace_id, contact_id) on delete cascade
  )`,
  sql`create index contact_identifier_contact on contact_identifier (workspace_id, contact_id)`,
  sql`create table contact_snapshot (
    workspace_id uuid not null,
    contact_id uuid not null,
    seq bigint not null,
    sighting jsonb not null,
    insights jsonb not null,
    member_id uuid not null,
    at timestamptz not null,
    primary key (workspace_id, contact_id, seq),
    foreign key (workspace_id, contact_id) references contact (workspace_id, contact_id) on delete cascade
  )`,
  // Says for ever that a person was paid for, whatever becomes of the contact: no foreign key to it.
  sql`create table debit (
    workspace_id uuid not null references credit_head (workspace_id) on delete cascade,
    contact_id uuid not null,
    seq bigint not null,
    member_id uuid not null,
    source text not null check (source in ('profile', 'people_search', 'company_people', 'recommendation')),
    page_kind text not null,
    request_id uuid not null,
    plan_code text not null,
    plan_version integer not null,
    period_start timestamptz not null,
    at timestamptz not null,
    primary key (workspace_id, contact_id)
  )`,
  sql`create table op_result (
    workspace_id uuid not null references credit_head (workspace_id) on delete cascade,
    request_id uuid not null,
    request_hash bytea not null,
    reply jsonb not null,
    seq bigint not null,
    at timestamptz not null,
    primary key (workspace_id, request_id)
  )`,
];

export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await statement.execute(db);
}
