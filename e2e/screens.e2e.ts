/** Every screen, in both themes, both languages and three widths: nothing is cut, axe has nothing to say, the console is silent. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import axe from 'axe-core';
import { enterNew, openChromium, openFirefox, type Chromium } from './testing/browsers.ts';
import { lengthen, misfits } from './testing/misfits.ts';
import { peopled } from './testing/peopled.ts';
import { newMember } from './testing/server.ts';
import { expect, test } from './testing/test.ts';

let browser: Chromium;
let hannah: string;
let saoirse: string;
let looms: string;

test.beforeAll(async ({ nextServer }) => {
  const server = await nextServer();
  browser = await openChromium();
  const ana = newMember('Ana Lindqvist');
  await enterNew(browser, server, ana);
  const { program } = await peopled(server, ana, { spring: 'Looms in spring', yarn: 'Autumn yarn' });
  hannah = (await program.contactNamed('Hannah Lindmoor')).id;
  saoirse = (await program.contactNamed('Saoirse Kinsella')).id;
  looms = (await program.campaignNamed('Looms in spring')).id;
});
test.afterAll(async () => {
  await browser.close();
});

const widths = [360, 480, 1280];
const looks = [
  { language: 'en', theme: 'light' },
  { language: 'en', theme: 'dark' },
  { language: 'fr', theme: 'dark' },
  { language: 'fr', theme: 'light' },
] as const;

/** Where a screen is, and what stands there when it is whole, in either language. */
interface Place {
  path: () => string;
  sees: RegExp;
  press?: (page: Page) => Promise<void>;
}

const places: Record<string, Place> = {
  popup: { path: () => '/popup.html', sees: /Bertrand Oskamp/ },
  contacts: { path: () => '/app.html#/contacts', sees: /2\d contacts/ },
  contact: { path: () => `/app.html#/contacts/${hannah}`, sees: /Hannah Lindmoor/ },
  erasing: { path: () => `/app.html#/contacts/${hannah}`, sees: /Hannah Lindmoor/, press: askToErase },
  // Somebody who wrote enough for how they write to be told.
  manner: { path: () => `/app.html#/contacts/${saoirse}`, sees: /Rather calm|Plutôt posée/ },
  campaigns: { path: () => '/app.html#/campaigns', sees: /Looms in spring/ },
  templates: { path: () => '/app.html#/templates', sees: /A first note/ },
  discover: { path: () => '/app.html#/discover', sees: /nobody to look for yet|encore personne à chercher/ },
  pool: { path: () => '/app.html#/pool', sees: /Nothing has been imported yet|Rien n’a encore été importé/ },
  campaign: { path: () => `/app.html#/campaigns/${looms}`, sees: /Bertrand Oskamp/ },
  credits: { path: () => '/app.html#/credits', sees: /Bertrand Oskamp/ },
  plan: { path: () => '/app.html#/plan', sees: /Ask for Growth|Demander Growth/ },
  waiting: { path: () => '/app.html#/waiting', sees: /Nothing waits|Rien n’est en attente/ },
  settings: { path: () => '/app.html#/settings', sees: /Français/ },
  palette: { path: () => '/app.html#/contacts', sees: /2\d contacts/, press: (page) => page.keyboard.press('Control+k') },
  keys: { path: () => '/app.html#/contacts', sees: /2\d contacts/, press: (page) => page.keyboard.press('?') },
  sidePanel: { path: () => '/sidepanel.html', sees: /Looms in spring/ },
  welcome: { path: () => '/welcome.html', sees: /LinkedIn/ },
};

for (const [name, { path, sees, press }] of Object.entries(places))
  test(`${name}: fits at every width in both languages, axe has nothing to say, the console is silent`, async () => {
    test.slow();
    const wrong: string[] = [];
    const page = await browser.context.newPage();
    page.on('console', (line) => line.type() === 'error' && wrong.push(`the console says ${line.text()}`));
    page.on('pageerror', (error) => wrong.push(error.message));
    const shown = async (): Promise<void> => {
      await expect(page.locator('body')).toContainText(sees);
      const restless = await still(page);
      if (restless !== undefined) wrong.push(`never at rest: ${restless}`);
    };
    const fits = async (where: string): Promise<void> => {
      wrong.push(...(await page.evaluate(misfits)).map((misfit) => `${where}: ${misfit}`));
    };
    await page.setViewportSize({ width: 1280, height: 760 });
    await page.goto(browser.extensionUrl(path()));
    await shown();
    if (press) await press(page);
    for (const look of looks) {
      // As in the settings: it takes effect at once.
      await page.evaluate(setLook, look);
      await expect(page.locator(`html[lang="${look.language}"][data-theme="${look.theme}"]`)).toHaveCount(1);
      for (const width of widths) {
        await page.setViewportSize({ width, height: 760 });
        await shown();
        const where = `${look.language}, ${look.theme}, ${width} px`;
        await fits(where);
        // Colours do not depend on the language, nor on the width.
        if (width === 1280 ? look.language === 'en' : width === 360 && look === looks[0])
          wrong.push(...(await violations(page)).map((violation) => `${where}: ${violation}`));
      }
    }
    await page.evaluate(setLook, looks[0]);
    for (const width of widths) {
      await page.setViewportSize({ width, height: 760 });
      await page.reload();
      await shown();
      if (press) await press(page);
      await page.evaluate(lengthen);
      await fits(`longer words, ${width} px`);
    }
    await page.close();
    expect(wrong).toEqual([]);
  });

test('popup, side panel, welcome and app fit in Firefox, too', async ({ server }) => {
  test.slow();
  test.setTimeout(300_000);
  const firefox = await openFirefox();
  try {
    const noelle = newMember('Noëlle Sauvage');
    await enterNew(firefox, server, noelle);
    await peopled(server, noelle, { spring: 'Looms in spring', yarn: 'Autumn yarn' });
    const wrong: string[] = [];
    const shown = {
      '/popup.html': 'Bertrand Oskamp',
      '/sidepanel.html': 'Looms in spring',
      '/welcome.html': 'LinkedIn',
      '/app.html#/contacts': '26 contacts',
      '/app.html#/campaigns': 'Looms in spring',
      '/app.html#/credits': 'Bertrand Oskamp',
      '/app.html#/waiting': 'Nothing waits',
      '/app.html#/settings': 'Language',
    };
    for (const [path, sees] of Object.entries(shown)) {
      const tab = await firefox.openOwn(path);
      await tab.sees(sees);
      wrong.push(...(await tab.page.evaluate(misfits, undefined)).map((misfit) => `${path}: ${misfit}`));
      // As the browser's own, not the page's: no page of ours runs code from text.
      await tab.page.evaluate(axe.source);
      wrong.push(...(await tab.page.evaluate(axeViolations, undefined)).map((violation) => `${path}: ${violation}`));
      await tab.page.evaluate(lengthen, undefined);
      wrong.push(...(await tab.page.evaluate(misfits, undefined)).map((misfit) => `${path}, longer words: ${misfit}`));
      await tab.close();
    }
    expect(wrong).toEqual([]);
  } finally {
    await firefox.close();
  }
});

/** As far as the last word, which can be pressed. */
async function askToErase(page: Page): Promise<void> {
  await page.getByText('Data and rights').click();
  await page.getByRole('button', { name: 'Erase this person…' }).click();
  await expect(page.getByRole('button', { name: 'Erase for good' })).toBeEnabled();
}

/** Runs in a page that has axe. */
async function axeViolations(): Promise<string[]> {
  const found = await (globalThis as unknown as { axe: typeof axe }).axe.run();
  return found.violations.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html).join(' ')}`);
}

/** Runs in a page of ours: as a member sets it. */
async function setLook(look: { language: string; theme: string }): Promise<void> {
  interface WithStorage {
    chrome: { storage: { local: { get: (key: string) => Promise<{ settings?: object }>; set: (values: object) => Promise<void> } } };
  }
  const { local } = (globalThis as unknown as WithStorage).chrome.storage;
  const { settings } = await local.get('settings');
  await local.set({ settings: { ...settings, ...look } });
}

/** Fonts are there, nothing moves any more. @returns what still does. */
async function still(page: Page): Promise<string | undefined> {
  return page.evaluate(async () => {
    await document.fonts.ready;
    let last = '';
    for (let same = 0, turns = 0; same < 3; turns += 1) {
      if (turns === 100) return document.querySelector('[aria-busy="true"]')?.className ?? 'words';
      await new Promise((next) => requestAnimationFrame(() => setTimeout(next, 30)));
      const now = document.body.innerText;
      same = now === last && !document.querySelector('[aria-busy="true"]') ? same + 1 : 0;
      last = now;
    }
    return undefined;
  });
}

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `axe: ${id} at ${target.join(' ')}`));
}
