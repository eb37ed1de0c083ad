/** The app's rooms, with and without a server, for `pnpm screenshots`. */
import { randomUUID } from 'node:crypto';
import { identifiersFromUrl } from '@wellmet/shared/identity';
import type { Sighting } from '@wellmet/shared/sighting';
import { practicePeople, type PracticePerson } from '../server/src/practice/people.ts';
import { signUp, type Chromium, type Tab } from './testing/browsers.ts';
import { asProgram, askServer, colleagueOf, newMember, type RunningServer } from './testing/server.ts';

/** Invented people beside those of the practice pages: name, headline, company, place. */
const others = [
  ['Maren Okafor', 'VP Sales EMEA | Calm revenue teams', 'Nordlys Instruments', 'Bergen, Norway'],
  ['Anne-Marie Œuvrard', 'Directrice des achats indirects', 'Tissages du Lac', 'Annecy, France'],
  ['Søren Brandt-Holm', 'Head of Procurement, Cold Chain', 'Havn Logistik', 'Aarhus, Denmark'],
  ['Yolanda Prieto Vidal', 'Chief Revenue Officer', 'Cordillera Foods', 'Valencia, Spain'],
  ['Tomasz Wierzbicki', 'Regional Sales Manager · Industrial pumps', 'Pompex', 'Wrocław, Poland'],
  ['Aïcha Benmoussa', 'Responsable grands comptes', 'Lumarelle', 'Marseille, France'],
  ['Fergus MacAlpine-Reid', 'Founder at Kelpworks. We make packaging that dissolves', 'Kelpworks', 'Oban, United Kingdom'],
  ['Ingrid Solheim', 'Category manager, marine fittings', 'Solheim & Døtre', 'Stavanger, Norway'],
  ['Beatriz Quintela', 'Operations Director', 'Ateliers Mercier', 'Porto, Portugal'],
  ['Lucien Delacour', 'Directeur commercial Europe du Sud', 'Verreries Delacour', 'Toulouse, France'],
  ['Noor van der Velde', 'Customer Success Lead', 'Spindle', 'Ghent, Belgium'],
  ['Paavo Äkäslompolo', 'Senior Buyer, Paper and Board', 'Northern Twine', 'Tampere, Finland'],
  ['Saoirse Kinsella', 'Head of Partnerships', 'Harbour Dyeworks', 'Galway, Ireland'],
  ['Matteo Rinaldi', 'Responsabile acquisti', 'Officine Rinaldi', 'Bologna, Italy'],
  ['Chiamaka Eze', 'Programme Manager, Retail Energy', 'Oskerby Grid', 'Leeds, United Kingdom'],
  ['Étienne Marchal', 'Chef de produit, capteurs industriels', 'Norrholt Instruments', 'Grenoble, France'],
] as const;

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
  const paul = await colleagueOf(server, ana, 'Paul Adeyemi');
  const program = await asProgram(server, ana);
  const pauls = await asProgram(server, paul);
  server.command('plan', 'change', '--workspace', program.workspaceId, '--plan', 'starter', '--seats', '2');
  for (const name of [yarn, spring]) {
    await program.createCampaign(name);
    await program.act(name, 'launch');
  }
  await analyse(server, paul, others.slice(8).map(ofLine), undefined);
  await analyse(server, ana, others.slice(0, 8).map(ofLine), (await program.campaignNamed(yarn)).id);
  await analyse(server, ana, practicePeople.filter(({ slug }) => slug !== undefined).map(ofPage), (await program.campaignNamed(spring)).id);
  await program.setState(yarn, 'Maren Okafor', 'replied');
  const hannah = await pauls.contactNamed('Hannah Lindmoor');
  await pauls.engage(hannah.id, 'sent', new Date(Date.now() - 26 * 3_600_000));
  await pauls.engage(hannah.id, 'replied', new Date(Date.now() - 3 * 3_600_000));
  await pauls.correct(hannah.id, { company: 'Oskerby Grid (UK)' });

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
  await tab.presses(fr ? 'Cet appareil' : 'This device');
  await tab.sees(fr ? 'utilisés' : 'used, of');
  await shot(tab, 'device');
  await server.start();
  await tab.presses(fr ? 'Interroger le serveur' : 'Ask the server now');
  await tab.seesNoMore(fr ? 'ne répond pas' : 'does not answer');
  await tab.close();
}

/** In one request, as from a search; in a campaign, where one is named. */
async function analyse(
  server: RunningServer,
  member: { email: string; password: string },
  sightings: Sighting[],
  campaignId: string | undefined,
): Promise<void> {
  const { token, workspaces } = await askServer(server, 'signIn', { body: { email: member.email, password: member.password } });
  const body = { requestId: randomUUID(), source: 'profile', ceilingCredits: sightings.length, sightings, campaignId } as const;
  await askServer(server, 'analyse', { params: { workspaceId: workspaces[0]?.id ?? '' }, body }, token);
}

function ofLine([name, headline, company, location]: readonly [string, string, string, string]): Sighting {
  const slug = name.toLowerCase().replaceAll(/[^\p{L}]+/gu, '-');
  return sighted(slug, { name, headline, company, location });
}

function ofPage({ slug = '', name, headline, location, company, about, positions, education, languages }: PracticePerson): Sighting {
  return sighted(slug, {
    name,
    headline,
    ...(location && { location }),
    ...(company && { company }),
    ...(about && { about }),
    experience: positions.map(({ title, company: employer, start, end }) => ({
      title,
      company: employer,
      dates: `${months(start)} - ${end ? months(end) : 'Present'}`,
    })),
    education: education.map(({ school, degree }) => ({ school, ...(degree && { degree }) })),
    languages,
  });
}
const months = (since: string) => since.replace(/^(\d{4})-(\d{2})$/, (_, year, month) => `${monthNames[Number(month) - 1]} ${year}`);
const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function sighted(slug: string, said: Omit<Sighting, 'identifiers' | 'readFrom' | 'page'>): Sighting {
  const url = `https://www.linkedin.com/in/${encodeURIComponent(slug)}/`;
  const places = { about: 'about', experience: 'experience', education: 'education', languages: 'languages' } as const;
  const readFrom = Object.fromEntries(Object.keys(said).map((field) => [field, places[field as keyof typeof places] ?? 'topCard']));
  return { identifiers: identifiersFromUrl(url) ?? {}, ...said, readFrom, page: { kind: 'profile', url, generation: 'sdui' } };
}
