/** G14: how long calls take that come at a steady rate. */
import type { Ground } from '../ground.ts';
import { closedLoop, openLoop } from '../load.ts';
import { inTurns, p50Of, p99Of, rateOf, seconds, tell, wanted } from '../telling.ts';

export async function steady({ hot, debit }: Ground): Promise<void> {
  if (!wanted('G14')) return;
  const peak = rateOf([await closedLoop(64, seconds, (caller) => debit(hot, caller))]);
  const loads = await inTurns({ steady: () => openLoop(peak * 0.7, seconds * 2, 256, (caller) => debit(hot, caller)) });
  const what = 'p99 / p50 at 70 % of the peak, calls due at a fixed rate, hot';
  tell({ name: 'G14', what, ours: p99Of(loads.steady), theirs: p50Of(loads.steady), goal: { atMost: 8 }, unit: 'ms' });
}
