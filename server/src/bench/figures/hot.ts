/** G2, G3, G12: one workspace that everybody asks of. */
import { maxWeightUsual as party } from '../../together.ts';
import type { Ground } from '../ground.ts';
import { oneShot } from '../ideal.ts';
import { openKept } from '../kept.ts';
import { closedLoop } from '../load.ts';
import { inTurns, note, ofBoth, p50Of, rateOf, seconds, tell, wanted } from '../telling.ts';

export async function hotWorkspace({ owner, hot, debit, debitAlone, nothing }: Ground): Promise<void> {
  if (!wanted('G2', 'G3', 'G12')) return;
  const writeKept = await openKept(owner.pool);
  const loads = await inTurns({
    together: () => closedLoop(64, seconds, (caller) => debit(hot, caller)),
    wide: () => closedLoop(256, seconds, (caller) => debit(hot, caller)),
    alone: () => closedLoop(64, seconds, (caller) => debitAlone(hot, caller)),
    nothing: () => closedLoop(64, seconds, (caller) => nothing(caller)),
    ideal: () => closedLoop(16, seconds, () => oneShot(owner.pool, 0)),
    kept: () => closedLoop(2, seconds, () => writeKept(hot, party)),
  });
  const ours = Math.max(rateOf(loads.together), rateOf(loads.wide));
  tell({
    name: 'G2',
    what: 'one hot workspace: HTTP together / ideal statement on one row',
    ours,
    theirs: rateOf(loads.ideal),
    goal: { atLeast: 5 },
  });
  const empty = rateOf(loads.nothing);
  const keeping = ofBoth(empty, rateOf(loads.kept) * party);
  if (wanted('G2')) {
    const atMost = (rate: number): string => `${(rate / rateOf(loads.ideal)).toFixed(1)} on these cores, at most`;
    note(`HTTP that does nothing: ${atMost(empty)}`);
    note(`and then the rows that debits keep, ${party} in one statement: ${atMost(keeping)}`);
  }
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
    theirs: empty,
    goal: { atLeast: 0.5 },
  });
  if (wanted('G12'))
    note(
      `HTTP that does nothing, and then the rows that debits keep, ${party} in one statement: ${(keeping / empty).toFixed(2)} on these cores, at most`,
    );
}
