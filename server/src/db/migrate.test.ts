import { sql } from 'kysely';
import { expect, inject, test } from 'vitest';
import { emptyDatabase } from '../testing/database.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { openDatabase } from './open.ts';

test('servers that start together on an empty database make its tables once', async () => {
  const cluster = inject('cluster');
  const admin = openDatabase({ ...cluster, database: 'postgres' }, { max: 1 });
  await sql`create database migrated_together`.execute(admin.db);
  const servers = Array.from({ length: 4 }, () => openDatabase({ ...cluster, database: 'migrated_together' }, { max: 2 }));
  try {
    const done = await Promise.all(servers.map(({ db }) => migrate(db)));
    expect(done.flat().toSorted()).toEqual(Object.keys(migrations));
  } finally {
    await Promise.all(servers.map((server) => server.close()));
    await sql`drop database migrated_together`.execute(admin.db);
    await admin.close();
  }
});

test('every table of a workspace begins its primary key with the workspace', async () => {
  const database = await emptyDatabase();
  try {
    const { rows } = await sql<{ table: string; first: string }>`
      select t.relname as "table", a.attname as first from pg_class t
      join pg_index i on i.indrelid = t.oid and i.indisprimary
      join pg_attribute a on a.attrelid = t.oid and a.attnum = i.indkey[0]
      where exists (select 1 from pg_attribute w where w.attrelid = t.oid and w.attname = 'workspace_id')`.execute(database.db);
    expect(rows.length).toBeGreaterThan(6);
    expect(rows.filter(({ first }) => first !== 'workspace_id')).toEqual([]);
  } finally {
    await database.close();
  }
});
