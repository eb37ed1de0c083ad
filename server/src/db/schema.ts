/** The tables as Kysely sees them. The truth is `migrations/`; accounts and sessions are better-auth's (docs/architecture.md). */
import type { Role } from '@wellmet/shared/account';
import type { ApiScope } from '@wellmet/shared/apiKey';
import type { AuditAbout, AuditAct } from '@wellmet/shared/audit';
import type { CampaignState, EnrolmentState } from '@wellmet/shared/campaign';
import type { KeptReason, Wanted } from '@wellmet/shared/discover';
import type { EngagementKind } from '@wellmet/shared/engagement';
import type { Insights, JobFunction, Seniority } from '@wellmet/shared/insight';
import type { Channel } from '@wellmet/shared/drafts/sentences';
import type { IdentifierKind } from '@wellmet/shared/identity';
import type { ModelTrouble } from '@wellmet/shared/languageModel';
import type { PageReport } from '@wellmet/shared/pageRules';
import type { PaymentState, PlanEvery, PlanRequest } from '@wellmet/shared/plan';
import type { ColumnMapping, CompanySize, ImportTerms, LawfulBasis, PoolImport } from '@wellmet/shared/pool';
import type { OriginKind, PageKind, Sighting, Source } from '@wellmet/shared/sighting';
import type { WebhookDelivery, WebhookEvent, WebhookTrouble } from '@wellmet/shared/webhook';
import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { Found } from '../model/stand.ts';

interface User {
  id: string;
  name: string;
  email: string;
  emailVerified: boolean;
}
interface Session {
  id: string;
  userId: string;
  /** What the token hashes to (accounts/secret.ts). */
  token: string;
  userAgent: string | null;
  createdAt: Date;
  /** When it was last renewed: once a day of use. */
  updatedAt: Date;
  expiresAt: Date;
}
/** An account that is made when its letter has been read. */
export interface NewAccount {
  name: string;
  email: string;
  /** Of the password. */
  hash: string;
  workspaceName: string;
  timeZone: string;
}
interface DeviceCodeRow {
  device_hash: string;
  code_hash: string;
  link_hash: string | null;
  link_member: string | null;
  decision_hash: string | null;
  member_id: string | null;
  is_by_link: Generated<boolean>;
  state: Generated<'pending' | 'approved' | 'denied'>;
  new_account: JSONColumnType<NewAccount> | null;
  user_agent: string;
  asked_at: Date | null;
  expires_at: Date;
}
interface Organization {
  id: string;
  name: string;
}
interface MemberRow {
  id: string;
  organizationId: string;
  userId: string;
  role: Role;
  createdAt: Date;
}

interface PlanRow {
  code: string;
  version: number;
  name: string;
  monthly_credits_per_seat: number;
  monthly_price_per_seat_cents: number;
  /** For a year paid at once; null: by the month only. */
  annual_price_per_seat_cents: number | null;
  currency: string;
  /** The versions on offer; others go on for those who have them. */
  offered: boolean;
}

/** What a workspace has asked the operator for: one open request at most, those before it as they were answered. */
interface PlanRequestRow {
  workspace_id: string;
  request_id: string;
  plan_code: string;
  seats: number;
  every: PlanEvery;
  state: PlanRequest['state'];
  asked_by: string;
  asked_at: Date;
  answered_at: Date | null;
  /** What the operator says to it. */
  answer: string | null;
}

interface BillingRow {
  workspace_id: string;
  customer_id: string;
  version: Generated<number>;
  state: Generated<PaymentState>;
  plan_code: string | null;
  seats: number | null;
}

interface BillingEventRow {
  workspace_id: string;
  event_id: string;
  at: Date;
}

/** One row a workspace: the lock, the overdraw guard, and the clock (`seq`) of everything in the workspace. */
export interface CreditHeadRow {
  workspace_id: string;
  plan_code: string;
  plan_version: number;
  seats: number;
  time_zone: string;
  period_start: Date;
  period_end: Date;
  granted: number;
  used: number;
  seq: number;
  /** What the next period begins with, where it is something else. */
  next_plan_code: string | null;
  next_plan_version: number | null;
  next_seats: number | null;
  /** From then on the plan is no longer paid and ongoing campaigns are paused. Mostly the end of a period. */
  lapsed_from: Date | null;
  /** Set when the ledger was found not to add up: no debit until it does. */
  stopped_at: Date | null;
}

interface CreditHeadTable extends CreditHeadRow {
  /** The highest number whose answer was forgotten (credits/forget.ts). */
  answers_forgotten_seq: Generated<number>;
}

/** What only devices that pull ask of a head. */
interface CreditHeadTable extends CreditHeadRow {
  /** Another one after a restore: what devices have may be of another database. */
  epoch: Generated<string>;
  /** What was gone before this number is no longer remembered as gone. */
  forgotten_before: Generated<number>;
}

interface CreditEntryRow {
  workspace_id: string;
  seq: number;
  kind: 'grant' | 'expire' | 'debit' | 'restoration' | 'adjustment';
  amount: number;
  balance_after: number;
  period_start: Date;
  request_id: string | null;
  member_id: string | null;
  /** Of a grant, `period` or `upgrade`; of a debit, its source; of an adjustment, the operator's words. */
  reason: string | null;
  /** Of a grant: what it was granted for. */
  plan_code: string | null;
  plan_version: number | null;
  seats: number | null;
  /** Of a restoration: the contact whose debit it gives back. */
  restored_contact_id: string | null;
  at: Generated<Date>;
}

interface ContactRow {
  workspace_id: string;
  contact_id: string;
  /** The newest of its snapshots. */
  snapshot_seq: number;
  first_analysed_at: Date;
  first_analysed_by: string;
  last_analysed_at: Date;
  /** The contact that turned out to be the same person and stands for both since. It is not merged itself. */
  merged_into: string | null;
  /** SHA-256 of the newest sighting as text; null where it was taken before such hashes were kept. */
  seen_hash: Buffer | null;
  /** What the list was searched by that the person was first analysed from. */
  search_context: string | null;
  /** All that was known of the person is gone; the row is the tombstone. */
  erased_at: Date | null;
  /** The contact was separated again after a merge: its restored debit stays restored. */
  unmerged_seq: number | null;
  /** The contact that an admin said this one is not: pages do not merge them again. */
  apart_from: string | null;
  /** When it came back after it was purged; null: with its first analysis. Retention counts from it. */
  collected_at: Date | null;
  /** With `erased_at`: it was kept long enough, and may come back. */
  is_purged: Generated<boolean>;
  seq: number;
}

interface ContactIdentifierRow {
  workspace_id: string;
  kind: IdentifierKind;
  value: string;
  contact_id: string;
  seq: number;
}

/** What a contact answered to from `seq` until `until_seq`, for the record: it resolves nothing. */
interface ContactFormerIdentifierRow extends ContactIdentifierRow {
  until_seq: number;
}

interface ContactSnapshotRow {
  workspace_id: string;
  contact_id: string;
  seq: number;
  /** The contact that it was taken as; another one where that was merged since. */
  taken_as: string;
  sighting: JSONColumnType<Sighting>;
  insights: JSONColumnType<Insights>;
  member_id: string;
  at: Date;
  /** Null where a server of the version before has written it, until it is filled in (discover/names.ts). */
  name_key: string | null;
}

/** Something done with a contact. Only its contact changes, by a merge, and whether it was taken back. */
interface EngagementRow {
  workspace_id: string;
  /** The id of the request that made it. */
  engagement_id: string;
  contact_id: string;
  /** As of a snapshot. */
  taken_as: string;
  what: EngagementKind;
  text: string | null;
  done_at: Date;
  member_id: string;
  at: Date;
  seq: number;
  withdrawn_at: Date | null;
  withdrawn_by: string | null;
  withdrawn_seq: number | null;
}

/** A correction of one field, or of a part of the insights by its name: the newest one of each counts, the others are its history. */
interface ContactEditRow {
  workspace_id: string;
  contact_id: string;
  field: string;
  seq: number;
  /** As of a snapshot. */
  taken_as: string;
  /** Null: what the page says. */
  value: string | null;
  member_id: string;
  at: Date;
}

interface DebitRow {
  workspace_id: string;
  contact_id: string;
  seq: number;
  member_id: string;
  source: Source;
  page_kind: OriginKind;
  request_id: string;
  plan_code: string;
  plan_version: number;
  period_start: Date;
  campaign_id: string | null;
  at: Date;
  /** Of somebody found in the pool: by which signals and points. */
  reasons: ColumnType<KeptReason[] | null, string | null, never>;
}

interface MemberCapRow {
  workspace_id: string;
  member_id: string;
  cap_credits: number;
  seq: number;
}

interface ErasedIdentifierRow {
  workspace_id: string;
  /** `email`: of somebody in a pool. */
  kind: IdentifierKind | 'email';
  /** HMAC-SHA-256 by the server's secret. */
  hash: Buffer;
  contact_id: string;
}

interface PeopleTermsRow {
  workspace_id: string;
  lawful_basis: LawfulBasis;
  months_kept: number;
  months_if_never: number;
  changed_at: Date | null;
  changed_by: string | null;
  purge_at: Date | null;
}

/** Where the basis of one contact is not the workspace's. */
interface ContactBasisRow {
  workspace_id: string;
  contact_id: string;
  lawful_basis: LawfulBasis;
  member_id: string;
  at: Date;
}

/** As `ErasedIdentifierRow`, of who is not refused but free: they were paid for. */
interface PurgedIdentifierRow {
  workspace_id: string;
  kind: IdentifierKind;
  hash: Buffer;
  contact_id: string;
}

export interface CampaignRow {
  workspace_id: string;
  campaign_id: string;
  name: string;
  state: CampaignState;
  paused: boolean;
  created_at: Date;
  created_by: string;
  launched_at: Date | null;
  closed_at: Date | null;
  seq: number;
}

interface EnrolmentRow {
  workspace_id: string;
  campaign_id: string;
  contact_id: string;
  state: EnrolmentState;
  /** What it was when the campaign was closed and let go: what opening it again brings back. */
  state_at_closing: EnrolmentState | null;
  enrolled_at: Date;
  enrolled_by: string;
  state_at: Date;
  seq: number;
}

/** A person held by an ongoing campaign. Its key is the rule of product.md 3.1. */
interface CampaignLeaseRow {
  workspace_id: string;
  contact_id: string;
  campaign_id: string;
  held_by: string;
  since: Date;
  seq: number;
}

interface CampaignWaitRow {
  workspace_id: string;
  contact_id: string;
  campaign_id: string;
  asked_by: string;
  at: Date;
  seq: number;
}

interface CampaignEventRow {
  workspace_id: string;
  seq: number;
  place: number;
  what: string;
  campaign_id: string | null;
  contact_id: string | null;
  state: string | null;
  member_id: string;
  at: Date;
}

export interface TemplateRow {
  workspace_id: string;
  template_id: string;
  name: string;
  channel: Channel;
  language: 'en' | 'fr';
  subject: string | null;
  text: string;
  created_at: Date;
  created_by: string;
  changed_at: Date;
  changed_by: string;
  /** It stays, so that devices hear of it and it can come back. */
  deleted_at: Date | null;
  seq: number;
}

interface PeriodicWorkRow {
  name: string;
  last_at: Date;
}

interface OpResultRow {
  workspace_id: string;
  request_id: string;
  request_hash: Buffer;
  /** No personal data: ids, classes, costs and figures (credits/analyse.ts, `KeptReply`). */
  reply: ColumnType<unknown, string, string>;
  seq: number;
  at: Date;
}

interface PageRulesRow {
  version: number;
  /** As it was signed, byte by byte. */
  rules: string;
  signature: string;
  key_id: string;
  published_at: Date;
  withdrawn_at: Date | null;
}

/** No personal data: numbers and words of ours. */
interface PageReportRow {
  workspace_id: string;
  day: Date;
  hash: Buffer;
  page_kind: PageKind;
  report: JSONColumnType<PageReport>;
  times: number;
  last_at: Date;
}

interface LanguageModelRow {
  workspace_id: string;
  url: string;
  model: string;
  /** As of `outside/key.ts`; null: the model wants none. */
  sealed_key: string | null;
  budget_requests: number;
  timeout_seconds: number;
  is_on: boolean;
  consent_by: string | null;
  consent_at: Date | null;
  consent_version: number | null;
}

interface ModelUsageRow {
  workspace_id: string;
  /** Its first day, in the workspace's time zone. */
  month: Date;
  requests: number;
  rejected: number;
}

/** Where the model stands with a contact: the queue of what it is to read, and what it has read of this snapshot. */
interface ModelReadingRow {
  workspace_id: string;
  contact_id: string;
  snapshot_seq: number;
  state: 'asked' | 'done' | 'failed';
  trouble: ModelTrouble | null;
  at: Date;
  /** Who analysed, or asked again. */
  member_id: string;
  attempts: Generated<number>;
  due_at: Date;
  /** Until then somebody reads it; whoever died meanwhile does no harm. */
  claimed_until: Date | null;
  engine: string | null;
  version: number | null;
  found: JSONColumnType<Found> | null;
  rejected: number | null;
}

interface AuditEntryRow {
  workspace_id: string;
  entry_id: string;
  at: Generated<Date>;
  /** Null: the operator. */
  member_id: string | null;
  act: AuditAct;
  about: JSONColumnType<AuditAbout>;
}

export interface WorkspaceInvitationRow {
  workspace_id: string;
  invitation_id: string;
  /** In lower case. */
  email: string;
  role: Role;
  language: 'en' | 'fr';
  /** SHA-256 of the last secret that was given out. */
  secret_hash: Buffer;
  invited_by: string;
  sent_at: Date;
  expires_at: Date;
  revoked_at: Date | null;
  accepted_at: Date | null;
  accepted_by: string | null;
}

interface RateLimitRow {
  key: string;
  points: number;
  expire: number | null;
}

interface PoolRow {
  pool_id: string;
  /** A workspace; null: the operator. Not a key: the pool's tables begin with the pool. */
  owned_by: string | null;
  name: string;
  created_at: Date;
  /** When it was last gone through for what it has (discover/learn.ts). */
  learnt_at: Generated<Date | null>;
}
interface PoolAccessRow {
  workspace_id: string;
  pool_id: string;
  since: Date;
}
interface PoolImportRow {
  pool_id: string;
  import_id: string;
  file_name: string;
  terms: JSONColumnType<ImportTerms>;
  mapping: JSONColumnType<ColumnMapping>;
  state: PoolImport['state'];
  failure: string | null;
  progress: JSONColumnType<Pick<PoolImport, 'bytes' | 'counts'>>;
  bad_rows: JSONColumnType<PoolImport['badRows']>;
  /** Null: the operator. */
  member_id: string | null;
  started_at: Date;
  alive_at: Date;
  ended_at: Date | null;
}
/** The provider that feeds the own pool of a workspace. */
interface PoolProviderRow {
  workspace_id: string;
  url: string;
  /** As of `outside/key.ts`; null: the provider wants none. */
  sealed_key: string | null;
  terms: JSONColumnType<ImportTerms>;
  /** Where the next page begins, in the provider's words; null: at the beginning. */
  cursor: string | null;
  /** The fetch whose the cursor is: no other one may move it. */
  import_id: string | null;
  /** It wants to be left alone until then. */
  rest_until: Date | null;
}
interface PoolPersonRow {
  pool_id: string;
  person_id: string;
  import_id: string;
  line: number;
  digest: Buffer;
  /** What counts of the person: the row with the newest `seen_at`, then the newest import; the others wait for its removal. */
  is_current: boolean;
  name: string;
  slug: string | null;
  member: string | null;
  email_hash: Buffer | null;
  title: string | null;
  headline: string | null;
  about: string | null;
  company: string | null;
  company_size: CompanySize | null;
  industry: number | null;
  country: string | null;
  region: string | null;
  city: string | null;
  languages: string[];
  seniority: Seniority | null;
  function: JobFunction | null;
  role_since: ColumnType<string | null>;
  seen_at: Date;
  name_plain: string;
  title_plain: string | null;
  company_plain: string | null;
  city_plain: string | null;
  words: string;
}

/** How many people of a pool have a value. */
interface PoolValueRow {
  pool_id: string;
  kind: string;
  /** Folded. */
  value: string;
  /** As most people of the pool write it. */
  shown: string | null;
  people: number;
}
interface IdealProfileRow {
  workspace_id: string;
  profile_id: string;
  name: string;
  wanted: JSONColumnType<Wanted>;
  changed_at: Date;
  changed_by: string;
}
interface PoolDismissalRow {
  workspace_id: string;
  pool_id: string;
  person_id: string;
  member_id: string;
  at: Date;
}

interface ApiKeyRow {
  workspace_id: string;
  key_id: string;
  member_id: string;
  name: string;
  scopes: ApiScope[];
  secret_hash: string;
  made_at: Generated<Date>;
  expires_at: Date | null;
  last_used_at: ColumnType<Date | null, never, Date>;
  revoked_at: ColumnType<Date | null, never, Date>;
}

export interface WebhookRow {
  workspace_id: string;
  webhook_id: string;
  url: string;
  events: WebhookEvent[];
  secret_id: string;
  made_at: Generated<Date>;
  removed_at: Date | null;
  paused_at: Date | null;
  is_paused_as_failing: Generated<boolean>;
  failing_since: Date | null;
  last_at: Date | null;
  last_status: number | null;
  last_trouble: WebhookTrouble | null;
  cursor_seq: number;
  read_at: Generated<Date>;
  lease_id: string | null;
  leased_until: Date | null;
}

interface WebhookDeliveryRow {
  workspace_id: string;
  delivery_id: string;
  webhook_id: string;
  source: string;
  type: WebhookDelivery['type'];
  at: Date;
  data: JSONColumnType<Record<string, string | number | null>>;
  state: Generated<WebhookDelivery['state']>;
  tries: Generated<number>;
  due_at: Generated<Date>;
  last_at: Date | null;
  last_status: number | null;
  last_trouble: WebhookTrouble | null;
}

export interface Database {
  user: User;
  session: Session;
  device_code: DeviceCodeRow;
  api_key: ApiKeyRow;
  organization: Organization;
  member: MemberRow;
  plan: PlanRow;
  plan_request: PlanRequestRow;
  billing: BillingRow;
  billing_event: BillingEventRow;
  credit_head: CreditHeadTable;
  credit_entry: CreditEntryRow;
  contact: ContactRow;
  contact_identifier: ContactIdentifierRow;
  contact_former_identifier: ContactFormerIdentifierRow;
  contact_snapshot: ContactSnapshotRow;
  engagement: EngagementRow;
  contact_edit: ContactEditRow;
  debit: DebitRow;
  op_result: OpResultRow;
  member_cap: MemberCapRow;
  erased_identifier: ErasedIdentifierRow;
  purged_identifier: PurgedIdentifierRow;
  people_terms: PeopleTermsRow;
  contact_basis: ContactBasisRow;
  campaign: CampaignRow;
  enrolment: EnrolmentRow;
  campaign_lease: CampaignLeaseRow;
  campaign_wait: CampaignWaitRow;
  campaign_event: CampaignEventRow;
  template: TemplateRow;
  periodic_work: PeriodicWorkRow;
  page_rules: PageRulesRow;
  page_report: PageReportRow;
  language_model: LanguageModelRow;
  model_usage: ModelUsageRow;
  model_reading: ModelReadingRow;
  audit_entry: AuditEntryRow;
  workspace_invitation: WorkspaceInvitationRow;
  rate_limit: RateLimitRow;
  pool: PoolRow;
  pool_access: PoolAccessRow;
  pool_import: PoolImportRow;
  pool_provider: PoolProviderRow;
  pool_person: PoolPersonRow;
  pool_value: PoolValueRow;
  pool_dismissal: PoolDismissalRow;
  ideal_profile: IdealProfileRow;
  webhook: WebhookRow;
  webhook_delivery: WebhookDeliveryRow;
}
