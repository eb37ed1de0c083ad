/** Analysing again what was read before: free, as of today, by whichever engine there is, on the real database, over HTTP. */
import type { Contact } from '@wellmet/shared/contact';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { addMember, signIn } from '../accounts/accounts.ts';
import { testApp, type TestApp, type Told } from '../testing/app.ts';
import { broken } from '../testing/invariants.ts';
import { analysisOf, sightingOf } from '../testing/sightings.ts';

let app: TestApp;
let owner: string;
let colleague: string;
let contact: Contact;
/** Numbers the person of a test. */
let n = 0;
const dated = { experience: [{ title: 'Head of Sales', company: 'Nimbus Looms', dates: 'Jan 2024 - Present · 2 yrs' }] };
beforeAll(async () => {
  app = await testApp({ max: 30 });
  owner = app.session.token;
  const them = { email: 'colleague@people.example', password: 'correct horse' };
  await addMember(app.accounts, { workspaceId: app.workspaceId, name: 'Cole Colleague', ...them, role: 'member' });
  colleague = (await signIn(app.accounts, them)).token;
});
afterAll(() => app.close());
beforeEach(async () => {
  n++;
  contact = await analysed(dated);
});
const invariantsHold = async (): Promise<void> => expect(await broken(app.database.db, app.workspaceId)).toEqual([]);
afterEach(() => invariantsHold());

const ask = (method: string, path: string, body?: object, token = owner): Promise<Told> =>
  app.ask(method, `/v1/workspaces/${app.workspaceId}${path}`, { body, token });
const analysed = async (page: Parameters<typeof sightingOf>[1]): Promise<Contact> =>
  (await ask('POST', '/analyses', analysisOf([sightingOf({ slug: `quill-${n}` }, page)]))).body.people[0].contact as Contact;
const again = (requestId = uuidv7(), { of = contact.id, by = owner } = {}): Promise<Told> =>
  ask('POST', `/contacts/${of}/analyse-again`, { requestId }, by);
const read = async (): Promise<Contact> => (await ask('GET', `/contacts/${contact.id}`)).body as Contact;
const history = async (): Promise<unknown> => (await ask('GET', `/contacts/${contact.id}/timeline`)).body;

/** As if this person had been analysed then, by an engine that found this. */
async function longAgo(insights: object, ago: string): Promise<void> {
  const { owner: db } = app.database;
  await sql`update contact set last_analysed_at = now() - ${ago}::interval where contact_id = ${contact.id}`.execute(db);
  await sql`update contact_snapshot set insights = insights || ${JSON.stringify(insights)}::jsonb where contact_id = ${contact.id}`.execute(
    db,
  );
}

/** All that a credit could hide in. */
async function money(): Promise<unknown> {
  const { workspaceId, database } = app;
  const of = async (table: 'credit_entry' | 'debit'): Promise<unknown> =>
    database.db.selectFrom(table).selectAll().where('workspace_id', '=', workspaceId).orderBy('seq').execute();
  const { at: _, ...balance } = (await ask('GET', '/balance')).body;
  return { entries: await of('credit_entry'), debits: await of('debit'), balance };
}

test('is to be had where the engine was older; takes no credit, is no new page, and then there is nothing newer', async () => {
  expect(contact.staleBy).toBeUndefined();
  await longAgo({ version: 1, facts: [], hooks: [] }, '2 days');
  const [before, told] = [await money(), await history()];
  expect((await read()).staleBy).toBe('engine');
  const { status, body } = await again(uuidv7(), { by: colleague });
  expect(status).toBe(200);
  expect(body).toMatchObject({ id: contact.id, insights: contact.insights, sighting: contact.sighting });
  expect(body.staleBy).toBeUndefined();
  expect(Date.parse(body.lastAnalysedAt as string)).toBeGreaterThan(Date.now() - 60_000);
  expect(await money()).toEqual(before);
  expect(await history()).toEqual(told);
});

test('is to be had when a month has moved what is counted from a date, and only then', async () => {
  const old = contact.insights.facts.map((fact) => (fact.kind === 'tenure' ? { ...fact, months: 3 } : fact));
  await longAgo({ facts: old }, '27 days');
  expect((await read()).staleBy).toBeUndefined();
  await longAgo({ facts: old }, '32 days');
  expect((await read()).staleBy).toBe('time');
  expect((await again()).body.insights).toEqual(contact.insights);
  expect((await read()).staleBy).toBeUndefined();
  contact = await analysed({ headline: 'Weaver' });
  await longAgo({}, '400 days');
  expect((await read()).staleBy).toBeUndefined();
});

test('the same request is one, also at once; for another contact it is refused', async () => {
  await longAgo({ version: 1, facts: [] }, '2 days');
  const requestId = uuidv7();
  const answers = await Promise.all(Array.from({ length: 8 }, () => again(requestId)));
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  const { seq } = await read();
  expect(new Set(answers.map(({ body }) => body.seq))).toEqual(new Set([seq]));
  await longAgo({ facts: [] }, '2 days');
  expect((await again(requestId)).body).toMatchObject({ seq, insights: { facts: [] } });
  n++;
  const other = await analysed(dated);
  expect((await again(requestId, { of: other.id })).body.code).toBe('request-id-reused');
});

test('members’ words stand; who is erased or unknown is not analysed', async () => {
  await ask('PATCH', `/contacts/${contact.id}`, { requestId: uuidv7(), words: { 'role.title': 'Weaver in chief' } });
  await longAgo({ version: 1 }, '2 days');
  expect((await again()).body.words).toMatchObject({ 'role.title': { value: 'Weaver in chief' } });
  const before = await money();
  expect((await ask('POST', `/contacts/${contact.id}/erase`, { requestId: uuidv7() })).status).toBe(204);
  for (const of of [contact.id, uuidv7()]) {
    const { status, body } = await again(uuidv7(), { of });
    expect([status, body.code]).toEqual([404, 'not-found']);
  }
  expect(await money()).toEqual(before);
});
