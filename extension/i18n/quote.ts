/** What can be done where the credits do not suffice, in words. product.md 2.6. */
import type { Balance, Quote, WayOn } from '@wellmet/shared/credits';
import { resets } from './time.ts';
import type { Language, T } from './words.ts';

/** "It costs 5 credits; 3 left of 25.", or the member's own limit. `name`: whom it would be spent on, if it is one person. */
export function shortInWords({ balance, costCredits, memberCap, shortOf }: Quote, name: string | undefined, t: T): string {
  const cost = t('credits', { count: costCredits });
  if (shortOf === 'memberCap' && memberCap) {
    const figures = { cost, cap: t('credits', { count: memberCap.capCredits }), used: memberCap.usedCredits };
    return name === undefined ? t('short.capFiguresMany', figures) : t('short.capFigures', { ...figures, name });
  }
  return t('short.figures', { cost, left: t('left', { count: balance.available }), allotment: balance.allotment });
}

export function wayInWords(way: WayOn, { timeZone }: Balance, t: T, language: Language, now: Date): string {
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
