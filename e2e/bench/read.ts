/** Reading a page in Chromium: the first call on it, and the warm median. Captured pages where they are at hand, else our fixtures; 100 rows are ours. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { PageKind } from '@wellmet/shared/sighting';
import { openChromium, type Chromium } from '../testing/browsers.ts';
import { readerScript } from '../testing/readers.ts';
import { line, median } from './figures.ts';

const root = new URL('../../', import.meta.url).pathname;
const captures = join(root, '../shared/captures');
const fixtures = join(root, 'extension/linkedin/fixtures');
const loads = 5;
const calls = 100;

interface Goal {
  firstMs: number;
  warmMs: number;
}
const onePage: Goal = { firstMs: 15, warmMs: 2 };
const hundredRows: Goal = { firstMs: 20, warmMs: 20 };

interface Case {
  kind: PageKind;
  /** Path of the page and of what is expected of it, without the ending. */
  page: string;
  goal: Goal;
}

/** Captured folders, and the fixtures that stand in for them: those are named for their page kind. */
const folders = { profile: 'profile', peopleSearch: 'people-search', companyPeople: 'company-people' } as const;

function casesIn(folder: string, kind: PageKind, beginning = ''): Case[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.html') && file.startsWith(beginning))
    .map((file) => ({ kind, page: join(folder, file.slice(0, -'.html'.length)), goal: onePage }));
}

export async function read(): Promise<void> {
  const cases = Object.entries(folders).flatMap(([kind, captured]) =>
    casesIn(existsSync(captures) ? join(captures, captured) : join(fixtures, kind), kind as keyof typeof folders),
  );
  cases.push(...casesIn(join(fixtures, 'salesSearch'), 'salesSearch', 'marked'));
  cases.push(...casesIn(join(fixtures, 'peopleSearch'), 'peopleSearch', 'sdui-100-rows').map((one) => ({ ...one, goal: hundredRows })));
  const script = await readerScript();
  const browser = await openChromium({ withoutExtension: true });
  try {
    for (const { kind, page, goal } of cases) {
      const { url } = JSON.parse(readFileSync(`${page}.json`, 'utf8')) as { url: string };
      const html = readFileSync(`${page}.html`, 'utf8');
      const firsts: number[] = [];
      const warms: number[] = [];
      for (let load = 0; load < loads; load += 1) {
        const [first = 0, ...warm] = await timesOf(browser, { kind, url, html, script });
        firsts.push(first);
        warms.push(...warm);
      }
      const [first, warm] = [median(firsts), median(warms)];
      line(
        `${kind}, ${basename(page)}`,
        `${first.toFixed(2)} / ${warm.toFixed(2)} ms`,
        `first ≤ ${goal.firstMs} ms, warm ≤ ${goal.warmMs} ms; medians of ${loads} loads`,
        first <= goal.firstMs && warm <= goal.warmMs,
      );
    }
  } finally {
    await browser.close();
  }
}

/** The readers as the built script gives them. */
interface Readers {
  readerOf(kind: PageKind): { read(root: Document, url: string): unknown };
}

interface Load {
  kind: PageKind;
  url: string;
  html: string;
  script: string;
}

/** Milliseconds of each call of `read` on one fresh load of the page, in order. */
async function timesOf(browser: Chromium, { kind, url, html, script }: Load): Promise<number[]> {
  const page = await browser.context.newPage();
  await page.route('**/*', (route) =>
    route.request().url() === url ? route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }) : route.abort(),
  );
  await page.goto(url, { waitUntil: 'domcontentloaded' });
  await page.evaluate(script);
  const timesMs = await page.evaluate(
    ([address, ofKind, count]) => {
      const { readers } = globalThis as unknown as { readers: Readers };
      const reader = readers.readerOf(ofKind);
      return Array.from({ length: count }, () => {
        const start = performance.now();
        reader.read(document, address);
        return performance.now() - start;
      });
    },
    [url, kind, calls] as const,
  );
  await page.close();
  return timesMs;
}
