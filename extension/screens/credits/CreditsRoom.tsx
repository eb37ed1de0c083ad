/** The credits of the workspace: the period, where they went, and the ledger that says of each why. */
import { useEffect, useMemo } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import { useStore } from 'zustand';
import type { Balance } from '@wellmet/shared/credits';
import { lastBalance } from '../../cache/read.ts';
import { troubleInWords } from '../../i18n/problem.ts';
import { useWords } from '../../i18n/words.ts';
import { useNow } from '../../look/useNow.ts';
import type { Trouble } from '../../messages.ts';
import { freshness } from '../app/freshness.ts';
import { RoomHead } from '../app/RoomHead.tsx';
import { addressOf } from '../app/route.ts';
import { dayOf } from './days.ts';
import { Entries } from './Entries.tsx';
import { Filters } from './Filters.tsx';
import { Period } from './Period.tsx';
import { asked, bringRows, bringSpent, filterOf, rangeOf } from './question.ts';
import { Taken } from './Taken.tsx';

export default function CreditsRoom() {
  const { t } = useWords();
  const balance = useLiveQuery(lastBalance);
  const isOld = useStore(freshness, ({ trouble, isOffline }) => trouble !== undefined || isOffline);
  return (
    <div className="page wide credits-room">
      <RoomHead title={t('app.creditsRoom')}>
        <a className="link" href={addressOf({ room: 'plan' })}>
          {t('ledger.plan')}
        </a>
      </RoomHead>
      <Period balance={balance} isOld={isOld} />
      {balance && <Ledger balance={balance} />}
    </div>
  );
}

function Ledger({ balance }: { balance: Balance }) {
  const now = useNow();
  const question = useStore(asked);
  const { memberId, source, campaignId, kind, period, firstDay, lastDay } = question;
  const { used, allotment, periodStart, periodEnd, timeZone, at } = balance;
  const { sums, rows, range } = useMemo(() => {
    const chosen = rangeOf({ period, firstDay, lastDay }, { periodStart, periodEnd, timeZone });
    const filter = chosen && filterOf({ memberId, source, campaignId }, chosen);
    return { range: chosen, sums: filter, rows: filter && { ...filter, ...(kind && { kind }) } };
  }, [memberId, source, campaignId, kind, period, firstDay, lastDay, periodStart, periodEnd, timeZone]);

  const trouble = question.spent.trouble ?? question.rows.trouble;
  useEffect(() => {
    if (sums && range) void bringSpent(sums, range);
  }, [sums, range, used, allotment]);
  useEffect(() => {
    if (rows) void bringRows(rows);
  }, [rows, used, allotment]);

  function askAgain(): void {
    if (sums && range) void bringSpent(sums, range);
    if (rows) void bringRows(rows);
  }
  // After trouble, the next answer that this device has got is a reason to ask again.
  useEffect(() => {
    const before = asked.getState();
    if (before.spent.trouble ?? before.rows.trouble) askAgain();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- when the server has answered
  }, [at]);

  const isAsking = question.spent.isAsking || question.rows.isAsking;
  const { spent } = question;
  return (
    <>
      <Filters balance={balance} />
      {trouble && <InTheWay trouble={trouble} isAsking={isAsking} onAgain={askAgain} />}
      {(spent.answer ?? !spent.trouble) && <Taken today={dayOf(now, timeZone)} />}
      {(question.rows.answer ?? !question.rows.trouble) && rows && <Entries filter={rows} timeZone={timeZone} />}
    </>
  );
}

/** What the server alone knows cannot be shown without it. */
function InTheWay({ trouble, isAsking, onAgain }: { trouble: Trouble; isAsking: boolean; onAgain: () => void }) {
  const { t } = useWords();
  return (
    <div className="empty" role="alert">
      <p>{trouble.trouble === 'unreachable' ? t('unreachable.says') : troubleInWords(trouble, t)}</p>
      {trouble.trouble === 'unreachable' && <p className="soft">{t('ledger.unreachableMore')}</p>}
      <button type="button" className="link" aria-disabled={isAsking} onClick={onAgain}>
        {t('panel.tryAgain')}
      </button>
    </div>
  );
}
