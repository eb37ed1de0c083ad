/** The states of pages of many people, for `pnpm screenshots`. */
import { signUp, type Chromium, type Tab } from './testing/browsers.ts';
import { person } from './testing/linkedin.ts';
import { asProgram, newMember, type RunningServer } from './testing/server.ts';

const search = '/search/results/people/?keywords=sales';
const theo = person('théo-brassard-lune-8c41d2');
const priya = person('priya-oakeshaw-71f0ae');

export async function walkLists(
  browser: Chromium,
  server: RunningServer,
  shot: (tab: Tab, state: string) => Promise<void>,
  fr: boolean,
): Promise<void> {
  const [spring, yarn] = fr ? ['Métiers à tisser, printemps', 'Laine d’automne'] : ['Looms in spring', 'Autumn yarn'];
  const select = (name: string) => `${fr ? 'Sélectionner' : 'Select'} ${name}`;
  // A member of their own: the figures are the same in every look.
  const before = await browser.openPopup();
  const out = fr ? 'Se déconnecter' : 'Sign out';
  if ((await before.sees(fr ? /Se déconnecter|Créer/ : /Sign out|Create/)).includes(out)) await before.presses(out);
  await before.close();
  const ana = newMember('Ana Lindqvist');
  await signUp(browser, server, ana);
  const program = await asProgram(server, ana);
  for (const name of [yarn, spring]) {
    await program.createCampaign(name);
    await program.act(name, 'launch');
  }
  await program.analyse([theo], undefined);
  await program.analyse([priya], yarn);

  const tab = await browser.openTab(search);
  await tab.sees(fr ? '10 personnes ici' : '10 people here');
  await shot(tab, 'list');
  for (const name of ['Hannah Lindmoor', theo.name, priya.name, 'Marcus Oyelowe-Finch']) await tab.presses(select(name));
  await tab.sees(fr ? '4 sélectionnées' : '4 selected');
  await shot(tab, 'list-selected');
  // At 360 px it lies over the page's own buttons: that is what folding is for.
  await tab.presses(fr ? 'Replier' : 'Fold away');
  await tab.presses('Next');
  await tab.presses(fr ? /^Panier/ : /^Basket/);
  await tab.presses(select('Alma Dunwick-Hale'));
  await tab.presses(select('Hollis'));
  await tab.presses(fr ? '6 sélectionnées' : '6 selected');
  await tab.sees('keywords: sales');
  await shot(tab, 'list-basket');
  await tab.presses(fr ? 'Ajouter à une campagne' : 'Add to campaign');
  await tab.sees(yarn);
  await shot(tab, 'list-campaigns');
  await tab.presses(spring);
  await tab.sees(fr ? /Vers la campagne/ : /To campaign/);
  await tab.presses(fr ? /^Retenues/ : /^Held by another/);
  await tab.sees(fr ? /par vous depuis/ : /by you since/);
  await shot(tab, 'list-quote');
  await tab.presses(fr ? 'Ajouter 6' : 'Add 6');
  await tab.sees(fr ? 'Terminé : 6 personnes' : 'Done: 6 people');
  await shot(tab, 'list-result');
  await tab.presses(fr ? 'Terminé' : 'Done');
  await tab.goto(search);
  await tab.sees(fr ? /dans «/ : /in “/);
  await shot(tab, 'list-marks');

  await tab.goto('/company/norrholt-instruments/people/');
  await tab.presses(fr ? /^Toutes|^Sélectionner \(/ : /^Select all/);
  await tab.sees(fr ? /\d+ sélectionnées/ : /\d+ selected/);
  await shot(tab, 'list-company');
  await tab.presses(fr ? 'Analyser' : 'Analyse');
  await tab.sees(fr ? /crédits, il en restera/ : /credits, \d+ left after/);
  await server.kill();
  await tab.presses(fr ? /^Analyser \d/ : /^Analyse \d/);
  await tab.sees(fr ? 'ne répond pas' : 'does not answer');
  await shot(tab, 'list-stopped');
  await server.start();
  await tab.presses(fr ? 'Réessayer' : 'Try again');
  await tab.sees(fr ? 'Terminé : ' : 'Done: ');
  await tab.presses(fr ? 'Terminé' : 'Done');

  await tab.goto(`${search}&practice=rows100`);
  await tab.presses(fr ? /^Toutes/ : /^Select all/);
  await tab.presses(fr ? 'Analyser' : 'Analyse');
  await tab.sees(fr ? /les \d+ premières/ : /first \d+/);
  await shot(tab, 'list-short');
  await tab.close();
}
