/** `pnpm screenshots`: every state of overlay and popup, light and dark, English and French, wide and 360 px, into docs/screenshots. Build first. */
import { mkdirSync, rmSync } from 'node:fs';
import { openChromium, signUp, type Chromium, type Tab } from './testing/browsers.ts';
import { nobodies, person } from './testing/linkedin.ts';
import { newMember, spendAll, startServer } from './testing/server.ts';

const folder = new URL('../docs/screenshots/', import.meta.url).pathname;
const hannah = person('hannah-lindmoor-4b7120');
const theo = person('théo-brassard-lune-8c41d2');

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const server = await startServer();
try {
  for (const [look, options] of Object.entries({
    light: { colorScheme: 'light' },
    dark: { colorScheme: 'dark' },
    fr: { colorScheme: 'light', locale: 'fr-FR' },
    narrow: { colorScheme: 'light', viewport: { width: 360, height: 740 } },
  } as const)) {
    const browser = await openChromium({ viewport: { width: 1280, height: 800 }, ...options });
    await walk(browser, look);
    await browser.close();
    console.log(look);
  }
} finally {
  await server.remove();
}

async function walk(browser: Chromium, look: string): Promise<void> {
  const fr = look === 'fr';
  const after = (left: number) => (fr ? `il en restera ${left}` : `${left} left after`);
  const shot = async (tab: Tab, state: string) => {
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
    await browser.pageOf(tab).screenshot(/^(popup|card|button|analysing)/.test(state) || width < 560 ? { path } : { path, clip: corner });
  };
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
  await tab.presses(/^Analyse/);
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

  const next = person('priya-oakeshaw-71f0ae');
  await tab.goto(next.path);
  await tab.presses(/^Analyse/);
  await tab.sees(after(22));
  server.pause();
  await tab.presses(/^Analyse/);
  await tab.sees(fr ? /Analyse de/ : 'Analysing');
  await shot(tab, 'analysing');
  server.resume();
  await tab.sees(fr ? 'Pour engager' : 'Ways to open');

  const last = person('marcus-oyelowe-finch-20c9b5');
  await tab.goto(last.path);
  await tab.presses(/^Analyse/);
  await tab.sees(after(21));
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
  await tab.goto(person('ines-carvalhon-5d38f6').path);
  await tab.presses(/^Analyse/);
  await tab.sees(fr ? /crédits?/ : 'Not enough credits');
  await shot(tab, 'short');
}

/** Waits for what fades in; what pulses for as long as it waits is left alone. */
async function whenStill(): Promise<void> {
  const roots = [document, ...[...document.documentElement.children].flatMap((element) => element.shadowRoot ?? [])];
  const fading = roots
    .flatMap((root) => root.getAnimations())
    .filter((animation) => animation.effect?.getComputedTiming().endTime !== Infinity);
  await Promise.all(fading.map((animation) => animation.finished));
}
