/**
 * Everything that one context may say to another. Facts in the past tense, wishes in the imperative.
 * All of it goes to the background, which believes nothing: it checks the sender and parses what comes (background/listen.ts).
 * Types only beside the two functions: page code imports this file.
 */
import { defineExtensionMessaging } from '@webext-core/messaging';
import type {
  Campaign,
  CampaignAct,
  CampaignOutcome,
  Choices,
  Enrolment,
  EnrolmentChange,
  EnrolmentChanged,
  EnrolmentResult,
  EnrolOutcome,
  EnrolRequest,
  Holder,
  LaunchPreview,
  TimelineEntry,
} from '@wellmet/shared/campaign';
import type { AnalyseOutcome, Balance, FirstAnalysis, PersonClass, Quote } from '@wellmet/shared/credits';
import type { Contact } from '@wellmet/shared/contact';
import type {
  AddFoundRequest,
  Discovered,
  DiscoverRequest,
  DismissRequest,
  IdealProfile,
  IdealProfileRequest,
  PoolCount,
  PoolKey,
  QuoteFoundRequest,
  Suggestions,
  SuggestionsQuestion,
  Wanted,
} from '@wellmet/shared/discover';
import type { ContactEdit, EngagementKind } from '@wellmet/shared/engagement';
import type { Identifiers } from '@wellmet/shared/identity';
import type { LanguageModel, LanguageModelSetting, ModelToTry, ModelTrial } from '@wellmet/shared/languageModel';
import type { LedgerFilter, LedgerPage, LedgerTotals } from '@wellmet/shared/ledger';
import type { PageReport, PageRules } from '@wellmet/shared/pageRules';
import type { PlanAsked, PlanRequest, WorkspacePlan } from '@wellmet/shared/plan';
import type { PoolImport } from '@wellmet/shared/pool';
import type { FetchRequest, PoolProvider, PoolProviderSetting } from '@wellmet/shared/provider';
import type { Problem } from '@wellmet/shared/problem';
import type {
  ContactBasisRequest,
  ContactSources,
  ErasurePreview,
  PeopleTerms,
  PeopleTermsRequest,
  PurgePreview,
} from '@wellmet/shared/rights';
import type { PageKind, Sighting } from '@wellmet/shared/sighting';
import type {
  DeviceRequest,
  MemberCapRequest,
  MemberUsage,
  PasswordChange,
  SignInRequest,
  SignUpRequest,
  SignedInDevice,
  Workspace,
} from '@wellmet/shared/account';
import type { ApiKey, MadeApiKey, NewApiKey } from '@wellmet/shared/apiKey';
import type { AuditPage, AuditQuestion } from '@wellmet/shared/audit';
import type { Invitation, Invited, NewInvitation, NewWorkspace, RoleChange, WorkspaceRenaming } from '@wellmet/shared/team';
import type { Template, TemplateContent } from '@wellmet/shared/template';
import type {
  MadeWebhook,
  NewWebhook,
  Webhook,
  WebhookChange,
  WebhookDeliveryPage,
  WebhookRemoval,
  WebhookReplay,
  Webhooks,
} from '@wellmet/shared/webhook';
import type { z } from 'zod';
import type { View } from './savedView.ts';
import type { Catalogue, Language } from './i18n/language.ts';

/** Why the server's answer could not be had. Expected, so a value. */
export type Trouble =
  | { trouble: 'signedOut' }
  /** With `retryAfterSeconds`: a server that asks for patience. */
  | { trouble: 'unreachable'; retryAfterSeconds?: number }
  /** The server speaks a newer language than this extension. */
  | { trouble: 'updateNeeded' }
  | { trouble: 'refused'; problem: Problem };

/** A sign-in from a page of the server that this device waits for. */
export interface DeviceSignIn {
  /** To be compared with what the page shows. */
  userCode: string;
  /** Where the letter went, if one was asked for. */
  email: string | undefined;
  state: 'waiting' | 'denied' | 'expired';
}

/** What the local cache knows of a person: analysed before, by whom, and the card that was paid for. */
export interface KnownContact {
  /** Absent when this device has seen the person in a list only. */
  contact: Contact | undefined;
  firstAnalysis: FirstAnalysis & { pageSaysMore?: boolean | undefined };
  /** When the cache got it from the server, ISO instant. */
  asOf: string;
  balance: Balance | undefined;
}

export interface AnalyseWish {
  /** UUIDv7, made when the finger lifts; the same for every retry of the same click. */
  requestId: string;
  sighting: Sighting;
  ceilingCredits: number;
  /** Where the person is to be put, too, and what is to be done if another campaign holds them. */
  campaign?: CampaignRef | undefined;
  choices?: Choices | undefined;
}

/** A campaign, by what identifies it and what it is called by. */
export interface CampaignRef {
  id: string;
  name: string;
}

/** Drafts and ongoing campaigns, the newest first. */
export interface CampaignList {
  campaigns: Campaign[];
  /** When the server said so, ISO instant. */
  asOf: string;
  /** Owners and admins may take somebody out of another campaign. product.md 3.2. */
  mayMove: boolean;
}

/** What this device knows of somebody in a list: from the local cache alone. */
export interface PersonMark {
  /** Analysed before, by whom and when. */
  known: FirstAnalysis | undefined;
  /** The draft or ongoing campaign that they are in, the one that holds them first; not the one they wait for. */
  campaign: CampaignRef | undefined;
  /** Erased from the workspace: refused, for ever. */
  isErased: boolean;
}

/** Somebody in the basket, in the order of selection. */
export interface BasketPerson {
  /** Number within the basket. */
  id: number;
  name: string;
  headline: string | undefined;
  identifiers: Identifiers;
  /** Where they were selected: the kind of page, and what the list was searched by. */
  pageKind: PageKind;
  searchContext: string | undefined;
  mark: PersonMark;
}

export interface Basket {
  people: BasketPerson[];
  /** As the server told it last, with its time; `undefined` before any answer. */
  balance: Balance | undefined;
}

/** People that one message may be about; longer lists are said in several. */
export const messageLimit = 200;

/** As much as a basket holds. */
export const basketLimit = 1000;

/** Everybody of a bulk action, as the user confirmed it: nobody else, and never more than these credits. */
/** In which language a letter is written, where one is. */
export type SignUpWish = Data<typeof SignUpRequest> & { language: Language };

/** @see Messages.signIn */
export type SignInWish = Data<typeof SignInRequest> & {
  /** Whoever is in no workspace any more gets one of their own. */
  makesWorkspace?: boolean | undefined;
};

/** Its months are those of the device's time zone. */
export type NewWorkspaceWish = Omit<NewWorkspace, 'timeZone'>;

export interface BulkWish {
  /** UUIDv7, made when the finger lifts. */
  id: string;
  /** In the order of the basket, each with what the quote said. */
  people: { id: number; costCredits: number }[];
  campaign?: CampaignRef | undefined;
  choices?: Choices | undefined;
}

/** A bulk action and how far it is. It is carried out in parts of at most 500 people, each part exactly once. */
export interface Bulk {
  id: string;
  campaign: CampaignRef | undefined;
  /**
   * running: a part is on its way, or is sent again at the next breath;
   * stopped: no answer came, the user has not chosen yet (`retryBulk`, `cancelBulk`); it goes on by itself when the server is back;
   * refused: the server said no to a part, `refusal` says why; the parts before it are done;
   * cancelled: between two parts, by the user;
   * done: every part has its answer.
   */
  state: 'running' | 'stopped' | 'refused' | 'cancelled' | 'done';
  people: BulkPerson[];
  /** Taken so far. */
  costCredits: number;
  balance: Balance | undefined;
  /** With `refused`: what the server said. */
  refusal: Exclude<AnalyseOutcome, { outcome: 'done' }> | { problem: Problem } | undefined;
}

/** Somebody of a bulk action; without `outcome` their part has no answer yet. */
export interface BulkPerson {
  name: string;
  url: string;
  outcome:
    | {
        class: PersonClass;
        costCredits: number;
        contactId: string | undefined;
        enrolment: EnrolmentResult | 'left' | undefined;
        holder: Holder | undefined;
      }
    | undefined;
}

/** A known contact into a campaign, or out of it. */
export interface EnrolmentWish {
  /** As of `AnalyseWish`. */
  requestId: string;
  contact: { id: string; name: string };
  campaign: CampaignRef;
}

/** A step in the life of a campaign; with `launch` and `reopen` a choice for each conflict. */
export type CampaignActWish = CampaignAct & { campaignId: string };

/** Many known contacts into a campaign: at most 500 at once. */
export type EnrolManyWish = EnrolRequest & { campaign: CampaignRef };

/** What became of many contacts of a campaign: at most 500 at once. */
export type ChangeManyWish = EnrolmentChange & { campaignId: string };

/** Who is in a campaign or waits for it: all, or those of one state. */
export interface EnrolmentsQuestion {
  campaignId: string;
  state?: Enrolment['state'] | undefined;
  cursor?: string | undefined;
}

/** A page of who is in a campaign, the latest change first; `next` asks for the one after it. */
export interface Enrolments {
  enrolments: Enrolment[];
  next?: string | undefined;
}

/** Something done with a contact, to be kept. */
export interface EngagementWish {
  /** As of `AnalyseWish`. */
  requestId: string;
  contact: { id: string; name: string };
  what: EngagementKind;
  text?: string | undefined;
  doneAt: string;
}

/** Corrections of what the page says, field by field, or of parts of the insights. */
export interface EditWish {
  requestId: string;
  contact: { id: string; name: string };
  fields?: ContactEdit['fields'];
  words?: ContactEdit['words'];
}

/** A template as a member wants it to be. */
export interface TemplateWish {
  /** As of `AnalyseWish`. */
  requestId: string;
  id: string;
  /** The version that the member had before them; absent: a new one. */
  basedOn?: number | undefined;
  content: TemplateContent;
}

/** What a member has typed of one, whole or not. */
export type TemplateDraft = Omit<TemplateWish, 'requestId'>;

/** Somebody of the pool dismissed for the workspace, or no longer. */
export type DismissWish = DismissRequest & PoolKey;

/** A search to be kept under a name; one that has its id is replaced. */
export type IdealProfileWish = IdealProfileRequest & { id: string };

/** `waiting`: no answer came, so it is kept and carried out when the server is back; it costs nothing, so nobody is asked. */
export type Kept = 'done' | 'waiting' | Trouble;

/** A page of what happened to a contact; `next` asks for the one after it. */
export interface History {
  entries: TimelineEntry[];
  next?: string | undefined;
}

/** Credits taken and given back, in four ways to sum them up; and what each member has used of the present period. */
export interface Spent {
  totals: Record<'day' | 'source' | 'member' | 'campaign', LedgerTotals['totals']>;
  members: MemberUsage[];
}

/** What this device keeps, and what it may. */
export interface StorageUse {
  usedBytes: number;
  quotaBytes: number;
  /** The browser has promised not to clear it by itself. */
  isPersistent: boolean;
}

/** What became of the person in the campaign. */
export interface Enrolled {
  enrolment: EnrolmentResult | 'left';
  /** With `skipped`: who has them. */
  holder: Holder | undefined;
  /** As it stands now, where the server could still be asked. */
  contact: Contact | undefined;
}

/** What a page that we read says of itself when it is asked: what it shows, and of many people how many this device does not know. */
export type PageTold =
  /** `fresh`: new, each for one credit; `unpicked`: those of them who are not in the basket. */
  | { shows: 'people'; here: number; fresh: number; unpicked: number }
  /** Whose page it is by its address, and their name where the page could be read. */
  | { shows: 'person'; identifiers: Identifiers | undefined; reading: 'people' | NotAPerson; name: string | undefined };

/** Why a page about one person gives none. */
export type NotAPerson = 'notYet' | 'subPage' | 'private' | 'own' | 'changed';

/** What the page in view offers, by what it shows and by what this device knows. */
export type PageOffer =
  /** No page of ours is in view. */
  | { shows: 'elsewhere' }
  /** A page that we read, but nothing of ours is on it: it was open before the extension was. */
  | { shows: 'unread'; tabId: number }
  | (Extract<PageTold, { shows: 'people' }> & { tabId: number })
  | { shows: 'new' | 'erased'; tabId: number; name: string }
  | { shows: 'known'; tabId: number; name: string; contactId: string; lastAnalysedAt: string }
  | { shows: 'nobody'; tabId: number; because: NotAPerson };

/** Keys for what can be done on a page; the browser lets the user choose which. Their names are the manifest's. */
export const pageKeys = ['open-panel', 'select-row', 'select-new', 'open-bar'] as const;
export type PageKey = (typeof pageKeys)[number];

export type Data<S extends z.ZodType> = z.input<S>;

export interface Messages {
  // page → background, facts
  /** A page of this kind stands in the tab: the background brings the overlay. */
  pageOpened(page: { kind: PageKind }): void;

  // page → background, wishes
  /** The words of the overlay, in one language. */
  words(language: Language): Catalogue;
  /** From the local cache alone; the server does not learn of it. product.md 4.1. */
  lookUp(person: Identifiers): KnownContact | undefined;
  quote(question: { person: Identifiers; campaignId?: string | undefined }): Quote | Trouble;
  analyse(wish: AnalyseWish): AnalyseOutcome | Trouble;
  /** Carry out this wish, whose answer could not be had, when the server is back. False: it has been answered meanwhile; say `analyse` again. */
  keepWish(wish: { requestId: string }): boolean;
  /** Forget a wish that has not been carried out. */
  dropWish(wish: { requestId: string }): void;
  /** The campaigns as this device knows them. */
  lastCampaigns(): CampaignList | undefined;
  /** The campaigns as the server has them now. */
  campaigns(): CampaignList | Trouble;
  /** A new draft. The id is made when the finger lifts: said twice, it is one campaign. */
  createCampaign(campaign: CampaignRef): Campaign | Trouble;
  /** Free. Without a choice, somebody whom another campaign holds is left there. */
  enrol(wish: EnrolmentWish & { choice?: 'wait' | 'move' | undefined }): Enrolled | Trouble;
  /** Out of the campaign, or off its waiting list. */
  leaveCampaign(wish: EnrolmentWish): Enrolled | Trouble;
  /** Open a tab with what has become of the credits; for who is signed out, with the popup's page, where one signs in. */
  openAccount(): void;

  /** How the operator says that pages are to be read for the moment; undefined: as it is built in. Asks nobody. */
  pageRules(): PageRules | undefined;
  /** Tell the server that a page no longer fits: exactly what the user was shown. */
  reportPage(report: PageReport): 'done' | Trouble;

  // lists → background. The basket is the member's own, on this device.
  /** From the local cache alone, in the order asked. product.md 4.1. */
  marks(people: Identifiers[]): PersonMark[];
  basket(): Basket;
  /** Into the basket, at its end; who is there already keeps the place and takes the newer sighting. Nobody beyond `basketLimit`: those are counted. */
  select(sightings: Sighting[]): { leftOut: number } | Trouble;
  /** Whoever has one of these identifiers, out of the basket. @returns them: `select` puts them back. */
  deselect(people: Identifiers[]): Sighting[];
  /** @returns who was in it: `select` puts them back. */
  emptyBasket(): Sighting[];
  /** What it would cost and do for these people of the basket, in this order. */
  quoteBasket(question: { ids: number[]; campaignId?: string | undefined }): Quote | Trouble;
  /** Begins a bulk action; the same id again is the same action. Refused while another one of the member is under way. */
  startBulk(wish: BulkWish): Bulk | Trouble;
  /** The member's last bulk action until it is put away. */
  bulk(): Bulk | undefined;
  /** No further part; the one on its way is answered first. */
  cancelBulk(action: { id: string }): void;
  /** Now, after `stopped`, or again after `refused`. */
  retryBulk(action: { id: string }): void;
  /** The user has seen it. One that is running or stopped stays. */
  putBulkAway(action: { id: string }): void;
  /** Takes those out of the campaign again whom this action put there; nobody else. Free. */
  undoEnrolments(action: { id: string }): Bulk | Trouble;

  // background → page
  press(pressed: { key: PageKey }): void;
  /** What this page offers, by what is on it; undefined: it is none that we read any more. */
  tellOffer(): PageTold | undefined;
  /** Do it: open the panel about its person, or select everybody new and go to the bar. */
  openOffer(): void;
  /** "Add to basket" on a link: of whoever this page shows under it. */
  basketLink(link: { url: string }): void;

  // screens → background, wishes
  /** What is waited for, where the account is made by a letter. */
  signUp(wish: SignUpWish): 'done' | DeviceSignIn | Trouble;
  signIn(request: SignInWish): 'done' | Trouble;
  /** How one may sign in besides e-mail and password. */
  signInWays(): { link: boolean } | Trouble;
  /** From a page of the server, which is opened; with an e-mail by a link in a letter. The live query of the account moves on when somebody said yes. */
  beginSignIn(wish: Data<typeof DeviceRequest>): DeviceSignIn | Trouble;
  pendingSignIn(): DeviceSignIn | undefined;
  cancelSignIn(): void;
  /** The same answer whether anybody has the e-mail. */
  forgotPassword(wish: { email: string; language: Language }): 'done' | Trouble;
  sessions(): { sessions: SignedInDevice[] } | Trouble;
  endSession(session: { id: string }): 'done' | Trouble;
  endOtherSessions(): 'done' | Trouble;
  changePassword(change: Data<typeof PasswordChange>): 'done' | Trouble;
  apiKeys(): { keys: ApiKey[] } | Trouble;
  makeApiKey(key: NewApiKey): MadeApiKey | Trouble;
  revokeApiKey(wish: { id: string; requestId: string }): 'done' | Trouble;
  /** Ends the session on the server if it can be reached, and empties the cache in any case. */
  signOut(): void;
  /** The member's workspaces as the server has them now; the cache then has them. */
  workspaces(): Workspace[] | Trouble;
  /** Into another workspace of the same member. What waits in the present one is kept, and goes on when they are back. */
  useWorkspace(workspace: { id: string }): 'done' | Trouble;
  putLostAway(): void;
  /** Who is in the workspace and who is invited; from the server alone, as the audit log. */
  members(): { members: MemberUsage[] } | Trouble;
  setMemberCap(wish: MemberCapRequest & { memberId: string }): 'done' | Trouble;
  changeRole(wish: RoleChange & { memberId: string }): 'done' | Trouble;
  removeMember(wish: { requestId: string; memberId: string }): 'done' | Trouble;
  leaveWorkspace(wish: { requestId: string }): 'done' | Trouble;
  renameWorkspace(wish: WorkspaceRenaming): 'done' | Trouble;
  createWorkspace(wish: NewWorkspaceWish): 'done' | Trouble;
  invitations(): { invitations: Invitation[] } | Trouble;
  /** With the link to copy, whole. */
  invite(wish: NewInvitation): Invited | Trouble;
  resendInvitation(wish: { id: string; requestId: string }): Invited | Trouble;
  revokeInvitation(wish: { id: string; requestId: string }): 'done' | Trouble;
  audit(question: Omit<AuditQuestion, 'limit'>): AuditPage | Trouble;
  /** From the server alone, as all of them; a secret is in the answer that made it, and nowhere else. */
  webhooks(): Webhooks | Trouble;
  makeWebhook(wish: NewWebhook): MadeWebhook | Trouble;
  changeWebhook(wish: WebhookChange & { id: string }): Webhook | Trouble;
  renewWebhookSecret(wish: { id: string; requestId: string }): MadeWebhook | Trouble;
  /** `isBack`: a removal is taken back. */
  removeWebhook(wish: Data<typeof WebhookRemoval> & { id: string }): 'done' | Trouble;
  testWebhook(wish: { id: string; requestId: string }): 'done' | Trouble;
  /** The newest first; `next` of a page asks for the one after it. */
  webhookDeliveries(question: { id: string; cursor?: string | undefined }): WebhookDeliveryPage | Trouble;
  /** Without `deliveryId`: all that were given up. */
  replayWebhook(wish: WebhookReplay & { id: string }): { deliveries: number } | Trouble;
  /** What the page in view in this window offers; asks the page and this device, and nobody else. */
  pageOffer(where: { windowId: number }): PageOffer;
  /** Follow the workspace to where the server is now; the cache then has it. What waits goes out, too. */
  refresh(): 'done' | Trouble;
  /** Bring snapshot, insights and engagements of a contact, as they stand now. */
  bringCard(contact: { id: string }): 'done' | Trouble;
  /** Keep the cards of these contacts on this device, for where there is no network; or no longer. */
  pin(pins: { ids: string[]; isPinned: boolean }): void;
  /** Keep a view of the contacts on this device; one of the same name is replaced. */
  saveView(view: View): void;
  dropView(view: { id: string }): void;
  /** Saved for the workspace; where it was changed meanwhile, `wrong-state`, and this device has what it is now. */
  saveTemplate(wish: TemplateWish): Template | Trouble;
  deleteTemplate(wish: { requestId: string; id: string }): 'done' | Trouble;
  restoreTemplate(wish: { requestId: string; id: string }): 'done' | Trouble;
  /** Keep what was typed on this device, until it is saved or thrown away. */
  keepTemplateDraft(draft: TemplateDraft): void;
  dropTemplateDraft(draft: { id: string }): void;
  engage(wish: EngagementWish): Kept;
  withdrawEngagement(wish: { requestId: string; contact: { id: string; name: string }; engagementId: string }): Kept;
  editContact(wish: EditWish): Kept;
  /** What was read of a contact, by the engine as it is now. */
  analyseAgain(wish: { requestId: string; contact: { id: string; name: string } }): Kept;
  /** What happened to a contact, the newest first; from the server alone. */
  timeline(question: { id: string; cursor?: string | undefined }): History | Trouble;
  /** Where what is known of a contact came from, why it may be had and until when; from the server alone, as all of people's rights. */
  contactSources(question: { id: string }): ContactSources | Trouble;
  setContactBasis(wish: ContactBasisRequest & { id: string }): ContactSources | Trouble;
  /** Text of a file with everything of a person: JSON, or a page in a language. */
  personFile(question: { id: string; as: 'json' | Language }): string | Trouble;
  erasurePreview(question: { id: string }): ErasurePreview | Trouble;
  /** For ever; the cache no longer has them when this is answered. */
  erase(wish: { requestId: string; id: string }): 'done' | Trouble;
  peopleTerms(): PeopleTerms | Trouble;
  setPeopleTerms(wish: PeopleTermsRequest): PeopleTerms | Trouble;
  purgePreview(question: { limit: number; cursor?: string | undefined }): PurgePreview | Trouble;
  renameCampaign(wish: { requestId: string; campaign: CampaignRef }): Campaign | Trouble;
  /** Whom a launch (or opening again) would hold, and whom another campaign holds. */
  previewLaunch(question: { campaignId: string }): LaunchPreview | Trouble;
  /** The cache has what was done before this is answered. */
  actOnCampaign(wish: CampaignActWish): CampaignOutcome | Trouble;
  /** From the server alone. */
  enrolments(question: EnrolmentsQuestion): Enrolments | Trouble;
  enrolMany(wish: EnrolManyWish): EnrolOutcome | Trouble;
  changeMany(wish: ChangeManyWish): EnrolmentChanged | Trouble;
  /** Rows of the ledger, the newest first; `next` of a page asks for the one after it. From the server alone, as all of the ledger. */
  ledger(question: LedgerFilter & { cursor?: string | undefined }): LedgerPage | Trouble;
  spent(filter: LedgerFilter): Spent | Trouble;
  /** Text of a CSV file, without a byte order mark. */
  ledgerFile(filter: LedgerFilter): string | Trouble;
  /** From the server alone: what each plan would do with as many seats, and what was asked for. */
  workspacePlan(question: { seats?: number | undefined }): WorkspacePlan | Trouble;
  /** Said again under the same id, it is done once. */
  askForPlan(wish: PlanAsked): PlanRequest | Trouble;
  withdrawPlanRequest(wish: { id: string; requestId: string }): PlanRequest | Trouble;
  /** Opens the page on which a plan is paid by card, or, for a customer, the one where that is changed. */
  payForPlan(wish: PlanAsked): 'opened' | Trouble;
  changePayment(): 'opened' | Trouble;
  /** People of the pool who fit, the best first; from the server alone, as all of Discover. */
  discover(question: Data<typeof DiscoverRequest>): Discovered | Trouble;
  countFound(wanted: Data<typeof Wanted>): PoolCount | Trouble;
  suggestFound(question: Data<typeof SuggestionsQuestion>): z.output<typeof Suggestions> | Trouble;
  quoteFound(question: QuoteFoundRequest): Quote | Trouble;
  /** Said again under the same id, it is done once; the cache has who was added before this is answered. */
  addFound(wish: Data<typeof AddFoundRequest>): AnalyseOutcome | Trouble;
  dismissFound(wish: DismissWish): 'done' | Trouble;
  idealProfiles(): { profiles: IdealProfile[] } | Trouble;
  keepIdealProfile(wish: Data<typeof IdealProfileRequest> & { id: string }): IdealProfile | Trouble;
  removeIdealProfile(wish: { requestId: string; id: string }): 'done' | Trouble;
  /** What has been imported into the pool of the workspace, the newest first; from the server alone. */
  imports(): { imports: PoolImport[] } | Trouble;
  removeImport(wish: { id: string }): 'done' | Trouble;
  /** Who feeds the pool over HTTP; from the server alone, never with its key. */
  poolProvider(): PoolProvider | Trouble;
  setPoolProvider(setting: PoolProviderSetting): PoolProvider | Trouble;
  removePoolProvider(wish: { requestId: string }): PoolProvider | Trouble;
  fetchPeople(wish: Data<typeof FetchRequest>): PoolImport | Trouble;
  /** The workspace's language model; from the server alone, as all of it. */
  languageModel(): LanguageModel | Trouble;
  setLanguageModel(setting: LanguageModelSetting): LanguageModel | Trouble;
  removeLanguageModel(wish: { requestId: string }): LanguageModel | Trouble;
  /** Asks the model about an invented person; a failed trial is an answer. */
  tryLanguageModel(model: ModelToTry): { trial: ModelTrial } | Trouble;
  /** The cache has what the server says of the contact before this is answered. */
  readAgain(wish: { id: string; requestId: string }): 'done' | Trouble;
  storageUse(): StorageUse;
  /** Throw away what the server knows and ask for it again; wishes, baskets, bulk actions and pins stay. */
  repair(): 'done' | Trouble;
  /** Try a wish again that waits or has stopped, now. */
  retryWish(wish: { requestId: string }): void;
  /** Another server: signs out from the present one first. An origin, e.g. "https://wellmet.example". */
  useServer(server: { url: string }): void;
}

export const { sendMessage, onMessage } = defineExtensionMessaging<Messages>();

export function isTrouble(answer: object | string): answer is Trouble {
  return typeof answer === 'object' && 'trouble' in answer;
}
