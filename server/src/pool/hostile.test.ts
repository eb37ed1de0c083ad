/** Uploads that mean harm, beyond those of import.test.ts: what they come to, and what leaves again of what they brought. */
import { gzipSync } from 'node:zlib';
import { Readable } from 'node:stream';
import type { Discovered } from '@wellmet/shared/discover';
import type { PoolImport } from '@wellmet/shared/pool';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testApp, type TestApp } from '../testing/app.ts';
import { UnreadableFile } from './file.ts';
import { importFile } from './import.ts';
import { importsOf, operatorsPool } from './pools.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

const terms = { source: 'a fair', licence: 'ours', lawfulBasis: 'consent' } as const;
const at = (path: string): string => `/v1/workspaces/${app.workspaceId}${path}`;
const upload = async (file: string, type: string): Promise<PoolImport> => {
  const response = await app.app.request(at('/pool/imports?fileName=p&source=fair&licence=ours&lawfulBasis=consent'), {
    method: 'POST',
    headers: { authorization: `Bearer ${app.session.token}`, 'content-type': type },
    body: file,
  });
  return (await response.json()) as PoolImport;
};

const formulas = ['=HYPERLINK("https://evil.example","x")', '+1+cmd|’ /C calc’!A0', '-2+3', '@SUM(A1)', 'Anna;=1+1', 'Anna,=1+1'];

test('formulas are kept as they were written, and are none any more where they leave as a table', async () => {
  const lines = formulas.map((text, n) =>
    JSON.stringify({
      name: text,
      profileUrl: `https://www.linkedin.com/in/formula-${n}/`,
      title: `${text} keeper`,
      company: text,
      city: text,
    }),
  );
  expect(await upload(`${lines.join('\n')}\n`, 'application/x-ndjson')).toMatchObject({
    state: 'done',
    counts: { added: formulas.length, bad: 0 },
  });
  const { body } = await app.ask('POST', at('/discover/searches'), { body: { wanted: { facets: { keywords: 'keeper' } }, limit: 20 } });
  const { people } = body as Discovered;
  expect(people.map(({ name }) => name).toSorted()).toEqual(formulas.toSorted());
  const campaignId = uuidv7();
  await app.ask('POST', at('/campaigns'), { body: { id: campaignId, name: '=1+1' } });
  const added = await app.ask('POST', at('/discover/additions'), {
    body: {
      requestId: uuidv7(),
      ceilingCredits: people.length,
      campaignId,
      people: people.map(({ poolId, personId }) => ({ poolId, personId })),
      wanted: { facets: { keywords: 'keeper' } },
    },
  });
  expect(added.body).toMatchObject({ outcome: 'done', costCredits: formulas.length });
  const { body: table } = await app.ask('GET', at('/ledger.csv'));
  expect(table).toContain('recommendation');
  // Each cell that a spreadsheet could begin anywhere, split at either sign.
  const cells = (table as string).replace('\uFEFF', '').split(/[,;\r\n]/);
  const begins = cells.map((cell) => cell.replace(/^"/, '')).filter((cell) => /^[=+@\t]|^-(?!\d+$)/.test(cell));
  expect(begins).toEqual([]);
  expect(table).toContain("'=HYPERLINK");
});

const of = (n: number, more: object): string =>
  JSON.stringify({ name: `Sign ${n}`, profileUrl: `https://www.linkedin.com/in/sign-${n}/`, ...more });

test('halves of signs and NULs keep out their row, wherever they stand; the others come in', async () => {
  const lines = [
    of(1, { title: '\ud83d' }),
    of(2, { about: 'x\ude00y' }),
    of(3, { company: 'a\0b' }),
    of(4, { languages: ['fr', '\udfff'] }),
    of(5, { title: '😀' }),
    '{"__proto__":{"name":"Nobody"},"constructor":1}',
  ];
  expect(await upload(`${lines.join('\n')}\n`, 'application/x-ndjson')).toMatchObject({
    state: 'done',
    counts: { rows: 6, added: 1, bad: 5 },
  });
});

test('what a bomb becomes is never held: a gigabyte of one line is refused before a tenth of it is made', async () => {
  const pool = await operatorsPool(app.database.db, 'bombs');
  // A megabyte each, packed on its own: only what the import takes is counted, not how far somebody packs ahead of it.
  const megabyte = gzipSync(Buffer.alloc(1024 * 1024, 'x'));
  let taken = 0;
  function* gigabyte(): Generator<Buffer> {
    yield gzipSync('name,profileUrl\nOne,https://www.linkedin.com/in/one/\n');
    for (; taken < 1024; taken++) yield megabyte;
  }
  const packed = Readable.from(gigabyte());
  let peak = 0;
  const watching = setInterval(() => {
    const { heapUsed, external } = process.memoryUsage();
    peak = Math.max(peak, heapUsed + external);
  }, 5);
  const { heapUsed, external } = process.memoryUsage();
  const order = { pool, fileName: 'bomb.gz', terms };
  const importing = importFile({ db: app.database.db, secret: app.accounts.secret }, order, packed as AsyncIterable<Buffer>);
  const error = await importing.catch((thrown: unknown) => thrown);
  clearInterval(watching);
  packed.destroy();
  expect(error).toBeInstanceOf(UnreadableFile);
  expect((error as Error).message).toContain('far larger');
  expect(await importsOf(app.database.db, pool.poolId)).toEqual([]);
  expect(taken).toBeLessThan(100);
  expect(peak - heapUsed - external).toBeLessThan(150 * 1024 ** 2);
});
