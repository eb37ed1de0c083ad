/** Somebody who was erased is not on this device either: nowhere. product.md 7. */
import { v7 as uuidv7 } from 'uuid';
import { identifiersFromUrl } from '@wellmet/shared/identity';
import type { Sighting } from '@wellmet/shared/sighting';
import { cache, type Asked, type BulkPart, type BulkRow, type Refusal, type WishRow } from './database.ts';
import { keysOf } from './read.ts';

/** Where people are. */
export const peopleTables = [cache.contacts, cache.cards, cache.pins, cache.basket, cache.bulk, cache.wishes];

const isGone: Refusal = { problem: { type: '/problems/not-found', code: 'not-found', title: 'There is no such contact', status: 404 } };

/**
 * Rows, cards and pins go, baskets let them go, bulk actions and wishes no longer name them; a wish about one of them becomes a question.
 * All of it in the workspace of who is signed in: another one may keep them.
 * Within a transaction on the account and `peopleTables`. @param keys of theirs, and of nobody else.
 */
export async function forgetPeople(ids: readonly string[], keys: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const people = new People(ids, keys);
  const here = (await cache.account.get('now'))?.workspace.id;
  for (const table of [cache.contacts, cache.cards, cache.pins]) await table.bulkDelete([...ids]);
  await cache.basket
    .filter((row) => row.workspaceId === here && (people.has(row.contactId) || row.keys.some((key) => people.hasKey(key))))
    .delete();
  await cache.bulk.filter(({ workspaceId }) => workspaceId === here).modify((row) => people.leaveBulk(row));
  await cache.wishes
    .filter((wish) => wish.workspaceId === here && people.isWished(wish))
    .modify((wish, row) => {
      row.value = nameless(wish);
    });
}

/** As `forgetPeople`, of those whom this device has known. Others it may go on naming: that is how the user learns who is refused. */
export async function forgetKnown(keys: readonly string[]): Promise<void> {
  const ids = await cache.contacts.where('keys').anyOf(keys).distinct().primaryKeys();
  await forgetPeople(ids, keys);
}

/** The wish as a question that names nobody. */
export function nameless(wish: WishRow): WishRow {
  const { requestId, workspaceId, memberId, madeAt, asked, about } = wish;
  const campaign = about.campaignName !== undefined && { campaignName: about.campaignName };
  const rest = { about: { name: '', ...campaign }, state: 'question' as const, refusal: isGone };
  return { requestId, workspaceId, memberId, madeAt, asked: withoutWords(asked), ...rest };
}

class People {
  #ids: ReadonlySet<string>;
  #keys: ReadonlySet<string>;

  constructor(ids: readonly string[], keys: readonly string[]) {
    this.#ids = new Set(ids);
    this.#keys = new Set(keys);
  }

  has(contactId: string | undefined): boolean {
    return contactId !== undefined && this.#ids.has(contactId);
  }

  hasKey(key: string): boolean {
    return this.#keys.has(key);
  }

  #isSeen({ identifiers }: Sighting): boolean {
    return keysOf(identifiers).some((key) => this.hasKey(key));
  }

  /** @returns false where nothing is to be written. */
  leaveBulk(row: BulkRow): boolean {
    const changed = row.parts.filter((part) => this.#leavePart(part));
    if (changed.length > 0 && row.state !== 'refused' && row.parts.every(({ sightings }) => sightings === undefined)) row.state = 'done';
    return changed.length > 0;
  }

  #leavePart(part: BulkPart): boolean {
    const open = part.people.filter(({ outcome }) => outcome === undefined);
    const seen = new Set(open.filter((_, i) => part.sightings?.[i] && this.#isSeen(part.sightings[i])));
    const theirs = part.people.filter((person) => seen.has(person) || this.has(person.outcome?.contactId) || this.#isAt(person.url));
    for (const person of theirs) {
      person.name = '';
      person.url = '';
      if (seen.has(person))
        person.outcome = { class: 'erased', costCredits: 0, contactId: undefined, enrolment: undefined, holder: undefined };
    }
    if (part.sightings && seen.size > 0) {
      part.sightings = part.sightings.filter((_, i) => !seen.has(open[i] as (typeof open)[number]));
      // Another question has another id. Who was paid for under the earlier one is known now, and free.
      part.requestId = uuidv7();
      part.choices = part.choices.filter(({ contactId }) => !this.has(contactId));
      part.ceilingCredits = Math.min(part.ceilingCredits, part.sightings.length);
      if (part.sightings.length === 0) delete part.sightings;
    }
    return theirs.length > 0;
  }

  #isAt(url: string): boolean {
    return keysOf(identifiersFromUrl(url) ?? {}).some((key) => this.hasKey(key));
  }

  isWished({ asked }: WishRow): boolean {
    if (asked.route === 'analyse') return asked.body.sightings.some((one) => this.#isSeen(one));
    const ids = 'contactId' in asked ? [asked.contactId] : asked.body.contactIds;
    return ids.some((id) => this.has(id));
  }
}

/** What members write about a person is theirs, too. */
function withoutWords(asked: Asked): Asked {
  switch (asked.route) {
    case 'analyse': {
      const { requestId, source, ceilingCredits } = asked.body;
      return { ...asked, body: { requestId, source, ceilingCredits, sightings: [] } };
    }
    case 'engage': {
      const { requestId, what, doneAt } = asked.body;
      return { ...asked, body: { requestId, what, doneAt } };
    }
    case 'editContact':
      return { ...asked, body: { requestId: asked.body.requestId, fields: {} } };
    case 'enrol':
    case 'changeEnrolments':
    case 'withdrawEngagement':
    case 'analyseAgain':
      return asked;
    default:
      return asked satisfies never;
  }
}
