/** Words of a text with where they stand, and phrases looked up among them. Folded: case and accents do not matter. */

export interface Word {
  folded: string;
  start: number;
  end: number;
}

/** What a phrase means, and the words that it covers: from the first up to, not including, the last. */
export interface Match<T> {
  phrase: string;
  means: T;
  from: number;
  to: number;
}

/**
 * Words as runs of letters and digits, apostrophes and hyphens between them. For English and French that finds the borders that
 * `Intl.Segmenter` finds, many times faster.
 */
export function wordsIn(text: string): Word[] {
  const words: Word[] = [];
  // What is plain English needs no table of the world's letters.
  for (const { 0: word, index } of text.matchAll(/^[\0-\x7f]*$/.test(text) ? /[a-z0-9]+/gi : /[\p{L}\p{M}\p{N}]+/gu))
    words.push({ folded: fold(word), start: index, end: index + word.length });
  return words;
}

function fold(word: string): string {
  if (/^[a-z0-9]+$/i.test(word)) return word.toLowerCase();
  return foldedWords(word);
}

const foldedWords = remembered((word) =>
  word.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('œ', 'oe').replaceAll('æ', 'ae'),
);

/** People use the same words: what was worked out of the latest few thousand is kept. */
function remembered<T>(workOut: (word: string) => T): (word: string) => T {
  const known = new Map<string, T>();
  return (word) => {
    let found = known.get(word);
    if (found === undefined) {
      if (known.size >= 20_000) known.clear();
      known.set(word, (found = workOut(word)));
    }
    return found;
  };
}

interface Entry<T> {
  phrase: string;
  means: T;
  /** Words; one that ends in `*` stands for all that begin so. */
  words: readonly string[];
}

export type Lexicon<T> = (words: readonly Word[]) => Match<T>[];

/**
 * A lexicon of rows of phrases between commas: "move fast, deliver*, chacun/chacune". Forms between slashes are one phrase. Finds from the left, the longest phrase first, each word in one phrase only.
 * Beginnings instead of stems: the endings of gender, number and tense fall away, and what a row covers can be read off it. No library of
 * stems is needed for that, nor would one know which of two words with the same stem is meant.
 */
export function openLexicon<T>(rows: readonly { means: T; words: string }[]): Lexicon<T> {
  const exact = new Map<string, Entry<T>[]>();
  const beginnings = new Map<string, Entry<T>[]>();
  for (const { means, words } of rows) {
    for (const phrase of words.split(',').map((written) => written.trim())) {
      if (phrase === '') continue;
      for (const spelled of spellingsOf(phrase)) {
        const entry = { phrase, means, words: spelled };
        const [first = ''] = spelled;
        const [index, key] = first.endsWith('*') ? [beginnings, first.slice(0, -1)] : [exact, first];
        index.set(
          key,
          [...(index.get(key) ?? []), entry].toSorted((a, b) => b.words.length - a.words.length),
        );
      }
    }
  }
  const lengths = [...new Set([...beginnings.keys()].map((key) => key.length))].toSorted((a, b) => b - a);
  const entriesAt = remembered((word): Entry<T>[] => {
    const found = [...(exact.get(word) ?? [])];
    for (const length of lengths) if (word.length >= length) found.push(...(beginnings.get(word.slice(0, length)) ?? []));
    return found.length < 2 ? found : found.toSorted((a, b) => b.words.length - a.words.length);
  });
  return (words) => {
    const matches: Match<T>[] = [];
    for (let at = 0; at < words.length;) {
      const entry = entriesAt(words[at]?.folded ?? '').find((one) => one.words.every((part, i) => fits(part, words[at + i]?.folded)));
      if (entry) matches.push({ phrase: entry.phrase, means: entry.means, from: at, to: at + entry.words.length });
      at += entry?.words.length ?? 1;
    }
    return matches;
  };
}

/** All ways to spell a phrase, each as its folded words. */
function spellingsOf(phrase: string): string[][] {
  const choices = phrase.match(/[\p{L}\p{M}\p{N}/*]+/gu) ?? [];
  return choices.reduce<string[][]>(
    (starts, written) => starts.flatMap((start) => written.split('/').map((word) => [...start, fold(word)])),
    [[]],
  );
}

function fits(part: string, word: string | undefined): boolean {
  if (word === undefined) return false;
  return part.endsWith('*') ? word.startsWith(part.slice(0, -1)) : word === part;
}
