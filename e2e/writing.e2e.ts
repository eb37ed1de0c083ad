/** A contact in both browsers: a draft with its sources, a text of one's own that stays, marked as sent, undone; and what its member knows better. */
import { enterNew, openChromium, openFirefox, type Browser, type Tab } from './testing/browsers.ts';
import { person } from './testing/linkedin.ts';
import { asProgram, balanceOf, colleagueOf, newMember } from './testing/server.ts';
import { expect, test } from './testing/test.ts';

const hannah = person('hannah-lindmoor-4b7120');

/** Hannah's page with her card, and the app with her contact. */
async function analysed(browser: Browser): Promise<{ page: Tab; app: Tab }> {
  const page = await browser.openTab(hannah.path);
  await page.presses('Analyse');
  await page.sees('24 left after');
  await page.presses('Analyse');
  await page.sees('Ways to open');
  const app = await browser.openApp('#/contacts');
  await app.presses(hannah.name);
  return { page, app };
}

for (const open of [openChromium, openFirefox])
  test(`${open === openChromium ? 'Chromium' : 'Firefox'} › a draft is written, made one’s own and marked as sent; it is on the timeline, and costs nothing`, async ({
    server,
  }) => {
    const ines = newMember('Ines Okafor');
    const browser = await open();
    try {
      await enterNew(browser, server, ines);
      const program = await asProgram(server, ines);
      const { app } = await analysed(browser);
      await app.presses('Write');
      await app.sees('What this draft rests on');
      await app.presses('E-mail');
      await app.types(/^Subject/, 'Fewer call-outs');
      await app.sees('You have changed this draft');
      await app.presses('LinkedIn message');
      await app.presses('Mark as sent');
      await app.sees('Marked as sent');
      await expect.poll(async () => (await program.cardOf(hannah.name)).engagements?.map(({ what }) => what)).toEqual(['sent']);
      const [sent] = (await program.cardOf(hannah.name)).engagements ?? [];
      expect(sent?.text).toContain('Hannah');

      await app.presses('Undo');
      await app.sees('No longer marked');
      await expect.poll(async () => (await program.cardOf(hannah.name)).engagements).toEqual([]);
      expect(await balanceOf(server, ines)).toMatchObject({ used: 1 });
    } finally {
      await browser.close();
    }
  });

for (const open of [openChromium, openFirefox])
  test(`${open === openChromium ? 'Chromium' : 'Firefox'} › a member says how somebody writes and hides a way to open: the page, the draft and the colleague follow; it is brought back`, async ({
    server,
  }) => {
    const ines = newMember('Ines Okafor');
    const browser = await open();
    try {
      await enterNew(browser, server, ines);
      const paul = await colleagueOf(server, ines, 'Paul Adeyemi');
      const { page, app } = await analysed(browser);
      await page.sees('Not enough text');
      await app.presses('Say how they write');
      await app.presses('Rather bold');
      await app.sees('Said by Ines Okafor');
      await app.presses('Hide: Was promoted to Chief Operating Officer');
      await app.seesNoMore('Was promoted to');
      await app.sees('1 hidden');
      await app.presses('Write');
      await app.sees('Rather bold, as Ines Okafor says');

      const { words } = await (await asProgram(server, paul)).cardOf(hannah.name);
      expect(words).toMatchObject({ 'style.boldness': { value: 'bold', by: 'Ines Okafor' } });
      expect(Object.values(words ?? {}).filter(({ value }) => value === 'hidden')).toHaveLength(1);
      const again = await browser.openTab(hannah.path);
      await again.presses(/^Analysed/);
      await again.sees('Rather bold');

      await app.presses('Show');
      await app.presses(/^Bring back: /);
      await app.seesNoMore('1 hidden');
      await expect
        .poll(async () => Object.keys((await (await asProgram(server, paul)).cardOf(hannah.name)).words ?? {}))
        .toEqual(['style.boldness']);
      expect(await balanceOf(server, ines)).toMatchObject({ used: 1 });
    } finally {
      await browser.close();
    }
  });
