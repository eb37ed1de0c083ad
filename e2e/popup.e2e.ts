/** What the popup offers of the page in view, done on the page; nothing is told to the server by it. And a member of two workspaces goes from one to the other. */
import { enterNew, openChromium, openFirefox, signIn, type Browser } from './testing/browsers.ts';
import { person } from './testing/linkedin.ts';
import { asProgram, balanceOf, newMember } from './testing/server.ts';
import { expect, test } from './testing/test.ts';

const hannah = person('hannah-lindmoor-4b7120');
const theo = person('théo-brassard-lune-8c41d2');

for (const open of [openChromium, openFirefox]) {
  test.describe(open === openChromium ? 'Chromium' : 'Firefox', () => {
    let browser: Browser;

    test.beforeEach(async () => {
      browser = await open();
    });
    test.afterEach(async () => {
      await browser.close();
    });

    test('a profile, known or new, and many people: said in the popup, done on the page', async ({ server }) => {
      const ines = newMember('Ines Okafor');
      await enterNew(browser, server, ines);
      await (await asProgram(server, ines)).analyse([theo], undefined);
      const tab = await browser.openTab(hannah.path);
      await tab.sees(/^Analyse$/m);

      const popup = await browser.openPopup();
      await popup.sees(`Profile: ${hannah.name}`);
      await popup.presses('Analyse · 1 credit');
      await tab.sees('23 left after');
      expect(await balanceOf(server, ines)).toMatchObject({ used: 1 });

      await tab.goto(theo.path);
      await tab.sees(/^Analysed/m);
      const again = await browser.openPopup();
      await again.sees('Known, analysed today');
      await again.presses('Show insights');
      await tab.sees('Ways to open');

      await tab.goto('/search/results/people/?keywords=sales');
      await tab.sees('10 people here');
      const many = await browser.openPopup();
      await many.sees('9 new');
      await many.presses('Select the 9 new');
      await tab.sees('9 selected');
      expect(await balanceOf(server, ines)).toMatchObject({ used: 1 });
    });

    test('of two workspaces, each shows its own, and the basket of each is where it was', async ({ server }) => {
      const [ines, paul] = [newMember('Ines Okafor'), newMember('Paul Weir')];
      await enterNew(browser, server, paul);
      await (await asProgram(server, paul)).analyse([theo], undefined);
      const { workspaceId } = await asProgram(server, paul);
      const out = await browser.openPopup();
      await out.presses('Sign out');
      await out.sees('Create account');
      await out.close();
      await enterNew(browser, server, ines);
      const leaving = await browser.openPopup();
      await leaving.presses('Sign out');
      await leaving.sees('Create account');
      await leaving.close();
      server.command('member', 'add', '--workspace', workspaceId, '--name', ines.name, '--email', ines.email, '--password', ines.password);
      await signIn(browser, server, ines);

      const list = await browser.openTab('/search/results/people/?keywords=sales');
      await list.presses(`Select ${hannah.name}`);
      await list.sees('1 selected');
      const popup = await browser.openPopup();
      await popup.sees('1 selected');
      await popup.sees('No contact yet');
      await choose(popup, paul.name);
      await popup.sees(theo.name);
      await popup.seesNoMore('1 selected');
      await list.seesNoMore('1 selected');
      await choose(popup, ines.name);
      await popup.sees('1 selected');
      await popup.sees('No contact yet');
    });
  });
}

/** The workspace that bears its owner's name. */
async function choose({ page }: Awaited<ReturnType<Browser['openPopup']>>, name: string): Promise<void> {
  await page.evaluate((label: string) => {
    const select = document.querySelector<HTMLSelectElement>('.workspace > select');
    const option = [...(select?.options ?? [])].find(({ text }) => text === label);
    if (!select || !option) throw new Error(`no workspace ${label}`);
    select.value = option.value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  }, name);
}
