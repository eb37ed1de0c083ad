/** Importing people, as an operator types it beside a running server. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { testApp, type TestApp } from '../testing/app.ts';
import { childEnvironment } from '../testing/childEnvironment.ts';
import { answering, inPages, openFakeProvider } from '../testing/fakeProvider.ts';

let app: TestApp;
let folder: string;
beforeAll(async () => {
  app = await testApp({ providersInOwnNetwork: true });
  folder = await mkdtemp(join(tmpdir(), 'wellmet-pool-'));
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

const command = (...words: string[]): Promise<{ status: number; out: string; err: string }> => {
  const { application, owner } = app.database.urls;
  const env = {
    ...childEnvironment,
    DATABASE_URL: application,
    DATABASE_OWNER_URL: owner,
    WELLMET_SECRET: app.accounts.secret,
    PROVIDERS_IN_OWN_NETWORK: 'on',
  };
  return new Promise((done) => {
    execFile(process.execPath, [join(import.meta.dirname, '..', 'cli.ts'), ...words], { env }, (error, out, err) =>
      done({ status: typeof error?.code === 'number' ? error.code : 0, out, err }),
    );
  });
};

test('a file is looked at, imported into a pool, which is offered and withdrawn; the import is taken out', async () => {
  const file = join(folder, 'people.csv');
  await writeFile(file, 'Nom complet;LinkedIn;Poste\nZélie Brassard;https://www.linkedin.com/in/zelie-brassard/;Acheteuse\nNobody;;\n');
  const guess = await command('pool', 'import', file, '--dry-run');
  expect(guess).toMatchObject({ status: 0, err: '' });
  expect(guess.out).toContain('--map name,profileUrl,title');
  expect(guess.out).toContain('line 3, profileUrl: has nothing to know the person by');

  const into = ['--shared', 'Fairs', '--source', 'a fair', '--licence', 'ours'];
  expect(await command('pool', 'import', file, ...into)).toMatchObject({ status: 2, err: expect.stringContaining('--basis') });
  const done = await command('pool', 'import', file, ...into, '--basis', 'consent', '--json');
  expect(done).toMatchObject({ status: 0, err: '' });
  const { id, counts } = JSON.parse(done.out) as { id: string; counts: object };
  expect(counts).toMatchObject({ rows: 2, added: 1, bad: 1 });

  const pools = async (): Promise<{ poolId: string; people: number; offeredTo: string[] }[]> =>
    (JSON.parse((await command('pool', 'list', '--json')).out) as { pools: { poolId: string; people: number; offeredTo: string[] }[] })
      .pools;
  const [pool] = await pools();
  expect(pool).toMatchObject({ name: 'Fairs', people: 1, offeredTo: [] });
  const both = ['--pool', pool?.poolId ?? '', '--workspace', app.workspaceId];
  expect(await command('pool', 'offer', ...both)).toMatchObject({ status: 0 });
  expect((await pools())[0]).toMatchObject({ offeredTo: [app.workspaceId] });
  expect(await command('pool', 'withdraw', ...both)).toMatchObject({ status: 0 });
  expect((await pools())[0]).toMatchObject({ offeredTo: [] });

  expect((await command('pool', 'imports', '--shared', 'Fairs')).out).toContain(id);
  expect(await command('pool', 'remove', id)).toMatchObject({ status: 0 });
  expect((await pools())[0]).toMatchObject({ people: 0 });
});

test('people are fetched from the provider that a workspace has set, with its key; what fails ends with status 1', async () => {
  const fake = await openFakeProvider();
  try {
    const fetch = (...words: string[]) => command('pool', 'fetch', '--workspace', app.workspaceId, ...words);
    expect(await fetch()).toMatchObject({ status: 1, err: expect.stringContaining('No provider is set') });
    const terms = { source: 'a provider', licence: 'by contract', lawfulBasis: 'consent' };
    const body = { requestId: uuidv7(), url: fake.url, key: 'pk-hush', ...terms };
    expect((await app.ask('PUT', `/v1/workspaces/${app.workspaceId}/pool/provider`, { body })).status).toBe(200);
    const people = [1, 2, 3].map((n) => ({ name: `Person ${n}`, memberId: `ACoA${String(n).padStart(35, 'A')}` }));
    fake.answer = inPages(people, 2);
    expect(await fetch()).toMatchObject({ status: 0, err: '', out: expect.stringContaining('3 rows: 3 added') });
    const again = await fetch('--from-start', '--json');
    expect(JSON.parse(again.out)).toMatchObject({ state: 'done', by: '', counts: { rows: 3, unchanged: 3 } });
    fake.answer = answering({}, 403);
    const refused = await fetch();
    expect(refused).toMatchObject({ status: 1, out: expect.stringContaining('refused. HTTP 403.') });
    expect(JSON.stringify([again, refused])).not.toContain('pk-hush');
    expect(new Set(fake.heard.map(({ authorization }) => authorization))).toEqual(new Set(['Bearer pk-hush']));
  } finally {
    await fake.close();
  }
});
