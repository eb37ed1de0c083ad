/** The basket: who is to be analysed or put in a campaign next. A person stands in it once, where they were selected first. */
import type { Identifiers } from '@wellmet/shared/identity';
import { isList, type Sighting } from '@wellmet/shared/sighting';
import { cache, type BasketRow, type Owned } from './database.ts';
import { keysOf, ofOwner } from './read.ts';

/** A row that is there already, or is to be. */
type Place = Omit<BasketRow, 'id'> & { id?: number };

/** @returns how many found no room: nobody new comes in beyond `limit`. */
export async function putInBasket(owner: Owned, sightings: readonly Sighting[], limit: number): Promise<number> {
  return cache.transaction('rw', cache.basket, async () => {
    const kept = await inBasket(
      owner,
      sightings.flatMap(({ identifiers }) => keysOf(identifiers)),
    );
    const places = placesAfter(owner, kept, sightings, limit - (await cache.basket.where(ofOwner(owner)).count()));
    await cache.basket.bulkDelete(kept.flatMap(({ id }) => (places.all.some((place) => place.id === id) ? [] : id)));
    // Those without a number get theirs in this order.
    await cache.basket.bulkPut(places.all.map((place) => place as BasketRow));
    return places.leftOut;
  });
}

/** @returns who was taken out, in order. */
export async function takeOutOfBasket(owner: Owned, people: readonly Identifiers[] | 'everybody'): Promise<Sighting[]> {
  return cache.transaction('rw', cache.basket, async () => {
    const rows = await (people === 'everybody' ? cache.basket.where(ofOwner(owner)).sortBy('id') : inBasket(owner, people.flatMap(keysOf)));
    await cache.basket.bulkDelete(rows.map(({ id }) => id));
    return rows.map(({ sighting }) => sighting);
  });
}

/** Whom a quote named. What is known already is not written again: every write is told to all screens. */
export async function nameInBasket(named: readonly { id: number; contactId: string }[]): Promise<void> {
  await cache.transaction('rw', cache.basket, async () => {
    const rows = await cache.basket.bulkGet(named.map(({ id }) => id));
    const changed = named.flatMap(({ contactId }, i) => {
      const row = rows[i];
      return row && row.contactId !== contactId ? [{ ...row, contactId }] : [];
    });
    // Nobody written is told as a change, too.
    if (changed.length > 0) await cache.basket.bulkPut(changed);
  });
}

/** In the order of selection. */
async function inBasket({ workspaceId, memberId }: Owned, keys: readonly string[]): Promise<BasketRow[]> {
  const found = await cache.basket.where('keys').anyOf(keys).distinct().sortBy('id');
  return found.filter((row) => row.workspaceId === workspaceId && row.memberId === memberId);
}

/** Who comes in one after the other, each joining whoever they turn out to be. */
function placesAfter(
  owner: Owned,
  kept: readonly Place[],
  sightings: readonly Sighting[],
  room: number,
): { all: Place[]; leftOut: number } {
  let all = [...kept];
  let leftOut = 0;
  const placeOf = new Map(kept.flatMap((place) => place.keys.map((key) => [key, place])));
  for (const sighting of sightings) {
    const theirs = new Set(keysOf(sighting.identifiers).flatMap((key) => placeOf.get(key) ?? []));
    if (theirs.size === 0 && all.length - kept.length >= room) {
      leftOut += 1;
      continue;
    }
    // In their order, the earliest first.
    const joined = join(
      owner,
      all.filter((place) => theirs.has(place)),
      sighting,
    );
    const at = all.findIndex((place) => theirs.has(place));
    all = at < 0 ? [...all, joined] : all.flatMap((place, i) => (i === at ? joined : theirs.has(place) ? [] : place));
    for (const key of joined.keys) placeOf.set(key, joined);
  }
  return { all, leftOut };
}

/** One person: the earliest place, everyone's identifiers, the newest sighting; but a row of a list never takes the place of their own page. */
function join(owner: Owned, places: readonly Place[], sighting: Sighting): Place {
  const [first] = places;
  const seen: Identifiers[] = [...places.map((place) => place.sighting.identifiers), sighting.identifiers];
  const ownPage = places.find((place) => !isList(place.sighting.page.kind))?.sighting;
  const newest = ownPage && isList(sighting.page.kind) ? ownPage : sighting;
  const contactId = places.find((place) => place.contactId)?.contactId;
  return {
    ...owner,
    ...(first?.id !== undefined && { id: first.id }),
    keys: [...new Set([...places.flatMap(({ keys }) => keys), ...keysOf(sighting.identifiers)])],
    sighting: { ...newest, identifiers: Object.assign({}, ...seen) as Identifiers },
    ...(contactId && { contactId }),
    addedAt: first?.addedAt ?? new Date().toISOString(),
  };
}
