import type { Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import type { Handlers } from '../http/handlers.ts';
import { ProblemError } from '../http/problem.ts';
import { UnreadableFile } from './file.ts';
import { guessOf, importFile } from './import.ts';
import { importsOf, ownPool, removeImport } from './pools.ts';

type Names = 'importPeople' | 'guessImport' | 'imports' | 'removeImport';

export const poolRoutes = ({ db, secret }: { db: Kysely<Database>; secret: string }): Pick<Handlers, Names> => ({
  importPeople: async ({ query, upload }, { workspaceId, member }) => {
    const { fileName, mapping, bytes, ...terms } = query;
    const pool = await ownPool(db, workspaceId);
    return readable(importFile({ db, secret }, { pool, fileName, terms, mapping, bytes, memberId: member.id }, upload));
  },
  guessImport: async ({ query, upload }) => {
    const { file, fault, first, ...guess } = await readable(guessOf(upload, query.mapping));
    return { ...file, ...guess, rows: first, ...(fault !== undefined && { fault }) };
  },
  imports: async (_, { workspaceId }) => ({ imports: await importsOf(db, (await ownPool(db, workspaceId)).poolId) }),
  removeImport: async ({ params }, { workspaceId }) => {
    const { poolId } = await ownPool(db, workspaceId);
    await removeImport(db, poolId, params.importId);
    return undefined;
  },
});

async function readable<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof UnreadableFile)
      throw new ProblemError('invalid-request', { detail: error.message, errors: [{ pointer: '', message: error.message }] });
    throw error;
  }
}
