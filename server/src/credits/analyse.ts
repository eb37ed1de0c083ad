/**
 * The paid act: analysing people and putting them in campaigns. All of a request or none of it. product.md 2.4 to 2.8, credits.md.
 *
 * Why nobody is charged twice: a person's identifiers are keys (`contact_identifier`), `debit` has one row a contact, and both are written by the
 * statement that moves the head, only if nothing of the workspace has changed since they were looked up. Why nothing goes below zero: `used`
 * moves only there, by the number of debits written with it, and the constraint `no_overdraw` stands behind it.
 */
import type { KeptReason } from '@wellmet/shared/discover';
import type { AnalyseOutcome } from '@wellmet/shared/credits';
import { canonicalIdentifiers } from '@wellmet/shared/identity';
import type { KeptSighting } from '@wellmet/shared/sighting';
import { sql, type Kysely, type Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { analyse } from '../analysis/analyse.ts';
import { enrol } from '../campaigns/holding.ts';
import { contactFor, contactsById, newContact, type StoredContact } from '../contacts/contacts.ts';
import { passOn, passesOn } from '../contacts/merge.ts';
import type { Key } from '../contacts/people.ts';
import { seenHashOf } from '../contacts/seen.ts';
import { isRetryable, transact } from '../db/open.ts';
import type { Database } from '../db/schema.ts';
import { ProblemError } from '../http/problem.ts';
import { hashOf, nothingChanged, publish, type Act, type Actor } from './act.ts';
import { decide, type PaidRequest, type Asked, type Decision, type KeptReply, type RequestChange, type Verdict } from './decide.ts';
import { quoteOf } from './quote.ts';
import { readSituation, type Ledger, type Question, type Situation } from './situation.ts';
import { write } from './write.ts';

/** Works out of a request what does not depend on the database. @param ofPool what was asked where the server made the request of it, and why each was found. */
export function asked(actor: Actor, request: PaidRequest, ofPool?: { content: object; reasons: readonly KeptReason[][] }): Asked {
  const { requestId: _, ...content } = request;
  const people = request.sightings.map(({ identifiers }) => canonicalIdentifiers(identifiers));
  // What is worked out of a sighting is kept: a decision may have to be made again.
  const sightingAt = kept((position: number): KeptSighting => {
    const sighting = request.sightings[position];
    if (!sighting) throw new Error(`no sighting at ${position}`);
    return { ...sighting, identifiers: people[position] ?? sighting.identifiers };
  });
  // Of an instant only its day counts for insights.
  const insightsOn = kept((day: string) => kept((position: number) => analyse(sightingAt(position), new Date(day))));
  return {
    actor,
    request,
    people,
    hash: hashOf(ofPool?.content ?? content),
    reasons: ofPool?.reasons,
    seenHash: kept((position: number) => seenHashOf(sightingAt(position))),
    analysed: (position, now) => ({
      sighting: sightingAt(position),
      insights: insightsOn(now.toISOString().slice(0, 10))(position),
    }),
  };
}

/** A function that works out once what it is asked several times. */
function kept<K, V>(workOut: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const value = known.get(key) ?? workOut(key);
    known.set(key, value);
    return value;
  };
}

/** What became of one of several requests: an answer, the problem it had, or that it has to come again. */
export type Turn = { answer: AnalyseOutcome } | { problem: ProblemError } | 'later';

/**
 * Analyses people: new ones are charged, added and debited; known ones get a newer snapshot, free; contacts that turn out to be one person
 * are merged, and the later debit is restored (product.md 2.9). A refusal changes nothing. The same request id with the same content repeats
 * the answer.
 * @throws ProblemError `request-id-reused`, `request-too-old`; `not-found`, `wrong-state` and `forbidden` about the campaign; `ledger-stopped`.
 */
export async function analyseContacts(ledger: Ledger, actor: Actor, request: PaidRequest): Promise<AnalyseOutcome> {
  const [turn] = await analyseTogether(ledger, actor.workspaceId, [asked(actor, request)]);
  if (turn === undefined || turn === 'later') throw new Error('the first request has its turn');
  if ('problem' in turn) throw turn.problem;
  return turn.answer;
}

/**
 * As `analyseContacts`, for several requests of one workspace in one round trip, each with its own answer. The first one always has its turn;
 * others may have to come again.
 * @param read how situations are read where nothing is held.
 */
export async function analyseTogether(
  ledger: Ledger,
  workspaceId: string,
  all: readonly Asked[],
  read = (question: Question): Promise<Situation | undefined> => readSituation(ledger, question),
): Promise<Turn[]> {
  const seen = await situationFor(workspaceId, all, read);
  const free = decide(seen, all, uuidv7, false);
  // Who was not the quickest of the workspace holds it: others may always be quicker.
  if (free.verdicts[0]?.says !== 'later' && (free.changes.length === 0 || (await written(ledger.db, free))))
    return turnsOf(ledger, all, free.verdicts, madeBy(free, seen));
  const [verdicts, made] = await transact(ledger.db, async (trx) => {
    await sql`select 1 from credit_head where workspace_id = ${workspaceId} for no key update`.execute(trx);
    const situation = await situationFor(workspaceId, all, (question) => readSituation(ledger, question, trx));
    const decision = decide(situation, all, uuidv7, true);
    if (decision.changes.length > 0) await writeHeld(trx, decision);
    return [decision.verdicts, madeBy(decision, situation)] as const;
  });
  return turnsOf(ledger, all, verdicts, made);
}

/**
 * The contacts that a decision makes, as they stand when it is written: they need not be read again. Not where a campaign takes them, nor those
 * with several identifiers of a kind, whose order is the database's.
 */
function madeBy({ changes, head: { now } }: Decision, { names }: Situation): Map<string, StoredContact> {
  const made = new Map<string, StoredContact>();
  for (const {
    asked: { actor },
    contacts,
    identifiers,
    enrolling,
  } of changes) {
    if (enrolling) continue;
    const by = { id: actor.memberId, name: names.get(actor.memberId) ?? '' };
    const identifiersBy = Map.groupBy(identifiers, ({ contactId }) => contactId);
    for (const { contactId, seq, isNew, asksModel, sighting, insights } of contacts) {
      const keys = (identifiersBy.get(contactId) ?? []).map(({ kind, value }): Key => ({ kind, value }));
      if (!isNew || !sighting || !insights || new Set(keys.map(({ kind }) => kind)).size < keys.length) continue;
      made.set(contactId, newContact({ contactId, seq, identifiers: keys, at: now, by, sighting, insights, asksModel }));
    }
  }
  return made;
}

async function situationFor(
  workspaceId: string,
  all: readonly Asked[],
  read: (question: Question) => Promise<Situation | undefined>,
): Promise<Situation> {
  const situation = await read({
    workspaceId,
    people: all.flatMap(({ people }) => people),
    requestIds: all.map(({ request }) => request.requestId),
    memberIds: [...new Set(all.map(({ actor }) => actor.memberId))],
    campaignId: all[0]?.request.campaignId,
  });
  if (!situation) throw new ProblemError('not-found');
  return situation;
}

async function written(db: Kysely<Database>, decision: Decision): Promise<boolean> {
  try {
    return await write(db, decision);
  } catch (error) {
    if (isRetryable(error)) return false;
    throw error;
  }
}

/** The same under the head's lock, with what takes more statements than one: identifiers that pass on, and campaigns. */
async function writeHeld(trx: Transaction<Database>, decision: Decision): Promise<void> {
  const [change] = decision.changes;
  const act = change && actOf(trx, decision, change);
  if (act && passesOn(change.people)) await passOn(act, change.people);
  if (!(await write(trx, decision))) throw new Error('the head moved while it was held');
  if (!act) return;
  if (change.enrolling) await enrol(act, change.enrolling.target, change.enrolling.decided);
  await publish(act);
}

const actOf = (trx: Transaction<Database>, { head }: Decision, { seq, asked: { actor } }: RequestChange): Act => ({
  trx,
  actor,
  now: head.now,
  seq,
  events: [],
  changed: nothingChanged(),
});

async function turnsOf(
  ledger: Ledger,
  all: readonly Asked[],
  verdicts: readonly Verdict[],
  made: ReadonlyMap<string, StoredContact>,
): Promise<Turn[]> {
  const [first] = all;
  const ids = verdicts.flatMap((verdict) =>
    verdict.says === 'reply' ? verdict.reply.people.flatMap(({ contactId = [] }) => contactId) : [],
  );
  const others = [...new Set(ids)].filter((id) => !made.has(id));
  const read = first && others.length > 0 ? await contactsById(ledger.db, first.actor.workspaceId, others) : new Map<string, never>();
  const stored = new Map([...made, ...read]);
  return Promise.all(
    all.map(async ({ actor }, position): Promise<Turn> => {
      const verdict = verdicts[position] ?? { says: 'later' };
      switch (verdict.says) {
        case 'later':
          return 'later';
        case 'problem':
          return { problem: verdict.problem };
        case 'refused':
          return { answer: { outcome: verdict.outcome, quote: await quoteOf(ledger.db, verdict.estimate, actor.memberId) } };
        case 'reply':
          return answerOf(stored, actor, verdict.reply, verdict.replayed);
        default:
          return verdict satisfies never;
      }
    }),
  );
}

function answerOf(stored: ReadonlyMap<string, StoredContact>, { memberId }: Actor, reply: KeptReply, replayed: boolean): Turn {
  const people = reply.people.map(({ contactId, ...told }) => {
    const found = contactId === undefined ? undefined : stored.get(contactId);
    // Erased since: the answer still tells what was done, without the person.
    if (!found) return told;
    const contact = contactFor(found, memberId);
    const byYou = found.firstAnalysedById === memberId;
    return { ...told, firstAnalysis: { contactId: contact.id, at: contact.firstAnalysedAt, by: contact.firstAnalysedBy, byYou }, contact };
  });
  return { answer: { outcome: 'done', people, costCredits: reply.costCredits, balance: reply.balance, replayed } };
}
