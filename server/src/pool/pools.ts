/** Pools and their imports: whose they are, who may search them, what has been imported and is taken out again. product.md 6. */
import type { PoolImport } from '@wellmet/shared/pool';
import { goesOn, importFaults } from '@wellmet/shared/poolProblems';
import { sql, type Kysely, type RawBuilder } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { transact } from '../db/open.ts';
import type { Database } from '../db/schema.ts';
import { ProblemError } from '../http/problem.ts';
import { removeSome, type OwnPool } from './write.ts';

/** The workspace's own pool, made when it is first needed. @throws ProblemError `not-found` for a workspace that is none. */
export async function ownPool(db: Kysely<Database>, workspaceId: string): Promise<OwnPool> {
  const { rows } = await sql`select 1 from organization where id = ${workspaceId}`.execute(db);
  if (rows.length === 0) throw new ProblemError('not-found');
  await sql`insert into pool (pool_id, owned_by, name, created_at) values (${uuidv7()}, ${workspaceId}, '', now())
    on conflict (owned_by) do nothing`.execute(db);
  const { pool_id: poolId } = await db.selectFrom('pool').select('pool_id').where('owned_by', '=', workspaceId).executeTakeFirstOrThrow();
  return { poolId, workspaceId };
}

/** The operator's pool of this name, made when it is first needed. */
export async function operatorsPool(db: Kysely<Database>, name: string): Promise<OwnPool> {
  await sql`insert into pool (pool_id, name, created_at) values (${uuidv7()}, ${name}, now())
    on conflict (name) where owned_by is null do nothing`.execute(db);
  const { pool_id: poolId } = await db
    .selectFrom('pool')
    .select('pool_id')
    .where('owned_by', 'is', null)
    .where('name', '=', name)
    .executeTakeFirstOrThrow();
  return { poolId, workspaceId: undefined };
}

export interface ListedPool {
  poolId: string;
  name: string;
  workspaceId: string | null;
  people: number;
  imports: number;
  offeredTo: string[];
}

export async function listPools(db: Kysely<Database>): Promise<ListedPool[]> {
  const { rows } = await sql<ListedPool>`
    select p.pool_id as "poolId", p.name, p.owned_by as "workspaceId",
      (select count(*) from pool_person x where x.pool_id = p.pool_id and x.is_current) as people,
      (select count(*) from pool_import x where x.pool_id = p.pool_id and x.state <> 'removed') as imports,
      coalesce((select array_agg(x.workspace_id::text order by x.since) from pool_access x where x.pool_id = p.pool_id), '{}') as "offeredTo"
    from pool p order by p.owned_by nulls first, p.name`.execute(db);
  return rows;
}

/** @throws ProblemError `not-found` unless both are, and the pool is the operator's. */
export async function offerPool(db: Kysely<Database>, poolId: string, workspaceId: string): Promise<void> {
  const { rows } = await sql`
    insert into pool_access (workspace_id, pool_id, since)
    select o.id, p.pool_id, now() from organization o, pool p where o.id = ${workspaceId} and p.pool_id = ${poolId} and p.owned_by is null
    on conflict (workspace_id, pool_id) do update set since = pool_access.since returning 1`.execute(db);
  if (rows.length === 0) throw new ProblemError('not-found');
}

export async function withdrawPool(db: Kysely<Database>, poolId: string, workspaceId: string): Promise<boolean> {
  const { rows } = await sql`delete from pool_access where workspace_id = ${workspaceId} and pool_id = ${poolId} returning 1`.execute(db);
  return rows.length > 0;
}

/** An import whose owner has said nothing for so long has none any more: each says so with every batch, and gives up a file that stands still sooner. */
export const deadAfterSeconds = 120;
const diedOf = `${importFaults.stopped} ${goesOn.file}`;
export const isAlive: RawBuilder<boolean> = sql`state = 'running' and alive_at > now() - make_interval(secs => ${deadAfterSeconds})`;

/** The newest first. */
export async function importsOf(db: Kysely<Database>, poolId: string): Promise<PoolImport[]> {
  const { rows } = await sql<ImportRow>`
    select import_id, file_name, terms, case when state = 'running' and not (${isAlive}) then 'failed' else state end as state,
      case when state = 'running' and not (${isAlive}) then ${diedOf} else failure end as failure,
      progress, bad_rows, coalesce(u.name, '') as by, started_at, ended_at
    from pool_import left join "user" u on u.id = member_id where pool_id = ${poolId} order by started_at desc, import_id desc limit 200`.execute(
    db,
  );
  return rows.map(importOf);
}

export async function importWith(db: Kysely<Database>, poolId: string, importId: string): Promise<PoolImport> {
  const found = (await importsOf(db, poolId)).find(({ id }) => id === importId);
  if (!found) throw new ProblemError('not-found');
  return found;
}

interface ImportRow {
  import_id: string;
  file_name: string;
  terms: PoolImport['terms'];
  state: PoolImport['state'];
  failure: string | null;
  progress: Pick<PoolImport, 'bytes' | 'counts'>;
  bad_rows: PoolImport['badRows'];
  by: string;
  started_at: Date;
  ended_at: Date | null;
}

const importOf = (row: ImportRow): PoolImport => ({
  id: row.import_id,
  fileName: row.file_name,
  terms: row.terms,
  state: row.state,
  ...(row.failure !== null && { failure: row.failure }),
  ...row.progress,
  badRows: row.bad_rows,
  by: row.by,
  startedAt: row.started_at.toISOString(),
  ...(row.ended_at && { endedAt: row.ended_at.toISOString() }),
});

/**
 * Takes an import out as if it had never been: what older ones say counts again. Doing it again goes on where it was broken off.
 * @throws ProblemError `not-found`, `wrong-state` while it is running.
 */
export async function removeImport(db: Kysely<Database>, poolId: string, importId: string): Promise<void> {
  // From now on its owner, if there is one after all, writes nothing more.
  const { rows } = await sql<{ removing: boolean }>`
    update pool_import set state = 'removed', ended_at = coalesce(ended_at, now())
    where pool_id = ${poolId} and import_id = ${importId} and not (${isAlive}) returning true as removing`.execute(db);
  if (rows.length === 0) {
    await importWith(db, poolId, importId);
    throw new ProblemError('wrong-state');
  }
  while (await transact(db, (trx) => removeSome(trx, poolId, importId)));
  // What the pool has learnt of them is not so any more: within a minute it is learnt anew (discover/learn.ts).
  await sql`update pool set learnt_at = null where pool_id = ${poolId}`.execute(db);
}

/** In which pool an import is. @throws ProblemError `not-found`. */
export async function poolOfImport(db: Kysely<Database>, importId: string): Promise<string> {
  const row = await db.selectFrom('pool_import').select('pool_id').where('import_id', '=', importId).executeTakeFirst();
  if (!row) throw new ProblemError('not-found');
  return row.pool_id;
}
