/** The harness of model.test.ts is itself proven: it must find the faults of four planted wrong versions, and say by what. */
import * as fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openDatabase } from '../db/open.ts';
import type { PaidAct } from '../testing/model/act.ts';
import { Counterexample } from '../testing/model/disagreement.ts';
import { agreement, openBench } from '../testing/model/run.ts';
import { applicationClocks } from '../testing/wrong/applicationClock.ts';
import { guardBeside } from '../testing/wrong/guardBeside.ts';
import { latestRowLock } from '../testing/wrong/latestRowLock.ts';
import { noLock } from '../testing/wrong/noLock.ts';
import { none } from '../testing/wrong/none.ts';

/** All four are found in some ten; far more is far below a minute. */
const maxRuns = 200;
/** The bound is the number of runs: a machine may be as slow as it likes. */
const timeoutMs = 600_000;

/** Runs of the harness on somebody else's paid act, without the database's last word, which would speak before the harness does. */
async function check(clients: readonly PaidAct[], numRuns: number): Promise<{ errorInstance: unknown; numRuns: number; seed: number }> {
  const closing: (() => Promise<void>)[] = [];
  const bench = await openBench(async ({ database }) => {
    // As the owner: these versions know nothing of roles.
    const owner = openDatabase(database.urls.owner);
    closing.push(() => owner.close());
    await sql`alter table credit_head drop constraint no_overdraw`.execute(owner.db);
    return clients.map(
      (analyse): PaidAct =>
        (ledger, actor, request) =>
          analyse({ ...ledger, db: owner.db }, actor, request),
    );
  });
  try {
    return await fc.check(agreement(bench), { numRuns, endOnFailure: true });
  } finally {
    for (const close of closing) await close();
    await bench.close();
  }
}

test.each<{ wrong: string; clients: readonly PaidAct[] }>([
  { wrong: 'no lock', clients: [noLock] },
  { wrong: 'a lock on the latest row of the ledger', clients: [latestRowLock] },
  { wrong: 'a guard beside the inserts', clients: [guardBeside] },
  { wrong: 'periods by the application’s clock', clients: applicationClocks },
])(
  '$wrong is found',
  async ({ wrong, clients }) => {
    const { errorInstance, numRuns, seed } = await check(clients, maxRuns);
    expect(errorInstance).toBeInstanceOf(Counterexample);
    const { caught } = errorInstance as Counterexample;
    console.log(`${wrong}: found in run ${numRuns} by ${caught} (seed ${seed})`);
    // By what was answered or kept, not by an error on the way.
    expect(caught).toMatch(/^(the ledger|compared|an answer|no order)/);
  },
  timeoutMs,
);

test(
  'what is not wrong is not found: it is not the way in which these versions write',
  async () => {
    const { errorInstance } = await check([none], maxRuns / 2);
    expect(errorInstance ?? null).toBeNull();
  },
  timeoutMs,
);
