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
  /** Many people, none of whom the address names. */
  list?: true;
  /** Paths of this kind that only the person themselves can open. */
  own?: RegExp;
}

const rows: readonly Row[] = [
  { kind: 'profile', path: /^\/(?:mwlite\/(?:profile\/)?)?in\/[^/]+(?:\/|$)/i, own: /\/in\/(?:me(?:\/|$)|[^/]+\/edit(?:\/|$))/i },
  // Below /people/ stands what hidden members are linked to, `headless`: no page.
  { kind: 'peopleSearch', path: /^\/search\/results\/(?:people|all)\/?$/i, list: true },
  { kind: 'companyPeople', path: /^\/(?:company|school)\/[^/]+\/people\/?$/i, list: true },
  // The older name of a lead's page. `/sales/profile/<number>` of 2017 has no identifier of ours.
  { kind: 'salesLead', path: /^\/sales\/(?:lead|people)\/[^/]+(?:\/|$)/i },
  { kind: 'salesSearch', path: /^\/sales\/search\/people\/?$/i, list: true },
];

/** The page that an address is, if it is one that we read. */
export function pageAt(url: string | { readonly href: string }): Page | undefined {
  const path = linkedinPath(url);
  const row = path === undefined ? undefined : rows.find((r) => r.path.test(path));
  if (path === undefined || !row) return undefined;
  const own = row.own?.test(path) ?? false;
  // Without its parameters: anybody can write a link that puts a second person there.
  const subject = row.list ? undefined : identifiersFromUrl(`https://www.linkedin.com${path}`);
  return row.list || subject || own ? { kind: row.kind, subject, own } : undefined;
}
