/** People's rights over what a workspace holds of them: why it may, how long, where from, and all of it in one file. product.md 7. */
import { z } from 'zod';
import { CampaignState, EnrolmentState } from './campaign.ts';
import { KeptReason } from './discover.ts';
import { EngagementKind } from './engagement.ts';
import { Insights } from './insight.ts';
import { ImportTerms, LawfulBasis } from './pool.ts';
import { KeptSighting, OriginKind, Source } from './sighting.ts';

const instant = z.iso.datetime({ offset: true });
const months = z.int().min(1).max(60);

/** Whoever shortens the time, or is kept long enough, is told of it so long before anybody goes. */
export const noticeDays = 7;

const terms = {
  /** Of each contact of which nothing else is said. */
  lawfulBasis: LawfulBasis,
  /** After they were collected, or they answered last. */
  monthsKept: months,
  /** After they were collected, where nothing was ever done with them. */
  monthsIfNever: months,
};

/** What holds until an owner says something else. */
export const usualTerms = { lawfulBasis: 'legitimateInterest', monthsKept: 36, monthsIfNever: 12 } as const;

export const PeopleTerms = z.object({
  ...terms,
  /** Absent: as is usual. */
  changed: z.object({ by: z.string(), at: instant }).optional(),
});
export type PeopleTerms = z.infer<typeof PeopleTerms>;

export const PeopleTermsRequest = z
  .strictObject({ requestId: z.uuid(), ...terms })
  .refine(({ monthsKept, monthsIfNever }) => monthsIfNever <= monthsKept, { path: ['monthsIfNever'], error: 'longer than everybody else' });
export type PeopleTermsRequest = z.infer<typeof PeopleTermsRequest>;

/** From when the time of a contact is counted. */
export const DueBecause = z.enum(['never', 'collected', 'replied']);
export const Retention = z.object({ collectedAt: instant, because: DueBecause, since: instant, dueAt: instant });
export type Retention = z.infer<typeof Retention>;

/** Who goes next, and when. */
export const PurgePreview = z.object({
  /** Absent: nobody is due within the notice. */
  purgeAt: instant.optional(),
  count: z.int().min(0),
  /** Who is due first, first. */
  people: z.array(Retention.extend({ id: z.uuid(), name: z.string() })),
  next: z.string().optional(),
});
export type PurgePreview = z.infer<typeof PurgePreview>;

export const ContactBasis = z.object({
  value: LawfulBasis,
  /** Whose word it is: a member's of this contact, that of the import they were found in, or the workspace's. */
  of: z.enum(['contact', 'import', 'workspace']),
  by: z.string().optional(),
  at: instant.optional(),
});
export type ContactBasis = z.infer<typeof ContactBasis>;

/** `null`: as of the import, or the workspace. */
export const ContactBasisRequest = z.strictObject({ requestId: z.uuid(), lawfulBasis: LawfulBasis.nullable() });
export type ContactBasisRequest = z.infer<typeof ContactBasisRequest>;

/** An import that has them. */
export const FoundInImport = ImportTerms.extend({
  /** The file, or where the provider is. */
  name: z.string(),
  /** Nobody: the operator. */
  by: z.string(),
  isOperators: z.boolean(),
  at: instant,
  seenAt: instant,
});
export type FoundInImport = z.infer<typeof FoundInImport>;

export const FieldSource = z.object({
  field: z.enum(['name', 'headline', 'location', 'company', 'school', 'degree', 'about', 'experience', 'education', 'skills', 'languages']),
  /** Shortened. */
  value: z.string(),
  /** `hand`: a member's correction; of `pool`, see `imports`. */
  from: OriginKind.or(z.literal('hand')),
  /** Of a page, without parameters. */
  url: z.string().optional(),
  by: z.string(),
  /** Since when it has said so, and when it was read last. */
  at: instant,
  lastAt: instant,
});
export type FieldSource = z.infer<typeof FieldSource>;

/** Where what is known of a contact came from. */
export const ContactSources = z.object({
  basis: ContactBasis,
  retention: Retention,
  fields: z.array(FieldSource),
  imports: z.array(FoundInImport),
});
export type ContactSources = z.infer<typeof ContactSources>;

/** What erasing somebody takes away. */
export const ErasurePreview = z.object({
  snapshots: z.int().min(0),
  engagements: z.int().min(0),
  corrections: z.int().min(0),
  /** Names of campaigns that let them go, or no longer wait for them. */
  campaigns: z.array(z.string()),
  /** Rows of the workspace's own pool. */
  poolRows: z.int().min(0),
});
export type ErasurePreview = z.infer<typeof ErasurePreview>;

const by = z.string().describe('The member who did it, by name');

/** Everything that a workspace holds of one person, for them or for another program. Of members there is nothing but their names. */
export const PersonFile = z.object({
  format: z.literal('wellmet-person'),
  version: z.literal(1),
  madeAt: instant,
  workspace: z.string(),
  contactId: z.uuid(),
  name: z.string(),
  identifiers: z.array(z.object({ kind: z.enum(['member', 'slug', 'lead']), value: z.string() })).describe('What they are known by'),
  formerIdentifiers: z.array(z.object({ kind: z.enum(['member', 'slug', 'lead']), value: z.string() })).describe('What they were known by'),
  basis: ContactBasis.describe('Why the workspace may have it'),
  retention: Retention.describe('Until when it is kept'),
  fields: z.array(FieldSource).describe('Where each field that is shown came from'),
  foundBy: z.string().optional().describe('What the list was searched by that they were first analysed from'),
  snapshots: z
    .array(z.object({ at: instant, by, sighting: KeptSighting, insights: Insights }))
    .describe('What was read of them, and what was concluded'),
  modelReading: z
    .object({ at: instant, state: z.string(), engine: z.string().optional(), found: z.unknown().optional() })
    .optional()
    .describe('What a language model read of the last snapshot'),
  corrections: z
    .array(z.object({ at: instant, by, field: z.string(), value: z.string().nullable() }))
    .describe('What members said of a field or a part of the insights; null: what the page says'),
  engagements: z
    .array(
      z.object({ what: EngagementKind, text: z.string().optional(), doneAt: instant, at: instant, by, withdrawnAt: instant.optional() }),
    )
    .describe('What was done with them'),
  campaigns: z.array(
    z.object({
      name: z.string(),
      campaignState: CampaignState,
      state: EnrolmentState.or(z.literal('waiting')),
      since: instant,
      by,
      isHeld: z.boolean(),
    }),
  ),
  events: z.array(z.object({ at: instant, by, what: z.string(), campaign: z.string().optional(), state: z.string().optional() })),
  credits: z
    .array(
      z.object({
        at: instant,
        by,
        kind: z.enum(['debit', 'restoration']),
        amount: z.int(),
        source: Source.optional(),
        page: OriginKind.optional(),
        campaign: z.string().optional(),
        reasons: z.array(KeptReason).optional(),
      }),
    )
    .describe('Of the workspace’s credits what was taken and given back for them'),
  pool: z
    .array(FoundInImport.extend({ facts: z.record(z.string(), z.unknown()) }))
    .describe('What imports say of them, in pools that the workspace searches'),
});
export type PersonFile = z.infer<typeof PersonFile>;
