/** What a page of many people pays for its marks: how soon they are there, how long our longest task is on a slow machine, and what memory grows. */
import type { CDPSession, Page } from '@playwright/test';
import { openChromium, signUp, type Chromium } from '../testing/browsers.ts';
import { newMember, startServer } from '../testing/server.ts';
import { line, median } from './figures.ts';

const search = '/search/results/people/?keywords=sales';
const turns = 12;
const slowdown = 4;
const settleMs = 700;

export async function lists(): Promise<void> {
  const server = await startServer();
  const browser = await openChromium();
  const without = await openChromium({ withoutExtension: true });
  try {
    await signUp(browser, server, newMember('Ines Okafor'));
    await marksDrawn(browser);
    await longestTask(browser, search, 'ten rows');
    await longestTask(browser, `${search}&practice=rows100`, 'a hundred rows');
    await memory(browser, without);
  } finally {
    await browser.close();
    await without.close();
    await server.remove();
  }
}

/** From the moment a page that was turned shows its people to the moment each of them has a checkbox, and its words. */
async function marksDrawn(browser: Chromium): Promise<void> {
  const page = await openSearch(browser, search);
  const boxes: number[] = [];
  const words: number[] = [];
  for (let i = 0; i < turns; i += 1) {
    const { boxesMs, wordsMs } = await page.evaluate(turnAndWatch, i % 2 ? 'Previous' : 'Next');
    boxes.push(boxesMs);
    words.push(wordsMs);
  }
  await page.close();
  line(`ten rows, checkboxes there after, median of ${turns}`, `${median(boxes).toFixed(1)} ms`, '≤ 16.7 ms', median(boxes) <= 16.7);
  line(`ten rows, what is known of each after, median of ${turns}`, `${median(words).toFixed(1)} ms`, '', true);
}

/** The longest run of ours while the page loads, is turned and is selected, on a machine that is four times slower. */
async function longestTask(browser: Chromium, path: string, what: string): Promise<void> {
  const page = await browser.context.newPage();
  const devtools = await browser.context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  const longest: Record<string, number> = {};
  const trace = async (name: string, act: () => Promise<unknown>) => {
    longest[name] = await traced(devtools, page, act);
  };
  await trace('load', () => page.goto(`https://www.linkedin.com${path}`, { waitUntil: 'load' }));
  await trace('turn', () => page.evaluate(press, 'Next'));
  await trace('scroll', () => page.mouse.wheel(0, 1500));
  await page.close();
  for (const [name, ms] of Object.entries(longest))
    line(`${what}, ${slowdown}× slower, our longest task: ${name}`, `${ms.toFixed(1)} ms`, '≤ 50 ms', ms <= 50);
}

async function traced(devtools: CDPSession, page: Page, act: () => Promise<unknown>): Promise<number> {
  const events: { name: string; ph: string; dur?: number; args?: { data?: { url?: string } } }[] = [];
  const collect = ({ value }: { value: object[] }) => events.push(...(value as typeof events));
  devtools.on('Tracing.dataCollected', collect);
  await devtools.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['devtools.timeline', 'v8'], excludedCategories: ['*'] },
  });
  await act();
  await page.waitForTimeout(settleMs * slowdown);
  const complete = new Promise<void>((done) => devtools.once('Tracing.tracingComplete', () => done()));
  await devtools.send('Tracing.end');
  await complete;
  devtools.off('Tracing.dataCollected', collect);
  const ours = events.filter(
    ({ name, ph, args }) =>
      ph === 'X' && (name === 'EvaluateScript' || name === 'FunctionCall') && args?.data?.url?.startsWith('chrome-extension://'),
  );
  return Math.max(0, ...ours.map(({ dur = 0 }) => dur)) / 1000;
}

/**
 * What we keep after 50 turned pages, against after 5: the page's own memory is taken off, as a browser without us has it. Code that the browser
 * compiles because it runs often is told apart: it grows with the first hundred runs of anything and is thrown away when memory is short.
 */
async function memory(browser: Chromium, without: Chromium): Promise<void> {
  const [withUs, page] = [await openSearch(browser, search), await without.context.newPage()];
  await page.goto(`https://www.linkedin.com${search}`, { waitUntil: 'load' });
  const ours: Heap[] = [];
  for (let i = 1; i <= 50; i += 1) {
    for (const one of [withUs, page]) await one.evaluate(press, i % 2 ? 'Next' : 'Previous');
    await withUs.waitForTimeout(260);
    if (i !== 5 && i !== 50) continue;
    const [all, itsOwn] = [await heapOf(browser, withUs), await heapOf(without, page)];
    ours.push({ data: all.data - itsOwn.data, code: all.code - itsOwn.code });
  }
  await withUs.close();
  await page.close();
  const [after5 = none, after50 = none] = ours;
  const ratio = after50.data / after5.data;
  line(
    'our memory after 50 turned pages / after 5',
    `${megabytes(after50.data)} / ${megabytes(after5.data)} MB`,
    `≤ 1.10 (${ratio.toFixed(2)})`,
    ratio <= 1.1,
  );
  line('compiled code beside it', `${megabytes(after50.code)} / ${megabytes(after5.code)} MB`, '', true);
}

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(2);

interface Heap {
  /** Bytes of objects, texts and functions. */
  data: number;
  /** Bytes of compiled code. */
  code: number;
}
const none: Heap = { data: 1, code: 1 };

interface Snapshot {
  snapshot: { meta: { node_fields: string[]; node_types: [string[]] } };
  nodes: number[];
}

async function heapOf(browser: Chromium, page: Page): Promise<Heap> {
  const devtools = await browser.context.newCDPSession(page);
  for (let i = 0; i < 3; i += 1) await devtools.send('HeapProfiler.collectGarbage');
  const chunks: string[] = [];
  devtools.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await devtools.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await devtools.detach();
  const { snapshot, nodes } = JSON.parse(chunks.join('')) as Snapshot;
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [type, size] = [fields.indexOf('type'), fields.indexOf('self_size')];
  const heap: Heap = { data: 0, code: 0 };
  for (let i = 0; i < nodes.length; i += fields.length) {
    const kind = types[0][nodes[i + type] ?? 0];
    // Native ones are the page's elements and the browser's own books.
    if (kind !== 'native') heap[kind === 'code' ? 'code' : 'data'] += nodes[i + size] ?? 0;
  }
  return heap;
}

async function openSearch(browser: Chromium, path: string): Promise<Page> {
  const page = await browser.context.newPage();
  await page.goto(`https://www.linkedin.com${path}`, { waitUntil: 'load' });
  await page.waitForFunction(() => document.querySelectorAll('main [role="listitem"] > div:first-child').length >= 10);
  await page.waitForTimeout(settleMs);
  return page;
}

// The functions below run in the page: each stands alone.

function press(label: string): void {
  const button = [...document.querySelectorAll<HTMLElement>('main button')].find((one) => one.textContent.trim() === label);
  if (!button) throw new Error(`no button ${label}`);
  button.click();
}

/* oxlint-disable unicorn/consistent-function-scoping -- a function that is sent to a page carries what it needs */
async function turnAndWatch(label: string): Promise<{ boxesMs: number; wordsMs: number }> {
  const rows = () => [...document.querySelectorAll('main [role="listitem"]')];
  const shown = () => rows().map((row) => row.firstElementChild?.shadowRoot);
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const until = (isSo: () => boolean) =>
    new Promise<number>((done) => {
      const look = () => {
        if (!isSo()) return;
        observer.disconnect();
        done(performance.now());
      };
      const observer = new MutationObserver(look);
      observer.observe(document.body, { childList: true, subtree: true });
      look();
    });
  [...document.querySelectorAll<HTMLElement>('main button')].find((one) => one.textContent.trim() === label)?.click();
  const filled = await until(() => rows().length >= 10 && rows().every((row) => row.textContent.trim() !== ''));
  const boxes = await until(() => shown().every(Boolean));
  while (!shown().every((mark) => mark?.querySelector('span')?.textContent)) await frame();
  const words = performance.now();
  await new Promise((done) => setTimeout(done, 600));
  return { boxesMs: boxes - filled, wordsMs: words - filled };
}
