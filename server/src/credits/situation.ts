/**
 * Everything that a decision about people rests on, as it was at one instant: one statement, so one snapshot, in one round trip and without a
 * lock. Every write of a workspace moves its head's number, so a head that still has the number says that all of this still holds.
 */
import { createHmac } from 'node:crypto';
import type { CampaignState } from '@wellmet/shared/campaign';
import type { IdentifierKind, Identifiers } from '@wellmet/shared/identity';
import { sql, type Kysely } from 'kysely';
import { keysOf, nameOf, type ErasedPerson, type KnownContact, type Key, type StoredPerson } from '../contacts/people.ts';
import { inWorkspace, ofAllWorkspaces } from '../db/fence.ts';
import { columnsOf } from '../db/open.ts';
import type { Database } from '../db/schema.ts';
import { together, type Taken } from '../together.ts';
import { usedBy } from './caps.ts';
import { headColumns, headTables, rolled, type Head, type HeadRow } from './head.ts';
import type { Clock } from './period.ts';

/** What the credits of a server stand on. */
export interface Ledger {
  db: Kysely<Database>;
  clock: Clock;
  /** Keys the hashes of erased people. */
  secret: string;
}

/** What to look at. */
export interface Question {
  workspaceId: string;
  /** Canonical; undefined for who has none. */
  people: readonly (Identifiers | undefined)[];
  requestIds?: readonly string[];
  /** Whose names and caps to tell. */
  memberIds?: readonly string[];
  campaignId?: string | undefined;
}

/** An answer that was given before. */
export interface KeptAnswer {
  /** Hex SHA-256 of what was asked. */
  hash: string;
  reply: unknown;
}

/** A member's cap in the present period. product.md 2.12. */
export interface Cap {
  capCredits: number;
  usedCredits: number;
}

export interface Situation {
  head: Head;
  contacts: StoredPerson[];
  erased: ErasedPerson[];
  answers: Map<string, KeptAnswer>;
  /** Of the members asked about. */
  names: Map<string, string>;
  /** Of the members asked about those who have one. */
  caps: Map<string, Cap>;
  /** The campaign asked about; undefined when there is none of this id. */
  campaign: { campaignId: string; name: string; state: CampaignState } | undefined;
  /** Whether a language model reads what is analysed. */
  hasModel: boolean;
}

type Dated<T, K extends keyof T> = Omit<T, K> & Record<K, string>;
/** Dates as JSON has them. */
type Told<T> = { [K in keyof T]: Date extends T[K] ? Exclude<T[K], Date> | string : T[K] };
/** By the place of the question that they answer. */
type Placed<T> = (T & { place: number })[];
interface Row {
  heads: Placed<{ head: Told<HeadRow>; hasModel: boolean }>;
  contacts: Placed<Dated<Omit<StoredPerson, 'before'>, 'firstAnalysedAt' | 'lastAnalysedAt' | 'debitedIn'>>;
  purged: Row['erased'];
  erased: Placed<{ contactId: string; kind: IdentifierKind; value: string; kinds: IdentifierKind[] }>;
  answers: Placed<{ requestId: string; hash: string; reply: unknown }>;
  members: Placed<{ memberId: string; name: string | null; capCredits: number | null; usedCredits: number | null }>;
  campaigns: Placed<{ campaignId: string; name: string; state: CampaignState }>;
}

/** What stays of an erased person's identifier: nobody can tell the identifier from it without the secret. product.md 7. */
export const erasedHash = (secret: string, workspaceId: string, { kind, value }: Key): Buffer =>
  createHmac('sha256', secret).update(`${workspaceId} ${kind} ${value}`).digest();

/** @returns undefined when the workspace has no credits. */
export async function readSituation(ledger: Ledger, question: Question, db = ledger.db): Promise<Situation | undefined> {
  return (await readSituations(ledger, [question], db))[0];
}

/** Asks about more people than this are read by themselves: they take long, and nobody else is to wait for them. */
const mostTogether = 32;

/** Reads situations; those that are asked for at once, of whichever workspaces, in one statement. */
export function readingTogether(ledger: Ledger): (question: Question) => Promise<Situation | undefined> {
  const ride = together<Question, Situation | undefined>(
    async (_, questions) => {
      const read = await ofAllWorkspaces(() => readSituations(ledger, questions)).catch((error: unknown) => {
        if (questions.length === 1) throw error;
      });
      // What is one question's fault is not another's.
      if (!read) return Promise.all(questions.map((one) => settled(inWorkspace(one.workspaceId, () => readSituation(ledger, one)))));
      return read.map((value) => ({ value }));
    },
    { weightOf: ({ people }) => people.length, maxWeight: 4 * mostTogether, maxWaiting: Infinity },
  );
  return (question) => (question.people.length > mostTogether ? readSituation(ledger, question) : ride('', question));
}

const settled = <T>(promise: Promise<T>): Promise<Taken<T>> =>
  promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );

/** The keys that are asked about, each once a question. */
function keysIn({ people }: Question): Key[] {
  const keys = new Map<string, Key>();
  for (const ids of people) if (ids) for (const one of keysOf(ids)) keys.set(nameOf(one), one);
  return [...keys.values()];
}

/**
 * What several questions are about, all as of one instant, in one statement: most of what a statement costs, it costs once. It reads rows by their
 * keys and takes no lock, so that none of the questions can hold up the others.
 * @returns by position of the question; undefined when its workspace has no credits.
 */
export async function readSituations(
  { clock, secret, db: ownDb }: Ledger,
  questions: readonly Question[],
  db = ownDb,
): Promise<(Situation | undefined)[]> {
  /** Columns of what each question has several of, with the question's place and workspace. */
  const columnsOfAll = <T>(all: (question: Question) => readonly T[]) =>
    columnsOf(questions.flatMap((question, place) => all(question).map((one) => ({ one, place, ...question }))));
  const question = columnsOfAll(() => [undefined]);
  const key = columnsOfAll(keysIn);
  const request = columnsOfAll(({ requestIds = [] }) => requestIds);
  const member = columnsOfAll(({ memberIds = [] }) => memberIds);
  // "limit 1" and laterals, since a key has one row: without statistics of the tables the planner would rather read all of a workspace than
  // probe 500 keys. The comment is the name under which a connection keeps the plan (db/open.ts).
  const { rows } = await sql<Row>`/* situation */
    with question as materialized (
      select * from unnest(
        ${question('integer', ({ place }) => place)}, ${question('uuid', ({ workspaceId }) => workspaceId)},
        ${question('uuid', ({ campaignId = null }) => campaignId)}
      ) as question (place, workspace_id, campaign_id)
    ), asked as materialized (
      select * from unnest(
        ${key('integer', ({ place }) => place)}, ${key('uuid', ({ workspaceId }) => workspaceId)},
        ${key('uuid', ({ campaignId = null }) => campaignId)}, ${key('text', ({ one }) => one.kind)}, ${key('text', ({ one }) => one.value)},
        ${key('bytea', ({ one, workspaceId }) => erasedHash(secret, workspaceId, one))}
      ) as asked (place, workspace_id, campaign_id, kind, value, hash)
    ), purged as materialized (
      select asked.place, asked.workspace_id, asked.campaign_id, asked.kind, asked.value, coalesce(c.merged_into, c.contact_id) as contact_id,
        c.contact_id as purged_as
      from asked
      cross join lateral (
        select contact_id from purged_identifier where workspace_id = asked.workspace_id and kind = asked.kind and hash = asked.hash
      ) as x
      cross join lateral (select * from contact where workspace_id = asked.workspace_id and contact_id = x.contact_id limit 1) as c
    ), held as materialized (
      select distinct asked.place, asked.workspace_id, asked.campaign_id, i.contact_id from asked cross join lateral (
        select contact_id from contact_identifier where workspace_id = asked.workspace_id and kind = asked.kind and value = asked.value limit 1
      ) as i
      union
      select purged.place, purged.workspace_id, purged.campaign_id, purged.contact_id from purged
    )
    select
      (
        select coalesce(jsonb_agg(jsonb_build_object('place', question.place, 'head', to_jsonb(one), 'hasModel', coalesce(model.is_on, false))), '[]')
        from question
        cross join lateral (
          select ${headColumns(clock)} from ${headTables(clock)} where h.workspace_id = question.workspace_id limit 1
        ) as one
        left join lateral (select is_on from language_model where workspace_id = question.workspace_id limit 1) as model on true
      ) as heads,
      (
        select coalesce(jsonb_agg(jsonb_build_object(
          'place', held.place, 'contactId', held.contact_id, 'firstAnalysedAt', c.first_analysed_at, 'firstAnalysedBy', c.first_analysed_by,
          'firstAnalysedByName', coalesce(u.name, ''), 'lastAnalysedAt', c.last_analysed_at, 'seenHash', encode(c.seen_hash, 'hex'),
          'debitedIn', d.period_start, 'debitSeq', d.seq,
          -- Only a contact that was merged and separated again can have been given back.
          'isRestored', c.unmerged_seq is not null, 'apartFrom', c.apart_from, 'identifiers', i.identifiers,
          'holder', l.holder, 'enrolment', e.state, 'isPurged', c.is_purged
        )), '[]')
        from held
        cross join lateral (select * from contact where workspace_id = held.workspace_id and contact_id = held.contact_id limit 1) as c
        cross join lateral (select * from debit where workspace_id = held.workspace_id and contact_id = held.contact_id limit 1) as d
        cross join lateral (
          select coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'value', value, 'seq', seq)), '[]') as identifiers
          from contact_identifier where workspace_id = held.workspace_id and contact_id = held.contact_id
        ) as i
        left join lateral (
          select jsonb_build_object(
            'campaignId', lease.campaign_id, 'campaignName', held_in.name, 'byId', lease.held_by, 'by', coalesce(holder.name, ''), 'since', lease.since
          ) as holder
          from (select * from campaign_lease where workspace_id = held.workspace_id and contact_id = held.contact_id limit 1) as lease
          join campaign held_in on held_in.workspace_id = lease.workspace_id and held_in.campaign_id = lease.campaign_id
          left join lateral (select name from "user" where id = lease.held_by limit 1) as holder on true
        ) as l on true
        left join lateral (
          select state from enrolment
          where workspace_id = held.workspace_id and campaign_id = held.campaign_id and contact_id = held.contact_id limit 1
        ) as e on true
        left join lateral (select name from "user" where id = c.first_analysed_by limit 1) as u on true
      ) as contacts,
      (
        select coalesce(jsonb_agg(jsonb_build_object(
          'place', asked.place, 'contactId', x.contact_id, 'kind', asked.kind, 'value', asked.value, 'kinds', k.kinds
        )), '[]')
        from asked
        cross join lateral (
          select contact_id from erased_identifier where workspace_id = asked.workspace_id and kind = asked.kind and hash = asked.hash
        ) as x
        cross join lateral (
          select jsonb_agg(distinct kind) as kinds from erased_identifier where workspace_id = asked.workspace_id and contact_id = x.contact_id
        ) as k
      ) as erased,
      (
        select coalesce(jsonb_agg(jsonb_build_object(
          'place', purged.place, 'contactId', purged.contact_id, 'kind', purged.kind, 'value', purged.value, 'kinds', k.kinds
        )), '[]')
        from purged cross join lateral (
          select jsonb_agg(distinct kind) as kinds from purged_identifier where workspace_id = purged.workspace_id and contact_id = purged.purged_as
        ) as k
      ) as purged,
      (
        select coalesce(jsonb_agg(jsonb_build_object(
          'place', r.place, 'requestId', o.request_id, 'hash', encode(o.request_hash, 'hex'), 'reply', o.reply
        )), '[]')
        from unnest(
          ${request('integer', ({ place }) => place)}, ${request('uuid', ({ workspaceId }) => workspaceId)}, ${request('uuid', ({ one }) => one)}
        ) as r (place, workspace_id, id)
        cross join lateral (select * from op_result where workspace_id = r.workspace_id and request_id = r.id limit 1) as o
      ) as answers,
      (
        select coalesce(jsonb_agg(jsonb_build_object(
          'place', m.place, 'memberId', m.id, 'name', u.name, 'capCredits', cap.cap_credits, 'usedCredits', cap.used
        )), '[]')
        from unnest(
          ${member('integer', ({ place }) => place)}, ${member('uuid', ({ workspaceId }) => workspaceId)}, ${member('uuid', ({ one }) => one)}
        ) as m (place, workspace_id, id)
        left join lateral (select name from "user" where id = m.id limit 1) as u on true
        left join lateral (
          select own.cap_credits, spent.used
          from (select cap_credits from member_cap where workspace_id = m.workspace_id and member_id = m.id limit 1) as own
          cross join lateral (select * from credit_head where workspace_id = m.workspace_id limit 1) as h
          cross join lateral (${usedBy(sql.ref('m.id'))}) as spent
        ) as cap on true
      ) as members,
      (
        select coalesce(jsonb_agg(jsonb_build_object('place', question.place, 'campaignId', c.campaign_id, 'name', c.name, 'state', c.state)), '[]')
        from question
        cross join lateral (
          select * from campaign where workspace_id = question.workspace_id and campaign_id = question.campaign_id limit 1
        ) as c
      ) as campaigns`.execute(db);
  const [row] = rows;
  if (!row) throw new Error('a statement that always has a row');
  return situationsOf(row, questions.length);
}

function byPlace<T>(all: Placed<T>): (place: number) => Placed<T> {
  const parts = Map.groupBy(all, ({ place }) => place);
  return (place) => parts.get(place) ?? [];
}

/** Each question's own part. */
function situationsOf(row: Row, count: number): (Situation | undefined)[] {
  const [heads, contacts, erased, purged] = [byPlace(row.heads), byPlace(row.contacts), byPlace(row.erased), byPlace(row.purged)];
  const [answers, members, campaigns] = [byPlace(row.answers), byPlace(row.members), byPlace(row.campaigns)];
  return Array.from({ length: count }, (_none, place) => {
    const [found] = heads(place);
    if (!found) return undefined;
    const head = rolled(datedHead(found.head));
    // In a period that has just begun nobody has spent anything.
    const isNewPeriod = head.rolls.length > 0;
    return {
      head,
      contacts: contacts(place).map(({ place: _place, ...contact }) => ({
        ...contact,
        firstAnalysedAt: new Date(contact.firstAnalysedAt),
        lastAnalysedAt: new Date(contact.lastAnalysedAt),
        debitedIn: new Date(contact.debitedIn),
        holder: holderOf(contact.holder),
        before: leftOf(purged(place)).get(contact.contactId),
      })),
      erased: [...leftOf(erased(place)).values()],
      answers: new Map(answers(place).map(({ requestId, hash, reply }) => [requestId, { hash, reply }])),
      names: new Map(members(place).map(({ memberId, name }) => [memberId, name ?? ''])),
      caps: new Map(
        members(place).flatMap(({ memberId, capCredits, usedCredits }) =>
          capCredits === null ? [] : [[memberId, { capCredits, usedCredits: isNewPeriod ? 0 : (usedCredits ?? 0) }]],
        ),
      ),
      campaign: campaigns(place).map(({ campaignId, name, state }) => ({ campaignId, name, state }))[0],
      hasModel: found.hasModel,
    };
  });
}

/** Of whom hashes are left, by contact. */
const leftOf = (rows: Row['erased']): Map<string, ErasedPerson> =>
  new Map(
    [...Map.groupBy(rows, ({ contactId }) => contactId)].map(([contactId, own]) => [
      contactId,
      { keys: own.map(({ kind, value }) => ({ kind, value })), kinds: [...new Set(own.flatMap(({ kinds }) => kinds))] },
    ]),
  );

const dated = (text: string | null): Date | null => (text === null ? null : new Date(text));

const datedHead = (head: Told<HeadRow>): HeadRow => ({
  ...head,
  period_start: new Date(head.period_start),
  period_end: new Date(head.period_end),
  now: new Date(head.now),
  month_start: dated(head.month_start),
  month_end: dated(head.month_end),
  lapsed_from: dated(head.lapsed_from),
  stopped_at: dated(head.stopped_at),
});

const holderOf = (holder: KnownContact['holder']): KnownContact['holder'] =>
  holder && { ...holder, since: new Date(holder.since).toISOString() };
