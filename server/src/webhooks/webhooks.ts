/** The webhooks of a workspace as owners and admins set them. Their secrets are in one answer each, and nowhere kept. */
import { createHmac } from 'node:crypto';
import {
  mostWebhooks,
  testEvent,
  type MadeWebhook,
  type NewWebhook,
  type Webhook,
  type WebhookChange,
  type WebhookDeliveryPage,
  type WebhookDeliveryQuestion,
  type WebhookRemoval,
  type WebhookReplay,
  type Webhooks,
} from '@wellmet/shared/webhook';
import { sql, type Kysely, type Selectable, type Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { noteInAudit } from '../audit/note.ts';
import { once, type Actor } from '../credits/act.ts';
import type { Ledger } from '../credits/situation.ts';
import type { Database, WebhookRow } from '../db/schema.ts';
import { ProblemError } from '../http/problem.ts';
import { guardedLookup, mayBeSet } from '../outside/address.ts';

/** What webhooks stand on. */
export interface WebhookGround extends Ledger {
  /** Whether they may be in this server's own network. */
  mayBeOwn: boolean;
}

type Row = Selectable<WebhookRow>;

/** Worked out from the server's secret, so that the same request gives the same one again, and nothing that is kept has it. */
export function secretOf(serverSecret: string, { workspace_id: workspaceId, webhook_id: id, secret_id: secretId }: SecretOf): string {
  return `whsec_${createHmac('sha256', serverSecret).update(`webhook ${workspaceId} ${id} ${secretId}`).digest('base64')}`;
}
export type SecretOf = Pick<Row, 'workspace_id' | 'webhook_id' | 'secret_id'>;

/** What the audit log calls it. */
export const nameOf = (url: string): string => new URL(url).host.slice(0, 200);

export async function webhooksOf({ db, mayBeOwn }: WebhookGround, workspaceId: string): Promise<Webhooks> {
  return { webhooks: await shown(db, workspaceId), mayBePrivate: mayBeOwn };
}

async function shown(db: Kysely<Database>, workspaceId: string, only?: string): Promise<Webhook[]> {
  const rows = await db
    .selectFrom('webhook')
    .selectAll()
    .select(
      sql<number>`(select count(*)::integer from webhook_delivery d
        where d.workspace_id = webhook.workspace_id and d.webhook_id = webhook.webhook_id and d.state = 'failed')`.as('failed'),
    )
    .where('workspace_id', '=', workspaceId)
    .where('removed_at', 'is', null)
    .$if(only !== undefined, (query) => query.where('webhook_id', '=', only ?? ''))
    .orderBy('made_at')
    .orderBy('webhook_id')
    .execute();
  return rows.map((row) => ({
    id: row.webhook_id,
    url: row.url,
    events: row.events,
    madeAt: row.made_at.toISOString(),
    ...(row.paused_at && { paused: row.is_paused_as_failing ? ('failing' as const) : ('asked' as const) }),
    ...(row.failing_since && { failingSince: row.failing_since.toISOString() }),
    ...lastTryOf(row),
    failed: row.failed,
  }));
}

const lastTryOf = (row: Pick<Row, 'last_at' | 'last_status' | 'last_trouble'>): Pick<Webhook, 'lastTry'> =>
  row.last_at === null
    ? {}
    : {
        lastTry: {
          at: row.last_at.toISOString(),
          ...(row.last_status !== null && { status: row.last_status }),
          ...(row.last_trouble !== null && { trouble: row.last_trouble }),
        },
      };

/** @throws ProblemError `not-found` for one that is removed. */
async function theOne(db: Kysely<Database>, workspaceId: string, webhookId: string): Promise<Webhook> {
  const [one] = await shown(db, workspaceId, webhookId);
  if (!one) throw new ProblemError('not-found');
  return one;
}

/** @throws ProblemError `not-found` */
async function rowOf(trx: Transaction<Database>, workspaceId: string, webhookId: string): Promise<Row> {
  const row = await trx
    .selectFrom('webhook')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('webhook_id', '=', webhookId)
    .executeTakeFirst();
  if (!row) throw new ProblemError('not-found');
  return row;
}

/** @throws ProblemError `not-found` for one that is removed, too. */
async function presentRow(trx: Transaction<Database>, workspaceId: string, webhookId: string): Promise<Row> {
  const row = await rowOf(trx, workspaceId, webhookId);
  if (row.removed_at !== null) throw new ProblemError('not-found');
  return row;
}

/** An address that does not answer may be set: only one that leads where it must not may not. It is looked at again with each delivery. */
async function mustBeAllowed(text: string, mayBeOwn: boolean): Promise<void> {
  if (mayBeSet(text, mayBeOwn) && (await leadsOutside(new URL(text), mayBeOwn))) return;
  throw new ProblemError('invalid-request', { errors: [{ pointer: '/url', message: 'must be a public address, over https' }] });
}

const longestLookupMs = 3_000;

const leadsOutside = (url: URL, mayBeOwn: boolean): Promise<boolean> =>
  new Promise((done) => {
    const tooLong = setTimeout(() => done(true), longestLookupMs);
    guardedLookup(url, mayBeOwn)(url.hostname, {}, (error) => {
      clearTimeout(tooLong);
      done(error?.name !== 'ForbiddenAddressError');
    });
  });

/** It hears what happens from then on. @throws ProblemError `invalid-request` for an address that must not be, `wrong-state` for one too many; as of `once`. */
export async function makeWebhook(ground: WebhookGround, actor: Actor, asked: NewWebhook): Promise<MadeWebhook> {
  const { requestId: webhookId, url, events } = asked;
  const { workspaceId } = actor;
  await mustBeAllowed(url, ground.mayBeOwn);
  await once(ground, actor, webhookId, asked, async ({ trx, seq }) => {
    await mustHaveRoom(trx, workspaceId);
    await trx
      .insertInto('webhook')
      .values({ workspace_id: workspaceId, webhook_id: webhookId, url, events, secret_id: webhookId, cursor_seq: seq })
      .execute();
    await noteInAudit(trx, { by: actor, act: 'webhook-set', about: { name: nameOf(url) } });
    return { done: {} };
  });
  return withSecret(ground, workspaceId, webhookId, webhookId);
}

async function mustHaveRoom(trx: Transaction<Database>, workspaceId: string): Promise<void> {
  const { webhooks } = await trx
    .selectFrom('webhook')
    .select(({ fn }) => fn.countAll<number>().as('webhooks'))
    .where('workspace_id', '=', workspaceId)
    .where('removed_at', 'is', null)
    .executeTakeFirstOrThrow();
  if (webhooks >= mostWebhooks) throw new ProblemError('wrong-state', { detail: `A workspace has ${mostWebhooks} webhooks at most.` });
}

async function withSecret({ db, secret }: WebhookGround, workspaceId: string, webhookId: string, secretId: string): Promise<MadeWebhook> {
  const webhook = await theOne(db, workspaceId, webhookId);
  return { webhook, secret: secretOf(secret, { workspace_id: workspaceId, webhook_id: webhookId, secret_id: secretId }) };
}

/** What was missed while it was paused is sent when it goes on. @throws ProblemError as of `makeWebhook`, `not-found`. */
export async function changeWebhook(ground: WebhookGround, actor: Actor, webhookId: string, asked: WebhookChange): Promise<Webhook> {
  const { requestId, ...change } = asked;
  const { workspaceId } = actor;
  await mustBeAllowed(change.url, ground.mayBeOwn);
  await once(ground, actor, requestId, { webhook: webhookId, ...change }, async ({ trx }) => {
    const { url, paused_at: pausedAt } = await presentRow(trx, workspaceId, webhookId);
    const isOther = url !== change.url || (pausedAt !== null && !change.isPaused);
    await trx
      .updateTable('webhook')
      .set({
        url: change.url,
        events: change.events,
        ...(change.isPaused ? { paused_at: sql`coalesce(paused_at, now())` } : { paused_at: null, is_paused_as_failing: false }),
        // It has three days again.
        ...(isOther && { failing_since: null }),
      })
      .where('workspace_id', '=', workspaceId)
      .where('webhook_id', '=', webhookId)
      .execute();
    // Whoever mended it does not want to wait for the next try.
    if (isOther) await sendNow(trx, workspaceId, webhookId);
    await noteInAudit(trx, { by: actor, act: 'webhook-set', about: { name: nameOf(change.url) } });
    return { done: {} };
  });
  return theOne(ground.db, workspaceId, webhookId);
}

const sendNow = (trx: Transaction<Database>, workspaceId: string, webhookId: string): Promise<unknown> =>
  trx
    .updateTable('webhook_delivery')
    .set({ due_at: sql`now()` })
    .where('workspace_id', '=', workspaceId)
    .where('webhook_id', '=', webhookId)
    .where('state', '=', 'waiting')
    .execute();

/** The secret before opens nothing from then on. @throws ProblemError `not-found`, `wrong-state` where a newer one was made since; as of `once`. */
export async function renewWebhookSecret(ground: WebhookGround, actor: Actor, webhookId: string, requestId: string): Promise<MadeWebhook> {
  const { workspaceId } = actor;
  await once(ground, actor, requestId, { secretOf: webhookId }, async ({ trx }) => {
    const { url } = await presentRow(trx, workspaceId, webhookId);
    await trx
      .updateTable('webhook')
      .set({ secret_id: requestId })
      .where('workspace_id', '=', workspaceId)
      .where('webhook_id', '=', webhookId)
      .execute();
    await noteInAudit(trx, { by: actor, act: 'webhook-set', about: { name: nameOf(url) } });
    return { done: {} };
  });
  const now = await ground.db
    .selectFrom('webhook')
    .select('secret_id')
    .where('workspace_id', '=', workspaceId)
    .where('webhook_id', '=', webhookId)
    .executeTakeFirst();
  if (now && now.secret_id !== requestId) throw new ProblemError('wrong-state');
  return withSecret(ground, workspaceId, webhookId, requestId);
}

/** Nothing is sent from then on. @throws ProblemError `not-found`, `wrong-state` where there is no room for it any more; as of `once`. */
export async function removeWebhook(ledger: Ledger, actor: Actor, webhookId: string, { requestId, isBack }: WebhookRemoval): Promise<void> {
  const { workspaceId } = actor;
  await once(ledger, actor, requestId, { removeWebhook: webhookId, isBack }, async ({ trx }) => {
    const { url, removed_at: removedAt } = await rowOf(trx, workspaceId, webhookId);
    if (isBack === (removedAt === null)) return { done: {} };
    if (isBack) await mustHaveRoom(trx, workspaceId);
    await trx
      .updateTable('webhook')
      .set({ removed_at: isBack ? null : sql`now()` })
      .where('workspace_id', '=', workspaceId)
      .where('webhook_id', '=', webhookId)
      .execute();
    await noteInAudit(trx, { by: actor, act: isBack ? 'webhook-set' : 'webhook-removed', about: { name: nameOf(url) } });
    return { done: {} };
  });
}

/** @throws ProblemError `not-found`, `wrong-state` for one that is paused; as of `once`. */
export async function testWebhook(ledger: Ledger, actor: Actor, webhookId: string, requestId: string): Promise<void> {
  const { workspaceId, memberId } = actor;
  await once(ledger, actor, requestId, { testWebhook: webhookId }, async ({ trx }) => {
    const { paused_at: pausedAt } = await presentRow(trx, workspaceId, webhookId);
    if (pausedAt !== null) throw new ProblemError('wrong-state', { detail: 'The webhook is paused.' });
    const one = { workspace_id: workspaceId, delivery_id: uuidv7(), webhook_id: webhookId };
    await trx
      .insertInto('webhook_delivery')
      .values({ ...one, source: `test ${requestId}`, type: testEvent, at: sql`now()`, data: JSON.stringify({ memberId }) })
      .execute();
    return { done: {} };
  });
}

/** @throws ProblemError `not-found` */
export async function deliveriesOf(
  { db }: Ledger,
  workspaceId: string,
  webhookId: string,
  { limit, cursor }: WebhookDeliveryQuestion,
): Promise<WebhookDeliveryPage> {
  await theOne(db, workspaceId, webhookId);
  const rows = await db
    .selectFrom('webhook_delivery')
    .select(['delivery_id', 'type', 'at', 'state', 'tries', 'due_at', 'last_at', 'last_status', 'last_trouble'])
    .where('workspace_id', '=', workspaceId)
    .where('webhook_id', '=', webhookId)
    .$if(cursor !== undefined, (query) => query.where('delivery_id', '<', cursor ?? ''))
    .orderBy('delivery_id', 'desc')
    .limit(limit + 1)
    .execute();
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    deliveries: page.map((row) => ({
      id: row.delivery_id,
      type: row.type,
      at: row.at.toISOString(),
      state: row.state,
      tries: row.tries,
      ...(row.state === 'waiting' && { dueAt: row.due_at.toISOString() }),
      ...lastTryOf(row),
    })),
    ...(last && { next: last.delivery_id }),
  };
}

/** Each goes out with the id that it had: the receiver knows whether it has it. @throws ProblemError `not-found`; as of `once`. */
export async function replayWebhook(
  ledger: Ledger,
  actor: Actor,
  webhookId: string,
  { requestId, deliveryId }: WebhookReplay,
): Promise<{ deliveries: number }> {
  const { workspaceId } = actor;
  const { done } = await once(ledger, actor, requestId, { replay: webhookId, deliveryId }, async ({ trx }) => {
    await presentRow(trx, workspaceId, webhookId);
    const { numUpdatedRows } = await trx
      .updateTable('webhook_delivery')
      .set({ state: 'waiting', tries: 0, due_at: sql`now()` })
      .where('workspace_id', '=', workspaceId)
      .where('webhook_id', '=', webhookId)
      .$if(deliveryId === undefined, (query) => query.where('state', '=', 'failed'))
      .$if(deliveryId !== undefined, (query) => query.where('delivery_id', '=', deliveryId ?? ''))
      .executeTakeFirstOrThrow();
    if (deliveryId !== undefined && numUpdatedRows === 0n) throw new ProblemError('not-found');
    return { done: { deliveries: Number(numUpdatedRows) } };
  });
  return done;
}
