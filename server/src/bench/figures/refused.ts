/** G11: what a refusal costs. */
import type { Ground } from '../ground.ts';
import { closedLoop } from '../load.ts';
import { inTurns, rateOf, seconds, tell, wanted } from '../telling.ts';

export async function refusals({ hot, poor, debit }: Ground): Promise<void> {
  if (!wanted('G11')) return;
  const loads = await inTurns({
    denied: () => closedLoop(64, seconds, (caller) => debit(poor, caller)),
    charged: () => closedLoop(64, seconds, (caller) => debit(hot, caller)),
  });
  const what = 'a workspace without credits: refused / charged, HTTP';
  tell({ name: 'G11', what, ours: rateOf(loads.denied), theirs: rateOf(loads.charged), goal: { atLeast: 1 } });
}
