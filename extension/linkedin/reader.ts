/** The one shape of a page reader. */
import type { MissingField } from '@wellmet/shared/pageRules';
import type { PageKind, Sighting } from '@wellmet/shared/sighting';

/** What a page gave. Nothing half-read is ever in it. */
export type Reading =
  /** In the order of the page, each person once. `hidden` counts the rows of members who hide their name: nothing else is told of them. */
  | { kind: 'people'; sightings: Sighting[]; hidden: number }
  /** The page is still turning: what it shows is not there yet, or still of the page before. */
  | { kind: 'notYet' }
  /** A page about the person that does not show who they are: details, activity. Their profile itself does. */
  | { kind: 'subPage' }
  /** The member hides their name from this viewer. */
  | { kind: 'private' }
  /** The viewer's own profile. */
  | { kind: 'own' }
  /** LinkedIn has changed: this field of this page kind is not where it was. */
  | { kind: 'changed'; pageKind: PageKind; field: MissingField };

/** A person's row or card in a list. */
export interface Row {
  element: Element;
  /** Undefined: a member who hides their name. */
  sighting: Sighting | undefined;
}

export interface PageReader {
  kind: PageKind;
  /** Cheap: whether `read` would have something to say about the page at this address. A list without anybody may still be mounting. */
  ready(root: ParentNode, url: string): boolean;
  /** Facts of what is shown; leaves no trace in the page. `url` is the address that the page should be of. */
  read(root: ParentNode, url: string): Reading;
  /**
   * Lists have it: which element is whose, for a mark at the right row. The people of `read` and the hidden ones, in the order of the page;
   * somebody whom the page shows twice has two rows with one sighting. Empty wherever `read` gives no people.
   */
  rows?(root: ParentNode, url: string): Row[];
}
