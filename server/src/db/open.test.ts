import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { emptyDatabase, type TestDatabase } from '../testing/database.ts';
import { answersAtAll, isDatabaseAway, openDatabase, transact } from './open.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await emptyDatabase();
  await sql`create table counter as select 1 as id, 0 as n`.execute(database.owner);
  await sql`grant select, update on counter to public`.execute(database.owner);
});
afterAll(() => database.close());
afterEach(async () => {
  await sql`update counter set n = 0`.execute(database.db);
});

test('a connection that breaks in the middle of a transaction fails it, and only it', async () => {
  const broken = transact(database.db, async (trx) => {
    await sql`update counter set n = 1`.execute(trx);
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx);
    await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(database.db);
    // The news arrives while no query waits for it.
    await new Promise((done) => setTimeout(done, 100));
    await sql`update counter set n = 2`.execute(trx);
  });
  const error: unknown = await broken.catch((reason: unknown) => reason);
  expect(isDatabaseAway(error)).toBe(true);
  expect((await sql`select n from counter`.execute(database.db)).rows).toEqual([{ n: 0 }]);
});

test('a transaction that lost a race is run again, a bounded number of times', async () => {
  let runs = 0;
  const done = await transact(database.db, async (trx) => {
    await sql`update counter set n = n + 1`.execute(trx);
    if (++runs < 3) await sql`do $$ begin raise exception 'lost' using errcode = '40001'; end $$`.execute(trx);
    return runs;
  });
  expect(done).toBe(3);
  expect((await sql`select n from counter`.execute(database.db)).rows).toEqual([{ n: 1 }]);
  runs = 0;
  const always = transact(database.db, async (trx) => {
    runs++;
    await sql`do $$ begin raise exception 'lost' using errcode = '40P01'; end $$`.execute(trx);
  });
  await expect(always).rejects.toThrow('lost');
  expect(runs).toBe(5);
  runs = 0;
  await expect(
    transact(database.db, async (trx) => {
      runs++;
      await sql`select 1 / 0`.execute(trx);
    }),
  ).rejects.toThrow('division by zero');
  expect(runs).toBe(1);
});

test('a database that is not there is away, and a wrong statement is not', async () => {
  const nowhere = openDatabase({ host: '127.0.0.1', port: 1, user: 'u', password: 'p', database: 'd' });
  expect(await answersAtAll(nowhere.db)).toBe(false);
  expect(isDatabaseAway(await sql`select 1`.execute(nowhere.db).catch((reason: unknown) => reason))).toBe(true);
  await nowhere.close();
  expect(isDatabaseAway(await sql`select nothing`.execute(database.db).catch((reason: unknown) => reason))).toBe(false);
  expect(await answersAtAll(database.db)).toBe(true);
});
