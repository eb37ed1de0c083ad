/**
 * WHAT WE MAY LOSE (wishes, basket and bulk actions excepted): Dexie on the extension's own origin. The background writes (write.ts), screens read (read.ts);
 * content scripts never open it: theirs would be LinkedIn's. Signing out empties it.
 */
import { Dexie, type EntityTable } from 'dexie';
import type { Member, Workspace } from '@wellmet/shared/account';
import type { Campaign, Choices, EnrolmentChange, EnrolmentResult, EnrolRequest, Holder } from '@wellmet/shared/campaign';
import type { Contact, ContactSummary } from '@wellmet/shared/contact';
import type { AnalyseOutcome, AnalyseRequest, Balance, PersonClass } from '@wellmet/shared/credits';
import type { Problem } from '@wellmet/shared/problem';
import type { Sighting, Source } from '@wellmet/shared/sighting';

/** One row: who is signed in on this device, and with what. The token leaves this table only towards the server it came from. */
export interface AccountRow {
  key: 'now';
  token: string;
  expiresAt: string;
  member: Member;
  workspace: Workspace;
}

/** One row: the server this device works with. Survives signing out. */
export interface ServerRow {
  key: 'now';
  url: string;
}

export interface BalanceRow {
  workspaceId: string;
  balance: Balance;
}

/** `contact` is complete once its card was seen on this device; lists from the server bring the summary only. */
export interface ContactRow extends ContactSummary {
  workspaceId: string;
  /** "slug:ada-lovelace", "member:ACoA…": what `lookUp` finds it by. */
  keys: string[];
  card?: Pick<Contact, 'sighting' | 'insights' | 'campaigns'>;
  firstAnalysedByYou?: boolean;
  /** When the server said so. */
  asOf: string;
}

/** The campaigns that take people: drafts and ongoing ones, the newest first. */
export interface CampaignsRow {
  workspaceId: string;
  campaigns: Campaign[];
  /** When the server said so. */
  asOf: string;
}

/** What a wish asks of the server, under the contract's name for it. */
export type Asked =
  | { route: 'analyse'; body: AnalyseRequest }
  | { route: 'enrol'; campaignId: string; body: EnrolRequest }
  | { route: 'changeEnrolments'; campaignId: string; body: EnrolmentChange };

/** Something that the user decided and the server has not yet confirmed. */
export interface WishRow {
  requestId: string;
  workspaceId: string;
  /** Who wished it: on a shared device nobody else's sign-in carries it out. */
  memberId: string;
  asked: Asked;
  /** What lists call it by: the person, the address of their profile where it is known, and the campaign where it is about one. */
  about: { name: string; url?: string; campaignName?: string };
  madeAt: string;
  /**
   * sending: on its way, or cut off by the worker's death: carried out at the next breath;
   * waiting: the user chose "when the server is back";
   * stopped: no answer could be had and the user has not chosen yet;
   * question: the server said no: the user must decide.
   */
  state: 'sending' | 'waiting' | 'stopped' | 'question';
  /** With `question`: what the server said. */
  refusal?: Refusal;
}

/** `held`: another campaign has the person; an analysis that was part of the wish is done all the same. */
export type Refusal = Exclude<AnalyseOutcome, { outcome: 'done' }> | { outcome: 'held'; holder: Holder } | { problem: Problem };

/** Whose something is: a member's, in one workspace. On a shared device nobody else's sign-in sees or does it. */
export type Owned = Pick<WishRow, 'workspaceId' | 'memberId'>;

/** Somebody whom the member has selected. A person stands here once, under every identifier that they were seen with. */
export interface BasketRow extends Owned {
  /** The order of selection. */
  id: number;
  keys: string[];
  /** The newest one, with the identifiers of those before it. */
  sighting: Sighting;
  /** As a quote named it: what choices are told apart by. */
  contactId?: string;
  addedAt: string;
}

/** What the user confirmed for many people, and how far it is. */
export interface BulkRow extends Owned {
  id: string;
  campaign?: { id: string; name: string };
  parts: BulkPart[];
  /** As `Bulk` of messages.ts tells it. */
  state: 'running' | 'stopped' | 'refused' | 'cancelled' | 'done';
  /** The user wants no further part; the one on its way is answered first. */
  isCancelling?: true;
  refusal?: Exclude<Refusal, { outcome: 'held' }>;
  /** Whom the action enrolled and who is to leave the campaign again; request after request, until the server confirms it. */
  leaving: { requestId: string; campaignId: string; contactIds: string[] }[];
  madeAt: string;
}

/** One request: all of it or nothing. */
export interface BulkPart {
  requestId: string;
  source: Source;
  ceilingCredits: number;
  choices: Choices;
  /** It may have reached the server: only its answer tells what became of it. */
  isSent?: true;
  /** What is sent; gone when the answer is here. */
  sightings?: Sighting[];
  people: BulkPerson[];
}

export interface BulkPerson {
  /** Place in the whole action. */
  position: number;
  name: string;
  url: string;
  outcome?: {
    class: PersonClass;
    costCredits: number;
    contactId: string | undefined;
    enrolment: EnrolmentResult | 'left' | undefined;
    holder: Holder | undefined;
  };
}

/** HMAC of a key of somebody who was erased: who it was cannot be read from it, only asked. product.md 7. */
export interface ErasedRow {
  hash: string;
}

/** One row: random bytes of this device that the hashes are made with. */
export interface HashKeyRow {
  key: 'now';
  bytes: Uint8Array<ArrayBuffer>;
}

/** As version 1 kept it: analyses only. */
type FirstWish = Omit<WishRow, 'asked' | 'about'> & { request: AnalyseRequest & { sightings: [Sighting, ...Sighting[]] } };

function asWishRow(wish: FirstWish | WishRow, row: { value: FirstWish | WishRow }): void {
  if (!('request' in wish)) return;
  const { request, ...rest } = wish;
  const [{ name, page }] = request.sightings;
  row.value = { ...rest, asked: { route: 'analyse', body: request }, about: { name, url: page.url } };
}

class Cache extends Dexie {
  declare account: EntityTable<AccountRow, 'key'>;
  declare server: EntityTable<ServerRow, 'key'>;
  declare balances: EntityTable<BalanceRow, 'workspaceId'>;
  declare contacts: EntityTable<ContactRow, 'id'>;
  declare campaigns: EntityTable<CampaignsRow, 'workspaceId'>;
  declare wishes: EntityTable<WishRow, 'requestId'>;
  declare basket: EntityTable<BasketRow, 'id'>;
  declare bulk: EntityTable<BulkRow, 'id'>;
  declare erased: EntityTable<ErasedRow, 'hash'>;
  declare hashKey: EntityTable<HashKeyRow, 'key'>;

  constructor() {
    super('cache', { chromeTransactionDurability: 'strict' });
    this.version(1).stores({
      account: 'key',
      server: 'key',
      balances: 'workspaceId',
      contacts: 'id, *keys, lastAnalysedAt',
      wishes: 'requestId, state',
    });
    this.version(2)
      .stores({ campaigns: 'workspaceId' })
      .upgrade(async (upgrade) => {
        // A balance without seats: the server tells it again.
        await upgrade.table('balances').clear();
        await upgrade.table<FirstWish | WishRow>('wishes').toCollection().modify(asWishRow);
      });
    this.version(3).stores({
      basket: '++id, [workspaceId+memberId], *keys',
      bulk: 'id, [workspaceId+memberId]',
      erased: 'hash',
      hashKey: 'key',
    });
  }
}

export const cache = new Cache();
