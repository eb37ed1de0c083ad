/** Markup in every text that comes from a page, a file or a member: shown as the text that it is, in every room and page, and nothing of it runs. */
import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { enterNew, openChromium, type Chromium, type Tab } from './testing/browsers.ts';
import { answerAsLinkedin, person } from './testing/linkedin.ts';
import { asProgram, askServer, newMember } from './testing/server.ts';
import { expect, test } from './testing/test.ts';

/** Out of an attribute, out of a text; short, since names are. */
const markup = `"><img src=x class=planted onerror=ran=1><script class=planted>ran=1</script>`;
const shown = 'class=planted onerror=';
const hannah = person('hannah-lindmoor-4b7120');
const slug = 'planted-quill-7a';

let browser: Chromium;
test.beforeEach(async () => {
  browser = await openChromium();
});
test.afterEach(async () => {
  await browser.close();
});

test('texts with markup in them stay texts, everywhere', async ({ server }) => {
  test.slow();
  const ines = { ...newMember(`Ines ${markup}`), workspaceName: `Looms ${markup}` };
  await enterNew(browser, server, ines);
  const program = await asProgram(server, ines);
  const { workspaceId, token } = program;
  const params = { workspaceId };

  const campaign = `Spring ${markup}`;
  await program.createCampaign(campaign);
  await program.act(campaign, 'launch');
  const said = (what: string): string => `${what} ${markup}`;
  await askServer(
    server,
    'analyse',
    {
      params,
      body: {
        requestId: randomUUID(),
        source: 'profile',
        ceilingCredits: 1,
        campaignId: (await program.campaignNamed(campaign)).id,
        sightings: [
          {
            identifiers: { slug },
            name: said('Zoé'),
            headline: said('Head of Sales'),
            company: said('Tissages'),
            location: said('Lyon'),
            about: said('I have led sales teams for ten years, and I write about looms every week.'),
            experience: [
              { title: said('Head of Sales'), company: said('Tissages'), dates: 'Jan 2022 - Present', description: said('Sold') },
            ],
            education: [{ school: said('School') }],
            skills: [said('Weaving')],
            languages: [{ name: said('French') }],
            readFrom: { name: 'topCard' },
            page: { kind: 'profile', url: `https://www.linkedin.com/in/${slug}/`, generation: 'sdui' },
          },
        ],
      },
    },
    token,
  );
  const contactId = (await program.contactNamed(said('Zoé'))).id;
  await program.engage(contactId, 'noted', new Date(), said('A note'));
  await program.correct(contactId, { company: said('Tissages (FR)') });
  const template = { name: said('First'), channel: 'email', language: 'en', subject: said('About'), text: said('Hello {name}') } as const;
  await askServer(server, 'createTemplate', { params, body: { id: randomUUID(), ...template, text: said('Hello') } }, token);
  const wanted = { facets: { titles: [said('Buyer').slice(0, 100)] } };
  const profileId = randomUUID();
  await askServer(
    server,
    'keepIdealProfile',
    { params: { ...params, profileId }, body: { requestId: randomUUID(), name: said('Ideal'), wanted } },
    token,
  );
  await askServer(
    server,
    'makeApiKey',
    { params, body: { requestId: randomUUID(), name: `"><img src=x class=planted onerror=ran=1>`, scopes: ['read'], days: null } },
    token,
  );
  const quoted = (text: string): string => `"${said(text).replaceAll('"', '""')}"`;
  const terms = { source: said('A fair'), licence: said('Ours'), lawfulBasis: 'consent', fileName: said('people.csv') };
  const imported = await fetch(`${server.url}/v1/workspaces/${workspaceId}/pool/imports?${new URLSearchParams(terms).toString()}`, {
    method: 'POST',
    headers: { 'content-type': 'text/csv', authorization: `Bearer ${token}` },
    body: `Name,Title,Company,City,LinkedIn\r\n${quoted('Paul')},${quoted('Buyer')},${quoted('Looms')},${quoted('Lyon')},https://www.linkedin.com/in/planted-in-a-file/\r\n`,
  });
  expect(imported.status).toBe(200);
  const invitation = await askServer(
    server,
    'invite',
    { params, body: { requestId: randomUUID(), email: 'zoe@people.example', role: 'member', language: 'en' } },
    token,
  );
  const document = await fetch(`${server.url}/v1/workspaces/${workspaceId}/contacts/${contactId}/person.html`, {
    headers: { authorization: `Bearer ${token}` },
  });

  // A page of LinkedIn whose person is called so.
  const escaped = said(hannah.name).replaceAll(/[&<>"]/g, (one) => `&#${one.charCodeAt(0)};`);
  await browser.context.route('https://www.linkedin.com/in/hannah-lindmoor-4b7120/**', (route) => {
    const answer = answerAsLinkedin(route.request().url());
    return route.fulfill({ ...answer, body: answer.body.replaceAll(hannah.name, escaped) });
  });

  const rooms: [what: string, open: () => Promise<Tab>][] = [
    ['popup', () => browser.openPopup()],
    ['contacts', () => browser.openApp('#/contacts')],
    ['a contact', () => browser.openApp(`#/contacts/${contactId}`)],
    ['campaigns', () => browser.openApp('#/campaigns')],
    ['a campaign', async () => browser.openApp(`#/campaigns/${(await program.campaignNamed(campaign)).id}`)],
    ['templates', () => browser.openApp('#/templates')],
    ['discover', () => browser.openApp('#/discover')],
    ['pool', () => browser.openApp('#/pool')],
    ['credits', () => browser.openApp('#/credits')],
    ['plan', () => browser.openApp('#/plan')],
    ['waiting', () => browser.openApp('#/waiting')],
    ['settings', () => browser.openApp('#/settings')],
    ['team', () => browser.openApp('#/team')],
    ['side panel', () => browser.openOwn('/sidepanel.html')],
    ['join page', () => browser.openTab(new URL(invitation.link, server.url).href)],
  ];
  const own = ['plan', 'waiting', 'side panel'];
  for (const [what, open] of rooms) {
    const tab = await open();
    // Rooms that show none of it by themselves have the workspace's name in the frame.
    if (own.includes(what)) await tab.sees(/\S/);
    else await tab.sees(shown);
    if (what === 'a contact') {
      await tab.presses('Data and rights');
      await tab.sees('Hand over everything');
    }
    await expectNothingPlanted(browser.pageOf(tab), what);
    await tab.close();
  }

  const page = await browser.openTab(hannah.path);
  await page.presses('Analyse');
  await page.sees('left after');
  await page.presses('Analyse');
  await page.sees('Ways to open');
  await page.sees(shown);
  await page.presses('Add to campaign');
  await page.sees('Spring');
  await expectNothingPlanted(browser.pageOf(page), 'overlay');
  await page.close();

  // What a member hands over is opened from the disk, with no server to say what may run.
  const file = await browser.context.newPage();
  await file.setContent(await document.text(), { waitUntil: 'load' });
  await expect(file.locator('body')).toContainText(shown);
  await expectNothingPlanted(file, 'document of a person');
  await file.setContent(`<p>${markup}</p>`);
  await expect(expectNothingPlanted(file, 'planted')).rejects.toThrow('planted');
});

/** Neither an element of it, in any root, nor a trace of its having run. */
async function expectNothingPlanted(page: Page, where: string): Promise<void> {
  const found = await page.evaluate(() => {
    const roots: (Document | ShadowRoot)[] = [document];
    const planted: string[] = [];
    for (const root of roots)
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) roots.push(element.shadowRoot);
        if (element.matches('.planted, img[src="x"]')) planted.push(element.outerHTML);
      }
    return [...planted, ...('ran' in globalThis ? ['it ran'] : [])];
  });
  expect(found, where).toEqual([]);
}
