/**
 * Who is ranked: everybody who fits, or, where that is more than can be, those of the smallest part of the pool that has enough of them. Parts are by
 * people's ids, so they are the same each time; each has its key in the index, so that looking for somebody very common costs no more than looking
 * for somebody rare.
 */
import type { Facets } from '@wellmet/shared/discover';
import { sql, type Kysely, type RawBuilder, type Selectable } from 'kysely';
import type { Database } from '../db/schema.ts';
import type { Query } from './ask.ts';
import { isInPart, keysOfPerson, keysOfPool, ownPart, partOfPerson, parts, partsWithIndex } from './keys.ts';
import type { Candidate } from './rank.ts';

/** A part with as many people who fit is not made larger. */
const enough = 400;
/** Of a part with more, a smaller one has enough: it is a quarter. */
const most = 3000;
/** In these parts it is seen how many are likely to fit in others; in the larger one, where the smaller one has too few to tell. */
const samples = [5, 2] as const;
const fewest = 8;
/** Beyond it nobody counts on. */
export const mostCounted = 1000;

export interface Found {
  candidates: Candidate[];
  /** Of the whole pool; from `mostCounted` on, that there are more. */
  count: number;
}

/** `YYYY-MM-DD` both. */
export interface DatesOf {
  role_since: string | null;
  seen_on: string;
}
export const dates = sql`p.role_since::text, (p.seen_at at time zone 'UTC')::date::text as seen_on`;

/** What a rank is worked out of, as it stands in the pool. */
type Row = Pick<
  Selectable<Database['pool_person']>,
  'person_id' | 'title_plain' | 'company_plain' | 'seniority' | 'function' | 'industry' | 'company_size' | 'country'
> &
  DatesOf;

export const candidateOf = (poolId: string, row: Row, languages: readonly string[], keywordFit: number): Candidate => ({
  poolId,
  personId: row.person_id,
  titlePlain: row.title_plain,
  companyPlain: row.company_plain,
  seniority: row.seniority,
  function: row.function,
  industry: row.industry,
  companySize: row.company_size,
  country: row.country,
  languages,
  roleSince: row.role_since,
  seenOn: row.seen_on,
  keywordFit,
});

/** Leaves out contacts and who was dismissed, unless everybody is wanted: by one probe each, where the workspace has any, of those that are looked at. */
function isWanted(workspaceId: string, isEverybody: boolean): RawBuilder<unknown> {
  const isNone = (table: string, key: RawBuilder<unknown>): RawBuilder<unknown> => {
    const own = sql`${sql.table(table)} as own where own.workspace_id = ${workspaceId}`;
    return sql`((select ${isEverybody}::boolean or not exists (select from ${own})) or (select 1 from ${own} and ${key} limit 1) is null)`;
  };
  return sql.join(
    [
      isNone('contact_identifier', sql`own.kind = 'slug' and own.value = p.slug`),
      isNone('contact_identifier', sql`own.kind = 'member' and own.value = p.member`),
      isNone('pool_dismissal', sql`own.pool_id = p.pool_id and own.person_id = p.person_id`),
    ],
    sql` and `,
  );
}

interface Looking {
  poolId: string;
  workspaceId: string;
  query: Query;
  isEverybody: boolean;
}

/** Whose index is used for a part. */
const indexOf = (part: number): 0 | (typeof partsWithIndex)[number] => partsWithIndex.findLast((one) => one <= part) ?? 0;
/** Statements are planned once a connection, by their names: there is one for each index. */
const ofIndex = { 0: 'ofall', 2: 'ofsome', 4: 'offew' } as const;
const named = (what: string, part: number): RawBuilder<unknown> => sql.raw(`/* ${what}${ofIndex[indexOf(part)]} */`);

/** Those who fit of a part; 0 is everybody. */
function lookAt(part: number, { poolId, workspaceId, query, isEverybody }: Looking, columns: RawBuilder<unknown>): RawBuilder<unknown> {
  const keyIs = keysOfPool(poolId);
  const index = indexOf(part);
  const own = part > 0 ? [keyIs('x', part)] : query.isOfPool ? [] : [keyIs('p', '')];
  const keys = [...own, ...query.keys].join(' & ');
  return sql`
    select ${columns} from pool_person p
    where p.pool_id = ${poolId}::uuid and p.is_current ${index > 0 ? sql`and ${isInPart(index)}` : sql``}
      and ${keysOfPerson} @@ (select ${keys}::text::tsquery)
      and ((select ${query.words ?? null}::text) is null or p.words @@ (select ${query.words ?? null}::text::tsquery))
      and ${isWanted(workspaceId, isEverybody)}
    limit ${most}::integer`;
}

/** How many of those who were seen in a part are of which smallest part. */
type Sizes = ReadonlyMap<number, number>;
const sizeOf = (part: number, sizes: Sizes): number => [...sizes].reduce((sum, [own, people]) => (own >= part ? sum + people : sum), 0);

/**
 * Looks at a small part, and then at the one that is likely to have enough people; at others as long as it has too few, or too many to look at.
 * @returns the smallest part that has enough, or everybody: that does not depend on where it began.
 */
async function throughParts(look: (part: number) => Promise<Sizes>): Promise<number> {
  const larger: number[] = [...samples];
  let part = larger.shift() ?? 0;
  for (let tooFewIn = parts + 1; ;) {
    const sizes = await look(part);
    const found = sizeOf(part, sizes);
    if (found === most && part + 1 < tooFewIn) part++;
    else if (found >= enough || part === 0) return Math.max(part, ...[...sizes.keys()].filter((one) => sizeOf(one, sizes) >= enough));
    else {
      tooFewIn = part;
      part = (found < fewest ? larger.shift() : undefined) ?? Math.min(part - 1, likelyEnough(found, part));
    }
  }
}

/** The smallest part that has enough people, unless it is by chance that so many are found in a part (to two standard deviations). */
function likelyEnough(found: number, part: number): number {
  const atLeast = (found - 2 * Math.sqrt(found)) * 4 ** part;
  return atLeast < enough ? 0 : Math.floor(Math.log(atLeast / enough) / Math.log(4));
}

/** @param keywords for how well they fit. */
export async function candidatesIn(
  db: Kysely<Database>,
  looking: Looking,
  { titles, companies }: Pick<Facets, 'titles' | 'companies'>,
  keywords: string | undefined,
): Promise<Found> {
  // Texts that nothing is compared with stay where they are. A rank of 0 to 1 is halfway where a word stands in one place.
  const columns = sql`p.person_id, p.seniority, p.function, p.industry, p.company_size, p.country, ${dates}, array_to_string(p.languages, ' ') as spoken,
    case when (select ${titles.length > 0}::boolean) then p.title_plain end as title_plain,
    case when (select ${companies.length > 0}::boolean) then p.company_plain end as company_plain,
    ts_rank(p.words, (select ${keywords ?? null}::text)::tsquery, 32) as fit`;
  let rows: (Row & { spoken: string; fit: number | null })[] = [];
  const part = await throughParts(async (looked) => {
    ({ rows } = await sql<(typeof rows)[number]>`${named('candidates', looked)} ${lookAt(looked, looking, columns)}`.execute(db));
    const sizes = new Map<number, number>();
    for (const { person_id: personId } of rows) sizes.set(partOfPerson(personId), (sizes.get(partOfPerson(personId)) ?? 0) + 1);
    return sizes;
  });
  const candidates = rows
    .filter(({ person_id: personId }) => partOfPerson(personId) >= part)
    // A list as the driver reads it costs more than the rest of the row.
    .map((row) => candidateOf(looking.poolId, row, row.spoken === '' ? [] : row.spoken.split(' '), row.fit ?? 0));
  return { candidates, count: candidates.length * 4 ** part };
}

/** As many as fit, counted no further than anybody wants to know. */
export async function countIn(db: Kysely<Database>, looking: Looking): Promise<number> {
  let sizes: Sizes = new Map();
  const part = await throughParts(async (looked) => {
    const { rows } = await sql<{ own: number; people: number }>`${named('counts', looked)}
      select own, count(*)::integer as people from (${lookAt(looked, looking, sql`${ownPart} as own`)}) as those group by own`.execute(db);
    return (sizes = new Map(rows.map(({ own, people }) => [own, people])));
  });
  return sizeOf(part, sizes) * 4 ** part;
}
