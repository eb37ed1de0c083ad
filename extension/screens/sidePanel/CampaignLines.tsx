/** The campaigns that take people, each one click from its room. */
import { useLiveQuery } from 'dexie-react-hooks';
import type { Campaign } from '@wellmet/shared/campaign';
import { lastCampaigns } from '../../cache/read.ts';
import { useWords, type T } from '../../i18n/words.ts';
import { Skeleton } from '../../look/Skeleton.tsx';
import { inApp } from './inApp.ts';

/** More are a click away. */
const shownAtOnce = 5;

export function CampaignLines() {
  const { t } = useWords();
  // `null`: read, and the server has not told any.
  const kept = useLiveQuery(async () => (await lastCampaigns()) ?? null);
  const campaigns = kept?.campaigns.filter(({ state }) => state === 'ongoing' || state === 'draft').toSorted(ongoingFirst);
  return (
    <section className="campaign-lines" aria-labelledby="campaigns">
      <div className="line-head">
        <h2 id="campaigns">{t('campaigns.title')}</h2>
        <a className="link" href={inApp({ room: 'campaigns' })} target="_blank">
          {campaigns?.length === 0 || kept === null ? t('campaigns.new') : t('panelRoom.allCampaigns')}
        </a>
      </div>
      {kept === undefined && <Skeleton widths={[60, 48]} />}
      {kept !== undefined && !campaigns?.length && <p className="soft">{t('campaigns.none')}</p>}
      {campaigns && campaigns.length > 0 && (
        <ul>
          {campaigns.slice(0, shownAtOnce).map((campaign) => (
            <li key={campaign.id}>
              <a href={inApp({ room: 'campaign', id: campaign.id })} target="_blank">
                <span dir="auto">{campaign.name}</span>
                <small>{figuresOf(campaign, t)}</small>
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** The newest first within each, as they come. */
function ongoingFirst(one: Campaign, other: Campaign): number {
  return Number(one.state === 'draft') - Number(other.state === 'draft');
}

/** "12 people · 3 replied", "paused · 4 people". */
function figuresOf({ state, paused, counts, waiting }: Campaign, t: T): string {
  const { removed: _left, replied = 0, ...others } = counts;
  const people = Object.values(others).reduce((sum, count) => sum + count, replied + waiting);
  return [
    state === 'draft' ? t('campaigns.draft') : paused && t('campaigns.paused'),
    t('quoteMany.title', { count: people }),
    replied > 0 && t('panelRoom.replied', { count: replied }),
  ]
    .filter(Boolean)
    .join(' · ');
}
