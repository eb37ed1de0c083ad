/** What both generations of the profile page have in common: the parts of a page, and how lines of text become facts. */
import type { Identifiers } from '@wellmet/shared/identity';
import type { Education, Position, Sighting, SpokenLanguage } from '@wellmet/shared/sighting';
import { present } from './person.ts';

/** All that a profile says, apart from who it is and where it stood. */
export type Facts = { name: string } & { [Field in Exclude<keyof Sighting['readFrom'], 'name'>]-?: Sighting[Field] | undefined };

export interface TopCard {
  /** Everything that this page ties to the person of the card. */
  identifiers: Identifiers;
  memberNumber: string | undefined;
  /** It shows a name; a card that mounts is empty at first. */
  named: boolean;
  /** Only the person themselves is offered this. */
  offersEditing: boolean;
  /** The member hides who they are from this viewer. */
  hidden: boolean;
  /** Throws PageChanged. */
  facts(): Facts;
}

/** One of LinkedIn's two applications. Never mixed: a page is read by one or by the other. */
export interface Generation {
  name: Sighting['page']['generation'];
  /** In document order; after an in-app navigation a card of the page before may linger. */
  topCards(main: ParentNode): TopCard[];
}

/** The member number that a member id carries in its bytes 4 to 7; a number and an id that a page shows together always agree. */
export function memberNumberIn(member: string | undefined): string | undefined {
  if (member === undefined) return undefined;
  const bytes = atob(member.slice(0, 12).replaceAll('-', '+').replaceAll('_', '/'));
  return String([4, 5, 6, 7].reduce((number, i) => number * 256 + bytes.charCodeAt(i), 0));
}

/** "Jan 2022 - Present · 3 yrs", "janv. 2022 - aujourd’hui · 3 ans", "2015 – 2018", "Nov 2021–Present", "2019": a year, and a range or little else. */
const year = /(?<!\p{Nd})\p{Nd}{4}(?!\p{Nd})/u;
const range = /\s[-–—]\s|\p{Nd}[-–—]\p{Nd}|\p{Nd}–\p{L}/u;
const yearAlone = /^\P{Nd}{0,14}\p{Nd}{4}\P{Nd}{0,6}$/u;

/** Where the dates stand among the lines that follow the first. The last that looks like it: "Forum 2000 - Prague" is an employer. */
function datesIndex(lines: readonly string[]): number {
  return lines.findLastIndex((line, i) => i > 0 && year.test(line) && (range.test(line) || yearAlone.test(line)));
}

/** "Acme · Full-time": the employer without the kind of employment, which is the last part. */
function employer(line: string): string {
  const end = line.lastIndexOf(' · ');
  return end > 0 ? line.slice(0, end) : line;
}

/** A position's lines: title, employer, dates, place; under an employer's own heading (`group`) the second line is not an employer. */
export function positionOf(lines: readonly string[], description: string | undefined, group?: string): Position | undefined {
  const [title, second] = lines;
  if (title === undefined) return undefined;
  const dates = datesIndex(lines);
  return present({
    title,
    company: group ?? (dates === 1 || second === undefined ? undefined : employer(second)),
    dates: dates < 0 ? undefined : lines[dates],
    location: dates < 0 ? undefined : lines[dates + 1],
    description,
  });
}

/** The heading over several positions with one employer: its first line. */
export function groupOf(lines: readonly string[]): string | undefined {
  return lines[0] === undefined ? undefined : employer(lines[0]);
}

export function isDated(lines: readonly string[]): boolean {
  return datesIndex(lines) > 0;
}

/** A school's lines: its name, the degree, the years. */
export function educationOf(lines: readonly string[]): Education | undefined {
  const [school] = lines;
  if (school === undefined) return undefined;
  const dates = datesIndex(lines);
  return present({ school, degree: dates === 1 ? undefined : lines[1], dates: dates < 0 ? undefined : lines[dates] });
}

export function languageOf(lines: readonly string[]): SpokenLanguage | undefined {
  const [name, level] = lines;
  return name === undefined ? undefined : present({ name, level });
}

/** A section's entries; undefined for a section that the page does not show. */
export function entries<E, T>(elements: Iterable<E>, read: (element: E) => T | undefined): T[] | undefined {
  const list: T[] = [];
  for (const element of elements) {
    const entry = read(element);
    if (entry !== undefined) list.push(entry);
  }
  return list.length > 0 ? list : undefined;
}
