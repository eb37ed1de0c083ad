import { chmod, mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ConfigError } from './config.ts';
import { keptText } from './keptText.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wellmet-kept-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const kept = (path: string, text = 'made just now') => keptText(path, 8, () => text);

test('made once, readable by its owner only, and the same ever after', async () => {
  const path = join(folder, 'data', 'secret');
  expect(await kept(path)).toBe('made just now');
  expect(await kept(path, 'made once more')).toBe('made just now');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readdir(join(folder, 'data'))).toEqual(['secret']);
});

test.each([
  ['what was there', 'kept before', 'kept before'],
  ['without the line end of an editor', 'kept before\n', 'kept before'],
  ['half written: made anew', 'kept', 'made just now'],
  ['empty: made anew', '', 'made just now'],
])('%s', async (_, before, after) => {
  const path = join(folder, 'secret');
  await writeFile(path, before);
  expect(await kept(path)).toBe(after);
  expect((await readFile(path, 'utf8')).trim()).toBe(after);
});

test('what cannot be read is told, and stays as it is', async () => {
  const path = join(folder, 'secret');
  await mkdir(path);
  await expect(kept(path)).rejects.toThrow(ConfigError);
  await expect(kept(path)).rejects.toThrow('EISDIR');
  expect((await stat(path)).isDirectory()).toBe(true);
});

// The rights of a file do not hold root back.
test.skipIf(process.getuid?.() === 0)('a file of somebody else is told, and stays as it is', async () => {
  const path = join(folder, 'secret');
  await writeFile(path, 'kept before');
  await chmod(path, 0o000);
  await expect(kept(path)).rejects.toThrow('EACCES');
  await chmod(path, 0o600);
  expect(await readFile(path, 'utf8')).toBe('kept before');
});
