/** When the credits do not suffice: the figures, and what can be done instead. product.md 2.6. */
import type { Balance, Quote, WayOn } from '@wellmet/shared/credits';
import { resets } from '../../i18n/time.ts';
import { useWords, type Language, type T } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { useNow } from '../../look/useNow.ts';
import type { Acts } from '../panel.ts';

/** "It costs 5 credits; 3 left of 25.", or the member's own limit. `name`: whom it would be spent on, if it is one person. */
export function shortInWords({ balance, costCredits, memberCap, shortOf }: Quote, name: string | undefined, t: T): string {
  const cost = t('credits', { count: costCredits });
  if (shortOf === 'memberCap' && memberCap) {
    const figures = { cost, cap: t('credits', { count: memberCap.capCredits }), used: memberCap.usedCredits };
    return name === undefined ? t('short.capFiguresMany', figures) : t('short.capFigures', { ...figures, name });
  }
  return t('short.figures', { cost, left: t('left', { count: balance.available }), allotment: balance.allotment });
}

/** For many people: the first N of them can be had at once. */
export function WaysOn({ quote, acts }: { quote: Quote; acts: Acts }) {
  const { t } = useWords();
  const first = quote.waysOn.find((way) => way.way === 'firstN');
  return (
    <>
      <p className="soft">{shortInWords(quote, undefined, t)}</p>
      <WaysOnList quote={{ ...quote, waysOn: quote.waysOn.filter((way) => way !== first) }} />
      {first && (
        <Button kind="primary" onClick={() => acts.list.only(first.count)}>
          {t('short.takeFirstN', { count: first.count })}
        </Button>
      )}
    </>
  );
}

export function WaysOnList({ quote: { balance, waysOn } }: { quote: Quote }) {
  const { t, language } = useWords();
  const now = useNow();
  return (
    <>
      <h3>{t('short.waysOn')}</h3>
      <ul className="ways">
        {waysOn.map((way) => (
          <li key={way.way}>{wayInWords(way, balance, t, language, now)}</li>
        ))}
      </ul>
    </>
  );
}

function wayInWords(way: WayOn, { timeZone }: Balance, t: T, language: Language, now: Date): string {
  switch (way.way) {
    case 'wait':
      return t('short.wait', { resets: resets(way.until, timeZone, t, language, now) });
    case 'firstN':
      return t('short.firstN', { count: way.count });
    case 'raiseCap':
      return t('short.raiseCap');
    case 'upgrade':
      return t('short.upgrade', { plan: way.plan.name, count: way.plan.monthlyCreditsPerSeat });
    default:
      return way satisfies never;
  }
}
