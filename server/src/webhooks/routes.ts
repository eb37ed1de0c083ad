import { actorOf } from '../campaigns/routes.ts';
import type { Handlers } from '../http/handlers.ts';
import {
  changeWebhook,
  deliveriesOf,
  makeWebhook,
  removeWebhook,
  renewWebhookSecret,
  replayWebhook,
  testWebhook,
  webhooksOf,
  type WebhookGround,
} from './webhooks.ts';

type Names =
  | 'webhooks'
  | 'makeWebhook'
  | 'changeWebhook'
  | 'renewWebhookSecret'
  | 'removeWebhook'
  | 'testWebhook'
  | 'webhookDeliveries'
  | 'replayWebhook';

export const webhookRoutes = (ground: WebhookGround): Pick<Handlers, Names> => ({
  webhooks: (_, { workspaceId }) => webhooksOf(ground, workspaceId),
  makeWebhook: ({ body }, caller) => makeWebhook(ground, actorOf(caller), body),
  changeWebhook: ({ params, body }, caller) => changeWebhook(ground, actorOf(caller), params.webhookId, body),
  renewWebhookSecret: ({ params, body }, caller) => renewWebhookSecret(ground, actorOf(caller), params.webhookId, body.requestId),
  removeWebhook: async ({ params, body }, caller) => {
    await removeWebhook(ground, actorOf(caller), params.webhookId, body);
    return undefined;
  },
  testWebhook: async ({ params, body }, caller) => {
    await testWebhook(ground, actorOf(caller), params.webhookId, body.requestId);
    return undefined;
  },
  webhookDeliveries: ({ params, query }, { workspaceId }) => deliveriesOf(ground, workspaceId, params.webhookId, query),
  replayWebhook: ({ params, body }, caller) => replayWebhook(ground, actorOf(caller), params.webhookId, body),
});
