/**
 * `pnpm bench credits`: what the ledger costs, as ratios taken in one run on one machine, in turns, medians of the turns. Database, server and
 * generator share the cores. `BENCH_SECONDS` is the length of one turn, `BENCH_TURNS` their number; `BENCH_ONLY=G1,G4` takes some figures only.
 */
import { verifyLedger } from '../credits/verify.ts';
import { analyses } from './figures/analysis.ts';
import { bareLedger, farDatabase } from './figures/bare.ts';
import { besideALoudOne } from './figures/beside.ts';
import { bulk } from './figures/bulk.ts';
import { secondFence } from './figures/fence.ts';
import { finding } from './figures/finding.ts';
import { hotWorkspace } from './figures/hot.ts';
import { importing } from './figures/importing.ts';
import { knownPeople } from './figures/known.ts';
import { besideALimiter } from './figures/limiter.ts';
import { aMillion } from './figures/million.ts';
import { pulls } from './figures/pull.ts';
import { refusals } from './figures/refused.ts';
import { spread } from './figures/spread.ts';
import { steady } from './figures/steady.ts';
import { onGround, type Ground } from './ground.ts';
import { closedLoop } from './load.ts';
import { isWhole } from './telling.ts';

async function figures(ground: Ground): Promise<void> {
  const { ofMany, debit, debitAlone } = ground;
  // A connection plans its statements some times before it keeps the plans: that is over when the server has been up for a while.
  await closedLoop(40, 5, (caller) => debit(ofMany(caller), caller));
  await closedLoop(40, 5, (caller) => debitAlone(ofMany(caller), caller));
  await spread(ground);
  await hotWorkspace(ground);
  await bulk(ground);
  await knownPeople(ground);
  await bareLedger(ground);
  await secondFence(ground);
  await farDatabase(ground);
  await refusals(ground);
  await steady(ground);
  await besideALoudOne(ground);
  await besideALimiter(ground);
  await analyses(ground);
  await pulls(ground);
  await aMillion(ground);
  await importing(ground);
  await finding(ground);

  const faults = isWhole ? (await verifyLedger(ground.application.db, ground.hot.id)).faults : [];
  console.log(
    faults.length > 0 ? `  ! the ledger does not add up: ${JSON.stringify(faults)}` : '    the ledger of the hot workspace adds up',
  );
}

// A figure that fails leaves callers under way: nothing is waited for then.
await onGround(figures).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
