/** What the two ways of drawing a profile share: addresses, date lines, small drawings. */
import { network } from './directory.ts';
import { html, type Markup, uuid } from './markup.ts';
import { memberId, type PracticePerson, type PracticePosition } from './people.ts';
import { wordsOf } from './words.ts';
import type { InterfaceLanguage } from './people.ts';

/** Everything that drawing one page depends on. */
export interface Drawing {
  /** Put before every address on this site: '' or '/practice'. */
  base: string;
  language: InterfaceLanguage;
  /** The day that "Present" means. */
  today: Date;
}

/** Address of the person's page, as LinkedIn writes it in links. */
export const profilePath = (person: PracticePerson): string => `/in/${encodeURIComponent(person.slug ?? memberId(person.memberNumber))}/`;

export const personBySlug = (slug: string): PracticePerson | undefined => network.find((person) => person.slug === slug);

function point(since: string, language: InterfaceLanguage): string {
  const [year, month] = since.split('-');
  return month === undefined ? `${year}` : `${wordsOf[language].months[Number(month) - 1]} ${year}`;
}

/** "Mar 2026 - Present · 9 mos": both months count, as on LinkedIn. */
export function dateLine({ start, end }: Pick<PracticePosition, 'start' | 'end'>, { language, today }: Drawing): string {
  const words = wordsOf[language];
  const line = `${point(start, language)} - ${end === undefined ? words.present : point(end, language)}`;
  const until = end ?? today.toISOString().slice(0, 7);
  const [startYear = 0, startMonth] = start.split('-').map(Number);
  const [endYear = 0, endMonth] = until.split('-').map(Number);
  const months =
    startMonth === undefined || endMonth === undefined
      ? (endYear - startYear) * 12
      : (endYear - startYear) * 12 + endMonth - startMonth + 1;
  return months < 1 ? line : `${line} · ${words.duration(Math.floor(months / 12), months % 12)}`;
}

/** Address of the portrait; the telling part of the path is LinkedIn's. */
export const photo = (person: PracticePerson, { base }: Drawing): string =>
  `${base}/assets/profile-displayphoto-shrink_100_100/${person.memberNumber}.svg`;

export const cover = (person: PracticePerson, { base }: Drawing): string =>
  `${base}/assets/profile-displaybackgroundimage-shrink_200_800/${person.memberNumber}.svg`;

/** Portrait or, of somebody who hides, nobody's. */
export const faceOf = (person: PracticePerson, drawing: Drawing): string =>
  person.slug === undefined ? `${drawing.base}/assets/ghost.svg` : photo(person, drawing);

const paths: Record<string, string> = {
  'company-accent-4': 'M4 20V6l8-3v17M12 9l8 2v9M2 20h20M7 9h2M7 13h2M15 14h2',
  'school-accent-4': 'M2 9l10-5 10 5-10 5zM6 11v5c3 3 9 3 12 0v-5',
  'send-privately-medium': 'M3 11 21 3l-7 18-3-8z',
  'add-small': 'M12 5v14M5 12h14',
  'connect-small': 'M9 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8M2 21c0-9 14-9 14 0M19 8v6M16 11h6',
  'search-small': 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14M15 15l6 6',
  'home-medium': 'M3 11l9-8 9 8v10h-6v-6H9v6H3z',
  'people-medium': 'M9 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8M1 21c0-9 16-9 16 0M17 4a4 4 0 0 1 0 7M20 14c2 1 3 4 3 7',
  'messages-medium': 'M3 4h18v13H10l-5 4v-4H3z',
  'verified-medium': 'M12 2l8 3v7c0 5-4 8-8 10-4-2-8-5-8-10V5zM8 12l3 3 5-6',
  'close-small': 'M5 5l14 14M19 5 5 19',
};

export const icon = (name: string): Markup =>
  html`<svg xmlns="http://www.w3.org/2000/svg" class="p-icon" id="${name}" viewBox="0 0 24 24" role="img" aria-hidden="true" aria-label="">
    <path d="${paths[name]}"></path>
  </svg>`;

/** Keys of one page: the n-th unnamed key is the same whenever the page is drawn. */
export function keysOf(page: string): () => string {
  let n = 0;
  return () => uuid(`${page} ${n++}`);
}
