/**
 * The contract: each route once. The server registers its routes and draws its OpenAPI document from this list;
 * the extension calls and parses by it. A new route is one entry here, one handler there.
 */
import { z } from 'zod';
import { MemberCapRequest, Me, MemberUsage, Session, SignInRequest, SignUpRequest } from './account.ts';
import { AuditPage, AuditQuestion } from './audit.ts';
import {
  Campaign,
  CampaignAct,
  CampaignName,
  CampaignOutcome,
  CampaignState,
  Enrolment,
  EnrolmentChange,
  EnrolmentChanged,
  EnrolmentState,
  EnrolOutcome,
  EnrolRequest,
  LaunchPreview,
  NewCampaign,
  TimelineEntry,
} from './campaign.ts';
import {
  AddFoundRequest,
  CountRequest,
  Discovered,
  DiscoverRequest,
  DismissRequest,
  IdealProfile,
  IdealProfileRequest,
  PoolCount,
  QuoteFoundRequest,
  Suggestions,
  SuggestionsQuestion,
} from './discover.ts';
import { Contact, ContactSummary } from './contact.ts';
import { ContactEdit, NewEngagement } from './engagement.ts';
import { AnalyseOutcome, AnalyseRequest, Balance, Quote, QuoteRequest } from './credits.ts';
import { LanguageModel, LanguageModelSetting, ModelToTry, ModelTrial } from './languageModel.ts';
import { LedgerFilter, LedgerPage, LedgerQuestion, LedgerTotals, LedgerTotalsQuestion } from './ledger.ts';
import { PageReport, PublishedRules } from './pageRules.ts';
import { Plan } from './plan.ts';
import { ImportGuess, ImportQuestion, MappingQuestion, PoolImport } from './pool.ts';
import type { ProblemCode } from './problem.ts';
import { FetchRequest, PoolProvider, PoolProviderSetting } from './provider.ts';
import { Changes, ChangesQuestion } from './sync.ts';
import { NewTemplate, Template, TemplateChange } from './template.ts';

export interface Route {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** OpenAPI spelling: `/v1/workspaces/{workspaceId}/balance`. */
  path: `/v1/${string}`;
  summary: string;
  tag:
    | 'account'
    | 'team'
    | 'credits'
    | 'ledger'
    | 'contacts'
    | 'campaigns'
    | 'templates'
    | 'sync'
    | 'plans'
    | 'pages'
    | 'pool'
    | 'model'
    | 'discover';
  /** Who may call: anyone, a signed-in member, or a member of the workspace that the path names (others get `not-found`). */
  access: 'public' | 'member' | 'workspace';
  /** The lowest role that may call; others get `forbidden`. Absent: any member. */
  role?: 'admin' | 'owner';
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodObject;
  /** A file as the body instead, read as it comes: of these types, so long at most. */
  upload?: { types: readonly string[]; maxBytes: number };
  /** Status 200 with this body; without it and without `file`: 204. */
  answer?: z.ZodType;
  /** Status 200 with a file instead, sent as it is made. */
  file?: { type: 'text/csv'; name: string };
  /** The answer's `version` is its `ETag`; asked with it again, an unchanged answer is 304 without a body. */
  isVersioned?: true;
  /** Waits for somebody else’s server, or has much to do: the answer may take two minutes. */
  isSlow?: true;
  /** Status 200 with server-sent events instead, until either side has enough. */
  events?: true;
  /** What it may answer besides what every route may (see `commonProblems`). */
  problems: readonly ProblemCode[];
}

/** Problems that any route may answer; `unauthenticated` only where `access` is not `public`. */
export const commonProblems = [
  'invalid-request',
  'unauthenticated',
  'not-found',
  'body-too-large',
  'unsupported-media-type',
  'misdirected',
  'too-many-requests',
  'internal',
  'unavailable',
] as const satisfies readonly ProblemCode[];

const inWorkspace = z.object({ workspaceId: z.uuid() });
const ofContact = inWorkspace.extend({ contactId: z.uuid() });
const ofCampaign = inWorkspace.extend({ campaignId: z.uuid() });
const ofTemplate = inWorkspace.extend({ templateId: z.uuid() });
const page = z.object({ limit: z.coerce.number().int().min(1).max(200).default(50), cursor: z.string().max(100).optional() });
/** A table of people, as it is or packed. Browsers do not know the type of every file. */
const tableTypes = ['text/csv', 'application/x-ndjson', 'application/gzip', 'application/octet-stream'] as const;
/** An act outside of the ledger, made repeatable by an id of the caller's. */
const act = z.strictObject({ requestId: z.uuid() });
const route = <const R extends Route>(r: R): R => r;

// prettier-ignore: one route a paragraph
export const api = {
  signUp: route({
    method: 'post',
    path: '/v1/sign-up',
    tag: 'account',
    access: 'public',
    summary: 'Create an account and its workspace on the free plan',
    body: SignUpRequest,
    answer: Session,
    problems: ['email-taken'],
  }),
  signIn: route({
    method: 'post',
    path: '/v1/sign-in',
    tag: 'account',
    access: 'public',
    summary: 'Sign in with e-mail and password',
    body: SignInRequest,
    answer: Session,
    problems: ['wrong-credentials'],
  }),
  signOut: route({
    method: 'post',
    path: '/v1/sign-out',
    tag: 'account',
    access: 'member',
    summary: 'End the session whose token is sent',
    problems: [],
  }),
  me: route({
    method: 'get',
    path: '/v1/me',
    tag: 'account',
    access: 'member',
    summary: 'The signed-in member and their workspaces',
    answer: Me,
    problems: [],
  }),
  plans: route({
    method: 'get',
    path: '/v1/plans',
    tag: 'plans',
    access: 'public',
    summary: 'The plans on offer, smallest first',
    answer: z.object({ plans: z.array(Plan) }),
    problems: [],
  }),
  balance: route({
    method: 'get',
    path: '/v1/workspaces/{workspaceId}/balance',
    tag: 'credits',
    access: 'workspace',
    summary: 'Credits left in the present period',
    params: inWorkspace,
    answer: Balance,
    problems: [],
  }),
  quote: route({
    method: 'post',
    path: '/v1/workspaces/{workspaceId}/quotes',
    tag: 'credits',
    access: 'workspace',
    summary: 'What analysing these people would cost; changes nothing',
    params: inWorkspace,
    body: QuoteRequest,
    answer: Quote,
    problems: [],
  }),
  analyse: route({
    method: 'post',
    path: '/v1/workspaces/{workspaceId}/analyses',
    tag: 'credits',
    access: 'workspace',
    summary: 'Analyse people: one credit for each new one, none for the others, never more than the ceiling',
    params: inWorkspace,
    body: AnalyseRequest,
    answer: AnalyseOutcome,
    problems: ['request-id-reused', 'request-too-old', 'forbidden', 'wrong-state', 'ledger-stopped'],
  }),
  discover: route({
    method: 'post',
    path: '/v1/workspaces/{workspaceId}/discover/searches',
    tag: 'discover',
    access: 'workspace',
    summary: 'People of the pool who fit, the best first, each with the reasons that its rank is the sum of; changes nothing',
    params: inWorkspace,
    body: DiscoverRequest,
    answer: Discovered,
    problems: [],
  }),
  countFound: route({
    method: 'post',
    path: '/v1/workspaces/{workspaceId}/discover/counts',
    tag: 'discover',
    access: 'workspace',
    summary: 'How many people of the pool fit; counted to 1,000',
    params: inWorkspace,
    body: CountRequest,
    answer: PoolCount,
    problems: [],
  }),
  suggestFound: route({
    method: 'get',
    path: '/v1/workspaces/{workspaceId}/discover/suggestions',
    tag: 'discover',
    access: 'workspace',
    summary: 'Titles, companies or cities of the pool that are like what is being typed',
    params: inWorkspace,
    query: SuggestionsQuestion,
    answer: Suggestions,
    problems: [],
  }),
  quoteFound: route({
    method: 'post',
    path: '/v1/workspaces/{workspaceId}/discover/quotes',
    tag: 'discover',
    access: 'workspace',
    summary: 'What adding these people of the pool would cost; changes nothing',
    params: inWorkspace,
    body: QuoteFoundRequest,
    answer: Quote,
    problems: [],
  }),
  addFound: route({
    method: 'post',
    path: '/v1/workspaces/{workspaceId}/discover/additions',
    tag: 'discover',
    access: 'workspace',
    summary: 'Add people of the pool to a campaign: one credit for each new one, never more than the ceiling',
    params: inWorkspace,
    body: AddFoundRequest,
    answer: AnalyseOutcome,
    problems: ['request-id-reused', 'request-too-old', 'forbidden', 'wrong-state', 'ledger-stopped'],
  }),
  dismissFound: route({
    method: 'put',
    path: '/v1/workspaces/{workspaceId}/discover/people/{poolId}/{personId}/dismissal',
    tag: 'discover',
    access: 'workspace',
    summary: 'Dismiss somebody of the pool for the workspace, or take that back; the ranking learns from it',
    params: inWorkspace.extend({ poolId: z.uuid(), personId: z.uuid() }),
    body: DismissRequest,
    problems: ['request-id-reused', 'request-too-old'],
  }),
  idealProfiles: route({
    method: 'get',
    path: '/v1/workspaces/{workspaceId}/discover/profiles',
    tag: 'discover',
    access: 'workspace',
    summary: 'The ideal profiles of the workspace, by name',
    params: inWorkspace,
    answer: z.object({ profiles: z.array(IdealProfile) }),
    problems: [],
  }),
  keepIdealProfile: route({
    method: 'put',
    path: '/v1/workspaces/{workspaceId}/discover/profiles/{profileId}',
    tag: 'discover',
    access: 'workspace',
    summary: 'Keep an ideal profile, new or changed',
    params: inWorkspace.extend({ profileId: z.uuid() }),
    body: IdealProfileRequest,
    answer: IdealProfile,
    problems: ['request-id-reused', 'request-too-old', 'wrong-state'],
  }),
  removeIdealProfile: route({
    method: 'post',
    path: '/v1/workspaces/{workspaceId}/discover/profiles/{profileId}/removal',
    tag: 'discover',
    access: 'workspace',
    summary: 'Remove an ideal profile; keeping it again brings it back',
    params: inWorkspace.extend({ profileId: z.uuid() }),
    body: act,
    problems: ['request-id-reused', 'request-too-old'],
  }),
  ledger: route({
    method: 'get',
    path: '/v1/workspaces/{workspaceId}/ledger',
    tag: 'ledger',
    access: 'workspace',
    summary: 'Every credit: when, who, whom, why; the newest first',
    params: inWorkspace,
    query: LedgerQuestion,
    answer: LedgerPage,
    problems: [],
  }),
  ledgerTotals: route({
    method: 'get',
    path: '/v1/workspaces/{workspaceId}/ledger/totals',
    tag: 'ledger',
    access: 'workspace',
    summary: 'Credits spent by day, source, member or campaign',
    params: inWorkspace,
    query: LedgerTotalsQuestion,
    answer: LedgerTotals,
    problems: [],
  }),
  ledgerFile: route({
    method: 'get',
    path: '/v1/workspaces/{workspaceId}/ledger.csv',
    tag: 'ledger',
    access: 'workspace',
    summary: 'The ledger as a table for a spreadsheet',
    params: inWorkspace,
    query: LedgerFilter,
    file: { type: 'text/csv', name: 'wellmet-ledger.csv' },
    problems: [],
  }),
  members: route({
    method: 'get',
    path: '/v1/workspaces/{workspaceId}/members',
    tag: 'credits',
    access: 'workspace',
    summary: 'The members of the workspace, what each has spent in the period, and their caps',
    params: inWorkspace,
    answer: z.object({ members: z.array(MemberUsage) }),
    problems: [],
  }),
  setMemberCap: route({
    method: 'put',
    path: '/v1/workspaces/{workspaceId}/members/{memberId}/cap',
    tag: 'credits',
    access: 'workspace',
    role: 'admin',
    summary: 'How many credits a member may spend in a period; null: as many as there are',
    params: inWorkspace.extend({ memberId: z.uuid() }),
    body: MemberCapRequest,
    answer: MemberUsage,
    problems: ['forbidden', 'request-id-reused', 'request-too-old'],
  }),
  audit: route({
    method: 'get',
    path: '/v1/workspaces/{workspaceId}/audit',
    tag: 'team',
    access: 'workspace',
    role: 'admin',
    summary: 'Who did what of consequence in the workspace, the newest first',
    params: inWorkspace,
    query: AuditQuestion,
    answer: AuditPage,
    problems: ['forbidden'],
  }),
  contacts: route({
    method: 'get',
    path: '/v1/workspaces/{workspaceId}/contacts',
    tag: 'contacts',
    access: 'workspace',
    summary: 'Contacts, the one analysed last first',
    params: inWorkspace,
    query: z.object({ limit: z.coerce.number().int().min(1).max(100).default(20) }),
    answer: z.object({ contacts: z.array(ContactSummary) }),
    problems: [],
  }),
  contact: route({
    method: 'get',
    path: '/v1/workspaces/{workspaceId}/contacts/{contactId}',
    tag: 'contacts',
    access: 'workspace',
    summary: 'One contact with its newest snapshot and insights',
    params: z.object({ workspaceId: z.uuid(), contactId: z.uuid() }),
    answer: Contact,
    problems: [],
  }),
  cards: route({
    method: 'post',
    path: '/v1/workspaces/{workspaceId}/contacts/cards',
    tag: 'contacts',
    access: 'workspace',
    summary: 'Several contacts with their newest snapshots and insights; those that are none any more are missing',
    params: inWorkspace,
    body: z.strictObject({ ids: z.array(z.uuid()).min(1).max(100) }),
    answer: z.object({ contacts: z.array(Contact) }),
    problems: [],
  }),
  analyseAgain: route({
    method: 'post',
    path: '/v1/workspaces/{workspaceId}/contacts/{contactId}/analyse-again',
    tag: 'contacts',
    access: 'workspace',
    summary: 'Analyse what was last read of a contact again, with the engine of now and as of today; always free',
    params: ofContact,
    body: act,
    answer: Contact,
    problems: ['request-id-reused', 'request-too-old'],
  }),
  editContact: route({
    method: 'patch',
    path: '/v1/workspaces/{workspaceId}/contacts/{contactId}',
    tag: 'contacts',
    access: 'workspace',
    summary: 'Correct or hide what the page or the analysis says of a contact; free, and kept in its history',
    params: ofContact,
    body: ContactEdit,
    answer: Contact,
    problems: ['request-id-reused', 'request-too-old'],
  }),
  engage: route({
    method: 'post',
    path: '/v1/workspaces/{workspaceId}/contacts/{contactId}/engagements',
    tag: 'contacts',
    access: 'workspace',
    summary: 'Keep what was done with a contact: a message, an answer, a call, a meeting, a note; always free',
    params: ofContact,
    body: NewEngagement,
    answer: Contact,
    problems: ['request-id-reused', 'request-too-old'],
  }),
  withdrawEngagement: route({
    method: 'post',
    path: '/v1/workspaces/{workspaceId}/contacts/{contactId}/engagements/{engagementId}/withdraw',
    tag: 'contacts',
    access: 'workspace',
    summary: 'Take an engagement back that was kept by mistake; the history says so',
    params: ofContact.extend({ engagementId: z.uuid() }),
    body: act,
    answer: Contact,
    problems: ['forbidden', 'request-id-reused', 'request-too-old'],
  }),
  timeline: route({
    method: 'get',
    path: '/v1/workspaces/{workspaceId}/contacts/{contactId}/timeline',
    tag: 'contacts',
    access: 'workspace',
    summary: 'What happened to a contact, the newest first',
    params: ofContact,
    query: page,
    answer: z.object({ entries: z.array(TimelineEntry), next: z.string().optional() }),
    problems: [],
  }),
  unmerge: route({
    method: 'post',
    path: '/v1/workspaces/{workspaceId}/contacts/{contactId}/unmerge',
    tag: 'contacts',
    access: 'workspace',
    role: 'admin',
    summary: 'Separate a contact that was merged into another one by mistake; no credit moves',
    params: ofContact,
    body: act,
    answer: Contact,
    problems: ['forbidden', 'wrong-state', 'request-id-reused', 'request-too-old'],
  }),
  erase: route({
    method: 'post',
    path: '/v1/workspaces/{workspaceId}/contacts/{contactId}/erase',
    tag: 'contacts',
    access: 'workspace',
    role: 'admin',
    summary: 'Forget a person: everything goes, a keyed hash stays and refuses them for ever',
    params: ofContact,
    body: act,
    problems: ['forbidden', 'request-id-reused', 'request-too-old'],
  }),
  campaigns: route({
    method: 'get',
    path: '/v1/workspaces/{workspaceId}/campaigns',
    tag: 'campaigns',
    access: 'workspace',
    summary: 'The campaigns, the newest first',
    params: inWorkspace,
    query: z.object({ state: CampaignState.optional() }),
    answer: z.object({ campaigns: z.array(Campaign) }),
    problems: [],
  }),
  createCampaign: route({
    method: 'post',
    path: '/v1/workspaces/{workspaceId}/campaigns',
    tag: 'campaigns',
    access: 'workspace',
    summary: 'A new campaign, as a draft',
    params: inWorkspace,
    body: NewCampaign,
    answer: Campaign,
    problems: ['request-id-reused', 'request-too-old'],
  }),
  campaign: route({
    method: 'get',
    path: '/v1/workspaces/{workspaceId}/campaigns/{campaignId}',
    tag: 'campaigns',
    access: 'workspace',
    summary: 'One campaign',
    params: ofCampaign,
    answer: Campaign,
    problems: [],
  }),
  renameCampaign: route({
    method: 'patch',
    path: '/v1/workspaces/{workspaceId}/campaigns/{campaignId}',
    tag: 'campaigns',
    access: 'workspace',
    summary: 'Give a campaign another name',
    params: ofCampaign,
    body: z.strictObject({ requestId: z.uuid(), name: CampaignName }),
    answer: Campaign,
    problems: ['request-id-reused', 'request-too-old'],
  }),
  previewLaunch: route({
    method: 'get',
    path: '/v1/workspaces/{workspaceId}/campaigns/{campaignId}/launch',
    tag: 'campaigns',
    access: 'workspace',
    summary: 'Whom a launch (or opening it again) would hold, and whom another campaign holds; changes nothing',
    params: ofCampaign,
    answer: LaunchPreview,
    problems: ['wrong-state'],
  }),
  actOnCampaign: route({
    method: 'post',
    path: '/v1/workspaces/{workspaceId}/campaigns/{campaignId}/acts',
    tag: 'campaigns',
    access: 'workspace',
    summary: 'Launch, pause, resume, complete, archive or reopen a campaign',
    params: ofCampaign,
    body: CampaignAct,
    answer: CampaignOutcome,
    problems: ['forbidden', 'wrong-state', 'request-id-reused', 'request-too-old'],
  }),
  enrolments: route({
    method: 'get',
    path: '/v1/workspaces/{workspaceId}/campaigns/{campaignId}/enrolments',
    tag: 'campaigns',
    access: 'workspace',
    summary: 'Who is in a campaign or waits for it, the latest change first',
    params: ofCampaign,
    query: page.extend({ state: EnrolmentState.or(z.literal('waiting')).optional() }),
    answer: z.object({ enrolments: z.array(Enrolment), next: z.string().optional() }),
    problems: [],
  }),
  enrol: route({
    method: 'post',
    path: '/v1/workspaces/{workspaceId}/campaigns/{campaignId}/enrolments',
    tag: 'campaigns',
    access: 'workspace',
    summary: 'Put known contacts in a campaign; always free',
    params: ofCampaign,
    body: EnrolRequest,
    answer: EnrolOutcome,
    problems: ['forbidden', 'wrong-state', 'request-id-reused', 'request-too-old'],
  }),
  changeEnrolments: route({
    method: 'post',
    path: '/v1/workspaces/{workspaceId}/campaigns/{campaignId}/enrolments/changes',
    tag: 'campaigns',
    access: 'workspace',
    summary: 'Say what became of contacts in a campaign, or take them out',
    params: ofCampaign,
    body: EnrolmentChange,
    answer: EnrolmentChanged,
    problems: ['wrong-state', 'request-id-reused', 'request-too-old'],
  }),
  languageModel: route({
    method: 'get',
    path: '/v1/workspaces/{workspaceId}/language-model',
    tag: 'model',
    access: 'workspace',
    summary: 'Which language model reads beside the local engine, if any, who decided so, and what it has used; never its key',
    params: inWorkspace,
    answer: LanguageModel,
    problems: [],
  }),
  setLanguageModel: route({
    method: 'put',
    path: '/v1/workspaces/{workspaceId}/language-model',
    tag: 'model',
    access: 'workspace',
    role: 'owner',
    summary: 'Set the language model, and turn it on or off; turning it on takes the owner’s consent',
    params: inWorkspace,
    body: LanguageModelSetting,
    answer: LanguageModel,
    problems: ['forbidden', 'request-id-reused', 'request-too-old'],
  }),
  removeLanguageModel: route({
    method: 'post',
    path: '/v1/workspaces/{workspaceId}/language-model/remove',
    tag: 'model',
    access: 'workspace',
    role: 'owner',
    summary: 'Turn the language model off and forget its address and key; what it has read stays',
    params: inWorkspace,
    body: act,
    answer: LanguageModel,
    problems: ['forbidden', 'request-id-reused', 'request-too-old'],
  }),
  tryLanguageModel: route({
    method: 'post',
    path: '/v1/workspaces/{workspaceId}/language-model/trials',
    tag: 'model',
    access: 'workspace',
    role: 'owner',
    summary: 'Ask a model about an invented person, and say what came back; keeps nothing, takes one request of the budget',
    params: inWorkspace,
    body: ModelToTry,
    answer: ModelTrial,
    isSlow: true,
    problems: ['forbidden'],
  }),
  readAgain: route({
    method: 'post',
    path: '/v1/workspaces/{workspaceId}/contacts/{contactId}/model-readings',
    tag: 'model',
    access: 'workspace',
    summary: 'Ask the language model about a contact again; takes no credit',
    params: ofContact,
    body: act,
    answer: Contact,
    problems: ['wrong-state', 'request-id-reused', 'request-too-old'],
  }),
  templates: route({
    method: 'get',
    path: '/v1/workspaces/{workspaceId}/templates',
    tag: 'templates',
    access: 'workspace',
    summary: 'The templates of the workspace, by name',
    params: inWorkspace,
    answer: z.object({ templates: z.array(Template) }),
    problems: [],
  }),
  createTemplate: route({
    method: 'post',
    path: '/v1/workspaces/{workspaceId}/templates',
    tag: 'templates',
    access: 'workspace',
    summary: 'A new template; refused where the workspace has as many as it may',
    params: inWorkspace,
    body: NewTemplate,
    answer: Template,
    problems: ['wrong-state', 'request-id-reused', 'request-too-old'],
  }),
  changeTemplate: route({
    method: 'patch',
    path: '/v1/workspaces/{workspaceId}/templates/{templateId}',
    tag: 'templates',
    access: 'workspace',
    summary: 'Write a template anew; refused where it was changed since the version that the caller had before them',
    params: ofTemplate,
    body: TemplateChange,
    answer: Template,
    problems: ['wrong-state', 'request-id-reused', 'request-too-old'],
  }),
  deleteTemplate: route({
    method: 'post',
    path: '/v1/workspaces/{workspaceId}/templates/{templateId}/delete',
    tag: 'templates',
    access: 'workspace',
    summary: 'Delete a template: one’s own, or as an owner or admin anybody’s',
    params: ofTemplate,
    body: act,
    problems: ['forbidden', 'request-id-reused', 'request-too-old'],
  }),
  restoreTemplate: route({
    method: 'post',
    path: '/v1/workspaces/{workspaceId}/templates/{templateId}/restore',
    tag: 'templates',
    access: 'workspace',
    summary: 'Bring back a template that was deleted',
    params: ofTemplate,
    body: act,
    answer: Template,
    problems: ['forbidden', 'wrong-state', 'request-id-reused', 'request-too-old'],
  }),
  changes: route({
    method: 'get',
    path: '/v1/workspaces/{workspaceId}/changes',
    tag: 'sync',
    access: 'workspace',
    summary: 'Contacts, campaigns and templates that have changed since a cursor, and the balance',
    params: inWorkspace,
    query: ChangesQuestion,
    answer: Changes,
    isVersioned: true,
    problems: ['resync-needed'],
  }),
  events: route({
    method: 'get',
    path: '/v1/workspaces/{workspaceId}/events',
    tag: 'sync',
    access: 'workspace',
    summary: 'Server-sent events: `changed` whenever there is something new to ask `changes` for; a hint, never data',
    params: inWorkspace,
    events: true,
    problems: [],
  }),
  guessImport: route({
    method: 'post',
    path: '/v1/workspaces/{workspaceId}/pool/guesses',
    tag: 'pool',
    access: 'workspace',
    role: 'admin',
    summary: 'What the beginning of a file is taken for: its columns, the first rows, what is wrong with them; changes nothing',
    params: inWorkspace,
    query: MappingQuestion,
    upload: { types: tableTypes, maxBytes: 256 * 1024 },
    answer: ImportGuess,
    problems: ['forbidden'],
  }),
  importPeople: route({
    method: 'post',
    path: '/v1/workspaces/{workspaceId}/pool/imports',
    tag: 'pool',
    access: 'workspace',
    role: 'admin',
    summary: 'Import people from a file into the pool of the workspace; the answer comes when it is through, `imports` tells meanwhile',
    params: inWorkspace,
    query: ImportQuestion,
    upload: { types: tableTypes, maxBytes: 4 * 1024 ** 3 },
    answer: PoolImport,
    problems: ['forbidden'],
  }),
  imports: route({
    method: 'get',
    path: '/v1/workspaces/{workspaceId}/pool/imports',
    tag: 'pool',
    access: 'workspace',
    summary: 'What has been imported into the pool of the workspace, the newest first',
    params: inWorkspace,
    answer: z.object({ imports: z.array(PoolImport) }),
    problems: [],
  }),
  removeImport: route({
    method: 'delete',
    path: '/v1/workspaces/{workspaceId}/pool/imports/{importId}',
    tag: 'pool',
    access: 'workspace',
    role: 'admin',
    summary: 'Take an import out as if it had never been',
    params: inWorkspace.extend({ importId: z.uuid() }),
    isSlow: true,
    problems: ['forbidden', 'wrong-state'],
  }),
  poolProvider: route({
    method: 'get',
    path: '/v1/workspaces/{workspaceId}/pool/provider',
    tag: 'pool',
    access: 'workspace',
    summary: 'Which provider feeds the pool of the workspace, if any; never its key',
    params: inWorkspace,
    answer: PoolProvider,
    problems: [],
  }),
  setPoolProvider: route({
    method: 'put',
    path: '/v1/workspaces/{workspaceId}/pool/provider',
    tag: 'pool',
    access: 'workspace',
    role: 'admin',
    summary: 'Set the provider that feeds the pool; asks it nothing yet',
    params: inWorkspace,
    body: PoolProviderSetting,
    answer: PoolProvider,
    problems: ['forbidden', 'request-id-reused', 'request-too-old'],
  }),
  removePoolProvider: route({
    method: 'post',
    path: '/v1/workspaces/{workspaceId}/pool/provider/remove',
    tag: 'pool',
    access: 'workspace',
    role: 'admin',
    summary: 'Forget the provider’s address and key; what was fetched stays until its imports are taken out',
    params: inWorkspace,
    body: act,
    answer: PoolProvider,
    problems: ['forbidden', 'request-id-reused', 'request-too-old'],
  }),
  fetchPeople: route({
    method: 'post',
    path: '/v1/workspaces/{workspaceId}/pool/provider/fetches',
    tag: 'pool',
    access: 'workspace',
    role: 'admin',
    summary: 'Begin to fetch people from the provider, as an import like any other; `imports` tells how it goes on',
    params: inWorkspace,
    body: FetchRequest,
    answer: PoolImport,
    problems: ['forbidden', 'wrong-state', 'request-id-reused', 'request-too-old'],
  }),
  pageRules: route({
    method: 'get',
    path: '/v1/page-rules',
    tag: 'pages',
    access: 'public',
    summary: 'How LinkedIn’s pages are read for the moment, signed by the operator; nothing, where what is built in is good',
    answer: PublishedRules,
    problems: [],
  }),
  reportPage: route({
    method: 'post',
    path: '/v1/workspaces/{workspaceId}/page-reports',
    tag: 'pages',
    access: 'workspace',
    summary: 'Tell that a page no longer fits: which selectors find how much, nothing of the page',
    params: inWorkspace,
    body: PageReport,
    problems: [],
  }),
} as const;

export type Api = typeof api;
export type RouteName = keyof Api;

type InputOf<S> = S extends z.ZodType ? z.input<S> : undefined;
type OutputOf<S> = S extends z.ZodType ? z.output<S> : undefined;
type Part<R, K extends string> = R extends { [P in K]: infer S } ? S : undefined;

/** What a caller sends. */
export type Question<N extends RouteName> = {
  [K in 'params' | 'query' | 'body' as Part<Api[N], K> extends undefined ? never : K]: InputOf<Part<Api[N], K>>;
};
/** What a handler gets. */
export type Parsed<N extends RouteName> = {
  [K in 'params' | 'query' | 'body' as Part<Api[N], K> extends undefined ? never : K]: OutputOf<Part<Api[N], K>>;
} & (Api[N] extends { upload: object } ? { upload: AsyncIterable<Uint8Array> } : unknown);
/** Routes that take a file. */
export type UploadName = { [N in RouteName]: Api[N] extends { upload: object } ? N : never }[RouteName];
/** What comes back; `undefined` for a 204. */
export type Answer<N extends RouteName> = OutputOf<Part<Api[N], 'answer'>>;

/** The address of a question, below the server's origin: parameters in their places, the query behind. */
export function addressOf<N extends RouteName>(name: N, question: Question<N>): string {
  const { params = {}, query = {} }: { params?: object; query?: object } = question;
  let path: string = api[name].path;
  for (const [key, value] of Object.entries(params)) path = path.replace(`{${key}}`, encodeURIComponent(String(value)));
  const search = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(String(value))}`);
  return search.length > 0 ? `${path}?${search.join('&')}` : path;
}
