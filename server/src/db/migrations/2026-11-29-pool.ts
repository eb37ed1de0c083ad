/**
 * The pool. A row of `pool_person` is what one line of an import says of one person; the one that counts is `is_current`, so that an import can be
 * taken away as if it had never been, and the one before it counts again. What turns out to be one person has one `person_id`, with all of its
 * rows. Every key begins with the pool.
 */
import { sql, type Kysely } from 'kysely';

const statements = [
  // Owned by no workspace it is the operator's, and who may search it is in `pool_access`.
  sql`create table pool (
    pool_id uuid primary key,
    owned_by uuid references organization (id) on delete cascade,
    name text not null,
    created_at timestamptz not null
  )`,
  sql`create unique index pool_owner on pool (owned_by)`,
  sql`create table pool_access (
    workspace_id uuid not null references organization (id) on delete cascade,
    pool_id uuid not null references pool (pool_id) on delete cascade,
    since timestamptz not null,
    primary key (workspace_id, pool_id)
  )`,
  sql`create table pool_import (
    pool_id uuid not null references pool (pool_id) on delete cascade,
    import_id uuid not null,
    file_name text not null,
    terms jsonb not null,
    mapping jsonb not null,
    state text not null check (state in ('running', 'done', 'failed', 'removed')),
    failure text,
    progress jsonb not null,
    bad_rows jsonb not null,
    member_id uuid,
    started_at timestamptz not null,
    -- When its owner last said that it is at work.
    alive_at timestamptz not null,
    ended_at timestamptz,
    primary key (pool_id, import_id)
  )`,
  sql`create table pool_person (
    pool_id uuid not null,
    person_id uuid not null,
    import_id uuid not null,
    line integer not null,
    is_current boolean not null,
    -- Of all that the row says: the same again is known by it.
    digest bytea not null,
    name text not null,
    slug text,
    member text,
    email_hash bytea,
    title text,
    headline text,
    about text,
    company text,
    company_size smallint,
    industry smallint,
    country text,
    region text,
    city text,
    languages text[] not null,
    seniority text,
    function text,
    role_since date,
    seen_at timestamptz not null,
    -- Folded (lower case, no accents) by the program, so that no function of the database has to.
    name_plain text not null,
    title_plain text,
    company_plain text,
    city_plain text,
    words tsvector not null,
    primary key (pool_id, import_id, line),
    foreign key (pool_id, import_id) references pool_import (pool_id, import_id) on delete cascade
  )`,
  sql`create unique index pool_person_current on pool_person (pool_id, person_id) where is_current`,
  sql`create index pool_person_rows on pool_person (pool_id, person_id)`,
  sql`create index pool_person_slug on pool_person (pool_id, slug) where slug is not null`,
  sql`create index pool_person_member on pool_person (pool_id, member) where member is not null`,
  sql`create index pool_person_email on pool_person (pool_id, email_hash) where email_hash is not null`,
  // Whoever is erased may be in a pool by e-mail alone.
  sql`alter table erased_identifier drop constraint erased_identifier_kind_check,
    add constraint erased_identifier_kind_check check (kind in ('member', 'slug', 'lead', 'email'))`,
];

export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await statement.execute(db);
}
