/** What was read of one person on one page. product.md 1 ("sighting"), 4.1, 7 (where each field came from). */
import { z } from 'zod';
import { canonicalIdentifiers, identifiersFromUrl, shareAnIdentifier } from './identity.ts';

/** The page kinds of linkedin.md section 3 that readers exist for. */
export const pageKinds = ['profile', 'peopleSearch', 'companyPeople', 'salesLead', 'salesSearch'] as const;
export const PageKind = z.enum(pageKinds);
export type PageKind = z.infer<typeof PageKind>;

/** Where a sighting is from: a page, or the pool, which nobody reads a page for (product.md 6). */
export const OriginKind = z.enum([...pageKinds, 'pool']);
export type OriginKind = z.infer<typeof OriginKind>;

/** Pages of many people: a row of one says less of somebody than their own page. */
const lists: readonly OriginKind[] = ['peopleSearch', 'companyPeople', 'salesSearch'];

export const isList = (kind: OriginKind): boolean => lists.includes(kind);

/** Whether somebody’s own page says more than what they are known by. */
export const ownPageSaysMore = (kind: OriginKind): boolean => kind === 'pool' || isList(kind);

/** Ways that lead to a debit. product.md 2.2. */
export const sources = ['profile', 'people_search', 'company_people', 'recommendation'] as const;
export const Source = z.enum(sources);
export type Source = z.infer<typeof Source>;

/** Part of a page that a field was read from, or that a quote stands in. `card` is a person's row or card in a list. */
export const places = ['topCard', 'about', 'experience', 'education', 'skills', 'languages', 'card'] as const;
export const Place = z.enum(places);
export type Place = z.infer<typeof Place>;

const line = z.string().trim().min(1).max(400);
const paragraph = z.string().trim().min(1).max(6000);
const slug = z.string().min(1).max(200);
const key = z.string().max(200);

export const IdentifiersSchema = z
  .strictObject({ member: z.string().min(5).max(100).optional(), slug: slug.optional(), lead: z.string().min(5).max(100).optional() })
  .refine((ids) => ids.member ?? ids.slug ?? ids.lead, { error: 'at least one identifier', abort: true });

/** As `IdentifiersSchema`, and nothing at all: what a row shows of somebody who hides. */
export const LooseIdentifiers = z.strictObject({ member: key.optional(), slug: key.optional(), lead: key.optional() });

/** One position, as shown; `dates` is the page's own line ("Jan 2022 - Present · 3 yrs"), parsed by the analysis. */
export const Position = z.strictObject({
  title: line,
  company: line.optional(),
  dates: line.optional(),
  location: line.optional(),
  description: paragraph.optional(),
});
export type Position = z.infer<typeof Position>;

export const Education = z.strictObject({ school: line, degree: line.optional(), dates: line.optional() });
export type Education = z.infer<typeof Education>;

export const SpokenLanguage = z.strictObject({ name: line, level: line.optional() });
export type SpokenLanguage = z.infer<typeof SpokenLanguage>;

const fields = z.strictObject({
  identifiers: IdentifiersSchema,
  /** Number that LinkedIn itself writes beside some ids; a fact, not a key. */
  memberNumber: z
    .string()
    .regex(/^\d{1,20}$/)
    .optional(),
  name: line,
  headline: line.optional(),
  location: line.optional(),
  company: line.optional(),
  school: line.optional(),
  degree: z.literal([1, 2, 3]).optional(),
  about: paragraph.optional(),
  experience: z.array(Position).max(60).optional(),
  education: z.array(Education).max(30).optional(),
  skills: z.array(line).max(200).optional(),
  languages: z.array(SpokenLanguage).max(40).optional(),
  readFrom: z.partialRecord(
    z.enum(['name', 'headline', 'location', 'company', 'school', 'degree', 'about', 'experience', 'education', 'skills', 'languages']),
    Place,
  ),
  page: z.strictObject({
    kind: PageKind,
    /** Canonical address, without parameters. */
    url: z.url({ protocol: /^https$/, hostname: /(^|\.)linkedin\.com$/ }).max(1300),
    /** What a list was searched by, readable: "keywords: VP, 2nd degree, Paris". */
    searchContext: line.optional(),
    /** Which of LinkedIn's two applications drew it. */
    generation: z.enum(['ember', 'sdui']),
    /** Language of the interface (`html[lang]`), lower case, e.g. "fr". */
    language: z
      .string()
      .regex(/^[a-z]{2,3}$/)
      .optional(),
  }),
});
/**
 * Texts are as shown, white space collapsed; a field that the page does not show is absent, never an empty string.
 * `readFrom` names, for each field present, the part of the page it was read from. A page whose address names
 * somebody is that person's: the address shares an identifier with the sighting.
 */
export const Sighting = fields.refine(isOfItsPage, { path: ['page', 'url'], error: 'names somebody else' });
export type Sighting = z.infer<typeof Sighting>;

/** A sighting as the server keeps it: one that it made itself of a row of the pool is of no page that was read, and has only the address of their profile. */
export const KeptSighting = fields.extend({
  page: z.union([
    fields.shape.page,
    z.strictObject({ kind: z.literal('pool'), url: fields.shape.page.shape.url, searchContext: line.optional() }),
  ]),
});
export type KeptSighting = z.infer<typeof KeptSighting>;

function isOfItsPage({ identifiers, page }: z.output<typeof fields>): boolean {
  const named = identifiersFromUrl(page.url);
  const canonical = canonicalIdentifiers(identifiers);
  return !named || (canonical !== undefined && shareAnIdentifier(named, canonical));
}
