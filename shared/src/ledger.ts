/** The ledger as people read it: every credit, when, who, whom, why. product.md 2.11. */
import { z } from 'zod';
import { KeptReason } from './discover.ts';
import { OriginKind, Source } from './sighting.ts';

const instant = z.iso.datetime({ offset: true });

export const entryKinds = ['grant', 'debit', 'restoration', 'expire', 'adjustment'] as const;
export const EntryKind = z.enum(entryKinds);
export type EntryKind = z.infer<typeof EntryKind>;

const Who = z.object({ id: z.uuid(), name: z.string() });

/**
 * One change of the balance; of a request that took several credits, one row for each person. A restoration tells in `restores` which debit it
 * gives back, and in source, page, search and campaign what led to that.
 */
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
  /** Who caused it; absent for what time or an operator did. */
  member: Who.optional(),
  source: Source.optional(),
  page: OriginKind.optional(),
  searchContext: z.string().optional(),
  /** Of somebody found in the pool: why, strongest first. product.md 6. */
  reasons: z.array(KeptReason).optional(),
  campaign: Who.optional(),
  requestId: z.uuid().optional(),
  plan: z.object({ code: z.string(), version: z.int(), seats: z.int().optional() }).optional(),
  /** Of a grant, a restoration, an adjustment: why. */
  reason: z.string().optional(),
  /** Of a restoration: the debit that it gives back, of the same contact. */
  restores: z.object({ seq: z.int(), at: instant, member: Who, requestId: z.uuid() }).optional(),
});
export type LedgerRow = z.infer<typeof LedgerRow>;

/**
 * Only rows that fit all of what is given. By source, member and campaign a restoration is found where its debit is, so that debits less
 * restorations are what was spent.
 */
export const LedgerFilter = z.strictObject({
  kind: EntryKind.optional(),
  source: Source.optional(),
  memberId: z.uuid().optional(),
  campaignId: z.uuid().optional(),
  /** Also finds what was for contacts that have been merged into this one. */
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
    .regex(/^\d{1,15}(\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})?$/)
    .optional(),
});
export type LedgerQuestion = z.infer<typeof LedgerQuestion>;

/** The newest first. */
export const LedgerPage = z.object({ rows: z.array(LedgerRow), next: z.string().optional() });
export type LedgerPage = z.infer<typeof LedgerPage>;

export const totalsBy = ['day', 'source', 'member', 'campaign'] as const;
export const LedgerTotalsQuestion = LedgerFilter.extend({ by: z.enum(totalsBy) });
export type LedgerTotalsQuestion = z.infer<typeof LedgerTotalsQuestion>;

/**
 * Debits less restorations, by day (in the workspace's zone), source, member or campaign; the largest first, days in order. A restoration counts
 * for the source, member and campaign of the debit that it gives back, but on the day when it was given back: what a day told stays.
 */
export const LedgerTotals = z.object({
  totals: z.array(
    z.object({
      /** `2026-11-24`, a source, or an id; absent for what had no campaign. */
      key: z.string().optional(),
      /** Of a member or a campaign. */
      name: z.string().optional(),
      debits: z.int().min(0),
      /** Credits that came back: none for a debit whose period had ended. */
      restored: z.int().min(0),
      credits: z.int(),
    }),
  ),
});
export type LedgerTotals = z.infer<typeof LedgerTotals>;
