import { describe, expect, it } from 'vitest';
import { earliestMonth, latestMonth, monthOf, readSpan } from './dates.ts';

describe('readSpan', () => {
  it.each([
    ['Jan 2022 - Present · 3 yrs 2 mos', { start: '2022-01', end: 'present' }],
    ["janv. 2022 - aujourd'hui · 3 ans", { start: '2022-01', end: 'present' }],
    ['janv. 2022 - aujourd’hui · 3 ans 1 mois', { start: '2022-01', end: 'present' }],
    ['2019 - 2021', { start: '2019', end: '2021' }],
    ['2019', { start: '2019' }],
    ['Jul 2021 · 1 mo', { start: '2021-07' }],
    ['depuis 2019', { start: '2019', end: 'present' }],
    ['Depuis mars 2020', { start: '2020-03', end: 'present' }],
    ['Since September 2018', { start: '2018-09', end: 'present' }],
    ['mars 2020 – présent', { start: '2020-03', end: 'present' }],
    ['Sept. 2018 – Déc. 2020', { start: '2018-09', end: '2020-12' }],
    ['sept. 2018 — déc. 2020 · 2 ans 4 mois', { start: '2018-09', end: '2020-12' }],
    ['August 2016-June 2019', { start: '2016-08', end: '2019-06' }],
    ['août 2016 à juin 2019', { start: '2016-08', end: '2019-06' }],
    ['de février 2015 à juillet 2017', { start: '2015-02', end: '2017-07' }],
    ['from May 2015 to Present', { start: '2015-05', end: 'present' }],
    ['Jan\u00a02022\u00a0-\u202fPresent\u00a0·\u00a03\u00a0yrs', { start: '2022-01', end: 'present' }],
    ['févr. 2021 - en cours', { start: '2021-02', end: 'present' }],
    ['02/2021 - 11/2023', { start: '2021-02', end: '2023-11' }],
    ['Jan 2022 - Present (3 years)', { start: '2022-01', end: 'present' }],
    ['Jan 2022 to Present 3 yrs 2 mos', { start: '2022-01', end: 'present' }],
    ['Mar 2020 - Mar 2020', { start: '2020-03', end: '2020-03' }],
  ])('%s', (line, span) => {
    expect(readSpan(line)).toEqual(span);
  });

  it.each([
    'sty 2022 – obecnie · 3 lata',
    'maj 2020 - obecnie',
    'März 2020 – Heute',
    'Okt. 2019 – Dez. 2021',
    'ene. 2020 - actualidad',
    'mar. 2020 - abr. 2021',
    'gen 2021 - presente',
    'Jan 2022 - soon',
    'Dec 2021 - Jan 2020',
    '2021 - 2020',
    '13/2020 - 2021',
    '2019 - 2020 - 2021',
    '0042 - 2021',
    'Full-time',
    '',
  ])('does not guess at "%s"', (line) => {
    expect(readSpan(line)).toBeUndefined();
  });
});

it('counts a year without a month from its January to its December', () => {
  expect([earliestMonth('2020'), latestMonth('2020')]).toEqual([2020 * 12, 2020 * 12 + 11]);
  expect([earliestMonth('2020-04'), latestMonth('2020-04')]).toEqual([2020 * 12 + 3, 2020 * 12 + 3]);
  expect(monthOf(new Date('2020-04-30T23:59:59Z'))).toBe(2020 * 12 + 3);
});
