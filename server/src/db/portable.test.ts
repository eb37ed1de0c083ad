/**
 * What the guarantees stand on is plain SQL that a distributed PostgreSQL also runs: tables, keys, checks, transactions and row locks. Here is
 * what is not used, in the program and in the database that it makes. credits.md 4.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql, type Kysely, type RawBuilder } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emptyDatabase, type TestDatabase } from '../testing/database.ts';
import type { Database } from './schema.ts';

/** What a text must not hold, each with a text that does: a rule that never finds anything is none. */
const banned: [what: string, pattern: RegExp, example: string][] = [
  ['advisory locks', /pg_(try_)?advisory/i, 'select pg_advisory_xact_lock(1)'],
  ['LISTEN and NOTIFY', /[`;]\s*((un)?listen|notify)\s+\w|pg_notify/i, 'sql`listen changes`'],
  [
    'sequences',
    /\b(big|small)serial\b|\bserial\s+(primary|not\s+null|unique)|\bnextval\b|\bcreate\s+sequence\b|generated\s+(always|by\s+default)\s+as\s+identity/i,
    'id bigserial primary key',
  ],
  ['triggers', /\bcreate\s+(or\s+replace\s+)?(constraint\s+)?trigger\b/i, 'create trigger at_once before insert on debit'],
  [
    'functions',
    /\bcreate\s+(or\s+replace\s+)?(function|procedure)\b|\bdo\s+\$|plpgsql/i,
    'create or replace function debit() returns void',
  ],
  ['exclusion constraints', /\bexclude\s+using\b/i, 'exclude using gist (room with =)'],
  [
    'deferrable constraints',
    /(?<!not\s)\bdeferrable\b|\binitially\s+deferred\b|\bset\s+constraints\b/i,
    'references plan deferrable initially deferred',
  ],
  ['range types', /\b(int4|int8|num|ts|tstz|date)(multi)?range\b/i, 'during tstzrange not null'],
  ['domains and types', /\bcreate\s+(domain|type)\b/i, 'create domain slug as text'],
  ['locks of whole rows', /\bfor\s+update\b|\bforUpdate\(/i, 'select 1 from credit_head for update'],
  ['locks of tables', /\block\s+table\b/i, 'lock table debit in exclusive mode'],
  [
    'state of a session',
    /\bset\s+(session|local)\b|sql`\s*set\s|set_config\([^)]*,\s*false\s*\)|\bdiscard\s+all\b/i,
    "sql`set work_mem = '1GB'`",
  ],
  ['prepared by name in SQL', /\bprepare\s+\w+\s+(as|\()/i, 'prepare charge as select 1'],
  ['temporary tables', /\bcreate\s+temp(orary)?\b/i, 'create temporary table person as select 1'],
  ['serializable', /\bserializable\b/i, "setIsolationLevel('serializable')"],
  ['names of rows in the file', /\bctid\b|\bxmin\b/i, 'delete from debit where ctid = $1'],
];

const folder = join(import.meta.dirname, '..');
/** The program without its tests; words in comments count, too: nobody has to be told what is not used. */
const sources = globSync('**/*.ts', { cwd: folder }).filter(
  (path) => !/\.test\.ts$|^testing\/|^bench\/|^practice\/|\.faults\.ts$|\.workspaces\.ts$/.test(path) && !path.includes('node_modules'),
);

/** What is asked for somewhere else, with its reason there. */
const allowed = new Set(['db/fence.ts: state of a session']);

const foundIn = (text: string): string[] => banned.flatMap(([what, pattern]) => (pattern.test(text) ? [what] : []));

describe('the program', () => {
  test.each(banned)('a text with %s is found out', (what, _, example) => {
    expect(foundIn(example)).toContain(what);
  });

  test('what is used is not taken for it', () => {
    for (const text of [
      'select 1 from credit_head for no key update',
      "select set_config('statement_timeout', '1000', true)",
      'on conflict (workspace_id) do update set seq = excluded.seq',
      'listen(config, opened, log)',
      'a serialization failure',
    ])
      expect([text, foundIn(text)]).toEqual([text, []]);
  });

  test('docs/scaling.md names all of it', () => {
    const told = readFileSync(join(folder, '../../docs/scaling.md'), 'utf8');
    expect(banned.map(([what]) => what).filter((what) => !told.includes(what))).toEqual([]);
  });

  test('has none of it', () => {
    expect(sources.length).toBeGreaterThan(60);
    expect(sources).toEqual(expect.arrayContaining(['credits/write.ts', 'db/migrations/2026-11-23-credits.ts']));
    expect(sources.flatMap((path) => foundIn(readFileSync(join(folder, path), 'utf8')).map((what) => `${path}: ${what}`))).toEqual([
      ...allowed,
    ]);
  });
});

/** What an extension brings is the extension, which is told once. */
const isOfExtension = (oid: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`exists (select from pg_depend d where d.objid = ${oid} and d.deptype = 'e')`;

/** The search of the pool, and nothing that a guarantee of the ledger stands on. product.md 6. */
const ofTheSearch = [
  'extension btree_gin',
  'extension pg_trgm',
  ...['pool_person_keys', 'pool_person_keys_2', 'pool_person_keys_4', 'pool_value_likeness'].map((name) => `index ${name} is a gin`),
];

/** Everything of these kinds in the schema, named for what it is. */
const kindsInSchema = sql<{ what: string }>`
  select format('sequence %s', relname) as what from pg_class where relkind = 'S' and relnamespace = current_schema()::regnamespace
  union all select format('%s %s', case relkind when 'v' then 'view' when 'm' then 'view' when 'p' then 'partitioned table' else 'foreign table' end, relname)
    from pg_class where relkind in ('v', 'm', 'p', 'f') and relnamespace = current_schema()::regnamespace
  union all select format('unlogged table %s', relname) from pg_class
    where relkind = 'r' and relpersistence <> 'p' and relnamespace = current_schema()::regnamespace
  union all select format('identity %s.%s', attrelid::regclass, attname) from pg_attribute a join pg_class c on c.oid = a.attrelid
    where a.attidentity <> '' and c.relnamespace = current_schema()::regnamespace
  union all select format('generated %s.%s', attrelid::regclass, attname) from pg_attribute a join pg_class c on c.oid = a.attrelid
    where a.attgenerated <> '' and c.relnamespace = current_schema()::regnamespace
  union all select format('trigger %s', tgname) from pg_trigger where not tgisinternal
  union all select format('event trigger %s', evtname) from pg_event_trigger
  union all select format('rule %s', rulename) from pg_rules where schemaname = current_schema()
  union all select format('function %s', proname) from pg_proc p where pronamespace = current_schema()::regnamespace and not ${isOfExtension(sql`p.oid`)}
  union all select format('exclusion constraint %s', conname) from pg_constraint where contype = 'x' and connamespace = current_schema()::regnamespace
  union all select format('deferrable constraint %s', conname) from pg_constraint where condeferrable and connamespace = current_schema()::regnamespace
  union all select format('type %s', typname) from pg_type t
    where typtype in ('d', 'e', 'r', 'm') and typnamespace = current_schema()::regnamespace and not ${isOfExtension(sql`t.oid`)}
  union all select format('column %s.%s of %s', attrelid::regclass, attname, format_type(atttypid, null))
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_type t on t.oid = a.atttypid
    where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace and a.attnum > 0 and (t.typtype <> 'b' or t.typnamespace <> 'pg_catalog'::regnamespace)
  union all select format('extension %s', extname) from pg_extension where extname <> 'plpgsql'
  union all select format('index %s is a %s', c.relname, am.amname) from pg_class c join pg_am am on am.oid = c.relam
    where c.relkind = 'i' and c.relnamespace = current_schema()::regnamespace and am.amname <> 'btree'
  order by 1`;

/** Tables of a workspace whose key begins with something else: they could not be sharded by the workspace. */
const keysWithoutWorkspace = sql<{ what: string }>`
  select format('key of %s', t.relname) as what from pg_class t
  join pg_attribute w on w.attrelid = t.oid and w.attname = 'workspace_id' and not w.attisdropped
  left join pg_index i on i.indrelid = t.oid and i.indisunique
  where t.relkind = 'r' and t.relnamespace = current_schema()::regnamespace and (i.indkey[0] is null or i.indkey[0] <> w.attnum)
  order by 1`;

/** Foreign keys of a workspace’s table that could name another workspace’s row: from table to table they go by the workspace first. */
const keysAcross = sql<{ what: string }>`
  select format('foreign key %s', k.conname) as what from pg_constraint k
  join pg_attribute mine on mine.attrelid = k.conrelid and mine.attname = 'workspace_id' and not mine.attisdropped
  join pg_attribute theirs on theirs.attrelid = k.confrelid and theirs.attname = 'workspace_id' and not theirs.attisdropped
  where k.contype = 'f' and k.connamespace = current_schema()::regnamespace
    and not (k.conkey[array_position(k.confkey, theirs.attnum)] is not distinct from mine.attnum)
  order by 1`;

const whats = async (db: Kysely<Database>, query: typeof kindsInSchema): Promise<string[]> =>
  (await query.execute(db)).rows.map(({ what }) => what);

describe('the database that it makes', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await emptyDatabase();
  });
  afterAll(() => database.close());

  test('is tables, keys, checks and trees, but for the search', async () => {
    expect(await whats(database.owner, kindsInSchema)).toEqual(ofTheSearch);
    const { rows } = await sql`select 1 from pg_tables where schemaname = current_schema()`.execute(database.owner);
    expect(rows.length).toBeGreaterThan(20);
  });

  test('every unique key of a workspace’s table begins with the workspace', async () => {
    expect(await whats(database.owner, keysWithoutWorkspace)).toEqual([]);
    const { rows } = await sql`
      select 1 from pg_attribute a join pg_class c on c.oid = a.attrelid
      where a.attname = 'workspace_id' and c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace`.execute(database.owner);
    expect(rows.length).toBeGreaterThan(12);
  });

  test('no foreign key of a workspace’s table leads to another workspace', async () => {
    expect(await whats(database.owner, keysAcross)).toEqual([]);
    const { rows } = await sql`select 1 from pg_constraint where contype = 'f' and connamespace = current_schema()::regnamespace`.execute(
      database.owner,
    );
    expect(rows.length).toBeGreaterThan(20);
  });

  test.each([
    ['sequence mine', 'create sequence mine'],
    ['view mine', 'create view mine as select 1 as one'],
    ['unlogged table mine', 'create unlogged table mine (n integer)'],
    ['identity mine.n', 'create table mine (n integer generated always as identity)'],
    ['generated mine.m', 'create table mine (n integer, m integer generated always as (n + 1) stored)'],
    ['trigger mine', 'create trigger mine before update on debit for each row execute function suppress_redundant_updates_trigger()'],
    ['rule mine', 'create rule mine as on delete to debit do instead nothing'],
    ['function mine', 'create function mine() returns integer language sql as $$ select 1 $$'],
    ['exclusion constraint mine', 'create table other (n integer, constraint mine exclude (n with =))'],
    ['deferrable constraint mine', 'create table other (n integer constraint mine unique deferrable)'],
    ['type mine', 'create domain mine as text'],
    ['type mine', "create type mine as enum ('one')"],
    ['type mine', 'create type mine as range (subtype = integer)'],
    ['column mine.during of tstzrange', 'create table mine (during tstzrange)'],
    ['index mine is a hash', 'create index mine on debit using hash (request_id)'],
    ['key of mine', 'create table mine (workspace_id uuid, n integer, primary key (n, workspace_id))'],
    ['key of mine', 'create table mine (workspace_id uuid, n integer unique, primary key (workspace_id, n))'],
    ['key of mine', 'create table mine (workspace_id uuid)'],
    [
      'foreign key mine_other_n_fkey',
      `create table his (workspace_id uuid, n integer, primary key (workspace_id, n));
       create table mine (workspace_id uuid, other uuid, n integer, primary key (workspace_id, n), foreign key (other, n) references his)`,
    ],
  ])('%s would be found out: %s', async (what, statement) => {
    const trx = await database.owner.startTransaction().execute();
    try {
      await sql.raw(statement).execute(trx);
      expect([
        ...(await whats(trx, kindsInSchema)),
        ...(await whats(trx, keysWithoutWorkspace)),
        ...(await whats(trx, keysAcross)),
      ]).toContain(what);
    } finally {
      await trx.rollback().execute();
    }
  });
});
