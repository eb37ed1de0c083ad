/** Once a day every ledger is recomputed; one that does not add up takes no more debits, and the operator hears of it. credits.md 7.19. */
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { PeriodicWork } from '../db/periodic.ts';
import type { Database } from '../db/schema.ts';
import { stopIfBroken } from './stop.ts';
import { verifyLedger } from './verify.ts';

/** Of one invariant: what breaks it in more workspaces than these is no fault of theirs, and comes up again the next day. */
const maxFaults = 10_000;

export const dailyVerification = (db: Kysely<Database>, log: Logger): PeriodicWork => ({
  name: 'ledger verification',
  everyHours: 24,
  work: (signal) => verifyAndStop(db, log, signal),
});

/** Stops the debits of each workspace whose ledger does not add up, with one line in the log: ids and invariants, nothing of people. */
export async function verifyAndStop(db: Kysely<Database>, log: Logger, signal?: AbortSignal): Promise<void> {
  const report = await verifyLedger(db, undefined, { maxFaults, signal });
  for (const workspaceId of new Set(report.faults.map((fault) => fault.workspaceId))) {
    signal?.throwIfAborted();
    const faults = await stopIfBroken(db, workspaceId);
    if (faults.length > 0)
      log.error(
        { workspaceId, invariants: faults.map(({ invariant }) => invariant) },
        'the ledger of a workspace does not add up: it takes no more debits until `ledger verify` finds it clean',
      );
  }
}
