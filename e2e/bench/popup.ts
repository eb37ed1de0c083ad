/** How soon the popup shows what is left, against a page of the same extension that shows a figure and has no script. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { chromiumBuild, openChromium, signUp, type Chromium } from '../testing/browsers.ts';
import { newMember, startServer } from '../testing/server.ts';
import { line, median } from './figures.ts';

const turns = 25;

export async function popup(): Promise<void> {
  const build = mkdtempSync(join(tmpdir(), 'wellmet-bench-'));
  cpSync(chromiumBuild, build, { recursive: true });
  writeFileSync(join(build, 'empty.html'), '<!doctype html><meta charset="utf-8"><title>Empty</title><main>25 of 25</main>');
  const server = await startServer();
  const browser = await openChromium({ build });
  try {
    await signUp(browser, server, newMember('Ines Okafor'));
    const taken: Record<'popup' | 'empty', number[]> = { popup: [], empty: [] };
    const page = await browser.context.newPage();
    await page.setViewportSize({ width: 360, height: 600 });
    await page.addInitScript(watchFigure);
    for (let turn = 0; turn < turns; turn += 1)
      for (const name of ['popup', 'empty'] as const) taken[name].push(await paintedAfter(page, browser, name));
    const [ours, empty] = [median(taken.popup), median(taken.empty)];
    line('popup, from opening to the painted balance / an empty page', (ours / empty).toFixed(2), '≤ 2.5', ours / empty <= 2.5);
    line('  in milliseconds', `${ours.toFixed(0)} / ${empty.toFixed(0)}`, '', true);
  } finally {
    await browser.close();
    await server.remove();
    rmSync(build, { recursive: true, force: true });
  }
}

async function paintedAfter(page: Page, browser: Chromium, name: 'popup' | 'empty'): Promise<number> {
  await page.goto('about:blank');
  await page.goto(browser.extensionUrl(`/${name}.html`));
  const painted = await page.waitForFunction(() => (globalThis as unknown as Watched).paintedMs);
  return (await painted.jsonValue()) ?? 0;
}

interface Watched {
  paintedMs?: number;
}

/** Runs in the page, before anything of it: stands alone. */
function watchFigure(): void {
  const look = (): void => {
    if (!/25\s*of 25/.test(document.body?.textContent ?? '')) return void requestAnimationFrame(look);
    requestAnimationFrame(() =>
      setTimeout(() => {
        (globalThis as unknown as Watched).paintedMs ??= performance.now();
      }),
    );
  };
  requestAnimationFrame(look);
}
