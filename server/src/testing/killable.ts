/** A server as it runs, with the database that it brings, in a folder of its own; both may be killed. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { joinEmbedded } from '../db/embedded.ts';
import { applicationRole } from '../db/roles.ts';
import { childEnvironment } from './childEnvironment.ts';

export interface KillableServer {
  folder: string;
  url: string;
  /** Of the server's process, while it runs. */
  readonly pid: number | undefined;
  /** Starts it (again) and waits until it is ready. */
  start(): Promise<void>;
  /** SIGKILL, as a power cut would: its database goes on alone. */
  kill(): Promise<void>;
  /** SIGKILL for the database of this folder; the server brings it back. */
  killDatabase(): Promise<void>;
  /** Runs a command of the command line beside it. */
  command(...words: string[]): Promise<{ status: number | null; out: string }>;
  /** Ends everything, whatever state it is in. */
  remove(): Promise<void>;
}

const cli = join(import.meta.dirname, '../cli.ts');

/**
 * @param beside a server that runs: this one works on its database, as one of several would, and brings none.
 * @param settings beyond those that it needs to run here.
 */
export async function openKillable(beside?: KillableServer, settings: Record<string, string> = {}): Promise<KillableServer> {
  const folder = await mkdtemp(join(tmpdir(), 'wellmet-faults-'));
  await chmod(folder, 0o755);
  const environment = { ...childEnvironment, PORT: '0', WELLMET_DATA: folder, ...settings };
  let child: ChildProcess | undefined;

  const databasePid = async (): Promise<number | undefined> => {
    const text = await readFile(join(folder, 'database/data/postmaster.pid'), 'utf8').catch(() => '');
    return Number(text.split('\n')[0]) || undefined;
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const ending = child;
    child = undefined;
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
    const exit = once(ending, 'exit');
    ending.kill(signal);
    await exit;
  };
  const server: KillableServer = {
    folder,
    url: '',
    get pid() {
      return child?.pid;
    },
    start: async () => {
      const starting = spawn(process.execPath, [cli, 'serve'], {
        env: { ...environment, ...(beside && (await databaseOf(beside))), LOG_LEVEL: 'info' },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      child = starting;
      let said = '';
      server.url = await new Promise<string>((done, fail) => {
        starting.stdout.on('data', (text: Buffer) => {
          // Only what it says at its start is of interest.
          if (said.length < 20_000) said += text.toString();
          const found = /"url":"(http:[^"]+)"/.exec(said)?.[1];
          if (found !== undefined) done(found);
        });
        starting.stderr.on('data', (text: Buffer) => (said = (said + text.toString()).slice(-20_000)));
        starting.once('exit', () => fail(new Error(`the server ended:\n${said}`)));
      });
    },
    kill: () => end('SIGKILL'),
    killDatabase: async () => {
      const pid = await databasePid();
      if (pid !== undefined) kill(pid);
    },
    command: async (...words) => {
      const running = spawn(process.execPath, [cli, ...words], {
        env: { ...environment, LOG_LEVEL: 'fatal' },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let out = '';
      for (const stream of [running.stdout, running.stderr]) stream.on('data', (text: Buffer) => (out += text.toString()));
      const [status] = (await once(running, 'close')) as [number | null];
      return { status, out };
    },
    remove: async () => {
      await Promise.race([end('SIGTERM'), sleep(20_000, undefined, { ref: false })]);
      await end('SIGKILL');
      const left = await databasePid();
      if (left !== undefined) kill(left);
      await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
    },
  };
  return server;
}

/** Where the database of a running server is, as another one is told. */
async function databaseOf({ folder }: KillableServer): Promise<Record<string, string>> {
  const address = await joinEmbedded(join(folder, 'database'));
  if (!address) throw new Error('no database');
  const { host, port, user, password, database } = address;
  const { name, password: derived } = applicationRole(password);
  const urlOf = (who: string, word: string): string => `postgresql://${who}:${encodeURIComponent(word)}@${host}:${port}/${database}`;
  const secret = await readFile(join(folder, 'secret'), 'utf8');
  return { DATABASE_URL: urlOf(name, derived), DATABASE_OWNER_URL: urlOf(user, password), WELLMET_SECRET: secret.trim() };
}

/** It may be gone by now. */
function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Nobody there: as wished.
  }
}
