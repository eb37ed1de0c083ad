/** A contact's data and rights, and what a workspace says of people's data, for `pnpm screenshots`. */
import { enterNew, type Chromium, type Tab } from './testing/browsers.ts';
import { peopled } from './testing/peopled.ts';
import { asProgram, newMember, type RunningServer } from './testing/server.ts';

export async function walkRights(
  browser: Chromium,
  server: RunningServer,
  shot: (tab: Tab, state: string) => Promise<void>,
  fr: boolean,
): Promise<void> {
  const ana = newMember('Ana Lindqvist');
  await enterNew(browser, server, ana);
  await peopled(server, ana, fr ? { spring: 'Printemps', yarn: 'Automne' } : { spring: 'Spring', yarn: 'Autumn' });
  const { id } = await (await asProgram(server, ana)).contactNamed('Hannah Lindmoor');

  const tab = await browser.openApp(`#/contacts/${id}`);
  await tab.presses(fr ? 'Données et droits' : 'Data and rights');
  await tab.sees(fr ? 'Remettre toutes les données' : 'Hand over everything');
  const page = browser.pageOf(tab);
  await page.locator('.data-of').scrollIntoViewIfNeeded();
  await page
    .locator('details.history')
    .last()
    .evaluate((part) => part.scrollIntoView({ block: 'start' }));
  await shot(tab, 'contact-data');
  await tab.presses(fr ? 'Effacer cette personne…' : 'Erase this person…');
  await tab.sees(fr ? /pages? lues?/ : /pages? read/);
  await page.locator('.erasure').evaluate((part) => part.scrollIntoView({ block: 'center' }));
  await shot(tab, 'contact-erase');
  await tab.close();

  const settings = await browser.openApp('#/settings');
  await settings.sees(fr ? 'Personne dans la semaine' : 'Nobody within the next week');
  await settings.presses(fr ? /^Note d’information/ : /^Notice to the people/);
  await browser
    .pageOf(settings)
    .getByRole('heading', { name: fr ? 'Données des personnes' : 'People’s data' })
    .evaluate((heading) => heading.scrollIntoView({ block: 'start' }));
  await shot(settings, 'settings-people');
  await settings.close();
}
