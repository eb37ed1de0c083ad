/** What an action would cost and do, before it is done. product.md 2.8. */
import type { Quote, WayOn } from '@wellmet/shared/credits';
import type { Identifiers } from '@wellmet/shared/identity';
import type { Kysely } from 'kysely';
import { firstAnalysisOf, resolvePeople, usableIdentifiers, verdicts, type KnownContact, type Verdict } from '../contacts/people.ts';
import type { Database } from '../db/schema.ts';
import { ProblemError } from '../http/problem.ts';
import { plansOnOffer } from '../plans/plans.ts';
import { balanceOf, readHead, type Head } from './head.ts';
import type { Clock } from './period.ts';

/** Sum of what the people of a request cost. */
export const costOf = (list: readonly Verdict[]): number => list.reduce((sum, { costCredits }) => sum + costCredits, 0);

/** What a merged contact's debit gives back: nothing, when its period has ended. product.md 2.9. */
export const restoredCreditsOf = ({ debitedIn }: KnownContact, head: Head): 0 | 1 =>
  debitedIn.getTime() === head.period_start.getTime() ? 1 : 0;

/** The quote for people that are resolved already. */
export async function quoteOf(db: Kysely<Database>, list: readonly Verdict[], head: Head, memberId: string): Promise<Quote> {
  const balance = balanceOf(head);
  const costCredits = costOf(list);
  // What a merge gives back comes with the act, and pays for nothing in it.
  const suffices = costCredits <= balance.available;
  const merged = [...new Set(list.map(({ person }) => person))].flatMap((person) => person.merged);
  const restoredCredits = merged.reduce((sum, debit) => sum + restoredCreditsOf(debit, head), 0);
  return {
    people: list.map((verdict) => ({
      class: verdict.class,
      costCredits: verdict.costCredits,
      ...(verdict.person.known && { firstAnalysis: firstAnalysisOf(verdict.person.known, memberId) }),
    })),
    costCredits,
    balance,
    ...(suffices && { availableAfter: balance.available - costCredits + restoredCredits }),
    waysOn: suffices ? [] : await waysOn(db, list, head),
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
  const people = usableIdentifiers(asked, (position) => `/people/${position}`);
  const head = await readHead(db, workspaceId, clock);
  if (!head) throw new ProblemError('not-found');
  return quoteOf(db, verdicts(await resolvePeople(db, workspaceId, people)), head, memberId);
}

/** product.md 2.6. `firstN` counts people from the start of the request, known ones and duplicates included. */
async function waysOn(db: Kysely<Database>, list: readonly Verdict[], head: Head): Promise<WayOn[]> {
  const ways: WayOn[] = [];
  const available = head.granted - head.used;
  if (available > 0) {
    let cost = 0;
    const tooMany = list.findIndex(({ costCredits }) => (cost += costCredits) > available);
    ways.push({ way: 'firstN', count: tooMany });
  }
  ways.push({ way: 'wait', until: head.period_end.toISOString() });
  const larger = (await plansOnOffer(db)).find(({ monthlyCreditsPerSeat }) => monthlyCreditsPerSeat > head.monthly_credits_per_seat);
  if (larger)
    ways.push({ way: 'upgrade', plan: { code: larger.code, name: larger.name, monthlyCreditsPerSeat: larger.monthlyCreditsPerSeat } });
  return ways;
}
