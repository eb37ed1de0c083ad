/** G1: debits of many workspaces. */
import type { Ground } from '../ground.ts';
import { workspaces } from '../ground.ts';
import { oneShot } from '../ideal.ts';
import { closedLoop } from '../load.ts';
import { inTurns, rateOf, seconds, tell, wanted } from '../telling.ts';

export async function spread({ owner, ofMany, debit }: Ground): Promise<void> {
  if (!wanted('G1')) return;
  const { http, ideal } = await inTurns({
    http: () => closedLoop(16, seconds, (caller) => debit(ofMany(caller), caller)),
    ideal: () => closedLoop(16, seconds, () => oneShot(owner.pool, Math.floor(Math.random() * workspaces))),
  });
  const what = 'debits spread over workspaces: HTTP / ideal statement, 16 wide';
  tell({ name: 'G1', what, ours: rateOf(http), theirs: rateOf(ideal), goal: { atLeast: 0.4 } });
}
