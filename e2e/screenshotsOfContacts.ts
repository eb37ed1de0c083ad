/** The app's rooms, with and without a server, for `pnpm screenshots`. */
import { signUp, type Chromium, type Tab } from './testing/browsers.ts';
import { peopled } from './testing/peopled.ts';
import { newMember, type RunningServer } from './testing/server.ts';

export async function walkContacts(
  browser: Chromium,
  server: RunningServer,
  shot: (tab: Tab, state: string) => Promise<void>,
  fr: boolean,
): Promise<void> {
  const [spring, yarn] = fr ? ['Métiers à tisser, printemps', 'Laine d’automne'] : ['Looms in spring', 'Autumn yarn'];
  const before = await browser.openPopup();
  const out = fr ? 'Se déconnecter' : 'Sign out';
  if ((await before.sees(fr ? /Se déconnecter|Créer/ : /Sign out|Create/)).includes(out)) await before.presses(out);
  await before.close();
  const ana = newMember('Ana Lindqvist');
  await signUp(browser, server, ana);
  await peopled(server, ana, { spring, yarn });

  const tab = await browser.openApp('#/contacts');
  await tab.sees(fr ? /2\d contacts/ : /2\d contacts/);
  await tab.sees('Hannah Lindmoor');
  await shot(tab, 'contacts');
  for (const name of ['Maren Okafor', 'Anne-Marie Œuvrard', 'Søren Brandt-Holm'])
    await tab.presses(`${fr ? 'Sélectionner' : 'Select'} ${name}`);
  await tab.presses(fr ? 'Garder sur cet appareil' : 'Keep on this device');
  await tab.sees(fr ? '3 gardés' : '3 kept');
  await shot(tab, 'contacts-selected');
  await tab.presses(fr ? 'Désélectionner' : 'Clear selection');
  await tab.types(fr ? /^Nom, titre/ : /^Search name/, 'anne ann');
  await tab.sees(fr ? '1 contact sur' : '1 of');
  await shot(tab, 'contacts-found');
  await browser.pageOf(tab).keyboard.press('Control+k');
  await browser.pageOf(tab).keyboard.type('an');
  await tab.sees(fr ? /résultats/ : /found/);
  await shot(tab, 'palette');
  await browser.pageOf(tab).keyboard.press('Escape');
  await tab.types(fr ? /^Nom, titre/ : /^Search name/, 'hannah');
  await tab.presses('Hannah Lindmoor');
  await tab.sees(fr ? 'Pour engager' : 'Ways to open');
  await tab.presses(fr ? 'Historique' : 'History');
  await tab.sees(fr ? 'Première analyse' : 'First analysed');
  await shot(tab, 'contact');

  await server.kill();
  await tab.types(fr ? /^Écrire une note/ : /^Write a note/, fr ? 'Rappeler après le salon de Lyon' : 'Call again after the fair in Lyon');
  await tab.presses(fr ? 'Garder la note' : 'Keep the note');
  await tab.sees(fr ? 'Attend le retour' : 'Waits until the server');
  await tab.presses(fr ? /^Corriger : titre/ : /^Correct: headline/);
  await tab.types(fr ? /^titre/ : /^headline/, fr ? 'Directrice des opérations, Oskerby Grid' : 'COO at Oskerby Grid');
  await tab.presses(fr ? 'Enregistrer' : 'Save');
  await tab.presses(fr ? 'Appelé' : 'Called');
  await tab.presses(fr ? 'Interroger le serveur' : 'Ask the server now');
  await tab.sees(fr ? 'ne répond pas' : 'does not answer');
  await tab.seesNoMore(fr ? 'En route' : 'On its way');
  await shot(tab, 'contact-waiting');
  await tab.presses(fr ? /^En attente/ : /^Waiting/);
  await tab.sees(fr ? 'Partent tout seuls' : 'by itself');
  await shot(tab, 'waiting-room');
  await server.start();
  await tab.presses(fr ? 'Interroger le serveur' : 'Ask the server now');
  await tab.seesNoMore(fr ? 'ne répond pas' : 'does not answer');
  await tab.close();
}
