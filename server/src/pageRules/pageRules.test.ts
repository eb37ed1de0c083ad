/** Rules as extensions get them, and reports as users send them: over HTTP, on the database with the server's own rights. */
import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { rulesText, type PageReport, type PageRules, type SignedRules } from '@wellmet/shared/pageRules';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ProblemError } from '../http/problem.ts';
import { testApp, workspaceOf, type TestApp } from '../testing/app.ts';
import { keepReport, maxReports, reportCounts } from './reports.ts';
import { lastPublished, publishRules, withdrawRules } from './rules.ts';
import { keyIdOf, newKeyPair, signatureFits, signRules } from './signing.ts';

const { publicKey, privateKey } = newKeyPair();
let app: TestApp;
beforeAll(async () => {
  app = await testApp({ rulesPublicKey: publicKey });
});
afterAll(() => app.close());
beforeEach(async () => {
  await sql`delete from page_rules`.execute(app.database.owner);
  await sql`delete from page_report`.execute(app.database.owner);
});

const rulesOf = (version: number, overrides: Partial<PageRules> = {}): PageRules => ({
  version,
  issuedAt: '2026-11-25T10:00:00.000Z',
  selectors: { companyPeople: { title: '.lockup-heading' } },
  off: [],
  ...overrides,
});
const handedOut = async () => (await app.ask('GET', '/v1/page-rules', { token: null })).body as { signed?: SignedRules };
const refusalOf = async (publishing: Promise<unknown>): Promise<string> => {
  const error: unknown = await publishing.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof ProblemError ? (error.extra.detail ?? error.code) : `no refusal: ${String(error)}`;
};

describe('a signature', () => {
  const signed = signRules(rulesOf(1), privateKey);

  test('is of this text and of this key', () => {
    expect(signed).toEqual({ rules: rulesText(rulesOf(1)), signature: expect.any(String), keyId: keyIdOf(publicKey) });
    expect(signatureFits(signed, publicKey)).toBe(true);
    expect(signatureFits(signed, newKeyPair().publicKey)).toBe(false);
    expect(signatureFits({ ...signed, rules: signed.rules.replace('heading', 'headin') }, publicKey)).toBe(false);
    expect(signatureFits({ ...signed, rules: `${signed.rules} ` }, publicKey)).toBe(false);
    const another = signed.signature.startsWith('A') ? 'B' : 'A';
    expect(signatureFits({ ...signed, signature: `${another}${signed.signature.slice(1)}` }, publicKey)).toBe(false);
  });

  test('is what a browser’s own check takes', async () => {
    const key = await crypto.subtle.importKey('raw', Buffer.from(publicKey, 'base64url'), 'Ed25519', false, ['verify']);
    const fits = (rules: string) =>
      crypto.subtle.verify('Ed25519', key, Buffer.from(signed.signature, 'base64url'), new TextEncoder().encode(rules));
    expect(await fits(signed.rules)).toBe(true);
    expect(await fits(`${signed.rules} `)).toBe(false);
  });

  test('needs an Ed25519 key', () => {
    expect(() => signRules(rulesOf(1), 'no key')).toThrow(/key|DECODER/i);
    const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey.export({ type: 'pkcs8', format: 'pem' });
    expect(() => signRules(rulesOf(1), rsa.toString())).toThrow('not an Ed25519 key');
  });
});

describe('rules', () => {
  test('are handed out to anybody, word by word, with the key that they are checked by', async () => {
    expect(await handedOut()).toEqual({ publicKey });
    const signed = signRules(rulesOf(1), privateKey);
    expect(await publishRules(app.database.db, signed, publicKey)).toEqual(rulesOf(1));
    expect(await handedOut()).toEqual({ publicKey, signed });
  });

  test('are not, where the operator has named no key', async () => {
    const other = await testApp();
    try {
      await publishRules(other.database.db, signRules(rulesOf(1), privateKey), publicKey);
      expect((await other.ask('GET', '/v1/page-rules', { token: null })).body).toEqual({});
    } finally {
      await other.close();
    }
  });

  test('grow: an older or the same version is refused, a withdrawn one too', async () => {
    const { db } = app.database;
    const publish = (version: number) => publishRules(db, signRules(rulesOf(version), privateKey), publicKey);
    await publish(3);
    expect(await refusalOf(publish(3))).toBe('The version must be greater than 3, which was published before.');
    expect(await refusalOf(publish(2))).toContain('greater than 3');
    await publish(5);
    expect(await withdrawRules(db)).toBe(5);
    expect(await handedOut()).toEqual({ publicKey });
    expect(await withdrawRules(db)).toBeUndefined();
    expect(await lastPublished(db)).toMatchObject({ version: 5, withdrawnAt: expect.any(Date) });
    expect(await refusalOf(publish(5))).toContain('greater than 5');
    await publish(6);
    expect((await handedOut()).signed?.rules).toContain('"version":6');
  });

  test('are published once by twenty at once', async () => {
    const publishing = Array.from({ length: 20 }, () => publishRules(app.database.db, signRules(rulesOf(7), privateKey), publicKey));
    const done = await Promise.allSettled(publishing);
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('of another key, of another text and what are none are refused', async () => {
    const { db } = app.database;
    const stranger = newKeyPair();
    const signed = signRules(rulesOf(1), privateKey);
    const foreign = signRules(rulesOf(1), stranger.privateKey);
    expect(await refusalOf(publishRules(db, foreign, publicKey))).toContain(keyIdOf(stranger.publicKey));
    expect(await refusalOf(publishRules(db, { ...foreign, keyId: signed.keyId }, publicKey))).toBe('The signature is not of this text.');
    expect(await refusalOf(publishRules(db, { ...signed, rules: rulesText(rulesOf(2)) }, publicKey))).toBe(
      'The signature is not of this text.',
    );
    const nonsense = '{"version":1}';
    const signature = sign(null, Buffer.from(nonsense), createPrivateKey(privateKey)).toString('base64url');
    expect(await refusalOf(publishRules(db, { rules: nonsense, signature, keyId: signed.keyId }, publicKey))).toContain('no rules');
    expect(await handedOut()).toEqual({ publicKey });
  });
});

const report: PageReport = {
  extensionVersion: '0.1.0',
  pageKind: 'companyPeople',
  reading: 'changed',
  field: 'identifiers',
  generations: ['ember'],
  rulesVersion: 0,
  language: 'fr',
  hasParameters: false,
  counts: { page: { main: 1 }, companyPeople: { card: 12, title: 0 } },
};
const path = () => `/v1/workspaces/${app.workspaceId}/page-reports`;

describe('a report', () => {
  test('is kept without who told it, and counted when it is told again', async () => {
    for (let i = 0; i < 3; i++) expect(await app.ask('POST', path(), { body: report })).toMatchObject({ status: 204, body: '' });
    const { rows } = await sql<Record<string, unknown>>`select * from page_report`.execute(app.database.db);
    expect(rows).toEqual([
      {
        workspace_id: app.workspaceId,
        day: expect.any(Date),
        hash: expect.any(Buffer),
        page_kind: 'companyPeople',
        report,
        times: 3,
        last_at: expect.any(Date),
      },
    ]);
    expect(JSON.stringify(rows)).not.toContain(app.session.member.id);
  });

  test.each<[string, object]>([
    ['an address', { url: 'https://www.linkedin.com/in/ysolde-quill/' }],
    ['a name as a field', { field: 'Ysolde Quill' }],
    ['a name as a count', { counts: { companyPeople: { ysolde: 1 } } }],
    ['a text as a count', { counts: { companyPeople: { card: 'Ysolde' } } }],
  ])('with %s is refused and not repeated', async (_, overrides) => {
    const answer = await app.ask('POST', path(), { body: { ...report, ...overrides } });
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
    expect(JSON.stringify(answer.body)).not.toMatch(/ysolde/i);
    expect(await reportCounts(app.database.db)).toEqual([]);
  });

  test(`is one of ${maxReports} that are kept of a workspace, the newest; others’ are not touched`, async () => {
    const other = workspaceOf(await app.signUp());
    await keepReport(app.database.db, other, report);
    for (let rulesVersion = 0; rulesVersion < maxReports + 5; rulesVersion++)
      await keepReport(app.database.db, app.workspaceId, { ...report, rulesVersion });
    const { rows } = await sql<{ version: number }>`
      select (report->>'rulesVersion')::integer as version from page_report where workspace_id = ${app.workspaceId} order by 1`.execute(
      app.database.db,
    );
    expect(rows.map(({ version }) => version)).toEqual(Array.from({ length: maxReports }, (_, i) => i + 5));
    expect(await reportCounts(app.database.db)).toHaveLength(maxReports + 1);
  });

  test('of several workspaces is one line for the operator', async () => {
    const other = workspaceOf(await app.signUp());
    await keepReport(app.database.db, app.workspaceId, report);
    await keepReport(app.database.db, other, report);
    await keepReport(app.database.db, other, report);
    expect(await reportCounts(app.database.db)).toEqual([
      { report, times: 3, workspaces: 2, lastDay: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) },
    ]);
  });

  test('goes with its workspace', async () => {
    const other = workspaceOf(await app.signUp());
    await keepReport(app.database.db, other, report);
    await sql`delete from credit_head where workspace_id = ${other}`.execute(app.database.owner);
    expect(await reportCounts(app.database.db)).toEqual([]);
  });
});
