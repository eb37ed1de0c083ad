/** `pnpm bench [name …]`: figures as ratios and sizes, taken in one run on this machine. Build first. */
import { spawnSync } from 'node:child_process';
import { lists } from './lists.ts';
import { mainThread } from './mainThread.ts';
import { popup } from './popup.ts';
import { read } from './read.ts';
import { sizes } from './sizes.ts';
import { sync } from './sync.ts';

const benches: Record<string, () => Promise<void>> = { sizes, popup, mainThread, read, lists, sync, credits };

const wanted = process.argv.slice(2);
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n${name}`);
  await bench();
}

/** The ledger's own bench runs beside its database, without a browser. */
async function credits(): Promise<void> {
  const bench = new URL('../../server/src/bench/credits.ts', import.meta.url).pathname;
  const { status } = spawnSync(process.execPath, [bench], { stdio: 'inherit' });
  if (status !== 0) throw new Error(`the bench ended with status ${status}`);
}
