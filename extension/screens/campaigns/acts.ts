/** The steps in the life of a campaign: which it has as it stands, what came of one in words, and the way back. product.md 1 and 3. */
import { v7 as uuidv7 } from 'uuid';
import type { Campaign, CampaignAct, CampaignOutcome } from '@wellmet/shared/campaign';
import type { Key, T } from '../../i18n/words.ts';
import { isTrouble, sendMessage, type Trouble } from '../../messages.ts';
import { asked, type Came, type Deed } from './doing.ts';
import { heldIn } from './people.ts';
import { askFirst } from './view.ts';

export type Act = CampaignAct['act'];
type Results = Extract<CampaignOutcome, { outcome: 'done' }>['results'];

export const actNames: Record<Act, Key> = {
  launch: 'campaigns.launch',
  pause: 'campaigns.pause',
  resume: 'campaigns.resume',
  complete: 'campaigns.complete',
  archive: 'campaigns.archive',
  reopen: 'campaigns.reopen',
};

/** The way on first. */
export function actsOf({ state, paused, pausedBecause }: Campaign): Act[] {
  switch (state) {
    case 'draft':
      return ['launch', 'archive'];
    case 'ongoing':
      // Whom the plan has paused, paying again resumes. product.md 2.10.
      if (pausedBecause === 'lapse') return ['complete'];
      return [paused ? 'resume' : 'pause', 'complete'];
    case 'completed':
      return ['reopen', 'archive'];
    case 'archived':
      return ['reopen'];
    default:
      return state satisfies never;
  }
}

/** Whom it would hold is shown before anything is done. A draft that was put away comes back as one, and holds nobody. */
export function asksFirst({ launchedAt }: Campaign, act: Act): act is 'launch' | 'reopen' {
  return act === 'launch' || (act === 'reopen' && launchedAt !== undefined);
}

/** A step that is done at once. */
export function deedOf(campaign: Campaign, act: Exclude<Act, 'launch'>, t: T): Deed {
  const requestId = uuidv7();
  let waited: string[] | undefined;
  return async () => {
    // Completing ends every wait: who waited is known only before it.
    if (act === 'complete' && campaign.waiting > 0 && !waited) {
      const found = await waitingFor(campaign);
      if (isTrouble(found)) return found;
      waited = found;
    }
    const answer = await asked(sendMessage('actOnCampaign', { campaignId: campaign.id, requestId, act }));
    if (isTrouble(answer)) return answer;
    if (answer.outcome === 'conflicts') {
      // Somebody has been taken meanwhile: what becomes of them is to be said.
      askFirst(campaign.id, 'reopen');
      return { said: '' };
    }
    return { said: saidOf(campaign, act, answer.results, t), undo: undoOf(campaign, act, waited ?? [], t) };
  };
}

function saidOf(campaign: Campaign, act: Exclude<Act, 'launch'>, results: Results, t: T): string {
  const { name } = campaign;
  switch (act) {
    case 'pause':
      return t('campaigns.said.paused', { campaign: name });
    case 'resume':
      return t('campaigns.said.resumed', { campaign: name });
    case 'complete':
      return [
        heldIn(campaign) > 0
          ? t('campaigns.said.letGo', { campaign: name, count: heldIn(campaign) })
          : t('campaigns.said.completed', { campaign: name }),
        campaign.waiting > 0 && t('campaigns.said.waitsNoMore', { count: campaign.waiting }),
      ]
        .filter(Boolean)
        .join(' ');
    case 'archive':
      return t('campaigns.said.archived', { campaign: name });
    case 'reopen':
      return begunInWords(campaign, results, t);
    default:
      return act satisfies never;
  }
}

/** “Spring” is ongoing: 9 held, 2 left where they are. */
export function begunInWords({ name, launchedAt, state }: Campaign, results: Results, t: T): string {
  if (state === 'archived' && launchedAt === undefined) return t('campaigns.said.draftAgain', { campaign: name });
  const parts = [
    results.enrolled !== undefined && t('campaigns.said.held', { count: results.enrolled }),
    results.moved !== undefined && t('campaigns.said.moved', { count: results.moved }),
    results.waiting !== undefined && t('campaigns.said.waits', { count: results.waiting }),
    results.skipped !== undefined && t('campaigns.said.left', { count: results.skipped }),
  ].filter(Boolean);
  if (parts.length === 0) return t('campaigns.said.ongoing', { campaign: name });
  return t('campaigns.said.begun', { campaign: name, what: parts.join(', ') });
}

/** Where the rules allow it. What was completed and then archived would come back as ongoing: that is no way back. */
function undoOf(campaign: Campaign, act: Exclude<Act, 'launch'>, waited: string[], t: T): Deed | undefined {
  switch (act) {
    case 'pause':
      return back(deedOf(campaign, 'resume', t));
    case 'resume':
      return back(deedOf(campaign, 'pause', t));
    case 'archive':
      return campaign.state === 'draft' ? back(deedOf({ ...campaign, state: 'archived' }, 'reopen', t)) : undefined;
    case 'complete':
      return asItWas(campaign, waited, t);
    case 'reopen':
      return undefined;
    default:
      return act satisfies never;
  }
}

/** There and back again is enough. */
function back(deed: Deed): Deed {
  return async () => {
    const came = await deed();
    return isTrouble(came) ? came : { said: came.said };
  };
}

/** Opened again, paused if it was, and whoever waited waits. */
function asItWas(campaign: Campaign, waited: string[], t: T): Deed {
  const reopen = back(deedOf({ ...campaign, state: 'completed' }, 'reopen', t));
  const pause = campaign.paused && campaign.pausedBecause !== 'lapse' ? deedOf(campaign, 'pause', t) : undefined;
  const waits = inParts(waited).map((contactIds) => ({ requestId: uuidv7(), contactIds }));
  return async () => {
    let came: Came = await reopen();
    if (isTrouble(came) || came.said === '') return came;
    for (const { requestId, contactIds } of waits) {
      const choices = contactIds.map((contactId) => ({ contactId, choice: 'wait' as const }));
      const answer = await asked(sendMessage('enrolMany', { requestId, campaign: refOf(campaign), contactIds, choices }));
      if (isTrouble(answer)) return answer;
    }
    if (pause) came = await back(pause)();
    return came;
  };
}

export const refOf = ({ id, name }: Campaign): { id: string; name: string } => ({ id, name });

/** As many as one request is about. */
export const partSize = 500;

export function inParts<One>(all: readonly One[]): One[][] {
  return Array.from({ length: Math.ceil(all.length / partSize) }, (_, i) => all.slice(i * partSize, (i + 1) * partSize));
}

async function waitingFor({ id: campaignId }: Campaign): Promise<string[] | Trouble> {
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await asked(sendMessage('enrolments', { campaignId, state: 'waiting', cursor }));
    if (isTrouble(page)) return page;
    found.push(...page.enrolments.map(({ contactId }) => contactId));
    cursor = page.next;
  } while (cursor !== undefined);
  return found;
}
