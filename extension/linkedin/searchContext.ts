/**
 * The filters of a list, as a person would say them: "keywords: VP, 2nd degree, Paris". They stand in the parameters of its address
 * (linkedin.md 3.2 to 3.4), most of them as numbers; the page's own filter bar knows their names, where it shows them.
 */

/** A filter's name in addresses, of today and before 2021, and how it reads: with what the page calls the value, and without. */
const filters: Record<string, { named: string; numbered: string }> = {
  network: { named: '', numbered: '' },
  geoUrn: { named: '', numbered: 'location' },
  geoRegion: { named: '', numbered: 'location' },
  currentCompany: { named: '', numbered: 'company' },
  pastCompany: { named: 'past company: ', numbered: 'past company' },
  schoolFilter: { named: 'school: ', numbered: 'school' },
  industry: { named: '', numbered: 'industry' },
  profileLanguage: { named: 'profile language: ', numbered: 'profile language' },
  serviceCategory: { named: 'service: ', numbered: 'service' },
  contactInterest: { named: 'interest: ', numbered: 'interest' },
  currentFunction: { named: '', numbered: 'function' },
  currentRole: { named: '', numbered: 'role' },
  fieldOfStudy: { named: 'studied: ', numbered: 'field of study' },
  skillExplicit: { named: 'skill: ', numbered: 'skill' },
  activelyHiringForJobTitles: { named: 'hiring: ', numbered: 'hiring for' },
};

/** Filters whose value is what the user typed. */
const typed: Record<string, string> = {
  keywords: 'keywords',
  firstName: 'first name',
  lastName: 'last name',
  title: 'title',
  titleFreeText: 'title',
  company: 'company',
  school: 'school',
  educationStartYear: 'studied from',
  educationEndYear: 'studied until',
};

/** Filters that say enough by being there. Whose connections they are is another person's: left out. */
const flags: Record<string, string> = {
  connectionOf: 'connections of a member',
  followerOf: 'followers of a member',
  eventAttending: 'attending an event',
  activelyHiring: 'actively hiring',
  openToVolunteer: 'open to volunteering',
  savedSearchId: 'saved search',
};

const degrees: Record<string, string> = { F: '1st degree', S: '2nd degree', O: '3rd+ degree' };

/** Longest line of the contract. */
const longest = 400;

/** Text of an address: anybody may have written the link, so nothing invisible of it stays. */
function plain(text: string): string {
  return text.replace(/[\p{C}\p{Z}]+/gu, ' ').trim();
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** `["F","S"]`, `"F"`, `F,S`, `8`. */
function valuesOf(parameter: string): string[] {
  return parameter
    .replace(/["[\]]/g, '')
    .split(',')
    .map(plain)
    .filter((value) => value !== '');
}

/** What the filter bar calls a value: `<input id="geoUrn-105015875"><label for=…>` (older application, 2026). The text stands twice. */
function nameOnPage(root: ParentNode, filter: string, value: string): string | undefined {
  if (!/^[\w-]+$/.test(value)) return undefined;
  const label = root.querySelector(`label[for="${filter}-${value}"]`);
  return plain((label?.querySelector('[aria-hidden="true"]') ?? label)?.textContent ?? '') || undefined;
}

function wordsOf(name: string, parameter: string, root: ParentNode): string[] {
  const text = plain(parameter);
  if (text === '' || text === '[]') return [];
  const label = typed[name];
  if (label !== undefined) return [`${label}: ${text.replace(/^\[?"(.*)"\]?$/, '$1')}`];
  const flag = flags[name];
  if (flag !== undefined) return text === 'false' ? [] : [flag];
  // `facetNetwork` is `network`; `facetSchool` and `facetGeoRegion` have other names today.
  const today = name.replace(/^facetSchool$/, 'schoolFilter').replace(/^facet([A-Z])/, (_, first: string) => first.toLowerCase());
  const filter = filters[today];
  if (!filter) return flags[today] === undefined ? [] : [flags[today]];
  return valuesOf(parameter).flatMap((value) => {
    if (today === 'network') return degrees[value] ?? [];
    const named = nameOnPage(root, today, value);
    return named === undefined ? `${filter.numbered} ${value}` : filter.named + named;
  });
}

/** Sales Navigator's own notation: `(filters:List((type:REGION,values:List((id:1,text:Paris,selectionType:INCLUDED)))),keywords:VP)`. */
function wordsOfQuery(query: string): string[] {
  const [, keywords] = /[(,]keywords:(.*?)(?:,\w+:|\)*$)/.exec(query) ?? [];
  const words = keywords === undefined ? [] : [`keywords: ${plain(decoded(keywords))}`];
  for (const [, text = '', selection] of query.matchAll(/[(,]text:(.*?),selectionType:(\w+)/g)) {
    const name = plain(decoded(text));
    if (name !== '') words.push(selection === 'EXCLUDED' ? `not ${name}` : name);
  }
  return words;
}

/** The filters of a list's address, readable; undefined where it has none. */
export function searchContextOf(url: string, root: ParentNode): string | undefined {
  const [, query = ''] = /\?([^#]*)/.exec(url) ?? [];
  const words: string[] = [];
  for (const [name, value] of new URLSearchParams(query))
    words.push(...(name === 'query' ? wordsOfQuery(value) : wordsOf(name, value, root)));
  const context = [...new Set(words)].join(', ');
  if (context.length <= longest) return context || undefined;
  return `${context
    .slice(0, longest - 1)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd()}…`;
}
