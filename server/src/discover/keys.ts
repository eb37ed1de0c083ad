/**
 * By what a person of the pool is found: words, and one key a facet. Each key has a letter, its pool and a colon before it; no word has. So nobody's
 * key is another pool's, and a search reads nothing of other pools.
 */
import { sql, type RawBuilder } from 'kysely';

/** How many steps there are from everybody to the smallest part of a pool; each is a quarter of the one before. */
export const parts = 6;
/** Parts that have an index of their own beside the one of everybody: a common facet is then not gone through for the whole pool. */
export const partsWithIndex = [2, 4] as const;

/** What a key is of: pool, seniority, function, industry, company size, country, region, city, company, language, word of the title, part. */
export type Letter = 'p' | 's' | 'f' | 'i' | 'z' | 'k' | 'r' | 'v' | 'c' | 'l' | 't' | 'x';

/** Of a pool's id so many last digits stand in its keys. They are random; where two pools have the same ones, their rows tell. */
const poolDigits = 6;

export type KeyIs = (letter: Letter, value: string | number) => string;

/** Writes keys of a pool as PostgreSQL reads them in a query. */
export const keysOfPool =
  (poolId: string): KeyIs =>
  (letter, value) =>
    `'${`${letter}${poolId.slice(-poolDigits)}:${value}`.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;

const begins = (letter: Letter): string => `'${letter}' || right(pool_id::text, ${poolDigits}) || ':'`;
/** Lexemes of a key with a value that may be missing: then the key itself, which nobody asks for. */
const key = (letter: Letter, value: string): string => `${begins(letter)} || coalesce(${value}, '')`;

/** An id's last digits are random: whose last ones are all below 4 of 16 are in the part of so many digits. */
const lastOther = (digits: number): string => `length(rtrim(right(person_id::text, ${digits}), '0123'))`;
const isIn = (part: number): string => `${lastOther(part)} = 0`;
const partKey = (part: number): string => `${begins('x')} || case when ${isIn(part)} then '${part}' else '0' end`;
export const isInPart = (part: number): RawBuilder<boolean> => sql.raw(isIn(part));
/** The smallest part that somebody is in; everybody is in the larger ones, too. */
export const partOfPerson: RawBuilder<number> = sql.raw(`${parts} - ${lastOther(parts)}`);

const keys = [
  begins('p'),
  key('s', 'seniority'),
  key('f', '"function"'),
  key('i', 'industry::text'),
  key('z', 'company_size::text'),
  key('k', 'country'),
  key('r', 'left(lower(region), 200)'),
  key('v', 'left(city_plain, 200)'),
  key('c', 'left(company_plain, 200)'),
  ...[1, 2, 3, 4, 5, 6].map((at) => key('l', `languages[${at}]`)),
  ...Array.from({ length: parts }, (_, at) => partKey(at + 1)),
];

const wordsOfTitle = `replace(translate(left(coalesce(title_plain, ''), 400), ',;:/|()&-.''', '            '), ' ', ' ' || ${begins('t')})`;

/** Only functions that are the same for ever, and none of ours: the index is of this very expression. */
export const keysOfPerson: RawBuilder<unknown> = sql.raw(
  `(words || array_to_tsvector(array[${keys.join(', ')}]) || array_to_tsvector(string_to_array(${begins('t')} || ${wordsOfTitle}, ' ')))`,
);
