import { checkout, paymentOf, portal } from '../billing/checkout.ts';
import type { Payments } from '../billing/stripe.ts';
import { actorOf } from '../campaigns/routes.ts';
import type { Ledger } from '../credits/situation.ts';
import type { Handlers } from '../http/handlers.ts';
import { workspacePlan } from './offers.ts';
import { plansOnOffer } from './plans.ts';
import { askForPlan, withdrawPlanRequest, type Operator } from './requests.ts';

type Names = 'plans' | 'workspacePlan' | 'askForPlan' | 'withdrawPlanRequest' | 'payForPlan' | 'changePayment';

export const planRoutes = (
  ledger: Pick<Ledger, 'db' | 'clock'>,
  operator: Operator,
  payments: Payments | undefined,
): Pick<Handlers, Names> => ({
  plans: async () => ({ plans: await plansOnOffer(ledger.db) }),
  workspacePlan: async ({ query }, { workspaceId, member }) => {
    const payment = await paymentOf(ledger, payments, workspaceId);
    return { ...(await workspacePlan(ledger, workspaceId, member.id, query.seats)), ...(payment && { payment }) };
  },
  payForPlan: ({ body }, caller) => checkout(ledger, payments, actorOf(caller), body),
  changePayment: (_, caller) => portal(ledger, payments, actorOf(caller)),
  askForPlan: ({ body }, caller) => askForPlan(ledger, actorOf(caller), body, operator),
  withdrawPlanRequest: ({ params, body }, caller) => withdrawPlanRequest(ledger, actorOf(caller), params.planRequestId, body.requestId),
});
