/**
 * A file of people, read as it comes: unpacked, decoded, taken apart into rows, with a bounded memory however long the file, the line or the cell.
 * Whoever has made the file may have meant harm.
 */
import { PassThrough, Readable } from 'node:stream';
import { constants, createGunzip } from 'node:zlib';
import { filledIn, importFaults, rowProblems } from '@wellmet/shared/poolProblems';

/** The file is none that can be read; the message is for people. */
export class UnreadableFile extends Error {
  override name = 'UnreadableFile';
}

/** A row, or why it is none. Lines count from 1, the head included. */
export type FileRow = { line: number; cells: string[] } | { line: number; problem: string };

export interface OpenedFile {
  format: 'csv' | 'ndjson';
  encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
  delimiter: string;
  /** What the columns are called; a number each, where the file does not say. */
  columns: string[];
  /** The first rows, as `rows` gives them again. */
  first: FileRow[];
  /** To be asked for once. */
  rows: AsyncGenerator<FileRow, void>;
}

const headBytes = 64 * 1024;
/** Longer lines are refused. So is a quote that is not closed within as much. */
const maxRecord = 256 * 1024;
export const maxCell = 32 * 1024;
const maxColumns = 200;
/** What a packed file may become. Tables of people shrink to a fifth or a tenth; a bomb to a thousandth. */
const maxRatio = 120;
const ratioFrom = 8 * 1024 * 1024;
const maxUnpacked = 32 * 1024 ** 3;

const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;
const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);

/**
 * @param given the bytes of the file; it is read no faster than rows are asked for.
 * @param options.isCut only its beginning is given: an archive that ends too soon is as good as whole.
 * @throws UnreadableFile; so do the rows.
 */
export async function openFile(given: AsyncIterable<Uint8Array>, { isCut = false } = {}): Promise<OpenedFile> {
  const packed = await withHead(given);
  const { head, all } = isGzip(packed.head) ? await withHead(unpacked(packed.all, isCut)) : packed;
  if (head.length === 0) throw new UnreadableFile(importFaults.empty);
  if (isZip(head)) throw new UnreadableFile(importFaults.zip);
  if (isGzip(head)) throw new UnreadableFile(importFaults.nested);
  const encoding = encodingOf(head);
  const text = decoded(all, encoding);
  const start = decodedHead(head, encoding);
  const isJson = /^\s*[{[]/.test(start);
  if (isJson && /^\s*\[/.test(start)) throw new UnreadableFile(importFaults.list);
  return isJson ? openLines(text, start, encoding) : openTable(text, start, encoding);
}

/** The first bytes, and all of them from the first on. */
async function withHead(given: AsyncIterable<Uint8Array>): Promise<{ head: Uint8Array; all: AsyncGenerator<Uint8Array, void> }> {
  const rest = given[Symbol.asyncIterator]();
  const parts: Uint8Array[] = [];
  let length = 0;
  while (length < headBytes) {
    const { done, value } = await rest.next();
    if (done) break;
    parts.push(value);
    length += value.byteLength;
  }
  async function* all(): AsyncGenerator<Uint8Array, void> {
    try {
      yield* parts.splice(0);
      for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
    } finally {
      await rest.return?.();
    }
  }
  return { head: Buffer.concat(parts).subarray(0, headBytes), all: all() };
}

async function* unpacked(packed: AsyncIterable<Uint8Array>, isCut: boolean): AsyncGenerator<Uint8Array, void> {
  let [read, made] = [0, 0];
  async function* counted(): AsyncGenerator<Uint8Array, void> {
    for await (const part of packed) {
      read += part.byteLength;
      yield part;
    }
  }
  const gunzip = createGunzip({ chunkSize: 64 * 1024, ...(isCut && { finishFlush: constants.Z_SYNC_FLUSH }) });
  const source = Readable.from(counted());
  source.on('error', (error) => gunzip.destroy(error));
  const out = source.pipe(gunzip).pipe(new PassThrough());
  gunzip.on('error', (error) => out.destroy(error));
  try {
    for await (const part of out as AsyncIterable<Buffer>) {
      made += part.byteLength;
      if (made > maxUnpacked || (made > ratioFrom && made > read * maxRatio)) throw new UnreadableFile(importFaults.bomb);
      yield part;
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) throw new UnreadableFile(importFaults.damaged);
    throw error;
  } finally {
    source.destroy();
    gunzip.destroy();
  }
}

function encodingOf(head: Uint8Array): OpenedFile['encoding'] {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const nuls = [0, 0];
  for (let at = 0; at < Math.min(head.length, 1024); at++) if (head[at] === 0) nuls[at % 2] = (nuls[at % 2] ?? 0) + 1;
  const many = Math.min(head.length, 1024) / 8;
  if ((nuls[1] ?? 0) > many && (nuls[0] ?? 0) === 0) return 'utf-16le';
  if ((nuls[0] ?? 0) > many && (nuls[1] ?? 0) === 0) return 'utf-16be';
  try {
    // Streamed: a character that the head's end cuts is no error.
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}

const decodedHead = (head: Uint8Array, encoding: string): string => new TextDecoder(encoding).decode(head, { stream: true });

async function* decoded(bytes: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<string, void> {
  const decoder = new TextDecoder(encoding);
  for await (const part of bytes) yield decoder.decode(part, { stream: true });
  yield decoder.decode();
}

const delimiters = [',', ';', '\t', '|'];

/** What the first lines have the same number of, and most of. */
function delimiterOf(head: string): string {
  const lines = head
    .replaceAll(/"(?:[^"]|"")*"/g, '')
    .split(/\r\n|\r|\n/)
    .filter((line) => line !== '')
    .slice(0, 20);
  const [first = ''] = lines;
  const scores = delimiters.map((delimiter) => {
    const of = (line: string): number => line.split(delimiter).length - 1;
    const count = of(first);
    return count === 0 ? 0 : count * (lines.filter((line) => of(line) === count).length / lines.length);
  });
  return delimiters[scores.indexOf(Math.max(...scores))] ?? ',';
}

const looksLikeData = (cell: string): boolean => /^https?:\/\/|^[^\s@]+@[^\s@]+\.[^\s@]+$/i.test(cell.trim());

async function openTable(text: AsyncGenerator<string, void>, start: string, encoding: OpenedFile['encoding']): Promise<OpenedFile> {
  const delimiter = delimiterOf(start);
  const table = tableRows(text, delimiter);
  const peeked: FileRow[] = [];
  const next = await table.next();
  if (next.done) throw new UnreadableFile(importFaults.empty);
  const head = next.value;
  if ('problem' in head) throw new UnreadableFile(`${importFaults.head} It ${head.problem}.`);
  const hasNames = !head.cells.some(looksLikeData);
  if (!hasNames) peeked.push(head);
  const columns = hasNames ? head.cells.map((cell) => cell.trim()) : head.cells.map((_, at) => String(at + 1));
  const width = columns.length;
  const checked = (row: FileRow): FileRow =>
    'problem' in row || row.cells.length === width || row.cells.slice(width).every((cell) => cell === '')
      ? row
      : row.cells.length < width && row.cells.length > width / 2
        ? row
        : { line: row.line, problem: filledIn(rowProblems.cells, { cells: row.cells.length, columns: width }) };
  const rest = await peek(table, peeked, 20);
  return { format: 'csv', encoding, delimiter, columns, first: peeked.map(checked), rows: mapped(rest, checked) };
}

/** Takes the first rows, and gives all of them. */
async function peek(rows: AsyncGenerator<FileRow, void>, peeked: FileRow[], count: number): Promise<AsyncGenerator<FileRow, void>> {
  while (peeked.length < count) {
    const { done, value } = await rows.next();
    if (done) break;
    peeked.push(value);
  }
  const first = [...peeked];
  return (async function* () {
    yield* first;
    yield* rows;
  })();
}

async function* mapped(rows: AsyncGenerator<FileRow, void>, of: (row: FileRow) => FileRow): AsyncGenerator<FileRow, void> {
  for await (const row of rows) yield of(row);
}

/** RFC 4180, and what is written instead of it: any line end, quotes that begin only where a cell does. */
async function* tableRows(text: AsyncGenerator<string, void>, delimiter: string): AsyncGenerator<FileRow, void> {
  for await (const { line, text: record, problem } of records(text, delimiter)) {
    if (problem !== undefined) yield { line, problem };
    else if (record.trim() !== '') {
      const cells = record.includes('"') ? quotedCells(record, delimiter) : record.split(delimiter);
      if (cells.length > maxColumns) yield { line, problem: filledIn(rowProblems.manyCells, { most: maxColumns }) };
      else if (cells.some((cell) => cell.length > maxCell)) yield { line, problem: rowProblems.longCell };
      else yield { line, cells };
    }
  }
}

function quotedCells(record: string, delimiter: string): string[] {
  const cells: string[] = [];
  for (let at = 0; at <= record.length;) {
    if (record[at] !== '"') {
      const end = record.indexOf(delimiter, at);
      cells.push(end === -1 ? record.slice(at) : record.slice(at, end));
      if (end === -1) return cells;
      at = end + 1;
      continue;
    }
    let cell = '';
    let from = at + 1;
    for (;;) {
      const quote = record.indexOf('"', from);
      if (quote === -1) {
        cells.push(cell + record.slice(from));
        return cells;
      }
      cell += record.slice(from, quote);
      if (record[quote + 1] !== '"') {
        from = quote + 1;
        break;
      }
      cell += '"';
      from = quote + 2;
    }
    const end = record.indexOf(delimiter, from);
    cells.push(cell + (end === -1 ? record.slice(from) : record.slice(from, end)));
    if (end === -1) return cells;
    at = end + 1;
  }
  return cells;
}

interface TextRecord {
  line: number;
  text: string;
  problem?: string;
}

/** Lines, and those that belong together by a quote as one. Of what is too long only the length is kept. */
async function* records(text: AsyncGenerator<string, void>, delimiter: string | undefined): AsyncGenerator<TextRecord, void> {
  const lineEnd = /\r\n|\n|\r/g;
  let rest = '';
  let line = 1;
  /** A record that goes on: its lines so far, and the first one's number. */
  let open: { line: number; text: string } | undefined;
  let tooLong: number | undefined;
  const take = function* (end: string, isLast: boolean): Generator<TextRecord> {
    const number = line++;
    if (tooLong !== undefined) {
      yield { line: tooLong, text: '', problem: rowProblems.tooLong };
      tooLong = undefined;
      return;
    }
    const whole = open ? `${open.text}\n${end}` : end;
    const from = open?.line ?? number;
    open = undefined;
    if (delimiter !== undefined && !isLast && whole.includes('"') && isOpen(whole, delimiter)) {
      if (whole.length > maxRecord) yield { line: from, text: '', problem: rowProblems.tooLong };
      else open = { line: from, text: whole };
    } else if (whole.length > maxRecord) yield { line: from, text: '', problem: rowProblems.tooLong };
    else yield { line: from, text: whole };
  };
  let isFirst = true;
  for await (const part of text) {
    rest += isFirst ? part.replace(/^\uFEFF/, '') : part;
    if (part !== '') isFirst = false;
    let from = 0;
    lineEnd.lastIndex = 0;
    for (let found = lineEnd.exec(rest); found; found = lineEnd.exec(rest)) {
      // The other half of a line end may be in the next part.
      if (found[0] === '\r' && found.index === rest.length - 1) break;
      const end = rest.slice(from, found.index);
      from = found.index + found[0].length;
      yield* take(end, false);
    }
    rest = rest.slice(from);
    if (rest.length > maxRecord) {
      tooLong ??= open?.line ?? line;
      open = undefined;
      rest = rest.endsWith('\r') ? '\r' : '';
    }
  }
  const end = rest.replace(/\r$/, '');
  if (end !== '' || open !== undefined || tooLong !== undefined) yield* take(end, true);
}

/** Whether a quote that began a cell is not closed yet. */
function isOpen(record: string, delimiter: string): boolean {
  for (let at = 0; at < record.length;) {
    if (record[at] === '"') {
      let from = at + 1;
      for (;;) {
        const quote = record.indexOf('"', from);
        if (quote === -1) return true;
        if (record[quote + 1] !== '"') {
          from = quote + 1;
          break;
        }
        from = quote + 2;
      }
      at = from;
    }
    const end = record.indexOf(delimiter, at);
    if (end === -1) return false;
    at = end + 1;
  }
  return false;
}

async function openLines(text: AsyncGenerator<string, void>, start: string, encoding: OpenedFile['encoding']): Promise<OpenedFile> {
  const columns = [
    ...new Set(
      start
        .split(/\r\n|\n/)
        .slice(0, -1)
        .concat(start.length < headBytes / 2 ? [start.split(/\r\n|\n/).at(-1) ?? ''] : [])
        .flatMap((line) => Object.keys(objectIn(line) ?? {})),
    ),
  ].slice(0, maxColumns);
  if (columns.length === 0) throw new UnreadableFile(importFaults.noLines);
  async function* rows(): AsyncGenerator<FileRow, void> {
    for await (const { line, text: record, problem } of records(text, undefined)) {
      if (problem !== undefined) yield { line, problem };
      else if (record.trim() !== '') {
        const object = objectIn(record);
        const cells = object && columns.map((column) => cellOf(Object.hasOwn(object, column) ? object[column] : undefined));
        if (!cells) yield { line, problem: rowProblems.noObject };
        else if (cells.some((cell) => cell.length > maxCell)) yield { line, problem: rowProblems.longCell };
        else yield { line, cells };
      }
    }
  }
  const peeked: FileRow[] = [];
  const all = await peek(rows(), peeked, 20);
  return { format: 'ndjson', encoding, delimiter: '', columns, first: peeked, rows: all };
}

function objectIn(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** A value of an object as a cell; nothing, where it is no text, number or list of them. */
export function cellOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string' || typeof one === 'number').join(', ') : '';
}
