/** Searching: what is asked, who fits, in what order, and what each is to the workspace. Changes nothing and costs nothing. product.md 6. */
import type {
  Discovered,
  DiscoverRequest,
  Facets,
  FoundPerson,
  PoolCount,
  PoolKey,
  Suggestions,
  SuggestionsQuestion,
  Wanted,
} from '@wellmet/shared/discover';
import { profileUrl } from '@wellmet/shared/identity';
import { industriesWithin } from '@wellmet/shared/industries';
import { sql, type Kysely, type Selectable } from 'kysely';
import type { z } from 'zod';
import type { Ledger } from '../credits/situation.ts';
import type { ReadAside } from '../db/replica.ts';
import type { Database } from '../db/schema.ts';
import { folded, queryOf, wordsAsked, type Query, type WordsAsked } from './ask.ts';
import { candidatesIn, countIn, dates, mostCounted, type DatesOf, type Found } from './candidates.ts';
import { readEvidence } from './evidence.ts';
import type { Letter } from './keys.ts';
import { identifiersOf, marksOf } from './marks.ts';
import { poolsOf } from './pools.ts';
import { alikeSignals, logOdds, rank, ranking, type Asked, type Evidence, type Ranked, type RankReason } from './rank.ts';
import { behindAll, spellingsIn } from './spelling.ts';

type Who = { workspaceId: string; memberId: string };

/** By which keys the signals are found in which people can be alike. */
const letterOf = { seniority: 's', function: 'f', industry: 'i', companySize: 'z', place: 'k', language: 'l' } as const;
/** Of a signal so many values are looked for first, of so many signals. */
const preferredValues = 4;
const preferredSignals = 2;

/** What those who were right have in common: where there are too many to rank all, those who have one value of each signal are among them. */
function preferredBy(evidence: Evidence, { weights }: Wanted): [letter: Letter, value: string][][] {
  if (evidence.positives.length === 0 || weights.alike === 0) return [];
  const odds = logOdds(evidence);
  const signals = alikeSignals.map((signal) => {
    const values = [...new Set(evidence.positives.flatMap(({ traits }) => traits[signal] ?? []))]
      .map((value) => ({ value, odds: odds(signal, value) }))
      .filter((one) => one.odds > 0.5)
      .toSorted((a, b) => b.odds - a.odds || (a.value < b.value ? -1 : 1))
      .slice(0, preferredValues);
    return { signal, values, most: values[0]?.odds ?? 0 };
  });
  return signals
    .filter(({ values }) => values.length > 0)
    .toSorted((a, b) => b.most - a.most || (a.signal < b.signal ? -1 : 1))
    .slice(0, preferredSignals)
    .map(({ signal, values }) => values.map(({ value }) => [letterOf[signal], value]));
}

/** What is asked of a pool, in its own spellings. */
interface Question {
  poolId: string;
  words: WordsAsked;
  queryWith: (preferred: ReturnType<typeof preferredBy>) => Query;
}

async function questionOf(db: Kysely<Database>, poolId: string, facets: Facets): Promise<Question> {
  const spellings = await spellingsIn(db, poolId, facets);
  const words = await wordsAsked(db, facets, spellings);
  return { poolId, words, queryWith: (preferred) => queryOf(poolId, facets, spellings, words, industriesWithin, preferred) };
}

async function findIn(
  db: Kysely<Database>,
  { poolId, words, queryWith }: Question,
  workspaceId: string,
  wanted: Wanted,
  evidence: Promise<Evidence>,
): Promise<Found> {
  const find = (preferred: ReturnType<typeof preferredBy>): Promise<Found> =>
    candidatesIn(db, { poolId, workspaceId, query: queryWith(preferred), isEverybody: wanted.isEverybody }, wanted.facets, words.wanted);
  const findNear = async (): Promise<Found | undefined> => {
    const preferred = preferredBy(await evidence, wanted);
    return preferred.length > 0 ? find(preferred) : undefined;
  };
  const [all, near] = await Promise.all([find([]), findNear()]);
  // Where everybody who fits is ranked, those are among them.
  if (!near || all.count === all.candidates.length) return all;
  const candidates = new Map([...all.candidates, ...near.candidates].map((one) => [one.personId, one]));
  return { candidates: [...candidates.values()], count: all.count };
}

const counted = (counts: readonly number[]): PoolCount => {
  const count = counts.reduce((sum, one) => sum + one, 0);
  return { count: Math.min(count, mostCounted), isMore: count > mostCounted };
};

const cursorOf = ({ points, candidate }: Ranked): string => `${points}/${candidate.poolId}/${candidate.personId}`;

/** Whether somebody stands behind where the last answer ended. */
function isBehind(cursor: string | undefined): (one: Ranked) => boolean {
  if (cursor === undefined) return () => true;
  const [points = '', poolId = '', personId = ''] = cursor.split('/');
  const last = Number(points);
  return ({ points: own, candidate }) =>
    own < last || (own === last && (candidate.personId > personId || (candidate.personId === personId && candidate.poolId > poolId)));
}

/** Which pools may be searched, and what those who were found are and say, is the primary's to answer: only who they are is found aside. */
export async function discover(
  ledger: Ledger,
  aside: ReadAside,
  who: Who,
  { wanted, limit, cursor }: DiscoverRequest,
): Promise<Discovered> {
  const { workspaceId } = who;
  const pools = await poolsOf(ledger.db, workspaceId);
  const { evidence, found } = await aside({ workspaceId, pools }, async ({ db }) => {
    const liked = readEvidence(db, workspaceId, pools, wanted.examples);
    const inEach = pools.map(async (poolId) => findIn(db, await questionOf(db, poolId, wanted.facets), workspaceId, wanted, liked));
    const [known, ...all] = await Promise.all([liked, ...inEach]);
    return { evidence: known, found: all };
  });
  const how = ranking(askedOf(wanted, evidence, new Date()));
  const ranked = rank(
    found.flatMap(({ candidates }) => candidates),
    how,
  ).filter(isBehind(cursor));
  const shown = ranked.slice(0, limit).map((one) => ({ ...one, reasons: how.reasonsOf(one.candidate) }));
  const last = shown.at(-1);
  return {
    people: await told(ledger, who, wanted, shown),
    total: counted(found.map(({ count }) => count)),
    ...(last && ranked.length > limit && { next: cursorOf(last) }),
    isPoolEmpty: found.every(({ count }) => count === 0) && (await isEmpty(ledger.db, pools)),
  };
}

export const askedOf = ({ facets, weights }: Wanted, evidence: Evidence, now: Date): Asked => ({
  facets,
  weights,
  evidence,
  now,
  withBelow: industriesWithin,
});

async function isEmpty(db: Kysely<Database>, pools: readonly string[]): Promise<boolean> {
  const { rows } = await sql`
    select from unnest(${pools}::uuid[]) as searched (pool_id)
    cross join lateral (select from pool_person p where p.pool_id = searched.pool_id and p.is_current limit 1) as one limit 1`.execute(db);
  return rows.length === 0;
}

/** All but what only the search and the import are for. */
const columns = [
  ...(['pool_id', 'person_id', 'name', 'slug', 'member', 'title', 'headline', 'about', 'company', 'company_size', 'industry'] as const),
  ...(['country', 'region', 'city', 'languages', 'seniority', 'function', 'seen_at', 'title_plain', 'company_plain'] as const),
];
export type PoolRow = Pick<Selectable<Database['pool_person']>, (typeof columns)[number]> & DatesOf & { source: string };

/** The rows of people, of those pools only that the workspace may search. */
export async function rowsOf(db: Kysely<Database>, pools: readonly string[], people: readonly PoolKey[]): Promise<Map<string, PoolRow>> {
  const { rows } = await sql<PoolRow>`/* found */
    select ${sql.join(columns.map((column) => sql.ref(`p.${column}`)))}, ${dates}, i.terms ->> 'source' as source
    from unnest(${people.map(({ poolId }) => poolId)}::uuid[], ${people.map(({ personId }) => personId)}::uuid[]) as asked (pool_id, person_id)
    cross join lateral (
      select * from pool_person where pool_id = asked.pool_id and person_id = asked.person_id and is_current limit 1
    ) as p
    join pool_import i on i.pool_id = p.pool_id and i.import_id = p.import_id
    where asked.pool_id = any (${pools}::uuid[])`.execute(db);
  return new Map(rows.map((row) => [`${row.pool_id} ${row.person_id}`, row]));
}

type Shown = Ranked & { reasons: RankReason[] };

async function told(ledger: Ledger, who: Who, wanted: Wanted, shown: readonly Shown[]): Promise<FoundPerson[]> {
  const { db } = ledger;
  if (shown.length === 0) return [];
  const keys = shown.map(({ candidate: { poolId, personId } }) => ({ poolId, personId }));
  const rows = await rowsOf(
    db,
    keys.map(({ poolId }) => poolId),
    keys,
  );
  const found = shown.flatMap((one) => {
    const row = rows.get(`${one.candidate.poolId} ${one.candidate.personId}`);
    return row ? [{ ...one, row }] : [];
  });
  const nearest = [...new Set(shown.flatMap(({ reasons }) => reasons.flatMap(({ alike }) => alike?.nearest ?? [])))];
  const [marks, dismissed, names] = await Promise.all([
    marksOf(
      ledger,
      who,
      found.map(({ row }) => row),
    ),
    // Only whoever wants to see everybody sees who was dismissed.
    wanted.isEverybody ? dismissedAmong(db, who.workspaceId, keys) : new Set<string>(),
    namesOf(db, who.workspaceId, nearest),
  ]);
  return found.flatMap(({ row, candidate, reasons, points }, at): FoundPerson[] => {
    const mark = marks[at];
    // Erased people are shown, marked, only to whoever wants to see everybody.
    if (!mark || (!wanted.isEverybody && (mark.class === 'erased' || mark.class === 'known' || mark.class === 'blocked'))) return [];
    const identifiers = identifiersOf(row);
    const place = [row.city, row.region, row.country].filter((part) => part !== null).join(', ');
    return [
      {
        poolId: candidate.poolId,
        personId: candidate.personId,
        name: row.name,
        ...(row.title !== null && { title: row.title }),
        ...(row.headline !== null && { headline: row.headline }),
        ...(row.company !== null && { company: row.company }),
        ...(row.company_size !== null && { companySize: row.company_size }),
        ...(row.industry !== null && { industry: row.industry }),
        ...(place !== '' && { place }),
        ...(row.seniority !== null && { seniority: row.seniority }),
        ...(row.function !== null && { function: row.function }),
        ...(identifiers && { profileUrl: profileUrl(identifiers) }),
        source: row.source,
        seenAt: row.seen_at.toISOString(),
        ...mark,
        isDismissed: dismissed.has(`${candidate.poolId} ${candidate.personId}`),
        points,
        reasons: reasons.map(({ alike, ...reason }) => {
          if (!alike) return reason;
          const name = alike.nearest === undefined ? undefined : names.get(alike.nearest);
          return {
            ...reason,
            alike: {
              shared: alike.shared,
              ...(alike.nearest !== undefined && name !== undefined && { nearest: { contactId: alike.nearest, name } }),
            },
          };
        }),
      },
    ];
  });
}

async function dismissedAmong(db: Kysely<Database>, workspaceId: string, people: readonly PoolKey[]): Promise<Set<string>> {
  const { rows } = await sql<PoolKey>`/* dismissals */
    select d.pool_id as "poolId", d.person_id as "personId"
    from unnest(${people.map(({ poolId }) => poolId)}::uuid[], ${people.map(({ personId }) => personId)}::uuid[]) as asked (pool_id, person_id)
    cross join lateral (
      select * from pool_dismissal where workspace_id = ${workspaceId} and pool_id = asked.pool_id and person_id = asked.person_id limit 1
    ) as d`.execute(db);
  return new Set(rows.map(({ poolId, personId }) => `${poolId} ${personId}`));
}

async function namesOf(db: Kysely<Database>, workspaceId: string, contactIds: readonly string[]): Promise<Map<string, string>> {
  if (contactIds.length === 0) return new Map();
  const { rows } = await sql<{ contact_id: string; name: string }>`/* nearest */
    select c.contact_id, s.sighting ->> 'name' as name
    from unnest(${contactIds}::uuid[]) as asked (contact_id)
    join contact c on c.workspace_id = ${workspaceId} and c.contact_id = asked.contact_id and c.erased_at is null
    join contact_snapshot s on s.workspace_id = c.workspace_id and s.contact_id = c.contact_id and s.seq = c.snapshot_seq and s.taken_as = c.contact_id`.execute(
    db,
  );
  return new Map(rows.map(({ contact_id, name }) => [contact_id, name]));
}

export async function countFound(ledger: Pick<Ledger, 'db'>, aside: ReadAside, { workspaceId }: Who, wanted: Wanted): Promise<PoolCount> {
  const pools = await poolsOf(ledger.db, workspaceId);
  const counts = await aside({ workspaceId, pools }, ({ db }) =>
    Promise.all(
      pools.map(async (poolId) => {
        const { queryWith } = await questionOf(db, poolId, wanted.facets);
        return countIn(db, { poolId, workspaceId, query: queryWith([]), isEverybody: wanted.isEverybody });
      }),
    ),
  );
  return counted(counts);
}

const kindOf = { titles: 'title', companies: 'company', cities: 'city' } as const;

/** What begins with the text comes first, then what is like it; the commonest first. */
export async function suggest(
  ledger: Pick<Ledger, 'db'>,
  aside: ReadAside,
  workspaceId: string,
  { facet, text }: z.output<typeof SuggestionsQuestion>,
): Promise<z.input<typeof Suggestions>> {
  const asked = folded(text);
  if (asked === '') return { values: [] };
  const pools = await poolsOf(ledger.db, workspaceId);
  const values = await aside({ workspaceId, pools }, ({ db }) => valuesLike(db, pools, facet, asked));
  return { values };
}

async function valuesLike(
  db: Kysely<Database>,
  pools: readonly string[],
  facet: keyof typeof kindOf,
  asked: string,
): Promise<{ value: string; people: number }[]> {
  const next = behindAll(asked);
  const { rows } = await sql<{ value: string; people: number }>`
    select min(shown) as value, sum(people)::integer as people from (
      select v.value, v.shown, v.people, true as begins from pool_value v
      where v.pool_id = any (${pools}::uuid[]) and v.kind = ${kindOf[facet]} and v.value >= ${asked} and v.value < ${next}
      union all
      select v.value, v.shown, v.people, false from pool_value v
      where v.pool_id = any (${pools}::uuid[]) and v.kind = ${kindOf[facet]} and v.kind in ('word', 'title', 'company', 'city') and v.value % ${asked}
    ) as those where shown is not null
    group by those.value order by bool_or(begins) desc, 2 desc, 1 limit 10`.execute(db);
  return rows;
}
