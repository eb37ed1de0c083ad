/** What is paid by card becomes the plan: once for each event, and once a day for what no event has told. */
import { sql } from 'kysely';
import { randomUUID } from 'node:crypto';
import { once, type Act, type LedgerAct, type Who } from '../credits/act.ts';
import type { Ledger } from '../credits/situation.ts';
import { inWorkspace } from '../db/fence.ts';
import type { PeriodicWork } from '../db/periodic.ts';
import { ProblemError } from '../http/problem.ts';
import { letLapse, putOnPlan } from '../plans/change.ts';
import { freePlan } from '../plans/plans.ts';
import { answerByPaying } from '../plans/requests.ts';
import { paidBy, stateOf, subscriptionsOf, type Paid, type Payments } from './stripe.ts';

export type Stand = Pick<Ledger, 'db' | 'clock'>;

type DbOf = Pick<Stand, 'db'>;

export const billingOf = ({ db }: DbOf, workspaceId: string) =>
  db.selectFrom('billing').selectAll().where('workspace_id', '=', workspaceId).executeTakeFirst();

type Billing = NonNullable<Awaited<ReturnType<typeof billingOf>>>;

/** Which workspace a customer of Stripe's is. */
export async function payerOf({ db }: DbOf, customerId: string): Promise<string | undefined> {
  const row = await db.selectFrom('billing').select('workspace_id').where('customer_id', '=', customerId).executeTakeFirst();
  return row?.workspace_id;
}

/** How often what is paid is asked for while other events of the workspace come. */
const tries = 5;

/**
 * Asks what is paid, and puts the workspace on it.
 * @param eventId is taken once; absent: nobody has told anything.
 * @throws ProblemError `unavailable`; `wrong-state` for a price of no plan; `not-found` for a plan that is not on offer. Nothing has changed then.
 */
export async function hear(stand: Stand, payments: Payments, workspaceId: string, eventId?: string): Promise<void> {
  for (let n = 0; n < tries; n++) {
    const known = await billingOf(stand, workspaceId);
    if (!known || (eventId !== undefined && (await wasTaken(stand, workspaceId, eventId)))) return;
    const subscriptions = await subscriptionsOf(payments, known.customer_id);
    if (subscriptions.filter((one) => stateOf([one]) === 'paid').length > 1)
      payments.log.warn({ workspaceId }, 'a workspace pays for more than one subscription');
    const paid = paidBy(payments, subscriptions);
    if (eventId === undefined && isSame(known, paid)) return;
    if (await take(stand, known, paid, eventId)) return;
  }
  throw new ProblemError('unavailable', { retryAfterSeconds: 10 });
}

async function wasTaken({ db }: DbOf, workspaceId: string, eventId: string): Promise<boolean> {
  const which = db.selectFrom('billing_event').select('event_id').where('workspace_id', '=', workspaceId);
  return (await which.where('event_id', '=', eventId).executeTakeFirst()) !== undefined;
}

/** @returns false where another one was taken since `known` was read: then what was asked may be old. */
async function take(stand: Stand, known: Billing, paid: Paid, eventId: string | undefined): Promise<boolean> {
  const { workspace_id: workspaceId } = known;
  const requestId = randomUUID();
  const came = await once<object, never, Who>(stand, { workspaceId }, requestId, { eventId, paid }, async (act) => {
    if (eventId !== undefined && !(await isNew(act, eventId))) return { done: {} };
    const [code, seats] = paid.state === 'paid' ? [paid.planCode, paid.seats] : [null, null];
    const { numUpdatedRows } = await act.trx
      .updateTable('billing')
      .set(({ eb }) => ({ version: eb('version', '+', 1), state: paid.state, plan_code: code, seats }))
      .where('workspace_id', '=', workspaceId)
      .where('version', '=', known.version)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw new Overtaken();
    if (!isSame(known, paid)) await apply(act, known, paid, requestId);
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

const isSame = (last: Pick<Billing, 'state' | 'plan_code' | 'seats'>, now: Paid): boolean =>
  last.state === now.state && (now.state !== 'paid' || (last.plan_code === now.planCode && last.seats === now.seats));

/** By the rules of every change of a plan (plans/change.ts). */
async function apply(act: LedgerAct<Who>, last: Billing, paid: Paid, requestId: string): Promise<void> {
  if (paid.state === 'paid') {
    await putOnPlan(act, paid, { requestId });
    await answerByPaying(act, paid);
  }
  // What was never paid by card does not end with it, and on the free plan there is nothing to lapse.
  else if (last.state === 'paid' && act.head.plan_code !== freePlan) await letLapse(act);
}

/** Events come again for three days, and by hand for a month. */
const keptDays = 31;

/** Finds what no event has told: the server was away for longer than Stripe repeats them, or they went elsewhere. */
export const askingWhatIsPaid = (stand: Stand, payments: Payments): PeriodicWork => ({
  name: 'asking what is paid by card',
  everyHours: 24,
  work: async (signal) => {
    for (const { workspace_id: workspaceId } of await stand.db.selectFrom('billing').select('workspace_id').execute()) {
      signal.throwIfAborted();
      await inWorkspace(workspaceId, () => lookAfter(stand, payments, workspaceId));
    }
  },
});

async function lookAfter(stand: Stand, payments: Payments, workspaceId: string): Promise<void> {
  try {
    await hear(stand, payments, workspaceId);
  } catch (error) {
    // The others do not wait for the one that cannot be told.
    if (!(error instanceof ProblemError)) throw error;
    payments.log.error({ workspaceId, problem: error.code }, 'what a workspace pays by card could not be told');
  }
  await sql`delete from billing_event
    where workspace_id = ${workspaceId} and at < ${stand.clock} - make_interval(days => ${keptDays}::integer)`.execute(stand.db);
}
