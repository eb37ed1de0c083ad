/** Random steps: what one to eight clients wish at once, in words that do not depend on what was before, so that any part of a run is a run. */
import { campaignActs, Choice, EnrolmentState } from '@wellmet/shared/campaign';
import type { Identifiers } from '@wellmet/shared/identity';
import * as fc from 'fast-check';
import { leadId, memberId } from '../sightings.ts';

const few = fc.integer({ min: 1, max: 4 });

/** Few people, so that they meet again, under changing identifiers. */
const someone: fc.Arbitrary<Identifiers> = fc
  .record({ member: few.map(memberId), lead: few.map(leadId), slug: few.map((n) => `person-${n}`) }, { requiredKeys: [] })
  .filter((ids) => Object.keys(ids).length > 0);
/** Most are known by one page that shows who they are, some by one that shows several at once. */
const somebody = fc.oneof(
  { weight: 3, arbitrary: few.map((n): Identifiers => ({ member: memberId(n) })) },
  { weight: 4, arbitrary: someone },
);

const who = fc.constantFrom(0 as const, 1 as const);
const which = fc.nat({ max: 9 });
/** Two are ongoing and one is a draft, to begin with. */
const campaign = fc.constantFrom(0, 0, 1, 1, 2, 2, 3);
const whom = fc.array(which, { minLength: 1, maxLength: 3 });
const choice = fc.option(fc.constantFrom(...Choice.options), { nil: undefined });

const analyse = fc.record({
  wish: fc.constant('analyse' as const),
  who,
  client: fc.nat({ max: 3 }),
  people: fc.array(somebody, { minLength: 1, maxLength: 4 }),
  headline: fc.nat({ max: 1 }),
  ceiling: fc.oneof({ weight: 6, arbitrary: fc.constant('all' as const) }, fc.constantFrom('quoted' as const, 'oneLess' as const)),
  campaign: fc.option(campaign, { nil: undefined, freq: 2 }),
  choice,
  isTwice: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, fc.constant(true)),
});
/** What lets many ride together: nothing about campaigns. */
const plainAnalyse = analyse.map((wish) => ({ ...wish, campaign: undefined }));

const others = fc.oneof(
  fc.record({
    wish: fc.constant('quote' as const),
    who,
    people: fc.array(somebody, { minLength: 1, maxLength: 4 }),
    campaign: fc.option(campaign),
  }),
  { weight: 2, arbitrary: fc.record({ wish: fc.constant('again' as const), which, isOther: fc.boolean() }) },
  fc.record({ wish: fc.constant('create' as const), who }),
  {
    weight: 4,
    arbitrary: fc.record({
      wish: fc.constant('act' as const),
      who,
      campaign,
      act: fc.constantFrom(...campaignActs),
      choice: fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, choice),
    }),
  },
  { weight: 4, arbitrary: fc.record({ wish: fc.constant('enrol' as const), who, campaign, whom, choice }) },
  {
    weight: 2,
    arbitrary: fc.record({
      wish: fc.constant('change' as const),
      who,
      campaign,
      whom,
      state: fc.constantFrom(...EnrolmentState.options),
    }),
  },
  fc.record({ wish: fc.constant('erase' as const), whom: which }),
  {
    weight: 2,
    arbitrary: fc.record({ wish: fc.constant('plan' as const), which: fc.nat({ max: 2 }), seats: fc.integer({ min: 1, max: 2 }) }),
  },
  fc.record({ wish: fc.constant('lapse' as const) }),
  fc.record({ wish: fc.constant('adjust' as const), credits: fc.constantFrom(-2, -1, 1, 3) }),
  fc.record({ wish: fc.constant('cap' as const), whose: who, capCredits: fc.option(fc.nat({ max: 3 })) }),
);

const wish = fc.oneof({ weight: 3, arbitrary: analyse }, { weight: 3, arbitrary: others });
export type Wish = typeof wish extends fc.Arbitrary<infer W> ? W : never;

const step = fc.oneof(
  { weight: 10, arbitrary: fc.record({ at: fc.constant('once' as const), wishes: fc.tuple(wish) }) },
  { weight: 4, arbitrary: fc.record({ at: fc.constant('once' as const), wishes: fc.array(plainAnalyse, { minLength: 2, maxLength: 6 }) }) },
  { weight: 3, arbitrary: fc.record({ at: fc.constant('once' as const), wishes: fc.array(wish, { minLength: 2, maxLength: 5 }) }) },
  // The month ends while they are under way.
  {
    weight: 1,
    arbitrary: fc.record({ at: fc.constant('midnight' as const), wishes: fc.array(plainAnalyse, { minLength: 1, maxLength: 4 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      at: fc.constantFrom('lastMinute' as const, 'firstInstant' as const, 'nextMonth' as const, 'afterTwoHours' as const),
      wishes: fc.constant<Wish[]>([]),
    }),
  },
);
export type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** A draft wants somebody whom an ongoing campaign holds, and is launched without a word about them: chance alone comes here too seldom. */
export const meeting: Step[] = (
  [
    {
      wish: 'analyse',
      who: 0,
      client: 0,
      people: [{ member: memberId(1) }],
      headline: 0,
      ceiling: 'all',
      campaign: 0,
      choice: undefined,
      isTwice: false,
    },
    {
      wish: 'analyse',
      who: 0,
      client: 0,
      people: [{ member: memberId(1) }],
      headline: 0,
      ceiling: 'all',
      campaign: 2,
      choice: undefined,
      isTwice: false,
    },
    { wish: 'act', who: 0, campaign: 2, act: 'launch', choice: undefined },
  ] satisfies Wish[]
).map((one): Step => ({ at: 'once', wishes: [one] }));

/** At most ten steps: short runs shrink to stories that can be read. */
export const steps = fc.array(step, { minLength: 1, maxLength: 10 });
