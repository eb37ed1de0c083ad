/**
 * What means something to a database, a path or a template, in the place of every text of every route; and a field too many in every body.
 * All of it is asked by somebody who may, in a workspace of their own: nothing of a neighbour's may move, and nothing may fail.
 */
import { api, type Route, type RouteName } from '@wellmet/shared/api';
import * as fc from 'fast-check';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { testApp, workspaceOf, type TestApp, type Told } from '../testing/app.ts';
import { everything } from '../testing/everything.ts';
import { broken } from '../testing/invariants.ts';
import { likeSchema, type Schema } from '../testing/likeSchema.ts';
import type { OpenApi } from '../testing/openApi.ts';
import { analysisOf, sightingOf } from '../testing/sightings.ts';

/** Long enough for who waits in the database to be told from who does not. */
const sleepSeconds = 30;
const metacharacters = [
  "' or '1'='1",
  `'; drop table contact cascade; --`,
  `');select pg_sleep(${sleepSeconds});--`,
  `'||(select pg_sleep(${sleepSeconds})::text)||'`,
  `1 union select token from session`,
  '$1',
  "\\'; delete from credit_head; --",
  '%_%',
  '../../../../etc/passwd',
  '..%2f..%2f..%2fetc%2fpasswd',
  `"><script>fetch('//evil.example')</script>`,
  '{{7*7}}${7*7}',
  '$(touch /tmp/touched)`id`|id',
  'a\r\nset-cookie: a=b',
  '[](){}*+?.,^|#\\',
  '{"$gt":""}',
];

let app: TestApp;
let own: { token: string; workspaceId: string };
/** What there is in it, by the names of paths. */
let ids: Record<string, string>;
let document: OpenApi;
beforeAll(async () => {
  app = await testApp({ eventTimes: { lastMs: 10 } });
  const neighbour = `/v1/workspaces/${app.workspaceId}`;
  await app.ask('POST', `${neighbour}/analyses`, { body: analysisOf([sightingOf({ slug: 'ysolde-quill' })]) });
  await app.ask('POST', `${neighbour}/campaigns`, { body: { id: uuidv7(), name: 'Looms in spring' } });
  const session = await app.signUp();
  own = { token: session.token, workspaceId: workspaceOf(session) };
  const mine = `/v1/workspaces/${own.workspaceId}`;
  const made = async (path: string, body: object): Promise<Told> => {
    const answer = await app.ask('POST', `${mine}/${path}`, { token: own.token, body });
    expect(answer.status).toBe(200);
    return answer;
  };
  const analysed = await made('analyses', analysisOf([sightingOf({ slug: 'own-contact' })]));
  ids = { workspaceId: own.workspaceId, contactId: analysed.body.people[0].contact.id, campaignId: uuidv7(), templateId: uuidv7() };
  await made('campaigns', { id: ids['campaignId'], name: 'Own' });
  await made('templates', { id: ids['templateId'], name: 'Own', channel: 'email', language: 'en', text: 'Hello' });
  document = (await app.ask('GET', '/openapi.json', { token: null })).body as OpenApi;
});
afterAll(() => app.close());

const routes = (Object.keys(api) as RouteName[]).map((name): [RouteName, Route] => [name, api[name]]);
const withBody = routes.filter(([, { body }]) => body);
const schemaOf = ({ path, method }: Route): Schema | undefined =>
  document.paths[path]?.[method]?.requestBody?.content['application/json']?.schema;
const pathIn = ({ path }: Pick<Route, 'path'>): string => path.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? uuidv7());
/** Everything of the neighbour’s, and that the tables are there. */
const neighbours = () => everything(app.database, app.workspaceId);

/** A body that the route takes, if chance makes one; or else one with the right fields. */
function bodyFor(name: RouteName, route: Route): unknown {
  if (name === 'analyse') return analysisOf([sightingOf({ slug: 'own-quill' })]);
  const schema = schemaOf(route);
  if (!schema) return undefined;
  const samples = fc.sample(likeSchema(schema, document.components.schemas), { numRuns: 200, seed: 7 });
  return samples.find((sample) => route.body?.safeParse(sample).success) ?? samples.at(-1);
}

/** Each is asked once: what has been answered is not asked again. */
const askedAnew = (body: unknown): unknown =>
  typeof body === 'object' && body !== null
    ? {
        ...body,
        ...Object.fromEntries(
          ['requestId', 'id'].filter((key) => isUuid((body as Record<string, unknown>)[key])).map((key) => [key, uuidv7()]),
        ),
      }
    : body;
const isUuid = (value: unknown): boolean => z.uuid().safeParse(value).success;

/** The same value with another text, once for each text in it. */
function* withEachText(value: unknown, text: string): Generator {
  if (typeof value === 'string') yield text;
  else if (Array.isArray(value))
    for (const [at, inner] of value.entries()) for (const other of withEachText(inner, text)) yield value.with(at, other);
  else if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value)) for (const other of withEachText(inner, text)) yield { ...value, [key]: other };
}

test('no metacharacter in any path, question or body does anything', async () => {
  const before = await neighbours();
  const wrong: unknown[] = [];
  let done = 0;
  let asked = 0;
  const ask = async (name: RouteName, method: string, path: string, body?: unknown): Promise<void> => {
    const startedAt = performance.now();
    const { status, headers }: Told = await app.ask(method.toUpperCase(), path, {
      token: own.token,
      ...(body !== undefined && { body: askedAnew(body) }),
    });
    const seconds = (performance.now() - startedAt) / 1000;
    asked++;
    if (status < 300) done++;
    if (status >= 500 || seconds > sleepSeconds / 2 || headers.get('set-cookie') !== null)
      wrong.push({ name, path, body, status, seconds });
    app.logged.length = 0;
  };
  for (const [name, route] of routes) {
    const body = bodyFor(name, route);
    for (const text of metacharacters) {
      const encoded = encodeURIComponent(text);
      for (const [param] of route.path.matchAll(/\{\w+\}/g))
        await ask(name, route.method, pathIn({ path: route.path.replace(param, () => encoded) as Route['path'] }), body);
      for (const key of Object.keys(route.query?.shape ?? {})) await ask(name, route.method, `${pathIn(route)}?${key}=${encoded}`, body);
      for (const other of withEachText(body, text)) await ask(name, route.method, pathIn(route), other);
    }
  }
  expect(wrong.slice(0, 5)).toEqual([]);
  // They were asked as somebody who may, and some of it is text as good as any.
  expect(asked).toBeGreaterThan(3000);
  expect(done).toBeGreaterThan(100);
  expect((await app.ask('GET', '/v1/me', { token: own.token })).status).toBe(200);
  expect(await neighbours()).toEqual(before);
  expect(await broken(app.database.db)).toEqual([]);
});

test('text with metacharacters comes back as it was', async () => {
  const campaigns = `/v1/workspaces/${own.workspaceId}/campaigns`;
  const names = metacharacters.filter((text) => !/[\r\n]/.test(text));
  for (const name of names) expect((await app.ask('POST', campaigns, { token: own.token, body: { id: uuidv7(), name } })).status).toBe(200);
  const { body } = await app.ask('GET', campaigns, { token: own.token });
  const kept = new Set((body.campaigns as { name: string }[]).map(({ name }) => name));
  expect(names.filter((name) => !kept.has(name))).toEqual([]);
});

/** Objects that take fields they do not name. */
function open(schema: Schema, at: string): string[] {
  const inner = [
    ...Object.entries(schema.properties ?? {}).map(([key, one]): [string, Schema] => [`${at}/${key}`, one]),
    ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])].map((one): [string, Schema] => [at, one]),
    ...(schema.items ? [[`${at}/0`, schema.items] as [string, Schema]] : []),
    ...(typeof schema.additionalProperties === 'object' ? [[`${at}/*`, schema.additionalProperties] as [string, Schema]] : []),
  ];
  const isOpen = schema.properties !== undefined && schema.additionalProperties !== false;
  return [...(isOpen ? [at] : []), ...inner.flatMap(([where, one]) => open(one, where))];
}
const asTaken = ({ body }: Route): Schema => z.toJSONSchema(body ?? z.never(), { io: 'input', unrepresentable: 'any' }) as Schema;

test('what takes a field that it does not name is found', () => {
  const body = z.strictObject({ within: z.array(z.object({ a: z.string() })) });
  expect(open(z.toJSONSchema(body, { io: 'input' }) as Schema, '')).toEqual(['/within/0']);
});

test.each(withBody)('%s takes no field that it does not name, however deep', (_, route) => {
  expect(open(asTaken(route), '')).toEqual([]);
});

const overreaching = {
  workspaceId: uuidv7(),
  memberId: uuidv7(),
  role: 'owner',
  isAdmin: true,
  emailVerified: true,
  balance: 1e6,
  creditedAt: '2026-11-30T10:00:00Z',
  costCredits: 0,
  planCode: 'scale',
  is_operator: true,
};

test.each(withBody)('%s with a field too many changes nothing', async (name, route) => {
  const body = bodyFor(name, route) as object;
  const before = await everything(app.database);
  for (const [key, value] of Object.entries(overreaching)) {
    if (key in (route.body?.shape ?? {})) continue;
    const answer = await app.ask(route.method.toUpperCase(), pathIn(route), { token: own.token, body: { ...body, [key]: value } });
    expect([key, answer.status, answer.body.code]).toEqual([key, 400, 'invalid-request']);
  }
  const prototype = JSON.stringify(body).replace('{', '{"__proto__":{"role":"owner"},"constructor":{"prototype":{"role":"owner"}},');
  expect((await app.ask(route.method.toUpperCase(), pathIn(route), { token: own.token, body: prototype })).status).toBe(400);
  expect(await everything(app.database)).toEqual(before);
});

test('the tables are still there', async () => {
  const { rows } = await sql<{ n: number }>`select count(*)::integer as n from contact where workspace_id = ${app.workspaceId}`.execute(
    app.database.owner,
  );
  expect(rows[0]?.n).toBe(1);
});
