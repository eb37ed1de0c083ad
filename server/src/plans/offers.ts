/** The plan of a workspace as its members see it: what is in force, and what each plan on offer would do. */
import type { WorkspacePlan } from '@wellmet/shared/plan';
import { availableIn, balanceOf, readHead } from '../credits/head.ts';
import type { Ledger } from '../credits/situation.ts';
import { ProblemError } from '../http/problem.ts';
import { differenceOf } from './change.ts';
import { plansOnOffer, seatsOf } from './plans.ts';
import { lastRequest } from './requests.ts';

/** @throws ProblemError `not-found` for a workspace without credits. */
export async function workspacePlan(
  { db, clock }: Pick<Ledger, 'db' | 'clock'>,
  workspaceId: string,
  memberId: string,
  wanted: number | undefined,
): Promise<WorkspacePlan> {
  const head = await readHead(db, workspaceId, clock);
  if (!head) throw new ProblemError('not-found');
  const wantedSeats = wanted ?? head.seats;
  const request = await lastRequest(db, workspaceId, memberId);
  return {
    balance: balanceOf(head),
    seats: wantedSeats,
    ...(request && { request }),
    offers: (await plansOnOffer(db)).map((plan) => {
      const seats = seatsOf(plan, wantedSeats);
      const difference = differenceOf(head, plan, seats);
      const addedCredits = Math.max(0, difference);
      return {
        plan,
        seats,
        monthlyCredits: plan.monthlyCreditsPerSeat * seats,
        addedCredits,
        availableCredits: availableIn(head) + addedCredits,
        ...(difference < 0 && { holdsFrom: head.period_end.toISOString() }),
        isCurrent: head.plan_code === plan.code && head.seats === seats && head.next_plan_code === null,
      };
    }),
  };
}
