import { actorOf } from '../campaigns/routes.ts';
import type { Ledger } from '../credits/situation.ts';
import type { Handlers } from '../http/handlers.ts';
import { analyseAgain } from './analyseAgain.ts';
import { contactOf, newestContacts } from './contacts.ts';
import { editContact } from './edit.ts';
import { engage, withdrawEngagement } from './engage.ts';
import { eraseContact } from './erase.ts';
import { timelineOf } from './timeline.ts';
import { unmergeContact } from './unmerge.ts';

type Names = 'contacts' | 'contact' | 'analyseAgain' | 'editContact' | 'engage' | 'withdrawEngagement' | 'timeline' | 'unmerge' | 'erase';

export const contactRoutes = (ledger: Ledger): Pick<Handlers, Names> => ({
  contacts: async ({ query }, { workspaceId }) => ({ contacts: await newestContacts(ledger.db, workspaceId, query.limit) }),
  contact: ({ params }, caller) => contactOf(ledger.db, actorOf(caller), params.contactId),
  analyseAgain: ({ params, body }, caller) => analyseAgain(ledger, actorOf(caller), params.contactId, body.requestId),
  editContact: ({ params, body }, caller) => editContact(ledger, actorOf(caller), params.contactId, body),
  engage: ({ params, body }, caller) => engage(ledger, actorOf(caller), params.contactId, body),
  withdrawEngagement: ({ params, body }, caller) => withdrawEngagement(ledger, actorOf(caller), params, body.requestId),
  timeline: ({ params, query }, { workspaceId }) => timelineOf(ledger.db, workspaceId, params.contactId, query),
  unmerge: ({ params, body }, caller) => unmergeContact(ledger, actorOf(caller), params.contactId, body.requestId),
  erase: async ({ params, body }, caller) => {
    await eraseContact(ledger, actorOf(caller), params.contactId, body.requestId);
    return undefined;
  },
});
