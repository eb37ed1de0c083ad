/**
 * Who is ranked: everybody who fits, or, where that is more than can be, those of a part of the pool. Parts are by people's ids, so they are the
 * same each time; each has its key in the index, so that looking for somebody very common costs no more than looking for somebody rare.
 */
import { sql, type Kysely, type RawBuilder, type Selectable } from 'kysely';
import type { Database } from '../db/schema.ts';
import { keyIs } from './ask.ts';
import { keysOfPerson, parts } from './keys.ts';
import type { Candidate } from './rank.ts';

/** A part with as many people who fit is not made larger. */
const enough = 400;
/** A part is a quarter of the next larger one: seldom has one more. */
const most = 4 * enough + 400;
/** Beyond it nobody counts on. */
export const mostCounted = 1000;

export interface Found {
  candidates: Candidate[];
  /** Of the whole pool; from `mostCounted` on, that there are more. */
  count: number;
}

/** What a rank is worked out of, as it stands in the pool; `role_since` as `YYYY-MM-DD`. */
type Row = Pick<
  Selectable<Database['pool_person']>,
  | 'person_id'
  | 'title_plain'
  | 'company_plain'
  | 'seniority'
  | 'function'
  | 'industry'
  | 'company_size'
  | 'country'
  | 'languages'
  | 'role_since'
  | 'seen_at'
>;

export const candidateOf = (poolId: string, row: Row, keywordFit: number): Candidate => ({
  poolId,
  personId: row.person_id,
  titlePlain: row.title_plain,
  companyPlain: row.company_plain,
  seniority: row.seniority,
  function: row.function,
  industry: row.industry,
  companySize: row.company_size,
  country: row.country,
  languages: row.languages,
  roleSince: row.role_since,
  seenAt: row.seen_at,
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

/** Those who fit of a part; 0 is everybody. */
const ofPart = (part: number): RawBuilder<unknown> => sql.ref(`of_${part}`);
const within = (part: number): RawBuilder<unknown> => (part === 0 ? sql`q` : sql`q && ${keyIs('x', part)}::tsquery`);

/** One statement: parts from the smallest up, none of which is looked at once a smaller one was enough. */
function partsOf(
  { poolId, workspaceId, query, isEverybody }: Omit<Looking, 'keywords'>,
  columns: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const which = isWanted(workspaceId, isEverybody);
  const names = Array.from({ length: parts + 1 }, (_, at) => parts - at);
  const smaller = (part: number): RawBuilder<unknown>[] => names.filter((other) => other > part).map(ofPart);
  const isWanting = (part: number): RawBuilder<unknown> =>
    part === parts
      ? sql`true`
      : sql`greatest(${sql.join(smaller(part).map((one) => sql`(select count(*) from ${one})`))}) < ${enough}::integer`;
  return sql`
    with asked as materialized (select ${query}::text::tsquery as q),
    ${sql.join(
      names.map(
        (part) => sql`${ofPart(part)} as materialized (
          select ${columns} from pool_person p
          where p.pool_id = ${poolId}::uuid and p.is_current and ${keysOfPerson} @@ (select ${within(part)} from asked)
            and ${isWanting(part)} and ${which}
          limit ${most}
        )`,
      ),
    )}
    ${sql.join(
      names.map((part) =>
        part === 0
          ? sql`select 0 as part, * from of_0`
          : sql`select ${part}::integer as part, * from ${ofPart(part)} where (select count(*) from ${ofPart(part)}) >= ${enough}::integer`,
      ),
      sql` union all `,
    )}`;
}

/** What is looked for, by queries as PostgreSQL writes them: then the statement is the same for all of them, and is planned once a connection. */
interface Looking {
  poolId: string;
  workspaceId: string;
  query: string;
  /** Keywords, for how well they fit. */
  keywords: string | undefined;
  isEverybody: boolean;
}

export async function candidatesIn(db: Kysely<Database>, { keywords, ...looking }: Looking): Promise<Found> {
  // A rank of 0 to 1 that is halfway where a word stands in one place.
  const columns = sql`p.person_id, p.title_plain, p.company_plain, p.seniority, p.function, p.industry, p.company_size, p.country, p.languages,
    to_char(p.role_since, 'YYYY-MM-DD') as role_since, p.seen_at,
    coalesce(ts_rank(p.words, (select ${keywords ?? null}::text)::tsquery, 32), 0) as fit`;
  const { rows } = await sql<Row & { part: number; fit: number }>`/* candidates */ ${partsOf(looking, columns)} order by person_id`.execute(
    db,
  );
  const part = rows[0]?.part ?? 0;
  return {
    candidates: rows.map((row) => candidateOf(looking.poolId, row, row.fit)),
    count: rows.length * 4 ** part,
  };
}

/** As many as fit, counted no further than anybody wants to know. */
export async function countIn(db: Kysely<Database>, looking: Omit<Looking, 'keywords'>): Promise<number> {
  const { rows } = await sql<{ part: number; found: number }>`
    /* counts */ select part, count(*)::integer as found from (${partsOf(looking, sql`1 as one`)}) as those group by part`.execute(db);
  const [counted] = rows;
  return counted ? counted.found * 4 ** counted.part : 0;
}
