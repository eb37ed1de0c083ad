import type { Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import type { Handlers } from '../http/handlers.ts';
import { keepReport } from './reports.ts';
import { rulesInForce } from './rules.ts';

/** @param publicKey the operator's, by which extensions of this server check what it hands out. */
export const pageRuleRoutes = (db: Kysely<Database>, publicKey: string | undefined): Pick<Handlers, 'pageRules' | 'reportPage'> => ({
  pageRules: async () => {
    const signed = await rulesInForce(db);
    if (publicKey === undefined) return {};
    return { publicKey, ...(signed && { signed }) };
  },
  reportPage: async ({ body }, { workspaceId }) => {
    await keepReport(db, workspaceId, body);
    return undefined;
  },
});
