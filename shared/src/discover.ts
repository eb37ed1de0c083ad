/** Discover: whom a workspace looks for, and why each person found is one of them. Looking is free. product.md 6. */
import { z } from 'zod';
import { Choices, Holder } from './campaign.ts';
import { JobFunction, Seniority } from './insight.ts';
import { CompanySize } from './pool.ts';

const instant = z.iso.datetime({ offset: true });
const words = z.string().trim().min(1).max(100);

/** A country by ISO 3166-1 (upper case), a region within it or a city, in any spelling. */
export const PlaceFacet = z
  .strictObject({
    country: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .optional(),
    region: words.optional(),
    city: words.optional(),
  })
  .refine(({ country, region, city }) => country ?? region ?? city, { error: 'says no place' });
export type PlaceFacet = z.infer<typeof PlaceFacet>;

/** LinkedIn's industry codes, version 2; one stands for those below it, too. */
export const IndustryId = z.int().min(1).max(10_000);

const several = <T extends z.ZodType>(of: T) => z.array(of).max(30).default([]);

/** Within a facet any one will do; between facets all must. An empty facet asks for nothing. */
export const Facets = z.strictObject({
  keywords: z.string().trim().max(200).default(''),
  /** With their synonyms and in both languages, as the table of titles knows them. */
  titles: several(words),
  seniorities: several(Seniority),
  functions: several(JobFunction),
  industries: several(IndustryId),
  companies: several(words),
  companySizes: several(CompanySize),
  places: several(PlaceFacet),
  /** ISO 639-1. */
  languages: several(z.string().regex(/^[a-z]{2}$/)),
  exclude: z
    .strictObject({
      keywords: several(words),
      titles: several(words),
      companies: several(words),
      industries: several(IndustryId),
      places: several(PlaceFacet),
    })
    .prefault({}),
});
export type Facets = z.infer<typeof Facets>;

/** What a rank is made of. Each has a weight; what weighs 0 is muted: it neither ranks nor is given as a reason. */
export const signals = [
  'keywords',
  'title',
  'seniority',
  'function',
  'industry',
  'company',
  'companySize',
  'place',
  'language',
  /** Near to those who replied, were won, or were named as examples; far from those who were dismissed. */
  'alike',
  'roleChange',
  'fresh',
] as const;
export const Signal = z.enum(signals);
export type Signal = z.infer<typeof Signal>;

export const Weights = z.partialRecord(Signal, z.number().min(0).max(5));
/** Those that are not said are the defaults. */
export type Weights = z.infer<typeof Weights>;

/** "More like these". */
export const Examples = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('campaign'), campaignId: z.uuid() }),
  z.strictObject({ of: z.literal('contacts'), contactIds: z.array(z.uuid()).min(1).max(50) }),
  /** All of the workspace who replied or were met. */
  z.strictObject({ of: z.literal('replied') }),
]);
export type Examples = z.infer<typeof Examples>;

/** What is looked for. */
export const Wanted = z.strictObject({
  facets: Facets.prefault({}),
  weights: Weights.default({}),
  examples: Examples.optional(),
  /** Also those who are contacts already, or were dismissed. */
  isEverybody: z.boolean().default(false),
});
export type Wanted = z.infer<typeof Wanted>;

/** A search that is kept: the ideal profile of a workspace's customer. */
export const IdealProfile = z.object({
  id: z.uuid(),
  name: z.string(),
  wanted: Wanted,
  changedAt: instant,
  changedBy: z.string(),
});
export type IdealProfile = z.infer<typeof IdealProfile>;

/** One term of the sum that a rank is; reasons are these numbers in words, never written after the fact. */
export const Reason = z.object({
  signal: Signal,
  /** Of the sum; below 0 where it speaks against them. */
  points: z.number(),
  /** What of them matched: a title, "51", "FR", an industry's id … */
  value: z.string().optional(),
  /** For `alike`: the signals in which they are near, how many of how many examples share them, and the nearest one. */
  alike: z
    .object({
      shared: z
        .array(
          z.object({
            signal: Signal,
            value: z.string(),
            of: z.int().min(1),
            all: z.int().min(1),
            /** None has the very value, but as many have the next one up or down. */
            isNear: z.boolean().optional(),
          }),
        )
        .max(6),
      nearest: z.object({ contactId: z.uuid(), name: z.string() }).optional(),
    })
    .optional(),
  /** For `roleChange`: since when; for `fresh`: as of when. `YYYY-MM-DD`. */
  date: z.iso.date().optional(),
});
export type Reason = z.infer<typeof Reason>;

/** What of a reason stays with the debit: nothing that names anybody. */
export const KeptReason = z.object({ signal: Signal, points: z.number(), value: z.string().optional(), date: z.iso.date().optional() });
export type KeptReason = z.infer<typeof KeptReason>;

/** Somebody found. What they are to the workspace is said as a quote says it; a probable contact (the same name and company, no common identifier) is only said. */
export const FoundPerson = z.object({
  poolId: z.uuid(),
  personId: z.uuid(),
  name: z.string(),
  title: z.string().optional(),
  headline: z.string().optional(),
  company: z.string().optional(),
  companySize: CompanySize.optional(),
  industry: IndustryId.optional(),
  place: z.string().optional(),
  seniority: Seniority.optional(),
  function: JobFunction.optional(),
  /** Where their profile is, when it is known. */
  profileUrl: z.url().optional(),
  /** From which import they are, in its own words, and as of when. */
  source: z.string(),
  seenAt: instant,
  class: z.enum(['new', 'known', 'blocked', 'erased', 'unidentifiable']),
  contactId: z.uuid().optional(),
  holder: Holder.optional(),
  probably: z.object({ contactId: z.uuid(), name: z.string() }).optional(),
  isDismissed: z.boolean(),
  points: z.number(),
  /** Strongest first; their points add up to `points`. */
  reasons: z.array(Reason),
});
export type FoundPerson = z.infer<typeof FoundPerson>;

export const DiscoverRequest = z.strictObject({
  wanted: Wanted,
  limit: z.int().min(1).max(50).default(20),
  /** Of the last answer. */
  cursor: z.string().max(200).optional(),
});
export type DiscoverRequest = z.infer<typeof DiscoverRequest>;

/** How many there are; beyond 1,000 nobody counts on. */
export const PoolCount = z.object({ count: z.int().min(0), isMore: z.boolean() });
export type PoolCount = z.infer<typeof PoolCount>;

export const Discovered = z.object({
  people: z.array(FoundPerson),
  total: PoolCount,
  next: z.string().optional(),
  /** The pool has nobody at all: something else to say than "nobody like that". */
  isPoolEmpty: z.boolean(),
});
export type Discovered = z.infer<typeof Discovered>;

/** Names somebody of a pool. */
export const PoolKey = z.strictObject({ poolId: z.uuid(), personId: z.uuid() });
export type PoolKey = z.infer<typeof PoolKey>;

/** What adding these people would cost: they are named, since only the server has their identifiers. */
export const QuoteFoundRequest = z.strictObject({ people: z.array(PoolKey).min(1).max(500), campaignId: z.uuid().optional() });
export type QuoteFoundRequest = z.infer<typeof QuoteFoundRequest>;

export const CountRequest = z.strictObject({ wanted: Wanted });

/** What the pools have that begins with, or is like, what is being typed. */
export const SuggestionsQuestion = z.strictObject({
  facet: z.enum(['titles', 'companies', 'cities']),
  text: z.string().trim().min(1).max(100),
});
export const Suggestions = z.object({ values: z.array(z.object({ value: z.string(), people: z.int().min(1) })).max(10) });

/** Keeps an ideal profile, new or changed; put again as it was, one that was removed is back. */
export const IdealProfileRequest = z.strictObject({ requestId: z.uuid(), name: z.string().trim().min(1).max(120), wanted: Wanted });
export type IdealProfileRequest = z.infer<typeof IdealProfileRequest>;

/** Dismisses somebody for the whole workspace, or takes that back. */
export const DismissRequest = z.strictObject({ requestId: z.uuid(), isDismissed: z.boolean() });
export type DismissRequest = z.infer<typeof DismissRequest>;

/** Adds people found to a campaign: each new one is analysed and costs one credit, source `recommendation`; their reasons, worked out again by the server, stay with the debit. product.md 2.2, 6. */
export const AddFoundRequest = z.strictObject({
  requestId: z.uuid(),
  ceilingCredits: z.int().min(0),
  campaignId: z.uuid(),
  people: z.array(PoolKey).min(1).max(500),
  /** For people whom another ongoing campaign holds, as in an analysis. */
  choices: Choices.optional(),
  /** What they were found by. */
  wanted: Wanted,
});
export type AddFoundRequest = z.infer<typeof AddFoundRequest>;
