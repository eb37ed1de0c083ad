/**
 * What stands of what a language model said. It may only point at words; each is looked up where it says that they stand, what does not stand there or
 * is nobody's business is rejected and counted, and scores are worked out here, by the local engine's own hand. product.md 5.2, 5.3, 5.5, 7.
 */
import type { Fact, Hook, Insights, Style, StyleCue, Topic } from '@wellmet/shared/insight';
import { ModelAnswer, type sentPlaces } from '@wellmet/shared/languageModel';
import { sideOf } from '@wellmet/shared/modelText';
import type { Place, Sighting } from '@wellmet/shared/sighting';
import { isPersonal, isPrivate } from '@wellmet/shared/privateMatters';
import { z } from 'zod';
import { authoredSentences, type Sentence } from '../analysis/authored.ts';
import { headOf } from '../analysis/evidence.ts';
import { wordsIn } from '../analysis/lexicon.ts';
import { headlineParts } from '../analysis/role.ts';
import { styleOf } from '../analysis/style.ts';
import { languageOf, mayOpenATalk, sentencesOf } from '../analysis/writing.ts';

/** What a model has found of one snapshot, kept beside what the local engine says of it. */
export interface Found {
  hooks: Hook[];
  topics: Topic[];
  facts: Extract<Fact, { kind: 'seniority' | 'function' }>[];
  cues: StyleCue[];
  /** Absent where no cue stood: then the local one counts. */
  style?: Style;
}

/** Of one analysis; whatever comes after the last is not looked at, and rejected. */
const most = { hooks: 3, topics: 6, cues: 40, seniority: 1, function: 1 };
const hookLength = { least: 25, most: 220 };
/** A cue is a manner, not a matter: a few words. */
const mostCueWords = 8;
const longestTopicQuote = 400;

const Envelope = z.object({
  hooks: z.array(z.unknown()),
  topics: z.array(z.unknown()),
  cues: z.array(z.unknown()),
  seniority: z.array(z.unknown()),
  function: z.array(z.unknown()),
});
const items = ModelAnswer.shape;

/** @returns undefined where the answer has another shape altogether. */
export function standing(sighting: Sighting, said: unknown): { found: Found; rejected: number } | undefined {
  const envelope = Envelope.safeParse(said).data;
  if (!envelope) return undefined;
  const told = Object.values(envelope).reduce((sum, list) => sum + list.length, 0);
  const sentences = authoredSentences(sighting);
  const hooks = unique(
    take(envelope.hooks, items.hooks.element, most.hooks, (one) => hookOf(sighting, one)),
    ({ evidence }) => evidence.quote,
  );
  const topics = unique(
    take(envelope.topics, items.topics.element, most.topics, ({ topic, ...words }): Topic | undefined => {
      const place = sentenceOf(sighting, sentences, words)?.place;
      return place && words.quote.length <= longestTopicQuote ? { topic, evidence: { place, quote: words.quote } } : undefined;
    }),
    ({ topic }) => topic,
  );
  const cues = unique(
    take(envelope.cues, items.cues.element, most.cues, (one) => cueOf(sighting, sentences, one)),
    ({ key }) => key,
  ).map(({ cue }) => cue);
  const seniority = take(envelope.seniority, items.seniority.element, most.seniority, ({ seniority: level, ...words }) => {
    const evidence = titleOf(sighting, words);
    return evidence && { kind: 'seniority' as const, seniority: level, evidence };
  });
  const inFunction = take(envelope.function, items.function.element, most.function, ({ function: work, ...words }) => {
    const evidence = titleOf(sighting, words);
    return evidence && { kind: 'function' as const, function: work, evidence };
  });
  const facts = [...seniority, ...inFunction];
  const found = { hooks, topics, facts, cues, ...(cues.length > 0 && { style: styleOf(sentences, sighting.name, cues) }) };
  return { found, rejected: told - hooks.length - topics.length - cues.length - facts.length };
}

/** Those of the first `count` items that have the shape of one and stand. */
function take<T extends z.ZodType, S>(
  list: readonly unknown[],
  item: T,
  count: number,
  standsAs: (one: z.output<T>) => S | undefined,
): S[] {
  return list.slice(0, count).flatMap((one) => {
    const { data } = item.safeParse(one);
    return (data === undefined ? undefined : standsAs(data)) ?? [];
  });
}

interface Words {
  place: (typeof sentPlaces)[number];
  quote: string;
}

const placeOf = (sighting: Sighting, { place }: Words): Place => (place === 'headline' ? headOf(sighting) : place);

function unique<T>(all: readonly T[], keyOf: (one: T) => string): T[] {
  const seen = new Map<string, T>();
  for (const one of all) if (!seen.has(keyOf(one))) seen.set(keyOf(one), one);
  return [...seen.values()];
}

/** Their own sentence, or part of their headline, as the local engine would take it. */
function hookOf(sighting: Sighting, words: Words): Hook | undefined {
  const { quote, place } = words;
  const text = place === 'about' ? sighting.about : sighting.headline;
  if (text === undefined || quote.length < hookLength.least || quote.length > hookLength.most) return undefined;
  // In another language neither commonplaces nor private matters could be told.
  if (languageOf(text, place === 'about' ? 3 : 1) === undefined) return undefined;
  const whole = (place === 'about' ? sentencesOf(text) : headlineParts(text)).find((sentence) => sentence.includes(quote));
  if (whole === undefined || !mayOpenATalk(quote) || isPersonal(whole)) return undefined;
  const evidence = { place: placeOf(sighting, words), quote };
  return place === 'about' ? { kind: 'about', evidence } : { kind: 'headline', subject: quote, evidence };
}

/** The sentence of their own that words stand in, if it is in a language that we read and nothing of it is private. */
function sentenceOf(sighting: Sighting, sentences: readonly Sentence[], words: Words): Sentence | undefined {
  const place = placeOf(sighting, words);
  if (wordsIn(words.quote).length === 0) return undefined;
  const found = sentences.find((one) => one.place === place && one.text.includes(words.quote));
  return found?.language === undefined || isPersonal(found.text) ? undefined : found;
}

/** One cue of a family and sentence: a writer repeats themselves, and a model sees everything twice. */
function cueOf(
  sighting: Sighting,
  sentences: readonly Sentence[],
  { side, family, ...words }: z.output<typeof items.cues.element>,
): { cue: StyleCue; key: string } | undefined {
  const sentence = sentenceOf(sighting, sentences, words);
  if (!sentence || sideOf[family] !== side || wordsIn(words.quote).length > mostCueWords) return undefined;
  return { cue: { side, family, evidence: { place: sentence.place, quote: words.quote } }, key: `${family} ${sentence.text}` };
}

/** The present title: the whole of the first position's, or a whole part of the headline. */
function titleOf(sighting: Sighting, words: Words): Fact['evidence'] | undefined {
  const titles = words.place === 'headline' ? headlineParts(sighting.headline ?? '') : [sighting.experience?.[0]?.title];
  if (wordsIn(words.quote).length === 0 || !titles.includes(words.quote) || isPrivate(words.quote)) return undefined;
  return { place: placeOf(sighting, words), quote: words.quote };
}

/** What has happened to them: no model tells it better than the dates do. */
const told: ReadonlySet<Hook['kind']> = new Set(['newRole', 'promotion', 'companyMove', 'anniversary', 'longTenure']);
const [mostHooks, mostTopics] = [5, 6];

/**
 * The local insights with what a model has found: its own facts, events and topics stand, the model's words come between them. A local style is replaced
 * by the one of the model's cues, worked out in the same way.
 */
export function combined(local: Insights, { engine, version, found }: { engine: string; version: number; found: Found }): Insights {
  const kinds = new Set(local.facts.map(({ kind }) => kind));
  const hooks = [...local.hooks.filter(({ kind }) => told.has(kind)), ...found.hooks, ...local.hooks.filter(({ kind }) => !told.has(kind))];
  const style = found.style ?? local.style;
  return {
    ...local,
    engine,
    version,
    facts: [...local.facts, ...found.facts.filter(({ kind }) => !kinds.has(kind))],
    hooks: unique(hooks, ({ kind, evidence }) => (told.has(kind) ? kind : evidence.quote)).slice(0, mostHooks),
    ...(style && { style }),
    topics: unique([...(local.topics ?? []), ...found.topics], ({ topic }) => topic).slice(0, mostTopics),
  };
}
