/**
 * Wrong: `update … where used + n <= granted` beside the inserts. Where the guard refuses, the rest of the statement is written all the same:
 * people for nothing. Everything else is done under the head's lock. credits.md 3.1.
 */
import { sql } from 'kysely';
import { costOf } from '../../credits/quote.ts';
import { decided, situationOf, writeAnyway, wrongly } from './write.ts';

export const guardBeside = wrongly((ledger, one) =>
  ledger.db.transaction().execute(async (trx) => {
    await sql`select 1 from credit_head where workspace_id = ${one.actor.workspaceId} for no key update`.execute(trx);
    const situation = await situationOf(ledger, one, trx);
    const right = decided(situation, one);
    const [verdict] = right?.verdicts ?? [];
    if (verdict?.says !== 'refused' || verdict.outcome !== 'notEnoughCredits')
      return right && right.changes.length > 0 ? writeAnyway(trx, right) : right;
    // The guard alone looks at the balance: it refuses, and its siblings do not know.
    const costCredits = costOf(verdict.estimate.list);
    const { head } = situation;
    const unguarded = decided({ ...situation, caps: new Map(), head: { ...head, granted: head.used + costCredits } }, one);
    if (unguarded) await writeAnyway(trx, { ...unguarded, head: { ...unguarded.head, granted: head.granted, used: head.used } });
    return right;
  }),
);
