/** English words of the server’s own pages, by page. Texts with gaps are functions; the French ones have the same names. */
export const en = {
  page: {
    /** The other language, as its speakers call it. */
    otherLanguage: 'Français',
    languages: 'Language',
    notAffiliated: 'Wellmet is not affiliated with LinkedIn.',
    skip: 'Skip to the content',
  },
  pricing: {
    title: 'Prices',
    heading: 'One credit, one new person',
    lead: 'The first analysis of a person takes one credit. Everything after that is free, for ever: analysing again, writing, campaigns, export. Whoever in your workspace does it, on whichever device.',
    choose: 'What to show prices for',
    monthly: 'Monthly',
    annual: 'Annual',
    every: 'Paid',
    seats: 'Seats',
    fewer: 'One seat fewer',
    more: 'One seat more',
    show: 'Show prices',
    credits: (count: string) => `${count} credits a month`,
    creditsPerSeat: (count: string) => `${count} a seat`,
    aMonth: 'a month',
    aYear: 'a year',
    perSeatMonth: (price: string) => `${price} a seat and month`,
    perSeatYear: (price: string) => `${price} a seat and year`,
    saving: (price: string) => `${price} less than twelve months one by one`,
    onlyMonthly: 'By the month only',
    free: 'No card, no end date',
    none: 'No plan is on offer at the moment.',
    included: 'In every plan, the free one too',
    promises: [
      'Looking, searching and selecting cost nothing, and you see what an action would take before you do it.',
      'Never more than you were shown, and never below zero: what your credits do not cover is not done by half.',
      'The whole workspace shares what was analysed once. Nobody pays for the same person twice.',
      'If two contacts turn out to be one person, the credit comes back.',
      'Each credit is explained: when, who, which contact, from which page.',
      'Every hint quotes the words that it rests on.',
      'Wellmet drafts, you send: it clicks nothing on LinkedIn.',
      'Export or erase a person whenever you want.',
    ],
    goodToKnow: 'Good to know',
    facts: [
      ['When do credits end?', 'With the calendar month. Nothing rolls over; the new month has its full credits from its first second.'],
      ['What does a larger plan or a seat more do?', 'It adds the difference at once, in the month you are in.'],
      ['And a smaller plan?', 'It holds from the next month on. Until then you keep what you have.'],
      [
        'What if we stop paying?',
        'At the next month the workspace falls to the free plan and ongoing campaigns pause. Your contacts stay yours, and paying again resumes the campaigns.',
      ],
      ['How do we change plans?', 'In Wellmet, open Credits, then Plan. Owners and admins ask there, and see first what they would get.'],
    ] as [question: string, answer: string][],
  },
};

export type Words = typeof en;
