/** What stands in server/deploy fits the server: its settings exist, its secrets are read, its database is one that the server wants. */
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, expect, inject, test } from 'vitest';
import { readConfig, variables } from './config.ts';
import { migrate } from './db/migrate.ts';
import { openDatabase } from './db/open.ts';
import { excessOf, openToApplication } from './db/roles.ts';

const deploy = join(import.meta.dirname, '../deploy');
const folder = mkdtempSync(join(tmpdir(), 'wellmet-deploy-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const textOf = (name: string): string => readFileSync(join(deploy, name), 'utf8');

/** Variables of others. */
const theirs = new Set(['NODE_ENV', 'POSTGRES_PASSWORD_FILE']);

test.each([
  ['compose.yaml', /^ {6}([A-Z_]+):/gm],
  ['compose.yaml', /\$\{([A-Z_]+)/g],
  ['Containerfile', /\b([A-Z_]{3,})=/g],
  ['wellmet.service', /(?<=^Environment=.*)\b([A-Z_]{3,})=/gm],
  ['nginx.conf', /\b([A-Z]+_[A-Z_]+)=/g],
  ['Caddyfile', /\b([A-Z]+_[A-Z_]+)=/g],
])('%s sets what there is', (name, pattern) => {
  const set = [...textOf(name).matchAll(pattern)].map(([, variable = '']) => variable).filter((variable) => !theirs.has(variable));
  expect(set.length).toBeGreaterThan(0);
  expect(set.filter((variable) => !(variable.replace(/_FILE$/, '') in variables))).toEqual([]);
});

test('made secrets are read by the server, are different ones, and are never made anew', () => {
  copyFileSync(join(deploy, 'make-secrets.sh'), join(folder, 'make-secrets.sh'));
  execFileSync('sh', [join(folder, 'make-secrets.sh')]);
  const secrets = join(folder, 'secrets');
  const named = [...textOf('compose.yaml').matchAll(/file: \.\/secrets\/(\w+)/g)].map(([, name = '']) => name);
  expect(readdirSync(secrets).toSorted()).toEqual(named.toSorted());
  expect(statSync(secrets).mode & 0o777).toBe(0o700);
  const config = readConfig({
    DATABASE_URL_FILE: join(secrets, 'application_url'),
    DATABASE_OWNER_URL_FILE: join(secrets, 'owner_url'),
    WELLMET_SECRET_FILE: join(secrets, 'wellmet_secret'),
  });
  expect(config.databaseUrl).toMatch(/^postgresql:\/\/wellmet:[0-9a-f]{64}@database:5432\/wellmet$/);
  expect(config.databaseOwnerUrl).toMatch(/^postgresql:\/\/wellmet_owner:[0-9a-f]{64}@database:5432\/wellmet$/);
  const different = ['wellmet_secret', 'postgres_password', 'owner_password', 'application_password'].map((name) =>
    readFileSync(join(secrets, name), 'utf8'),
  );
  expect(new Set(different).size).toBe(4);
  expect(spawnSync('sh', [join(folder, 'make-secrets.sh')]).status).toBe(1);
  expect(
    readConfig({ DATABASE_URL_FILE: join(secrets, 'application_url'), WELLMET_SECRET_FILE: join(secrets, 'wellmet_secret') }).secret,
  ).toBe(config.secret);
});

test('a file of a setting that cannot be read is told by its variable', () => {
  expect(() => readConfig({ WELLMET_SECRET_FILE: join(folder, 'nothing') })).toThrow(/WELLMET_SECRET_FILE: names a file/);
});

test('the database that is made has two users, and the server’s may do no more than it must', async () => {
  const cluster = inject('cluster');
  const admin = openDatabase({ ...cluster, database: 'postgres' }, { max: 1 });
  // Under names of the test's own: the cluster is shared.
  const statements = textOf('make-database.sql')
    .replaceAll(/:'(\w+)'/g, "'of the test'")
    .replaceAll(/\bwellmet(_owner)?\b/g, 'deployed$1')
    .replaceAll(/^--.*$/gm, '')
    .split(';')
    .filter((statement) => statement.trim() !== '');
  try {
    for (const statement of statements) await sql.raw(statement).execute(admin.db);
    const at = { host: cluster.host, port: cluster.port, password: 'of the test', database: 'deployed' };
    const [owner, application] = ['deployed_owner', 'deployed'].map((user) => openDatabase({ ...at, user }, { max: 2 }));
    if (!owner || !application) throw new Error('two were opened');
    await migrate(owner.db);
    await openToApplication(owner.db, { name: 'deployed' });
    expect(await excessOf(application.db)).toEqual([]);
    await Promise.all([owner.close(), application.close()]);
  } finally {
    await sql`drop database if exists deployed with (force)`.execute(admin.db);
    for (const role of ['deployed', 'deployed_owner']) await sql`drop role if exists ${sql.id(role)}`.execute(admin.db);
    await admin.close();
  }
});

test.skipIf(spawnSync('systemd-analyze', ['--version']).status !== 0)('systemd takes the unit', () => {
  const unit = join(folder, 'wellmet.service');
  // What it starts is not where it will be.
  writeFileSync(unit, textOf('wellmet.service').replace('/usr/bin/node', process.execPath));
  const { stderr, status } = spawnSync('systemd-analyze', ['verify', unit], { encoding: 'utf8' });
  expect({ status, ours: stderr.split('\n').filter((line) => line.includes('wellmet.service')) }).toEqual({ status: 0, ours: [] });
});
