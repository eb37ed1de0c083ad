/** The plan of the workspace, as the server tells it: nothing of what other plans would do is worked out or kept here. */
import type { PaymentPage, PlanAsked, PlanRequest, WorkspacePlan } from '@wellmet/shared/plan';
import { browser } from 'wxt/browser';
import { isTrouble, type Trouble } from '../messages.ts';
import { askAsMember } from './askAsMember.ts';

export async function workspacePlan(query: { seats?: number | undefined }): Promise<WorkspacePlan | Trouble> {
  const told = await askAsMember('workspacePlan', (workspaceId) => ({ params: { workspaceId }, query }));
  return isTrouble(told) ? told : told.answer;
}

export async function askForPlan(body: PlanAsked): Promise<PlanRequest | Trouble> {
  const told = await askAsMember('askForPlan', (workspaceId) => ({ params: { workspaceId }, body }));
  return isTrouble(told) ? told : told.answer;
}

export async function withdrawPlanRequest({ id, requestId }: { id: string; requestId: string }): Promise<PlanRequest | Trouble> {
  const told = await askAsMember('withdrawPlanRequest', (workspaceId) => ({
    params: { workspaceId, planRequestId: id },
    body: { requestId },
  }));
  return isTrouble(told) ? told : told.answer;
}

export async function payForPlan(body: PlanAsked): Promise<'opened' | Trouble> {
  const told = await askAsMember('payForPlan', (workspaceId) => ({ params: { workspaceId }, body }));
  return isTrouble(told) ? told : open(told.answer);
}

export async function changePayment(): Promise<'opened' | Trouble> {
  const told = await askAsMember('changePayment', (workspaceId) => ({ params: { workspaceId } }));
  return isTrouble(told) ? told : open(told.answer);
}

async function open({ url }: PaymentPage): Promise<'opened'> {
  await browser.tabs.create({ url });
  return 'opened';
}
