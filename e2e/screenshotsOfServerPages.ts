/** The server's own pages: an invitation, a device that is let in, a new password; for `pnpm screenshots`. */
import { useServer, type Chromium, type Tab } from './testing/browsers.ts';
import { asProgram, askServer, newMember, type RunningServer } from './testing/server.ts';

export async function walkServerPages(
  browser: Chromium,
  server: RunningServer,
  shot: (tab: Tab, state: string) => Promise<void>,
  fr: boolean,
): Promise<void> {
  const language = fr ? 'fr' : 'en';
  const ines = { ...newMember('Ines Okafor'), email: 'ines@looms.example', workspaceName: 'Tissages Okafor' };
  await askServer(server, 'signUp', { body: { ...ines, timeZone: 'Europe/Paris' } });
  const { token, workspaceId } = await asProgram(server, ines);

  const invitation = { requestId: crypto.randomUUID(), email: 'theo@looms.example', role: 'admin', language } as const;
  const { link } = await askServer(server, 'invite', { params: { workspaceId }, body: invitation }, token);
  const join = await browser.openTab(new URL(link, server.url).href);
  await join.presses(fr ? 'Rejoindre l’espace de travail' : 'Join the workspace');
  await join.sees(fr ? /nom/ : 'need a name');
  await shot(join, 'join');
  await join.types(fr ? 'Votre nom' : 'Your name', 'Theo Brassard');
  await join.types(/^(Password|Mot de passe)/, 'correct horse');
  await join.presses(fr ? 'Rejoindre l’espace de travail' : 'Join the workspace');
  await join.sees(fr ? 'Vous êtes dans Tissages Okafor' : 'You are in Tissages Okafor');
  await shot(join, 'join-done');
  await join.close();
  const used = await browser.openTab(new URL(link, server.url).href);
  await used.sees(fr ? /déjà/ : 'has been used');
  await shot(used, 'join-used');
  await used.close();

  const popup = await browser.openPopup();
  await useServer(popup, server);
  await popup.presses(fr ? 'Se connecter dans un onglet' : 'Sign in in a tab');
  const code = /[A-Z\d]{4}-[A-Z\d]{4}/.exec(await popup.sees(/[A-Z\d]{4}-[A-Z\d]{4}/))?.[0] ?? '';
  const device = await browser.openTab(`${server.url}/device?lang=${language}`);
  await device.sees('Code');
  await shot(device, 'device');
  await device.types('Code', code);
  await device.types('E-mail', ines.email);
  await device.types(fr ? 'Mot de passe' : 'Password', ines.password);
  await device.presses(fr ? 'Continuer' : 'Go on');
  await device.sees(fr ? /Est-ce/ : 'Is this your device?');
  await shot(device, 'device-question');
  await device.presses(fr ? /^Oui/ : 'Yes, sign it in');
  await device.sees(fr ? /connecté/ : 'Your device is signed in');
  await shot(device, 'device-done');
  await device.close();

  const password = await browser.openTab(server.command('member', 'reset', '--email', ines.email, '--lang', language).trim());
  await password.types(fr ? 'Nouveau mot de passe' : 'New password', 'password');
  await password.presses(fr ? 'Enregistrer le mot de passe' : 'Set the password');
  await password.sees(fr ? 'Choisissez-en un autre' : /[Cc]hoose another/);
  await shot(password, 'password');
  await password.types(fr ? 'Nouveau mot de passe' : 'New password', 'correct horse battery');
  await password.presses(fr ? 'Enregistrer le mot de passe' : 'Set the password');
  await password.sees(fr ? 'Votre mot de passe est enregistré' : 'Your password is');
  await shot(password, 'password-done');
  await password.close();
}
