/** Whom the workspace has found to be right, and whom not: what "alike" rests on. */
import type { Examples } from '@wellmet/shared/discover';
import type { Insights } from '@wellmet/shared/insight';
import { placeIn } from '@wellmet/shared/places';
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Database } from '../db/schema.ts';
import { alikeSignals, traitsOf, type AlikeSignal, type Candidate, type Evidence, type Traits } from './rank.ts';

/** More than these teach nothing more. The newest ids count. */
const mostExamples = 200;

type PersonTraits = Pick<Candidate, 'seniority' | 'function' | 'industry' | 'companySize' | 'country' | 'languages'>;

/** Columns of a person of the pool in which people can be alike. */
const traitColumns = sql`jsonb_build_object('seniority', p.seniority, 'function', p.function, 'industry', p.industry,
  'companySize', p.company_size, 'country', p.country, 'languages', to_jsonb(p.languages))`;

/** Contacts that were named, or that replied or were met. */
function examplesOf(workspaceId: string, examples: Examples | undefined): RawBuilder<unknown> {
  if (examples?.of === 'contacts') return sql`select unnest(${examples.contactIds}::uuid[]) as contact_id`;
  if (examples?.of === 'campaign')
    return sql`select contact_id from enrolment
      where workspace_id = ${workspaceId} and campaign_id = ${examples.campaignId}::uuid and state <> 'removed'`;
  return sql`
    select contact_id from engagement where workspace_id = ${workspaceId} and what in ('replied', 'met') and withdrawn_at is null
    union select contact_id from enrolment where workspace_id = ${workspaceId} and state = 'replied'`;
}

/** @param pools those that the workspace may search. */
export async function readEvidence(
  db: Kysely<Database>,
  workspaceId: string,
  pools: readonly string[],
  examples: Examples | undefined,
): Promise<Evidence> {
  const [liked, disliked] = await Promise.all([
    sql<{ contact_id: string; insights: Insights | null; traits: PersonTraits | null }>`/* ${sql.raw(`examples${examples?.of ?? ''}`)} */
      select c.contact_id, s.insights, theirs.traits
      from (select distinct contact_id from (${examplesOf(workspaceId, examples)}) as named order by contact_id desc limit ${mostExamples}) as those
      cross join lateral (
        select * from contact where workspace_id = ${workspaceId} and contact_id = those.contact_id and erased_at is null and merged_into is null limit 1
      ) as c
      left join lateral (
        select insights from contact_snapshot
        where workspace_id = c.workspace_id and contact_id = c.contact_id and seq = c.snapshot_seq and taken_as = c.contact_id limit 1
      ) as s on true
      left join lateral (
        select found.traits from contact_identifier i
        cross join unnest(${pools}::uuid[]) as searched (pool_id)
        cross join lateral (
          (select ${traitColumns} as traits from pool_person p
            where i.kind = 'member' and p.pool_id = searched.pool_id and p.member = i.value and p.is_current limit 1)
          union all
          (select ${traitColumns} from pool_person p
            where i.kind = 'slug' and p.pool_id = searched.pool_id and p.slug = i.value and p.is_current limit 1)
        ) as found
        where i.workspace_id = c.workspace_id and i.contact_id = c.contact_id
        order by i.kind, searched.pool_id limit 1
      ) as theirs on true`.execute(db),
    sql<{ traits: PersonTraits }>`/* disliked */
      select found.traits
      from (
        select * from pool_dismissal where workspace_id = ${workspaceId} order by pool_id, person_id desc limit ${mostExamples}
      ) as d
      cross join lateral (
        select ${traitColumns} as traits from pool_person p where p.pool_id = d.pool_id and p.person_id = d.person_id and p.is_current limit 1
      ) as found
      where d.pool_id = any (${pools}::uuid[])`.execute(db),
  ]);
  const hasEvidence = liked.rows.length + disliked.rows.length > 0;
  return {
    positives: liked.rows.map(({ contact_id: contactId, insights, traits }) => ({
      contactId,
      traits: traits ? traitsOf(traits) : traitsIn(insights),
    })),
    negatives: disliked.rows.map(({ traits }) => traitsOf(traits)),
    // Without any, nobody asks.
    share: hasEvidence ? await sharesIn(db, pools) : () => undefined,
  };
}

async function sharesIn(db: Kysely<Database>, pools: readonly string[]): Promise<Evidence['share']> {
  const { rows } = await sql<{ signal: AlikeSignal | 'everybody'; value: string; people: number }>`/* shares */
    select kind as signal, value, sum(people)::integer as people from pool_value
    where pool_id = any (${pools}::uuid[]) and kind = any (${['everybody', ...alikeSignals]}::text[]) group by kind, value`.execute(db);
  const people = new Map(rows.map(({ signal, value, people: many }) => [`${signal} ${value}`, many]));
  const everybody = people.get('everybody ') ?? 0;
  return (signal, value) => (everybody === 0 ? undefined : (people.get(`${signal} ${value}`) ?? 0) / everybody);
}

/** Of a contact that stands in no pool: what its page says. */
function traitsIn(insights: Insights | null): Traits {
  const traits: Traits = {};
  for (const fact of insights?.facts ?? []) {
    if (fact.kind === 'seniority') traits.seniority = fact.seniority;
    if (fact.kind === 'function') traits.function = fact.function;
    if (fact.kind === 'location') {
      const { country } = placeIn(fact.location);
      if (country !== undefined) traits.place = country;
    }
  }
  return traits;
}
