import { sql } from 'kysely';
import { expect, inject, test } from 'vitest';
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
