/** Named queries. Screens use them live (`useLiveQuery(recentContacts)`). */
import type { Member, Workspace } from '@wellmet/shared/account';
import type { ContactSummary } from '@wellmet/shared/contact';
import { identifierKinds, profileUrl, type Identifiers } from '@wellmet/shared/identity';
import { cache, type AccountRow, type BalanceRow, type CampaignsRow, type ContactRow, type WishRow } from './database.ts';

/** Who is signed in, without the token; `null` when nobody is (so that a live query tells "nobody" from "not read yet"). */
export async function whoIsSignedIn(): Promise<{ member: Member; workspace: Workspace } | null> {
  const row = await cache.account.get('now');
  return row ? { member: row.member, workspace: row.workspace } : null;
}

/** The last balance that the server told, with its time. */
export async function lastBalance(): Promise<BalanceRow['balance'] | null> {
  const account = await cache.account.get('now');
  const row = account && (await cache.balances.get(account.workspace.id));
  return row?.balance ?? null;
}

/** The campaigns that take people, as the server told them last. */
export async function lastCampaigns(): Promise<CampaignsRow | undefined> {
  const account = await cache.account.get('now');
  return account && cache.campaigns.get(account.workspace.id);
}

/** The contacts analysed last, newest first. */
export function recentContacts(limit = 5): Promise<ContactRow[]> {
  return cache.contacts.orderBy('lastAnalysedAt').reverse().limit(limit).toArray();
}

/** Wishes that who is signed in should see: waiting, stopped or asking. Oldest first. */
export async function openWishes(): Promise<WishRow[]> {
  const account = await cache.account.get('now');
  const open = await cache.wishes.where('state').anyOf('waiting', 'stopped', 'question').sortBy('madeAt');
  return open.filter((wish) => isWishOf(account, wish));
}

/** A wish is its member's, in the workspace it was made in. */
export function isWishOf(account: AccountRow | undefined, { workspaceId, memberId }: WishRow): boolean {
  return workspaceId === account?.workspace.id && memberId === account.member.id;
}

export async function serverUrl(): Promise<string> {
  return (await cache.server.get('now'))?.url ?? import.meta.env.WXT_SERVER_URL;
}

/** The contact that any of these identifiers belongs to. */
export function contactOf(person: Identifiers): Promise<ContactRow | undefined> {
  return cache.contacts.where('keys').anyOf(keysOf(person)).first();
}

/** "slug:ada-lovelace": one index entry for each identifier. */
export function keysOf(person: Identifiers): string[] {
  return identifierKinds.flatMap((kind) => (person[kind] ? [`${kind}:${person[kind]}`] : []));
}

/** The address of a contact's profile: by the newest identifier of each kind; the list has the newest first. */
export function profileOf({ identifiers }: Pick<ContactSummary, 'identifiers'>): string {
  return profileUrl(Object.fromEntries(identifiers.toReversed().map(({ kind, value }) => [kind, value])));
}
