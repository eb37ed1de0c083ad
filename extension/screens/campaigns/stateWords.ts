/** State of a campaign in words, and who made it when. */
import type { Campaign, CampaignState } from '@wellmet/shared/campaign';
import { when } from '../../i18n/time.ts';
import type { Key, Language, T } from '../../i18n/words.ts';

const stateNames: Record<CampaignState, Key> = {
  draft: 'campaigns.draft',
  ongoing: 'campaigns.ongoing',
  completed: 'campaigns.completed',
  archived: 'campaigns.archived',
};

/** "ongoing", "ongoing, paused". */
export function stateInWords({ state, paused, pausedBecause }: Campaign, t: T): string {
  if (state !== 'ongoing' || !paused) return t(stateNames[state]);
  return pausedBecause === 'lapse' ? t('campaigns.ongoingUnpaid') : t('campaigns.ongoingPaused');
}

/** "Launched on 14 Sep · created by Ana Prieto", "Created today by Ana Prieto". */
export function historyInWords(
  { createdAt, createdBy, launchedAt, closedAt, state }: Campaign,
  t: T,
  language: Language,
  now: Date,
): string {
  const on = (instant: string): string => when(instant, t, language, now);
  const created = t('campaigns.created', { when: on(createdAt), by: createdBy });
  if (state === 'draft' || (launchedAt === undefined && closedAt === undefined)) return created;
  const last =
    state === 'ongoing' && launchedAt !== undefined
      ? t('campaigns.launchedOn', { when: on(launchedAt) })
      : t('campaigns.closedOn', { when: on(closedAt ?? createdAt) });
  return `${last} · ${t('campaigns.createdBy', { by: createdBy })}`;
}
