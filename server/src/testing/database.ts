import { randomBytes } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import { inject } from 'vitest';
import { openDatabase, type OpenedDatabase } from '../db/open.ts';
import type { Database } from '../db/schema.ts';
import { templateDatabase, type Cluster } from './cluster.ts';

/** A database as the application sees it, which a test may also enter as its owner. */
export interface TestDatabase extends OpenedDatabase {
  name: string;
  /** As the owner of the tables: for what the server may not do, such as planting faults. */
  owner: Kysely<Database>;
  /** What `DATABASE_URL` and `DATABASE_OWNER_URL` would be. */
  urls: { application: string; owner: string };
}

/**
 * A migrated database that nobody else uses. `close` drops it.
 * @param options.on another database server than that of the run, with the template on it.
 */
export async function emptyDatabase({ max = 20, on = inject('cluster') }: { max?: number; on?: Cluster } = {}): Promise<TestDatabase> {
  const { application, host, port, user, password } = on;
  const name = `test_${randomBytes(6).toString('hex')}`;
  const admin = async (statement: ReturnType<typeof sql>): Promise<void> => {
    const opened = openDatabase({ host, port, user, password, database: 'postgres' }, { max: 1 });
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
  const opened = openDatabase({ ...application, host, port, database: name }, { max });
  const owner = openDatabase({ host, port, user, password, database: name }, { max: 4 });
  const url = (who: { user: string; password: string }): string =>
    `postgresql://${who.user}:${encodeURIComponent(who.password)}@${host}:${port}/${name}`;
  return {
    ...opened,
    name,
    owner: owner.db,
    urls: { application: url(application), owner: url({ user, password }) },
    close: async () => {
      await Promise.all([opened.close(), owner.close()]);
      await admin(sql`drop database ${sql.id(name)} with (force)`);
    },
  };
}
