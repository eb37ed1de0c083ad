/** The catalogues of all languages. Page code does not import this file: it asks for one of them (messages.ts, `words`). */
import { en } from './en.ts';
import { fr } from './fr.ts';
import type { Catalogue, Language } from './language.ts';

export const catalogues: Record<Language, Catalogue> = { en, fr };
