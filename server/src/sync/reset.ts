/** What a device has may be of a database that is no more: after a restore all begin again. credits.md 3.4, row 16. */
import { sql, type Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import { ProblemError } from '../http/problem.ts';

/**
 * Makes all cursors of a workspace, or of all workspaces, lead nowhere: each device asks for everything once more when it asks next. Nothing else
 * changes, and wishes that wait on devices go on waiting there.
 * @returns of how many workspaces.
 * @throws ProblemError `not-found` for a workspace that is none.
 */
export async function resetCursors(db: Kysely<Database>, workspaceId?: string): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('credit_head')
    .set({ epoch: sql`gen_random_uuid()` })
    .$if(workspaceId !== undefined, (update) => update.where('workspace_id', '=', workspaceId ?? ''))
    .executeTakeFirstOrThrow();
  if (workspaceId !== undefined && numUpdatedRows === 0n) throw new ProblemError('not-found');
  return Number(numUpdatedRows);
}
