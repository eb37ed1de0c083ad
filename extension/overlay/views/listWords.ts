/** Selections, quotes of many and bulk actions in words. */
import type { PersonClass, Quote } from '@wellmet/shared/credits';
import { heldInWords } from '../../i18n/campaign.ts';
import type { Key, Language, T } from '../../i18n/words.ts';
import type { Basket, BasketPerson, Bulk, BulkPerson, CampaignRef } from '../../messages.ts';
import { problemInWords } from '../../i18n/problem.ts';
import { momentHere } from '../../i18n/time.ts';
import type { List } from '../panel.ts';

export const classNames: Record<PersonClass, Key> = {
  new: 'class.new',
  known: 'class.known',
  inCampaign: 'class.inCampaign',
  blocked: 'class.blocked',
  erased: 'class.erased',
  unidentifiable: 'class.unidentifiable',
  duplicate: 'class.duplicate',
};

/** In the order in which they are shown. */
export const shownClasses = Object.keys(classNames) as PersonClass[];

const joined = (parts: readonly (string | undefined | false)[]) => parts.filter(Boolean).join(' · ');

/** "10 people here · 6 new". */
export function pageInWords({ people, hidden }: List, t: T): string {
  const count = people.filter(({ mark }) => !mark.known && !mark.isErased).length;
  return joined([
    t('list.here', { count: people.length }),
    people.length > 0 && t('list.new', { count }),
    hidden > 0 && t('list.hidden', { count: hidden }),
  ]);
}

/** As this device knows them: the quote tells for certain. */
function countsOf(people: readonly BasketPerson[]): { fresh: number; known: number; erased: number } {
  const erased = people.filter(({ mark }) => mark.isErased).length;
  const known = people.filter(({ mark }) => mark.known && !mark.isErased).length;
  return { fresh: people.length - known - erased, known, erased };
}

/** A balance that is older than this says from when it is. */
const freshMs = 600_000;

/** "5 new = 5 credits · 2 known · 18 left after". */
export function selectionInWords({ people, balance }: Basket, t: T, language: Language, now: Date): string {
  const { fresh, known, erased } = countsOf(people);
  const after = balance && balance.available - fresh;
  return joined([
    fresh > 0 && t('list.newCost', { count: fresh, credits: t('credits', { count: fresh }) }),
    known > 0 && t('list.known', { count: known }),
    erased > 0 && t('list.erased', { count: erased }),
    after !== undefined && (after < 0 ? t('list.tooFew', { count: -after }) : t('quote.after', { count: after })),
    balance && now.getTime() - Date.parse(balance.at) > freshMs && t('balance.asOf', { when: momentHere(balance.at, t, language, now) }),
  ]);
}

export function isTooMany({ people, balance }: Basket): boolean {
  return balance !== undefined && countsOf(people).fresh > balance.available;
}

/** Where somebody was selected: "keywords: VP, Paris". */
export function originInWords({ pageKind, searchContext, headline }: BasketPerson, t: T): string {
  return joined([headline, searchContext ?? t(pageKind === 'companyPeople' ? 'origin.company' : 'origin.search')]);
}

/** "5 credits, 18 left after", "free". */
export function costInWords({ costCredits, availableAfter }: Quote, t: T): string {
  if (costCredits === 0) return t('free');
  const cost = t('credits', { count: costCredits });
  return availableAfter === undefined ? cost : `${cost}, ${t('quote.after', { count: availableAfter })}`;
}

/** What became of somebody. */
export function outcomeInWords(
  { outcome }: BulkPerson,
  campaign: CampaignRef | undefined,
  t: T,
  language: Language,
  now: Date,
): string | undefined {
  if (!outcome) return undefined;
  const cost = outcome.costCredits > 0 ? t('credits', { count: outcome.costCredits }) : t('free');
  switch (outcome.class) {
    case 'erased':
      return t('outcome.erased');
    case 'unidentifiable':
      return t('outcome.unidentifiable');
    case 'duplicate':
      return t('outcome.duplicate');
    default:
      break;
  }
  const what = outcome.costCredits > 0 ? t('outcome.analysed') : t('outcome.known');
  return joined([what, cost, campaign && placedInWords(outcome, campaign, t, language, now)]);
}

function placedInWords(
  { enrolment, holder }: NonNullable<BulkPerson['outcome']>,
  { name: campaign }: CampaignRef,
  t: T,
  language: Language,
  now: Date,
): string | undefined {
  switch (enrolment) {
    case 'enrolled':
    case 'inCampaign':
      return t('campaign.in', { campaign });
    case 'moved':
      return t('campaign.movedTo', { campaign });
    case 'waiting':
      return t('campaign.waitsFor', { campaign });
    case 'skipped':
      return holder && heldInWords(holder, t, language, now);
    case 'left':
      return t('campaign.removed', { campaign });
    default:
      return enrolment satisfies undefined;
  }
}

/** The heading of a bulk action: how far it is, or how it ended. */
export function bulkInWords({ state, people }: Bulk, t: T): string {
  const done = people.filter(({ outcome }) => outcome).length;
  switch (state) {
    case 'running':
      return t('bulk.running', { done, count: people.length });
    case 'stopped':
      return t('bulk.stopped', { done, count: people.length });
    case 'refused':
      return t('bulk.refused', { done, count: people.length });
    case 'cancelled':
      return t('bulk.cancelled', { done, count: people.length });
    case 'done':
      return t('bulk.done', { count: people.length });
    default:
      return state satisfies never;
  }
}

/** What it came to: "5 credits · 20 left". */
export function spentInWords({ costCredits, balance }: Bulk, t: T): string {
  const cost = costCredits > 0 ? t('credits', { count: costCredits }) : t('free');
  return joined([cost, balance && t('left', { count: balance.available })]);
}

/** Why the server said no. */
export function refusalInWords({ refusal }: Bulk, t: T): string | undefined {
  if (!refusal) return undefined;
  if ('problem' in refusal) return problemInWords(refusal.problem, t);
  switch (refusal.outcome) {
    case 'overCeiling':
      return t('bulk.dearer', { credits: t('credits', { count: refusal.quote.costCredits }) });
    case 'notEnoughCredits':
      return t('wishes.short', { left: t('left', { count: refusal.quote.balance.available }) });
    default:
      return refusal satisfies never;
  }
}
