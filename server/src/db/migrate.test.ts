import { sql, type Kysely } from 'kysely';
import { expect, inject, test } from 'vitest';
import { migrate, unhurried } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { openDatabase } from './open.ts';
import type { Database } from './schema.ts';

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

test('a migration may take longer than a request', async () => {
  const { host, port, user, password } = inject('cluster');
  const opened = openDatabase({ host, port, user, password, database: 'postgres' }, { max: 1 });
  const seen: (string | undefined)[] = [];
  const look = async (on: Kysely<Database>): Promise<void> => {
    const { rows } = await sql<{ timeout: string }>`select current_setting('statement_timeout') as timeout`.execute(on);
    seen.push(rows[0]?.timeout);
  };
  const { slow } = unhurried({ slow: { up: look } });
  try {
    await look(opened.db);
    await opened.db.transaction().execute(async (trx) => slow?.up(trx));
    await look(opened.db);
    expect(seen).toEqual(['30s', '0', '30s']);
  } finally {
    await opened.close();
  }
});
