/** By which name a snapshot is found again, so that Discover can say that somebody is probably a contact. */
import { sql, type Kysely } from 'kysely';
import type { PeriodicWork } from '../db/periodic.ts';
import type { Database } from '../db/schema.ts';

/** Rows of one step: none of them holds anything up for long. */
const stepRows = 500;

/** Of a snapshot in the query, written with it (credits/write.ts). */
export const nameKey = sql<string>`lower(sighting ->> 'name')`;

export const dailyNaming = (db: Kysely<Database>): PeriodicWork => ({
  name: 'naming snapshots',
  everyHours: 24,
  work: (signal) => nameSnapshots(db, signal),
});

/** Fills in what a server of the version before, which does not know the column, has written while servers were replaced. */
export async function nameSnapshots(db: Kysely<Database>, signal?: AbortSignal): Promise<void> {
  for (const { workspace_id: workspaceId } of await db.selectFrom('credit_head').select('workspace_id').execute())
    while (await nameStep(db, workspaceId)) signal?.throwIfAborted();
}

/** @returns whether there may be more. */
async function nameStep(db: Kysely<Database>, workspaceId: string): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`/* naming */
    with nameless as (
      select contact_id, seq, taken_as from contact_snapshot where workspace_id = ${workspaceId} and name_key is null limit ${stepRows}
    )
    update contact_snapshot s set name_key = coalesce(${nameKey}, '') from nameless
    where s.workspace_id = ${workspaceId} and s.contact_id = nameless.contact_id and s.seq = nameless.seq
      and s.taken_as = nameless.taken_as`.execute(db);
  return numAffectedRows === BigInt(stepRows);
}
