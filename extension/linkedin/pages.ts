/** Which of LinkedIn's pages an address is, by its path alone: parameters come and go. A new page kind is one more row. */
import { identifiersFromUrl, linkedinPath, type Identifiers } from '@wellmet/shared/identity';
import type { PageKind } from '@wellmet/shared/sighting';

export interface Page {
  kind: PageKind;
  /** Whom the address is about; undefined on lists and on `/in/me/`. */
  subject: Identifiers | undefined;
  /** The address can only be the viewer's own page. */
  own: boolean;
}

interface Row {
  kind: PageKind;
  path: RegExp;
  /** Paths of this kind that only the person themselves can open. */
  own?: RegExp;
}

const rows: readonly Row[] = [
  { kind: 'profile', path: /^\/(?:mwlite\/(?:profile\/)?)?in\/[^/]+(?:\/|$)/i, own: /\/in\/(?:me(?:\/|$)|[^/]+\/edit(?:\/|$))/i },
];

export function pageAt(url: string | { readonly href: string }): Page | undefined {
  const path = linkedinPath(url);
  const row = path === undefined ? undefined : rows.find((r) => r.path.test(path));
  if (path === undefined || !row) return undefined;
  const own = row.own?.test(path) ?? false;
  // Without its parameters: anybody can write a link that puts a second person there.
  const subject = identifiersFromUrl(`https://www.linkedin.com${path}`);
  return row.kind === 'profile' && !subject && !own ? undefined : { kind: row.kind, subject, own };
}
