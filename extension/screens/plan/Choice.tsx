/** For how many seats, and how it would be paid: changes nothing but what is shown. */
import { useEffect, useState } from 'react';
import type { PlanEvery } from '@wellmet/shared/plan';
import { useWords } from '../../i18n/words.ts';

const maxSeats = 10_000;

interface ChoiceProps {
  seats: number;
  every: PlanEvery;
  onSeats: (seats: number) => void;
  onEvery: (every: PlanEvery) => void;
}

export function Choice({ seats, every, onSeats, onEvery }: ChoiceProps) {
  const { t } = useWords();
  /** While it is not yet what is shown. */
  const [typed, setTyped] = useState<string>();
  const number = Number(typed ?? seats);
  const isNumber = Number.isInteger(number) && number >= 1 && number <= maxSeats;
  // Each key would be a question to the server.
  useEffect(() => {
    if (!isNumber || number === seats) return undefined;
    const timer = setTimeout(() => {
      onSeats(number);
      setTyped(undefined);
    }, 350);
    return () => clearTimeout(timer);
  }, [isNumber, number, seats, onSeats]);
  function step(by: number): void {
    setTyped(undefined);
    onSeats(Math.min(Math.max(seats + by, 1), maxSeats));
  }
  return (
    <div className="plan-choice">
      <fieldset className="plan-every">
        <legend className="unseen">{t('plan.every')}</legend>
        {(['month', 'year'] as const).map((one) => (
          <label key={one}>
            <input type="radio" name="every" checked={every === one} onChange={() => onEvery(one)} />
            <span>{one === 'month' ? t('plan.monthly') : t('plan.annual')}</span>
          </label>
        ))}
      </fieldset>
      <div className="plan-seats">
        <label htmlFor="plan-seats">{t('plan.seats')}</label>
        <button type="button" className="icon-button" aria-label={t('plan.fewer')} disabled={seats === 1} onClick={() => step(-1)}>
          −
        </button>
        <input
          id="plan-seats"
          inputMode="numeric"
          value={typed ?? seats}
          aria-invalid={!isNumber}
          onChange={({ target }) => setTyped(target.value)}
        />
        <button type="button" className="icon-button" aria-label={t('plan.more')} disabled={seats === maxSeats} onClick={() => step(1)}>
          +
        </button>
      </div>
    </div>
  );
}
