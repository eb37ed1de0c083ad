import type { Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import type { Handlers } from '../http/handlers.ts';
import { analyseContacts } from './analyse.ts';
import { currentBalance } from './head.ts';
import type { Clock } from './period.ts';
import { quotePeople } from './quote.ts';

export const creditRoutes = (db: Kysely<Database>, clock: Clock): Pick<Handlers, 'balance' | 'quote' | 'analyse'> => ({
  balance: (_, { workspaceId }) => currentBalance(db, workspaceId, clock),
  quote: ({ body }, { workspaceId, member }) => quotePeople(db, clock, workspaceId, member.id, body.people),
  analyse: ({ body }, { workspaceId, member }) => analyseContacts(db, clock, { workspaceId, memberId: member.id }, body),
});
