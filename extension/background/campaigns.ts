/** The campaigns that take people, and new ones. Putting people in them is a wish (wishes.ts). */
import type { Campaign } from '@wellmet/shared/campaign';
import { lastCampaigns } from '../cache/read.ts';
import { rememberCampaign, rememberCampaigns } from '../cache/write.ts';
import { isTrouble, type CampaignList, type CampaignRef, type Trouble } from '../messages.ts';
import { askAsMember, signedIn } from './askAsMember.ts';

export async function knownCampaigns(): Promise<CampaignList | undefined> {
  const kept = await lastCampaigns();
  return kept && { campaigns: kept.campaigns, asOf: kept.asOf, mayMove: await mayMove() };
}

export async function campaigns(): Promise<CampaignList | Trouble> {
  const asked = await askAsMember('campaigns', (workspaceId) => ({ params: { workspaceId }, query: {} }));
  if (isTrouble(asked)) return asked;
  const open = asked.answer.campaigns.filter(({ state }) => state === 'draft' || state === 'ongoing');
  const asOf = new Date().toISOString();
  await rememberCampaigns(asked.workspaceId, asOf, open);
  return { campaigns: open, asOf, mayMove: await mayMove() };
}

export async function createCampaign(body: CampaignRef): Promise<Campaign | Trouble> {
  const asked = await askAsMember('createCampaign', (workspaceId) => ({ params: { workspaceId }, body }));
  if (isTrouble(asked)) return asked;
  await rememberCampaign(asked.workspaceId, asked.answer);
  return asked.answer;
}

async function mayMove(): Promise<boolean> {
  const account = await signedIn();
  return account !== undefined && account.workspace.role !== 'member';
}
