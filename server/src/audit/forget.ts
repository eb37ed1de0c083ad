/** Once a day, what was noted longer ago than the audit log is kept is forgotten, a few at a time. */
import { sql, type Kysely } from 'kysely';
import type { Clock } from '../credits/period.ts';
import type { PeriodicWork } from '../db/periodic.ts';
import type { Database } from '../db/schema.ts';

const keptMonths = 24;

/** Rows of one step: none of them holds anything up for long. */
const stepRows = 500;

export const auditForgetting = (db: Kysely<Database>, clock: Clock): PeriodicWork => ({
  name: 'forgetting the audit log',
  everyHours: 24,
  work: (signal) => forgetAudit(db, clock, signal),
});

/** Forgets the entries of all workspaces that are older than the log is kept, and invitations that ended before. */
export async function forgetAudit(db: Kysely<Database>, clock: Clock, signal?: AbortSignal): Promise<void> {
  for (const { workspace_id: workspaceId } of await db.selectFrom('credit_head').select('workspace_id').execute()) {
    while (await forgetStep(db, workspaceId, clock)) signal?.throwIfAborted();
    // Whom it was sent to is known by the invitation alone.
    await sql`delete from workspace_invitation
      where workspace_id = ${workspaceId} and greatest(expires_at, accepted_at, revoked_at) < ${clock} - make_interval(months => ${keptMonths}::integer)`.execute(
      db,
    );
  }
}

/** @returns whether there may be more. */
async function forgetStep(db: Kysely<Database>, workspaceId: string, clock: Clock): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`
    with old as (
      select entry_id from audit_entry
      where workspace_id = ${workspaceId} and at < ${clock} - make_interval(months => ${keptMonths}::integer)
      order by at limit ${stepRows}
    )
    delete from audit_entry e using old where e.workspace_id = ${workspaceId} and e.entry_id = old.entry_id`.execute(db);
  return numAffectedRows === BigInt(stepRows);
}
