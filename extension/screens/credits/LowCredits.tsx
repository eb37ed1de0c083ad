/** That credits run low, with the ways on: once for each threshold and period, until it is put away. Popup and app show it. product.md 2.6. */
import { useEffect, useState } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import { lastBalance, whoIsSignedIn } from '../../cache/read.ts';
import { nameOf, noticesPutAway, noticeWords, thresholdOf } from '../../creditNotices.ts';
import { resets } from '../../i18n/time.ts';
import { useWords } from '../../i18n/words.ts';
import { useNow } from '../../look/useNow.ts';
import { settingsItem, type Settings } from '../../settings.ts';

interface LowCreditsProps {
  /** Of the room that shows the plan. */
  address: string;
  /** Popups and pages open it elsewhere. */
  target?: '_blank';
}

export function LowCredits({ address, target }: LowCreditsProps) {
  const { t, language } = useWords();
  const now = useNow();
  const balance = useLiveQuery(lastBalance);
  const account = useLiveQuery(whoIsSignedIn);
  const { wanted, putAway } = useWanted();
  if (!balance || !account || !wanted || !putAway) return null;
  const notice = thresholdOf(balance, wanted, now);
  if (!notice || putAway.includes(nameOf(notice, account.workspace.id, balance))) return null;
  const mayDecide = account.workspace.role !== 'member';
  return (
    <output className="low">
      <span>
        <strong>{t(noticeWords[notice])}</strong>
        <span className="fine">{resets(balance.periodEnd, balance.timeZone, t, language, now)}</span>
        <span className="fine">
          {t(mayDecide ? 'low.upgrade' : 'low.ask')}{' '}
          <a className="link" href={address} target={target}>
            {t('low.see')}
          </a>
        </span>
      </span>
      <button
        type="button"
        className="icon-button"
        aria-label={t('low.putAway')}
        title={t('low.putAway')}
        onClick={() => void noticesPutAway.add(nameOf(notice, account.workspace.id, balance))}
      >
        <svg width="12" height="12" viewBox="0 0 12 12" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
          <path d="M2 2 10 10M10 2 2 10" />
        </svg>
      </button>
    </output>
  );
}

/** What the member has set, and what they have put away; undefined before it has been read. */
function useWanted(): { wanted: Settings['creditNotices'] | undefined; putAway: readonly string[] | undefined } {
  const [wanted, setWanted] = useState<Settings['creditNotices']>();
  const [putAway, setPutAway] = useState<readonly string[]>();
  useEffect(() => {
    void settingsItem.getValue().then(({ creditNotices }) => setWanted(creditNotices));
    return settingsItem.watch(({ creditNotices }) => setWanted(creditNotices));
  }, []);
  useEffect(() => {
    void noticesPutAway.getValue().then(setPutAway);
    return noticesPutAway.watch(setPutAway);
  }, []);
  return { wanted, putAway };
}
