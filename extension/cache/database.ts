/**
 * WHAT WE MAY LOSE (the wishes excepted): Dexie on the extension's own origin. The background writes (write.ts), screens read (read.ts);
 * content scripts never open it: theirs would be LinkedIn's. Signing out empties it.
 */
import { Dexie, type EntityTable } from 'dexie';
import type { Member, Workspace } from '@wellmet/shared/account';
import type { Contact, ContactSummary } from '@wellmet/shared/contact';
import type { AnalyseOutcome, AnalyseRequest, Balance } from '@wellmet/shared/credits';
import type { Problem } from '@wellmet/shared/problem';

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
  card?: Pick<Contact, 'sighting' | 'insights'>;
  firstAnalysedByYou?: boolean;
  /** When the server said so. */
  asOf: string;
}

/** Something that the user decided and the server has not yet confirmed. */
export interface WishRow {
  requestId: string;
  workspaceId: string;
  /** Who wished it: on a shared device nobody else's sign-in carries it out. */
  memberId: string;
  request: AnalyseRequest;
  madeAt: string;
  /**
   * sending: on its way, or cut off by the worker's death: carried out at the next breath;
   * waiting: the user chose "when the server is back";
   * stopped: no answer could be had and the user has not chosen yet;
   * question: the server said no: the user must decide.
   */
  state: 'sending' | 'waiting' | 'stopped' | 'question';
  /** With `question`: what the server said. */
  refusal?: Exclude<AnalyseOutcome, { outcome: 'done' }> | { problem: Problem };
}

class Cache extends Dexie {
  declare account: EntityTable<AccountRow, 'key'>;
  declare server: EntityTable<ServerRow, 'key'>;
  declare balances: EntityTable<BalanceRow, 'workspaceId'>;
  declare contacts: EntityTable<ContactRow, 'id'>;
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
  }
}

export const cache = new Cache();
