/** Spans, as a collector on this machine gets them. */
import { globSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testApp, type TestApp } from '../testing/app.ts';
import { analysisOf, memberId, sightingOf } from '../testing/sightings.ts';
import { startTracing } from './tracing.ts';

interface Span {
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  attributes: { key: string; value: unknown }[];
  status: { code?: number };
}
interface Batch {
  resourceSpans: { resource: { attributes: { key: string }[] }; scopeSpans: { spans: Span[] }[] }[];
}

const batches: Batch[] = [];
let collector: Server;
let app: TestApp;
let endpoint: string;
beforeAll(async () => {
  collector = createServer(async (request, response) => {
    batches.push((await json(request)) as Batch);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((done) => collector.listen(0, '127.0.0.1', done));
  endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
  Object.assign(process.env, { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' });
  app = await testApp();
});
afterAll(async () => {
  await app.close();
  collector.close();
});

test('a request is a span, its statements are spans in it, and none says of whom', async () => {
  const end = await startTracing(endpoint);
  const path = `/v1/workspaces/${app.workspaceId}`;
  const { body } = await app.ask('POST', `${path}/analyses`, {
    body: analysisOf([sightingOf({ member: memberId(1), slug: 'ysolde-quill' })]),
    headers: { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' },
  });
  await app.ask('GET', `${path}/contacts/${body.people[0].contact.id}?q=ysolde`);
  await end();
  const spans = batches.flatMap(({ resourceSpans }) =>
    resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)),
  );
  const analysis = spans.find(({ name }) => name === 'POST /v1/workspaces/:workspaceId/analyses');
  expect(analysis).toMatchObject({ traceId: '0af7651916cd43dd8448eb211c80319c', parentSpanId: 'b7ad6b7169203331' });
  const statements = spans.filter(({ parentSpanId }) => parentSpanId === analysis?.spanId).map(({ name }) => name);
  expect(statements).toEqual(expect.arrayContaining(['situation', 'write']));
  expect(new Set(spans.flatMap(({ attributes }) => attributes.map(({ key }) => key)))).toEqual(
    new Set(['http.request.method', 'http.route', 'http.response.status_code', 'db.system.name']),
  );
  const all = JSON.stringify(batches);
  for (const secret of [
    app.workspaceId,
    app.session.member.id,
    app.session.token,
    body.people[0].contact.id,
    'ysolde',
    'Quill',
    memberId(1),
  ])
    expect(all).not.toContain(secret);
  const sent = batches.length;
  await app.ask('GET', `${path}/balance`);
  expect(batches).toHaveLength(sent);
});

test('nothing of it is loaded where it is not asked for', () => {
  const folder = join(import.meta.dirname, '..');
  const loading = globSync('**/*.ts', { cwd: folder }).filter((path) =>
    /^import (?!type)[^;]*'@opentelemetry/m.test(readFileSync(join(folder, path), 'utf8')),
  );
  expect(loading).toEqual([]);
});
