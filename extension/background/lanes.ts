/** Which wishes are about the same person: those are carried out in the order in which they were made, others side by side. */
import { cache, type WishRow } from '../cache/database.ts';
import { dueWishes, keysOf } from '../cache/read.ts';

/** Each in the order given. */
export async function lanesOf(wishes: readonly WishRow[]): Promise<WishRow[][]> {
  let lanes: { names: Set<string>; wishes: WishRow[] }[] = [];
  for (const wish of wishes) {
    const names = await namesOf(wish);
    const isShared = (lane: (typeof lanes)[number]): boolean => names.some((name) => lane.names.has(name));
    const joined = lanes.filter(isShared);
    const all = [...joined.flatMap((lane) => lane.wishes), wish].toSorted((a, b) => wishes.indexOf(a) - wishes.indexOf(b));
    lanes = [
      ...lanes.filter((lane) => !joined.includes(lane)),
      { names: new Set([...joined.flatMap((lane) => [...lane.names]), ...names]), wishes: all },
    ];
  }
  return lanes.map((lane) => lane.wishes);
}

/** What is due of the same person and was made before. */
export async function earlierThan(wish: WishRow): Promise<WishRow[]> {
  const before = (await dueWishes()).filter(({ requestId, madeAt }) => requestId !== wish.requestId && madeAt < wish.madeAt);
  const lane = (await lanesOf([...before, wish])).find((one) => one.includes(wish)) ?? [];
  return lane.filter((one) => one !== wish);
}

/** A contact's id; somebody who is to be analysed may be a contact already. */
async function namesOf({ asked }: WishRow): Promise<string[]> {
  if (asked.route !== 'analyse') return 'contactId' in asked ? [asked.contactId] : asked.body.contactIds;
  const keys = asked.body.sightings.flatMap(({ identifiers }) => keysOf(identifiers));
  return [...keys, ...(await cache.contacts.where('keys').anyOf(keys).distinct().primaryKeys())];
}
