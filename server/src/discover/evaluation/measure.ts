/**
 * How good the ranking is: each persona writes to some people of one half, some of whom reply; the other half, which has taught nothing, is ranked.
 * How far evidence is trusted was chosen with the even personas; the odd ones are told beside them.
 */
import { Facets } from '@wellmet/shared/discover';
import { alikeSignals, rank, ranking, traitsOf, type Evidence } from '../rank.ts';
import { chanceFrom, peopleFrom, personaFrom, replies, type Persona, type Person } from './personas.ts';

export const feedbacks = [0, 2, 5, 10, 20] as const;
export interface Quality {
  precisionAt10: number;
  ndcgAt20: number;
}

export interface Measured {
  random: Quality;
  popularity: Quality;
  fullText: Quality;
  /** Ours, if the whole of the teaching half had been judged and nobody had replied by luck: as far as a sum of these signals can come. */
  ceiling: Quality;
  /** After so many feedbacks. */
  ours: Record<(typeof feedbacks)[number], Quality>;
}

const gainOf = (relevances: readonly number[]): number =>
  relevances.slice(0, 20).reduce((sum, relevance, at) => sum + (2 ** relevance - 1) / Math.log2(at + 2), 0);

function qualityOf({ relevance }: Persona, ranked: readonly Person[]): Quality {
  const relevances = ranked.map(relevance);
  const ideal = gainOf(relevances.toSorted((a, b) => b - a));
  return {
    precisionAt10: relevances.slice(0, 10).filter((one) => one === 2).length / 10,
    ndcgAt20: ideal === 0 ? 0 : gainOf(relevances) / ideal,
  };
}

const fitOf = (query: readonly string[], { words }: Person): number => query.filter((word) => words.has(word)).length / query.length;

const by = (people: readonly Person[], score: (person: Person) => number): Person[] =>
  people.toSorted((a, b) => score(b) - score(a) || (a.personId < b.personId ? -1 : 1));

/**
 * A member goes down the list that they are shown, dismisses most of those who are plainly wrong, and writes to the others, of whom some reply: both
 * teach. No answer teaches nothing.
 */
function learn(
  { relevance }: Persona,
  half: readonly Person[],
  times: number,
  seed: number,
  listOf: (evidence: Evidence) => readonly Person[],
  share: Evidence['share'],
): Evidence {
  const chance = chanceFrom(seed);
  const seen = new Set<string>();
  const positives: Evidence['positives'][number][] = [];
  const negatives: Evidence['negatives'][number][] = [];
  while (positives.length + negatives.length < times && seen.size < half.length) {
    const page = listOf({ positives, negatives, share }).filter(({ personId }) => !seen.has(personId));
    for (const person of page.slice(0, 3)) {
      if (positives.length + negatives.length === times) break;
      seen.add(person.personId);
      const how = relevance(person);
      if (how === 0 && chance() < 0.8) negatives.push(traitsOf(person));
      else if (replies(how, chance)) positives.push({ contactId: person.personId, traits: traitsOf(person) });
    }
  }
  return { positives, negatives, share };
}

function measurePersona(seed: number, people: readonly Person[]): Measured {
  const persona = personaFrom(seed, people);
  const [teaching, held] = [people.filter((_, at) => at % 2 === 0), people.filter((_, at) => at % 2 === 1)];
  const counts = new Map<string, number>();
  for (const person of people)
    for (const signal of alikeSignals) {
      const key = `${signal} ${traitsOf(person)[signal] ?? ''}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  const share: Evidence['share'] = (signal, value) => (counts.get(`${signal} ${value}`) ?? 0) / people.length;
  const commonness = (person: Person): number =>
    alikeSignals.reduce((sum, signal) => sum + (share(signal, traitsOf(person)[signal] ?? '') ?? 0), 0);
  const chance = chanceFrom(seed + 1);
  const shuffled = new Map(held.map((person) => [person, chance()]));
  const rankedBy = (evidence: Evidence, all: readonly Person[]): Person[] => {
    const how = ranking({
      facets: Facets.parse({ keywords: persona.query.join(' ') }),
      weights: {},
      evidence,
      now: new Date('2026-11-29'),
      withBelow: (industry) => [industry],
    });
    return rank(all, how).map(({ candidate }) => candidate);
  };
  const taught = teaching.slice(0, 500).map((person) => ({ ...person, keywordFit: fitOf(persona.query, person) }));
  const listOf = (evidence: Evidence): readonly Person[] => rankedBy(evidence, taught);
  const candidates = held.map((person) => ({ ...person, keywordFit: fitOf(persona.query, person) }));
  // Who replies is luck: the same persona several times.
  const after = (count: number): Quality =>
    mean(
      Array.from({ length: count === 0 ? 1 : draws }, (_, draw) =>
        qualityOf(persona, rankedBy(learn(persona, taught, count, seed + 100 * draw + 2, listOf, share), candidates)),
      ),
    );
  const judged = (how: 0 | 2): Person[] => teaching.filter((person) => persona.relevance(person) === how);
  const everything: Evidence = {
    positives: judged(2).map((person) => ({ contactId: person.personId, traits: traitsOf(person) })),
    negatives: judged(0).map(traitsOf),
    share,
  };
  return {
    ceiling: qualityOf(persona, rankedBy(everything, candidates)),
    random: qualityOf(
      persona,
      by(held, (person) => shuffled.get(person) ?? 0),
    ),
    popularity: qualityOf(persona, by(held, commonness)),
    fullText: qualityOf(
      persona,
      by(held, (person) => fitOf(persona.query, person)),
    ),
    ours: { 0: after(0), 2: after(2), 5: after(5), 10: after(10), 20: after(20) },
  };
}

const mean = (all: readonly Quality[]): Quality => ({
  precisionAt10: all.reduce((sum, one) => sum + one.precisionAt10, 0) / all.length,
  ndcgAt20: all.reduce((sum, one) => sum + one.ndcgAt20, 0) / all.length,
});

const personas = 20;
const draws = 2;
const isTuning = (persona: number): boolean => persona % 2 === 0;
/** @param which `tuning` are those that weights were chosen by. */
export function measureRanking(which: 'all' | 'tuning' | 'heldOut'): Measured {
  const people = peopleFrom(7, 2000);
  const all = Array.from({ length: personas }, (_, at) => at)
    .filter((at) => which === 'all' || isTuning(at) === (which === 'tuning'))
    .map((at) => measurePersona(1000 + 10 * at, people));
  const of = (figure: (one: Measured) => Quality): Quality => mean(all.map(figure));
  return {
    random: of(({ random }) => random),
    popularity: of(({ popularity }) => popularity),
    fullText: of(({ fullText }) => fullText),
    ceiling: of(({ ceiling }) => ceiling),
    ours: {
      0: of(({ ours }) => ours[0]),
      2: of(({ ours }) => ours[2]),
      5: of(({ ours }) => ours[5]),
      10: of(({ ours }) => ours[10]),
      20: of(({ ours }) => ours[20]),
    },
  };
}
