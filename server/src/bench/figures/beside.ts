/** What a loud workspace does to a quiet one. */
import type { Ground } from '../ground.ts';
import { closedLoop, type Load } from '../load.ts';
import { inTurns, p50Of, p99Of, seconds, tell, wanted } from '../telling.ts';

export async function besideALoudOne({ hot, quiet, debit }: Ground): Promise<void> {
  if (!wanted('abuse')) return;
  const one = (): Promise<Load> => closedLoop(2, seconds, (caller) => debit(quiet, caller));
  const loads = await inTurns({
    calm: one,
    beside: async () => {
      const [load] = await Promise.all([one(), closedLoop(200, seconds, (caller) => debit(hot, 40 + caller))]);
      return load;
    },
  });
  const what = 'a quiet workspace beside one that asks 200 wide / by itself, p50';
  tell({ what, ours: p50Of(loads.beside), theirs: p50Of(loads.calm), unit: 'ms' });
  tell({ what: '  the same, p99', ours: p99Of(loads.beside), theirs: p99Of(loads.calm), unit: 'ms' });
}
