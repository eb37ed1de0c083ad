/** Finding some among all contacts: search, filters and order, over what lists know of them. Pure; fast enough for each key over 50,000. */
import type { ContactCampaign } from '@wellmet/shared/contact';
import type { EditableField } from '@wellmet/shared/engagement';
import type { ContactRow } from '../../cache/database.ts';
import type { orders } from '../../savedView.ts';

/** A contact, ready to be found. */
export interface Entry {
  row: ContactRow;
  /** As the list shows it: with corrections of this member that still wait. */
  shown: Pick<ContactRow, EditableField>;
  /** What is searched: each word after a space, without accents and capitals. */
  words: string;
  /** What it is ordered by. */
  name: string;
  company: string;
}

/** `waiting`: corrections that the server has not confirmed; `undefined` where a field goes back to what the page says and that is not known here. */
export function entryOf(row: ContactRow, waiting: Partial<ContactRow> = {}): Entry {
  const { name, headline, company, location } = { ...row, ...waiting };
  const shown = { name, headline, company, location } as Entry['shown'];
  const [nameWords, companyWords] = [folded(name), folded(company ?? '')];
  return {
    row,
    shown,
    words: [nameWords, folded(headline ?? ''), companyWords, folded(location ?? '')].join(''),
    name: nameWords,
    company: companyWords,
  };
}

/** Letters that are written with a stroke or as two, and that Unicode does not take apart. */
const apart: Partial<Record<string, string>> = { œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' };
const notAscii = /[^\p{ASCII}]/u;

/** The words of a text, each after a space: lower case, without accents. "Anne-Marie Œuvrard" is " anne marie oeuvrard". */
export function folded(text: string): string {
  let plain = text.toLowerCase();
  if (notAscii.test(plain)) {
    plain = plain
      .normalize('NFKD')
      .replaceAll(/\p{M}+/gu, '')
      .replaceAll(/[œæßøłđðþı]/g, (letter) => apart[letter] ?? letter);
  }
  const found = plain.match(/[\p{L}\p{N}]+/gu);
  return found ? ` ${found.join(' ')}` : '';
}

export type Order = (typeof orders)[number];

/** The one analysed last first. Quick where most are in their places already. */
export function latestFirst(entries: readonly Entry[]): Entry[] {
  return entries.toSorted((a, b) => compare(b.row.lastAnalysedAt, a.row.lastAnalysedAt) || compare(a.row.id, b.row.id));
}

/** @param entries the latest first: so equals stay. Who has no company comes last. */
export function inOrder(entries: readonly Entry[], order: Order): readonly Entry[] {
  switch (order) {
    case 'lastAnalysed':
      return entries;
    case 'name':
      return entries.toSorted((a, b) => compare(a.name, b.name));
    case 'company':
      return entries.toSorted((a, b) => compare(a.company || '\uFFFF', b.company || '\uFFFF') || compare(a.name, b.name));
    default:
      return order satisfies never;
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export type CampaignState = ContactCampaign['state'];

export interface Filters {
  query: string;
  /** The id of a campaign; `none`: in no campaign. */
  campaign: string | undefined;
  /** In that campaign, or in any. */
  state: CampaignState | undefined;
  /** Who paid for them: a name, or `you`. */
  by: { name: string } | 'you' | undefined;
  /** Last analysed at this instant or later. */
  since: string | undefined;
}

export const noFilters: Filters = { query: '', campaign: undefined, state: undefined, by: undefined, since: undefined };

/** Those whom all of it fits, in the order given. Every word of the query begins a word of name, headline, company or location. */
export function find(entries: readonly Entry[], { query, campaign, state, by, since }: Filters): readonly Entry[] {
  const begun = folded(query).split(/(?= )/);
  const tests: ((entry: Entry) => boolean)[] = [
    ...(begun[0] ? begun.map((word) => (entry: Entry) => entry.words.includes(word)) : []),
    ...(since === undefined ? [] : [({ row }: Entry) => row.lastAnalysedAt >= since]),
    ...(by === undefined ? [] : [({ row }: Entry) => (by === 'you' ? row.firstAnalysedByYou : isBy(row, by.name))]),
    ...(campaign === undefined && state === undefined ? [] : [({ row }: Entry) => isIn(row.campaigns, campaign, state)]),
  ];
  return tests.length === 0 ? entries : entries.filter((entry) => tests.every((fits) => fits(entry)));
}

/** As `find`, for a box that is typed into: who a longer query fits is among those whom its beginning fitted. */
export function finder(): typeof find {
  let last: { entries: readonly Entry[]; others: string; begun: string; found: readonly Entry[] } | undefined;
  return (entries, filters) => {
    const { query, ...rest } = filters;
    const [begun, others] = [folded(query), JSON.stringify(rest)];
    const isWithin = last?.entries === entries && last.others === others && begun.startsWith(last.begun);
    const found = find(isWithin && last ? last.found : entries, filters);
    last = { entries, others, begun, found };
    return found;
  };
}

const isBy = (row: ContactRow, name: string): boolean => !row.firstAnalysedByYou && row.firstAnalysedBy === name;

function isIn(places: readonly ContactCampaign[], campaign: string | undefined, state: CampaignState | undefined): boolean {
  if (campaign === 'none') return places.length === 0;
  return places.some((place) => (campaign === undefined || place.id === campaign) && (state === undefined || place.state === state));
}

/** What there is to filter by: names of colleagues who paid, in order. */
export function payersIn(entries: readonly Entry[]): { names: string[]; hasYou: boolean } {
  const names = new Set<string>();
  let hasYou = false;
  for (const { row } of entries) {
    if (row.firstAnalysedByYou) hasYou = true;
    else names.add(row.firstAnalysedBy);
  }
  return { names: [...names].toSorted((a, b) => a.localeCompare(b)), hasYou };
}
