/** The provider of a pool against a server on this machine that answers well, badly, late, too much or by half. product.md 6. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { PoolImport } from '@wellmet/shared/pool';
import type { PoolProvider } from '@wellmet/shared/provider';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addMember } from '../accounts/accounts.ts';
import { eraseContact } from '../contacts/erase.ts';
import { analyseContacts } from '../credits/analyse.ts';
import { testApp, type TestApp, type Told } from '../testing/app.ts';
import { answering, inPages, openFakeProvider, type FakeProvider, type ProviderAnswer } from '../testing/fakeProvider.ts';
import { broken } from '../testing/invariants.ts';
import { analysisOf, sightingOf } from '../testing/sightings.ts';
import { openWorkspace } from '../testing/workspaces.ts';

const key = 'pk-hush-hush-0123456789';
/** As long as a busy machine may take; tests of who is slow take less. */
const unhurried = 20_000;
const patience = { pageTimeoutMs: unhurried, retryAfterMs: 5, longestWaitMs: 2_000, mostPages: 12 };

let app: TestApp;
let fake: FakeProvider;
let workspaceId: string;
let token: string;
let memberId: string;
beforeAll(async () => {
  app = await testApp({ providersInOwnNetwork: true, fetchPatience: patience });
  token = app.session.token;
  memberId = app.session.member.id;
});
afterAll(() => app.close());
beforeEach(async () => {
  fake = await openFakeProvider();
  workspaceId = await openWorkspace(app.accounts, [{ memberId, role: 'owner' }]);
});
afterEach(async () => {
  patience.pageTimeoutMs = unhurried;
  await fake.close();
});

const person = (n: number, more: object = {}): object => ({
  name: `Person ${n}`,
  profileUrl: `https://www.linkedin.com/in/person-${n}/`,
  title: 'Weaver',
  ...more,
});
const persons = (from: number, to: number): object[] => Array.from({ length: to - from + 1 }, (_, at) => person(from + at));

const at = (path: string): string => `/v1/workspaces/${workspaceId}/pool${path}`;
const terms = { source: 'a provider', licence: 'by contract', lawfulBasis: 'legitimateInterest' };
const set = (overrides: object = {}, as = token): Promise<Told> =>
  app.ask('PUT', at('/provider'), { body: { requestId: uuidv7(), url: fake.url, key, ...terms, ...overrides }, token: as });
const begin = (overrides: object = {}): Promise<Told> =>
  app.ask('POST', at('/provider/fetches'), { body: { requestId: uuidv7(), ...overrides }, token });
const imports = async (): Promise<PoolImport[]> => (await app.ask('GET', at('/imports'), { token })).body.imports;
const settingNow = async (): Promise<PoolProvider> => (await app.ask('GET', at('/provider'), { token })).body;

async function ended(id: string): Promise<PoolImport> {
  for (let tries = 0; tries < 1000; tries++) {
    const found = (await imports()).find((one) => one.id === id);
    if (found && found.state !== 'running') return found;
    await sleep(10);
  }
  throw new Error('the fetch does not end');
}
async function fetched(overrides: object = {}): Promise<PoolImport> {
  const { status, body } = await begin(overrides);
  expect([status, body.state]).toEqual([200, 'running']);
  return ended(body.id);
}
const names = async (): Promise<string[]> =>
  (
    await sql<{ name: string }>`select x.name from pool_person x join pool using (pool_id) where owned_by = ${workspaceId} and is_current
      order by x.name`.execute(app.database.db)
  ).rows.map(({ name }) => name);

/** Keeps the first answer back. @returns gives it, once it has been asked for. */
function holding(answer: ProviderAnswer): () => Promise<void> {
  const asked = Promise.withResolvers<() => void>();
  fake.answer = (response, heard) => asked.resolve(() => answer(response, heard));
  return async () => (await asked.promise)();
}

describe('the setting', () => {
  test('an admin sets it; every member sees it, nobody the key, and nowhere does it stand readable', async () => {
    expect(await settingNow()).toEqual({ mayBePrivate: true });
    const joined = async (role: 'admin' | 'member'): Promise<string> => {
      const account = { email: `${role}-${workspaceId}@people.example`, password: 'correct horse' };
      await addMember(app.accounts, { workspaceId, name: 'Rolf Invented', ...account, role });
      return (await app.ask('POST', '/v1/sign-in', { body: account, token: null })).body.token;
    };
    const [admin, member] = [await joined('admin'), await joined('member')];
    expect((await set({}, member)).status).toBe(403);
    const { status, body } = await set({}, admin);
    expect([status, body]).toEqual([200, { setting: { url: fake.url, hasKey: true, terms, goesOn: false }, mayBePrivate: true }]);
    expect((await app.ask('GET', at('/provider'), { token: member })).body).toEqual(body);
    for (const table of ['pool_provider', 'op_result'])
      expect(JSON.stringify((await sql`select * from ${sql.table(table)}`.execute(app.database.db)).rows)).not.toContain(key);
    expect(fake.heard).toEqual([]);
  });

  test('another address gets neither the key nor the place of the one before; the same one keeps both', async () => {
    fake.answer = inPages(persons(1, 2), 2);
    await set();
    await fetched();
    expect((await set({ key: undefined, licence: 'another' })).body.setting).toMatchObject({ hasKey: true, goesOn: true });
    expect((await set({ key: undefined, url: `${fake.url}/other` })).body.setting).toMatchObject({ hasKey: false, goesOn: false });
  });

  test.each([
    'ftp://people.example/v1',
    'https://user:word@people.example/v1',
    'https://people.example/v1?key=1',
    'http://169.254.169.254/v1',
    'http://[::ffff:169.254.169.254]/v1',
    'http://0.0.0.0/v1',
  ])('%s is no address of a provider', async (url) => {
    expect((await set({ url })).status).toBe(400);
  });

  test('removed, nothing is left of it but what was fetched', async () => {
    fake.answer = inPages(persons(1, 2), 2);
    await set();
    await fetched();
    expect((await app.ask('POST', at('/provider/remove'), { body: { requestId: uuidv7() }, token })).body).toEqual({ mayBePrivate: true });
    expect((await begin()).status).toBe(404);
    expect(await names()).toEqual(['Person 1', 'Person 2']);
  });
});

describe('a fetch', () => {
  test('is an import: page after page, with the key in the header alone; listed, and taken out again', async () => {
    fake.answer = inPages(persons(1, 5), 2);
    await set();
    const done = await fetched();
    expect(done).toMatchObject({
      state: 'done',
      fileName: '127.0.0.1',
      terms,
      counts: { rows: 5, added: 5, bad: 0 },
      by: 'Ines Invented',
    });
    expect(done.bytes.read).toBeGreaterThan(400);
    expect(fake.heard).toEqual(
      [null, '2', '4'].map((cursor) => ({ path: '/v1/people', cursor, limit: '1000', authorization: `Bearer ${key}` })),
    );
    expect(await names()).toHaveLength(5);
    expect((await settingNow()).setting).toMatchObject({ importId: done.id, goesOn: true });
    expect((await app.ask('DELETE', at(`/imports/${done.id}`), { token })).status).toBe(204);
    expect(await names()).toEqual([]);
  });

  test('goes on where the last one came to; from the start it brings nobody twice, and who has changed as they are now', async () => {
    fake.answer = inPages(persons(1, 3), 2);
    await set();
    await fetched();
    fake.answer = inPages(persons(1, 4), 2);
    expect((await fetched()).counts).toMatchObject({ rows: 1, added: 1 });
    fake.answer = inPages([person(1, { title: 'Dyer' }), ...persons(2, 4)], 2);
    expect((await fetched({ fromStart: true })).counts).toMatchObject({ rows: 4, added: 0, updated: 1, unchanged: 3 });
    expect(await names()).toHaveLength(4);
  });

  test('a provider that names no place at its end is asked for everything each time', async () => {
    fake.answer = answering({ people: persons(1, 2), more: false });
    await set({ key: undefined });
    await fetched();
    expect((await fetched()).counts).toMatchObject({ rows: 2, unchanged: 2 });
    expect(fake.heard.map(({ cursor, authorization }) => [cursor, authorization])).toEqual([
      [null, undefined],
      [null, undefined],
    ]);
  });

  test('people who cannot be taken are told by their number, the others come in; what is not asked for is not kept', async () => {
    fake.answer = answering({
      people: [
        person(1, { languages: ['French', 'en'], companySize: 120, secret: 'their home address', email: 'one@people.example' }),
        7,
        { name: 'Nobody' },
        person(4, { country: 'Atlantis' }),
        person(5, { about: 'x'.repeat(40_000) }),
        person(6, { title: { in: 'another shape' } }),
        person(7, { name: '=HYPERLINK("https://evil.example")' }),
        person(8, { name: 'Half \ud800 a sign' }),
        { ...person(9), name: 'N\0UL' },
      ],
      more: false,
    });
    await set();
    const done = await fetched();
    expect(done).toMatchObject({ state: 'done', counts: { rows: 9, added: 3, bad: 6 } });
    expect(done.badRows.map(({ line, field }) => [line, field])).toEqual([
      [2, undefined],
      [3, 'profileUrl'],
      [4, 'country'],
      [5, undefined],
      [8, 'name'],
      [9, 'name'],
    ]);
    const { rows } = await sql<object>`select to_jsonb(x) as all, languages, company_size from pool_person x join pool using (pool_id)
      where owned_by = ${workspaceId} and x.name = 'Person 1'`.execute(app.database.db);
    expect(rows).toMatchObject([{ languages: ['en', 'fr'], company_size: 51 }]);
    expect(JSON.stringify(rows)).not.toMatch(/home address|people\.example/);
  });

  test('who was erased stays out', async () => {
    const actor = { workspaceId, memberId, role: 'owner' as const };
    const ledger = { db: app.database.db, clock: app.accounts.clock, secret: app.accounts.secret };
    fake.answer = inPages(persons(1, 2), 2);
    await set();
    await fetched();
    const outcome = await analyseContacts(app.accounts, actor, analysisOf([sightingOf({ slug: 'person-1' })]));
    const contactId = outcome.outcome === 'done' ? (outcome.people[0] as { contact: { id: string } }).contact.id : '';
    await eraseContact(ledger, actor, contactId, uuidv7());
    expect((await fetched({ fromStart: true })).counts).toMatchObject({ rows: 2, erased: 1 });
    expect(await names()).toEqual(['Person 2']);
  });

  test('the same request again begins no second one; another one is refused while it is under way, and nobody takes it out', async () => {
    const goOn = holding(inPages(persons(1, 1), 1));
    await set();
    const requestId = uuidv7();
    const first = (await begin({ requestId })).body as PoolImport;
    expect((await begin({ requestId })).body.id).toBe(first.id);
    expect((await begin({ requestId, fromStart: true })).status).toBe(409);
    expect((await begin()).body).toMatchObject({ code: 'wrong-state', detail: 'A fetch is under way.' });
    expect((await app.ask('DELETE', at(`/imports/${first.id}`), { token })).body.code).toBe('wrong-state');
    await goOn();
    expect(await ended(first.id)).toMatchObject({ state: 'done', counts: { added: 1 } });
    expect((await begin({ requestId })).body).toMatchObject({ id: first.id, state: 'done' });
    expect(fake.heard).toHaveLength(1);
  });

  test('set anew meanwhile, it ends and moves nothing any more', async () => {
    const goOn = holding(inPages(persons(1, 3), 1));
    await set();
    const { id } = (await begin()).body as PoolImport;
    while (fake.heard.length === 0) await sleep(5);
    await set({ licence: 'another' });
    await goOn();
    expect(await ended(id)).toMatchObject({ state: 'failed', failure: expect.stringContaining('set anew'), counts: { rows: 0 } });
    expect([await names(), (await settingNow()).setting?.goesOn]).toEqual([[], false]);
  });
});

/** What may come instead of the second page, how often it is asked for, and what is said of it. */
const misbehaviours: [what: string, answer: ProviderAnswer, tries: number, failure: RegExp][] = [
  ['the wrong key', answering({}, 401), 1, /refused\. HTTP 401\. /],
  ['nothing of that name', answering({}, 404), 1, /refused\. HTTP 404\. /],
  ['a redirect', (response) => void response.writeHead(302, { location: '/v1/people' }).end(), 1, /leads to another one.*HTTP 302\. /],
  ['a fault of its own', answering('oops', 500), 3, /busy\. HTTP 500\. /],
  ['too many requests', answering({}, 429), 3, /busy\. HTTP 429\. /],
  ['a page for people', answering('<!doctype html><title>Sign in</title>'), 1, /no page/],
  ['nothing', answering(''), 1, /no page/],
  ['a list', answering(persons(3, 4)), 1, /no page/],
  ['people who are no list', answering({ people: { 1: person(3) }, more: false }), 1, /no page/],
  ['no word of whether there is more', answering({ people: persons(3, 4) }), 1, /no page/],
  ['more, but not where', answering({ people: persons(3, 4), more: true }), 1, /no page/],
  ['the same place again', answering({ people: persons(3, 4), cursor: '2', more: true }), 1, /no page/],
  ['a place with line ends', answering({ people: [], cursor: '3\r\nx: y', more: true }), 1, /no page/],
  ['a place without end', answering({ people: [], cursor: '3'.repeat(501), more: true }), 1, /no page/],
  ['more people than were asked for', answering({ people: Array.from({ length: 1001 }, () => 7), more: false }), 1, /no page/],
  ['a million brackets', answering('['.repeat(1_000_000)), 1, /no page/],
  [
    'five megabytes, as it says',
    (response) => {
      response.writeHead(200, { 'content-length': String(5 * 1024 ** 2) });
      response.write('{');
    },
    1,
    /too large/,
  ],
  [
    'bytes without end',
    (response) => {
      response.writeHead(200);
      const more = setInterval(() => response.write(Buffer.alloc(1024 ** 2, ' ')), 1);
      response.on('close', () => clearInterval(more));
    },
    1,
    /too large/,
  ],
  [
    'a packed page, which was not asked for',
    (response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(gzipSync(JSON.stringify({ people: persons(3, 4), more: false })));
    },
    1,
    /no page/,
  ],
  [
    'half a page',
    (response) => {
      const page = JSON.stringify({ people: persons(3, 4), more: false });
      response.writeHead(200, { 'content-length': String(page.length) });
      response.write(page.slice(0, page.length / 2), () => response.destroy());
    },
    3,
    /broke off/,
  ],
  [
    'half a page of unknown length',
    (response) => {
      response.writeHead(200);
      response.write(JSON.stringify({ people: persons(3, 4), more: false }), () => response.destroy());
    },
    3,
    /broke off/,
  ],
  [
    'a byte now and then',
    (response) => {
      response.writeHead(200);
      const more = setInterval(() => response.write(' '), 50);
      response.on('close', () => clearInterval(more));
    },
    3,
    /within 0.6 s/,
  ],
  ['silence', () => {}, 3, /within 0.6 s/],
  ['a closed door', (response) => response.destroy(), 3, /cannot be reached/],
  ['a place that moves for ever', answeringForEver(), 11, /more than 12 pages/],
];

function answeringForEver(): ProviderAnswer {
  let place = 0;
  return (response, heard) => answering({ people: [], cursor: `x${++place}`, more: true })(response, heard);
}

describe('a provider whose second page is', () => {
  test.each(misbehaviours)('%s: the first page is kept, it is said why, and the next fetch goes on', async (_, answer, tries, failure) => {
    const well = inPages(persons(1, 4), 2);
    fake.answer = (response, heard) => (heard.cursor === null ? well : answer)(response, heard);
    await set();
    if (failure.source.includes('within')) patience.pageTimeoutMs = 600;
    const failed = await fetched();
    patience.pageTimeoutMs = unhurried;
    expect(failed).toMatchObject({ state: 'failed', failure: expect.stringMatching(failure), counts: { rows: 2, added: 2 } });
    expect(failed.failure).toMatch(/goes on behind it\.$/);
    expect(fake.heard.filter(({ cursor }) => cursor !== null)).toHaveLength(tries);
    expect(await names()).toEqual(['Person 1', 'Person 2']);
    if (tries === 11) return;
    fake.answer = well;
    expect(await fetched()).toMatchObject({ state: 'done', counts: { rows: 2, added: 2 } });
    expect(fake.heard.at(-1)?.cursor).toBe('2');
    expect(await names()).toEqual(['Person 1', 'Person 2', 'Person 3', 'Person 4']);
  });

  test.each([
    ['seconds', () => '1'],
    ['a date', () => new Date(Date.now() + 1900).toUTCString()],
  ])('busy for a moment, in %s, is waited for', async (__, retryAfter) => {
    const well = inPages(persons(1, 4), 2);
    const asked: number[] = [];
    fake.answer = (response, heard) => {
      if (heard.cursor === '2' && asked.push(Date.now()) === 1) answering({}, 429, { 'retry-after': retryAfter() })(response, heard);
      else well(response, heard);
    };
    await set();
    expect(await fetched()).toMatchObject({ state: 'done', counts: { added: 4 } });
    expect((asked[1] ?? 0) - (asked[0] ?? 0)).toBeGreaterThan(850);
  });

  test('busy for an hour: the fetch ends, and nobody asks it before', async () => {
    const well = inPages(persons(1, 4), 2);
    fake.answer = (response, heard) => (heard.cursor === null ? well : answering({}, 503, { 'retry-after': '3600' }))(response, heard);
    await set();
    expect(await fetched()).toMatchObject({ state: 'failed', failure: expect.stringContaining('busy. HTTP 503.'), counts: { added: 2 } });
    const refused = await begin();
    expect(refused).toMatchObject({ status: 429, body: { code: 'too-many-requests', detail: expect.stringContaining('left alone') } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3500);
    expect(fake.heard).toHaveLength(2);
    // Somebody else's word is good for a day at most.
    fake.answer = answering({}, 429, { 'retry-after': '99999999999' });
    await sql`update pool_provider set rest_until = null where workspace_id = ${workspaceId}`.execute(app.database.db);
    await fetched();
    expect(Number((await begin()).headers.get('retry-after'))).toBeLessThanOrEqual(86_400);
  });

  test('nobody: it cannot be reached', async () => {
    await set({ url: 'http://127.0.0.1:9/v1' });
    expect(await fetched()).toMatchObject({ state: 'failed', failure: expect.stringContaining('cannot be reached') });
  });
});

/** The first piece of code in this language, where the guide describes providers. */
const code = async (language: string): Promise<string> => {
  const guide = await readFile(join(import.meta.dirname, '../../../docs/operator.md'), 'utf8');
  const section = guide.slice(guide.indexOf('### A provider of people'), guide.indexOf('## When you restore a backup'));
  return new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(section)?.[1] ?? '';
};

describe('the operator’s guide', () => {
  test('its page is one', async () => {
    fake.answer = (response, heard) =>
      void code('json').then((text) => (heard.cursor === null ? answering(text) : inPages([], 1))(response, heard));
    await set();
    expect(await fetched()).toMatchObject({ state: 'done', counts: { rows: 1, added: 1 } });
  });

  test('its provider is one', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'wellmet-provider-'));
    await writeFile(
      join(folder, 'people.ndjson'),
      persons(1, 1005)
        .map((one) => `${JSON.stringify(one)}\n`)
        .join(''),
    );
    await writeFile(join(folder, 'provider.mjs'), await code('js'));
    const running = spawn(process.execPath, [join(folder, 'provider.mjs'), join(folder, 'people.ndjson'), key], {
      env: { PORT: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      const [port] = (await once(running.stdout, 'data')) as [Buffer];
      await set({ url: `http://127.0.0.1:${port.toString().trim()}/people` });
      expect(await fetched()).toMatchObject({ state: 'done', counts: { rows: 1005, added: 1005 } });
      expect(await fetched()).toMatchObject({ state: 'done', counts: { rows: 0 } });
      await set({ url: `http://127.0.0.1:${port.toString().trim()}/people`, key: 'another' });
      expect((await fetched()).failure).toContain('HTTP 401');
    } finally {
      running.kill();
      await rm(folder, { recursive: true, force: true });
    }
  });
});

test('an address in the own network is refused, where the operator has not allowed it: when it is set, and when it is called', async () => {
  const strict = await testApp();
  try {
    const { session, workspaceId: id } = strict;
    const path = `/v1/workspaces/${id}/pool/provider`;
    const body = { url: 'https://localhost/v1', ...terms };
    expect((await strict.ask('PUT', path, { body: { requestId: uuidv7(), ...body, url: fake.url } })).status).toBe(400);
    expect((await strict.ask('PUT', path, { body: { requestId: uuidv7(), ...body } })).status).toBe(200);
    const begun = await strict.ask('POST', `${path}/fetches`, { body: { requestId: uuidv7() }, token: session.token });
    let found: PoolImport | undefined;
    for (let tries = 0; tries < 500 && found?.state !== 'failed'; tries++) {
      [found] = (await strict.ask('GET', `/v1/workspaces/${id}/pool/imports`)).body.imports as PoolImport[];
      await sleep(10);
    }
    expect([found?.id, found?.failure]).toEqual([begun.body.id, expect.stringContaining('not allowed')]);
  } finally {
    await strict.close();
  }
});

test('a server that stops says so of its fetch, keeps its whole pages, and another one goes on', async () => {
  const stopping = await testApp({ providersInOwnNetwork: true, fetchPatience: { ...patience, pageTimeoutMs: 60_000 } });
  const well = inPages(persons(1, 4), 2);
  fake.answer = (response, heard) => {
    if (heard.cursor === null) well(response, heard);
    // The second page never comes: the server stops.
    else stopping.stop();
  };
  const path = `/v1/workspaces/${stopping.workspaceId}/pool`;
  try {
    await stopping.ask('PUT', `${path}/provider`, { body: { requestId: uuidv7(), url: fake.url, key, ...terms } });
    await stopping.ask('POST', `${path}/provider/fetches`, { body: { requestId: uuidv7() } });
    let found: PoolImport | undefined;
    for (let tries = 0; tries < 1000 && found?.state !== 'failed'; tries++) {
      [found] = (await stopping.ask('GET', `${path}/imports`)).body.imports as PoolImport[];
      await sleep(10);
    }
    expect(found).toMatchObject({ state: 'failed', failure: expect.stringContaining('The server stopped.'), counts: { added: 2 } });
    expect((await stopping.ask('GET', `${path}/provider`)).body.setting.goesOn).toBe(true);
  } finally {
    await stopping.close();
  }
});

test('whatever the provider did: the ledger adds up, and the log names neither a key nor an address nor anybody', async () => {
  expect(await broken(app.database.db)).toEqual([]);
  const logged = app.logged.join('');
  expect(logged).toContain('"msg":"provider"');
  for (const secret of [key, '127.0.0.1', 'Bearer', 'linkedin', 'Person 1', 'cursor']) expect(logged).not.toContain(secret);
});
