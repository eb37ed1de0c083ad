/** A person that a workspace has analysed. product.md 1 ("contact"). */
import { z } from 'zod';
import { CampaignState, EnrolmentState } from './campaign.ts';
import { Words } from './correction.ts';
import { EditableField, Engagement } from './engagement.ts';
import { Insights, Stale } from './insight.ts';
import { ModelReading } from './languageModel.ts';
import { KeptSighting } from './sighting.ts';

const instant = z.iso.datetime({ offset: true });

/** What lists show. */
export const ContactSummary = z.object({
  id: z.uuid(),
  /** Number of its latest change in the workspace's order of changes: of two answers the one with the larger number is newer. */
  seq: z.int().min(0),
  name: z.string(),
  headline: z.string().optional(),
  company: z.string().optional(),
  location: z.string().optional(),
  /** Every key the person is known by, canonical, newest first within a kind; `value` as in shared/identity.ts. */
  identifiers: z.array(z.object({ kind: z.enum(['member', 'slug', 'lead']), value: z.string() })).min(1),
  /** First analysis, the one that was paid for. */
  firstAnalysedAt: z.iso.datetime({ offset: true }),
  firstAnalysedBy: z.string(),
  lastAnalysedAt: instant,
  /** The fields above that a member has corrected, by whom and when; the last one to arrive at the server counts, field by field. */
  edits: z.partialRecord(EditableField, z.object({ by: z.string(), at: instant })).optional(),
});
export type ContactSummary = z.infer<typeof ContactSummary>;

/** Where a contact stands: what they are, or were, in a campaign that is a draft or ongoing, or that they wait for one. */
export const ContactCampaign = z.object({
  id: z.uuid(),
  name: z.string(),
  campaignState: CampaignState,
  state: EnrolmentState.exclude(['removed']).or(z.literal('waiting')),
});
export type ContactCampaign = z.infer<typeof ContactCampaign>;

export const Contact = ContactSummary.extend({
  /** The newest snapshot. */
  sighting: KeptSighting,
  /** As the engine found them; what members see is `seenInsights` of seen.ts. */
  insights: Insights,
  /** Why the same snapshot would say something else now; absent where it would not. `analyseAgain` has it read anew. */
  staleBy: Stale.optional(),
  /** What members said of parts of the insights: theirs wins. */
  words: Words.optional(),
  /** Where the workspace's language model stands with it; absent where none was asked about this snapshot. */
  model: ModelReading.optional(),
  /** The one that holds them first, then the latest change first. */
  campaigns: z.array(ContactCampaign).optional(),
  /** The newest first; at most the last hundred. */
  engagements: z.array(Engagement).optional(),
});
export type Contact = z.infer<typeof Contact>;
