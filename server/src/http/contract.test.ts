import { api, type Route, type RouteName } from '@wellmet/shared/api';
import { Problem } from '@wellmet/shared/problem';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emptyDatabase } from '../testing/database.ts';
import { extensionOrigin, testApp, workspaceOf, type TestApp } from '../testing/app.ts';
import { analysisOf, sightingOf } from '../testing/sightings.ts';
import { bodyLimitBytes } from './question.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

const routes = (Object.keys(api) as RouteName[]).map((name): [RouteName, Route] => [name, api[name]]);
const pathIn = (route: Route, workspaceId = app.workspaceId): string =>
  route.path.replace('{workspaceId}', workspaceId).replaceAll(/\{\w+\}/g, () => uuidv7());
/** A body that the route takes. */
const bodies: Partial<Record<RouteName, () => object>> = {
  quote: () => ({ people: [{ slug: 'ysolde-quill' }] }),
  analyse: () => analysisOf([sightingOf({ slug: 'ysolde-quill' })]),
  showInvitation: () => ({ secret: 'x'.repeat(75) }),
  acceptInvitation: () => ({ secret: 'x'.repeat(75), password: 'correct horse' }),
  askForDevice: () => ({ language: 'en' }),
  deviceOutcome: () => ({ deviceCode: 'x'.repeat(43) }),
  deviceByPassword: () => ({ userCode: 'BBBB-BBBB', email: 'away@people.example', password: 'correct horse' }),
  deviceByLink: () => ({ userCode: 'BBBB-BBBB', link: 'x'.repeat(43) }),
  decideOnDevice: () => ({ decision: 'x'.repeat(43), approve: true }),
  forgotPassword: () => ({ email: 'away@people.example', language: 'en' }),
  resetPassword: () => ({ secret: 'x'.repeat(43), newPassword: 'correct horse' }),
};

describe('who may call', () => {
  test.each(routes.filter(([, { access }]) => access !== 'public'))('%s asks for a token', async (name, route) => {
    const { status, body, headers } = await app.ask(route.method.toUpperCase(), pathIn(route), { token: null, body: bodies[name]?.() });
    expect(status).toBe(401);
    expect(headers.get('content-type')).toMatch('application/problem+json');
    expect(Problem.parse(body)).toMatchObject({ code: 'unauthenticated', type: '/problems/unauthenticated', status: 401 });
  });

  test.each(routes.filter(([, { access }]) => access === 'workspace'))(
    '%s: a foreign workspace is as unknown as one that is not',
    async (name, route) => {
      const foreign = await app.signUp();
      const before = await sql`select * from credit_head order by workspace_id`.execute(app.database.db);
      const ask = (id: string) => app.ask(route.method.toUpperCase(), pathIn(route, id), { body: bodies[name]?.() });
      const [theirs, nobodys, noId] = await Promise.all([ask(workspaceOf(foreign)), ask(uuidv7()), ask('no-id')]);
      for (const answer of [theirs, nobodys, noId]) {
        expect(answer.status).toBe(404);
        expect({ ...answer.body, requestId: '' }).toEqual({ ...theirs.body, requestId: '' });
      }
      expect(await sql`select * from credit_head order by workspace_id`.execute(app.database.db)).toEqual(before);
    },
  );

  test("a contact of another workspace is not found under one's own", async () => {
    const { body } = await app.ask('POST', `/v1/workspaces/${app.workspaceId}/analyses`, {
      body: analysisOf([sightingOf({ slug: 'own-contact' })]),
    });
    const contactId = body.people[0].contact.id as string;
    expect((await app.ask('GET', `/v1/workspaces/${app.workspaceId}/contacts/${contactId}`)).status).toBe(200);
    const other = await app.signUp();
    const theirs = `/v1/workspaces/${workspaceOf(other)}/contacts/${contactId}`;
    expect((await app.ask('GET', theirs, { token: other.token })).status).toBe(404);
    expect((await app.ask('GET', theirs)).status).toBe(404);
    expect((await app.ask('GET', `/v1/workspaces/${app.workspaceId}/contacts/nothing`)).status).toBe(404);
  });
});

const analyses = () => `/v1/workspaces/${app.workspaceId}/analyses`;
const valid = () => analysisOf([sightingOf({ slug: 'input-quill' })]);
const withSighting = (overrides: object) => ({ ...valid(), sightings: [{ ...sightingOf({ slug: 'input-quill' }), ...overrides }] });

/** As long as they get. */
const longest = (n: number) => {
  const number = String(n).padStart(4, '0');
  return { member: `ACoA${number.padEnd(90, 'x')}`, slug: `${number}${'字'.repeat(96)}`, lead: `ACwA${number.padEnd(90, 'x')}` };
};

const quoteFor = (count: number) =>
  app.ask('POST', `/v1/workspaces/${app.workspaceId}/quotes`, {
    body: { people: Array.from({ length: count }, (_, n) => longest(n)) },
  });

describe('what may come in', () => {
  // prettier-ignore
  test.each<[string, () => unknown, string]>([
    ['not JSON', () => '{"requestId": ', ''],
    ['nothing', () => '', ''],
    ['a list', () => [], ''],
    ['null', () => 'null', ''],
    ['a number', () => '1e999', ''],
    ['no fields', () => ({}), '/requestId'],
    ['a request id that is none', () => ({ ...valid(), requestId: 'one' }), '/requestId'],
    ['a negative ceiling', () => ({ ...valid(), ceilingCredits: -1 }), '/ceilingCredits'],
    ['a ceiling as text', () => ({ ...valid(), ceilingCredits: '1' }), '/ceilingCredits'],
    ['a broken ceiling', () => ({ ...valid(), ceilingCredits: 0.5 }), '/ceilingCredits'],
    ['a source that is none', () => ({ ...valid(), source: 'guess' }), '/source'],
    ['nobody', () => ({ ...valid(), sightings: [] }), '/sightings'],
    ['too many', () => ({ ...valid(), sightings: Array.from({ length: 501 }, () => sightingOf({ slug: 'input-quill' })) }), '/sightings'],
    ['an unknown field', () => ({ ...valid(), secretExtra: 'hush' }), ''],
    ['an unknown field deep inside', () => withSighting({ page: { ...valid().sightings[0]?.page, secretExtra: 'hush' } }), '/sightings/0/page'],
    ['a name for __proto__', () => JSON.stringify(valid()).replace('{', '{"__proto__":{"ceilingCredits":9},'), ''],
    ['no identifier', () => withSighting({ identifiers: {} }), '/sightings/0/identifiers'],
    ['an empty text', () => withSighting({ headline: '   ' }), '/sightings/0/headline'],
    ['a page elsewhere', () => withSighting({ page: { kind: 'profile', url: 'https://www.linkedin.com.evil.example/in/x/', generation: 'sdui' } }), '/sightings/0/page/url'],
    ['a page of somebody else', () => withSighting({ page: { kind: 'profile', url: 'https://www.linkedin.com/in/another-person/', generation: 'sdui' } }), '/sightings/0/page/url'],
    ['a NUL in a text', () => withSighting({ name: 'Ys\u0000olde' }), '/sightings/0/name'],
    ['half of a character', () => JSON.stringify(valid()).replace('Ysolde', String.raw`Ysolde\ud83d`), '/sightings/0/name'],
    ['a very deep list', () => `${'['.repeat(100_000)}${']'.repeat(100_000)}`, ''],
  ])('%s: 400, with its place and without its value', async (_, body, pointer) => {
    const answer = await app.ask('POST', analyses(), { body: body() });
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
    const { errors } = Problem.parse(answer.body);
    expect(errors?.map((error) => error.pointer)).toContain(pointer);
    expect(JSON.stringify(answer.body)).not.toMatch(/secretExtra|hush|Ysolde|evil/);
  });

  test('bytes that are no text: 400', async () => {
    const response = await app.app.request(analyses(), {
      method: 'POST',
      headers: { authorization: `Bearer ${app.session.token}`, 'content-type': 'application/json' },
      body: new Uint8Array([0x22, 0xff, 0xfe, 0x22]),
    });
    expect(response.status).toBe(400);
  });

  test.each([['text/plain'], ['application/x-www-form-urlencoded'], ['application/jsonp'], ['']])('a body as %j: 415', async (type) => {
    const answer = await app.ask('POST', analyses(), { body: valid(), headers: { 'content-type': type } });
    expect(answer).toMatchObject({ status: 415, body: { code: 'unsupported-media-type' } });
  });

  test('JSON with a character set is JSON', async () => {
    expect(
      (await app.ask('POST', analyses(), { body: valid(), headers: { 'content-type': 'Application/JSON; charset=utf-8' } })).status,
    ).toBe(200);
  });

  test('a body over the limit: 413, announced or not', async () => {
    const large = JSON.stringify({ ...valid(), padding: 'x'.repeat(bodyLimitBytes) });
    expect(await app.ask('POST', analyses(), { body: large })).toMatchObject({ status: 413, body: { code: 'body-too-large' } });
    const chunk = new TextEncoder().encode('x'.repeat(64 * 1024));
    let sent = 0;
    const stream = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        if (++sent > 100) controller.close();
        else controller.enqueue(chunk);
      },
    });
    const response = await app.app.request(
      new Request(`http://127.0.0.1${analyses()}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${app.session.token}`, 'content-type': 'application/json' },
        body: stream,
        duplex: 'half',
      }),
    );
    expect(response.status).toBe(413);
    expect(sent).toBeLessThan(40);
  });

  test('a quote for a full basket is read, however long the identifiers; for one person more it is not', async () => {
    expect(await quoteFor(1000)).toMatchObject({ status: 200, body: { costCredits: 1000, shortOf: 'balance' } });
    expect(await quoteFor(1001)).toMatchObject({ status: 400, body: { errors: [{ pointer: '/people' }] } });
  });

  test('an address that is none: 404; a method that it does not take: 405 with those that it does', async () => {
    expect(await app.ask('GET', '/v2/plans')).toMatchObject({ status: 404, body: { code: 'not-found' } });
    const answer = await app.ask('DELETE', '/v1/plans');
    expect(answer).toMatchObject({ status: 405, body: { code: 'method-not-allowed' } });
    expect(answer.headers.get('allow')).toBe('GET');
    expect((await app.ask('GET', `/v1/workspaces/${app.workspaceId}/quotes`)).headers.get('allow')).toBe('POST');
  });
});

describe('what goes out', () => {
  test('every answer has its request id; answers are not kept by caches', async () => {
    const one = await app.ask('GET', '/v1/plans');
    const two = await app.ask('GET', '/v1/nothing');
    expect(one.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(two.body.requestId).toBe(two.headers.get('x-request-id'));
    expect(one.headers.get('cache-control')).toBe('no-store');
    expect(one.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test.each([
    [extensionOrigin, true],
    ['moz-extension://6b9f0a32-0000-4000-8000-000000000000', true],
    ['moz-extension://', false],
    ['https://www.linkedin.com', false],
    ['https://evil.example', false],
    ['chrome-extension://ponmlkjihgfedcbaponmlkjihgfedcba', false],
    ['null', false],
  ])('a page of %s may read answers: %s', async (origin, may) => {
    const preflight = await app.ask('OPTIONS', '/v1/sign-in', {
      token: null,
      headers: { origin, 'access-control-request-method': 'POST' },
    });
    const answer = await app.ask('GET', '/v1/plans', { headers: { origin } });
    for (const { headers } of [preflight, answer]) {
      expect(headers.get('access-control-allow-origin')).toBe(may ? origin : null);
      expect(headers.get('access-control-allow-credentials')).toBeNull();
    }
  });

  test('the plans on offer, smallest first, in their newest version', async () => {
    await sql`update plan set offered = false where code = 'growth'`.execute(app.database.owner);
    await sql`insert into plan values ('growth', 2, 'Growth', 450, 5200, 'EUR')`.execute(app.database.owner);
    const { body } = await app.ask('GET', '/v1/plans', { token: null });
    expect(
      body.plans.map((plan: { code: string; version: number; monthlyCreditsPerSeat: number }) => [
        plan.code,
        plan.version,
        plan.monthlyCreditsPerSeat,
      ]),
    ).toEqual([
      ['free', 1, 25],
      ['starter', 1, 100],
      ['growth', 2, 450],
      ['scale', 1, 1500],
    ]);
  });
});

describe('the API told', () => {
  test('the document has every route of the contract, with its problems, and no other', async () => {
    const { body } = await app.ask('GET', '/openapi.json', { token: null });
    expect(body.openapi).toBe('3.1.0');
    const told = Object.entries(body.paths as Record<string, Record<string, object>>).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method} ${path}`),
    );
    expect(told.toSorted()).toEqual(routes.map(([, { method, path }]) => `${method} ${path}`).toSorted());
    for (const [name, route] of routes) {
      const operation = body.paths[route.path][route.method];
      expect(operation).toMatchObject({ operationId: name, summary: route.summary, tags: [route.tag] });
      expect(operation.responses[(route.answer ?? route.file ?? route.events) ? '200' : '204']).toBeDefined();
      expect(operation.responses['401'] !== undefined).toBe(route.access !== 'public' || route.problems.includes('wrong-credentials'));
      expect(operation.requestBody !== undefined).toBe((route.body ?? route.upload) !== undefined);
      const inPath = (operation.parameters ?? []).filter((parameter: { in: string }) => parameter.in === 'path');
      expect(inPath.map((parameter: { name: string }) => `{${parameter.name}}`)).toEqual(route.path.match(/\{\w+\}/g) ?? []);
    }
    expect(JSON.stringify(body)).not.toMatch(/"\$ref":"(?!#\/)/);
  });

  test('the page reads it and loads nothing from elsewhere', async () => {
    const page = await app.ask('GET', '/docs', { token: null });
    expect(page.status).toBe(200);
    const sources = [...String(page.body).matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source]) => source);
    expect(sources).toEqual(['/docs/reference.js']);
    expect(page.headers.get('content-security-policy')).toContain("connect-src 'self'");
    const bundle = await app.ask('GET', '/docs/reference.js', { token: null });
    expect(bundle.headers.get('content-type')).toContain('javascript');
    expect(String(bundle.body).length).toBeGreaterThan(1e6);
  });
});

test('while the database is away: alive but not ready, 503 with when to try again, everywhere; then all is well', async () => {
  const { name } = app.database;
  const elsewhere = await emptyDatabase();
  const path = `/v1/workspaces/${app.workspaceId}`;
  const before = (await app.ask('GET', `${path}/balance`)).body.available as number;
  await sql`alter database ${sql.id(name)} with allow_connections false`.execute(elsewhere.owner);
  try {
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`.execute(elsewhere.owner);
    // Which ways in there are stands in the settings.
    for (const [routeName, route] of routes.filter(([one]) => one !== 'signInWays')) {
      const body =
        bodies[routeName]?.() ??
        (routeName === 'signUp' ? { name: 'Ines', email: 'away@people.example', password: 'correct horse', timeZone: 'UTC' } : undefined);
      const answer = await app.ask(route.method.toUpperCase(), pathIn(route), {
        body: routeName === 'signIn' ? { email: 'away@people.example', password: 'correct horse' } : body,
      });
      expect({ routeName, ...answer }).toMatchObject({ routeName, status: 503, body: { code: 'unavailable', retryAfterSeconds: 2 } });
      expect(answer.headers.get('retry-after')).toBe('2');
      expect(answer.body.requestId).toMatch(/^[0-9a-f-]{36}$/);
      expect(answer.body.requestId).toBe(answer.headers.get('x-request-id'));
    }
    const ready = await app.ask('GET', '/ready');
    expect(ready.status).toBe(503);
    expect(ready.body.requestId).toBe(ready.headers.get('x-request-id'));
    expect((await app.ask('GET', '/health')).status).toBe(200);
  } finally {
    await sql`alter database ${sql.id(name)} with allow_connections true`.execute(elsewhere.owner);
    await elsewhere.close();
  }
  expect((await app.ask('GET', '/ready')).status).toBe(200);
  expect((await app.ask('GET', `${path}/balance`)).body.available).toBe(before);
  expect((await app.ask('POST', `${path}/analyses`, { body: analysisOf([sightingOf({ slug: 'after-the-storm' })]) })).body).toMatchObject({
    outcome: 'done',
  });
});

test('an error that nobody foresaw: 500 with the request id of the log, and nothing of the error', async () => {
  const broken = await testApp();
  try {
    await sql`alter table plan rename to mislaid`.execute(broken.database.owner);
    broken.logged.length = 0;
    const { status, headers, body } = await broken.ask('GET', '/v1/plans', { token: null });
    expect(status).toBe(500);
    expect(headers.get('content-type')).toMatch('application/problem+json');
    expect(body).toEqual({
      type: '/problems/internal',
      code: 'internal',
      title: expect.any(String),
      status: 500,
      requestId: expect.any(String),
    });
    expect(body.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers.get('x-request-id')).toBe(body.requestId);
    const lines = broken.logged.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.map(({ msg, requestId }) => [msg, requestId])).toEqual([
      ['unexpected error', body.requestId],
      ['request', body.requestId],
    ]);
  } finally {
    await broken.close();
  }
});

test('the log has one line a request, and nothing of anybody in it', async () => {
  app.logged.length = 0;
  const session = await app.signUp({ name: 'Log Quillfeather', email: 'log.quillfeather@people.example', password: 'password of log' });
  const id = workspaceOf(session);
  await app.ask('POST', '/v1/sign-in', { body: { email: 'log.quillfeather@people.example', password: 'wrong password' }, token: null });
  const { body } = await app.ask('POST', `/v1/workspaces/${id}/analyses`, {
    body: analysisOf([sightingOf({ slug: 'log-quill' }, { name: 'Loggia Quill' })]),
    token: session.token,
  });
  const contactId = body.people[0].contact.id as string;
  await app.ask('GET', `/v1/workspaces/${id}/contacts/${contactId}?q=log-quill`, { token: session.token });
  await app.ask('POST', `/v1/workspaces/${id}/analyses`, { body: '{"name":"Loggia Quill', token: session.token });
  await app.ask('GET', '/v1/in/log-quill?email=log.quillfeather@people.example', { token: session.token });
  await app.ask('POST', '/v1/sign-out', { token: session.token });
  const lines = app.logged.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(
    lines.filter(({ msg }) => msg === 'request').map(({ method, route, status }) => `${String(method)} ${String(route)} ${String(status)}`),
  ).toEqual([
    'POST /v1/sign-up 200',
    'POST /v1/sign-in 401',
    'POST /v1/workspaces/:workspaceId/analyses 200',
    'GET /v1/workspaces/:workspaceId/contacts/:contactId 200',
    'POST /v1/workspaces/:workspaceId/analyses 400',
    'GET /v1/* 404',
    'POST /v1/sign-out 204',
  ]);
  expect(lines[2]).toMatchObject({ workspaceId: id, memberId: session.member.id, requestId: expect.any(String), ms: expect.any(Number) });
  const all = app.logged.join('\n');
  for (const secret of [session.token, 'quillfeather', 'Quill', 'log-quill', 'password', 'wrong', '203.0.113.7', contactId])
    expect(all).not.toContain(secret);
});
