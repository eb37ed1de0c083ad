/** A workspace that asks a lot waits for itself: so many of its requests are worked on at once, so many wait, and others never notice. */
import pLimit, { type LimitFunction } from 'p-limit';
import { ProblemError } from './problem.ts';

/** Does work in the turn of its key. */
export type Turns = <T>(key: string, work: () => Promise<T>) => Promise<T>;

/**
 * @param options.atOnce of one key; well below the connections of the pool, so that no key can take them all.
 * @param options.maxWaiting one more is refused with ProblemError `too-many-requests`.
 */
export function openTurns({ atOnce = 6, maxWaiting = 200 } = {}): Turns {
  const lines = new Map<string, { limit: LimitFunction; length: number }>();
  return async (key, work) => {
    const line = lines.get(key) ?? { limit: pLimit(atOnce), length: 0 };
    if (line.length >= atOnce + maxWaiting) throw new ProblemError('too-many-requests', { retryAfterSeconds: 1 });
    lines.set(key, line);
    line.length++;
    try {
      return await line.limit(work);
    } finally {
      if (--line.length === 0) lines.delete(key);
    }
  };
}
