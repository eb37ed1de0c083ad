/**
 * Who is ranked: everybody who fits, or, where that is more than can be, those of the smallest part of the pool that has enough of them. Parts are by
 * people's ids, so they are the same each time; each has its key in the index, so that looking for somebody very common costs no more than looking
 * for somebody rare.
 */
import type { Facets } from '@wellmet/shared/discover';
import { sql, type Kysely, type RawBuilder, type Selectable } from 'kysely';
import type { Database } from '../db/schema.ts';
import type { Query } from './ask.ts';
import { isInPart, keysOfPerson, keysOfPool, partOfPerson, parts, partsWithIndex } from './keys.ts';
import type { Candidate } from './rank.ts';

/** A part with as many people who fit is not made larger. */
const enough = 400;
/** Of a part with more, a smaller one has enough: it is a quarter. */
const most = 4000;
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

/** Leaves out contacts and who was dismissed, unless everybody is wanted, by their keys: one probe each of those that are looked at. */
function isWanted(workspaceId: string, isEverybody: boolean): RawBuilder<unknown> {
  const isNot = (key: RawBuilder<unknown>): RawBuilder<unknown> =>
    sql`(select 1 from ${key} and not (select ${isEverybody}::boolean) limit 1) is null`;
  return sql.join(
    [
      isNot(sql`contact_identifier i where i.workspace_id = ${workspaceId} and i.kind = 'slug' and i.value = p.slug`),
      isNot(sql`contact_identifier i where i.workspace_id = ${workspaceId} and i.kind = 'member' and i.value = p.member`),
      isNot(sql`pool_dismissal d where d.workspace_id = ${workspaceId} and d.pool_id = p.pool_id and d.person_id = p.person_id`),
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

/** Those who fit of a part (0 is everybody), and of them those of the smallest part that has enough. */
function lookAt(part: number, { poolId, workspaceId, query, isEverybody }: Looking, columns: RawBuilder<unknown>): RawBuilder<unknown> {
  const keyIs = keysOfPool(poolId);
  const index = indexOf(part);
  const own = part > 0 ? [keyIs('x', part)] : query.isOfPool ? [] : [keyIs('p', '')];
  const keys = [...own, ...query.keys].join(' & ');
  return sql`
    with fits as materialized (
      select ${columns}, ${partOfPerson} as own_part from pool_person p
      where p.pool_id = ${poolId}::uuid and p.is_current ${index > 0 ? sql`and ${isInPart(index)}` : sql``}
        and ${keysOfPerson} @@ (select ${keys}::text::tsquery)
        and ((select ${query.words ?? null}::text) is null or p.words @@ (select ${query.words ?? null}::text::tsquery))
        and ${isWanted(workspaceId, isEverybody)}
      limit ${most}::integer
    ), chosen as materialized (
      select coalesce(max(own_part) filter (where people >= ${enough}::integer), ${part}::integer) as part, coalesce(max(people), 0)::integer as found
      from (select own_part, sum(count(*)) over (order by own_part desc) as people from fits group by own_part) as sizes
    )
    select chosen.found, chosen.part, fits.* from chosen
    left join fits on own_part >= chosen.part and (chosen.found >= ${enough}::integer or ${part}::integer = 0)`;
}

/** A row of an answer: of somebody, or, where there are too few, of nobody. */
interface Looked {
  /** How many fit in the part that was looked at. */
  found: number;
  /** The smallest part that has enough. */
  part: number;
  own_part: number | null;
}

/**
 * Looks at a small part, and then at the one that is likely to have enough people; at others as long as it has too few, or too many to look at. Which
 * part has enough does not depend on where it began.
 */
async function throughParts<Row extends Looked>(look: (part: number) => Promise<readonly Row[]>): Promise<{ rows: Row[]; part: number }> {
  const larger: number[] = [...samples];
  let part = larger.shift() ?? 0;
  for (let tooFewIn = parts + 1; ;) {
    const rows = await look(part);
    const { found = 0, part: chosen = part } = rows[0] ?? {};
    if (found === most && part + 1 < tooFewIn) part++;
    else if (found >= enough || part === 0) return { rows: rows.filter((row) => row.own_part !== null), part: chosen };
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
  const { rows, part } = await throughParts(async (looked) => {
    const answer = await sql<
      Looked & Row & { spoken: string; fit: number | null }
    >`${named('candidates', looked)} ${lookAt(looked, looking, columns)}`.execute(db);
    return answer.rows;
  });
  // A list as the driver reads it costs more than the rest of the row.
  const candidates = rows.map((row) => candidateOf(looking.poolId, row, row.spoken === '' ? [] : row.spoken.split(' '), row.fit ?? 0));
  return { candidates, count: rows.length * 4 ** part };
}

/** As many as fit, counted no further than anybody wants to know. */
export async function countIn(db: Kysely<Database>, looking: Looking): Promise<number> {
  const { rows, part } = await throughParts(async (looked) => {
    const answer = await sql<Looked & { chosen: number }>`
      ${named('counts', looked)} select found, part, min(own_part) as own_part, count(*)::integer as chosen
      from (${lookAt(looked, looking, sql`1 as one`)}) as those group by found, part`.execute(db);
    return answer.rows;
  });
  return (rows[0]?.chosen ?? 0) * 4 ** part;
}
