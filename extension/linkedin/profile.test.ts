import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { profileUrl } from '@wellmet/shared/identity';
import { Sighting } from '@wellmet/shared/sighting';
import { describe, expect, test } from 'vitest';
import { profile } from './profile.ts';
import type { Reading } from './reader.ts';
import { captures, cases, expectNoTrace, fixtures, jsonBeside, shapes, withKeysInId, type Captured } from './testing/fixtures.ts';

const strangers = [
  'https://www.linkedin.com/in/somebody-else-1234/',
  'https://www.linkedin.com/in/ACoAAZZZZZZBn0bodyAtA11xxxxxxxxxxxxxxxx/',
];

function read(document: Document, url: string): Reading {
  const ready = profile.ready(document, url);
  const reading = profile.read(document, url);
  expect(ready).toBe(reading.kind === 'people' || (reading.kind !== 'notYet' && ready));
  return reading;
}

/** A reading as the fixtures write it. */
function written(reading: Reading): Pick<Fixture, 'reading' | 'field' | 'sighting'> {
  if (reading.kind === 'people') return { reading: 'people', sighting: onlySighting(reading) };
  return reading.kind === 'changed' ? { reading: 'changed', field: reading.field } : { reading: reading.kind };
}

function onlySighting(reading: Reading): Sighting {
  expect(reading.kind).toBe('people');
  const [sighting, ...others] = reading.kind === 'people' ? reading.sightings : [];
  expect(others).toEqual([]);
  return Sighting.parse(sighting);
}

function expectNoStranger(document: Document): void {
  for (const stranger of strangers) expect(read(document, stranger).kind).not.toBe('people');
}

describe.skipIf(!existsSync(captures))('pages in LinkedIn’s real structure (skipped where ../shared/captures is absent)', () => {
  // Always there, so that a run without the pages says that it skipped them.
  test('are at hand', () => expect(existsSync(captures)).toBe(true));
  const pages = cases(captures).flatMap((page) => {
    const expected: Captured = JSON.parse(jsonBeside(page));
    const html = readFileSync(page, 'utf8');
    const variants = [{ name: basename(page, '.html'), html, expected }];
    if (expected.kind === 'profile' && expected.generation === 'S2')
      variants.push({ name: `${basename(page, '.html')}, keys in id`, html: withKeysInId(html), expected });
    return variants;
  });

  describe.each(Object.entries(shapes))('%s', (_shape, documentOf) => {
    test.each(pages.filter(({ expected }) => expected.kind === 'profile'))('$name', ({ html, expected }) => {
      const document = documentOf(html);
      const [contact] = expected.contacts;
      expectNoTrace(document, () => {
        const sighting = onlySighting(read(document, expected.url));
        expect({
          name: sighting.name,
          slug: sighting.identifiers.slug,
          memberId: sighting.identifiers.member,
          memberNumber: sighting.memberNumber ?? null,
          headline: sighting.headline ?? null,
          location: sighting.location ?? null,
          company: sighting.company ?? null,
          degree: sighting.degree ?? null,
        }).toEqual(contact);
        expect(expected.mustNotYield).not.toContain(sighting.identifiers.slug);
        expect(sighting.page).toMatchObject({ generation: expected.generation.startsWith('S') ? 'sdui' : 'ember', url: expected.url });

        const byMemberId = onlySighting(read(document, `https://fr.linkedin.com/in/${contact?.memberId}/?locale=fr_FR`));
        expect(byMemberId).toEqual(sighting);
        expectNoStranger(document);
        for (const slug of expected.mustNotYield) expect(read(document, profileUrl({ slug })).kind).not.toBe('people');
      });
    });

    test.each(pages.filter(({ expected }) => expected.kind !== 'profile'))('$name is no profile', ({ html, expected }) => {
      const document = documentOf(html);
      expectNoTrace(document, () => {
        expect(read(document, expected.url).kind).toBe('notYet');
        expectNoStranger(document);
        for (const { slug } of expected.contacts) expect(read(document, profileUrl({ slug: String(slug) })).kind).toBe('notYet');
      });
    });
  });
});

interface Fixture {
  url: string;
  /** Other addresses of the same page. */
  alsoAt?: string[];
  reading: Reading['kind'];
  /** For `changed`. */
  field?: string;
  sighting?: Sighting;
}

describe('our own pages in LinkedIn’s shape', () => {
  describe.each(Object.entries(shapes))('%s', (_shape, documentOf) => {
    test.each(cases(join(fixtures, 'profile')).map((page) => ({ name: basename(page, '.html'), page })))('$name', ({ page }) => {
      const { url: address, alsoAt = [], ...expected }: Fixture = JSON.parse(jsonBeside(page));
      const html = readFileSync(page, 'utf8');
      for (const variant of [html, withKeysInId(html)]) {
        const document = documentOf(variant);
        expectNoTrace(document, () => {
          for (const url of [address, ...alsoAt]) expect(written(read(document, url))).toEqual(expected);
          expectNoStranger(document);
        });
      }
    });
  });
});
