/** The catalogues of all languages. Page code does not import this file: it asks for one of them (messages.ts, `words`). */
import { en } from './en.ts';
import { fr } from './fr.ts';
import { wordsFrom, type Catalogue, type Language, type Words } from './words.ts';

export const catalogues: Record<Language, Catalogue> = { en, fr };

export function wordsIn(language: Language): Words {
  return wordsFrom(catalogues[language], language);
}
