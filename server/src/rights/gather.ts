/** Everything that a workspace holds of one person, read as of one instant. product.md 7. */
import type { IdentifierKind } from '@wellmet/shared/identity';
import type { ContactBasis, FoundInImport, PersonFile } from '@wellmet/shared/rights';
import type { KeptSighting } from '@wellmet/shared/sighting';
import { sql, type Kysely, type Transaction } from 'kysely';
import { theContact } from '../contacts/contacts.ts';
import type { Database } from '../db/schema.ts';
import { retained, retentionOf } from './retention.ts';
import { fieldSources } from './sources.ts';
import { termsOf } from './terms.ts';

/**
 * Tables of a workspace that know of a contact and are not in its file, each with the reason; rights.test.ts asks the database whether there is
 * another one.
 */
export const notInFile = {
  contact: 'the contact itself: what it says is told as dates and sources',
  campaign_lease: 'told with the campaign that holds them',
  erased_identifier: 'of people of whom nothing else is left',
  purged_identifier: 'of what they were known by before they came back, and says nothing that can be read',
} as const;

interface Same {
  workspaceId: string;
  /** The contact that stands for the person, and all that were merged into it. */
  one: string;
  all: string[];
  collectedAt: Date;
  searchContext: string | null;
}

type Of = Transaction<Database>;

/** @throws ProblemError `not-found` for an unknown or erased contact. */
export async function gather(db: Kysely<Database>, workspaceId: string, contactId: string, madeAt: Date): Promise<PersonFile> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (trx) => {
      const same = await sameAs(trx, workspaceId, contactId);
      const { rows: workspaces } = await sql<{ name: string }>`select name from organization where id = ${workspaceId}`.execute(trx);
      const { rows: due } = await retained(workspaceId, { contactId: same.one }).execute(trx);
      const [retention] = due.map(retentionOf);
      if (!retention) throw new Error('a contact that stands for a person is kept for some time');
      const identifiers = await identifiersOf(trx, same);
      const snapshots = await snapshotsOf(trx, same);
      const corrections = await correctionsOf(trx, same);
      const pool = await poolOf(trx, same, identifiers);
      const modelReading = await modelReadingOf(trx, same);
      const fields = fieldSources(snapshots, corrections);
      return {
        format: 'wellmet-person',
        version: 1,
        madeAt: madeAt.toISOString(),
        workspace: workspaces[0]?.name ?? '',
        contactId: same.one,
        name: fields.find(({ field }) => field === 'name')?.value ?? '',
        identifiers,
        formerIdentifiers: await formerIdentifiersOf(trx, same),
        basis: await basisOf(trx, same, snapshots[0]?.sighting, pool),
        retention,
        fields,
        ...(same.searchContext !== null && { foundBy: same.searchContext }),
        snapshots,
        ...(modelReading && { modelReading }),
        corrections,
        engagements: await engagementsOf(trx, same),
        campaigns: await campaignsOf(trx, same),
        events: await eventsOf(trx, same),
        credits: await creditsOf(trx, same),
        pool,
      };
    });
}

async function sameAs(trx: Of, workspaceId: string, contactId: string): Promise<Same> {
  const one = await theContact(trx, workspaceId, contactId);
  const rows = await trx
    .selectFrom('contact')
    .select(['contact_id', 'collected_at', 'first_analysed_at', 'search_context'])
    .where('workspace_id', '=', workspaceId)
    .where((of) => of.or([of('contact_id', '=', one), of('merged_into', '=', one)]))
    .execute();
  const standing = rows.find((row) => row.contact_id === one);
  return {
    workspaceId,
    one,
    all: rows.map((row) => row.contact_id),
    collectedAt: standing?.collected_at ?? new Date(0),
    searchContext: standing?.search_context ?? null,
  };
}

type Identifier = PersonFile['identifiers'][number];

async function identifiersOf(trx: Of, { workspaceId, one }: Same): Promise<Identifier[]> {
  const { rows } = await sql<Identifier>`
    select kind, value from contact_identifier where workspace_id = ${workspaceId} and contact_id = ${one} order by kind, seq desc, value`.execute(
    trx,
  );
  return rows;
}

async function formerIdentifiersOf(trx: Of, { workspaceId, all }: Same): Promise<Identifier[]> {
  // What has passed to somebody else is that person's.
  const { rows } = await sql<Identifier>`
    select distinct kind, value from contact_former_identifier f where workspace_id = ${workspaceId} and contact_id = any (${all}::uuid[])
      and not exists (
        select from contact_identifier i where i.workspace_id = f.workspace_id and i.kind = f.kind and i.value = f.value
      ) order by kind, value`.execute(trx);
  return rows;
}

type Snapshots = PersonFile['snapshots'];
type Kept<T> = Omit<T, 'at'> & { at: Date };

async function snapshotsOf(trx: Of, { workspaceId, one }: Same): Promise<Snapshots> {
  const { rows } = await sql<Kept<Snapshots[number]>>`
    select s.at, coalesce(u.name, '') as by, s.sighting, s.insights from contact_snapshot s left join "user" u on u.id = s.member_id
    where s.workspace_id = ${workspaceId} and s.contact_id = ${one} order by s.seq desc`.execute(trx);
  return rows.map(({ at, ...row }) => ({ at: at.toISOString(), ...row }));
}

async function correctionsOf(trx: Of, { workspaceId, one }: Same): Promise<PersonFile['corrections']> {
  const { rows } = await sql<Kept<PersonFile['corrections'][number]>>`
    select e.at, coalesce(u.name, '') as by, e.field, e.value from contact_edit e left join "user" u on u.id = e.member_id
    where e.workspace_id = ${workspaceId} and e.contact_id = ${one} order by e.seq desc, e.field`.execute(trx);
  return rows.map(({ at, ...row }) => ({ at: at.toISOString(), ...row }));
}

async function modelReadingOf(trx: Of, { workspaceId, one }: Same): Promise<PersonFile['modelReading']> {
  const row = await trx
    .selectFrom('model_reading')
    .select(['at', 'state', 'engine', 'found'])
    .where('workspace_id', '=', workspaceId)
    .where('contact_id', '=', one)
    .executeTakeFirst();
  if (!row) return undefined;
  const { at, state, engine, found } = row;
  return { at: at.toISOString(), state, ...(engine !== null && { engine }), ...(found !== null && { found }) };
}

async function engagementsOf(trx: Of, { workspaceId, one }: Same): Promise<PersonFile['engagements']> {
  const rows = await trx
    .selectFrom('engagement')
    .leftJoin('user', 'user.id', 'engagement.member_id')
    .select(['what', 'text', 'done_at', 'at', 'withdrawn_at', 'user.name as by'])
    .where('workspace_id', '=', workspaceId)
    .where('contact_id', '=', one)
    .orderBy('seq', 'desc')
    .execute();
  return rows.map((row) => ({
    what: row.what,
    ...(row.text !== null && { text: row.text }),
    doneAt: row.done_at.toISOString(),
    at: row.at.toISOString(),
    by: row.by ?? '',
    ...(row.withdrawn_at && { withdrawnAt: row.withdrawn_at.toISOString() }),
  }));
}

async function campaignsOf(trx: Of, { workspaceId, all }: Same): Promise<PersonFile['campaigns']> {
  type Campaign = PersonFile['campaigns'][number];
  const { rows } = await sql<Omit<Campaign, 'since'> & { since: Date }>`
    select c.name, c.state as "campaignState", own.state, own.since, coalesce(u.name, '') as by, own.is_held as "isHeld"
    from (
      select e.campaign_id, e.state, e.enrolled_at as since, e.enrolled_by as by, exists (
        select from campaign_lease l where l.workspace_id = e.workspace_id and l.contact_id = e.contact_id and l.campaign_id = e.campaign_id
      ) as is_held
      from enrolment e where e.workspace_id = ${workspaceId} and e.contact_id = any (${all}::uuid[])
      union all
      select campaign_id, 'waiting', at, asked_by, false from campaign_wait where workspace_id = ${workspaceId} and contact_id = any (${all}::uuid[])
    ) as own
    join campaign c on c.workspace_id = ${workspaceId} and c.campaign_id = own.campaign_id
    left join "user" u on u.id = own.by order by own.since desc, c.name`.execute(trx);
  return rows.map((row) => ({ ...row, since: row.since.toISOString() }));
}

async function eventsOf(trx: Of, { workspaceId, all, collectedAt }: Same): Promise<PersonFile['events']> {
  const rows = await trx
    .selectFrom('campaign_event as e')
    .leftJoin('user', 'user.id', 'e.member_id')
    .leftJoin('campaign as c', (join) => join.onRef('c.workspace_id', '=', 'e.workspace_id').onRef('c.campaign_id', '=', 'e.campaign_id'))
    .select(['e.at', 'e.what', 'e.state', 'c.name as campaign', 'user.name as by'])
    .where('e.workspace_id', '=', workspaceId)
    .where('e.contact_id', 'in', all)
    .where('e.at', '>=', collectedAt)
    .orderBy('e.seq', 'desc')
    .orderBy('e.place', 'desc')
    .execute();
  return rows.map(({ at, what, state, campaign, by }) => ({
    at: at.toISOString(),
    by: by ?? '',
    what,
    ...(campaign !== null && { campaign }),
    ...(state !== null && { state }),
  }));
}

async function creditsOf(trx: Of, { workspaceId, all }: Same): Promise<PersonFile['credits']> {
  const debits = await trx
    .selectFrom('debit as d')
    .leftJoin('user', 'user.id', 'd.member_id')
    .leftJoin('campaign as c', (join) => join.onRef('c.workspace_id', '=', 'd.workspace_id').onRef('c.campaign_id', '=', 'd.campaign_id'))
    .select(['d.at', 'd.source', 'd.page_kind', 'd.reasons', 'c.name as campaign', 'user.name as by'])
    .where('d.workspace_id', '=', workspaceId)
    .where('d.contact_id', 'in', all)
    .execute();
  const restorations = await trx
    .selectFrom('credit_entry as e')
    .leftJoin('user', 'user.id', 'e.member_id')
    .select(['e.at', 'e.amount', 'user.name as by'])
    .where('e.workspace_id', '=', workspaceId)
    .where('e.kind', '=', 'restoration')
    .where('e.restored_contact_id', 'in', all)
    .execute();
  return [
    ...debits.map(({ at, source, page_kind: page, reasons, campaign, by }) => ({
      at: at.toISOString(),
      by: by ?? '',
      kind: 'debit' as const,
      amount: -1,
      source,
      page,
      ...(campaign !== null && { campaign }),
      ...(reasons && { reasons }),
    })),
    ...restorations.map(({ at, amount, by }) => ({ at: at.toISOString(), by: by ?? '', kind: 'restoration' as const, amount })),
  ].toSorted((a, b) => (a.at < b.at ? 1 : -1));
}

/** What a row of a pool says of somebody; what it only is found by is the same again. */
const poolFacts = sql`jsonb_strip_nulls(jsonb_build_object('name', p.name, 'slug', p.slug, 'member', p.member, 'title', p.title,
  'headline', p.headline, 'about', p.about, 'company', p.company, 'companySize', p.company_size, 'industry', p.industry, 'country', p.country,
  'region', p.region, 'city', p.city, 'languages', p.languages, 'seniority', p.seniority, 'function', p.function, 'roleSince', p.role_since))`;

async function poolOf(trx: Of, { workspaceId }: Same, identifiers: readonly Identifier[]): Promise<PersonFile['pool']> {
  const of = (kind: IdentifierKind): string[] => identifiers.flatMap((one) => (one.kind === kind ? one.value : []));
  interface Row {
    terms: Pick<FoundInImport, 'source' | 'licence' | 'lawfulBasis'>;
    name: string;
    by: string;
    isOperators: boolean;
    at: Date;
    seenAt: Date;
    facts: Record<string, unknown>;
  }
  const { rows } = await sql<Row>`
    select i.terms, i.file_name as name, coalesce(u.name, '') as by, mine.is_operators as "isOperators", i.started_at as at, p.seen_at as "seenAt",
      ${poolFacts} as facts
    from (
      select pool_id, false as is_operators from pool where owned_by = ${workspaceId}
      union all select pool_id, true from pool_access where workspace_id = ${workspaceId}
    ) as mine
    join pool_person p on p.pool_id = mine.pool_id and p.person_id in (
      select person_id from pool_person where pool_id = mine.pool_id and slug = any (${of('slug')}::text[])
      union select person_id from pool_person where pool_id = mine.pool_id and member = any (${of('member')}::text[])
    )
    join pool_import i on i.pool_id = p.pool_id and i.import_id = p.import_id
    left join "user" u on u.id = i.member_id
    order by p.is_current desc, p.seen_at desc, i.started_at desc`.execute(trx);
  return rows.map(({ terms, at, seenAt, ...row }) => ({
    source: terms.source,
    licence: terms.licence,
    lawfulBasis: terms.lawfulBasis,
    at: at.toISOString(),
    seenAt: seenAt.toISOString(),
    ...row,
  }));
}

/** A member's word counts first, then that of the import whom they were found in, then the workspace's. */
async function basisOf(
  trx: Of,
  { workspaceId, one, all }: Same,
  newest: KeptSighting | undefined,
  pool: PersonFile['pool'],
): Promise<ContactBasis> {
  const own = await trx
    .selectFrom('contact_basis')
    .leftJoin('user', 'user.id', 'contact_basis.member_id')
    .select(['lawful_basis', 'at', 'user.name as by'])
    .where('workspace_id', '=', workspaceId)
    .where('contact_id', 'in', all)
    .orderBy(sql`contact_id = ${one}`, 'desc')
    .orderBy('at', 'desc')
    .executeTakeFirst();
  if (own) return { value: own.lawful_basis, of: 'contact', by: own.by ?? '', at: own.at.toISOString() };
  const [found] = newest?.page.kind === 'pool' ? pool : [];
  if (found) return { value: found.lawfulBasis, of: 'import', by: found.by, at: found.at };
  const { lawfulBasis, changed } = await termsOf(trx, workspaceId);
  return { value: lawfulBasis, of: 'workspace', ...changed };
}
