/** How what a page writes is put into a sentence: names to greet by, titles that can be said, parts of a quote. */

/** Nobody's given name is longer; what is fitted to a length reckons with as many letters whatever the name, so that names change nothing else. */
export const givenNameLength = 24;

const titlesOfAddress =
  /^(?:dr|mr|mrs|ms|miss|mme|mlle|m|prof|professor|professeur|me|maitre|maître|sir|dame|ing|dipl|docteur|doctor)\.?$/iu;

/** The name to greet somebody by; nothing where the page leaves doubt (an initial, figures): then the greeting has none. */
export function givenName(name: string): string | undefined {
  const words = name
    .replaceAll(/\([^)]*\)|,.*$/gu, ' ')
    .split(/\s+/u)
    .filter((word) => /\p{L}/u.test(word));
  const isAddressed = words.length > 1 && titlesOfAddress.test(words[0] ?? '');
  // "Dr Corvel": a family name.
  if (isAddressed && words.length === 2) return undefined;
  const names = isAddressed ? words.slice(1) : words;
  const [first] = names;
  // "DUPONT Jeanne": the family name in capitals comes first in some countries.
  const given = first !== undefined && isCapitals(first) ? (names.find((word) => !isCapitals(word)) ?? first) : first;
  if (given === undefined || !/^[\p{L}\p{M}]{2}[\p{L}\p{M}'’-]*$|^\p{Lu}['’-][\p{L}\p{M}'’-]+$/u.test(given)) return undefined;
  return given.length > givenNameLength ? undefined : isCapitals(given) || given === given.toLowerCase() ? capitalised(given) : given;
}

const isCapitals = (word: string) => /\p{L}.*\p{L}/u.test(word) && word === word.toUpperCase() && word !== word.toLowerCase();

const capitalised = (word: string) => word.toLowerCase().replaceAll(/(?<=^|[-'’])\p{L}/gu, (letter) => letter.toUpperCase());

const maxNameLength = 60;

/** What a page calls a role, as far as it can stand in a sentence: its first part, not shouted, not a list. */
export function titleToSay(title: string): string | undefined {
  const [first = ''] = title.split(/\s*[|•·●;(\n]\s*|\s+[-–—]\s+/u);
  const text = first.trim().replace(/[.,:]+$/u, '');
  const isShouted = text.length > 5 && isCapitals(text);
  return text.length < 2 || text.length > maxNameLength || isShouted || /[\p{Extended_Pictographic}{}#@]/u.test(text) ? undefined : text;
}

/** The whole name, as it is said on the telephone: without titles, degrees and pictures. */
export function wholeName(name: string): string | undefined {
  const words = name
    .replaceAll(/\([^)]*\)|,.*$|[\p{Extended_Pictographic}\u{fe0f}]/gu, ' ')
    .split(/\s+/u)
    .filter((word, place) => word !== '' && !(place === 0 && titlesOfAddress.test(word)));
  const whole = words.every((word) => !/\p{Ll}/u.test(word)) ? words.map(capitalised) : words;
  return nameToSay(whole.join(' '));
}

/** What people write where a company is asked for and they have none. */
const noCompany =
  /^(?:self[- ]?employed|free-?lance(?:r|use)?|ind[ée]pendante?|independent|auto-?entrepreneu(?:r|se)|[àa] mon compte|confidential|confidentiel(?:le)?|stealth.*|n\/?a|none|aucune?)$/iu;

export function companyToSay(name: string): string | undefined {
  return noCompany.test(name.trim()) ? undefined : nameToSay(name);
}

/** What a page calls a school, or somebody is called, where it can stand in a sentence. */
export function nameToSay(name: string): string | undefined {
  const text = name.trim();
  return text.length < 2 || text.length > maxNameLength || /[\p{Extended_Pictographic}{}#@\n]/u.test(text) ? undefined : text;
}

/** The beginning of a quote, literally, at most so long; cut behind a clause or a word, and marked where it is. The last full stop is the sentence's. */
export function beginning(quote: string, max: number): string {
  const whole = quote.trim().replace(/\.$/u, '');
  if (whole.length <= max) return whole;
  const part = whole.slice(0, max);
  const clause = Math.max(...[', ', ': ', '; ', ' – ', ' — ', '. '].map((mark) => part.lastIndexOf(mark)));
  if (clause >= max / 2) return `${part.slice(0, clause).trimEnd()}…`;
  const words = part.slice(0, part.lastIndexOf(' ') + 1 || max).trimEnd();
  // Not "… the" or "… de la".
  return `${words.replace(/(?:\s+[\p{L}'’]{1,3})+$/u, '').replace(/[,:;–—-]+$/u, '')}…`;
}

/** What a member says that it is about, as it stands within a sentence; nothing where nothing is said. */
export function subjectToSay(about: string | undefined): string | undefined {
  const text = about
    ?.replaceAll(/\s+/gu, ' ')
    .trim()
    .replace(/[\s.!?…;:,]+$/u, '');
  return text === undefined || text === '' ? undefined : text.slice(0, aboutLength).trim();
}

/** A few words, not the message. */
export const aboutLength = 100;
