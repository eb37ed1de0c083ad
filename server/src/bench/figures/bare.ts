/** G7, G9: what the bare statement costs, with a ledger and without, near and far. */
import { analyseContacts } from '../../credits/analyse.ts';
import { openDatabase } from '../../db/open.ts';
import { openWire } from '../delay.ts';
import { oneNew, type Ground } from '../ground.ts';
import { interactive, oneShot, oneShotWithoutLedger } from '../ideal.ts';
import { closedLoop } from '../load.ts';
import { inTurns, rateOf, seconds, tell, wanted } from '../telling.ts';

export async function bareLedger({ owner }: Ground): Promise<void> {
  if (!wanted('G7')) return;
  const loads = await inTurns({
    ledger: () => closedLoop(16, seconds, () => oneShot(owner.pool, 0)),
    none: () => closedLoop(16, seconds, () => oneShotWithoutLedger(owner.pool, 1)),
  });
  const what = 'ideal statement: with a ledger entry / without';
  tell({ name: 'G7', what, ours: rateOf(loads.ledger), theirs: rateOf(loads.none), goal: { atLeast: 0.8 } });
}

export async function farDatabase({ addresses, accounts, hot }: Ground): Promise<void> {
  if (!wanted('G9')) return;
  const wire = await openWire(addresses.owner.port, 1);
  const far = openDatabase({ ...addresses.application, port: wire.port }, { max: 16 });
  const farOwner = openDatabase({ ...addresses.owner, port: wire.port }, { max: 16 });
  const talk = async (): Promise<void> => {
    const client = await farOwner.pool.connect();
    try {
      await interactive(client, 1);
    } finally {
      client.release();
    }
  };
  const loads = await inTurns({
    oneShot: () => closedLoop(16, seconds, () => oneShot(farOwner.pool, 0)),
    talked: () => closedLoop(16, seconds, talk),
    ours: () => closedLoop(16, seconds, () => analyseContacts({ ...accounts, db: far.db }, hot.actor, oneNew())),
  });
  const theirs = rateOf(loads.talked);
  const what = 'a wire of 1 ms, hot: one statement / a transaction talked through';
  tell({ name: 'G9', what, ours: rateOf(loads.oneShot), theirs, goal: { atLeast: 4 } });
  tell({ what: '  beside it: ours, alone, with people, pages and answers / talked', ours: rateOf(loads.ours), theirs });
  await far.close();
  await farOwner.close();
  wire.close();
}
