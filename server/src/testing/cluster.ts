/** One real PostgreSQL for a run of the tests, with a migrated database to copy. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '../db/embedded.ts';
import { migrate } from '../db/migrate.ts';
import { openDatabase } from '../db/open.ts';
import { applicationRole, openToApplication } from '../db/roles.ts';

/** Where the run's database server listens, the owner of its databases, and as whom the application connects. */
export interface Cluster {
  host: string;
  port: number;
  user: string;
  password: string;
  application: { user: string; password: string };
}

declare module 'vitest' {
  interface ProvidedContext {
    cluster: Cluster;
  }
}

/**
 * Nothing on it outlives the run, so it waits for no disk: what is durable is shown by databases that tests start for themselves (db/embedded.test.ts,
 * credits/faults.test.ts). It gathers statistics when a test asks for them, not when it has a moment: plans do not depend on how busy the machine is.
 */
const forgetful = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_wal_size: '4GB', autovacuum: 'off' };

/** Copied for every test file. */
export const templateDatabase = 'wellmet_template';

export default async function cluster(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'wellmet-test-'));
  await chmod(folder, 0o755);
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  const embedded = await startEmbedded({ folder: join(folder, 'database'), settings: forgetful }).catch(async (error: unknown) => {
    await remove();
    throw error;
  });
  const { host, port, user, password } = embedded;
  const stop = async (): Promise<void> => {
    await embedded.stop();
    await remove();
  };
  try {
    project.provide('cluster', await withTemplate({ host, port, user, password }));
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}

/** Makes the database on a server that every test's is a copy of. */
export async function withTemplate(server: Pick<Cluster, 'host' | 'port' | 'user' | 'password'>): Promise<Cluster> {
  const { host, port, user, password } = server;
  const role = applicationRole(password);
  const admin = openDatabase({ host, port, user, password, database: 'postgres' }, { max: 1 });
  await sql`create database ${sql.id(templateDatabase)}`.execute(admin.db);
  await admin.close();
  const template = openDatabase({ host, port, user, password, database: templateDatabase }, { max: 1 });
  await migrate(template.db);
  await openToApplication(template.db, role);
  await template.close();
  return { host, port, user, password, application: { user: role.name, password: role.password } };
}
