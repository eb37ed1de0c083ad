import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { networkInterfaces, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { EmbeddedDatabaseError, startEmbedded, type EmbeddedDatabase } from './embedded.ts';

let root: string;
let folder: string;
let said: string[];
const running: EmbeddedDatabase[] = [];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'wellmet-embedded-'));
  await chmod(root, 0o755);
  folder = join(root, 'database');
  said = [];
});
afterEach(async () => {
  for (const database of running.splice(0)) await database.stop();
  await rm(root, { recursive: true, force: true });
});

async function start(): Promise<EmbeddedDatabase> {
  const database = await startEmbedded({ folder, say: (line) => said.push(line) });
  running.push(database);
  return database;
}
async function stop(database: EmbeddedDatabase): Promise<void> {
  running.splice(running.indexOf(database), 1);
  await database.stop();
}

async function ask<T>({ host, port, user, password, database }: EmbeddedDatabase, query: string): Promise<T[]> {
  const client = new Client({ host, port, user, password, database });
  await client.connect();
  try {
    return (await client.query(query)).rows as T[];
  } finally {
    await client.end();
  }
}

const postmasterPid = async (): Promise<number> => Number((await readFile(join(folder, 'data/postmaster.pid'), 'utf8')).split('\n')[0]);

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    if (await holds().catch(() => false)) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error('did not come true');
}

/** A process that starts the database of the folder and then only waits. */
async function startElsewhere(): Promise<{ kill(signal: NodeJS.Signals): Promise<void> }> {
  const script = `
    const { startEmbedded } = await import(${JSON.stringify(join(import.meta.dirname, 'embedded.ts'))});
    await startEmbedded({ folder: ${JSON.stringify(folder)} });
    process.stdout.write('up');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [first] = (await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])) as [unknown];
  expect(String(first)).toBe('up');
  return {
    kill: async (signal) => {
      child.kill(signal);
      await once(child, 'exit');
    },
  };
}

test('is durable, asks for a password, and cannot be reached but from this machine', async () => {
  const database = await start();
  expect(database.isNew).toBe(true);
  const settings = await ask<{ name: string; setting: string }>(
    database,
    "select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'listen_addresses', 'unix_socket_directories', 'data_checksums', 'server_encoding')",
  );
  expect(Object.fromEntries(settings.map(({ name, setting }) => [name, setting]))).toEqual({
    fsync: 'on',
    full_page_writes: 'on',
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    data_checksums: 'on',
    server_encoding: 'UTF8',
  });
  const [memory] = await ask<{ mebibytes: number }>(
    database,
    "select setting::integer / 128 as mebibytes from pg_settings where name = 'shared_buffers'",
  );
  expect(memory?.mebibytes).toBeGreaterThanOrEqual(128);
  expect(memory?.mebibytes).toBeLessThanOrEqual(Math.max(128, Math.min(1024, totalmem() / 4 / 1024 ** 2)));
  expect(await ask(database, "select datcollate from pg_database where datname = 'wellmet'")).toEqual([{ datcollate: 'C.UTF-8' }]);
  await expect(ask({ ...database, password: 'guess' }, 'select 1')).rejects.toThrow('password authentication failed');
  const outside = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .find(({ family, internal }) => family === 'IPv4' && !internal);
  // A machine without a network has no outside; its own name for itself then stands in.
  const address = (outside?.address ?? '127.0.0.2') as '127.0.0.1';
  await expect(ask({ ...database, host: address }, 'select 1')).rejects.toThrow('ECONNREFUSED');
  expect((await stat(join(folder, 'password'))).mode & 0o777).toBe(0o600);
  expect((await stat(join(folder, 'data'))).mode & 0o777).toBe(0o700);
});

test('stops, and has everything when it starts again', async () => {
  const first = await start();
  await ask(first, 'create table kept as select 1 as n');
  await stop(first);
  expect(existsSync(join(folder, 'data/postmaster.pid'))).toBe(false);
  await expect(ask(first, 'select 1')).rejects.toThrow('ECONNREFUSED');
  const second = await start();
  expect(second.isNew).toBe(false);
  expect(await ask(second, 'select n from kept')).toEqual([{ n: 1 }]);
});

test('a second server on the folder is refused with the reason, and harms nothing', async () => {
  const first = await start();
  await expect(start()).rejects.toThrow(EmbeddedDatabaseError);
  await expect(start()).rejects.toThrow(`Another Wellmet server is using the database in ${folder}`);
  expect(await ask(first, 'select 1 as n')).toEqual([{ n: 1 }]);
});

test('a killed server leaves its database running; the next one takes over', async () => {
  const elsewhere = await startElsewhere();
  const orphan = await postmasterPid();
  await expect(start()).rejects.toThrow('Another Wellmet server');
  await elsewhere.kill('SIGKILL');
  expect(process.kill(orphan, 0)).toBe(true);
  const database = await start();
  expect(said).toEqual(['The last server ended without stopping its database: stopping it now.']);
  expect(await postmasterPid()).not.toBe(orphan);
  expect(await ask(database, 'select 1 as n')).toEqual([{ n: 1 }]);
});

test('server and database killed together: what was committed is there', async () => {
  const elsewhere = await startElsewhere();
  const [pid, password] = [await postmasterPid(), await readFile(join(folder, 'password'), 'utf8')];
  const port = Number((await readFile(join(folder, 'data/postmaster.pid'), 'utf8')).split('\n')[3]);
  await ask(
    { host: '127.0.0.1', port, user: 'wellmet', password, database: 'wellmet' } as EmbeddedDatabase,
    'create table kept as select 1 as n',
  );
  process.kill(pid, 'SIGKILL');
  await elsewhere.kill('SIGKILL');
  expect(existsSync(join(folder, 'data/postmaster.pid'))).toBe(true);
  expect(await ask(await start(), 'select n from kept')).toEqual([{ n: 1 }]);
});

test('a database that is killed under a running server is started again, at the same address', async () => {
  const database = await start();
  const killed = await postmasterPid();
  process.kill(killed, 'SIGKILL');
  await until(async () => (await postmasterPid()) !== killed && (await ask<{ n: number }>(database, 'select 1 as n'))[0]?.n === 1);
  expect(said[0]).toBe('The database ended unexpectedly: starting it again.');
});

test('half of a first start is no cluster', async () => {
  await stop(await start());
  await rm(join(folder, 'data'), { recursive: true });
  await mkdir(join(folder, 'new-0123456789ab/data'), { recursive: true });
  await writeFile(join(folder, 'new-0123456789ab/data/PG_VERSION'), '18\n');
  const database = await start();
  expect(database.isNew).toBe(true);
  expect(existsSync(join(folder, 'new-0123456789ab'))).toBe(false);
});

test.runIf(process.getuid?.() === 0)(
  'as root, below a folder that the database’s user cannot enter, it is kept elsewhere, and found again',
  async () => {
    await chmod(root, 0o700);
    const first = await start();
    expect(said).toHaveLength(1);
    const [, home = ''] = / kept in (\S+)\.$/.exec(said[0] ?? '') ?? [];
    try {
      expect(said[0]).toContain(`cannot enter ${folder}`);
      expect((await stat(join(home, 'data'))).uid).not.toBe(0);
      await ask(first, 'create table kept as select 1 as n');
      await stop(first);
      expect(await ask(await start(), 'select n from kept')).toEqual([{ n: 1 }]);
    } finally {
      for (const database of running.splice(0)) await database.stop();
      if (home.startsWith('/var/lib/wellmet/')) await rm(home, { recursive: true, force: true });
    }
  },
);
