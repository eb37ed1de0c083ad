/** A workspace with people in it: colleagues, campaigns, engagements, corrections; as a team has after its first weeks. */
import { randomUUID } from 'node:crypto';
import { identifiersFromUrl } from '@wellmet/shared/identity';
import type { Sighting } from '@wellmet/shared/sighting';
import { englishPassages } from '../../server/src/analysis/evaluation/passages.en.ts';
import { practicePeople, type PracticePerson } from '../../server/src/practice/people.ts';
import { asProgram, askServer, colleagueOf, type RunningServer } from './server.ts';

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

/** @param ana has signed up. @param names of the two campaigns. @returns ana and her colleague, as programs. */
export async function peopled(
  server: RunningServer,
  ana: { name: string; email: string; password: string },
  { spring, yarn }: { spring: string; yarn: string },
): Promise<{ program: Program; pauls: Program }> {
  const paul = await colleagueOf(server, ana, 'Paul Adeyemi');
  const program = await asProgram(server, ana);
  const pauls = await asProgram(server, paul);
  server.command('plan', 'change', '--workspace', program.workspaceId, '--plan', 'starter', '--seats', '2');
  for (const name of [yarn, spring]) {
    await program.createCampaign(name);
    await program.act(name, 'launch');
  }
  await analyse(server, paul, others.slice(8).map(ofLine).map(writes), undefined);
  await analyse(server, ana, others.slice(0, 8).map(ofLine), (await program.campaignNamed(yarn)).id);
  await analyse(server, ana, practicePeople.filter(({ slug }) => slug !== undefined).map(ofPage), (await program.campaignNamed(spring)).id);
  await program.setState(yarn, 'Maren Okafor', 'replied');
  const hannah = await pauls.contactNamed('Hannah Lindmoor');
  await pauls.engage(hannah.id, 'sent', new Date(Date.now() - 26 * 3_600_000));
  await pauls.engage(hannah.id, 'replied', new Date(Date.now() - 3 * 3_600_000));
  await pauls.correct(hannah.id, { company: 'Oskerby Grid (UK)' });
  return { program, pauls };
}

type Program = Awaited<ReturnType<typeof asProgram>>;

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

/** Enough of their own words for how they write to be told. */
function writes(sighting: Sighting): Sighting {
  const { exact, ledger, archive, slow, harbour } = englishPassages;
  return sighting.name === 'Saoirse Kinsella'
    ? { ...sighting, about: [exact, ledger, archive, slow, harbour].join('\n\n'), readFrom: { ...sighting.readFrom, about: 'about' } }
    : sighting;
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
