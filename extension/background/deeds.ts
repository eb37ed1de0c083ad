/** What a wish can be: how it is asked for, what of its answer the user has to decide, and what of it is written down. */
import type { Answer } from '@wellmet/shared/api';
import type { Contact } from '@wellmet/shared/contact';
import type { AnalyseOutcome } from '@wellmet/shared/credits';
import type { Sighting } from '@wellmet/shared/sighting';
import type { Asked, Refusal, WishRow } from '../cache/database.ts';
import { rememberBalance } from '../cache/write.ts';
import { rememberContacts } from '../cache/writeContacts.ts';
import { rememberErased, type Erasures } from '../cache/writeErased.ts';
import { isTrouble, type Trouble } from '../messages.ts';
import { askAsMember } from './askAsMember.ts';
import { erasuresIn } from './erased.ts';

export interface Done<A = object> {
  answer: A;
  /** What the user has to decide, if nobody was looking when it came; `erased`: that this person is refused for ever. */
  question: Refusal | 'erased' | undefined;
  /** Within the transaction that ends the wish. */
  writeDown: () => Promise<void>;
}

export type AskedBy<R extends Asked['route']> = Extract<Asked, { route: R }>;

/** Asks the server for what the wish is. */
export function deedOf({ workspaceId, asked }: WishRow): Promise<Done | Trouble> {
  switch (asked.route) {
    case 'analyse':
      return analysing(workspaceId, asked);
    case 'enrol':
      return enrolling(workspaceId, asked);
    case 'changeEnrolments':
      return leaving(workspaceId, asked);
    case 'engage':
    case 'withdrawEngagement':
    case 'editContact':
    case 'analyseAgain':
      return changing(workspaceId, asked);
    default:
      // Written down by a later version.
      asked satisfies never;
      return Promise.resolve({ trouble: 'updateNeeded' });
  }
}

export async function analysing(workspaceId: string, { body }: AskedBy<'analyse'>): Promise<Done<AnalyseOutcome> | Trouble> {
  const told = await askAsMember('analyse', () => ({ params: { workspaceId }, body }));
  if (isTrouble(told)) return told;
  const { answer, at } = told;
  const analyses = { answer, at, erasures: await erasuresOf(answer, workspaceId, body.sightings) };
  return { answer, question: questionIn(answer), writeDown: () => rememberAnalyses(workspaceId, body.sightings, analyses) };
}

function questionIn(answer: AnalyseOutcome): Done['question'] {
  if (answer.outcome !== 'done') return answer;
  if (answer.people.some((person) => person.class === 'erased')) return 'erased';
  const held = answer.people.find(({ enrolment }) => enrolment === 'skipped');
  return held?.holder && { outcome: 'held', holder: held.holder };
}

type Told = Extract<AnalyseOutcome, { outcome: 'done' }>['people'][number];

/** Whoever has no contact any more was erased since it was answered first. */
const asOfNow = ({ class: personClass, contact }: Told): Pick<Told, 'class'> => ({
  class: contact || personClass === 'unidentifiable' ? personClass : 'erased',
});

/** What an answer says of erased people: a fact, whatever becomes of the wish. */
export async function erasuresOf(
  answer: AnalyseOutcome,
  workspaceId: string,
  sightings: readonly Sighting[],
): Promise<Erasures | undefined> {
  const people = answer.outcome === 'done' ? answer.people.map(asOfNow) : answer.quote.people;
  return erasuresIn(
    workspaceId,
    sightings.map(({ identifiers }) => identifiers),
    people,
  );
}

export interface Analyses {
  answer: AnalyseOutcome;
  at: string;
  erasures: Erasures | undefined;
}

/** Contacts and balance of an answer; within the transaction that ends what asked for it. */
export async function rememberAnalyses(
  workspaceId: string,
  sightings: readonly Sighting[],
  { answer, at, erasures }: Analyses,
): Promise<void> {
  if (erasures) await rememberErased(workspaceId, erasures);
  if (answer.outcome !== 'done') return rememberBalance(workspaceId, answer.quote.balance);
  await rememberBalance(workspaceId, answer.balance);
  for (const byYou of [true, false, undefined]) {
    const contacts = answer.people.flatMap(({ contact, firstAnalysis }) => (contact && firstAnalysis?.byYou === byYou ? contact : []));
    await rememberContacts(workspaceId, at, contacts, byYou);
  }
}

/** What the server said, and the contact as it stands then: others may have moved it, too. */
type WithContact<A> = A & { contact: Contact | undefined };

export async function enrolling(
  workspaceId: string,
  { campaignId, body }: AskedBy<'enrol'>,
): Promise<Done<WithContact<Answer<'enrol'>>> | Trouble> {
  const told = await askAsMember('enrol', () => ({ params: { workspaceId, campaignId }, body }));
  if (isTrouble(told)) return told;
  const held = told.answer.people.find(({ enrolment }) => enrolment === 'skipped');
  return withContact(workspaceId, body.contactIds[0], told.answer, held?.holder && { outcome: 'held', holder: held.holder });
}

export async function leaving(
  workspaceId: string,
  { campaignId, body }: AskedBy<'changeEnrolments'>,
): Promise<Done<WithContact<Answer<'changeEnrolments'>>> | Trouble> {
  const told = await askAsMember('changeEnrolments', () => ({ params: { workspaceId, campaignId }, body }));
  return isTrouble(told) ? told : withContact(workspaceId, body.contactIds[0], told.answer);
}

async function withContact<A>(workspaceId: string, contactId = '', answer: A, question?: Refusal): Promise<Done<WithContact<A>>> {
  const told = await askAsMember('contact', () => ({ params: { workspaceId, contactId } }));
  const contact = isTrouble(told) ? undefined : told.answer;
  return {
    answer: { ...answer, contact },
    question,
    async writeDown() {
      if (!isTrouble(told)) await rememberContacts(workspaceId, told.at, [told.answer]);
    },
  };
}

type Changing = 'engage' | 'withdrawEngagement' | 'editContact' | 'analyseAgain';

/** What is answered with the contact as it stands then. */
async function changing(workspaceId: string, asked: AskedBy<Changing>): Promise<Done<Contact> | Trouble> {
  const told = await askToChange(workspaceId, asked);
  if (isTrouble(told)) return told;
  const { answer, at } = told;
  return { answer, question: undefined, writeDown: () => rememberContacts(workspaceId, at, [answer]) };
}

async function askToChange(workspaceId: string, asked: AskedBy<Changing>): Promise<{ answer: Contact; at: string } | Trouble> {
  const params = { workspaceId, contactId: asked.contactId };
  switch (asked.route) {
    case 'engage':
      return askAsMember('engage', () => ({ params, body: asked.body }));
    case 'withdrawEngagement':
      return askAsMember('withdrawEngagement', () => ({ params: { ...params, engagementId: asked.engagementId }, body: asked.body }));
    case 'editContact':
      return askAsMember('editContact', () => ({ params, body: asked.body }));
    case 'analyseAgain':
      return askAsMember('analyseAgain', () => ({ params, body: asked.body }));
    default:
      return asked satisfies never;
  }
}
