/**
 * Everything that must be right, in the order of cheapness; goes on after a failure, so that one run tells all.
 * The last line counts: each check without tests of its own is one, each test is one.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { installMissingBrowsers } from './browsers.ts';
import { unheardBeside, type Unheard } from './unheard.ts';

const results = join(import.meta.dirname, '../.test-results');
/** What a check ends with that has found out nothing (audit.ts). */
const unknownStatus = 75;
const total = { passed: 0, failed: 0, skipped: 0 };
const failures: string[] = [];

rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
// Hundreds of processes load the same modules: each is compiled once.
process.env['NODE_COMPILE_CACHE'] = join(results, 'compiled');

for (const word of ['typecheck', 'lint', 'format', 'unused', 'licences']) check(word);
checkIfKnown('audit');
countVitest('unit tests', 'unit');
check('build');
check('lint:ext');
check('zip');
check('reproducible');
// The built extension and the server together.
countVitest('devices at random', 'model');
const missing = installMissingBrowsers();
if (missing.length === 0) {
  process.env['PLAYWRIGHT_JSON_OUTPUT_NAME'] = `${results}/e2e.json`;
  count('browser tests', 'e2e', ['--reporter=list,json'], () => playwrightCounts(`${results}/e2e.json`));
} else {
  tell('browser tests', 'failed', { failed: 1 });
  console.log(
    `${missing.join(' and ')} missing, and this user may not install packages: run "apt-get install chromium firefox-esr" as root.`,
  );
}

for (const failure of failures) console.log(`failed: ${failure}`);
console.log(`${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ''}`);
process.exit(total.failed > 0 ? 1 : 0);

/** A script of package.json that is right or wrong as a whole. */
function check(word: string): void {
  const right = run(word, []);
  tell(word, right ? 'passed' : 'failed', right ? { passed: 1 } : { failed: 1 });
}

/** As `check`; what could not be found out, since nobody outside answered, is skipped. */
function checkIfKnown(word: string): void {
  const status = statusOf(word, []);
  if (status === unknownStatus) tell(word, 'passed', { skipped: 1 });
  else tell(word, status === 0 ? 'passed' : 'failed', status === 0 ? { passed: 1 } : { failed: 1 });
}

/** A script of package.json that runs vitest. */
function countVitest(what: string, word: string): void {
  const file = `${results}/${word}.json`;
  count(what, word, ['--reporter=default', '--reporter=json', '--reporter=./.ci/unheard.ts', `--outputFile.json=${file}`], () =>
    vitestCounts(file),
  );
}

/** A script of package.json whose own report says how many tests there were. A crash, or a run without a test, is a failure too. */
function count(what: string, word: string, args: string[], read: () => typeof total): void {
  const right = run(word, args);
  let counts: Partial<typeof total>;
  try {
    counts = read();
  } catch {
    counts = { failed: 1 };
  }
  if (!right && !counts.failed) counts = { ...counts, failed: 1 };
  if (!counts.passed) counts = { ...counts, failed: Math.max(1, counts.failed ?? 0) };
  tell(what, counts.failed ? 'failed' : 'passed', counts);
}

function run(word: string, args: string[]): boolean {
  return statusOf(word, args) === 0;
}

function statusOf(word: string, args: string[]): number | null {
  console.log(`\n— ${word}`);
  return spawnSync('npm', ['run', '--silent', word, '--', ...args], { stdio: ['ignore', 'inherit', 'inherit'] }).status;
}

function tell(what: string, how: 'passed' | 'failed', counts: Partial<typeof total>): void {
  total.passed += counts.passed ?? 0;
  total.failed += counts.failed ?? 0;
  total.skipped += counts.skipped ?? 0;
  if (how === 'failed') failures.push(what);
}

function vitestCounts(file: string): typeof total {
  const report = JSON.parse(readFileSync(file, 'utf8')) as Record<
    'numPassedTests' | 'numFailedTests' | 'numPendingTests' | 'numFailedTestSuites',
    number
  > & {
    testResults: { name: string; message: string; assertionResults: { status: string; fullName: string; failureMessages: string[] }[] }[];
  };
  for (const { name, message, assertionResults } of report.testResults) {
    if (message) failures.push(told(name, message));
    for (const { status, fullName, failureMessages } of assertionResults)
      if (status === 'failed') failures.push(told(`${name}: ${fullName}`, failureMessages.join('\n')));
  }
  for (const { where, what } of JSON.parse(readFileSync(unheardBeside(file), 'utf8')) as Unheard[]) failures.push(told(where, what));
  return {
    passed: report.numPassedTests,
    failed: Math.max(report.numFailedTests, Math.min(1, report.numFailedTestSuites)),
    skipped: report.numPendingTests,
  };
}

/** The beginning, where it is said what is wrong, and the end; what a run said in between is above, where it happened. */
function told(where: string, message: string): string {
  const lines = message.trim().split('\n');
  const shown = lines.length > 60 ? [...lines.slice(0, 30), '…', ...lines.slice(-29)] : lines;
  return `${where.replace(`${join(import.meta.dirname, '..')}/`, '')}\n${shown.map((line) => `    ${line.slice(0, 400)}`).join('\n')}`;
}

function playwrightCounts(file: string): typeof total {
  const { stats } = JSON.parse(readFileSync(file, 'utf8')) as { stats: Record<'expected' | 'unexpected' | 'flaky' | 'skipped', number> };
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
}
