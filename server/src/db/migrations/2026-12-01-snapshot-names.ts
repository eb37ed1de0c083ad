/**
 * The name of a snapshot in lower case, by which Discover says who is probably a contact (discover/names.ts): as a column, since under row-level
 * security PostgreSQL asks no index by a function that it does not know to keep secrets. The index by the expression goes: no version can use it now.
 */
import { sql, type Kysely } from 'kysely';

const statements = [
  sql`alter table contact_snapshot add column name_key text`,
  sql`update contact_snapshot set name_key = lower(sighting ->> 'name')`,
  sql`create index contact_snapshot_name_key on contact_snapshot (workspace_id, name_key)`,
  sql`drop index contact_snapshot_name`,
];

export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await statement.execute(db);
}
