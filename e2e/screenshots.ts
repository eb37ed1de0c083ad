/** `pnpm screenshots`: every state of overlay and popup, light and dark, English and French, wide and 360 px, into docs/screenshots. Build first. */
import { mkdirSync, rmSync } from 'node:fs';
import { walkCampaigns } from './screenshotsOfCampaigns.ts';
import { walkContacts } from './screenshotsOfContacts.ts';
import { walkCredits } from './screenshotsOfCredits.ts';
import { walkDiscover } from './screenshotsOfDiscover.ts';
import { walkDrafts } from './screenshotsOfDrafts.ts';
import { walkLists } from './screenshotsOfLists.ts';
import { walkLanguageModel } from './screenshotsOfModel.ts';
import { walkPlan } from './screenshotsOfPlan.ts';
import { walkPanel } from './screenshotsOfPanel.ts';
import { walkRights } from './screenshotsOfRights.ts';
import { walkTeam } from './screenshotsOfTeam.ts';
import { walkServerPages } from './screenshotsOfServerPages.ts';
import { walkSettings } from './screenshotsOfSettings.ts';
import { walkTemplates } from './screenshotsOfTemplates.ts';
import { openChromium, signUp, type Chromium, type Tab } from './testing/browsers.ts';
import { nobodies, person } from './testing/linkedin.ts';
import { asProgram, colleagueOf, newMember, spendAll, startServer, type RunningServer } from './testing/server.ts';

const folder = new URL('../docs/screenshots/', import.meta.url).pathname;
const hannah = person('hannah-lindmoor-4b7120');
const theo = person('théo-brassard-lune-8c41d2');

let server: RunningServer;

const looks = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  fr: { colorScheme: 'light', locale: 'fr-FR' },
  narrow: { colorScheme: 'light', viewport: { width: 360, height: 740 } },
} as const;

/** `node e2e/screenshots.ts contacts campaigns fr`: these alone; the other pictures stay. */
const walks = {
  pages: walk,
  lists: walkLists,
  contacts: walkContacts,
  drafts: walkDrafts,
  templates: walkTemplates,
  campaigns: walkCampaigns,
  discover: walkDiscover,
  credits: walkCredits,
  plan: walkPlan,
  rights: walkRights,
  settings: walkSettings,
  team: walkTeam,
  server: walkServerPages,
  model: walkLanguageModel,
  panel: walkPanel,
};
const only = process.argv.slice(2);

if (only.length === 0) rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const [look, options] of Object.entries(looks)) {
  if (only.some((name) => name in looks) && !only.includes(look)) continue;
  for (const [name, walking] of Object.entries(walks)) {
    if (only.some((one) => one in walks) && !only.includes(name)) continue;
    // Each begins as a member does who is new, on a server that has seen nobody.
    server = await startServer();
    const browser = await openChromium({ viewport: { width: 1280, height: 800 }, ...options });
    try {
      await walking(browser, server, (tab, state) => shoot(browser, tab, state, look), look === 'fr');
    } finally {
      await browser.close();
      await server.remove();
    }
  }
  console.log(look);
}

async function shoot(browser: Chromium, tab: Tab, state: string, look: string): Promise<void> {
  await browser.pageOf(tab).mouse.move(2, 400);
  await tab.page.evaluate(whenStill, undefined);
  const { width, height } = browser.pageOf(tab).viewportSize() ?? { width: 0, height: 0 };
  // Most states are the panel's: its corner of the page is what there is to see.
  const corner = {
    x: Math.max(0, width - 560),
    y: Math.max(0, height - 420),
    width: Math.min(560, width),
    height: Math.min(420, height),
  };
  const path = `${folder}${state}-${look}.png`;
  const isWhole =
    /^(popup|card|button|analysing|campaign|list|contact|waiting-room|credits|settings|templates|discover|plan|pricing|pool|welcome|panel|palette|team|join|device|password)/.test(
      state,
    ) || width < 560;
  await browser.pageOf(tab).screenshot(isWhole ? { path } : { path, clip: corner });
}

async function walk(
  browser: Chromium,
  _server: RunningServer,
  shot: (tab: Tab, state: string) => Promise<void>,
  fr: boolean,
): Promise<void> {
  const after = (left: number) => (fr ? `il en restera ${left}` : `${left} left after`);
  const popup = await browser.openPopup();
  await browser.pageOf(popup).setViewportSize({ width: 360, height: 600 });
  await popup.sees(fr ? 'Créer' : 'Create');
  await shot(popup, 'popup-sign-in');

  const out = await browser.openTab(hannah.path);
  await out.presses(/^Analy/);
  await out.sees(fr ? /Connectez-vous/ : 'Sign in to analyse');
  await shot(out, 'signed-out');
  await out.close();

  const ines = newMember('Inès Okafor');
  await signUp(browser, server, ines);
  await popup.sees(/25/);
  await shot(popup, 'popup-empty');

  const tab = await browser.openTab(hannah.path);
  await tab.sees(/^Analy/m);
  await shot(tab, 'button');
  await tab.presses(/^Analyse/);
  await tab.sees(after(24));
  await shot(tab, 'quote');
  await tab.presses(/^Analyse/);
  await tab.sees(fr ? 'Pour engager' : 'Ways to open');
  await shot(tab, 'card');

  await tab.goto(theo.path);
  await tab.presses(/^Analyse/);
  await tab.sees(after(23));
  await tab.presses(/^Analyse$|^Analyser$/);
  await tab.sees(fr ? 'Pour engager' : 'Ways to open');
  await shot(tab, 'card-french-profile');
  await tab.presses(fr ? /^Fermer/ : 'Close');
  await tab.sees(fr ? /^Analysé aujourd’hui$/m : /^Analysed today$/m);
  await shot(tab, 'button-known');
  await popup.sees(theo.name);
  await shot(popup, 'popup');

  for (const [state, nobody] of Object.entries(nobodies)) {
    await tab.goto(nobody.path);
    await tab.presses(/^Analys/);
    await tab.sees(nobody.says[fr ? 'fr' : 'en']);
    await shot(tab, state);
  }

  await campaigns(tab, ines, { fr, shot });

  const next = person('priya-oakeshaw-71f0ae');
  await tab.goto(next.path);
  await tab.presses(/^Analyse/);
  await tab.sees(after(21));
  server.pause();
  await tab.presses(/^Analyse/);
  await tab.sees(fr ? /Analyse de/ : 'Analysing');
  await shot(tab, 'analysing');
  server.resume();
  await tab.sees(fr ? 'Pour engager' : 'Ways to open');

  const last = person('marcus-oyelowe-finch-20c9b5');
  await tab.goto(last.path);
  await tab.presses(/^Analyse/);
  await tab.sees(after(20));
  await server.kill();
  await tab.presses(/^Analyse/);
  await tab.sees(fr ? /ne répond pas/ : 'does not answer');
  await shot(tab, 'unreachable');
  await tab.presses(fr ? /^À son retour/ : 'When the server is back');
  await tab.sees(fr ? 'Gardé jusqu' : 'Kept until');
  await shot(tab, 'waiting');
  const offline = await browser.openPopup();
  await browser.pageOf(offline).setViewportSize({ width: 360, height: 600 });
  await offline.sees(fr ? /ne répond pas/ : 'does not answer');
  await shot(offline, 'popup-offline');
  await offline.close();
  await server.start();

  await spendAll(server, ines);
  await tab.goto(person('yannick-kerdantrec-e6017b').path);
  await tab.presses(/^Analyse/);
  await tab.sees(fr ? /crédits?/ : 'Not enough credits');
  await shot(tab, 'short');

  const { workspaceId } = await asProgram(server, ines);
  server.command('plan', 'change', '--workspace', workspaceId, '--plan', 'starter', '--seats', '3');
  server.command('plan', 'change', '--workspace', workspaceId, '--plan', 'free');
  const changed = await browser.openPopup();
  await browser.pageOf(changed).setViewportSize({ width: 360, height: 600 });
  await changed.sees(fr ? 'Passe à' : 'Changes to');
  await shot(changed, 'popup-change');
  await changed.close();
}

/** People in campaigns: before and after the analysis, held by a colleague's, without an answer; and who is refused. */
async function campaigns(
  tab: Tab,
  ines: ReturnType<typeof newMember>,
  { fr, shot }: { fr: boolean; shot: (tab: Tab, state: string) => Promise<void> },
): Promise<void> {
  const [spring, yarn] = fr ? ['Métiers à tisser, printemps', 'Laine d’automne'] : ['Looms in spring', 'Autumn yarn'];
  const program = await asProgram(server, ines);
  const add = fr ? /^Ajouter à une campagne/ : 'Add to campaign';
  const isIn = (campaign: string) => new RegExp(fr ? `Dans la campagne « ${campaign} »` : `In campaign “${campaign}”`);

  await tab.goto(person('ines-carvalhon-5d38f6').path);
  await tab.presses(/^Analyse/);
  await tab.presses(fr ? /^Analyser et ajouter/ : /^Analyse and add/);
  await tab.sees(fr ? 'pas encore de campagne' : 'no campaign yet');
  await tab.types(fr ? /^Nom de la/ : /^Name of the/, spring);
  await shot(tab, 'campaign-new');
  await tab.presses(fr ? 'Créer' : 'Create');
  await tab.sees(fr ? 'Ira dans' : 'Goes into');
  await shot(tab, 'campaign-quote');
  await tab.presses(fr ? 'Analyser et ajouter' : 'Analyse and add');
  await tab.sees(isIn(spring));
  await shot(tab, 'card-campaign');

  await program.createCampaign(
    fr ? 'Directeurs des achats de l’industrie textile en Auvergne-Rhône-Alpes' : 'Heads of purchasing in the textile industry around Lyon',
  );
  const paul = await colleagueOf(server, ines, 'Paul Adeyemi');
  const pauls = await asProgram(server, paul);
  await pauls.createCampaign(yarn);
  await pauls.act(yarn, 'launch');
  await pauls.enrol(yarn, hannah.name);
  await program.act(spring, 'launch');
  await program.createCampaign(fr ? 'Salon de Francfort' : 'Frankfurt fair');
  await program.act(fr ? 'Salon de Francfort' : 'Frankfurt fair', 'launch');
  await program.act(fr ? 'Salon de Francfort' : 'Frankfurt fair', 'pause');
  await tab.goto(hannah.path);
  await tab.presses(/^Analys/);
  await tab.sees(isIn(yarn));
  await tab.presses(add);
  await tab.sees(spring);
  await shot(tab, 'campaign-list');
  await tab.presses(new RegExp(`^${spring}`));
  await tab.sees(fr ? 'par Paul Adeyemi' : 'by Paul Adeyemi');
  await shot(tab, 'campaign-held');
  await tab.presses(fr ? 'Attendre son tour' : 'Wait until free');
  await tab.sees(fr ? 'En attente pour' : 'Waits for');
  await shot(tab, 'card-waiting');
  await tab.presses(new RegExp(fr ? `^Retirer.*${yarn}` : `^Remove.*${yarn}`));
  await tab.sees(fr ? 'effectué' : 'Removed from');
  await shot(tab, 'card-removed');

  await server.kill();
  await tab.presses(add);
  await tab.sees(fr ? 'État du' : 'As of');
  await shot(tab, 'campaign-list-offline');
  await tab.presses(/^(Frankfurt|Salon)/);
  await tab.sees(fr ? 'Sans confirmation' : 'Not confirmed');
  await shot(tab, 'campaign-unanswered');
  await tab.presses(fr ? 'À son retour' : 'When it is back');
  await tab.sees(fr ? 'Gardé' : 'Kept');
  await server.start();
  await tab.presses(fr ? 'Abandonner' : 'Cancel');

  await program.cap(ines.name, 3);
  await tab.goto(person('marcus-oyelowe-finch-20c9b5').path);
  await tab.presses(/^Analyse/);
  await tab.sees(fr ? 'limite personnelle' : 'own limit');
  await shot(tab, 'cap');
  await program.cap(ines.name, 100);
  await program.erase(theo.name);
  await tab.goto(theo.path);
  await tab.presses(/^Analys/);
  await tab.sees(fr ? 'a effacé cette personne' : 'has erased this person');
  await shot(tab, 'erased');
}

/** Waits for what fades in; what pulses for as long as it waits is left alone. */
async function whenStill(): Promise<void> {
  const roots = [document, ...[...document.documentElement.children].flatMap((element) => element.shadowRoot ?? [])];
  const fading = roots
    .flatMap((root) => root.getAnimations())
    .filter((animation) => animation.effect?.getComputedTiming().endTime !== Infinity);
  await Promise.all(fading.map((animation) => animation.finished));
}
