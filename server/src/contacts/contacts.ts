/** Contacts as they are shown: newest snapshot, insights, first analysis. product.md 1 ("contact"). */
import type { Contact, ContactSummary } from '@wellmet/shared/contact';
import type { Insights } from '@wellmet/shared/insight';
import type { IdentifierKind } from '@wellmet/shared/identity';
import type { Sighting } from '@wellmet/shared/sighting';
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Database } from '../db/schema.ts';
import { ProblemError } from '../http/problem.ts';

/** A contact, and who exactly was charged for it (names are not unique). */
export interface StoredContact {
  contact: Contact;
  firstAnalysedById: string;
}

interface Row {
  contact_id: string;
  first_analysed_at: Date;
  first_analysed_by: string;
  by_name: string | null;
  last_analysed_at: Date;
  identifiers: { kind: IdentifierKind; value: string }[];
  sighting: Sighting;
  insights: Insights;
}

async function select(db: Kysely<Database>, which: RawBuilder<unknown>): Promise<StoredContact[]> {
  const { rows } = await sql<Row>`
    select c.contact_id, c.first_analysed_at, c.first_analysed_by, u.name as by_name, c.last_analysed_at, s.sighting, s.insights, i.identifiers
    from contact c
    join contact_snapshot s on s.workspace_id = c.workspace_id and s.contact_id = c.contact_id and s.seq = c.snapshot_seq
    cross join lateral (
      select jsonb_agg(jsonb_build_object('kind', kind, 'value', value) order by array_position(array['member', 'slug', 'lead'], kind), seq desc, value) as identifiers
      from contact_identifier where workspace_id = c.workspace_id and contact_id = c.contact_id
    ) as i
    left join "user" u on u.id = c.first_analysed_by
    ${which}`.execute(db);
  return rows.map((row) => ({
    firstAnalysedById: row.first_analysed_by,
    contact: {
      ...summaryOf(row.sighting),
      id: row.contact_id,
      identifiers: row.identifiers,
      firstAnalysedAt: row.first_analysed_at.toISOString(),
      firstAnalysedBy: row.by_name ?? '',
      lastAnalysedAt: row.last_analysed_at.toISOString(),
      sighting: row.sighting,
      insights: row.insights,
    },
  }));
}

const summaryOf = ({
  name,
  headline,
  company,
  location,
}: Sighting): Pick<ContactSummary, 'name' | 'headline' | 'company' | 'location'> => ({
  name,
  ...(headline !== undefined && { headline }),
  ...(company !== undefined && { company }),
  ...(location !== undefined && { location }),
});

/** The contacts of these ids that the workspace has, by id. */
export async function contactsById(db: Kysely<Database>, workspaceId: string, ids: readonly string[]): Promise<Map<string, StoredContact>> {
  const stored = await select(db, sql`where c.workspace_id = ${workspaceId} and c.contact_id = any (${ids}::uuid[])`);
  return new Map(stored.map((one) => [one.contact.id, one]));
}

/** The contacts analysed last, the newest first; at most `limit`. */
export async function newestContacts(db: Kysely<Database>, workspaceId: string, limit: number): Promise<Contact[]> {
  const stored = await select(db, sql`where c.workspace_id = ${workspaceId} order by c.last_analysed_at desc, c.contact_id limit ${limit}`);
  return stored.map(({ contact }) => contact);
}

/** @throws ProblemError `not-found` when the workspace has no such contact. */
export async function contactOf(db: Kysely<Database>, workspaceId: string, contactId: string): Promise<Contact> {
  const found = (await contactsById(db, workspaceId, [contactId])).get(contactId);
  if (!found) throw new ProblemError('not-found');
  return found.contact;
}
