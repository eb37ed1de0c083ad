/** How many are in a campaign, by what became of them, in words and figures. */
import type { Campaign, Enrolment, EnrolmentState } from '@wellmet/shared/campaign';
import type { Key, T } from '../../i18n/words.ts';

/** As they follow each other; the first four hold the person. product.md 3.3. */
export const enrolmentStates = [
  'queued',
  'active',
  'paused',
  'failed',
  'replied',
  'finished',
  'optedOut',
  'removed',
] as const satisfies EnrolmentState[];
export const holdingStates = enrolmentStates.slice(0, 4);

export type Standing = Enrolment['state'];

export const isHeld = (state: Standing): boolean => (holdingStates as Standing[]).includes(state);

/** Of one person. */
export const standingNames: Record<Standing, Key> = {
  queued: 'enrolment.queued',
  active: 'enrolment.active',
  paused: 'enrolment.paused',
  failed: 'enrolment.failed',
  replied: 'enrolment.replied',
  finished: 'enrolment.finished',
  optedOut: 'enrolment.optedOut',
  removed: 'campaignRoom.removedState',
  waiting: 'state.waiting',
};

/** Of many: the heads of lists. */
export const standingsNames: Record<Standing, Key> = {
  queued: 'campaignRoom.all.queued',
  active: 'campaignRoom.all.active',
  paused: 'campaignRoom.all.paused',
  failed: 'campaignRoom.all.failed',
  replied: 'campaignRoom.all.replied',
  finished: 'campaignRoom.all.finished',
  optedOut: 'campaignRoom.all.optedOut',
  removed: 'campaignRoom.all.removed',
  waiting: 'campaignRoom.all.waiting',
};

const counted = {
  queued: (t, count) => t('campaigns.count.queued', { count }),
  active: (t, count) => t('campaigns.count.active', { count }),
  paused: (t, count) => t('campaigns.count.paused', { count }),
  failed: (t, count) => t('campaigns.count.failed', { count }),
  replied: (t, count) => t('campaigns.count.replied', { count }),
  finished: (t, count) => t('campaigns.count.finished', { count }),
  optedOut: (t, count) => t('campaigns.count.optedOut', { count }),
  removed: (t, count) => t('campaigns.count.removed', { count }),
  waiting: (t, count) => t('campaigns.count.waiting', { count }),
} satisfies Record<Standing, (t: T, count: number) => string>;

export const countInWords = (state: Standing, count: number, t: T): string => counted[state](t, count);

export function countOf({ counts, waiting }: Campaign, state: Standing): number {
  return state === 'waiting' ? waiting : (counts[state] ?? 0);
}

/** Everybody but those who were taken out. */
export function peopleIn(campaign: Campaign): number {
  return sum(campaign, enrolmentStates) - countOf(campaign, 'removed');
}

export const heldIn = (campaign: Campaign): number => sum(campaign, holdingStates);

function sum(campaign: Campaign, states: readonly Standing[]): number {
  return states.reduce((all, state) => all + countOf(campaign, state), 0);
}
