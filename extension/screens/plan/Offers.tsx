/** Each plan on offer: what it gives, what it costs, and what changing to it now would do. The server has worked it out. */
import type { Plan, PlanEvery, PlanOffer, WorkspacePlan } from '@wellmet/shared/plan';
import { day } from '../../i18n/time.ts';
import { useWords, type Language, type T } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { useNow } from '../../look/useNow.ts';
import { goesOn } from './Paid.tsx';

interface OffersProps {
  told: WorkspacePlan;
  every: PlanEvery;
  mayAsk: boolean;
  isBusy: boolean;
  onAsk: (offer: PlanOffer) => void;
  onPay: (offer: PlanOffer) => void;
}

export function Offers({ told, every, mayAsk, isBusy, onAsk, onPay }: OffersProps) {
  const { t, language } = useWords();
  const now = useNow();
  const { offers, request, balance, payment } = told;
  const isOpen = request?.state === 'open';
  // What is paid by card is changed where it is paid, and ends there (Paid.tsx).
  const isPaidElsewhere = goesOn(payment?.state);
  // One primary button: the smallest plan that gives more at once.
  const best = offers.find(({ addedCredits, plan }) => addedCredits > 0 && plan.monthlyPricePerSeatCents > 0)?.plan.code;
  return (
    <ul className="plan-offers">
      {offers.map((offer) => {
        const { plan, seats, monthlyCredits, isCurrent } = offer;
        const isAsked = isOpen && request.plan.code === plan.code && request.seats === seats && request.every === paidFor(plan, every);
        const isSold = payment?.sold.some(({ plan: code, every: paid }) => code === plan.code && paid === paidFor(plan, every)) === true;
        return (
          <li key={plan.code} className={isCurrent ? 'plan-offer is-current' : 'plan-offer'}>
            <h3>{plan.name}</h3>
            <p>{t('plan.credits', { count: monthlyCredits })}</p>
            <p className="plan-price">{priceInWords(plan, seats, every, t, language)}</p>
            <p className="soft">
              {isCurrent ? t('plan.inForce') : whatItDoes(offer, t, day(balance.periodEnd, language, now, balance.timeZone))}
            </p>
            {mayAsk && !isCurrent && isSold && !isPaidElsewhere && (
              <Button kind={plan.code === best ? 'primary' : 'quiet'} aria-disabled={isBusy} onClick={() => !isBusy && onPay(offer)}>
                {t('plan.pay', { plan: plan.name })}
              </Button>
            )}
            {mayAsk && !isCurrent && !isAsked && !isSold && !(isPaidElsewhere && plan.monthlyPricePerSeatCents === 0) && (
              <Button
                kind={plan.code === best && !isOpen ? 'primary' : 'quiet'}
                aria-disabled={isBusy}
                onClick={() => !isBusy && onAsk(offer)}
              >
                {isOpen ? t('plan.askInstead', { plan: plan.name }) : t('plan.ask', { plan: plan.name })}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** Not every plan can be paid by the year. */
export const paidFor = ({ annualPricePerSeatCents }: Plan, every: PlanEvery): PlanEvery =>
  annualPricePerSeatCents === undefined ? 'month' : every;

function whatItDoes({ addedCredits, availableCredits, holdsFrom }: PlanOffer, t: T, nextPeriod: string): string {
  if (holdsFrom !== undefined) return t('plan.later', { day: nextPeriod });
  if (addedCredits === 0) return t('plan.same');
  return t('plan.atOnce', { count: addedCredits, left: availableCredits });
}

function priceInWords(plan: Plan, seats: number, every: PlanEvery, t: T, language: Language): string {
  const { monthlyPricePerSeatCents: monthly, annualPricePerSeatCents: annual, currency } = plan;
  const money = new Intl.NumberFormat(language, { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' });
  if (every === 'year' && annual !== undefined) return t('plan.year', { price: money.format((annual * seats) / 100) });
  const price = t('plan.month', { price: money.format((monthly * seats) / 100) });
  return every === 'year' && monthly > 0 ? `${price}, ${t('plan.onlyMonthly')}` : price;
}
