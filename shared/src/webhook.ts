/** Webhooks: servers of a workspace's own that hear what happens in it. What they are sent, signed how, and retried when: docs/webhooks.md. */
import { z } from 'zod';
import { OutsideUrl } from './outside.ts';

/** What may be heard. A new one is a line here, its rows in server/src/webhooks/happened.ts, and its words in the app. */
export const webhookEvents = [
  'contact.analysed',
  'contact.erased',
  'campaign.launched',
  'campaign.completed',
  'enrolment.changed',
  'credits.low',
  'credits.exhausted',
  'member.joined',
  'member.removed',
  'plan.changed',
] as const;
export const WebhookEvent = z.enum(webhookEvents);
export type WebhookEvent = z.infer<typeof WebhookEvent>;

/** Sent when somebody asks for it, to see whether it arrives. */
export const testEvent = 'webhook.test';

/** In a workspace. */
export const mostWebhooks = 5;

/** Why a delivery did not arrive, where there was no answer with a status. */
export const WebhookTrouble = z.enum(['address', 'noAnswer', 'unreachable', 'refused', 'busy']);
export type WebhookTrouble = z.infer<typeof WebhookTrouble>;

/** What came of a try: their status, if they answered, and what was wrong with it. */
const lastTry = z.object({
  at: z.iso.datetime({ offset: true }),
  status: z.int().optional(),
  trouble: WebhookTrouble.optional(),
});

export const Webhook = z.object({
  id: z.uuid(),
  url: z.string(),
  events: z.array(WebhookEvent),
  madeAt: z.iso.datetime({ offset: true }),
  /** Why nothing is sent: somebody paused it, or nothing had arrived for three days. Absent: it works. */
  paused: z.enum(['asked', 'failing']).optional(),
  /** Since when no try has arrived. */
  failingSince: z.iso.datetime({ offset: true }).optional(),
  lastTry: lastTry.optional(),
  /** Deliveries that were given up. */
  failed: z.int().min(0),
});
export type Webhook = z.infer<typeof Webhook>;

export const Webhooks = z.object({
  webhooks: z.array(Webhook),
  /** Whether the operator lets them be on this server's own network, over http too. */
  mayBePrivate: z.boolean(),
});
export type Webhooks = z.infer<typeof Webhooks>;

const events = z
  .array(WebhookEvent)
  .min(1)
  .refine((all) => new Set(all).size === all.length, 'an event twice');

/** The request's id is also the webhook's. */
export const NewWebhook = z.strictObject({ requestId: z.uuid(), url: OutsideUrl, events });
export type NewWebhook = z.infer<typeof NewWebhook>;

export const WebhookChange = NewWebhook.extend({ isPaused: z.boolean() });
export type WebhookChange = z.infer<typeof WebhookChange>;

/** `isBack`: a removal is taken back, within a day. */
export const WebhookRemoval = z.strictObject({ requestId: z.uuid(), isBack: z.boolean().default(false) });
export type WebhookRemoval = z.infer<typeof WebhookRemoval>;

/** `secret` is what the receiver checks signatures with; it appears in this answer and nowhere else. */
export const MadeWebhook = z.object({ webhook: Webhook, secret: z.string() });
export type MadeWebhook = z.infer<typeof MadeWebhook>;

export const WebhookDelivery = z.object({
  /** The same in every try, and in the header `webhook-id`. */
  id: z.uuid(),
  type: z.enum([...webhookEvents, testEvent]),
  /** When it happened. */
  at: z.iso.datetime({ offset: true }),
  state: z.enum(['waiting', 'delivered', 'failed']),
  tries: z.int().min(0),
  /** Of one that waits. */
  dueAt: z.iso.datetime({ offset: true }).optional(),
  lastTry: lastTry.optional(),
});
export type WebhookDelivery = z.infer<typeof WebhookDelivery>;

export const WebhookDeliveryQuestion = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  /** `next` of the page before. */
  cursor: z.uuid().optional(),
});
export type WebhookDeliveryQuestion = z.infer<typeof WebhookDeliveryQuestion>;

/** The newest first. */
export const WebhookDeliveryPage = z.object({ deliveries: z.array(WebhookDelivery), next: z.uuid().optional() });
export type WebhookDeliveryPage = z.infer<typeof WebhookDeliveryPage>;

/** Without `deliveryId`: all that were given up. */
export const WebhookReplay = z.strictObject({ requestId: z.uuid(), deliveryId: z.uuid().optional() });
export type WebhookReplay = z.infer<typeof WebhookReplay>;
