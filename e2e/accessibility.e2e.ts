/** axe finds nothing to complain about, in popup and overlay, in both themes; and the main job can be done with the keyboard alone. */
import { AxeBuilder } from '@axe-core/playwright';
import { enterNew, openChromium, type Chromium, type Tab } from './testing/browsers.ts';
import { person } from './testing/linkedin.ts';
import { peopled } from './testing/peopled.ts';
import { newMember } from './testing/server.ts';
import { expect, test } from './testing/test.ts';

const someone = person('hannah-lindmoor-4b7120');

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe: popup and overlay, ${colorScheme}`, async ({ server }) => {
    test.slow();
    const browser = await openChromium({ colorScheme });
    try {
      const popup = await browser.openPopup();
      await popup.sees('Create account');
      await expectNoViolation(browser, popup);
      await enterNew(browser, server, newMember('Ines Okafor'));
      await popup.sees(/25\s+of 25/);
      await expectNoViolation(browser, popup);

      const tab = await browser.openTab(someone.path);
      await tab.sees(/^Analyse$/m);
      await expectNoViolation(browser, tab, ours);
      await tab.presses('Analyse');
      await tab.sees('24 left after');
      await expectNoViolation(browser, tab, ours);
      await tab.presses('Analyse and add to campaign');
      await tab.types('Name of the new campaign', `Looms, ${colorScheme}`);
      await expectNoViolation(browser, tab, ours);
      await tab.presses('Create');
      await tab.sees('Goes into campaign');
      await expectNoViolation(browser, tab, ours);
      await tab.presses('Analyse and add');
      await tab.sees('Ways to open');
      await expectNoViolation(browser, tab, ours);
      await tab.presses('Add to campaign');
      await tab.sees('already in');
      await expectNoViolation(browser, tab, ours);
      await popup.sees(someone.name);
      await expectNoViolation(browser, popup);
    } finally {
      await browser.close();
    }
  });
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe: marks, bar, basket, quote and result of many, ${colorScheme}`, async ({ server }) => {
    test.slow();
    const browser = await openChromium({ colorScheme });
    try {
      await enterNew(browser, server, newMember('Ines Okafor'));
      const tab = await browser.openTab('/search/results/people/?keywords=sales&page=2');
      await tab.sees('cannot be read');
      await expectNoViolation(browser, tab, ours);
      await tab.presses(/^Select all/);
      await tab.presses('9 selected');
      await tab.sees('9 new = 9 credits');
      await expectNoViolation(browser, tab, ours);
      await tab.presses('Analyse');
      await tab.sees('9 credits, 16 left after');
      await tab.presses(/^New/);
      await expectNoViolation(browser, tab, ours);
      await tab.presses('Analyse 9');
      await tab.sees('Done: 9 people');
      await expectNoViolation(browser, tab, ours);
    } finally {
      await browser.close();
    }
  });
}

test('many people by keyboard alone', async ({ server }) => {
  const browser = await openChromium();
  try {
    await enterNew(browser, server, newMember('Ines Okafor'));
    const tab = await browser.openTab('/search/results/people/?keywords=sales');
    await tab.sees('10 people here');
    const { keyboard } = browser.pageOf(tab);
    await tabTo(browser, tab, `Select ${someone.name}`);
    await keyboard.press('Space');
    await tab.sees('1 new = 1 credit');
    await tabTo(browser, tab, 'Analyse');
    await keyboard.press('Enter');
    await tab.sees('1 credit, 24 left after');
    await tabTo(browser, tab, 'Analyse 1');
    await keyboard.press('Enter');
    await tab.sees('Done: 1 person');
    await keyboard.press('Escape');
    await tab.sees('10 people here · 9 new');
  } finally {
    await browser.close();
  }
});

test('the main job by keyboard alone', async ({ server }) => {
  const browser = await openChromium();
  try {
    await enterNew(browser, server, newMember('Ines Okafor'));
    const tab = await browser.openTab(someone.path);
    await tab.sees(/^Analyse$/m);
    const page = browser.pageOf(tab);
    // Our element stands last in the document: one step back from its start.
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await tab.sees('24 left after');
    await tabTo(browser, tab, 'Analyse');
    await page.keyboard.press('Enter');
    await tab.sees('Ways to open');
    await page.keyboard.press('Escape');
    await tab.seesNoMore('Ways to open');
    await page.keyboard.press('Enter');
    await tab.sees('Ways to open');
  } finally {
    await browser.close();
  }
});

test('a person into a new campaign and out again by keyboard alone; Escape closes the list, then the panel', async ({ server }) => {
  const browser = await openChromium();
  try {
    await enterNew(browser, server, newMember('Ines Okafor'));
    const tab = await browser.openTab(someone.path);
    await tab.sees(/^Analyse$/m);
    const { keyboard } = browser.pageOf(tab);
    await keyboard.press('Shift+Tab');
    await keyboard.press('Enter');
    await tab.sees('24 left after');
    await tabTo(browser, tab, 'Analyse and add to campaign');
    await keyboard.press('Enter');
    await tab.sees('Name of the new campaign');
    await keyboard.type('Looms in spring');
    await keyboard.press('Enter');
    await tab.sees('Goes into campaign');
    await tabTo(browser, tab, 'Analyse and add');
    await keyboard.press('Enter');
    await tab.sees('Ways to open');
    await tabTo(browser, tab, 'Undo: campaign “Looms in spring”');
    await keyboard.press('Enter');
    await tab.sees('Removed from “Looms in spring”');
    await tabTo(browser, tab, 'Add to campaign');
    await keyboard.press('Enter');
    await tab.sees('New campaign…');
    await keyboard.press('l');
    await keyboard.press('Enter');
    await tab.sees('In campaign “Looms in spring” · draft');
    await keyboard.press('Enter');
    await tab.sees('New campaign…');
    await keyboard.press('Escape');
    await tab.seesNoMore('New campaign…');
    await tab.sees('Ways to open');
    await keyboard.press('Escape');
    await tab.sees(/^Analysed today$/m);
  } finally {
    await browser.close();
  }
});

test('the app by keyboard alone: a person found and a note kept, selected and put in a new campaign, which is launched; why a credit was taken', async ({
  server,
}) => {
  test.slow();
  const browser = await openChromium();
  try {
    const ana = newMember('Ana Lindqvist');
    await enterNew(browser, server, ana);
    await peopled(server, ana, { spring: 'Looms in spring', yarn: 'Autumn yarn' });
    const tab = await browser.openApp('#/contacts');
    await tab.sees('26 contacts');
    const { keyboard } = browser.pageOf(tab);

    await keyboard.press('Control+k');
    await keyboard.type('lucien');
    await tab.sees('Directeur commercial Europe du Sud');
    await keyboard.press('Enter');
    await tab.sees('What was done');
    await tabTo(browser, tab, 'Write a note…');
    await keyboard.type('Met at the fair');
    await tabTo(browser, tab, 'Keep the note');
    await keyboard.press('Enter');
    await tab.sees(/Met at the fair/);

    await keyboard.press('g');
    await keyboard.press('c');
    await tab.sees('26 contacts');
    await keyboard.press('/');
    await keyboard.type('lucien');
    await tab.sees('1 of 26 contacts');
    await keyboard.press('ArrowDown');
    await keyboard.press('Space');
    await tab.sees('1 selected');
    await tabTo(browser, tab, 'Add to campaign', 'Shift+Tab');
    await keyboard.press('Enter');
    await tab.sees('Add 1 contact');
    await tabTo(browser, tab, 'New campaign…');
    await keyboard.press('Enter');
    await keyboard.type('Glass in summer');
    await keyboard.press('Enter');
    await tab.sees('1 added');
    await keyboard.press('Escape');

    await keyboard.press('Control+k');
    await keyboard.type('glass');
    await tab.sees('Glass in summer');
    await keyboard.press('Enter');
    await tab.sees('Lucien Delacour');
    await tabTo(browser, tab, 'Launch…');
    await keyboard.press('Enter');
    await tabTo(browser, tab, 'Launch');
    await keyboard.press('Enter');
    await tab.sees('is ongoing');

    await keyboard.press('g');
    await keyboard.press('r');
    await tab.sees('Why was this charged?');
    await tabTo(browser, tab, 'Why was this charged?');
    await keyboard.press('Enter');
    await tab.sees('First analysis of this person');
  } finally {
    await browser.close();
  }
});

test('a page from right to left does not turn our panel', async ({ server }) => {
  const browser = await openChromium();
  try {
    await enterNew(browser, server, newMember('Ines Okafor'));
    const tab = await browser.openTab(someone.path);
    const page = browser.pageOf(tab);
    await page.evaluate(() => (document.documentElement.dir = 'rtl'));
    await tab.presses('Analyse');
    await tab.sees('24 left after');
    expect(await page.locator('dialog').evaluate((panel) => getComputedStyle(panel).direction)).toBe('ltr');
  } finally {
    await browser.close();
  }
});

/** The element that holds our shadow root, as axe addresses it: the page around it is not ours to judge. */
const ours = 'html > div';

async function expectNoViolation(browser: Chromium, tab: Tab, within?: string): Promise<void> {
  const axe = new AxeBuilder({ page: browser.pageOf(tab) });
  const { violations } = await (within ? axe.include(within) : axe).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
}

async function tabTo(browser: Chromium, tab: Tab, name: string, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const page = browser.pageOf(tab);
  for (let i = 0; i < 150; i += 1) {
    const focused = await page.evaluate(() => {
      const host = document.activeElement;
      const element = host?.shadowRoot?.activeElement ?? host;
      const label = element instanceof HTMLTextAreaElement ? element.labels[0]?.textContent : undefined;
      return element?.getAttribute('aria-label') ?? label ?? element?.textContent ?? '';
    });
    if (focused.trim() === name) return;
    await page.keyboard.press(key);
  }
  throw new Error(`The keyboard did not reach ${name}`);
}
