import { actorOf } from '../campaigns/routes.ts';
import type { Ledger } from '../credits/situation.ts';
import type { ReadAside } from '../db/replica.ts';
import type { Handlers } from '../http/handlers.ts';
import { addFound, quoteFound } from './add.ts';
import { dismissFound, idealProfilesOf, keepIdealProfile, removeIdealProfile } from './profiles.ts';
import { countFound, discover, suggest } from './search.ts';

type Names =
  | 'discover'
  | 'countFound'
  | 'suggestFound'
  | 'quoteFound'
  | 'addFound'
  | 'dismissFound'
  | 'idealProfiles'
  | 'keepIdealProfile'
  | 'removeIdealProfile';

export const discoverRoutes = (ledger: Ledger, aside: ReadAside): Pick<Handlers, Names> => ({
  discover: ({ body }, caller) => discover(ledger, aside, actorOf(caller), body),
  countFound: ({ body }, caller) => countFound(ledger, aside, actorOf(caller), body.wanted),
  suggestFound: ({ query }, { workspaceId }) => suggest(ledger, aside, workspaceId, query),
  quoteFound: ({ body }, caller) => quoteFound(ledger, actorOf(caller), body),
  addFound: ({ body }, caller) => addFound(ledger, actorOf(caller), body),
  dismissFound: ({ params, body }, caller) => dismissFound(ledger, actorOf(caller), params, body),
  idealProfiles: async (_, { workspaceId }) => ({ profiles: await idealProfilesOf(ledger.db, workspaceId) }),
  keepIdealProfile: ({ params, body }, caller) => keepIdealProfile(ledger, actorOf(caller), params.profileId, body),
  removeIdealProfile: ({ params, body }, caller) => removeIdealProfile(ledger, actorOf(caller), params.profileId, body.requestId),
});
