/**
 * Who was kept long enough (rights/retention.ts) is found by a plain column: under row-level security PostgreSQL asks no index by an expression like that
 * of the index before, which goes, since no version can use it now. Whoever was collected anew was first analysed before that.
 */
import { sql, type Kysely } from 'kysely';

const statements = [
  sql`create index contact_first_analysed on contact (workspace_id, first_analysed_at)`,
  sql`drop index contact_collected`,
];

export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await statement.execute(db);
}
