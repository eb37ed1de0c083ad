/** The two browsers that the tests drive: Debian's packages. Installs what is missing where it may (root, or sudo without a password). */
import { spawnSync, type SpawnSyncOptions } from 'node:child_process';
import { accessSync, constants } from 'node:fs';

const wanted = [
  { name: 'Chromium', package: 'chromium', path: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium' },
  { name: 'Firefox ESR', package: 'firefox-esr', path: process.env['FIREFOX_PATH'] ?? '/usr/bin/firefox-esr' },
];

/** @returns the names of the browsers that are still missing. */
export function installMissingBrowsers(): string[] {
  const missing = wanted.filter(({ path }) => !isThere(path));
  if (missing.length > 0) {
    const apt = (...args: string[]) => {
      const [command = '', ...rest] = [...(process.getuid?.() === 0 ? [] : ['sudo', '--non-interactive']), 'apt-get', ...args];
      return spawnSync(command, rest, quietly).status === 0;
    };
    console.log(`Installing ${missing.map(({ name }) => name).join(' and ')} …`);
    if (apt('update', '-qq')) apt('install', '-y', '-qq', '--no-install-recommends', ...missing.map((browser) => browser.package));
  }
  return wanted.filter(({ path }) => !isThere(path)).map(({ name }) => name);
}

const quietly: SpawnSyncOptions = { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };

function isThere(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
