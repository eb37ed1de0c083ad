/**
 * By what a person of the pool is found: words, and one key a facet. Each key has its pool, a letter and a colon before it; no word has. So nobody's
 * key is another pool's, and a search reads nothing of other pools.
 */
import { sql, type RawBuilder } from 'kysely';

/** How many steps there are from everybody to the smallest part of a pool; each is a quarter of the one before. */
export const parts = 6;
/** Parts that have an index of their own beside the one of everybody: a common facet is then not gone through for the whole pool. */
export const partsWithIndex = [2, 4] as const;

/** What a key is of: pool, seniority, function, industry, company size, country, region, city, company, language, word of the title, part. */
export type Letter = 'p' | 's' | 'f' | 'i' | 'z' | 'k' | 'r' | 'v' | 'c' | 'l' | 't' | 'x';

/** With so many last digits of its pool's id a key begins. They are random; where two pools have the same ones, their rows tell. */
const poolDigits = 6;

export type KeyIs = (letter: Letter, value: string | number) => string;

/** Writes keys of a pool as PostgreSQL reads them in a query. */
export const keysOfPool =
  (poolId: string): KeyIs =>
  (letter, value) =>
    `'${`${poolId.slice(-poolDigits)}${letter}:${value}`.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;

/** Stands between keys as long as they are one text; no text of a person has it. */
const between = String.raw`E'\x1f'`;
/** A key with what parts it from the one before; none, where the value is missing. */
const key = (letter: Letter, value: string): string => `coalesce(${between} || '${letter}:' || ${value}, '')`;

/** An id's last digits are random: whose last ones are all below 4 of 16 are in the part of so many digits. */
const lastOther = (digits: number): string => `length(rtrim(right(person_id::text, ${digits}), '0123'))`;
export const isInPart = (part: number): RawBuilder<boolean> => sql.raw(`${lastOther(part)} = 0`);
const smallestPart = `(${parts} - ${lastOther(parts)})`;
/** The smallest part that somebody is in; everybody is in the larger ones, too. */
export const ownPart: RawBuilder<number> = sql.raw(smallestPart);
/** The same, of somebody's id. */
export const partOfPerson = (personId: string): number => /[0-3]*$/.exec(personId.slice(-parts))?.[0].length ?? 0;

/** Each is of four characters, so that those of the parts that somebody is in are a beginning of all of them. */
const keyOfPart = (part: number): string => String.raw`\x1fx:${part}`;
const keysOfParts = `left(E'${Array.from({ length: parts }, (_, at) => keyOfPart(at + 1)).join('')}', 4 * ${smallestPart})`;
const wordsOfTitle = `translate(left(title_plain, 400), ',;:/|()&-.''', '            ')`;

const keys = [
  `'p:'`,
  key('s', 'seniority'),
  key('f', '"function"'),
  key('i', 'industry::text'),
  key('z', 'company_size::text'),
  key('k', 'country'),
  key('r', 'left(lower(region), 200)'),
  key('v', 'left(city_plain, 200)'),
  key('c', 'left(company_plain, 200)'),
  ...[1, 2, 3, 4, 5, 6].map((at) => key('l', `languages[${at}]`)),
  key('t', `replace(${wordsOfTitle}, ' ', ${between} || 't:')`),
  keysOfParts,
].join(' || ');
const pool = `right(pool_id::text, ${poolDigits})`;

/** Only functions that are the same for ever, and none of ours: the index is of this very expression. */
export const keysOfPerson: RawBuilder<unknown> = sql.raw(
  `(words || array_to_tsvector(string_to_array(${pool} || replace(${keys}, ${between}, ${between} || ${pool}), ${between})))`,
);
