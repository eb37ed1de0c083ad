import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openLog } from '../log.ts';
import { emptyDatabase, type TestDatabase } from '../testing/database.ts';
import { openDatabase } from './open.ts';
import { claim, periodically, type PeriodicWork } from './periodic.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await emptyDatabase();
});
afterAll(() => database.close());

const logged: string[] = [];
const log = openLog('info', { write: (line: string) => void logged.push(line) });
beforeEach(async () => {
  logged.length = 0;
  await sql`delete from periodic_work`.execute(database.db);
});

const daily = { name: 'dusting', everyHours: 24 };
const often = { firstAfterMs: 1, everyMs: 5 };
const passHours = (hours: number) =>
  sql`update periodic_work set last_at = last_at - ${hours}::double precision * interval '1 hour'`.execute(database.db);

test('of many that ask at once one has it, and nobody again before its time', async () => {
  const other = openDatabase(database.urls.application);
  const ask = async () => {
    const all = await Promise.all(Array.from({ length: 20 }, (_, n) => claim(n % 2 ? database.db : other.db, daily)));
    return all.filter(Boolean).length;
  };
  expect(await ask()).toBe(1);
  expect(await ask()).toBe(0);
  await passHours(23.99);
  expect(await ask()).toBe(0);
  await passHours(0.01);
  expect(await ask()).toBe(1);
  // Other work has a time of its own.
  expect(await claim(database.db, { name: 'sweeping', everyHours: 24 })).toBe(true);
  await other.close();
});

/** A server that looks often, until the test has seen enough. */
function server(work: PeriodicWork['work']) {
  const stopping = new AbortController();
  const ended = periodically(database.db, log, { ...daily, work }, stopping.signal, often);
  return {
    stop: () => {
      stopping.abort();
      return ended();
    },
  };
}
const passMs = (ms: number) => new Promise((done) => setTimeout(done, ms));

test('two servers do it once a day, together', async () => {
  let times = 0;
  const servers = [1, 2].map(() => server(async () => void times++));
  await expect.poll(() => times).toBe(1);
  await passMs(60);
  expect(times).toBe(1);
  await passHours(24);
  await expect.poll(() => times).toBe(2);
  await passMs(60);
  expect(times).toBe(2);
  await Promise.all(servers.map(({ stop }) => stop()));
});

test('what fails is due again, and the log says that it did, without its words', async () => {
  let times = 0;
  const { stop } = server(async () => {
    if (++times < 3) throw new TypeError('Ysolde Quill has no balance');
  });
  await expect.poll(() => times).toBe(3);
  await passMs(60);
  expect(times).toBe(3);
  await stop();
  expect(logged.map((line) => JSON.parse(line) as unknown)).toEqual(
    [1, 2].map(() => expect.objectContaining({ level: 'error', work: 'dusting', error: 'TypeError', msg: 'periodic work failed' })),
  );
  expect(logged.join('')).not.toContain('Quill');
});

test('a server that stops waits for what it has begun, and leaves it due', async () => {
  let begun = false;
  let ended = false;
  const { stop } = server(async (signal) => {
    begun = true;
    await passMs(50);
    ended = true;
    signal.throwIfAborted();
  });
  await expect.poll(() => begun).toBe(true);
  await stop();
  expect(ended).toBe(true);
  expect(logged).toEqual([]);
  expect(await claim(database.db, daily)).toBe(true);
});

test('a database that is away at the time is asked again', async () => {
  const nowhere = openDatabase({ host: '127.0.0.1', port: 1, user: 'u', password: 'p', database: 'd' });
  const stopping = new AbortController();
  const ended = periodically(nowhere.db, log, { ...daily, work: async () => {} }, stopping.signal, often);
  await expect.poll(() => logged.length).toBeGreaterThan(1);
  stopping.abort();
  await ended();
  await nowhere.close();
});
