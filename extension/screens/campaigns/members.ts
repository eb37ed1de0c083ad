/** Who is in a campaign, as far as the server has told: it comes page after page, and is asked for again when something has changed. Vanishes with the room. */
import { createStore } from 'zustand/vanilla';
import type { Enrolment } from '@wellmet/shared/campaign';
import { isTrouble, sendMessage, type Enrolments, type Trouble } from '../../messages.ts';
import { asked } from './doing.ts';
import type { Standing } from './people.ts';

export type Tab = Standing | 'all';

interface Members {
  tab: Tab;
  /** `undefined`: not told yet. */
  people: readonly Enrolment[] | undefined;
  next: string | undefined;
  isAsking: boolean;
  trouble: Trouble | undefined;
  /** By `keyOf`. */
  chosen: ReadonlySet<string>;
  /** The one that the keyboard is at. */
  active: string | undefined;
}

/** Somebody may be in it as removed, and wait for it. */
export const keyOf = ({ contactId, state }: Pick<Enrolment, 'contactId' | 'state'>): string =>
  state === 'waiting' ? `${contactId} waiting` : contactId;

const atFirst: Members = {
  tab: 'all',
  people: undefined,
  next: undefined,
  isAsking: false,
  trouble: undefined,
  chosen: new Set(),
  active: undefined,
};

export type MembersList = ReturnType<typeof listMembers>;

export function listMembers(campaignId: string) {
  const store = createStore<Members>(() => atFirst);
  /** Answers to what was asked before count no more. */
  let turn = 0;
  let followed: string | undefined;

  async function bring(isToGoOn: boolean): Promise<void> {
    turn += 1;
    const own = turn;
    const { tab, people = [], next } = store.getState();
    const wanted = isToGoOn ? 0 : people.length;
    const found: Enrolment[] = isToGoOn ? [...people] : [];
    let cursor = isToGoOn ? next : undefined;
    store.setState({ isAsking: true, trouble: undefined });
    // As many as are shown already: what changes somewhere shortens no list.
    do {
      const page: Enrolments | Trouble = await asked(
        sendMessage('enrolments', { campaignId, state: tab === 'all' ? undefined : tab, cursor }),
      );
      if (own !== turn) return;
      if (isTrouble(page)) return store.setState({ isAsking: false, trouble: page });
      found.push(...page.enrolments);
      cursor = page.next;
    } while (cursor !== undefined && found.length < wanted);
    const unique = [...new Map(found.map((one) => [keyOf(one), one])).values()];
    const keys = new Set(unique.map(keyOf));
    store.setState(({ chosen }) => ({
      people: unique,
      next: cursor,
      isAsking: false,
      chosen: new Set([...chosen].filter((key) => keys.has(key))),
    }));
  }

  return {
    store,
    show(tab: Tab): void {
      store.setState({ ...atFirst, tab });
      void bring(false);
    },
    /** Again when something has changed. */
    follow(version: string): void {
      if (version === followed) return;
      followed = version;
      void bring(false);
    },
    /** As it is now. */
    again: () => bring(false),
    more: () => bring(true),
    choose: (keys: Iterable<string>): void => store.setState({ chosen: new Set(keys) }),
    goTo: (active: string | undefined): void => store.setState({ active }),
  };
}
