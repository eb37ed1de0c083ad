/** Fetches that members have begun, carried out beside the requests of the server for as long as it runs. */
import type { PoolImport } from '@wellmet/shared/pool';
import type { FetchRequest } from '@wellmet/shared/provider';
import type { Logger } from 'pino';
import { once, type Actor } from '../credits/act.ts';
import { databaseCode } from '../db/open.ts';
import { ProblemError } from '../http/problem.ts';
import { importWith, ownPool } from '../pool/pools.ts';
import { beginFetch, fetchPeople, type Patience } from './fetch.ts';
import type { ProviderGround } from './setting.ts';

/** Of all workspaces. */
const mostAtOnce = 8;

export interface Fetching {
  /** @throws ProblemError as `beginFetch`, `request-id-reused`. */
  begin(actor: Actor, request: FetchRequest): Promise<PoolImport>;
  /** For whoever closes the database: settles when all of it has ended after the abort. */
  ended(): Promise<void>;
}

export function openFetching(ground: ProviderGround, log: Logger, stopping: AbortSignal, patience: Partial<Patience> = {}): Fetching {
  const underWay = new Set<Promise<void>>();
  return {
    begin: async (actor, { requestId, fromStart }) => {
      if (underWay.size >= mostAtOnce) throw new ProblemError('too-many-requests', { retryAfterSeconds: 60 });
      const { workspaceId, memberId } = actor;
      const pool = { ...(await ownPool(ground.db, workspaceId)), workspaceId };
      const { done, replayed } = await once(ground, actor, requestId, { fetchPeople: { fromStart } }, async ({ trx }) => ({
        done: { importId: await beginFetch(trx, { pool, memberId, fromStart }) },
      }));
      const begun = await importWith(ground.db, pool.poolId, done.importId);
      if (replayed) return begun;
      const startedAt = performance.now();
      const work = fetchPeople(ground, pool, done.importId, stopping, patience)
        .then(({ state, counts }) =>
          log.info({ workspaceId, outcome: state, rows: counts.rows, ms: Math.round(performance.now() - startedAt) }, 'provider'),
        )
        .catch((error: unknown) =>
          log.error(
            { workspaceId, error: error instanceof Error ? error.name : 'unknown', code: databaseCode(error) },
            'a fetch broke off',
          ),
        )
        .finally(() => underWay.delete(work));
      underWay.add(work);
      return begun;
    },
    ended: async () => void (await Promise.all(underWay)),
  };
}
