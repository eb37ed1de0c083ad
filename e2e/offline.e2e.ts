/** Without network, and with colleagues: what is on the device can be used, what is wished is done once, and every device agrees in the end. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { enterNew, openChromium, openFirefox, signIn, type Browser, type Tab } from './testing/browsers.ts';
import { person } from './testing/linkedin.ts';
import { asProgram, balanceOf, colleagueOf, newMember } from './testing/server.ts';
import { expect, test } from './testing/test.ts';

const hannah = person('hannah-lindmoor-4b7120');
const theo = person('théo-brassard-lune-8c41d2');
const marcus = person('marcus-oyelowe-finch-20c9b5');

for (const open of [openChromium, openFirefox]) {
  const browserName = open === openChromium ? 'Chromium' : 'Firefox';

  test.describe(browserName, () => {
    let browser: Browser;
    let profile: string;

    test.beforeEach(async () => {
      profile = mkdtempSync(join(tmpdir(), 'wellmet-profile-'));
      browser = await open({ profile });
    });
    test.afterEach(async () => {
      await browser.close();
      rmSync(profile, { recursive: true, force: true });
    });

    test('without network: read, found, wished; the worker dies, the browser is closed; all of it is done once, in order', async ({
      server,
    }) => {
      test.slow();
      const ines = newMember('Ines Okafor');
      await enterNew(browser, server, ines);
      const program = await asProgram(server, ines);
      await program.analyse([hannah, theo], undefined);
      const page = await browser.openTab(marcus.path);
      await page.presses('Analyse');
      await page.sees('22 left after');
      const app = await openContact(browser, hannah.name);

      await server.kill();
      await page.presses('Analyse');
      await page.presses('When the server is back');
      await page.sees('Kept until the server is back');
      await app.types(/^Write a note/, 'Ask for the first drawing');
      await app.presses('Keep the note');
      await app.sees('Waits until the server');
      await app.presses(/^Correct: headline/);
      await app.types(/^headline/, 'The first title');
      await app.presses('Save');
      await app.sees('The first title');
      await app.presses(/^Correct: headline/);
      await app.types(/^headline/, 'The last title');
      await app.presses('Save');
      await app.sees('The last title');
      await app.presses('Ask the server now');
      await app.sees('does not answer');
      await app.sees('4 waiting');
      await app.close();
      const found = await browser.openApp('#/contacts');
      await found.types(/^Search name/, 'lindm');
      await found.sees('1 of 2 contacts');
      await found.presses(hannah.name);
      expect(await found.sees('Ways to open')).toContain('Ask for the first drawing');
      await found.close();
      await page.close();

      await browser.killBackground();
      await browser.close();
      await server.start();
      browser = await open({ profile });
      const again = await browser.openApp('#/waiting');
      await again.sees('Nothing waits');
      await again.close();
      const card = await program.cardOf(hannah.name);
      expect(card).toMatchObject({ headline: 'The last title', engagements: [{ what: 'noted', text: 'Ask for the first drawing' }] });
      expect(card.engagements).toHaveLength(1);
      expect(await balanceOf(server, ines)).toMatchObject({ used: 3 });
      const popup = await browser.openPopup();
      await popup.sees(/22\s+of 25/);
      await popup.sees(marcus.name);
    });

    test('the worker dies while the server has the wish in its hands: done once, and the device says so', async ({ server }) => {
      const ines = newMember('Ines Okafor');
      await enterNew(browser, server, ines);
      const program = await asProgram(server, ines);
      await program.analyse([hannah], undefined);
      const app = await openContact(browser, hannah.name);
      server.pause();
      await app.presses('Met');
      await app.sees('On its way');
      await browser.killBackground();
      server.resume();
      await app.presses('Ask the server now');
      await app.seesNoMore('On its way');
      await app.sees('by you');
      expect((await program.cardOf(hannah.name)).engagements).toMatchObject([{ what: 'met' }]);
    });

    test('what cannot be done any more comes back as a question', async ({ server }) => {
      const ines = newMember('Ines Okafor');
      await enterNew(browser, server, ines);
      const program = await asProgram(server, ines);
      await program.analyse([hannah], undefined);
      const app = await openContact(browser, hannah.name);
      await server.kill();
      await app.types(/^Write a note/, 'Nobody will read this');
      await app.presses('Keep the note');
      await app.sees('Waits until the server');
      await app.close();
      await server.start();
      await program.erase(hannah.name);
      const waiting = await browser.openApp('#/waiting');
      await waiting.sees('To decide');
      // Nothing of somebody who was erased stays on the device, what was written about them neither.
      await waiting.seesNoMore(hannah.name);
      await waiting.seesNoMore('Nobody will read this');
      await waiting.presses(/^Discard/);
      await waiting.sees('Nothing waits');
    });
  });
}

test('two colleagues: what one does the other sees without asking; who is erased is gone from every device', async ({ server }) => {
  test.slow();
  const [hers, his] = await Promise.all([openChromium(), openChromium()]);
  try {
    const ines = newMember('Ines Okafor');
    await enterNew(hers, server, ines);
    await signIn(his, server, await colleagueOf(server, ines, 'Paul Adeyemi'));
    const program = await asProgram(server, ines);
    const app = await his.openApp('#/contacts');
    await app.sees('Contacts');

    const page = await hers.openTab(hannah.path);
    await page.presses('Analyse');
    await page.sees('24 left after');
    await page.presses('Analyse');
    await page.sees('Ways to open');
    // The app of the colleague is told; nobody has touched it.
    await app.sees(hannah.name);
    const list = await his.openTab('/search/results/people/?keywords=sales');
    await list.sees(/analysed/i);

    await program.erase(hannah.name);
    await app.seesNoMore(hannah.name);
    for (const browser of [hers, his]) {
      const popup = await browser.openPopup();
      await popup.sees('No contact yet');
      expect(await popup.page.evaluate(everythingKept, undefined)).not.toContain('Lindmoor');
      await popup.close();
    }
  } finally {
    await hers.close();
    await his.close();
  }
});

async function openContact(browser: Browser, name: string): Promise<Tab> {
  const app = await browser.openApp('#/contacts');
  await app.presses(name);
  await app.sees('Ways to open');
  return app;
}

/** Every row of every table of the device, as text. Runs in the extension's page. */
async function everythingKept(): Promise<string> {
  // oxlint-disable-next-line unicorn/consistent-function-scoping
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve) => request.addEventListener('success', () => resolve(request.result)));
  const database = await done(indexedDB.open('cache'));
  const tables = [...database.objectStoreNames].map((name) => done(database.transaction(name).objectStore(name).getAll()));
  const rows = await Promise.all(tables);
  database.close();
  return JSON.stringify(rows);
}
