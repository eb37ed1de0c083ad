/**
 * What has changed since a cursor. Every write of a workspace takes its number under the head's lock and holds it until it is committed, so
 * whoever sees a head sees everything up to its number: nothing can appear behind a cursor. credits.md 3.2 and 5.
 */
import { createHash } from 'node:crypto';
import type { ContactCampaign, ContactSummary } from '@wellmet/shared/contact';
import type { Changes, LeanContact } from '@wellmet/shared/sync';
import { sql } from 'kysely';
import { campaignIn, listed, type ListedRow } from '../campaigns/campaigns.ts';
import { campaignsOf, editsOf, identifiersOf, shownOf, type Edits } from '../contacts/contacts.ts';
import type { Actor } from '../credits/act.ts';
import { balanceOf, headColumns, headTables, isLapsed, rolled, type HeadRow } from '../credits/head.ts';
import type { Ledger } from '../credits/situation.ts';
import { ProblemError } from '../http/problem.ts';
import { listedTemplates, templateIn, type ListedTemplate } from '../templates/templates.ts';
import { cursorAfter, epochOf, readCursor, startAt, textOf, type Cursor, type Place } from './cursor.ts';

interface ContactRow {
  id: string;
  seq: number;
  isGone: boolean;
  isPurged: boolean;
  /** Of a merged one. */
  into: string | null;
  /** What its page says of what lists show. */
  page: Parameters<typeof shownOf>[0];
  edits: Edits;
  identifiers: ContactSummary['identifiers'];
  firstAnalysedAt: string;
  firstAnalysedBy: string;
  firstAnalysedById: string;
  lastAnalysedAt: string;
  campaigns: ContactCampaign[];
}

interface Row extends HeadRow {
  epoch: string;
  forgotten_before: number;
  contacts: ContactRow[];
  next_seq: number | null;
  campaigns: ListedRow[];
  templates: ListedTemplate[];
}

/** Greater than any id. */
const afterAllIds = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/**
 * A page of what has changed since a cursor, in the order of its commit; without a cursor, of everything that there is.
 * @throws ProblemError `not-found` for a workspace without credits; `invalid-request` and `resync-needed` for the cursor.
 */
export async function changesSince(
  ledger: Pick<Ledger, 'db' | 'clock'>,
  { workspaceId, memberId, role }: Actor,
  { cursor: text, limit }: { cursor?: string | undefined; limit: number },
): Promise<Changes> {
  const asked = text === undefined ? undefined : readCursor(text);
  const row = await readPage(ledger, workspaceId, asked, limit);
  if (!row) throw new ProblemError('not-found');
  const head = rolled(row);
  // The number that is stored: a period that has ended without a write has none yet.
  const place: Place = {
    epoch: epochOf(row.epoch),
    seq: row.seq,
    forgottenBefore: row.forgotten_before,
    isLapsed: isLapsed(head),
  };
  const start = startAt(asked, place);
  const last = row.contacts.at(-1);
  const cursor = textOf(
    cursorAfter(start, { last: last && { contactId: last.id, seq: last.seq }, nextSeq: row.next_seq ?? undefined }, place),
  );
  const balance = balanceOf(head);
  const { at: _, ...lasting } = balance;
  return {
    // From the start nothing is unchanged: whoever asks so has nothing.
    version: versionOf([cursor, asked !== undefined, memberId, role, lasting]),
    cursor,
    hasMore: row.next_seq !== null,
    contacts: row.contacts.filter(({ isGone }) => !isGone).map((contact) => leanOf(contact, memberId)),
    gone: row.contacts
      .filter(({ isGone, seq }) => isGone && seq > start.since)
      .map(({ id, seq, into, isPurged }) => ({ id, seq, ...(into !== null && { into }), ...(isPurged && { isPurged }) })),
    campaigns: row.campaigns.map((campaign) => campaignIn(campaign, place.isLapsed)),
    templates: row.templates.filter(({ deleted_at: deletedAt }) => deletedAt === null).map((template) => templateIn(template, memberId)),
    goneTemplates: row.templates
      .filter(({ deleted_at: deletedAt, seq }) => deletedAt !== null && seq > start.since)
      .map(({ template_id: id, seq }) => ({ id, seq })),
    balance,
    role,
  };
}

const versionOf = (content: unknown): string => createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 16);

/** One statement, so one snapshot: the head, and what stands behind the cursor. Where nothing does, nothing else is read. */
export async function readPage(
  { db, clock }: Pick<Ledger, 'db' | 'clock'>,
  workspaceId: string,
  asked: Cursor | undefined,
  limit: number,
): Promise<Row | undefined> {
  const { seq, tie, isLapsed: wasLapsed } = asked ?? { seq: 0, tie: undefined, isLapsed: null };
  const { rows } = await sql<Row>`/* changes */
    with recursive head as materialized (
      select ${headColumns(clock)}, h.epoch, h.forgotten_before from ${headTables(clock)} where h.workspace_id = ${workspaceId}::uuid
    ), page as (
      -- One after the other along the index: without statistics the planner would rather sort all of a workspace than read a page of it.
      select 0 as place, ${seq}::bigint as seq, ${tie ?? afterAllIds}::uuid as contact_id
      union all
      select page.place + 1, next.seq, next.contact_id from page cross join lateral (
        select seq, contact_id from contact
        where workspace_id = ${workspaceId}::uuid and (seq, contact_id) > (page.seq, page.contact_id) order by seq, contact_id limit 1
      ) as next
      where page.place <= ${limit}::integer
    ), beyond as (
      -- The first one that is not on the page.
      select seq from page where place > ${limit}::integer
    )
    select head.*, (select seq from beyond) as next_seq,
      (
        select coalesce(json_agg(json_build_object(
          'id', c.contact_id, 'seq', c.seq, 'isGone', c.merged_into is not null or c.erased_at is not null,
          'into', case when c.erased_at is null then c.merged_into end, 'isPurged', c.is_purged,
          'page', s.page, 'edits', e.edits, 'identifiers', i.identifiers,
          'firstAnalysedAt', c.first_analysed_at, 'firstAnalysedBy', coalesce(u.name, ''), 'firstAnalysedById', c.first_analysed_by,
          'lastAnalysedAt', c.last_analysed_at, 'campaigns', w.campaigns
        ) order by c.seq, c.contact_id), '[]')
        from page
        cross join lateral (select * from contact where workspace_id = ${workspaceId}::uuid and contact_id = page.contact_id limit 1) as c
        left join lateral (
          -- What was read of a person may be long: it is unpacked once.
          select json_strip_nulls(to_json(shown)) as page from (
            select sighting from contact_snapshot
            where workspace_id = c.workspace_id and contact_id = c.contact_id and seq = c.snapshot_seq and taken_as = c.contact_id limit 1
          ) as newest
          cross join lateral jsonb_to_record(newest.sighting) as shown (name text, headline text, company text, location text)
        ) as s on true
        cross join lateral (${identifiersOf}) as i
        cross join lateral (${campaignsOf}) as w
        cross join lateral (${editsOf}) as e
        left join lateral (select name from "user" where id = c.first_analysed_by limit 1) as u on true
        where page.place between 1 and ${limit}::integer
      ) as contacts,
      (
        select coalesce(json_agg(one order by one.seq, one.campaign_id), '[]') from (${listed(sql`
          select one.* from (
            select campaign_id from campaign
            where workspace_id = ${workspaceId}::uuid and seq >= ${tie === undefined ? seq + 1 : seq}::bigint
              and ((select seq from beyond) is null or seq < (select seq from beyond))
            union
            -- A lapse, or its end, changes no campaign and shows all that are ongoing otherwise.
            select campaign_id from campaign
            where workspace_id = ${workspaceId}::uuid and state = 'ongoing'
              and ${wasLapsed}::boolean <> (select lapsed_from is not null and lapsed_from <= now from head)
          ) as changed
          cross join lateral (
            select * from campaign where workspace_id = ${workspaceId}::uuid and campaign_id = changed.campaign_id limit 1
          ) as one`)}) as one
      ) as campaigns,
      (
        select coalesce(json_agg(one order by one.seq, one.template_id), '[]') from (${listedTemplates(sql`
          select * from template
          where workspace_id = ${workspaceId}::uuid and seq >= ${tie === undefined ? seq + 1 : seq}::bigint
            and ((select seq from beyond) is null or seq < (select seq from beyond))`)}) as one
      ) as templates
    from head`.execute(db);
  return rows[0];
}

function leanOf(contact: ContactRow, memberId: string): LeanContact {
  const { id, seq, page, edits, identifiers, firstAnalysedAt, firstAnalysedBy, firstAnalysedById, lastAnalysedAt, campaigns } = contact;
  return {
    ...shownOf(page, edits),
    id,
    seq,
    identifiers,
    firstAnalysedAt: new Date(firstAnalysedAt).toISOString(),
    firstAnalysedBy,
    firstAnalysedByYou: firstAnalysedById === memberId,
    lastAnalysedAt: new Date(lastAnalysedAt).toISOString(),
    campaigns,
  };
}
