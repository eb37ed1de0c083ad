/** A streaming replica of a database server, made as PostgreSQL's own tools make one: a copy of its files within a backup, which then follows. */
import { chown, copyFile, mkdir, readdir, stat, writeFile, appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { startEmbedded, type EmbeddedDatabase } from '../db/embedded.ts';

/** What a server makes for itself at its start, or what is of a running one alone. */
const ofTheRunning = /^(postmaster\.(pid|opts)|pg_internal\.init.*|pgsql_tmp.*|standby\.signal|backup_label)$/;
/** Folders that have to be there, and empty. */
const emptied = new Set(['pg_wal', 'pg_replslot', 'pg_dynshmem', 'pg_notify', 'pg_serial', 'pg_snapshots', 'pg_stat_tmp', 'pg_subtrans']);

/**
 * @param primary.home where the primary's `data` and `password` are.
 * @param home where the replica's come; its parent is there and may be entered by whoever runs PostgreSQL.
 */
export async function startStandby(
  primary: EmbeddedDatabase & { home: string },
  home: string,
  settings: Record<string, string> = {},
): Promise<EmbeddedDatabase> {
  const { host, port, user, password } = primary;
  const data = join(home, 'data');
  await mkdir(home, { mode: 0o755 });
  // A backup lasts as long as the connection that has begun it.
  const client = new Client({ host, port, user, password, database: 'postgres' });
  await client.connect();
  try {
    await client.query(`select pg_backup_start('standby', true)`);
    await copyFiles(join(primary.home, 'data'), data);
    const { rows } = await client.query<{ labelfile: string }>('select labelfile from pg_backup_stop(false)');
    await writeAs(data, 'backup_label', rows[0]?.labelfile ?? '');
  } finally {
    await client.end();
  }
  await writeAs(data, 'standby.signal', '');
  await appendFile(
    join(data, 'postgresql.auto.conf'),
    `primary_conninfo = 'host=${host} port=${port} user=${user} password=${password}'\nwal_retrieve_retry_interval = '200ms'\n`,
  );
  await writeFile(join(home, 'password'), await readFile(join(primary.home, 'password')), { mode: 0o600 });
  return startEmbedded({ folder: home, settings });
}

/** The files may change under the copying, and go: what is replayed of the log makes them whole. */
async function copyFiles(from: string, to: string): Promise<void> {
  await mkdir(to, { mode: 0o700 });
  await giveTo(from, to);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    if (ofTheRunning.test(entry.name)) continue;
    const [source, copy] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory() && emptied.has(entry.name)) {
      await mkdir(copy, { mode: 0o700 });
      await giveTo(from, copy);
    } else if (entry.isDirectory()) await copyFiles(source, copy);
    else
      try {
        await copyFile(source, copy);
        await giveTo(from, copy);
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
      }
  }
}

async function writeAs(folder: string, name: string, text: string): Promise<void> {
  await writeFile(join(folder, name), text, { mode: 0o600 });
  await giveTo(folder, join(folder, name));
}

/** As root the files are given to whoever runs PostgreSQL; anybody else owns them already. */
async function giveTo(like: string, path: string): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = await stat(like);
  await chown(path, uid, gid);
}
