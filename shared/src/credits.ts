/** Balance, quote and outcome: what an action would cost, and what it did. product.md 2. */
import { z } from 'zod';
import { Contact } from './contact.ts';
import { IdentifiersSchema, Sighting, Source } from './sighting.ts';

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
  plan: z.object({ code: z.string(), name: z.string() }),
  /** When the server said so. */
  at: Instant,
});
export type Balance = z.infer<typeof Balance>;

/** What a chosen person is, before anything is done. product.md 2.8; "Credits and campaigns" adds the campaign classes. */
export const PersonClass = z.enum(['new', 'known', 'duplicate']);
export type PersonClass = z.infer<typeof PersonClass>;

/** First analysis: by whom and when. */
export const FirstAnalysis = z.object({ contactId: z.uuid(), at: Instant, by: z.string(), byYou: z.boolean() });

export type FirstAnalysis = z.infer<typeof FirstAnalysis>;

export const QuoteRequest = z.strictObject({ people: z.array(IdentifiersSchema).min(1).max(500) });

/** A way on when the balance is short. product.md 2.6. */
export const WayOn = z.discriminatedUnion('way', [
  z.object({ way: z.literal('wait'), until: Instant }),
  z.object({ way: z.literal('firstN'), count: z.int().min(1) }),
  z.object({ way: z.literal('upgrade'), plan: z.object({ code: z.string(), name: z.string(), monthlyCreditsPerSeat: credits }) }),
]);
export type WayOn = z.infer<typeof WayOn>;

export const Quote = z.object({
  /** In the order asked. A `duplicate` is the same person as an earlier one of the list. */
  people: z.array(z.object({ class: PersonClass, costCredits: credits, firstAnalysis: FirstAnalysis.optional() })),
  costCredits: credits,
  balance: Balance,
  /** `undefined` when the balance does not suffice. */
  availableAfter: credits.optional(),
  /** What the user can do instead when the balance does not suffice; else empty. */
  waysOn: z.array(WayOn),
});
export type Quote = z.infer<typeof Quote>;

export const AnalyseRequest = z.strictObject({
  /** Made when the finger lifts (UUIDv7) and kept through every retry: the same id with the same content repeats the answer. */
  requestId: z.uuid(),
  source: Source,
  /** The quoted cost. If it would cost more, nothing changes and the answer is the new quote. product.md 2.8. */
  ceilingCredits: credits,
  sightings: z.array(Sighting).min(1).max(500),
});
export type AnalyseRequest = z.infer<typeof AnalyseRequest>;

/** Expected outcomes are values. Only `done` has changed anything. */
export const AnalyseOutcome = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('done'),
    /** In the order of the request. */
    people: z.array(z.object({ class: PersonClass, costCredits: credits, firstAnalysis: FirstAnalysis, contact: Contact })),
    costCredits: credits,
    balance: Balance,
    /** True when this request id had been answered before: nothing was done again. */
    replayed: z.boolean(),
  }),
  z.object({ outcome: z.literal('overCeiling'), quote: Quote }),
  z.object({ outcome: z.literal('notEnoughCredits'), quote: Quote }),
]);
export type AnalyseOutcome = z.infer<typeof AnalyseOutcome>;
