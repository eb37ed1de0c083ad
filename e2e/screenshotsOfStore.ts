/** `node e2e/screenshotsOfStore.ts`: the five pictures of the stores in both languages, 1280×800, and the small tile, 440×280, into docs/store/pictures. Build first. */
import { mkdirSync, readFileSync } from 'node:fs';
import { enterNew, openChromium, type Chromium, type Tab } from './testing/browsers.ts';
import { person } from './testing/linkedin.ts';
import { peopled } from './testing/peopled.ts';
import { fill } from './screenshotsOfCredits.ts';
import { asProgram, newMember, startServer } from './testing/server.ts';

const folder = new URL('../docs/store/pictures/', import.meta.url).pathname;
const size = { width: 1280, height: 800 };

mkdirSync(folder, { recursive: true });
for (const language of ['en', 'fr'] as const) {
  const server = await startServer();
  const fr = language === 'fr';
  const look = { viewport: size, colorScheme: 'light', locale: fr ? 'fr-FR' : 'en-GB' } as const;
  const browser = await openChromium(look);
  const shot = async (of: Chromium, tab: Tab, name: string): Promise<void> => {
    const page = of.pageOf(tab);
    await page.mouse.move(2, 400);
    await page.evaluate(() =>
      Promise.all(document.getAnimations().flatMap((one) => (one.effect?.getComputedTiming().endTime === Infinity ? [] : one.finished))),
    );
    await page.screenshot({ path: `${folder}${name}-${language}.png` });
  };
  try {
    const ana = newMember('Ana Lindqvist');
    await enterNew(browser, server, ana);
    await onPages(browser, fr, (tab, name) => shot(browser, tab, name));
    const spring = fr ? 'Métiers à tisser, printemps' : 'Looms in spring';
    const yarn = fr ? 'Laine d’automne' : 'Autumn yarn';
    await peopled(server, ana, { spring, yarn });
    const program = await asProgram(server, ana);
    const [hannah, campaign] = [await program.contactNamed('Hannah Lindmoor'), await program.campaignNamed(yarn)];

    await program.setState(yarn, 'Yolanda Prieto Vidal', 'replied');

    const contact = await browser.openApp(`#/contacts/${hannah.id}`);
    await contact.sees(fr ? 'Pour engager' : 'Ways to open');
    await shot(browser, contact, '3-contact');
    const room = await browser.openApp(`#/campaigns/${campaign.id}`);
    await room.sees('Ingrid Solheim');
    await shot(browser, room, '4-campaign');
    if (!fr) await tile(browser);
  } finally {
    await browser.close();
  }
  // Another member's browser, whose workspace has had a whole month.
  const second = await openChromium(look);
  try {
    const member = newMember('Ana Lindqvist');
    await enterNew(second, server, member);
    await fill(server, member, fr);
    const credits = await second.openApp('#/credits');
    await credits.sees(fr ? 'Par campagne' : 'By campaign');
    await credits.sees(fr ? '1 crédit rendu' : '1 credit given back');
    await shot(second, credits, '5-credits');
  } finally {
    await second.close();
    await server.remove();
  }
}

/** What stands on LinkedIn's pages; they are our practice pages, with invented people. */
async function onPages(browser: Chromium, fr: boolean, shot: (tab: Tab, name: string) => Promise<void>): Promise<void> {
  const profile = await browser.openTab(person('hannah-lindmoor-4b7120').path);
  await profile.presses(/^Analyse/);
  await profile.sees(fr ? 'il en restera 24' : '24 left after');
  await profile.presses(/^Analyse/);
  await profile.sees(fr ? 'Pour engager' : 'Ways to open');
  await shot(profile, '1-profile');
  await profile.close();

  const list = await browser.openTab('/search/results/people/?keywords=sales');
  await list.sees(fr ? '10 personnes ici' : '10 people here');
  for (const name of ['Marcus Oyelowe-Finch', person('priya-oakeshaw-71f0ae').name, person('théo-brassard-lune-8c41d2').name])
    await list.presses(`${fr ? 'Sélectionner' : 'Select'} ${name}`);
  await shot(list, '2-search');
  await list.close();
}

/** The mark and one line. Stores show it small: nothing else would be read. */
async function tile(browser: Chromium): Promise<void> {
  const icon = readFileSync(new URL('../docs/brand/icon.svg', import.meta.url), 'utf8');
  const page = await browser.context.newPage();
  await page.setViewportSize({ width: 440, height: 280 });
  await page.setContent(`<!doctype html><style>
    body { margin: 0; height: 280px; display: grid; place-content: center; justify-items: center; background: #f5f7f6; color: #12201d; font-family: Inter, system-ui, 'DejaVu Sans', sans-serif }
    svg { width: 92px; height: 92px } h1 { margin: 16px 0 6px; font-size: 40px; line-height: 44px; letter-spacing: -0.02em } p { margin: 0; font-size: 19px; line-height: 26px; color: #40504c }
  </style>${icon}<h1>Wellmet</h1><p>Know who you write to</p>`);
  await page.screenshot({ path: `${folder}promo-440x280.png` });
  await page.close();
}
