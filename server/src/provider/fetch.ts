/**
 * People from a provider into the pool of its workspace, page after page. A fetch is an import; a page, its progress and the place behind it are one
 * transaction, so that whatever breaks it off, the next fetch goes on behind the last whole page. product.md 6.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { poolFields, type ImportTerms, type PoolImport } from '@wellmet/shared/pool';
import { filledIn, goesOn, importFaults, providerFaults, rowProblems } from '@wellmet/shared/poolProblems';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import { ProblemError } from '../http/problem.ts';
import { bare } from '../outside/address.ts';
import type { OutsideTrouble } from '../outside/call.ts';
import { keyOf } from '../outside/key.ts';
import { cellOf, maxCell } from '../pool/file.ts';
import { readerOf, type BadRow, type PoolRowSaid } from '../pool/normalise.ts';
import { importWith, isAlive } from '../pool/pools.ts';
import { beginImport, endImport, keepProgress, nothingYet, sayAlive, TakenOut, withBatch, type Progress } from '../pool/progress.ts';
import { writeBatch, type OwnPool } from '../pool/write.ts';
import { askPage, type Page, type Provider } from './page.ts';
import { keyUse, settingOf, type ProviderGround } from './setting.ts';

/** How patient a fetch is. */
export interface Patience {
  pageTimeoutMs: number;
  /** Before the second try of a page; each later one waits twice as long as the one before. */
  retryAfterMs: number;
  /** Who wants to be left alone for longer is left alone: the fetch ends. Together with a page's time less than the sign of life that an import owes. */
  longestWaitMs: number;
  mostPages: number;
}
const usual: Patience = { pageTimeoutMs: 30_000, retryAfterMs: 2_000, longestWaitMs: 60_000, mostPages: 5_000 };
const mostTries = 3;
const longestRestMs = 86_400_000;
/** What may be otherwise the next time. */
const passing: ReadonlySet<OutsideTrouble> = new Set(['noAnswer', 'unreachable', 'busy']);

export interface FetchOrder {
  pool: OwnPool & { workspaceId: string };
  /** Absent: the operator. */
  memberId?: string | undefined;
  fromStart: boolean;
}

/**
 * Begins a fetch, in whose name alone the place may be moved from now on.
 * @returns its import.
 * @throws ProblemError `not-found` without a provider, `wrong-state` while another one is under way, `too-many-requests` while it wants to be left alone.
 */
export async function beginFetch(trx: Kysely<Database>, { pool, memberId, fromStart }: FetchOrder): Promise<string> {
  const { poolId, workspaceId } = pool;
  const { rows } = await sql<{ url: string; terms: ImportTerms; rests: number | null; isRunning: boolean }>`
    select v.url, v.terms, ceil(extract(epoch from v.rest_until - now()))::integer as rests,
      exists (select 1 from pool_import where pool_id = ${poolId} and import_id = v.import_id and ${isAlive}) as "isRunning"
    from pool_provider v where v.workspace_id = ${workspaceId} for no key update`.execute(trx);
  const [provider] = rows;
  if (!provider) throw new ProblemError('not-found', { detail: 'No provider is set.' });
  if (provider.isRunning) throw new ProblemError('wrong-state', { detail: 'A fetch is under way.' });
  if (provider.rests !== null && provider.rests > 0)
    throw new ProblemError('too-many-requests', {
      retryAfterSeconds: provider.rests,
      detail: `The provider wants to be left alone for another ${provider.rests} s.`,
    });
  const order = { fileName: bare(new URL(provider.url).hostname), terms: provider.terms, memberId };
  const { importId } = await beginImport(trx, poolId, order, [...poolFields], nothingYet());
  await sql`update pool_provider set import_id = ${importId}, cursor = ${fromStart ? null : sql`cursor`} where workspace_id = ${workspaceId}`.execute(
    trx,
  );
  return importId;
}

/** Why a fetch ends before its time, for people. */
class Broken extends Error {}

/**
 * Does what was begun, to its end.
 * @param options.onProgress hears of each page.
 */
export async function fetchPeople(
  ground: ProviderGround,
  pool: FetchOrder['pool'],
  importId: string,
  stopping: AbortSignal,
  { onProgress = () => {}, ...patience }: { onProgress?: (progress: Progress) => void } & Partial<Patience> = {},
): Promise<PoolImport> {
  const { db } = ground;
  const { poolId } = pool;
  try {
    await pageAfterPage(ground, pool, importId, stopping, { ...usual, ...patience }, onProgress);
    await endImport(db, poolId, importId, 'done', null);
  } catch (error) {
    const words = error instanceof Broken ? error.message : `${importFaults.server} ${goesOn.provider}`;
    if (!(error instanceof TakenOut)) await endImport(db, poolId, importId, 'failed', words);
    if (!(error instanceof TakenOut || error instanceof Broken)) throw error;
  }
  return importWith(db, poolId, importId);
}

async function pageAfterPage(
  ground: ProviderGround,
  pool: FetchOrder['pool'],
  importId: string,
  stopping: AbortSignal,
  patience: Patience,
  onProgress: (progress: Progress) => void,
): Promise<void> {
  const { db, secret } = ground;
  const { poolId, workspaceId } = pool;
  const setting = await settingOf(db, workspaceId);
  if (setting?.import_id !== importId) throw setAnew();
  const own = keyOf(secret, keyUse, workspaceId, setting.sealed_key);
  if (own === 'lost') throw new Broken(providerFaults.key);
  const provider: Provider = { url: setting.url, key: own.key, timeoutMs: patience.pageTimeoutMs };
  const startedAt = new Date((await importWith(db, poolId, importId)).startedAt);
  const read = readerOf([...poolFields], secret, workspaceId);
  let progress = nothingYet();
  let { cursor } = setting;
  for (let pages = 0; pages < patience.mostPages; pages++) {
    const page = await askPatiently(ground, pool, importId, provider, cursor, stopping, patience);
    progress.bytes = { read: progress.bytes.read + page.bytes };
    const good: PoolRowSaid[] = [];
    const bad: BadRow[] = [];
    for (const [at, person] of page.people.entries()) {
      const made = madeOut(read, progress.counts.rows + at + 1, person);
      if ('problem' in made) bad.push(made);
      else good.push(made);
    }
    let now = progress;
    await writeBatch(db, pool, secret, importId, startedAt, good, async (trx, counts, ambiguous) => {
      now = withBatch(progress, counts, bad, ambiguous);
      await keepProgress(trx, poolId, importId, now);
      const { rows } = await sql`update pool_provider set cursor = ${page.cursor}, rest_until = null
        where workspace_id = ${workspaceId} and import_id = ${importId} returning 1`.execute(trx);
      if (rows.length === 0) throw setAnew();
    });
    progress = now;
    cursor = page.cursor;
    onProgress(progress);
    if (!page.more) return;
  }
  throw new Broken(`${filledIn(providerFaults.pages, { most: patience.mostPages })} ${goesOn.provider}`);
}

const setAnew = (): Broken => new Broken(providerFaults.anew);

function madeOut(read: ReturnType<typeof readerOf>, line: number, person: unknown): PoolRowSaid | BadRow {
  if (typeof person !== 'object' || person === null || Array.isArray(person)) return { line, problem: rowProblems.noObject };
  const said = new Map(Object.entries(person));
  const cells = poolFields.map((field) => cellOf(said.get(field)));
  return cells.some((cell) => cell.length > maxCell) ? { line, problem: rowProblems.longCell } : read(line, cells);
}

/** @throws Broken when it has been tried often enough; TakenOut. */
async function askPatiently(
  { db, mayBeOwn }: ProviderGround,
  { poolId, workspaceId }: FetchOrder['pool'],
  importId: string,
  provider: Provider,
  cursor: string | null,
  stopping: AbortSignal,
  { retryAfterMs, longestWaitMs }: Patience,
): Promise<Page> {
  for (let tries = 1; ; tries++) {
    await sayAlive(db, poolId, importId);
    const told = await askPage(provider, cursor, mayBeOwn, stopping);
    if (stopping.aborted) throw new Broken(`${importFaults.stopped} ${goesOn.provider}`);
    if (!('trouble' in told)) return told;
    const waitMs = Math.max(told.retryAfterMs ?? 0, retryAfterMs * 2 ** (tries - 1));
    if (tries === mostTries || waitMs > longestWaitMs || !passing.has(told.trouble)) {
      if (told.retryAfterMs !== undefined) await rest(db, workspaceId, importId, told.retryAfterMs);
      throw new Broken(`${inWords(told.trouble, told.status, provider.timeoutMs)} ${goesOn.provider}`);
    }
    await sayAlive(db, poolId, importId);
    // Cut short only by stopping, which is looked at after the next try.
    await pause(waitMs, undefined, { signal: stopping }).catch(() => {});
  }
}

async function rest(db: Kysely<Database>, workspaceId: string, importId: string, ms: number): Promise<void> {
  await sql`update pool_provider set rest_until = now() + make_interval(secs => ${Math.min(ms, longestRestMs) / 1000})
    where workspace_id = ${workspaceId} and import_id = ${importId}`.execute(db);
}

function inWords(trouble: OutsideTrouble, status: number | undefined, timeoutMs: number): string {
  const words: Record<OutsideTrouble, string> = {
    address: providerFaults.address,
    noAnswer: filledIn(providerFaults.late, { seconds: timeoutMs / 1000 }),
    unreachable: providerFaults.away,
    refused: providerFaults.refused,
    busy: providerFaults.busy,
    unusable: providerFaults.unusable,
  };
  return status === undefined ? words[trouble] : `${words[trouble]} HTTP ${status}.`;
}
