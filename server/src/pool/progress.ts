/** An import as it is written down while it is under way: begun, batch after batch, ended. */
import type { ColumnMapping, ImportTerms, PoolImport } from '@wellmet/shared/pool';
import { sql, type Kysely } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '../db/schema.ts';
import { learnPool } from '../discover/learn.ts';
import type { BadRow } from './normalise.ts';
import type { Counts } from './write.ts';

const keptBadRows = 100;

export interface Progress {
  bytes: PoolImport['bytes'];
  counts: Counts;
  badRows: BadRow[];
}

/** The import was taken out while it ran, or is another's by now. */
export class TakenOut extends Error {}

export const nothingYet = (of?: number): Progress => ({
  bytes: { read: 0, ...(of !== undefined && { of }) },
  counts: { rows: 0, added: 0, updated: 0, unchanged: 0, bad: 0, erased: 0 },
  badRows: [],
});

const said = ({ bytes, counts }: Progress): string => JSON.stringify({ bytes, counts });

/** @param memberId absent: the operator. */
export async function beginImport(
  db: Kysely<Database>,
  poolId: string,
  { fileName, terms, memberId }: { fileName: string; terms: ImportTerms; memberId?: string | undefined },
  mapping: ColumnMapping,
  progress: Progress,
): Promise<{ importId: string; startedAt: Date }> {
  const importId = uuidv7();
  const { rows } = await sql<{ started_at: Date }>`
    insert into pool_import (pool_id, import_id, file_name, terms, mapping, state, progress, bad_rows, member_id, started_at, alive_at)
    values (${poolId}, ${importId}, ${fileName.slice(0, 200)}, ${JSON.stringify(terms)}, ${JSON.stringify(mapping)}, 'running',
      ${said(progress)}, '[]', ${memberId ?? null}, now(), now())
    returning started_at`.execute(db);
  return { importId, startedAt: rows[0]?.started_at ?? new Date() };
}

/**
 * The progress with one batch more.
 * @param bad rows that could not be made out; @param ambiguous those that were, and are bad all the same: `more` has them.
 */
export const withBatch = (
  { bytes, counts, badRows }: Progress,
  more: Counts,
  bad: readonly BadRow[],
  ambiguous: readonly BadRow[],
): Progress => ({
  bytes,
  counts: {
    rows: counts.rows + more.rows + bad.length,
    added: counts.added + more.added,
    updated: counts.updated + more.updated,
    unchanged: counts.unchanged + more.unchanged,
    bad: counts.bad + more.bad + bad.length,
    erased: counts.erased + more.erased,
  },
  badRows: [...badRows, ...[...bad, ...ambiguous].toSorted((a, b) => a.line - b.line)].slice(0, keptBadRows),
});

/** In the transaction of its batch. @throws TakenOut. */
export async function keepProgress(db: Kysely<Database>, poolId: string, importId: string, progress: Progress): Promise<void> {
  const { rows } = await sql`
    update pool_import set progress = ${said(progress)}, bad_rows = ${JSON.stringify(progress.badRows)}, alive_at = now()
    where pool_id = ${poolId} and import_id = ${importId} and state = 'running' returning 1`.execute(db);
  if (rows.length === 0) throw new TakenOut('the import was taken out');
}

/** Between batches: whoever says nothing for long is taken for dead (`isAlive`). @throws TakenOut. */
export async function sayAlive(db: Kysely<Database>, poolId: string, importId: string): Promise<void> {
  const { rows } = await sql`update pool_import set alive_at = now()
    where pool_id = ${poolId} and import_id = ${importId} and state = 'running' returning 1`.execute(db);
  if (rows.length === 0) throw new TakenOut('the import was taken out');
}

/** Then the pool is learnt anew: who was imported is found under typos, too. */
export async function endImport(
  db: Kysely<Database>,
  poolId: string,
  importId: string,
  state: 'done' | 'failed',
  failure: string | null,
): Promise<void> {
  await sql`update pool_import set state = ${state}, failure = ${failure}, ended_at = now()
    where pool_id = ${poolId} and import_id = ${importId} and state = 'running'`.execute(db);
  // What fails here is done within a minute (learn.ts).
  await learnPool(db, poolId).catch(() => {});
}
