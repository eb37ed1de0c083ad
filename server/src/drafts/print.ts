/** `pnpm drafts`: the drafts of forty invented people, each as the local engine reads them, in both languages, with what every claim rests on. For reading. */
import { parseArgs } from 'node:util';
import { draft, type Draft, type Wanted } from '@wellmet/shared/drafts/draft';
import { knownOf, type Manner, type Source } from '@wellmet/shared/drafts/known';
import { channels, purposes } from '@wellmet/shared/drafts/sentences';
import type { Hook } from '@wellmet/shared/insight';
import type { Sighting } from '@wellmet/shared/sighting';
import { analyse } from '../analysis/analyse.ts';
import { practicePeople, type PracticePerson } from '../practice/people.ts';
import { invented } from './invented.ts';

const { values } = parseArgs({ options: { all: { type: 'boolean', default: false } } });

const now = new Date('2026-11-29T09:00:00Z');
const sender = 'Ana Prieto';
const abouts = {
  en: [undefined, 'the planning of field visits', undefined, 'energy costs in small factories'],
  fr: [undefined, 'la planification des tournées', undefined, 'les coûts d’énergie des petites usines'],
};

const axis = { strength: 'low', cues: [] } as const;
const manners: Manner[] = (['bold', 'calm', undefined] as const)
  .flatMap((boldness) => (['people', 'task', undefined] as const).map((focus) => ({ boldness, focus })))
  .filter(({ boldness, focus }) => boldness ?? focus)
  .map(({ boldness, focus }) => ({
    ...(boldness && { boldness: { ...axis, side: boldness } }),
    ...(focus && { focus: { ...axis, side: focus } }),
  }));

const people = [...practicePeople.flatMap(asSeen), ...invented].slice(0, 40);
for (const [place, sighting] of people.entries()) {
  const insights = analyse(sighting, now);
  const known = knownOf(sighting, { sighting, insights });
  console.log(`\n${'═'.repeat(100)}\n${place + 1}. ${sighting.name} · ${sighting.headline ?? ''} · ${known.company?.text ?? ''}`);
  // Every hook and channel and purpose comes round in the forty; with `--all`, all of them for each.
  const round = values.all
    ? channels.flatMap((_, channel) => purposes.map((__, purpose) => [channel, purpose] as const))
    : [[place, place >> 2] as const, [place + 2, (place >> 2) + 2] as const];
  for (const [channel, purpose] of round) {
    const hooks: (Hook | undefined)[] = [...known.hooks, undefined];
    for (const language of ['en', 'fr'] as const) {
      const wanted: Wanted = {
        known: place % 5 === 0 ? { ...known, last: { what: place % 10 === 0 ? 'sent' : 'met', day: '2026-11-12' } } : known,
        hook: hooks[(place + channel) % hooks.length],
        channel: channels[channel % channels.length] ?? 'note',
        purpose: purposes[purpose % purposes.length] ?? 'introduce',
        language,
        length: place % 3 === 0 ? 'short' : 'normal',
        about: abouts[language][place % 4],
        sender,
        today: now.toISOString().slice(0, 10),
      };
      print(wanted, draft(wanted));
      // The same to one who writes otherwise; nobody here has text enough for a style of their own.
      const styled = { ...wanted, known: { ...wanted.known, manner: manners[(place + channel + purpose) % manners.length] ?? {} } };
      print(styled, draft(styled));
    }
  }
}

function print({ channel, purpose, length, hook, known: { manner } }: Wanted, { subject, text, claims }: Draft): void {
  console.log(
    `\n── ${channel}, ${purpose}, ${length}, ${hook?.kind ?? 'no hook'}${manner ? `, to ${[manner.boldness?.side, manner.focus?.side].filter(Boolean).join(' ')}` : ''} ${'─'.repeat(50)} ${text.length}`,
  );
  if (subject !== undefined) console.log(`[${subject}]`);
  console.log(text);
  for (const { text: said, evidence } of claims)
    console.log(`   ▸ ${said}\n${evidence.map((source) => `       ${inWords(source)}`).join('\n')}`);
}

function inWords(source: Source): string {
  switch (source.from) {
    case 'page':
      return `${source.place}: “${source.quote}” ${source.date ?? ''}`;
    case 'member':
      return `corrected by ${source.by}: “${source.quote}”`;
    case 'engagement':
      return `${source.what} on ${source.day}`;
    default:
      return source satisfies never;
  }
}

function dates({ start, end }: { start: string; end?: string }): string {
  return `${asOnPage(start)} - ${end === undefined ? 'Present' : asOnPage(end)}`;
}

function asOnPage(date: string): string {
  return date.length === 4 ? date : `${date.slice(5)}/${date.slice(0, 4)}`;
}

/** A person of the practice pages, as a reader finds them. */
function asSeen({ slug, name, headline, location, company, about, positions, education, languages }: PracticePerson): Sighting[] {
  if (slug === undefined) return [];
  return [
    {
      identifiers: { slug },
      name,
      ...(headline !== '--' && { headline }),
      ...(location && { location }),
      ...(company && { company }),
      ...(about && { about }),
      experience: positions.map((position) => ({ title: position.title, company: position.company, dates: dates(position) })),
      education: education.map(({ school, degree, ...span }) => ({ school, ...(degree && { degree }), dates: dates(span) })),
      languages: languages.map(({ name: language, level }) => ({ name: language, ...(level && { level }) })),
      readFrom: { name: 'topCard', company: 'topCard' },
      page: { kind: 'profile', url: `https://www.linkedin.com/in/${encodeURIComponent(slug)}/`, generation: 'sdui' },
    },
  ];
}
