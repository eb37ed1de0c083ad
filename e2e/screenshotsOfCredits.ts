/** The room of credits: a period with its charts and its ledger, what a row explains, nothing yet, and no server; for `pnpm screenshots`. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PageKind, Sighting, Source } from '@wellmet/shared/sighting';
import { joinEmbedded } from '../server/src/db/embedded.ts';
import { openDatabase } from '../server/src/db/open.ts';
import { memberId } from '../server/src/testing/sightings.ts';
import { signUp, type Chromium, type Tab } from './testing/browsers.ts';
import { asProgram, askServer, colleagueOf, newMember, type RunningServer } from './testing/server.ts';

type Program = Awaited<ReturnType<typeof asProgram>>;

/** What a page leads to; nobody is added from the pool here, which is empty. */
type PageSource = Exclude<Source, 'recommendation'>;

const addresses: Record<PageSource, [PageKind, string, string?]> = {
  profile: ['profile', 'https://www.linkedin.com/in/'],
  people_search: ['peopleSearch', 'https://www.linkedin.com/search/results/people/', 'keywords: head of purchasing, 2nd degree, Lyon'],
  company_people: ['companyPeople', 'https://www.linkedin.com/company/harbour-dyeworks/people/', 'keywords: sales'],
};

const firstNames = ['Maren', 'Søren', 'Yolanda', 'Tomasz', 'Aïcha', 'Fergus', 'Ingrid', 'Beatriz', 'Lucien', 'Noor'];
const lastNames = ['Okafor', 'Brandt-Holm', 'Prieto Vidal', 'Wierzbicki', 'Benmoussa', 'MacAlpine-Reid', 'Solheim', 'Quintela'];

export async function walkCredits(
  browser: Chromium,
  server: RunningServer,
  shot: (tab: Tab, state: string) => Promise<void>,
  fr: boolean,
): Promise<void> {
  await signedOut(browser, fr);
  const ana = newMember('Ana Lindqvist');
  await signUp(browser, server, ana);
  const first = await browser.openApp('#/credits');
  await first.sees(fr ? 'Aucun crédit n’a encore été utilisé' : 'No credit was taken in this period yet');
  await first.sees(fr ? '25 crédits accordés' : '25 credits granted');
  await shot(first, 'credits-nothing');
  await first.close();

  await fill(server, ana, fr);
  const tab = await browser.openApp('#/credits');
  await tab.sees(fr ? 'Par campagne' : 'By campaign');
  await tab.sees(fr ? '1 crédit rendu' : '1 credit given back');
  await shot(tab, 'credits');
  await tab.presses(fr ? 'Afficher en tableau' : 'Show as table');
  await scrollTo(browser, tab, '.taken');
  await shot(tab, 'credits-table');
  await tab.presses(fr ? 'Masquer le tableau' : 'Hide the table');
  await scrollTo(browser, tab, '.shares');
  await shot(tab, 'credits-shares');

  await scrollTo(browser, tab, '.ledger');
  await shot(tab, 'credits-ledger');
  await explain(browser, tab, 'debit');
  await tab.sees(fr ? 'Première analyse de cette personne' : 'First analysis of this person');
  await shot(tab, 'credits-why');
  await explain(browser, tab, 'restoration');
  await tab.sees(fr ? 'une seule personne' : 'one person');
  await shot(tab, 'credits-given-back');

  await scrollTo(browser, tab, '.room-head');
  await choose(browser, tab, fr ? 'Période' : 'Period', 'custom');
  await choose(browser, tab, fr ? 'Source' : 'Source', 'people_search');
  await tab.sees(fr ? 'Effacer les filtres' : 'Clear filters');
  await shot(tab, 'credits-filtered');
  await choose(browser, tab, fr ? 'Source' : 'Source', 'recommendation');
  await choose(browser, tab, fr ? 'Période' : 'Period', 'last');
  await tab.sees(fr ? 'Aucune écriture' : 'No entry fits');
  await shot(tab, 'credits-none-fit');

  await server.kill();
  await tab.presses(fr ? 'Effacer les filtres' : 'Clear filters');
  await tab.sees(fr ? 'Le serveur ne répond pas' : 'The server does not answer');
  await tab.presses(fr ? 'Interroger le serveur' : 'Ask the server now');
  await tab.sees(fr ? /· le serveur ne répond pas/ : /· the server does not answer/);
  await shot(tab, 'credits-no-server');
  await server.start();
  await tab.presses(fr ? 'Réessayer' : 'Try again');
  await tab.sees(fr ? 'Par campagne' : 'By campaign');
  await tab.close();
}

/** Three members, two campaigns, every source, a person found twice, one erased, and days between them. */
/** A month of a team: debits of every source, on many days, one given back. */
export async function fill(server: RunningServer, owner: ReturnType<typeof newMember>, fr: boolean): Promise<void> {
  const ana = await asProgram(server, owner);
  // Commands hold this process up: after each it has yet to hear which connections the server has closed meanwhile.
  const paulsAccount = await colleagueOf(server, owner, 'Paul Adeyemi');
  await sleep(200);
  const paul = await asProgram(server, paulsAccount);
  const chiamakasAccount = await colleagueOf(server, owner, 'Chiamaka Eze');
  await sleep(200);
  const chiamaka = await asProgram(server, chiamakasAccount);
  await colleagueOf(server, owner, 'Étienne Marchal');
  server.command('plan', 'change', '--workspace', ana.workspaceId, '--plan', 'starter', '--seats', '2');
  await sleep(200);
  const [spring, yarn] = fr ? ['Métiers à tisser, printemps', 'Laine d’automne'] : ['Looms in spring', 'Autumn yarn'];
  for (const name of [spring, yarn]) {
    await ana.createCampaign(name);
    await ana.act(name, 'launch');
  }
  let seen = 0;
  const take = async (member: Program, source: PageSource, count: number, campaign?: string): Promise<void> => {
    const people = Array.from({ length: count }, () => invented(source, (seen += 1)));
    await analyse(server, member, source, people, campaign && (await ana.campaignNamed(campaign)).id);
  };
  const twice = { slug: 'saoirse-kinsella' };
  const again = { member: memberId(77) };
  await take(ana, 'people_search', 9, spring);
  await take(paul, 'profile', 2);
  await take(paul, 'company_people', 5, yarn);
  await analyse(server, paul, 'profile', [sighted('profile', twice, 'Saoirse Kinsella')]);
  await take(chiamaka, 'profile', 1);
  await analyse(server, chiamaka, 'profile', [sighted('profile', again, 'Saoirse Kinsella')]);
  await take(ana, 'people_search', 14, spring);
  await take(chiamaka, 'profile', 2, yarn);
  await analyse(server, ana, 'profile', [sighted('profile', { ...twice, ...again }, 'Saoirse Kinsella')]);
  await take(paul, 'people_search', 6, yarn);
  await take(ana, 'profile', 1);
  await take(ana, 'company_people', 3);
  await ana.cap('Paul Adeyemi', 14);
  await ana.cap('Chiamaka Eze', 20);
  await ana.erase('Fergus Okafor');
  await spread(server, ana.workspaceId);
}

/** What was done in a moment is put on the days of the period until now, in its order: by the owner of the tables, for the server may not. */
async function spread(server: RunningServer, workspaceId: string): Promise<void> {
  const address = await joinEmbedded(join(server.data, 'database'));
  if (!address) throw new Error('no database runs');
  const database = openDatabase(address, { max: 1 });
  const at = `h.period_start + (now() - h.period_start) * power((row.seq - 1)::float / h.seq, 0.8)`;
  for (const table of ['credit_entry', 'debit'])
    await database.pool.query(
      `update ${table} row set at = ${at} from credit_head h where h.workspace_id = row.workspace_id and h.workspace_id = $1`,
      [workspaceId],
    );
  await database.close();
}

async function analyse(
  server: RunningServer,
  { token, workspaceId }: Program,
  source: PageSource,
  sightings: Sighting[],
  campaignId?: string,
): Promise<void> {
  const body = { requestId: randomUUID(), source, ceilingCredits: sightings.length, sightings, campaignId };
  await askServer(server, 'analyse', { params: { workspaceId }, body }, token);
}

function invented(source: PageSource, n: number): Sighting {
  const name = `${firstNames[n % firstNames.length] ?? ''} ${lastNames[(n + Math.floor(n / 10)) % lastNames.length] ?? ''}`;
  return sighted(source, { slug: `invented-person-${n}` }, name);
}

function sighted(source: PageSource, identifiers: Sighting['identifiers'], name: string): Sighting {
  const [kind, url, searchContext] = addresses[source];
  const page = {
    kind,
    url: kind === 'profile' ? `${url}${identifiers.slug ?? identifiers.member ?? ''}/` : url,
    generation: 'sdui',
  } as const;
  return { identifiers, name, readFrom: { name: 'topCard' }, page: { ...page, ...(searchContext && { searchContext }) } };
}

async function signedOut(browser: Chromium, fr: boolean): Promise<void> {
  const popup = await browser.openPopup();
  const out = fr ? 'Se déconnecter' : 'Sign out';
  if ((await popup.sees(fr ? /Se déconnecter|Créer/ : /Sign out|Create/)).includes(out)) await popup.presses(out);
  await popup.close();
}

async function scrollTo(browser: Chromium, tab: Tab, part: string): Promise<void> {
  await browser.pageOf(tab).evaluate((found) => document.querySelector(found)?.scrollIntoView({ block: 'start' }), part);
  await browser.pageOf(tab).evaluate(() => document.querySelector('main')?.scrollBy(0, -48));
}

/** Opens the first entry of a kind, and closes it where it was open. */
async function explain(browser: Chromium, tab: Tab, kind: string): Promise<void> {
  const entry = browser.pageOf(tab).locator(`.entry[data-kind="${kind}"]`).first();
  await entry.scrollIntoViewIfNeeded();
  await entry.getByRole('button').first().click();
}

async function choose(browser: Chromium, tab: Tab, label: string, value: string): Promise<void> {
  await browser.pageOf(tab).getByRole('combobox', { name: label, exact: true }).selectOption(value);
}
