import { actorOf } from '../campaigns/routes.ts';
import type { Ledger } from '../credits/situation.ts';
import type { Handlers } from '../http/handlers.ts';
import { setBasis } from './basis.ts';
import { erasurePreview } from './erasure.ts';
import { personDocument, personFile } from './files.ts';
import { gather } from './gather.ts';
import { purgePreview } from './purge.ts';
import { sourcesIn } from './sources.ts';
import { setTerms, termsOf } from './terms.ts';

type Names =
  | 'peopleTerms'
  | 'setPeopleTerms'
  | 'purgePreview'
  | 'contactSources'
  | 'setContactBasis'
  | 'erasurePreview'
  | 'personFile'
  | 'personDocument';

export const rightsRoutes = (ledger: Ledger): Pick<Handlers, Names> => {
  const sources = async (workspaceId: string, contactId: string) => sourcesIn(await gather(ledger.db, workspaceId, contactId, new Date()));
  return {
    peopleTerms: (_, { workspaceId }) => termsOf(ledger.db, workspaceId),
    setPeopleTerms: ({ body }, caller) => setTerms(ledger, actorOf(caller), body),
    purgePreview: ({ query }, { workspaceId }) => purgePreview(ledger, workspaceId, query),
    contactSources: ({ params }, { workspaceId }) => sources(workspaceId, params.contactId),
    setContactBasis: async ({ params, body }, caller) => {
      await setBasis(ledger, actorOf(caller), params.contactId, body);
      return sources(caller.workspaceId, params.contactId);
    },
    erasurePreview: ({ params }, { workspaceId }) => erasurePreview(ledger.db, workspaceId, params.contactId),
    personFile: ({ params }, caller) => personFile(ledger, actorOf(caller), params.contactId),
    personDocument: ({ params, query }, caller) => personDocument(ledger, actorOf(caller), params.contactId, query.language),
  };
};
