import type { Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import type { Handlers } from '../http/handlers.ts';
import { ledgerPage } from './ledger.ts';
import { ledgerFile } from './ledgerFile.ts';
import { ledgerTotals } from './ledgerTotals.ts';

export const ledgerRoutes = (db: Kysely<Database>): Pick<Handlers, 'ledger' | 'ledgerTotals' | 'ledgerFile'> => ({
  ledger: ({ query }, { workspaceId }) => ledgerPage(db, workspaceId, query),
  ledgerTotals: ({ query }, { workspaceId }) => ledgerTotals(db, workspaceId, query),
  ledgerFile: ({ query }, { workspaceId }) => ledgerFile(db, workspaceId, query),
});
