import { describe, expect, test } from 'vitest';
import type { Identifiers } from './identity.ts';
import { Sighting } from './sighting.ts';

const member = 'ACoAAEXaMpLBq0inventedPersonOne0000001x';
const otherMember = 'ACoAAEXaMpLBq0inventedPersonTwo0000002x';
const lead = 'ACwAAEXaMpLBq0inventedPersonOne0000001x';
const marta = 'https://www.linkedin.com/in/marta-lindqvist-7f21/';

function wrongWith(identifiers: Identifiers, url: string): string[] {
  const page = { kind: 'profile', url, generation: 'sdui' };
  const { error } = Sighting.safeParse({ identifiers, name: 'Marta Lindqvist', readFrom: { name: 'topCard' }, page });
  return error?.issues.map(({ path }) => path.join('.')) ?? [];
}

describe('the page of a sighting is its person’s', () => {
  // prettier-ignore
  test.each<[string, Identifiers, string]>([
    ['the slug', { slug: 'marta-lindqvist-7f21' }, marta],
    ['one of several', { slug: 'marta-lindqvist-7f21', member }, marta],
    ['the member id in the address', { slug: 'marta-lindqvist-7f21', member }, `https://www.linkedin.com/in/${member}/`],
    ['the member id in the slug’s place', { slug: member }, `https://www.linkedin.com/in/${member}/`],
    ['a lead', { lead, member }, `https://www.linkedin.com/in/${lead}/`],
    ['another spelling of the slug', { slug: 'Zo%C3%A9-Quill' }, 'https://fr.linkedin.com/in/zoe%CC%81-quill/fr/'],
    ['an address that names nobody', { slug: 'marta-lindqvist-7f21' }, 'https://www.linkedin.com/search/results/people/'],
    ['the viewer’s own address', { slug: 'marta-lindqvist-7f21' }, 'https://www.linkedin.com/in/me/'],
  ])('%s', (_, identifiers, url) => {
    expect(wrongWith(identifiers, url)).toEqual([]);
  });

  // prettier-ignore
  test.each<[string, Identifiers, string]>([
    ['another slug', { slug: 'somebody-else' }, marta],
    ['another member id', { slug: 'marta-lindqvist-7f21', member: otherMember }, `https://www.linkedin.com/in/${member}/`],
    ['an id of another kind only', { member }, marta],
    ['another address form', { slug: 'somebody-else', member }, `${marta.replace('www', 'fr')}details/experience/?locale=fr_FR`],
    ['an identifier that names nobody', { slug: 'me' }, marta],
  ])('refused: %s', (_, identifiers, url) => {
    expect(wrongWith(identifiers, url)).toEqual(['page.url']);
  });

  test('without identifiers only they are told', () => {
    expect(wrongWith({}, marta)).toEqual(['identifiers']);
  });
});

function wrongOn(page: object): string[] {
  const { error } = Sighting.safeParse({ identifiers: { lead }, name: 'Marta Lindqvist', readFrom: { name: 'card' }, page });
  return error?.issues.map(({ path }) => path.join('.')) ?? [];
}

describe('a list is nobody’s', () => {
  const list = { kind: 'peopleSearch', url: 'https://www.linkedin.com/search/results/people/', generation: 'sdui' };

  test('whoever is on it may be anybody, found by whatever search', () => {
    expect(wrongOn(list)).toEqual([]);
    expect(wrongOn({ ...list, searchContext: 'keywords: VP, 2nd degree, Paris' })).toEqual([]);
    expect(wrongOn({ ...list, kind: 'salesLead', url: `https://www.linkedin.com/sales/lead/${lead}` })).toEqual([]);
  });

  test('its filters are a line, or absent', () => {
    expect(wrongOn({ ...list, searchContext: ' ' })).toEqual(['page.searchContext']);
    expect(wrongOn({ ...list, searchContext: 'x'.repeat(401) })).toEqual(['page.searchContext']);
  });

  test('a lead’s page is its lead’s', () => {
    expect(
      wrongOn({ ...list, kind: 'salesLead', url: `https://www.linkedin.com/sales/lead/${otherMember.replace('ACo', 'ACw')}` }),
    ).toEqual(['page.url']);
  });
});
