/** What the built extension weighs where it costs users: gzip, in bytes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromiumBuild } from './browsers.ts';

/** Budgets in kB (1,000 bytes) of gzip. */
export const budgets = { 'detector.js': 8, 'overlay.js': 110, 'popup.html': 120, 'app.html': 250 } as const;

export function gzippedKilobytes(entry: keyof typeof budgets): number {
  return entryFiles(entry).reduce((sum, file) => sum + gzipSync(readFileSync(join(chromiumBuild, file)), { level: 9 }).length, 0) / 1000;
}

/** A page weighs what the scripts weigh that it begins with, and the overlay what comes with it. */
function entryFiles(entry: string): string[] {
  if (entry === 'overlay.js') return ['library.js', entry];
  if (!entry.endsWith('.html')) return [entry];
  const html = readFileSync(join(chromiumBuild, entry), 'utf8');
  return [...html.matchAll(/(?:src|href)="\/?([^"]+\.js)"/g)].map((match) => match[1] ?? '');
}
