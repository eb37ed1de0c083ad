/** Paying by card: Stripe's own pages, so that no card is ever seen here. */
import type { PaymentPage, PlanAsked, PlanPayment } from '@wellmet/shared/plan';
import { type Actor } from '../credits/act.ts';
import type { Ledger } from '../credits/situation.ts';
import { ProblemError } from '../http/problem.ts';
import { planOnOffer, seatsOf } from '../plans/plans.ts';
import { billingOf } from './events.ts';
import { asking, goesOn, priceOf, subscriptionsOf, type Payments } from './stripe.ts';

type Stand = Pick<Ledger, 'db' | 'clock'>;

/** What can be paid by card in a workspace; undefined: nothing, and plans are asked for. */
export async function paymentOf(
  { db }: Pick<Stand, 'db'>,
  payments: Payments | undefined,
  workspaceId: string,
): Promise<PlanPayment | undefined> {
  if (!payments) return undefined;
  const known = await billingOf({ db }, workspaceId);
  return {
    sold: payments.settings.prices.map(({ plan, every }) => ({ plan, every })),
    isCustomer: known?.subscription_id != null,
    isPaying: known?.paid === 'plan',
  };
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
  const customer = await customerOf(stand, payments, actor);
  if ((await subscriptionsOf(payments, customer)).some(goesOn))
    throw new ProblemError('wrong-state', { detail: 'A plan is paid by card already: change it where it is paid.' });
  const { stripe, publicUrl } = payments;
  const { url } = await asking(() =>
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
  if (url === null) throw new ProblemError('unavailable');
  return { url };
}

/** Stripe's page for cards, bills and changing or ending what is paid. @throws ProblemError `not-found` where nothing was ever paid; `unavailable`. */
export async function portal({ db }: Stand, payments: Payments | undefined, { workspaceId }: Actor): Promise<PaymentPage> {
  const known = payments && (await billingOf({ db }, workspaceId));
  if (!known) throw new ProblemError('not-found', { detail: 'Nothing is paid by card here.' });
  const { stripe, publicUrl } = payments;
  const { url } = await asking(() =>
    stripe.billingPortal.sessions.create({ customer: known.customer_id, return_url: `${publicUrl}/pricing` }),
  );
  return { url };
}

/** One customer a workspace, however many ask at once: Stripe gives the same one for the same key, and one is kept. */
async function customerOf(stand: Stand, { stripe }: Payments, { workspaceId }: Actor): Promise<string> {
  const known = await billingOf(stand, workspaceId);
  if (known) return known.customer_id;
  // No name and no e-mail: whoever pays types theirs on Stripe's page.
  const { id } = await asking(() => stripe.customers.create({ metadata: { workspaceId } }, { idempotencyKey: `customer ${workspaceId}` }));
  await stand.db
    .insertInto('billing')
    .values({ workspace_id: workspaceId, customer_id: id })
    .onConflict((conflict) => conflict.column('workspace_id').doNothing())
    .execute();
  return (await billingOf(stand, workspaceId))?.customer_id ?? id;
}
