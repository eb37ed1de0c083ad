import { actorOf } from '../campaigns/routes.ts';
import type { Ledger } from '../credits/situation.ts';
import type { Handlers } from '../http/handlers.ts';
import { workspacePlan } from './offers.ts';
import { plansOnOffer } from './plans.ts';
import { askForPlan, withdrawPlanRequest, type Operator } from './requests.ts';

type Names = 'plans' | 'workspacePlan' | 'askForPlan' | 'withdrawPlanRequest';

export const planRoutes = (ledger: Pick<Ledger, 'db' | 'clock'>, operator: Operator): Pick<Handlers, Names> => ({
  plans: async () => ({ plans: await plansOnOffer(ledger.db) }),
  workspacePlan: ({ query }, { workspaceId, member }) => workspacePlan(ledger, workspaceId, member.id, query.seats),
  askForPlan: ({ body }, caller) => askForPlan(ledger, actorOf(caller), body, operator),
  withdrawPlanRequest: ({ params, body }, caller) => withdrawPlanRequest(ledger, actorOf(caller), params.planRequestId, body.requestId),
});
