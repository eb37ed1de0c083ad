/**
 * Requests of one workspace ride together: at most one call is under way for it, and what arrives meanwhile goes with the next. No timer: who
 * comes alone waits for nobody. A workspace that asks faster than it is answered fills its own queue and no other's. credits.md, first part, 8.
 */
import { ProblemError } from './http/problem.ts';

/** An answer, or `later`: it could not go with the others and comes again with the next. */
export type Taken<A> = { value: A } | { error: unknown } | 'later';

/** What one call weighs at most, unless it is said otherwise. */
export const maxWeightUsual = 48;

interface Waiting<Q, A> {
  question: Q;
  weight: number;
  resolve: (answer: A) => void;
  reject: (error: unknown) => void;
}

export interface TogetherOptions<Q> {
  /** How much a question weighs, e.g. how many people it is about; 1 without this. */
  weightOf?: (question: Q) => number;
  /** The most that goes in one call, unless a single question weighs more. Others wait for the process meanwhile, so it is not much. */
  maxWeight?: number;
  /** The most questions that wait for one key; one more is refused with `too-many-requests`. */
  maxWaiting?: number;
}

/**
 * @param call answers questions of one key in their order; it must answer the first one.
 * @returns asks one question. It throws what the call threw for it, or ProblemError `too-many-requests` when too many wait.
 */
export function together<Q, A>(
  call: (key: string, questions: readonly Q[]) => Promise<readonly Taken<A>[]>,
  { weightOf = () => 1, maxWeight = maxWeightUsual, maxWaiting = 1000 }: TogetherOptions<Q> = {},
): (key: string, question: Q) => Promise<A> {
  const queues = new Map<string, Waiting<Q, A>[]>();

  async function run(key: string, queue: Waiting<Q, A>[]): Promise<void> {
    while (queue.length > 0) {
      const riders = queue.splice(0, fitting(queue));
      const taken = await call(
        key,
        riders.map(({ question }) => question),
      ).catch((error: unknown) => riders.map((): Taken<A> => ({ error })));
      const again: Waiting<Q, A>[] = [];
      riders.forEach((rider, position) => {
        const one = taken[position] ?? 'later';
        if (one === 'later') again.push(rider);
        else if ('error' in one) rider.reject(one.error);
        else rider.resolve(one.value);
      });
      queue.unshift(...again);
    }
    queues.delete(key);
  }

  function fitting(queue: readonly Waiting<Q, A>[]): number {
    let weight = 0;
    const first = queue.findIndex((waiting) => (weight += waiting.weight) > maxWeight);
    return first === -1 ? queue.length : Math.max(1, first);
  }

  return (key, question) =>
    new Promise((resolve, reject) => {
      const waiting = { question, weight: weightOf(question), resolve, reject };
      const queue = queues.get(key);
      if (queue && queue.length >= maxWaiting) return reject(new ProblemError('too-many-requests', { retryAfterSeconds: 1 }));
      if (queue) return void queue.push(waiting);
      const own = [waiting];
      queues.set(key, own);
      void run(key, own);
    });
}
