/** Nothing wrong: written as the wrong versions are, under the head's lock. What fails in them must be their fault and not this way of writing. */
import { sql } from 'kysely';
import { decided, situationOf, writeAnyway, wrongly } from './write.ts';

export const none = wrongly((ledger, one) =>
  ledger.db.transaction().execute(async (trx) => {
    await sql`select 1 from credit_head where workspace_id = ${one.actor.workspaceId} for no key update`.execute(trx);
    const decision = decided(await situationOf(ledger, one, trx), one);
    return decision && decision.changes.length > 0 ? writeAnyway(trx, decision) : decision;
  }),
);
