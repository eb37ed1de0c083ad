/** A backup: every table as one moment saw it, while the servers go on. */
import { createHmac } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import { escapeIdentifier, type Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { migrationsOf } from '../db/migrate.ts';
import { onOneConnection, type DatabaseAddress } from '../db/open.ts';
import type { Database } from '../db/schema.ts';
import { BackupError, writeArchive, type ArchivedTable, type Manifest, type RowCounts } from './archive.ts';

/** What was backed up. */
export interface BackedUp {
  manifest: Manifest;
  counts: RowCounts;
}

/**
 * Writes all that a database has into a file. One transaction that reads and locks nothing but the form of the tables: nobody waits for it.
 * @param owner the owner of the tables: row security may hide rows from others, and then nothing is written.
 * @throws BackupError, or the error of the database or of the disk; there is no file then.
 */
export function backUp(owner: DatabaseAddress, secret: string, path: string): Promise<BackedUp> {
  return onOneConnection(owner, (db, client) =>
    db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute(async (trx) => {
        await steady(trx);
        const tables = await tablesOf(trx);
        if (tables.length === 0) throw new BackupError('There are no tables in the database: nothing to back up.');
        // Their form stays as it is until the end, whoever migrates meanwhile.
        for (const { name } of tables) await sql`select from ${sql.table(name)} limit 0`.execute(trx);
        const { rows } = await sql<{ now: Date }>`select now()`.execute(trx);
        const manifest: Manifest = {
          madeAt: (rows[0]?.now ?? new Date()).toISOString(),
          migrations: await migrationsOf(trx),
          secretMark: secretMark(secret),
          tables,
        };
        return { manifest, counts: await writeArchive(path, manifest, (table) => rowsOf(client, table)) };
      }),
  );
}

/** The same for the same secret; 256 bits of a keyed hash say nothing about a secret that is no word. */
export const secretMark = (secret: string): string => createHmac('sha256', secret).update('the mark of a backup').digest('hex');

/** Values are written and read in one way, whatever the database is set to; none is left out unsaid; however long it takes. */
export async function steady(trx: Kysely<Database>): Promise<void> {
  await sql`select set_config('datestyle', 'ISO', true), set_config('intervalstyle', 'postgres', true), set_config('timezone', 'UTC', true),
    set_config('extra_float_digits', '3', true), set_config('row_security', 'off', true), set_config('statement_timeout', '0', true),
    set_config('idle_in_transaction_session_timeout', '0', true)`.execute(trx);
}

/** Tables with their columns, but those in which the migrator keeps its own. */
export async function tablesOf(db: Kysely<Database>): Promise<ArchivedTable[]> {
  const { rows } = await sql<ArchivedTable>`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relkind in ('r', 'p') and c.relnamespace = current_schema()::regnamespace and c.relname not like 'kysely\\_%'
    group by c.relname order by c.relname`.execute(db);
  return rows;
}

/** A table and its columns, as COPY wants them. */
export const namedForCopy = ({ name, columns }: ArchivedTable): string =>
  `${escapeIdentifier(name)} (${columns.map((column) => escapeIdentifier(column)).join(', ')})`;

const rowsOf = (client: Client, table: ArchivedTable): AsyncIterable<Buffer> =>
  client.query(copyTo(`copy ${namedForCopy(table)} to stdout`)) as AsyncIterable<Buffer>;
