/** The words of any language, for screens that carry all of them. */
import { catalogues } from './catalogues.ts';
import type { Language } from './language.ts';
import { wordsFrom, type Words } from './words.ts';

export function wordsIn(language: Language): Words {
  return wordsFrom(catalogues[language], language);
}
