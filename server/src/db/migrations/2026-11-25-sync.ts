/** What devices pull: the order in which contacts and campaigns were changed, and what says that a cursor leads nowhere. credits.md 5. */
import { sql, type Kysely } from 'kysely';

const statements = [
  sql`create index contact_changes on contact (workspace_id, seq, contact_id)`,
  sql`create index campaign_changes on campaign (workspace_id, seq)`,
  // Another one says that what devices have may be of another database: it changes with a restore. What was gone before the number is not
  // remembered as gone.
  sql`alter table credit_head
    add column epoch uuid not null default gen_random_uuid(),
    add column forgotten_before bigint not null default 0`,
];

export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await statement.execute(db);
}
