/** Where a campaign is in its life. product.md 1. */
import type { Campaign } from '@wellmet/shared/campaign';
import type { Key, T } from '../../i18n/words.ts';

const names: Record<Campaign['state'], Key> = {
  draft: 'campaignState.draft',
  ongoing: 'campaignState.ongoing',
  completed: 'campaignState.completed',
  archived: 'campaignState.archived',
};

/** "ongoing", "ongoing · paused": paused is a flag of ongoing. */
export function stateInWords({ state, paused }: Pick<Campaign, 'state' | 'paused'>, t: T): string {
  return paused ? `${t(names[state])} · ${t('campaigns.paused')}` : t(names[state]);
}
