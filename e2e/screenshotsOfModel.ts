/** A language model of the workspace’s own, for `pnpm screenshots`: off, with the text that leaves, on; a contact that it has read, and one that it has not. */
import { openFakeModel, saying } from '../server/src/testing/fakeModel.ts';
import { signUp, type Chromium, type Tab } from './testing/browsers.ts';
import { person } from './testing/linkedin.ts';
import { asProgram, newMember, type RunningServer } from './testing/server.ts';

const [hannah, theo] = [person('hannah-lindmoor-4b7120'), person('théo-brassard-lune-8c41d2')];

export async function walkLanguageModel(
  browser: Chromium,
  server: RunningServer,
  shot: (tab: Tab, state: string) => Promise<void>,
  fr: boolean,
): Promise<void> {
  const ana = newMember('Ana Lindqvist');
  await signUp(browser, server, ana);
  const program = await asProgram(server, ana);
  // Quotes the last sentence of About, and one that it makes up.
  const model = await openFakeModel((response, heard) => {
    const { about = '' } = JSON.parse(heard.body.messages[1]?.content ?? '{}') as { about?: string };
    const sentences = about.split(/(?<=[.!?])\s+/).filter(({ length }) => length > 40 && length < 200);
    const hooks = [sentences.at(-1) ?? '', 'A sentence that nobody has written anywhere.'].map((quote) => ({ place: 'about', quote }));
    return saying({ hooks, topics: [], cues: [], seniority: [], function: [] })(response, heard);
  });
  const analyse = async ({ path }: typeof hannah): Promise<void> => {
    const page = await browser.openTab(path);
    await page.presses(/^Analyse/);
    await page.sees(fr ? 'il en restera' : 'left after');
    await page.presses(/^Analyse/);
    await page.sees(fr ? 'Pour engager' : 'Ways to open');
    await page.close();
  };
  try {
    const settings = await browser.openApp('#/settings');
    const page = browser.pageOf(settings);
    await settings.sees(fr ? 'Rien ne part vers un modèle' : 'Nothing leaves for a language model');
    const title = { name: fr ? 'Modèle de langage' : 'Language model' } as const;
    const part = page.getByRole('region', title);
    await page.getByRole('heading', title).evaluate(atTheTop);
    await shot(settings, 'settings-model-off');
    await settings.types(fr ? 'Adresse' : 'Address', model.url);
    await settings.types(fr ? 'Modèle' : 'Model', 'loom-7b');
    await settings.types(fr ? 'Clé' : 'Key', 'sk-hush');
    await part.locator('.check').evaluate(atTheBottom);
    await shot(settings, 'settings-model-leaves');
    await page.getByRole('checkbox', { name: fr ? /^J’accepte/ : /^I agree/ }).check();
    await settings.presses(fr ? 'Essayer' : 'Try it');
    await settings.sees(fr ? 'Réponse en' : 'It answered');
    await part.locator('output').evaluate(atTheBottom);
    await shot(settings, 'settings-model-tried');
    await settings.presses(fr ? 'Activer' : 'Turn on');
    await settings.sees(fr ? 'Activé par Ana' : 'Turned on by Ana');
    await analyse(hannah);
    await waitFor(program, hannah.name, 'done');
    await settings.close();
    const on = await browser.openApp('#/settings');
    await on.sees(fr ? 'Activé par Ana' : 'Turned on by Ana');
    await browser.pageOf(on).getByRole('heading', title).evaluate(atTheTop);
    await shot(on, 'settings-model-on');
    await on.close();

    await contact(hannah.name, 'loom-7b', 'contact-model-read');
    await model.close();
    await analyse(theo);
    await waitFor(program, theo.name, 'failed');
    await contact(theo.name, fr ? 'injoignable' : 'cannot be reached', 'contact-model-failed');
  } finally {
    await model.close();
  }

  async function contact(name: string, sees: string, state: string): Promise<void> {
    const app = await browser.openApp('#/contacts');
    await app.presses(name);
    await app.sees(sees);
    await browser
      .pageOf(app)
      .locator('.read-by')
      .evaluate((line) => line.scrollIntoView({ block: 'center' }));
    await shot(app, state);
    await app.close();
  }
}

async function waitFor(program: Awaited<ReturnType<typeof asProgram>>, name: string, state: 'done' | 'failed'): Promise<void> {
  while ((await program.cardOf(name)).model?.state !== state) await new Promise((resume) => setTimeout(resume, 300));
}

// In the page.
function atTheTop(element: Element): void {
  element.scrollIntoView({ block: 'start' });
}
function atTheBottom(element: Element): void {
  element.scrollIntoView({ block: 'end' });
}
