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

/** Ids are base64url and case-sensitive; 39 characters in everything seen, other lengths are let through. */
const member = /^ACoA[\w-]{16,90}$/;
const lead = /^ACwA[\w-]{16,90}$/;
/** ASCII letters, digits and `-`; beyond ASCII whatever is neither space nor control, and the two joiners that some scripts need. */
const slug = /^(?:[\w-]|[\u200c\u200d]|(?![\p{C}\p{Z}])[^\p{ASCII}]){3,100}$/u;
/** Addresses under /in/ that stand for the viewer, for a hidden member, for nobody. */
const nobody = new Set(['me', 'headless', 'unavailable']);

/** Scheme and host spelt out: no credentials, no port, no look-alike. Country hosts answer themselves. */
const address = /^https?:\/\/(?:(?:www|m|touch|[a-z]{2})\.)?linkedin\.com(\/[^?#]*)?(?:\?([^#]*))?(?:#|$)/i;
// oxlint-disable-next-line no-control-regex -- they are what is refused
const unsafe = /[\\\s\u0000-\u001f\u007f]/;
const dotSegment = /\/(?:\.|%2e){1,2}(?:\/|$)/i;

/** A text, or what has one: `URL`, `location`. */
type Address = string | { readonly href: string };

function addressParts(url: Address): { path: string; query: string } | undefined {
  const text = (typeof url === 'string' ? url : url.href).trim();
  const [whole, path = '/', query = ''] = address.exec(text) ?? [];
  return whole === undefined || unsafe.test(text) || dotSegment.test(path) ? undefined : { path, query };
}

/**
 * The path of a LinkedIn address, as written; undefined for any other site and for an address with credentials, a port,
 * a backslash, white space or dot segments.
 */
export function linkedinPath(url: Address): string | undefined {
  return addressParts(url)?.path;
}

function decodedOnce(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** What stands after `/in/`: a slug, or either id. */
function identifiersFromKey(encoded: string): Identifiers | undefined {
  const key = decodedOnce(encoded);
  if (key === undefined) return undefined;
  if (member.test(key)) return { member: key };
  if (lead.test(key)) return { lead: key };
  const spelt = key.normalize('NFC').toLowerCase().normalize('NFC');
  return slug.test(spelt) && !nobody.has(spelt) ? { slug: spelt } : undefined;
}

/**
 * Who a LinkedIn address is about: any form of a profile's address (overlay, details, activity, language suffix, country or
 * mobile host) or of a Sales Navigator lead's. A `miniProfileUrn` parameter adds the member id that LinkedIn's own links carry
 * beside a slug. Undefined for anything else, `/in/me/` and `lnkd.in` included. Addresses as in linkedin.md 3.1 and 3.4.
 */
export function identifiersFromUrl(url: Address): Identifiers | undefined {
  const parts = addressParts(url);
  if (!parts) return undefined;
  const [, key, salesKey] = /^\/(?:(?:mwlite\/(?:profile\/)?)?in\/([^/]+)|sales\/(?:lead|people)\/([^/]+))(?:\/|$)/i.exec(parts.path) ?? [];
  if (salesKey !== undefined) {
    const ids = identifiersFromKey(salesKey.split(/,|%2c/i, 1)[0] ?? '');
    return ids?.slug === undefined ? ids : undefined;
  }
  const ids = key === undefined ? undefined : identifiersFromKey(key);
  if (ids?.slug === undefined) return ids;
  const [, id = ''] = /(?:^|&)miniProfileUrn=urn(?::|%3A)li(?::|%3A)fs_miniProfile(?::|%3A)([\w-]+)(?:&|$)/i.exec(parts.query) ?? [];
  return member.test(id) ? { member: id, ...ids } : ids;
}

/**
 * The same identifiers in their one spelling; what is not an identifier is left out, and undefined says that nothing is left.
 * An id that stands in the slug's place, as in `/in/ACoA…/`, is put where it belongs. Applying it twice changes nothing.
 */
export function canonicalIdentifiers(ids: Identifiers): Identifiers | undefined {
  const canonical: Identifiers = {
    ...(ids.slug === undefined ? undefined : identifiersFromKey(ids.slug.trim())),
    ...(ids.member !== undefined && member.test(ids.member.trim()) && { member: ids.member.trim() }),
    ...(ids.lead !== undefined && lead.test(ids.lead.trim()) && { lead: ids.lead.trim() }),
  };
  return identifierKinds.some((kind) => canonical[kind] !== undefined) ? canonical : undefined;
}

/** Whether two sets of canonical identifiers have one in common: then they are one person's. product.md 1 ("identifier"). */
export function shareAnIdentifier(a: Identifiers, b: Identifiers): boolean {
  return identifierKinds.some((kind) => a[kind] !== undefined && a[kind] === b[kind]);
}

/**
 * The canonical address of a person's profile, `https://www.linkedin.com/in/<encoded slug>/`, or by an id where no slug is known:
 * LinkedIn opens the profile under either. Throws a RangeError if there is no identifier at all.
 */
export function profileUrl(ids: Identifiers): string {
  const key = ids.slug ?? ids.member ?? ids.lead;
  if (key === undefined) throw new RangeError('no identifier');
  return `https://www.linkedin.com/in/${encodeURIComponent(key)}/`;
}
