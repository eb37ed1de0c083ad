/** G14: how long calls take that come at a steady rate. */
import type { Ground } from '../ground.ts';
import { closedLoop, openLoop } from '../load.ts';
import { inTurns, note, p50Of, p99Of, seconds, tell, wanted } from '../telling.ts';

export async function steady({ hot, debit }: Ground): Promise<void> {
  if (!wanted('G14')) return;
  const call = (caller: number): Promise<string> => debit(hot, caller);
  // Asked for more than it can, for a while: what is answered then is the peak. A short rush would say more than it can keep up.
  const rush = await closedLoop(64, seconds, call);
  const { perSecond: peak } = await openLoop(rush.perSecond * 1.3, seconds * 2, 256, call);
  const loads = await inTurns({ steady: () => openLoop(peak * 0.7, seconds * 2, 256, call) });
  const what = 'p99 / p50 at 70 % of the peak, calls due at a fixed rate, hot';
  tell({ name: 'G14', what, ours: p99Of(loads.steady), theirs: p50Of(loads.steady), goal: { atMost: 8 }, unit: 'ms' });
  note(`the peak is ${peak.toFixed(0)}/s, sustained`);
}
