/**
 * What the panel on the page shows, as one value, and what the user can do about it.
 * The views draw `panel`; the acts are given by overlay/acts.ts. Nothing here outlives the page.
 */
import { createStore } from 'zustand/vanilla';
import type { Campaign, Choice, EnrolmentResult, Holder } from '@wellmet/shared/campaign';
import type { Balance, FirstAnalysis, Quote } from '@wellmet/shared/credits';
import type { Contact } from '@wellmet/shared/contact';
import type { PageReport } from '@wellmet/shared/pageRules';
import type { Problem } from '@wellmet/shared/problem';
import type { Identifiers } from '@wellmet/shared/identity';
import type { Sighting } from '@wellmet/shared/sighting';
import type { Basket, BasketPerson, Bulk, CampaignRef, KnownContact, PersonMark, Trouble } from '../messages.ts';

export type Panel =
  | { shows: 'nothing' }
  /** The page is still turning to this person. */
  | { shows: 'reading' }
  /**
   * This page gives no person, honestly: a private member, one's own profile, a part of the profile without its head, somebody without an
   * identifier that the server takes, a page that LinkedIn changed.
   */
  | { shows: 'noPerson'; because: 'private' | 'own' | 'notYet' | 'subPage' | 'unidentifiable' | 'elsewhere' }
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
  /** `canKeep`: the person had confirmed, so that the wish can be kept until the server is back. Without `name`: it was about many. */
  | { shows: 'unreachable'; canKeep: boolean; name: string | undefined }
  /** Kept: done when the server is back. */
  | { shows: 'waiting'; name: string }
  /** Put into the basket from a page of one person. */
  | { shows: 'picked'; name: string }
  /** The basket, person by person: what was selected, also on other pages. */
  | { shows: 'basket' }
  | { shows: 'quotingMany'; count: number }
  /** One click from spending, for many. */
  | QuoteOfMany
  /** What is being done for many, and what came of it. */
  | { shows: 'bulk'; bulk: Bulk }
  /** LinkedIn changed this page: exactly what can be told about it, and whether it was. */
  | { shows: 'report'; report: PageReport; isSent: boolean }
  | { shows: 'updateNeeded' }
  /** The extension was updated or removed under this page. */
  | { shows: 'reloadNeeded' }
  | { shows: 'refused'; problem: Problem };

export interface QuoteOfMany {
  shows: 'quoteMany';
  /** In the order of the basket; the quote has the same people in the same order. */
  people: BasketPerson[];
  quote: Quote;
  campaign: CampaignRef | undefined;
  /** What becomes of those whom another campaign holds. */
  ofBlocked: Choice;
  /** Who was taken out of the selection here, to be put back. */
  removed: Sighting[];
}

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
  known: KnownContact['firstAnalysis'] | undefined;
  /** On a page of many people. */
  list: List | undefined;
  selection: Selection;
  /** The user has folded the bar of the list away. */
  isBarFolded: boolean;
}

/** A page of many people, as far as this device knows them. */
export interface List {
  /** In the order of the page, each once. */
  people: ListPerson[];
  /** Members who hide their names. */
  hidden: number;
  /** LinkedIn changed the page: this field of it is not where it was. */
  changed: string | undefined;
}

/** Whom the user has selected, here and on other pages. */
export interface Selection {
  basket: Basket;
  /** Who was in the basket before it was emptied on this page. */
  emptied: Sighting[];
  /** How many did not fit into the basket any more, the last time. */
  leftOut: number;
}

export interface ListPerson {
  sighting: Sighting;
  mark: PersonMark;
  isInBasket: boolean;
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
  /** Shows what can be told about a page that no longer fits. */
  report: () => void;
  sendReport: () => void;
  /** The person of this page, into the basket. */
  pickSubject: () => void;
  campaigns: CampaignActs;
  list: ListActs;
}

/** About the basket, and on a page of many people. */
export interface ListActs {
  pick: (people: readonly Sighting[]) => void;
  /** From a page of one person: the panel says that it is done. */
  pickOne: (person: Sighting) => void;
  unpick: (people: readonly Identifiers[]) => void;
  /** Everybody on this page, or those who are new. */
  pickAll: () => void;
  pickNew: () => void;
  foldBar: (isFolded: boolean) => void;
  showBasket: () => void;
  empty: () => void;
  putBack: () => void;
  /** What it would cost; `campaign`: to put them there, too. */
  quote: (campaign?: CampaignRef) => void;
  chooseCampaign: () => void;
  /** Out of the selection: everybody of a class, or one. */
  remove: (people: readonly BasketPerson[]) => void;
  /** Only these of the quote, in the order shown. */
  only: (count: number) => void;
  decide: (ofBlocked: Choice) => void;
  confirm: () => void;
  cancel: () => void;
  goOn: () => void;
  undo: () => void;
  /** The result has been seen. */
  putAway: (bulk: Bulk) => void;
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
export const untouched: Overlay = {
  panel: { shows: 'nothing' },
  adding: undefined,
  undoable: [],
  mayMove: false,
  known: undefined,
  list: undefined,
  selection: { basket: { people: [], balance: undefined }, emptied: [], leftOut: 0 },
  isBarFolded: false,
};

export const overlay = createStore<Overlay>(() => untouched);
