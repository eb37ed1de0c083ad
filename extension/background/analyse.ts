/** Quoting and analysing one person, and what is known without asking. */
import type { Identifiers } from '@wellmet/shared/identity';
import type { Contact } from '@wellmet/shared/contact';
import type { Quote } from '@wellmet/shared/credits';
import { ownPageSaysMore } from '@wellmet/shared/sighting';
import type { CardRow, ContactRow } from '../cache/database.ts';
import { cardOf, contactOf, lastBalance, latest, syncState } from '../cache/read.ts';
import { rememberBalance } from '../cache/write.ts';
import { rememberContacts, touchCard } from '../cache/writeContacts.ts';
import { isTrouble, type KnownContact, type Messages, type Trouble } from '../messages.ts';
import { askAsMember } from './askAsMember.ts';
import { learnErased } from './erased.ts';
import { firstAnalysisOf } from './marks.ts';

/** From the cache alone: the server never learns who was merely viewed. product.md 4.1. */
export async function lookUp(person: Identifiers): Promise<KnownContact | undefined> {
  const row = await contactOf(person);
  if (!row) return undefined;
  const [card, balance, followed] = await Promise.all([cardOf(row.id), lastBalance(), syncState()]);
  if (card) await touchCard(card);
  // What has not changed since holds as of when the server last said that this is all; a card that its contact is ahead of is as old as it is.
  const isBehind = card !== undefined && card.contact.seq < row.seq;
  return {
    contact: card && contactFrom(row, card),
    firstAnalysis: { ...firstAnalysisOf(row), pageSaysMore: card && ownPageSaysMore(card.contact.sighting.page.kind) },
    asOf: isBehind ? card.asOf : latest(row.asOf, followed?.asOf),
    balance: balance ?? undefined,
  };
}

/** What lists show is newest in the row. */
function contactFrom(row: ContactRow, { contact: { sighting, insights, words, engagements } }: CardRow): Contact {
  const { asOf: _, workspaceId: __, keys: ___, firstAnalysedByYou: ____, ...shown } = row;
  return { ...shown, sighting, insights, ...(words && { words }), ...(engagements && { engagements }) };
}

/** Snapshot, insights and engagements as they stand now. */
export async function bringCard({ id: contactId }: { id: string }): Promise<'done' | Trouble> {
  const asked = await askAsMember('contact', (workspaceId) => ({ params: { workspaceId, contactId } }));
  if (isTrouble(asked)) return asked;
  await rememberContacts(asked.workspaceId, asked.at, [asked.answer]);
  return 'done';
}

export async function quote({ person, campaignId }: Parameters<Messages['quote']>[0]): Promise<Quote | Trouble> {
  const body = { people: [person], ...(campaignId !== undefined && { campaignId }) };
  const asked = await askAsMember('quote', (workspaceId) => ({ params: { workspaceId }, body }));
  if (isTrouble(asked)) return asked;
  await rememberBalance(asked.workspaceId, asked.answer.balance);
  await learnErased(asked.workspaceId, body.people, asked.answer.people);
  return asked.answer;
}
