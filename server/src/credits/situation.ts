/**
 * Everything that a decision about people rests on, as it was at one instant: one statement, so one snapshot, in one round trip and without a
 * lock. Every write of a workspace moves its head's number, so a head that still has the number says that all of this still holds.
 */
import { createHmac } from 'node:crypto';
import type { CampaignState } from '@wellmet/shared/campaign';
import type { IdentifierKind, Identifiers } from '@wellmet/shared/identity';
import { sql, type Kysely } from 'kysely';
import { keysOf, nameOf, type ErasedPerson, type KnownContact, type Key, type StoredPerson } from '../contacts/people.ts';
import { anyLength, columnsOf } from '../db/open.ts';
import type { Database } from '../db/schema.ts';
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
}

type Dated<T, K extends keyof T> = Omit<T, K> & Record<K, string>;
type Row = HeadRow & {
  contacts: Dated<StoredPerson, 'firstAnalysedAt' | 'lastAnalysedAt' | 'debitedIn'>[];
  erased: { contactId: string; kind: IdentifierKind; value: string; kinds: IdentifierKind[] }[];
  answers: { requestId: string; hash: string; reply: unknown }[];
  members: { memberId: string; name: string | null; capCredits: number | null; usedCredits: number | null }[];
  campaign: { campaignId: string; name: string; state: CampaignState } | null;
};

/** What stays of an erased person's identifier: nobody can tell the identifier from it without the secret. product.md 7. */
export const erasedHash = (secret: string, workspaceId: string, { kind, value }: Key): Buffer =>
  createHmac('sha256', secret).update(`${workspaceId} ${kind} ${value}`).digest();

/** @returns undefined when the workspace has no credits. */
export async function readSituation(ledger: Ledger, asked: Question, db = ledger.db): Promise<Situation | undefined> {
  const { workspaceId, requestIds = [], memberIds = [], campaignId = null } = asked;
  const keys = new Map<string, Key>();
  for (const ids of asked.people) if (ids) for (const one of keysOf(ids)) keys.set(nameOf(one), one);
  const key = columnsOf([...keys.values()]);
  // "limit 1" and laterals, since a key has one row: without statistics of the tables the planner would rather read all of a workspace than
  // probe 500 keys. The comment is the name under which a connection keeps the plan (db/open.ts).
  const { rows } = await sql<Row>`/* situation */
    with asked as materialized (
      select * from unnest(
        ${key('text', ({ kind }) => kind)}, ${key('text', ({ value }) => value)},
        ${key('bytea', (one) => erasedHash(ledger.secret, workspaceId, one))}
      ) as asked (kind, value, hash)
    ), held as materialized (
      select distinct i.contact_id from asked cross join lateral (
        select contact_id from contact_identifier where workspace_id = ${workspaceId}::uuid and kind = asked.kind and value = asked.value limit 1
      ) as i
    )
    select ${headColumns(ledger.clock)},
      (
        select coalesce(jsonb_agg(jsonb_build_object(
          'contactId', held.contact_id, 'firstAnalysedAt', c.first_analysed_at, 'firstAnalysedBy', c.first_analysed_by,
          'firstAnalysedByName', coalesce(u.name, ''), 'lastAnalysedAt', c.last_analysed_at, 'seenHash', encode(c.seen_hash, 'hex'),
          'debitedIn', d.period_start, 'debitSeq', d.seq,
          -- Only a contact that was merged and separated again can have been given back.
          'isRestored', c.unmerged_seq is not null, 'apartFrom', c.apart_from, 'identifiers', i.identifiers,
          'holder', l.holder, 'enrolment', e.state
        )), '[]')
        from held
        cross join lateral (select * from contact where workspace_id = ${workspaceId}::uuid and contact_id = held.contact_id limit 1) as c
        cross join lateral (select * from debit where workspace_id = ${workspaceId}::uuid and contact_id = held.contact_id limit 1) as d
        cross join lateral (
          select jsonb_agg(jsonb_build_object('kind', kind, 'value', value, 'seq', seq)) as identifiers
          from contact_identifier where workspace_id = ${workspaceId}::uuid and contact_id = held.contact_id
        ) as i
        left join lateral (
          select jsonb_build_object(
            'campaignId', lease.campaign_id, 'campaignName', held_in.name, 'byId', lease.held_by, 'by', coalesce(holder.name, ''), 'since', lease.since
          ) as holder
          from (select * from campaign_lease where workspace_id = ${workspaceId}::uuid and contact_id = held.contact_id limit 1) as lease
          join campaign held_in on held_in.workspace_id = lease.workspace_id and held_in.campaign_id = lease.campaign_id
          left join "user" holder on holder.id = lease.held_by
        ) as l on true
        left join lateral (
          select state from enrolment
          where workspace_id = ${workspaceId}::uuid and campaign_id = ${campaignId}::uuid and contact_id = held.contact_id limit 1
        ) as e on true
        left join "user" u on u.id = c.first_analysed_by
      ) as contacts,
      (
        select coalesce(jsonb_agg(jsonb_build_object('contactId', x.contact_id, 'kind', asked.kind, 'value', asked.value, 'kinds', k.kinds)), '[]')
        from asked
        cross join lateral (
          select contact_id from erased_identifier where workspace_id = ${workspaceId}::uuid and kind = asked.kind and hash = asked.hash
        ) as x
        cross join lateral (
          select jsonb_agg(distinct kind) as kinds from erased_identifier where workspace_id = ${workspaceId}::uuid and contact_id = x.contact_id
        ) as k
      ) as erased,
      (
        select coalesce(jsonb_agg(jsonb_build_object('requestId', o.request_id, 'hash', encode(o.request_hash, 'hex'), 'reply', o.reply)), '[]')
        from unnest(${anyLength(requestIds, 'uuid')}) as r (id)
        cross join lateral (select * from op_result where workspace_id = ${workspaceId}::uuid and request_id = r.id limit 1) as o
      ) as answers,
      (
        select coalesce(jsonb_agg(jsonb_build_object('memberId', m.id, 'name', u.name, 'capCredits', cap.cap_credits, 'usedCredits', cap.used)), '[]')
        from unnest(${anyLength(memberIds, 'uuid')}) as m (id)
        left join lateral (select name from "user" where id = m.id limit 1) as u on true
        left join lateral (
          select own.cap_credits, spent.used
          from (select cap_credits from member_cap where workspace_id = ${workspaceId}::uuid and member_id = m.id limit 1) as own
          cross join lateral (${usedBy(sql.ref('m.id'))}) as spent
        ) as cap on true
      ) as members,
      (
        select jsonb_build_object('campaignId', campaign_id, 'name', name, 'state', state)
        from campaign where workspace_id = ${workspaceId}::uuid and campaign_id = ${campaignId}::uuid
      ) as campaign
    from ${headTables(ledger.clock)}
    where h.workspace_id = ${workspaceId}::uuid`.execute(db);
  return rows[0] && situationOf(rows[0]);
}

function situationOf({ contacts, erased, answers, members, campaign, ...row }: Row): Situation {
  const head = rolled(row);
  // In a period that has just begun nobody has spent anything.
  const isNewPeriod = head.rolls.length > 0;
  return {
    head,
    contacts: contacts.map((contact) => ({
      ...contact,
      firstAnalysedAt: new Date(contact.firstAnalysedAt),
      lastAnalysedAt: new Date(contact.lastAnalysedAt),
      debitedIn: new Date(contact.debitedIn),
      holder: holderOf(contact.holder),
    })),
    erased: [...Map.groupBy(erased, ({ contactId }) => contactId).values()].map((own) => ({
      keys: own.map(({ kind, value }) => ({ kind, value })),
      kinds: own[0]?.kinds ?? [],
    })),
    answers: new Map(answers.map(({ requestId, ...answer }) => [requestId, answer])),
    names: new Map(members.map(({ memberId, name }) => [memberId, name ?? ''])),
    caps: new Map(
      members.flatMap(({ memberId, capCredits, usedCredits }) =>
        capCredits === null ? [] : [[memberId, { capCredits, usedCredits: isNewPeriod ? 0 : (usedCredits ?? 0) }]],
      ),
    ),
    campaign: campaign ?? undefined,
  };
}

const holderOf = (holder: KnownContact['holder']): KnownContact['holder'] =>
  holder && { ...holder, since: new Date(holder.since).toISOString() };
