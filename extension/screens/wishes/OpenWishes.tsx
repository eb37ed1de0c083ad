/** What the user decided and the server has not confirmed: each with its reason and the two ways out. */
import { useLiveQuery } from 'dexie-react-hooks';
import type { WishRow } from '../../cache/database.ts';
import { openWishes } from '../../cache/read.ts';
import { problemInWords } from '../../i18n/problem.ts';
import { useWords, type T } from '../../i18n/words.ts';
import { sendMessage } from '../../messages.ts';

export function OpenWishes() {
  const { t } = useWords();
  const wishes = useLiveQuery(openWishes);
  if (!wishes?.length) return null;
  return (
    <section aria-labelledby="wishes">
      <h2 id="wishes">{t('wishes.title', { count: wishes.length })}</h2>
      <ul className="wishes">
        {wishes.map((wish) => (
          <OpenWish key={wish.requestId} wish={wish} />
        ))}
      </ul>
    </section>
  );
}

function OpenWish({ wish }: { wish: WishRow }) {
  const { t } = useWords();
  const { requestId, about, refusal } = wish;
  const { name, url } = about;
  // The same wish would be refused again: it is decided anew where it was made.
  const decideAnew = refusal && 'outcome' in refusal && refusal.outcome !== 'notEnoughCredits';
  return (
    <li>
      <strong>{name}</strong>
      <p className="fine">{[whatInWords(wish, t), reasonInWords(wish, t)].filter(Boolean).join(' · ')}</p>
      <div className="wish-actions">
        {decideAnew && url && (
          <a className="link" href={url} target="_blank" rel="noreferrer" aria-label={t('wishes.decideFor', { name })}>
            {t('wishes.decide')}
          </a>
        )}
        {!decideAnew && (
          <button
            type="button"
            className="link"
            aria-label={t('wishes.tryNowFor', { name })}
            onClick={() => void sendMessage('retryWish', { requestId })}
          >
            {t('wishes.tryNow')}
          </button>
        )}
        <button
          type="button"
          className="link"
          aria-label={t('wishes.discardFor', { name })}
          onClick={() => void sendMessage('dropWish', { requestId })}
        >
          {t('wishes.discard')}
        </button>
      </div>
    </li>
  );
}

/** What it is about where it is more than an analysis. */
function whatInWords({ asked, about: { campaignName: campaign } }: WishRow, t: T): string | undefined {
  if (campaign === undefined) return undefined;
  return asked.route === 'changeEnrolments' ? t('wishes.removeFrom', { campaign }) : t('wishes.addTo', { campaign });
}

function reasonInWords({ state, refusal }: WishRow, t: T): string {
  if (state === 'waiting') return t('wishes.waiting');
  if (!refusal) return t('wishes.stopped');
  if ('problem' in refusal) return problemInWords(refusal.problem, t);
  switch (refusal.outcome) {
    case 'held':
      return t('wishes.held', { campaign: refusal.holder.campaignName });
    case 'overCeiling':
      return t('wishes.dearer', { count: refusal.quote.costCredits });
    case 'notEnoughCredits': {
      const { memberCap, shortOf, balance } = refusal.quote;
      if (shortOf === 'memberCap' && memberCap) return t('wishes.cap', { used: memberCap.usedCredits, cap: memberCap.capCredits });
      return t('wishes.short', { left: t('left', { count: balance.available }) });
    }
    default:
      return refusal satisfies never;
  }
}
