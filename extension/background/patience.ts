/** When something is tried again that had no answer: later each time, and not at the same moment as everybody else. */
import type { Patience } from '../cache/database.ts';
import type { Trouble } from '../messages.ts';

/** From the shortest to the longest time between two tries. */
const range = [30_000, 15 * 60_000] as const;

/** After another try without an answer. */
export function afterTry({ tries = 0 }: Patience, trouble: Trouble): Required<Patience> {
  return { tries: tries + 1, notBefore: new Date(Date.now() + delayMs(tries, range, trouble)).toISOString() };
}

/** A server that asks for patience has it, up to the longest. */
export function delayMs(tries: number, [shortestMs, longestMs]: readonly [number, number], trouble: Trouble | undefined): number {
  const upToMs = Math.min(longestMs, shortestMs * 2 ** (tries + 1));
  const grownMs = shortestMs + Math.random() * (upToMs - shortestMs);
  return Math.min(longestMs, Math.max(grownMs, askedForMs(trouble)));
}

/** How long it is to wait yet. More than was ever meant says that the clock has jumped: then it is due. */
export function waitOf({ notBefore }: Patience): number {
  const leftMs = notBefore === undefined ? 0 : Date.parse(notBefore) - Date.now();
  return leftMs > 0 && leftMs <= range[1] ? leftMs : 0;
}

function askedForMs(trouble: Trouble | undefined): number {
  if (trouble?.trouble === 'refused') return (trouble.problem.retryAfterSeconds ?? 0) * 1000;
  return trouble?.trouble === 'unreachable' ? (trouble.retryAfterSeconds ?? 0) * 1000 : 0;
}
