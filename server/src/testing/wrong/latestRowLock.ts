/**
 * Wrong: holds the newest row of the ledger, and takes the balance from it. By the time that it has the row, it is not the newest any more.
 * credits.md 1.3 (Climactic/laravel-credits#20).
 */
import { sql } from 'kysely';
import { decided, situationOf, writeAnyway, wrongly } from './write.ts';

export const latestRowLock = wrongly((ledger, one) =>
  ledger.db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ balance_after: number; period_start: Date }>`
      select balance_after, period_start from credit_entry where workspace_id = ${one.actor.workspaceId} order by seq desc limit 1 for update`.execute(
      trx,
    );
    const [latest] = rows;
    const situation = await situationOf(ledger, one, trx);
    const { head } = situation;
    if (latest && latest.period_start.getTime() === head.period_start.getTime()) head.used = head.granted - latest.balance_after;
    const decision = decided(situation, one);
    return decision && decision.changes.length > 0 ? writeAnyway(trx, decision) : decision;
  }),
);
