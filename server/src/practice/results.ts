/** Who stands where in the lists that a search answers with. */
import { profilePath } from './drawing.ts';
import { network } from './directory.ts';
import { memberId, type PracticePerson } from './people.ts';

/** What the address of a list asks for. */
export interface Asked {
  /** From 1. */
  page: number;
  keywords: string;
  /** Words of the parameter `practice`: `ember` (the older application), `rows100` (a hundred rows a page). */
  variants: string[];
}

export interface Result {
  person: PracticePerson;
  /** The list links to the member id although the person has a slug. */
  byId: boolean;
}

export interface ResultPage {
  results: Result[];
  page: number;
  /** How many pages and people there are. */
  pages: number;
  total: number;
}

export function askedBy(parameters: URLSearchParams): Asked {
  return {
    page: Math.max(1, Math.trunc(Number(parameters.get('page') ?? 1)) || 1),
    keywords: parameters.get('keywords') ?? '',
    variants: (parameters.get('practice') ?? '').split(','),
  };
}

const openly = network.filter(({ slug }) => slug !== undefined).map((person): Result => ({ person, byId: false }));
const [first] = openly;
const hidden = network.filter(({ slug }) => slug === undefined).slice(0, 1);

/** Everybody; on the second page of ten a member who hides, on the third one of the first page again, under another address. */
const everything: Result[] = [
  ...openly.slice(0, 13),
  ...hidden.map((person): Result => ({ person, byId: true })),
  ...openly.slice(13, 24),
  ...(first ? [{ person: first.person, byId: true }] : []),
  ...openly.slice(24),
];

/** Whatever is searched finds everybody; `nobody` finds nobody. */
const nobody = 'nobody';

/** One page of what is found. */
export function resultsOf({ page, keywords }: Asked, size: number): ResultPage {
  const found = keywords.trim().toLowerCase() === nobody ? [] : everything;
  return {
    results: found.slice((page - 1) * size, page * size),
    page,
    pages: Math.ceil(found.length / size),
    total: found.length,
  };
}

/** Address of the person's page as a list writes it. */
export function resultPath({ person, byId }: Result): string {
  if (byId) return `/in/${memberId(person.memberNumber)}/`;
  return profilePath(person) + (person.linkLanguage === undefined ? '' : `${person.linkLanguage}/`);
}
