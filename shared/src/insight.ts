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

/** The result of one analysis. `hooks` is ranked, best first; empty is a valid result ("no hook found"). */
export const Insights = z.strictObject({
  engine: z.string(),
  version: z.int().min(1),
  /** Language of the person's own texts, where it could be told. */
  language: z.enum(['en', 'fr']).optional(),
  facts: z.array(Fact),
  hooks: z.array(Hook).max(5),
});
export type Insights = z.infer<typeof Insights>;
