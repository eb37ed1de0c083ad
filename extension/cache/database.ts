/**
 * WHAT WE MAY LOSE (wishes, basket and bulk actions excepted): Dexie on the extension's own origin. The background writes (write.ts), screens read (read.ts);
 * content scripts never open it: theirs would be LinkedIn's. Signing out empties it.
 */
import { Dexie, type EntityTable, type Table } from 'dexie';
import type { Member, Workspace } from '@wellmet/shared/account';
import type { Campaign, Choices, EnrolmentChange, EnrolmentResult, EnrolRequest, Holder } from '@wellmet/shared/campaign';
import type { Contact } from '@wellmet/shared/contact';
import type { AnalyseOutcome, AnalyseRequest, Balance, PersonClass } from '@wellmet/shared/credits';
import type { ContactEdit, NewEngagement } from '@wellmet/shared/engagement';
import type { Problem } from '@wellmet/shared/problem';
import type { Sighting } from '@wellmet/shared/sighting';
import type { LeanContact } from '@wellmet/shared/sync';
import type { Template, TemplateContent } from '@wellmet/shared/template';
import type { View } from '../savedView.ts';

/** One row: who is signed in on this device, and with what. The token leaves this table only towards the server it came from. */
export interface AccountRow {
  key: 'now';
  token: string;
  expiresAt: string;
  member: Member;
  /** The one that everything on this device is of. */
  workspace: Workspace;
  /** All of the member's, as the server told last; versions up to 4 did not keep them. */
  workspaces?: Workspace[];
}

/** One row: the workspace that the member was in here last and is in no more, until they have read that. */
export interface LostRow {
  key: 'now';
  name: string;
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

/** Every contact of the workspace, lean: lists, marks and search live on it. */
export interface ContactRow extends LeanContact {
  workspaceId: string;
  /** "slug:ada-lovelace", "member:ACoA…": what `lookUp` finds it by. */
  keys: string[];
  /** When the server said so. */
  asOf: string;
}

/** What was paid for: snapshot, insights, engagements. Comes when it is opened or kept, and is the first to go when there is no room. */
export interface CardRow {
  id: string;
  workspaceId: string;
  contact: Contact;
  /** When the server said so. */
  asOf: string;
  /** When it was opened here last, or brought. */
  usedAt: string;
}

/** A contact whose card the member wants to have without network, too. */
export interface PinRow {
  id: string;
}

/** What a member has left behind in a workspace that they are not in at the moment, and finds again there. */
export interface LeftRow extends Owned {
  /** The contacts whose cards they keep. */
  pins: string[];
  /** When they left it; an ISO instant of this device's clock. */
  at: string;
}

/** How far this device has followed its workspace. */
export interface SyncRow {
  workspaceId: string;
  memberId: string;
  /** Where the next question goes on; absent before the first answer. */
  cursor?: string;
  /** Up to this number everything is here: somebody with a smaller one who is not, is there no more. Answers that come late are measured by it. */
  seq?: number;
  /** `version` of the last answer, if that was the end. */
  version?: string;
  /** When the server last said "that is all": how old everything shown is. Absent until the first time. */
  asOf?: string;
  /** While everything is asked for from the start: as of when it was begun. What is older at its end is there no more. */
  wholeSince?: string;
  /** Meanwhile: the campaigns that were named. */
  wholeCampaigns?: string[];
}

/** The campaigns, the newest first. */
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
  | { route: 'changeEnrolments'; campaignId: string; body: EnrolmentChange }
  | { route: 'engage'; contactId: string; body: NewEngagement }
  | { route: 'withdrawEngagement'; contactId: string; engagementId: string; body: { requestId: string } }
  | { route: 'editContact'; contactId: string; body: ContactEdit }
  | { route: 'analyseAgain'; contactId: string; body: { requestId: string } };

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
  /** How often it went out without an answer. */
  tries?: number;
  /** Not before, unless the user, the network or a screen says now. An ISO instant of this device's clock. */
  notBefore?: string;
}

/** When something is tried again that had no answer. */
export type Patience = Pick<WishRow, 'tries' | 'notBefore'>;

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
export interface BulkRow extends Owned, Patience {
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
  source: AnalyseRequest['source'];
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

/** A view of the contacts that a member has saved. */
export type ViewRow = View & Owned;

/** A template of the workspace, as the server told it last. */
export interface TemplateRow extends Template {
  workspaceId: string;
  asOf: string;
}

/** What a member has typed of a template and not saved, whole or not: it is theirs until they save it or throw it away. */
export interface TemplateDraftRow extends Owned {
  /** Of the template; of a new one, the id that it will have. */
  id: string;
  content: TemplateContent;
  /** The version that it was made from; absent: a new one. */
  basedOn?: number | undefined;
  keptAt: string;
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

/** As versions up to 3 kept them: with the card in it, and before the server told numbers. */
type EarlierContact = Omit<ContactRow, 'seq' | 'campaigns' | 'firstAnalysedByYou'> & {
  card?: Pick<Contact, 'sighting' | 'insights' | 'campaigns'>;
  firstAnalysedByYou?: boolean;
};

/** As version 1 kept it: analyses only. */
type FirstWish = Omit<WishRow, 'asked' | 'about'> & { request: AnalyseRequest & { sightings: [Sighting, ...Sighting[]] } };

function asWishRow(wish: FirstWish | WishRow, row: { value: FirstWish | WishRow }): void {
  if (!('request' in wish)) return;
  const { request, ...rest } = wish;
  const [{ name, page }] = request.sightings;
  row.value = { ...rest, asked: { route: 'analyse', body: request }, about: { name, url: page.url } };
}

/** Number 0: whatever the server says of it is newer. */
function apart({ card, ...contact }: EarlierContact): [ContactRow, CardRow | undefined] {
  const { workspaceId, asOf, keys, firstAnalysedByYou = false, ...summary } = contact;
  const lean = { ...summary, workspaceId, asOf, keys, firstAnalysedByYou, seq: 0, campaigns: card?.campaigns ?? [] };
  return [lean, card && { id: lean.id, workspaceId, contact: { ...summary, seq: 0, ...card }, asOf, usedAt: asOf }];
}

class Cache extends Dexie {
  declare account: EntityTable<AccountRow, 'key'>;
  declare lost: EntityTable<LostRow, 'key'>;
  declare server: EntityTable<ServerRow, 'key'>;
  declare balances: EntityTable<BalanceRow, 'workspaceId'>;
  declare contacts: EntityTable<ContactRow, 'id'>;
  declare cards: EntityTable<CardRow, 'id'>;
  declare pins: EntityTable<PinRow, 'id'>;
  declare left: Table<LeftRow, [workspaceId: string, memberId: string]>;
  declare sync: EntityTable<SyncRow, 'workspaceId'>;
  declare campaigns: EntityTable<CampaignsRow, 'workspaceId'>;
  declare wishes: EntityTable<WishRow, 'requestId'>;
  declare basket: EntityTable<BasketRow, 'id'>;
  declare bulk: EntityTable<BulkRow, 'id'>;
  declare views: EntityTable<ViewRow, 'id'>;
  declare templates: EntityTable<TemplateRow, 'id'>;
  declare templateDrafts: Table<TemplateDraftRow, [workspaceId: string, memberId: string, id: string]>;
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
    this.version(4)
      .stores({ contacts: 'id, *keys, lastAnalysedAt, seq', cards: 'id, usedAt, [id+contact.seq]', pins: 'id', sync: 'workspaceId' })
      .upgrade(async (upgrade) => {
        const cards: CardRow[] = [];
        await upgrade
          .table<EarlierContact>('contacts')
          .toCollection()
          .modify((contact, row) => {
            const [lean, card] = apart(contact);
            row.value = lean;
            if (card) cards.push(card);
          });
        await upgrade.table<CardRow>('cards').bulkPut(cards);
      });
    this.version(5).stores({ views: 'id, [workspaceId+memberId]', left: '[workspaceId+memberId]' });
    this.version(6)
      .stores({ templates: 'id', templateDrafts: '[workspaceId+memberId+id], [workspaceId+memberId]' })
      .upgrade(async (upgrade) => {
        // Templates that were made before this version knew of them stand behind its place: everything is asked for once more.
        await upgrade
          .table<SyncRow>('sync')
          .toCollection()
          .modify(({ workspaceId, memberId, asOf }, row) => {
            row.value = { workspaceId, memberId, ...(asOf !== undefined && { asOf }) };
          });
      });
    this.version(7).stores({ lost: 'key' });
    this.on('ready', () => this.#refuseNewer(), true);
  }

  /** The library opens what a later version has left; we do not know what it means. */
  #refuseNewer(): void {
    if (this.backendDB().version >= (this.verno + 1) * 10) throw new Dexie.VersionError('The cache is of a later version');
  }
}

export const cache = new Cache();
