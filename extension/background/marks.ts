/** What this device knows of people in a list: from the cache alone, in a handful of questions however many they are. product.md 4.1. */
import { isHolding } from '@wellmet/shared/campaign';
import type { FirstAnalysis } from '@wellmet/shared/credits';
import type { Identifiers } from '@wellmet/shared/identity';
import { cache, type ContactRow } from '../cache/database.ts';
import { isTheirs, keysOf } from '../cache/read.ts';
import type { BasketPerson, CampaignRef, PersonMark } from '../messages.ts';
import { signedIn } from './askAsMember.ts';
import { erasedAmong } from './erased.ts';

export async function marks(people: readonly Identifiers[]): Promise<PersonMark[]> {
  const keys = people.map(keysOf);
  const [known, selected] = await Promise.all([marksOf(keys), selectedAmong(keys.flat())]);
  return known.map((mark, i) => ({ ...mark, isInBasket: keys[i]?.some((key) => selected.has(key)) ?? false }));
}

/** Of people by their keys, in the order asked. */
export async function marksOf(people: readonly (readonly string[])[]): Promise<BasketPerson['mark'][]> {
  const all = people.flat();
  const [contacts, erased] = await Promise.all([cache.contacts.where('keys').anyOf(all).distinct().toArray(), erasedAmong(all)]);
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

export function firstAnalysisOf({ id, firstAnalysedAt, firstAnalysedBy, firstAnalysedByYou = false }: ContactRow): FirstAnalysis {
  return { contactId: id, at: firstAnalysedAt, by: firstAnalysedBy, byYou: firstAnalysedByYou };
}

/** The list has the campaign that holds them first. */
function campaignOf({ card }: ContactRow): CampaignRef | undefined {
  const isIn = card?.campaigns?.find(
    ({ state, campaignState }) => state !== 'waiting' && isHolding(state) && (campaignState === 'draft' || campaignState === 'ongoing'),
  );
  return isIn && { id: isIn.id, name: isIn.name };
}

async function selectedAmong(keys: readonly string[]): Promise<ReadonlySet<string>> {
  const [account, rows] = await Promise.all([signedIn(), cache.basket.where('keys').anyOf(keys).distinct().toArray()]);
  return new Set(rows.filter((row) => isTheirs(account, row)).flatMap((row) => row.keys));
}
