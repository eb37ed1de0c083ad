/** Ways in, in both browsers: a device let in on the server's page, ended from another one; an account made by a letter; and a key for a program, made, used and revoked. */
import { openPostbox } from '../server/src/testing/postbox.ts';
import { enterNew, openChromium, openFirefox, signIn, useServer, type Browser, type Tab } from './testing/browsers.ts';
import { person } from './testing/linkedin.ts';
import { asProgram, askServer, newMember, startServer } from './testing/server.ts';
import { expect, test } from './testing/test.ts';

const hannah = person('hannah-lindmoor-4b7120');

for (const open of [openChromium, openFirefox]) {
  test.describe(open === openChromium ? 'Chromium' : 'Firefox', () => {
    let browser: Browser;
    let second: Browser;
    test.beforeEach(async () => {
      [browser, second] = await Promise.all([open(), openChromium()]);
    });
    test.afterEach(async () => {
      await Promise.all([browser.close(), second.close()]);
    });

    test('let in by its code on the server’s page, refused once, and signed out from another device', async ({ server }) => {
      test.slow();
      const ines = newMember('Ines Okafor');
      await askServer(server, 'signUp', { body: { ...ines, timeZone: 'Europe/Paris' } });
      const popup = await browser.openPopup();
      await useServer(popup, server);

      const refused = await codeIn(popup);
      const decide = async (page: Tab, code: string, password: string) => {
        await page.types('Code', code.toLowerCase().replace('-', ' '));
        await page.types('E-mail', ines.email);
        await page.types('Password', password);
        await page.presses('Go on');
      };
      const page = await second.openTab(`${server.url}/device?lang=en`);
      await decide(page, refused, 'another horse');
      await page.seesNoMore('Is this your device?');
      await decide(page, refused, ines.password);
      expect(await page.sees('Is this your device?')).toContain(refused);
      await page.presses('No, refuse it');
      await page.sees('The device was refused');
      await popup.sees('This device was refused.');
      await popup.presses('Back to signing in');

      const code = await codeIn(popup);
      await page.close();
      const again = await second.openTab(`${server.url}/device?lang=en#${code}`);
      await decide(again, code, ines.password);
      const said = await again.sees('Is this your device?');
      expect(said).toContain(open === openChromium ? 'Chrome' : 'Firefox');
      expect(said).toContain(ines.email);
      await again.presses('Yes, sign it in');
      await again.sees('Your device is signed in');
      await popup.sees(/of 25/);

      await signIn(second, server, ines);
      const settings = await second.openApp('#/settings');
      await settings.sees('Where you are signed in');
      await settings.presses('Sign out everywhere else…');
      await settings.presses('Sign it out');
      await settings.sees('Signed out.');
      const app = await browser.openApp('#/contacts');
      await app.sees('Sign in in a tab');
    });

    test('where the server sends letters, an account is made by one', async () => {
      test.slow();
      const postbox = await openPostbox();
      const server = await startServer((url) => ({
        PUBLIC_URL: url,
        SMTP_URL: postbox.url,
        MAIL_FROM: 'Wellmet <wellmet@server.example>',
      }));
      try {
        const ines = newMember('Ines Okafor');
        const account = { ...ines, timeZone: 'Europe/Paris' };
        await expect(askServer(server, 'signUp', { body: account })).rejects.toThrow('sign-up-by-letter');
        const popup = await browser.openPopup();
        await useServer(popup, server);
        await popup.presses('Create account');
        await popup.types('Your name', ines.name);
        await popup.types('E-mail', ines.email);
        await popup.types('Password', ines.password);
        await popup.page.keyboard.press('Enter');
        await popup.sees('Open the link in your mail');
        const { to, raw } = await postbox.next();
        expect(to).toEqual([ines.email]);
        const link = /http:\S+\/device\?lang=en#[\w.-]+/.exec(raw)?.[0] ?? '';
        const page = await second.openTab(link);
        const asked = await page.sees('Saying yes makes your account and its workspace');
        expect(asked).toContain(ines.email);
        expect(asked).toContain(open === openChromium ? 'Chrome' : 'Firefox');
        await page.presses('Yes, sign it in');
        await page.sees('Your device is signed in');
        await popup.sees(/of 25/);
        await signIn(second, server, ines);
      } finally {
        await server.remove();
        await postbox.close();
      }
    });

    test('a key does what it may, and nothing once it is revoked', async ({ server }) => {
      const ines = newMember('Ines Okafor');
      await enterNew(browser, server, ines);
      const program = await asProgram(server, ines);
      await program.analyse([hannah], undefined);
      const settings = await browser.openApp('#/settings');
      await settings.presses('New key');
      await settings.types('What it is for', 'Export <b>nightly</b>');
      await settings.presses('Make the key');
      const secret = await settings.reads('The new key');
      expect(secret).toMatch(/^wm_[\w-]{87}$/);
      const ask = (path: string, method = 'GET') =>
        fetch(`${server.url}/v1/workspaces/${program.workspaceId}${path}`, {
          method,
          headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
          ...(method === 'POST' && { body: JSON.stringify({ id: crypto.randomUUID(), name: 'Autumn' }) }),
        });
      expect(await (await ask('/contacts')).text()).toContain(hannah.name);
      expect((await ask('/campaigns', 'POST')).status).toBe(403);
      await settings.presses('I have copied it');
      await settings.seesNoMore('shown this once');
      expect(await settings.page.evaluate<string, undefined>(() => document.documentElement.innerHTML, undefined)).not.toContain(secret);
      await settings.presses('Revoke: Export <b>nightly</b>');
      await settings.presses('Revoke it');
      await settings.sees('There is no key yet.');
      expect((await ask('/contacts')).status).toBe(401);
    });
  });
}

async function codeIn(popup: { presses(name: string): Promise<void>; sees(text: string): Promise<string> }): Promise<string> {
  await popup.presses('Sign in in a tab');
  return /[A-Z\d]{4}-[A-Z\d]{4}/.exec(await popup.sees('Say yes there'))?.[0] ?? '';
}

test('before its script has come, the server’s page sends nothing: no password stands in an address', async ({ server }) => {
  const browser = await openChromium();
  const page = await browser.context.newPage();
  const script = Promise.withResolvers<void>();
  await page.route('**/web/device.js*', async (route) => {
    await script.promise;
    await route.continue();
  });
  await page.goto(`${server.url}/device?lang=en`, { waitUntil: 'commit' });
  await page.getByLabel('Password').fill('correct horse battery');
  await page.keyboard.press('Enter');
  const goOn = page.getByRole('button', { name: 'Go on' });
  await expect(goOn).toBeDisabled();
  expect(page.url()).toBe(`${server.url}/device?lang=en`);
  script.resolve();
  await expect(goOn).toBeEnabled();
  await expect(page.getByLabel('Password')).toHaveValue('correct horse battery');
  // Whoever sends it past the button: the page forbids that, too.
  const forbidden = page.evaluate(
    () =>
      new Promise((done) => {
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => done(effectiveDirective));
        document.querySelector('form')?.submit();
      }),
  );
  expect(await forbidden).toBe('form-action');
  await browser.close();
});
