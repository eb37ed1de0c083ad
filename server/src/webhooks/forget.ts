/** Once a day, what webhooks were sent a month ago is forgotten, and those that were removed a day ago. */
import { sql, type Kysely } from 'kysely';
import { idAt } from '../credits/requestAge.ts';
import type { PeriodicWork } from '../db/periodic.ts';
import type { Database } from '../db/schema.ts';

const keptMs = 30 * 86_400_000;

/** Rows of one step: none of them holds anything up for long. */
const stepRows = 500;

export const webhookForgetting = (db: Kysely<Database>): PeriodicWork => ({
  name: 'forgetting deliveries of webhooks',
  everyHours: 24,
  work: (signal) => forgetDeliveries(db, signal),
});

export async function forgetDeliveries(db: Kysely<Database>, signal?: AbortSignal): Promise<void> {
  const before = idAt(Date.now() - keptMs);
  const workspaces = await db.selectFrom('webhook').select('workspace_id').distinct().execute();
  for (const { workspace_id: workspaceId } of workspaces) {
    while (await forgetStep(db, workspaceId, before)) signal?.throwIfAborted();
    await sql`delete from webhook where workspace_id = ${workspaceId} and removed_at < now() - interval '1 day'`.execute(db);
  }
}

/** @returns whether there may be more. */
async function forgetStep(db: Kysely<Database>, workspaceId: string, before: string): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`
    with old as (
      select delivery_id from webhook_delivery where workspace_id = ${workspaceId} and delivery_id < ${before} order by delivery_id limit ${stepRows}
    )
    delete from webhook_delivery d using old where d.workspace_id = ${workspaceId} and d.delivery_id = old.delivery_id`.execute(db);
  return numAffectedRows === BigInt(stepRows);
}
