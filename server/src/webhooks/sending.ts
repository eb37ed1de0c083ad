/**
 * Sends webhooks what has happened, as long as the server runs. Whoever sends for a webhook has it for a time: no other server does meanwhile, and
 * where one dies the next goes on, from the webhook's place in what has happened and from the deliveries that wait.
 */
import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { WebhookDelivery, WebhookTrouble } from '@wellmet/shared/webhook';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { noteInAudit } from '../audit/note.ts';
import { databaseCode } from '../db/open.ts';
import { callOutside, type OutsideAnswer } from '../outside/call.ts';
import { whatHappened } from './happened.ts';
import { nameOf, secretOf, type SecretOf, type WebhookGround } from './webhooks.ts';

/** How patient it is with receivers. */
export interface Patience {
  lookEveryMs: number;
  /** For one try. */
  timeoutMs: number;
  /** Before each try after the first; after the last a delivery is given up. About a day together. */
  retryAfterMs: readonly number[];
  /** How much longer than a try whoever sends has the webhook. */
  graceMs: number;
}
const minuteMs = 60_000;
const usual: Patience = {
  lookEveryMs: 1_000,
  timeoutMs: 10_000,
  retryAfterMs: [1, 5, 30, 120, 360, 720].map((minutes) => minutes * minuteMs),
  graceMs: 20_000,
};

/** Webhooks of all workspaces. */
const mostAtOnce = 16;
/** Then another webhook has its turn. */
const mostInOneTurn = 100;
/** Whom nothing reaches for so long is paused. */
const failingFor = sql`interval '3 days'`;
/** An answer is not read beyond. */
const mostBytes = 16 * 1024;

/** A webhook that this server sends for. */
interface Leased {
  workspaceId: string;
  webhookId: string;
  leaseId: string;
}

interface Taken extends SecretOf {
  delivery_id: string;
  type: WebhookDelivery['type'];
  at: Date;
  data: Record<string, string | number | null>;
  tries: number;
  url: string;
}

type Came = { status?: number | undefined; trouble?: WebhookTrouble | undefined };

/** @returns what is under way, for whoever closes the database: settles when all of it has ended after the abort. */
export function openSending(
  ground: WebhookGround,
  log: Logger,
  stopping: AbortSignal,
  patience: Partial<Patience> = {},
): () => Promise<void> {
  const { db } = ground;
  const { lookEveryMs, timeoutMs, retryAfterMs, graceMs } = { ...usual, ...patience };
  const leaseFor = sql`${timeoutMs + graceMs}::double precision * interval '1 millisecond'`;
  const underWay = new Set<Promise<void>>();

  const failed = (what: string) => (error: unknown) => {
    if (!stopping.aborted) log.error({ error: error instanceof Error ? error.name : 'unknown', code: databaseCode(error) }, what);
  };

  async function look(): Promise<void> {
    const room = mostAtOnce - underWay.size;
    if (room <= 0) return;
    for (const leased of await lease(room)) {
      const work = sendFor(leased)
        .catch(failed('a webhook broke off'))
        .finally(() => underWay.delete(work));
      underWay.add(work);
    }
  }

  /** Takes webhooks that have something to hear and that nobody sends for, the one that waits longest first. */
  async function lease(limit: number): Promise<Leased[]> {
    const leaseId = randomUUID();
    const { rows } = await sql<Leased>`
      with waiting as (
        select w.workspace_id, w.webhook_id from webhook w join credit_head h on h.workspace_id = w.workspace_id
        where w.removed_at is null and w.paused_at is null and (w.leased_until is null or w.leased_until < now())
          and (w.cursor_seq < h.seq or exists (
            select from webhook_delivery d
            where d.workspace_id = w.workspace_id and d.webhook_id = w.webhook_id and d.state = 'waiting' and d.due_at <= now()
          ))
        order by w.leased_until nulls first, w.workspace_id, w.webhook_id limit ${limit}
      )
      update webhook w set lease_id = ${leaseId}, leased_until = now() + ${leaseFor} from waiting
      where w.workspace_id = waiting.workspace_id and w.webhook_id = waiting.webhook_id
        -- Another server may have been quicker.
        and (w.leased_until is null or w.leased_until < now())
      returning w.workspace_id as "workspaceId", w.webhook_id as "webhookId", w.lease_id as "leaseId"`.execute(db);
    return rows;
  }

  async function sendFor(leased: Leased): Promise<void> {
    for (let turn = 0; turn < mostInOneTurn && !stopping.aborted; turn++) {
      const isRead = await readOn(leased);
      const taken = await take(leased);
      if (taken) await send(leased, taken);
      else if (!isRead) break;
    }
    await sql`update webhook set leased_until = now() where ${isOurs(leased)}`.execute(db);
  }

  /** Makes deliveries of what has happened since, and moves the webhook's place: both or neither. @returns whether there was anything. */
  async function readOn(leased: Leased): Promise<boolean> {
    const { workspaceId, webhookId } = leased;
    const happened = await whatHappened(db, workspaceId, webhookId);
    if (!happened || happened.upTo === happened.from) return false;
    const { happenings } = happened;
    await sql`
      with moved as (
        update webhook set cursor_seq = ${happened.upTo}::bigint, read_at = ${happened.readAt}::timestamptz
        where ${isOurs(leased)} and cursor_seq = ${happened.from}::bigint
        returning workspace_id, webhook_id
      )
      insert into webhook_delivery (workspace_id, webhook_id, delivery_id, source, type, at, data)
      select moved.workspace_id, moved.webhook_id, d.* from moved cross join unnest(
        ${happenings.map(() => uuidv7())}::uuid[], ${happenings.map(({ source }) => source)}::text[], ${happenings.map(({ type }) => type)}::text[],
        ${happenings.map(({ at }) => at)}::timestamptz[], ${happenings.map(({ data }) => JSON.stringify(data))}::jsonb[]
      ) as d
      on conflict do nothing`.execute(db);
    return true;
  }

  /** The next delivery that is due, while the webhook is still ours, not paused and not removed; and the webhook is ours for the time of a try. */
  async function take(leased: Leased): Promise<Taken | undefined> {
    const { rows } = await sql<Taken>`
      with ours as (
        update webhook set leased_until = now() + ${leaseFor} where ${isOurs(leased)} and paused_at is null and removed_at is null returning *
      ), due as (
        select d.delivery_id, ours.workspace_id, ours.webhook_id, ours.url, ours.secret_id from ours
        join webhook_delivery d on d.workspace_id = ours.workspace_id and d.webhook_id = ours.webhook_id
        where d.state = 'waiting' and d.due_at <= now() order by d.due_at, d.delivery_id limit 1
      )
      update webhook_delivery d set tries = d.tries + 1, last_at = now() from due
      where d.workspace_id = due.workspace_id and d.delivery_id = due.delivery_id
      returning d.delivery_id, d.type, d.at, d.data, d.tries, due.workspace_id, due.webhook_id, due.url, due.secret_id`.execute(db);
    return rows[0];
  }

  async function send(leased: Leased, taken: Taken): Promise<void> {
    const startedAt = performance.now();
    const body = JSON.stringify({
      id: taken.delivery_id,
      type: taken.type,
      at: taken.at.toISOString(),
      workspaceId: taken.workspace_id,
      data: taken.data,
    });
    const headers = signed(secretOf(ground.secret, taken), taken.delivery_id, body, new Date());
    const told = await callOutside(new URL(taken.url), { key: undefined, body, headers, timeoutMs, mostBytes }, ground.mayBeOwn, stopping);
    const came = outcomeOf(told);
    // A server that stops leaves it to the next one: whether it arrived nobody knows.
    if (stopping.aborted && came.trouble === 'noAnswer') return putBack(taken);
    const state = came.trouble === undefined ? 'delivered' : taken.tries > retryAfterMs.length ? 'failed' : 'waiting';
    await note(leased, taken, state, came, 'retryAfterMs' in told ? (told.retryAfterMs ?? 0) : 0);
    const ms = Math.round(performance.now() - startedAt);
    log.info(
      { workspaceId: taken.workspace_id, outcome: came.trouble ?? 'delivered', status: came.status, tries: taken.tries, ms },
      'webhook',
    );
  }

  const putBack = async (taken: Taken): Promise<void> =>
    void (await sql`update webhook_delivery set tries = tries - 1
      where workspace_id = ${taken.workspace_id} and delivery_id = ${taken.delivery_id} and tries = ${taken.tries}`.execute(db));

  async function note(leased: Leased, taken: Taken, state: WebhookDelivery['state'], came: Came, atLeastMs: number): Promise<void> {
    const { workspaceId, webhookId } = leased;
    const waitMs = Math.max(atLeastMs, (retryAfterMs[taken.tries - 1] ?? 0) * (0.9 + Math.random() / 5));
    const last = sql`last_at = now(), last_status = ${came.status ?? null}::integer, last_trouble = ${came.trouble ?? null}::text`;
    await db.transaction().execute(async (trx) => {
      // Somebody who has sent it again meanwhile has begun its tries anew.
      await sql`update webhook_delivery set state = ${state}, ${last}, due_at = now() + ${waitMs}::double precision * interval '1 millisecond'
        where workspace_id = ${workspaceId} and delivery_id = ${taken.delivery_id} and tries = ${taken.tries} and state = 'waiting'`.execute(
        trx,
      );
      const failingSince = came.trouble === undefined ? sql`null` : sql`coalesce(failing_since, now())`;
      const { rows } = await sql<{ is_hopeless: boolean | null }>`
        update webhook set ${last}, failing_since = ${failingSince}
        where workspace_id = ${workspaceId} and webhook_id = ${webhookId} and url = ${taken.url}
        returning paused_at is null and failing_since <= now() - ${failingFor} as is_hopeless`.execute(trx);
      if (rows[0]?.is_hopeless !== true) return;
      await sql`update webhook set paused_at = now(), is_paused_as_failing = true
        where workspace_id = ${workspaceId} and webhook_id = ${webhookId}`.execute(trx);
      await noteInAudit(trx, { by: { workspaceId }, act: 'webhook-paused', about: { name: nameOf(taken.url) } });
    });
  }

  const looking = (async () => {
    while (!stopping.aborted) {
      await look().catch(failed('what is to be sent cannot be asked'));
      // Cut short only by stopping, which the loop asks for itself.
      await pause(lookEveryMs, undefined, { signal: stopping, ref: false }).catch(() => {});
    }
  })();
  return async () => {
    await looking;
    await Promise.all(underWay);
  };
}

const isOurs = ({ workspaceId, webhookId, leaseId }: Leased) =>
  sql<boolean>`workspace_id = ${workspaceId} and webhook_id = ${webhookId} and lease_id = ${leaseId} and leased_until >= now()`;

/** The headers of Standard Webhooks: who has the secret knows that it is from us, whole and of now. */
function signed(secret: string, id: string, body: string, now: Date): Record<string, string> {
  const seconds = Math.floor(now.getTime() / 1000);
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': `v1,${signature}` };
}

/** Whatever they say besides: with a status that is good it has arrived. */
function outcomeOf(told: OutsideAnswer): Came {
  if ('text' in told) return { status: told.status };
  return told.trouble === 'unusable' ? { status: told.status } : { status: told.status, trouble: told.trouble };
}
