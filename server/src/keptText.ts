/** A text that the server makes for itself once and keeps in the data folder. */
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ConfigError } from './config.ts';

/**
 * What the file holds, without white space around it; made on first use, and anew when less than `minLength` is there. Only its owner can
 * read it, and nobody finds half of it.
 * @throws ConfigError when the file is there and cannot be read: what it holds is not replaced.
 */
export async function keptText(path: string, minLength: number, make: () => string): Promise<string> {
  const kept = await readIfThere(path);
  if (kept.length >= minLength) return kept;
  await mkdir(dirname(path), { recursive: true });
  const made = make();
  const half = `${path}.${process.pid}`;
  const file = await open(half, 'w', 0o600);
  await file.writeFile(made);
  await file.sync();
  await file.close();
  await rename(half, path);
  return made;
}

async function readIfThere(path: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT') return '';
    throw new ConfigError(`${path} cannot be read (${code}). Let the server's user read it, or remove it to have a new one made.`);
  }
}
