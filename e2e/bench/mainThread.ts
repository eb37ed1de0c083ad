/** What a LinkedIn page that we do not read pays for our being installed: main-thread time, loads with and without the extension in turn. */
import type { CDPSession } from '@playwright/test';
import { openChromium, type Chromium } from '../testing/browsers.ts';
import { line, median } from './figures.ts';

const loads = 9;
const settleMs = 700;

interface TraceEvent {
  name: string;
  ph: string;
  dur?: number;
  args?: { data?: { url?: string } };
}

export async function mainThread(): Promise<void> {
  const withUs = await openChromium();
  const without = await openChromium({ withoutExtension: true });
  try {
    const added: number[] = [];
    const ours: number[] = [];
    await load(withUs);
    await load(without);
    for (let i = 0; i < loads; i += 1) {
      const [first, second] = i % 2 ? [without, withUs] : [withUs, without];
      const results = new Map([
        [first, await load(first)],
        [second, await load(second)],
      ]);
      ours.push(results.get(withUs)?.ours ?? 0);
      added.push((results.get(withUs)?.all ?? 0) - (results.get(without)?.all ?? 0));
    }
    line(`/feed/, scripts of ours, median of ${loads} loads`, `${median(ours).toFixed(2)} ms`, '< 5 ms', median(ours) < 5);
    line(`/feed/, all script time, with − without`, `${median(added).toFixed(2)} ms`, '< 5 ms', median(added) < 5);
  } finally {
    await withUs.close();
    await without.close();
  }
}

/** Milliseconds of script on the page's main thread: ours alone, and everybody's. */
async function load(browser: Chromium): Promise<{ ours: number; all: number }> {
  const page = await browser.context.newPage();
  const devtools: CDPSession = await browser.context.newCDPSession(page);
  const events: TraceEvent[] = [];
  devtools.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await devtools.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['devtools.timeline', 'v8'], excludedCategories: ['*'] },
  });
  await page.goto('https://www.linkedin.com/feed/', { waitUntil: 'load' });
  await page.waitForTimeout(settleMs);
  const complete = new Promise<void>((done) => devtools.once('Tracing.tracingComplete', () => done()));
  await devtools.send('Tracing.end');
  await complete;
  await page.close();
  const scripts = events.filter(({ name, ph }) => ph === 'X' && (name === 'EvaluateScript' || name === 'FunctionCall'));
  const sum = (some: TraceEvent[]) => some.reduce((total, { dur = 0 }) => total + dur, 0) / 1000;
  return { ours: sum(scripts.filter(({ args }) => args?.data?.url?.startsWith('chrome-extension://'))), all: sum(scripts) };
}
