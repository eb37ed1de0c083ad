/** The words of the popup, which carries both languages and no others' words. */
import { en } from './en.ts';
import { fr } from './fr.ts';
import type { Catalogue, Language } from './language.ts';
import { wordsFrom, type Words } from './words.ts';

const own: Record<Language, Catalogue> = { en, fr };

export function wordsIn(language: Language): Words {
  return wordsFrom(own[language], language);
}
