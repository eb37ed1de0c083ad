/** A backup taken while members spend credits and fill campaigns, restored elsewhere: what is there is one moment of the ledger, and all of it. */
import { copyFile, mkdtemp, open, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { sql, type Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { analyseContacts } from '../credits/analyse.ts';
import { databaseClock } from '../credits/period.ts';
import { verifyLedger } from '../credits/verify.ts';
import { migrate, migrationsOf } from '../db/migrate.ts';
import { migrations } from '../db/migrations/index.ts';
import { openDatabase, type OpenedDatabase } from '../db/open.ts';
import type { Database } from '../db/schema.ts';
import { adjustCredits } from '../plans/change.ts';
import { testApp, workspaceOf, type TestApp } from '../testing/app.ts';
import { analysisOf, memberId, sightingOf } from '../testing/sightings.ts';
import { BackupError, readArchive, writeArchive } from './archive.ts';
import { backUp, type BackedUp } from './backup.ts';
import { checkBackup, restore } from './restore.ts';

let folder: string;
let app: TestApp;
const dropped: (() => Promise<void>)[] = [];

/** A database without a table, as its owner. */
async function barren(): Promise<OpenedDatabase & { url: string }> {
  const { host, port, user, password } = inject('cluster');
  const admin = openDatabase({ host, port, user, password, database: 'postgres' }, { max: 1 });
  const name = `test_restore_${uuidv7().replaceAll('-', '')}`;
  await sql`create database ${sql.id(name)}`.execute(admin.db);
  const opened = openDatabase({ host, port, user, password, database: name }, { max: 4 });
  dropped.push(async () => {
    await opened.close();
    await sql`drop database ${sql.id(name)} with (force)`.execute(admin.db);
    await admin.close();
  });
  return { ...opened, url: `postgresql://${user}:${encodeURIComponent(password)}@${host}:${port}/${name}` };
}

const tablesIn = async (db: Kysely<Database>): Promise<number> =>
  (await sql`select 1 from pg_class where relkind in ('r', 'i') and relnamespace = current_schema()::regnamespace`.execute(db)).rows.length;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wellmet-backup-'));
  app = await testApp();
});
afterAll(async () => {
  for (const drop of dropped) await drop();
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

/** Every row of a table up to a workspace's number, as text, in one order. */
const upTo = async (db: Kysely<Database>, table: string, heads: Map<string, number>): Promise<string[]> => {
  const { rows } = await sql<{ id: string; seq: number; row: string }>`
    select workspace_id as id, seq, t::text as row from ${sql.table(table)} t order by t::text collate "C"`.execute(db);
  return rows.filter(({ id, seq }) => seq <= (heads.get(id) ?? 0)).map(({ row }) => row);
};
const headsOf = async (db: Kysely<Database>): Promise<Map<string, number>> => {
  const rows = await db.selectFrom('credit_head').select(['workspace_id', 'seq']).execute();
  return new Map(rows.map((row) => [row.workspace_id, row.seq]));
};

let people = 0;
const analysis = () => analysisOf([sightingOf({ member: memberId(++people) })]);

const loaded = () => join(folder, 'loaded.backup');
const altered = async (change: (path: string) => Promise<void>): Promise<string> => {
  const path = join(folder, `altered-${uuidv7()}`);
  await copyFile(loaded(), path);
  await change(path);
  return path;
};
const inside = (change: (bytes: Buffer) => Buffer) => (path: string) =>
  readFile(path).then((packed) => writeFile(path, gzipSync(change(gunzipSync(packed)))));
const size = async () => (await stat(loaded())).size;

/** What the tables are like, without that of the test's clock. */
const form = async (db: Kysely<Database>) =>
  (
    await sql<{ what: string }>`
      select concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid)) as what from pg_constraint
        where connamespace = current_schema()::regnamespace
      union all select indexdef from pg_indexes where schemaname = current_schema()
      union all select concat_ws(' ', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull)
        from pg_attribute a join pg_class c on c.oid = a.attrelid
        where c.relkind = 'r' and a.attnum > 0 and c.relnamespace = current_schema()::regnamespace
      order by 1`.execute(db)
  ).rows
    .map(({ what }) => what)
    .filter((what) => !what.includes('test_clock'));

describe('taken under load and restored elsewhere', () => {
  let elsewhere: Awaited<ReturnType<typeof barren>>;
  let backedUp: BackedUp;
  let epochs: Map<string, string>;
  const answered: { at: 'before' | 'after'; requestId: string }[] = [];
  const erased = sightingOf({ member: memberId(900_001), slug: 'somebody-erased' });

  test('is taken and restored', async () => {
    const workspaces = [app.session, await app.signUp(), await app.signUp()];
    const campaigns = new Map<string, string>();
    for (const session of workspaces) {
      const id = workspaceOf(session);
      await adjustCredits(app.accounts, { workspaceId: id, credits: 5000, reason: 'a test' });
      const campaign = { id: uuidv7(), name: 'Looms' };
      campaigns.set(id, campaign.id);
      const ask = (path: string, body: object) => app.ask('POST', `/v1/workspaces/${id}/campaigns${path}`, { body, token: session.token });
      expect(await ask('', campaign)).toMatchObject({ status: 200 });
      expect(await ask(`/${campaign.id}/acts`, { requestId: uuidv7(), act: 'launch' })).toMatchObject({ body: { outcome: 'done' } });
    }
    const path = `/v1/workspaces/${app.workspaceId}`;
    const { body } = await app.ask('POST', `${path}/analyses`, { body: analysisOf([erased]) });
    const contactId = body.people[0].contact.id;
    expect(await app.ask('POST', `${path}/contacts/${contactId}/erase`, { body: { requestId: uuidv7() } })).toMatchObject({ status: 204 });

    const over = new AbortController();
    let isBegun = false;
    const worker = async (session: (typeof workspaces)[number]): Promise<void> => {
      const id = workspaceOf(session);
      for (let n = 0; !over.signal.aborted; n++) {
        const campaignId = n % 2 === 0 ? campaigns.get(id) : undefined;
        const request = { ...analysis(), ...(campaignId !== undefined && { campaignId }) };
        const told = await app.ask('POST', `/v1/workspaces/${id}/analyses`, { body: request, token: session.token });
        expect(told.body).toMatchObject({ outcome: 'done', costCredits: 1 });
        answered.push({ at: isBegun ? 'after' : 'before', requestId: request.requestId });
      }
    };
    const working = workspaces.flatMap((session) => [worker(session), worker(session)]);
    await vi.waitUntil(() => answered.length > 60, { timeout: 60_000 });
    isBegun = true;
    backedUp = await backUp(app.database.urls.owner, app.accounts.secret, loaded());
    const during = answered.length;
    await vi.waitUntil(() => answered.length > during + 30, { timeout: 60_000 });
    over.abort();
    await Promise.all(working);

    elsewhere = await barren();
    epochs = new Map(
      (await app.database.db.selectFrom('credit_head').select(['workspace_id', 'epoch']).execute()).map((row) => [
        row.workspace_id,
        row.epoch,
      ]),
    );
    expect(await restore(elsewhere.url, app.accounts.secret, loaded(), false)).toMatchObject({ leftOut: ['test_clock'], migrated: [] });
  }, 180_000);

  test('the ledger is clean, and it is a moment in the midst of the work', async () => {
    const { faults, debits } = await verifyLedger(elsewhere.db);
    expect(faults).toEqual([]);
    const all = (await verifyLedger(app.database.db)).debits;
    expect(debits).toBeGreaterThanOrEqual(60);
    expect(debits).toBeLessThan(all);
  });

  test.each([
    'credit_entry',
    'debit',
    'campaign_lease',
    'enrolment',
    'campaign_event',
    'op_result',
    'contact_snapshot',
    'contact_identifier',
  ])('%s: what its number says was there, to the letter, and nothing else', async (table) => {
    const heads = await headsOf(elsewhere.db);
    const rows = await upTo(elsewhere.db, table, heads);
    expect(rows).toEqual(await upTo(app.database.db, table, heads));
    expect(rows.length).toBeGreaterThan(0);
    expect(rows).toHaveLength(backedUp.counts[table] ?? 0);
    // Nothing is there that is younger than the head.
    expect(rows).toHaveLength((await sql`select 1 from ${sql.table(table)}`.execute(elsewhere.db)).rows.length);
  });

  test('every balance is what its last entry says', async () => {
    const { rows } = await sql<{ wrong: string }>`
      select h.workspace_id as wrong from credit_head h join lateral (
        select balance_after from credit_entry e where e.workspace_id = h.workspace_id order by seq desc limit 1
      ) e on true where e.balance_after <> h.granted - h.used`.execute(elsewhere.db);
    expect(rows).toEqual([]);
  });

  test('what was answered before it began is in it, and answered again without another debit', async () => {
    const kept = new Set((await elsewhere.db.selectFrom('op_result').select('request_id').execute()).map((row) => row.request_id));
    const before = answered.filter(({ at }) => at === 'before');
    expect(before.length).toBeGreaterThan(50);
    expect(before.filter(({ requestId }) => !kept.has(requestId))).toEqual([]);
  });

  test('who was erased is refused, with the same secret', async () => {
    const ledger = { db: elsewhere.db, clock: databaseClock, secret: app.accounts.secret };
    const actor = { workspaceId: app.workspaceId, memberId: app.session.member.id, role: 'owner' as const };
    expect(await analyseContacts(ledger, actor, analysisOf([erased]))).toMatchObject({ costCredits: 0, people: [{ class: 'erased' }] });
  });

  test('every device begins again', async () => {
    const rows = await elsewhere.db.selectFrom('credit_head').select(['workspace_id', 'epoch']).execute();
    expect(rows).toHaveLength(3);
    expect(rows.filter((row) => epochs.get(row.workspace_id) === row.epoch)).toEqual([]);
  });

  test('the tables have the form that migrations give them', async () => {
    expect(await form(elsewhere.db)).toEqual(await form(app.database.owner));
    expect(await migrationsOf(elsewhere.db)).toEqual(Object.keys(migrations));
  });

  test('is for its owner’s eyes only, and never over another file', async () => {
    expect((await stat(loaded())).mode & 0o777).toBe(0o600);
    await expect(backUp(app.database.urls.owner, app.accounts.secret, loaded())).rejects.toThrow(/is there already/);
    expect((await readdir(folder)).filter((name) => name.startsWith('loaded.backup'))).toEqual(['loaded.backup']);
  });

  describe('is refused, and the database stays empty', () => {
    let target: Awaited<ReturnType<typeof barren>>;
    beforeAll(async () => {
      target = await barren();
    });
    test.each<[string, (path: string) => Promise<void>]>([
      ['cut off at the end', async (path) => truncate(path, (await size()) - 1)],
      ['cut off in the middle', async (path) => truncate(path, Math.floor((await size()) / 2))],
      ['empty', (path) => truncate(path, 0)],
      ['something else', (path) => writeFile(path, 'select 1;\n')],
      ['something else that is packed', (path) => writeFile(path, gzipSync('select 1;\n'))],
      [
        'a bit of it flipped',
        async (path) => {
          const opened = await open(path, 'r+');
          const at = Math.floor((await size()) / 2);
          const { buffer } = await opened.read(Buffer.alloc(1), 0, 1, at);
          await opened.write(Buffer.from([(buffer[0] ?? 0) ^ 1]), 0, 1, at);
          await opened.close();
        },
      ],
      ['a name in it another', inside((bytes) => Buffer.from(bytes.toString('latin1').replace('Ysolde Quill', 'Ysolde Quilt'), 'latin1'))],
      ['its last table left out', inside((bytes) => bytes.subarray(0, bytes.length - 32))],
      ['a line behind it', inside((bytes) => Buffer.concat([bytes, Buffer.from('more')]))],
      ['of another form', inside((bytes) => Buffer.concat([Buffer.from('wellmet backup 9\n'), bytes.subarray(17)]))],
    ])('%s', async (_, change) => {
      const path = await altered(change);
      await expect(restore(target.url, app.accounts.secret, path, false)).rejects.toThrow(BackupError);
      expect(await tablesIn(target.db)).toBe(0);
    });

    test('a file that is not there', async () => {
      await expect(restore(target.url, app.accounts.secret, join(folder, 'nothing'), false)).rejects.toThrow(/cannot be read/);
    });

    test('of another secret, unless that one is lost', async () => {
      await expect(checkBackup(loaded(), 'another secret, as long as one has to be', false)).rejects.toThrow(/another WELLMET_SECRET/);
      await checkBackup(loaded(), 'another secret, as long as one has to be', true);
    });

    test('into a database that has tables', async () => {
      await expect(restore(elsewhere.url, app.accounts.secret, loaded(), false)).rejects.toThrow(/has tables already/);
    });

    test('a row that the database refuses, in the midst of the others', async () => {
      const rows = new Map<string, Buffer>();
      const { manifest } = await readArchive(loaded(), {
        table: async ({ name }, pieces) => {
          const all: Buffer[] = [];
          for await (const piece of pieces) all.push(piece);
          rows.set(name, Buffer.concat(all));
        },
      });
      const path = join(folder, 'doubled.backup');
      await writeArchive(path, manifest, async function* ({ name }) {
        const own = rows.get(name) ?? Buffer.alloc(0);
        yield name === 'debit' ? Buffer.concat([own, own]) : own;
      });
      await expect(restore(target.url, app.accounts.secret, path, false)).rejects.toThrow(/duplicate key/);
      expect(await tablesIn(target.db)).toBe(0);
    });
  });
});

test('a backup of an older version is restored as it was, and brought up to date', async () => {
  const [older, newer] = [await barren(), await barren()];
  const first = ['2026-11-23-accounts', '2026-11-23-credits', '2026-11-23-merges'];
  await migrate(older.db, first);
  const workspaceId = uuidv7();
  const month = sql`date_trunc('month', now() at time zone 'UTC') at time zone 'UTC'`;
  await sql`insert into organization (id, name, slug, "createdAt") values (${workspaceId}, ${'Looms\\ & "Mills"\n\t'}, 'looms', now())`.execute(
    older.db,
  );
  await sql`insert into credit_head (workspace_id, plan_code, plan_version, time_zone, period_start, period_end, granted, used, seq)
    values (${workspaceId}, 'free', 1, 'UTC', ${month}, ${month} + interval '1 month', 25, 0, 1)`.execute(older.db);
  await sql`insert into credit_entry (workspace_id, seq, kind, amount, balance_after, period_start, reason)
    values (${workspaceId}, 1, 'grant', 25, 25, ${month}, 'free 1')`.execute(older.db);
  await sql`update plan set monthly_price_per_seat_cents = 4242 where code = 'growth'`.execute(older.db);
  const file = join(folder, 'older.backup');
  expect((await backUp(older.url, app.accounts.secret, file)).manifest.migrations).toEqual(first);
  const { migrated } = await restore(newer.url, app.accounts.secret, file, false);
  expect(migrated).toEqual(Object.keys(migrations).filter((name) => !first.includes(name)));
  expect((await sql`select name from organization`.execute(newer.db)).rows).toEqual([{ name: 'Looms\\ & "Mills"\n\t' }]);
  expect((await sql`select monthly_price_per_seat_cents as price from plan where code = 'growth'`.execute(newer.db)).rows).toEqual([
    { price: 4242 },
  ]);
  expect((await verifyLedger(newer.db)).faults).toEqual([]);
});

test('a backup of a newer version is not for this one', async () => {
  const newer = await barren();
  await migrate(newer.db);
  await sql`insert into kysely_migration values ('2031-01-01-later', now()::text)`.execute(newer.db);
  const file = join(folder, 'newer.backup');
  await backUp(newer.url, app.accounts.secret, file);
  await expect(checkBackup(file, app.accounts.secret, false)).rejects.toThrow(/newer version, which has 2031-01-01-later/);
});
