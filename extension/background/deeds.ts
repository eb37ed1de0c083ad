/** What a wish can be: how it is asked for, what of its answer the user has to decide, and what of it is written down. */
import type { Answer } from '@wellmet/shared/api';
import type { Contact } from '@wellmet/shared/contact';
import type { AnalyseOutcome } from '@wellmet/shared/credits';
import { canonicalIdentifiers } from '@wellmet/shared/identity';
import type { Sighting } from '@wellmet/shared/sighting';
import type { Asked, Refusal, WishRow } from '../cache/database.ts';
import { forgetPerson, rememberBalance, rememberContacts } from '../cache/write.ts';
import { isTrouble, type Trouble } from '../messages.ts';
import { askAsMember } from './askAsMember.ts';
import { learnErased } from './erased.ts';

export interface Deed<A> {
  ask: () => Promise<A | Trouble>;
  /** What the user has to decide, if nobody was looking when it came. */
  questionIn: (answer: A) => Refusal | undefined;
  /** Within the transaction that ends the wish. */
  writeDown: (answer: A) => Promise<void>;
}

export type AskedBy<R extends Asked['route']> = Extract<Asked, { route: R }>;

export function analysing({ workspaceId }: WishRow, { body }: AskedBy<'analyse'>): Deed<AnalyseOutcome> {
  return {
    async ask() {
      const told = await askAsMember('analyse', () => ({ params: { workspaceId }, body }));
      if (isTrouble(told)) return told;
      await learnErasedFrom(told.answer, workspaceId, body.sightings);
      return told.answer;
    },
    questionIn(answer) {
      if (answer.outcome !== 'done') return answer;
      const held = answer.people.find(({ enrolment }) => enrolment === 'skipped');
      return held?.holder && { outcome: 'held', holder: held.holder };
    },
    writeDown: (answer) => rememberAnalyses(workspaceId, body.sightings, answer),
  };
}

/** Hashing takes no part in a transaction; it is a fact, whatever becomes of the wish. */
export async function learnErasedFrom(answer: AnalyseOutcome, workspaceId: string, sightings: readonly Sighting[]): Promise<void> {
  const { people } = answer.outcome === 'done' ? answer : answer.quote;
  await learnErased(
    workspaceId,
    sightings.map(({ identifiers }) => identifiers),
    people,
  );
}

/** Contacts and balance of an answer; within the transaction that ends what asked for it. */
export async function rememberAnalyses(workspaceId: string, sightings: readonly Sighting[], answer: AnalyseOutcome): Promise<void> {
  if (answer.outcome !== 'done') return rememberBalance(workspaceId, answer.quote.balance);
  await rememberBalance(workspaceId, answer.balance);
  for (const byYou of [true, false, undefined]) {
    const contacts = answer.people.flatMap(({ contact, firstAnalysis }) => (contact && firstAnalysis?.byYou === byYou ? contact : []));
    await rememberContacts(workspaceId, answer.balance.at, contacts, byYou);
  }
  for (const [position, { contact }] of answer.people.entries()) {
    // Erased, now or since this was answered first.
    const person = contact ? undefined : canonicalIdentifiers(sightings[position]?.identifiers ?? {});
    if (person) await forgetPerson(person);
  }
}

/** What the server said, and the contact as it stands then: others may have moved it, too. */
type WithContact<A> = A & { contact: Contact | undefined };

export function enrolling({ workspaceId }: WishRow, { campaignId, body }: AskedBy<'enrol'>): Deed<WithContact<Answer<'enrol'>>> {
  return {
    async ask() {
      const told = await askAsMember('enrol', () => ({ params: { workspaceId, campaignId }, body }));
      return isTrouble(told) ? told : { ...told.answer, contact: await contactNow(workspaceId, body.contactIds[0]) };
    },
    questionIn({ people }) {
      const held = people.find(({ enrolment }) => enrolment === 'skipped');
      return held?.holder && { outcome: 'held', holder: held.holder };
    },
    writeDown: ({ contact }) => rememberAgain(workspaceId, contact),
  };
}

export function leaving(
  { workspaceId }: WishRow,
  { campaignId, body }: AskedBy<'changeEnrolments'>,
): Deed<WithContact<Answer<'changeEnrolments'>>> {
  return {
    async ask() {
      const told = await askAsMember('changeEnrolments', () => ({ params: { workspaceId, campaignId }, body }));
      return isTrouble(told) ? told : { ...told.answer, contact: await contactNow(workspaceId, body.contactIds[0]) };
    },
    questionIn: () => undefined,
    writeDown: ({ contact }) => rememberAgain(workspaceId, contact),
  };
}

async function contactNow(workspaceId: string, contactId: string | undefined): Promise<Contact | undefined> {
  if (contactId === undefined) return undefined;
  const told = await askAsMember('contact', () => ({ params: { workspaceId, contactId } }));
  return isTrouble(told) ? undefined : told.answer;
}

async function rememberAgain(workspaceId: string, contact: Contact | undefined): Promise<void> {
  if (contact) await rememberContacts(workspaceId, new Date().toISOString(), [contact]);
}
