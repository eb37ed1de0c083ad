/**
 * A person's identifiers and their one spelling. Free of zod and of the DOM: page code imports it.
 * product.md 1 ("identifier"), docs/architecture.md.
 */

/** What a person can be known by. `member` is LinkedIn's `ACoA…` id, `slug` the name in `/in/<slug>/`, `lead` Sales Navigator's `ACwA…`. */
export const identifierKinds = ['member', 'slug', 'lead'] as const;
export type IdentifierKind = (typeof identifierKinds)[number];

/** One person's identifiers, each in its canonical spelling; at least one is present in a readable sighting. */
export interface Identifiers {
  member?: string | undefined;
  slug?: string | undefined;
  lead?: string | undefined;
}
