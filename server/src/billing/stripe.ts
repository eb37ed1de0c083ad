/** Stripe, where the operator has set a key: which of its prices is which plan, and what a customer pays at the moment. */
import type { PaymentState, PlanEvery } from '@wellmet/shared/plan';
import type { Logger } from 'pino';
import type { Stripe } from 'stripe';
import type { StripeSettings } from '../config.ts';
import { ProblemError } from '../http/problem.ts';
import { maxSeats } from '../plans/plans.ts';

export interface Payments {
  settings: StripeSettings;
  stripe: Stripe;
  /** Where people come back to from its pages. */
  publicUrl: string;
  log: Logger;
}

/** Without a key its library is not even read. */
export async function openPayments(
  settings: StripeSettings | undefined,
  publicUrl: string | undefined,
  log: Logger,
): Promise<Payments | undefined> {
  if (!settings || publicUrl === undefined) return undefined;
  const { Stripe: Opened } = await import('stripe');
  const { standIn, secretKey } = settings;
  const at = standIn && { host: standIn.hostname, port: standIn.port, protocol: 'http' as const };
  // Its own retries send the same idempotency key. Telemetry would tell it of requests that are none of its business.
  const stripe = new Opened(secretKey, { ...at, telemetry: false, timeout: 10_000, maxNetworkRetries: 1 });
  return { settings, stripe, publicUrl, log };
}

/** Which price a plan is sold at: the first that is named for it. Undefined: it cannot be paid by card. */
export const priceOf = ({ prices }: StripeSettings, plan: string, every: PlanEvery): string | undefined =>
  prices.find((price) => price.plan === plan && price.every === every)?.id;

/** What a customer pays for. */
export type Paid = { state: 'paid'; planCode: string; seats: number } | { state: Exclude<PaymentState, 'paid'> };

const states: Record<Stripe.Subscription.Status, PaymentState> = {
  active: 'paid',
  trialing: 'paid',
  past_due: 'unpaid',
  unpaid: 'unpaid',
  paused: 'unpaid',
  incomplete: 'pending',
  canceled: 'ended',
  // Nothing was ever paid.
  incomplete_expired: 'none',
};

/** Of several subscriptions, what counts first. */
const order = ['paid', 'unpaid', 'pending', 'ended'] as const;

/** Begun and not over: a second one would be paid besides. */
export const goesOn = (state: PaymentState): boolean => state === 'paid' || state === 'unpaid' || state === 'pending';

export const stateOf = (subscriptions: readonly Stripe.Subscription[]): PaymentState =>
  order.find((state) => subscriptions.some(({ status }) => states[status] === state)) ?? 'none';

/** All subscriptions of a customer, the newest first. @throws ProblemError `unavailable`. */
export const subscriptionsOf = (payments: Payments, customerId: string): Promise<Stripe.Subscription[]> =>
  asking(payments, async () => (await payments.stripe.subscriptions.list({ customer: customerId, status: 'all', limit: 100 })).data);

/**
 * What a customer pays for at the moment, whatever events say, in whichever order they come. Of two that are paid the newer one counts.
 * @throws ProblemError `wrong-state` for a price of no plan: the operator mends the setting, and Stripe sends the event again.
 */
export function paidBy({ settings }: Payments, subscriptions: readonly Stripe.Subscription[]): Paid {
  const state = stateOf(subscriptions);
  if (state !== 'paid') return { state };
  const items = subscriptions.filter(({ status }) => states[status] === 'paid').flatMap((subscription) => subscription.items.data);
  for (const { price, quantity = 1 } of items) {
    const planCode = settings.prices.find(({ id }) => id === price.id)?.plan;
    if (planCode !== undefined && quantity >= 1) return { state, planCode, seats: Math.min(quantity, maxSeats) };
  }
  throw new ProblemError('wrong-state', { detail: 'STRIPE_PRICES does not name the price of this subscription.' });
}

/** @throws ProblemError `unavailable` where Stripe does not answer, or answers no: its words may hold more than is ours to tell. */
export async function asking<T>({ stripe, log }: Payments, question: () => Promise<T>): Promise<T> {
  try {
    return await question();
  } catch (error) {
    if (!(error instanceof stripe.errors.StripeError)) throw error;
    const { type, code, statusCode: status, requestId: stripeRequest } = error;
    log.error({ type, code, status, stripeRequest }, 'Stripe has not done what it was asked');
    throw new ProblemError('unavailable', { retryAfterSeconds: 10 });
  }
}
