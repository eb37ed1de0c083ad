/** What an action would cost and do, before it is done. product.md 2.8. */
import type { Quote, QuoteRequest, WayOn } from '@wellmet/shared/credits';
import { canonicalIdentifiers } from '@wellmet/shared/identity';
import type { Kysely } from 'kysely';
import type { z } from 'zod';
import {
  resolvePeople,
  toldOf,
  verdicts,
  type KnownContact,
  type Resolved,
  type ResolvedPerson,
  type TargetCampaign,
  type Verdict,
} from '../contacts/people.ts';
import type { Database } from '../db/schema.ts';
import { ProblemError } from '../http/problem.ts';
import { plansOnOffer } from '../plans/plans.ts';
import { availableIn, balanceOf, type Head } from './head.ts';
import { readSituation, type Cap, type Ledger, type Situation } from './situation.ts';

/** Sum of what the people of a request cost. */
export const costOf = (list: readonly Verdict[]): number => list.reduce((sum, { costCredits }) => sum + costCredits, 0);

/** What a merged contact's debit gives back: nothing, when its period has ended. product.md 2.9. */
export const restoredCreditsOf = ({ debitedIn }: KnownContact, head: Head): 0 | 1 =>
  debitedIn.getTime() === head.period_start.getTime() ? 1 : 0;

/** The contacts that a request merges into others and whose debits come back. */
export const restoredBy = (people: readonly ResolvedPerson[]): KnownContact[] =>
  people.flatMap(({ merged }) => merged.filter(({ isRestored }) => !isRestored));

/** What a request would do, and what there is to pay it with. */
export interface Estimate {
  list: Verdict[];
  resolved: Resolved;
  head: Head;
  cap: Cap | undefined;
}

/** What may be spent: the balance, or what the member's cap leaves of it. */
export const spendable = ({ head, cap }: Pick<Estimate, 'head' | 'cap'>): number =>
  Math.min(availableIn(head), cap ? Math.max(0, cap.capCredits - cap.usedCredits) : Infinity);

/** The campaign that a request puts people in. @throws ProblemError `not-found`, or `wrong-state` for one that takes nobody any more. */
export function targetOf({ campaign }: Situation, campaignId: string | undefined): TargetCampaign | undefined {
  if (campaignId === undefined) return undefined;
  if (!campaign) throw new ProblemError('not-found');
  if (campaign.state !== 'draft' && campaign.state !== 'ongoing')
    throw new ProblemError('wrong-state', { detail: 'A campaign that is completed or archived takes nobody: open it again first.' });
  return { campaignId, isOngoing: campaign.state === 'ongoing' };
}

/** The quote for people that are resolved already. */
export async function quoteOf(db: Kysely<Database>, estimate: Estimate, memberId: string): Promise<Quote> {
  const { list, resolved, head, cap } = estimate;
  const balance = balanceOf(head);
  const costCredits = costOf(list);
  // What a merge gives back comes with the act, and pays for nothing in it.
  const suffices = costCredits <= spendable(estimate);
  const restoredCredits = restoredBy(resolved.people).reduce((sum, debit) => sum + restoredCreditsOf(debit, head), 0);
  return {
    people: list.map((verdict) => toldOf(verdict, memberId)),
    costCredits,
    balance,
    ...(cap && { memberCap: { ...cap, availableCredits: Math.max(0, cap.capCredits - cap.usedCredits) } }),
    ...(suffices
      ? { availableAfter: balance.available - costCredits + restoredCredits }
      : { shortOf: costCredits > balance.available ? 'balance' : 'memberCap' }),
    waysOn: suffices ? [] : await waysOn(db, estimate),
  };
}

/**
 * Quotes without a lock and without writing: by the time of the commit it may have changed, which is what the ceiling is for.
 * @throws ProblemError `not-found` and `wrong-state` about the campaign.
 */
export async function quotePeople(
  ledger: Ledger,
  { workspaceId, memberId }: { workspaceId: string; memberId: string },
  { people: asked, campaignId }: z.output<typeof QuoteRequest>,
): Promise<Quote> {
  const people = asked.map(canonicalIdentifiers);
  const situation = await readSituation(ledger, { workspaceId, people, memberIds: [memberId], campaignId });
  if (!situation) throw new ProblemError('not-found');
  const { contacts, erased, head, caps } = situation;
  const resolved = resolvePeople(contacts, erased, people);
  const list = verdicts(resolved, people.length, targetOf(situation, campaignId));
  return quoteOf(ledger.db, { list, resolved, head, cap: caps.get(memberId) }, memberId);
}

/** product.md 2.6. `firstN` counts people from the start of the request, known ones and duplicates included. */
async function waysOn(db: Kysely<Database>, estimate: Estimate): Promise<WayOn[]> {
  const { resolved, head, list, cap } = estimate;
  const ways: WayOn[] = [];
  const available = spendable(estimate);
  // The longest part that can be paid; people who turn out to be one only later count as two in it.
  const firstN = resolved.newUpTo.findLastIndex((cost) => cost <= available) + 1;
  if (available > 0 && firstN > 0) ways.push({ way: 'firstN', count: firstN });
  ways.push({ way: 'wait', until: head.period_end.toISOString() });
  const costCredits = costOf(list);
  // Both may be short: then neither way leads there alone.
  if (cap && costCredits > cap.capCredits - cap.usedCredits) ways.push({ way: 'raiseCap' });
  if (costCredits <= availableIn(head)) return ways;
  const larger = (await plansOnOffer(db)).find(({ monthlyCreditsPerSeat }) => monthlyCreditsPerSeat > head.monthly_credits_per_seat);
  if (larger)
    ways.push({ way: 'upgrade', plan: { code: larger.code, name: larger.name, monthlyCreditsPerSeat: larger.monthlyCreditsPerSeat } });
  return ways;
}
