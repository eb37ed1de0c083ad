/** The main job as a salesperson does it, in both browsers: from an empty account to an analysed profile, charged once. */
import { enterNew, openChromium, openFirefox, signIn, signUp, type Browser } from './testing/browsers.ts';
import { person } from './testing/linkedin.ts';
import { balanceOf, colleagueOf, contactsOf, newMember, spendAll } from './testing/server.ts';
import { expect, test } from './testing/test.ts';

const someone = person('hannah-lindmoor-4b7120');
const other = person('théo-brassard-lune-8c41d2');

for (const open of [openChromium, openFirefox]) {
  const browserName = open === openChromium ? 'Chromium' : 'Firefox';

  test.describe(browserName, () => {
    let browser: Browser;

    test.beforeEach(async () => {
      browser = await open();
    });
    test.afterEach(async () => {
      await browser.close();
    });

    test('a new person costs one credit; the same person again, anywhere, nothing', async ({ server }) => {
      test.slow();
      const ines = newMember('Ines Okafor');
      await signUp(browser, server, ines);
      const tab = await browser.openTab(someone.path);
      await tab.presses('Analyse');
      await tab.sees(/1 credit\b/);
      await tab.sees('24 left after');
      await tab.presses('Analyse');
      const card = await tab.sees('Ways to open');
      expect(card).toContain(someone.name);
      expect(card).toContain('24 left');
      expect(await balanceOf(server, ines)).toMatchObject({ available: 24, used: 1, allotment: 25 });

      await tab.presses('Close');
      await tab.seesNoMore('Ways to open');

      const popup = await browser.openPopup();
      await popup.sees(/24\s+of 25/);
      await popup.sees(someone.name);
      await popup.close();

      for (const address of [someone.path, `${someone.path}fr/`, someone.path.toUpperCase().replace('/IN/', '/in/'), someone.memberPath]) {
        await tab.goto(address);
        await tab.presses(/^Analysed/);
        await tab.sees('Ways to open');
      }
      expect(await balanceOf(server, ines)).toMatchObject({ available: 24, used: 1 });

      const colleague = await colleagueOf(server, ines, 'Paul Adeyemi');
      const second = await open();
      try {
        await signIn(second, server, colleague);
        const hers = await second.openTab(someone.memberPath);
        await hers.presses('Analysed today');
        const text = await hers.sees('Ways to open');
        expect(text).toMatch(/first analysed today by Ines Okafor/i);
        expect(text).toMatch(/free/i);

        // Analysed while this browser was not looking: the server knows, and it is free all the same.
        await tab.goto(other.path);
        await tab.presses('Analyse');
        await tab.sees('23 left after');
        await tab.presses('Analyse');
        await tab.sees('Ways to open');
        await hers.goto(other.path);
        await hers.presses('Analyse');
        expect(await hers.sees('Ways to open')).toMatch(/free · first analysed today by Ines Okafor/i);
      } finally {
        await second.close();
      }
      expect(await balanceOf(server, ines)).toMatchObject({ available: 23, used: 2 });
    });

    test('the button comes and goes with in-app navigation', async ({ server }) => {
      await enterNew(browser, server, newMember('Ines Okafor'));
      const tab = await browser.openTab('/feed/');
      await tab.sees('Practice page');
      expect(await tab.text()).not.toMatch(/^Analyse$/m);
      await tab.presses(someone.name);
      await tab.sees(/^Analyse$/m);
      await tab.presses('Analyse');
      await tab.sees('24 left after');
      await tab.presses('Home');
      await tab.seesNoMore('24 left after');
      await tab.seesNoMore(/^Analyse$/m);
      await tab.presses('People');
      await tab.sees(/^Marcus Oyelowe-Finch/m);
      expect(await tab.text()).not.toMatch(/^Analyse$/m);
      await tab.presses(/^Marcus Oyelowe-Finch/);
      await tab.sees(/^Analyse$/m);
      await tab.presses('Analyse');
      expect(await tab.sees('24 left after')).toContain('Marcus Oyelowe-Finch');
    });

    test('server down: said plainly, kept only on request, done once when it is back', async ({ server }) => {
      const ines = newMember('Ines Okafor');
      await enterNew(browser, server, ines);
      const tab = await browser.openTab(someone.path);
      await tab.presses('Analyse');
      await tab.sees('24 left after');
      await server.kill();
      await tab.presses('Analyse');
      const text = await tab.sees('The server does not answer');
      expect(text).not.toContain('Ways to open');
      await tab.presses('When the server is back');
      await tab.sees('Kept until the server is back');
      const popup = await browser.openPopup();
      await popup.sees('Waits until the server is back');
      await server.start();
      await popup.presses(/^Try now/);
      await popup.sees(/24\s+of 25/);
      await popup.seesNoMore('Waits until the server is back');
      expect(await balanceOf(server, ines)).toMatchObject({ used: 1 });
    });

    test('without a credit left: refused with figures, reset and ways on; nothing is stored', async ({ server }) => {
      const ines = newMember('Ines Okafor');
      await enterNew(browser, server, ines);
      await spendAll(server, ines);
      const tab = await browser.openTab(someone.path);
      await tab.presses('Analyse');
      const text = await tab.sees('Not enough credits');
      expect(text).toContain('It costs 1 credit; 0 left of 25.');
      // In hours on the last day of a month; with the year in December.
      expect(text).toMatch(/resets in \d+ (?:day|hour|minute)s?, 1 \w+(?: \d{4})? 00:00 \S+/);
      expect(text).toMatch(/Starter: 100 credits/);
      expect(text).not.toContain('Ways to open');
      expect(await contactsOf(server, ines)).not.toContain(someone.name);
    });

    test('who has set the question away analyses with one click, and is told what it cost', async ({ server }) => {
      const ines = newMember('Ines Okafor');
      await enterNew(browser, server, ines);
      const settings = await browser.openApp('#/settings');
      await settings.presses('Ask before spending a credit');
      await settings.close();
      const tab = await browser.openTab(someone.path);
      await tab.presses('Analyse');
      expect(await tab.sees('Ways to open')).toContain('1 credit · 24 left');
      expect(await balanceOf(server, ines)).toMatchObject({ used: 1 });
    });

    test('the background dies between click and answer: the wish completes once', async ({ server }) => {
      const ines = newMember('Ines Okafor');
      await enterNew(browser, server, ines);
      const tab = await browser.openTab(someone.path);
      await tab.presses('Analyse');
      await tab.sees('24 left after');
      server.pause();
      await tab.presses('Analyse');
      await tab.sees('Analysing');
      await browser.killBackground();
      server.resume();
      await tab.sees('Ways to open');
      expect(await balanceOf(server, ines)).toMatchObject({ used: 1 });
    });
  });
}
