/** What all lists of people have in common: from the cards of a page to a reading. */
import { identifierKinds, type Identifiers } from '@wellmet/shared/identity';
import type { MissingField } from '@wellmet/shared/pageRules';
import type { PageKind, Place, Sighting } from '@wellmet/shared/sighting';
import { interfaceLanguage, PageChanged } from './dom.ts';
import { degreeOf, present } from './person.ts';
import type { PageReader, Reading, Row } from './reader.ts';
import { searchContextOf } from './searchContext.ts';

/** What a card says of its person. */
export type CardFacts = { name: string } & Partial<Record<'headline' | 'location' | 'company', string | undefined>> & {
    degree?: Sighting['degree'];
  };

/** What an element of a list is. */
export type Card =
  | {
      kind: 'person';
      element: Element;
      /** Everything that this card ties to its person; throws PageChanged if it is nothing, or of two people. */
      identifiers(): Identifiers;
      memberNumber?: string | undefined;
      /** Throws PageChanged. */
      facts(): CardFacts;
    }
  /** A member who hides their name. Without words that say so, the `missing` field may as well have moved: see `hiddenIn`. */
  | { kind: 'hidden'; element: Element; missing?: MissingField }
  /** Not drawn yet. */
  | { kind: 'blank' }
  /** The viewer, an advert, a post, an offer. */
  | { kind: 'other' };

export interface List {
  generation: Sighting['page']['generation'];
  /** Canonical address of the list. */
  url: string;
  /** In page order. */
  cards: Card[];
  /** The frame of the list is there: if nobody is in it, LinkedIn shows nobody. */
  stands: boolean;
  /** What the head of the page says of everybody on it. Throws PageChanged. */
  everybody?(): Pick<Sighting, 'company' | 'school'>;
}

/** What follows a name: "• 2nd", "• 3e et +". The viewer's own card has "• You" there, in any language. */
export function standingOf(text: string | undefined): Sighting['degree'] | 'viewer' {
  const [, after] = /[·•](.*)$/s.exec(text ?? '') ?? [];
  if (after === undefined) return undefined;
  const [digit] = /\p{Nd}.*/su.exec(after) ?? [];
  return digit === undefined ? 'viewer' : degreeOf(digit);
}

/** What several parts of one card say of who it is; never of two people. */
export function together(...parts: readonly (Identifiers | undefined)[]): Identifiers {
  const all: Identifiers = {};
  for (const part of parts) {
    for (const kind of identifierKinds) {
      const id = part?.[kind];
      if (id === undefined) continue;
      if (all[kind] !== undefined && all[kind] !== id) throw new PageChanged('identifiers');
      all[kind] = id;
    }
  }
  if (Object.keys(all).length === 0) throw new PageChanged('identifiers');
  return all;
}

/** A list without one readable name is not believed to be all hidden members, unless words say so: throws PageChanged. */
function believeHidden(cards: readonly Card[]): void {
  const hidden = cards.filter((card) => card.kind === 'hidden');
  const doubtful = hidden.find(({ missing }) => missing !== undefined);
  if (
    doubtful?.missing !== undefined &&
    hidden.every(({ missing }) => missing !== undefined) &&
    !cards.some(({ kind }) => kind === 'person')
  )
    throw new PageChanged(doubtful.missing);
}

function sightingOf(
  card: Extract<Card, { kind: 'person' }>,
  everybody: Pick<Sighting, 'company' | 'school'>,
  page: Sighting['page'],
): Sighting {
  const facts = present(card.facts());
  const readFrom: Sighting['readFrom'] = {};
  const place = (fields: object, of: Place) => Object.keys(fields).forEach((field) => (readFrom[field as keyof typeof readFrom] = of));
  place(everybody, 'topCard');
  place(facts, 'card');
  const { memberNumber } = card;
  return { identifiers: card.identifiers(), ...present({ memberNumber }), ...everybody, ...facts, readFrom, page };
}

/** Every row with somebody; who is shown again, under whichever identifier, keeps the first sighting. */
function rowsIn(root: ParentNode, url: string, kind: PageKind, list: List): Row[] {
  const everybody = list.everybody?.() ?? {};
  const page: Sighting['page'] = present({
    kind,
    url: list.url,
    generation: list.generation,
    language: interfaceLanguage(root),
    searchContext: searchContextOf(url, root),
  });
  const known = new Map<string, Sighting>();
  const rows: Row[] = [];
  for (const card of list.cards) {
    if (card.kind === 'hidden') rows.push({ element: card.element, sighting: undefined });
    if (card.kind !== 'person') continue;
    const read = sightingOf(card, everybody, page);
    const keys = Object.entries(read.identifiers).map(([idKind, id]) => `${idKind}:${id}`);
    const sighting = keys.map((key) => known.get(key)).find((first) => first !== undefined) ?? read;
    for (const key of keys) known.set(key, sighting);
    rows.push({ element: card.element, sighting });
  }
  return rows;
}

/** A reader of a kind of list; `look` gives the list if page and address agree. */
export function listReader(
  kind: PageKind,
  look: (root: ParentNode, url: string) => List | undefined,
): PageReader & Required<Pick<PageReader, 'rows'>> {
  const readRows = (root: ParentNode, url: string): { rows: Row[] } | Exclude<Reading, { kind: 'people' }> => {
    try {
      const list = look(root, url);
      if (!list) return { kind: 'notYet' };
      believeHidden(list.cards);
      const rows = rowsIn(root, url, kind, list);
      const blank = list.cards.some((card) => card.kind === 'blank');
      return rows.length === 0 && (blank || !list.stands) ? { kind: 'notYet' } : { rows };
    } catch (cause) {
      if (cause instanceof PageChanged) return { kind: 'changed', pageKind: kind, field: cause.field };
      throw cause;
    }
  };
  return {
    kind,

    ready(root, url) {
      return look(root, url)?.cards.some((card) => card.kind === 'person' || card.kind === 'hidden') ?? false;
    },

    read(root, url) {
      const seen = readRows(root, url);
      if (!('rows' in seen)) return seen;
      const sightings = seen.rows.flatMap(({ sighting }) => sighting ?? []);
      return { kind: 'people', sightings: [...new Set(sightings)], hidden: seen.rows.length - sightings.length };
    },

    rows(root, url) {
      const seen = readRows(root, url);
      return 'rows' in seen ? seen.rows : [];
    },
  };
}
