/**
 * A ledger that does not add up takes no more debits until it does (decide.ts); what is free goes on. The stop is no act: it has no number, since
 * an act adds to a ledger, and this one is broken. So both ways look again under the head's lock, where nothing of the workspace is written.
 */
import { sql, type Kysely, type Transaction } from 'kysely';
import { transact } from '../db/open.ts';
import type { Database } from '../db/schema.ts';
import { allowTime, verifyLedger, verifyOne, type Fault, type LedgerReport } from './verify.ts';

/** Stops the debits of a workspace, if its ledger does not add up. @returns what is wrong; empty where nothing is, and then nothing was done. */
export function stopIfBroken(db: Kysely<Database>, workspaceId: string): Promise<Fault[]> {
  return underHead(db, workspaceId, async (trx) => {
    const { faults } = await verifyOne(trx, workspaceId);
    if (faults.length > 0)
      await sql`update credit_head set stopped_at = now() where workspace_id = ${workspaceId} and stopped_at is null`.execute(trx);
    return faults;
  });
}

/** Lets debits go on in a workspace where they were stopped, if its ledger adds up. @returns whether it was so. */
function liftIfClean(db: Kysely<Database>, workspaceId: string): Promise<boolean> {
  return underHead(db, workspaceId, async (trx) => {
    const { faults } = await verifyOne(trx, workspaceId);
    if (faults.length > 0) return false;
    const { rows } = await sql`
      update credit_head set stopped_at = null where workspace_id = ${workspaceId} and stopped_at is not null returning 1`.execute(trx);
    return rows.length > 0;
  });
}

function underHead<T>(db: Kysely<Database>, workspaceId: string, work: (trx: Transaction<Database>) => Promise<T>): Promise<T> {
  return transact(db, async (trx) => {
    await allowTime(trx);
    await sql`select 1 from credit_head where workspace_id = ${workspaceId} for no key update`.execute(trx);
    return work(trx);
  });
}

/** A report with what became of the stops. */
export interface Lifted extends LedgerReport {
  /** Workspaces whose debits were stopped, and go on from now. */
  lifted: string[];
  /** Workspaces whose debits are stopped still. */
  stopped: string[];
}

/** As `verifyLedger`; where debits were stopped and the ledger adds up again, they go on. */
export async function verifyAndLift(db: Kysely<Database>, workspaceId?: string): Promise<Lifted> {
  const report = await verifyLedger(db, workspaceId);
  const rows = await db
    .selectFrom('credit_head')
    .select('workspace_id')
    .where('stopped_at', 'is not', null)
    .$if(workspaceId !== undefined, (query) => query.where('workspace_id', '=', workspaceId ?? ''))
    .orderBy('workspace_id')
    .execute();
  const result: Lifted = { ...report, lifted: [], stopped: [] };
  for (const { workspace_id: id } of rows) ((await liftIfClean(db, id)) ? result.lifted : result.stopped).push(id);
  return result;
}
