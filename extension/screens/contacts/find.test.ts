import { describe, expect, test } from 'vitest';
import { entryOf, find, finder, folded, inOrder, latestFirst, noFilters, payersIn } from './find.ts';
import { contactRow, ids } from './testing.ts';

const spring = { id: ids(91), name: 'Spring', campaignState: 'ongoing' as const };
const yarn = { id: ids(92), name: 'Yarn', campaignState: 'draft' as const };
const people = [
  contactRow(1, {
    name: 'Anne-Marie Œuvrard',
    headline: 'Directrice des achats | Tissage & Cie',
    company: 'Tissage du Lac',
    location: 'Annecy, France',
    lastAnalysedAt: '2026-11-01T08:00:00.000Z',
    campaigns: [{ ...spring, state: 'active' }],
  }),
  contactRow(2, {
    name: 'Søren Łukasz Brandt',
    headline: "VP Sales at O'Neill",
    location: 'København',
    lastAnalysedAt: '2026-11-20T08:00:00.000Z',
    firstAnalysedBy: 'Paul Adeyemi',
    firstAnalysedByYou: false,
    campaigns: [
      { ...spring, state: 'replied' },
      { ...yarn, state: 'queued' },
    ],
  }),
  contactRow(3, { name: 'Éloïse Bâ', company: 'acier nord', lastAnalysedAt: '2026-11-10T08:00:00.000Z' }),
  contactRow(4, { name: '王小明', headline: 'C++ / .NET', company: '3M', lastAnalysedAt: '2026-11-10T08:00:00.000Z' }),
];
const entries = people.map((row) => entryOf(row));
const namesOf = (found: readonly { row: { name: string } }[]) => found.map(({ row }) => row.name.split(/[ -]/)[0]);

describe('the search box', () => {
  test.each([
    ['', ['Anne', 'Søren', 'Éloïse', '王小明']],
    ['   ', ['Anne', 'Søren', 'Éloïse', '王小明']],
    ['an', ['Anne']],
    ['ANNE marie', ['Anne']],
    ['anne-marie', ['Anne']],
    ['marie tissage', ['Anne']],
    // In the midst of a word is not found.
    ['arie', []],
    ['oeuvrard', ['Anne']],
    ['œuv', ['Anne']],
    ['achats france', ['Anne']],
    ['achats danemark', []],
    ['soren', ['Søren']],
    ['lukasz', ['Søren']],
    ["o'neill", ['Søren']],
    ['o’nei', ['Søren']],
    ['kobenhavn', ['Søren']],
    ['eloise ba', ['Éloïse']],
    ['ÉLO', ['Éloïse']],
    // Decomposed, as some keyboards type it.
    ['e\u0301lo', ['Éloïse']],
    ['王', ['王小明']],
    ['3m', ['王小明']],
    ['net', ['王小明']],
    // Signs alone are no word.
    ['|', ['Anne', 'Søren', 'Éloïse', '王小明']],
    ['.*', ['Anne', 'Søren', 'Éloïse', '王小明']],
  ])('%j finds %j', (query, names) => {
    expect(namesOf(find(entries, { ...noFilters, query }))).toEqual(names);
  });

  test('words of two fields do not run together', () => {
    const [entry] = [entryOf(contactRow(1, { name: 'Ada', headline: 'Bel', company: 'Ci', location: 'Do' }))];
    expect(entry.words).toBe(' ada bel ci do');
  });

  test('a correction that waits is found and shown, the row stays what the server said', () => {
    const entry = entryOf(contactRow(1, { name: 'Jon Reed', company: 'Reed' }), { name: 'John Reed', company: undefined });
    expect(find([entry], { ...noFilters, query: 'john' })).toHaveLength(1);
    expect(find([entry], { ...noFilters, query: 'jon' })).toHaveLength(0);
    expect(entry.shown).toMatchObject({ name: 'John Reed', company: undefined });
    expect(entry.row.name).toBe('Jon Reed');
  });
});

test.each([
  ['Straße', ' strasse'],
  ['ISTANBUL İ', ' istanbul i'],
  ['  R&D, “Übung”…', ' r d ubung'],
  ['ﬁn', ' fin'],
  ['', ''],
  ['!', ''],
])('%j is folded to %j', (text, words) => {
  expect(folded(text)).toBe(words);
});

describe('filters', () => {
  test.each([
    [{ campaign: spring.id }, ['Anne', 'Søren']],
    [{ campaign: yarn.id }, ['Søren']],
    [{ campaign: 'none' }, ['Éloïse', '王小明']],
    [{ campaign: ids(99) }, []],
    [{ state: 'replied' as const }, ['Søren']],
    [{ campaign: spring.id, state: 'active' as const }, ['Anne']],
    // The state is one in that campaign, not in another one.
    [{ campaign: yarn.id, state: 'replied' as const }, []],
    [{ by: 'you' as const }, ['Anne', 'Éloïse', '王小明']],
    [{ by: { name: 'Paul Adeyemi' } }, ['Søren']],
    // A namesake of the member is somebody else.
    [{ by: { name: 'Ana Prieto' } }, []],
    [{ since: '2026-11-10T08:00:00.000Z' }, ['Søren', 'Éloïse', '王小明']],
    [{ since: '2026-11-05T00:00:00.000Z', by: 'you' as const, query: 'b' }, ['Éloïse']],
  ])('%j leaves %j', (filters, names) => {
    expect(namesOf(find(entries, { ...noFilters, ...filters }))).toEqual(names);
  });

  test('payers are those that there are', () => {
    expect(payersIn(entries)).toEqual({ names: ['Paul Adeyemi'], hasYou: true });
    expect(payersIn([])).toEqual({ names: [], hasYou: false });
  });
});

test.each([
  ['lastAnalysed', ['Søren', 'Éloïse', '王小明', 'Anne']],
  ['name', ['Anne', 'Éloïse', 'Søren', '王小明']],
  // Who has none comes last.
  ['company', ['王小明', 'Éloïse', 'Anne', 'Søren']],
] as const)('in the order of %s', (order, names) => {
  expect(namesOf(inOrder(latestFirst(entries), order))).toEqual(names);
});

test('typed letter by letter, taken back and narrowed, it finds what it finds at once', () => {
  const finds = finder();
  const you = { ...noFilters, by: 'you' as const };
  const asked = ['a', 'an', 'ann', 'ann m', 'ann', 'an t', '', 'e', 'el', 'x', ''].flatMap((query) => [
    { ...noFilters, query },
    { ...noFilters, query, campaign: spring.id },
    { ...you, query },
    { ...you, query: `${query}a` },
  ]);
  for (const filters of [...asked, ...asked.toReversed()]) expect(finds(entries, filters)).toEqual(find(entries, filters));
  const others = entries.slice(2);
  expect(finds(others, noFilters)).toEqual(others);
});
