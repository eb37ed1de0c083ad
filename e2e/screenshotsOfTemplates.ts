/** Templates, for `pnpm screenshots`: none yet, the list, one on real contacts, with what is no field, and a message that is held back. */
import { randomUUID } from 'node:crypto';
import type { NewTemplate } from '@wellmet/shared/template';
import { signUp, type Chromium, type Tab } from './testing/browsers.ts';
import { peopled } from './testing/peopled.ts';
import { askServer, newMember, type RunningServer } from './testing/server.ts';

export async function walkTemplates(
  browser: Chromium,
  server: RunningServer,
  shot: (tab: Tab, state: string) => Promise<void>,
  fr: boolean,
): Promise<void> {
  const ana = newMember('Ana Lindqvist');
  await signUp(browser, server, ana);
  const { program, pauls } = await peopled(
    server,
    ana,
    fr ? { spring: 'Métiers à tisser', yarn: 'Laine d’automne' } : { spring: 'Looms in spring', yarn: 'Autumn yarn' },
  );
  // Their company is not on their page.
  const bare = { name: 'Ottilie Brandvær', path: '/in/ottilie-brandvaer-77c1/' };
  await program.analyse([bare], undefined);

  const tab = await browser.openApp('#/templates');
  const page = browser.pageOf(tab);
  await tab.sees(fr ? 'Partir d’un de nos modèles' : 'Begin with one of ours');
  await shot(tab, 'templates-none');

  const written = fr ? french : english;
  for (const [place, content] of written.entries()) {
    const { workspaceId, token } = place === 1 ? pauls : program;
    await askServer(server, 'createTemplate', { params: { workspaceId }, body: { id: randomUUID(), ...content } }, token);
  }
  for (const name of ['Hannah Lindmoor', 'Maren Okafor', bare.name]) {
    const contacts = await browser.openApp('#/contacts');
    await contacts.types(fr ? /^Nom, titre/ : /^Search name/, name);
    await contacts.presses(name);
    await contacts.sees(fr ? 'Pour engager' : 'Ways to open');
    await contacts.close();
  }

  const first = written[0]?.name ?? '';
  await tab.sees('Paul Adeyemi');
  await shot(tab, 'templates-list');
  await tab.presses(new RegExp(`^${first}`));
  await tab.sees(fr ? 'contacts ouverts ici' : 'contacts opened here');
  await page
    .getByLabel('Contact', { exact: true })
    .selectOption({ label: fr ? `${bare.name} – incomplet` : `${bare.name} – something is missing` });
  await page.locator('.preview').evaluate((preview) => preview.scrollIntoView({ block: 'end' }));
  await shot(tab, 'templates-preview');
  const area = page.getByLabel(fr ? 'Texte' : 'Text', { exact: true });
  await area.press('Control+End');
  await area.pressSequentially(fr ? '\n{société}' : '\n{firm}');
  await tab.sees(fr ? 'n’est pas un champ' : 'is not a field');
  await shot(tab, 'templates-wrong');

  await tab.goto(browser.extensionUrl('/app.html#/contacts'));
  await tab.types(fr ? /^Nom, titre/ : /^Search name/, bare.name);
  await tab.presses(bare.name);
  await tab.presses(fr ? 'Écrire' : 'Write');
  await tab.sees(fr ? `Écrire à ${bare.name}` : `Write to ${bare.name}`);
  const line = await page.locator('#write-template option', { hasText: first }).getAttribute('value');
  await page.locator('#write-template select').selectOption(line);
  await tab.sees(fr ? /Il manque/ : /Missing: /);
  await page.locator('.write-missing').evaluate((missing) => missing.scrollIntoView({ block: 'center' }));
  await shot(tab, 'templates-missing');
  await tab.close();
}

type Written = Omit<NewTemplate, 'id'>;

const english: Written[] = [
  {
    name: 'Before the season',
    channel: 'email',
    language: 'en',
    subject: 'Field visits at {company}',
    text: 'Hello {first name},\n\nMost teams like the one at {company} plan their field visits in January. We keep the rounds, the crews and the spare parts in one plan.\n\nWould fifteen minutes next week suit you?\n\nKind regards,\n{my name}',
  },
  {
    name: 'After the Frankfurt fair',
    channel: 'message',
    language: 'en',
    text: 'Hello {first name},\n\nThank you for stopping by in Frankfurt. You wanted to know how {company|your team} could plan its rounds without paper: here are the two pages I promised.\n\n{my first name}',
  },
  {
    name: 'Invitation',
    channel: 'note',
    language: 'en',
    text: 'Hello {first name},\n{hook}\nI would be glad to stay in touch.\n{my first name}',
  },
];
const french: Written[] = [
  {
    name: 'Avant la saison',
    channel: 'email',
    language: 'fr',
    subject: 'Les tournées chez {entreprise}',
    text: 'Bonjour {prénom},\n\nLa plupart des équipes comme celle de {entreprise} préparent leurs tournées en janvier. Nous réunissons les visites, les équipes et les pièces dans un seul planning.\n\nAuriez-vous quinze minutes la semaine prochaine\u202f?\n\nBien cordialement,\n{mon nom}',
  },
  {
    name: 'Après le salon de Francfort',
    channel: 'message',
    language: 'fr',
    text: 'Bonjour {prénom},\n\nMerci de votre visite à Francfort. Vous vouliez savoir comment {entreprise|votre équipe} pourrait planifier ses tournées sans papier\u00a0: voici les deux pages promises.\n\n{mon prénom}',
  },
  {
    name: 'Invitation',
    channel: 'note',
    language: 'fr',
    text: 'Bonjour {prénom},\n{accroche}\nJe serais ravie de rester en contact.\n{mon prénom}',
  },
];
