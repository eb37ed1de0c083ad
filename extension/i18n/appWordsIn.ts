/** The words of the app: all that there are. Popup and overlay do without its own for their size. */
import { appEn } from './app/en.ts';
import { appFr } from './app/fr.ts';
import { catalogues } from './catalogues.ts';
import type { Catalogue, Language } from './language.ts';
import { wordsFrom, type Words } from './words.ts';

const own: Record<Language, Catalogue> = { en: appEn, fr: appFr };

/** @param late of screens that come later, and bring their own. */
export function appWordsIn(language: Language, late?: Record<Language, Catalogue>): Words {
  return wordsFrom({ ...catalogues[language], ...own[language], ...late?.[language] }, language);
}
