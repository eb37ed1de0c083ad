/** Paying by card, as it stands: under way, paid, or no longer paid. What is changed about it is changed on Stripe’s page. */
import type { Balance } from '@wellmet/shared/credits';
import type { PaymentState } from '@wellmet/shared/plan';
import { day } from '../../i18n/time.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { useNow } from '../../look/useNow.ts';

interface PaidProps {
  state: PaymentState;
  balance: Balance;
  isSending: boolean;
  onChange: () => void;
}

export function Paid({ state, balance: { next, periodEnd, timeZone }, isSending, onChange }: PaidProps) {
  const { t, language } = useWords();
  const now = useNow();
  if (state === 'none' || state === 'ended') return null;
  return (
    <section className="plan-note" aria-label={t('plan.byCard')}>
      {state === 'pending' && <p>{t('plan.underWay')}</p>}
      {state === 'paid' && <p>{t('plan.paid')}</p>}
      {state === 'unpaid' && (
        <>
          <p>
            <strong>{t('plan.unpaid')}</strong>
          </p>
          <p className="soft">
            {next?.because === 'lapse' ? t('plan.unpaidUntil', { day: day(periodEnd, language, now, timeZone) }) : t('plan.unpaidSince')}
          </p>
        </>
      )}
      <div className="row-of-buttons">
        <Button kind={state === 'unpaid' ? 'primary' : 'quiet'} aria-disabled={isSending} onClick={() => !isSending && onChange()}>
          {state === 'unpaid' ? t('plan.checkCard') : t('plan.payment')}
        </Button>
      </div>
    </section>
  );
}

/** Begun and not over: nothing is paid besides. */
export const goesOn = (state: PaymentState | undefined): boolean => state === 'pending' || state === 'paid' || state === 'unpaid';
