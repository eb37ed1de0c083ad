/**
 * The second fence between workspaces. Every statement names its workspace in its own words; and what a request asks goes to the database over a
 * connection that is told the workspace, where row-level security keeps the rows of all others out. A statement that forgets its `where`, or has
 * another workspace's id in it, finds nothing. product.md 1 ("Nothing crosses a workspace").
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { sql, type Kysely, type PostgresPool } from 'kysely';
import type { Pool, PoolClient } from 'pg';
import type { Database } from './schema.ts';

/** What a connection is told where the work is of no single workspace: looking after all of them, and commands. */
const everything = '*';

/** The setting that the policies ask. A connection that was told nothing sees nothing. */
const setting = 'wellmet.workspace';

const standing = new AsyncLocalStorage<string>();

/** Whatever `work` asks the database, also later, sees and writes this workspace alone. */
export const inWorkspace = <T>(workspaceId: string, work: () => T): T => standing.run(workspaceId, work);

/** For what a request sets going and is of all workspaces. */
export const ofAllWorkspaces = <T>(work: () => T): T => standing.run(everything, work);

/** As `inWorkspace`, of what is made part by part and taken somewhere else. */
export function partsInWorkspace<T>(workspaceId: string, parts: AsyncIterable<T>): AsyncIterable<T> {
  const rest = parts[Symbol.asyncIterator]();
  return {
    [Symbol.asyncIterator]: () => ({
      next: () => inWorkspace(workspaceId, () => rest.next()),
      return: () => inWorkspace(workspaceId, async () => (await rest.return?.()) ?? { done: true as const, value: undefined }),
    }),
  };
}

/**
 * Connections that know where they stand. They are told when that is another place than the last time, outside of any transaction, so a pooler between
 * here and the database has to give each of ours one of its own (docs/operator.md).
 */
export function fenced(pool: Pool): PostgresPool {
  const told = new WeakMap<PoolClient, string>();
  return {
    connect: async () => {
      const client = await pool.connect();
      const place = standing.getStore() ?? everything;
      if (told.get(client) === place) return client;
      try {
        told.delete(client);
        await client.query(`/* fence */ select set_config('${setting}', $1, false)`, [place]);
        told.set(client, place);
        return client;
      } catch (error) {
        client.release(true);
        throw error;
      }
    },
    end: () => pool.end(),
    options: pool.options,
  };
}

/**
 * Fences every table that has a `workspace_id`, also those that came with the last migration. Doing it again changes nothing and locks nothing.
 * @param owner a connection as the owner of the tables, whom the policies do not bind.
 */
export async function fenceTables(owner: Kysely<Database>): Promise<void> {
  const place = sql`(select current_setting(${sql.lit(setting)}, true))`;
  for (const name of await tablesWithout(owner)) {
    await sql`alter table ${sql.table(name)} enable row level security`.execute(owner);
    // Asked once a statement, not once a row. Nothing, and what is left of a setting that was taken back, is no workspace; nor is
    // the sign for all of them, which a planner that guesses may try to read as one. As a `case` it is no reason
    // for the planner to take a table for nearly empty, which it would then not read in the order that is wanted.
    await sql`create policy workspace on ${sql.table(name)}
      using (case when ${place} = '*' then true else workspace_id = (select nullif(nullif(${place}, '*'), '')::uuid) end)`.execute(owner);
  }
}

async function tablesWithout(owner: Kysely<Database>): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id'
    where c.relkind in ('r', 'p') and c.relnamespace = current_schema()::regnamespace and not a.attisdropped
      and not exists (select 1 from pg_policy p where p.polrelid = c.oid) order by c.relname`.execute(owner);
  return rows.map(({ name }) => name);
}
