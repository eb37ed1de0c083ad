/** The catalogue of plans: data of the operator, with versions. product.md 1 ("plan"). */
import { z } from 'zod';
import { Balance, Instant } from './credits.ts';

export const Plan = z.object({
  code: z.string(),
  version: z.int().min(1),
  name: z.string(),
  monthlyCreditsPerSeat: z.int().min(0),
  /** Price of one seat for one month, in cents of `currency`; 0 is free. */
  monthlyPricePerSeatCents: z.int().min(0),
  /** The same for a year paid at once; absent: by the month only. */
  annualPricePerSeatCents: z.int().min(0).optional(),
  currency: z.string().length(3),
});
export type Plan = z.infer<typeof Plan>;

export const PlanEvery = z.enum(['month', 'year']);
export type PlanEvery = z.infer<typeof PlanEvery>;

const Seats = z.int().min(1).max(10_000);

/** Asking the operator for another plan: the default where no payment is set up. */
export const PlanAsked = z.strictObject({ requestId: z.uuid(), plan: z.string().min(1).max(100), seats: Seats, every: PlanEvery });
export type PlanAsked = z.infer<typeof PlanAsked>;

/** The last thing a workspace has asked for, and what became of it. */
export const PlanRequest = z.object({
  id: z.uuid(),
  plan: z.object({ code: z.string(), name: z.string() }),
  seats: Seats,
  every: PlanEvery,
  state: z.enum(['open', 'accepted', 'declined', 'withdrawn']),
  askedAt: Instant,
  askedBy: z.string(),
  byYou: z.boolean(),
  answeredAt: Instant.optional(),
  /** What the operator says to it. */
  answer: z.string().optional(),
});
export type PlanRequest = z.infer<typeof PlanRequest>;

/** What a plan would do with as many seats, if it were changed to now. product.md 2.10. */
export const PlanOffer = z.object({
  plan: Plan,
  /** As many as were asked about, or as many as the plan has. */
  seats: Seats,
  monthlyCredits: z.int().min(0),
  /** Credits that the present period would get at once. */
  addedCredits: z.int().min(0),
  /** What would be left then. */
  availableCredits: z.int().min(0),
  /** From the next period on: it gives fewer than the plan in force. */
  holdsFrom: Instant.optional(),
  /** It is in force with as many seats, and nothing else is planned. */
  isCurrent: z.boolean(),
});
export type PlanOffer = z.infer<typeof PlanOffer>;

export const PlanQuestion = z.strictObject({ seats: z.coerce.number().int().min(1).max(10_000).optional() });

/** Paying by card: never; the first payment is under way; paid; no longer paid, but not over; over. */
export const PaymentState = z.enum(['none', 'pending', 'paid', 'unpaid', 'ended']);
export type PaymentState = z.infer<typeof PaymentState>;

/** Where plans can be paid by card: which ones, and how it stands with the workspace. */
export const PlanPayment = z.object({ sold: z.array(z.object({ plan: z.string(), every: PlanEvery })), state: PaymentState });
export type PlanPayment = z.infer<typeof PlanPayment>;

/** A page of whoever takes the money; without encryption on this machine alone. */
export const PaymentPage = z.object({ url: z.url({ protocol: /^https?$/ }).regex(/^(https:|http:\/\/127\.0\.0\.1[:/])/) });
export type PaymentPage = z.infer<typeof PaymentPage>;

export const WorkspacePlan = z.object({
  balance: Balance,
  /** For how many seats the offers are; those of the plan in force where nothing was said. */
  seats: Seats,
  offers: z.array(PlanOffer),
  request: PlanRequest.optional(),
  payment: PlanPayment.optional(),
});
export type WorkspacePlan = z.infer<typeof WorkspacePlan>;
