/** The rooms of campaigns, for `pnpm screenshots`: none, the board, the table, one of them, a launch that meets others, people chosen. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { identifiersFromUrl } from '@wellmet/shared/identity';
import type { Sighting } from '@wellmet/shared/sighting';
import { signUp, type Chromium, type Tab } from './testing/browsers.ts';
import { asProgram, askServer, colleagueOf, newMember, type RunningServer } from './testing/server.ts';

/** Invented people: name, headline, company. */
const people = [
  ['Maren Okafor', 'VP Sales EMEA | Calm revenue teams', 'Nordlys Instruments'],
  ['Anne-Marie Œuvrard', 'Directrice des achats indirects', 'Tissages du Lac'],
  ['Søren Brandt-Holm', 'Head of Procurement, Cold Chain', 'Havn Logistik'],
  ['Yolanda Prieto Vidal', 'Chief Revenue Officer', 'Cordillera Foods'],
  ['Tomasz Wierzbicki', 'Regional Sales Manager · Industrial pumps', 'Pompex'],
  ['Aïcha Benmoussa', 'Responsable grands comptes', 'Lumarelle'],
  ['Fergus MacAlpine-Reid', 'Founder at Kelpworks. We make packaging that dissolves', 'Kelpworks'],
  ['Ingrid Solheim', 'Category manager, marine fittings', 'Solheim & Døtre'],
  ['Beatriz Quintela', 'Operations Director', 'Ateliers Mercier'],
  ['Lucien Delacour', 'Directeur commercial Europe du Sud', 'Verreries Delacour'],
  ['Noor van der Velde', 'Customer Success Lead', 'Spindle'],
  ['Paavo Äkäslompolo', 'Senior Buyer, Paper and Board', 'Northern Twine'],
  ['Saoirse Kinsella', 'Head of Partnerships', 'Harbour Dyeworks'],
  ['Matteo Rinaldi', 'Responsabile acquisti', 'Officine Rinaldi'],
  ['Chiamaka Eze', 'Programme Manager, Retail Energy', 'Oskerby Grid'],
  ['Étienne Marchal', 'Chef de produit, capteurs industriels', 'Norrholt Instruments'],
] as const;

export async function walkCampaigns(
  browser: Chromium,
  server: RunningServer,
  shot: (tab: Tab, state: string) => Promise<void>,
  fr: boolean,
): Promise<void> {
  const [spring, yarn, fair, next, old, away] = fr
    ? ['Métiers à tisser, printemps', 'Laine d’automne', 'Salon de Lyon', 'Feutre et bandes', 'Premiers essais', 'Essai abandonné']
    : ['Looms in spring', 'Autumn yarn', 'Fair in Lyon', 'Felt and tapes', 'First tries', 'Given up'];
  await signOut(browser, fr);
  const ana = newMember('Ana Lindqvist');
  await signUp(browser, server, ana);
  const tab = await browser.openApp('#/campaigns');
  await tab.sees(fr ? 'pas encore de campagne' : 'There is no campaign yet');
  await shot(tab, 'campaigns-none');

  const paul = await colleagueOf(server, ana, 'Paul Adeyemi');
  const mine = await asProgram(server, ana);
  const pauls = await asProgram(server, paul);
  server.command('plan', 'change', '--workspace', mine.workspaceId, '--plan', 'starter', '--seats', '2');
  // A command holds us up: connections that the server has ended meanwhile are to be noticed before the next one is asked by.
  await sleep(100);
  for (const name of [away, old, fair, yarn, spring, next]) await mine.createCampaign(name);
  for (const name of [old, fair, yarn, spring]) await mine.act(name, 'launch');
  const idOf = async (name: string) => (await mine.campaignNamed(name)).id;
  const ids = await analyse(server, pauls, people.slice(0, 5), await idOf(yarn));
  ids.push(...(await analyse(server, mine, people.slice(5), await idOf(spring))));
  const campaigns = { server, ...mine };
  await enrol(campaigns, await idOf(next), ids.slice(0, 9));
  await enrol(campaigns, await idOf(spring), ids.slice(3, 5), 'wait');
  await set(campaigns, await idOf(spring), ids.slice(5, 7), 'replied');
  await set(campaigns, await idOf(spring), ids.slice(7, 9), 'active');
  await set(campaigns, await idOf(spring), ids.slice(9, 10), 'finished');
  await set(campaigns, await idOf(yarn), ids.slice(0, 1), 'active');
  await enrol(campaigns, await idOf(old), ids.slice(5, 7));
  await mine.act(old, 'complete');
  await mine.act(yarn, 'pause');
  await act(campaigns, await idOf(away), 'archive');

  await tab.presses(fr ? 'Interroger le serveur' : 'Ask the server now');
  await tab.sees(yarn);
  await tab.sees(fr ? '11 personnes' : '11 people');
  await shot(tab, 'campaigns-board');
  await tab.presses(fr ? 'Liste' : 'Table');
  await shot(tab, 'campaigns-table');
  await tab.presses(spring);
  await tab.sees('Chiamaka Eze');
  await shot(tab, 'campaign-room');
  for (const name of ['Chiamaka Eze', 'Matteo Rinaldi', 'Saoirse Kinsella']) await tab.presses(`${fr ? 'Sélectionner' : 'Select'} ${name}`);
  await tab.presses(fr ? 'Changer l’état' : 'Set state');
  await tab.sees(fr ? /ne veut plus être contacté/i : /opted out/i);
  await shot(tab, 'campaign-selected');
  await tab.presses(fr ? /^a répondu$/i : /^has replied$/i);
  await tab.sees(fr ? 'Désormais' : 'Now: 3 replied');
  await shot(tab, 'campaign-set');
  await tab.presses(fr ? 'Annuler' : 'Undo');
  await tab.sees(fr ? 'remises comme avant' : 'put back');

  await tab.presses(fr ? 'Toutes les campagnes' : 'All campaigns');
  await tab.presses(next);
  await tab.presses(/^Launch…$|^Lancer…$/);
  await tab.sees(fr ? 'déjà dans une autre campagne' : 'held by another campaign');
  await tab.sees('Maren Okafor');
  await shot(tab, 'campaign-launch');
  await tab.presses(/^(Launch|Lancer)$/);
  await tab.sees(fr ? 'est en cours' : 'is ongoing');
  await shot(tab, 'campaign-launched');

  await tab.presses(/^Contacts$/);
  await tab.sees('Chiamaka Eze');
  for (const name of ['Chiamaka Eze', 'Matteo Rinaldi', 'Étienne Marchal', 'Maren Okafor'])
    await tab.presses(`${fr ? 'Sélectionner' : 'Select'} ${name}`);
  await tab.presses(fr ? 'Ajouter à une campagne' : 'Add to campaign');
  await tab.sees(fr ? 'Ajouter 4 contacts' : 'Add 4 contacts');
  await shot(tab, 'campaign-add');
  await tab.presses(new RegExp(`^${spring}`));
  await tab.sees(fr ? 'déjà présents' : 'already in it');
  await shot(tab, 'campaign-added');
  await tab.close();
}

async function signOut(browser: Chromium, fr: boolean): Promise<void> {
  const popup = await browser.openPopup();
  const out = fr ? 'Se déconnecter' : 'Sign out';
  if ((await popup.sees(fr ? /Se déconnecter|Créer/ : /Sign out|Create/)).includes(out)) await popup.presses(out);
  await popup.close();
}

interface Workspace {
  server: RunningServer;
  token: string;
  workspaceId: string;
}

/** @returns the ids of the contacts, in order. */
async function analyse(
  server: RunningServer,
  { token, workspaceId }: Omit<Workspace, 'server'>,
  lines: readonly (readonly [string, string, string])[],
  campaignId: string,
): Promise<string[]> {
  const sightings = lines.map(sighted);
  const body = { requestId: randomUUID(), source: 'profile', ceilingCredits: sightings.length, sightings, campaignId } as const;
  const answer = await askServer(server, 'analyse', { params: { workspaceId }, body }, token);
  return answer.outcome === 'done' ? answer.people.flatMap(({ firstAnalysis }) => firstAnalysis?.contactId ?? []) : [];
}

async function enrol({ server, token, workspaceId }: Workspace, campaignId: string, contactIds: string[], choice?: 'wait'): Promise<void> {
  const choices = choice && contactIds.map((contactId) => ({ contactId, choice }));
  await askServer(server, 'enrol', { params: { workspaceId, campaignId }, body: { requestId: randomUUID(), contactIds, choices } }, token);
}

async function set(
  { server, token, workspaceId }: Workspace,
  campaignId: string,
  contactIds: string[],
  state: 'active' | 'replied' | 'finished',
): Promise<void> {
  const body = { requestId: randomUUID(), contactIds, state };
  await askServer(server, 'changeEnrolments', { params: { workspaceId, campaignId }, body }, token);
}

async function act({ server, token, workspaceId }: Workspace, campaignId: string, what: 'archive'): Promise<void> {
  await askServer(server, 'actOnCampaign', { params: { workspaceId, campaignId }, body: { requestId: randomUUID(), act: what } }, token);
}

function sighted([name, headline, company]: readonly [string, string, string]): Sighting {
  const slug = name.toLowerCase().replaceAll(/[^\p{L}]+/gu, '-');
  const url = `https://www.linkedin.com/in/${encodeURIComponent(slug)}/`;
  const readFrom = { name: 'topCard', headline: 'topCard', company: 'topCard' } as const;
  return {
    identifiers: identifiersFromUrl(url) ?? {},
    name,
    headline,
    company,
    readFrom,
    page: { kind: 'profile', url, generation: 'sdui' },
  };
}
