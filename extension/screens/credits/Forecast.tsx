/** How long the credits last at the present pace, in words. Popup and app show it. */
import type { Balance } from '@wellmet/shared/credits';
import { day } from '../../i18n/time.ts';
import { useWords } from '../../i18n/words.ts';
import { useNow } from '../../look/useNow.ts';
import { forecast } from './forecast.ts';

/** Reckoned at the moment that the figures are of; silent where that has been overtaken: a new period, or the day has passed. */
export function Forecast({ balance }: { balance: Balance }) {
  const { t, language } = useWords();
  const now = useNow();
  const told = forecast(balance, new Date(balance.at));
  const isOver = new Date(balance.periodEnd) <= now;
  if (isOver) return null;
  switch (told.kind) {
    case 'unknown':
      return <p className="fine">{t('forecast.unknown')}</p>;
    case 'lasts':
      return <p className="fine">{t('forecast.lasts')}</p>;
    case 'runsOut': {
      if (balance.available === 0) return <p className="fine">{t('forecast.gone')}</p>;
      if (told.at <= now) return null;
      return <p className="fine">{t('forecast.runsOut', { day: day(told.at.toISOString(), language, now, balance.timeZone) })}</p>;
    }
    default:
      return told satisfies never;
  }
}
