import { isPersonal } from '@wellmet/shared/privateMatters';
import type { KeptSighting, Place } from '@wellmet/shared/sighting';
import { headOf } from './evidence.ts';
import { wordsIn, type Word } from './lexicon.ts';
import { headlineParts } from './role.ts';
import { isOutOfWork, readTitle } from './titles.ts';
import { isWordOf, languageOf, sentencesOf } from './writing.ts';

/** A sentence that the person wrote, literally as it stands there. */
export interface Sentence {
  text: string;
  place: Place;
  words: Word[];
  /** Of the text that it stands in; where that is too short to tell, of all they wrote. */
  language: 'en' | 'fr' | undefined;
  /** Whether it touches a private matter. */
  isPersonal: () => boolean;
}

interface Text {
  text: string;
  place: Place;
}

/**
 * What the person wrote in whole sentences: about, descriptions of positions, a headline that is one. Titles, names and whatever else stands in
 * fields is not: it says what somebody is, not how they write. A sentence said twice counts once. product.md 5.2.
 */
export function authoredSentences(sighting: KeptSighting): Sentence[] {
  const texts = authoredTexts(sighting).map(({ text, place }) =>
    sentencesOf(text).map((sentence) => ({ text: sentence, place, words: wordsIn(sentence) })),
  );
  const whole = languageOf(wordsOf(texts.flat()));
  const said = new Set<string>();
  return texts.flatMap((sentences) => {
    const language = mostlyIn(languageOf(wordsOf(sentences)) ?? whole, sentences);
    return sentences.flatMap((sentence) => {
      const key = sentence.words.map(({ folded }) => folded).join(' ');
      if (key === '' || said.has(key)) return [];
      said.add(key);
      let personal: boolean | undefined;
      const isItPersonal = () => (personal ??= isPersonal(sentence.text));
      return {
        ...sentence,
        isPersonal: isItPersonal,
        language: language && (sentence.words.length < 10 || isIn(language, sentence)) ? language : undefined,
      };
    });
  });
}

const wordsOf = (sentences: readonly Pick<Sentence, 'words'>[]): Word[] => sentences.flatMap(({ words }) => words);

/** A text of two languages: that of most sentences, where it is one that is read. A short sentence may lack the words that tell. */
function mostlyIn(language: Sentence['language'], sentences: readonly Pick<Sentence, 'words'>[]): Sentence['language'] {
  if (language === undefined) return undefined;
  const long = sentences.filter(({ words }) => words.length >= 5);
  return 2 * long.filter((sentence) => isIn(language, sentence)).length >= long.length ? language : undefined;
}

function isIn(language: 'en' | 'fr', { words }: Pick<Sentence, 'words'>): boolean {
  return words.some(({ folded }) => isWordOf(language, folded));
}

function authoredTexts(sighting: KeptSighting): Text[] {
  const { about, headline, experience = [] } = sighting;
  return [
    ...(about === undefined ? [] : [{ text: about, place: 'about' as const }]),
    ...headlineParts(headline ?? '')
      .filter(isSentence)
      .map((text) => ({ text, place: headOf(sighting) })),
    ...experience.flatMap(({ description }) => (description === undefined ? [] : { text: description, place: 'experience' as const })),
  ];
}

/** Begins as a sentence does and is no title. */
function isSentence(part: string): boolean {
  return (
    /^(?:i|i'm|we|je|j'|nous|on|notre|our|my|helping|j’|i’m)(?!\p{L})/iu.test(part) &&
    part.split(/\s+/u).length >= 5 &&
    readTitle(part).seniority === undefined &&
    !isOutOfWork(part)
  );
}

/** Words as a writer counts them, between spaces. The person's own name, spelled so, counts for nothing: a longer one brings nobody nearer to a style. */
export function countWords(sentences: readonly Sentence[], name: string): number {
  const own = new Set(namesIn(name));
  const names = [...own];
  const isOwn = (written: string) => names.some((one) => written.includes(one)) && namesIn(written).every((word) => own.has(word));
  return sentences.flatMap(({ text }) => text.split(/\s+/u)).filter((written) => /\p{L}/u.test(written) && !isOwn(written)).length;
}

const namesIn = (text: string): string[] => text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

/** The words of a match with some around them, within the sentence and literally as they stand there. */
export function wordsAround({ text, words }: Sentence, from: number, to: number, around: number): string {
  const start = words[Math.max(0, from - around)]?.start ?? 0;
  const end = words[Math.min(words.length, to + around) - 1]?.end ?? text.length;
  return text.slice(start, end);
}
