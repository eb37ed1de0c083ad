/**
 * The words of the screens, in the language that the user picked. By hand, because what we need of a library weighs 18 kB of scripts
 * with budgets: keys checked by the compiler, gaps, and plurals. The words themselves are in catalogues.ts:
 * the overlay is given those of its language by the background rather than carrying all into every page.
 */
import { createContext, useContext } from 'react';
import type { appEn } from './app/en.ts';
import type { planEn } from './app/plan/en.ts';
import type { accessEn } from './app/access/en.ts';
import type { poolEn } from './app/pool/en.ts';
import type { rightsEn } from './app/rights/en.ts';
import type { webhooksEn } from './app/webhooks/en.ts';
import type { en } from './en.ts';
import type { Catalogue, Language } from './language.ts';
import type { pageEn } from './page/en.ts';

export type { Language } from './language.ts';

/** Of all that speaks; i18n.test.ts sees to it that nobody says what they do not carry. */
type English = typeof en &
  typeof pageEn &
  typeof appEn &
  typeof planEn &
  typeof poolEn &
  typeof rightsEn &
  typeof accessEn &
  typeof webhooksEn;
type Stem<K extends string> = K extends `${infer Base}_${'one' | 'other'}` ? Base : K;
/** What can be said: the keys of all catalogues, their plurals as one. */
export type Word = Stem<keyof English>;

type GapsIn<Text extends string> = Text extends `${string}{{${infer Gap}}}${infer Rest}` ? Gap | GapsIn<Rest> : never;
/** One key at a time: to look for it among all of them, for each of them, is more than the compiler does. */
type TextAt<K> = K extends keyof English ? English[K] : never;
type GapsOf<W extends Word> = GapsIn<TextAt<W | `${W}_one` | `${W}_other`>>;

/** Words without a gap to fill: what a table of names may hold. */
export type Key = { [W in Word]: [GapsOf<W>] extends [never] ? W : never }[Word];

/** Says it, with exactly the gaps that the English has; `count` chooses the plural; numbers are written as the language writes them. */
export type T = <W extends Word>(word: W, ...gaps: [GapsOf<W>] extends [never] ? [] : [Record<GapsOf<W>, string | number>]) => string;

export interface Words {
  t: T;
  language: Language;
}

/** As `Intl.PluralRules` has it for both languages, whose making takes a page 10 ms; i18n.test.ts compares them. */
export function pluralOf(count: number, language: Language): 'one' | 'other' {
  return (language === 'fr' ? Math.abs(count) < 2 : count === 1) ? 'one' : 'other';
}

export function wordsFrom(catalogue: Catalogue, language: Language): Words {
  /** Made when first needed: most numbers are small, and making it takes a page 10 ms. */
  let numbers: Intl.NumberFormat | undefined;
  const written = (count: number): string => {
    if (Number.isInteger(count) && Math.abs(count) < 1000) return String(count);
    numbers ??= new Intl.NumberFormat(language);
    return numbers.format(count);
  };

  function say(word: string, gaps: Partial<Record<string, string | number>> = {}): string {
    const { count } = gaps;
    const plural = typeof count === 'number' ? catalogue[`${word}_${pluralOf(count, language)}`] : undefined;
    const text = plural ?? catalogue[word] ?? catalogue[`${word}_other`] ?? word;
    return text.replaceAll(/\{\{(\w+)\}\}/g, (_, gap: string) => {
      const filling = gaps[gap] ?? '';
      return typeof filling === 'number' ? written(filling) : filling;
    });
  }

  return { t: say, language };
}

export const WordsContext = createContext<Words>(wordsFrom({}, 'en'));

export function useWords(): Words {
  return useContext(WordsContext);
}
