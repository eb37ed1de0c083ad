/**
 * The paid act: analysing people. One transaction under the workspace's head; all of it or none. product.md 2.4 to 2.8, credits.md.
 *
 * Why nobody is charged twice: a person's identifiers are keys (`contact_identifier`), looked up and written while the head is held,
 * and `debit` has one row a contact. Why nothing goes below zero: `used` moves only under that lock, by the number of debits written
 * in the same statement, and the constraint `no_overdraw` stands behind it.
 */
import { createHash } from 'node:crypto';
import type { AnalyseOutcome, AnalyseRequest, Balance, PersonClass } from '@wellmet/shared/credits';
import type { Identifiers } from '@wellmet/shared/identity';
import { sql, type Kysely } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { analyse } from '../analysis/analyse.ts';
import { contactsById, type StoredContact } from '../contacts/contacts.ts';
import { passOn } from '../contacts/merge.ts';
import { resolvePeople, usableIdentifiers, verdicts, type Verdict } from '../contacts/people.ts';
import { transact } from '../db/open.ts';
import type { Database } from '../db/schema.ts';
import { ProblemError } from '../http/problem.ts';
import { balanceOf, lockHead, type Entry, type Head } from './head.ts';
import type { Clock } from './period.ts';
import { costOf, quoteOf, restoredCreditsOf } from './quote.ts';

/** What is kept to repeat an answer: no personal data, the contacts are read again. */
interface KeptReply {
  people: { contactId: string; class: PersonClass; costCredits: number }[];
  costCredits: number;
  balance: Balance;
}

export interface Actor {
  workspaceId: string;
  memberId: string;
}

/**
 * Analyses people: new ones are charged, added and debited; known ones get a newer snapshot, free; contacts that turn out to be one person
 * are merged, and the later debit is restored (product.md 2.9). A refusal changes nothing.
 * The same request id with the same content repeats the answer.
 * @throws ProblemError `invalid-request` for people without a usable identifier, `request-id-reused` for the same id with other content.
 */
export async function analyseContacts(db: Kysely<Database>, clock: Clock, actor: Actor, request: AnalyseRequest): Promise<AnalyseOutcome> {
  const asked = usableIdentifiers(
    request.sightings.map(({ identifiers }) => identifiers),
    (position) => `/sightings/${position}/identifiers`,
  );
  const { requestId, ...content } = request;
  // The schema has put the keys in its own order: equal content is equal text.
  const hash = createHash('sha256').update(JSON.stringify(content)).digest();

  return transact(db, async (trx) => {
    const head = await lockHead(trx, actor.workspaceId, clock);
    if (!head) throw new ProblemError('not-found');

    const before = await trx
      .selectFrom('op_result')
      .select(['request_hash', 'reply'])
      .where('workspace_id', '=', actor.workspaceId)
      .where('request_id', '=', requestId)
      .executeTakeFirst();
    if (before) {
      if (!before.request_hash.equals(hash)) throw new ProblemError('request-id-reused');
      return answer(trx, actor, before.reply as KeptReply, true);
    }

    const list = verdicts(await resolvePeople(trx, actor.workspaceId, asked));
    const costCredits = costOf(list);
    if (costCredits > request.ceilingCredits) return { outcome: 'overCeiling', quote: await quoteOf(trx, list, head, actor.memberId) };
    if (costCredits > head.granted - head.used)
      return { outcome: 'notEnoughCredits', quote: await quoteOf(trx, list, head, actor.memberId) };

    const reply = await write(trx, actor, request, asked, hash, list, head);
    return answer(trx, actor, reply, false);
  });
}

/** Everything that a done request changes: in one statement, after another one or two where identifiers pass on. */
async function write(
  db: Kysely<Database>,
  { workspaceId, memberId }: Actor,
  request: AnalyseRequest,
  asked: readonly Identifiers[],
  hash: Buffer,
  list: readonly Verdict[],
  head: Head,
): Promise<KeptReply> {
  const { now } = head;
  const costCredits = costOf(list);
  const entries: Entry[] = [...head.rolls];
  const after: Head = { ...head };
  const enter = (entry: Pick<Entry, 'kind' | 'amount' | 'reason' | 'restoredContactId'>): void => {
    after.used -= entry.amount;
    entries.push({ ...entry, seq: ++after.seq, balanceAfter: after.granted - after.used, periodStart: head.period_start });
  };
  const people = [...new Set(list.map(({ person }) => person))];
  for (const debit of people.flatMap(({ merged }) => merged)) {
    const amount = restoredCreditsOf(debit, head);
    enter({ kind: 'restoration', amount, reason: amount > 0 ? 'merged' : 'merged after its period', restoredContactId: debit.contactId });
  }
  if (costCredits > 0) enter({ kind: 'debit', amount: -costCredits, reason: request.source });
  else after.seq++;
  const { seq } = after;

  // One contact a person; of several sightings of one person in a request, the last is the newest.
  const contacts = people.map((person) => {
    const position = person.positions.at(-1) ?? -1;
    const sighting = request.sightings[position];
    if (!sighting) throw new Error(`no sighting at ${position}`);
    return {
      id: person.known?.contactId ?? uuidv7(),
      isNew: !person.known,
      isMerged: person.merged.length > 0,
      person,
      pageKind: sighting.page.kind,
      sighting: JSON.stringify({ ...sighting, identifiers: asked[position] }),
      insights: JSON.stringify(analyse(sighting, now)),
    };
  });
  const idOf = new Map(contacts.map(({ person, id }) => [person, id]));
  const reply: KeptReply = {
    people: list.map(({ person, class: personClass, costCredits: cost }) => ({
      contactId: idOf.get(person) ?? '',
      class: personClass,
      costCredits: cost,
    })),
    costCredits,
    balance: balanceOf(after),
  };
  const identifiers = contacts.flatMap(({ id, person }) =>
    person.gained.map(({ kind, value, seq: since = seq }) => ({ id, kind, value, since })),
  );
  await passOn(db, workspaceId, people, seq);

  // A page that reads as it did is no new snapshot: only its insights are renewed, since they also depend on the day. A merge is always one:
  // what was known of the others is older.
  const { rows } = await sql<{ charged: number }>`
    with given as materialized (
      select g.contact_id, g.is_new, g.page_kind, g.sighting, g.insights, g.is_new or g.is_merged or s.sighting is distinct from g.sighting as is_changed, s.seq as newest_seq
      from unnest(
        ${contacts.map(({ id }) => id)}::uuid[],
        ${contacts.map(({ isNew }) => isNew)}::boolean[],
        ${contacts.map(({ isMerged }) => isMerged)}::boolean[],
        ${contacts.map(({ pageKind }) => pageKind)}::text[],
        ${contacts.map(({ sighting }) => sighting)}::jsonb[],
        ${contacts.map(({ insights }) => insights)}::jsonb[]
      ) as g (contact_id, is_new, is_merged, page_kind, sighting, insights)
      left join contact c on c.workspace_id = ${workspaceId} and c.contact_id = g.contact_id
      left join contact_snapshot s on s.workspace_id = c.workspace_id and s.contact_id = c.contact_id and s.seq = c.snapshot_seq and s.taken_as = c.contact_id
    ), added as (
      insert into contact (workspace_id, contact_id, snapshot_seq, first_analysed_at, first_analysed_by, last_analysed_at, seq)
      select ${workspaceId}::uuid, contact_id, ${seq}::bigint, ${now}::timestamptz, ${memberId}::uuid, ${now}::timestamptz, ${seq}::bigint
      from given where is_new
    ), renewed as (
      update contact c
      set last_analysed_at = ${now}::timestamptz, seq = ${seq}::bigint, snapshot_seq = case when g.is_changed then ${seq}::bigint else c.snapshot_seq end
      from given g where c.workspace_id = ${workspaceId} and c.contact_id = g.contact_id and not g.is_new
    ), identified as (
      insert into contact_identifier (workspace_id, kind, value, contact_id, seq)
      select ${workspaceId}::uuid, kind, value, contact_id, seq
      from unnest(
        ${identifiers.map(({ id }) => id)}::uuid[], ${identifiers.map(({ kind }) => kind)}::text[], ${identifiers.map(({ value }) => value)}::text[],
        ${identifiers.map(({ since }) => since)}::bigint[]
      ) as i (contact_id, kind, value, seq)
    ), seen as (
      insert into contact_snapshot (workspace_id, contact_id, seq, taken_as, sighting, insights, member_id, at)
      select ${workspaceId}::uuid, contact_id, ${seq}::bigint, contact_id, sighting, insights, ${memberId}::uuid, ${now}::timestamptz from given where is_changed
    ), reread as (
      update contact_snapshot s set insights = g.insights
      from given g where not g.is_changed and s.workspace_id = ${workspaceId} and s.contact_id = g.contact_id and s.seq = g.newest_seq and s.taken_as = g.contact_id
    ), charged as (
      insert into debit (workspace_id, contact_id, seq, member_id, source, page_kind, request_id, plan_code, plan_version, period_start, at)
      select ${workspaceId}::uuid, contact_id, ${seq}::bigint, ${memberId}::uuid, ${request.source}, page_kind, ${request.requestId}::uuid,
        ${head.plan_code}, ${head.plan_version}::integer, ${head.period_start}::timestamptz, ${now}::timestamptz
      from given where is_new
      returning contact_id
    ), entered as (
      insert into credit_entry (workspace_id, seq, kind, amount, balance_after, period_start, request_id, member_id, reason, restored_contact_id, at)
      select ${workspaceId}::uuid, seq, kind, amount, balance_after, period_start,
        case when kind in ('debit', 'restoration') then ${request.requestId}::uuid end,
        case when kind in ('debit', 'restoration') then ${memberId}::uuid end, reason, restored_contact_id, ${now}::timestamptz
      from unnest(
        ${entries.map((entry) => entry.seq)}::bigint[], ${entries.map(({ kind }) => kind)}::text[], ${entries.map(({ amount }) => amount)}::integer[],
        ${entries.map(({ balanceAfter }) => balanceAfter)}::integer[], ${entries.map(({ periodStart }) => periodStart)}::timestamptz[],
        ${entries.map(({ reason }) => reason)}::text[], ${entries.map(({ restoredContactId }) => restoredContactId ?? null)}::uuid[]
      ) as e (seq, kind, amount, balance_after, period_start, reason, restored_contact_id)
      returning kind, amount
    ), moved as (
      update credit_head
      set used = ${head.used}::integer + (select count(*)::integer from charged)
          - (select coalesce(sum(amount), 0)::integer from entered where kind = 'restoration'), granted = ${head.granted}::integer,
        period_start = ${head.period_start}::timestamptz, period_end = ${head.period_end}::timestamptz, seq = ${seq}::bigint
      where workspace_id = ${workspaceId}
    ), kept as (
      insert into op_result (workspace_id, request_id, request_hash, reply, seq, at)
      values (${workspaceId}::uuid, ${request.requestId}::uuid, ${hash}::bytea, ${JSON.stringify(reply)}::jsonb, ${seq}::bigint, ${now}::timestamptz)
    )
    select count(*)::integer as charged from charged`.execute(db);
  // Only a fault of ours could make them differ; the transaction then takes everything back.
  if (rows[0]?.charged !== costCredits) throw new Error('the debits written are not those announced');
  return reply;
}

async function answer(
  db: Kysely<Database>,
  { workspaceId, memberId }: Actor,
  reply: KeptReply,
  replayed: boolean,
): Promise<AnalyseOutcome> {
  const stored = await contactsById(db, workspaceId, [...new Set(reply.people.map(({ contactId }) => contactId))]);
  const contactFor = (id: string): StoredContact => {
    const found = stored.get(id);
    if (!found) throw new ProblemError('not-found', { detail: 'A contact of this answer is no longer kept.' });
    return found;
  };
  return {
    outcome: 'done',
    people: reply.people.map(({ contactId, class: personClass, costCredits }) => {
      const { contact, firstAnalysedById } = contactFor(contactId);
      const firstAnalysis = {
        contactId: contact.id,
        at: contact.firstAnalysedAt,
        by: contact.firstAnalysedBy,
        byYou: firstAnalysedById === memberId,
      };
      return { class: personClass, costCredits, firstAnalysis, contact };
    }),
    costCredits: reply.costCredits,
    balance: reply.balance,
    replayed,
  };
}
