/** What the operator does about what a workspace pays for: its plan, and its credits. product.md 2.10. */
import type { Balance } from '@wellmet/shared/credits';
import type { Plan } from '@wellmet/shared/plan';
import { z } from 'zod';
import { adjustCredits, changePlan, lapsePlan, type PlanChanged } from '../plans/change.ts';
import { maxSeats, plansOnOffer } from '../plans/plans.ts';
import { answerRequest, openRequests } from '../plans/requests.ts';
import { command, counted, Digits, Flag, say, tableOf, UsageError, withServer, WorkspaceId } from './command.ts';

const maxCredits = 1_000_000;

export const planList = command({
  words: 'plan list',
  about: 'the plans on offer, smallest first',
  usage: '[--json]',
  options: z.strictObject({ json: Flag }),
  work: async (config, { json }) => {
    const plans = await withServer(config, ({ database }) => plansOnOffer(database.db));
    const heading = ['plan', 'version', 'name', 'credits a seat and month', 'price a seat and month', 'price a seat and year'];
    const rows = plans.map((plan) => [
      plan.code,
      String(plan.version),
      plan.name,
      String(plan.monthlyCreditsPerSeat),
      priceOf(plan.monthlyPricePerSeatCents, plan),
      plan.annualPricePerSeatCents === undefined ? '–' : priceOf(plan.annualPricePerSeatCents, plan),
    ]);
    say(json, { plans }, tableOf([heading, ...rows]));
  },
});

export const planChange = command({
  words: 'plan change',
  about: 'put a workspace on a plan: for more credits at once, for fewer from its next period on',
  usage: '--workspace <id> --plan <code> [--seats <n>] [--json]',
  options: z.strictObject({
    workspace: WorkspaceId,
    plan: z.string('--plan must be the code of a plan on offer').min(1, '--plan must be the code of a plan on offer'),
    seats: Digits(`--seats must be a number from 1 to ${maxSeats}`, 1, maxSeats).default(1),
    json: Flag,
  }),
  work: async (config, { workspace, plan, seats, json }) => {
    const changed = await withServer(config, ({ accounts }) => changePlan(accounts, { workspaceId: workspace, planCode: plan, seats }));
    say(json, changed, changeInWords(changed));
  },
});

export const planLapse = command({
  words: 'plan lapse',
  about: 'a workspace pays no more: the free plan from its next period on, and its campaigns paused until it pays again',
  usage: '--workspace <id> [--json]',
  options: z.strictObject({ workspace: WorkspaceId, json: Flag }),
  work: async (config, { workspace, json }) => {
    const changed = await withServer(config, ({ accounts }) => lapsePlan(accounts, { workspaceId: workspace }));
    say(json, changed, changeInWords(changed));
  },
});

export const planRequests = command({
  words: 'plan requests',
  about: 'what workspaces ask for and nobody has answered, the oldest first',
  usage: '[--json]',
  options: z.strictObject({ json: Flag }),
  work: async (config, { json }) => {
    const requests = await withServer(config, ({ database }) => openRequests(database.db));
    const heading = ['request', 'asked', 'workspace', 'by', 'plan', 'seats', 'paid by'];
    const rows = requests.map(({ id, askedAt, workspace, by, plan, seats, every }) => [
      id,
      askedAt.slice(0, 16).replace('T', ' '),
      workspace,
      by,
      plan,
      String(seats),
      every,
    ]);
    say(json, { requests }, rows.length === 0 ? 'Nobody asks for anything.' : tableOf([heading, ...rows]));
  },
});

export const planAnswer = command({
  words: 'plan answer',
  takes: 'request',
  about: 'answer what a workspace asks for: accepting puts it on the plan; its members read the reason',
  usage: '<request> --accept|--decline [--reason <text>] [--json]',
  options: z.strictObject({
    request: z.uuid('the request must be an id of "plan requests"'),
    accept: Flag,
    decline: Flag,
    reason: z.string().trim().min(1, '--reason is empty').max(500, '--reason must have 500 characters or fewer').optional(),
    json: Flag,
  }),
  work: async (config, { request, accept, decline, reason, json }) => {
    if (accept === decline) throw new UsageError('Say either --accept or --decline.');
    const changed = await withServer(config, ({ accounts }) => answerRequest(accounts, request, accept, reason));
    say(json, changed, `${accept ? 'Accepted' : 'Declined'}. ${changeInWords(changed)}`);
  },
});

export const grant = command({
  words: 'grant',
  about: 'give a workspace credits for its present period, or take some that are left (--credits=-5); its ledger tells why',
  usage: '--workspace <id> --credits <n> --reason <text> [--json]',
  options: z.strictObject({
    workspace: WorkspaceId,
    credits: Digits(`--credits must be a number up to ${maxCredits}, below zero to take some, not 0`, -maxCredits, maxCredits).refine(
      (credits) => credits !== 0,
      '--credits must not be 0',
    ),
    reason: z.string('--reason is missing').trim().min(1, '--reason is missing').max(200, '--reason must have 200 characters or fewer'),
    json: Flag,
  }),
  work: async (config, { workspace, credits, reason, json }) => {
    const balance = await withServer(config, ({ accounts }) => adjustCredits(accounts, { workspaceId: workspace, credits, reason }));
    const moved = credits > 0 ? `${counted(credits, 'credit')} given` : `${counted(-credits, 'credit')} taken`;
    say(json, { balance }, `${moved}. ${balanceInWords(balance)}`);
  },
});

const priceOf = (cents: number, { currency }: Plan): string =>
  `${Math.trunc(cents / 100)}.${String(cents % 100).padStart(2, '0')} ${currency}`;

const changeInWords = ({ addedCredits, balance }: PlanChanged): string =>
  `${addedCredits > 0 ? `${counted(addedCredits, 'credit')} more. ` : ''}${balanceInWords(balance)}`;

function balanceInWords({ available, allotment, plan, periodEnd, timeZone, next }: Balance): string {
  const end = new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'medium', timeStyle: 'short' }).format(new Date(periodEnd));
  const now = `${plan.code} with ${counted(plan.seats, 'seat')}: ${available} of ${counted(allotment, 'credit')} left until ${end} ${timeZone}.`;
  if (!next) return now;
  const because = next.because === 'lapse' ? ', since it pays no more' : '';
  return `${now} Then ${next.code} with ${counted(next.seats, 'seat')}, ${counted(next.allotment, 'credit')} a month${because}.`;
}
