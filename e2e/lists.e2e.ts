/** Many people at once, as a salesperson selects them on a search and on a People tab, in both browsers: the cost first, then exactly that, once. */
import { enterNew, openChromium, openFirefox, type Browser, type Chromium, type Tab } from './testing/browsers.ts';
import { person } from './testing/linkedin.ts';
import { asProgram, balanceOf, newMember } from './testing/server.ts';
import { expect, test } from './testing/test.ts';

const search = '/search/results/people/?keywords=sales';
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

    test('across three pages of a search: known, held, hidden and twice are told apart, and exactly the new ones are charged', async ({
      server,
    }) => {
      test.slow();
      const ines = newMember('Ines Okafor');
      await enterNew(browser, server, ines);
      const program = await asProgram(server, ines);
      for (const name of ['Autumn yarn', 'Looms in spring']) {
        await program.createCampaign(name);
        await program.act(name, 'launch');
      }

      const tab = await browser.openTab(search);
      await tab.sees('10 people here · 10 new');
      for (const { name } of [hannah, theo, priya]) await tab.presses(`Select ${name}`);
      await tab.sees('3 new = 3 credits');
      await tab.presses('Next');
      await tab.sees('cannot be read');
      await tab.presses('Select Alma Dunwick-Hale');
      await tab.presses('Select Hollis');
      await tab.presses('Next');
      await tab.sees('Jasper Cottersby');
      await tab.presses('Select Jasper Cottersby');
      // The first of page one again, under another address: selected already, and once.
      await tab.sees(/^6 selected/m);
      expect(await isTicked(tab, `Select ${hannah.name}`)).toBe(true);

      // Colleagues elsewhere: one of them is known meanwhile, another held by a campaign.
      await program.analyse([theo], undefined);
      await program.analyse([priya], 'Autumn yarn');
      expect(await balanceOf(server, ines)).toMatchObject({ used: 2 });

      // Tab closed, another one opened: the basket is where it was.
      await tab.close();
      const later = await browser.openTab(search);
      await later.sees('6 selected');
      await later.presses('Add to campaign');
      await later.presses('Looms in spring');
      const quote = await later.sees('To campaign “Looms in spring”');
      expect(quote).toMatch(/4 credits, 19 left after/);
      expect(quote).toMatch(/New\s+4/);
      expect(quote).toMatch(/Known\s+1/);
      expect(quote).toMatch(/Held by another campaign\s+1/);
      await later.presses(/^Held by another campaign/);
      await later.sees(/Held by campaign “Autumn yarn”, by you since/);
      await later.presses('Wait until free');
      expect(await balanceOf(server, ines)).toMatchObject({ used: 2 });

      await later.presses('Add 6');
      const result = await later.sees('Done: 6 people');
      expect(result).toContain('4 credits · 19 left');
      expect(result).toContain('Waits for campaign “Looms in spring”');
      expect(await balanceOf(server, ines)).toMatchObject({ available: 19, used: 6 });
      expect(await program.enrolmentsIn('Looms in spring')).toEqual({
        [hannah.name]: 'queued',
        [theo.name]: 'queued',
        [priya.name]: 'waiting',
        'Alma Dunwick-Hale': 'queued',
        Hollis: 'queued',
        'Jasper Cottersby': 'queued',
      });

      // Marks have changed without a reload; nobody is left in the basket.
      await later.presses('Done');
      await later.sees('10 people here · 7 new');
      expect(await later.text()).toContain('in “Looms in spring”');
      const [last] = await program.ledger();
      expect(last).toMatchObject({ source: 'people_search', searchContext: 'keywords: sales' });
    });

    test('a People tab: more are shown, all new are analysed, and come out of the campaign again', async ({ server }) => {
      test.slow();
      const ines = newMember('Ines Okafor');
      await enterNew(browser, server, ines);
      const tab = await browser.openTab('/company/norrholt-instruments/people/');
      await tab.sees(/1[12] people here/);
      await tab.presses(/^Select all/);
      await tab.sees(/^1[12] selected/m);
      const before = Number(/(\d+) selected/.exec(await tab.text())?.[1]);
      await tab.presses('Show more results');
      await tab.presses(/^Select all 1[12]/);
      const text = await tab.sees(/^2[234] selected/m);
      const count = Number(/(\d+) selected/.exec(text)?.[1]);
      expect(count).toBeGreaterThan(before);
      await tab.presses('Add to campaign');
      await tab.types('Name of the new campaign', 'Instruments');
      await tab.presses('Create');
      await tab.sees(`${count} credits, ${25 - count} left after`);
      await tab.presses(`Add ${count}`);
      await tab.sees(`Done: ${count} people`);
      expect(await balanceOf(server, ines)).toMatchObject({ used: count });
      const program = await asProgram(server, ines);
      expect(Object.values(await program.enrolmentsIn('Instruments'))).toEqual(Array.from({ length: count }, () => 'queued'));

      await tab.presses('Undo: out of the campaign');
      await tab.sees('Removed from “Instruments”');
      await expect.poll(async () => new Set(Object.values(await program.enrolmentsIn('Instruments')))).toEqual(new Set(['removed']));
      expect(await balanceOf(server, ines)).toMatchObject({ used: count });
      await tab.presses('Done');
      await tab.sees(/people here/);
      expect(await tab.text()).toContain('analysed');
    });

    test('too few credits: the first ones alone, and the others stay selected', async ({ server }) => {
      const ines = newMember('Ines Okafor');
      await enterNew(browser, server, ines);
      const tab = await browser.openTab(`${search}&practice=rows100`);
      await tab.presses(/^Select all 9\d/);
      await tab.sees(/7\d credits too few/);
      await tab.presses('Analyse');
      const short = await tab.sees('Only the first 25');
      expect(short).toMatch(/25 left of 25. Nothing was charged./);
      expect(short).toMatch(/Starter: 100 credits/);
      await tab.presses('Only the first 25');
      await tab.sees('25 credits, 0 left after');
      await tab.presses('Analyse 25');
      await tab.sees('Done: 25 people');
      expect(await balanceOf(server, ines)).toMatchObject({ available: 0, used: 25 });
      await tab.presses('Done');
      await tab.sees(/^7\d selected/m);
    });

    test('the server is killed while 120 people are on their way: all of them in the end, each once', async ({ server }) => {
      test.slow();
      const ines = newMember('Ines Okafor');
      await enterNew(browser, server, ines);
      const { workspaceId } = await balanceOf(server, ines);
      server.command('grant', '--workspace', workspaceId, '--credits', '200', '--reason', 'trial');
      const tab = await browser.openTab(`${search}&practice=rows100`);
      await tab.presses(/^Select all 9\d/);
      await tab.sees(/^9\d selected/m);
      await tab.presses('Next');
      await tab.presses(/^Select all 5\d/);
      await tab.sees(/^1\d\d selected/m);
      const count = Number(/(\d+) selected/.exec(await tab.text())?.[1]);
      expect(count).toBeGreaterThan(120);
      await tab.presses('Analyse');
      await tab.sees(`${count} credits,`);
      server.pause();
      await tab.presses(`Analyse ${count}`);
      await tab.sees(`0 of ${count} done`);
      await server.kill();
      await browser.killBackground();
      await server.start();
      // Whoever looks again finds it going on, or done.
      await tab.goto(search);
      const text = await tab.sees(/of \d+ done|Done: \d+ people/);
      if (text.includes('Try again')) await tab.presses('Try again');
      await tab.sees(`Done: ${count} people`);
      expect(await balanceOf(server, ines)).toMatchObject({ used: count });
      expect(server.command('ledger', 'verify')).toMatch(/clean/);
    });

    test('who merely looks tells the server nothing', async ({ server }) => {
      const ines = newMember('Ines Okafor');
      await enterNew(browser, server, ines);
      const tab = await browser.openTab('/feed/');
      await tab.sees('Practice page');
      const from = browser.requests.length;
      await tab.goto(search);
      await tab.sees('10 people here');
      await tab.presses('Next');
      await tab.sees('cannot be read');
      await tab.goto('/company/norrholt-instruments/people/');
      await tab.sees('people here');
      await tab.presses('Show more results');
      await tab.sees(/2[234] people here/);
      const asked = browser.requests.slice(from).filter((address) => address.startsWith(server.url));
      expect(asked.filter((address) => !isOfNobody(address))).toEqual([]);
    });
  });
}

test('keys, and the menu on links to people, as the browser passes them on', async ({ server }) => {
  const browser = await openChromium();
  try {
    await enterNew(browser, server, newMember('Ines Okafor'));
    const tab = await browser.openTab(search);
    await tab.sees('10 people here · 10 new');
    const pressed = (key: string) => passOn(browser, 'commands.onCommand', key);
    const chosen = (path: string) =>
      passOn(browser, 'contextMenus.onClicked', { menuItemId: 'addToBasket', linkUrl: `https://www.linkedin.com${path}` });
    await chosen(`${hannah.path}?miniProfileUrn=x`);
    await tab.sees('1 selected · 1 new');
    await browser.pageOf(tab).getByText('Directeur commercial chez Veltrane').first().hover();
    await pressed('select-row');
    await tab.sees('2 selected');
    await pressed('select-new');
    await tab.sees('10 selected');
    await chosen('/in/nobody-who-is-here/');
    await tab.sees('This page does not show who this is');
    await tab.presses('Close');
    await pressed('open-bar');
    await browser.pageOf(tab).waitForFunction(() => document.activeElement?.shadowRoot?.activeElement?.textContent === '10 selected');
    await browser.pageOf(tab).keyboard.press('Enter');
    await tab.sees('keywords: sales');

    await tab.goto('/in/alma-dunwick-hale-d1a40a/');
    await tab.sees(/^Analyse$/m);
    await chosen('/in/alma-dunwick-hale-d1a40a/');
    await tab.sees('Alma Dunwick-Hale is in the basket');
    await tab.presses('Show the basket');
    await tab.sees('11 selected');
  } finally {
    await browser.close();
  }
});

/** What the browser would tell the background: its own keys and menus cannot be reached from a test. */
async function passOn(browser: Chromium, event: 'commands.onCommand' | 'contextMenus.onClicked', what: unknown): Promise<void> {
  const [worker] = browser.context.serviceWorkers();
  await worker?.evaluate(
    async ([name, told]) => {
      type Dispatching = Record<string, Record<string, { dispatch(told: unknown, tab: unknown): void }>>;
      const { chrome } = globalThis as unknown as { chrome: Dispatching & { tabs: { query(of: object): Promise<unknown[]> } } };
      const [tab] = await chrome.tabs.query({ url: '*://*.linkedin.com/*' });
      const [area = '', called = ''] = name.split('.');
      chrome[area]?.[called]?.dispatch(told, tab);
    },
    [event, what] as const,
  );
}

/** Whether the checkbox with this name is ticked, wherever its shadow root is. */
function isTicked(tab: Tab, label: string): Promise<boolean> {
  return tab.page.evaluate((name: string) => {
    const boxes = [...document.querySelectorAll('*')].flatMap((element) => [
      ...(element.shadowRoot?.querySelectorAll<HTMLInputElement>('input[type="checkbox"]') ?? []),
    ]);
    return boxes.some((box) => box.getAttribute('aria-label') === name && box.checked);
  }, label);
}

/** Whether a request says nothing about whom somebody looks at: rules of pages, and after some seconds what has changed, are asked for everybody. */
function isOfNobody(address: string): boolean {
  return address.endsWith('/v1/page-rules') || /\/changes\?cursor=[^&]*$/.test(address);
}
