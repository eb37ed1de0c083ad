/**
 * The plan of a workspace changes, or is no longer paid; the operator corrects a balance. Upgrades hold at once, by the difference; everything
 * less holds from the next period, which begins with it by itself (credits/head.ts, `rolled`). product.md 2.3 and 2.10.
 *
 * Why going down and up again gains nothing: what is compared is always the plan in force, and within a period that only grows.
 */
import { randomUUID } from 'node:crypto';
import type { Balance } from '@wellmet/shared/credits';
import type { Plan } from '@wellmet/shared/plan';
import { noteInAudit } from '../audit/note.ts';
import { once, type LedgerAct, type Who } from '../credits/act.ts';
import { availableIn, balanceOf, enter, type Entry, type Head } from '../credits/head.ts';
import type { Ledger } from '../credits/situation.ts';
import { ProblemError } from '../http/problem.ts';
import { freePlan, planOnOffer } from './plans.ts';

type Stand = Pick<Ledger, 'db' | 'clock'>;

/** In which workspace; without a member, for the operator. The same request id again does nothing and repeats the answer. */
interface Change extends Who {
  requestId?: string;
}

/** What became of a change. What the next period begins with instead, `balance.next` tells. */
export interface PlanChanged {
  /** Credits that the present period has got by it. */
  addedCredits: number;
  balance: Balance;
}

/**
 * Puts a workspace on the version on offer of a plan. If that gives at least as many credits a month as the plan in force it holds at once, the
 * period gets the difference, and nothing is planned any more; if it gives fewer it holds from the next period. `used` is never touched. More
 * credits, or any plan but the free one, is paying again: a lapse ends, and the campaigns that it paused go on.
 * @param change.seats a whole number from 1.
 * @throws ProblemError `not-found` for a workspace or plan that is none; `request-id-reused`.
 */
export function changePlan(stand: Stand, change: Change & { planCode: string; seats: number }): Promise<PlanChanged> {
  const { planCode, seats } = change;
  return act(stand, change, { plan: planCode, seats }, (ledgerAct, by) => putOnPlan(ledgerAct, { planCode, seats }, by));
}

/** Credits a month that a plan gives more than the one in force: as many at once, or, below zero, fewer from the next period on. */
export const differenceOf = (head: Pick<Head, 'monthly_credits_per_seat' | 'seats'>, plan: Plan, seats: number): number =>
  plan.monthlyCreditsPerSeat * seats - head.monthly_credits_per_seat * head.seats;

/**
 * The same as a part of an act that does more.
 * @returns how many credits the present period has got.
 * @throws ProblemError `not-found` for a plan that is none.
 */
export async function putOnPlan(
  { trx, head, entries, actor }: LedgerAct<Who>,
  { planCode, seats }: { planCode: string; seats: number },
  by: By,
): Promise<number> {
  const plan = await planOnOffer(trx, planCode);
  const from = nameOf(head.next_plan_code ?? head.plan_code, head.next_seats ?? head.seats);
  const addedCredits = differenceOf(head, plan, seats);
  if (addedCredits < 0) planNext(head, plan, seats);
  else putInForce(head, plan, seats);
  if (addedCredits > 0) {
    const named = { code: plan.code, version: plan.version, seats };
    entries.push(enter(head, { kind: 'grant', amount: addedCredits, reason: 'upgrade', plan: named, ...by }));
  }
  if (plan.code !== freePlan || addedCredits > 0) head.lapsed_from = null;
  await noteInAudit(trx, { by: actor, act: 'plan-changed', about: { from, to: nameOf(plan.code, seats) } });
  return Math.max(0, addedCredits);
}

/**
 * The plan is no longer paid: at the next period the workspace falls to the free plan with one seat, and from then on its ongoing campaigns are
 * paused, until it pays again. Doing it again changes nothing.
 * @throws ProblemError `not-found`; `wrong-state` for a workspace that is on the free plan without a lapse; `request-id-reused`.
 */
export function lapsePlan(stand: Stand, change: Change): Promise<PlanChanged> {
  return act(stand, change, { lapse: true }, async (ledgerAct) => {
    await letLapse(ledgerAct);
    return 0;
  });
}

/** The same as a part of an act that does more. @throws ProblemError `wrong-state`. */
export async function letLapse({ trx, head, actor }: LedgerAct<Who>): Promise<void> {
  if (head.plan_code === freePlan) {
    if (head.lapsed_from === null) throw new ProblemError('wrong-state', { detail: 'The workspace is on the free plan: nothing is paid.' });
    return;
  }
  planNext(head, await planOnOffer(trx, freePlan), 1);
  head.lapsed_from = head.period_end;
  await noteInAudit(trx, { by: actor, act: 'plan-changed', about: { from: nameOf(head.plan_code, head.seats), to: nameOf(freePlan, 1) } });
}

const nameOf = (code: string, seats: number): string => `${code} × ${seats}`;

/**
 * Adds credits to the present period, or takes some of those that are left. They end with it, as all do.
 * @param change.credits a whole number other than 0.
 * @throws ProblemError `not-found`; `wrong-state` for more than are left, since nothing goes below zero; `request-id-reused`.
 */
export async function adjustCredits(stand: Stand, change: Change & { credits: number; reason: string }): Promise<Balance> {
  const { credits, reason } = change;
  const { balance } = await act(stand, change, { credits, reason }, async ({ head, entries }, by) => {
    if (availableIn(head) + credits < 0)
      throw new ProblemError('wrong-state', {
        detail: `Of ${head.granted} credits ${head.used} are used: no more than ${availableIn(head)} can be taken.`,
      });
    entries.push(enter(head, { kind: 'adjustment', amount: credits, reason, ...by }));
    return credits;
  });
  return balance;
}

/** Who asked for an entry, and by which request. */
type By = Pick<Entry, 'memberId' | 'requestId'>;

/** @param work moves the head, and gives how many credits the present period has got. */
async function act(
  stand: Stand,
  // Without a time: whatever clock this process has.
  { workspaceId, memberId, requestId = randomUUID() }: Change,
  content: object,
  work: (act: LedgerAct<Who>, by: By) => Promise<number>,
): Promise<PlanChanged> {
  const { done } = await once<PlanChanged, never, Who>(stand, { workspaceId, memberId }, requestId, content, async (ledgerAct) => {
    const addedCredits = await work(ledgerAct, { memberId, requestId });
    return { done: { addedCredits, balance: balanceOf(ledgerAct.head) } };
  });
  return done;
}

function putInForce(head: Head, plan: Plan, seats: number): void {
  head.plan_code = plan.code;
  head.plan_version = plan.version;
  head.plan_name = plan.name;
  head.monthly_credits_per_seat = plan.monthlyCreditsPerSeat;
  head.seats = seats;
  head.next_plan_code = head.next_plan_version = head.next_seats = null;
  head.next_plan_name = head.next_monthly_credits_per_seat = null;
}

function planNext(head: Head, plan: Plan, seats: number): void {
  head.next_plan_code = plan.code;
  head.next_plan_version = plan.version;
  head.next_plan_name = plan.name;
  head.next_monthly_credits_per_seat = plan.monthlyCreditsPerSeat;
  head.next_seats = seats;
}
