/** What the operator does with pools: importing files, looking, taking imports out, offering pools to workspaces. product.md 6. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { ColumnMapping, ImportTerms, lawfulBases, type PoolImport } from '@wellmet/shared/pool';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { databaseClock } from '../credits/period.ts';
import { transact } from '../db/open.ts';
import type { Database } from '../db/schema.ts';
import { ProblemError } from '../http/problem.ts';
import { UnreadableFile } from '../pool/file.ts';
import { guessOf, importFile, type Guess } from '../pool/import.ts';
import {
  importsOf,
  listPools,
  offerPool,
  operatorsPool,
  ownPool,
  poolOfImport,
  removeImport,
  withdrawPool,
  type ListedPool,
} from '../pool/pools.ts';
import type { OwnPool } from '../pool/write.ts';
import { beginFetch, fetchPeople } from '../provider/fetch.ts';
import { command, counted, Flag, say, tableOf, UsageError, withServer, WorkspaceId } from './command.ts';

const Shared = z.string().trim().min(1, '--shared must be a name').max(100, '--shared must have 100 characters or fewer');
const PoolId = z.uuid('--pool must be the id of a pool (pool list)');
/** Which pool: a workspace's own or one of the operator's. */
const which = { workspace: WorkspaceId.optional(), shared: Shared.optional() };

const Mapping = z.string().transform((text, context): ColumnMapping => {
  const fields = text.split(',').map((field) => (field.trim() === '-' || field.trim() === '' ? null : field.trim()));
  const { data } = ColumnMapping.safeParse(fields);
  if (!data) context.addIssue('--map must be what each column is, in their order, such as name,-,email');
  return data ?? [];
});

export const poolImport = command({
  words: 'pool import',
  takes: 'file',
  about: 'import people from a CSV or NDJSON file (also as .gz); --dry-run says what it is taken for and changes nothing',
  usage:
    '<file> (--workspace <id> | --shared <name>) --source <text> --licence <text> --basis <basis> [--map <fields>] [--dry-run] [--json]',
  options: z.strictObject({
    file: z.string('the name of a file is missing').min(1, 'the name of a file is missing'),
    ...which,
    source: z.string().optional(),
    licence: z.string().optional(),
    basis: z.enum(lawfulBases, `--basis must be one of ${lawfulBases.join(', ')}`).optional(),
    map: Mapping.optional(),
    'dry-run': Flag,
    json: Flag,
  }),
  work: async (config, given) => {
    const { file, map, json } = given;
    const { size } = await stat(file).catch((error: Error) => {
      throw new UsageError(`the file cannot be read (${error.message})`);
    });
    const bytes = (): AsyncIterable<Uint8Array> => createReadStream(file) as AsyncIterable<Buffer>;
    if (given['dry-run']) {
      const guess = await asUsage(guessOf(bytes(), map));
      say(json, guess, guessInWords(guess));
      return;
    }
    const terms = ImportTerms.safeParse({ source: given.source, licence: given.licence, lawfulBasis: given.basis }).data;
    if (!terms) throw new UsageError('--source, --licence and --basis have to be said of every import');
    const done = await withServer(config, async ({ database: { db }, secret }) => {
      const order = { pool: await poolOf(db, given), fileName: basename(file), terms, mapping: map, bytes: size };
      return asUsage(importFile({ db, secret }, order, bytes(), json ? {} : { onProgress: telling(size) }));
    });
    say(json, done, importInWords(done));
    if (done.state !== 'done') process.exitCode = 1;
  },
});

export const poolFetch = command({
  words: 'pool fetch',
  about: 'fetch people from the provider that a workspace has set, from where the last fetch came to; for cron, too',
  usage: '--workspace <id> [--from-start] [--json]',
  options: z.strictObject({ workspace: WorkspaceId, 'from-start': Flag, json: Flag }),
  work: async (config, { workspace: workspaceId, json, ...given }) => {
    const stopping = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
    const done = await withServer(config, async ({ database: { db }, secret }) => {
      const pool = { ...(await ownPool(db, workspaceId)), workspaceId };
      const order = { pool, fromStart: given['from-start'] };
      const importId = await transact(db, (trx) => beginFetch(trx, order));
      const ground = { db, secret, clock: databaseClock, mayBeOwn: config.providersInOwnNetwork };
      return fetchPeople(ground, pool, importId, stopping.signal, json ? {} : { onProgress: telling() });
    });
    say(json, done, importInWords(done));
    if (done.state !== 'done') process.exitCode = 1;
  },
});

export const poolList = command({
  words: 'pool list',
  about: 'the pools: whose, how many people, to whom they are offered',
  usage: '[--json]',
  options: z.strictObject({ json: Flag }),
  work: async (config, { json }) => {
    const pools = await withServer(config, ({ database }) => listPools(database.db));
    say(json, { pools }, tableOf([['pool', 'name', 'people', 'imports', 'offered to'], ...pools.map(rowOfPool)]));
  },
});

export const poolImports = command({
  words: 'pool imports',
  about: 'the imports of a pool, the newest first',
  usage: '(--workspace <id> | --shared <name>) [--json]',
  options: z.strictObject({ ...which, json: Flag }),
  work: async (config, { json, ...given }) => {
    const imports = await withServer(config, async ({ database: { db } }) => importsOf(db, (await poolOf(db, given)).poolId));
    const heading = ['import', 'started', 'file', 'state', 'rows', 'added', 'updated', 'bad', 'erased', 'source'];
    say(json, { imports }, tableOf([heading, ...imports.map(rowOfImport)]));
  },
});

export const poolRemove = command({
  words: 'pool remove',
  takes: 'import',
  about: 'take an import out, as if it had never been',
  usage: '<import> [--json]',
  options: z.strictObject({ import: z.uuid('the id of an import is missing (pool imports)'), json: Flag }),
  work: async (config, { import: importId, json }) => {
    await withServer(config, ({ database: { db } }) =>
      asUsage(
        (async () => removeImport(db, await poolOfImport(db, importId), importId))(),
        'there is no import with this id',
        'the import is still running',
      ),
    );
    say(json, { removed: importId }, `import ${importId} is taken out`);
  },
});

const offering = z.strictObject({ pool: PoolId, workspace: WorkspaceId, json: Flag });

export const poolOffer = command({
  words: 'pool offer',
  about: 'let a workspace search a pool of yours',
  usage: '--pool <id> --workspace <id> [--json]',
  options: offering,
  work: async (config, { pool, workspace, json }) => {
    await withServer(config, ({ database: { db } }) =>
      asUsage(offerPool(db, pool, workspace), 'there is no such pool of yours, or no such workspace'),
    );
    say(json, { pool, workspace }, `pool ${pool} is offered to ${workspace}`);
  },
});

export const poolWithdraw = command({
  words: 'pool withdraw',
  about: 'a workspace searches this pool no more',
  usage: '--pool <id> --workspace <id> [--json]',
  options: offering,
  work: async (config, { pool, workspace, json }) => {
    const was = await withServer(config, ({ database: { db } }) => withdrawPool(db, pool, workspace));
    say(json, { withdrawn: was }, was ? `pool ${pool} is withdrawn from ${workspace}` : 'it was not offered');
  },
});

const rowOfPool = (pool: ListedPool): string[] => [
  pool.poolId,
  pool.workspaceId === null ? pool.name : `of ${pool.workspaceId}`,
  String(pool.people),
  String(pool.imports),
  pool.offeredTo.join(' '),
];

const rowOfImport = ({ id, startedAt, fileName, state, counts, terms }: PoolImport): string[] => [
  id,
  startedAt,
  fileName,
  state,
  ...[counts.rows, counts.added, counts.updated, counts.bad, counts.erased].map(String),
  terms.source,
];

function poolOf(
  db: Kysely<Database>,
  { workspace, shared }: { workspace?: string | undefined; shared?: string | undefined },
): Promise<OwnPool> {
  if ((workspace === undefined) === (shared === undefined)) throw new UsageError('either --workspace or --shared must be said');
  return workspace === undefined ? operatorsPool(db, shared ?? '') : ownPool(db, workspace);
}

/** What the operator typed is said to them as such. */
async function asUsage<T>(work: Promise<T>, notFound?: string, wrongState?: string): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof UnreadableFile) throw new UsageError(error.message);
    if (error instanceof ProblemError && error.code === 'not-found' && notFound !== undefined) throw new UsageError(notFound);
    if (error instanceof ProblemError && error.code === 'wrong-state' && wrongState !== undefined) throw new UsageError(wrongState);
    throw error;
  }
}

/** A line now and then, on standard error. */
function telling(size?: number): (progress: Pick<PoolImport, 'bytes' | 'counts'>) => void {
  let last = Date.now();
  return ({ bytes, counts }) => {
    if (Date.now() - last < 2000) return;
    last = Date.now();
    const part = size === undefined ? '' : `${Math.floor((bytes.read / Math.max(1, size)) * 100)} % · `;
    process.stderr.write(`${part}${counted(counts.rows, 'row')}\n`);
  };
}

function importInWords({ id, state, failure, counts, badRows }: PoolImport): string {
  const kept = `${counted(counts.rows, 'row')}: ${counts.added} added, ${counts.updated} updated, ${counts.unchanged} unchanged, ${counts.bad} bad, ${counts.erased} erased`;
  const bad = badRows.map(({ line, field, problem }) => `  line ${line}${field === undefined ? '' : `, ${field}`}: ${problem}`);
  return [`import ${id}: ${state}${failure === undefined ? '' : `. ${failure}`}`, kept, ...bad].join('\n');
}

function guessInWords({ file, mapping, fault, first, problems }: Guess): string {
  const rows = file.columns.map((column, at) => [
    column,
    mapping[at] ?? '-',
    ...first.slice(0, 3).map((cells) => (cells[at] ?? '').slice(0, 40)),
  ]);
  return [
    `${file.format}, ${file.encoding}${file.format === 'csv' ? `, columns divided by ${JSON.stringify(file.delimiter)}` : ''}`,
    tableOf([['column', 'is', 'first rows', '', ''].slice(0, 2 + Math.min(3, Math.max(1, first.length))), ...rows]),
    ...problems.map(({ line, field, problem }) => `line ${line}${field === undefined ? '' : `, ${field}`}: ${problem}`),
    fault ?? `--map ${mapping.map((field) => field ?? '-').join(',')}`,
  ].join('\n');
}
