/**
 * What Stripe tells of subscriptions. An event says only that something has changed: what is paid is asked for, so that events may come late, twice and
 * in any order. Not a route of the contract: it is Stripe's, is signed over its bytes, and is there only where a key is set.
 */
import { Hono } from 'hono';
import { z } from 'zod';
import { inWorkspace } from '../db/fence.ts';
import { ProblemError } from '../http/problem.ts';
import { readText } from '../http/question.ts';
import { hear, payerOf, type Stand } from './paid.ts';
import type { Payments } from './stripe.ts';

/** Seconds after which a signed event is a replay. */
const toleranceSeconds = 300;

/** Of all that Stripe tells, what is looked at. Others are thanked for. */
const Told = z.object({
  id: z.string().min(1).max(255),
  type: z.string().regex(/^customer\.subscription\./),
  data: z.object({ object: z.object({ customer: z.string(), metadata: z.object({ workspaceId: z.string().optional() }) }) }),
});

export const stripeEvents = (stand: Stand, payments: Payments): Hono =>
  new Hono().post('/stripe/events', async (context) => {
    const event = await signedEvent(payments, await readText(context.req.raw), context.req.header('stripe-signature') ?? '');
    const told = Told.safeParse(event).data;
    if (told) await carryOut(stand, payments, told);
    return context.json({ received: true });
  });

/** @throws ProblemError `invalid-request` for what Stripe has not signed just now. */
async function signedEvent({ stripe, settings }: Payments, text: string, signature: string): Promise<unknown> {
  try {
    return await stripe.webhooks.constructEventAsync(text, signature, settings.webhookSecret, toleranceSeconds);
  } catch {
    // Whatever it is: a signature of an odd form makes the library throw errors of any kind, and anybody can send one.
    throw new ProblemError('invalid-request', { detail: 'This is not signed by Stripe, or was signed too long ago.' });
  }
}

/** @throws ProblemError, and Stripe sends it again. */
async function carryOut(stand: Stand, payments: Payments, { id: eventId, data }: z.output<typeof Told>): Promise<void> {
  const { customer, metadata } = data.object;
  const workspaceId = await payerOf(stand, customer);
  if (workspaceId === undefined) {
    // Stripe may sell other things as well. What was begun here, though, somebody goes on paying for.
    if (metadata.workspaceId !== undefined) payments.log.warn({ event: eventId }, 'a subscription of a workspace that is no more');
    return;
  }
  try {
    await inWorkspace(workspaceId, () => hear(stand, payments, workspaceId, eventId));
  } catch (error) {
    if (error instanceof ProblemError)
      payments.log.error({ event: eventId, workspaceId, problem: error.code }, 'an event of Stripe was not carried out');
    throw error;
  }
}
