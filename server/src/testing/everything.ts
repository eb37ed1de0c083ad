/** What is kept, to be compared with what is kept later. */
import { sql } from 'kysely';
import type { TestDatabase } from './database.ts';

/**
 * Of every table its rows and their sum, but for what counts tries.
 * @param workspaceId only rows of this workspace, in the tables that have such.
 */
export async function everything({ owner }: TestDatabase, workspaceId?: string): Promise<unknown[]> {
  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables as t
    where table_schema = 'public' and table_type = 'BASE TABLE'
      and (${workspaceId === undefined} or exists (select 1 from information_schema.columns as c
        where c.table_schema = 'public' and c.table_name = t.table_name and c.column_name = 'workspace_id'))
    order by 1`.execute(owner);
  return Promise.all(
    tables
      .filter(({ name }) => !/limit|^test_clock$/.test(name))
      .map(async ({ name }) => {
        const { rows } = await sql<{ rows: number; sum: string | null }>`
          select count(*)::integer as rows, md5(string_agg(t::text, '|' order by t::text)) as sum from ${sql.table(name)} as t
          ${workspaceId === undefined ? sql`` : sql`where workspace_id = ${workspaceId}`}`.execute(owner);
        return { name, ...rows[0] };
      }),
  );
}
