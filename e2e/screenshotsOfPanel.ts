/** The panel beside the page, in a tab of a panel's width, and the tab of the first minutes, for `pnpm screenshots`. */
import { signUp, type Chromium, type Tab } from './testing/browsers.ts';
import { person } from './testing/linkedin.ts';
import { asProgram, newMember, type RunningServer } from './testing/server.ts';

const hannah = person('hannah-lindmoor-4b7120');
const theo = person('théo-brassard-lune-8c41d2');
const priya = person('priya-oakeshaw-71f0ae');
const search = '/search/results/people/?keywords=sales';

export async function walkPanel(
  browser: Chromium,
  server: RunningServer,
  shot: (tab: Tab, state: string) => Promise<void>,
  fr: boolean,
): Promise<void> {
  const [spring, yarn] = fr ? ['Métiers à tisser, printemps', 'Laine d’automne'] : ['Looms in spring', 'Autumn yarn'];
  await signedOut(browser, fr);
  const welcome = await browser.openTab(browser.extensionUrl('/welcome.html'));
  await welcome.sees(fr ? 'Ce qu’il lit' : 'What it reads');
  await welcome.sees(fr ? 'Créer un compte' : 'Create account');
  await atWidths(browser, welcome, [1280, 360], (width) => shot(welcome, `welcome-${width}`));
  const panel = await browser.openTab(browser.extensionUrl('/sidepanel.html'));
  await panel.sees(fr ? 'Créer un compte' : 'Create account');
  await atWidths(browser, panel, [360], () => shot(panel, 'panel-signed-out'));

  const ana = newMember('Ana Lindqvist');
  await signUp(browser, server, ana);
  await welcome.sees(fr ? 'Votre premier profil' : 'Your first profile');
  await welcome.sees(fr ? '25 crédits' : '25 credits');
  await atWidths(browser, welcome, [1280, 360], (width) => shot(welcome, `welcome-in-${width}`));
  await welcome.close();

  await panel.sees(fr ? 'Le panier est vide' : 'The basket is empty');
  await atWidths(browser, panel, [360], () => shot(panel, 'panel-empty'));

  const program = await asProgram(server, ana);
  for (const name of [yarn, spring]) {
    await program.createCampaign(name);
    await program.act(name, 'launch');
  }
  await program.analyse([theo], undefined);
  await program.analyse([priya], yarn);

  // This device has heard of all that.
  await panel.sees(fr ? '1 personne' : '1 person');

  const page = await browser.openTab(hannah.path);
  await page.sees(/^Analyse/m);
  await panel.sees(fr ? 'n’a pas encore été analysée' : 'has not been analysed yet');
  await atWidths(browser, panel, [360, 400], (width) => shot(panel, `panel-unknown-${width}`));
  await panel.presses(fr ? 'Analyser depuis la page' : 'Analyse on the page');
  await page.sees(fr ? 'il en restera' : 'left after');
  await page.presses(/^Analyse/);
  await page.sees(fr ? 'Pour engager' : 'Ways to open');
  await panel.sees(fr ? 'Pour engager' : 'Ways to open');
  await panel.presses(fr ? 'Envoyé' : 'Sent');
  await panel.sees(fr ? 'par vous' : 'by you');
  await atWidths(browser, panel, [360, 400], (width) => shot(panel, `panel-known-${width}`));

  await page.goto(search);
  await page.sees(fr ? '10 personnes ici' : '10 people here');
  for (const name of [hannah.name, theo.name, priya.name, 'Marcus Oyelowe-Finch'])
    await page.presses(`${fr ? 'Sélectionner' : 'Select'} ${name}`);
  await panel.sees('Marcus Oyelowe-Finch');
  await panel.sees(yarn);
  await atWidths(browser, panel, [360, 400], (width) => shot(panel, `panel-basket-${width}`));
  await panel.presses(fr ? 'Ajouter à une campagne' : 'Add to campaign');
  // Its line below has figures in its name.
  await panel.presses(spring);
  await panel.sees(fr ? /Vers la campagne/ : /To campaign/);
  await atWidths(browser, panel, [360], () => shot(panel, 'panel-quote'));
  await panel.presses(fr ? 'Ajouter 4' : 'Add 4');
  await panel.sees(fr ? 'Terminé : 4 personnes' : 'Done: 4 people');
  await atWidths(browser, panel, [360], () => shot(panel, 'panel-result'));
  await page.close();
  await panel.close();
}

async function signedOut(browser: Chromium, fr: boolean): Promise<void> {
  const popup = await browser.openPopup();
  const out = fr ? 'Se déconnecter' : 'Sign out';
  if ((await popup.sees(fr ? /Se déconnecter|Créer/ : /Sign out|Create/)).includes(out)) await popup.presses(out);
  await popup.close();
}

/** Pictures of a tab as narrow as a panel, or as wide as a window. */
async function atWidths(browser: Chromium, tab: Tab, widths: number[], shoot: (width: number) => Promise<void>): Promise<void> {
  for (const width of widths) {
    await browser.pageOf(tab).setViewportSize({ width, height: width < 1000 ? 800 : 860 });
    await browser.pageOf(tab).evaluate(() => document.querySelector('main')?.scrollTo(0, 0));
    await shoot(width);
  }
}
