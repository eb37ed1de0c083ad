/** What Prometheus reads, and who may. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testApp, type TestApp } from '../testing/app.ts';
import { analysisOf, memberId, sightingOf } from '../testing/sightings.ts';

const metricsToken = 'a token for metrics, quite long';
let app: TestApp;
beforeAll(async () => {
  app = await testApp({ metricsToken });
});
afterAll(() => app.close());

const read = async (): Promise<string> => (await app.ask('GET', '/metrics', { token: metricsToken })).body as string;
/** The value of a line, by what it begins with. */
const valueOf = (text: string, line: string): number | undefined => {
  const found = text.split('\n').find((one) => one.startsWith(`${line} `));
  return found === undefined ? undefined : Number(found.split(' ').at(-1));
};

test('requests, refusals, outcomes and debits are counted by patterns, and a repeated answer takes nothing', async () => {
  const path = `/v1/workspaces/${app.workspaceId}`;
  const request = analysisOf([sightingOf({ member: memberId(1), slug: 'ysolde-quill' }), sightingOf({ member: memberId(2) })]);
  for (let times = 0; times < 3; times++) await app.ask('POST', `${path}/analyses`, { body: request });
  await app.ask('POST', `${path}/analyses`, {
    body: analysisOf(Array.from({ length: 40 }, (_, n) => sightingOf({ member: memberId(n + 100) }))),
  });
  await app.ask('GET', `${path}/contacts/${app.workspaceId}`);
  await app.ask('GET', `${path}/balance`, { token: 'nobodys' });
  await app.ask('GET', '/v1/in/ysolde-quill?email=ysolde@people.example');
  const text = await read();
  expect(valueOf(text, 'wellmet_debits_total')).toBe(2);
  const analyses = 'route="/v1/workspaces/:workspaceId/analyses"';
  expect(valueOf(text, `wellmet_http_request_seconds_count{method="POST",${analyses},status="200"}`)).toBe(4);
  expect(valueOf(text, `wellmet_outcomes_total{${analyses},outcome="done"}`)).toBe(3);
  expect(text).toMatch(/wellmet_outcomes_total\{.*outcome="(?!done)[^"]+"\} 1/);
  expect(valueOf(text, 'wellmet_refusals_total{code="not-found"}')).toBe(1);
  expect(valueOf(text, 'wellmet_refusals_total{code="unauthenticated"}')).toBe(1);
  expect(valueOf(text, 'wellmet_database_connections{state="waiting"}')).toBe(0);
  expect(valueOf(text, 'wellmet_event_streams')).toBe(0);
  expect(valueOf(text, 'process_resident_memory_bytes')).toBeGreaterThan(1e6);
  for (const secret of [app.workspaceId, app.session.member.id, app.session.member.email, 'ysolde', memberId(1)])
    expect(text).not.toContain(secret);
});

test('an open page is counted until it goes', async () => {
  const gone = new AbortController();
  const events = await app.app.request(`/v1/workspaces/${app.workspaceId}/events`, {
    headers: { authorization: `Bearer ${app.session.token}` },
    signal: gone.signal,
  });
  expect(valueOf(await read(), 'wellmet_event_streams')).toBe(1);
  await events.body?.cancel();
  await expect.poll(async () => valueOf(await read(), 'wellmet_event_streams')).toBe(0);
});

test.each([
  ['no token', null],
  ['a member’s token', undefined],
  ['half of it', metricsToken.slice(0, 10)],
  ['more than it', `${metricsToken}s`],
])('%s does not open it', async (_, token) => {
  const told = await app.ask('GET', '/metrics', token === undefined ? {} : { token });
  expect(told).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
});

test('where no token is set there is no such address', async () => {
  const without = await testApp();
  expect(await without.ask('GET', '/metrics', { token: metricsToken })).toMatchObject({ status: 404 });
  await without.close();
});
