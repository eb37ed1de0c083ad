/** Campaigns as a salesperson meets them on a profile, in both browsers: put in, held, waited for, taken out; and who is refused. */
import { enterNew, openChromium, openFirefox, signIn, type Browser, type Tab } from './testing/browsers.ts';
import { person } from './testing/linkedin.ts';
import { asProgram, balanceOf, colleagueOf, newMember } from './testing/server.ts';
import { expect, test } from './testing/test.ts';

const hannah = person('hannah-lindmoor-4b7120');
const theo = person('théo-brassard-lune-8c41d2');
const priya = person('priya-oakeshaw-71f0ae');

for (const open of [openChromium, openFirefox]) {
  test.describe(open === openChromium ? 'Chromium' : 'Firefox', () => {
    let browser: Browser;

    test.beforeEach(async () => {
      browser = await open();
    });
    test.afterEach(async () => {
      await browser.close();
    });

    test('from a profile into a new campaign, for the one credit that was told; then others, held and waiting', async ({ server }) => {
      test.slow();
      const ines = newMember('Ines Okafor');
      await enterNew(browser, server, ines);
      const tab = await browser.openTab(hannah.path);
      await tab.presses('Analyse');
      await tab.sees('24 left after');
      await tab.presses('Analyse and add to campaign');
      await tab.sees('There is no campaign yet.');
      await tab.types('Name of the new campaign', 'Looms in spring');
      await tab.presses('Create');
      const quote = await tab.sees('Goes into campaign “Looms in spring”.');
      expect(quote).toMatch(/1 credit, 24 left after/i);
      expect(await balanceOf(server, ines)).toMatchObject({ used: 0 });
      await tab.presses('Analyse and add');
      expect(await tab.sees('Ways to open')).toContain('In campaign “Looms in spring” · draft');
      expect(await balanceOf(server, ines)).toMatchObject({ available: 24, used: 1 });
      const program = await asProgram(server, ines);
      expect(await program.enrolmentsIn('Looms in spring')).toEqual({ [hannah.name]: 'queued' });

      // Launched elsewhere; a second person, known before they are added: free.
      await program.act('Looms in spring', 'launch');
      await analyse(tab, theo);
      await tab.presses('Add to campaign');
      await tab.presses('Looms in spring');
      await tab.sees('In campaign “Looms in spring” · queued');
      expect(await balanceOf(server, ines)).toMatchObject({ used: 2 });

      // Taken out again at once, and put back.
      await tab.presses(/^Undo/);
      await tab.sees('Removed from “Looms in spring”');
      expect(await program.enrolmentsIn('Looms in spring')).toMatchObject({ [theo.name]: 'removed' });
      await tab.presses(/^Put back/);
      await tab.sees('In campaign “Looms in spring” · queued');

      // A colleague, who is a member only, wants the first one for a campaign of their own.
      const paul = await colleagueOf(server, ines, 'Paul Adeyemi');
      const pauls = await asProgram(server, paul);
      await pauls.createCampaign('Autumn yarn');
      await pauls.act('Autumn yarn', 'launch');
      const second = await open();
      try {
        await signIn(second, server, paul);
        const his = await second.openTab(hannah.path);
        await his.presses('Analysed today');
        await his.sees('Ways to open');
        await his.presses('Add to campaign');
        await his.presses('Autumn yarn');
        const held = await his.sees(/Held by campaign “Looms in spring”, by Ines Okafor since/);
        expect(held).not.toContain('Move here');
        await his.presses('Wait until free');
        await his.sees('Waits for campaign “Autumn yarn”');
        expect(await program.enrolmentsIn('Autumn yarn')).toEqual({ [hannah.name]: 'waiting' });

        await program.setState('Looms in spring', hannah.name, 'replied');
        expect(await program.enrolmentsIn('Autumn yarn')).toEqual({ [hannah.name]: 'queued' });
        await his.presses('Close');
        await his.presses('Analysed today');
        const card = await his.sees('In campaign “Autumn yarn” · queued');
        expect(card).toContain('Campaign “Looms in spring” · has replied');
      } finally {
        await second.close();
      }

      // An owner may move somebody.
      await tab.goto(hannah.path);
      await tab.presses('Analysed today');
      await tab.sees('In campaign “Autumn yarn” · queued');
      await tab.presses('Add to campaign');
      await tab.presses('Looms in spring');
      await tab.sees(/Held by campaign “Autumn yarn”, by Paul Adeyemi since/);
      await tab.presses('Move here');
      await tab.sees('In campaign “Looms in spring” · queued');
      expect(await program.enrolmentsIn('Autumn yarn')).toMatchObject({ [hannah.name]: 'removed' });
      expect(await balanceOf(server, ines)).toMatchObject({ available: 23, used: 2 });
    });

    test('server down: adding is kept on request, and done once when it is back', async ({ server }) => {
      test.slow();
      const ines = newMember('Ines Okafor');
      await enterNew(browser, server, ines);
      const program = await asProgram(server, ines);
      await program.createCampaign('Looms in spring');
      const tab = await browser.openTab('/feed/');
      await analyse(tab, hannah);
      await tab.presses('Add to campaign');
      await tab.sees('Looms in spring');
      await server.kill();
      await tab.presses(/^Looms in spring/);
      await tab.sees('Not confirmed: adding to “Looms in spring”.');
      await tab.presses('When it is back');
      await tab.sees('Kept until the server is back: “Looms in spring”');
      const popup = await browser.openPopup();
      expect(await popup.sees('Waits until the server is back')).toContain('Add to “Looms in spring”');
      await server.start();
      await popup.presses(/^Try now/);
      await popup.seesNoMore('Waits until the server is back');
      expect(await program.enrolmentsIn('Looms in spring')).toEqual({ [hannah.name]: 'queued' });
    });

    test('somebody who was erased is refused, and a cap that is reached says so', async ({ server }) => {
      const ines = newMember('Ines Okafor');
      await enterNew(browser, server, ines);
      const tab = await browser.openTab('/feed/');
      await analyse(tab, hannah);
      const program = await asProgram(server, ines);
      await program.erase(hannah.name);
      // This device still has the card: it goes with the first answer of the server.
      await tab.presses('Close');
      await tab.presses('Analysed today');
      const erased = await tab.sees('Your workspace has erased this person');
      expect(erased).not.toContain('Ways to open');
      await tab.presses(/^Close$/);
      await tab.presses('Analyse');
      await tab.sees('Your workspace has erased this person');
      expect(await balanceOf(server, ines)).toMatchObject({ used: 1 });

      await program.cap('Ines Okafor', 1);
      await tab.goto(priya.path);
      await tab.presses('Analyse');
      const capped = await tab.sees('Your own limit is reached');
      expect(capped).toContain('Your own limit for this period: 1 credit, 1 used.');
      expect(capped).toContain('Ask an owner or admin to raise your limit');
      expect(await balanceOf(server, ines)).toMatchObject({ used: 1 });
    });
  });
}

async function analyse(tab: Tab, someone: typeof hannah): Promise<void> {
  await tab.goto(someone.path);
  await tab.presses('Analyse');
  await tab.sees(/\d+ left after/);
  await tab.presses('Analyse');
  await tab.sees('Ways to open');
}
