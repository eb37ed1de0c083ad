/**
 * What becomes of requests to analyse people, decided from one situation: no input, no output, no clock. Several requests are decided in their
 * order, each as if the ones before it were done; one that touches what an earlier one changes waits for the next turn. product.md 2.
 */
import { isHolding, type Choice, type EnrolmentResult, type EnrolmentState, type Holder } from '@wellmet/shared/campaign';
import type { AnalyseRequest, Balance, PersonClass } from '@wellmet/shared/credits';
import type { Identifiers } from '@wellmet/shared/identity';
import type { Insights } from '@wellmet/shared/insight';
import { hasOwnText } from '@wellmet/shared/modelText';
import type { KeptReason } from '@wellmet/shared/discover';
import type { KeptSighting, Source } from '@wellmet/shared/sighting';
import { decideEnrolments, type Enrolling } from '../campaigns/holding.ts';
import { passesOn } from '../contacts/merge.ts';
import {
  holderFor,
  keysOf,
  nameOf,
  resolvePeople,
  verdicts,
  type Key,
  type ResolvedPerson,
  type TargetCampaign,
} from '../contacts/people.ts';
import { saysLess } from '../contacts/seen.ts';
import { ProblemError } from '../http/problem.ts';
import type { Actor } from './act.ts';
import { balanceOf, enter, type Entry, type Head } from './head.ts';
import { costOf, restoredBy, restoredCreditsOf, spendable, targetOf, type Estimate } from './quote.ts';
import { isTooOld } from './requestAge.ts';
import type { Situation } from './situation.ts';

/** What is asked to be paid for: by a member's pages, or of the pool, by what the server itself knows (discover/add.ts). */
export type PaidRequest = Omit<AnalyseRequest, 'source' | 'sightings'> & { source: Source; sightings: readonly KeptSighting[] };

/** A request with what is worked out of it once, however often it is decided. */
export interface Asked {
  actor: Actor;
  request: PaidRequest;
  /** Why each was found, by position; only of people of the pool. */
  reasons?: readonly KeptReason[][] | undefined;
  /** Canonical identifiers by position; undefined for who has none. */
  people: readonly (Identifiers | undefined)[];
  /** Hex SHA-256 of the request without its id. */
  hash: string;
  /** Hex SHA-256 of a sighting as it is kept. */
  seenHash(position: number): string;
  /** A sighting as it is kept, and its insights as of an instant. */
  analysed(position: number, now: Date): { sighting: KeptSighting; insights: Insights };
}

/** What is kept to repeat an answer: nothing that a person is known by, contacts are read again. */
export interface KeptReply {
  people: { contactId?: string; class: PersonClass; costCredits: number; enrolment?: EnrolmentResult; holder?: Holder }[];
  costCredits: number;
  balance: Balance;
}

/** What is to be written of one contact. */
export interface ContactChange {
  contactId: string;
  isNew: boolean;
  /** The page says something else than the newest snapshot: it becomes one. */
  isChanged: boolean;
  seq: number;
  asked: Asked;
  seenHash: string | null;
  /** The workspace’s language model is to read it, too. */
  asksModel: boolean;
  /** Null: what was known of the person says more, and stays. */
  sighting: KeptSighting | null;
  insights: Insights | null;
  page: KeptSighting['page'];
  reasons: KeptReason[] | null;
}

/** What is to be written of one request. */
export interface RequestChange {
  asked: Asked;
  seq: number;
  people: readonly ResolvedPerson[];
  entries: Entry[];
  contacts: ContactChange[];
  identifiers: (Key & { contactId: string; seq: number })[];
  enrolling: { target: TargetCampaign; decided: Enrolling[] } | undefined;
  reply: KeptReply;
}

export type Verdict =
  | { says: 'reply'; reply: KeptReply; replayed: boolean }
  | { says: 'refused'; outcome: 'overCeiling' | 'notEnoughCredits'; estimate: Estimate }
  | { says: 'problem'; problem: ProblemError }
  /** To be decided again, from a later situation. */
  | { says: 'later' };

export interface Decision {
  /** By position of the request. */
  verdicts: Verdict[];
  changes: RequestChange[];
  /** The head after all of it. */
  head: Head;
}

/** A known person whose page reads as it did is not written again within this time: insights change by the day. */
const freshMs = 3600_000;

/**
 * @param newId makes the id of a new contact.
 * @param mayPassOn whether the caller holds the head: only then identifiers may pass on and people be put in campaigns, and then by the first
 * request alone.
 */
export function decide(situation: Situation, all: readonly Asked[], newId: () => string, mayPassOn: boolean): Decision {
  const head = { ...situation.head };
  const spent = new Map<string, number>();
  const touched = new Set<string>();
  const changes: RequestChange[] = [];

  const decideOne = (asked: Asked): Verdict => {
    const { request, actor } = asked;
    const kept = situation.answers.get(request.requestId);
    if (kept) {
      if (kept.hash !== asked.hash) throw new ProblemError('request-id-reused');
      return { says: 'reply', reply: kept.reply as KeptReply, replayed: true };
    }
    if (isTooOld(request.requestId, head.now)) throw new ProblemError('request-too-old');
    if (request.campaignId !== all[0]?.request.campaignId) return { says: 'later' };
    const target = targetOf(situation, request.campaignId);
    const resolved = resolvePeople(situation.contacts, situation.erased, asked.people);
    const { people } = resolved;
    const list = verdicts(resolved, asked.people.length, target);
    const reply = replyOf(list, actor.memberId);

    const traces = [request.requestId, ...people.flatMap(tracesOf), ...asked.people.flatMap((ids) => (ids ? keysOf(ids).map(nameOf) : []))];
    if (traces.some((trace) => touched.has(trace))) return { says: 'later' };
    if (!target && people.every((person) => isAsItWas(asked, person, head.now)))
      return { says: 'reply', reply: reply(new Map(), balanceOf(head)), replayed: false };
    const isAlone = target !== undefined || passesOn(people);
    if (isAlone && !(mayPassOn && changes.length === 0)) return { says: 'later' };

    const cap = situation.caps.get(actor.memberId);
    const estimate = {
      list,
      resolved,
      head: { ...head },
      cap: cap && { ...cap, usedCredits: cap.usedCredits + (spent.get(actor.memberId) ?? 0) },
    };
    const costCredits = costOf(list);
    if (costCredits > request.ceilingCredits) return { says: 'refused', outcome: 'overCeiling', estimate };
    if (costCredits > 0 && costCredits > spendable(estimate)) return { says: 'refused', outcome: 'notEnoughCredits', estimate };
    if (costCredits > 0 && head.stopped_at !== null) throw new ProblemError('ledger-stopped');

    const change = changeOf(asked, people, list, target, head, newId, reply, situation.hasModel);
    changes.push(change);
    spent.set(actor.memberId, (spent.get(actor.memberId) ?? 0) + costCredits);
    for (const trace of traces) touched.add(trace);
    return { says: 'reply', reply: change.reply, replayed: false };
  };

  let isTaken = false;
  const decided = all.map((asked): Verdict => {
    if (isTaken) return { says: 'later' };
    try {
      const verdict = decideOne(asked);
      const last = changes.at(-1);
      isTaken = last !== undefined && last.asked === asked && (last.enrolling !== undefined || passesOn(last.people));
      return verdict;
    } catch (problem) {
      if (problem instanceof ProblemError) return { says: 'problem', problem };
      throw problem;
    }
  });
  return { verdicts: decided, changes, head };
}

/** What two requests must not both change. */
const tracesOf = ({ known, merged, gained }: ResolvedPerson): string[] => [
  ...[known, ...merged].flatMap((contact) => contact?.contactId ?? []),
  ...gained.map(nameOf),
];

/** Known, under the same identifiers, by a page that says what it said, a short time ago, or less: there is nothing to write. */
function isAsItWas(asked: Asked, { known, merged, gained, positions }: ResolvedPerson, now: Date): boolean {
  if (!known || merged.length > 0 || gained.length > 0) return false;
  const seenHash = asked.seenHash(positions.at(-1) ?? 0);
  if (saysLess(seenHash, known)) return true;
  const ageMs = now.getTime() - known.lastAnalysedAt.getTime();
  return ageMs >= 0 && ageMs < freshMs && seenHash === known.seenHash;
}

type MakeReply = (
  ids: ReadonlyMap<ResolvedPerson, string>,
  balance: Balance,
  enrolments?: ReadonlyMap<string, EnrolmentResult>,
) => KeptReply;

const replyOf =
  (list: Estimate['list'], memberId: string): MakeReply =>
  (ids, balance, enrolments) => ({
    people: list.map(({ class: personClass, costCredits, person, holder }) => {
      const contactId = person && (ids.get(person) ?? person.known?.contactId);
      const enrolment = contactId === undefined ? undefined : enrolments?.get(contactId);
      return {
        ...(contactId !== undefined && { contactId }),
        class: personClass,
        costCredits,
        ...(enrolment && { enrolment }),
        ...(holder && { holder: holderFor(holder, memberId) }),
      };
    }),
    costCredits: costOf(list),
    balance,
  });

/** Moves the head, and tells what is to be written with it. */
function changeOf(
  asked: Asked,
  people: readonly ResolvedPerson[],
  list: Estimate['list'],
  target: TargetCampaign | undefined,
  head: Head,
  newId: () => string,
  reply: MakeReply,
  hasModel: boolean,
): RequestChange {
  const { request, actor } = asked;
  // First what may be refused: the head is others' too, and does not move for nothing.
  const ids = new Map(people.map((person) => [person, person.known?.contactId ?? newId()]));
  const choices = new Map<string, Choice>(request.choices?.map(({ contactId, choice }) => [contactId, choice]));
  const decided =
    target &&
    decideEnrolments(
      target,
      [...ids].map(([person, contactId]) => ({ contactId, enrolment: enrolmentOf(person), heldIn: heldIn(list, person) })),
      choices,
      actor.role,
    );
  const by = { memberId: actor.memberId, requestId: request.requestId };
  const entries = restoredBy(people).map((debit) => {
    const amount = restoredCreditsOf(debit, head);
    const reason = amount > 0 ? 'merged' : 'merged after its period';
    return enter(head, { kind: 'restoration', amount, reason, restoredContactId: debit.contactId, ...by });
  });
  const costCredits = costOf(list);
  if (costCredits > 0) entries.push(enter(head, { kind: 'debit', amount: -costCredits, reason: request.source, ...by }));
  else head.seq++;
  const { seq } = head;

  const contacts = people.map((person): ContactChange => {
    // Of several sightings of one person in a request, the last is the newest.
    const position = person.positions.at(-1) ?? 0;
    const sighting = request.sightings[position];
    if (!sighting) throw new Error(`no sighting at ${position}`);
    const seenHash = asked.seenHash(position);
    // A merge is always a new snapshot: what was known of the others is older.
    const isChanged = !person.known || person.merged.length > 0 || person.known.seenHash !== seenHash;
    const change = {
      contactId: ids.get(person) ?? '',
      isNew: !person.known,
      seq,
      asked,
      page: sighting.page,
      reasons: asked.reasons?.[position] ?? null,
    };
    if (person.known && person.merged.length === 0 && saysLess(seenHash, person.known))
      return { ...change, isChanged: false, asksModel: false, seenHash: person.known.seenHash, sighting: null, insights: null };
    const asksModel = hasModel && isChanged && hasOwnText(sighting);
    return { ...change, isChanged, asksModel, seenHash, ...asked.analysed(position, head.now) };
  });
  return {
    asked,
    seq,
    people,
    entries,
    contacts,
    identifiers: people.flatMap((person) =>
      person.gained.map(({ kind, value, seq: since = seq }) => ({ contactId: ids.get(person) ?? '', kind, value, seq: since })),
    ),
    enrolling: target && decided && { target, decided },
    reply: reply(ids, balanceOf(head), decided && new Map(decided.map(({ contactId, result }) => [contactId, result]))),
  };
}

const heldIn = (list: Estimate['list'], person: ResolvedPerson): string | null =>
  list.find((verdict) => verdict.person === person)?.holder?.campaignId ?? null;

/** Of several contacts of one person the state that holds them counts. */
function enrolmentOf({ known, merged }: ResolvedPerson): EnrolmentState | null {
  const states = [known, ...merged].flatMap((contact) => contact?.enrolment ?? []);
  return states.find(isHolding) ?? states[0] ?? null;
}
