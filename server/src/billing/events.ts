/**
 * What Stripe tells of subscriptions. An event says only that something has changed: what is paid is asked for, so that events may come late, twice and
 * in any order. Not a route of the contract: it is Stripe's, is signed over its bytes, and is there only where a key is set.
 */
import { Hono } from 'hono';
import { sql } from 'kysely';
import { randomUUID } from 'node:crypto';
import { Stripe } from 'stripe';
import { z } from 'zod';
import { once, type Act, type LedgerAct, type Who } from '../credits/act.ts';
import type { Ledger } from '../credits/situation.ts';
import { ProblemError } from '../http/problem.ts';
import { readText } from '../http/question.ts';
import { letLapse, putOnPlan } from '../plans/change.ts';
import { freePlan } from '../plans/plans.ts';
import { paidBy, subscriptionsOf, type Paid, type Payments } from './stripe.ts';

type Stand = Pick<Ledger, 'db' | 'clock'>;

/** Seconds after which a signed event is a replay. */
const toleranceSeconds = 300;

/** Of all that Stripe tells, what is looked at. Others are thanked for. */
const Told = z.object({
  id: z.string().min(1).max(255),
  type: z.string().regex(/^customer\.subscription\./),
  data: z.object({ object: z.object({ customer: z.string(), metadata: z.object({ workspaceId: z.uuid() }) }) }),
});

export const stripeEvents = (stand: Stand, payments: Payments): Hono =>
  new Hono().post('/stripe/events', async (context) => {
    const event = await signedEvent(payments, await readText(context.req.raw), context.req.header('stripe-signature') ?? '');
    const told = Told.safeParse(event).data;
    if (told) {
      const { customer, metadata } = told.data.object;
      await hear(stand, payments, { eventId: told.id, workspaceId: metadata.workspaceId, customerId: customer });
    }
    return context.json({ received: true });
  });

/** @throws ProblemError `invalid-request` for what Stripe has not signed just now. */
async function signedEvent({ stripe, settings }: Payments, text: string, signature: string): Promise<unknown> {
  try {
    return await stripe.webhooks.constructEventAsync(text, signature, settings.webhookSecret, toleranceSeconds);
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError || error instanceof SyntaxError)
      throw new ProblemError('invalid-request', { detail: 'This is not signed by Stripe, or was signed too long ago.' });
    throw error;
  }
}

interface Heard {
  eventId: string;
  workspaceId: string;
  customerId: string;
}

/** How often what is paid is asked for while other events of the workspace come. */
const tries = 5;

/** @throws ProblemError `unavailable`, and Stripe sends it again. */
async function hear(stand: Stand, payments: Payments, heard: Heard): Promise<void> {
  for (let n = 0; n < tries; n++) {
    const known = await billingOf(stand, heard.workspaceId);
    // Somebody else's customer with our workspace's id in it, or a workspace that is no more.
    if (known?.customer_id !== heard.customerId) return;
    const paid = paidBy(payments, await subscriptionsOf(payments, heard.customerId));
    if (await take(stand, heard, known.version, paid)) return;
  }
  throw new ProblemError('unavailable', { retryAfterSeconds: 10 });
}

export const billingOf = ({ db }: Pick<Stand, 'db'>, workspaceId: string) =>
  db.selectFrom('billing').selectAll().where('workspace_id', '=', workspaceId).executeTakeFirst();

/** @returns false where another event was taken since `version`: then what was asked may be old. */
async function take(stand: Stand, { eventId, workspaceId }: Heard, version: number, paid: Paid | undefined): Promise<boolean> {
  const requestId = randomUUID();
  const came = await once<object, never, Who>(stand, { workspaceId }, requestId, { eventId }, async (act) => {
    if (!(await isNew(act, eventId))) return { done: {} };
    const { rows } = await sql<{ paid: Paid['paid'] | null; plan_code: string | null; seats: number | null }>`
      update billing set version = version + 1 where workspace_id = ${workspaceId} and version = ${version}
      returning paid, plan_code, seats`.execute(act.trx);
    const [last] = rows;
    if (!last) throw new Overtaken();
    if (paid && !isSame(last, paid)) {
      await apply(act, last.paid, paid, requestId);
      const [code, seats] = paid.paid === 'plan' ? [paid.planCode, paid.seats] : [null, null];
      await act.trx
        .updateTable('billing')
        .set({ subscription_id: paid.subscriptionId, paid: paid.paid, plan_code: code, seats })
        .where('workspace_id', '=', workspaceId)
        .execute();
    }
    return { done: {} };
  }).catch((error: unknown) => {
    if (error instanceof Overtaken) return undefined;
    throw error;
  });
  return came !== undefined;
}

/** Takes back what the act has written so far. */
class Overtaken extends Error {}

/** Each event is taken once. */
async function isNew({ trx, actor, now }: Act<Who>, eventId: string): Promise<boolean> {
  const { rows } = await sql`
    insert into billing_event (workspace_id, event_id, at) values (${actor.workspaceId}, ${eventId}, ${now}::timestamptz)
    on conflict (workspace_id, event_id) do nothing returning 1`.execute(trx);
  return rows.length > 0;
}

const isSame = (last: { paid: string | null; plan_code: string | null; seats: number | null }, now: Paid): boolean =>
  last.paid === now.paid && (now.paid === 'nothing' || (last.plan_code === now.planCode && last.seats === now.seats));

/** By the rules of every change of a plan (plans/change.ts). */
async function apply(act: LedgerAct<Who>, before: Paid['paid'] | null, paid: Paid, requestId: string): Promise<void> {
  if (paid.paid === 'plan') await putOnPlan(act, paid, { requestId });
  // What was never paid by card does not end with it, and on the free plan there is nothing to lapse.
  else if (before === 'plan' && act.head.plan_code !== freePlan) await letLapse(act);
}
