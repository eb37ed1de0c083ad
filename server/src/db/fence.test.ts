/** Row-level security as the second fence: what a statement sees and writes that has forgotten its workspace, or names another one. */
import { sql, type Kysely } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { analyseContacts } from '../credits/analyse.ts';
import { currentBalance } from '../credits/head.ts';
import { testApp, workspaceOf, type TestApp } from '../testing/app.ts';
import { emptyDatabase, type TestDatabase } from '../testing/database.ts';
import { analysisOf, sightingOf } from '../testing/sightings.ts';
import { inWorkspace } from './fence.ts';
import { databaseCode } from './open.ts';
import type { Database } from './schema.ts';

const insufficientPrivilege = '42501';

const saidOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => databaseCode(error) ?? String(error),
  );

const seen = async (db: Kysely<Database>, name: string): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`select workspace_id as id from ${sql.table(name)} order by 1`.execute(db);
  return rows.map(({ id }) => id);
};

describe('every table with a workspace', () => {
  const [ours, theirs] = [uuidv7(), uuidv7()];
  let database: TestDatabase;
  let tables: { name: string; columns: { name: string; value: string }[] }[];
  beforeAll(async () => {
    database = await emptyDatabase();
    tables = await tablesOf(database.owner);
    await freeOfRules(database.owner);
    for (const table of tables) for (const workspace of [ours, theirs]) await rowOf(database.owner, table, workspace);
  });
  afterAll(() => database.close());

  test('is found', () => {
    expect(tables.length).toBeGreaterThan(25);
    expect(tables.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['contact', 'contact_snapshot', 'credit_head', 'debit', 'campaign_lease', 'template']),
    );
  });

  test('shows the rows of the workspace that was told, of all to whom looks after all, and none to whom was told nothing', async () => {
    for (const { name } of tables) {
      expect([name, await inWorkspace(ours, () => seen(database.db, name))]).toEqual([name, [ours]]);
      expect([name, await seen(database.db, name)]).toEqual([name, [ours, theirs]]);
      const { rows } = await told(database, undefined, `select 1 from "${name}"`);
      expect([name, rows]).toEqual([name, []]);
      expect([name, (await told(database, '', `select 1 from "${name}"`)).rows]).toEqual([name, []]);
    }
  });

  test('lets nobody write into another workspace, nor move a row there', async () => {
    for (const table of tables) {
      const { name } = table;
      await inWorkspace(ours, async () => {
        expect([name, await saidOf(rowOf(database.db, table, theirs))]).toEqual([name, insufficientPrivilege]);
        expect([name, await saidOf(sql`update ${sql.table(name)} set workspace_id = ${theirs}`.execute(database.db))]).toEqual([
          name,
          insufficientPrivilege,
        ]);
        for (const act of [sql`update ${sql.table(name)} set workspace_id = workspace_id`, sql`delete from ${sql.table(name)}`])
          await saidOf(sql`${act} where workspace_id = ${theirs}`.execute(database.db));
      });
    }
    for (const { name } of tables) expect([name, await seen(database.owner, name)]).toEqual([name, [ours, theirs]]);
  });
});

describe('a request', () => {
  let app: TestApp;
  let neighbour: string;
  beforeAll(async () => {
    app = await testApp({ max: 1 });
    neighbour = workspaceOf(await app.signUp());
  });
  afterAll(() => app.close());

  test('that asks for the wrong workspace finds nothing there and changes nothing', async () => {
    const { workspaceId } = app;
    const memberId = app.session.member.id;
    const analyse = (id: string) =>
      analyseContacts(app.accounts, { workspaceId: id, memberId, role: 'owner' }, analysisOf([sightingOf({ slug: 'ysolde-quill' })]));
    expect(await inWorkspace(workspaceId, () => saidOf(analyse(neighbour)))).toBe('not-found');
    expect(await inWorkspace(workspaceId, () => saidOf(currentBalance(app.database.db, neighbour, app.accounts.clock)))).toBe('not-found');
    expect(await currentBalance(app.database.db, neighbour, app.accounts.clock)).toMatchObject({ used: 0 });
    expect(await inWorkspace(workspaceId, () => saidOf(analyse(workspaceId)))).toBe('done');
  });

  test('has its statements on connections that were told its workspace; what is of all workspaces has not', async () => {
    const { token } = await app.signUp();
    for (const path of ['contacts', 'ledger.csv', 'balance', 'changes', 'members']) {
      expect((await app.ask('GET', `/v1/workspaces/${app.workspaceId}/${path}`)).status).toBe(200);
      expect([path, await placeIn(app)]).toEqual([path, app.workspaceId]);
      expect((await app.ask('GET', `/v1/workspaces/${app.workspaceId}/${path}`, { token })).status).toBe(404);
      expect([path, await placeIn(app)]).toEqual([path, '*']);
    }
  });
});

/** Where the one connection stands. */
async function placeIn({ database: { pool } }: TestApp): Promise<string | undefined> {
  const { rows } = await pool.query<{ place: string }>(`select current_setting('wellmet.workspace', true) as place`);
  return rows[0]?.place;
}

/** As the application, on a connection that was told what is given. */
async function told({ pool }: TestDatabase, place: string | undefined, statement: string): Promise<{ rows: unknown[] }> {
  const client = await pool.connect();
  try {
    await client.query('reset all');
    if (place !== undefined) await client.query(`select set_config('wellmet.workspace', $1, false)`, [place]);
    return await client.query(statement);
  } finally {
    // What was told to it is not what the fence knows of it.
    client.release(true);
  }
}

const values: Record<string, string> = {
  uuid: 'gen_random_uuid()',
  text: "'x'",
  integer: '1',
  bigint: '1',
  smallint: '1',
  boolean: 'false',
  jsonb: "'{}'",
  bytea: "''",
  date: 'current_date',
  'timestamp with time zone': 'now()',
  ARRAY: "'{}'",
};

/** By name, with a value for each column that has to have one. */
async function tablesOf(owner: Kysely<Database>): Promise<{ name: string; columns: { name: string; value: string }[] }[]> {
  const { rows } = await sql<{ table: string; name: string; type: string }>`
    select c.table_name as table, c.column_name as name, c.data_type as type from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where table_schema = current_schema() and t.table_type = 'BASE TABLE' and c.is_nullable = 'NO' and c.column_default is null
      and c.column_name <> 'workspace_id'
      and exists (select 1 from information_schema.columns w
        where w.table_schema = c.table_schema and w.table_name = c.table_name and w.column_name = 'workspace_id')
    order by c.table_name, c.ordinal_position`.execute(owner);
  return [...Map.groupBy(rows, ({ table }) => table)].map(([name, columns]) => ({
    name,
    columns: columns.map((column) => {
      const value = values[column.type];
      if (value === undefined) throw new Error(`no value for ${name}.${column.name}: ${column.type}`);
      return { name: column.name, value };
    }),
  }));
}

/** Any row may be written: what is asked here is whose it is. */
async function freeOfRules(owner: Kysely<Database>): Promise<void> {
  const { rows } = await sql<{ table: string; name: string }>`
    select c.relname as table, k.conname as name from pg_constraint k join pg_class c on c.oid = k.conrelid
    where k.contype in ('f', 'c') and c.relnamespace = current_schema()::regnamespace and k.conparentid = 0
    order by k.contype desc`.execute(owner);
  for (const { table, name } of rows)
    await sql`alter table ${sql.table(table)} drop constraint if exists ${sql.id(name)} cascade`.execute(owner);
}

const rowOf = (
  db: Kysely<Database>,
  { name, columns }: { name: string; columns: { name: string; value: string }[] },
  workspaceId: string,
) =>
  sql`insert into ${sql.table(name)} (${sql.join(['workspace_id', ...columns.map((column) => column.name)].map((column) => sql.id(column)))})
    values (${sql.join([sql`${workspaceId}::uuid`, ...columns.map(({ value }) => sql.raw(value))])})`.execute(db);
