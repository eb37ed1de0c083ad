/** What the room is asked about, and what the server has answered. Vanishes with the page, but not with the room: who comes back from a contact finds it as it was. */
import type { LedgerFilter, LedgerPage, LedgerRow } from '@wellmet/shared/ledger';
import { createStore } from 'zustand/vanilla';
import { isTrouble, sendMessage, type Spent, type Trouble } from '../../messages.ts';
import { customPeriod, lastPeriod, thisPeriod, type Months, type Period, type Range } from './days.ts';

export interface Question extends Pick<LedgerFilter, 'memberId' | 'source' | 'campaignId' | 'kind'> {
  period: Period;
  /** With `custom`: days of the workspace, both included. */
  firstDay: string;
  lastDay: string;
}

interface Asked extends Question {
  spent: Answered<Spent & { range: Range }>;
  rows: Answered<LedgerPage>;
  /** An earlier page is on its way, or did not come. */
  earlier: { isAsking: boolean; trouble: Trouble | undefined };
}

/** The last answer stays while the next one is on its way. */
interface Answered<A> {
  /** What was asked last, as text. */
  question: string | undefined;
  /** What was answered last, and to what. */
  answered: string | undefined;
  answer: A | undefined;
  isAsking: boolean;
  trouble: Trouble | undefined;
}

const nothing = { question: undefined, answered: undefined, answer: undefined, isAsking: false, trouble: undefined };
const atFirst: Question = {
  period: 'this',
  firstDay: '',
  lastDay: '',
  memberId: undefined,
  source: undefined,
  campaignId: undefined,
  kind: undefined,
};
const before: Asked = { ...atFirst, spent: nothing, rows: nothing, earlier: { isAsking: false, trouble: undefined } };

export const asked = createStore<Asked>(() => before);

export const ask = (changed: Partial<Question>): void => asked.setState(changed);

/** This period, everybody, everything. */
export const askAll = (): void => asked.setState(atFirst);

export const forgetAsked = (): void => asked.setState(before, true);

export function isNarrowed({ period, memberId, source, campaignId, kind }: Question): boolean {
  return period !== 'this' || [memberId, source, campaignId, kind].some((chosen) => chosen !== undefined);
}

/** @returns undefined where the days chosen are none. */
export function rangeOf(
  { period, firstDay, lastDay }: Pick<Question, 'period' | 'firstDay' | 'lastDay'>,
  balance: Months,
): Range | undefined {
  if (period === 'custom') return customPeriod(firstDay, lastDay, balance.timeZone);
  return period === 'this' ? thisPeriod(balance) : lastPeriod(balance);
}

/** Without the kind, which sums do not go by. */
export function filterOf(
  { memberId, source, campaignId }: Pick<Question, 'memberId' | 'source' | 'campaignId'>,
  { from, before: end }: Range,
): LedgerFilter {
  return { from, before: end, ...(memberId && { memberId }), ...(source && { source }), ...(campaignId && { campaignId }) };
}

export async function bringSpent(filter: LedgerFilter, range: Range): Promise<void> {
  const question = JSON.stringify(filter);
  asked.setState(({ spent }) => ({ spent: { ...spent, question, isAsking: true } }));
  const answer = await outcomeOf(sendMessage('spent', filter));
  // Something else has been asked meanwhile.
  if (asked.getState().spent.question !== question) return;
  asked.setState(({ spent }) => ({ spent: settled(spent, isTrouble(answer) ? answer : { ...answer, range }) }));
}

/** The newest rows. Asked again, they come before those that are here. */
export async function bringRows(filter: LedgerFilter): Promise<void> {
  const question = JSON.stringify(filter);
  const isSame = asked.getState().rows.answered === question;
  asked.setState(({ rows }) => ({ rows: { ...rows, question, isAsking: true }, ...(!isSame && { earlier: before.earlier }) }));
  const answer = await outcomeOf(sendMessage('ledger', filter));
  const { rows } = asked.getState();
  if (rows.question !== question) return;
  asked.setState({ rows: settled(rows, isSame && !isTrouble(answer) ? joined(answer, rows.answer) : answer) });
}

/** The page before the oldest row. */
export async function bringEarlier(filter: LedgerFilter): Promise<void> {
  const { answer: here, question } = asked.getState().rows;
  if (here?.next === undefined || asked.getState().earlier.isAsking) return;
  asked.setState({ earlier: { isAsking: true, trouble: undefined } });
  const page = await outcomeOf(sendMessage('ledger', { ...filter, cursor: here.next }));
  const { rows } = asked.getState();
  if (rows.question !== question) return;
  asked.setState({ earlier: { isAsking: false, trouble: isTrouble(page) ? page : undefined } });
  if (isTrouble(page) || !rows.answer) return;
  const known = new Set(rows.answer.rows.map(keyOf));
  const older = page.rows.filter((row) => !known.has(keyOf(row)));
  asked.setState({ rows: { ...rows, answer: { ...page, rows: [...rows.answer.rows, ...older] } } });
}

/** One row a person: the number of a change and whom it is about. */
export const keyOf = ({ seq, contact }: LedgerRow): string => `${seq} ${contact?.id ?? ''}`;

/** What is new before what is here; where there is a gap between them, what is new alone. */
function joined(newest: LedgerPage, here: LedgerPage | undefined): LedgerPage {
  const fresh = new Set(newest.rows.map(keyOf));
  const place = here?.rows.findLastIndex((row) => fresh.has(keyOf(row))) ?? -1;
  if (!here || place < 0) return newest;
  const older = here.rows.slice(place + 1);
  if (older.length === 0) return newest;
  return { rows: [...newest.rows, ...older], ...(here.next !== undefined && { next: here.next }) };
}

/** The background was replaced under us, by an update say: nobody has answered. */
async function outcomeOf<A extends object>(answer: Promise<A | Trouble>): Promise<A | Trouble> {
  try {
    return await answer;
  } catch {
    return { trouble: 'unreachable' };
  }
}

/** In trouble, the answer to the same question stays as what was known; that to another one goes. */
function settled<A extends object>({ question, answered, answer: last }: Answered<A>, answer: A | Trouble): Answered<A> {
  if (!isTrouble(answer)) return { question, answered: question, answer, isAsking: false, trouble: undefined };
  return { question, answered, answer: answered === question ? last : undefined, isAsking: false, trouble: answer };
}
