import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalIdentifiers, identifiersFromUrl, profileUrl, shareAnIdentifier } from './identity.ts';

const member = 'ACoAAEXaMpLBq0inventedPersonOne0000001x';
const lead = 'ACwAAEXaMpLBq0inventedPersonOne0000001x';

describe('identifiersFromUrl', () => {
  const slug = { slug: 'marta-lindqvist-7f21' };
  const accented = { slug: 'zoé-tréguier-b5c1' };

  test.each([
    ['https://www.linkedin.com/in/marta-lindqvist-7f21/', slug],
    ['https://www.linkedin.com/in/marta-lindqvist-7f21', slug],
    ['http://linkedin.com/in/marta-lindqvist-7f21', slug],
    ['https://fr.linkedin.com/in/marta-lindqvist-7f21?trk=people-guest_people_search-card', slug],
    ['https://m.linkedin.com/in/marta-lindqvist-7f21/#about', slug],
    ['https://touch.linkedin.com/in/marta-lindqvist-7f21/', slug],
    ['HTTPS://WWW.LINKEDIN.COM/in/Marta-Lindqvist-7F21/', slug],
    [' https://www.linkedin.com/in/marta-lindqvist-7f21/\n', slug],
    ['https://www.linkedin.com/in/marta-lindqvist-7f21/sv/', slug],
    ['https://www.linkedin.com/in/marta-lindqvist-7f21/?locale=fr_FR&originalSubdomain=se', slug],
    ['https://www.linkedin.com/in/marta-lindqvist-7f21/overlay/contact-info/', slug],
    ['https://www.linkedin.com/in/marta-lindqvist-7f21/details/experience/', slug],
    ['https://www.linkedin.com/in/marta-lindqvist-7f21/recent-activity/all/', slug],
    ['https://www.linkedin.com/in/marta-lindqvist-7f21/edit/intro/', slug],
    ['https://www.linkedin.com/mwlite/in/marta-lindqvist-7f21', slug],
    ['https://www.linkedin.com/mwlite/profile/in/marta-lindqvist-7f21', slug],
    ['https://www.linkedin.com/in/zo%C3%A9-tr%C3%A9guier-b5c1/', accented],
    ['https://www.linkedin.com/in/zo%c3%a9-tr%c3%a9guier-b5c1/fr/', accented],
    ['https://www.linkedin.com/in/zoé-tréguier-b5c1/', accented],
    ['https://www.linkedin.com/in/zoe%CC%81-tre%CC%81guier-b5c1/', accented],
    ['https://www.linkedin.com/in/ZO%C3%89-TR%C3%89GUIER-b5c1/', accented],
    ['https://www.linkedin.com/in/sunniva-%F0%9F%8C%BB/', { slug: 'sunniva-🌻' }],
    ['https://www.linkedin.com/in/desmond-/', { slug: 'desmond-' }],
    [`https://www.linkedin.com/in/${member}/`, { member }],
    [`https://www.linkedin.com/in/${member}?miniProfileUrn=urn%3Ali%3Afs_miniProfile%3A${lead}`, { member }],
    [`https://www.linkedin.com/in/${lead}`, { lead }],
    [`https://www.linkedin.com/sales/lead/${lead},NAME_SEARCH,a1B2`, { lead }],
    [`https://www.linkedin.com/sales/lead/${lead}%2COUT_OF_NETWORK%2Ca1B2?_ntb=x`, { lead }],
    [`https://www.linkedin.com/sales/people/${lead},NAME_SEARCH`, { lead }],
    [`https://www.linkedin.com/in/marta-lindqvist-7f21?miniProfileUrn=urn%3Ali%3Afs_miniProfile%3A${member}&lipi=x`, { ...slug, member }],
    [`https://www.linkedin.com/in/marta-lindqvist-7f21/?x=1&miniProfileUrn=urn:li:fs_miniProfile:${member}`, { ...slug, member }],
    ['https://www.linkedin.com/in/marta-lindqvist-7f21?miniProfileUrn=urn%3Ali%3Afs_miniProfile%3Anonsense', slug],
    [{ href: 'https://www.linkedin.com/in/zoé-tréguier-b5c1/' }, accented],
  ])('%s', (url, expected) => {
    expect(identifiersFromUrl(url)).toEqual(expected);
  });

  test.each([
    'https://linkedin.com.evil.example/in/marta-lindqvist-7f21/',
    'https://evil-linkedin.com/in/marta-lindqvist-7f21/',
    'https://www.linkedin.com@evil.example/in/marta-lindqvist-7f21/',
    'https://evil.example/https://www.linkedin.com/in/marta-lindqvist-7f21/',
    'https://evil.example/in/marta-lindqvist-7f21/?u=www.linkedin.com',
    'https://user:word@www.linkedin.com/in/marta-lindqvist-7f21/',
    'https://@www.linkedin.com/in/marta-lindqvist-7f21/',
    'https://www.linkedin.com:8443/in/marta-lindqvist-7f21/',
    'https://www.linkedin.com:443/in/marta-lindqvist-7f21/',
    'https://www.linkedin.com./in/marta-lindqvist-7f21/',
    'https://www.linkedın.com/in/marta-lindqvist-7f21/',
    'https://abc.linkedin.com/in/marta-lindqvist-7f21/',
    'https:\\\\www.linkedin.com\\in\\marta-lindqvist-7f21',
    'https://www.linkedin.com/in\\marta-lindqvist-7f21',
    'https://www.linkedin.com/in/../in/marta-lindqvist-7f21',
    'https://www.linkedin.com/in/%2e%2E/marta-lindqvist-7f21',
    'https://www.linkedin.com/in/./marta-lindqvist-7f21',
    'https://www.linkedin.com/in/marta\tlindqvist',
    'https://www.linkedin.com/in/marta%2Flindqvist',
    'https://www.linkedin.com/in/marta%20lindqvist',
    'https://www.linkedin.com/in/marta%25C3%25A9',
    'https://www.linkedin.com/in/marta%E0%A4',
    'https://www.linkedin.com/in/marta%00',
    'https://www.linkedin.com/in/marta%E2%80%AE',
    `https://www.linkedin.com/in/${'a'.repeat(101)}`,
    'https://www.linkedin.com/in/ab',
    'https://www.linkedin.com/in/',
    'https://www.linkedin.com/in/me/',
    'https://www.linkedin.com/in/ME',
    'https://www.linkedin.com/in/headless',
    'https://www.linkedin.com/in/unavailable/',
    'https://www.linkedin.com/search/results/people/headless?x=/in/marta-lindqvist-7f21',
    'https://www.linkedin.com/sales/lead/marta-lindqvist-7f21',
    'https://www.linkedin.com/sales/company/1234',
    'https://www.linkedin.com/company/havnelund/',
    'https://www.linkedin.com/pub/marta-lindqvist/1a/2b3/4c5',
    'https://www.linkedin.com/feed/',
    'https://www.linkedin.com/company/in/marta-lindqvist-7f21',
    'https://lnkd.in/in/marta-lindqvist-7f21',
    'ftp://www.linkedin.com/in/marta-lindqvist-7f21',
    'javascript:location="https://www.linkedin.com/in/marta-lindqvist-7f21"',
    '/in/marta-lindqvist-7f21/',
    'marta-lindqvist-7f21',
    '',
  ])('nobody at %j', (url) => {
    expect(identifiersFromUrl(url)).toBeUndefined();
  });
});

describe('canonicalIdentifiers', () => {
  test.each([
    [{ slug: 'Zo%C3%A9-Tréguier-B5C1' }, { slug: 'zoé-tréguier-b5c1' }],
    [{ slug: member }, { member }],
    [{ slug: lead }, { lead }],
    [
      { slug: ' marta-lindqvist ', member: `${member} `, lead },
      { slug: 'marta-lindqvist', member, lead },
    ],
    [{ slug: 'me', member }, { member }],
    [{ slug: 'marta-lindqvist', member: 'urn:li:nonsense', lead: '' }, { slug: 'marta-lindqvist' }],
    [{ slug: 'a/b' }, undefined],
    [{ slug: '..' }, undefined],
    [{ member: lead, lead: member }, undefined],
    [{ member: undefined }, undefined],
    [{}, undefined],
  ])('%j is %j', (ids, expected) => {
    expect(canonicalIdentifiers(ids)).toEqual(expected);
  });
});

test.each([
  [{ slug: 'zoé-tréguier-b5c1', member }, 'https://www.linkedin.com/in/zo%C3%A9-tr%C3%A9guier-b5c1/'],
  [{ member, lead }, `https://www.linkedin.com/in/${member}/`],
  [{ lead }, `https://www.linkedin.com/in/${lead}/`],
])('profileUrl of %j is %s', (ids, url) => {
  expect(profileUrl(ids)).toBe(url);
  expect(shareAnIdentifier(identifiersFromUrl(url) ?? {}, ids)).toBe(true);
});

test('profileUrl of nobody is an error', () => {
  expect(() => profileUrl({})).toThrow(RangeError);
});

test.each([
  [{ slug: 'anna' }, { slug: 'anna', member }, true],
  [{ slug: 'anna-old', member }, { slug: 'anna', member }, true],
  [{ slug: 'anna' }, { slug: 'anne' }, false],
  [{ slug: 'anna' }, { member }, false],
  [{ slug: undefined, member }, { slug: undefined }, false],
  [{}, {}, false],
])('%j and %j share an identifier: %s', (a, b, expected) => {
  expect(shareAnIdentifier(a, b)).toBe(expected);
  expect(shareAnIdentifier(b, a)).toBe(expected);
});

describe('whatever the spelling', () => {
  const letters = Array.from('abcdefghijklmnopqrstuvwxyz0123456789-éèüñçşőčćżłлидагюй王小明ليلىعمر');
  const slugs = fc
    .array(fc.constantFrom(...letters), { minLength: 3, maxLength: 40 })
    .map((chars) => chars.join('').normalize('NFC'))
    .filter((text) => !['me', 'headless', 'unavailable'].includes(text));
  const spellings = fc.record({
    scheme: fc.constantFrom('https', 'http'),
    host: fc.constantFrom('www.linkedin.com', 'linkedin.com', 'fr.linkedin.com', 'de.linkedin.com', 'm.linkedin.com', 'WWW.LinkedIn.com'),
    prefix: fc.constantFrom('/in/', '/mwlite/in/', '/mwlite/profile/in/'),
    form: fc.constantFrom('NFC', 'NFD'),
    upper: fc.boolean(),
    encoded: fc.boolean(),
    tail: fc.constantFrom('', '/', '/fr/', '/overlay/contact-info/', '/details/skills', '/recent-activity/all/'),
    query: fc.constantFrom('', '?trk=x', '?locale=fr_FR&utm_source=share', '#about', '?miniProfileUrn='),
  });
  type Spelling = typeof spellings extends fc.Arbitrary<infer T> ? T : never;
  const spelt = (slug: string, s: Spelling) => {
    const text = (s.upper ? slug.toUpperCase() : slug).normalize(s.form);
    return `${s.scheme}://${s.host}${s.prefix}${s.encoded ? encodeURIComponent(text) : text}${s.tail}${s.query}`;
  };

  test('one person has one key', () => {
    fc.assert(
      fc.property(slugs, spellings, (slug, spelling) => {
        expect(identifiersFromUrl(spelt(slug, spelling))).toEqual({ slug });
      }),
    );
  });

  test('two people never have the same', () => {
    fc.assert(
      fc.property(slugs, slugs, spellings, spellings, (one, other, s, t) => {
        fc.pre(one !== other);
        const a = identifiersFromUrl(spelt(one, s)) ?? {};
        const b = identifiersFromUrl(spelt(other, t)) ?? {};
        expect(shareAnIdentifier(a, b)).toBe(false);
      }),
    );
  });

  test('canonical once is canonical for ever, and survives its own address', () => {
    fc.assert(
      fc.property(fc.oneof(slugs, fc.string({ unit: 'binary' })), fc.oneof(fc.constant(member), fc.string()), (slug, other) => {
        const once = canonicalIdentifiers({ slug, member: other, lead: other });
        if (!once) return;
        expect(canonicalIdentifiers(once)).toEqual(once);
        expect(shareAnIdentifier(identifiersFromUrl(profileUrl(once)) ?? {}, once)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test('anything at all is answered without a throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl({ withQueryParameters: true })), (text) => {
        expect(identifiersFromUrl(text)).toBeUndefined();
        expect(() => identifiersFromUrl(`https://www.linkedin.com/in/${text}`)).not.toThrow();
      }),
    );
  });
});
