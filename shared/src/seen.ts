/**
 * Insights as a workspace sees them: what the analysis found, and over it what its members said of single parts of it. Their word wins, and is never
 * shown as if the page said it. Pure, and without zod: overlay and screens use it. product.md 5.3.
 */
import type { Evidence, Fact, Hook, Insights, JobFunction, Seniority, Style, StyleCue, StyleSide, Topic } from './insight.ts';

/** Whose word something is, and of when. */
export interface Said {
  by: string;
  at: string;
}

/** What members said last of each part, by its name. */
export type Words = Record<string, { value: string } & Said>;

/** The value of a part that is hidden. */
export const hidden = 'hidden';

/** Enough to tell one quote from another; the name of a part is part of a key. */
const longestQuoted = 120;
const quoted = (text: string) => Array.from(text).slice(0, longestQuoted).join('');

/** Parts are named by what they say: the next analysis puts them in another order. */
export const partOfHook = ({ kind, evidence }: Hook): string => `hook:${kind}:${quoted(evidence.quote)}`;
export const partOfTopic = ({ topic }: Topic): string => `topic:${topic}`;
/** Of what there is one of each, the kind is name enough: what is hidden stays so when the page words it anew. */
export const partOfFact = (fact: FactSaid & { evidence?: Evidence | undefined }): string =>
  fact.kind === 'move' || fact.kind === 'education' || fact.kind === 'language'
    ? `fact:${fact.kind}:${quoted(fact.evidence?.quote ?? '')}`
    : `fact:${fact.kind}`;

type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
/** What a fact says, wherever it was taken from. */
export type FactSaid = Without<Fact, 'evidence'>;
/** From the page, with its quote, or `said` by a member; then the quote, where there is one, is of what the page says instead. */
export type SeenFact = FactSaid & { evidence?: Evidence | undefined; said?: Said; page?: FactSaid };

export interface SeenAxis<Side extends StyleSide = StyleSide> {
  side: Side | 'unclear';
  /** Of the page's text; a member's word has none. */
  strength?: 'low' | 'medium' | undefined;
  cues: readonly StyleCue[];
  said?: Said;
}

type Read = Extract<Style, { outcome: 'read' }>;

export interface SeenStyleRead {
  outcome: 'read';
  /** Words of their own that were read; absent where there were not enough and a member said how they write. */
  words?: number;
  boldness: SeenAxis<'bold' | 'calm'>;
  focus: SeenAxis<'people' | 'task'>;
}
export type SeenStyle = SeenStyleRead | Exclude<Style, Read>;

export interface SeenInsights {
  language?: 'en' | 'fr' | undefined;
  facts: SeenFact[];
  hooks: Hook[];
  style?: SeenStyle | undefined;
  /** A member does not want to see it; `style` is absent then. */
  isStyleHidden: boolean;
  topics?: Topic[] | undefined;
  /** Found, and not to be seen. */
  hidden: { facts: SeenFact[]; hooks: Hook[]; topics: Topic[] };
}

const isHidden = (part: string, words: Words) => words[part]?.value === hidden;

/** What the analysis found, as its members want it seen. The same whatever the order of its parts. */
export function seenInsights(insights: Insights, words: Words = {}): SeenInsights {
  const { language, style, topics } = insights;
  const { facts, hooks, hidden: others } = seenFacts(insights, words);
  const isStyleHidden = isHidden('style', words);
  const [shownTopics, hiddenTopics] = parted(topics ?? [], (topic) => isHidden(partOfTopic(topic), words));
  return {
    language,
    facts,
    hooks,
    style: isStyleHidden ? undefined : styleSeen(style, words),
    isStyleHidden,
    topics: topics && shownTopics,
    hidden: { ...others, topics: hiddenTopics },
  };
}

/** Of them, what the page's card has room for: each byte there costs LinkedIn's pages. */
export function seenFacts(
  { facts, hooks }: Pick<Insights, 'facts' | 'hooks'>,
  words: Words = {},
): Pick<SeenInsights, 'facts' | 'hooks'> & { hidden: Pick<SeenInsights['hidden'], 'facts' | 'hooks'> } {
  const corrected = factsSeen(facts, words);
  // Where a member says what the role is called, an icebreaker about that role says it so.
  const role = corrected.find((fact) => fact.kind === 'role');
  const said = hooks.map((hook) =>
    role?.said && role.page?.kind === 'role' && hook.subject === role.page.title ? { ...hook, subject: role.title } : hook,
  );
  const [shownFacts, hiddenFacts] = parted(corrected, (fact) => isHidden(partOfFact(fact), words));
  const [shownHooks, hiddenHooks] = parted(said, (hook) => isHidden(partOfHook(hook), words));
  return { facts: shownFacts, hooks: shownHooks, hidden: { facts: hiddenFacts, hooks: hiddenHooks } };
}

function parted<T>(all: readonly T[], isSecond: (one: T) => boolean): [T[], T[]] {
  return [all.filter((one) => !isSecond(one)), all.filter(isSecond)];
}

const saidOf = ({ by, at }: Said): Said => ({ by, at });

/** The three that a member may put other words to, also where the page's said nothing. The contract has checked them. */
function factsSeen(facts: readonly Fact[], words: Words): SeenFact[] {
  const seen: SeenFact[] = [...facts];
  const say = (
    kind: 'role' | 'seniority' | 'function',
    word: Words[string] | undefined,
    by: (value: string, page?: FactSaid) => FactSaid,
  ) => {
    if (!word) return;
    const place = seen.findIndex((fact) => fact.kind === kind);
    const page = place < 0 ? undefined : facts[place];
    const fact: SeenFact = { ...by(word.value, page), said: saidOf(word), ...(page && { page, evidence: page.evidence }) };
    if (place < 0) seen.unshift(fact);
    else seen[place] = fact;
  };
  // From the last to the first: what is new stands before the others in this order.
  say('function', words['role.function'], (value) => ({ kind: 'function', function: value as JobFunction }));
  say('seniority', words['role.seniority'], (value) => ({ kind: 'seniority', seniority: value as Seniority }));
  say('role', words['role.title'], (title, page) => ({
    kind: 'role',
    title,
    ...(page?.kind === 'role' && page.company !== undefined && { company: page.company }),
  }));
  return seen;
}

function styleSeen(style: Style | undefined, words: Words): SeenStyle | undefined {
  const [boldness, focus] = [words['style.boldness'], words['style.focus']];
  if (!boldness && !focus) return style;
  const read = style?.outcome === 'read' ? style : undefined;
  return {
    outcome: 'read',
    ...(read && { words: read.words }),
    boldness: axisSeen<'bold' | 'calm'>(read?.boldness, boldness),
    focus: axisSeen<'people' | 'task'>(read?.focus, focus),
  };
}

function axisSeen<Side extends StyleSide>(axis: SeenAxis<Side> | undefined, word: Words[string] | undefined): SeenAxis<Side> {
  if (word) return { side: word.value as Side | 'unclear', cues: axis?.cues ?? [], said: saidOf(word) };
  return axis ?? { side: 'unclear', cues: [] };
}

const quadrants: Record<string, NonNullable<Read['quadrant']>> = {
  'bold task': 'dominance',
  'bold people': 'influence',
  'calm people': 'steadiness',
  'calm task': 'conscientiousness',
};

const advice: Record<StyleSide, Pick<Read, 'toDo' | 'toAvoid'>> = {
  bold: { toDo: ['beginWithThePoint', 'proposeOneStep'], toAvoid: ['longOpening', 'manyOptions'] },
  calm: { toDo: ['leaveTimeToThink', 'explainTheWay'], toAvoid: ['pressure', 'bigWords'] },
  people: { toDo: ['beginWithThePerson', 'askForTheirView'], toAvoid: ['figuresAlone', 'coldTone'] },
  task: { toDo: ['nameTheResult', 'giveFigures'], toAvoid: ['smallTalk', 'vagueness'] },
};

/** What two sides together are called, and what follows for who writes to somebody of them. product.md 5.2. */
export function adviceFor(...sides: [StyleSide | 'unclear', StyleSide | 'unclear']): Pick<Read, 'quadrant' | 'toDo' | 'toAvoid'> {
  const quadrant = quadrants[sides.join(' ')];
  const clear = sides.filter((side) => side !== 'unclear');
  return {
    ...(quadrant && { quadrant }),
    toDo: clear.flatMap((side) => advice[side].toDo),
    toAvoid: clear.flatMap((side) => advice[side].toAvoid),
  };
}
