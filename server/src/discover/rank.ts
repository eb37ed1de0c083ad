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
  /** `YYYY-MM-DD`. */
  roleSince: string | null;
  seenAt: Date;
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
export const sumOf = (reasons: readonly { points: number }[]): number =>
  reasons.reduce((sum, { points }) => sum + thousandths(points), 0) / 1000;

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

/** Makes of a candidate the terms of its rank, strongest first. */
export function ranking({ facets, weights, evidence, now, withBelow }: Asked): (candidate: Candidate) => RankReason[] {
  const weight = (signal: Signal): number => weights[signal] ?? defaultWeights[signal];
  const odds = logOdds(evidence);
  const industries = new Set(facets.industries.flatMap(withBelow));
  const titles = facets.titles.map((title) => ({ title, words: wordsOf(title), meaning: readTitle(title) }));
  const companies = new Set(facets.companies.map(folded));

  const { positives } = evidence;
  /** What a value of a signal comes to, and how many of the positives have it, or else the next one up or down. */
  const inAlike = mapSignals((signal) =>
    remembering((value) => {
      const those = (values: readonly string[]): number =>
        positives.filter(({ traits: { [signal]: theirs } }) => theirs !== undefined && values.includes(theirs)).length;
      const of = those([value]);
      return { points: odds(signal, value), of, near: of === 0 ? those(nearOf(signal, value)) : 0 };
    }),
  );

  function alike(traits: Traits): { points: number; alike: NonNullable<RankReason['alike']> } {
    let points = 0;
    const shared: NonNullable<Reason['alike']>['shared'] = [];
    for (const signal of alikeSignals) {
      const value = traits[signal];
      if (value === undefined || weight(signal) === 0) continue;
      const { points: own, of, near } = inAlike[signal](value);
      points += own;
      if (own > 0 && of + near > 0) shared.push({ signal, value, of: of + near, all: positives.length, ...(near > 0 && { isNear: true }) });
    }
    const nearest = nearestTo(traits, positives);
    return { points: points / 4, alike: { shared, ...(nearest !== undefined && { nearest }) } };
  }

  const wordsIn = remembering((title) => new Set(wordsOf(title)));
  const ofRole = remembering((date) => Math.max(0, 1 - daysSince(new Date(date), now) / newRoleDays));
  const ofDay = remembering((time) => {
    const seen = new Date(Number(time));
    return { fit: 2 ** (-daysSince(seen, now) / freshHalfDays), date: seen.toISOString().slice(0, 10) };
  });

  return (candidate) => {
    const reasons: RankReason[] = [];
    const add = (signal: Signal, fit: number, more: Partial<RankReason> = {}): void => {
      const points = thousandths(weight(signal) * fit) / 1000;
      if (points !== 0) reasons.push({ signal, points, ...more });
    };
    add('keywords', candidate.keywordFit);
    const title = titles
      .map(({ title: value, words, meaning }) => {
        const own = wordsIn(candidate.titlePlain ?? '');
        const isSame = words.length > 0 && words.every((word) => own.has(word));
        const means =
          meaning.seniority !== undefined && meaning.seniority === candidate.seniority && meaning.function === candidate.function;
        return { value, fit: isSame ? 1 : means ? 0.7 : 0 };
      })
      .reduce((best, one) => (one.fit > best.fit ? one : best), { value: '', fit: 0 });
    add('title', title.fit, { value: title.value });
    const { seniority, function: fn, industry, companySize, country, languages, companyPlain, roleSince, seenAt } = candidate;
    if (seniority !== null && facets.seniorities.includes(seniority)) add('seniority', 1, { value: seniority });
    if (fn !== null && facets.functions.includes(fn)) add('function', 1, { value: fn });
    if (industry !== null && industries.has(industry)) add('industry', 1, { value: `${industry}` });
    if (companyPlain !== null && companies.has(companyPlain)) add('company', 1, { value: companyPlain });
    if (companySize !== null && facets.companySizes.includes(companySize)) add('companySize', 1, { value: `${companySize}` });
    if (facets.places.length > 0) add('place', 1, country === null ? {} : { value: country });
    const language = facets.languages.find((one) => languages.includes(one));
    if (language !== undefined) add('language', 1, { value: language });
    if (positives.length + evidence.negatives.length > 0) {
      const { points, ...how } = alike(traitsOf(candidate));
      add('alike', points, how);
    }
    if (roleSince !== null) add('roleChange', ofRole(roleSince), { date: roleSince });
    const { fit, date } = ofDay(`${seenAt.getTime()}`);
    add('fresh', fit, { date });
    return reasons.toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points) || (a.signal < b.signal ? -1 : 1));
  };
}

export interface Ranked<C extends Candidate = Candidate> {
  candidate: C;
  reasons: RankReason[];
  points: number;
}

/** The best first; who have as many points, by their ids: the order of the candidates does not matter. */
export function rank<C extends Candidate>(candidates: readonly C[], asked: Asked): Ranked<C>[] {
  const reasonsOf = ranking(asked);
  return candidates
    .map((candidate): Ranked<C> => {
      const reasons = reasonsOf(candidate);
      return { candidate, reasons, points: sumOf(reasons) };
    })
    .toSorted(comesBefore);
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
