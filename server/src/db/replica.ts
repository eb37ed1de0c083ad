/**
 * Reading aside: pulls and rankings may be answered by a replica of the database, so that the primary has its time for what decides and writes. An
 * answer of the replica is never older than its question: the primary says first how far the workspace is, and a replica that is not as far is not
 * believed. So whoever has done something sees it, a cursor never goes back, and who was erased stays gone. Whose request it is, and what they may,
 * is asked of the primary before. docs/scaling.md.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { sql, type Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Clock } from '../credits/period.ts';
import { ProblemError } from '../http/problem.ts';
import { ofAllWorkspaces } from './fence.ts';
import { anyLength, databaseCode, isRetryable, openDatabase, type DatabaseAddress } from './open.ts';
import type { Database } from './schema.ts';

/** Where is read, and what time it is there. */
export interface Source {
  db: Kysely<Database>;
  clock: Clock;
}

/** What an answer rests on: the workspace, and the pools that are searched for it. */
export interface Scope {
  workspaceId: string;
  pools?: readonly string[];
}

/**
 * Does `work`, which only reads, on the replica where that gives the same answer as the primary, else on the primary. It may be done on both: only
 * the answer of one counts.
 */
export type ReadAside = <T>(scope: Scope, work: (from: Source) => Promise<T>) => Promise<T>;

/** Without a replica. */
export const fromPrimary =
  (primary: Source): ReadAside =>
  (_, work) =>
    work(primary);

/** Who answered; where the primary did, why: the replica was not as far, refused as a server may, did not answer, or is left alone for the moment. */
type AnsweredBy = 'replica' | 'behind' | 'refused' | 'failed' | 'resting';

export interface Replica {
  read: ReadAside;
  counts: Readonly<Record<AnsweredBy, number>>;
  /** For how long at least it has not been where the primary is; undefined while it does not answer. */
  lagSeconds(): number | undefined;
  close(): Promise<void>;
}

const usualTimes = {
  /** How often it is looked after. */
  everyMs: 2_000,
  /** So long it is left alone when it has not answered a question. */
  restMs: 30_000,
  /** Behind for longer it is not asked at all: most questions would be asked twice. */
  mostLagMs: 10_000,
  /** An answer that takes longer is not waited for. */
  patienceMs: 3_000,
};

const unseen = 'it was not looked at yet';

/**
 * Opens the replica, and looks after it until `stopping`. It need not be there: it is asked from when it is.
 * @param primary as whoever asks the primary; the replica is asked under the same row security.
 */
export function openReplica(
  address: DatabaseAddress,
  primary: Source,
  log: Logger,
  stopping: AbortSignal,
  times: Partial<typeof usualTimes> = {},
): Replica {
  const { everyMs, restMs, mostLagMs, patienceMs } = { ...usualTimes, ...times };
  const replica = openDatabase(address, { patienceMs });
  const counts: Record<AnsweredBy, number> = { replica: 0, behind: 0, refused: 0, failed: 0, resting: 0 };
  /** Why it is not asked at present; undefined: it is. */
  let trouble: string | undefined = unseen;
  let restUntil = 0;
  /** Where the primary was, and when: the replica is behind since then, until it has been there. */
  let goal: { lsn: string; at: number } | undefined;
  let lagMs: number | undefined;

  /** Says once that it is not asked, and that it is again: not each trouble on the way. */
  function turnTo(now: string | undefined): void {
    if (now === undefined && trouble !== undefined) log.info('the replica is asked');
    if (now !== undefined && (trouble === undefined || trouble === unseen))
      log.warn({ why: now }, 'the replica is not asked: the primary answers');
    trouble = now;
  }

  async function look(): Promise<void> {
    // A primary that does not answer says nothing of its replica.
    const lsn = await whereIs(primary.db).catch(() => undefined);
    if (lsn === undefined) return;
    goal ??= { lsn, at: performance.now() };
    const { isReplica, isThere } = await whereIsReplica(replica.db, goal.lsn);
    lagMs = isThere ? 0 : performance.now() - goal.at;
    if (isThere) goal = { lsn, at: performance.now() };
    // One that was promoted goes ways of its own: its numbers mean something else.
    if (!isReplica) turnTo('it is no replica');
    else if (lagMs > mostLagMs) turnTo('it is too far behind');
    else if (performance.now() >= restUntil) turnTo(undefined);
  }

  async function lookOn(): Promise<void> {
    while (!stopping.aborted) {
      await look().catch((error: unknown) => {
        if (stopping.aborted) return;
        lagMs = undefined;
        turnTo(inWords(error));
      });
      // Broken off when the server stops: the loop ends by itself then.
      await pause(everyMs, undefined, { signal: stopping, ref: false }).catch(() => {});
    }
  }
  void ofAllWorkspaces(lookOn);

  /** @returns undefined when it is the primary's to answer. */
  async function fromReplica<T>(scope: Scope, needed: Place, work: (from: Source) => Promise<T>): Promise<{ answer: T } | undefined> {
    try {
      return await replica.db
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute(async (trx) => {
          // One snapshot for this and for the work; the instant is the primary's, whose clock is the one that counts.
          const place = await placeOf({ db: trx, clock: primary.clock }, scope);
          if (!place || !isAsFar(place, needed)) {
            counts.behind++;
            return undefined;
          }
          const answer = await work({ db: trx, clock: sql<Date>`${needed.now}::timestamptz` });
          counts.replica++;
          return { answer };
        });
    } catch (error) {
      // To refuse is the primary's, which may know more.
      counts[error instanceof ProblemError ? 'refused' : 'failed']++;
      // A lost race with what is replayed concerns this question alone.
      if (!(error instanceof ProblemError) && !isRetryable(error) && !stopping.aborted) {
        restUntil = performance.now() + restMs;
        turnTo(inWords(error));
      }
      return undefined;
    }
  }

  return {
    read: async (scope, work) => {
      if (trouble !== undefined) {
        counts.resting++;
        return work(primary);
      }
      const needed = await placeOf(primary, scope);
      const found = needed && (await fromReplica(scope, needed, work));
      return found ? found.answer : work(primary);
    },
    counts,
    lagSeconds: () => (lagMs === undefined ? undefined : lagMs / 1000),
    // A replica that does not answer does not say goodbye either.
    close: () => Promise.race([replica.close(), pause(patienceMs, undefined, { ref: false })]),
  };
}

/** Never what was asked: that may hold data of people. */
const inWords = (error: unknown): string =>
  `it does not answer (${databaseCode(error) ?? (error instanceof Error ? error.name : 'unknown')})`;

/** How far the log of the primary is. */
export async function whereIs(primary: Kysely<Database>): Promise<string> {
  const { rows } = await sql<{ lsn: string }>`select pg_current_wal_lsn()::text as lsn`.execute(primary);
  return rows[0]?.lsn ?? '';
}

/** Whether it is a replica at all, and whether it has been where the primary was. */
export async function whereIsReplica(db: Kysely<Database>, lsn: string): Promise<{ isReplica: boolean; isThere: boolean }> {
  const { rows } = await sql<{ isReplica: boolean; isThere: boolean }>`
    select pg_is_in_recovery() as "isReplica", coalesce(pg_last_wal_replay_lsn() >= ${lsn}::pg_lsn, false) as "isThere"`.execute(db);
  return rows[0] ?? { isReplica: false, isThere: false };
}

interface Place {
  epoch: string;
  seq: number;
  /** What the pools have, as imports and learning leave it. */
  pools: string;
  now: string;
}

/**
 * How far a workspace is. Its acts all move the number of its head (credits/act.ts); what pools have is no act: there the imports and the learning
 * count, and who was taken out since is left out by the primary, which shows who was found.
 */
async function placeOf({ db, clock }: Source, { workspaceId, pools = [] }: Scope): Promise<Place | undefined> {
  const { rows } = await sql<Place>`/* place */
    select h.epoch, h.seq, (${clock})::text as now, (
      select coalesce(json_agg(json_build_array(searched.pool_id, p.learnt_at, i.imports, i.alive_at, i.ended_at) order by searched.pool_id), '[]')
      from unnest(${anyLength(pools, 'uuid')}) as searched (pool_id)
      left join lateral (select learnt_at from pool where pool_id = searched.pool_id limit 1) as p on true
      cross join lateral (
        select count(*) as imports, max(alive_at) as alive_at, max(ended_at) as ended_at from pool_import where pool_id = searched.pool_id
      ) as i
    )::text as pools
    from credit_head h where h.workspace_id = ${workspaceId}::uuid`.execute(db);
  return rows[0];
}

const isAsFar = (place: Place, needed: Place): boolean =>
  place.epoch === needed.epoch && place.seq >= needed.seq && place.pools === needed.pools;
