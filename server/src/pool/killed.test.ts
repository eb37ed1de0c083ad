/** The server as it runs, killed in the middle of an upload: whole batches stay, the import is told as failed, and importing again mends all. */
import { request as send } from 'node:http';
import { join } from 'node:path';
import type { Session } from '@wellmet/shared/account';
import type { PoolImport } from '@wellmet/shared/pool';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { joinEmbedded } from '../db/embedded.ts';
import { openDatabase } from '../db/open.ts';
import { workspaceOf } from '../testing/app.ts';
import { openKillable, type KillableServer } from '../testing/killable.ts';
import { deadAfterSeconds } from './pools.ts';

const batch = 2000;
const rows = 5 * batch + 500;

let server: KillableServer;
let session: Session;
beforeAll(async () => {
  server = await openKillable();
  await server.start();
  const account = { name: 'Ines Invented', email: 'ines@people.example', password: 'correct horse', timeZone: 'Europe/Paris' };
  session = (await ask('POST', '/v1/sign-up', account)) as Session;
}, 120_000);
afterAll(() => server.remove(), 60_000);

async function ask(method: string, path: string, body?: object): Promise<unknown> {
  const response = await fetch(server.url + path, {
    method,
    headers: { 'content-type': 'application/json', ...(session && { authorization: `Bearer ${session.token}` }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  return response.status === 204 ? undefined : response.json();
}
const at = (path: string): string => `/v1/workspaces/${workspaceOf(session)}${path}`;
const imports = async (): Promise<PoolImport[]> => ((await ask('GET', at('/pool/imports'))) as { imports: PoolImport[] }).imports;
/** How many people Discover has, and some of them. */
const found = async (): Promise<unknown> => {
  const { people } = (await ask('POST', at('/discover/searches'), { wanted: { facets: { keywords: 'weaver77' } }, limit: 50 })) as {
    people: object[];
  };
  return people.map((one) => (one as { name: string }).name).toSorted();
};
const poolCount = async (): Promise<{ people: number }> =>
  (JSON.parse((await server.command('pool', 'list', '--json')).out) as { pools: { people: number }[] }).pools[0] ?? { people: 0 };

/** As if it had passed since the import last said that it is at work; nobody has said so meanwhile. */
async function letPass(seconds: number): Promise<void> {
  const embedded = await joinEmbedded(join(server.folder, 'database'));
  if (!embedded) throw new Error('the database does not run');
  const { host, port, user, password, database } = embedded;
  const owner = openDatabase({ host, port, user, password, database }, { max: 1 });
  try {
    await sql`update pool_import set alive_at = alive_at - make_interval(secs => ${seconds}) where state = 'running'`.execute(owner.db);
  } finally {
    await owner.close();
  }
}

const line = (n: number): string => `Person ${n},https://www.linkedin.com/in/person-${n}/,Weaver${n % 100}\n`;
const lines = (from: number, to: number): string => Array.from({ length: to - from }, (_, n) => line(from + n)).join('');

/** An upload in the test's hands. */
function upload() {
  const query = 'fileName=people.csv&source=fair&licence=ours&lawfulBasis=consent';
  const { hostname, port } = new URL(server.url);
  const answer = Promise.withResolvers<PoolImport>();
  const request = send({
    hostname,
    port,
    method: 'POST',
    path: at(`/pool/imports?${query}`),
    headers: { 'content-type': 'text/csv', authorization: `Bearer ${session.token}` },
  });
  request.on('error', answer.reject);
  request.on('response', (response) => {
    let text = '';
    response.on('data', (part: Buffer) => (text += part.toString()));
    response.on('end', () => answer.resolve(JSON.parse(text) as PoolImport));
    response.on('error', answer.reject);
  });
  request.write('name,profileUrl,title\n');
  return { request, answer: answer.promise };
}

test('whole batches stay; it is told as failed; importing again is as if nothing had been; and taking out works', async () => {
  const broken = upload();
  const lost = broken.answer.catch((error: unknown) => error);
  broken.request.write(lines(0, 3 * batch + 700));
  // The third batch is being written, or is, and the rest of the file has not come.
  await expect
    .poll(async () => (await imports())[0]?.counts.rows ?? 0, { timeout: 60_000, interval: 20 })
    .toBeGreaterThanOrEqual(2 * batch);
  await server.kill();
  expect(await lost).toBeInstanceOf(Error);

  await server.start();
  const [left] = await imports();
  const kept = left?.counts.rows ?? 0;
  expect(kept % batch).toBe(0);
  expect(kept).toBeGreaterThanOrEqual(2 * batch);
  expect(left?.counts).toMatchObject({ added: kept, bad: 0 });
  expect(await poolCount()).toMatchObject({ people: kept });

  await letPass(deadAfterSeconds);
  expect((await imports())[0]).toMatchObject({ state: 'failed', failure: expect.stringContaining('The server stopped') });

  const again = upload();
  again.request.end(lines(0, rows));
  const done = await again.answer;
  expect(done).toMatchObject({ state: 'done', counts: { rows, added: rows - kept, unchanged: kept, bad: 0, updated: 0 } });
  expect(await poolCount()).toMatchObject({ people: rows });
  const all = Array.from({ length: rows }, (_, n) => n).flatMap((n) => (n % 100 === 77 ? `Person ${n}` : []));
  const shown = (await found()) as string[];
  expect(shown).toHaveLength(50);
  expect(all).toEqual(expect.arrayContaining(shown));

  // Without what broke off the pool is that of an undisturbed import; without either it is empty.
  await ask('DELETE', at(`/pool/imports/${left?.id}`));
  expect(await poolCount()).toMatchObject({ people: rows });
  await ask('DELETE', at(`/pool/imports/${done.id}`));
  expect(await poolCount()).toMatchObject({ people: 0 });
  expect((await imports()).map(({ state }) => state)).toEqual(['removed', 'removed']);
}, 600_000);
