/** People's rights on the real database, over HTTP: all of a person in one file, where it came from, and nothing left of who is erased. product.md 7. */
import { PersonFile, type ContactSources } from '@wellmet/shared/rights';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addMember, signIn } from '../accounts/accounts.ts';
import { learnPool } from '../discover/learn.ts';
import { importFile } from '../pool/import.ts';
import { ownPool, operatorsPool, offerPool } from '../pool/pools.ts';
import { adjustCredits } from '../plans/change.ts';
import { testApp, type TestApp, type Told } from '../testing/app.ts';
import { broken } from '../testing/invariants.ts';
import { analysisOf, memberId, sightingOf } from '../testing/sightings.ts';
import { notInFile } from './gather.ts';

let app: TestApp;
let workspace: string;
let admin: string;
beforeAll(async () => {
  app = await testApp();
  workspace = app.workspaceId;
  const them = { email: 'cole@people.example', password: 'correct horse' };
  await addMember(app.accounts, { workspaceId: workspace, name: 'Cole Colleague', ...them, role: 'admin' });
  admin = (await signIn(app.accounts, them)).token;
  await adjustCredits(app.accounts, { workspaceId: workspace, credits: 100, reason: 'for the test' });
});
afterAll(() => app.close());

const ask = (method: string, path: string, body?: object, token = app.session.token): Promise<Told> =>
  app.ask(method, `/v1/workspaces/${workspace}${path}`, { body, token });
const done = async (...asked: Parameters<typeof ask>): Promise<Told['body']> => {
  const told = await ask(...asked);
  expect(told).toMatchObject({ status: expect.toBeOneOf([200, 204]) });
  return told.body;
};
const requestId = (): string => uuidv7();
const analysed = async (...sightings: ReturnType<typeof sightingOf>[]): Promise<string> =>
  (await done('POST', '/analyses', analysisOf(sightings))).people[0].contact.id as string;
const text = (body: unknown): PersonFile => PersonFile.parse(typeof body === 'string' ? JSON.parse(body) : body);

/** What is planted of a person, everywhere: nothing else has these letters. */
const mark = 'zyxq';
const slug = `${mark}-quill`;

async function* bytesOf(file: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(file);
}

async function campaign(name: string, launch: boolean): Promise<string> {
  const id = uuidv7();
  await done('POST', '/campaigns', { id, name });
  if (launch) await done('POST', `/campaigns/${id}/acts`, { requestId: requestId(), act: 'launch' });
  return id;
}

/** Somebody of whom everything is known that can be. */
async function planted(): Promise<string> {
  const { db } = app.database;
  const pool = await ownPool(db, workspace);
  const file = `name,profileUrl,email,title,company\n${mark} Quill,https://www.linkedin.com/in/${slug}/,${mark}@people.example,${mark} weaver,${mark} Looms\nOther,https://www.linkedin.com/in/other-one/,o@people.example,clerk,Felt\n`;
  const terms = { source: 'Fair of Lyon', licence: 'our own', lawfulBasis: 'consent' } as const;
  const order = { fileName: 'fair.csv', terms, memberId: app.session.member.id };
  await importFile({ db, secret: app.accounts.secret }, { pool, ...order }, bytesOf(file));
  await learnPool(db, pool.poolId);

  const list = {
    kind: 'peopleSearch',
    url: 'https://www.linkedin.com/search/results/people/',
    searchContext: mark,
    generation: 'sdui',
  } as const;
  const seen = sightingOf(
    { slug },
    { name: `${mark} Quill`, headline: `${mark} one`, page: list, readFrom: { name: 'card', headline: 'card' } },
  );
  const body = (await done('POST', '/analyses', { ...analysisOf([seen]), source: 'people_search' })) as {
    people: { contact: { id: string } }[];
  };
  const id = body.people[0]?.contact.id ?? '';
  // Their page shows both ids, so two contacts turn out to be one; then their address becomes another one.
  await analysed(sightingOf({ member: memberId(77) }, { name: `${mark} Quill` }));
  const about = `I am ${mark} and I weave felt for people who like it. `.repeat(3);
  const own = {
    name: `${mark} Quill`,
    headline: `Head of Sales at ${mark} two`,
    company: `${mark} Looms`,
    about,
    readFrom: { name: 'topCard', about: 'about' },
  } as const;
  await analysed(sightingOf({ slug, member: memberId(77) }, own));
  await analysed(sightingOf({ slug: `${slug}-2`, member: memberId(77) }, own));

  const [ongoing, waited] = [await campaign('Autumn', true), await campaign('Winter', true)];
  await done('POST', `/campaigns/${ongoing}/enrolments`, { requestId: requestId(), contactIds: [id] });
  await done('POST', `/campaigns/${waited}/enrolments`, {
    requestId: requestId(),
    contactIds: [id],
    choices: [{ contactId: id, choice: 'wait' }],
  });
  await done('POST', `/contacts/${id}/engagements`, {
    requestId: requestId(),
    what: 'noted',
    text: `${mark} likes felt`,
    doneAt: new Date().toISOString(),
  });
  await done('PATCH', `/contacts/${id}`, { requestId: requestId(), fields: { location: `${mark} Town` } });
  await done('PUT', `/contacts/${id}/lawful-basis`, { requestId: requestId(), lawfulBasis: 'contract' }, admin);
  await sql`insert into model_reading (workspace_id, contact_id, snapshot_seq, state, at, member_id, due_at, engine, version, found, rejected)
    select workspace_id, contact_id, snapshot_seq, 'done', now(), ${app.session.member.id}, now(), 'loom', 1,
      ${JSON.stringify({ hooks: [], topics: [], facts: [], cues: [], note: `${mark} read` })}, 0 from contact
    where workspace_id = ${workspace} and contact_id = ${id}
    on conflict (workspace_id, contact_id) do update set found = excluded.found`.execute(app.database.owner);
  return id;
}

/** Columns of the whole database that have these letters in them. */
async function placesOf(letters: string): Promise<string[]> {
  const { owner } = app.database;
  const { rows: columns } = await sql<{ table: string; column: string }>`
    select c.relname as table, a.attname as column from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace and a.attnum > 0 and not a.attisdropped
      and format_type(a.atttypid, null) in ('text', 'jsonb', 'json', 'text[]', 'tsvector', 'character varying', 'bytea')`.execute(owner);
  expect(columns.length).toBeGreaterThan(80);
  const found: string[] = [];
  for (const { table, column } of columns) {
    const { rows } = await sql`select 1 from ${sql.id(table)} where (case when pg_typeof(${sql.id(column)}) = 'bytea'::regtype
      then encode(${sql.id(column)}::text::bytea, 'escape') else ${sql.id(column)}::text end) ilike ${`%${letters}%`} limit 1`.execute(
      owner,
    );
    if (rows.length > 0) found.push(`${table}.${column}`);
  }
  return found.toSorted();
}

/** What the file says of each table that knows of a contact: a new one is in it, or in `notInFile` with its reason. */
const toldOf: Record<string, (file: PersonFile, all: string) => boolean> = {
  contact_identifier: (file) => file.identifiers.some(({ value }) => value === `${slug}-2`),
  contact_former_identifier: (file) => Array.isArray(file.formerIdentifiers),
  contact_snapshot: (file) => file.snapshots.length >= 3 && file.snapshots.every(({ sighting }) => sighting.name === `${mark} Quill`),
  contact_edit: (file) => file.corrections[0]?.value === `${mark} Town`,
  contact_basis: (file) => file.basis.value === 'contract' && file.basis.by === 'Cole Colleague',
  engagement: (file) => file.engagements[0]?.text === `${mark} likes felt`,
  enrolment: (file) => file.campaigns.some(({ name, isHeld }) => name === 'Autumn' && isHeld),
  campaign_wait: (file) => file.campaigns.some(({ name, state }) => name === 'Winter' && state === 'waiting'),
  campaign_event: (file) => file.events.some(({ what, campaign: of }) => what === 'enrolled' && of === 'Autumn'),
  debit: (file) => file.credits.filter(({ kind }) => kind === 'debit').length === 2,
  credit_entry: (file) => file.credits.some(({ kind }) => kind === 'restoration'),
  model_reading: (_, all) => all.includes(`${mark} read`),
  pool_person: (file) => file.pool[0]?.facts['title'] === `${mark} weaver` && file.pool[0].source === 'Fair of Lyon',
};

test('the file has everything of a person, and the database knows of no other table', async () => {
  const id = await planted();
  const { body } = await ask('GET', `/contacts/${id}/person.json`);
  const file = text(body);
  expect(file).toMatchObject({ contactId: id, name: `${mark} Quill`, foundBy: mark });
  const whole = JSON.stringify(file);
  const { rows } = await sql<{ name: string }>`
    select distinct c.relname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
    where a.attname in ('contact_id', 'taken_as', 'restored_contact_id') and c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace`.execute(
    app.database.owner,
  );
  const tables = [...rows.map(({ name }) => name), 'pool_person'];
  expect(tables.toSorted()).toEqual([...Object.keys(toldOf), ...Object.keys(notInFile)].toSorted());
  for (const [table, isTold] of Object.entries(toldOf)) expect([table, isTold(file, whole)]).toEqual([table, true]);
  // Of members there is nothing but their names.
  expect(whole).not.toMatch(/@people\.example|"memberId"/);
  expect(whole).toContain('Cole Colleague');

  const titles = { en: `What Ines Invented holds of ${mark} Quill`, fr: `Ce que Ines Invented détient sur ${mark} Quill` };
  for (const [language, title] of Object.entries(titles)) {
    const page = await ask('GET', `/contacts/${id}/person.html?language=${language}`);
    expect(page.headers.get('content-type')).toContain('text/html');
    for (const said of [title, `${mark} likes felt`, `${mark} Town`, 'Fair of Lyon', 'Autumn', `${mark} two`, 'Cole Colleague'])
      expect([said, (page.body as string).includes(said)]).toEqual([said, true]);
    expect(page.body).not.toMatch(/<script|src=/);
  }
  const { rows: noted } = await sql<{ act: string; about: object }>`
    select act, about from audit_entry where workspace_id = ${workspace} and act = 'contact-exported'`.execute(app.database.owner);
  expect(noted).toHaveLength(3);
  expect(noted[0]?.about).toEqual({ contactId: id });

  const preview = await done('GET', `/contacts/${id}/erase`, undefined, admin);
  expect(preview).toEqual({
    snapshots: file.snapshots.length,
    engagements: 1,
    corrections: 1,
    campaigns: expect.toSatisfy((all: string[]) => all.toSorted().join() === 'Autumn,Winter'),
    poolRows: 1,
  });

  expect(await placesOf(mark)).toEqual(
    expect.arrayContaining([
      'contact.search_context',
      'contact_edit.value',
      'contact_identifier.value',
      'contact_snapshot.insights',
      'contact_snapshot.sighting',
      'engagement.text',
      'model_reading.found',
      'pool_person.name',
      'pool_person.words',
      'pool_value.shown',
    ]),
  );
  await done('POST', `/contacts/${id}/erase`, { requestId: requestId() }, admin);
  await learnPool(app.database.db, (await ownPool(app.database.db, workspace)).poolId);
  expect(await placesOf(mark)).toEqual([]);
  expect(await placesOf(memberId(77))).toEqual([]);
  const { rows: left } = await sql<{ table: string }>`
    select 'snapshot' as table from contact_snapshot where contact_id = ${id} union all select 'basis' from contact_basis where contact_id = ${id}
    union all select 'wait' from campaign_wait where contact_id = ${id} union all select 'lease' from campaign_lease where contact_id = ${id}`.execute(
    app.database.owner,
  );
  expect(left).toEqual([]);
  expect(await broken(app.database.db, workspace)).toEqual([]);
  for (const path of ['sources', 'person.json', 'person.html']) expect((await ask('GET', `/contacts/${id}/${path}`)).status).toBe(404);

  // Under whatever they are known by.
  for (const ids of [{ slug }, { slug: `${slug}-2` }, { member: memberId(77) }]) {
    const again = (await done('POST', '/quotes', { people: [ids] })) as { people: { class: string }[] };
    expect(again.people).toMatchObject([{ class: 'erased' }]);
  }
});

test('each field says where it came from: the page that said so first, the member who corrected it, the import', async () => {
  const page = { kind: 'profile', url: 'https://www.linkedin.com/in/sol-reed/', generation: 'sdui' } as const;
  await app.setClock('2026-12-01T10:00:00Z');
  const id = await analysed(sightingOf({ slug: 'sol-reed' }, { name: 'Sol Reed', headline: 'Weaver', page }));
  await app.setClock('2026-12-05T10:00:00Z');
  await analysed(sightingOf({ slug: 'sol-reed' }, { name: 'Sol Reed', headline: 'Head weaver', page }));
  await ask('PATCH', `/contacts/${id}`, { requestId: requestId(), fields: { company: 'Felt & Co' } }, admin);
  await app.setClock(undefined);
  const sources = (await done('GET', `/contacts/${id}/sources`)) as ContactSources;
  expect(sources.fields).toEqual([
    {
      field: 'name',
      value: 'Sol Reed',
      from: 'profile',
      url: page.url,
      by: 'Ines Invented',
      at: '2026-12-01T10:00:00.000Z',
      lastAt: '2026-12-05T10:00:00.000Z',
    },
    {
      field: 'headline',
      value: 'Head weaver',
      from: 'profile',
      url: page.url,
      by: 'Ines Invented',
      at: '2026-12-05T10:00:00.000Z',
      lastAt: '2026-12-05T10:00:00.000Z',
    },
    { field: 'company', value: 'Felt & Co', from: 'hand', by: 'Cole Colleague', at: expect.any(String), lastAt: expect.any(String) },
  ]);
  expect(sources.basis).toEqual({ value: 'legitimateInterest', of: 'workspace' });

  const stated = { lawfulBasis: 'consent' };
  expect((await done('PUT', `/contacts/${id}/lawful-basis`, { requestId: requestId(), ...stated }, admin)).basis).toMatchObject({
    value: 'consent',
    of: 'contact',
    by: 'Cole Colleague',
  });
  expect((await done('PUT', `/contacts/${id}/lawful-basis`, { requestId: requestId(), lawfulBasis: null }, admin)).basis).toMatchObject({
    of: 'workspace',
  });
  await done('PUT', '/people-terms', { requestId: requestId(), lawfulBasis: 'contract', monthsKept: 24, monthsIfNever: 6 });
  expect((await done('GET', `/contacts/${id}/sources`)).basis).toMatchObject({ value: 'contract', of: 'workspace', by: 'Ines Invented' });
});

test('texts of people stay texts in the document', async () => {
  const hostile = `<img src=x onerror=alert(1)>"'`;
  const id = await analysed(sightingOf({ slug: 'hostile-one' }, { name: hostile, headline: '</title><script>alert(1)</script>' }));
  const { body } = await ask('GET', `/contacts/${id}/person.html?language=fr`);
  expect(body).not.toMatch(/<script|<img/);
  expect(body).toContain('&lt;img src=x');
});

test('of another workspace nothing is told', async () => {
  const id = await analysed(sightingOf({ slug: 'own-one' }));
  const stranger = await app.signUp();
  const other = stranger.workspaces[0]?.id ?? '';
  for (const path of ['sources', 'person.json', 'person.html', 'erase'])
    expect((await app.ask('GET', `/v1/workspaces/${other}/contacts/${id}/${path}`, { token: stranger.token })).status).toBe(404);
});

test('whoever is found in the operator’s pool is told so, and stays there when they are erased', async () => {
  const { db } = app.database;
  const pool = await operatorsPool(db, 'Shared');
  await offerPool(db, pool.poolId, workspace);
  const terms = { source: 'Register', licence: 'open', lawfulBasis: 'legitimateInterest' } as const;
  await importFile(
    { db, secret: app.accounts.secret },
    { pool, fileName: 'register.csv', terms },
    bytesOf('name,profileUrl\nMio Ash,https://www.linkedin.com/in/mio-ash/\n'),
  );
  const id = await analysed(sightingOf({ slug: 'mio-ash' }, { name: 'Mio Ash' }));
  const sources = (await done('GET', `/contacts/${id}/sources`)) as ContactSources;
  expect(sources.imports).toMatchObject([{ source: 'Register', licence: 'open', isOperators: true, by: '', name: 'register.csv' }]);
  expect((await done('GET', `/contacts/${id}/erase`)).poolRows).toBe(0);
});
