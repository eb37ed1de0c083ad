/** Why somebody was found, in words: the terms of their rank, as the server worked them out. */
import type { FoundPerson, Reason, Signal } from '@wellmet/shared/discover';
import { day, month } from '../../i18n/time.ts';
import type { Key, Language, T } from '../../i18n/words.ts';
import { countryInWords, industryInWords, isFunction, isSeniority, isSize, languageInWords, sizeInWords } from './names.ts';

/** In what people are alike. */
const sharedNames: Partial<Record<Signal, Key>> = {
  seniority: 'discover.same.seniority',
  function: 'discover.same.function',
  industry: 'discover.same.industry',
  companySize: 'discover.same.companySize',
  place: 'discover.same.place',
  language: 'discover.same.language',
};

/** @param isNamed the examples were chosen: they are not all who replied. */
export function reasonInWords(
  reason: Reason,
  { company, place }: Pick<FoundPerson, 'company' | 'place'>,
  isNamed: boolean,
  { t, language, now }: { t: T; language: Language; now: Date },
): string {
  const { signal, value = '', date } = reason;
  switch (signal) {
    case 'keywords':
      return t('discover.why.keywords');
    case 'title':
      return t('discover.why.title', { title: value });
    case 'seniority': {
      const level = isSeniority(value);
      return level ? t(`seniority.${level}`) : value;
    }
    case 'function': {
      const work = isFunction(value);
      return work ? t(`function.${work}`) : value;
    }
    case 'industry':
      return industryInWords(Number(value), language);
    case 'company':
      return company ?? value;
    case 'companySize': {
      const size = isSize(value);
      return size === undefined ? value : sizeInWords(size, t);
    }
    case 'place':
      return value === '' ? (place ?? t('discover.place')) : countryInWords(value, language);
    case 'language':
      return t('discover.why.language', { language: languageInWords(value, language) });
    case 'alike':
      return alikeInWords(reason, isNamed, language, t);
    case 'roleChange':
      return t('discover.why.roleChange', { month: month((date ?? '').slice(0, 7), language) });
    case 'fresh':
      return t('discover.why.fresh', { day: day(`${date ?? ''}T12:00:00Z`, language, now) });
    default:
      return signal satisfies never;
  }
}

function alikeInWords({ points, alike }: Reason, isNamed: boolean, language: Language, t: T): string {
  const shared = (alike?.shared ?? []).flatMap(({ signal, ...how }) => {
    const name = sharedNames[signal];
    return name ? [{ ...how, name: t(name) }] : [];
  });
  if (points < 0) return t('discover.why.unlike');
  if (shared.length === 0) return t('discover.why.alike');
  const list = new Intl.ListFormat(language);
  // What as many of them have is said at once; what most of them have, first.
  return [...Map.groupBy(shared, ({ of, isNear = false }) => `${isNear} ${of}`).values()]
    .map((those) => ({ of: 0, all: 0, ...those[0], what: list.format(those.map(({ name }) => name)) }))
    .toSorted((a, b) => Number(a.isNear ?? false) - Number(b.isNear ?? false) || b.of - a.of)
    .map(({ what, of, all, isNear }) => {
      const gaps = { what, of, count: all };
      if (isNear) return isNamed ? t('discover.why.nearExamples', gaps) : t('discover.why.nearReplied', gaps);
      return isNamed ? t('discover.why.asExamples', gaps) : t('discover.why.asReplied', gaps);
    })
    .join(', ');
}

/** "+1.25". */
export function pointsInWords(points: number, language: Language): string {
  return new Intl.NumberFormat(language, { signDisplay: 'exceptZero', maximumFractionDigits: 2 }).format(points);
}
