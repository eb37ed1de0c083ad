import { sql, type Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';

/** The pools that a workspace may search: its own, and those that the operator offers it. */
export async function poolsOf(db: Kysely<Database>, workspaceId: string): Promise<string[]> {
  const { rows } = await sql<{ pool_id: string }>`/* pools */
    select pool_id from pool where owned_by = ${workspaceId}
    union
    select pool_id from pool_access where workspace_id = ${workspaceId}
    order by pool_id`.execute(db);
  return rows.map((row) => row.pool_id);
}
