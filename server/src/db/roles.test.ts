/** What the database refuses the server, asked with the server's own connection. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql, type Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { signUp, type Accounts } from '../accounts/accounts.ts';
import { readConfig } from '../config.ts';
import { analyseContacts } from '../credits/analyse.ts';
import { verifyLedger } from '../credits/verify.ts';
import { openLog } from '../log.ts';
import { openServer } from '../serve.ts';
import { workspaceOf } from '../testing/app.ts';
import { emptyDatabase, type TestDatabase } from '../testing/database.ts';
import { analysisOf, sightingOf } from '../testing/sightings.ts';
import { databaseCode, openDatabase } from './open.ts';
import { applicationRole, excessOf, openToApplication } from './roles.ts';
import type { Database } from './schema.ts';

/** The database's own word, or `done`. */
const said = (db: Kysely<Database>, statement: string): Promise<string> =>
  sql
    .raw(statement)
    .execute(db)
    .then(
      () => 'done',
      (error: unknown) => databaseCode(error) ?? String(error),
    );
const insufficientPrivilege = '42501';

const refused = [
  "update credit_entry set reason = 'another'",
  'update credit_entry set balance_after = balance_after',
  'delete from credit_entry',
  'truncate credit_entry',
  'update debit set period_start = now()',
  'delete from debit where false',
  'truncate debit',
  "update campaign_event set what = 'nothing'",
  'delete from campaign_event',
  'truncate campaign_event',
  'update erased_identifier set contact_id = gen_random_uuid()',
  'delete from erased_identifier',
  'truncate erased_identifier',
  "update op_result set reply = '{}'",
  'truncate op_result',
  "update audit_entry set act = 'another'",
  'truncate audit_entry',
  "update engagement set text = 'another'",
  'update engagement set done_at = now()',
  'truncate engagement',
  "update contact_edit set value = 'another'",
  'update contact_edit set seq = seq + 1',
  'truncate contact_edit',
  // What would take the ledger with it.
  'delete from credit_head',
  'truncate credit_head cascade',
  'delete from organization',
  'truncate organization cascade',
  'delete from contact',
  'truncate contact cascade',
  "insert into plan values ('mine', 1, 'Mine', 1000000, 0, 'EUR')",
  'update plan set monthly_credits_per_seat = 1000000',
  'delete from plan',
  'delete from page_rules',
  'delete from kysely_migration',
  'create table mine (n integer)',
  'create temporary table mine (n integer)',
  'create schema mine',
  'create function mine() returns integer language sql as $$ select 1 $$',
  'alter table credit_entry disable trigger all',
  'alter table credit_entry add column mine integer',
  'drop table credit_entry',
  'create index mine on debit (at)',
  'create rule mine as on delete to debit do instead nothing',
  'set role wellmet',
  'set session_replication_role = replica',
  'alter role wellmet_app superuser',
];

/** One paid analysis, and the same again. */
async function works(accounts: Accounts): Promise<void> {
  const session = await signUp(accounts, {
    name: 'Ines Invented',
    email: 'ines@people.example',
    password: 'correct horse',
    timeZone: 'Europe/Paris',
  });
  const actor = { workspaceId: workspaceOf(session), memberId: session.member.id, role: 'owner' as const };
  const sightings = [sightingOf({ slug: 'ysolde-quill' })];
  expect(await analyseContacts(accounts, actor, analysisOf(sightings))).toMatchObject({ outcome: 'done', costCredits: 1 });
  expect(await analyseContacts(accounts, actor, analysisOf(sightings))).toMatchObject({ outcome: 'done', costCredits: 0 });
  expect(await verifyLedger(accounts.db)).toMatchObject({ debits: 1, faults: [] });
}

describe('the embedded database, through the server', () => {
  let folder: string;
  const logged: string[] = [];
  const open = () => openServer(readConfig({ WELLMET_DATA: folder }), openLog('warn', { write: (line: string) => void logged.push(line) }));
  let server: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wellmet-roles-'));
    await chmod(folder, 0o755);
    server = await open();
    await works(server.accounts);
  });
  afterAll(async () => {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });

  test.each(refused)('%s', async (statement) => {
    expect(await said(server.database.db, statement)).toBe(insufficientPrivilege);
  });

  test.each([
    'update engagement set contact_id = contact_id, withdrawn_at = null, withdrawn_by = null, withdrawn_seq = null',
    'update contact_edit set contact_id = contact_id',
    // Whoever is erased is forgotten in them.
    'delete from engagement where false',
    'delete from contact_edit where false',
    // What can be repeated no more.
    'delete from op_result where false',
  ])('what merging, taking back, erasing and forgetting need: %s', async (statement) => {
    expect(await said(server.database.db, statement)).toBe('done');
  });

  test('it is nobody special, and there is nothing to warn of', async () => {
    expect(await excessOf(server.database.db)).toEqual([]);
    const { rows } = await sql`
      select current_user as name, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication,
        (select count(*) from pg_auth_members where member = pg_roles.oid) as memberships,
        (select count(*) from pg_class where relowner = pg_roles.oid) as owned
      from pg_roles where rolname = current_user`.execute(server.database.db);
    expect(rows).toEqual([
      {
        name: 'wellmet_app',
        rolsuper: false,
        rolbypassrls: false,
        rolcreatedb: false,
        rolcreaterole: false,
        rolreplication: false,
        memberships: 0,
        owned: 0,
      },
    ]);
    expect(logged.join('')).not.toContain('only the program');
  });

  test('another start changes nothing, and a right that somebody gave meanwhile is gone', async () => {
    const grants = async () =>
      (
        await sql`select relname, relacl::text from pg_class where relnamespace = current_schema()::regnamespace order by 1`.execute(
          server.database.db,
        )
      ).rows;
    const before = await grants();
    await server.close();
    server = await open();
    expect(await grants()).toEqual(before);
    expect(await said(server.database.db, 'delete from debit')).toBe(insufficientPrivilege);
  });
});

/** What a start says, and as whom the server acts then. */
async function opened(environment: Record<string, string>): Promise<{ warned: string[]; name: string }> {
  const warned: string[] = [];
  const log = openLog('warn', { write: (line: string) => void warned.push((JSON.parse(line) as { msg: string }).msg) });
  const server = await openServer(readConfig({ WELLMET_SECRET: 'x'.repeat(32), ...environment }), log);
  const { rows } = await sql<{ name: string }>`select current_user as name`.execute(server.database.db);
  await server.close();
  return { warned, name: rows[0]?.name ?? '' };
}

describe('a database of the operator’s own', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await emptyDatabase();
  });
  afterAll(() => database.close());

  const warning = expect.stringContaining('only the program protects the ledger');

  test('as its owner alone the server says that only the program protects the ledger', async () => {
    expect(await opened({ DATABASE_URL: database.urls.owner })).toEqual({ warned: [warning], name: inject('cluster').user });
    // The owner is not taken its own tables.
    expect(await opened({ DATABASE_URL: database.urls.owner, DATABASE_OWNER_URL: database.urls.owner })).toMatchObject({
      warned: [warning],
    });
    expect(await said(database.owner, 'delete from debit')).toBe('done');
  });

  test('with both, the rights that the user had too many are taken from it, whoever gave them', async () => {
    await sql`grant update on debit to public`.execute(database.owner);
    await sql`grant update (reason) on credit_entry to ${sql.id(inject('cluster').application.user)}`.execute(database.owner);
    await sql`grant update (text) on engagement to ${sql.id(inject('cluster').application.user)}`.execute(database.owner);
    await sql`grant create on schema public to public`.execute(database.owner);
    expect((await excessOf(database.db)).toSorted()).toEqual([
      'makes tables',
      'makes temporary tables',
      'may update debit',
      'may update reason of credit_entry',
      'may update text of engagement',
    ]);
    expect(await said(database.db, "update credit_entry set reason = ''")).toBe('done');
    const both = { DATABASE_URL: database.urls.application, DATABASE_OWNER_URL: database.urls.owner };
    expect(await opened(both)).toEqual({ warned: [], name: inject('cluster').application.user });
    expect(await excessOf(database.db)).toEqual([]);
    for (const statement of refused) expect([statement, await said(database.db, statement)]).toEqual([statement, insufficientPrivilege]);
  });

  test('a server that does not know the owner starts where there is nothing to bring up to date', async () => {
    expect(await opened({ DATABASE_URL: database.urls.application })).toEqual({
      warned: [],
      name: inject('cluster').application.user,
    });
  });

  test('a role of the owner’s is told from one of its own', async () => {
    const { host, port } = inject('cluster');
    const as = (user: string, password: string) => openDatabase({ host, port, user, password, database: database.name }, { max: 1 });
    await sql`create role deputy login password 'deputy' in role ${sql.id(inject('cluster').user)}`.execute(database.owner);
    const deputy = as('deputy', 'deputy');
    try {
      expect(await excessOf(deputy.db)).toContain('acts as the owner of the tables');
    } finally {
      await deputy.close();
      await sql`drop role deputy`.execute(database.owner);
    }
  });
});

test('servers that start together open one database, and several of one cluster, at once', async () => {
  const databases = await Promise.all([emptyDatabase(), emptyDatabase()]);
  const role = applicationRole(inject('cluster').password);
  const made = { name: 'made_together', password: 'made together' };
  try {
    await Promise.all([role, made].flatMap((one) => databases.flatMap(({ owner }) => [1, 2, 3].map(() => openToApplication(owner, one)))));
    for (const { db } of databases) expect(await excessOf(db)).toEqual([]);
    const { host, port } = inject('cluster');
    for (const { name } of databases) {
      const other = openDatabase({ host, port, user: made.name, password: made.password, database: name }, { max: 1 });
      expect(await excessOf(other.db)).toEqual([]);
      expect(await said(other.db, 'select 1 from debit')).toBe('done');
      await other.close();
    }
  } finally {
    for (const { owner } of databases) await sql`drop owned by made_together`.execute(owner);
    await sql`drop role made_together`.execute(databases[0].owner);
    await Promise.all(databases.map((one) => one.close()));
  }
});

test('the application’s password follows from the owner’s, and is another one', () => {
  expect(applicationRole('one').password).toBe(applicationRole('one').password);
  expect(applicationRole('one').password).not.toBe(applicationRole('two').password);
  expect(applicationRole('one').password).toMatch(/^[\w-]{43}$/);
});
