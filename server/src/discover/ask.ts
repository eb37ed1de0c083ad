/** What is looked for, as the database is asked for it: one query of keys (keys.ts) and words. Nothing of a caller's text is read as an operator. */
import type { Facets, PlaceFacet } from '@wellmet/shared/discover';
import { plain } from '@wellmet/shared/plain';
import { sql, type Kysely, type RawBuilder } from 'kysely';
import { readTitle } from '../analysis/titles.ts';
import type { Database } from '../db/schema.ts';
import { keysOfPool, type KeyIs, type Letter } from './keys.ts';

/** Folded as the pool's own texts are; characters that nobody sees are no part of a word, and one of them PostgreSQL refuses. */
export const folded = (text: string): string => plain(text.replaceAll(/\p{C}/gu, ' ')).replaceAll(/\s+/g, ' ').trim();

export const wordsOf = (text: string): string[] => folded(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** A word, or words in quotation marks that have to stand together; with a dash before it, what must not be there. */
export interface Keyword {
  text: string;
  isUnwanted: boolean;
}

export function keywordsOf(text: string): Keyword[] {
  const found = folded(text).matchAll(/(?<dash>(?<!\S)-)?(?:"(?<phrase>[^"]*)"|(?<word>[^\s"]+))/g);
  return [...found].flatMap(({ groups: { dash, phrase, word } = {} }) => {
    const own = phrase ?? word ?? '';
    return /[\p{L}\p{N}]/u.test(own) ? [{ text: own, isUnwanted: dash !== undefined }] : [];
  });
}

/** Other spellings that the pool has of what it does not have as it was asked for: by the asked, folded. */
export interface Spellings {
  word: ReadonlyMap<string, readonly string[]>;
  company: ReadonlyMap<string, readonly string[]>;
  city: ReadonlyMap<string, readonly string[]>;
}

const any = (all: readonly string[]): string[] => (all.length > 0 ? [`(${all.join(' | ')})`] : []);
const every = (all: readonly string[]): string => `(${all.join(' & ')})`;
const spelt = (others: ReadonlyMap<string, readonly string[]>, asked: string): readonly string[] => others.get(asked) ?? [asked];

function placeIs(keyIs: KeyIs, { country, region, city }: PlaceFacet, { city: cities }: Spellings): string {
  return every([
    ...(country === undefined ? [] : [keyIs('k', country)]),
    ...(region === undefined ? [] : [keyIs('r', region.replaceAll(/\p{C}/gu, ' ').toLowerCase())]),
    ...(city === undefined ? [] : any(spelt(cities, folded(city)).map((one) => keyIs('v', one)))),
  ]);
}

/** A title by its words, or by what it means: "head of sales" and "directrice commerciale" are one. */
function titleIs(keyIs: KeyIs, title: string, { word }: Spellings): string[] {
  const { seniority, function: fn } = readTitle(title);
  const words = wordsOf(title).map((one) => any(spelt(word, one).map((spelling) => keyIs('t', spelling))).join(''));
  return any([
    ...(words.length > 0 ? [every(words)] : []),
    ...(seniority !== undefined && fn !== undefined ? [every([keyIs('s', seniority), keyIs('f', fn)])] : []),
  ]);
}

/** A title that is not wanted is not wanted in these words: its meaning would take others with it. */
const titleIsWords = (keyIs: KeyIs, title: string): string[] => {
  const words = wordsOf(title).map((one) => keyIs('t', one));
  return words.length > 0 ? [every(words)] : [];
};

/** A phrase by its words, and by their stems in both languages: long texts are kept as stems. */
const phraseIs = (text: string): RawBuilder<unknown> =>
  sql`(phraseto_tsquery('simple', ${text}) || phraseto_tsquery('english', ${text}) || phraseto_tsquery('french', ${text}))`;

const keywordIs = (text: string, { word }: Spellings): RawBuilder<unknown> =>
  sql`(${sql.join(spelt(word, text).map(phraseIs), sql` || `)})`;

/** The wanted keywords alone, for how well they fit; undefined where there are none. */
export function keywordQuery(facets: Facets, spellings: Spellings): RawBuilder<unknown> | undefined {
  const wanted = keywordsOf(facets.keywords).filter(({ isUnwanted }) => !isUnwanted);
  return wanted.length === 0
    ? undefined
    : sql`(${sql.join(
        wanted.map(({ text }) => keywordIs(text, spellings)),
        sql` && `,
      )})`;
}

/** Queries of words as PostgreSQL writes them: only it knows their stems. */
export interface WordsAsked {
  wanted?: string;
  unwanted?: string;
}

export async function wordsAsked(db: Kysely<Database>, facets: Facets, spellings: Spellings): Promise<WordsAsked> {
  const phrases = [
    ...keywordsOf(facets.keywords).flatMap(({ text, isUnwanted }) => (isUnwanted ? [text] : [])),
    ...facets.exclude.keywords.map(folded).filter((text) => /[\p{L}\p{N}]/u.test(text)),
  ];
  const wanted = keywordQuery(facets, spellings);
  const unwanted = phrases.length === 0 ? undefined : sql`(${sql.join(phrases.map(phraseIs), sql` || `)})`;
  if (!wanted && !unwanted) return {};
  const { rows } = await sql<{ wanted: string | null; unwanted: string | null }>`
    select nullif(${wanted ?? sql`null`}::text, '') as wanted, nullif(${unwanted ?? sql`null`}::text, '') as unwanted`.execute(db);
  return { ...(rows[0]?.wanted && { wanted: rows[0].wanted }), ...(rows[0]?.unwanted && { unwanted: rows[0].unwanted }) };
}

/** In which order words stand the index does not know: asked for it, PostgreSQL makes the keys of everybody who has the words anew. */
const withoutOrder = (query: string): string =>
  query.replaceAll(/('(?:[^'\\]|''|\\.)*')|<(?:-|\d+)>/g, (_, word: string | undefined) => word ?? '&');
const hasOrder = (query: string): boolean => withoutOrder(query) !== query;

/** What is looked for in a pool, each part written as a `tsquery` is. */
export interface Query {
  /** What the index can tell. */
  keys: readonly string[];
  /** Whether whoever has the keys can only be of this pool. */
  isOfPool: boolean;
  /** What the words of those whom it finds have to say besides. */
  words: string | undefined;
}

/**
 * @param withBelow an industry and those below it.
 * @param preferred values of which whoever is looked for has one, of each group.
 */
export function queryOf(
  poolId: string,
  facets: Facets,
  spellings: Spellings,
  { wanted, unwanted }: WordsAsked,
  withBelow: (industry: number) => readonly number[],
  preferred: readonly (readonly [letter: Letter, value: string][])[],
): Query {
  const keyIs = keysOfPool(poolId);
  const industries = (all: readonly number[]): string[] => any([...new Set(all.flatMap(withBelow))].map((id) => keyIs('i', id)));
  const companies = (all: readonly string[]): string[] =>
    any(all.flatMap((one) => spelt(spellings.company, folded(one))).map((one) => keyIs('c', one)));
  const { exclude } = facets;
  const own = [
    ...any(facets.titles.flatMap((title) => titleIs(keyIs, title, spellings))),
    ...any(facets.seniorities.map((one) => keyIs('s', one))),
    ...any(facets.functions.map((one) => keyIs('f', one))),
    ...industries(facets.industries),
    ...companies(facets.companies),
    ...any(facets.companySizes.map((one) => keyIs('z', one))),
    ...any(facets.places.map((place) => placeIs(keyIs, place, spellings))),
    ...any(facets.languages.map((one) => keyIs('l', one))),
    ...preferred.flatMap((values) => any(values.map(([letter, value]) => keyIs(letter, value)))),
  ];
  const foreign = any([
    ...exclude.titles.flatMap((title) => titleIsWords(keyIs, title)),
    ...companies(exclude.companies),
    ...industries(exclude.industries),
    ...exclude.places.map((place) => placeIs(keyIs, place, spellings)),
  ]);
  const words = [
    ...(wanted !== undefined && hasOrder(wanted) ? [`(${wanted})`] : []),
    ...(unwanted !== undefined && hasOrder(unwanted) ? [`!(${unwanted})`] : []),
  ];
  return {
    keys: [
      ...own,
      ...foreign.map((one) => `!${one}`),
      ...(wanted === undefined ? [] : [`(${withoutOrder(wanted)})`]),
      ...(unwanted === undefined || hasOrder(unwanted) ? [] : [`!(${unwanted})`]),
    ],
    isOfPool: own.length > 0,
    words: words.length === 0 ? undefined : words.join(' & '),
  };
}
