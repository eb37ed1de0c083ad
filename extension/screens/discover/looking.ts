/** Whom Discover looks for, and what the server has answered. Vanishes with the page, but not with the room. Nothing is asked before the user has stopped for a moment. */
import type { AnalyseOutcome } from '@wellmet/shared/credits';
import type {
  AddFoundRequest,
  Discovered,
  Examples,
  Facets,
  FoundPerson,
  PoolKey,
  Signal,
  Wanted,
  Weights,
} from '@wellmet/shared/discover';
import { v7 as uuidv7 } from 'uuid';
import { createStore } from 'zustand/vanilla';
import { isTrouble, sendMessage, type Trouble } from '../../messages.ts';
import { addressOf } from '../app/route.ts';
import { asked } from '../campaigns/doing.ts';

export interface Question {
  facets: Facets;
  weights: Weights;
  examples: Examples | undefined;
  isEverybody: boolean;
}

interface Looking extends Question {
  /** What was asked last, and what was answered last, as text: where they differ, an answer is on its way. */
  question: string | undefined;
  answered: string | undefined;
  answer: Discovered | undefined;
  trouble: Trouble | undefined;
  /** Contacts are to be the examples, though none is chosen yet. */
  isNaming: boolean;
  /** What was muted last, and what it weighed before: the way back. */
  muted: { signal: Signal; before: number | undefined } | undefined;
  /** A further page is on its way, or did not come. */
  more: { isAsking: boolean; trouble: Trouble | undefined };
  /** By `keyOf`, in the order of choosing. */
  chosen: ReadonlyMap<string, FoundPerson>;
}

export const noFacets: Facets = {
  keywords: '',
  titles: [],
  seniorities: [],
  functions: [],
  industries: [],
  companies: [],
  companySizes: [],
  places: [],
  languages: [],
  exclude: { keywords: [], titles: [], companies: [], industries: [], places: [] },
};

const nothing: Question = { facets: noFacets, weights: {}, examples: undefined, isEverybody: false };
const before: Looking = {
  ...nothing,
  question: undefined,
  answered: undefined,
  answer: undefined,
  trouble: undefined,
  isNaming: false,
  muted: undefined,
  more: { isAsking: false, trouble: undefined },
  chosen: new Map(),
};

export const looking = createStore<Looking>(() => before);

/** As many as one request adds. */
export const mostChosen = 500;
/** As many contacts can be examples. */
export const mostExamples = 50;

export const keyOf = ({ poolId, personId }: PoolKey): string => `${poolId} ${personId}`;

export const wantedOf = ({ facets, weights, examples, isEverybody }: Question): Wanted => ({
  facets,
  weights,
  ...(examples && { examples }),
  isEverybody,
});

/** Adding that got no answer yet: the same again is the same request. */
const sent = new Map<string, string>();
/** The same for dismissals. */
const dismissals = new Map<string, string>();

export function forgetLooking(): void {
  clearTimeout(timer);
  sent.clear();
  dismissals.clear();
  looking.setState(before, true);
}

/** How long it is waited for the next change. */
const pauseMs = 300;
let timer: ReturnType<typeof setTimeout> | undefined;

export function lookFor(changed: Partial<Question>): void {
  looking.setState({ ...('examples' in changed && { isNaming: false }), ...('weights' in changed && { muted: undefined }), ...changed });
  clearTimeout(timer);
  timer = setTimeout(() => void look(), pauseMs);
}

export const narrow = (changed: Partial<Facets>): void => lookFor({ facets: { ...looking.getState().facets, ...changed } });

export const exclude = (changed: Partial<Facets['exclude']>): void =>
  narrow({ exclude: { ...looking.getState().facets.exclude, ...changed } });

/** `undefined`: as much as usual. */
export function weigh(signal: Signal, weight: number | undefined): void {
  const { [signal]: _, ...others } = looking.getState().weights;
  lookFor({ weights: weight === undefined ? others : { ...others, [signal]: weight } });
}

/** It neither ranks nor is given as a reason any more. */
export function mute(signal: Signal): void {
  const { [signal]: weighed } = looking.getState().weights;
  weigh(signal, 0);
  looking.setState({ muted: { signal, before: weighed } });
}

/** Whose like is looked for; those of no contact are those who replied, until one is chosen. */
export function likeContacts(contactIds: readonly string[]): void {
  lookFor({ examples: contactIds.length > 0 ? { of: 'contacts', contactIds: contactIds.slice(0, mostExamples) } : undefined });
  looking.setState({ isNaming: true });
}

/** From another room: a search of its own, of which nothing is left of the last one. */
export function findAlike(examples: Examples): void {
  lookFor({ ...nothing, examples });
  location.hash = addressOf({ room: 'discover' });
}

/** Everybody, ranked as usual. Whether known people are shown is no filter. */
export const lookForAll = (): void => lookFor({ ...nothing, isEverybody: looking.getState().isEverybody });

export const lookAs = ({ facets, weights, examples, isEverybody }: Wanted): void => lookFor({ facets, weights, examples, isEverybody });

export const isNarrowed = ({ facets, weights, examples }: Question): boolean =>
  examples !== undefined || Object.keys(weights).length > 0 || countOf(facets) > 0;

/** How many things are asked for. */
export function countOf({ keywords, exclude: without, ...lists }: Facets): number {
  const all: readonly (readonly unknown[])[] = [...Object.values(lists), ...Object.values(without)];
  return all.reduce((sum, { length }) => sum + length, keywords === '' ? 0 : 1);
}

/** Asks at once. The last question's answer wins; one that is the same stays while it is asked again. */
export async function look(): Promise<void> {
  clearTimeout(timer);
  const wanted = wantedOf(looking.getState());
  const question = JSON.stringify(wanted);
  looking.setState({ question, trouble: undefined, answered: undefined });
  const answer = await asked(sendMessage('discover', { wanted }));
  if (looking.getState().question !== question) return;
  if (isTrouble(answer)) return looking.setState({ answered: question, trouble: answer, answer: undefined });
  return looking.setState({ answered: question, answer, trouble: undefined, more: before.more });
}

export async function lookFurther(): Promise<void> {
  const { answer, question, answered, more } = looking.getState();
  if (answer?.next === undefined || question === undefined || question !== answered || more.isAsking) return;
  looking.setState({ more: { isAsking: true, trouble: undefined } });
  const page = await asked(sendMessage('discover', { wanted: JSON.parse(question) as Wanted, cursor: answer.next }));
  const now = looking.getState();
  if (now.question !== question || !now.answer) return;
  looking.setState({ more: { isAsking: false, trouble: isTrouble(page) ? page : undefined } });
  if (isTrouble(page)) return;
  const here = new Set(now.answer.people.map(keyOf));
  const people = [...now.answer.people, ...page.people.filter((person) => !here.has(keyOf(person)))];
  const { next: _, ...rest } = now.answer;
  looking.setState({ answer: { ...rest, people, ...(page.next !== undefined && { next: page.next }) } });
}

export const mayBeChosen = ({ class: what, isDismissed }: FoundPerson): boolean =>
  (what === 'new' || what === 'known' || what === 'blocked') && !isDismissed;

export function choose(people: readonly FoundPerson[]): void {
  looking.setState({ chosen: new Map(people.slice(0, mostChosen).map((person) => [keyOf(person), person])) });
}

export function toggle(person: FoundPerson): void {
  const { chosen } = looking.getState();
  choose(chosen.has(keyOf(person)) ? [...chosen.values()].filter((one) => keyOf(one) !== keyOf(person)) : [...chosen.values(), person]);
}

/** In the list as it stands: nothing moves. */
function change(key: string, changed: Partial<FoundPerson>): void {
  const { answer } = looking.getState();
  if (!answer) return;
  looking.setState({ answer: { ...answer, people: answer.people.map((one) => (keyOf(one) === key ? { ...one, ...changed } : one)) } });
}

/** For the whole workspace; the ranking learns from it. @returns why it is not known to be done. */
export async function dismiss(person: FoundPerson, isDismissed: boolean): Promise<Trouble | undefined> {
  const { poolId, personId } = person;
  const key = keyOf(person);
  const act = `${key} ${isDismissed}`;
  const requestId = dismissals.get(act) ?? uuidv7();
  dismissals.set(act, requestId);
  const answer = await asked(sendMessage('dismissFound', { poolId, personId, requestId, isDismissed }));
  if (isTrouble(answer)) {
    if (isOver(answer)) dismissals.delete(act);
    return answer;
  }
  dismissals.delete(act);
  change(key, { isDismissed });
  choose([...looking.getState().chosen.values()].filter((one) => keyOf(one) !== key));
  return undefined;
}

/** The server takes nothing more under this id: what the user presses next they have decided anew. */
const isOver = (answer: Trouble): boolean =>
  answer.trouble === 'refused' && (answer.problem.code === 'request-too-old' || answer.problem.code === 'request-id-reused');

/** Its id is made at the first press and kept until an answer came. */
export async function add(adding: Omit<AddFoundRequest, 'requestId'>): Promise<AnalyseOutcome | Trouble> {
  const act = JSON.stringify(adding);
  const requestId = sent.get(act) ?? uuidv7();
  sent.set(act, requestId);
  const answer = await asked(sendMessage('addFound', { ...adding, requestId }));
  if (!isTrouble(answer) || isOver(answer)) sent.delete(act);
  return answer;
}

/** Who was added is a contact now. Whom the credits did not reach stay chosen. */
export function rememberAdded(people: readonly FoundPerson[], contacts: readonly ({ id: string } | undefined)[]): void {
  for (const [place, person] of people.entries()) {
    const contact = contacts[place];
    if (contact) change(keyOf(person), { class: 'known', contactId: contact.id });
  }
  const done = new Set(people.map(keyOf));
  choose([...looking.getState().chosen.values()].filter((person) => !done.has(keyOf(person))));
}
