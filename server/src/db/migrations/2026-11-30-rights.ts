/** People's rights: why a workspace may have somebody, how long, and what is left of whom it has kept long enough. product.md 7. */
import { sql, type Kysely } from 'kysely';

const statements = [
  // Without a row: the terms of shared/src/rights.ts.
  sql`create table people_terms (
    workspace_id uuid primary key references credit_head (workspace_id) on delete cascade,
    lawful_basis text not null check (lawful_basis in ('legitimateInterest', 'consent', 'contract')),
    months_kept integer not null check (months_kept between 1 and 60),
    months_if_never integer not null check (months_if_never between 1 and 60),
    changed_at timestamptz,
    changed_by uuid,
    -- When whoever is due goes; announced a week before.
    purge_at timestamptz,
    constraint never_is_no_longer check (months_if_never <= months_kept)
  )`,
  sql`create table contact_basis (
    workspace_id uuid not null,
    contact_id uuid not null,
    lawful_basis text not null check (lawful_basis in ('legitimateInterest', 'consent', 'contract')),
    member_id uuid not null,
    at timestamptz not null,
    primary key (workspace_id, contact_id),
    foreign key (workspace_id, contact_id) references contact (workspace_id, contact_id) on delete cascade
  )`,
  // Who was kept long enough is forgotten, and yet was paid for: keyed hashes say that they are free, where those of who was erased refuse.
  sql`create table purged_identifier (
    workspace_id uuid not null references credit_head (workspace_id) on delete cascade,
    kind text not null check (kind in ('member', 'slug', 'lead')),
    hash bytea not null,
    contact_id uuid not null,
    primary key (workspace_id, kind, hash, contact_id)
  )`,
  sql`create index purged_identifier_contact on purged_identifier (workspace_id, contact_id)`,
  // Set again when somebody comes back who was purged: only then it is not their first analysis.
  sql`alter table contact add column collected_at timestamptz, add column is_purged boolean not null default false`,
  // Of all contacts: without statistics a smaller index would be taken for what the key is for.
  sql`create index contact_collected on contact (workspace_id, (coalesce(collected_at, first_analysed_at)))`,
];

export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await statement.execute(db);
}
