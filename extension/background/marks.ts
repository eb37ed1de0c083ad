/** What this device knows of people in a list: from the cache alone, in a handful of transactions however many they are. product.md 4.1. */
import { isHolding } from '@wellmet/shared/campaign';
import type { FirstAnalysis } from '@wellmet/shared/credits';
import type { Identifiers } from '@wellmet/shared/identity';
import type { ContactRow } from '../cache/database.ts';
import { keysOf } from '../cache/read.ts';
import { contactsWith } from '../cache/readContacts.ts';
import type { CampaignRef, PersonMark } from '../messages.ts';
import { erasedAmong } from './erased.ts';

export async function marks(people: readonly Identifiers[]): Promise<PersonMark[]> {
  return marksOf(people.map(keysOf));
}

/** Of people by their keys, in the order asked. */
export async function marksOf(people: readonly (readonly string[])[]): Promise<PersonMark[]> {
  const all = people.flat();
  const { contacts, isAnybodyErased } = await contactsWith(all);
  const erased = isAnybodyErased ? await erasedAmong(all) : new Set<string>();
  const contactBy = new Map(contacts.flatMap((row) => row.keys.map((key) => [key, row])));
  return people.map((keys) => {
    const row = keys.map((key) => contactBy.get(key)).find((found) => found !== undefined);
    return {
      known: row && firstAnalysisOf(row),
      campaign: row && campaignOf(row),
      isErased: keys.some((key) => erased.has(key)),
    };
  });
}

export function firstAnalysisOf({ id, firstAnalysedAt, firstAnalysedBy, firstAnalysedByYou }: ContactRow): FirstAnalysis {
  return { contactId: id, at: firstAnalysedAt, by: firstAnalysedBy, byYou: firstAnalysedByYou };
}

/** The list has the campaign that holds them first. */
function campaignOf({ campaigns }: ContactRow): CampaignRef | undefined {
  const isIn = campaigns.find(
    ({ state, campaignState }) => state !== 'waiting' && isHolding(state) && (campaignState === 'draft' || campaignState === 'ongoing'),
  );
  return isIn && { id: isIn.id, name: isIn.name };
}
