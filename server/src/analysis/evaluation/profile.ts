import type { Hook, JobFunction, Seniority, Style } from '@wellmet/shared/insight';
import { Sighting } from '@wellmet/shared/sighting';

/** What a careful reader finds in an invented profile. */
export interface Labels {
  /** Absent where the profile does not say it; so for `function`, `language`, `since`, `move`. */
  seniority?: Seniority;
  function?: JobFunction;
  /** Of the sentences that the person wrote; absent also where they are too few to tell. */
  language?: 'en' | 'fr';
  /** Since when they are in the present role. */
  since?: string;
  move?: 'company' | 'promotion';
  style: Style['outcome'];
  /** All kinds that a talk could honestly begin with, by the rules in `hooks.ts`; at most five of them are shown. */
  hooks: readonly Hook['kind'][];
}

/**
 * An invented person, written and labelled by reading, before the engine saw them. Labels are never changed to please it. Titles are labelled by the conventions of
 * `titles.labelled.ts`. No person, company or school in these files exists; cities do.
 */
export interface Profile {
  name: string;
  headline?: string;
  location?: string;
  company?: string;
  about?: string;
  positions?: readonly (readonly [
    title: string,
    company?: string | undefined,
    dates?: string | undefined,
    description?: string | undefined,
  ])[];
  education?: readonly (readonly [school: string, degree?: string | undefined, dates?: string | undefined])[];
  languages?: readonly (readonly [name: string, level?: string | undefined])[];
  is: Labels;
}

/** The day on which the labels are true. */
export const labelledOn = new Date('2026-11-20T10:00:00Z');

/** As a profile page would have been read. */
export function sightingOf({ name, headline, location, company, about, positions, education, languages }: Profile): Sighting {
  const slug = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, '-');
  return Sighting.parse({
    identifiers: { slug },
    name,
    headline,
    location,
    company,
    about,
    experience: positions?.map(([title, at, dates, description]) => ({ title, company: at, dates, description })),
    education: education?.map(([school, degree, dates]) => ({ school, degree, dates })),
    languages: languages?.map(([language, level]) => ({ name: language, level })),
    readFrom: { name: 'topCard' },
    page: { kind: 'profile', url: `https://www.linkedin.com/in/${slug}/`, generation: 'sdui' },
  });
}
