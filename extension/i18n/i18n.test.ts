import { describe, expect, test } from 'vitest';
import { pluralOf } from './words.ts';
import { appWordsIn } from './appWordsIn.ts';
import { appEn } from './app/en.ts';
import { appFr } from './app/fr.ts';
import { planEn } from './app/plan/en.ts';
import { planFr } from './app/plan/fr.ts';
import { accessEn } from './app/access/en.ts';
import { accessFr } from './app/access/fr.ts';
import { poolEn } from './app/pool/en.ts';
import { poolFr } from './app/pool/fr.ts';
import { rightsEn } from './app/rights/en.ts';
import { rightsFr } from './app/rights/fr.ts';
import { webhooksEn } from './app/webhooks/en.ts';
import { webhooksFr } from './app/webhooks/fr.ts';
import { en as commonEn } from './en.ts';
import { fr as commonFr } from './fr.ts';
import { pageEn } from './page/en.ts';
import { pageFr } from './page/fr.ts';
import { ago, day, momentInZone, month, resets, span, until, when } from './time.ts';
import { languageFor } from './language.ts';

const en = { ...commonEn, ...pageEn, ...appEn, ...planEn, ...poolEn, ...rightsEn, ...accessEn, ...webhooksEn };
const fr = { ...commonFr, ...pageFr, ...appFr, ...planFr, ...poolFr, ...rightsFr, ...accessFr, ...webhooksFr };

const wordsOf = (catalogue: object) => Object.keys(catalogue).map((key) => key.replace(/_(one|other)$/, ''));
const gapsOf = (text: string) => new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, gap]) => gap));

/** What the app alone is made of, and what the popup is. */
const ofApp =
  /^\.\.\/screens\/(access|app|campaigns|contact\/(?!fieldNames)|device|contacts\/(?!LastContacts)|credits\/(?!CreditsLeft|[Ff]orecast)|discover|palette|plan|pool|rights|settings|team|templates|sidePanel|webhooks|welcome|wishes\/WaitingRoom)/;
const ofPopup = new RegExp(
  '^\\.\\./(screens/(popup|account|basket)/|screens/(contacts/LastContacts|credits/(CreditsLeft|[Ff]orecast)|wishes/OpenWishes|contact/fieldNames)' +
    '|look/(Button|Field|Mark|Select|Skeleton|Switch)|i18n/(problem|time|engagement))',
);

describe('catalogues', () => {
  test.each([
    [commonEn, commonFr],
    [pageEn, pageFr],
    [appEn, appFr],
    [planEn, planFr],
    [poolEn, poolFr],
    [rightsEn, rightsFr],
    [accessEn, accessFr],
    [webhooksEn, webhooksFr],
  ])('French has exactly the keys of English', (english, french) => {
    expect(Object.keys(french).toSorted()).toEqual(Object.keys(english).toSorted());
  });

  test('no word is in two catalogues', () => {
    const all = [commonEn, pageEn, appEn, planEn, poolEn, rightsEn, accessEn, webhooksEn].flatMap((catalogue) => Object.keys(catalogue));
    expect(all.filter((key, place) => all.indexOf(key) !== place)).toEqual([]);
  });

  test.each(Object.entries(en))('%s has the same gaps in both languages', (key, text) => {
    const french = fr[key as keyof typeof en];
    expect(french.trim()).not.toBe('');
    expect(gapsOf(french)).toEqual(gapsOf(text));
  });

  test('every plural has both of its forms', () => {
    const singular = Object.keys(en).filter((key) => key.endsWith('_one'));
    const plural = Object.keys(en).filter((key) => key.endsWith('_other'));
    expect(singular.map((key) => key.replace(/_one$/, '_other'))).toEqual(plural);
  });

  const sources = import.meta.glob<string>(['../**/*.{ts,tsx}', '!../**/*.test.*', '!./**/{en,fr}.ts', '!../node_modules/**'], {
    query: '?raw',
    import: 'default',
    eager: true,
  });

  test.each(['plan', 'pool', 'rights', 'access', 'webhooks'])('what other rooms take from %s says none of its words', (room) => {
    const taken = Object.entries(sources).flatMap(([file, code]) =>
      file.startsWith(`../screens/${room}/`)
        ? []
        : [...code.matchAll(new RegExp(`^import \\{[^}]*\\} from '\\.\\./${room}/(\\S+)'`, 'gm'))],
    );
    const late = { plan: planEn, pool: poolEn, rights: rightsEn, access: accessEn, webhooks: webhooksEn }[room] ?? {};
    const says = (code: string) => wordsOf(late).filter((word) => code.includes(`'${word}'`));
    expect(taken.flatMap(([, file]) => says(sources[`../screens/${room}/${file}`] ?? '').map((word) => `${file} says ${word}`))).toEqual(
      [],
    );
  });

  test('every word is said somewhere', () => {
    const code = Object.values(sources).join('\n');
    expect(Object.keys(sources).length).toBeGreaterThan(20);
    // Those of a list have its names after the dot: `seniority.${seniority}`, which the compiler checks.
    const lists = [...code.matchAll(/\bt\(`([\w.]+\.)\$\{/g)].map(([, list = '']) => list);
    const isSaid = (word: string) => code.includes(`'${word}'`) || lists.some((list) => word.startsWith(list));
    expect(wordsOf(en).filter((word) => !isSaid(word))).toEqual([]);
  });

  test.each([
    ['the words of the plan’s room are said there alone', [planEn], (file: string) => !file.startsWith('../screens/plan/')],
    ['and those of feeding the pool', [poolEn], (file: string) => !file.startsWith('../screens/pool/')],
    ['the app’s words are said in the app alone', [appEn], (file: string) => !ofApp.test(file)],
    ['the words of signing in and of keys, by who brings them', [accessEn], (file: string) => !file.startsWith('../screens/access/')],
    ['and those of webhooks', [webhooksEn], (file: string) => !file.startsWith('../screens/webhooks/')],
    ['the words of people’s rights, by who brings them', [rightsEn], (file: string) => !file.startsWith('../screens/rights/')],
    ['the popup says its own words alone', [pageEn, appEn], (file: string) => ofPopup.test(file)],
  ])('%s', (_name, foreign, isTheirs) => {
    const files = Object.entries(sources).filter(([file]) => isTheirs(file));
    expect(files.length).toBeGreaterThan(10);
    const said = foreign.flatMap(wordsOf).filter((word) => files.some(([, code]) => code.includes(`'${word}'`)));
    expect(said).toEqual([]);
  });

  test('no straight apostrophe and no plain space before French punctuation', () => {
    expect(Object.entries(fr).filter(([, text]) => /'|\u0020[:;!?»]|«\u0020/.test(text))).toEqual([]);
  });
});

test.each(['en', 'fr'] as const)('%s has the plurals that the browser has', (language) => {
  const rules = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  const { t } = appWordsIn(language);
  for (const count of [...Array(2100).keys(), 999_999, 1_000_000, 1_000_001, 1.5, 2.5]) {
    // French counts millions as "many", which has no form of its own here.
    expect(pluralOf(count, language)).toBe(rules.select(count) === 'one' ? 'one' : 'other');
    expect(t('credits', { count })).toContain(numbers.format(count));
  }
});

describe('words', () => {
  const english = appWordsIn('en').t;
  const french = appWordsIn('fr').t;

  test.each([
    [0, '0 credits', '0 crédit'],
    [1, '1 credit', '1 crédit'],
    [2, '2 credits', '2 crédits'],
    [1500, '1,500 credits', '1\u202f500 crédits'],
    // French counts millions as "many".
    [1_000_000, '1,000,000 credits', '1\u202f000\u202f000 crédits'],
  ])('%d credits', (count, inEnglish, inFrench) => {
    expect(english('credits', { count })).toBe(inEnglish);
    expect(french('credits', { count })).toBe(inFrench);
  });

  test('what fills a gap is taken literally', () => {
    expect(english('quoting.says', { name: '$& {{name}} <b>' })).toBe('Looking up $& {{name}} <b>…');
  });

  test.each([
    ['auto', ['fr-CA', 'en'], 'fr'],
    ['auto', ['de', 'fr'], 'fr'],
    ['auto', ['de', 'en-GB', 'fr'], 'en'],
    ['auto', ['de'], 'en'],
    ['en', ['fr'], 'en'],
    ['fr', ['en'], 'fr'],
  ] as const)('%s with %j speaks %s', (setting, preferred, language) => {
    expect(languageFor(setting, preferred)).toBe(language);
  });
});

describe('time', () => {
  const english = appWordsIn('en').t;
  const french = appWordsIn('fr').t;
  const now = new Date('2026-11-22T10:00:00Z');
  const midnightInParis = '2026-11-30T23:00:00Z';

  test('a moment of the workspace names its zone', () => {
    expect(momentInZone(midnightInParis, 'Europe/Paris', english, 'en', now)).toBe('1 Dec 00:00 Europe/Paris');
    expect(momentInZone(midnightInParis, 'Europe/Paris', french, 'fr', now)).toBe('le 1er déc. à 00:00 (Europe/Paris)');
    expect(resets(midnightInParis, 'Europe/Paris', english, 'en', now)).toBe('resets in 9 days, 1 Dec 00:00 Europe/Paris');
    expect(resets(midnightInParis, 'Europe/Paris', french, 'fr', now)).toBe('renouvelés dans 9 jours, le 1er déc. à 00:00 (Europe/Paris)');
  });

  test.each([
    ['2026-11-22T10:00:00Z', 'in 9 days', 'dans 9 jours'],
    // By the calendar of Paris, where it is still the 29th, then the 30th.
    ['2026-11-29T22:59:00Z', 'in 2 days', 'dans 2 jours'],
    ['2026-11-29T23:00:00Z', 'in 1 day', 'dans 1 jour'],
    ['2026-11-30T18:30:00Z', 'in 4 hours', 'dans 4 heures'],
    ['2026-11-30T22:40:00Z', 'in 20 minutes', 'dans 20 minutes'],
  ])('from %s the reset is %s', (at, inEnglish, inFrench) => {
    expect(until(midnightInParis, 'Europe/Paris', 'en', new Date(at))).toBe(inEnglish);
    expect(until(midnightInParis, 'Europe/Paris', 'fr', new Date(at))).toBe(inFrench);
  });

  test.each([
    ['2026-09-12T10:00:00Z', '12 Sep', '12 sept.'],
    ['2026-12-01T10:00:00Z', '1 Dec', '1er déc.'],
    ['2025-05-03T10:00:00Z', '3 May 2025', '3 mai 2025'],
  ])('%s is %s', (at, inEnglish, inFrench) => {
    expect(day(at, 'en', now)).toBe(inEnglish);
    expect(day(at, 'fr', now)).toBe(inFrench);
  });

  test('today is said so', () => {
    expect(when('2026-11-22T09:00:00Z', english, 'en', now)).toBe('today');
    expect(when('2026-09-12T09:00:00Z', french, 'fr', now)).toBe('le 12 sept.');
  });

  test.each([
    [0, 'less than a month', 'moins d’un mois'],
    [1, '1 mo', '1 mois'],
    [12, '1 yr', '1 an'],
    [38, '3 yrs 2 mos', '3 ans 2 mois'],
  ])('%d months', (months, inEnglish, inFrench) => {
    expect(span(months, english)).toBe(inEnglish);
    expect(span(months, french)).toBe(inFrench);
  });

  test.each([
    ['2024-03', 'Mar 2024', 'mars 2024'],
    ['2024', '2024', '2024'],
  ])('%s', (at, inEnglish, inFrench) => {
    expect(month(at, 'en')).toBe(inEnglish);
    expect(month(at, 'fr')).toBe(inFrench);
  });

  test.each([
    ['2026-11-22T09:55:00Z', '5 minutes ago', 'il y a 5 minutes'],
    ['2026-11-21T09:00:00Z', 'yesterday', 'hier'],
    // A clock that is ahead of ours is not the future.
    ['2026-11-22T10:03:00Z', 'this minute', 'cette minute-ci'],
  ])('%s was %s', (at, inEnglish, inFrench) => {
    expect(ago(at, 'en', now)).toBe(inEnglish);
    expect(ago(at, 'fr', now)).toBe(inFrench);
  });
});
