/** What letters say, in English; fr.ts has the same keys. Names in double braces are put in as they are: the letter escapes them. */
export const en = {
  greeting: 'Hello,',
  footer: 'Sent by Wellmet at {{server}}. Wellmet is not affiliated with LinkedIn.',
  linkInstead: 'If the button does not work, open this address:',
} as const;
export type LetterKey = keyof typeof en;
