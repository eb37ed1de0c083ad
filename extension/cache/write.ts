/** The cache's only writer is the background (a lint rule keeps it so). */
import type { Campaign } from '@wellmet/shared/campaign';
import type { Contact, ContactSummary } from '@wellmet/shared/contact';
import type { Balance } from '@wellmet/shared/credits';
import type { Identifiers } from '@wellmet/shared/identity';
import { cache, type AccountRow, type ContactRow, type WishRow } from './database.ts';
import { keysOf } from './read.ts';

/** A new sign-in starts from an empty cache; wishes, baskets and bulk actions stay, each for its member. */
export async function rememberAccount(account: Omit<AccountRow, 'key'>): Promise<void> {
  await cache.transaction('rw', whatTheServerKnows, async () => {
    await forgetWhatTheServerKnows();
    await cache.account.put({ key: 'now', ...account });
  });
}

/** Signing out: everything but the server's address goes, what members want too. */
export async function emptyCache(): Promise<void> {
  await cache.transaction('rw', [...whatTheServerKnows, ...whatMembersWant], async () => {
    await forgetWhatTheServerKnows();
    await Promise.all(whatMembersWant.map((table) => table.clear()));
  });
}

/** The sign-in has run out: what was kept goes, what the user still wants stays for the next sign-in. */
export async function forgetAccount(): Promise<void> {
  await cache.transaction('rw', whatTheServerKnows, forgetWhatTheServerKnows);
}

const whatTheServerKnows = [cache.account, cache.balances, cache.contacts, cache.campaigns, cache.erased, cache.hashKey];
const whatMembersWant = [cache.wishes, cache.basket, cache.bulk];

async function forgetWhatTheServerKnows(): Promise<void> {
  await Promise.all(whatTheServerKnows.map((table) => table.clear()));
}

export async function rememberServer(url: string): Promise<void> {
  await cache.server.put({ key: 'now', url });
}

/** Answers may overtake each other: an older figure never replaces a newer one. */
export async function rememberBalance(workspaceId: string, balance: Balance): Promise<void> {
  await cache.transaction('rw', cache.account, cache.balances, async () => {
    if (!(await isSignedInTo(workspaceId))) return;
    const kept = await cache.balances.get(workspaceId);
    if (!kept || Date.parse(kept.balance.at) <= Date.parse(balance.at)) await cache.balances.put({ workspaceId, balance });
  });
}

export async function rememberCampaigns(workspaceId: string, asOf: string, campaigns: Campaign[]): Promise<void> {
  await cache.transaction('rw', cache.account, cache.campaigns, async () => {
    if (await isSignedInTo(workspaceId)) await cache.campaigns.put({ workspaceId, asOf, campaigns });
  });
}

/** A new one stands first; the list is as old as it was. */
export async function rememberCampaign(workspaceId: string, campaign: Campaign): Promise<void> {
  await cache.transaction('rw', cache.account, cache.campaigns, async () => {
    const kept = await cache.campaigns.get(workspaceId);
    if (kept) await rememberCampaigns(workspaceId, kept.asOf, [campaign, ...kept.campaigns.filter(({ id }) => id !== campaign.id)]);
  });
}

/** Somebody who was erased is not kept here either. product.md 7. */
export async function forgetPerson(person: Identifiers): Promise<void> {
  await cache.contacts.where('keys').anyOf(keysOf(person)).delete();
}

/** Lists bring summaries: a card that was seen here stays with its contact. */
export async function rememberContacts(
  workspaceId: string,
  asOf: string,
  contacts: (ContactSummary & Partial<Contact>)[],
  byYou?: boolean,
): Promise<void> {
  await cache.transaction('rw', cache.account, cache.contacts, async () => {
    if (!(await isSignedInTo(workspaceId))) return;
    const kept = await cache.contacts.bulkGet(contacts.map((contact) => contact.id));
    await cache.contacts.bulkPut(contacts.map((contact, i) => contactRow(workspaceId, asOf, contact, kept[i], byYou)));
  });
}

/** An answer that comes after signing out is not written down any more. */
async function isSignedInTo(workspaceId: string): Promise<boolean> {
  return (await cache.account.get('now'))?.workspace.id === workspaceId;
}

function contactRow(
  workspaceId: string,
  asOf: string,
  { sighting, insights, campaigns, ...summary }: ContactSummary & Partial<Contact>,
  kept: ContactRow | undefined,
  byYou: boolean | undefined,
): ContactRow {
  const card = sighting && insights ? { sighting, insights, ...(campaigns && { campaigns }) } : kept?.card;
  const firstAnalysedByYou = byYou ?? kept?.firstAnalysedByYou;
  return {
    ...summary,
    workspaceId,
    asOf,
    keys: summary.identifiers.map(({ kind, value }) => `${kind}:${value}`),
    ...(card && { card }),
    ...(firstAnalysedByYou !== undefined && { firstAnalysedByYou }),
  };
}

export async function rememberWish(wish: WishRow): Promise<void> {
  await cache.wishes.put(wish);
}

/** @returns whether there is such a wish. */
export async function markWish(requestId: string, change: Partial<Pick<WishRow, 'state' | 'refusal'>>): Promise<boolean> {
  return (await cache.wishes.update(requestId, change)) > 0;
}

export async function forgetWish(requestId: string): Promise<void> {
  await cache.wishes.delete(requestId);
}
