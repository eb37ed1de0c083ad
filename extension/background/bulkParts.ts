/** How a bulk action is divided into requests. */
import { v7 as uuidv7 } from 'uuid';
import { profileUrl } from '@wellmet/shared/identity';
import type { PageKind } from '@wellmet/shared/sighting';
import type { BasketRow, BulkPart } from '../cache/database.ts';
import type { BulkWish } from '../messages.ts';

/** As many as the server takes at once. */
const partLimit = 500;
/** The server reads a mebibyte; the rest is for the choices and what stands around. */
const partBytes = 900_000;

const sourceOf: Record<PageKind, BulkPart['source']> = {
  profile: 'profile',
  salesLead: 'profile',
  peopleSearch: 'people_search',
  salesSearch: 'people_search',
  companyPeople: 'company_people',
};

/** A source at a time, in the order of the basket. No part may cost more than was quoted for its people. */
export function partsOf(rows: readonly BasketRow[], { people, choices = [] }: Pick<BulkWish, 'people' | 'choices'>): BulkPart[] {
  const parts: { part: BulkPart & { sightings: BasketRow['sighting'][] }; rows: BasketRow[]; bytes: number }[] = [];
  for (const [position, row] of rows.entries()) {
    const { sighting } = row;
    const source = sourceOf[sighting.page.kind];
    const bytes = new TextEncoder().encode(JSON.stringify(sighting)).length;
    const last = parts.findLast(({ part }) => part.source === source);
    const hasRoom = last && last.rows.length < partLimit && last.bytes + bytes <= partBytes;
    const into = hasRoom ? last : { part: { ...emptyPart(source), sightings: [] }, rows: [], bytes: 0 };
    if (into !== last) parts.push(into);
    into.rows.push(row);
    into.bytes += bytes;
    into.part.sightings.push(sighting);
    into.part.people.push({ position, name: sighting.name, url: profileUrl(sighting.identifiers) });
    into.part.ceilingCredits += people[position]?.costCredits ?? 0;
  }
  const named = new Set(rows.map(({ contactId }) => contactId));
  return parts.map(({ part, rows: its }) => {
    const own = new Set(its.map(({ contactId }) => contactId));
    // Whom no quote has named may be anybody: the server looks at its own.
    return { ...part, choices: choices.filter(({ contactId }) => own.has(contactId) || !named.has(contactId)).slice(0, partLimit) };
  });
}

const emptyPart = (source: BulkPart['source']): BulkPart => ({ requestId: uuidv7(), source, ceilingCredits: 0, choices: [], people: [] });
