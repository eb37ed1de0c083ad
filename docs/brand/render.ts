/** Draws the extension's icons from icon.svg with Chromium: `node docs/brand/render.ts` (`CHROMIUM_PATH` names another browser). */
import { mkdir, readFile } from 'node:fs/promises';
import { chromium } from '@playwright/test';

/** Chrome's store asks for 96 px of drawing within 128 px; the smaller ones are drawn to the edge. */
const artPx = new Map([
  [16, 16],
  [32, 32],
  [48, 48],
  [96, 96],
  [128, 96],
]);

const svg = await readFile(new URL('icon.svg', import.meta.url), 'utf8');
const folder = new URL('../../extension/public/icon/', import.meta.url);
await mkdir(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium' });
try {
  const page = await browser.newPage();
  for (const [sizePx, drawnPx] of artPx) {
    await page.setViewportSize({ width: sizePx, height: sizePx });
    await page.setContent(
      `<style>body{margin:0;height:100vh;display:grid;place-items:center}svg{display:block;width:${drawnPx}px;height:${drawnPx}px}</style>${svg}`,
    );
    await page.screenshot({ path: new URL(`${sizePx}.png`, folder).pathname, omitBackground: true });
  }
} finally {
  await browser.close();
}
