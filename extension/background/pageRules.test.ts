// @vitest-environment node
import 'fake-indexeddb/auto';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { rulesText, type PageReport, type PageRules, type PublishedRules, type SignedRules } from '@wellmet/shared/pageRules';
import { pageRulesCache } from '../cache/pageRules.ts';
import { emptyCache, rememberAccount, rememberServer } from '../cache/write.ts';
import { signIn, signOut, useServer } from './account.ts';
import { askForRules, forgetRules, keepRulesFresh, pageRules, reportPage, rulesAlarm } from './pageRules.ts';
import { giveStorage } from './testing.ts';

const defaultServer = 'http://127.0.0.1:4310';
const otherServer = 'https://wellmet.example';
const workspace = { id: '0198a000-0000-7000-8000-000000000001', name: 'Oak & Co', role: 'owner' } as const;
const member = { id: '0198a000-0000-7000-8000-000000000002', name: 'Ines Okafor', email: 'ines@example.com' };
const account = { token: 'secret-token', expiresAt: '2026-12-23T10:00:00.000Z', member, workspace };

const base64url = (bytes: ArrayBuffer) => Buffer.from(bytes).toString('base64url');

/** An operator: signs rules, and has a public key. */
async function operator(): Promise<{ publicKey: string; sign: (rules: PageRules | string) => Promise<SignedRules> }> {
  const keys = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']);
  return {
    publicKey: base64url(await crypto.subtle.exportKey('raw', keys.publicKey)),
    sign: async (rules) => {
      const text = typeof rules === 'string' ? rules : rulesText(rules);
      const signature = await crypto.subtle.sign('Ed25519', keys.privateKey, new TextEncoder().encode(text));
      return { rules: text, signature: base64url(signature), keyId: 'a'.repeat(16) };
    },
  };
}
const rulesOf = (version: number): PageRules => ({
  version,
  issuedAt: '2026-11-25T10:00:00.000Z',
  selectors: { companyPeople: { title: '.lockup-heading' } },
  off: [],
});

let own: Awaited<ReturnType<typeof operator>>;
let stranger: typeof own;
beforeAll(async () => {
  [own, stranger] = await Promise.all([operator(), operator()]);
});

/** The server of a test: what it was asked, and what it says of rules. */
const asked: { url: string; body: unknown; authorization: string | null }[] = [];
let says: PublishedRules | 'nothing';
beforeEach(async () => {
  fakeBrowser.reset();
  giveStorage();
  asked.length = 0;
  says = {};
  vi.stubEnv('WXT_SERVER_URL', defaultServer);
  vi.stubEnv('WXT_RULES_KEY', '');
  vi.stubGlobal('fetch', async (url: URL, init: RequestInit) => {
    asked.push({ url: url.href, body: init.body, authorization: new Headers(init.headers).get('authorization') });
    if (says === 'nothing') throw new TypeError('connection refused');
    if (url.pathname.endsWith('/page-reports')) return new Response(null, { status: 204 });
    if (url.pathname === '/v1/page-rules') return new Response(JSON.stringify(says));
    return new Response(JSON.stringify({ ...account, workspaces: [workspace] }));
  });
  await emptyCache();
  await forgetRules();
  await rememberServer(defaultServer);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});

/** The server says this now; what a page gets then. */
async function after(published: typeof says): Promise<PageRules | undefined> {
  says = published;
  await askForRules();
  return pageRules();
}

describe('rules', () => {
  test('are taken under the key that the server named first', async () => {
    expect(await after({ publicKey: own.publicKey })).toBeUndefined();
    expect(await after({ publicKey: own.publicKey, signed: await own.sign(rulesOf(1)) })).toEqual(rulesOf(1));
    expect(asked[0]).toEqual({ url: `${defaultServer}/v1/page-rules`, body: undefined, authorization: null });
  });

  test('of a server without a key are none', async () => {
    expect(await after({ signed: await own.sign(rulesOf(1)) })).toBeUndefined();
  });

  test('under another key later are refused, whatever the server says of it; the ones before stay', async () => {
    await after({ publicKey: own.publicKey, signed: await own.sign(rulesOf(1)) });
    expect(await after({ publicKey: stranger.publicKey, signed: await stranger.sign(rulesOf(2)) })).toEqual(rulesOf(1));
    expect(await after({ publicKey: own.publicKey, signed: await stranger.sign(rulesOf(3)) })).toEqual(rulesOf(1));
    expect(await after({ publicKey: own.publicKey, signed: await own.sign(rulesOf(4)) })).toEqual(rulesOf(4));
  });

  test('of the server that is built in are taken under the key that is built in alone', async () => {
    vi.stubEnv('WXT_RULES_KEY', own.publicKey);
    expect(await after({ publicKey: stranger.publicKey, signed: await stranger.sign(rulesOf(1)) })).toBeUndefined();
    expect(await after({ publicKey: stranger.publicKey, signed: await own.sign(rulesOf(1)) })).toEqual(rulesOf(1));
    await useServer({ url: otherServer });
    expect(await pageRules()).toBeUndefined();
    expect(await after({ publicKey: stranger.publicKey, signed: await own.sign(rulesOf(2)) })).toBeUndefined();
    expect(await after({ publicKey: stranger.publicKey, signed: await stranger.sign(rulesOf(2)) })).toEqual(rulesOf(2));
    expect(asked.at(-1)?.url).toBe(`${otherServer}/v1/page-rules`);
  });

  test('are refused where the text is not the signed one, and where it is none', async () => {
    const signed = await own.sign(rulesOf(1));
    expect(await after({ publicKey: own.publicKey, signed: { ...signed, rules: rulesText(rulesOf(2)) } })).toBeUndefined();
    expect(await after({ publicKey: own.publicKey, signed: await own.sign('{"version":1}') })).toBeUndefined();
    expect(await after({ publicKey: own.publicKey, signed: await own.sign(rulesText({ ...rulesOf(1), off: [''] })) })).toBeUndefined();
  });

  test('never go back', async () => {
    await after({ publicKey: own.publicKey, signed: await own.sign(rulesOf(5)) });
    expect(await after({ publicKey: own.publicKey, signed: await own.sign(rulesOf(4)) })).toEqual(rulesOf(5));
    // Not even over a withdrawal.
    expect(await after({ publicKey: own.publicKey })).toBeUndefined();
    expect(await after({ publicKey: own.publicKey, signed: await own.sign(rulesOf(4)) })).toBeUndefined();
    expect(await after({ publicKey: own.publicKey, signed: await own.sign(rulesOf(6)) })).toEqual(rulesOf(6));
  });

  test('stay while the server cannot be reached or says what is no answer', async () => {
    await after({ publicKey: own.publicKey, signed: await own.sign(rulesOf(1)) });
    expect(await after('nothing')).toEqual(rulesOf(1));
    expect(await after({ publicKey: 'no key' })).toEqual(rulesOf(1));
    expect(await after({ publicKey: own.publicKey, signed: { rules: '' } as SignedRules })).toEqual(rulesOf(1));
  });

  test('that somebody has changed where they are kept get to no page', async () => {
    await after({ publicKey: own.publicKey, signed: await own.sign(rulesOf(5)) });
    const kept = await pageRulesCache.kept.get('now');
    expect(kept).toMatchObject({ url: defaultServer, version: 5, publicKey: own.publicKey });
    if (!kept) throw new Error('nothing kept');
    for (const signed of [
      { ...(kept.signed as SignedRules), rules: rulesText(rulesOf(6)) },
      await stranger.sign(rulesOf(6)),
      await own.sign(rulesOf(4)),
      { rules: 1 } as unknown as SignedRules,
    ]) {
      await pageRulesCache.kept.put({ ...kept, signed });
      expect(await pageRules()).toBeUndefined();
    }
    await pageRulesCache.kept.put({ ...kept, url: otherServer });
    expect(await pageRules()).toBeUndefined();
    // Nothing of it is where content scripts can write.
    expect(await fakeBrowser.storage.local.get(null)).toEqual({});
  });

  test('are none in a browser without Ed25519', async () => {
    const importKey = vi.spyOn(crypto.subtle, 'importKey').mockRejectedValue(new DOMException('', 'NotSupportedError'));
    try {
      expect(await after({ publicKey: own.publicKey, signed: await own.sign(rulesOf(1)) })).toBeUndefined();
    } finally {
      importKey.mockRestore();
    }
  });

  test('of several questions at once the last answer counts', async () => {
    await rememberAccount(account);
    says = { publicKey: own.publicKey, signed: await own.sign(rulesOf(2)) };
    await Promise.all([askForRules(), askForRules(), askForRules()]);
    expect(await pageRules()).toEqual(rulesOf(2));
  });
});

const questions = () => asked.filter(({ url }) => url.endsWith('/v1/page-rules')).length;
const ring = (name: string) => fakeBrowser.alarms.onAlarm.trigger({ name, scheduledTime: 0, persistAcrossSessions: true });

describe('the server is asked', () => {
  test('at sign-in, and not by a page', async () => {
    says = { publicKey: own.publicKey, signed: await own.sign(rulesOf(1)) };
    await signIn({ email: 'ines@example.com', password: 'correct horse' });
    await vi.waitFor(async () => expect(await pageRules()).toEqual(rulesOf(1)));
    const before = asked.length;
    for (let i = 0; i < 5; i++) await pageRules();
    expect(asked).toHaveLength(before);
    // Signing out leaves them: they are nobody's.
    await signOut();
    expect(await pageRules()).toEqual(rulesOf(1));
  });

  test('every six hours by the clock, while somebody is signed in', async () => {
    keepRulesFresh();
    await vi.waitFor(async () => expect(await fakeBrowser.alarms.get(rulesAlarm)).toMatchObject({ periodInMinutes: 360 }));
    await ring(rulesAlarm);
    await new Promise((done) => setTimeout(done, 20));
    expect(questions()).toBe(0);
    await rememberAccount(account);
    await ring(rulesAlarm);
    await vi.waitFor(() => expect(questions()).toBe(1));
    await ring('another');
    await new Promise((done) => setTimeout(done, 20));
    expect(questions()).toBe(1);
  });
});

describe('a report', () => {
  const report: PageReport = {
    extensionVersion: '0.1.0',
    pageKind: 'profile',
    reading: 'changed',
    field: 'name',
    generations: ['sdui', 'ember'],
    rulesVersion: 0,
    hasParameters: false,
    counts: { profileSdui: { name: 0 } },
  };

  test('goes to the workspace’s own server as it was shown', async () => {
    await rememberAccount(account);
    expect(await reportPage(report)).toBe('done');
    expect(asked).toEqual([
      {
        url: `${defaultServer}/v1/workspaces/${workspace.id}/page-reports`,
        body: JSON.stringify(report),
        authorization: 'Bearer secret-token',
      },
    ]);
  });

  test('of somebody who is not signed in goes nowhere', async () => {
    expect(await reportPage(report)).toEqual({ trouble: 'signedOut' });
    expect(asked).toEqual([]);
  });
});
