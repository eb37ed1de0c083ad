/** A language model of the workspace's own: the owner turns it on, reads richer insights, and is told when it is gone. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { enterNew, openChromium } from './testing/browsers.ts';
import { person } from './testing/linkedin.ts';
import { asProgram, balanceOf, newMember } from './testing/server.ts';
import { expect, test } from './testing/test.ts';

const [hannah, theo] = [person('hannah-lindmoor-4b7120'), person('théo-brassard-lune-8c41d2')];

/** Quotes the last sentence of About, and one that it makes up. */
async function openModel(): Promise<{ url: string; heard: string[]; close: () => void }> {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const body = (await json(request)) as { messages: { content: string }[] };
      const profile = body.messages[1]?.content ?? '{}';
      heard.push(profile);
      const { about = '' } = JSON.parse(profile) as { about?: string };
      const sentences = about.split(/(?<=[.!?])\s+/).filter((sentence) => sentence.length > 40 && sentence.length < 200);
      const hooks = [sentences.at(-1) ?? '', 'A sentence that nobody has written anywhere.'].map((quote) => ({ place: 'about', quote }));
      const content = JSON.stringify({ hooks, topics: [], cues: [], seniority: [], function: [] });
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ choices: [{ message: { content } }] }));
    })();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    heard,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

test('the owner turns a language model on; it reads beside the local engine; when it is gone, the contact says so', async ({ server }) => {
  test.setTimeout(120_000);
  const ines = newMember('Ines Okafor');
  const model = await openModel();
  const browser = await openChromium();
  const analyse = async (path: string): Promise<void> => {
    const page = await browser.openTab(path);
    await page.presses('Analyse');
    await page.sees('left after');
    await page.presses('Analyse');
    await page.sees('Ways to open');
    await page.close();
  };
  try {
    await enterNew(browser, server, ines);
    const program = await asProgram(server, ines);
    const settings = await browser.openApp('#/settings');
    await settings.sees('Nothing leaves for a language model');
    await settings.types('Address', model.url);
    await settings.types('Model', 'loom-7b');
    await settings.types('Key', 'sk-hush');
    await settings.presses('Try it');
    await settings.sees(/It answered in .* 1 quote stands, 1 thrown away/);
    await browser
      .pageOf(settings)
      .getByRole('checkbox', { name: /^I agree/ })
      .check();
    await settings.presses('Turn on');
    await settings.sees('On: loom-7b at 127.0.0.1');
    await settings.sees('Turned on by Ines Okafor');
    expect(await browser.pageOf(settings).getByLabel('Key', { exact: true }).inputValue()).toBe('');

    await analyse(hannah.path);
    await expect.poll(async () => (await program.cardOf(hannah.name)).model?.state).toBe('done');
    const app = await browser.openApp('#/contacts');
    await app.presses(hannah.name);
    await app.sees('Read by loom-7b and Wellmet’s own engine');
    await app.sees('1 thing that it said was thrown away');
    expect(model.heard.join('')).not.toContain('Lindmoor');

    model.close();
    await analyse(theo.path);
    const card = await browser.openApp('#/contacts');
    await card.presses(theo.name);
    await card.sees('the language model is still reading');
    await expect.poll(async () => (await program.cardOf(theo.name)).model?.state, { timeout: 40_000 }).toBe('failed');
    await card.sees('The language model cannot be reached. These are the local insights.');
    await card.presses('Ask again');
    await card.sees('the language model is still reading');
    expect(await balanceOf(server, ines)).toMatchObject({ used: 2 });
  } finally {
    await browser.close();
    model.close();
  }
});
