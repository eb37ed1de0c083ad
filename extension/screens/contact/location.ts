/** Where somebody is, as it is shown, with who says so. */
import type { Contact } from '@wellmet/shared/contact';
import type { Stated } from '@wellmet/shared/drafts/known';

export function locationOf(
  { location, edits }: Pick<Contact, 'location' | 'edits'>,
  { sighting }: Pick<Contact, 'sighting'>,
): Stated | undefined {
  if (location === undefined) return undefined;
  const edit = edits?.location;
  if (edit) return { text: location, source: { from: 'member', quote: location, ...edit } };
  if (location !== sighting.location) return undefined;
  return { text: location, source: { from: 'page', place: sighting.readFrom.location ?? 'topCard', quote: location } };
}
