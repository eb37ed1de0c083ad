/** Writing to a contact, for `pnpm screenshots`: each channel, a text of one's own, marked as sent; and without a server. */
import { signUp, type Chromium, type Tab } from './testing/browsers.ts';
import { peopled } from './testing/peopled.ts';
import { newMember, type RunningServer } from './testing/server.ts';

export async function walkDrafts(
  browser: Chromium,
  server: RunningServer,
  shot: (tab: Tab, state: string) => Promise<void>,
  fr: boolean,
): Promise<void> {
  const ana = newMember('Ana Lindqvist');
  await signUp(browser, server, ana);
  await peopled(
    server,
    ana,
    fr ? { spring: 'Métiers à tisser', yarn: 'Laine d’automne' } : { spring: 'Looms in spring', yarn: 'Autumn yarn' },
  );

  const tab = await browser.openApp('#/contacts');
  const page = browser.pageOf(tab);
  await tab.sees('Hannah Lindmoor');
  await tab.types(fr ? /^Nom, titre/ : /^Search name/, 'hannah');
  await tab.presses('Hannah Lindmoor');
  await tab.sees(fr ? 'Pour engager' : 'Ways to open');
  await tab.presses(fr ? 'Écrire' : 'Write');
  await tab.sees(fr ? 'Écrire à Hannah Lindmoor' : 'Write to Hannah Lindmoor');
  if (fr) await page.getByLabel('Langue').selectOption('fr');
  await shot(tab, 'draft-note');

  const paper = page.getByLabel(fr ? 'Brouillon' : 'Draft', { exact: true });
  await paper.press('Control+End');
  await paper.pressSequentially(
    fr
      ? ' Vous avez fait passer toutes les tournées du papier au téléphone en onze semaines, et je me demande comment les équipes y ont pris part, et ce que vous referiez de la même façon.'
      : ' You moved every inspection round from paper to phones in eleven weeks. I would like to hear how the crews took part in it, what you would do again, and what you would leave out.',
  );
  await tab.sees(fr ? 'Vous avez modifié' : 'You have changed');
  await shot(tab, 'draft-edited');
  await tab.presses(fr ? 'Réécrire' : 'Write anew');

  await server.kill();
  await tab.presses(/^E-mail$/);
  await tab.types(fr ? /^Votre sujet/ : /^Your subject/, fr ? 'la planification des tournées' : 'the planning of field visits');
  await tab.types(fr ? /^Son adresse/ : /^Their e-mail/, 'hannah@oskerby.example');
  await tab.presses(fr ? 'Marquer comme envoyé' : 'Mark as sent');
  await tab.sees(fr ? 'Marqué comme envoyé' : 'Marked as sent');
  await shot(tab, 'draft-email');
  await tab.presses(fr ? 'Annuler' : 'Undo');
  await tab.sees(fr ? 'N’est plus marqué' : 'No longer marked');
  await server.start();
  await tab.close();
}
