/** The webhooks of the workspace, as owners and admins set them. Nothing of it is kept on this device. */
import type {
  MadeWebhook,
  NewWebhook,
  Webhook,
  WebhookChange,
  WebhookDeliveryPage,
  WebhookRemoval,
  WebhookReplay,
  Webhooks,
} from '@wellmet/shared/webhook';
import { isTrouble, type Trouble } from '../messages.ts';
import { askAsMember } from './askAsMember.ts';

type Of<Body> = Body & { id: string };

export async function webhooks(): Promise<Webhooks | Trouble> {
  const told = await askAsMember('webhooks', (workspaceId) => ({ params: { workspaceId } }));
  return isTrouble(told) ? told : told.answer;
}

export async function makeWebhook(body: NewWebhook): Promise<MadeWebhook | Trouble> {
  const told = await askAsMember('makeWebhook', (workspaceId) => ({ params: { workspaceId }, body }));
  return isTrouble(told) ? told : told.answer;
}

export async function changeWebhook({ id: webhookId, ...body }: Of<WebhookChange>): Promise<Webhook | Trouble> {
  const told = await askAsMember('changeWebhook', (workspaceId) => ({ params: { workspaceId, webhookId }, body }));
  return isTrouble(told) ? told : told.answer;
}

export async function renewWebhookSecret({ id: webhookId, ...body }: Of<{ requestId: string }>): Promise<MadeWebhook | Trouble> {
  const told = await askAsMember('renewWebhookSecret', (workspaceId) => ({ params: { workspaceId, webhookId }, body }));
  return isTrouble(told) ? told : told.answer;
}

export async function removeWebhook({ id: webhookId, ...body }: Of<WebhookRemoval>): Promise<'done' | Trouble> {
  const told = await askAsMember('removeWebhook', (workspaceId) => ({ params: { workspaceId, webhookId }, body }));
  return isTrouble(told) ? told : 'done';
}

export async function testWebhook({ id: webhookId, ...body }: Of<{ requestId: string }>): Promise<'done' | Trouble> {
  const told = await askAsMember('testWebhook', (workspaceId) => ({ params: { workspaceId, webhookId }, body }));
  return isTrouble(told) ? told : 'done';
}

export async function webhookDeliveries({
  id: webhookId,
  ...query
}: {
  id: string;
  cursor?: string | undefined;
}): Promise<WebhookDeliveryPage | Trouble> {
  const told = await askAsMember('webhookDeliveries', (workspaceId) => ({ params: { workspaceId, webhookId }, query }));
  return isTrouble(told) ? told : told.answer;
}

export async function replayWebhook({ id: webhookId, ...body }: Of<WebhookReplay>): Promise<{ deliveries: number } | Trouble> {
  const told = await askAsMember('replayWebhook', (workspaceId) => ({ params: { workspaceId, webhookId }, body }));
  return isTrouble(told) ? told : told.answer;
}
