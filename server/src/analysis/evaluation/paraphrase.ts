import type { Sighting } from '@wellmet/shared/sighting';
import { mapTexts } from './mapTexts.ts';

/** A way to write the same profile differently, without saying anything else. */
interface Rewriting {
  name: string;
  text: (text: string, language: 'en' | 'fr') => string;
  titles?: (title: string) => string;
  dates?: (line: string) => string;
}

const months: readonly (readonly [RegExp, string])[] = [
  [/\bJan\b/, 'January'],
  [/\bFeb\b/, 'February'],
  [/\bApr\b/, 'April'],
  [/\bSep\b/, 'Sept'],
  [/\bOct\b/, 'October'],
  [/\bNov\b/, 'November'],
  [/\bDec\b/, 'December'],
  [/janv\./, 'janvier'],
  [/févr\./, 'février'],
  [/sept\./, 'septembre'],
  [/nov\./, 'novembre'],
  [/déc\./, 'décembre'],
];

const around = {
  en: ['Hello, and here are a few lines about what I do.', 'That is all for now.'],
  fr: ['Bonjour, et voici quelques lignes sur ce que je fais.', 'Voilà pour aujourd’hui.'],
};

/** One after the other, each on the profile as it was. */
export const rewritings: readonly Rewriting[] = [
  {
    name: 'white space',
    text: (text) => text.replaceAll(/(\p{L}),? (\p{Lu})/gu, (all) => all.replace(' ', '\u00a0')).replaceAll('. ', '.  '),
  },
  { name: 'bullets', text: (text) => text.replaceAll(' | ', ' • ').replaceAll('\n', '\n• ') },
  { name: 'case of bullets', text: (text) => text.replaceAll(/(?<=\n)\p{L}/gu, (letter) => letter.toLowerCase()).replaceAll(' | ', ' • ') },
  {
    name: 'punctuation',
    text: (text) =>
      text
        .replaceAll('’', "'")
        .replaceAll(/(?<=\p{L})\.(?= |$)/gu, '!')
        .replaceAll(' | ', ' · '),
  },
  { name: 'capital titles', text: (text) => text, titles: (title) => title.toUpperCase() },
  { name: 'dates', text: (text) => text, dates: datesInFull },
  { name: 'words around', text: (text, language) => (text.length > 80 ? `${around[language][0]}\n${text}\n${around[language][1]}` : text) },
];

function datesInFull(line: string): string {
  const [span = ''] = line.split(' · ');
  return months.reduce((text, [short, full]) => text.replaceAll(new RegExp(short, 'gu'), full), span).replace(' - ', ' – ');
}

export function rewritten(sighting: Sighting, { text, titles, dates }: Rewriting, language: 'en' | 'fr'): Sighting {
  return mapTexts(sighting, { sentences: (written) => text(written, language), ...(titles && { titles }), ...(dates && { dates }) });
}
