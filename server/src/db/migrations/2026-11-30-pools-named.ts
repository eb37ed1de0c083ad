/** A name is one pool of the operator’s, also where two make it at once. */
import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<never>): Promise<void> {
  await sql`update pool p set name = name || ' (' || pool_id || ')'
    where owned_by is null and exists (select from pool q where q.owned_by is null and q.name = p.name and q.pool_id < p.pool_id)`.execute(
    db,
  );
  await sql`create unique index pool_name on pool (name) where owned_by is null`.execute(db);
}
