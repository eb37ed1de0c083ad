/** Templates, in both browsers: made on real contacts, filled where all is known, held back where something is missing, at hand without a server. */
import { enterNew, openChromium, openFirefox, type Browser, type Tab } from './testing/browsers.ts';
import { person } from './testing/linkedin.ts';
import { asProgram, askServer, newMember } from './testing/server.ts';
import { expect, test } from './testing/test.ts';

const [hannah, theo] = [person('hannah-lindmoor-4b7120'), person('théo-brassard-lune-8c41d2')];
const template = 'The season';

for (const open of [openChromium, openFirefox])
  test(`${open === openChromium ? 'Chromium' : 'Firefox'} › a template is filled for who has it all, held back for who has not, written from without a server, and deleted with a way back`, async ({
    server,
  }) => {
    test.slow();
    const ines = newMember('Ines Okafor');
    const browser = await open();
    try {
      await enterNew(browser, server, ines);
      const program = await asProgram(server, ines);
      const { workspaceId, token } = program;
      const kept = async () => (await askServer(server, 'templates', { params: { workspaceId } }, token)).templates;
      const sentTo = async (name: string) => (await program.cardOf(name)).engagements?.map(({ what, text }) => `${what}: ${text}`);
      await program.analyse([hannah, theo], undefined);
      await program.correct((await program.contactNamed(hannah.name)).id, { company: 'Oskerby Grid' });
      for (const { name } of [hannah, theo]) await (await contactOf(browser, name)).close();

      const app = await browser.openApp('#/templates');
      await app.sees('Begin with one of ours');
      await app.presses('New template');
      await app.types('Name', template);
      await app.types('Text', 'Hello {first name}, {nothing} how is the season at ');
      await app.sees('{nothing} is not a field');
      await app.presses('Save');
      expect(await kept()).toEqual([]);
      await app.page.evaluate(selectText, undefined);
      await app.page.keyboard.type('Hello {first name}, how is the season at ');
      await app.presses('Insert a field');
      await app.presses('Company');
      await app.sees('Complete for 1 of the 2 contacts opened here last');
      await app.sees('Company: missing for 1 contact');
      await app.sees('how is the season at [company?]');
      await app.presses('Next contact');
      await app.sees('Hello Hannah, how is the season at Oskerby Grid');
      await app.presses('Save');
      await app.sees('Saved for the whole workspace');
      expect(await kept()).toMatchObject([{ name: template, text: 'Hello {first name}, how is the season at {company}' }]);
      await app.close();

      const whole = await writeTo(browser, hannah.name);
      await whole.presses('Mark as sent');
      await whole.sees('Marked as sent');
      await expect.poll(() => sentTo(hannah.name)).toEqual(['sent: Hello Hannah, how is the season at Oskerby Grid']);
      await whole.close();

      const short = await writeTo(browser, theo.name);
      await short.sees('Missing: Company');
      expect(await short.page.evaluate(pressAnyway, 'Mark as sent')).toBe('Company');
      await short.types('Company', 'Nordlys');
      await short.presses('Fill in');
      await short.seesNoMore('Missing: Company');
      expect(await sentTo(theo.name)).toEqual([]);
      await short.presses('Mark as sent');
      await short.sees('Marked as sent');
      await expect.poll(() => sentTo(theo.name)).toEqual(['sent: Hello Théo, how is the season at Nordlys']);
      await short.close();

      await server.kill();
      const offline = await writeTo(browser, hannah.name);
      expect(await offline.page.evaluate(draftText, undefined)).toBe('Hello Hannah, how is the season at Oskerby Grid');
      await offline.presses('Mark as sent');
      await offline.sees('Marked as sent');
      await offline.close();
      await server.start();

      const again = await browser.openApp('#/templates');
      await expect.poll(() => sentTo(hannah.name), { timeout: 45_000 }).toHaveLength(2);
      await again.presses(new RegExp(`^${template}`));
      await again.presses('Delete');
      await again.sees(`“${template}” is deleted.`);
      await again.sees('Begin with one of ours');
      expect(await kept()).toEqual([]);
      await again.presses('Undo');
      await again.sees('changed by Ines Okafor');
      expect(await kept()).toMatchObject([{ name: template }]);
    } finally {
      await browser.close();
    }
  });

async function contactOf(browser: Browser, name: string): Promise<Tab> {
  const app = await browser.openApp('#/contacts');
  await app.presses(name);
  await app.sees('Ways to open');
  return app;
}

/** From the template. */
async function writeTo(browser: Browser, name: string): Promise<Tab> {
  const app = await contactOf(browser, name);
  await app.presses('Write');
  await app.sees(`Write to ${name}`);
  await expect.poll(() => app.page.evaluate(choose, template)).toBe(true);
  return app;
}

// The functions below run in the page: each stands alone.

/** As the browser does when a line of the open list is pressed. @returns whether it is there yet. */
function choose(name: string): boolean {
  const select = document.querySelector<HTMLSelectElement>('#write-template select');
  const option = [...(select?.options ?? [])].find(({ label }) => label.startsWith(name));
  if (!select || !option) return false;
  select.value = option.value;
  return select.dispatchEvent(new Event('change', { bubbles: true }));
}

/** What it is said to be where it cannot be pressed. @returns what has the focus then. */
function pressAnyway(name: string): string | undefined {
  const button = [...document.querySelectorAll('button')].find((one) => one.innerText.trim() === name);
  if (button?.ariaDisabled !== 'true') throw new Error(`${name} can be pressed`);
  button.click();
  return document.activeElement instanceof HTMLInputElement ? document.activeElement.labels?.[0]?.innerText.trim() : undefined;
}

function draftText(): string | undefined {
  return document.querySelector<HTMLTextAreaElement>('#draft')?.value;
}

function selectText(): void {
  const area = document.querySelector<HTMLTextAreaElement>('#template-text');
  area?.focus();
  area?.select();
}
