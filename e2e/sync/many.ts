/**
 * Three devices, one server, everything at random: `SYNC_RUNS` says how often in all (500), `SYNC_SEED` has the same runs again. They are shared by
 * two files, which two processes carry out at once.
 */
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openGround, type Ground } from './ground.ts';
import { fates } from './network.ts';
import { agreement } from './run.ts';

const numRuns = Math.ceil(Number(process.env['SYNC_RUNS'] ?? 500) / 2);
const seed = Number(process.env['SYNC_SEED'] ?? Date.now() % 2 ** 31);
/** While one waits for the database another one goes on. */
const atOnce = 2;

/** What the runs are for has to happen in them. */
const wanted = [...fates, 'died', 'question', 'erased', 'merged', 'no'];

/** @param half 0 or 1. */
export function agreeManyTimes(half: number): void {
  let ground: Ground;
  beforeAll(async () => {
    ground = await openGround();
  }, 60_000);
  afterAll(() => ground.close());

  test(`${numRuns} times: at rest every device says what the server says, and no wish is lost or done twice (seed ${seed})`, async () => {
    const lot = { numRuns: Math.ceil(numRuns / atOnce), endOnFailure: true };
    const seeds = Array.from({ length: atOnce }, (_, i) => seed + half * atOnce + i);
    await Promise.all(seeds.map((own) => fc.assert(agreement(ground), { ...lot, seed: own })));
    expect(await ground.faults()).toEqual([]);
    const enough = numRuns < 150 ? 0 : 5;
    expect(wanted.filter((what) => (ground.seen.get(what) ?? 0) < enough)).toEqual([]);
  }, 7200_000);
}
