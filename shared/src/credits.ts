/** Balance, quote and outcome: what an action would cost, and what it did. product.md 2. */
import { z } from 'zod';
import { Choices, EnrolmentResult, Holder } from './campaign.ts';
import { Contact } from './contact.ts';
import { LooseIdentifiers, Sighting, Source } from './sighting.ts';

const credits = z.int().min(0);
export const Instant = z.iso.datetime({ offset: true });

/** The server alone computes this; every answer that touches credits carries it. product.md 2.13. */
export const Balance = z.object({
  available: credits,
  used: credits,
  /** Everything granted to the period: the plan's credits and what was added. */
  allotment: credits,
  /** The period is half-open: [periodStart, periodEnd). */
  periodStart: Instant,
  periodEnd: Instant,
  /** IANA zone that the period is a calendar month of. */
  timeZone: z.string(),
  plan: z.object({ code: z.string(), name: z.string(), seats: z.int().min(1) }),
  /** What the next period begins with, where that is something else: a downgrade, or the end of a plan that is no longer paid. product.md 2.10. */
  next: z
    .object({ code: z.string(), name: z.string(), seats: z.int().min(1), allotment: credits, because: z.enum(['change', 'lapse']) })
    .optional(),
  /** When the server said so. */
  at: Instant,
});
export type Balance = z.infer<typeof Balance>;

/**
 * What a chosen person is, before anything is done. product.md 2.8. Only `new` costs. `inCampaign` and `blocked` are said where people are to be
 * put in a campaign: the first is in it already, the second is held by another ongoing one. `erased` people are refused, for ever.
 */
export const personClasses = ['new', 'known', 'inCampaign', 'blocked', 'erased', 'unidentifiable', 'duplicate'] as const;
export const PersonClass = z.enum(personClasses);
export type PersonClass = z.infer<typeof PersonClass>;

/** First analysis: by whom and when. */
export const FirstAnalysis = z.object({ contactId: z.uuid(), at: Instant, by: z.string(), byYou: z.boolean() });

export type FirstAnalysis = z.infer<typeof FirstAnalysis>;

export const QuoteRequest = z.strictObject({
  /** Somebody without a usable identifier is `unidentifiable`, not an error. As many as a basket holds: a quote is for the whole of it. */
  people: z.array(LooseIdentifiers).min(1).max(1000),
  /** To put them in this campaign, too. */
  campaignId: z.uuid().optional(),
});

/** A way on when the balance is short. product.md 2.6. */
export const WayOn = z.discriminatedUnion('way', [
  z.object({ way: z.literal('wait'), until: Instant }),
  z.object({ way: z.literal('firstN'), count: z.int().min(1) }),
  /** An owner or admin can raise the member's cap. product.md 2.12. */
  z.object({ way: z.literal('raiseCap') }),
  z.object({ way: z.literal('upgrade'), plan: z.object({ code: z.string(), name: z.string(), monthlyCreditsPerSeat: credits }) }),
]);
export type WayOn = z.infer<typeof WayOn>;

export const MemberCap = z.object({ capCredits: credits, usedCredits: credits, availableCredits: credits });
export type MemberCap = z.infer<typeof MemberCap>;

export const QuotedPerson = z.object({
  class: PersonClass,
  costCredits: credits,
  firstAnalysis: FirstAnalysis.optional(),
  /** The ongoing campaign that holds this person, whatever is asked; it blocks only another ongoing one. */
  holder: Holder.optional(),
});
export type QuotedPerson = z.infer<typeof QuotedPerson>;

export const Quote = z.object({
  /** In the order asked. A `duplicate` is the same person as an earlier one of the list. */
  people: z.array(QuotedPerson),
  costCredits: credits,
  balance: Balance,
  /** What the member may still spend in the period, where an owner or admin has set a cap. product.md 2.12. */
  memberCap: MemberCap.optional(),
  /** `undefined` when the balance or the member's cap does not suffice. */
  availableAfter: credits.optional(),
  /** What does not suffice. */
  shortOf: z.enum(['balance', 'memberCap']).optional(),
  /** What the user can do instead when it does not suffice; else empty. */
  waysOn: z.array(WayOn),
});
export type Quote = z.infer<typeof Quote>;

export const AnalyseRequest = z.strictObject({
  /** Made when the finger lifts (UUIDv7) and kept through every retry: the same id with the same content repeats the answer. */
  requestId: z.uuid(),
  /** How people come from the pool is another route: who they are is not the caller's to say. */
  source: Source.exclude(['recommendation']),
  /** The quoted cost. If it would cost more, nothing changes and the answer is the new quote. product.md 2.8. */
  ceilingCredits: credits,
  sightings: z.array(Sighting).min(1).max(500),
  /** Puts them in this campaign, in the same transaction: all of it or nothing. product.md 2.4, 3.4. */
  campaignId: z.uuid().optional(),
  /** For people whom another ongoing campaign holds; whoever is not named here is left where they are. */
  choices: Choices.optional(),
});
export type AnalyseRequest = z.infer<typeof AnalyseRequest>;

/** Expected outcomes are values. Only `done` has changed anything. */
export const AnalyseOutcome = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('done'),
    /** In the order of the request. Erased and unidentifiable people were left out: they have no contact. */
    people: z.array(
      z.object({
        class: PersonClass,
        costCredits: credits,
        firstAnalysis: FirstAnalysis.optional(),
        contact: Contact.optional(),
        /** What became of them in the campaign that the request named. */
        enrolment: EnrolmentResult.optional(),
        holder: Holder.optional(),
      }),
    ),
    costCredits: credits,
    balance: Balance,
    /** True when this request id had been answered before: nothing was done again. */
    replayed: z.boolean(),
  }),
  z.object({ outcome: z.literal('overCeiling'), quote: Quote }),
  z.object({ outcome: z.literal('notEnoughCredits'), quote: Quote }),
]);
export type AnalyseOutcome = z.infer<typeof AnalyseOutcome>;
