/** What the list of contacts is about now: search, filters, order, who is chosen and where one is. Vanishes with the page, but not with the room. */
import { useDeferredValue, useMemo, useState } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { unconfirmedWishes } from '../../cache/read.ts';
import type { columns, ViewQuestion } from '../../savedView.ts';
import { contactsIn, correctionsWaiting } from '../contact/waiting.ts';
import { book } from './book.ts';
import { entryOf, finder, inOrder, noFilters, type Entry, type Filters, type Order } from './find.ts';

/** What is asked of the list. */
export interface Question extends Omit<Filters, 'since'> {
  /** Analysed within as many days. */
  days: number | undefined;
  order: Order;
  /** What the list shows beside the person, in this order. */
  columns: readonly (typeof columns)[number][];
}

interface Finding extends Question {
  chosen: ReadonlySet<string>;
  /** The contact that the keyboard is at. */
  active: string | undefined;
  /** Counts the questions: each answer begins at the top. */
  questions: number;
}

const { since: _since, ...noQuestion } = noFilters;
const atFirst: Finding = {
  ...noQuestion,
  days: undefined,
  order: 'lastAnalysed',
  columns: ['work', 'campaign', 'analysed'],
  chosen: new Set(),
  active: undefined,
  questions: 0,
};

export const finding = createStore<Finding>(() => atFirst);

/** How far the list is scrolled, in px; nothing is drawn by it. */
export const scrolled = { to: 0 };

export function forgetFinding(): void {
  finding.setState(atFirst, true);
  scrolled.to = 0;
}

/** Who is chosen stays chosen. */
export function ask(changed: Partial<Question>): void {
  finding.setState(({ questions }) => ({ ...changed, active: undefined, questions: questions + 1 }));
  scrolled.to = 0;
}

/** Everybody, in the order that is chosen. */
export const askAll = (): void => ask({ ...noQuestion, days: undefined });

/** What is asked now, to be kept. */
export function questionOf({ query, campaign, state, by, days, order, columns: shown }: Question): ViewQuestion {
  const set = { campaign, state, by, days } as Pick<ViewQuestion, 'campaign' | 'state' | 'by' | 'days'>;
  return { query, order, columns: [...shown], ...(JSON.parse(JSON.stringify(set)) as typeof set) };
}

/** Everything as a view has it, and nothing else. */
export const askAs = (question: ViewQuestion): void => ask({ ...noQuestion, days: undefined, ...question });

export function choose(ids: Iterable<string>): void {
  finding.setState({ chosen: new Set(ids) });
}

/** Midnight of this device, so many days ago. */
function daysAgo(days: number): string {
  const midnight = new Date();
  midnight.setHours(0, 0, 0, 0);
  midnight.setDate(midnight.getDate() - days);
  return midnight.toISOString();
}

export interface Found {
  /** As found, in order; `undefined` until the contacts have been read. */
  entries: readonly Entry[] | undefined;
  /** The list is not yet what the search box says. */
  isBehind: boolean;
  /** Of how many. */
  all: number;
  /** Contacts with something of this member's that the server has not confirmed. */
  waiting: ReadonlySet<string>;
}

export function useFound(): Found {
  const all = useStore(book).entries;
  const { query, campaign, state, by, days, order } = useStore(finding);
  const since = useMemo(() => (days === undefined ? undefined : daysAgo(days)), [days]);
  const wishes = useLiveQuery(unconfirmedWishes);
  const shown = useMemo(() => {
    const corrections = correctionsWaiting(wishes ?? []);
    if (corrections.size === 0) return all;
    return all?.map((entry) => {
      const correction = corrections.get(entry.row.id);
      return correction ? entryOf(entry.row, correction) : entry;
    });
  }, [all, wishes]);
  const waiting = useMemo(() => new Set((wishes ?? []).flatMap(contactsIn)), [wishes]);
  const ordered = useMemo(() => shown && inOrder(shown, order), [shown, order]);
  // What is typed shows at once; the list follows when it can.
  const asked = useDeferredValue(query);
  const [find] = useState(finder);
  const entries = useMemo(
    () => ordered && find(ordered, { query: asked, campaign, state, by, since }),
    [find, ordered, asked, campaign, state, by, since],
  );
  return { entries, isBehind: asked !== query, all: all?.length ?? 0, waiting };
}
