/**
 * Once a day, answers that nobody can ask for again are forgotten (requestAge.ts), a few at a time. Only those of requests whose id tells when
 * it was made: of others nobody could say later whether they were done. credits.md 5.
 */
import { sql, type Kysely } from 'kysely';
import type { PeriodicWork } from '../db/periodic.ts';
import type { Database } from '../db/schema.ts';
import type { Clock } from './period.ts';
import { answersKeptMs, idAt } from './requestAge.ts';

/** Rows of one step: nobody waits for the head meanwhile. */
const stepRows = 500;

export const dailyForgetting = (db: Kysely<Database>, clock: Clock): PeriodicWork => ({
  name: 'forgetting answers',
  everyHours: 24,
  work: (signal) => forgetAnswers(db, clock, signal),
});

/** Forgets the answers of all workspaces whose request was made, and answered, longer ago than answers are kept. */
export async function forgetAnswers(db: Kysely<Database>, clock: Clock, signal?: AbortSignal): Promise<void> {
  const { rows } = await sql<{ now: Date }>`select ${clock} as now`.execute(db);
  const before = new Date((rows[0]?.now ?? new Date(0)).getTime() - answersKeptMs);
  for (const { workspace_id: workspaceId } of await db.selectFrom('credit_head').select('workspace_id').execute())
    for (let last: string | null = idAt(0); last !== null; last = await forgetStep(db, workspaceId, before, last)) signal?.throwIfAborted();
}

/**
 * One step through the oldest ids of a workspace. The head remembers up to which number answers may be missing (credits/invariants.ts).
 * @returns the id to go on behind; null at the end.
 */
async function forgetStep(db: Kysely<Database>, workspaceId: string, before: Date, last: string): Promise<string | null> {
  const { rows } = await sql<{ last: string | null }>`
    with old as (
      select request_id, seq, at from op_result
      where workspace_id = ${workspaceId} and request_id > ${last} and request_id < ${idAt(before.getTime())}
      order by request_id limit ${stepRows}
    ), forgotten as (
      delete from op_result o using old
      where o.workspace_id = ${workspaceId} and o.request_id = old.request_id
        and old.at < ${before} and substr(old.request_id::text, 15, 1) = '7'
      returning o.seq
    ), told as (
      update credit_head set answers_forgotten_seq = greatest(answers_forgotten_seq, (select max(seq) from forgotten))
      where workspace_id = ${workspaceId} and exists (select from forgotten)
    )
    select request_id as last from old order by request_id desc offset ${stepRows - 1} limit 1`.execute(db);
  return rows[0]?.last ?? null;
}
