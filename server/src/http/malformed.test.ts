/**
 * Ten thousand requests that are not what the OpenAPI document says, made from it: each is refused as a problem, none is an error of the server,
 * none changes a row, and nothing of them stays in memory.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { api, type Route } from '@wellmet/shared/api';
import { Problem } from '@wellmet/shared/problem';
import * as fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testApp, type TestApp } from '../testing/app.ts';
import { everything } from '../testing/everything.ts';
import { likeSchema } from '../testing/likeSchema.ts';
import type { OpenApi } from '../testing/openApi.ts';
import { analysisOf, sightingOf } from '../testing/sightings.ts';

const requests = 10_000;
const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);

interface Asked {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: string;
}

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
  // Somebody is there whom a request could harm.
  await app.ask('POST', `/v1/workspaces/${app.workspaceId}/analyses`, { body: analysisOf([sightingOf({ slug: 'ysolde-quill' })]) });
});
afterAll(() => app.close());

const nasty = fc.constantFrom(
  "' or 1=1 --",
  '"; drop table contact; --',
  '../../etc/passwd',
  '..%2f..%2f',
  '%00',
  '%',
  'null',
  '-1',
  'NaN',
  '1e309',
  '0x10',
  '𝕏'.repeat(300),
  '<script>alert(1)</script>',
  '{{constructor}}',
  '__proto__',
  '\u202e',
  'a'.repeat(5000),
);
/** What no column of the database takes. */
const noText = fc.constantFrom('\0', 'Ines\0', '\ud800', 'Looms \udfff');
const isNoText = /\\u0000|\\ud800|\\udfff/;
const wrongValue = fc.oneof(
  nasty,
  noText,
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(null, -1, 2 ** 53, 1e308, [], {}, [[[[[]]]]], { __proto__: 1 }),
);

/** One place in it is something else, is gone, or is one too many. */
const spoilt = (value: unknown): fc.Arbitrary<unknown> => {
  if (Array.isArray(value))
    return fc.oneof(
      wrongValue,
      value.length === 0 ? wrongValue : fc.nat(value.length - 1).chain((at) => spoilt(value[at]).map((one) => value.with(at, one))),
    );
  if (typeof value !== 'object' || value === null) return wrongValue;
  const names = Object.keys(value);
  const record = value as Record<string, unknown>;
  return fc.oneof(
    wrongValue,
    fc.tuple(fc.oneof(nasty, fc.string()), wrongValue).map(([name, one]) => Object.fromEntries([...Object.entries(record), [name, one]])),
    ...(names.length === 0
      ? []
      : [
          fc.constantFrom(...names).map((name) => Object.fromEntries(Object.entries(record).filter(([own]) => own !== name))),
          fc.constantFrom(...names).chain((name) => spoilt(record[name]).map((one) => ({ ...record, [name]: one }))),
        ]),
  );
};

/** The same with what cannot be read at all. */
const unreadable = fc.constantFrom(
  '',
  '{',
  '{"a":',
  'null',
  '[]',
  '"text"',
  '0',
  '\uFEFF{}',
  '{"a":1}{"b":2}',
  '['.repeat(20_000),
  '{"a":'.repeat(5000),
  "{'a': 1}",
);

function malformed({ paths, components }: OpenApi, workspaceId: string, token: string): fc.Arbitrary<Asked> {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId, requestBody }]) => ({
      path,
      method,
      route: api[operationId] as Route,
      requestBody,
    })),
  );
  return fc.constantFrom(...operations).chain(({ path, method, route, requestBody }): fc.Arbitrary<Asked> => {
    const named = path.replace('{workspaceId}', workspaceId).replaceAll(/\{\w+\}/g, () => uuidv7());
    const right: Asked = { method: method.toUpperCase(), path: named, headers: { authorization: `Bearer ${token}` } };
    const schema = requestBody?.content['application/json']?.schema;
    const json = { ...right.headers, 'content-type': 'application/json' };
    const ways: fc.Arbitrary<Asked>[] = [
      fc
        .constantFrom('POST', 'PUT', 'PATCH', 'DELETE', 'GET')
        .filter((other) => !Object.keys(paths[path] ?? {}).includes(other.toLowerCase()))
        .map((other) => ({ ...right, method: other })),
      nasty.map((text) => ({ ...right, path: `${named}/${encodeURIComponent(text)}` })),
    ];
    if (route.access !== 'public')
      ways.push(
        fc
          .constantFrom('', 'Bearer', 'Bearer ', 'Basic YTpi', `Bearer ${token}x`, `Bearer ${'é'.length}`, `Token ${token}`)
          .map((authorization) => ({ ...right, headers: { authorization } })),
      );
    if (path.includes('{'))
      ways.push(
        nasty.map((text) => ({
          ...right,
          path: path.replaceAll(/\{\w+\}/g, () => encodeURIComponent(text)),
          headers: json,
          ...(schema && { body: '{}' }),
        })),
      );
    const { query, body } = route;
    if (query)
      ways.push(
        fc
          .tuple(fc.constantFrom(...Object.keys(query.shape)), nasty)
          .filter(([name, text]) => !query.safeParse({ [name]: text }).success)
          .map(([name, text]) => ({
            ...right,
            path: `${named}?${new URLSearchParams({ [name]: text }).toString()}`,
            headers: json,
            ...(schema && { body: '{}' }),
          })),
      );
    if (schema && body) {
      const broken = likeSchema(schema, components)
        .chain(spoilt)
        .filter((value) => {
          const { success, data } = body.safeParse(value);
          return !success || isNoText.test(JSON.stringify(data));
        });
      ways.push(
        ...Array.from({ length: 6 }, () => broken.map((value) => ({ ...right, headers: json, body: JSON.stringify(value) }))),
        unreadable.filter((text) => text !== '{}').map((text) => ({ ...right, headers: json, body: text })),
        fc
          .constantFrom('text/plain', 'multipart/form-data', 'application/xml', '')
          .map((type) => ({ ...right, headers: { ...right.headers, 'content-type': type }, body: '{}' })),
      );
    }
    return fc.oneof(...ways);
  });
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
function heap(): number {
  collect();
  return process.memoryUsage().heapUsed;
}

test(`${requests} malformed requests, SEED=${seed}`, async () => {
  const { body: document } = await app.ask('GET', '/openapi.json', { token: null });
  const before = await everything(app.database);
  const asked = fc.sample(malformed(document as OpenApi, app.workspaceId, app.session.token), { numRuns: requests, seed });
  const wrong: unknown[] = [];
  let early = 0;
  const seen = new Map<number, number>();
  for (const [n, { method, path, headers, body }] of asked.entries()) {
    if (n === requests / 5) early = heap();
    const response = await app.app.request(path, { method, headers, ...(body !== undefined && method !== 'GET' && { body }) });
    const text = await response.text();
    seen.set(response.status, (seen.get(response.status) ?? 0) + 1);
    const isProblem =
      (response.headers.get('content-type') ?? '').startsWith('application/problem+json') && Problem.safeParse(JSON.parse(text)).success;
    if (response.status < 400 || response.status > 499 || !isProblem)
      wrong.push({ method, path, headers, body, status: response.status, text });
    // What a test has logged is kept by the test.
    app.logged.length = 0;
  }
  expect(wrong.slice(0, 3)).toEqual([]);
  expect(await everything(app.database)).toEqual(before);
  expect(heap() / early).toBeLessThan(1.2);
  for (const status of [400, 401, 404, 405, 415]) expect(seen.get(status) ?? 0, `${status}`).toBeGreaterThan(100);
});
