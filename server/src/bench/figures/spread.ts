/** G1: debits of many workspaces. */
import type { Ground } from '../ground.ts';
import { workspaces } from '../ground.ts';
import { oneShot } from '../ideal.ts';
import { closedLoop } from '../load.ts';
import { inTurns, note, rateOf, seconds, tell, wanted } from '../telling.ts';

export async function spread({ owner, ofMany, debit, nothing }: Ground): Promise<void> {
  if (!wanted('G1')) return;
  const loads = await inTurns({
    http: () => closedLoop(16, seconds, (caller) => debit(ofMany(caller), caller)),
    ideal: () => closedLoop(16, seconds, () => oneShot(owner.pool, Math.floor(Math.random() * workspaces))),
    nothing: () => closedLoop(16, seconds, (caller) => nothing(caller)),
  });
  const [ours, theirs, empty] = [rateOf(loads.http), rateOf(loads.ideal), rateOf(loads.nothing)];
  const what = 'debits spread over workspaces: HTTP / ideal statement, 16 wide';
  tell({ name: 'G1', what, ours, theirs, goal: { atLeast: 0.4 } });
  const both = 1 / (1 / empty + 1 / theirs);
  note(`the ideal statement after an HTTP answer that does nothing: ${(both / theirs).toFixed(2)} on these cores, at most`);
}
