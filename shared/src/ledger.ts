/** The ledger as people read it: every credit, when, who, whom, why. product.md 2.11. */
import { z } from 'zod';
import { PageKind, Source } from './sighting.ts';

const instant = z.iso.datetime({ offset: true });

export const entryKinds = ['grant', 'debit', 'restoration', 'expire', 'adjustment'] as const;
export const EntryKind = z.enum(entryKinds);
export type EntryKind = z.infer<typeof EntryKind>;

/** One change of the balance; of a request that took several credits, one row for each person. */
export const LedgerRow = z.object({
  kind: EntryKind,
  /** Credits that came (positive) or went (negative). */
  amount: z.int(),
  at: instant,
  /** Beginning of the period that the credits belong to. */
  periodStart: instant,
  /** Number in the workspace's order of changes. */
  seq: z.int(),
  /** Balance of the period after the whole request. */
  balanceAfter: z.int().min(0),
  /** Whom it was for. The name is absent when the contact was erased: the id is a pseudonym then. */
  contact: z.object({ id: z.uuid(), name: z.string().optional() }).optional(),
  member: z.object({ id: z.uuid(), name: z.string() }).optional(),
  source: Source.optional(),
  page: PageKind.optional(),
  searchContext: z.string().optional(),
  campaign: z.object({ id: z.uuid(), name: z.string() }).optional(),
  requestId: z.uuid().optional(),
  plan: z.object({ code: z.string(), version: z.int(), seats: z.int().optional() }).optional(),
  /** Of a grant, a restoration, an adjustment: why. */
  reason: z.string().optional(),
});
export type LedgerRow = z.infer<typeof LedgerRow>;

/** Only rows that fit all of what is given. */
export const LedgerFilter = z.object({
  kind: EntryKind.optional(),
  source: Source.optional(),
  memberId: z.uuid().optional(),
  campaignId: z.uuid().optional(),
  contactId: z.uuid().optional(),
  requestId: z.uuid().optional(),
  /** From this instant on. */
  from: instant.optional(),
  /** Before this instant. */
  before: instant.optional(),
});
export type LedgerFilter = z.infer<typeof LedgerFilter>;

export const LedgerQuestion = LedgerFilter.extend({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** `next` of the page before. */
  cursor: z
    .string()
    .regex(/^\d{1,15}(\.[0-9a-f-]{36})?$/)
    .optional(),
});

/** The newest first. */
export const LedgerPage = z.object({ rows: z.array(LedgerRow), next: z.string().optional() });
export type LedgerPage = z.infer<typeof LedgerPage>;

export const totalsBy = ['day', 'source', 'member', 'campaign'] as const;
export const LedgerTotalsQuestion = LedgerFilter.extend({ by: z.enum(totalsBy) });

/** Debits less restorations, by day (in the workspace's zone), source, member or campaign; the largest first, days in order. */
export const LedgerTotals = z.object({
  totals: z.array(
    z.object({
      /** `2026-11-24`, a source, or an id; absent for what had no campaign. */
      key: z.string().optional(),
      name: z.string().optional(),
      debits: z.int().min(0),
      restored: z.int().min(0),
      credits: z.int(),
    }),
  ),
});
export type LedgerTotals = z.infer<typeof LedgerTotals>;
