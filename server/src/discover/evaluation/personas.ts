/**
 * Invented people, and whom twenty invented salespeople are right for. What a persona wants is a rule of their own, not a sum of points: nobody is
 * partly right, and who answers is partly luck. Everything follows from a seed.
 */
import { jobFunctions, seniorities, type JobFunction, type Seniority } from '@wellmet/shared/insight';
import { companySizes, type CompanySize } from '@wellmet/shared/pool';
import type { Candidate } from '../rank.ts';

/** A number from 0 to 1, each time another one. */
export type Chance = () => number;

export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const oneOf = <T>(values: readonly T[], chance: Chance): T => {
  const value = values[Math.floor(chance() * values.length)];
  if (value === undefined) throw new Error('nothing to choose from');
  return value;
};

export interface Person extends Candidate {
  words: ReadonlySet<string>;
}

/** Kinds of companies: where one is says what size it is likely to have, and whom it employs. */
interface Trade {
  industry: number;
  word: string;
  sizes: readonly CompanySize[];
  functions: readonly JobFunction[];
  countries: readonly string[];
}

const countries = ['FR', 'DE', 'GB', 'US', 'ES', 'IT', 'NL', 'SE'];
const tradeWords = [
  'looms',
  'dyes',
  'yarn',
  'presses',
  'ovens',
  'pumps',
  'lenses',
  'kilns',
  'sails',
  'clocks',
  'tiles',
  'ropes',
  'bells',
  'seeds',
];

function tradesFrom(chance: Chance): Trade[] {
  return tradeWords.map((word, at) => {
    const size = Math.floor(chance() * (companySizes.length - 3));
    return {
      industry: at + 1,
      word,
      sizes: companySizes.slice(size, size + 4),
      functions: Array.from({ length: 6 }, () => oneOf(jobFunctions, chance)),
      countries: Array.from({ length: 3 }, () => oneOf(countries, chance)),
    };
  });
}

/** More of the lower levels than of the higher ones. */
const levelOf = (chance: Chance): Seniority => seniorities[Math.floor(chance() * chance() * seniorities.length)] ?? 'professional';

export function peopleFrom(seed: number, count: number): Person[] {
  const chance = chanceFrom(seed);
  const trades = tradesFrom(chance);
  return Array.from({ length: count }, (_, at): Person => {
    const trade = oneOf(trades, chance);
    const [seniority, fn] = [levelOf(chance), chance() < 0.8 ? oneOf(trade.functions, chance) : oneOf(jobFunctions, chance)];
    const country = chance() < 0.8 ? oneOf(trade.countries, chance) : oneOf(countries, chance);
    return {
      poolId: 'pool',
      personId: `${Math.floor(chance() * 1e9)}-${at}`,
      titlePlain: `${seniority} ${fn}`.toLowerCase(),
      companyPlain: `${trade.word} ${Math.floor(chance() * 200)}`,
      seniority,
      function: fn,
      industry: trade.industry,
      companySize: oneOf(trade.sizes, chance),
      country,
      languages: country === 'FR' ? ['fr'] : ['en'],
      roleSince: chance() < 0.2 ? '2026-10-01' : null,
      seenOn: new Date(Date.UTC(2026, Math.floor(chance() * 11), 1)).toISOString().slice(0, 10),
      keywordFit: 0,
      // People say what they do, and now and then something else.
      words: new Set([fn.toLowerCase(), trade.word, seniority, ...(chance() < 0.3 ? [oneOf(tradeWords, chance)] : [])]),
    };
  });
}

export interface Persona {
  /** What they would type: a word of what they want, not the whole of it. */
  query: string[];
  /** 2 who is right, 1 who is nearly, 0 who is not. */
  relevance: (person: Person) => 0 | 1 | 2;
}

/** Each wants people of a few functions from a level on, in companies of a few trades or sizes, and never of one country. */
export function personaFrom(seed: number, people: readonly Person[]): Persona {
  const chance = chanceFrom(seed);
  const model = oneOf(people, chance);
  const second = oneOf(people, chance);
  const functions = new Set([model.function, second.function]);
  const industries = new Set([model.industry, oneOf(people, chance).industry, oneOf(people, chance).industry]);
  const smallest = companySizes.indexOf(model.companySize ?? 1);
  const sizes = new Set<number | null>(companySizes.slice(Math.max(0, smallest - 1), smallest + 2));
  const never = oneOf(countries, chance);
  const byTrade = chance() < 0.5;
  return {
    query: [(model.function ?? '').toLowerCase()],
    relevance: (person) => {
      if (person.country === never || !functions.has(person.function)) return 0;
      const isOfTrade = industries.has(person.industry);
      const isOfSize = sizes.has(person.companySize);
      if (byTrade ? isOfTrade && isOfSize : isOfSize && (isOfTrade || person.seniority === model.seniority)) return 2;
      return isOfTrade ? 1 : 0;
    },
  };
}

/** Who is right answers two times of three; who is not, now and then. */
export const replies = (relevance: 0 | 1 | 2, chance: Chance): boolean => chance() < ([0.05, 0.3, 0.67] as const)[relevance];
