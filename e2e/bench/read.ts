/** Reading one profile in Chromium: the first call on a page, and the warm median. Captured pages where they are at hand, else our fixtures. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { openChromium, type Chromium } from '../testing/browsers.ts';
import { line, median } from './figures.ts';

const root = new URL('../../', import.meta.url).pathname;
const captures = join(root, '../shared/captures/profile');
const fixtures = join(root, 'extension/linkedin/fixtures/profile');
const loads = 5;
const calls = 100;

export async function read(): Promise<void> {
  const folder = existsSync(captures) ? captures : fixtures;
  const cases = readdirSync(folder)
    .filter((file) => file.endsWith('.html'))
    .map((file) => file.slice(0, -'.html'.length));
  const script = await readerScript();
  const browser = await openChromium({ withoutExtension: true });
  try {
    for (const name of cases) {
      const { url } = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as { url: string };
      const html = readFileSync(join(folder, `${name}.html`), 'utf8');
      const firsts: number[] = [];
      const warms: number[] = [];
      for (let load = 0; load < loads; load += 1) {
        const [first = 0, ...warm] = await timesOf(browser, { url, html, script });
        firsts.push(first);
        warms.push(...warm);
      }
      const [first, warm] = [median(firsts), median(warms)];
      line(
        name,
        `${first.toFixed(2)} / ${warm.toFixed(2)} ms`,
        `first ≤ 15 ms, warm ≤ 2 ms; medians of ${loads} loads`,
        first <= 15 && warm <= 2,
      );
    }
  } finally {
    await browser.close();
  }
}

async function readerScript(): Promise<string> {
  const built = await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: { write: false, minify: true, lib: { entry: join(root, 'extension/linkedin/profile.ts'), formats: ['iife'], name: 'reader' } },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (!output || !('output' in output)) throw new Error('no output');
  return `${output.output[0].code}; globalThis.reader = reader;`;
}

/** Milliseconds of each call of `read` on one fresh load of the page, in order. */
async function timesOf(browser: Chromium, { url, html, script }: { url: string; html: string; script: string }): Promise<number[]> {
  const page = await browser.context.newPage();
  await page.route('**/*', (route) =>
    route.request().url() === url ? route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }) : route.abort(),
  );
  await page.goto(url, { waitUntil: 'domcontentloaded' });
  await page.evaluate(script);
  const timesMs = await page.evaluate(
    ([address, count]) => {
      const { profile } = (globalThis as unknown as { reader: { profile: { read(root: Document, url: string): unknown } } }).reader;
      return Array.from({ length: count }, () => {
        const start = performance.now();
        profile.read(document, address);
        return performance.now() - start;
      });
    },
    [url, calls] as const,
  );
  await page.close();
  return timesMs;
}
