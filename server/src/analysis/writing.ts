import { plain } from '@wellmet/shared/plain';
import { wordsIn, type Word } from './lexicon.ts';

/** Words that only one of the two languages has, and that German, Spanish, Italian and Polish do not use; none that changes with a gender. */
const functionWords = {
  en: new Set('the and of to for with is are our we at from that this have has who you your their been it'.split(' ')),
  fr: new Set(
    'et pour avec dans est nous je les aux qui sur notre vous sont par leur leurs depuis chez au suis jai mais ont mes afin ainsi aussi chaque comme ce cet cette sans pas votre sommes avons ils elles quand toujours'.split(
      ' ',
    ),
  ),
};

const languageOfWord = new Map(
  (['en', 'fr'] as const).flatMap((language) => [...functionWords[language]].map((word) => [word, language] as const)),
);

/** Other languages share some of these words (Dutch has "is", "of", "we"), none shares this many of them. */
const leastDifferent = 4;

/** English, French, or neither with certainty: at least `least` function words of it, not all the same, twice as many as of the other. */
export function languageOf(text: string | readonly Word[], least = 5): 'en' | 'fr' | undefined {
  const words = typeof text === 'string' ? wordsIn(text) : text;
  const counts = { en: 0, fr: 0 };
  const different = { en: new Set<string>(), fr: new Set<string>() };
  for (const [at, { folded }] of words.entries()) {
    // "J'ai" is one word, since "ai" alone may be English.
    const word = folded === 'ai' && words[at - 1]?.folded === 'j' ? 'jai' : folded;
    const language = languageOfWord.get(word);
    if (language === undefined) continue;
    counts[language] += 1;
    different[language].add(word);
  }
  const count = (language: 'en' | 'fr') => (different[language].size < Math.min(least, leastDifferent) ? 0 : counts[language]);
  const [en, fr] = [count('en'), count('fr')];
  if (en >= least && en >= 2 * fr) return 'en';
  if (fr >= least && fr >= 2 * en) return 'fr';
  return undefined;
}

/** Whether a folded word is of that language alone. */
export function isWordOf(language: 'en' | 'fr', folded: string): boolean {
  return languageOfWord.get(folded) === language;
}

/** Said by everybody, hence of nobody. */
const commonplace =
  /passion|motivat|motive[e]?s?\b|result[s-]* (?:driven|oriented)|team player|hard.?working|self.?starter|track record|detail.?oriented|outside the box|dynami|force de proposition|rigoureu|synerg|proven|strong (?:background|experience)|esprit d'equipe|goal.?oriented|go.?getter|polyvalent|curieu|experienced professional|welcome to my|bienvenue sur/;
/** Ways to reach somebody, and calls to do so. */
const contactLine =
  /@|https?:|www\.|\.(?:com|fr|io|org|net)\b|\+?\d[\d .()-]{7,}|contact|reach (?:out|me)|let's (?:connect|talk|chat)|\bdm\b|message|n'hesitez|feel free|calendly|follow me|suivez|e-?mail|courriel|hiring|recrut/;
/** Whether words may be put to the person as an icebreaker: their own matter, not everybody's. What is private stands in shared/src/privateMatters.ts. */
export function mayOpenATalk(text: string): boolean {
  const folded = plain(text);
  return !commonplace.test(folded) && !contactLine.test(folded);
}

/** Sentences of a text, each literally as it stands there. */
export function sentencesOf(text: string): string[] {
  return text
    .split(/(?<=[.!?…])\s+|\n+|\s*[•▪►▶✅✔➡👉★]\s*/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}

/** Tells a gender and nothing else. */
const titleBeforeName = /^(?:m|mme|mlle|mr|mrs|ms|monsieur|madame)\.?$/i;

/** How much a sentence pins down: a number, names or abbreviations inside it. 0 is a generality. */
export function concreteness(sentence: string): number {
  const inner = sentence
    .split(/\s+/u)
    .slice(1)
    .filter((word) => !titleBeforeName.test(word));
  const names = inner.filter((word) => /^[^\p{L}\p{N}]*\p{Lu}[\p{L}\p{N}]/u.test(word)).length;
  return (/\d/u.test(sentence) ? 2 : 0) + Math.min(names, 2);
}
