/** French words of the server’s own pages. Rules as in en.ts. */
import type { Words } from './en.ts';

export const fr: Words = {
  page: {
    otherLanguage: 'English',
    languages: 'Langue',
    notAffiliated: 'Wellmet n’est pas affilié à LinkedIn.',
    skip: 'Aller au contenu',
  },
};
