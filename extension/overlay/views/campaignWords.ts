/** Where somebody stands in campaigns, in words. */
import type { Holder } from '@wellmet/shared/campaign';
import type { ContactCampaign } from '@wellmet/shared/contact';
import { day } from '../../i18n/time.ts';
import type { Key, Language, T } from '../../i18n/words.ts';
import type { Adding } from '../panel.ts';

const stateNames: Record<Exclude<ContactCampaign['state'], 'waiting'>, Key> = {
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

/** For the live region; what is chosen in the list, the list itself says. */
export function addingInWords(adding: Adding, t: T, language: Language, now: Date): string {
  if (adding.step === 'choosing') return '';
  const campaign = adding.campaign.name;
  switch (adding.step) {
    case 'adding':
      return t('campaign.adding', { campaign });
    case 'added':
      if (adding.result === 'moved') return t('campaign.movedTo', { campaign });
      return adding.result === 'waiting' ? t('campaign.waitsFor', { campaign }) : t('campaign.in', { campaign });
    case 'held':
      return heldInWords(adding.holder, t, language, now);
    case 'leaving':
      return t('campaign.removing', { campaign });
    case 'left':
      return t('campaign.removed', { campaign });
    case 'failed':
      return adding.isLeaving ? t('campaign.notRemoved', { campaign }) : t('campaign.notAdded', { campaign });
    case 'kept':
      return t('campaign.kept', { campaign });
    default:
      return adding satisfies never;
  }
}
