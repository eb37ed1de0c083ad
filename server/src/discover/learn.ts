/**
 * What a pool has: which words, titles, companies and cities, for suggestions and typos, and how often each facet, so that a rank can tell what is
 * rare. Worked out of the pool as a whole, after an import; a search is right without it, only less forgiving.
 */
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Database } from '../db/schema.ts';
import { isRetryable } from '../db/open.ts';
import type { Looking, PeriodicWork } from '../db/periodic.ts';

/** A word is worth suggesting however rare it is; of those that occur once there may be more than of all the others. */
const mostOfAKind = 200_000;

const counted = (poolId: string, kind: string, value: string, shown = 'null::text'): RawBuilder<unknown> => sql`
  (select ${kind}::text as kind, ${sql.raw(value)} as value, ${sql.raw(shown)} as shown, count(*)::integer as people
  from pool_person p where p.pool_id = ${poolId}::uuid and p.is_current and ${sql.raw(value)} is not null
  group by 2 order by 4 desc, 2 limit ${mostOfAKind})`;

const kinds: [kind: string, value: string, shown?: string][] = [
  ['everybody', `''`],
  ['title', 'left(p.title_plain, 200)', 'min(left(p.title, 200))'],
  ['company', 'left(p.company_plain, 200)', 'min(left(p.company, 200))'],
  ['city', 'left(p.city_plain, 200)', 'min(left(p.city, 200))'],
  ['seniority', 'p.seniority'],
  ['function', 'p."function"'],
  ['industry', 'p.industry::text'],
  ['companySize', 'p.company_size::text'],
  ['place', 'p.country'],
  ['language', 'p.languages[1]'],
];

export async function learnPool(db: Kysely<Database>, poolId: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    // A million people take longer than a request may.
    await sql`select set_config('statement_timeout', '0', true)`.execute(trx);
    await sql`select 1 from pool where pool_id = ${poolId} for no key update`.execute(trx);
    await sql`delete from pool_value where pool_id = ${poolId}`.execute(trx);
    await sql`insert into pool_value (pool_id, kind, value, shown, people)
      select ${poolId}::uuid, kind, value, shown, people from (${sql.join(
        kinds.map(([kind, value, shown]) => counted(poolId, kind, value, shown)),
        sql` union all `,
      )}) as counted where kind = 'everybody' or value <> ''`.execute(trx);
    await sql`insert into pool_value (pool_id, kind, value, shown, people)
      select ${poolId}::uuid, 'word', word, null, people from (
        select word, count(*)::integer as people
        from pool_person p cross join unnest(tsvector_to_array(p.words)) as word
        where p.pool_id = ${poolId}::uuid and p.is_current and length(word) between 3 and 40 and word !~ '[0-9]'
        group by word order by 2 desc, 1 limit ${mostOfAKind}
      ) as words`.execute(trx);
    await sql`update pool set learnt_at = now() where pool_id = ${poolId}`.execute(trx);
  });
}

/** Goes through the pools whose imports have ended since. */
async function learnPools(db: Kysely<Database>, signal?: AbortSignal): Promise<void> {
  const { rows } = await sql<{ pool_id: string }>`
    select p.pool_id from pool p
    where exists (select from pool_import i where i.pool_id = p.pool_id and i.ended_at > coalesce(p.learnt_at, '-infinity'))
    order by p.pool_id`.execute(db);
  for (const { pool_id: poolId } of rows) {
    if (signal?.aborted) return;
    await learnPool(db, poolId).catch((error: unknown) => {
      // Somebody else is at it, or it is asked for again soon.
      if (!isRetryable(error)) throw error;
    });
  }
}

/** Looked for every minute: it is one question where nothing has been imported. */
export const soon: Looking = { firstAfterMs: 5_000, everyMs: 60_000 };
export const poolLearning = (db: Kysely<Database>): PeriodicWork => ({
  name: 'learning pools',
  everyHours: 1 / 120,
  work: (signal) => learnPools(db, signal),
});
