/** By what a person of the pool is found: words, and one key a facet. Each key has a letter and a colon before it; no word has. */
import { sql, type RawBuilder } from 'kysely';

/** How many steps there are from everybody to the smallest part of the pool that is looked at first; each is a quarter of the one before. */
export const parts = 5;

/** Lexemes of a key with a value that may be missing: then the key itself, which nobody asks for. */
const key = (letter: string, value: string): string => `'${letter}:' || coalesce(${value}, '')`;

/** An id's last digits are random: whose last ones are below 4 of 16, each in turn, are in the part. */
const part = (digits: number): string => `case when right(person_id::text, ${digits}) ~ '^[0-3]+$' then 'x:${digits}' else 'x:0' end`;

const keys = [
  key('p', 'pool_id::text'),
  key('s', 'seniority'),
  key('f', '"function"'),
  key('i', 'industry::text'),
  key('z', 'company_size::text'),
  key('k', 'country'),
  key('r', 'left(lower(region), 200)'),
  key('v', 'left(city_plain, 200)'),
  key('c', 'left(company_plain, 200)'),
  ...[1, 2, 3, 4, 5, 6].map((at) => key('l', `languages[${at}]`)),
  ...Array.from({ length: parts }, (_, at) => part(at + 1)),
];

/** Only functions that are the same for ever, and none of ours: the index is of this very expression. */
export const keysOfPerson: RawBuilder<unknown> = sql.raw(
  `(words || array_to_tsvector(array[${keys.join(', ')}]) || array_to_tsvector(string_to_array('t:' || replace(translate(left(coalesce(title_plain, ''), 400), ',;:/|()&-.''', '            '), ' ', ' t:'), ' ')))`,
);
