/** How old what the panel shows is, whether the server could be asked, and what waits: one line at its foot. product.md 2.13. */
import { useLiveQuery } from 'dexie-react-hooks';
import { RefreshCw } from 'lucide-react';
import { useStore } from 'zustand';
import { syncState, unconfirmedWishes } from '../../cache/read.ts';
import { troubleInWords } from '../../i18n/problem.ts';
import { ago, clock } from '../../i18n/time.ts';
import { useWords } from '../../i18n/words.ts';
import { useNow } from '../../look/useNow.ts';
import { askNow, freshness } from '../app/freshness.ts';
import { inApp } from './inApp.ts';

export function AsOfLine() {
  const { t, language } = useWords();
  const now = useNow();
  const { isAsking, trouble, isOffline } = useStore(freshness);
  const sync = useLiveQuery(async () => (await syncState()) ?? null);
  const waiting = useLiveQuery(unconfirmedWishes)?.length ?? 0;
  const isUnreachable = trouble?.trouble === 'unreachable';
  const age = sync?.asOf
    ? t('asOf.at', { moment: clock(sync.asOf, t, language, now), ago: ago(sync.asOf, language, now) })
    : t('asOf.never');
  const parts = [
    sync !== undefined && age,
    isOffline ? t('asOf.offline') : isUnreachable && t('asOf.noAnswer'),
    trouble && !isUnreachable && troubleInWords(trouble, t),
  ].filter(Boolean);
  return (
    <footer className="as-of" data-state={isOffline || trouble ? 'old' : 'asked'}>
      <p>
        {parts.join(' · ')}
        {waiting > 0 && (
          <span className="late">
            {' · '}
            <a href={inApp({ room: 'waiting' })} target="_blank">
              {t('asOf.waiting', { count: waiting })}
            </a>
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
      <output className="unseen">{isOffline ? t('asOf.offline') : isUnreachable ? t('asOf.noAnswer') : ''}</output>
    </footer>
  );
}
