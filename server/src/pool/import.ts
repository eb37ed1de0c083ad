/** A file into a pool: read, made out, written in batches; what goes wrong with a row keeps out that row. */
import type { ColumnMapping, ImportTerms, PoolImport } from '@wellmet/shared/pool';
import { goesOn, importFaults } from '@wellmet/shared/poolProblems';
import type { Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import { openFile, UnreadableFile, type OpenedFile } from './file.ts';
import { faultOf, guessMapping } from './mapping.ts';
import { readerOf, type BadRow, type PoolRowSaid } from './normalise.ts';
import { importWith } from './pools.ts';
import { beginImport, endImport, keepProgress, nothingYet, sayAlive, TakenOut, withBatch, type Progress } from './progress.ts';
import { writeBatch, type OwnPool } from './write.ts';

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
/** A file of which nothing comes for so long is over. */
const stillMs = 60_000;

/**
 * Imports a file. What breaks it off leaves whole batches in the pool: the import is then `failed`, and can be removed, or the file imported again.
 * @param options.onProgress hears of each batch.
 * @throws UnreadableFile before anything is imported.
 */
export async function importFile(
  { db, secret }: { db: Kysely<Database>; secret: string },
  order: ImportOrder,
  given: AsyncIterable<Uint8Array>,
  {
    onProgress = () => {},
    aliveEveryMs = 30_000,
  }: { onProgress?: (progress: Pick<Progress, 'bytes' | 'counts'>) => void; aliveEveryMs?: number } = {},
): Promise<PoolImport> {
  const { poolId, workspaceId } = order.pool;
  const progress = nothingYet(order.bytes);
  const file = await openFile(counted(given, progress));
  const mapping = order.mapping ?? guessMapping(file);
  const fault = faultOf(mapping, file.columns);
  if (fault !== undefined) {
    await file.rows.return();
    throw new UnreadableFile(fault);
  }
  const { importId, startedAt } = await beginImport(db, poolId, order, mapping, progress);
  const read = readerOf(mapping, secret, workspaceId ?? poolId);

  const write = async (good: PoolRowSaid[], bad: BadRow[]): Promise<void> => {
    let now = progress;
    await writeBatch(db, order.pool, secret, importId, startedAt, good, async (trx, counts, ambiguous) => {
      now = withBatch(progress, counts, bad, ambiguous);
      await keepProgress(trx, poolId, importId, now);
    });
    Object.assign(progress, { counts: now.counts, badRows: now.badRows });
    onProgress(progress);
  };
  // A slow file fills no batch for longer than an import may say nothing. Whoever has taken it out meanwhile is noticed by the next batch.
  const alive = setInterval(() => void sayAlive(db, poolId, importId).catch(() => {}), aliveEveryMs);
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
    await endImport(db, poolId, importId, 'done', null);
  } catch (error) {
    // The first error is the one that counts; a failure that cannot be written down shows by itself, as an import without a sign of life.
    await writing.catch(() => {});
    if (!(error instanceof TakenOut)) await endImport(db, poolId, importId, 'failed', inWords(error)).catch(() => {});
    if (!isOfTheFile(error)) throw error;
  } finally {
    clearInterval(alive);
  }
  return importWith(db, poolId, importId);
}

/** The sender's connection, or the file. */
class BrokenOff extends Error {}
const isOfTheFile = (error: unknown): boolean => error instanceof UnreadableFile || error instanceof BrokenOff || error instanceof TakenOut;

const inWords = (error: unknown): string =>
  error instanceof UnreadableFile || error instanceof BrokenOff ? error.message : `${importFaults.server} ${goesOn.file}`;

async function* counted(given: AsyncIterable<Uint8Array>, progress: Progress): AsyncGenerator<Uint8Array, void> {
  const rest = given[Symbol.asyncIterator]();
  let timer: NodeJS.Timeout | undefined;
  try {
    for (;;) {
      const still = new Promise<never>((_, fail) => {
        timer = setTimeout(() => fail(new BrokenOff(importFaults.still)), stillMs);
      });
      const next = await Promise.race([rest.next(), still]).catch((error: unknown) => {
        throw error instanceof BrokenOff ? error : new BrokenOff(importFaults.brokeOff, { cause: error });
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
  const { rows, first, ...file } = await openFile(given, { isCut: true });
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
