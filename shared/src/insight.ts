/** What an analysis finds. Facts first, each with its quote and place; no quote, no hint. product.md 5. */
import { z } from 'zod';
import { Place } from './sighting.ts';

/** Ten levels, from the bottom up. `owner` is a founder or partner, `executive` a C-level. */
export const seniorities = [
  'training',
  'junior',
  'professional',
  'senior',
  'lead',
  'manager',
  'director',
  'vp',
  'executive',
  'owner',
] as const;
export const Seniority = z.enum(seniorities);
export type Seniority = z.infer<typeof Seniority>;

// prettier-ignore
export const jobFunctions = [
  'generalManagement', 'sales', 'marketing', 'customer', 'product', 'design', 'engineering', 'data', 'it',
  'operations', 'procurement', 'finance', 'legal', 'people', 'consulting', 'education', 'health',
] as const;
export const JobFunction = z.enum(jobFunctions);
export type JobFunction = z.infer<typeof JobFunction>;

/** "2022-03", or "2022" where the page says no month. */
export const MonthOrYear = z.string().regex(/^\d{4}(-(0[1-9]|1[0-2]))?$/);

/** Where a statement stands in the sighting: the words themselves, literally, and the part of the page. */
export const Evidence = z.strictObject({
  place: Place,
  quote: z.string().min(1).max(600),
  /** What the quoted thing is dated, where the page dates it. */
  date: MonthOrYear.optional(),
});
export type Evidence = z.infer<typeof Evidence>;

const text = z.string().min(1).max(400);
const fact = <K extends string, S extends z.ZodRawShape>(kind: K, shape: S) =>
  z.strictObject({ kind: z.literal(kind), ...shape, evidence: Evidence });

export const Fact = z.discriminatedUnion('kind', [
  fact('role', { title: text, company: text.optional() }),
  fact('seniority', { seniority: Seniority }),
  fact('function', { function: JobFunction }),
  /** Time in the present role, in months at the time of the analysis: the first and the running one both count, as on the page; for a bare year, those surely passed. */
  fact('tenure', { since: MonthOrYear, months: z.int().min(0) }),
  /** From one position to the next: another company, or another title in the same one. */
  fact('move', {
    type: z.enum(['company', 'promotion']),
    fromTitle: text,
    fromCompany: text.optional(),
    toTitle: text,
    toCompany: text.optional(),
  }),
  fact('location', { location: text }),
  fact('language', { language: text, level: text.optional() }),
  fact('education', { school: text, degree: text.optional() }),
]);
export type Fact = z.infer<typeof Fact>;

/** An icebreaker hangs on one fact. `subject` is what the screen names in its sentence (a company, a school, a language …). product.md 5.4. */
export const Hook = z.strictObject({
  kind: z.enum(['newRole', 'promotion', 'anniversary', 'longTenure', 'companyMove', 'about', 'headline', 'school', 'language']),
  subject: text.optional(),
  /** For `anniversary` and `longTenure`: whole years. */
  years: z.int().min(1).optional(),
  evidence: Evidence,
});
export type Hook = z.infer<typeof Hook>;

/** How somebody writes, on two axes that together name a DISC quadrant. Keys only: words and the note on how far to trust them are the screen's. product.md 5.2. */
export const styleSides = ['bold', 'calm', 'people', 'task'] as const;
export const StyleSide = z.enum(styleSides);
export type StyleSide = z.infer<typeof StyleSide>;

/** Families of cues, two to a side. */
// prettier-ignore
export const cueFamilies = [
  'certainty', 'contest', 'pace', 'hedging', 'patience', 'reflection',
  'togetherness', 'warmth', 'precision', 'outcome',
] as const;
export const CueFamily = z.enum(cueFamilies);
export type CueFamily = z.infer<typeof CueFamily>;

/** What helps when writing to somebody who writes so, and what does not; each follows from one side. */
export const stylesToDo = [
  'beginWithThePoint',
  'proposeOneStep',
  'leaveTimeToThink',
  'explainTheWay',
  'beginWithThePerson',
  'askForTheirView',
  'nameTheResult',
  'giveFigures',
] as const;
export const stylesToAvoid = [
  'longOpening',
  'manyOptions',
  'pressure',
  'bigWords',
  'figuresAlone',
  'coldTone',
  'smallTalk',
  'vagueness',
] as const;

/** Words that counted for a side, with a few around them. A cue counts once, however often it is written. */
export const StyleCue = z.strictObject({ side: StyleSide, family: CueFamily, evidence: Evidence });
export type StyleCue = z.infer<typeof StyleCue>;

const axis = <S extends readonly [StyleSide, StyleSide]>(sides: S) =>
  z.strictObject({
    side: z.enum([...sides, 'unclear']),
    /** Absent where the side is unclear. Never a percentage. */
    strength: z.enum(['low', 'medium']).optional(),
    /** Above 0 for the first side, below for the second, drawn towards 0; with the interval that the number of cues allows. For checking, not for screens. */
    logOdds: z.number(),
    interval: z.tuple([z.number(), z.number()]),
    cues: z.array(StyleCue).max(200),
  });

export const Style = z.discriminatedUnion('outcome', [
  z.strictObject({
    outcome: z.literal('read'),
    /** Words of their own that were read. */
    words: z.int().min(350),
    boldness: axis(['bold', 'calm']),
    focus: axis(['people', 'task']),
    /** Where both axes have a side. */
    quadrant: z.enum(['dominance', 'influence', 'steadiness', 'conscientiousness']).optional(),
    toDo: z.array(z.enum(stylesToDo)).max(4),
    toAvoid: z.array(z.enum(stylesToAvoid)).max(4),
  }),
  z.strictObject({ outcome: z.literal('notEnoughText'), words: z.int().min(0).max(349) }),
  z.strictObject({ outcome: z.literal('otherLanguage') }),
]);
export type Style = z.infer<typeof Style>;

/** What people of a trade write about; no matter of anybody's private life is among them. product.md 7. */
// prettier-ignore
export const topics = [
  'prospecting', 'keyAccounts', 'salesMethods', 'pricing', 'partnerships', 'customerSuccess', 'customerService', 'brand', 'content', 'digitalMarketing',
  'events', 'ecommerce', 'retail', 'product', 'userExperience', 'software', 'cloud', 'cybersecurity', 'data', 'artificialIntelligence',
  'automation', 'informationSystems', 'manufacturing', 'maintenance', 'quality', 'supplyChain', 'transport', 'procurement', 'construction', 'realEstate',
  'energy', 'sustainability', 'agriculture', 'food', 'hospitality', 'finance', 'accounting', 'fundraising', 'banking', 'insurance',
  'contracts', 'dataProtection', 'recruitment', 'training', 'leadership', 'remoteWork', 'change', 'projects', 'innovation', 'entrepreneurship',
  'exports', 'publicSector', 'space', 'telecoms', 'media',
] as const;
export const TopicName = z.enum(topics);
export type TopicName = z.infer<typeof TopicName>;

export const Topic = z.strictObject({ topic: TopicName, evidence: Evidence });
export type Topic = z.infer<typeof Topic>;

/** What makes insights older than they need be: `engine` reads pages better by now, or `time` has moved what is counted from a date. */
export const Stale = z.enum(['engine', 'time']);
export type Stale = z.infer<typeof Stale>;

/** The result of one analysis. `hooks` is ranked, best first; empty is a valid result ("no hook found"). */
export const Insights = z.strictObject({
  engine: z.string(),
  version: z.int().min(1),
  /** Language of the person's own texts, where it could be told. */
  language: z.enum(['en', 'fr']).optional(),
  facts: z.array(Fact),
  hooks: z.array(Hook).max(5),
  /** From version 2 of the local engine on. */
  style: Style.optional(),
  /** What they write about most, first what they write of most; from version 2 on. */
  topics: z.array(Topic).max(6).optional(),
});
export type Insights = z.infer<typeof Insights>;
