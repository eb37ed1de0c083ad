/** The period: what is left, used and granted, when it resets, how long it lasts, and how old all of that is. product.md 2.13. */
import type { Balance } from '@wellmet/shared/credits';
import { ago, day, resets } from '../../i18n/time.ts';
import { useWords, type T } from '../../i18n/words.ts';
import { Skeleton } from '../../look/Skeleton.tsx';
import { useNow } from '../../look/useNow.ts';
import { Forecast } from './Forecast.tsx';

interface PeriodProps {
  /** `null`: the server has never told it; `undefined`: not read yet. */
  balance: Balance | null | undefined;
  /** The server could not be asked now. */
  isOld: boolean;
}

export function Period({ balance, isOld }: PeriodProps) {
  const { t, language } = useWords();
  const now = useNow();
  if (!balance)
    return (
      <section className="period">{isOld ? <p className="soft">{t('balance.unknown')}</p> : <Skeleton widths={[24, 100, 66]} />}</section>
    );

  const { available, used, allotment, plan, next, periodEnd, timeZone } = balance;
  return (
    <section className="period" aria-label={t('ledger.period')}>
      <dl className="period-figures">
        <div>
          <dt>{t('balance.title')}</dt>
          <dd>{available.toLocaleString(language)}</dd>
        </div>
        <div>
          <dt>{t('ledger.used')}</dt>
          <dd>{used.toLocaleString(language)}</dd>
        </div>
        <div>
          <dt>{t('ledger.allotment')}</dt>
          <dd>{allotment.toLocaleString(language)}</dd>
        </div>
        <div>
          <dt>{t('ledger.plan')}</dt>
          <dd>
            {plan.name}
            {plan.seats > 1 && <span> · {t('ledger.seats', { count: plan.seats })}</span>}
          </dd>
        </div>
      </dl>
      <progress max={Math.max(allotment, 1)} value={available} aria-label={t('balance.bar', { available, allotment })} />
      <div className="period-notes">
        <p className="fine">{new Date(periodEnd) > now ? resets(periodEnd, timeZone, t, language, now) : t('newPeriod')}</p>
        <Forecast balance={balance} />
        {next && <p className="fine">{changeInWords(next, t, day(periodEnd, language, now, timeZone))}</p>}
        <p className={isOld ? 'fine is-old' : 'fine'}>{t('balance.asOf', { when: ago(balance.at, language, now) })}</p>
      </div>
    </section>
  );
}

/** What the next period begins with, where that is something else. product.md 2.10. */
function changeInWords(next: NonNullable<Balance['next']>, t: T, on: string): string {
  const gaps = { plan: next.name, day: on, credits: t('credits', { count: next.allotment }) };
  return next.because === 'lapse' ? t('balance.lapses', gaps) : t('balance.changes', gaps);
}
