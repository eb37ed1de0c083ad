/** Contacts as they are shown: newest snapshot, insights, first analysis, what members did with them. product.md 1 ("contact"). */
import type { Contact, ContactCampaign, ContactSummary } from '@wellmet/shared/contact';
import { editableFields, type EditableField, type Engagement } from '@wellmet/shared/engagement';
import type { Insights } from '@wellmet/shared/insight';
import { identifierKinds, type IdentifierKind } from '@wellmet/shared/identity';
import type { Words } from '@wellmet/shared/seen';
import type { KeptSighting } from '@wellmet/shared/sighting';
import { sql, type Kysely, type RawBuilder } from 'kysely';
import { staleBy } from '../analysis/analyse.ts';
import { anyLength } from '../db/open.ts';
import type { Database } from '../db/schema.ts';
import { ProblemError } from '../http/problem.ts';
import { combined } from '../model/stand.ts';
import { readingOf, toldReading, type StoredReading } from '../model/told.ts';
import type { Key } from './people.ts';

/** A contact, and who exactly was charged for it and did what with it (names are not unique). */
export interface StoredContact {
  contact: Omit<Contact, 'engagements'>;
  firstAnalysedById: string;
  engagements: StoredEngagement[];
}

type StoredEngagement = Omit<Engagement, 'byYou'> & { byId: string };

/** A contact as a member sees it: what they did themselves is theirs. */
export const contactFor = ({ contact, engagements }: StoredContact, memberId: string): Contact => ({
  ...contact,
  engagements: engagements.map(({ byId, ...engagement }) => ({ ...engagement, byYou: byId === memberId })),
});

/** The last corrections of a contact, by field or part of the insights; null where there is none. */
export type Edits = Record<string, Words[string]> | null;

interface Row {
  asked_id: string;
  contact_id: string;
  first_analysed_at: Date;
  first_analysed_by: string;
  by_name: string | null;
  last_analysed_at: Date;
  /** A month has passed since. */
  is_old: boolean;
  identifiers: { kind: IdentifierKind; value: string }[];
  sighting: KeptSighting;
  insights: Insights;
  campaigns: ContactCampaign[];
  edits: Edits;
  engagements: (Omit<StoredEngagement, 'text'> & { text: string | null })[];
  reading: StoredReading | null;
  seq: number;
}

/** What a contact is known by, of a row of `contact` as `c`. */
export const identifiersOf = sql`
  select jsonb_agg(jsonb_build_object('kind', kind, 'value', value) order by array_position(array['member', 'slug', 'lead'], kind), seq desc, value) as identifiers
  from contact_identifier where workspace_id = c.workspace_id and contact_id = c.contact_id`;

/** Where it stands in campaigns. */
export const campaignsOf = sql`
  select coalesce(jsonb_agg(jsonb_build_object('id', m.campaign_id, 'name', m.name, 'campaignState', m.state, 'state', own.state)
    order by own.holds desc, own.seq desc, m.campaign_id), '[]') as campaigns
  from (
    -- Not asked of the campaign: without statistics the planner would go through everybody whom it holds.
    select e.campaign_id, e.state, e.seq, e.campaign_id is not distinct from (
      select campaign_id from campaign_lease l where l.workspace_id = c.workspace_id and l.contact_id = c.contact_id
    ) as holds
    from enrolment e where e.workspace_id = c.workspace_id and e.contact_id = c.contact_id and e.state <> 'removed' and not exists (
      select 1 from campaign_wait w where w.workspace_id = c.workspace_id and w.contact_id = c.contact_id and w.campaign_id = e.campaign_id
    )
    union all
    select campaign_id, 'waiting', seq, false from campaign_wait where workspace_id = c.workspace_id and contact_id = c.contact_id
  ) as own
  join campaign m on m.workspace_id = c.workspace_id and m.campaign_id = own.campaign_id and m.state in ('draft', 'ongoing')`;

/** What members have corrected, without what is the page's word again. */
export const editsOf = sql`
  select jsonb_object_agg(field, jsonb_build_object('value', value, 'at', at, 'by', coalesce((select name from "user" where id = member_id), ''))) as edits
  from (
    select distinct on (field) field, value, at, member_id from contact_edit
    where workspace_id = c.workspace_id and contact_id = c.contact_id order by field, seq desc
  ) as last
  where value is not null`;

/** What was done with it and not taken back, the newest first. */
const engagementsOf = sql`
  select coalesce(jsonb_agg(jsonb_build_object('id', engagement_id, 'what', what, 'text', text, 'doneAt', done_at, 'byId', member_id, 'at', at,
    'by', coalesce((select name from "user" where id = member_id), '')) order by seq desc), '[]') as engagements
  from (
    select * from engagement where workspace_id = c.workspace_id and contact_id = c.contact_id and withdrawn_at is null order by seq desc limit 100
  ) as newest`;

/**
 * What is shown in a field of a contact, where only that is wanted: the last correction, or what its page says.
 * @param snapshot the name of its newest `contact_snapshot` in the query.
 */
export function shownField(field: EditableField, snapshot: string): RawBuilder<string | null> {
  const s = (column: string): RawBuilder<unknown> => sql.ref(`${snapshot}.${column}`);
  return sql`coalesce((
    select value from contact_edit e where e.workspace_id = ${s('workspace_id')} and e.contact_id = ${s('contact_id')} and e.field = ${field}
    order by e.seq desc limit 1
  ), ${s('sighting')} ->> ${field}::text)`;
}

/** @param source rows of `contact` as `c`, and under which id each was asked for; `name` is the plan's (db/open.ts). */
async function select(
  db: Kysely<Database>,
  name: 'contacts' | 'newest',
  source: RawBuilder<unknown>,
): Promise<(StoredContact & { askedId: string })[]> {
  const { rows } = await sql<Row>`${sql.raw(`/* ${name} */`)}
    select c.asked_id, c.contact_id, c.first_analysed_at, c.first_analysed_by, u.name as by_name, c.last_analysed_at,
      c.last_analysed_at < now() - interval '1 month' as is_old, c.seq, s.sighting, s.insights, i.identifiers, w.campaigns,
      e.edits, d.engagements, to_jsonb(r) as reading
    from (${source}) as c
    join contact_snapshot s on s.workspace_id = c.workspace_id and s.contact_id = c.contact_id and s.seq = c.snapshot_seq
      and s.taken_as = c.contact_id
    cross join lateral (${identifiersOf}) as i
    cross join lateral (${campaignsOf}) as w
    cross join lateral (${editsOf}) as e
    cross join lateral (${engagementsOf}) as d
    left join lateral (${readingOf}) as r on true
    left join "user" u on u.id = c.first_analysed_by
    order by c.last_analysed_at desc, c.contact_id`.execute(db);
  return rows.map((row) => ({
    askedId: row.asked_id,
    firstAnalysedById: row.first_analysed_by,
    engagements: row.engagements.map(({ text, ...engagement }) => ({
      ...engagement,
      ...(text !== null && { text }),
      doneAt: instantOf(engagement.doneAt),
      at: instantOf(engagement.at),
    })),
    contact: {
      ...shownOf(row.sighting, row.edits),
      id: row.contact_id,
      seq: row.seq,
      identifiers: row.identifiers,
      firstAnalysedAt: row.first_analysed_at.toISOString(),
      firstAnalysedBy: row.by_name ?? '',
      lastAnalysedAt: row.last_analysed_at.toISOString(),
      sighting: row.sighting,
      ...wordsOf(row.edits),
      ...readBy(row),
      ...stalenessOf(row),
      campaigns: row.campaigns,
    },
  }));
}

/** The local engine's insights, with what the model has found of the same snapshot. */
function readBy({ insights, reading }: Pick<Row, 'insights' | 'reading'>): Pick<Contact, 'insights' | 'model'> {
  if (reading === null) return { insights };
  const { engine, version, found } = reading;
  const isRead = engine !== null && version !== null && found !== null;
  return { insights: isRead ? combined(insights, { engine, version, found }) : insights, model: toldReading(reading) };
}

function stalenessOf({ insights, is_old: isOld }: Row): Pick<Contact, 'staleBy'> {
  const stale = staleBy(insights, isOld);
  return stale ? { staleBy: stale } : {};
}

/** What a contact that comes into being is written with. */
export interface MadeContact {
  contactId: string;
  seq: number;
  /** One of a kind. */
  identifiers: readonly Key[];
  at: Date;
  by: { id: string; name: string };
  sighting: KeptSighting;
  insights: Insights;
  asksModel: boolean;
}

/** A contact that was just made, as `select` reads it (contacts.test.ts compares): nothing has happened to it yet. */
export function newContact({ contactId, seq, identifiers, at, by, sighting, insights, asksModel }: MadeContact): StoredContact {
  return {
    firstAnalysedById: by.id,
    engagements: [],
    contact: {
      ...shownOf(sighting, null),
      id: contactId,
      seq,
      identifiers: identifierKinds.flatMap((kind) => identifiers.filter((one) => one.kind === kind)),
      firstAnalysedAt: at.toISOString(),
      firstAnalysedBy: by.name,
      lastAnalysedAt: at.toISOString(),
      sighting,
      insights,
      ...(asksModel && { model: { state: 'asked', at: at.toISOString() } }),
      campaigns: [],
    },
  };
}

/** JSON of the database has another spelling of an instant. */
const instantOf = (told: string): string => new Date(told).toISOString();

/** What lists show of a page, corrected by members. */
export function shownOf(page: Pick<KeptSighting, EditableField>, edits: Edits): Pick<ContactSummary, EditableField | 'edits'> {
  const shownFields: Pick<ContactSummary, EditableField> = { name: page.name };
  const told: ContactSummary['edits'] = {};
  for (const field of editableFields) {
    const edit = edits?.[field];
    const value = edit?.value ?? page[field];
    if (value !== undefined) shownFields[field] = value;
    if (edit) told[field] = { by: edit.by, at: instantOf(edit.at) };
  }
  return { ...shownFields, ...(Object.keys(told).length > 0 && { edits: told }) };
}

/** What members said of the insights. */
function wordsOf(edits: Edits): Pick<Contact, 'words'> {
  const fields: readonly string[] = editableFields;
  const said = Object.entries(edits ?? {}).filter(([part]) => !fields.includes(part));
  return said.length === 0 ? {} : { words: Object.fromEntries(said.map(([part, word]) => [part, { ...word, at: instantOf(word.at) }])) };
}

/** The contacts that these ids name, by the id asked for. A merged contact's id names the one that stands for it. */
export async function contactsById(db: Kysely<Database>, workspaceId: string, ids: readonly string[]): Promise<Map<string, StoredContact>> {
  const stored = await select(
    db,
    'contacts',
    sql`
      select asked.id as asked_id, one.* from unnest(${anyLength(ids, 'uuid')}) as asked (id)
      cross join lateral (
        select coalesce(merged_into, contact_id) as contact_id from contact
        where workspace_id = ${workspaceId}::uuid and contact_id = asked.id and erased_at is null limit 1
      ) as named
      cross join lateral (select * from contact where workspace_id = ${workspaceId}::uuid and contact_id = named.contact_id limit 1) as one`,
  );
  return new Map(stored.map((one) => [one.askedId, one]));
}

/** The contacts analysed last, the newest first; at most `limit`. */
export async function newestContacts(db: Kysely<Database>, workspaceId: string, limit: number): Promise<ContactSummary[]> {
  const stored = await select(
    db,
    'newest',
    sql`
      select contact_id as asked_id, contact.* from contact where workspace_id = ${workspaceId} and merged_into is null and erased_at is null
      order by last_analysed_at desc, contact_id limit ${limit}`,
  );
  return stored.map(({ contact }) => contact);
}

/** The contacts that ids stand for, by the id asked for: a merged one's is that of the other. Unknown and erased ones are missing. */
export async function standingFor(db: Kysely<Database>, workspaceId: string, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('contact')
    .select(['contact_id', 'merged_into'])
    .where('workspace_id', '=', workspaceId)
    .where('contact_id', 'in', [...ids])
    .where('erased_at', 'is', null)
    .execute();
  return new Map(rows.map((row) => [row.contact_id, row.merged_into ?? row.contact_id]));
}

/** The contact that an id stands for. @throws ProblemError `not-found` for an unknown or erased one. */
export async function theContact(db: Kysely<Database>, workspaceId: string, contactId: string): Promise<string> {
  const one = (await standingFor(db, workspaceId, [contactId])).get(contactId);
  if (one === undefined) throw new ProblemError('not-found');
  return one;
}

/** As `contactsById`, for a member. @throws ProblemError `not-found` when the workspace has no such contact. */
export async function contactOf(
  db: Kysely<Database>,
  { workspaceId, memberId }: { workspaceId: string; memberId: string },
  contactId: string,
): Promise<Contact> {
  const found = (await contactsById(db, workspaceId, [contactId])).get(contactId);
  if (!found) throw new ProblemError('not-found');
  return contactFor(found, memberId);
}
