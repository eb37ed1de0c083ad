/** Putting a backup into an empty database: all of it or nothing. */
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { migrate, unknownAmong } from '../db/migrate.ts';
import { onOneConnection, type DatabaseAddress } from '../db/open.ts';
import type { Database } from '../db/schema.ts';
import { resetCursors } from '../sync/reset.ts';
import { BackupError, readArchive, type ArchivedTable, type Manifest, type RowCounts } from './archive.ts';
import { namedForCopy, secretMark, steady, tablesOf } from './backup.ts';

/** What a restore came to. */
export interface Restored {
  manifest: Manifest;
  counts: RowCounts;
  /** Tables of the backup that Wellmet does not know: somebody else's, not restored. */
  leftOut: string[];
  /** Migrations that have run since: the backup was of an older version. */
  migrated: string[];
}

/**
 * Reads a backup whole, before anything is done with it.
 * @throws BackupError when it is not whole, or made by a newer version, or, unless `isSecretLost`, with another secret.
 */
export async function checkBackup(path: string, secret: string, isSecretLost: boolean): Promise<Omit<Restored, 'leftOut' | 'migrated'>> {
  const { manifest, counts } = await readArchive(path);
  const unknown = unknownAmong(manifest.migrations);
  if (unknown.length > 0)
    throw new BackupError(
      `The backup is of a newer version, which has ${unknown.join(', ')}. Restore it with that version. Nothing was changed.`,
    );
  if (manifest.secretMark !== secretMark(secret) && !isSecretLost)
    throw new BackupError(
      'The backup was made with another WELLMET_SECRET. Set that one: with this one, people who were erased would not be refused any more, and keys ' +
        'of language models and providers could not be read. If it is lost, say --secret-lost. Nothing was changed.',
    );
  return { manifest, counts };
}

/**
 * Restores a backup in one transaction: the tables as its version made them, their rows, what has been migrated since; and every device begins
 * again from the start.
 * @param owner whoever is to own the tables; the database must have none.
 * @throws BackupError, or the database's error; nothing has changed then.
 */
export async function restore(owner: DatabaseAddress, secret: string, path: string, isSecretLost: boolean): Promise<Restored> {
  const { manifest } = await checkBackup(path, secret, isSecretLost);
  return onOneConnection(owner, (db, client) =>
    db.transaction().execute(async (trx) => {
      await steady(trx);
      await refuseTables(trx);
      await migrate(trx, manifest.migrations);
      const made = new Map((await tablesOf(trx)).map((table) => [table.name, table]));
      const missing = [...made.values()].filter(({ name, columns }) => !hasAll(manifest, name, columns));
      if (missing.length > 0)
        throw new BackupError(`The backup lacks ${missing.map(({ name }) => name).join(', ')} or columns of it. Nothing was changed.`);
      const references = await takeReferences(trx);
      // What migrations have put in is in the backup as it has become.
      for (const name of made.keys()) await sql`delete from ${sql.table(name)}`.execute(trx);
      // The second reading finds out for itself whether the file is still what was checked.
      const { counts } = await readArchive(path, {
        table: async (table, rows) => {
          if (made.has(table.name)) await fill(client, table, rows);
        },
      });
      for (const reference of references) await reference.execute(trx);
      const migrated = await migrate(trx);
      await resetCursors(trx);
      return { manifest, counts, leftOut: manifest.tables.map(({ name }) => name).filter((name) => !made.has(name)), migrated };
    }),
  );
}

async function refuseTables(trx: Kysely<Database>): Promise<void> {
  const { rows } =
    await sql`select 1 from pg_class where relkind in ('r', 'p') and relnamespace = current_schema()::regnamespace limit 1`.execute(trx);
  if (rows.length > 0)
    throw new BackupError(
      'The database has tables already. Restore into an empty one, and start no server on it before. Nothing was changed.',
    );
}

const hasAll = ({ tables }: Manifest, name: string, columns: readonly string[]): boolean => {
  const archived = tables.find((table) => table.name === name);
  return archived !== undefined && columns.every((column) => archived.columns.includes(column));
};

/** Takes the references between tables away, so that they can be filled in any order. @returns what puts them back, and then asks them of every row. */
async function takeReferences(trx: Kysely<Database>): Promise<RawBuilder<unknown>[]> {
  const { rows } = await sql<{ table: string; name: string; definition: string }>`
    select c.relname as "table", conname as name, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    where k.contype = 'f' and k.connamespace = current_schema()::regnamespace order by 1, 2`.execute(trx);
  for (const { table, name } of rows) await sql`alter table ${sql.table(table)} drop constraint ${sql.id(name)}`.execute(trx);
  return rows.map(
    ({ table, name, definition }) => sql`alter table ${sql.table(table)} add constraint ${sql.id(name)} ${sql.raw(definition)}`,
  );
}

const fill = (client: Client, table: ArchivedTable, rows: AsyncIterable<Buffer>): Promise<void> =>
  pipeline(Readable.from(rows), client.query(copyFrom(`copy ${namedForCopy(table)} from stdin`)));
