/** On the card: where the person stands in campaigns, how to put them in one, and what came of it. */
import { useStore } from 'zustand';
import type { ContactCampaign } from '@wellmet/shared/contact';
import { isIn, placeInWords } from '../../i18n/campaign.ts';
import { troubleInWords } from '../../i18n/problem.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { useNow } from '../../look/useNow.ts';
import type { CampaignRef } from '../../messages.ts';
import { overlay, type Acts, type Adding } from '../panel.ts';
import { AddButton, ChosenList } from './CampaignMenu.tsx';
import { addingInWords } from './campaignWords.ts';

export function CampaignBar({ places, acts }: { places: readonly ContactCampaign[]; acts: Acts }) {
  const { t, language } = useWords();
  const now = useNow();
  const { adding } = useStore(overlay);
  const changed = adding?.step === 'left' || adding?.step === 'added' ? adding : undefined;
  const isListed = changed && places.some(({ id }) => id === changed.campaign.id);
  return (
    <section className="bar" aria-label={t('campaigns.title')}>
      {(places.length > 0 || changed) && (
        <ul>
          {places.map((place) => (
            <Place key={place.id} campaign={place} words={placeInWords(place, t)} isIn={isIn(place)} acts={acts} />
          ))}
          {changed && !isListed && (
            <Place
              key={changed.campaign.id}
              campaign={changed.campaign}
              words={addingInWords(changed, t, language, now)}
              isIn={changed.step === 'added'}
              acts={acts}
            />
          )}
        </ul>
      )}
      {adding && <Asked adding={adding} acts={acts} />}
      <AddButton acts={acts}>{t('campaigns.add')}</AddButton>
      <ChosenList acts={acts} present={places} />
      <output className="unseen">{adding && addingInWords(adding, t, language, now)}</output>
    </section>
  );
}

/** One campaign, and the way out of it; of one that was just left, the way back. */
function Place({ campaign, words, isIn: is, acts }: { campaign: CampaignRef; words: string; isIn: boolean; acts: Acts }) {
  const { t } = useWords();
  const { adding, undoable } = useStore(overlay);
  const isLeft = adding?.step === 'left' && adding.campaign.id === campaign.id;
  const isLeaving = adding?.step === 'leaving' && adding.campaign.id === campaign.id;
  const isUndone = undoable.includes(campaign.id);
  return (
    <li>
      <span dir="auto">{words}</span>
      {isLeft && (
        <button
          type="button"
          className="link"
          aria-label={t('campaign.putBackIn', { campaign: campaign.name })}
          onClick={() => acts.campaigns.choose(campaign)}
        >
          {t('campaign.putBack')}
        </button>
      )}
      {is && (
        <button
          type="button"
          className="link"
          aria-disabled={isLeaving}
          aria-label={t(isUndone ? 'campaign.undoFor' : 'campaign.removeFrom', { campaign: campaign.name })}
          onClick={() => !isLeaving && acts.campaigns.leave(campaign)}
        >
          {isUndone ? t('campaign.undo') : t('campaign.remove')}
        </button>
      )}
    </li>
  );
}

/** What is not settled: who holds the person, or that no answer came, with the ways on. */
function Asked({ adding, acts: { campaigns } }: { adding: Adding; acts: Acts }) {
  const { t, language } = useWords();
  const now = useNow();
  const { mayMove } = useStore(overlay);
  const words = addingInWords(adding, t, language, now);
  switch (adding.step) {
    case 'adding':
      return <p className="soft">{words}</p>;
    case 'held':
      return (
        <div className="asked">
          <p dir="auto">{words}</p>
          <p className="soft" dir="auto">
            {t('campaign.notYetIn', { campaign: adding.campaign.name })}
          </p>
          <div className="actions">
            <Button kind="quiet" onClick={() => campaigns.decide('wait')}>
              {t('campaign.wait')}
            </Button>
            {mayMove && (
              <Button kind="quiet" onClick={() => campaigns.decide('move')}>
                {t('campaign.move')}
              </Button>
            )}
            <Button kind="plain" onClick={() => campaigns.decide('skip')}>
              {t('campaign.leaveThere')}
            </Button>
          </div>
        </div>
      );
    case 'failed': {
      const { trouble } = adding;
      const isUnreachable = trouble.trouble === 'unreachable';
      return (
        <div className="asked">
          <p dir="auto">{words}</p>
          <p className="soft">{troubleInWords(trouble, t)}</p>
          <div className="actions">
            <Button kind="quiet" onClick={campaigns.retry}>
              {t('panel.tryAgain')}
            </Button>
            {isUnreachable && (
              <Button kind="quiet" onClick={campaigns.keep}>
                {t('campaign.keep')}
              </Button>
            )}
            <Button kind="plain" onClick={campaigns.drop}>
              {t('panel.notNow')}
            </Button>
          </div>
        </div>
      );
    }
    case 'kept':
      return (
        <div className="asked">
          <p dir="auto">{words}</p>
          <div className="actions">
            <Button kind="plain" onClick={campaigns.drop}>
              {t('campaign.drop')}
            </Button>
          </div>
        </div>
      );
    default:
      return null;
  }
}
