/** The commands about rules of pages, as an operator types them: the first two on a machine without a server. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SignedRules } from '@wellmet/shared/pageRules';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepReport } from '../pageRules/reports.ts';
import { testApp, type TestApp } from '../testing/app.ts';
import { childEnvironment } from '../testing/childEnvironment.ts';

let app: TestApp;
let folder: string;
beforeAll(async () => {
  app = await testApp();
  folder = await mkdtemp(join(tmpdir(), 'wellmet-rules-'));
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

interface Said {
  status: number;
  out: string;
  err: string;
}
const run = (words: string[], env: Record<string, string>): Promise<Said> =>
  new Promise((done) => {
    const options = { env: { ...childEnvironment, ...env }, cwd: folder };
    execFile(process.execPath, [join(import.meta.dirname, '..', 'cli.ts'), ...words], options, (error, out, err) =>
      done({ status: typeof error?.code === 'number' ? error.code : 0, out, err }),
    );
  });
/** Where there is no server: an address that nobody answers would be an error. */
const offline = (...words: string[]) =>
  run(words, { DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none', WELLMET_SECRET: 'x'.repeat(32) });
const online = (publicKey: string, ...words: string[]) => {
  const { application, owner } = app.database.urls;
  return run(words, {
    DATABASE_URL: application,
    DATABASE_OWNER_URL: owner,
    WELLMET_SECRET: 'x'.repeat(32),
    ...(publicKey !== '' && { RULES_PUBLIC_KEY: publicKey }),
  });
};
const write = (name: string, content: unknown) =>
  writeFile(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));

test('from a key to rules in force, and back', async () => {
  const made = await offline('rules', 'key', '--key', 'rules.pem');
  expect(made).toMatchObject({ status: 0, err: '' });
  expect(made.out).toMatch(/^[\w-]{43}\n$/);
  const publicKey = made.out.trim();
  expect((await stat(join(folder, 'rules.pem'))).mode & 0o077).toBe(0);
  const pem = await readFile(join(folder, 'rules.pem'), 'utf8');
  const other = await offline('rules', 'key', '--key', 'other.pem', '--json');
  expect(JSON.parse(other.out)).toEqual({ publicKey: expect.stringMatching(/^[\w-]{43}$/) });
  // A key that extensions know is not written over.
  expect(await offline('rules', 'key', '--key', 'rules.pem')).toMatchObject({ status: 2, out: '' });
  expect(await readFile(join(folder, 'rules.pem'), 'utf8')).toBe(pem);

  await write('rules.json', { version: 1, selectors: { companyPeople: { title: '.lockup-heading' } }, off: ['salesLead'] });
  const signed = await offline('rules', 'sign', '--key', 'rules.pem', '--file', 'rules.json', '--json');
  expect(signed).toMatchObject({ status: 0, err: '' });
  const envelope = JSON.parse(signed.out) as SignedRules;
  expect(JSON.parse(envelope.rules)).toMatchObject({ version: 1, off: ['salesLead'], issuedAt: expect.stringMatching(/Z$/) });
  expect(signed.out).not.toContain('PRIVATE');
  await write('signed.json', signed.out);

  expect((await online(publicKey, 'rules', 'show')).out).toContain('no rules were published');
  expect(await online('', 'rules', 'publish', '--file', 'signed.json')).toMatchObject({ status: 2, out: '' });
  expect(await online(publicKey, 'rules', 'publish', '--file', 'signed.json')).toEqual({
    status: 0,
    out: 'version 1 is handed out: 1 selector\n  companyPeople.title\n  off: salesLead\n',
    err: '',
  });
  expect(await online(publicKey, 'rules', 'publish', '--file', 'signed.json')).toEqual({
    status: 1,
    out: '',
    err: 'The version must be greater than 1, which was published before.\n',
  });
  await write('tampered.json', { ...envelope, rules: envelope.rules.replace('"version":1', '"version":9') });
  expect(await online(publicKey, 'rules', 'publish', '--file', 'tampered.json')).toMatchObject({
    status: 1,
    err: 'The signature is not of this text.\n',
  });
  expect(JSON.parse((await online(publicKey, 'rules', 'show', '--json')).out)).toMatchObject({
    publicKey,
    version: 1,
    withdrawnAt: null,
    signed: envelope,
    rules: { version: 1 },
  });
  expect((await online(publicKey, 'rules', 'withdraw')).out).toBe('version 1 is withdrawn\n');
  expect((await online(publicKey, 'rules', 'withdraw')).out).toBe('there was nothing to withdraw\n');
  expect((await online(publicKey, 'rules', 'show')).out).toContain('version 1, withdrawn ');
});

test('reports, as a table', async () => {
  await keepReport(app.database.db, app.workspaceId, {
    extensionVersion: '0.1.0',
    pageKind: 'companyPeople',
    reading: 'changed',
    field: 'identifiers',
    generations: ['ember'],
    rulesVersion: 0,
    language: 'fr',
    hasParameters: false,
    counts: { companyPeople: { card: 12 } },
  });
  const { out } = await online('', 'rules', 'reports');
  expect(out.replaceAll(/ {2,}/g, '  ')).toMatch(/^\d{4}-\d\d-\d\d  1  1  companyPeople  changed  identifiers  0\.1\.0  0  fr$/m);
  expect(JSON.parse((await online('', 'rules', 'reports', '--json')).out)).toMatchObject({
    reports: [{ report: { counts: { companyPeople: { card: 12 } } } }],
  });
});

const key = 'key.pem';
// prettier-ignore
test.each<[string, () => Promise<unknown>, string[], string]>([
  ['a version that is none', () => write('r.json', { version: 0 }), ['sign', '--key', key, '--file', 'r.json'], '--file: version: '],
  ['no JSON', () => write('r.json', '{'), ['sign', '--key', key, '--file', 'r.json'], '--file: the file is not JSON'],
  ['a name that no reader knows', () => write('r.json', { version: 1, selectors: { companyPeople: { crad: 'li' } }, off: ['groups'] }), ['sign', '--key', key, '--file', 'r.json'], 'no reader knows companyPeople.crad, off: groups'],
  ['a file that is not there', () => Promise.resolve(), ['sign', '--key', key, '--file', 'none.json'], '--file: the file cannot be read'],
  ['a key that is none', async () => { await write('r.json', { version: 1 }); await write(key, 'no key'); }, ['sign', '--key', key, '--file', 'r.json'], '--key: the file is not a private Ed25519 key'],
  ['no file', () => Promise.resolve(), ['sign'], '--key must be the name of a file\n--file must be the name of a file'],
])('%s is told in a line', async (_, prepare, words, says) => {
  await prepare();
  const answer = await offline('rules', ...words);
  expect(answer).toMatchObject({ status: 2, out: '' });
  expect(answer.err).toContain(says);
  expect(answer.err).not.toContain('    at ');
});
