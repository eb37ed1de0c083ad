/**
 * What the panel on the page shows, as one value, and what the user can do about it.
 * The views draw `panel`; the acts are given by overlay/acts.ts. Nothing here outlives the page.
 */
import { createStore } from 'zustand/vanilla';
import type { Campaign, Choice, EnrolmentResult, Holder } from '@wellmet/shared/campaign';
import type { Balance, FirstAnalysis, Quote } from '@wellmet/shared/credits';
import type { Contact } from '@wellmet/shared/contact';
import type { Problem } from '@wellmet/shared/problem';
import type { CampaignRef, Trouble } from '../messages.ts';

export type Panel =
  | { shows: 'nothing' }
  /** The page is still turning to this person. */
  | { shows: 'reading' }
  /**
   * This page gives no person, honestly: a private member, one's own profile, a part of the profile without its head, somebody without an
   * identifier that the server takes, a page that LinkedIn changed.
   */
  | { shows: 'noPerson'; because: 'private' | 'own' | 'notYet' | 'subPage' | 'unidentifiable' }
  | { shows: 'noPerson'; because: 'changed'; field: string }
  | { shows: 'quoting'; name: string }
  /** One click from spending: "1 credit, 24 left after"; and from being in the campaign, if one was chosen. */
  | { shows: 'quote'; name: string; quote: Quote; campaign: CampaignRef | undefined }
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
  /** Erased from the workspace, which refuses them for ever. product.md 7. */
  | { shows: 'erased'; name: string }
  | { shows: 'signedOut' }
  /** `canKeep`: the person had confirmed, so that the wish can be kept until the server is back. */
  | { shows: 'unreachable'; canKeep: boolean; name: string }
  /** Kept: done when the server is back. */
  | { shows: 'waiting'; name: string }
  | { shows: 'updateNeeded' }
  /** The extension was updated or removed under this page. */
  | { shows: 'reloadNeeded' }
  | { shows: 'refused'; problem: Problem };

/** What is being done about campaigns, beside what the panel shows. */
export type Adding =
  /** The list is open. */
  | {
      step: 'choosing';
      /** `undefined` until something is known of them. */
      campaigns: Campaign[] | undefined;
      /** Set while they come from this device; ISO instant. */
      asOf: string | undefined;
      /** Why the list is not newer, or the new campaign not created. */
      trouble: Trouble | undefined;
      isCreating: boolean;
    }
  | { step: 'adding'; campaign: CampaignRef }
  | { step: 'added'; campaign: CampaignRef; result: Exclude<EnrolmentResult, 'skipped'> }
  /** Another ongoing campaign has the person: what now? product.md 3.2. */
  | { step: 'held'; campaign: CampaignRef; holder: Holder }
  | { step: 'leaving'; campaign: CampaignRef }
  | { step: 'left'; campaign: CampaignRef }
  /** Not confirmed: to be tried again, kept or dropped. */
  | { step: 'failed'; campaign: CampaignRef; isLeaving: boolean; trouble: Trouble }
  /** Kept: done when the server is back. */
  | { step: 'kept'; campaign: CampaignRef };

export interface Overlay {
  panel: Panel;
  adding: Adding | undefined;
  /** Ids of the campaigns that this panel has put the person in: taking them out again is an undoing. */
  undoable: readonly string[];
  /** Whether the member may take people out of other campaigns. */
  mayMove: boolean;
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
  campaigns: CampaignActs;
}

export interface CampaignActs {
  /** Opens the list of campaigns, or closes it. */
  list: () => void;
  /** Puts the person in it, or before the analysis tells what that would cost. */
  choose: (campaign: CampaignRef) => void;
  /** A new draft, which is then chosen. */
  create: (name: string) => void;
  /** What becomes of somebody whom another campaign holds; `skip` leaves them there. */
  decide: (choice: Choice) => void;
  leave: (campaign: CampaignRef) => void;
  retry: () => void;
  keep: () => void;
  drop: () => void;
}

/** As it is on a page that was just opened. */
export const untouched: Overlay = { panel: { shows: 'nothing' }, adding: undefined, undoable: [], mayMove: false, known: undefined };

export const overlay = createStore<Overlay>(() => untouched);
