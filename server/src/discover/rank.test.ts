import { Facets, signals, type Weights } from '@wellmet/shared/discover';
import { jobFunctions, seniorities } from '@wellmet/shared/insight';
import { companySizes } from '@wellmet/shared/pool';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { logOdds, rank as rankBy, ranking, type Asked, type Candidate, type Evidence, type RankReason } from './rank.ts';

const or = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: null });
const traits = fc.record({
  seniority: fc.constantFrom(...seniorities),
  function: fc.constantFrom(...jobFunctions),
  place: fc.constantFrom('FR', 'DE'),
});
const candidate: fc.Arbitrary<Candidate> = fc.record({
  poolId: fc.constantFrom('a', 'b'),
  personId: fc.uuid(),
  titlePlain: or(['vp sales', 'head of engineering', '']),
  companyPlain: or(['nimbus looms', 'quill']),
  seniority: or(seniorities),
  function: or(jobFunctions),
  industry: or([4, 6, 96]),
  companySize: or(companySizes),
  country: or(['FR', 'DE', 'US']),
  languages: fc.subarray(['fr', 'en', 'de']),
  roleSince: or(['2026-11-01', '2026-02-01', '2019-05-01', '2027-01-01']),
  seenOn: fc
    .date({ min: new Date('2020-01-01'), max: new Date('2027-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
  keywordFit: fc.double({ min: 0, max: 1, noNaN: true }),
});
const weights: fc.Arbitrary<Weights> = fc.dictionary(fc.constantFrom(...signals), fc.double({ min: 0, max: 5, noNaN: true }));
const evidence: fc.Arbitrary<Evidence> = fc.record({
  positives: fc.array(fc.record({ contactId: fc.uuid(), traits }), { maxLength: 8 }),
  negatives: fc.array(traits, { maxLength: 8 }),
  share: fc.constantFrom(
    () => undefined,
    () => 0.2,
  ),
});
const asked: fc.Arbitrary<Asked> = fc.record({
  facets: fc.constantFrom(
    Facets.parse({}),
    Facets.parse({
      titles: ['Sales VP'],
      seniorities: ['vp'],
      industries: [4],
      places: [{ country: 'FR' }],
      languages: ['fr'],
      companies: ['Quill'],
    }),
  ),
  weights,
  evidence,
  now: fc.constant(new Date('2026-11-29T12:00:00Z')),
  withBelow: fc.constant((industry: number) => [industry]),
});
const people = fc.uniqueArray(candidate, { maxLength: 20, selector: ({ poolId, personId }) => `${poolId} ${personId}` });

const rank = (all: readonly Candidate[], how: Asked) => {
  const { reasonsOf, ...own } = ranking(how);
  return rankBy(all, { reasonsOf, ...own }).map((one) => ({ ...one, reasons: reasonsOf(one.candidate) }));
};
const sumOf = (reasons: readonly RankReason[]): number => reasons.reduce((sum, { points }) => sum + Math.round(points * 1000), 0);

const seen = (companySize: '51' | '501') => ({ contactId: companySize, traits: { companySize } });

describe('a rank', () => {
  test('is exactly the sum of its reasons, none of which is muted', () => {
    fc.assert(
      fc.property(people, asked, (all, how) => {
        for (const { reasons, points } of rank(all, how)) {
          expect(points).toBe(sumOf(reasons) / 1000);
          expect(reasons.filter(({ signal }) => how.weights[signal] === 0)).toEqual([]);
        }
      }),
    );
  });

  test('depends on nobody else and on no order; the same is the same', () => {
    fc.assert(
      fc.property(people, asked, (all, how) => {
        const ranked = rank(all, how);
        expect(rank(all.toReversed(), how)).toEqual(ranked);
        expect(rank(all.slice(0, 3), how)).toEqual(ranked.filter(({ candidate: one }) => all.slice(0, 3).includes(one)));
      }),
    );
  });

  test('the next step up or down counts, but less, and is said to be near', () => {
    const known = { positives: [seen('51')], negatives: [], share: () => 0.1 };
    const odds = logOdds(known);
    const [own = 0, next = 0, far = 0] = ['51', '201', '501'].map((size) => odds('companySize', size));
    expect(own).toBeGreaterThan(next);
    expect(next).toBeGreaterThan(far);
    // Countries have no steps.
    expect(logOdds({ ...known, positives: [{ contactId: 'a', traits: { place: 'FR' } }] })('place', 'GB')).toBe(odds('place', 'GB'));
    const many = { ...known, positives: [seen('51'), seen('51'), seen('51'), seen('501')], negatives: [{ companySize: '10001' }] };
    const [first] = rank(
      fc.sample(candidate, { numRuns: 1, seed: 1 }).map((one) => ({ ...one, companySize: 201 as const })),
      {
        facets: Facets.parse({}),
        weights: Object.fromEntries(signals.filter((one) => one !== 'alike' && one !== 'companySize').map((one) => [one, 0])),
        evidence: many,
        now: new Date('2026-11-29T12:00:00Z'),
        withBelow: (industry) => [industry],
      },
    );
    expect(first?.reasons.flatMap(({ alike }) => alike?.shared ?? [])).toEqual([
      { signal: 'companySize', value: '201', of: 4, all: 4, isNear: true },
    ]);
  });

  test('without evidence nobody is alike; thin evidence says less than much of it', () => {
    const none = { positives: [], negatives: [], share: () => 0.1 };
    expect(logOdds(none)('function', 'sales')).toBe(0);
    const of = (count: number): number =>
      logOdds({
        ...none,
        positives: Array.from({ length: count }, (_, n) => ({ contactId: `${n}`, traits: { function: 'sales' as const } })),
      })('function', 'sales');
    expect(of(1)).toBeGreaterThan(0);
    expect(of(2)).toBeGreaterThan(of(1));
    expect(logOdds({ ...none, negatives: [{ function: 'sales' }] })('function', 'sales')).toBeLessThan(0);
  });
});
