/** G1: debits of many workspaces. */
import type { Ground } from '../ground.ts';
import { workspaces } from '../ground.ts';
import { oneShot } from '../ideal.ts';
import { openKept } from '../kept.ts';
import { closedLoop } from '../load.ts';
import { inTurns, note, ofBoth, rateOf, seconds, tell, wanted } from '../telling.ts';

export async function spread({ owner, ofMany, debit, nothing }: Ground): Promise<void> {
  if (!wanted('G1')) return;
  const writeKept = await openKept(owner.pool);
  const loads = await inTurns({
    http: () => closedLoop(16, seconds, (caller) => debit(ofMany(caller), caller)),
    ideal: () => closedLoop(16, seconds, () => oneShot(owner.pool, Math.floor(Math.random() * workspaces))),
    kept: () => closedLoop(16, seconds, (caller) => writeKept(ofMany(caller), 1)),
    nothing: () => closedLoop(16, seconds, (caller) => nothing(caller)),
  });
  const [ours, theirs, empty] = [rateOf(loads.http), rateOf(loads.ideal), rateOf(loads.nothing)];
  const what = 'debits spread over workspaces: HTTP / ideal statement, 16 wide';
  tell({ name: 'G1', what, ours, theirs, goal: { atLeast: 0.4 } });
  const atMost = (rate: number): string => `${(ofBoth(rate, empty) / theirs).toFixed(2)} on these cores, at most`;
  note(`the ideal statement after an HTTP answer that does nothing: ${atMost(theirs)}`);
  note(`the rows that a debit keeps, in one statement, after such an answer: ${atMost(rateOf(loads.kept))}`);
}
