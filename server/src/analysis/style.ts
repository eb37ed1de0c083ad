import type { Style, StyleCue, StyleSide } from '@wellmet/shared/insight';
import { adviceFor } from '@wellmet/shared/seen';
import { countWords, wordsAround, type Sentence } from './authored.ts';
import { openLexicon, type Lexicon } from './lexicon.ts';
import { englishCues } from './styleCues.en.ts';
import { frenchCues } from './styleCues.fr.ts';
import type { CueMeaning } from './styleCues.ts';

/** Words of their own below which nothing is said of anybody's style. product.md 5.2. */
export const leastWords = 350;

/**
 * Cues that each side is given before the first word is read. They draw the log-odds towards 0: one side needs five cues more than none to be told
 * at all. From so little text a style is right little more often than chance (product.md 5.2), so the doubt comes first.
 */
const priorCues = 3;
/** Standard normal bounds: 80 % for a side to be clear, 95 % for its strength to be medium. */
const clearBound = 1.2816;
const mediumBound = 1.96;
/** A hint is read better with the words around it. */
const wordsAroundCue = 4;
const longestQuote = 600;

const lexicons: Record<'en' | 'fr', Lexicon<CueMeaning>> = { en: openLexicon(englishCues), fr: openLexicon(frenchCues) };

/** A word of denial before a cue turns it round: "not fast", "sans écouter". In French the verb may stand between. */
const denials = {
  en: new Set('not no without t cannot neither nor hardly less'.split(' ')),
  fr: new Set('pas sans ni non moins aucun aucune'.split(' ')),
};
const wordsOfDenial = { en: 2, fr: 2 };

/**
 * How somebody writes, from their own sentences alone, or why nothing is said: too few words, another language. Deterministic; names,
 * titles and words with a gender change nothing. Each cue counts once, since a writer repeats themselves: a second "always" is no second witness.
 * @param found the cues, where somebody else has found them: weighed as our own, behind the same gate.
 */
export function styleOf(sentences: readonly Sentence[], name: string, found?: readonly StyleCue[]): Style {
  const readable = sentences.filter(({ language }) => language !== undefined);
  const words = countWords(readable, name);
  if (words < leastWords) {
    const all = countWords(sentences, name);
    return all < leastWords ? { outcome: 'notEnoughText', words: all } : { outcome: 'otherLanguage' };
  }
  const cues = found ?? cuesIn(readable);
  const boldness = weigh(cues, 'bold', 'calm');
  const focus = weigh(cues, 'people', 'task');
  return {
    outcome: 'read',
    words,
    boldness,
    focus,
    ...adviceFor(boldness.side, focus.side),
  };
}

/** The cues of all sentences, each where it stands first. */
function cuesIn(sentences: readonly Sentence[]): StyleCue[] {
  const counted = new Set<string>();
  return sentences.flatMap((sentence) => {
    const { language } = sentence;
    if (language === undefined) return [];
    const fresh = lexicons[language](sentence.words).flatMap(({ phrase, means, from, to }) => {
      const key = `${language} ${phrase}`;
      if (means === undefined || counted.has(key) || isDenied(sentence, from)) return [];
      counted.add(key);
      return { ...means, from, to };
    });
    // What stands beside a cue may be a private matter; the cue itself never is.
    const around = fresh.length > 0 && sentence.isPersonal() ? 0 : wordsAroundCue;
    return fresh.map(({ side, family, from, to }) => ({
      side,
      family,
      evidence: { place: sentence.place, quote: wordsAround(sentence, from, to, around).slice(0, longestQuote) },
    }));
  });
}

function isDenied({ words, language }: Sentence, from: number): boolean {
  if (language === undefined) return false;
  return words.slice(Math.max(0, from - wordsOfDenial[language]), from).some(({ folded }) => denials[language].has(folded));
}

/** Log-odds of two counts, each with the prior added, and their interval as wide as so few cues make it. */
function weigh<A extends StyleSide, B extends StyleSide>(all: readonly StyleCue[], first: A, second: B) {
  const cues = all.filter(({ side }) => side === first || side === second);
  const firsts = cues.filter(({ side }) => side === first).length + priorCues;
  const seconds = cues.length + 2 * priorCues - firsts;
  const logOdds = Math.log(firsts / seconds);
  const error = Math.sqrt(1 / firsts + 1 / seconds);
  const isBeyond = (bound: number) => Math.abs(logOdds) > bound * error;
  const side: A | B | 'unclear' = isBeyond(clearBound) ? (logOdds > 0 ? first : second) : 'unclear';
  const strength = isBeyond(mediumBound) ? ('medium' as const) : ('low' as const);
  return {
    side,
    ...(side !== 'unclear' && { strength }),
    logOdds: rounded(logOdds),
    interval: [rounded(logOdds - clearBound * error), rounded(logOdds + clearBound * error)] as [number, number],
    cues,
  };
}

/** Enough for checking, and the same on every machine. */
const rounded = (value: number) => Math.round(value * 1000) / 1000;
