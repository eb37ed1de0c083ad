/** English words of the server’s own pages, by page. Texts with gaps are functions; the French ones have the same names. */
export const en = {
  page: {
    /** The other language, as its speakers call it. */
    otherLanguage: 'Français',
    languages: 'Language',
    notAffiliated: 'Wellmet is not affiliated with LinkedIn.',
    skip: 'Skip to the content',
  },
};

export type Words = typeof en;
