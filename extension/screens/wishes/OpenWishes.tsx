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
  const { requestId, request, refusal } = wish;
  const [sighting] = request.sightings;
  const name = sighting?.name ?? '';
  // The same wish would be refused again: its price has changed, so it is decided anew where it was made.
  const decideAnew = refusal && 'outcome' in refusal && refusal.outcome === 'overCeiling';
  return (
    <li>
      <strong>{name}</strong>
      <p className="fine">{reasonInWords(wish, t)}</p>
      <div className="wish-actions">
        {decideAnew && sighting ? (
          <a className="link" href={sighting.page.url} target="_blank" rel="noreferrer" aria-label={t('wishes.decideFor', { name })}>
            {t('wishes.decide')}
          </a>
        ) : (
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

function reasonInWords({ state, refusal }: WishRow, t: T): string {
  if (state === 'waiting') return t('wishes.waiting');
  if (!refusal) return t('wishes.stopped');
  if ('problem' in refusal) return problemInWords(refusal.problem, t);
  if (refusal.outcome === 'overCeiling') return t('wishes.dearer', { count: refusal.quote.costCredits });
  return t('wishes.short', { left: t('left', { count: refusal.quote.balance.available }) });
}
