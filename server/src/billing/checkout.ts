/** Paying by card: Stripe's own pages, so that no card is ever seen here. */
import type { PaymentPage, PlanAsked, PlanPayment } from '@wellmet/shared/plan';
import { sql } from 'kysely';
import type { Stripe } from 'stripe';
import type { Actor } from '../credits/act.ts';
import { ProblemError } from '../http/problem.ts';
import { planOnOffer, seatsOf } from '../plans/plans.ts';
import { billingOf, type Stand } from './paid.ts';
import { asking, goesOn, priceOf, stateOf, subscriptionsOf, type Payments } from './stripe.ts';

/** What can be paid by card in a workspace; undefined: nothing, and plans are asked for. */
export async function paymentOf(
  { db }: Pick<Stand, 'db'>,
  payments: Payments | undefined,
  workspaceId: string,
): Promise<PlanPayment | undefined> {
  if (!payments) return undefined;
  const known = await billingOf({ db }, workspaceId);
  return { sold: payments.settings.prices.map(({ plan, every }) => ({ plan, every })), state: known?.state ?? 'none' };
}

/**
 * A page of Stripe's on which a plan is paid. The plan changes when Stripe says that it is (events.ts), never by coming back from the page.
 * @throws ProblemError `not-found` for a plan that is none; `wrong-state` for what is not sold by card, or where something is paid already; `unavailable`.
 */
export async function checkout(stand: Stand, payments: Payments | undefined, actor: Actor, asked: PlanAsked): Promise<PaymentPage> {
  const { plan: code, seats, every, requestId } = asked;
  const { workspaceId } = actor;
  const plan = await planOnOffer(stand.db, code);
  const price = payments && priceOf(payments.settings, code, every);
  if (!payments || price === undefined || seatsOf(plan, seats) !== seats)
    throw new ProblemError('wrong-state', { detail: 'This cannot be paid by card: ask for it.' });
  const customer = await customerOf(stand, payments, workspaceId);
  const { stripe, publicUrl } = payments;
  const { id, url } = await asking(payments, () =>
    stripe.checkout.sessions.create(
      {
        mode: 'subscription',
        customer,
        client_reference_id: workspaceId,
        line_items: [{ price, quantity: seats }],
        subscription_data: { metadata: { workspaceId } },
        success_url: `${publicUrl}/paid`,
        cancel_url: `${publicUrl}/pricing`,
      },
      { idempotencyKey: `checkout ${workspaceId} ${requestId}` },
    ),
  );
  await endOtherPages(payments, customer, id);
  // After that: what was paid on one of them until now is a subscription.
  if (goesOn(stateOf(await subscriptionsOf(payments, customer)))) {
    await endPage(payments, id);
    throw new ProblemError('wrong-state', { detail: 'A plan is paid by card already: change it where it is paid.' });
  }
  if (url === null) throw new ProblemError('unavailable');
  return { url };
}

/** One page at a time, or a plan could be paid on each. */
async function endOtherPages(payments: Payments, customer: string, id: string): Promise<void> {
  const open = await asking(payments, () => payments.stripe.checkout.sessions.list({ customer, status: 'open', limit: 100 }));
  for (const other of open.data) if (other.id !== id) await endPage(payments, other.id);
}

const endPage = (payments: Payments, id: string): Promise<void> =>
  asking(payments, async () => {
    try {
      await payments.stripe.checkout.sessions.expire(id);
    } catch (error) {
      // It has ended meanwhile, by being paid or by time.
      if (!(error instanceof payments.stripe.errors.StripeInvalidRequestError)) throw error;
    }
  });

/** Stripe's page for cards, bills and changing or ending what is paid. @throws ProblemError `not-found` where nothing was ever paid; `unavailable`. */
export async function portal({ db }: Stand, payments: Payments | undefined, { workspaceId }: Actor): Promise<PaymentPage> {
  const known = payments && (await billingOf({ db }, workspaceId));
  if (!known) throw new ProblemError('not-found', { detail: 'Nothing is paid by card here.' });
  const { stripe, publicUrl } = payments;
  const { url } = await asking(payments, () =>
    stripe.billingPortal.sessions.create({ customer: known.customer_id, return_url: `${publicUrl}/pricing` }),
  );
  return { url };
}

/**
 * One customer a workspace, however many ask at once: Stripe gives the same one for the same key, and one is kept. Where it is no more (it was removed
 * there, or the key is of another account or no longer of tests), another one takes its place.
 */
async function customerOf({ db }: Stand, payments: Payments, workspaceId: string): Promise<string> {
  const last = (await billingOf({ db }, workspaceId))?.customer_id;
  if (last !== undefined && (await isThere(payments, last))) return last;
  // No name and no e-mail: whoever pays types theirs on Stripe's page.
  const { id } = await asking(payments, () =>
    payments.stripe.customers.create({ metadata: { workspaceId } }, { idempotencyKey: `customer ${workspaceId} ${last ?? ''}` }),
  );
  await sql`
    insert into billing (workspace_id, customer_id) values (${workspaceId}, ${id})
    on conflict (workspace_id) do update
    set customer_id = excluded.customer_id, version = billing.version + 1, state = 'none', plan_code = null, seats = null
    where billing.customer_id = ${last ?? ''}`.execute(db);
  return (await billingOf({ db }, workspaceId))?.customer_id ?? id;
}

const isThere = (payments: Payments, customerId: string): Promise<boolean> =>
  asking(payments, async () => {
    try {
      const found: Stripe.Customer | Stripe.DeletedCustomer = await payments.stripe.customers.retrieve(customerId);
      return found.deleted !== true;
    } catch (error) {
      if (error instanceof payments.stripe.errors.StripeInvalidRequestError && error.code === 'resource_missing') return false;
      throw error;
    }
  });
