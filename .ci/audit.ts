/**
 * Known weaknesses of what we ship, as the registry tells them: high and critical ones fail. Where the registry does not answer, this says so and ends
 * with the status by which `test.ts` knows that nothing was found out.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Nothing was found out. */
const unknownStatus = 75;

interface Audit {
  advisories?: Record<string, { module_name?: string; severity?: string; title?: string; url?: string }>;
  metadata?: { vulnerabilities?: Record<string, number> };
}

const { packageManager } = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8')) as { packageManager: string };
const { stdout, stderr } = spawnSync('npx', ['--yes', packageManager, 'audit', '--prod', '--json'], { encoding: 'utf8', timeout: 120_000 });
const counts = countsIn(stdout);
if (!counts) {
  console.log(`skipped: the registry tells nothing (${/ERR_\w+/.exec(stdout + stderr)?.[0] ?? 'no answer'})`);
  process.exit(unknownStatus);
}
const { high = 0, critical = 0, ...others } = counts;
const rest = Object.entries(others).map(([severity, count]) => `${count} ${severity}`);
console.log(`${critical} critical, ${[`${high} high`, ...rest].join(', ')}`);
if (high + critical > 0) {
  for (const { severity, module_name: name, title, url } of Object.values((JSON.parse(stdout) as Audit).advisories ?? {}))
    if (severity === 'high' || severity === 'critical') console.error(`${severity}: ${name}: ${title} (${url})`);
  process.exit(1);
}

function countsIn(text: string): Record<string, number> | undefined {
  try {
    return (JSON.parse(text) as Audit).metadata?.vulnerabilities;
  } catch {
    return undefined;
  }
}
