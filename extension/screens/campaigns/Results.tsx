/** What came of a campaign, of those who were in it. Of a few people a percentage says more than it knows: none below ten. */
import type { Campaign } from '@wellmet/shared/campaign';
import { useWords } from '../../i18n/words.ts';
import { countOf, heldIn, peopleIn } from './people.ts';

const enoughForPercent = 10;

export function Results({ campaign }: { campaign: Campaign }) {
  const { t, language } = useWords();
  const all = peopleIn(campaign);
  if (campaign.state === 'draft' || all === 0) return null;
  const replied = countOf(campaign, 'replied');
  const ofAll = (some: number): string => t('campaignRoom.ofAll', { some, all });
  const isEnough = all >= enoughForPercent;
  return (
    <section className="results" aria-labelledby="results">
      <h2 id="results">{t('campaignRoom.results')}</h2>
      <dl>
        <div className="rate">
          <dt>{t('campaignRoom.rate')}</dt>
          <dd>
            {isEnough && <strong>{new Intl.NumberFormat(language, { style: 'percent' }).format(replied / all)}</strong>}
            <span>{ofAll(replied)}</span>
          </dd>
        </div>
        <div>
          <dt>{t('campaignRoom.all.finished')}</dt>
          <dd>{ofAll(countOf(campaign, 'finished'))}</dd>
        </div>
        <div>
          <dt>{t('campaignRoom.all.optedOut')}</dt>
          <dd>{ofAll(countOf(campaign, 'optedOut'))}</dd>
        </div>
        <div>
          <dt>{t('campaignRoom.stillHeld')}</dt>
          <dd>{ofAll(heldIn(campaign))}</dd>
        </div>
      </dl>
      {!isEnough && <p className="fine">{t('campaignRoom.noPercent')}</p>}
    </section>
  );
}
