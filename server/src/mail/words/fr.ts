import type { LetterKey } from './en.ts';

export const fr: Record<LetterKey, string> = {
  greeting: 'Bonjour,',
  footer: 'Envoyé par Wellmet sur {{server}}. Wellmet n’est pas affilié à LinkedIn.',
  linkInstead: 'Si le bouton ne fonctionne pas, ouvrez cette adresse\u00a0:',
};
