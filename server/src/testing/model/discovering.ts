/** A client whose people come from a pool: what it asks for is what another one would, and so must the answer be. */
import type { AnalyseOutcome, AnalyseRequest } from '@wellmet/shared/credits';
import { Wanted } from '@wellmet/shared/discover';
import { plain } from '@wellmet/shared/plain';
import { sql, type Kysely } from 'kysely';
import type { Actor } from '../../credits/act.ts';
import type { Ledger } from '../../credits/situation.ts';
import type { Database } from '../../db/schema.ts';
import { addFound } from '../../discover/add.ts';
import { offerPool, operatorsPool } from '../../pool/pools.ts';

/**
 * Pools know no leads, and nobody is added without a campaign. Under one identifier each: a pool that knew two of somebody would tell an erasure
 * what the world does not know (pool/erase.ts).
 */
const canBeFound = ({ campaignId, sightings }: AnalyseRequest): boolean =>
  campaignId !== undefined &&
  sightings.every(({ identifiers: { lead, slug, member } }) => lead === undefined && (slug === undefined) !== (member === undefined));

/** @param otherwise how it asks for whom no pool can have. */
export const findingFirst =
  (otherwise: (ledger: Ledger, actor: Actor, request: AnalyseRequest) => Promise<AnalyseOutcome>) =>
  async (ledger: Ledger, actor: Actor, request: AnalyseRequest): Promise<AnalyseOutcome> => {
    const { requestId, ceilingCredits, campaignId, choices, sightings } = request;
    if (campaignId === undefined || !canBeFound(request)) return otherwise(ledger, actor, request);
    // The operator's: nobody's erasure empties it under way.
    const { poolId } = await operatorsPool(ledger.db, 'the model');
    await offerPool(ledger.db, poolId, actor.workspaceId);
    await putInto(ledger.db, poolId, request);
    const people = sightings.map((_, at) => ({ poolId, personId: personIdOf(requestId, at) }));
    return addFound(ledger, actor, { requestId, ceilingCredits, campaignId, people, choices, wanted: Wanted.parse({}) });
  };

/** The same each time that a request is sent. */
const personIdOf = (requestId: string, at: number): string => `${requestId.slice(0, 24)}${String(at).padStart(12, '0')}`;

async function putInto(db: Kysely<Database>, poolId: string, { requestId, sightings }: AnalyseRequest): Promise<void> {
  await sql`insert into pool_import (pool_id, import_id, file_name, terms, mapping, state, progress, bad_rows, started_at, alive_at)
    values (${poolId}, ${requestId}, 'people.csv', '{"source": "a fair"}', '[]', 'done', '{}', '[]', now(), now())
    on conflict (pool_id, import_id) do nothing`.execute(db);
  for (const [at, { identifiers, name, headline = '' }] of sightings.entries())
    await sql`insert into pool_person (pool_id, person_id, import_id, line, digest, is_current, name, slug, member, headline, languages, seen_at, name_plain, words)
      values (${poolId}, ${personIdOf(requestId, at)}, ${requestId}, ${at + 2}, '', true, ${name}, ${identifiers.slug ?? null},
        ${identifiers.member ?? null}, ${headline}, '{}', now(), ${plain(name)}, '')
      on conflict do nothing`.execute(db);
}
