/** Many contacts into a campaign, in parts of what one request is about; what became of them; and out of it again. Free. product.md 3.5. */
import { v7 as uuidv7 } from 'uuid';
import type { Choice, EnrolmentResult, EnrolmentState, Holder } from '@wellmet/shared/campaign';
import { contactsNamed } from '../../cache/readContacts.ts';
import type { T } from '../../i18n/words.ts';
import { isTrouble, sendMessage, type CampaignRef, type Trouble } from '../../messages.ts';
import { inParts } from './acts.ts';
import { asked } from './doing.ts';

interface Person {
  contactId: string;
  enrolment: EnrolmentResult;
  /** Who has them, or had them before they were moved. */
  holder: Holder | undefined;
  /** Where they stood in this campaign before, if they had been let go. */
  before: EnrolmentState | undefined;
}

export interface Added {
  campaign: CampaignRef;
  people: readonly Person[];
  /** Nothing is known of those who are left: said again, it is the same request. */
  trouble: Trouble | undefined;
  left: readonly Part[];
}

export interface Part {
  requestId: string;
  contactIds: string[];
  choice: Choice | undefined;
}

export function partsOf(contactIds: readonly string[], choice?: Choice): Part[] {
  return inParts([...new Set(contactIds)]).map((own) => ({ requestId: uuidv7(), contactIds: own, choice }));
}

/** @param onPart how many have been asked about. */
export async function add(campaign: CampaignRef, parts: readonly Part[], onPart: (count: number) => void): Promise<Added> {
  const people: Person[] = [];
  let count = 0;
  for (const [place, { requestId, contactIds, choice }] of parts.entries()) {
    const before = await releasedIn(campaign, contactIds);
    const choices = choice && contactIds.map((contactId) => ({ contactId, choice }));
    const answer = await asked(sendMessage('enrolMany', { requestId, campaign, contactIds, choices }));
    if (isTrouble(answer)) return { campaign, people, trouble: answer, left: parts.slice(place) };
    for (const { contactId, enrolment, holder } of answer.people)
      people.push({ contactId, enrolment, holder, before: before.get(contactId) });
    count += contactIds.length;
    onPart(count);
  }
  return { campaign, people, trouble: undefined, left: [] };
}

/** Where those stood in a campaign who had been let go. */
export async function releasedIn({ id }: CampaignRef, contactIds: readonly string[]): Promise<ReadonlyMap<string, EnrolmentState>> {
  const released = ['replied', 'finished', 'optedOut'];
  const rows = await contactsNamed(contactIds);
  return new Map(
    rows.flatMap((row) => {
      const state = row?.campaigns.find((campaign) => campaign.id === id)?.state;
      return row && state && state !== 'waiting' && released.includes(state) ? [[row.id, state] as const] : [];
    }),
  );
}

/** The same people, told of later: what is newer counts. */
export function together(before: Added, after: Added): Added {
  const newer = new Set(after.people.map(({ contactId }) => contactId));
  return { ...after, people: [...before.people.filter(({ contactId }) => !newer.has(contactId)), ...after.people] };
}

export const those = ({ people }: Added, ...results: EnrolmentResult[]): Person[] =>
  people.filter(({ enrolment }) => results.includes(enrolment));

/** Whom this has put there is taken out; whoever was moved goes back to where they were. @returns how many, or why not. */
export async function takeOut(added: Added, ids: () => string = uuidv7): Promise<number | Trouble> {
  const { campaign } = added;
  const own = those(added, 'enrolled', 'moved', 'waiting');
  for (const [state, people] of Map.groupBy(own, ({ before = 'removed' }) => before))
    for (const contactIds of inParts(people.map(({ contactId }) => contactId))) {
      const answer = await asked(sendMessage('changeMany', { campaignId: campaign.id, requestId: ids(), contactIds, state }));
      if (isTrouble(answer)) return answer;
    }
  for (const [holderId, people] of Map.groupBy(those(added, 'moved'), ({ holder }) => holder?.campaignId))
    for (const contactIds of inParts(people.map(({ contactId }) => contactId))) {
      const [first] = people;
      if (holderId === undefined || !first?.holder) continue;
      const back = { id: holderId, name: first.holder.campaignName };
      const answer = await asked(sendMessage('enrolMany', { requestId: ids(), campaign: back, contactIds }));
      if (isTrouble(answer)) return answer;
    }
  return own.length;
}

/** "“Spring”: 12 added, 3 already in it, 2 held by “Yarn”". */
export function addedInWords(added: Added, t: T): string {
  const count = (result: EnrolmentResult): number => those(added, result).length;
  const held = Map.groupBy(those(added, 'skipped'), ({ holder }) => holder?.campaignName ?? '');
  const parts = [
    count('enrolled') > 0 && t('campaigns.adding.added', { count: count('enrolled') }),
    count('moved') > 0 && t('campaigns.adding.moved', { count: count('moved') }),
    count('waiting') > 0 && t('campaigns.adding.waits', { count: count('waiting') }),
    count('inCampaign') > 0 && t('campaigns.adding.already', { count: count('inCampaign') }),
    ...[...held].map(([campaign, people]) => t('campaigns.adding.held', { campaign, count: people.length })),
  ].filter(Boolean);
  return parts.length === 0 ? '' : t('campaigns.adding.came', { campaign: added.campaign.name, what: parts.join(', ') });
}
