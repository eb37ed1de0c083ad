/** Campaigns: those that take people, new ones, their life, and who is in them. Putting one person in one is a wish (wishes.ts); many at once are told here. */
import type { Campaign, CampaignOutcome, EnrolmentChanged, EnrolOutcome, LaunchPreview } from '@wellmet/shared/campaign';
import { lastCampaigns, latest, syncState } from '../cache/read.ts';
import { rememberCampaign, rememberCampaigns } from '../cache/write.ts';
import {
  isTrouble,
  type CampaignActWish,
  type CampaignList,
  type CampaignRef,
  type ChangeManyWish,
  type EnrolManyWish,
  type Enrolments,
  type EnrolmentsQuestion,
  type Trouble,
} from '../messages.ts';
import { askAsMember, signedIn } from './askAsMember.ts';
import { pull, pullSoon } from './pull.ts';

/** As many as fill a screen or two, and the server tells at once. */
const peopleAtOnce = 100;

/** As long as an answer waits for the cache to follow: a device that is bringing a whole workspace takes longer. */
const followMs = 3000;

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

export async function renameCampaign(wish: { requestId: string; campaign: CampaignRef }): Promise<Campaign | Trouble> {
  const { requestId, campaign } = wish;
  const body = { requestId, name: campaign.name };
  const asked = await askAsMember('renameCampaign', (workspaceId) => ({ params: { workspaceId, campaignId: campaign.id }, body }));
  return isTrouble(asked) ? asked : followed(asked.answer);
}

/** Changes nothing. */
export async function previewLaunch({ campaignId }: { campaignId: string }): Promise<LaunchPreview | Trouble> {
  const asked = await askAsMember('previewLaunch', (workspaceId) => ({ params: { workspaceId, campaignId } }));
  return isTrouble(asked) ? asked : asked.answer;
}

export async function actOnCampaign({ campaignId, ...body }: CampaignActWish): Promise<CampaignOutcome | Trouble> {
  const asked = await askAsMember('actOnCampaign', (workspaceId) => ({ params: { workspaceId, campaignId }, body }));
  if (isTrouble(asked)) return asked;
  return asked.answer.outcome === 'done' ? followed(asked.answer) : asked.answer;
}

/** Not kept: who is in a campaign is long, and changes with every act. */
export async function enrolments({ campaignId, state, cursor }: EnrolmentsQuestion): Promise<Enrolments | Trouble> {
  const query = { limit: peopleAtOnce, state, cursor };
  const asked = await askAsMember('enrolments', (workspaceId) => ({ params: { workspaceId, campaignId }, query }));
  return isTrouble(asked) ? asked : asked.answer;
}

/** Free. Without a choice, whoever another campaign holds is left there. product.md 3.5. */
export async function enrolMany({ campaign, ...body }: EnrolManyWish): Promise<EnrolOutcome | Trouble> {
  const asked = await askAsMember('enrol', (workspaceId) => ({ params: { workspaceId, campaignId: campaign.id }, body }));
  if (!isTrouble(asked)) pullSoon();
  return isTrouble(asked) ? asked : asked.answer;
}

/** What became of people in a campaign; `removed` takes them out, and off its waiting list. */
export async function changeMany({ campaignId, ...body }: ChangeManyWish): Promise<EnrolmentChanged | Trouble> {
  const asked = await askAsMember('changeEnrolments', (workspaceId) => ({ params: { workspaceId, campaignId }, body }));
  if (!isTrouble(asked)) pullSoon();
  return isTrouble(asked) ? asked : asked.answer;
}

/** The screens show what is kept here: it has what was done before they hear of it, so that nothing can be pressed that is no more. */
async function followed<T>(answer: T): Promise<T> {
  const late = new Promise<void>((resolve) => setTimeout(resolve, followMs));
  await Promise.race([pull().catch((error: unknown) => console.error(error)), late]);
  return answer;
}

async function mayMove(): Promise<boolean> {
  const account = await signedIn();
  return account !== undefined && account.workspace.role !== 'member';
}
