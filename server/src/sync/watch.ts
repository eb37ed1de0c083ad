/** Hears that workspaces have changed, by asking: one question a second for all of them, and none while nobody wants to know. */
import { setTimeout as pause } from 'node:timers/promises';
import { sql, type Kysely } from 'kysely';
import type { Logger } from 'pino';
import { ofAllWorkspaces } from '../db/fence.ts';
import { anyLength, databaseCode } from '../db/open.ts';
import type { Database } from '../db/schema.ts';

/**
 * Tells the number of a workspace's last change: once at the beginning, then whenever it is another one. A hint: two changes may be told as one.
 * @returns what ends it.
 */
export type Watch = (workspaceId: string, tell: (seq: number) => void) => () => void;

interface Listener {
  tell: (seq: number) => void;
  told?: string;
}

/** @param stopping ends all of it. */
export function openWatch(db: Kysely<Database>, log: Logger, stopping: AbortSignal, everyMs = 1_000): Watch {
  const listeners = new Map<string, Set<Listener>>();
  let isAsking = false;

  async function ask(): Promise<void> {
    const { rows } = await sql<{ workspace_id: string; epoch: string; seq: number }>`/* watch */
      select h.workspace_id, h.epoch, h.seq from unnest(${anyLength([...listeners.keys()], 'uuid')}) as watched (id)
      cross join lateral (select workspace_id, epoch, seq from credit_head where workspace_id = watched.id limit 1) as h`.execute(db);
    for (const { workspace_id: workspaceId, epoch, seq } of rows)
      for (const listener of listeners.get(workspaceId) ?? []) {
        const place = `${epoch} ${seq}`;
        if (listener.told === place) continue;
        listener.told = place;
        listener.tell(seq);
      }
  }

  // A database that is away is back some time; whoever listens still hears of everything then.
  const failed = (error: unknown): void => {
    if (!stopping.aborted)
      log.error({ error: error instanceof Error ? error.name : 'unknown', code: databaseCode(error) }, 'what has changed cannot be asked');
  };

  async function askOn(): Promise<void> {
    isAsking = true;
    while (listeners.size > 0 && !stopping.aborted) {
      await ask().catch(failed);
      await pause(everyMs, undefined, { signal: stopping, ref: false }).catch(() => {});
    }
    isAsking = false;
  }

  return (workspaceId, tell) => {
    const own = listeners.get(workspaceId) ?? new Set();
    const listener: Listener = { tell };
    listeners.set(workspaceId, own.add(listener));
    if (!isAsking) void ofAllWorkspaces(askOn);
    return () => {
      own.delete(listener);
      if (own.size === 0 && listeners.get(workspaceId) === own) listeners.delete(workspaceId);
    };
  };
}
