import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { PageRules } from '@wellmet/shared/pageRules';
import { selectorNames } from '@wellmet/shared/selectorNames';
import { pageKinds, type PageKind } from '@wellmet/shared/sighting';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { profile } from './profile.ts';
import type { Reading } from './reader.ts';
import { readerOf } from './readers.ts';
import { groupsOf, selectorsOf, useRules } from './selectors.ts';
import { cases, expectNoTrace, fixtures, jsonBeside, shapes } from './testing/fixtures.ts';
import { parsed } from './testing/pageDocument.ts';

afterEach(() => useRules(undefined));

function rulesOf(selectors: PageRules['selectors'], off: string[] = [], version = 1): PageRules {
  return { version, issuedAt: '2026-11-25T00:00:00.000Z', selectors, off };
}

function fixture(path: string): { html: string; url: string } {
  const page = join(fixtures, `${path}.html`);
  return { html: readFileSync(page, 'utf8'), url: (JSON.parse(jsonBeside(page)) as { url: string }).url };
}

function peopleIn(reading: Reading): string[] {
  return reading.kind === 'people' ? reading.sightings.map(({ name }) => name) : [reading.kind];
}

const everything = pageKinds.flatMap((kind) =>
  cases(join(fixtures, kind)).map((page) => ({ name: `${kind}/${basename(page, '.html')}`, page, kind })),
);

test('the readers state what the contract names, and every selector is one', () => {
  const stated = new Map(pageKinds.flatMap(selectorsOf));
  expect(
    Object.fromEntries([...stated].map(([group, selectors]) => [group, Object.keys(selectors).toSorted((a, b) => (a < b ? -1 : 1))])),
  ).toEqual(Object.fromEntries(Object.entries(selectorNames).map(([group, names]) => [group, names.toSorted((a, b) => (a < b ? -1 : 1))])));
  for (const text of [...stated.values()].flatMap(Object.values)) expect(() => document.querySelector(text)).not.toThrow();
});

describe('rules that repair a page', () => {
  const moved: [kind: PageKind, page: string, was: string, is: string, selectors: PageRules['selectors']][] = [
    [
      'companyPeople',
      'companyPeople/ember-en',
      'artdeco-entity-lockup__title',
      'lockup-heading',
      { companyPeople: { title: '.lockup-heading', ownLinks: '.lockup-heading a[href*="/in/"]' } },
    ],
    [
      'peopleSearch',
      'peopleSearch/sdui-en',
      'role="listitem"',
      'role="row"',
      { peopleSearchSdui: { row: '[role="row"]', lineInRow: ':scope [role="row"] p' } },
    ],
    [
      'peopleSearch',
      'peopleSearch/ember-en',
      'aria-hidden="true"',
      'data-shown',
      { peopleSearchEmber: { name: 'a span[dir] > span[data-shown]', degree: '.entity-result__badge-text span[data-shown]' } },
    ],
    ['salesSearch', 'salesSearch/unmarked-en', 'artdeco-entity-lockup__title', 'heading', { salesSearch: { name: '.heading' } }],
    [
      'salesLead',
      'salesLead/en',
      'data-anonymize="person-name"',
      'data-mark="name"',
      { salesLead: { name: 'h1[data-mark="name"]', ownLink: 'h1[data-mark="name"] a' } },
    ],
    ['profile', 'profile/ember-en', '<h1', '<h1 hidden></h1><h4', { profileEmber: { name: 'h4' } }],
  ];

  test.each(moved)('%s: %s', (kind, page, was, is, selectors) => {
    const { html, url } = fixture(page);
    const expected = peopleIn(readerOf(kind).read(parsed(html), url));
    expect(expected.length).toBeGreaterThan(0);
    const changed = parsed(html.replaceAll(was, is).replaceAll('</h1>', was === '<h1' ? '</h4>' : '</h1>'));
    const without = peopleIn(readerOf(kind).read(changed, url));
    expect(without).not.toEqual(expected);
    useRules(rulesOf(selectors));
    expectNoTrace(changed, () => {
      expect(readerOf(kind).ready(changed, url)).toBe(true);
      expect(peopleIn(readerOf(kind).read(changed, url))).toEqual(expected);
    });
    useRules(undefined);
    expect(peopleIn(readerOf(kind).read(changed, url))).toEqual(without);
  });
});

describe('rules that are worse', () => {
  const worse: [kind: PageKind, page: string, selectors: PageRules['selectors']][] = [
    ['companyPeople', 'companyPeople/ember-en', { companyPeople: { card: '.nowhere', info: '.nowhere' } }],
    ['companyPeople', 'companyPeople/ember-en', { companyPeople: { organisation: '.nowhere' } }],
    [
      'companyPeople',
      'companyPeople/ember-en',
      { companyPeople: { card: 'li.org-people-profile-card__profile-card-spacing:first-child' } },
    ],
    ['peopleSearch', 'peopleSearch/sdui-en', { peopleSearchSdui: { line: 'b' } }],
    ['peopleSearch', 'peopleSearch/sdui-en', { page: { main: 'footer' } }],
    ['salesSearch', 'salesSearch/marked-en', { salesSearch: { row: 'table' } }],
    ['salesLead', 'salesLead/en', { salesLead: { name: 'h5' } }],
    ['profile', 'profile/sdui-en', { profileSdui: { keyedCards: '#nowhere' } }],
  ];

  test.each(worse)('%s, %s: the built-in ones are used', (kind, page, selectors) => {
    const { html, url } = fixture(page);
    const document = parsed(html);
    const reader = readerOf(kind);
    const expected = reader.read(document, url);
    const rows = reader.rows?.(document, url).map(({ element }) => element);
    useRules(rulesOf(selectors));
    expect(reader.ready(document, url)).toBe(true);
    expect(reader.read(document, url)).toEqual(expected);
    expect(reader.rows?.(document, url).map(({ element }) => element)).toEqual(rows);
    expect(reader.ready(document, url)).toBe(true);
  });

  test('is found out once an address, and again for other rules', () => {
    const { html, url } = fixture('profile/sdui-en');
    const document = parsed(html);
    const read = vi.spyOn(profile, 'read');
    const readings = () => {
      read.mockClear();
      readerOf('profile').read(document, url);
      return read.mock.calls.length;
    };
    try {
      expect(readings()).toBe(1);
      useRules(rulesOf({ profileSdui: { keyedCards: '#nowhere' } }));
      expect([readings(), readings(), readings()]).toEqual([3, 1, 1]);
      useRules(rulesOf({ profileSdui: { name: 'h2, h3' } }, [], 2));
      expect([readings(), readings()]).toEqual([3, 1]);
      // Rules for other pages cost nothing here.
      useRules(rulesOf({ companyPeople: { card: '.nowhere' } }, [], 3));
      expect(readings()).toBe(1);
    } finally {
      read.mockRestore();
    }
  });

  test('a page that still mounts decides nothing', () => {
    const { html, url } = fixture('companyPeople/ember-en');
    const { html: empty } = fixture('companyPeople/ember-not-mounted');
    const [mounting, mounted] = [parsed(empty), parsed(html)];
    const expected = peopleIn(readerOf('companyPeople').read(mounted, url));
    useRules(rulesOf({ companyPeople: { card: '.nowhere', info: '.nowhere' } }));
    expect(readerOf('companyPeople').ready(mounting, url)).toBe(false);
    expect(readerOf('companyPeople').read(mounting, url).kind).toBe('notYet');
    expect(peopleIn(readerOf('companyPeople').read(mounted, url))).toEqual(expected);
  });

  test('somebody whom a rule has left out is not brought back', () => {
    const { html, url } = fixture('profile/ember-en');
    const document = parsed(html);
    expect(readerOf('profile').read(document, url).kind).toBe('people');
    useRules(rulesOf({ profileEmber: { editing: 'h1' } }));
    expect(readerOf('profile').read(document, url).kind).toBe('own');
  });
});

describe('nonsense', () => {
  test.each<[string, unknown]>([
    ['no selector', { companyPeople: { card: '][', info: ':nope(' } }],
    ['an empty text', { companyPeople: { card: '' } }],
    [
      'unknown names',
      { companyPeople: { crad: 'li', constructor: 'li', toString: 'li' }, groups: { card: 'li' }, constructor: { name: 'li' } },
    ],
    ['a prototype', JSON.parse('{"__proto__":{"card":"li"},"companyPeople":{"__proto__":"li"}}')],
  ])('%s changes nothing', (_, selectors) => {
    const before = pageKinds.map(selectorsOf).map((groups) => structuredClone(groups));
    useRules(rulesOf(selectors as PageRules['selectors']));
    expect(pageKinds.map(selectorsOf)).toEqual(before);
    expect(({} as Record<string, unknown>)['card']).toBeUndefined();
  });

  test.each(everything)('on $name no rule of nonsense yields anybody whom the built-in selectors do not', ({ page, kind }) => {
    const { url } = JSON.parse(jsonBeside(page)) as { url: string };
    for (const documentOf of Object.values(shapes)) {
      const document = documentOf(readFileSync(page, 'utf8'));
      const expected = new Set(peopleIn(readerOf(kind).read(document, url)));
      for (const text of ['.nowhere', ':root > nothing']) {
        useRules(
          rulesOf(
            Object.fromEntries(
              groupsOf[kind].map((group) => [group, Object.fromEntries(selectorNames[group].map((name) => [name, text]))]),
            ),
          ),
        );
        for (const name of peopleIn(readerOf(kind).read(document, url))) expect(expected).toContain(name);
      }
      useRules(undefined);
    }
  });
});

describe('a page kind that is switched off', () => {
  test.each(everything)('$name is not read', ({ page, kind }) => {
    const { url } = JSON.parse(jsonBeside(page)) as { url: string };
    const document = parsed(readFileSync(page, 'utf8'));
    useRules(rulesOf({}, [kind, 'groups']));
    const reader = readerOf(kind);
    expect(reader.read(document, url)).toEqual({ kind: 'changed', pageKind: kind, field: 'page' });
    expect(reader.ready(document, url)).toBe(true);
    expect(reader.rows?.(document, url) ?? []).toEqual([]);
    expect(reader.read(document, 'https://www.linkedin.com/feed/')).toEqual({ kind: 'notYet' });
    expect(reader.ready(document, 'https://www.linkedin.com/feed/')).toBe(false);
  });

  test('leaves the others on', () => {
    const { html, url } = fixture('companyPeople/ember-en');
    useRules(rulesOf({}, ['profile']));
    expect(readerOf('companyPeople').read(parsed(html), url).kind).toBe('people');
  });
});
