import type { Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import type { Handlers } from '../http/handlers.ts';
import { contactOf, newestContacts } from './contacts.ts';

export const contactRoutes = (db: Kysely<Database>): Pick<Handlers, 'contacts' | 'contact'> => ({
  contacts: async ({ query }, { workspaceId }) => ({ contacts: await newestContacts(db, workspaceId, query.limit) }),
  contact: ({ params }, { workspaceId }) => contactOf(db, workspaceId, params.contactId),
});
