/**
 * What the panel on the page shows, as one value, and what the user can do about it.
 * The views draw `panel`; the acts are given by overlay/acts.ts. Nothing here outlives the page.
 */
import { createStore } from 'zustand/vanilla';
import type { Balance, FirstAnalysis, Quote } from '@wellmet/shared/credits';
import type { Contact } from '@wellmet/shared/contact';
import type { Problem } from '@wellmet/shared/problem';

export type Panel =
  | { shows: 'nothing' }
  /** The page is still turning to this person. */
  | { shows: 'reading' }
  /** This page gives no person, honestly: a private member, one's own profile, a part of the profile without its head, a page that LinkedIn changed. */
  | { shows: 'noPerson'; because: 'private' | 'own' | 'notYet' | 'subPage' }
  | { shows: 'noPerson'; because: 'changed'; field: string }
  | { shows: 'quoting'; name: string }
  /** One click from spending: "1 credit, 24 left after". */
  | { shows: 'quote'; name: string; quote: Quote }
  | { shows: 'analysing'; name: string }
  | {
      shows: 'card';
      contact: Contact;
      firstAnalysis: FirstAnalysis;
      /** What this click cost: 0 or 1. */
      costCredits: number;
      balance: Balance | undefined;
      /** Set when the card comes from this device because the server could not be reached; ISO instant. */
      asOf: string | undefined;
      refreshing: boolean;
    }
  | { shows: 'short'; name: string; quote: Quote }
  | { shows: 'signedOut' }
  /** `canKeep`: the person had confirmed, so that the wish can be kept until the server is back. */
  | { shows: 'unreachable'; canKeep: boolean; name: string }
  /** Kept: done when the server is back. */
  | { shows: 'waiting'; name: string }
  | { shows: 'updateNeeded' }
  /** The extension was updated or removed under this page. */
  | { shows: 'reloadNeeded' }
  | { shows: 'refused'; problem: Problem };

export interface Overlay {
  panel: Panel;
  /** Known from this device before any click: "analysed on 12 Sep by Ana". */
  known: FirstAnalysis | undefined;
}

export interface Acts {
  /** The button: read the page, and quote or show. */
  open: () => void;
  close: () => void;
  /** Spend what was quoted. */
  confirm: () => void;
  retry: () => void;
  /** "When the server is back." */
  keep: () => void;
  /** Not any more. */
  drop: () => void;
  openAccount: () => void;
}

export const overlay = createStore<Overlay>(() => ({ panel: { shows: 'nothing' }, known: undefined }));
