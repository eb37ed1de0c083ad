import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testApp, type TestApp } from '../testing/app.ts';
import { pageCsp } from '../web/page.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

/** What a reader sees, a line a piece. */
const read = async (query = '', headers: Record<string, string> = {}) => {
  const answer = await app.ask('GET', `/pricing${query}`, { token: null, headers });
  const text = String(answer.body)
    .replaceAll(/<[^>]*>/g, '\n')
    .replaceAll(/\s*\n\s*/g, '\n');
  return { ...answer, text, html: String(answer.body) };
};

test('prices and credits of as many seats as are asked for, by the month and by the year', async () => {
  const { text } = await read();
  for (const shown of ['€0', '€19', '€49', '€190', '€490', '1,500', '€38']) expect(text).toContain(`\n${shown}\n`);
  const three = (await read('?seats=3')).text;
  for (const shown of ['€57', '€147', '€357', '€1,470', '4,500', '€294']) expect(three).toContain(`\n${shown}\n`);
  // Free is one seat, however many are asked for.
  expect(three).toMatch(/\nFree\n25\n/);
  expect(three).not.toContain('\n75\n');
  expect(three).toContain('€49 a seat and month');
  expect((await read('?seats=3&lang=fr')).text).toContain('\n1\u202f470\u00a0€\n');
});

test.each(['0', '-1', '1e9', '2.5', '10001', 'NaN', '', '%00', '"><b>'])('%j is no number of seats', async (seats) => {
  expect((await read(`?seats=${encodeURIComponent(seats)}`)).html).toContain('max="10000" value="1"');
});

test('in the language of the reader, kept by whoever stands between, and able to load nothing of others', async () => {
  const { headers, status, html } = await read('', { 'accept-language': 'fr-FR' });
  expect([status, headers.get('content-language'), headers.get('cache-control'), headers.get('vary')]).toEqual([
    200,
    'fr',
    'public, max-age=300',
    'Accept-Language',
  ]);
  expect(html).toContain('Un crédit, une nouvelle personne');
  expect(headers.get('content-security-policy')).toBe(pageCsp({ hasPlainForm: true }));
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('x-frame-options')).toBe('SAMEORIGIN');
  expect((await app.ask('GET', '/health', { token: null })).headers.get('content-security-policy')).toBe(
    "default-src 'none'; frame-ancestors 'none'",
  );
});

test('says what the operator has put on offer, as text', async () => {
  const { owner } = app.database;
  await sql`insert into plan (code, version, name, monthly_credits_per_seat, monthly_price_per_seat_cents, currency)
    values ('odd', 1, '<img src=x onerror="alert(1)"> & Sons', 10, 999, 'USD'), ('old', 1, 'Old plan', 10, 999, 'USD')`.execute(owner);
  await sql`update plan set offered = false where code = 'old'`.execute(owner);
  const { html, text } = await read();
  expect(html).toContain('&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; Sons');
  expect(text).toContain('\n$9.99\n');
  expect(text).toContain('By the month only');
  expect(text).not.toContain('Old plan');
  await sql`update plan set offered = false`.execute(owner);
  expect((await read()).text).toContain('No plan is on offer at the moment.');
  await sql`update plan set offered = true where version = 1 and code in ('free', 'starter', 'growth', 'scale')`.execute(owner);
});

test('takes no other method', async () => {
  expect(await app.ask('POST', '/pricing', { token: null })).toMatchObject({ status: 405, body: { code: 'method-not-allowed' } });
});
