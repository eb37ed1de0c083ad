/** What a row says, and what is kept of it: each line thought through from the row, in both languages. */
import type { PoolField } from '@wellmet/shared/pool';
import { describe, expect, test } from 'vitest';
import { readerOf, type BadRow, type PoolRowSaid } from './normalise.ts';

type Row = Partial<Record<PoolField, string>>;
const base: Row = { name: 'Zélie Brassard', profileUrl: 'https://www.linkedin.com/in/zelie-brassard/' };

function made(row: Row): PoolRowSaid | BadRow {
  const fields = Object.keys(row) as PoolField[];
  return readerOf(
    fields,
    'a secret',
    'a pool',
  )(
    2,
    fields.map((field) => row[field] ?? ''),
  );
}
/** A row of somebody, with something more or else. */
const said = (row: Row): Partial<PoolRowSaid & BadRow> => made({ ...base, ...row });
const kept = (field: keyof PoolRowSaid, row: Row): unknown => {
  const one = said(row);
  return 'problem' in one ? `${one.field}: ${one.problem}` : one[field];
};

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const hashed = (email: string): unknown => kept('emailHash', { email });
const digest = (row: Row): unknown => kept('digest', row);

describe('the size of a company, by the smallest number of people', () => {
  test.each<[string, number | null]>([
    ['51-200', 51],
    ['51 - 200 employees', 51],
    ['51–200', 51],
    ['De 51 à 200', 51],
    ['11 à 50 salariés', 11],
    ['2-10', 2],
    ['1-10', 2],
    ['0-1', 1],
    ['1', 1],
    ['Freelance', 1],
    ['Indépendante', 1],
    ['self-employed', 1],
    ['7', 2],
    ['10', 2],
    ['11', 11],
    ['200', 51],
    ['201', 201],
    ['1 000', 501],
    ['1 001-5 000', 1001],
    ['1\u202f001 à 5\u202f000', 1001],
    ['1,001-5,000', 1001],
    ['1.001-5.000', 1001],
    ['1’001–5’000', 1001],
    ['5K', 1001],
    ['5k-10k', 1001],
    ['10,001+', 10001],
    ['10 001+', 10001],
    ['10,000+', 10001],
    ['>10000', 10001],
    ['plus de 10 000 salariés', 10001],
    ['more than 500', 501],
    ['500', 201],
    ['250000', 10001],
    ['some', null],
    ['', null],
  ])('%j: %j', (companySize, size) => expect(kept('companySize', { companySize })).toBe(size));
});

describe('places', () => {
  test.each<[Row, [string | null, string | null, string | null]]>([
    [{ location: 'Lyon, Auvergne-Rhône-Alpes, France' }, ['FR', 'Auvergne-Rhône-Alpes', 'Lyon']],
    [{ location: 'Berlin, Germany' }, ['DE', null, 'Berlin']],
    [{ location: 'Berlin, Allemagne' }, ['DE', null, 'Berlin']],
    [{ location: 'France' }, ['FR', null, null]],
    [{ country: 'france' }, ['FR', null, null]],
    [{ country: 'FR' }, ['FR', null, null]],
    [{ country: 'États-Unis' }, ['US', null, null]],
    [{ country: 'Etats-Unis' }, ['US', null, null]],
    [{ country: 'USA' }, ['US', null, null]],
    [{ country: 'United Kingdom' }, ['GB', null, null]],
    [{ country: 'UK' }, ['GB', null, null]],
    [{ country: 'Royaume-Uni' }, ['GB', null, null]],
    [{ city: 'Genève', country: 'Suisse' }, ['CH', null, 'Genève']],
    // What is said of a part counts for more than the whole.
    [{ location: 'Lyon, France', city: 'Villeurbanne' }, ['FR', null, 'Villeurbanne']],
    [{ city: 'Lyon' }, [null, null, 'Lyon']],
    [{}, [null, null, null]],
  ])('%j: %j', (row, place) => {
    const { country, region, city } = said(row);
    expect([country, region, city]).toEqual(place);
  });

  test('a country that there is not keeps out the row; a place that says none does not', () => {
    expect(said({ country: 'Atlantis' })).toMatchObject({ field: 'country' });
    expect(said({ location: 'Somewhere' })).toMatchObject({ country: null });
  });
});

describe('dates: the day is first, as in French; a year or a month alone is its first day', () => {
  test.each<[string, string]>([
    ['2021-03-14', '2021-03-14'],
    ['2021-3-4', '2021-03-04'],
    ['2021/03/14', '2021-03-14'],
    ['2021-03-14T23:59:59Z', '2021-03-14'],
    ['2021-03-14 08:00', '2021-03-14'],
    ['14/03/2021', '2021-03-14'],
    ['14.03.2021', '2021-03-14'],
    ['04/05/2021', '2021-05-04'],
    ['03/2021', '2021-03-01'],
    ['2021-03', '2021-03-01'],
    ['2021', '2021-01-01'],
    ['29/02/2024', '2024-02-29'],
    ['1900', '1900-01-01'],
  ])('%j: %j', (roleSince, date) => expect(kept('roleSince', { roleSince })).toBe(date));

  test.each(['31/02/2021', '29/02/2023', '03/14/2021', '2021-13', '2021-00-10', '1899', '21', 'last spring', 'mars 2021?', '0', '44270'])(
    '%j is none, and keeps out the row',
    (roleSince) => expect(said({ roleSince })).toMatchObject({ field: 'roleSince', problem: expect.stringContaining('no date') }),
  );

  test('nobody was seen in the future; the clock of a neighbour may be a day ahead', () => {
    expect(said({ seenAt: inDays(2) })).toMatchObject({ field: 'seenAt', problem: 'is in the future' });
    expect(kept('seenAt', { seenAt: inDays(0) })).toEqual(new Date(`${inDays(0)}T00:00:00Z`));
    expect(said({ roleSince: '2999' })).toMatchObject({ field: 'roleSince', problem: 'is in the future' });
  });
});

describe('who it is', () => {
  const member = `ACoA${'B'.repeat(35)}`;
  test.each<[Row, { slug: string | null; member: string | null }]>([
    [{ profileUrl: 'https://www.linkedin.com/in/zelie-brassard/' }, { slug: 'zelie-brassard', member: null }],
    [{ profileUrl: 'http://fr.linkedin.com/in/Zelie-Brassard?trk=x' }, { slug: 'zelie-brassard', member: null }],
    [{ profileUrl: 'linkedin.com/in/zelie-brassard' }, { slug: 'zelie-brassard', member: null }],
    [{ profileUrl: 'www.linkedin.com/in/zelie-brassard' }, { slug: 'zelie-brassard', member: null }],
    [{ profileUrl: 'zelie-brassard' }, { slug: 'zelie-brassard', member: null }],
    [{ profileUrl: 'https://www.linkedin.com/in/z%C3%A9lie-brassard' }, { slug: 'zélie-brassard', member: null }],
    [{ profileUrl: `https://www.linkedin.com/in/${member}` }, { slug: null, member }],
    [
      { profileUrl: '', memberId: member },
      { slug: null, member },
    ],
    [{ memberId: member }, { slug: 'zelie-brassard', member }],
  ])('%j: %j', (row, ids) => expect(said(row)).toMatchObject(ids));

  test.each<[Row, PoolField]>([
    [{ profileUrl: 'https://www.linkedin.com/company/looms' }, 'profileUrl'],
    [{ profileUrl: 'https://evil.example/in/zelie-brassard' }, 'profileUrl'],
    [{ profileUrl: 'https://www.linkedin.com.evil.example/in/zelie-brassard' }, 'profileUrl'],
    [{ profileUrl: 'javascript:alert(1)' }, 'profileUrl'],
    [{ profileUrl: '' }, 'profileUrl'],
    [{ memberId: '42' }, 'memberId'],
    [{ profileUrl: `https://www.linkedin.com/in/${member}`, memberId: `ACoA${'C'.repeat(35)}` }, 'memberId'],
    [{ name: '' }, 'name'],
    [{ name: ' \t ' }, 'name'],
    [{ email: 'zelie at looms.example' }, 'email'],
    [{ email: 'a@x.example, b@x.example' }, 'email'],
    [{ email: '@x.example' }, 'email'],
    [{ email: 'zelie@looms' }, 'email'],
    [{ email: `${'x'.repeat(65)}@looms.example` }, 'email'],
    // An address that several read is nobody's.
    [{ profileUrl: '', email: 'info@looms.example' }, 'profileUrl'],
  ])('%j is refused for its %s', (row, field) => expect(said(row)).toMatchObject({ line: 2, field }));

  test('an e-mail is kept as a hash alone: the same however it is written, another one in another pool', () => {
    expect(hashed('Zelie@Looms.example')).toEqual(hashed(' mailto:zelie@looms.example'));
    expect(hashed('zelie@looms.example')).not.toEqual(hashed('zelie@loom.example'));
    expect(hashed('contact@looms.example')).toBeNull();
    const row = ['Zélie', 'zelie@looms.example'];
    const [one, other] = ['a pool', 'another'].map((pool) => readerOf(['name', 'email'], 'a secret', pool)(2, row) as PoolRowSaid);
    expect(one?.emailHash).not.toEqual(other?.emailHash);
    expect(JSON.stringify(one)).not.toContain('zelie@');
  });
});

describe('names and texts', () => {
  test.each<[Row, string]>([
    [{ name: '', firstName: 'Zélie', lastName: 'Brassard' }, 'Zélie Brassard'],
    [{ name: '', firstName: 'Zélie' }, 'Zélie'],
    [{ name: '', lastName: 'Brassard' }, 'Brassard'],
    [{ name: 'Both', firstName: 'Zélie', lastName: 'Brassard' }, 'Both'],
    [{ name: '  Zélie \u00a0 Brassard\t' }, 'Zélie Brassard'],
    [{ name: 'Zélie\r\nBrassard' }, 'Zélie Brassard'],
    [{ name: '李小龍' }, '李小龍'],
    [{ name: 'محمد علي' }, 'محمد علي'],
    [{ name: '👩‍🔧 Zélie' }, '👩‍🔧 Zélie'],
    // A formula is a name like any other here; what makes it harmless is the export.
    [{ name: '=HYPERLINK("https://evil.example";"x")' }, '=HYPERLINK("https://evil.example";"x")'],
    [{ name: "<img src=x onerror='alert(1)'>" }, "<img src=x onerror='alert(1)'>"],
    [{ name: "Robert'); drop table pool;--" }, "Robert'); drop table pool;--"],
    [{ name: '__proto__' }, '__proto__'],
    [{ name: 'x'.repeat(200) }, 'x'.repeat(200)],
  ])('%j: %j', (row, name) => expect(kept('name', row)).toBe(name));

  test.each<[string, Row, PoolField]>([
    ['NUL', { name: 'Z\0élie' }, 'name'],
    ['half a sign', { title: 'Weaver \ud83d' }, 'title'],
    ['bytes that were no text', { company: 'Loo\ufffdms' }, 'company'],
    ['too long a name', { name: 'x'.repeat(201) }, 'name'],
    ['too long a title', { title: 'x'.repeat(301) }, 'title'],
    ['too long a headline', { headline: 'x'.repeat(401) }, 'headline'],
  ])('%s keeps out the row', (_, row, field) => expect(said(row)).toMatchObject({ field }));

  test('what somebody writes of themselves is cut, not refused', () => {
    expect(kept('about', { about: 'y '.repeat(3000) })).toHaveLength(4000);
  });

  test('folded for searching: no accents, no capitals', () => {
    expect(said({ title: 'Directrice Générale', company: 'Écoles & Cie', city: 'Besançon' })).toMatchObject({
      namePlain: 'zelie brassard',
      titlePlain: 'directrice generale',
      cityPlain: 'besancon',
    });
  });

  test('the same row again has the same digest, whenever it was seen; another word another one', () => {
    expect(digest({ seenAt: '2026-01-01' })).toEqual(digest({ seenAt: '2026-02-01' }));
    expect(digest({ title: 'Weaver' })).not.toEqual(digest({ title: 'Dyer' }));
    expect(digest({ title: 'Weaver' })).not.toEqual(digest({ headline: 'Weaver' }));
    expect(digest({ email: 'one@x.example' })).not.toEqual(digest({ email: 'two@x.example' }));
  });
});

describe('languages, without what is none', () => {
  test.each<[string, string[]]>([
    ['Français, Anglais', ['en', 'fr']],
    ['French; English', ['en', 'fr']],
    ['fr|en|fr', ['en', 'fr']],
    ['fr-FR, en_GB', ['en', 'fr']],
    ['Anglais (courant) / Espagnol (notions)', ['en', 'es']],
    ['English - native', ['en']],
    ['Deutsch, español, 日本語', ['de', 'es', 'ja']],
    ['Mandarin', ['zh']],
    ['Castillan', ['es']],
    ['Klingon, courant', []],
    ['', []],
  ])('%j: %j', (languages, codes) => expect(kept('languages', { languages })).toEqual(codes));
});

describe('what a title means', () => {
  test.each<[Row, [string | null, string | null]]>([
    [{ title: 'VP Marketing' }, ['vp', 'marketing']],
    [{ title: 'Directrice des achats' }, ['director', 'procurement']],
    [{ title: 'Sales manager' }, ['manager', 'sales']],
    [{ title: 'Responsable des ventes' }, ['manager', 'sales']],
    [{ title: 'CEO' }, ['executive', 'generalManagement']],
    // Without a title the headline says it; with one it does not.
    [{ headline: 'Sales manager at Nimbus Looms' }, ['manager', 'sales']],
    [{ title: 'Sales manager', headline: 'CEO' }, ['manager', 'sales']],
    [{}, [null, null]],
  ])('%j: %j', (row, [seniority, work]) => expect(said(row)).toMatchObject({ seniority, function: work }));
});

describe('industries, by number or by name in both languages', () => {
  test.each<[string, number | null]>([
    ['4', 4],
    ['Software Development', 4],
    ['no industry of the list', null],
  ])('%j: %j', (industry, id) => expect(kept('industry', { industry })).toBe(id));
});
