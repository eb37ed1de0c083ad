/** The server as it runs: over a socket, on a database of its own, through the database's absence and its own end. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises';
import { request as send, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { childEnvironment } from './testing/childEnvironment.ts';
import { emptyDatabase } from './testing/database.ts';
import { analysisOf, sightingOf } from './testing/sightings.ts';

let folder: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wellmet-serve-'));
  await chmod(folder, 0o755);
});
afterEach(async () => {
  for (const child of children.splice(0)) if (child.exitCode === null && child.signalCode === null) await end(child, 'SIGTERM');
  await rm(folder, { recursive: true, force: true });
});

function run(words: string[], environment: Record<string, string> = {}): ChildProcess {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'cli.ts'), ...words], {
    env: { ...childEnvironment, PORT: '0', WELLMET_DATA: folder, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  return child;
}

const pid = async (): Promise<number> => Number((await readFile(join(folder, 'database/data/postmaster.pid'), 'utf8')).split('\n')[0]);

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  const exit = once(child, 'exit');
  child.kill(signal);
  return ((await exit) as [number | null])[0];
}

async function outcome(child: ChildProcess): Promise<{ status: number | null; out: string; err: string }> {
  let out = '';
  let err = '';
  child.stdout?.on('data', (text) => (out += String(text)));
  child.stderr?.on('data', (text) => (err += String(text)));
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, out, err };
}

interface Running {
  url: string;
  child: ChildProcess;
  said: () => string;
}

async function serve(options: string[] = [], environment: Record<string, string> = {}): Promise<Running> {
  const child = run(['serve', ...options], environment);
  let said = '';
  const url = await new Promise<string>((done, fail) => {
    child.stdout?.on('data', (text) => {
      said += String(text);
      const found = /"url":"(http:[^"]+)"/.exec(said)?.[1];
      if (found !== undefined) done(found);
    });
    child.stderr?.on('data', (text) => (said += String(text)));
    child.once('exit', () => fail(new Error(said)));
  });
  return { url, child, said: () => said };
}

// Tests look into answers of every shape.
// oxlint-disable-next-line no-explicit-any
async function ask(url: string, path: string, body?: unknown, token = ''): Promise<{ status: number; headers: Headers; body: any }> {
  const response = await fetch(url + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), authorization: `Bearer ${token}` },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

const someone = { name: 'Ines Invented', email: 'ines@people.example', password: 'correct horse', timeZone: 'Europe/Paris' };

test('killed in the middle of work and started again: every answered analysis is there, and none twice', async () => {
  const first = await serve();
  const { body: session } = await ask(first.url, '/v1/sign-up', someone);
  const path = `/v1/workspaces/${session.workspaces[0].id}`;
  const requests = Array.from({ length: 20 }, (_, n) => analysisOf([sightingOf({ slug: `person-${n}` })]));
  const answered: string[] = [];
  const asked = requests.map(async (request) => {
    const { status } = await ask(first.url, `${path}/analyses`, request, session.token);
    if (status === 200) answered.push(request.requestId);
    if (answered.length === 5) first.child.kill('SIGKILL');
  });
  await Promise.allSettled(asked);
  expect(answered.length).toBeGreaterThanOrEqual(5);

  const second = await serve();
  expect(second.said()).toContain('ended without stopping its database');
  for (const request of requests) {
    const { status, body } = await ask(second.url, `${path}/analyses`, request, session.token);
    expect(status).toBe(200);
    // What was not answered may have been done or not; what was is only told again.
    expect(answered.includes(request.requestId) && body.replayed !== true).toBe(false);
  }
  expect((await ask(second.url, `${path}/balance`, undefined, session.token)).body).toMatchObject({ available: 5, used: 20 });
  // Beside the running server, on the database that it brought.
  expect(await outcome(run(['ledger', 'verify']))).toMatchObject({
    status: 0,
    out: expect.stringMatching(/^clean: 1 workspace, .* 20 debits/),
  });
  // Who listens to it when it stops is let go, not broken off.
  const events = await fetch(`${second.url}${path}/events`, { headers: { authorization: `Bearer ${session.token}` } });
  const heard = events.text();
  expect(await end(second.child, 'SIGTERM')).toBe(0);
  expect(await heard).toMatch(/^: listening\n\n/);
  expect((await stat(join(folder, 'secret'))).mode & 0o777).toBe(0o600);
});

test('a database that is killed under the server is brought back, and the server goes on', async () => {
  const { url, child } = await serve();
  const { body: session } = await ask(url, '/v1/sign-up', someone);
  const balance = `/v1/workspaces/${session.workspaces[0].id}/balance`;
  expect((await ask(url, '/ready')).status).toBe(200);
  const stopped = await pid();
  process.kill(stopped, 'SIGKILL');
  expect((await ask(url, '/health')).status).toBe(200);
  // The readiness of the moment before the kill may still be told: first another process must be there.
  const revived = async () => [(await pid().catch(() => stopped)) !== stopped, (await ask(url, '/ready')).status];
  await expect.poll(revived, { timeout: 30_000 }).toEqual([true, 200]);
  expect(await ask(url, balance, undefined, session.token)).toMatchObject({ status: 200, body: { available: 25 } });
  expect(await end(child, 'SIGTERM')).toBe(0);
});

test('--demo: two accounts in one workspace, the same after another start', async () => {
  const first = await serve(['--demo']);
  await expect.poll(first.said).toContain('Ctrl-C');
  const password = /password {2}(\S+)/.exec(first.said())?.[1] ?? '';
  const demo = await ask(first.url, '/v1/sign-in', { email: 'demo@wellmet.example', password });
  const colleague = await ask(first.url, '/v1/sign-in', { email: 'colleague@wellmet.example', password });
  expect(colleague.body.workspaces).toEqual([{ ...demo.body.workspaces[0], role: 'member' }]);
  expect((await fetch(`${first.url}/practice/`)).status).toBe(200);
  await end(first.child, 'SIGINT');
  const second = await serve(['--demo']);
  const again = await ask(second.url, '/v1/sign-in', { email: 'demo@wellmet.example', password });
  expect(again.body.workspaces).toEqual(demo.body.workspaces);
  await end(second.child, 'SIGTERM');

  const added = await outcome(
    run([
      'member',
      'add',
      '--workspace',
      demo.body.workspaces[0].id,
      '--name',
      'Third Person',
      '--email',
      'third@people.example',
      '--password',
      'correct horse',
      '--role',
      'admin',
    ]),
  );
  expect(added).toEqual({ status: 0, out: 'A new account was made. Added as admin.\n', err: '' });
});

test('a request for another host is not answered: no page of another site reaches this machine’s server by its own name', async () => {
  const { url, child } = await serve();
  const { port } = new URL(url);
  // `fetch` does not let one say the host.
  const answerFor = async (host: string, path: string) => {
    const response = await new Promise<IncomingMessage>((done, fail) =>
      send({ host: '127.0.0.1', port, path, headers: { host } }, done).once('error', fail).end(),
    );
    return { status: response.statusCode, headers: response.headers, body: (await json(response)) as Record<string, unknown> };
  };
  for (const path of ['/health', '/v1/plans', '/openapi.json', '/nothing']) {
    const { status, headers, body } = await answerFor('evil.example', path);
    expect({ path, status, type: headers['content-type'] }).toEqual({ path, status: 421, type: 'application/problem+json; charset=utf-8' });
    expect(body).toMatchObject({ code: 'misdirected', type: '/problems/misdirected', requestId: headers['x-request-id'] });
    expect(body['requestId']).toBeTypeOf('string');
  }
  for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`])
    expect(await answerFor(host, '/health')).toMatchObject({ status: 200, body: { status: 'ok' } });
  await end(child, 'SIGTERM');
});

test('a secret that cannot be read is told and kept', async () => {
  await mkdir(join(folder, 'secret'));
  const told = await outcome(run(['serve']));
  expect(told).toMatchObject({ status: 2, err: expect.stringContaining('EISDIR') });
  expect((await stat(join(folder, 'secret'))).isDirectory()).toBe(true);
});

test('a database of one’s own: its tables are made, no other is started, and no demo is given', async () => {
  const own = await emptyDatabase();
  try {
    const environment = { DATABASE_URL: own.urls.owner, WELLMET_SECRET: 'x'.repeat(32) };
    expect(await outcome(run(['serve', '--demo'], environment))).toMatchObject({
      status: 2,
      err: expect.stringContaining('--demo prints a password'),
    });
    const { url, child } = await serve([], environment);
    expect((await ask(url, '/v1/sign-up', someone)).status).toBe(200);
    expect((await sql`select email from "user"`.execute(own.db)).rows).toEqual([{ email: someone.email }]);
    expect(await end(child, 'SIGTERM')).toBe(0);
    expect(await readdir(folder)).toEqual([]);
  } finally {
    await own.close();
  }
});

test.each([
  ['a command that there is not', ['fly'], {}, 2, 'There is no command "fly"'],
  ['no command', [], {}, 2, 'A command is missing'],
  ['an option that there is not', ['serve', '--fast'], {}, 2, 'Usage:'],
  ['a wrong environment', ['serve'], { PORT: 'http', LOG_LEVEL: 'loud' }, 2, 'LOG_LEVEL: '],
  ['a demo for everybody', ['serve', '--demo'], { HOST: '0.0.0.0' }, 2, '--demo prints a password'],
  ['a member without a workspace', ['member', 'add', '--name', 'X'], {}, 2, '--workspace must be the id'],
  ['help', ['--help'], {}, 0, 'Usage:'],
])('%s', async (_, words, environment, status, text) => {
  const told = await outcome(run(words, environment));
  expect(told.status).toBe(status);
  expect(told.out + told.err).toContain(text);
  expect(told.out + told.err).not.toContain('    at ');
});
