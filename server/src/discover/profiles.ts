/** What a workspace keeps of its searching: ideal profiles, and whom it has dismissed. Acts like any other; devices ask for them when Discover opens. */
import { Wanted, type DismissRequest, type IdealProfile, type IdealProfileRequest, type PoolKey } from '@wellmet/shared/discover';
import { sql, type Kysely } from 'kysely';
import { once, type Actor } from '../credits/act.ts';
import type { Ledger } from '../credits/situation.ts';
import type { Database } from '../db/schema.ts';
import { ProblemError } from '../http/problem.ts';
import { poolsOf } from './pools.ts';

const mostProfiles = 200;

export async function idealProfilesOf(db: Kysely<Database>, workspaceId: string): Promise<IdealProfile[]> {
  const { rows } = await sql<{ profile_id: string; name: string; wanted: unknown; changed_at: Date; by: string }>`
    select p.profile_id, p.name, p.wanted, p.changed_at, coalesce((select name from "user" where id = p.changed_by), '') as by
    from ideal_profile p where p.workspace_id = ${workspaceId} order by lower(p.name), p.profile_id`.execute(db);
  return rows.map((row) => ({
    id: row.profile_id,
    name: row.name,
    // Kept by an older version it may lack what has come since.
    wanted: Wanted.parse(row.wanted),
    changedAt: row.changed_at.toISOString(),
    changedBy: row.by,
  }));
}

export async function keepIdealProfile(
  ledger: Ledger,
  actor: Actor,
  profileId: string,
  { requestId, ...content }: IdealProfileRequest,
): Promise<IdealProfile> {
  const { done } = await once<IdealProfile>(ledger, actor, requestId, { idealProfile: profileId, ...content }, async ({ trx, now }) => {
    const { rows } = await sql<{ by: string }>`
      insert into ideal_profile (workspace_id, profile_id, name, wanted, changed_at, changed_by)
      select ${actor.workspaceId}::uuid, ${profileId}::uuid, ${content.name}, ${JSON.stringify(content.wanted)}::jsonb, ${now}::timestamptz, ${actor.memberId}::uuid
      where (select count(*) from ideal_profile where workspace_id = ${actor.workspaceId} and profile_id <> ${profileId}) < ${mostProfiles}
      on conflict (workspace_id, profile_id) do update
      set name = excluded.name, wanted = excluded.wanted, changed_at = excluded.changed_at, changed_by = excluded.changed_by
      returning coalesce((select name from "user" where id = changed_by), '') as by`.execute(trx);
    const [kept] = rows;
    if (!kept) throw new ProblemError('wrong-state', { detail: `A workspace keeps ${mostProfiles} ideal profiles: remove one first.` });
    return { done: { id: profileId, ...content, changedAt: now.toISOString(), changedBy: kept.by } };
  });
  return done;
}

export async function removeIdealProfile(ledger: Ledger, actor: Actor, profileId: string, requestId: string): Promise<undefined> {
  await once(ledger, actor, requestId, { removedIdealProfile: profileId }, async ({ trx }) => {
    await trx.deleteFrom('ideal_profile').where('workspace_id', '=', actor.workspaceId).where('profile_id', '=', profileId).execute();
    return { done: {} };
  });
  return undefined;
}

/** @throws ProblemError `not-found` for somebody of no pool that the workspace may search. */
export async function dismissFound(
  ledger: Ledger,
  actor: Actor,
  { poolId, personId }: PoolKey,
  { requestId, isDismissed }: DismissRequest,
): Promise<undefined> {
  const { workspaceId, memberId } = actor;
  await once(ledger, actor, requestId, { dismissal: { poolId, personId, isDismissed } }, async ({ trx, now }) => {
    if (!isDismissed) {
      await sql`delete from pool_dismissal where workspace_id = ${workspaceId} and pool_id = ${poolId} and person_id = ${personId}`.execute(
        trx,
      );
      return { done: {} };
    }
    const { rows } = await sql`
      select from pool_person where pool_id = ${poolId} and person_id = ${personId} and is_current and pool_id = any (${await poolsOf(trx, workspaceId)}::uuid[])`.execute(
      trx,
    );
    if (rows.length === 0) throw new ProblemError('not-found');
    await sql`insert into pool_dismissal (workspace_id, pool_id, person_id, member_id, at)
      values (${workspaceId}, ${poolId}, ${personId}, ${memberId}, ${now}) on conflict do nothing`.execute(trx);
    return { done: {} };
  });
  return undefined;
}
