/** The pool: people whom a workspace (or the operator, for several) has imported, and whom Discover searches. Nobody in it is a contact. product.md 6. */
import { z } from 'zod';

const instant = z.iso.datetime({ offset: true });

/** LinkedIn's own bands, from the smallest up: a company of 51–200 people is `51`. */
export const companySizes = [1, 2, 11, 51, 201, 501, 1001, 5001, 10001] as const;
export const CompanySize = z.literal(companySizes);
export type CompanySize = z.infer<typeof CompanySize>;

/** What a column of a file can be. Only `name` and one way of knowing who it is (`profileUrl`, `memberId` or `email`) have to be there. */
export const poolFields = [
  'name',
  'firstName',
  'lastName',
  'profileUrl',
  'memberId',
  'email',
  'title',
  'headline',
  'about',
  'company',
  'companySize',
  'industry',
  'country',
  'region',
  'city',
  'location',
  'languages',
  'roleSince',
  'seenAt',
] as const;
export const PoolField = z.enum(poolFields);
export type PoolField = z.infer<typeof PoolField>;

/** By column of the file, in its order; null: left out. */
export const ColumnMapping = z.array(PoolField.nullable()).max(200);
export type ColumnMapping = z.infer<typeof ColumnMapping>;

/** Why the workspace may have these people. product.md 7. */
export const lawfulBases = ['legitimateInterest', 'consent', 'contract'] as const;
export const LawfulBasis = z.enum(lawfulBases);
export type LawfulBasis = z.infer<typeof LawfulBasis>;

/** What has to be said of an import before it begins. */
export const ImportTerms = z.strictObject({
  /** Where the file is from, in the importer's words. */
  source: z.string().trim().min(1).max(200),
  licence: z.string().trim().min(1).max(200),
  lawfulBasis: LawfulBasis,
});
export type ImportTerms = z.infer<typeof ImportTerms>;

export const importStates = ['running', 'done', 'failed', 'removed'] as const;
export const PoolImport = z.object({
  id: z.uuid(),
  fileName: z.string(),
  terms: ImportTerms,
  state: z.enum(importStates),
  /** Why it failed, in English, for people. */
  failure: z.string().optional(),
  /** Of the file, where its length is known; for the progress. */
  bytes: z.object({ read: z.int().min(0), of: z.int().min(0).optional() }),
  counts: z.object({
    rows: z.int().min(0),
    /** New in the pool. */
    added: z.int().min(0),
    /** In the pool already, and now as this file says. */
    updated: z.int().min(0),
    unchanged: z.int().min(0),
    /** Kept out: see `badRows`. */
    bad: z.int().min(0),
    /** Kept out: erased at this workspace's word. product.md 7. */
    erased: z.int().min(0),
  }),
  /** The first of the rows that were kept out; `line` counts from 1, the head included. */
  badRows: z.array(z.object({ line: z.int().min(1), field: PoolField.optional(), problem: z.string() })).max(100),
  by: z.string(),
  startedAt: instant,
  endedAt: instant.optional(),
});
export type PoolImport = z.infer<typeof PoolImport>;

/** Fields with commas between them, one a column; nothing for those that are left out. */
const MappingText = z
  .string()
  .max(4000)
  .transform((text) => text.split(',').map((field) => (field === '' ? null : field)))
  .pipe(ColumnMapping);

export const MappingQuestion = z.object({ fileName: z.string().trim().min(1).max(200), mapping: MappingText.optional() });

/** What has to be said of a file that is uploaded. Without a mapping: as it is guessed. */
export const ImportQuestion = ImportTerms.extend({
  ...MappingQuestion.shape,
  /** Length of the file, for the progress. */
  bytes: z.coerce.number().int().min(0).optional(),
});

/** What a file is taken for. */
export const ImportGuess = z.object({
  format: z.enum(['csv', 'ndjson']),
  encoding: z.string(),
  delimiter: z.string(),
  columns: z.array(z.string()),
  mapping: ColumnMapping,
  /** Why nothing can be imported by this mapping, in English, for people. */
  fault: z.string().optional(),
  /** The first ones, as they stand in the file. */
  rows: z.array(z.array(z.string())),
  problems: z.array(z.object({ line: z.int().min(1), field: PoolField.optional(), problem: z.string() })),
});
export type ImportGuess = z.infer<typeof ImportGuess>;
