/** What a device keeps of a workspace, and how it learns what has changed. credits.md 5. */
import { z } from 'zod';
import { Role } from './account.ts';
import { Campaign } from './campaign.ts';
import { ContactCampaign, ContactSummary } from './contact.ts';
import { Balance } from './credits.ts';
import { GoneTemplate, Template } from './template.ts';

/** A contact as lists, marks and search need it; snapshot and insights come when they are asked for (`contact`, `cards`). */
export const LeanContact = ContactSummary.extend({
  firstAnalysedByYou: z.boolean(),
  /** As of `Contact`. */
  campaigns: z.array(ContactCampaign),
});
export type LeanContact = z.infer<typeof LeanContact>;

/** A contact that is one no more: erased, or with `into`, merged into another one; with `isPurged`, kept long enough, and not refused. */
export const GoneContact = z.object({ id: z.uuid(), seq: z.int().min(0), into: z.uuid().optional(), isPurged: z.boolean().optional() });
export type GoneContact = z.infer<typeof GoneContact>;

export const ChangesQuestion = z.object({
  /** Of the last answer; absent: everything from the start. */
  cursor: z.string().max(120).optional(),
  limit: z.coerce.number().int().min(1).max(2000).default(1000),
});

/**
 * What has changed since a cursor, in the order of its commit, so that nothing can slip in behind a cursor. Whoever asks again from `cursor` until
 * `hasMore` is false has what the server has. A cursor of another database, or from before what is still remembered as gone, is `resync-needed`.
 */
export const Changes = z.object({
  /** Names this state of the workspace for this member; also the `ETag`: asked again with it and unchanged, the answer is 304 without a body. */
  version: z.string(),
  cursor: z.string(),
  hasMore: z.boolean(),
  contacts: z.array(LeanContact),
  gone: z.array(GoneContact),
  campaigns: z.array(Campaign),
  templates: z.array(Template),
  goneTemplates: z.array(GoneTemplate),
  /** As of now, on every page. product.md 2.13. */
  balance: Balance,
  /** Of the member who asks. */
  role: Role,
});
export type Changes = z.infer<typeof Changes>;
