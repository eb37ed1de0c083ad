/**
 * Random steps of several clients against a model in memory, with all invariants after each step: testing/model/. Prints its seed; `SEED=…`
 * repeats a run, `MODEL_RUNS=20000` makes a long one.
 */
import * as fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { agreement, openBench, zones } from '../testing/model/run.ts';
import { meeting } from '../testing/model/steps.ts';

const runs = Number(process.env['MODEL_RUNS'] ?? 1000);
const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
/** Each on a database of its own, at once: while one waits for a disk another one counts. */
const shards = [0, 1, 2, 3];
/** More than any machine needs: a run that hangs has to end. */
const timeoutMs = 60_000 + runs * 2_000;

const seen = new Map<string, number>();

describe.concurrent(`${runs} runs, SEED=${seed}`, () => {
  console.log(`model: ${runs} runs, SEED=${seed}`);
  test.each(shards)(
    'part %i: server and model say the same, and every invariant holds',
    async (shard) => {
      const bench = await openBench();
      try {
        // Requests race: what shrinks one run may hide in the next, and the story of the first failure is the best that there is.
        const run = fc.assert(agreement(bench), {
          numRuns: Math.ceil(runs / shards.length),
          seed: seed + shard,
          endOnFailure: true,
          examples: [[zones[0], meeting]],
        });
        await expect(run).resolves.toBeUndefined();
      } finally {
        const { rows } = await sql<{ debits: number }>`select count(*) as debits from debit where source = 'recommendation'`.execute(
          bench.app.database.db,
        );
        bench.seen.set('recommendation', rows[0]?.debits ?? 0);
        for (const [word, times] of bench.seen) seen.set(word, (seen.get(word) ?? 0) + times);
        await bench.close();
      }
    },
    timeoutMs,
  );
});

test('what the runs are for did happen in them', () => {
  const words = [
    'new',
    'known',
    'duplicate',
    'erased',
    'inCampaign',
    'blocked',
    'enrolled',
    'skipped',
    'waiting',
    'moved',
    'replayed',
    'conflicts',
    'recommendation',
  ];
  const refusals = ['overCeiling', 'notEnoughCredits', 'request-id-reused', 'forbidden', 'wrong-state', 'not-found'];
  expect([...words, ...refusals].filter((word) => runs >= 1000 && !seen.get(word))).toEqual([]);
});
