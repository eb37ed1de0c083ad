/** A file into a pool: read, made out, written in batches; what goes wrong with a row keeps out that row. */
import type { ColumnMapping, ImportTerms, PoolImport } from '@wellmet/shared/pool';
import { sql, type Kysely } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '../db/schema.ts';
import { openFile, UnreadableFile, type OpenedFile } from './file.ts';
import { faultOf, guessMapping } from './mapping.ts';
import { readerOf, type BadRow, type PoolRowSaid } from './normalise.ts';
import { importWith } from './pools.ts';
import { writeBatch, type Counts, type OwnPool } from './write.ts';

export interface ImportOrder {
  pool: OwnPool;
  fileName: string;
  terms: ImportTerms;
  /** Absent: as it is guessed. */
  mapping?: ColumnMapping | undefined;
  /** Absent: the operator. */
  memberId?: string | undefined;
  /** Length of the file, where it is known. */
  bytes?: number | undefined;
}

const batchRows = 2000;
const keptBadRows = 100;
/** A file of which nothing comes for so long is over. */
const stillMs = 60_000;

interface Progress {
  bytes: PoolImport['bytes'];
  counts: Counts;
  badRows: BadRow[];
}

/** The import was taken out while it ran. */
class TakenOut extends Error {}

/**
 * Imports a file. What breaks it off leaves whole batches in the pool: the import is then `failed`, and can be removed, or the file imported again.
 * @param options.onProgress hears of each batch.
 * @throws UnreadableFile before anything is imported.
 */
export async function importFile(
  { db, secret }: { db: Kysely<Database>; secret: string },
  order: ImportOrder,
  given: AsyncIterable<Uint8Array>,
  { onProgress = () => {} }: { onProgress?: (progress: Pick<Progress, 'bytes' | 'counts'>) => void } = {},
): Promise<PoolImport> {
  const { poolId, workspaceId } = order.pool;
  const progress: Progress = {
    bytes: { read: 0, ...(order.bytes !== undefined && { of: order.bytes }) },
    counts: { rows: 0, added: 0, updated: 0, unchanged: 0, bad: 0, erased: 0 },
    badRows: [],
  };
  const file = await openFile(counted(given, progress));
  const mapping = order.mapping ?? guessMapping(file);
  const fault = faultOf(mapping, file.columns);
  if (fault !== undefined) {
    await file.rows.return();
    throw new UnreadableFile(fault);
  }
  const importId = uuidv7();
  const { rows: begun } = await sql<{ started_at: Date }>`
    insert into pool_import (pool_id, import_id, file_name, terms, mapping, state, progress, bad_rows, member_id, started_at, alive_at)
    values (${poolId}, ${importId}, ${order.fileName.slice(0, 200)}, ${JSON.stringify(order.terms)}, ${JSON.stringify(mapping)}, 'running',
      ${said(progress)}, '[]', ${order.memberId ?? null}, now(), now())
    returning started_at`.execute(db);
  const startedAt = begun[0]?.started_at ?? new Date();
  const read = readerOf(mapping, secret, workspaceId ?? poolId);

  const write = async (good: PoolRowSaid[], bad: BadRow[]): Promise<void> => {
    let now = progress;
    await writeBatch(db, order.pool, secret, importId, startedAt, good, async (trx, counts, ambiguous) => {
      now = after(
        progress,
        counts,
        [...bad, ...ambiguous].toSorted((a, b) => a.line - b.line),
        bad.length,
      );
      const { rows } = await sql`
        update pool_import set progress = ${said(now)}, bad_rows = ${JSON.stringify(now.badRows)}, alive_at = now()
        where pool_id = ${poolId} and import_id = ${importId} and state = 'running' returning 1`.execute(trx);
      if (rows.length === 0) throw new TakenOut('the import was taken out');
    });
    Object.assign(progress, { counts: now.counts, badRows: now.badRows });
    onProgress(progress);
  };
  // The database works on one batch while the next is read.
  let writing: Promise<void> = Promise.resolve();
  try {
    let good: PoolRowSaid[] = [];
    let bad: BadRow[] = [];
    for await (const row of file.rows) {
      const made = 'problem' in row ? row : read(row.line, row.cells);
      if ('problem' in made) bad.push(made);
      else good.push(made);
      if (good.length + bad.length < batchRows) continue;
      await writing;
      writing = write(good, bad);
      // It is waited for below; until then nobody is to take it for unheard.
      writing.catch(() => {});
      [good, bad] = [[], []];
    }
    await writing;
    await write(good, bad);
    await end(db, poolId, importId, 'done', null);
  } catch (error) {
    // The first error is the one that counts; a failure that cannot be written down shows by itself, as an import without a sign of life.
    await writing.catch(() => {});
    if (!(error instanceof TakenOut)) await end(db, poolId, importId, 'failed', inWords(error)).catch(() => {});
    if (!isOfTheFile(error)) throw error;
  }
  return importWith(db, poolId, importId);
}

const said = ({ bytes, counts }: Progress): string => JSON.stringify({ bytes, counts });

const after = ({ bytes, counts, badRows }: Progress, more: Counts, bad: readonly BadRow[], unread: number): Progress => ({
  bytes,
  counts: {
    rows: counts.rows + more.rows + unread,
    added: counts.added + more.added,
    updated: counts.updated + more.updated,
    unchanged: counts.unchanged + more.unchanged,
    bad: counts.bad + more.bad + unread,
    erased: counts.erased + more.erased,
  },
  badRows: [...badRows, ...bad].slice(0, keptBadRows),
});

/** The sender's connection, or the file. */
class BrokenOff extends Error {}
const isOfTheFile = (error: unknown): boolean => error instanceof UnreadableFile || error instanceof BrokenOff || error instanceof TakenOut;

const inWords = (error: unknown): string =>
  error instanceof UnreadableFile || error instanceof BrokenOff
    ? error.message
    : 'The server could not go on. Import the file again: what is in already stays.';

async function* counted(given: AsyncIterable<Uint8Array>, progress: Progress): AsyncGenerator<Uint8Array, void> {
  const rest = given[Symbol.asyncIterator]();
  let timer: NodeJS.Timeout | undefined;
  try {
    for (;;) {
      const still = new Promise<never>((_, fail) => {
        timer = setTimeout(() => fail(new BrokenOff('Nothing more came of the file.')), stillMs);
      });
      const next = await Promise.race([rest.next(), still]).catch((error: unknown) => {
        throw error instanceof BrokenOff ? error : new BrokenOff('The file broke off.', { cause: error });
      });
      clearTimeout(timer);
      if (next.done) return;
      progress.bytes = { ...progress.bytes, read: progress.bytes.read + next.value.byteLength };
      yield next.value;
    }
  } finally {
    clearTimeout(timer);
    // Nobody reads on: what the sender's end says to that is nobody's business.
    rest.return?.().catch(() => {});
  }
}

async function end(
  db: Kysely<Database>,
  poolId: string,
  importId: string,
  state: 'done' | 'failed',
  failure: string | null,
): Promise<void> {
  await sql`update pool_import set state = ${state}, failure = ${failure}, ended_at = now()
    where pool_id = ${poolId} and import_id = ${importId} and state = 'running'`.execute(db);
}

export interface Guess {
  file: Pick<OpenedFile, 'format' | 'encoding' | 'delimiter' | 'columns'>;
  mapping: ColumnMapping;
  /** Why nothing could be imported by it. */
  fault: string | undefined;
  first: string[][];
  problems: BadRow[];
}

/** What a file is taken for, from its beginning. @throws UnreadableFile. */
export async function guessOf(given: AsyncIterable<Uint8Array>, mapping?: ColumnMapping): Promise<Guess> {
  const { rows, first, ...file } = await openFile(given);
  await rows.return();
  const guessed = mapping ?? guessMapping({ ...file, first });
  const read = readerOf(guessed, '', '');
  return {
    file,
    mapping: guessed,
    fault: faultOf(guessed, file.columns),
    first: first.flatMap((row) => ('cells' in row ? [row.cells.map((cell) => cell.slice(0, 200))] : [])),
    problems: first.flatMap((row) => {
      const made = 'problem' in row ? row : read(row.line, row.cells);
      return 'problem' in made ? [made] : [];
    }),
  };
}
