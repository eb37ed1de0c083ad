import { plain } from '@wellmet/shared/plain';
import type { Evidence, Fact, Insights } from '@wellmet/shared/insight';
import type { Sighting } from '@wellmet/shared/sighting';
import { analyse } from '../analyse.ts';
import { stands } from '../evidence.ts';
import { readTitle } from '../titles.ts';
import type { Half } from './halves.ts';
import { rewritings, rewritten } from './paraphrase.ts';
import { labelledOn, sightingOf, type Profile } from './profile.ts';
import { swapped } from './swap.ts';

/** How often the engine said something, how often the label does, how often both say the same. */
export interface Score {
  said: number;
  labelled: number;
  right: number;
  /** What was got wrong, for whoever tunes: who, said, labelled. */
  wrong: { of: string; said: string; labelled: string }[];
}

export const precision = ({ said, right }: Score): number => (said === 0 ? 1 : right / said);
export const recall = ({ labelled, right }: Score): number => (labelled === 0 ? 1 : right / labelled);

/** So many of so many. */
export interface Share {
  part: number;
  of: number;
}

export interface Measures {
  fields: Record<string, Score>;
  /** Quotes that stand literally in their place, of everything that quotes. */
  quotes: Share;
  /** Styles that were read though the label says there is too little to read, or another language. */
  stylesBelowGate: Share;
  /** Facts, and hooks, that stay when the profile is written differently, by the way it is. */
  stability: Record<string, { facts: Share; hooks: Share }>;
  /** Values that differ when first names and words with a gender are swapped. */
  unfair: Share;
}

interface Analysed {
  profile: Profile;
  sighting: Sighting;
  insights: Insights;
  writtenIn: 'en' | 'fr';
}

const now = labelledOn;

export function measure({ profiles, titles }: Half): Measures {
  const all = profiles.map((profile): Analysed => {
    const sighting = sightingOf(profile);
    return {
      profile,
      sighting,
      insights: analyse(sighting, now),
      writtenIn: profile.positions?.some(([, , dates]) => dates !== undefined && isFrench(dates)) ? 'fr' : 'en',
    };
  });
  const asked = (of: (found: Analysed) => [said: readonly string[], labelled: readonly (string | undefined)[]]) => {
    const score: Score = { said: 0, labelled: 0, right: 0, wrong: [] };
    for (const found of all) count(score, found.profile.name, ...of(found));
    return score;
  };
  return {
    fields: {
      'seniority of titles': scoreOf(titles, ([title, seniority]) => [title, readTitle(title).seniority, seniority]),
      'function of titles': scoreOf(titles, ([title, , jobFunction]) => [title, readTitle(title).function, jobFunction]),
      seniority: asked(({ insights, profile }) => [factsOf(insights, 'seniority').map((fact) => fact.seniority), [profile.is.seniority]]),
      function: asked(({ insights, profile }) => [factsOf(insights, 'function').map((fact) => fact.function), [profile.is.function]]),
      language: asked(({ insights, profile }) => [insights.language ? [insights.language] : [], [profile.is.language]]),
      'in the role since': asked(({ insights, profile }) => [factsOf(insights, 'tenure').map((fact) => fact.since), [profile.is.since]]),
      move: asked(({ insights, profile }) => [factsOf(insights, 'move').map((fact) => fact.type), [profile.is.move]]),
      hooks: asked(({ insights, profile }) => [insights.hooks.map((hook) => hook.kind), profile.is.hooks]),
      'style, or why not': asked(({ insights, profile }) => [insights.style ? [insights.style.outcome] : [], [profile.is.style]]),
    },
    quotes: shareOf(
      all.flatMap(({ sighting, insights }) => evidenceIn(insights).map((evidence) => ({ sighting, evidence }))),
      ({ sighting, evidence }) => stands(sighting, evidence),
    ),
    stylesBelowGate: shareOf(
      all.filter(({ profile }) => profile.is.style !== 'read'),
      ({ insights }) => insights.style?.outcome === 'read',
    ),
    stability: Object.fromEntries(
      rewritings.map((rewriting) => [rewriting.name, stabilityOf(all, (found) => rewritten(found.sighting, rewriting, found.writtenIn))]),
    ),
    unfair: unfairnessOf(all),
  };
}

const isFrench = (dates: string) => /aujourd|janv\.|févr\.|avr\.|juil\.|août|mai |depuis/u.test(dates);

function scoreOf<T>(rows: readonly T[], of: (row: T) => [name: string, said: string | undefined, labelled: string | undefined]): Score {
  const score: Score = { said: 0, labelled: 0, right: 0, wrong: [] };
  for (const row of rows) {
    const [name, said, labelled] = of(row);
    count(score, name, said === undefined ? [] : [said], [labelled]);
  }
  return score;
}

function count(score: Score, of: string, said: readonly string[], labels: readonly (string | undefined)[]): void {
  const labelled = labels.filter((label) => label !== undefined);
  const right = said.filter((value) => labelled.includes(value)).length;
  score.said += said.length;
  score.labelled += labelled.length;
  score.right += right;
  if (right < said.length || right < labelled.length) score.wrong.push({ of, said: said.join(', '), labelled: labelled.join(', ') });
}

function factsOf<K extends Fact['kind']>({ facts }: Insights, kind: K): Extract<Fact, { kind: K }>[] {
  return facts.filter((fact): fact is Extract<Fact, { kind: K }> => fact.kind === kind);
}

function evidenceIn({ facts, hooks, topics = [], style }: Insights): Evidence[] {
  const cues = style?.outcome === 'read' ? [...style.boldness.cues, ...style.focus.cues] : [];
  return [...facts, ...hooks, ...topics, ...cues].map(({ evidence }) => evidence);
}

function shareOf<T>(rows: readonly T[], is: (row: T) => boolean): Share {
  return { part: rows.filter(is).length, of: rows.length };
}

function stabilityOf(all: readonly Analysed[], rewrite: (found: Analysed) => Sighting): { facts: Share; hooks: Share } {
  const facts = { part: 0, of: 0 };
  const hooks = { part: 0, of: 0 };
  for (const found of all) {
    const after = analyse(rewrite(found), now);
    add(facts, found.insights.facts.map(saidBy), after.facts.map(saidBy));
    add(hooks, hookKinds(found.insights), hookKinds(after));
  }
  return { facts, hooks };
}

function add(share: Share, before: readonly string[], after: readonly string[]): void {
  share.part += before.filter((value) => after.includes(value)).length;
  share.of += before.length;
}

const hookKinds = ({ hooks }: Insights) => hooks.map(({ kind }) => kind);

/** What a fact says, whatever it quotes and however that is written. */
function saidBy(fact: Fact): string {
  const { evidence: _, ...said } = fact;
  return plain(JSON.stringify(said)).replaceAll(/\s+/gu, ' ');
}

/** What must be the same whoever it is about, value by value. */
function valuesOf(insights: Insights): string[] {
  const { style, topics = [], language } = insights;
  const scores =
    style?.outcome === 'read'
      ? [style.words, style.boldness.logOdds, style.boldness.side, style.focus.logOdds, style.focus.side, style.toDo.join()]
      : [];
  return [
    factsOf(insights, 'seniority')
      .map((fact) => fact.seniority)
      .join(),
    factsOf(insights, 'function')
      .map((fact) => fact.function)
      .join(),
    factsOf(insights, 'tenure')
      .map((fact) => fact.months)
      .join(),
    factsOf(insights, 'move')
      .map((fact) => fact.type)
      .join(),
    hookKinds(insights).join(),
    topics.map(({ topic }) => topic).join(),
    language ?? '',
    style?.outcome === 'notEnoughText' ? `${style.words} words` : (style?.outcome ?? ''),
    ...scores.map(String),
  ];
}

function unfairnessOf(all: readonly Analysed[]): Share {
  const unfair = { part: 0, of: 0 };
  for (const { sighting, insights, writtenIn } of all) {
    const before = valuesOf(insights);
    for (const other of swapped(sighting, writtenIn)) {
      const after = valuesOf(analyse(other, now));
      unfair.of += before.length;
      unfair.part += before.filter((value, at) => value !== after[at]).length;
    }
  }
  return unfair;
}
