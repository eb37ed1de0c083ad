/**
 * A version's migrations only add, so that the version before goes on while servers are replaced, and can be started again (docs/operator.md, "Upgrades
 * and ways back"). What takes something away is listed here with the reason why nobody needs it any more.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, inject, test } from 'vitest';
import { migrate, migrationsOf } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { openDatabase } from './open.ts';

/** What the version before would stumble over, each with a text that does it. */
const breaking: [what: string, pattern: RegExp, example: string][] = [
  ['drops a table', /\bdrop\s+table\b/i, 'drop table debit'],
  ['drops a column', /\bdrop\s+column\b/i, 'alter table debit drop column at'],
  ['renames', /\brename\s+(to|column|constraint)\b|\brename\s+\w+\s+to\b/i, 'alter table debit rename at to taken_at'],
  ['gives a column another type', /\balter\s+column\s+\w+\s+(set\s+data\s+)?type\b/i, 'alter table debit alter column seq type integer'],
  ['demands a value where none was', /\bset\s+not\s+null\b/i, 'alter table debit alter column at set not null'],
  ['takes a default away', /\bdrop\s+default\b/i, 'alter table debit alter column at drop default'],
  [
    'adds a column that writes must fill',
    /\badd\s+column\s+(?![^,`]*\bdefault\b)[^,`]*\bnot\s+null\b/i,
    'alter table debit add column mine text not null, add column other text',
  ],
  ['rewrites values', /`\s*update\s/i, "sql`update debit set source = 'profile'`"],
  ['makes values unique that were not', /\bcreate\s+unique\s+index\b/i, 'create unique index mine on debit (request_id)'],
  ['allows less than before', /\badd\s+constraint\b/i, "alter table debit add constraint mine check (source <> 'profile')"],
];

/** By migration, what it does, and why nobody is in the way. */
const allowed: Record<string, string[]> = {
  // Before the first release.
  '2026-11-23-merges': [
    'demands a value where none was',
    'rewrites values',
    'makes values unique that were not',
    'allows less than before',
  ],
  '2026-11-24-ledger': ['rewrites values', 'allows less than before'],
  // The same constraint again, with more values.
  '2026-11-29-pool': ['allows less than before'],
  '2026-11-29-words': ['allows less than before'],
  // Whoever signed in on the version before signs in again there: tokens in plain text are not kept for its sake (docs/operator.md).
  '2026-11-30-access': ['rewrites values'],
  // A name twice was a slip of two commands at once.
  '2026-11-30-pools-named': ['rewrites values', 'makes values unique that were not'],
  // Fills its own column.
  '2026-11-30-annual-prices': ['rewrites values'],
  '2026-12-01-snapshot-names': ['rewrites values'],
};

const folder = join(import.meta.dirname, 'migrations');
const names = globSync('20*.ts', { cwd: folder })
  .map((file) => file.replace(/\.ts$/, ''))
  .toSorted();
/** A table that a migration makes itself is nobody else's yet. */
const withoutItsOwn = (text: string): string =>
  text.replaceAll(/create unique index \w+ on (\w+)/gi, (whole, table: string) => (text.includes(`create table ${table} `) ? '' : whole));
const breaks = (text: string): string[] => breaking.flatMap(([what, pattern]) => (pattern.test(withoutItsOwn(text)) ? [what] : []));

describe('the version before goes on with the tables of the next one', () => {
  test.each(breaking)('what %s is found out', (what, _, example) => {
    expect(breaks(example)).toContain(what);
  });

  test('what only adds is not taken for it', () => {
    for (const text of [
      'create table mine (workspace_id uuid not null, n integer unique, primary key (workspace_id, n))',
      'alter table debit add column mine text, add column other text not null default 0, add column third text default 0 not null',
      'create index mine on debit (at)',
    ])
      expect([text, breaks(text)]).toEqual([text, []]);
  });

  test.each(names)('%s', (name) => {
    expect(breaks(readFileSync(join(folder, `${name}.ts`), 'utf8'))).toEqual(allowed[name] ?? []);
  });
});

test('a server goes on, and starts again, where a newer one has migrated', async () => {
  const cluster = inject('cluster');
  const admin = openDatabase({ ...cluster, database: 'postgres' }, { max: 1 });
  await sql`create database migrated_later`.execute(admin.db);
  const opened = openDatabase({ ...cluster, database: 'migrated_later' }, { max: 2 });
  try {
    await migrate(opened.db);
    await sql`insert into kysely_migration values ('2031-01-01-later', now()::text)`.execute(opened.db);
    expect(await migrate(opened.db)).toEqual([]);
    expect(await migrationsOf(opened.db)).toEqual([...Object.keys(migrations), '2031-01-01-later']);
  } finally {
    await opened.close();
    await sql`drop database migrated_later`.execute(admin.db);
    await admin.close();
  }
});
