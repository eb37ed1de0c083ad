/**
 * Adding people found: what is known of them and why they were found is the server's own word, never the caller's; the rest is any paid act
 * (credits/analyse.ts). product.md 2.2, 6.
 */
import type { AnalyseOutcome, Quote } from '@wellmet/shared/credits';
import type { AddFoundRequest, KeptReason, QuoteFoundRequest } from '@wellmet/shared/discover';
import { profileUrl } from '@wellmet/shared/identity';
import type { KeptSighting } from '@wellmet/shared/sighting';
import { sql, type Kysely } from 'kysely';
import type { z } from 'zod';
import type { Actor } from '../credits/act.ts';
import { analyseTogether, asked } from '../credits/analyse.ts';
import { quotePeople } from '../credits/quote.ts';
import type { Ledger } from '../credits/situation.ts';
import type { Database } from '../db/schema.ts';
import { ProblemError } from '../http/problem.ts';
import { keywordQuery } from './ask.ts';
import { candidateOf } from './candidates.ts';
import { readEvidence } from './evidence.ts';
import { identifiersOf } from './marks.ts';
import { poolsOf } from './pools.ts';
import { keptOf, ranking } from './rank.ts';
import { askedOf, rowsOf, type PoolRow } from './search.ts';
import { spellingsIn } from './spelling.ts';

const line = (text: string | null): string | undefined => text?.replaceAll(/\s+/g, ' ').trim().slice(0, 400) || undefined;

/** What a row says, as if it had been read: nothing of who they are is added to it. Who has no identifier is unidentifiable. */
function sightingOf(row: PoolRow): KeptSighting {
  const identifiers = identifiersOf(row) ?? {};
  const [title, company, headline] = [line(row.title), line(row.company), line(row.headline)];
  const location = line([row.city, row.region, row.country].filter((part) => part !== null).join(', '));
  const about = row.about?.trim().slice(0, 6000) || undefined;
  return {
    identifiers,
    name: line(row.name) ?? '—',
    ...(headline !== undefined && { headline }),
    ...(location !== undefined && { location }),
    ...(company !== undefined && { company }),
    ...(about !== undefined && { about }),
    ...(title !== undefined && { experience: [{ title, ...(company !== undefined && { company }), ...datesOf(row.role_since) }] }),
    readFrom: {
      name: 'card',
      ...(headline !== undefined && { headline: 'card' }),
      ...(location !== undefined && { location: 'card' }),
      ...(company !== undefined && { company: 'card' }),
      ...(about !== undefined && { about: 'about' }),
      ...(title !== undefined && { experience: 'experience' }),
    },
    page: { kind: 'pool', url: identifiersOf(row) ? profileUrl(identifiers) : 'https://www.linkedin.com/' },
  };
}

/** As a page writes the dates of a present position; the analysis reads them. */
const datesOf = (roleSince: string | null): { dates?: string } => {
  if (roleSince === null) return {};
  const month = new Intl.DateTimeFormat('en', { month: 'short', year: 'numeric', timeZone: 'UTC' }).format(new Date(roleSince));
  return { dates: `${month} - Present` };
};

/** The same terms as in the search, worked out again. */
async function reasonsFor(
  db: Kysely<Database>,
  { workspaceId }: Actor,
  pools: readonly string[],
  { wanted }: AddFoundRequest,
  rows: readonly (PoolRow | undefined)[],
): Promise<KeptReason[][]> {
  const evidence = await readEvidence(db, workspaceId, pools, wanted.examples);
  const { reasonsOf } = ranking(askedOf(wanted, evidence, new Date()));
  const fits = await fitsOf(db, wanted, rows);
  return rows.map((row) =>
    row ? keptOf(reasonsOf(candidateOf(row.pool_id, row, row.languages, fits.get(`${row.pool_id} ${row.person_id}`) ?? 0))) : [],
  );
}

async function fitsOf(
  db: Kysely<Database>,
  { facets }: AddFoundRequest['wanted'],
  rows: readonly (PoolRow | undefined)[],
): Promise<Map<string, number>> {
  const fits = new Map<string, number>();
  for (const [poolId, own] of Map.groupBy(
    rows.filter((row) => row !== undefined),
    (row) => row.pool_id,
  )) {
    const keywords = keywordQuery(facets, await spellingsIn(db, poolId, facets));
    if (!keywords) continue;
    const found = await sql<{ person_id: string; fit: number }>`
      select p.person_id, ts_rank(p.words, ${keywords}, 32) as fit from pool_person p
      where p.pool_id = ${poolId} and p.person_id = any (${own.map((row) => row.person_id)}::uuid[]) and p.is_current`.execute(db);
    for (const { person_id: personId, fit } of found.rows) fits.set(`${poolId} ${personId}`, fit);
  }
  return fits;
}

/**
 * Analyses people found and puts them in a campaign, all of it or nothing; the same request id repeats the answer, whatever has become of the pool.
 * @throws ProblemError `not-found` for somebody of no pool that the workspace may search, and what an analysis throws.
 */
export async function addFound(ledger: Ledger, actor: Actor, request: AddFoundRequest): Promise<AnalyseOutcome> {
  const { db } = ledger;
  const { requestId, people, wanted, ...rest } = request;
  const pools = await poolsOf(db, actor.workspaceId);
  const found = await rowsOf(db, pools, people);
  const rows = people.map(({ poolId, personId }) => found.get(`${poolId} ${personId}`));
  if (rows.includes(undefined) && !(await wasAnswered(db, actor.workspaceId, requestId))) throw new ProblemError('not-found');
  const nobody: KeptSighting = { identifiers: {}, name: '—', readFrom: {}, page: { kind: 'pool', url: 'https://www.linkedin.com/' } };
  const sightings = rows.map((row) => (row ? sightingOf(row) : nobody));
  const ofPool = { content: { people, wanted, ...rest }, reasons: await reasonsFor(db, actor, pools, request, rows) };
  const [turn] = await analyseTogether(ledger, actor.workspaceId, [
    asked(actor, { requestId, ...rest, source: 'recommendation', sightings }, ofPool),
  ]);
  if (turn === undefined || turn === 'later') throw new Error('the first request has its turn');
  if ('problem' in turn) throw turn.problem;
  return turn.answer;
}

async function wasAnswered(db: Kysely<Database>, workspaceId: string, requestId: string): Promise<boolean> {
  const kept = await db
    .selectFrom('op_result')
    .select('request_id')
    .where('workspace_id', '=', workspaceId)
    .where('request_id', '=', requestId)
    .executeTakeFirst();
  return kept !== undefined;
}

/** @throws ProblemError as `addFound`. */
export async function quoteFound(ledger: Ledger, actor: Actor, { people, campaignId }: z.output<typeof QuoteFoundRequest>): Promise<Quote> {
  const found = await rowsOf(ledger.db, await poolsOf(ledger.db, actor.workspaceId), people);
  const identifiers = people.map(({ poolId, personId }) => {
    const row = found.get(`${poolId} ${personId}`);
    if (!row) throw new ProblemError('not-found');
    return identifiersOf(row) ?? {};
  });
  return quotePeople(ledger, actor, { people: identifiers, ...(campaignId !== undefined && { campaignId }) });
}
