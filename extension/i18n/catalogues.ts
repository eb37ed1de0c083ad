/** What is said in LinkedIn's pages, in all languages. Page code does not import this file: it asks for one of them (messages.ts, `words`). */
import { en } from './en.ts';
import { fr } from './fr.ts';
import type { Catalogue, Language } from './language.ts';
import { pageEn } from './page/en.ts';
import { pageFr } from './page/fr.ts';

export const catalogues: Record<Language, Catalogue> = { en: { ...en, ...pageEn }, fr: { ...fr, ...pageFr } };
