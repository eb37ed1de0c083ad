import { actorOf } from '../campaigns/routes.ts';
import type { Handlers } from '../http/handlers.ts';
import type { Fetching } from './fetching.ts';
import { poolProviderOf, removePoolProvider, setPoolProvider, type ProviderGround } from './setting.ts';

type Names = 'poolProvider' | 'setPoolProvider' | 'removePoolProvider' | 'fetchPeople';

export const providerRoutes = (ground: ProviderGround, fetching: Fetching): Pick<Handlers, Names> => ({
  poolProvider: (_, { workspaceId }) => poolProviderOf(ground, workspaceId),
  setPoolProvider: ({ body }, caller) => setPoolProvider(ground, actorOf(caller), body),
  removePoolProvider: ({ body }, caller) => removePoolProvider(ground, actorOf(caller), body.requestId),
  fetchPeople: ({ body }, caller) => fetching.begin(actorOf(caller), body),
});
