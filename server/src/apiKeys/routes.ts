import { actorOf } from '../campaigns/routes.ts';
import type { Ledger } from '../credits/situation.ts';
import type { Handlers } from '../http/handlers.ts';
import { keysOf, makeApiKey, revokeApiKey } from './apiKeys.ts';

export const apiKeyRoutes = (ledger: Ledger): Pick<Handlers, 'apiKeys' | 'makeApiKey' | 'revokeApiKey'> => ({
  apiKeys: async (_, { workspaceId }) => ({ keys: await keysOf(ledger.db, workspaceId) }),
  makeApiKey: ({ body }, caller) => makeApiKey(ledger, actorOf(caller), body),
  revokeApiKey: async ({ params, body }, caller) => {
    await revokeApiKey(ledger, actorOf(caller), params.keyId, body.requestId);
    return undefined;
  },
});
