/**
 * Whether anybody can make from the sources zip what the stores were given: it is unpacked into two folders, under another zone, language, umask and
 * date of its files each, built there by the README's words, and all three zips are compared byte by byte with those of `npm run zip` in `.output/`.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inflateRawSync } from 'node:zlib';

const root = join(import.meta.dirname, '..');
const shipped = join(root, '.output');
/** What a build could let itself be told apart by. The second folder's name is longer, too. */
const places = [
  { name: 'a', umask: 0o077, env: { TZ: 'Pacific/Kiritimati', LC_ALL: 'C', SOURCE_DATE_EPOCH: '1' }, changedAt: new Date('2001-02-03') },
  { name: 'another folder', umask: 0o002, env: { TZ: 'America/St_Johns', LC_ALL: 'C.UTF-8' }, changedAt: new Date('2031-12-30T23:59:59') },
];
const needed = ['README.md', 'LICENSE', 'package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', 'wxt.config.ts', 'shared/src/api.ts'];

const zips = readdirSync(shipped).filter((name) => name.endsWith('.zip'));
const wrong: string[] = [];
if (zips.length !== 3) wrong.push(`expected the zips of Chrome, Firefox and the sources, found ${zips.join(', ') || 'none'}`);
const sources = unpacked(readFileSync(join(shipped, zips.find((name) => name.includes('-sources')) ?? '')));
wrong.push(...needed.filter((name) => !sources.has(name)).map((name) => `the sources lack ${name}`), ...strangers([...sources.keys()]));

const ground = mkdtempSync(join(realpathSync(tmpdir()), 'wellmet-reproducible-'));
try {
  for (const place of places) {
    const folder = join(ground, place.name);
    const before = process.umask(place.umask);
    for (const [name, content] of sources) {
      const path = join(folder, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
      utimesSync(path, place.changedAt, place.changedAt);
    }
    const done = ['setup', 'zip'].every((word) => run(word, folder, place.env));
    process.umask(before);
    if (!done) wrong.push(`“${place.name}” cannot be built`);
    else for (const zip of zips) wrong.push(...differences(zip, join(folder, '.output', zip)));
  }
} finally {
  rmSync(ground, { recursive: true, force: true });
}
for (const one of wrong) console.error(one);
for (const zip of wrong.length === 0 ? zips : [])
  console.log(
    `${createHash('sha256')
      .update(readFileSync(join(shipped, zip)))
      .digest('hex')}  ${zip}`,
  );
process.exitCode = wrong.length === 0 ? 0 : 1;

/** A script of package.json, in another folder. What npm tells of this one would lead its child back here. */
function run(word: string, folder: string, env: Record<string, string>): boolean {
  const own = Object.entries(process.env).filter(([name]) => !/^(npm_(config_local_prefix|package_|lifecycle_)|INIT_CWD$)/.test(name));
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', word], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...Object.fromEntries(own), ...env },
  });
  if (status !== 0) console.error(stdout, stderr);
  return status === 0;
}

/** Files of the sources that nobody has given to the repository. A folder without its history cannot tell. */
function strangers(names: string[]): string[] {
  const { status, stdout } = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) return names.filter((name) => /node_modules|captures?\//.test(name)).map((name) => `the sources have ${name}`);
  const own = new Set(stdout.split('\0'));
  return names.filter((name) => !own.has(name)).map((name) => `the sources have ${name}, which is not in the repository`);
}

function differences(zip: string, rebuilt: string): string[] {
  const [one, two] = [readFileSync(join(shipped, zip)), readFileSync(rebuilt)];
  if (one.equals(two)) return [];
  const [ones, twos] = [unpacked(one), unpacked(two)];
  const differing = [...new Set([...ones.keys(), ...twos.keys()])].filter(
    (name) => !ones.get(name)?.equals(twos.get(name) ?? Buffer.alloc(0)),
  );
  return [`${zip} is not what ${dirname(rebuilt)} gives: ${differing.join(', ') || 'the same files, packed otherwise'}`];
}

/** As our packer writes them: the list at the end says where each file is, deflated or stored. */
function unpacked(zip: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  const end = zip.lastIndexOf('PK\u0005\u0006');
  let at = zip.readUInt32LE(end + 16);
  while (at < end) {
    const [method, size, nameSize] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20), zip.readUInt16LE(at + 28)];
    const begin = zip.readUInt32LE(at + 42);
    const name = zip.toString('utf8', at + 46, at + 46 + nameSize);
    const from = begin + 30 + zip.readUInt16LE(begin + 26) + zip.readUInt16LE(begin + 28);
    const packed = zip.subarray(from, from + size);
    files.set(name, method === 8 ? inflateRawSync(packed) : packed);
    at += 46 + nameSize + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return files;
}
