/** Beside our debits: a rate limiter that people count with, on the same database, called directly. */
import { RateLimiterPostgres } from 'rate-limiter-flexible';
import { workspaces, type Ground } from '../ground.ts';
import { closedLoop } from '../load.ts';
import { inTurns, rateOf, seconds, tell, wanted } from '../telling.ts';

export async function besideALimiter({ application, hot, ofMany, debit }: Ground): Promise<void> {
  if (!wanted('limiter')) return;
  const limiter = new RateLimiterPostgres({
    storeClient: application.pool,
    storeType: 'pool',
    tableName: 'rate_limit',
    tableCreated: true,
    keyPrefix: 'bench',
    points: 1e9,
    duration: 3600,
  });
  const loads = await inTurns({
    limiterHot: () => closedLoop(16, seconds, () => limiter.consume('hot')),
    limiterSpread: () => closedLoop(16, seconds, () => limiter.consume(String(Math.floor(Math.random() * workspaces)))),
    oursHot: () => closedLoop(64, seconds, (caller) => debit(hot, caller)),
    oursSpread: () => closedLoop(16, seconds, (caller) => debit(ofMany(caller), caller)),
  });
  const what = 'hot: our debit over HTTP / rate-limiter-flexible called directly';
  tell({ what, ours: rateOf(loads.oursHot), theirs: rateOf(loads.limiterHot) });
  tell({ what: 'spread: the same', ours: rateOf(loads.oursSpread), theirs: rateOf(loads.limiterSpread) });
}
