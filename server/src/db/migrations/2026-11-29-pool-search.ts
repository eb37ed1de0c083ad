/**
 * Searching the pool. What a person can be found by is one vector: the words that the import made, and a key for each facet. One index of it answers
 * any of them together; 2026-12-02-pool-keys makes it, anew. Only the search rests on extensions and on indexes that are no trees; the ledger does
 * not.
 */
import { sql, type Kysely } from 'kysely';

const statements = [
  sql`create extension if not exists pg_trgm`,
  sql`create extension if not exists btree_gin`,
  // What the pool has of each kind, and how often: for suggestions, for typos, and for telling what is rare in it.
  sql`create table pool_value (
    pool_id uuid not null references pool (pool_id) on delete cascade,
    kind text not null,
    -- Byte by byte, so that a beginning is a range of the key.
    value text collate "C" not null,
    shown text,
    people integer not null,
    primary key (pool_id, kind, value)
  )`,
  sql`create index pool_value_likeness on pool_value using gin (pool_id, value gin_trgm_ops) where kind in ('word', 'title', 'company', 'city')`,
  sql`alter table pool add column learnt_at timestamptz`,
  sql`create table ideal_profile (
    workspace_id uuid not null references organization (id) on delete cascade,
    profile_id uuid not null,
    name text not null,
    wanted jsonb not null,
    changed_at timestamptz not null,
    changed_by uuid not null,
    primary key (workspace_id, profile_id)
  )`,
  sql`create table pool_dismissal (
    workspace_id uuid not null references organization (id) on delete cascade,
    pool_id uuid not null,
    person_id uuid not null,
    member_id uuid not null,
    at timestamptz not null,
    primary key (workspace_id, pool_id, person_id)
  )`,
  // Who replied or was met, for what people are compared with.
  sql`create index engagement_answered on engagement (workspace_id, contact_id) where what in ('replied', 'met') and withdrawn_at is null`,
  sql`create index enrolment_replied on enrolment (workspace_id, contact_id) where state = 'replied'`,
  // For probable contacts, which are only said.
  sql`create index contact_snapshot_name on contact_snapshot (workspace_id, lower(sighting ->> 'name'))`,
  // Why somebody was found, as the rank had it: signals and points, nothing that names anybody.
  sql`alter table debit add column reasons jsonb`,
];

export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await statement.execute(db);
}
