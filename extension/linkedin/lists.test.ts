import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { profileUrl, type Identifiers } from '@wellmet/shared/identity';
import { Sighting, type PageKind } from '@wellmet/shared/sighting';
import { describe, expect, test } from 'vitest';
import { standingOf, together } from './lists.ts';
import { pageAt } from './pages.ts';
import type { PageReader, Reading, Row } from './reader.ts';
import { readerOf } from './readers.ts';
import { captures, cases, expectNoTrace, fixtures, jsonBeside, shapes, withKeysInId, type Captured } from './testing/fixtures.ts';

const kinds = ['peopleSearch', 'companyPeople', 'salesSearch', 'salesLead'] as const satisfies readonly PageKind[];

/** Pages that no fixture is of, one of each kind and one of none. */
const strangers: Record<PageKind | 'none', string> = {
  profile: 'https://www.linkedin.com/in/somebody-else-1234/',
  peopleSearch: 'https://www.linkedin.com/search/results/people/?keywords=somebody',
  companyPeople: 'https://www.linkedin.com/company/somewhere-else/people/',
  salesSearch: 'https://www.linkedin.com/sales/search/people?query=(keywords:somebody)',
  salesLead: 'https://www.linkedin.com/sales/lead/ACwAAZZZZZZBn0bodyAtA11xxxxxxxxxxxxxxxx,NAME_SEARCH,x',
  none: 'https://www.linkedin.com/feed/',
};

function peopleOf(reading: Reading): { sightings: Sighting[]; hidden: number } {
  return reading.kind === 'people' ? { sightings: reading.sightings, hidden: reading.hidden } : { sightings: [], hidden: 0 };
}

/** Reads as the overlay does, and holds the reader to what every reader promises. */
function read(reader: PageReader, document: Document, url: string): Reading {
  const ready = reader.ready(document, url);
  const reading = reader.read(document, url);
  const rows = reader.rows?.(document, url) ?? [];
  const { sightings, hidden } = peopleOf(reading);
  // Never ready too early: whoever waits for it gets something. A list without anybody is waited for to the end.
  expect(ready && reading.kind === 'notYet').toBe(false);
  expect(ready || sightings.length + hidden === 0).toBe(true);
  expect(reader.rows && [...new Set(rows.flatMap(({ sighting }) => sighting ?? []))]).toEqual(reader.rows && sightings);
  expect(rows.filter(({ sighting }) => !sighting)).toHaveLength(reader.rows ? hidden : 0);
  for (const { element, sighting } of rows) {
    expect(document.contains(element)).toBe(true);
    expect(element.textContent.replace(/\s+/g, ' ')).toContain(sighting?.name ?? '');
  }
  for (const sighting of sightings) expect(Sighting.parse(sighting)).toEqual(sighting);
  return reading;
}

function peopleRows(reader: PageReader, document: Document, url: string): Row[] {
  return (reader.rows?.(document, url) ?? []).filter(({ sighting }) => sighting);
}

function expectNoStranger(document: Document, kind: PageKind): void {
  for (const [of, url] of Object.entries(strangers)) {
    const asked = pageAt(url)?.kind;
    // A search's page is of whatever is searched: there is no other's. Of the rest every reader but the address's own says at once that it is not theirs.
    const isOfThis = of === kind && (kind === 'peopleSearch' || kind === 'salesSearch');
    for (const reader of ([...kinds, 'profile'] as const).map(readerOf).filter((one) => !(isOfThis && one.kind === kind)))
      expect(reader.kind === asked ? ['notYet', 'changed', 'private'] : ['notYet']).toContain(read(reader, document, url).kind);
  }
}

describe.skipIf(!existsSync(captures))('pages in LinkedIn’s real structure (skipped where ../shared/captures is absent)', () => {
  // Always there, so that a run without the pages says that it skipped them.
  test('are at hand', () => expect(existsSync(captures)).toBe(true));
  const pages = cases(captures).map((page) => {
    const expected: Captured = JSON.parse(jsonBeside(page));
    return { name: `${basename(dirname(page))}/${basename(page, '.html')}`, html: readFileSync(page, 'utf8'), expected };
  });
  const lists = pages.filter(({ expected }) => expected.kind === 'peopleSearch' || expected.kind === 'companyPeople');
  const variants = lists.flatMap((page) =>
    page.expected.generation === 'S2' ? [page, { ...page, name: `${page.name}, keys in id`, html: withKeysInId(page.html) }] : [page],
  );

  describe.each(Object.entries(shapes))('%s', (_shape, documentOf) => {
    test.each(variants)('$name', ({ html, expected }) => {
      const document = documentOf(html);
      const kind = expected.kind as PageKind;
      const reader = readerOf(kind);
      expectNoTrace(document, () => {
        const reading = read(reader, document, expected.url);
        expect(reading).toMatchObject({ kind: 'people', hidden: expected.private });
        const { sightings } = peopleOf(reading);
        expect(
          sightings.map(({ identifiers, ...sighting }) => ({
            name: sighting.name,
            slug: identifiers.slug ?? null,
            memberId: identifiers.member ?? null,
            memberNumber: sighting.memberNumber ?? null,
            headline: sighting.headline ?? null,
            location: sighting.location ?? null,
            company: null,
            degree: sighting.degree ?? null,
          })),
        ).toEqual(expected.contacts.map((contact) => ({ ...contact, company: null })));
        for (const { identifiers, page } of sightings) {
          expect(expected.mustNotYield).not.toContain(identifiers.slug);
          expect(expected.mustNotYield).not.toContain(identifiers.member);
          expect(page).toMatchObject({ kind, generation: expected.generation.startsWith('S') ? 'sdui' : 'ember' });
        }
        expect(peopleRows(reader, document, expected.url)).toHaveLength(expected.contacts.length);
        expectNoStranger(document, kind);
        for (const slug of expected.mustNotYield) expect(read(readerOf('profile'), document, profileUrl({ slug })).kind).not.toBe('people');
      });
    });

    test.each(pages.filter((page) => !lists.includes(page)))('nobody on $name', ({ html, expected }) => {
      const document = documentOf(html);
      expectNoTrace(document, () => {
        for (const kind of kinds) {
          for (const url of [expected.url, ...Object.values(strangers)]) {
            expect(peopleOf(read(readerOf(kind), document, url))).toEqual({ sightings: [], hidden: 0 });
          }
        }
      });
    });
  });
});

/** What is the same for everybody on the page is written once. */
interface Fixture {
  url: string;
  /** Other addresses of the same page. */
  alsoAt?: string[];
  reading: Reading['kind'];
  /** For `changed`. */
  field?: string;
  hidden?: number;
  page?: Sighting['page'];
  /** Of `page.kind`'s own place, unless they say otherwise. */
  sightings?: (Omit<Sighting, 'readFrom' | 'page'> & Partial<Pick<Sighting, 'readFrom'>>)[];
  /** Rows, where there are more of them than people. */
  rows?: number;
}

/** A reading as the fixtures write it. */
function written(reading: Reading): Omit<Fixture, 'url' | 'alsoAt' | 'rows'> {
  if (reading.kind === 'changed') return { reading: 'changed', field: reading.field };
  if (reading.kind !== 'people') return { reading: reading.kind };
  const [first] = reading.sightings;
  for (const { page } of reading.sightings) expect(page).toEqual(first?.page);
  return {
    reading: 'people',
    hidden: reading.hidden,
    ...(first && { page: first.page }),
    sightings: reading.sightings.map(({ page: _page, readFrom, ...sighting }) => {
      const { identifiers: _identifiers, memberNumber: _number, ...facts } = sighting;
      expect(Object.keys(readFrom).toSorted()).toEqual(Object.keys(facts).toSorted());
      return Object.values(readFrom).every((place) => place === 'card') ? sighting : { ...sighting, readFrom };
    }),
  };
}

describe('our own pages in LinkedIn’s shape', () => {
  describe.each(Object.entries(shapes))('%s', (_shape, documentOf) => {
    describe.each(kinds)('%s', (kind) => {
      test.each(cases(join(fixtures, kind)).map((page) => ({ name: basename(page, '.html'), page })))('$name', ({ page }) => {
        const { url: address, alsoAt = [], rows, ...expected }: Fixture = JSON.parse(jsonBeside(page));
        const html = readFileSync(page, 'utf8');
        for (const variant of [html, withKeysInId(html)]) {
          const document = documentOf(variant);
          const reader = readerOf(kind);
          expectNoTrace(document, () => {
            for (const url of [address, ...alsoAt]) expect(written(read(reader, document, url))).toEqual(expected);
            const shown = rows ?? expected.sightings?.length ?? 0;
            expect(peopleRows(reader, document, address)).toHaveLength(reader.rows ? shown : 0);
            expectNoStranger(document, kind);
          });
        }
      });
    });
  });
});

test.each([
  [' • 1st', 1],
  ['• 2nd', 2],
  ['• 3rd+', 3],
  ['•\u00a02.', 2],
  ['· 3e et +', 3],
  ['\u200f• ٣+', 3],
  ['• 2촌', 2],
  ['• 第2级', 2],
  ['• You', 'viewer'],
  ['• Vous', 'viewer'],
  ['·\u00a0Ty', 'viewer'],
  ['', undefined],
  ['2nd', undefined],
  ['• 47 followers', undefined],
  [undefined, undefined],
])('what follows a name, %j, is %s', (text, standing) => {
  expect(standingOf(text)).toBe(standing);
});

describe('what parts of a card say of who it is', () => {
  const [member, slug] = ['ACoAAEXaMpLBq0inventedPersonOne0000001x', 'marta-lindqvist-7f21'];

  test.each<[string, (Identifiers | undefined)[], Identifiers]>([
    ['adds up', [{ slug }, undefined, { member }], { member, slug }],
    ['may be said twice', [{ slug, member }, { member }], { member, slug }],
  ])('%s', (_, parts, all) => {
    expect(together(...parts)).toEqual(all);
  });

  test.each<[string, (Identifiers | undefined)[]]>([
    ['of two people', [{ slug }, { slug: 'somebody-else', member }]],
    ['of nobody', [undefined, {}]],
  ])('%s is not used', (_, parts) => {
    expect(() => together(...parts)).toThrow('identifiers');
  });
});
