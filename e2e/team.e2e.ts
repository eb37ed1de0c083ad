/** A team in both browsers: invited by a link, joined on its page, in with a second browser; another role, and taken out again. */
import { enterNew, openChromium, openFirefox, signIn, type Browser } from './testing/browsers.ts';
import { person } from './testing/linkedin.ts';
import { asProgram, askServer, newMember } from './testing/server.ts';
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

    test('invited by a link, joined, sees what is shared, becomes an admin, is removed and told so', async ({ server }) => {
      test.slow();
      const ines = { ...newMember('Ines <i>Okafor</i>'), workspaceName: 'Looms & <b>Sons</b>' };
      await enterNew(browser, server, ines);
      const program = await asProgram(server, ines);
      await program.analyse([hannah], undefined);

      const app = await browser.openApp('#/team');
      const zoe = newMember('Zoé Quill');
      await app.types('E-mail', zoe.email);
      await app.presses('Invite');
      await app.sees(`copy the link for ${zoe.email}`);
      const link = await app.reads('Link of the invitation');
      expect(link).toMatch(new RegExp(`^${server.url}/join\\?lang=en#[\\w-]{75}$`));

      // Names are text on the page that anybody with the link opens.
      const page = await second.openTab(link);
      const said = await page.sees('invites you to');
      expect(said).toContain('Ines <i>Okafor</i> invites you to Looms & <b>Sons</b>');
      await page.presses('Join the workspace');
      await page.sees('Your colleagues need a name');
      await page.types('Your name', zoe.name);
      await page.types('Password', zoe.password);
      await page.presses('Join the workspace');
      await page.sees('You are in Looms & <b>Sons</b>');
      expect(await page.text()).toContain(`the server is ${server.url}`);
      await page.close();
      const again = await second.openTab(link);
      await again.sees('This invitation has been used');
      await again.close();

      await signIn(second, server, zoe);
      const hers = await second.openApp('#/contacts');
      await hers.sees(hannah.name);
      await hers.goto(`${await hers.page.evaluate<string, undefined>(here, undefined)}#/team`);
      expect(await hers.sees('Owners and admins invite')).not.toMatch(/Invitations|Audit log/);

      await app.goto(`${await app.page.evaluate<string, undefined>(here, undefined)}#/contacts`);
      await app.goto(`${await app.page.evaluate<string, undefined>(here, undefined)}#/team`);
      await app.sees(zoe.name);
      const params = { workspaceId: program.workspaceId };
      const { members } = await askServer(server, 'members', { params }, program.token);
      const id = members.find(({ name }) => name === zoe.name)?.id ?? '';
      const body = { requestId: crypto.randomUUID(), role: 'admin' as const };
      await askServer(server, 'changeRole', { params: { ...params, memberId: id }, body }, program.token);
      await hers.goto(`${await hers.page.evaluate<string, undefined>(here, undefined)}#/contacts`);
      const reopened = await second.openApp('#/team');
      await reopened.sees('Audit log');
      await reopened.close();

      await app.presses(`Remove ${zoe.name}`);
      await app.sees('They lose this workspace at once');
      await app.presses('Remove');
      await app.sees(`${zoe.name} is in the workspace no more.`);
      await hers.sees('You are no longer in Looms & <b>Sons</b>');
      await hers.seesNoMore(hannah.name);

      // In no workspace any more: one of her own is one press away.
      await hers.types('E-mail', zoe.email);
      await hers.types('Password', zoe.password);
      await hers.page.keyboard.press('Enter');
      await hers.sees('You are in no workspace any more');
      await hers.presses('Make a workspace of my own');
      await hers.sees('No contact yet.');
    });
  });
}

/** In the page. */
function here(): string {
  return location.href.replace(/#.*$/, '');
}
