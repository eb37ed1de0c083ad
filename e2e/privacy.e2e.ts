/** People's rights, as a member uses them: where it came from, everything in one file, erased everywhere and refused afterwards; how long people are kept. */
import { readFileSync } from 'node:fs';
import { PersonFile } from '@wellmet/shared/rights';
import { enterNew, openChromium, openFirefox, signIn, type Browser, type Chromium } from './testing/browsers.ts';
import { person } from './testing/linkedin.ts';
import { asProgram, colleagueOf, newMember } from './testing/server.ts';
import { expect, test } from './testing/test.ts';

const hannah = person('hannah-lindmoor-4b7120');

async function eraseInTheApp(browser: Browser, address: string, take: (press: () => Promise<void>) => Promise<void>): Promise<void> {
  const app = await browser.openApp(address);
  await app.sees(hannah.name);
  await app.presses('Data and rights');
  await app.sees('Legitimate interest');
  await app.sees(/LinkedIn profile, by Ines Okafor/);
  await take(() => app.presses('As data'));
  await app.sees('Saved: hannah-lindmoor.json');
  await app.presses('Erase this person…');
  await app.sees(`Erase ${hannah.name} for good?`);
  await app.sees('1 page read, with its insights');
  await app.presses('Keep them');
  await app.seesNoMore('for good?');
  await app.presses('Erase this person…');
  await app.presses('Erase for good');
  await app.sees('This contact is not on this device');
  await app.close();
}

test('a person’s data is handed over, and they are erased: from the other member’s browser, too, and refused on their page', async ({
  server,
}) => {
  test.slow();
  const [hers, his] = await Promise.all([openChromium(), openChromium()]);
  try {
    const ines = newMember('Ines Okafor');
    await enterNew(hers, server, ines);
    const program = await asProgram(server, ines);
    await program.analyse([hannah], undefined);
    const { id } = await program.contactNamed(hannah.name);
    await signIn(his, server, await colleagueOf(server, ines, 'Paul Adeyemi'));
    const theirs = await his.openApp(`#/contacts/${id}`);
    await theirs.sees(hannah.name);
    await theirs.presses('Data and rights');
    await theirs.sees('Hand over everything');
    // A member of no more rights hands over, and does not erase.
    await theirs.seesNoMore('Erase this person');

    await eraseInTheApp(hers, `#/contacts/${id}`, async (press) => {
      const file = downloadOf(hers);
      await press();
      const said = PersonFile.parse(JSON.parse(await file));
      expect(said).toMatchObject({ name: hannah.name, contactId: id, basis: { value: 'legitimateInterest', of: 'workspace' } });
    });
    await theirs.seesNoMore(hannah.name);
    const page = await hers.openTab(hannah.path);
    await page.presses('Analyse');
    await page.sees(/erased/i);
  } finally {
    await Promise.all([hers.close(), his.close()]);
  }
});

/** The text of the next file that a page saves. */
async function downloadOf({ context }: Chromium): Promise<string> {
  const download = await Promise.race(context.pages().map((page) => page.waitForEvent('download')));
  return readFileSync(await download.path(), 'utf8');
}

test('Firefox: a person is handed over and erased; how long people are kept is set, and said', async ({ server }) => {
  test.slow();
  const browser = await openFirefox();
  try {
    const ines = newMember('Ines Okafor');
    await enterNew(browser, server, ines);
    const program = await asProgram(server, ines);
    await program.analyse([hannah], undefined);
    const { id } = await program.contactNamed(hannah.name);
    await eraseInTheApp(browser, `#/contacts/${id}`, (press) => press());

    const settings = await browser.openApp('#/settings');
    await settings.sees('Nobody within the next week.');
    await settings.types('Months where nothing was ever done', '37');
    await settings.sees('Not longer than the time above.');
    await settings.types('Months where nothing was ever done', '6');
    await settings.presses('Save');
    await settings.sees('Saved.');
    await settings.presses('Notice to the people whose data you have');
    await settings.sees('6 months where we never wrote to you');
  } finally {
    await browser.close();
  }
});
