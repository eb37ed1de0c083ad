/** Erasing reaches the pools that a workspace searches: who is erased leaves its own, and is out of its sight in the operator's. product.md 7. */
import { sql, type Transaction } from 'kysely';
import type { Key } from '../contacts/people.ts';
import { erasedHash } from '../credits/situation.ts';
import type { Database } from '../db/schema.ts';
import { lockPool } from './write.ts';

/** What is refused for ever: as it stands in `erased_identifier`. */
export interface RefusedKey {
  kind: Key['kind'] | 'email';
  hash: Buffer;
}

/**
 * Takes people out of the workspace's own pool.
 * @param keys what the workspace knows them by.
 * @returns what else the pools know them by: by it they would come back.
 */
export async function eraseFromPools(
  trx: Transaction<Database>,
  workspaceId: string,
  secret: string,
  keys: readonly Key[],
): Promise<RefusedKey[]> {
  const { rows: pools } = await sql<{ pool_id: string; is_own: boolean }>`
    select pool_id, true as is_own from pool where owned_by = ${workspaceId}
    union all select pool_id, false from pool_access where workspace_id = ${workspaceId}`.execute(trx);
  const of = (kind: Key['kind']): string[] => keys.flatMap((key) => (key.kind === kind ? key.value : []));
  const refused: RefusedKey[] = [];
  for (const { pool_id: poolId, is_own: isOwn } of pools) {
    // An import that is under way writes before or after, and then sees who is refused.
    if (isOwn) await lockPool(trx, poolId);
    const { rows } = await sql<{ person_id: string; slug: string | null; member: string | null; email_hash: Buffer | null }>`
      select person_id, slug, member, email_hash from pool_person where pool_id = ${poolId} and person_id in (
        select person_id from pool_person where pool_id = ${poolId} and slug = any (${of('slug')}::text[])
        union select person_id from pool_person where pool_id = ${poolId} and member = any (${of('member')}::text[])
      )`.execute(trx);
    for (const { slug, member, email_hash: email } of rows) {
      for (const [kind, value] of [
        ['slug', slug],
        ['member', member],
      ] as const)
        if (value !== null) refused.push({ kind, hash: erasedHash(secret, workspaceId, { kind, value }) });
      if (email !== null) refused.push({ kind: 'email', hash: email });
    }
    if (!isOwn || rows.length === 0) continue;
    await sql`delete from pool_person where pool_id = ${poolId} and person_id = any (${rows.map((row) => row.person_id)}::uuid[])`.execute(
      trx,
    );
    // What the pool has learnt may be of them alone: within a minute it is learnt anew (discover/learn.ts).
    await sql`update pool set learnt_at = null where pool_id = ${poolId}`.execute(trx);
  }
  return refused;
}
