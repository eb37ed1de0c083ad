/** How far the putting of somebody in a campaign is, in words. */
import { heldInWords } from '../../i18n/campaign.ts';
import type { Language, T } from '../../i18n/words.ts';
import type { Adding } from '../panel.ts';

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
