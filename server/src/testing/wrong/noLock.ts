/** Wrong: reads, decides, writes. Nothing is held between, and nobody looks whether what was read still holds. */
import { decided, situationOf, writeAnyway, wrongly } from './write.ts';

export const noLock = wrongly(async (ledger, one) => {
  const decision = decided(await situationOf(ledger, one), one);
  if (!decision || decision.changes.length === 0) return decision;
  return ledger.db.transaction().execute((trx) => writeAnyway(trx, decision));
});
