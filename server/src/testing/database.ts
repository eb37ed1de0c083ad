import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { inject } from 'vitest';
import { openDatabase, type OpenedDatabase } from '../db/open.ts';
import { templateDatabase } from './cluster.ts';

/** A migrated database that nobody else uses. `close` drops it. */
export async function emptyDatabase({ max = 20 } = {}): Promise<OpenedDatabase & { name: string }> {
  const cluster = inject('cluster');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const admin = async (statement: ReturnType<typeof sql>): Promise<void> => {
    const opened = openDatabase({ ...cluster, database: 'postgres' }, { max: 1 });
    try {
      // Copies of one template wait for each other; the copy fails while another one is made.
      for (let attempt = 1; ; attempt++)
        try {
          await statement.execute(opened.db);
          return;
        } catch (error) {
          if (attempt === 50) throw error;
          await new Promise((done) => setTimeout(done, 100));
        }
    } finally {
      await opened.close();
    }
  };
  await admin(sql`create database ${sql.id(name)} template ${sql.id(templateDatabase)}`);
  const opened = openDatabase({ ...cluster, database: name }, { max });
  return {
    ...opened,
    name,
    close: async () => {
      await opened.close();
      await admin(sql`drop database ${sql.id(name)} with (force)`);
    },
  };
}
