/** What an action would cost and do, before it is done. product.md 2.8. */
import type { Quote } from '@wellmet/shared/credits';
import type { Identifiers } from '@wellmet/shared/identity';
import type { Kysely } from 'kysely';
import { firstAnalysisOf, peopleOf, resolvePeople, verdicts, type Verdict } from '../contacts/people.ts';
import type { Database } from '../db/schema.ts';
import { ProblemError } from '../http/problem.ts';
import { balanceOf, readHead, type Head } from './head.ts';
import type { Clock } from './period.ts';

/** Sum of what the people of a request cost. */
export const costOf = (list: readonly Verdict[]): number => list.reduce((sum, { costCredits }) => sum + costCredits, 0);

/** The quote for people that are resolved already. */
export function quoteOf(list: readonly Verdict[], head: Head, memberId: string): Quote {
  const balance = balanceOf(head);
  const costCredits = costOf(list);
  return {
    people: list.map((verdict) => ({
      class: verdict.class,
      costCredits: verdict.costCredits,
      ...(verdict.person.known && { firstAnalysis: firstAnalysisOf(verdict.person.known, memberId) }),
    })),
    costCredits,
    balance,
    ...(costCredits <= balance.available && { availableAfter: balance.available - costCredits }),
  };
}

/**
 * Quotes without a lock and without writing: by the time of the commit it may have changed, which is what the ceiling is for.
 * @throws ProblemError `invalid-request` when someone has no usable identifier.
 */
export async function quotePeople(
  db: Kysely<Database>,
  clock: Clock,
  workspaceId: string,
  memberId: string,
  asked: readonly Identifiers[],
): Promise<Quote> {
  const people = peopleOf(asked, (position) => `/people/${position}`);
  const head = await readHead(db, workspaceId, clock);
  if (!head) throw new ProblemError('not-found');
  return quoteOf(verdicts(await resolvePeople(db, workspaceId, people)), head, memberId);
}
