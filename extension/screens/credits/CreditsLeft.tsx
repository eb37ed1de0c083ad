import { useLiveQuery } from 'dexie-react-hooks';
import { lastBalance } from '../../cache/read.ts';
import type { Balance } from '@wellmet/shared/credits';
import { ago, day, resets } from '../../i18n/time.ts';
import { useWords, type Language, type T } from '../../i18n/words.ts';
import { Skeleton } from '../../look/Skeleton.tsx';
import { useNow } from '../../look/useNow.ts';
import { Forecast } from './Forecast.tsx';

/** Available, used, allotment, when they reset, and how old the figure is when the server could not be asked. product.md 2.13. */
interface CreditsLeftProps {
  /** Shown until the cache has answered. */
  known?: Balance | null | undefined;
  /** The server could not be asked. */
  isOld: boolean;
}

export function CreditsLeft({ known, isOld }: CreditsLeftProps) {
  const { t, language } = useWords();
  const now = useNow();
  const balance = useLiveQuery(lastBalance, [], known);
  return (
    <section aria-labelledby="credits">
      <h2 id="credits">{t('balance.title')}</h2>
      {balance === undefined && <Skeleton widths={[24, 100, 66]} />}
      {balance === null && (isOld ? <p className="soft">{t('balance.unknown')}</p> : <Skeleton widths={[24, 100, 66]} />)}
      {balance && (
        <>
          <p className="figure">
            <strong>{balance.available.toLocaleString(language)}</strong>
            <span>{t('balance.of', { allotment: balance.allotment })}</span>
            <span>{planInWords(balance, t)}</span>
          </p>
          <progress
            max={Math.max(balance.allotment, 1)}
            value={balance.available}
            aria-label={t('balance.bar', { available: balance.available, allotment: balance.allotment })}
          />
          <p className="fine">
            {t('balance.used', { count: balance.used })}
            {' · '}
            {new Date(balance.periodEnd) > now ? resets(balance.periodEnd, balance.timeZone, t, language, now) : t('newPeriod')}
          </p>
          {balance.available > 0 && <Forecast balance={balance} />}
          {balance.next && <p className="fine">{changeInWords(balance, balance.next, t, language, now)}</p>}
          {isOld && <p className="fine">{t('balance.asOf', { when: ago(balance.at, language, now) })}</p>}
        </>
      )}
    </section>
  );
}

function planInWords({ plan }: Balance, t: T): string {
  return plan.seats > 1 ? t('balance.seats', { plan: plan.name, count: plan.seats }) : t('balance.plan', { plan: plan.name });
}

/** What the next period begins with, where that is something else. product.md 2.10. */
function changeInWords({ periodEnd, timeZone }: Balance, next: NonNullable<Balance['next']>, t: T, language: Language, now: Date): string {
  const gaps = { plan: next.name, day: day(periodEnd, language, now, timeZone), credits: t('credits', { count: next.allotment }) };
  return next.because === 'lapse' ? t('balance.lapses', gaps) : t('balance.changes', gaps);
}
