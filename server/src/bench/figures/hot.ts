/** G2, G3, G12: one workspace that everybody asks of. */
import type { Ground } from '../ground.ts';
import { oneShot } from '../ideal.ts';
import { closedLoop } from '../load.ts';
import { inTurns, note, p50Of, rateOf, seconds, tell, wanted } from '../telling.ts';

export async function hotWorkspace({ owner, hot, debit, debitAlone, nothing }: Ground): Promise<void> {
  if (!wanted('G2', 'G3', 'G12')) return;
  const loads = await inTurns({
    together: () => closedLoop(64, seconds, (caller) => debit(hot, caller)),
    wide: () => closedLoop(256, seconds, (caller) => debit(hot, caller)),
    alone: () => closedLoop(64, seconds, (caller) => debitAlone(hot, caller)),
    nothing: () => closedLoop(64, seconds, (caller) => nothing(caller)),
    ideal: () => closedLoop(16, seconds, () => oneShot(owner.pool, 0)),
  });
  const ours = Math.max(rateOf(loads.together), rateOf(loads.wide));
  tell({
    name: 'G2',
    what: 'one hot workspace: HTTP together / ideal statement on one row',
    ours,
    theirs: rateOf(loads.ideal),
    goal: { atLeast: 5 },
  });
  if (wanted('G2'))
    note(
      `HTTP that does nothing / the same: ${(rateOf(loads.nothing) / rateOf(loads.ideal)).toFixed(1)} on these cores: no debit over HTTP can be more`,
    );
  tell({
    name: 'G3',
    what: 'one hot workspace, p50: together / alone, 64 wide',
    ours: p50Of(loads.together),
    theirs: p50Of(loads.alone),
    goal: { atMost: 0.2 },
    unit: 'ms',
  });
  tell({
    name: 'G12',
    what: 'one hot workspace: HTTP debit / HTTP that does nothing',
    ours,
    theirs: rateOf(loads.nothing),
    goal: { atLeast: 0.5 },
  });
}
