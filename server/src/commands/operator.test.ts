/** What an operator asks first, and what a workspace may ask of them. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { examine } from '../doctor/doctor.ts';
import { openDatabase } from '../db/open.ts';
import { testApp, type TestApp } from '../testing/app.ts';
import { childEnvironment } from '../testing/childEnvironment.ts';
import { analysisOf, memberId, sightingOf } from '../testing/sightings.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

const environment = (): Record<string, string> => ({
  DATABASE_URL: app.database.urls.application,
  DATABASE_OWNER_URL: app.database.urls.owner,
  WELLMET_SECRET: app.accounts.secret,
});
const command = (...words: string[]): Promise<{ status: number; out: string; err: string }> =>
  new Promise((done) => {
    const env = { ...childEnvironment, ...environment() };
    execFile(process.execPath, [join(import.meta.dirname, '..', 'cli.ts'), ...words], { env }, (error, out, err) =>
      done({ status: typeof error?.code === 'number' ? error.code : 0, out, err }),
    );
  });

const stateOf = async (about: string, settings: Record<string, string> = {}): Promise<string | undefined> =>
  (await examine(readConfig({ ...environment(), ...settings }), app.database.db)).find((finding) => finding.about === about)?.state;

test('doctor: nothing is bad of a server that is well', async () => {
  // As every start does: what everybody may do with a new database is taken away.
  await command('migrate');
  const { status, out, err } = await command('doctor');
  expect({ status, err }).toEqual({ status: 0, err: '' });
  expect(out).toMatch(/^ok {4}database: PostgreSQL \d+/);
  expect(out).toContain('ok    tables: up to date\n');
  expect(out).toContain('ok    rights: the server’s user cannot rewrite the ledger\n');
  expect(out).toContain('warn  mail: none is sent\n      Set SMTP_URL');
  expect(out).not.toContain('bad ');
});

test('doctor finds what is wrong', async () => {
  const { owner } = app.database;
  await sql`update credit_head set stopped_at = now() where workspace_id = ${app.workspaceId}`.execute(owner);
  expect(await stateOf('ledgers')).toBe('bad');
  await sql`update credit_head set stopped_at = null`.execute(owner);
  expect(await stateOf('ledgers')).toBe('ok');
  await sql`update plan set offered = false where code = 'free'`.execute(owner);
  expect(await stateOf('plan free')).toBe('bad');
  await sql`update plan set offered = true where code = 'free'`.execute(owner);
  await sql`insert into kysely_migration values ('2031-01-01-later', now()::text)`.execute(owner);
  expect(await stateOf('tables')).toBe('warn');
  await sql`delete from kysely_migration where name in ('2031-01-01-later', '2026-11-30-pools-named')`.execute(owner);
  expect(await stateOf('tables')).toBe('bad');
  await sql`insert into kysely_migration values ('2026-11-30-pools-named', now()::text)`.execute(owner);
  expect(await stateOf('daily verification')).toBe('warn');
  await sql`insert into periodic_work values ('ledger verification', now())`.execute(owner);
  expect(await stateOf('daily verification')).toBe('ok');
  const letters = { SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'Wellmet <w@server.example>', PUBLIC_URL: 'http://127.0.0.1:1' };
  expect(await stateOf('mail', letters)).toBe('bad');
  expect(await stateOf('public address', letters)).toBe('warn');
  expect(await stateOf('extensions', { EXTENSION_ORIGINS: 'chrome-extension://*' })).toBe('warn');
});

test('doctor: a database that does not answer', async () => {
  const away = openDatabase('postgresql://nobody:nothing@127.0.0.1:1/none', { max: 1 });
  const findings = await examine(readConfig(environment()), away.db);
  await away.close();
  expect(findings[0]).toMatchObject({ about: 'database', state: 'bad', found: 'does not answer (ECONNREFUSED)' });
  expect(findings.filter(({ state }) => state === 'bad')).toHaveLength(1);
});

test('erase: says whom, then does it on the word of an owner; the person is refused from then on', async () => {
  const sighting = sightingOf({ slug: 'ysolde-quill' });
  const path = `/v1/workspaces/${app.workspaceId}`;
  const { body } = await app.ask('POST', `${path}/analyses`, { body: analysisOf([sighting]) });
  const contactId = body.people[0].contact.id as string;
  const words = ['erase', 'https://www.linkedin.com/in/ysolde-quill/', '--workspace', app.workspaceId, '--email'];
  expect(await command(...words, 'nobody@people.example', '--yes')).toMatchObject({
    status: 2,
    err: expect.stringContaining('no owner or admin'),
  });
  expect(await command(...words, app.session.member.email)).toEqual({
    status: 0,
    out: `contact ${contactId} would be erased for ever: say --yes\n`,
    err: '',
  });
  expect(await app.ask('GET', `${path}/contacts/${contactId}`)).toMatchObject({ status: 200 });
  expect(JSON.parse((await command(...words, app.session.member.email, '--yes', '--json')).out)).toEqual({ contactId, erased: true });
  expect(await app.ask('GET', `${path}/contacts/${contactId}`)).toMatchObject({ status: 404 });
  expect(await app.ask('POST', `${path}/analyses`, { body: analysisOf([sighting]) })).toMatchObject({
    body: { people: [{ class: 'erased' }] },
  });
  expect(await command(...words, app.session.member.email, '--yes')).toMatchObject({
    status: 2,
    err: expect.stringContaining('nobody under this address'),
  });
});

test('erase: by LinkedIn’s id, of the member or in the address, as well', async () => {
  const identifiers = { slug: 'orla-quill', member: memberId(4711) };
  const path = `/v1/workspaces/${app.workspaceId}`;
  const { body } = await app.ask('POST', `${path}/analyses`, { body: analysisOf([sightingOf(identifiers)]) });
  const contactId = body.people[0].contact.id as string;
  const erase = (person: string, ...more: string[]) =>
    command('erase', person, '--workspace', app.workspaceId, '--email', app.session.member.email, ...more);
  for (const person of [memberId(4711), 'orla-quill', 'Orla-Quill', `https://www.linkedin.com/in/${memberId(4711)}`])
    expect([person, (await erase(person)).out]).toEqual([person, `contact ${contactId} would be erased for ever: say --yes\n`]);
  for (const person of [memberId(4712), 'orla', 'https://people.example/in/orla-quill', 'a b'])
    expect([person, (await erase(person, '--yes')).status]).toEqual([person, 2]);
  expect(await erase(memberId(4711), '--yes')).toMatchObject({ status: 0 });
  expect(await app.ask('GET', `${path}/contacts/${contactId}`)).toMatchObject({ status: 404 });
});

test('workspace show: one of them', async () => {
  const { out } = await command('workspace', 'show', '--workspace', app.workspaceId);
  expect(out).toContain(`id            ${app.workspaceId}\n`);
  expect(out).toMatch(/credits left {2}\d+ of 25/);
});
