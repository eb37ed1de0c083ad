/**
 * The file of a backup: gzip around a name, then frames. A frame is its length (four bytes) and as many bytes; an empty one ends a table.
 *   name · frame: what is in it · per table: frames of PostgreSQL's COPY text, an empty frame · frame: rows per table · SHA-256 of all before
 * What was cut off, altered or is something else is found by reading it once, and nothing of it has to fit into the memory.
 */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';

/** What is to be known before anything of a backup is used. */
const Manifest = z.strictObject({
  madeAt: z.iso.datetime(),
  /** The tables are as these left them. */
  migrations: z.array(z.string()),
  /** Tells whether a secret is the one that hashes and keys in it were made with; says nothing about it. */
  secretMark: z.string(),
  tables: z.array(z.strictObject({ name: z.string(), columns: z.array(z.string()) })),
});
export type Manifest = z.infer<typeof Manifest>;
export type ArchivedTable = Manifest['tables'][number];

const RowCounts = z.record(z.string(), z.int().min(0));
/** Rows by the name of their table. */
export type RowCounts = z.infer<typeof RowCounts>;

/** A backup that cannot be made or used; the message is the whole story, for the operator. */
export class BackupError extends Error {
  override name = 'BackupError';
}

/** With the version of the form: what comes after may be different in another one. */
const nameOfForm = Buffer.from('wellmet backup 1\n');
const maxFrameBytes = 1024 * 1024;
const digestBytes = 32;

/**
 * Writes an archive that only its owner can read. Under its own name it is there as a whole or not at all, and never over another file.
 * @param rowsOf gives a table as COPY text, in pieces of any size.
 * @returns how many rows it has. @throws BackupError when the file is there already.
 */
export async function writeArchive(
  path: string,
  manifest: Manifest,
  rowsOf: (table: ArchivedTable) => AsyncIterable<Buffer>,
): Promise<RowCounts> {
  const counts: RowCounts = {};
  if (existsSync(path)) throw new BackupError(`${path} is there already: choose another name.`);
  const half = `${path}.${process.pid}`;
  const file = await open(half, 'wx', 0o600).catch((error: Error) => {
    throw new BackupError(`The file cannot be made (${error.message}).`);
  });
  try {
    await pipeline(Readable.from(bytesOf(manifest, rowsOf, counts)), createGzip({ level: 4 }), file.createWriteStream({ flush: true }));
    await rename(half, path);
  } catch (error) {
    await rm(half, { force: true });
    throw error;
  }
  return counts;
}

async function* bytesOf(
  manifest: Manifest,
  rowsOf: (table: ArchivedTable) => AsyncIterable<Buffer>,
  counts: RowCounts,
): AsyncGenerator<Buffer> {
  const digest = createHash('sha256');
  const counted = (bytes: Buffer): Buffer => {
    digest.update(bytes);
    return bytes;
  };
  yield counted(nameOfForm);
  yield* framesOf(Buffer.from(JSON.stringify(manifest)), counted);
  for (const table of manifest.tables) {
    let rows = 0;
    for await (const piece of rowsOf(table)) {
      rows += linesIn(piece);
      yield* framesOf(piece, counted);
    }
    counts[table.name] = rows;
    yield counted(Buffer.alloc(4));
  }
  yield* framesOf(Buffer.from(JSON.stringify(counts)), counted);
  yield digest.digest();
}

function* framesOf(bytes: Buffer, counted: (bytes: Buffer) => Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += maxFrameBytes) {
    const piece = bytes.subarray(at, at + maxFrameBytes);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(piece.length);
    yield counted(length);
    yield counted(piece);
  }
}

/** COPY text has one line feed a row: those within a value are written as `\n`. */
function linesIn(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) lines++;
  return lines;
}

/** Who reads an archive: the manifest first, then each table. */
export interface ArchiveReader {
  manifest?: (manifest: Manifest) => void | Promise<void>;
  /** Takes all rows, or none. */
  table?: (table: ArchivedTable, rows: AsyncIterable<Buffer>) => Promise<void>;
}

/**
 * Reads an archive to its end.
 * @throws BackupError when it is none, was cut off or altered, whenever that is found: what a reader did with it before must not stand then.
 */
export async function readArchive(path: string, reader: ArchiveReader = {}): Promise<{ manifest: Manifest; counts: RowCounts }> {
  const gunzip = createGunzip();
  // The reading below hears of what goes wrong, too.
  const unpacked = pipeline(createReadStream(path), gunzip).catch(() => {});
  try {
    return await readFrom(source(gunzip), reader);
  } catch (error) {
    if (isOfTheSystem(error)) throw new BackupError(`The backup cannot be read (${error.message}).`);
    if (!isOfTheFile(error)) throw error;
    throw new BackupError(`${path} is no whole backup: it was cut off or altered, or is something else. Nothing was changed.`);
  } finally {
    gunzip.destroy();
    await unpacked;
  }
}

class Unfit extends Error {}
const isOfTheFile = (error: unknown): boolean =>
  error instanceof Unfit ||
  (error instanceof Error && 'code' in error && /^Z_|^ERR_STREAM_PREMATURE|^ERR_PADDING/.test(String(error.code)));

const isOfTheSystem = (error: unknown): error is Error => error instanceof Error && 'path' in error && 'syscall' in error;

interface Source {
  take(length: number): Promise<Buffer>;
  digest(): Buffer;
  isAtEnd(): Promise<boolean>;
}

function source(stream: AsyncIterable<Buffer>): Source {
  const chunks = stream[Symbol.asyncIterator]();
  const digest = createHash('sha256');
  let rest: Buffer = Buffer.alloc(0);
  const more = async (): Promise<boolean> => {
    const next = await chunks.next();
    if (next.done === true) return false;
    rest = rest.length === 0 ? next.value : Buffer.concat([rest, next.value]);
    return true;
  };
  return {
    take: async (length) => {
      while (rest.length < length) if (!(await more())) throw new Unfit();
      const taken = rest.subarray(0, length);
      rest = rest.subarray(length);
      digest.update(taken);
      return taken;
    },
    digest: () => digest.copy().digest(),
    isAtEnd: async () => rest.length === 0 && !(await more()),
  };
}

async function readFrom(from: Source, reader: ArchiveReader): Promise<{ manifest: Manifest; counts: RowCounts }> {
  if (!(await from.take(nameOfForm.length)).equals(nameOfForm)) throw new Unfit();
  const manifest = parsed(Manifest, await frame(from));
  await reader.manifest?.(manifest);
  const counts: RowCounts = {};
  for (const table of manifest.tables) {
    const rows = framesUntilEmpty(from, (lines) => (counts[table.name] = (counts[table.name] ?? 0) + lines));
    counts[table.name] = 0;
    await reader.table?.(table, rows);
    for await (const _ of rows);
  }
  const said = parsed(RowCounts, await frame(from));
  const digest = from.digest();
  if (!digest.equals(await from.take(digestBytes)) || !(await from.isAtEnd())) throw new Unfit();
  if (manifest.tables.some(({ name }) => counts[name] !== said[name])) throw new Unfit();
  return { manifest, counts };
}

async function frame(from: Source): Promise<Buffer> {
  const length = (await from.take(4)).readUInt32BE();
  if (length > maxFrameBytes) throw new Unfit();
  return from.take(length);
}

async function* framesUntilEmpty(from: Source, onLines: (lines: number) => void): AsyncGenerator<Buffer> {
  for (let bytes = await frame(from); bytes.length > 0; bytes = await frame(from)) {
    onLines(linesIn(bytes));
    yield bytes;
  }
}

function parsed<S extends z.ZodType>(schema: S, bytes: Buffer): z.output<S> {
  try {
    return schema.parse(JSON.parse(bytes.toString('utf8')));
  } catch {
    throw new Unfit();
  }
}
