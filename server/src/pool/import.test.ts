import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { assert, asyncProperty, infiniteStream, integer, nat, record, uniqueArray } from 'fast-check';
import type { PoolImport } from '@wellmet/shared/pool';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { analyseContacts } from '../credits/analyse.ts';
import { eraseContact } from '../contacts/erase.ts';
import { v7 as uuidv7 } from 'uuid';
import { testApp, type TestApp } from '../testing/app.ts';
import { analysisOf, sightingOf } from '../testing/sightings.ts';
import { UnreadableFile } from './file.ts';
import { guessOf, importFile } from './import.ts';
import { importsOf, operatorsPool, ownPool, removeImport } from './pools.ts';
import type { OwnPool } from './write.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

let pools = 0;
const emptyPool = (): Promise<OwnPool> => operatorsPool(app.database.db, `pool ${++pools}`);
const terms = { source: 'a fair', licence: 'ours', lawfulBasis: 'legitimateInterest' } as const;

async function* parts(bytes: Uint8Array, size = 1000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  await Promise.resolve();
}
const imported = (pool: OwnPool, file: string | Uint8Array): Promise<PoolImport> =>
  importFile(
    { db: app.database.db, secret: app.accounts.secret },
    { pool, fileName: 'people.csv', terms },
    parts(typeof file === 'string' ? Buffer.from(file) : file),
  );

/** What counts in a pool, without what differs each time. */
const current = async ({ poolId }: OwnPool): Promise<object[]> =>
  (
    await sql<object>`select name, slug, member, email_hash is not null as email, title, company, seen_at from pool_person
      where pool_id = ${poolId} and is_current order by name, slug, member, email, title`.execute(app.database.db)
  ).rows;
const addsUp = ({ counts: { rows, added, updated, unchanged, bad, erased } }: PoolImport): void =>
  expect(added + updated + unchanged + bad + erased).toBe(rows);

const url = (slug: string): string => `https://www.linkedin.com/in/${slug}/`;
const oneNamed = (name: string): string => `name,profileUrl\n${name},${url('some-one')}\n`;
const path = (): string => `/v1/workspaces/${app.workspaceId}/pool`;

const upload = (where: string, body: string, type = 'text/csv') =>
  app.app.request(`${path()}${where}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${app.session.token}`, 'content-type': type },
    body,
  });

describe('a file', () => {
  test('with a byte order mark, semicolons and three bad rows: the others come in', async () => {
    const pool = await emptyPool();
    const done = await imported(
      pool,
      [
        '\uFEFFPrénom;Nom;Profil LinkedIn;Adresse e-mail;Poste;Entreprise;Effectif;Secteur;Lieu;Langues;En poste depuis',
        'Zélie;Brassard;https://www.linkedin.com/in/zelie-brassard/;Zelie@Looms.example;"Directrice des achats; Europe";Nimbus Looms;51 à 200;Logiciels;Lyon, Auvergne-Rhône-Alpes, France;Français, Anglais;03/2021',
        ';;https://www.linkedin.com/in/nobody-at-all/;;;;;;;;',
        'Okke;Fenwick;;;Acheteur;;;;;;',
        'Ines;Quill;https://www.linkedin.com/in/ines-quill/;;;;;;;;31/02/2021',
        'Paavo;Äkäs;linkedin.com/in/paavo-akas;;CEO;Oak & Co;10,001+;4;Greater London Area, United Kingdom;fr;2020',
      ].join('\r\n'),
    );
    addsUp(done);
    expect(done).toMatchObject({ state: 'done', counts: { rows: 5, added: 2, bad: 3 } });
    expect(done.badRows.map(({ line, field }) => [line, field])).toEqual([
      [3, 'name'],
      [4, 'profileUrl'],
      [5, 'roleSince'],
    ]);
    const { rows } =
      await sql`select name, title, seniority, function, company_size, industry, country, region, city, languages, role_since::text, name_plain
      from pool_person where pool_id = ${pool.poolId} and is_current order by name`.execute(app.database.db);
    expect(rows).toEqual([
      {
        name: 'Paavo Äkäs',
        title: 'CEO',
        seniority: 'executive',
        function: 'generalManagement',
        company_size: 10001,
        industry: 4,
        country: 'GB',
        region: null,
        languages: ['fr'],
        role_since: '2020-01-01',
        name_plain: 'paavo akas',
        city: expect.stringContaining('London'),
      },
      {
        name: 'Zélie Brassard',
        title: 'Directrice des achats; Europe',
        seniority: 'director',
        function: 'procurement',
        company_size: 51,
        industry: 4,
        country: 'FR',
        region: 'Auvergne-Rhône-Alpes',
        city: 'Lyon',
        languages: ['en', 'fr'],
        role_since: '2021-03-01',
        name_plain: 'zelie brassard',
      },
    ]);
    const { rows: found } =
      await sql`select name from pool_person where pool_id = ${pool.poolId} and words @@ to_tsquery('simple', 'achats:A')`.execute(
        app.database.db,
      );
    expect(found).toEqual([{ name: 'Zélie Brassard' }]);
    // Nothing of an e-mail is kept but its hash.
    const { rows: all } = await sql<{ text: string }>`select p::text as text from pool_person p where pool_id = ${pool.poolId}`.execute(
      app.database.db,
    );
    expect(all.map(({ text }) => text).join('')).not.toMatch(/@|zelie@looms/i);
  });

  test.each<[string, Uint8Array]>([
    ['Windows-1252', Buffer.from(oneNamed('Zélie'), 'latin1')],
    ['UTF-16, little end first', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(oneNamed('Zélie'), 'utf16le')])],
    ['UTF-16, big end first', Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(oneNamed('Zélie'), 'utf16le').swap16()])],
    ['UTF-8, packed', gzipSync(oneNamed('Zélie'))],
    ['tabs', Buffer.from(oneNamed('Zélie').replaceAll(',', '\t'))],
    ['one object a line', Buffer.from('{"name":"Zélie","profileUrl":"https://www.linkedin.com/in/some-one/"}\n')],
  ])('%s is read', async (_, bytes) => {
    const pool = await emptyPool();
    expect(await imported(pool, bytes)).toMatchObject({ state: 'done', counts: { rows: 1, added: 1 } });
    expect(await current(pool)).toMatchObject([{ name: 'Zélie', slug: 'some-one' }]);
  });

  test.each<[string, () => Uint8Array, RegExp]>([
    ['nothing', () => Buffer.from(''), /empty/],
    ['a zip', () => Buffer.from('PK\u0003\u0004 and more'), /[Zz]ip/],
    ['an archive in an archive', () => gzipSync(gzipSync(oneNamed('One'))), /within/],
    ['no way to know anybody', () => Buffer.from('name,company\nOne,Two\n'), /says who it is/],
    ['a list', () => Buffer.from('[{"name":"One"}]'), /a line/],
    ['a million columns', () => Buffer.from(`${'x,'.repeat(1_000_000)}\n`), /head/],
  ])('%s is refused, and nothing is left of it', async (_, bytes, why) => {
    const pool = await emptyPool();
    const error = await imported(pool, bytes()).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UnreadableFile);
    expect((error as Error).message).toMatch(why);
    expect(await importsOf(app.database.db, pool.poolId)).toEqual([]);
  });

  test.each([20_000, 200_000])('the first %i bytes of an archive are enough for a guess, and no import', async (length) => {
    // Hardly packed, so that all of what is there is asked for.
    const rows = Array.from({ length: 10_000 }, (_, n) => `${randomBytes(30).toString('base64url')},${url(`person-${n}`)},Nantes`);
    const beginning = gzipSync(['nom,profil,ville', ...rows].join('\n')).subarray(0, length);
    const { file, mapping, fault, problems } = await guessOf(parts(beginning));
    expect([file.columns, mapping, fault, problems]).toEqual([['nom', 'profil', 'ville'], ['name', 'profileUrl', 'city'], undefined, []]);
    const importing = imported(await emptyPool(), beginning).catch((thrown: unknown) => ({ failure: (thrown as Error).message }));
    expect((await importing).failure).toBe('The archive is damaged.');
  });

  test('a packed bomb fails', async () => {
    const bomb = gzipSync(oneNamed('One') + `${'x'.repeat(200)}\n`.repeat(400_000));
    const done = await imported(await emptyPool(), bomb);
    expect(done).toMatchObject({ state: 'failed', failure: expect.stringContaining('far larger') });
  });

  test('what is hostile in a row keeps out that row', async () => {
    const pool = await emptyPool();
    const done = await imported(
      pool,
      Buffer.concat([
        Buffer.from(`name,url,company\n"=cmd|'/c calc'!A1",${url('person-1')},+1\nN\0UL,${url('person-2')},\n`),
        Buffer.from(`One,${url('person-3')},"${'x'.repeat(10_000_000)}"\n`),
        Buffer.from(`Two,${url('person-4')},${',a'.repeat(100_000)}\nThree,${url('person-5')},`),
        Buffer.from([0xff, 0xfe, 0x0a]),
        Buffer.from(`Four,${url('person-6')},fine\nFive,${url('person-7')},"not closed\n`),
      ]),
    );
    addsUp(done);
    expect(done).toMatchObject({ state: 'done', counts: { rows: 7, bad: 4 } });
    expect((await current(pool)).map((row) => (row as { name: string }).name)).toEqual(["=cmd|'/c calc'!A1", 'Five', 'Four']);
  });

  test('fifty megabytes leave no trace in memory', async () => {
    const pool = await emptyPool();
    const row = `Somebody,https://www.linkedin.com/in/the-same-one/,${'long '.repeat(200)}\n`;
    let peak = 0;
    async function* file(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('name,profileUrl,about\n');
      const lot = Buffer.from(row.repeat(60));
      for (let sent = 0; sent < 50_000_000; sent += lot.length) {
        peak = Math.max(peak, process.memoryUsage().heapUsed);
        yield lot;
      }
      await Promise.resolve();
    }
    const before = process.memoryUsage().heapUsed;
    const done = await importFile({ db: app.database.db, secret: 'x' }, { pool, fileName: 'long', terms }, file());
    expect(done).toMatchObject({ state: 'done', counts: { added: 1, bad: 0 } });
    expect(peak - before).toBeLessThan(150_000_000);
  }, 60_000);
});

test('whoever has been imported is known to suggestions and typos at once; when they are taken out, the pool is learnt anew', async () => {
  const pool = await emptyPool();
  const { id } = await imported(pool, `name,profileUrl,title\nInes Quill,${url('ines-quill')},Head of weaving\n`);
  const { rows } = await sql`select value from pool_value where pool_id = ${pool.poolId} and kind = 'word' order by 1`.execute(
    app.database.db,
  );
  expect(rows).toEqual(['head', 'ines', 'quill', 'weaving'].map((value) => ({ value })));
  await removeImport(app.database.db, pool.poolId, id);
  const after = await sql`select learnt_at from pool where pool_id = ${pool.poolId}`.execute(app.database.db);
  expect(after.rows).toEqual([{ learnt_at: null }]);
});

test('a file that comes slowly is alive between its batches', async () => {
  const pool = await emptyPool();
  const goOn = Promise.withResolvers<void>();
  async function* slow(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(`name,profileUrl\n${`One,${url('some-one')}\n`.repeat(5000)}`);
    await goOn.promise;
    yield Buffer.from(`Two,${url('some-two')}\n`);
  }
  const order = { pool, fileName: 'slow.csv', terms };
  const running = importFile({ db: app.database.db, secret: app.accounts.secret }, order, slow(), { aliveEveryMs: 20 });
  const now = async () => (await importsOf(app.database.db, pool.poolId))[0];
  await expect.poll(async () => (await now())?.counts.rows, { timeout: 20_000 }).toBe(4000);
  await sql`update pool_import set alive_at = now() - interval '10 minutes' where pool_id = ${pool.poolId}`.execute(app.database.db);
  await expect.poll(async () => (await now())?.state, { timeout: 20_000 }).toBe('running');
  goOn.resolve();
  expect(await running).toMatchObject({ state: 'done', counts: { rows: 5001, added: 2 } });
});

interface Known {
  person: number;
  shows: number;
  seen: number;
}
/** A row that shows some of a person's three identifiers. */
const lineOf = ({ person, shows, seen }: Known): string =>
  [
    `Person ${person}`,
    shows & 1 ? `https://www.linkedin.com/in/person-${person}/` : '',
    shows & 2 ? `ACoA${String(person).padStart(35, 'A')}` : '',
    shows & 4 ? `person-${person}@people.example` : '',
    `Title ${seen}`,
    new Date(Date.UTC(2020, 0, 1 + seen)).toISOString().slice(0, 10),
  ].join(',');
const fileOf = (rows: readonly Known[]): string => `name,profileUrl,memberId,email,title,seenAt\n${rows.map(lineOf).join('\n')}\n`;

test('a name is one pool, however many make it at once', async () => {
  const made = await Promise.all(Array.from({ length: 10 }, () => operatorsPool(app.database.db, 'made at once')));
  expect(new Set(made.map(({ poolId }) => poolId)).size).toBe(1);
});

describe('who is who', () => {
  test('any order, split and repetition of rows gives the same pool, one row a person; taking imports out gives the pool without them', async () => {
    const rows = uniqueArray(
      record({ person: integer({ min: 1, max: 4 }), shows: integer({ min: 1, max: 7 }), seen: integer({ min: 0, max: 60 }) }),
      { selector: ({ seen }) => seen, minLength: 1, maxLength: 12 },
    );
    await assert(
      asyncProperty(rows, infiniteStream(nat()), integer({ min: 1, max: 4 }), async (all, random, files) => {
        const [one, other, without] = [await emptyPool(), await emptyPool(), await emptyPool()];
        addsUp(await imported(one, fileOf(all)));
        const draw = (): number => random.next().value ?? 0;
        const shuffled = [...all, ...all.filter(() => draw() % 3 === 0)]
          .map((row) => ({ row, at: draw() }))
          .toSorted((a, b) => a.at - b.at);
        const ids: string[] = [];
        for (let file = 0; file < files; file++) {
          const done = await imported(other, fileOf(shuffled.filter((_, at) => at % files === file).map(({ row }) => row)));
          addsUp(done);
          ids.push(done.id);
        }
        expect(await current(other)).toEqual(await current(one));
        // Again, nothing new.
        expect((await imported(one, fileOf(all))).counts).toMatchObject({ added: 0, updated: 0, unchanged: all.length });
        await removeImport(app.database.db, other.poolId, ids[0] ?? '');
        const left = shuffled.filter((_, at) => at % files !== 0).map(({ row }) => row);
        await imported(without, fileOf(left));
        expect(await current(other)).toEqual(await current(without));
      }),
      { numRuns: Number(process.env['IMPORT_RUNS'] ?? 25) },
    );
  }, 120_000);

  test('the same e-mail under two slugs is two people; a row that would make them one is kept out', async () => {
    const pool = await emptyPool();
    const head = 'name,profileUrl,memberId,email\n';
    await imported(pool, `${head}A,${url('a-slug')},,both@x.example\nB,${url('b-slug')},,both@x.example\n`);
    expect(await current(pool)).toHaveLength(2);
    const done = await imported(pool, `${head}C,,,both@x.example\n`);
    expect(done).toMatchObject({ counts: { bad: 1 }, badRows: [{ line: 2, problem: expect.stringContaining('two people') }] });
    // An address that several read says nothing of who it is.
    expect((await imported(pool, `${head}D,,,info@x.example\n`)).counts.bad).toBe(1);
  });
});

describe('erased people', () => {
  test('leave the pool and stay out of it, by whatever they are known', async () => {
    const pool = await ownPool(app.database.db, app.workspaceId);
    const actor = { workspaceId: app.workspaceId, memberId: app.session.member.id, role: 'owner' as const };
    const ledger = { db: app.database.db, clock: app.accounts.clock, secret: app.accounts.secret };
    const file =
      'name,profileUrl,email\nYsolde,https://www.linkedin.com/in/ysolde-quill/,ysolde@people.example\nOther,https://www.linkedin.com/in/other-one/,\n';
    await imported(pool, file);
    const outcome = await analyseContacts(app.accounts, actor, analysisOf([sightingOf({ slug: 'ysolde-quill' })]));
    const contactId = outcome.outcome === 'done' ? (outcome.people[0] as { contact: { id: string } }).contact.id : '';
    await eraseContact(ledger, actor, contactId, uuidv7());
    expect(await current(pool)).toMatchObject([{ name: 'Other' }]);
    for (const again of [file, 'name,email\nYsolde,Ysolde@People.example\n']) {
      const done = await imported(pool, again);
      addsUp(done);
      expect(done.counts).toMatchObject({ erased: 1, added: 0 });
    }
    expect(await current(pool)).toMatchObject([{ name: 'Other' }]);
  });
});

describe('over HTTP', () => {
  const said = 'fileName=p.csv&source=fair&licence=ours&lawfulBasis=consent';
  const file = 'Name,URL,X\nHilde,https://www.linkedin.com/in/hilde-one/,y\n';

  test('a file is guessed, imported, listed and taken out', async () => {
    const guess = (await (await upload('/guesses?fileName=p.csv', file)).json()) as object;
    expect(guess).toMatchObject({ format: 'csv', delimiter: ',', mapping: ['name', 'profileUrl', null], problems: [] });
    const done = (await (await upload(`/imports?${said}&mapping=name,profileUrl,`, file)).json()) as PoolImport;
    expect(done).toMatchObject({ state: 'done', counts: { rows: 1, added: 1 }, by: 'Ines Invented' });
    expect((await app.ask('GET', `${path()}/imports`)).body.imports[0]).toEqual(done);
    expect((await app.ask('DELETE', `${path()}/imports/${done.id}`)).status).toBe(204);
    expect((await app.ask('GET', `${path()}/imports`)).body.imports[0].state).toBe('removed');
  });

  test('another type is 415, another mapping 400', async () => {
    expect((await upload(`/imports?${said}`, file, 'text/html')).status).toBe(415);
    expect((await upload(`/imports?${said}&mapping=name`, file)).status).toBe(400);
    expect((await upload(`/imports?${said}&mapping=nothing`, file)).status).toBe(400);
  });

  test('a connection that breaks leaves a failed import, whose file can be imported again; one without an owner is shown as failed', async () => {
    const pool = await ownPool(app.database.db, app.workspaceId);
    const rows = Array.from({ length: 5000 }, (_, n) => `Broken ${n},https://www.linkedin.com/in/broken-${n}/\n`).join('');
    async function* breaking(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(`name,url\n${rows}`);
      await Promise.resolve();
      throw new Error('gone');
    }
    const order = { pool, fileName: 'b.csv', terms };
    const done = await importFile({ db: app.database.db, secret: app.accounts.secret }, order, breaking());
    expect(done).toMatchObject({ state: 'failed', failure: 'The file broke off.', counts: { rows: 4000 } });
    const again = await imported(pool, `name,url\n${rows}`);
    expect(again.counts).toMatchObject({ added: 1000, unchanged: 4000 });
    await sql`update pool_import set state = 'running', alive_at = now() - interval '10 minutes' where import_id = ${again.id}`.execute(
      app.database.db,
    );
    expect((await importsOf(app.database.db, pool.poolId))[0]).toMatchObject({
      state: 'failed',
      failure: expect.stringContaining('server stopped'),
    });
    await sql`update pool_import set alive_at = now() where import_id = ${again.id}`.execute(app.database.db);
    await expect(removeImport(app.database.db, pool.poolId, again.id)).rejects.toThrow('wrong-state');
  });
});
