/** The popup in all its states, the workspaces in it, and the Settings room, for `pnpm screenshots`. */
import { signUp, type Chromium, type Tab } from './testing/browsers.ts';
import { nobodies, person } from './testing/linkedin.ts';
import { asProgram, newMember, spendAll, type RunningServer } from './testing/server.ts';

const hannah = person('hannah-lindmoor-4b7120');
const theo = person('théo-brassard-lune-8c41d2');
const search = '/search/results/people/?keywords=sales';
const popupSize = { width: 360, height: 600 };

export async function walkSettings(
  browser: Chromium,
  server: RunningServer,
  shot: (tab: Tab, state: string) => Promise<void>,
  fr: boolean,
): Promise<void> {
  const before = await browser.openPopup();
  const out = fr ? 'Se déconnecter' : 'Sign out';
  if ((await before.sees(fr ? /Se déconnecter|Créer/ : /Sign out|Create/)).includes(out)) await before.presses(out);
  await before.close();
  const [ana, paul] = [newMember('Ana Lindqvist'), newMember('Paul Adeyemi')];
  await signUp(browser, server, ana);
  const program = await asProgram(server, ana);
  await program.analyse([theo], undefined);

  /** A popup over the page that was looked at last. */
  const popup = async (state: string, sees: RegExp | string, page?: Tab): Promise<void> => {
    if (page) await browser.pageOf(page).bringToFront();
    const tab = await browser.openPopup();
    await browser.pageOf(tab).setViewportSize(popupSize);
    await tab.sees(sees);
    await shot(tab, state);
    await tab.close();
  };

  await popup('popup-elsewhere', fr ? /onglet Personnes/ : /People tab/);
  const page = await browser.openTab(hannah.path);
  await page.sees(/^Analy/m);
  await popup('popup-offer-new', `Hannah Lindmoor`, page);
  await page.goto(theo.path);
  await page.sees(/^Analys/m);
  await popup('popup-offer-known', fr ? /Connu/ : /Known/, page);
  await page.goto(search);
  await page.sees(fr ? '10 personnes ici' : '10 people here');
  await popup('popup-offer-people', fr ? /9 nouvelles/ : /9 new/, page);

  const offering = await browser.openPopup();
  await browser.pageOf(offering).setViewportSize(popupSize);
  await offering.presses(fr ? /^Cocher les 9/ : /^Select the 9/);
  await page.sees(fr ? '9 sélectionnées' : '9 selected');
  await popup('popup-basket', fr ? '9 sélectionnées' : '9 selected', page);
  await page.goto(nobodies.own.path);
  await page.sees(/^Analys/m);
  await popup('popup-offer-nobody', nobodies.own.says[fr ? 'fr' : 'en'], page);

  // Another workspace, that of a colleague elsewhere.
  const elsewhere = await browser.openPopup();
  await elsewhere.presses(out);
  await elsewhere.close();
  await signUp(browser, server, paul);
  const { workspaceId } = await asProgram(server, paul);
  server.command('member', 'add', '--workspace', workspaceId, '--name', ana.name, '--email', ana.email, '--password', ana.password);
  const back = await browser.openPopup();
  await back.presses(out);
  await back.types(/^E-mail/, ana.email);
  await back.types(/^(Password|Mot de passe)/, ana.password);
  await browser.pageOf(back).keyboard.press('Enter');
  await back.sees(/(of|sur) 25/);
  await back.close();
  await popup('popup-workspaces', 'Ana Lindqvist', page);
  await spendAll(server, ana);
  await popup('popup-low', fr ? /sont utilisés/ : /credits are used/, page);

  const app = await browser.openApp('#/settings');
  await app.sees(fr ? /utilisés, sur|utilisés/ : 'used, of');
  await shot(app, 'settings');
  for (const [state, title] of [
    ['settings-keys', fr ? 'Raccourcis' : 'Shortcuts'],
    ['settings-device', fr ? 'Sur cet appareil' : 'On this device'],
    ['settings-privacy', fr ? 'Vie privée' : 'Privacy'],
  ] as const) {
    await browser.pageOf(app).getByRole('heading', { name: title, exact: true }).evaluate(atTheTop);
    await shot(app, state);
  }
  await app.presses(fr ? 'Voir ce qui serait copié' : 'Show what would be copied');
  await app.sees(fr ? 'Copier' : 'Copy');
  await browser
    .pageOf(app)
    .getByRole('heading', { name: fr ? 'Diagnostic' : 'Diagnostics', exact: true })
    .evaluate(atTheTop);
  await shot(app, 'settings-diagnostics');
  await app.close();
  await page.close();
}

/** In the page. */
function atTheTop(heading: Element): void {
  heading.scrollIntoView({ block: 'start' });
}
