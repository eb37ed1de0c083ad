/** Where somebody stands in campaigns, in words. */
import type { Holder } from '@wellmet/shared/campaign';
import type { ContactCampaign } from '@wellmet/shared/contact';
import { day } from './time.ts';
import type { Key, Language, T } from './words.ts';

export const stateNames: Record<Exclude<ContactCampaign['state'], 'waiting'>, Key> = {
  queued: 'enrolment.queued',
  active: 'enrolment.active',
  paused: 'enrolment.paused',
  failed: 'enrolment.failed',
  replied: 'enrolment.replied',
  finished: 'enrolment.finished',
  optedOut: 'enrolment.optedOut',
};

/** Still in it: what is taken out can be put back. */
const stands: Partial<Record<ContactCampaign['state'], true>> = { queued: true, active: true, paused: true, failed: true, waiting: true };

export const isIn = ({ state }: ContactCampaign): boolean => stands[state] === true;

/** "In campaign “Spring” · queued", "Waits for campaign “Spring”", "Campaign “Spring” · has replied". */
export function placeInWords(place: ContactCampaign, t: T): string {
  const { name: campaign, state, campaignState } = place;
  if (state === 'waiting') return t('campaign.waitsFor', { campaign });
  if (campaignState === 'draft') return t('campaign.inAs', { campaign, state: t('campaigns.draft') });
  return isIn(place)
    ? t('campaign.inAs', { campaign, state: t(stateNames[state]) })
    : t('campaign.was', { campaign, state: t(stateNames[state]) });
}

/** "Held by campaign “Spring”, by Ana since 12 Sep." */
export function heldInWords({ campaignName: campaign, by, byYou, since }: Holder, t: T, language: Language, now: Date): string {
  const on = day(since, language, now);
  return byYou ? t('campaign.heldByYou', { campaign, day: on }) : t('campaign.heldBy', { campaign, by, day: on });
}
