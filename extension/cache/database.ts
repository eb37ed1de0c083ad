/**
 * WHAT WE MAY LOSE (the wishes excepted): Dexie on the extension's own origin. The background writes (write.ts), screens read (read.ts);
 * content scripts never open it: theirs would be LinkedIn's. Signing out empties it.
 */
import { Dexie, type EntityTable } from 'dexie';
import type { Member, Workspace } from '@wellmet/shared/account';
import type { Campaign, EnrolmentChange, EnrolRequest, Holder } from '@wellmet/shared/campaign';
import type { Contact, ContactSummary } from '@wellmet/shared/contact';
import type { AnalyseOutcome, AnalyseRequest, Balance } from '@wellmet/shared/credits';
import type { Problem } from '@wellmet/shared/problem';
import type { Sighting } from '@wellmet/shared/sighting';

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
  }
}

export const cache = new Cache();
