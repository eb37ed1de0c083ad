/** Typos: what a pool has not, as it was asked for, is looked for as the pool spells what is most like it. Cities are looked for under all names that the pool has for them. */
import type { Facets } from '@wellmet/shared/discover';
import { beginningsOfCity, isInCity } from '@wellmet/shared/places';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import { folded, keywordsOf, wordsOf, type Spellings } from './ask.ts';

/** By pg_trgm's measure; "Schnieder" is 0.43 of "Schneider". */
const leastLikeness = 0.4;
const mostSpellings = 3;
/** Quarters and surroundings of one city, under one of its names. */
const mostOfCity = 100;

export const asSpelt: Spellings = { word: new Map(), company: new Map(), city: new Map() };

export async function spellingsIn(db: Kysely<Database>, poolId: string, facets: Facets): Promise<Spellings> {
  const words = new Set([
    ...facets.titles.flatMap(wordsOf),
    ...keywordsOf(facets.keywords).flatMap(({ text, isUnwanted }) => (isUnwanted || text.includes(' ') ? [] : [text])),
  ]);
  const asked = [
    ...[...words].filter((word) => word.length >= 4).map((value) => ({ kind: 'word', value })),
    ...facets.companies.map((company) => ({ kind: 'company', value: folded(company) })),
    ...facets.places.flatMap(({ city }) => (city === undefined ? [] : [{ kind: 'city', value: folded(city) }])),
  ].filter(({ value }) => value !== '');
  const cities = await citiesIn(db, poolId, facets);
  if (asked.length === 0) return { ...asSpelt, city: cities };
  const { rows } = await sql<{ kind: keyof Spellings; asked: string; value: string }>`/* spellings */
    select a.kind, a.value as asked, likest.value
    from unnest(${asked.map(({ kind }) => kind)}::text[], ${asked.map(({ value }) => value)}::text[]) as a (kind, value)
    cross join lateral (
      select v.value from pool_value v
      where v.pool_id = ${poolId}::uuid and v.kind = a.kind and v.kind in ('word', 'title', 'company', 'city') and v.value % a.value
        and similarity(v.value, a.value) >= ${leastLikeness}
      order by similarity(v.value, a.value) desc, v.people desc, v.value limit ${mostSpellings}
    ) as likest
    where not exists (select from pool_value v where v.pool_id = ${poolId}::uuid and v.kind = a.kind and v.value = a.value)`.execute(db);
  const of = (kind: keyof Spellings): Map<string, string[]> =>
    new Map(
      [
        ...Map.groupBy(
          rows.filter((row) => row.kind === kind),
          (row) => row.asked,
        ),
      ].map(([one, likest]) => [one, likest.map(({ value }) => value)]),
    );
  return { word: of('word'), company: of('company'), city: new Map([...of('city'), ...cities]) };
}

/** What the pool calls the cities that are asked for: "München", "Greater Munich", "Lyon 3e". */
async function citiesIn(db: Kysely<Database>, poolId: string, facets: Facets): Promise<Map<string, string[]>> {
  const asked = new Set([...facets.places, ...facets.exclude.places].flatMap(({ city }) => (city === undefined ? [] : [folded(city)])));
  const beginnings = [...asked].flatMap(beginningsOfCity);
  if (beginnings.length === 0) return new Map();
  const { rows } = await sql<{ value: string }>`/* cities */
    select distinct v.value from unnest(${beginnings}::text[], ${beginnings.map(behindAll)}::text[]) as b (first, last)
    cross join lateral (
      select value from pool_value
      where pool_id = ${poolId}::uuid and kind = 'city' and value >= b.first and value < b.last order by value limit ${mostOfCity}
    ) as v order by 1`.execute(db);
  return new Map(
    [...asked].flatMap((city) => {
      const own = rows.map(({ value }) => value).filter((value) => isInCity(value, city));
      return own.length > 0 ? [[city, own] as const] : [];
    }),
  );
}

/** What stands behind all that begins so. */
export const behindAll = (text: string): string => text.slice(0, -1) + String.fromCodePoint((text.codePointAt(text.length - 1) ?? 0) + 1);
