/** The campaigns that take people, and new ones. Putting people in them is a wish (wishes.ts). */
import type { Campaign } from '@wellmet/shared/campaign';
import { lastCampaigns, latest, syncState } from '../cache/read.ts';
import { rememberCampaign, rememberCampaigns } from '../cache/write.ts';
import { isTrouble, type CampaignList, type CampaignRef, type Trouble } from '../messages.ts';
import { askAsMember, signedIn } from './askAsMember.ts';
import { pullSoon } from './pull.ts';

export async function knownCampaigns(): Promise<CampaignList | undefined> {
  const [kept, state] = await Promise.all([lastCampaigns(), syncState()]);
  return kept && listOf(kept.campaigns, latest(kept.asOf, state?.asOf));
}

export async function campaigns(): Promise<CampaignList | Trouble> {
  const asked = await askAsMember('campaigns', (workspaceId) => ({ params: { workspaceId }, query: {} }));
  if (isTrouble(asked)) return asked;
  await rememberCampaigns(asked.workspaceId, asked.at, asked.answer.campaigns);
  return listOf(asked.answer.campaigns, asked.at);
}

/** Those that take people. */
async function listOf(all: readonly Campaign[], asOf: string): Promise<CampaignList> {
  return { campaigns: all.filter(({ state }) => state === 'draft' || state === 'ongoing'), asOf, mayMove: await mayMove() };
}

export async function createCampaign(body: CampaignRef): Promise<Campaign | Trouble> {
  const asked = await askAsMember('createCampaign', (workspaceId) => ({ params: { workspaceId }, body }));
  if (isTrouble(asked)) return asked;
  await rememberCampaign(asked.workspaceId, asked.answer);
  pullSoon();
  return asked.answer;
}

async function mayMove(): Promise<boolean> {
  const account = await signedIn();
  return account !== undefined && account.workspace.role !== 'member';
}
