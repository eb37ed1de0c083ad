/** Whoever asks from a page, another extension or without a browser: every route of the contract, and the pages beside it. */
import { api, type Route, type RouteName } from '@wellmet/shared/api';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { extensionOrigin, testApp, type TestApp, type Told } from '../testing/app.ts';
import { everything } from '../testing/everything.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp({ eventTimes: { lastMs: 10 } });
});
afterAll(() => app.close());

const routes = (Object.keys(api) as RouteName[]).map((name): [RouteName, Route] => [name, api[name]]);
const pathIn = ({ path }: Route): string => path.replace('{workspaceId}', app.workspaceId).replaceAll(/\{\w+\}/g, () => uuidv7());
const foreign = [
  'https://www.linkedin.com',
  'https://evil.example',
  'null',
  'http://127.0.0.1:4310',
  'chrome-extension://ponmlkjihgfedcbaponmlkjihgfedcba',
];
/** What a page may send anywhere without asking first. */
const simpleTypes = [
  'text/plain',
  'text/plain;charset=application/json',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  '',
];

/** What of an answer lets another page in, or leaves something with the browser. */
const openings = ({ headers }: Told): string[] => [
  ...['access-control-allow-origin', 'access-control-allow-credentials', 'access-control-allow-private-network', 'set-cookie'].filter(
    (name) => headers.has(name),
  ),
  ...(headers.get('x-content-type-options') === 'nosniff' ? [] : ['sniffing']),
];

describe.each(routes)('%s', (_, route) => {
  const method = route.method.toUpperCase();

  test('a page or another extension is not let in by its browser', async () => {
    for (const origin of foreign) {
      const headers = {
        origin,
        'access-control-request-method': method,
        'access-control-request-headers': 'authorization,content-type',
        'access-control-request-private-network': 'true',
      };
      expect(openings(await app.ask('OPTIONS', pathIn(route), { token: null, headers }))).toEqual([]);
      expect(openings(await app.ask(method, pathIn(route), { token: null, headers: { origin }, ...(route.body && { body: {} }) }))).toEqual(
        [],
      );
    }
  });

  test('our extension is, without cookies', async () => {
    const headers = { origin: extensionOrigin, 'access-control-request-method': method, 'access-control-request-headers': 'authorization' };
    const answer = await app.ask('OPTIONS', pathIn(route), { token: null, headers });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-origin')).toBe(extensionOrigin);
    expect(answer.headers.get('access-control-allow-methods')?.split(',')).toContain(method);
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
    // A cache in between must not give this answer to another origin.
    expect(answer.headers.get('vary')?.toLowerCase()).toContain('origin');
  });

  test.skipIf(!route.body && !route.upload)('a body of a form is refused, whoever sends it', async () => {
    const before = await everything(app.database);
    for (const type of simpleTypes) {
      const headers = { 'content-type': type, origin: 'https://evil.example' };
      const answer = await app.ask(method, pathIn(route), { headers, body: { requestId: uuidv7() } });
      // The role, what the address names and what it asks may be looked at first.
      expect([403, 404, 415, ...(route.query ? [400] : [])]).toContain(answer.status);
      expect(openings(answer)).toEqual([]);
    }
    expect(await everything(app.database)).toEqual(before);
  });

  test.skipIf(route.access === 'public')('nothing but the header says who asks', async () => {
    const { token } = app.session;
    const cookie = ['better-auth.session_token', '__Secure-better-auth.session_token', 'token', 'session', 'authorization']
      .map((name) => `${name}=${token}`)
      .join('; ');
    const query = new URLSearchParams({ token, access_token: token, authorization: `Bearer ${token}` });
    const answer = await app.ask(method, `${pathIn(route)}?${query.toString()}`, {
      token: null,
      headers: { cookie, 'x-api-key': token, 'x-forwarded-user': token, 'x-http-method-override': 'GET' },
      ...(route.body && { body: { requestId: uuidv7(), token } }),
    });
    expect(answer).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
    expect(openings(answer)).toEqual([]);
  });
});

test('without a browser there is no origin, and all is as with one', async () => {
  const answer = await app.ask('GET', '/v1/me');
  expect(answer.status).toBe(200);
  expect(openings(answer)).toEqual([]);
});

test('signing up, in, and out, changing the password: no cookie is set', async () => {
  const account = { email: 'cookie@people.example', password: 'correct horse' };
  const signUp = await app.ask('POST', '/v1/sign-up', { token: null, body: { name: 'Ines', timeZone: 'UTC', ...account } });
  const signIn = await app.ask('POST', '/v1/sign-in', { token: null, body: account });
  const { token } = signIn.body as { token: string };
  const changed = await app.ask('POST', '/v1/password', {
    token,
    body: { oldPassword: account.password, newPassword: 'battery staple nine' },
  });
  const signOut = await app.ask('POST', '/v1/sign-out', { token });
  for (const answer of [signUp, signIn, changed, signOut]) {
    expect(answer.status).toBeLessThan(300);
    expect(openings(answer)).toEqual([]);
  }
});

// prettier-ignore
test.each(['/pricing', '/join', '/device', '/password', '/health', '/ready', '/openapi.json', '/web/page.js', '/nothing', '/v1/nothing'])(
  '%s is open to no other page, in no frame, and sets no cookie', async (path) => {
    for (const origin of foreign) {
      const answer = await app.ask('GET', path, { token: null, headers: { origin, cookie: `token=${app.session.token}` } });
      expect(openings(answer)).toEqual([]);
      expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
      expect(answer.headers.get('x-frame-options')).toBe('SAMEORIGIN');
      expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    }
  },
);
