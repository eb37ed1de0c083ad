/** The tables as Kysely sees them. The truth is `migrations/`; accounts and sessions are better-auth's (docs/architecture.md). */
import type { Role } from '@wellmet/shared/account';
import type { Insights } from '@wellmet/shared/insight';
import type { IdentifierKind } from '@wellmet/shared/identity';
import type { PageKind, Sighting, Source } from '@wellmet/shared/sighting';
import type { ColumnType, Generated, JSONColumnType } from 'kysely';

interface User {
  id: string;
  name: string;
  email: string;
}
interface Session {
  id: string;
  userId: string;
  token: string;
  expiresAt: Date;
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
  currency: string;
  /** The versions on offer; others go on for those who have them. */
  offered: boolean;
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
  reason: string | null;
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
}

interface DebitRow {
  workspace_id: string;
  contact_id: string;
  seq: number;
  member_id: string;
  source: Source;
  page_kind: PageKind;
  request_id: string;
  plan_code: string;
  plan_version: number;
  period_start: Date;
  at: Date;
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

interface RateLimitRow {
  key: string;
  points: number;
  expire: number | null;
}

export interface Database {
  user: User;
  session: Session;
  organization: Organization;
  member: MemberRow;
  plan: PlanRow;
  credit_head: CreditHeadRow;
  credit_entry: CreditEntryRow;
  contact: ContactRow;
  contact_identifier: ContactIdentifierRow;
  contact_former_identifier: ContactFormerIdentifierRow;
  contact_snapshot: ContactSnapshotRow;
  debit: DebitRow;
  op_result: OpResultRow;
  rate_limit: RateLimitRow;
}
