/** How old everything on the screen is, and whether the server could be asked. product.md 2.13. Never "up to date": only when, and what stands against it. */
import { useLiveQuery } from 'dexie-react-hooks';
import { RefreshCw } from 'lucide-react';
import { useStore } from 'zustand';
import { contactsCount } from '../../cache/readContacts.ts';
import { syncState, unconfirmedWishes } from '../../cache/read.ts';
import { troubleInWords } from '../../i18n/problem.ts';
import { ago, clock } from '../../i18n/time.ts';
import { useWords } from '../../i18n/words.ts';
import { useNow } from '../../look/useNow.ts';
import { askNow, freshness } from './freshness.ts';
import { addressOf } from './route.ts';

export function AsOf() {
  const { t, language } = useWords();
  const now = useNow();
  const { isAsking, trouble, isOffline } = useStore(freshness);
  // `null`: read, and nothing is there.
  const sync = useLiveQuery(async () => (await syncState()) ?? null);
  const isWhole = sync !== undefined && (sync?.asOf === undefined || sync.wholeSince !== undefined);
  const count = useLiveQuery(() => (isWhole ? contactsCount() : undefined), [isWhole]);
  const waiting = useLiveQuery(unconfirmedWishes)?.length ?? 0;
  if (sync === undefined) return <p className="as-of" />;

  const isUnreachable = trouble?.trouble === 'unreachable';
  const parts = [
    sync?.asOf ? t('asOf.at', { moment: clock(sync.asOf, t, language, now), ago: ago(sync.asOf, language, now) }) : t('asOf.never'),
    isWhole && count !== undefined && !trouble && !isOffline && t('asOf.bringing', { count }),
    isOffline ? t('asOf.offline') : isUnreachable && t('asOf.noAnswer'),
    trouble && !isUnreachable && troubleInWords(trouble, t),
  ].filter(Boolean);
  return (
    <div className="as-of" data-state={isOffline || trouble ? 'old' : 'asked'}>
      <p>
        {parts.join(' · ')}
        {waiting > 0 && (
          <span className="late">
            {' · '}
            <a href={addressOf({ room: 'waiting' })}>{t('asOf.waiting', { count: waiting })}</a>
          </span>
        )}
      </p>
      <button
        type="button"
        className="icon-button"
        aria-label={t('asOf.ask')}
        title={t('asOf.ask')}
        aria-disabled={isAsking}
        onClick={() => void askNow()}
      >
        <RefreshCw size={14} aria-hidden="true" className={isAsking ? 'turning' : undefined} />
      </button>
      {/* Only what has changed in kind is worth interrupting for. */}
      <output className="unseen">{isOffline ? t('asOf.offline') : isUnreachable ? t('asOf.noAnswer') : ''}</output>
    </div>
  );
}
