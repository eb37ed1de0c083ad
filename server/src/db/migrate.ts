import { sql, type Kysely } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import { migrations } from './migrations/index.ts';
import type { Database } from './schema.ts';

/**
 * Brings the tables up to date, all or nothing, under the migrator's lock: two servers that start together do it once.
 * @param upTo these migrations only: the tables are as an older version left them.
 * @returns the names of the migrations that ran.
 * @throws whatever the failing migration threw; nothing has changed then.
 */
export async function migrate(db: Kysely<Database>, upTo?: readonly string[]): Promise<string[]> {
  const wanted = upTo === undefined ? migrations : Object.fromEntries(Object.entries(migrations).filter(([name]) => upTo.includes(name)));
  // A newer version may have migrated already: what it has done is done, and this one goes on with it (docs/operator.md, "Upgrades and ways back").
  const all = { ...done(unknownAmong(await migrationsOf(db))), ...unhurried(wanted) };
  const migrator = new Migrator({
    db,
    allowUnorderedMigrations: true,
    provider: { getMigrations: () => Promise.resolve(all) },
  });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error) throw error;
  return results.filter(({ status }) => status === 'Success').map(({ migrationName }) => migrationName);
}

/** An index of a large table takes longer than a request may. */
export const unhurried = (all: Readonly<Record<string, Migration>>): Record<string, Migration> =>
  Object.fromEntries(
    Object.entries(all).map(([name, migration]) => [
      name,
      {
        up: async (db) => {
          await sql`select set_config('statement_timeout', '0', true)`.execute(db);
          await migration.up(db);
        },
      },
    ]),
  );

/** The migrations that have run, by name; none where there is no table yet. */
export async function migrationsOf(db: Kysely<Database>): Promise<string[]> {
  const { rows } = await sql<{ isThere: boolean }>`select to_regclass('kysely_migration') is not null as "isThere"`.execute(db);
  if (rows[0]?.isThere !== true) return [];
  return (await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db)).rows.map(({ name }) => name);
}

const done = (names: readonly string[]): Record<string, Migration> =>
  Object.fromEntries(names.map((name) => [name, { up: async () => {} }]));

/** Migrations that this version does not have: the database is of a newer one. */
export const unknownAmong = (names: readonly string[]): string[] => names.filter((name) => !(name in migrations));

/** Migrations of this version that have not run. */
export const pendingAfter = (names: readonly string[]): string[] => Object.keys(migrations).filter((name) => !names.includes(name));
