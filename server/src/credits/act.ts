/**
 * One act: one transaction under the workspace's head, one number in its order of changes, one answer that is kept. The same request again
 * repeats the answer and does nothing. credits.md, first part, 1 and 3.
 */
import { createHash } from 'node:crypto';
import type { Role } from '@wellmet/shared/account';
import { sql, type Kysely, type RawBuilder, type Transaction } from 'kysely';
import { anyLength, transact } from '../db/open.ts';
import type { Database } from '../db/schema.ts';
import { ProblemError } from '../http/problem.ts';
import { lockHead, writeHead, type Entry, type Head } from './head.ts';
import { isTooOld } from './requestAge.ts';
import type { Ledger } from './situation.ts';

/** In which workspace, and which of its members: none where the operator acts. */
export interface Who {
  workspaceId: string;
  memberId?: string | undefined;
  /** The key that acts in their name. */
  keyId?: string | undefined;
}

/** Who acts, in which workspace. */
export interface Actor extends Who {
  memberId: string;
  role: Role;
}

/** Something that happened to a contact or a campaign, for their timelines. */
export interface CampaignEvent {
  what: string;
  campaignId?: string | undefined;
  contactId?: string | undefined;
  state?: string | undefined;
  /** Who caused it, where it was not who acts: a wait that ends was asked for by somebody before. */
  memberId?: string;
}

/** What looks different on devices after an act. Whatever its events name is among it anyway. */
export interface Changed {
  contacts: Set<string>;
  /** Themselves, their counts, who waits. */
  campaigns: Set<string>;
  /** Campaigns that their people show differently, however many they are: by another name or state. */
  shownOtherwise: Set<string>;
}

export const nothingChanged = (): Changed => ({ contacts: new Set(), campaigns: new Set(), shownOtherwise: new Set() });

/** What an act writes with. */
export interface Act<By extends Who = Actor> {
  trx: Transaction<Database>;
  actor: By;
  now: Date;
  /** The number of the act: what it writes is stamped with it. */
  seq: number;
  events: CampaignEvent[];
  /** To be told to devices: `publish` gives it the number of the act. */
  changed: Changed;
}

/** An act that may also move credits. */
export interface LedgerAct<By extends Who = Actor> extends Act<By> {
  /** Held by this transaction; `enter` of credits/head.ts moves it. */
  head: Head;
  entries: Entry[];
}

/** Hex SHA-256 of what was asked. Schemas put keys in their own order: equal content is equal text. */
export const hashOf = (content: unknown): string => createHash('sha256').update(JSON.stringify(content)).digest('hex');

/** What an act came to: done and to be kept, or something else to say while nothing has changed. */
export type Came<Done, Instead = never> = { done: Done } | ([Instead] extends [never] ? never : { instead: Instead });

/**
 * Does `work` once for a request id.
 * @param content what is asked, for telling apart the same id with other content.
 * @throws ProblemError `not-found` for a workspace without credits, `request-id-reused`, `request-too-old`, and what `work` throws; nothing has changed then.
 */
export async function once<Done, Instead = never, By extends Who = Actor>(
  { db, clock }: Pick<Ledger, 'db' | 'clock'>,
  actor: By,
  requestId: string,
  content: unknown,
  work: (act: LedgerAct<By>) => Promise<Came<Done, Instead>>,
): Promise<Came<Done, Instead> & { replayed: boolean }> {
  const hash = hashOf(content);
  return transact(db, async (trx) => {
    const head = await lockHead(trx, actor.workspaceId, clock);
    if (!head) throw new ProblemError('not-found');
    const kept = await keptAnswer(trx, actor.workspaceId, requestId);
    if (kept) {
      if (kept.hash !== hash) throw new ProblemError('request-id-reused');
      return { done: kept.reply as Done, replayed: true };
    }
    if (isTooOld(requestId, head.now)) throw new ProblemError('request-too-old');
    const act: LedgerAct<By> = {
      trx,
      actor,
      now: head.now,
      seq: head.seq + 1,
      events: [],
      changed: nothingChanged(),
      head,
      entries: [],
    };
    const came = await work(act);
    if (!('done' in came)) return { ...came, replayed: false };
    head.seq = Math.max(head.seq, act.seq);
    await writeHead(trx, head, act.entries);
    await publish(act);
    await trx
      .insertInto('op_result')
      .values({
        workspace_id: actor.workspaceId,
        request_id: requestId,
        request_hash: Buffer.from(hash, 'hex'),
        reply: JSON.stringify(came.done),
        seq: head.seq,
        at: head.now,
      })
      .execute();
    return { ...came, replayed: false };
  });
}

async function keptAnswer(
  db: Kysely<Database>,
  workspaceId: string,
  requestId: string,
): Promise<{ hash: string; reply: unknown } | undefined> {
  const row = await db
    .selectFrom('op_result')
    .select(['request_hash', 'reply'])
    .where('workspace_id', '=', workspaceId)
    .where('request_id', '=', requestId)
    .executeTakeFirst();
  return row && { hash: row.request_hash.toString('hex'), reply: row.reply };
}

/**
 * Writes the events of an act, in their order, and gives its number to what it changed, so that devices ask for it (sync/changes.ts). However much
 * that is, it takes two statements at most. Each event has a member: what the operator does to a plan or a balance is no event.
 */
export async function publish({ trx, actor, now, seq, events, changed }: Act<Who>): Promise<void> {
  const contactIds = [...new Set([...changed.contacts, ...events.flatMap(({ contactId = [] }) => contactId)])];
  const campaignIds = [...new Set([...changed.campaigns, ...events.flatMap(({ campaignId = [] }) => campaignId)])];
  const { workspaceId } = actor;
  // By the key, contact by contact, and never "seq <": without statistics the planner would go through all that a workspace has. Whoever is merged
  // or erased keeps the number of it.
  const shown = (contacts: RawBuilder<unknown>): RawBuilder<unknown> =>
    sql`shown as materialized (select ${workspaceId}::uuid as workspace_id, contact_id from (${contacts}) as those (contact_id))`;
  const stampShown = sql`
    update contact c set seq = ${seq}::bigint from shown
    where c.workspace_id = shown.workspace_id and c.contact_id = shown.contact_id and c.seq is distinct from ${seq}::bigint
      and c.merged_into is null and c.erased_at is null`;
  if (contactIds.length > 0 || campaignIds.length > 0)
    await sql`
      with ${shown(sql`select * from unnest(${anyLength(contactIds, 'uuid')})`)}, told as (
        insert into campaign_event (workspace_id, seq, place, what, campaign_id, contact_id, state, member_id, at)
        select ${workspaceId}::uuid, ${seq}::bigint, e.place, e.what, e.campaign_id, e.contact_id, e.state, e.member_id, ${now}::timestamptz
        from unnest(
          ${events.map(({ what }) => what)}::text[], ${events.map(({ campaignId = null }) => campaignId)}::uuid[],
          ${events.map(({ contactId = null }) => contactId)}::uuid[], ${events.map(({ state = null }) => state)}::text[],
          ${events.map(({ memberId = actor.memberId ?? null }) => memberId)}::uuid[]
        ) with ordinality as e (what, campaign_id, contact_id, state, member_id, place)
      ), campaigns as (
        update campaign set seq = ${seq}::bigint
        where workspace_id = ${workspaceId} and campaign_id = any (${campaignIds}::uuid[]) and seq is distinct from ${seq}::bigint
      )
      ${stampShown}`.execute(trx);
  if (changed.shownOtherwise.size > 0) {
    const those = sql`workspace_id = ${workspaceId} and campaign_id = any (${[...changed.shownOtherwise]}::uuid[])`;
    const people = sql`
      select contact_id from enrolment where ${those} and state <> 'removed' union select contact_id from campaign_wait where ${those}`;
    await sql`with ${shown(people)} ${stampShown}`.execute(trx);
  }
}
