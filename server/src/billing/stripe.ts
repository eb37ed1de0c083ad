/** Stripe, where the operator has set a key: which of its prices is which plan, and what a customer pays at the moment. */
import type { PlanEvery } from '@wellmet/shared/plan';
import { Stripe } from 'stripe';
import type { StripeSettings } from '../config.ts';
import { ProblemError } from '../http/problem.ts';

export interface Payments {
  settings: StripeSettings;
  stripe: Stripe;
  /** Where people come back to from its pages. */
  publicUrl: string;
}

/** @param at where Stripe is; absent: where it always is. */
export const openPayments = (
  settings: StripeSettings | undefined,
  publicUrl: string | undefined,
  at: { host?: string; port?: number; protocol?: 'http' | 'https' } = {},
): Payments | undefined =>
  settings && publicUrl !== undefined
    ? {
        settings,
        publicUrl,
        // Its own retries send the same idempotency key. Telemetry would tell it of requests that are none of its business.
        stripe: new Stripe(settings.secretKey, { ...at, telemetry: false, timeout: 10_000, maxNetworkRetries: 1 }),
      }
    : undefined;

/** Which price a plan is sold at; undefined: it cannot be paid by card. */
export const priceOf = ({ prices }: StripeSettings, plan: string, every: PlanEvery): string | undefined =>
  prices.find((price) => price.plan === plan && price.every === every)?.id;

/** What a customer pays for. */
export type Paid = { paid: 'plan'; subscriptionId: string; planCode: string; seats: number } | { paid: 'nothing'; subscriptionId: string };

const isPaid = new Set(['active', 'trialing']);
/** Was paid once, and is not now. What was never paid (`incomplete`) changes nothing. */
const isPaidNoMore = new Set(['past_due', 'unpaid', 'canceled', 'paused']);

/** A subscription that was begun and is not over: a second one would be paid besides. */
export const goesOn = ({ status }: Pick<Stripe.Subscription, 'status'>): boolean =>
  isPaid.has(status) || (isPaidNoMore.has(status) && status !== 'canceled');

/** All subscriptions of a customer, the newest first. @throws ProblemError `unavailable`. */
export const subscriptionsOf = ({ stripe }: Payments, customerId: string): Promise<Stripe.Subscription[]> =>
  asking(async () => (await stripe.subscriptions.list({ customer: customerId, status: 'all', limit: 100 })).data);

/**
 * What a customer pays for at the moment, whatever events say, in whichever order they come. One that is paid counts before one that is not.
 * @throws ProblemError `wrong-state` for a price of no plan: the operator mends the setting, and Stripe sends the event again.
 */
export function paidBy({ settings }: Payments, subscriptions: readonly Stripe.Subscription[]): Paid | undefined {
  const counts = subscriptions.find(({ status }) => isPaid.has(status)) ?? subscriptions.find(({ status }) => isPaidNoMore.has(status));
  if (!counts) return undefined;
  const { id: subscriptionId, status, items } = counts;
  if (!isPaid.has(status)) return { paid: 'nothing', subscriptionId };
  const [item] = items.data;
  const plan = settings.prices.find(({ id }) => id === item?.price.id)?.plan;
  if (plan === undefined) throw new ProblemError('wrong-state', { detail: 'STRIPE_PRICES does not name the price of this subscription.' });
  return { paid: 'plan', subscriptionId, planCode: plan, seats: item?.quantity ?? 1 };
}

/** @throws ProblemError `unavailable` where Stripe does not answer, or answers no: its words may hold more than is ours to tell. */
export async function asking<T>(question: () => Promise<T>): Promise<T> {
  try {
    return await question();
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) throw new ProblemError('unavailable', { retryAfterSeconds: 10 });
    throw error;
  }
}
