/**
 * The rank of somebody found: a sum of points, each with its signal. No input, no output, no clock, and nobody's rank depends on who else was
 * found. Reasons are the terms of the sum. No name, gender, age or photo is a signal. product.md 6.
 */
import type { Facets, Reason, Signal, Weights } from '@wellmet/shared/discover';
import { seniorities, type JobFunction, type Seniority } from '@wellmet/shared/insight';
import { companySizes, type CompanySize } from '@wellmet/shared/pool';
import { readTitle } from '../analysis/titles.ts';
import { remembering } from '../remembering.ts';
import { folded, wordsOf } from './ask.ts';

/** What of a person counts. */
export interface Candidate {
  poolId: string;
  personId: string;
  titlePlain: string | null;
  companyPlain: string | null;
  seniority: Seniority | null;
  function: JobFunction | null;
  industry: number | null;
  companySize: CompanySize | null;
  country: string | null;
  languages: readonly string[];
  /** `YYYY-MM-DD`, as is when somebody was seen. */
  roleSince: string | null;
  seenOn: string;
  /** How well the keywords fit, 0 to 1. */
  keywordFit: number;
}

/** What each signal weighs where nothing else is said: as much as one that fits wholly adds. */
export const defaultWeights = {
  keywords: 2,
  title: 2,
  seniority: 1,
  function: 1,
  industry: 1,
  company: 1,
  companySize: 0.5,
  place: 0.5,
  language: 0.5,
  alike: 3,
  roleChange: 0.4,
  fresh: 0.25,
} as const satisfies Record<Signal, number>;

/** The signals in which people can be alike. */
export const alikeSignals = ['seniority', 'function', 'industry', 'companySize', 'place', 'language'] as const satisfies readonly Signal[];
export type AlikeSignal = (typeof alikeSignals)[number];
export type Traits = Partial<Record<AlikeSignal, string>>;

/** Somebody who replied, was met or was named as an example. */
export interface Example {
  contactId: string;
  traits: Traits;
}

/** What is known of whom the workspace wants. */
export interface Evidence {
  positives: readonly Example[];
  negatives: readonly Traits[];
  /** How often a value occurs in the pool, 0 to 1; undefined where nobody has counted. */
  share: (signal: AlikeSignal, value: string) => number | undefined;
}

export function traitsOf(person: Pick<Candidate, 'seniority' | 'function' | 'industry' | 'companySize' | 'country' | 'languages'>): Traits {
  const { seniority, function: fn, industry, companySize, country, languages } = person;
  return {
    ...(seniority !== null && { seniority }),
    ...(fn !== null && { function: fn }),
    ...(industry !== null && { industry: `${industry}` }),
    ...(companySize !== null && { companySize: `${companySize}` }),
    ...(country !== null && { place: country }),
    ...(languages[0] !== undefined && { language: languages[0] }),
  };
}

/** So many people's worth of "as usual" stand beside what was seen: with few examples a value says little. */
const shrinkage = 4;
/** So many people of the pool count as not wanted once there is any evidence, or examples alone would tell nothing from what is common. */
const poolWorth = 3;
/** No one value decides alone. */
const mostLogOdds = 2;
/** Where nobody has counted. */
const usualShare = 0.05;
/** What was seen of a value says as much of the next step up or down. */
const nearWorth = 0.4;

/** Signals whose values are steps: who wants 51–200 people is seldom put off by 201. */
const steps: Partial<Record<AlikeSignal, readonly string[]>> = { seniority: seniorities, companySize: companySizes.map(String) };

/** The next steps down and up. */
function nearOf(signal: AlikeSignal, value: string): string[] {
  const all = steps[signal] ?? [];
  const at = all.indexOf(value);
  return at === -1 ? [] : [...all.slice(Math.max(0, at - 1), at), ...all.slice(at + 1, at + 2)];
}

function count(all: readonly Traits[], signal: AlikeSignal): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { [signal]: value } of all) if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

const logit = (share: number): number => Math.log(share / (1 - share));

/**
 * How much better the odds are of whoever has a value: those who were right among all whom the workspace has judged, and the pool beside them.
 * Compared with the odds of anybody, so that what all of them have in common, since it was asked for, speaks against nobody. 0 without evidence.
 */
export function logOdds({ positives, negatives, share }: Evidence): (signal: AlikeSignal, value: string) => number {
  const traits = positives.map((one) => one.traits);
  const liked = new Map(alikeSignals.map((signal) => [signal, count(traits, signal)]));
  const disliked = new Map(alikeSignals.map((signal) => [signal, count(negatives, signal)]));
  const judged = positives.length + negatives.length;
  if (judged === 0) return () => 0;
  const usual = (positives.length + 0.5) / (judged + poolWorth + 1);
  return (signal, value) => {
    const near = nearOf(signal, value);
    const around = (of: (one: string) => number): number => near.reduce((sum, one) => sum + nearWorth * of(one), of(value));
    const common = Math.min(
      1,
      Math.max(
        0.001,
        around((one) => share(signal, one) ?? usualShare),
      ),
    );
    const right = around((one) => liked.get(signal)?.get(one) ?? 0) + shrinkage * usual;
    const wrong = around((one) => disliked.get(signal)?.get(one) ?? 0) + poolWorth * common + shrinkage * (1 - usual);
    const odds = logit(right / (right + wrong)) - logit(usual);
    return Math.min(mostLogOdds, Math.max(-mostLogOdds, odds));
  };
}

/** What is asked for, and by what weights. */
export interface Asked {
  facets: Facets;
  weights: Weights;
  evidence: Evidence;
  /** Of which only the day counts. */
  now: Date;
  withBelow: (industry: number) => readonly number[];
}

export type RankReason = Omit<Reason, 'alike'> & {
  alike?: { shared: NonNullable<Reason['alike']>['shared']; nearest?: string };
};

/** Points as whole thousandths: sums of them are exact, in any order. */
const thousandths = (points: number): number => Math.round(points * 1000);

const dayMs = 86_400_000;
const daysSince = (date: Date, now: Date): number => Math.max(0, Math.floor(now.getTime() / dayMs) - Math.floor(date.getTime() / dayMs));
/** A new role counts for half a year, less by the day. */
const newRoleDays = 183;
/** What was seen a year ago counts half. */
const freshHalfDays = 365;

const mapSignals = <T>(of: (signal: AlikeSignal) => T): Record<AlikeSignal, T> =>
  Object.fromEntries(alikeSignals.map((signal) => [signal, of(signal)])) as Record<AlikeSignal, T>;

/** Who of the examples has most in common with somebody, and at least two values; of several the first by their ids. */
function nearestTo(traits: Traits, examples: readonly Example[]): string | undefined {
  let nearest: { contactId: string; near: number } | undefined;
  for (const { contactId, traits: theirs } of examples) {
    let near = 0;
    for (const signal of alikeSignals) if (theirs[signal] !== undefined && theirs[signal] === traits[signal]) near++;
    const isNearer = !nearest || near > nearest.near || (near === nearest.near && contactId < nearest.contactId);
    if (near >= 2 && isNearer) nearest = { contactId, near };
  }
  return nearest?.contactId;
}

/** A term of the sum: how far a signal is true of somebody, and what there is to say of it. */
interface Term {
  signal: Signal;
  weight: number;
  /** 0 to 1 where somebody has asked; else, of "alike", what it comes to. */
  fit: (one: Candidate) => number;
  says?: (one: Candidate) => Partial<RankReason>;
}

export interface Ranking {
  pointsOf: (one: Candidate) => number;
  /** The terms of the points, strongest first. */
  reasonsOf: (one: Candidate) => RankReason[];
}

export function ranking({ facets, weights, evidence, now, withBelow }: Asked): Ranking {
  const weight = (signal: Signal): number => weights[signal] ?? defaultWeights[signal];
  const term = (signal: Signal, fit: Term['fit'], says?: Term['says']): Term => ({
    signal,
    weight: weight(signal),
    fit,
    ...(says && { says }),
  });
  /** Who has one of the values that are asked for. */
  const facet = <Value extends string | number>(
    signal: Signal,
    asked: Iterable<Value>,
    valueOf: (one: Candidate) => Value | null,
  ): Term[] => {
    const values = new Set(asked);
    const fit = (one: Candidate): number => {
      const value = valueOf(one);
      return value !== null && values.has(value) ? 1 : 0;
    };
    return values.size === 0 ? [] : [term(signal, fit, (one) => ({ value: `${valueOf(one) ?? ''}` }))];
  };
  const ofRole = remembering((date) => Math.max(0, 1 - daysSince(new Date(date), now) / newRoleDays));
  const ofDay = remembering((date) => 2 ** (-daysSince(new Date(date), now) / freshHalfDays));
  const languageOf = ({ languages }: Candidate): string | null => facets.languages.find((one) => languages.includes(one)) ?? null;

  const terms = [
    term('keywords', ({ keywordFit }) => keywordFit),
    ...titleTerm(facets.titles, term),
    ...facet('seniority', facets.seniorities, (one) => one.seniority),
    ...facet('function', facets.functions, (one) => one.function),
    ...facet('industry', facets.industries.flatMap(withBelow), (one) => one.industry),
    ...facet('company', facets.companies.map(folded), (one) => one.companyPlain),
    ...facet('companySize', facets.companySizes, (one) => one.companySize),
    ...(facets.places.length === 0
      ? []
      : [
          term(
            'place',
            () => 1,
            ({ country }) => (country === null ? {} : { value: country }),
          ),
        ]),
    ...facet('language', facets.languages, languageOf),
    ...alikeTerm(evidence, weight, term),
    term(
      'roleChange',
      ({ roleSince }) => (roleSince === null ? 0 : ofRole(roleSince)),
      ({ roleSince }) => (roleSince === null ? {} : { date: roleSince }),
    ),
    term(
      'fresh',
      ({ seenOn }) => ofDay(seenOn),
      ({ seenOn }) => ({ date: seenOn }),
    ),
  ].filter((one) => one.weight !== 0);

  return {
    pointsOf: (one) => terms.reduce((sum, { weight: own, fit }) => sum + thousandths(own * fit(one)), 0) / 1000,
    reasonsOf: (one) =>
      terms
        .flatMap(({ signal, weight: own, fit, says }): RankReason[] => {
          const points = thousandths(own * fit(one)) / 1000;
          return points === 0 ? [] : [{ signal, points, ...says?.(one) }];
        })
        .toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points) || (a.signal < b.signal ? -1 : 1)),
  };
}

type MakeTerm = (signal: Signal, fit: Term['fit'], says?: Term['says']) => Term;

/** The title that fits best: by its words, or else by what it means. */
function titleTerm(asked: readonly string[], term: MakeTerm): Term[] {
  if (asked.length === 0) return [];
  const titles = asked.map((title) => ({ title, words: wordsOf(title), meaning: readTitle(title) }));
  const wordsIn = remembering((title) => new Set(wordsOf(title)));
  const bestOf = ({ titlePlain, seniority, function: fn }: Candidate): { value: string; fit: number } => {
    const own = wordsIn(titlePlain ?? '');
    let best = { value: '', fit: 0 };
    for (const { title, words, meaning } of titles) {
      const isSame = words.length > 0 && words.every((word) => own.has(word));
      const means = meaning.seniority !== undefined && meaning.seniority === seniority && meaning.function === fn;
      const fit = isSame ? 1 : means ? 0.7 : 0;
      if (fit > best.fit) best = { value: title, fit };
    }
    return best;
  };
  return [
    term(
      'title',
      (one) => bestOf(one).fit,
      (one) => ({ value: bestOf(one).value }),
    ),
  ];
}

/** What those who were right have in common with somebody. */
function alikeTerm(evidence: Evidence, weight: (signal: Signal) => number, term: MakeTerm): Term[] {
  const { positives, negatives } = evidence;
  if (positives.length + negatives.length === 0) return [];
  const odds = logOdds(evidence);
  const wanted = alikeSignals.filter((signal) => weight(signal) !== 0);
  /** What a value of a signal comes to, and how many of the positives have it, or else the next one up or down. */
  const worth = mapSignals((signal) => remembering((value) => odds(signal, value)));
  const having = mapSignals((signal) =>
    remembering((value) => {
      const those = (values: readonly string[]): number =>
        positives.filter(({ traits: { [signal]: theirs } }) => theirs !== undefined && values.includes(theirs)).length;
      const of = those([value]);
      return { of, near: of === 0 ? those(nearOf(signal, value)) : 0 };
    }),
  );
  const pointsOf = (signal: AlikeSignal, value: string | undefined): number => (value === undefined ? 0 : worth[signal](value));
  const sharedBy = (traits: Traits): NonNullable<Reason['alike']>['shared'] =>
    wanted.flatMap((signal) => {
      const value = traits[signal];
      if (value === undefined || pointsOf(signal, value) <= 0) return [];
      const { of, near } = having[signal](value);
      return of + near > 0 ? [{ signal, value, of: of + near, all: positives.length, ...(near > 0 && { isNear: true }) }] : [];
    });
  return [
    term(
      'alike',
      (one) => {
        const traits = traitsOf(one);
        return wanted.reduce((sum, signal) => sum + pointsOf(signal, traits[signal]), 0) / 4;
      },
      (one) => {
        const traits = traitsOf(one);
        const nearest = nearestTo(traits, positives);
        return { alike: { shared: sharedBy(traits), ...(nearest !== undefined && { nearest }) } };
      },
    ),
  ];
}

export interface Ranked<C extends Candidate = Candidate> {
  candidate: C;
  points: number;
}

/** The best first; who have as many points, by their ids: the order of the candidates does not matter. */
export function rank<C extends Candidate>(candidates: readonly C[], { pointsOf }: Ranking): Ranked<C>[] {
  return candidates.map((candidate): Ranked<C> => ({ candidate, points: pointsOf(candidate) })).toSorted(comesBefore);
}

export const comesBefore = (a: Ranked, b: Ranked): number =>
  b.points - a.points ||
  (a.candidate.personId === b.candidate.personId
    ? a.candidate.poolId < b.candidate.poolId
      ? -1
      : 1
    : a.candidate.personId < b.candidate.personId
      ? -1
      : 1);

/** What of a rank stays with the debit: signals and numbers, nobody's name and no contact. */
export const keptOf = (reasons: readonly RankReason[]) =>
  reasons.map(({ signal, points, value, date }) => ({
    signal,
    points,
    // A company or a title may say who somebody is, and a debit cannot be erased.
    ...(value !== undefined && signal !== 'company' && signal !== 'title' && { value }),
    ...(date !== undefined && signal === 'fresh' && { date }),
  }));
