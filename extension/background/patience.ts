/** When something is tried again that had no answer: later each time, and not at the same moment as everybody else. */
import type { Patience } from '../cache/database.ts';
import type { Trouble } from '../messages.ts';

const shortestMs = 30_000;
const longestMs = 15 * 60_000;

/** After another try without an answer; a server that asks for patience has it, up to the longest. */
export function afterTry({ tries = 0 }: Patience, trouble: Trouble): Required<Patience> {
  const upToMs = Math.min(longestMs, shortestMs * 2 ** (tries + 1));
  const delayMs = shortestMs + Math.random() * (upToMs - shortestMs);
  const waitMs = Math.min(longestMs, Math.max(delayMs, askedFor(trouble) * 1000));
  return { tries: tries + 1, notBefore: new Date(Date.now() + waitMs).toISOString() };
}

/** How long it is to wait yet. More than was ever meant says that the clock has jumped: then it is due. */
export function waitOf({ notBefore }: Patience): number {
  const leftMs = notBefore === undefined ? 0 : Date.parse(notBefore) - Date.now();
  return leftMs > 0 && leftMs <= longestMs ? leftMs : 0;
}

function askedFor(trouble: Trouble): number {
  if (trouble.trouble === 'refused') return trouble.problem.retryAfterSeconds ?? 0;
  return trouble.trouble === 'unreachable' ? (trouble.retryAfterSeconds ?? 0) : 0;
}
