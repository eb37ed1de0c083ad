/** What the user decided and the server has not confirmed: each with what it is, its reason and the ways on. */
import { useLiveQuery } from 'dexie-react-hooks';
import type { ProblemCode } from '@wellmet/shared/problem';
import type { Refusal, WishRow } from '../../cache/database.ts';
import { openWishes } from '../../cache/read.ts';
import { engagementNames } from '../../i18n/engagement.ts';
import { problemInWords } from '../../i18n/problem.ts';
import { useWords, type T } from '../../i18n/words.ts';
import { sendMessage } from '../../messages.ts';
import { editableFields, fieldNames } from '../contact/fieldNames.ts';

/** As many as a popup has room for; the others are where all are. */
const mostShown = 3;

/** @param address of the room where all stand. */
export function OpenWishes({ address }: { address: string }) {
  const { t } = useWords();
  const wishes = useLiveQuery(openWishes);
  if (!wishes?.length) return null;
  return (
    <section aria-labelledby="wishes">
      <div className="row">
        <h2 id="wishes">{t('wishes.title', { count: wishes.length })}</h2>
        <a className="link" href={address} target="_blank">
          {t('wishes.all')}
        </a>
      </div>
      <WishList wishes={wishes.slice(0, mostShown)} />
    </section>
  );
}

interface WishListProps {
  wishes: readonly WishRow[];
  /** Where more is to be seen of whom a wish is about. */
  addressOf?: (wish: WishRow) => string | undefined;
}

export function WishList({ wishes, addressOf }: WishListProps) {
  return (
    <ul className="wishes">
      {wishes.map((wish) => (
        <OpenWish key={wish.requestId} wish={wish} address={addressOf?.(wish)} />
      ))}
    </ul>
  );
}

function OpenWish({ wish, address }: { wish: WishRow; address: string | undefined }) {
  const { t } = useWords();
  const { requestId, about, refusal } = wish;
  const { name, url } = about;
  // The same wish would be refused again: it is decided anew where it was made.
  const decideAnew = refusal && isFinal(refusal);
  return (
    <li>
      <strong>{address ? <a href={address}>{name}</a> : name}</strong>
      <p className="fine">{[whatInWords(wish, t), reasonInWords(wish, t)].filter(Boolean).join(' · ')}</p>
      <div className="wish-actions">
        {decideAnew && url && (
          <a className="link" href={url} target="_blank" rel="noreferrer" aria-label={t('wishes.decideFor', { name })}>
            {t('wishes.decide')}
          </a>
        )}
        {!decideAnew && wish.state !== 'sending' && (
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

/** Trying again cannot end otherwise. What came too late is tried as a new one. */
function isFinal(refusal: Refusal): boolean {
  return 'outcome' in refusal ? refusal.outcome !== 'notEnoughCredits' : finalCodes.includes(refusal.problem.code);
}
const finalCodes: readonly ProblemCode[] = ['invalid-request', 'not-found'];

/** What it is about where it is more than an analysis. */
export function whatInWords({ asked, about: { campaignName: campaign = '' } }: WishRow, t: T): string | undefined {
  switch (asked.route) {
    case 'analyse':
      return campaign ? t('wishes.addTo', { campaign }) : undefined;
    case 'enrol':
      return t('wishes.addTo', { campaign });
    case 'changeEnrolments':
      return t('wishes.removeFrom', { campaign });
    case 'engage':
      return asked.body.text === undefined ? t(engagementNames[asked.body.what]) : t('quoted', { text: asked.body.text });
    case 'withdrawEngagement':
      return t('wishes.takeBack');
    case 'editContact': {
      const { fields = {}, words } = asked.body;
      const named = editableFields.filter((field) => fields[field] !== undefined);
      return [
        ...named.map((field) => t('wishes.correct', { field: t(fieldNames[field]), value: fields[field] ?? t('wishes.asOnPage') })),
        ...(words ? [t('wishes.words')] : []),
      ].join(', ');
    }
    case 'analyseAgain':
      return t('wishes.analyseAgain');
    default:
      return asked satisfies never;
  }
}

export function reasonInWords({ state, refusal }: WishRow, t: T): string {
  if (state === 'sending') return t('wishes.sending');
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
