/** `pnpm bench [name …]`: figures as ratios and sizes, taken in one run on this machine. Build first. */
import { mainThread } from './mainThread.ts';
import { read } from './read.ts';
import { sizes } from './sizes.ts';

const benches: Record<string, () => Promise<void>> = { sizes, mainThread, read };

const wanted = process.argv.slice(2);
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n${name}`);
  await bench();
}
