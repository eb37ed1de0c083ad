/**
 * What an operator may tell all extensions about LinkedIn's pages without a new version: where a reader finds things, and which page kinds are
 * not read for the moment. Plain data: strings that are only ever given to `querySelectorAll`. And what a user may tell about a page that no
 * longer fits: numbers and words of ours, nothing of the page. product.md 4.
 */
import { z } from 'zod';
import { PageKind, pageKinds } from './sighting.ts';
import { selectorNames, type SelectorGroup } from './selectorNames.ts';

/** 256 bits in base64url. */
const key = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** An Ed25519 public key: its 32 bytes. */
export const RulesPublicKey = key;

/** A name of ours, or of a version to come: what is not known here is passed over. */
const name = z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/);
const atMost = (count: number) => (entries: object) => Object.keys(entries).length <= count;

export const maxSelectorLength = 400;
const Selector = z.string().trim().min(1).max(maxSelectorLength);

export const PageRules = z.strictObject({
  /** Grows with every publication; an extension never goes back. */
  version: z.int().min(1).max(1_000_000_000),
  issuedAt: z.iso.datetime(),
  selectors: z.record(name, z.record(name, Selector).refine(atMost(60), 'at most 60 selectors')).refine(atMost(30), 'at most 30 groups'),
  /** Page kinds that are not read. */
  off: z.array(name).max(30),
});
export type PageRules = z.infer<typeof PageRules>;

/** Longest text of rules that is read. */
export const maxRulesLength = 60_000;

/** Rules as they are published: the signature is of the text, byte by byte. */
export const SignedRules = z.strictObject({
  /** `PageRules` as JSON (`rulesText`). */
  rules: z.string().min(2).max(maxRulesLength),
  /** Ed25519, base64url. */
  signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
  /** Which key it was: the beginning of its SHA-256, base64url. For people who look for a mistake; the signature decides. */
  keyId: z.string().regex(/^[A-Za-z0-9_-]{16}$/),
});
export type SignedRules = z.infer<typeof SignedRules>;

/** What a server tells of its rules. Without `signed` there are none; without `publicKey` it has no key to check them by. */
export const PublishedRules = z.object({ publicKey: RulesPublicKey.optional(), signed: SignedRules.optional() });
export type PublishedRules = z.infer<typeof PublishedRules>;

/** One text for the same rules, whoever wrote them in whichever order. */
export function rulesText(rules: PageRules): string {
  const sorted = (value: unknown): unknown =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value)
            .toSorted(([a], [b]) => (a < b ? -1 : 1))
            .map(([field, inner]) => [field, sorted(inner)]),
        )
      : value;
  return JSON.stringify(sorted({ ...rules, off: rules.off.toSorted() }));
}

/** The rules of a text; undefined for what is none. Whether somebody signed it is asked before. */
export function parseRules(text: string): PageRules | undefined {
  if (text.length > maxRulesLength) return undefined;
  try {
    return PageRules.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/**
 * Names in the rules that this version's readers do not know: a slip, or meant for another version.
 * @returns as `companyPeople.crad`, `off: groups`; none, if all are known.
 */
export function unknownNames({ selectors, off }: Pick<PageRules, 'selectors' | 'off'>): string[] {
  const known: Record<string, readonly string[]> = selectorNames;
  const unknown = Object.entries(selectors).flatMap(([group, given]) =>
    Object.hasOwn(known, group)
      ? Object.keys(given).flatMap((selector) => (known[group]?.includes(selector) ? [] : `${group}.${selector}`))
      : group,
  );
  return [...unknown, ...off.filter((kind) => !(pageKinds as readonly string[]).includes(kind)).map((kind) => `off: ${kind}`)];
}

/** What a reader may miss. `page`: the kind is switched off. */
export const missingFields = ['name', 'headline', 'identifiers', 'organisation', 'page'] as const;
export const MissingField = z.enum(missingFields);
export type MissingField = z.infer<typeof MissingField>;

const Count = z.int().min(0).max(9999);
const groups = Object.entries(selectorNames).map(([group, names]): [string, z.ZodType] => [
  group,
  z.partialRecord(z.enum(names), Count).optional(),
]);

/** How many elements each selector finds. Every name is one of ours, every value a number. */
export type SelectorCounts = { [G in SelectorGroup]?: { [N in (typeof selectorNames)[G][number]]?: number } };
const SelectorCounts = z.strictObject(Object.fromEntries(groups)) as unknown as z.ZodType<SelectorCounts, SelectorCounts>;

/** A page that no longer fits, without anything of the page: no name, no address, no text. */
export const PageReport = z.strictObject({
  extensionVersion: z.string().regex(/^\d{1,6}(\.\d{1,6}){0,3}$/),
  pageKind: PageKind,
  reading: z.enum(['people', 'notYet', 'subPage', 'private', 'own', 'changed']),
  /** With `changed`: what was not where it was. */
  field: MissingField.optional(),
  /** LinkedIn's applications that were tried. */
  generations: z.array(z.enum(['sdui', 'ember'])).max(2),
  /** Of the rules in force; 0: none. */
  rulesVersion: z.int().min(0).max(1_000_000_000),
  /** Of the interface, as "fr". */
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/)
    .optional(),
  hasParameters: z.boolean(),
  counts: SelectorCounts,
});
export type PageReport = z.infer<typeof PageReport>;
