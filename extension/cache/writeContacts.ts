/** Contacts as answers bring them. Answers overtake each other: of two the one with the larger number is newer. */
import type { Contact } from '@wellmet/shared/contact';
import type { LeanContact } from '@wellmet/shared/sync';
import { cache, type CardRow, type ContactRow } from './database.ts';
import { latest } from './read.ts';
import { isSignedInTo } from './write.ts';

/** What a transaction needs that writes contacts down. */
export const contactTables = [cache.account, cache.sync, cache.contacts, cache.cards];

/**
 * Row and card of each. Who is not here although everything up to their number is, was erased or merged while the answer was under way.
 * @param asOf when the server said so.
 */
export async function rememberContacts(workspaceId: string, asOf: string, contacts: readonly Contact[], byYou?: boolean): Promise<void> {
  if (contacts.length === 0) return;
  await cache.transaction('rw', contactTables, async () => {
    if (!(await isSignedInTo(workspaceId))) return;
    const known = (await cache.sync.get(workspaceId))?.seq ?? -1;
    const ids = contacts.map(({ id }) => id);
    const [rows, cards] = await Promise.all([cache.contacts.bulkGet(ids), cache.cards.bulkGet(ids)]);
    const there = contacts.flatMap((contact, i) => (rows[i] || contact.seq > known ? { contact, row: rows[i], card: cards[i] } : []));
    await putAll(
      cache.contacts,
      there.flatMap(({ contact, row }) => (row && row.seq > contact.seq ? [] : rowFrom(workspaceId, asOf, contact, row, byYou))),
    );
    await putAll(
      cache.cards,
      there.flatMap(({ contact, card }) => (card && card.contact.seq > contact.seq ? [] : cardOf(workspaceId, asOf, contact))),
    );
  });
}

/** What is written, were it nothing, is told to all screens. */
export async function putAll<Row>(table: { bulkPut: (rows: readonly Row[]) => PromiseLike<unknown> }, rows: readonly Row[]): Promise<void> {
  if (rows.length > 0) await table.bulkPut(rows);
}

const dayMs = 24 * 60 * 60_000;

/** Opened: it goes later than others when there is no room. To the day: whoever looks often writes nothing. */
export async function touchCard({ id, usedAt }: CardRow): Promise<void> {
  const now = new Date();
  if (Math.abs(now.getTime() - Date.parse(usedAt)) > dayMs) await cache.cards.update(id, { usedAt: now.toISOString() });
}

/** A contact of the workspace as this device keeps it. */
export function rowOf(workspaceId: string, asOf: string, contact: LeanContact): ContactRow {
  return { ...contact, workspaceId, asOf, keys: contact.identifiers.map(({ kind, value }) => `${kind}:${value}`) };
}

function rowFrom(workspaceId: string, asOf: string, contact: Contact, kept?: ContactRow, byYou?: boolean): ContactRow {
  const { sighting: _, insights: __, engagements: ___, words: ____, staleBy: _____, campaigns = [], ...summary } = contact;
  const firstAnalysedByYou = byYou ?? kept?.firstAnalysedByYou ?? false;
  return rowOf(workspaceId, latest(asOf, kept?.asOf), { ...summary, firstAnalysedByYou, campaigns });
}

function cardOf(workspaceId: string, asOf: string, contact: Contact): CardRow {
  return { id: contact.id, workspaceId, contact, asOf, usedAt: new Date().toISOString() };
}
