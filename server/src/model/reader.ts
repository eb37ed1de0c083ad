/** Reads what is to be read, as long as the server runs: asks what is due once a second, and the models of several workspaces at once. */
import { setTimeout as pause } from 'node:timers/promises';
import { modelText } from '@wellmet/shared/modelText';
import type { Logger } from 'pino';
import { databaseCode } from '../db/open.ts';
import { keyOf } from '../outside/key.ts';
import { askModel, jsonOf } from './ask.ts';
import { claimReadings, endReading, postpone, type Claimed, type Ended } from './reading.ts';
import { countRejected, keyUse, mayAsk, type ModelGround } from './setting.ts';
import { standing } from './stand.ts';

/** How patient a reader is. */
export interface Patience {
  lookEveryMs: number;
  /** Before the second try; each later one waits twice as long as the one before. */
  retryAfterMs: number;
}
const usual: Patience = { lookEveryMs: 1_000, retryAfterMs: 4_000 };

const mostTries = 3;
/** A model that wants to be left alone for longer than this is not waited for. */
const longestWaitMs = 120_000;
/** Of all workspaces. */
const mostAtOnce = 16;
/** What may be otherwise the next time. */
const passing: ReadonlySet<string> = new Set(['noAnswer', 'unreachable', 'busy']);

/** @returns what is under way, for whoever closes the database: settles when all of it has ended after the abort. */
export function openReader(ground: ModelGround, log: Logger, stopping: AbortSignal, patience: Partial<Patience> = {}): () => Promise<void> {
  const { lookEveryMs, retryAfterMs } = { ...usual, ...patience };
  const underWay = new Set<Promise<void>>();

  const failed = (what: string) => (error: unknown) => {
    if (!stopping.aborted) log.error({ error: error instanceof Error ? error.name : 'unknown', code: databaseCode(error) }, what);
  };

  async function look(): Promise<void> {
    const room = mostAtOnce - underWay.size;
    if (room <= 0) return;
    for (const claimed of await claimReadings(ground, room)) {
      const work = read(claimed)
        .catch(failed('a reading broke off'))
        .finally(() => underWay.delete(work));
      underWay.add(work);
    }
  }

  async function read(claimed: Claimed): Promise<void> {
    const startedAt = performance.now();
    const ended = claimed.attempts > mostTries ? { trouble: 'noAnswer' as const } : await outcomeOf(claimed);
    // A server that stops leaves it to the next one.
    if (stopping.aborted) return;
    if ('postponed' in ended) return postpone(ground, claimed, ended.postponed);
    const isOurs = await endReading(ground, claimed, ended);
    if (isOurs && 'rejected' in ended) await countRejected(ground, claimed.workspaceId, ended.rejected);
    log.info(
      {
        workspaceId: claimed.workspaceId,
        outcome: 'found' in ended ? 'read' : ended.trouble,
        ...('rejected' in ended && { rejected: ended.rejected }),
        tries: claimed.attempts,
        ms: Math.round(performance.now() - startedAt),
      },
      'language model',
    );
  }

  async function outcomeOf(claimed: Claimed): Promise<Ended | { postponed: number }> {
    const { workspaceId, url, model, sighting, attempts, timeoutSeconds } = claimed;
    const own = keyOf(ground.secret, keyUse, workspaceId, claimed.sealedKey);
    if (own === 'lost') return { trouble: 'key' };
    if (!(await mayAsk(ground, workspaceId, claimed.budgetRequests))) return { trouble: 'budget' };
    const told = await askModel(
      { url, model, key: own.key, timeoutMs: timeoutSeconds * 1000 },
      modelText(sighting),
      ground.mayBeOwn,
      stopping,
    );
    if ('text' in told) return standing(sighting, jsonOf(told.text)) ?? { trouble: 'unusable' };
    const waitMs = Math.max(told.retryAfterMs ?? 0, retryAfterMs * 2 ** (attempts - 1));
    const mayComeAgain = passing.has(told.trouble) && attempts < mostTries && waitMs <= longestWaitMs;
    return mayComeAgain ? { postponed: waitMs } : { trouble: told.trouble };
  }

  const looking = (async () => {
    while (!stopping.aborted) {
      await look().catch(failed('what is to be read cannot be asked'));
      // Cut short only by stopping, which the loop asks for itself.
      await pause(lookEveryMs, undefined, { signal: stopping, ref: false }).catch(() => {});
    }
  })();
  return async () => {
    await looking;
    await Promise.all(underWay);
  };
}
