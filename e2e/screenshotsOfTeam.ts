/** The Team room, what a plain member sees of it, the page of an invitation, and having been removed, for `pnpm screenshots`. */
import { enterNew, type Chromium, type Tab } from './testing/browsers.ts';
import { asProgram, askServer, colleagueOf, newMember, type RunningServer } from './testing/server.ts';

export async function walkTeam(
  browser: Chromium,
  server: RunningServer,
  shot: (tab: Tab, state: string) => Promise<void>,
  fr: boolean,
): Promise<void> {
  const before = await browser.openPopup();
  if (/Se déconnecter|Sign out/.test(await before.sees(fr ? /Se déconnecter|Créer/ : /Sign out|Create/)))
    await before.presses(fr ? 'Se déconnecter' : 'Sign out');
  await before.close();
  const ines = { ...newMember('Ines Okafor'), workspaceName: 'Tissages Okafor' };
  await enterNew(browser, server, ines);
  const { token, workspaceId } = await asProgram(server, ines);
  const params = { workspaceId };
  await colleagueOf(server, ines, 'Paul Adeyemi');
  await colleagueOf(server, ines, 'Maren Quill-Brassard');
  await askServer(
    server,
    'invite',
    { params, body: { requestId: crypto.randomUUID(), email: 'zoe.lindmoor@looms.example', role: 'admin', language: fr ? 'fr' : 'en' } },
    token,
  );

  const app = await browser.openApp('#/team');
  await app.sees('zoe.lindmoor@looms.example');
  await app.types('E-mail', 'theo@looms.example');
  await app.presses(fr ? 'Inviter' : 'Invite');
  await app.sees(fr ? /Ce serveur n’envoie pas/ : /This server sends no mail/);
  await shot(app, 'team');
  await browser
    .pageOf(app)
    .getByRole('heading', { name: fr ? 'Journal' : 'Audit log' })
    .scrollIntoViewIfNeeded();
  await browser.pageOf(app).evaluate(() => document.querySelector('.team-audit')?.scrollIntoView({ block: 'end' }));
  await shot(app, 'team-audit');
  const link = await browser
    .pageOf(app)
    .getByLabel(fr ? 'Lien de l’invitation' : 'Link of the invitation')
    .inputValue();
  await app.close();

  const page = await browser.openTab(link);
  await page.sees(fr ? 'Rejoindre l’espace de travail' : 'Join the workspace');
  await shot(page, 'join');
  await page.types(fr ? 'Votre nom' : 'Your name', 'Theo Brassard');
  await page.types(/^(Password|Mot de passe)/, 'correct horse');
  await page.presses(fr ? 'Rejoindre l’espace de travail' : 'Join the workspace');
  await page.sees(fr ? 'Vous êtes dans Tissages Okafor' : 'You are in Tissages Okafor');
  await shot(page, 'joined');
  await page.close();
}
