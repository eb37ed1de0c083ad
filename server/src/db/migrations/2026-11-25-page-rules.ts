/** Rules of pages that the operator has published, and what users told of pages that no longer fit. product.md 4. */
import { sql, type Kysely } from 'kysely';

const statements = [
  // The text as it was signed: not a byte may change.
  sql`create table page_rules (
    version integer primary key check (version > 0),
    rules text not null,
    signature text not null,
    key_id text not null,
    published_at timestamptz not null,
    withdrawn_at timestamptz
  )`,
  sql`create table page_report (
    workspace_id uuid not null references credit_head (workspace_id) on delete cascade,
    day date not null,
    hash bytea not null,
    page_kind text not null,
    report jsonb not null,
    times integer not null check (times > 0),
    last_at timestamptz not null,
    primary key (workspace_id, day, hash)
  )`,
];

export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await statement.execute(db);
}
