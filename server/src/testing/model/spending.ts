/** Credits that come and go otherwise than by analysing: plans, adjustments, caps. */
import type { Balance } from '@wellmet/shared/credits';
import { capRoutes } from '../../credits/caps.ts';
import { adjustCredits, changePlan, lapsePlan } from '../../plans/change.ts';
import { balanceIn, memberIds, once, outcome, problem, toldBalance, type Act, type Told } from './act.ts';
import { availableIn, usedIn, type PlanInWorld } from './world.ts';

export const planAct = (plan: PlanInWorld, requestId: string): Act => ({
  says: { plan: plan.code, seats: plan.seats, requestId },
  requestId,
  send: async ({ ledger, workspaceId }) =>
    outcome(changePlan(ledger, { workspaceId, requestId, planCode: plan.code, seats: plan.seats }).then(toldChange)),
  expect: (world, told) =>
    once(world, requestId, { plan }, told, () => {
      const addedCredits = plan.credits * plan.seats - world.plan.credits * world.plan.seats;
      if (addedCredits < 0) world.next = plan;
      else {
        world.plan = plan;
        world.next = undefined;
        world.granted += addedCredits;
      }
      if (plan.code !== freePlan.code || addedCredits > 0) world.lapsedFrom = undefined;
      return { told: { addedCredits: Math.max(0, addedCredits), balance: balanceIn(world) }, world };
    }),
});

const toldChange = ({ addedCredits, balance }: { addedCredits: number; balance: Balance }): Told => ({
  addedCredits,
  balance: toldBalance(balance),
});

export const freePlan: PlanInWorld = { code: 'free', credits: 2, seats: 1 };

export const lapseAct = (requestId: string): Act => ({
  says: { lapse: requestId },
  requestId,
  send: async ({ ledger, workspaceId }) => outcome(lapsePlan(ledger, { workspaceId, requestId }).then(toldChange)),
  expect: (world, told) =>
    once(world, requestId, { lapse: true }, told, () => {
      if (world.plan.code === freePlan.code && world.lapsedFrom === undefined) return { told: problem('wrong-state'), world };
      if (world.plan.code !== freePlan.code) {
        world.next = freePlan;
        world.lapsedFrom = world.periodEnd;
      }
      return { told: { addedCredits: 0, balance: balanceIn(world) }, world };
    }),
});

export const adjustAct = (credits: number, requestId: string): Act => ({
  says: { adjust: credits, requestId },
  requestId,
  send: async ({ ledger, workspaceId }) =>
    outcome(
      adjustCredits(ledger, { workspaceId, requestId, credits, reason: 'by hand' }).then((balance) => ({ balance: toldBalance(balance) })),
    ),
  expect: (world, told) =>
    once(world, requestId, { adjust: credits }, told, () => {
      if (availableIn(world) + credits < 0) return { told: problem('wrong-state'), world };
      world.granted += credits;
      return { told: { balance: balanceIn(world) }, world };
    }),
});

export const capAct = (whose: 0 | 1, capCredits: number | null, requestId: string): Act => ({
  says: { cap: capCredits, whose, requestId },
  requestId,
  send: async ({ ledger, workspaceId, actors }) =>
    outcome(
      capRoutes(ledger)
        .setMemberCap(
          { params: { workspaceId, memberId: actors[whose].memberId }, body: { requestId, capCredits } },
          { workspaceId, member: { id: actors[0].memberId, name: '', email: '' }, role: 'owner', token: '', address: '' },
        )
        .then((usage) => ({ cap: usage.capCredits, used: usage.usedCredits })),
    ),
  expect: (world, told) =>
    once(world, requestId, { cap: capCredits, whose }, told, () => {
      if (capCredits === null) world.caps.delete(memberIds[whose]);
      else world.caps.set(memberIds[whose], capCredits);
      return { told: { cap: capCredits ?? undefined, used: usedIn(world, memberIds[whose]) }, world };
    }),
});
