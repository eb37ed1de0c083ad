import { actorOf } from '../campaigns/routes.ts';
import type { Ledger } from '../credits/situation.ts';
import type { Handlers } from '../http/handlers.ts';
import { contactOf, newestContacts } from './contacts.ts';
import { eraseContact } from './erase.ts';
import { timelineOf } from './timeline.ts';
import { unmergeContact } from './unmerge.ts';

export const contactRoutes = (ledger: Ledger): Pick<Handlers, 'contacts' | 'contact' | 'timeline' | 'unmerge' | 'erase'> => ({
  contacts: async ({ query }, { workspaceId }) => ({ contacts: await newestContacts(ledger.db, workspaceId, query.limit) }),
  contact: ({ params }, { workspaceId }) => contactOf(ledger.db, workspaceId, params.contactId),
  timeline: ({ params, query }, { workspaceId }) => timelineOf(ledger.db, workspaceId, params.contactId, query),
  unmerge: ({ params, body }, caller) => unmergeContact(ledger, actorOf(caller), params.contactId, body.requestId),
  erase: async ({ params, body }, caller) => {
    await eraseContact(ledger, actorOf(caller), params.contactId, body.requestId);
    return undefined;
  },
});
