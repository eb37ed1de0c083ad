/** Load, and what came of it. */

/** Calls a second, with how long each took. */
export interface Load {
  perSecond: number;
  latenciesMs: number[];
}

/** `width` callers, each beginning its next call when the last is answered, for `seconds`. */
export async function closedLoop(width: number, seconds: number, call: (caller: number) => Promise<unknown>): Promise<Load> {
  const latenciesMs: number[] = [];
  const start = performance.now();
  const end = start + seconds * 1000;
  await Promise.all(
    Array.from({ length: width }, async (_, caller) => {
      for (let begun = performance.now(); begun < end; begun = performance.now()) {
        await call(caller);
        latenciesMs.push(performance.now() - begun);
      }
    }),
  );
  return { perSecond: (latenciesMs.length / (performance.now() - start)) * 1000, latenciesMs };
}

/**
 * Calls that are due at a fixed rate whether or not the earlier ones are answered; each is counted from when it was due, so that a server that
 * stalls is not forgiven. `call` gets a free caller.
 */
export async function openLoop(
  perSecond: number,
  seconds: number,
  width: number,
  call: (caller: number) => Promise<unknown>,
): Promise<Load> {
  const latenciesMs: number[] = [];
  const free = Array.from({ length: width }, (_, caller) => caller);
  const due: number[] = [];
  const start = performance.now();
  const all = Math.floor(perSecond * seconds);
  let begun = 0;
  const answered = Promise.withResolvers<void>();
  const take = async (dueAt: number, caller: number): Promise<void> => {
    await call(caller);
    latenciesMs.push(performance.now() - dueAt);
    free.push(caller);
    if (latenciesMs.length === all) answered.resolve();
    else next();
  };
  const next = (): void => {
    while (due.length > 0 && free.length > 0) take(due.shift() ?? 0, free.pop() ?? 0).catch(answered.reject);
  };
  const tick = (): void => {
    const now = performance.now();
    for (let at = start; begun < all && at <= now; at = start + (begun / perSecond) * 1000) {
      due.push(at);
      begun++;
    }
    next();
    if (begun < all) setImmediate(tick);
  };
  tick();
  await answered.promise;
  return { perSecond: (all / (performance.now() - start)) * 1000, latenciesMs };
}

export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);
