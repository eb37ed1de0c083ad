import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readConfig } from './config.ts';
import { makeDemo } from './demo.ts';
import { testApp, type TestApp } from './testing/app.ts';

let app: TestApp;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wellmet-demo-'));
  app = await testApp();
});
afterEach(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

const demo = () => makeDemo(readConfig({ WELLMET_DATA: folder }), app);
const passwordFile = () => join(folder, 'demo-password');
async function statuses(password: string): Promise<number[]> {
  const asked = ['demo@wellmet.example', 'colleague@wellmet.example'].map((email) =>
    app.ask('POST', '/v1/sign-in', { body: { email, password }, token: null }),
  );
  return (await Promise.all(asked)).map(({ status }) => status);
}
const hashes = async () => (await sql`select "userId", password from account order by "userId"`.execute(app.database.db)).rows;

test('a second time changes nothing', async () => {
  const { password } = await demo();
  const before = await hashes();
  expect((await demo()).password).toBe(password);
  expect(await hashes()).toEqual(before);
});

test.each([
  ['lost', () => rm(passwordFile())],
  ['half written', () => writeFile(passwordFile(), 'demo')],
  ['replaced', () => writeFile(passwordFile(), 'a word of my own\n')],
])('the printed password lets in after its file was %s', async (_, happen) => {
  const first = await demo();
  await happen();
  const second = await demo();
  expect(second.password).not.toBe(first.password);
  expect(await statuses(second.password)).toEqual([200, 200]);
  expect(await statuses(first.password)).toEqual([401, 401]);
  const { body } = await app.ask('POST', '/v1/sign-in', {
    body: { email: app.session.member.email, password: 'correct horse' },
    token: null,
  });
  expect(body.member).toEqual(app.session.member);
});

test('a file that cannot be read is told, and the accounts keep their password', async () => {
  const { password } = await demo();
  await rm(passwordFile());
  await mkdir(passwordFile());
  await expect(demo()).rejects.toThrow('EISDIR');
  expect(await statuses(password)).toEqual([200, 200]);
});
