/** Named queries. Screens use them live (`useLiveQuery(recentContacts)`). */
import type { Member, Workspace } from '@wellmet/shared/account';
import type { ContactSummary } from '@wellmet/shared/contact';
import { identifierKinds, profileUrl, type Identifiers } from '@wellmet/shared/identity';
import {
  cache,
  type AccountRow,
  type BalanceRow,
  type BasketRow,
  type BulkRow,
  type CampaignsRow,
  type CardRow,
  type ContactRow,
  type Owned,
  type SyncRow,
  type TemplateDraftRow,
  type TemplateRow,
  type WishRow,
} from './database.ts';

/** Who is signed in, and where. */
export interface SignedIn {
  member: Member;
  workspace: Workspace;
  /** All of the member's, the present one among them. */
  workspaces: Workspace[];
}

/** Without the token; `null` when nobody is (so that a live query tells "nobody" from "not read yet"). */
export async function whoIsSignedIn(): Promise<SignedIn | null> {
  const row = await cache.account.get('now');
  if (!row) return null;
  const { member, workspace, workspaces = [] } = row;
  const others = workspaces.filter(({ id }) => id !== workspace.id);
  return { member, workspace, workspaces: [workspace, ...others].toSorted((a, b) => a.name.localeCompare(b.name)) };
}

/** The workspace that who was signed in here is in no more, until they have put that away. */
export async function lostWorkspace(): Promise<string | undefined> {
  return (await cache.lost.get('now'))?.name;
}

/** The workspace that a member left last, where they are not in one at the moment. */
export async function lastWorkspaceOf(memberId: string): Promise<string | undefined> {
  const left = await cache.left.filter((row) => row.memberId === memberId).sortBy('at');
  return left.at(-1)?.workspaceId;
}

/** The last balance that the server told, with its time. */
export async function lastBalance(): Promise<BalanceRow['balance'] | null> {
  const account = await cache.account.get('now');
  const row = account && (await cache.balances.get(account.workspace.id));
  return row?.balance ?? null;
}

/** The campaigns, as the server told them last. */
export async function lastCampaigns(): Promise<CampaignsRow | undefined> {
  const account = await cache.account.get('now');
  return account && cache.campaigns.get(account.workspace.id);
}

/** The templates, by name. */
export async function templatesHere(): Promise<TemplateRow[]> {
  const rows = await cache.templates.toArray();
  return rows.toSorted((a, b) => a.name.localeCompare(b.name));
}

/** What who is signed in has typed of templates and not saved, the newest first. */
export async function templateDrafts(): Promise<TemplateDraftRow[]> {
  const owner = await whoOwns();
  const rows = owner ? await cache.templateDrafts.where(ofOwner(owner)).toArray() : [];
  return rows.toSorted((a, b) => (a.keptAt < b.keptAt ? 1 : -1));
}

/** The contacts of this device whose cards are here, the one opened last first. */
export async function lastCards(limit: number): Promise<CardRow[]> {
  return cache.cards.orderBy('usedAt').reverse().limit(limit).toArray();
}

/** How far this device has followed the workspace of who is signed in. */
export async function syncState(): Promise<SyncRow | undefined> {
  const account = await cache.account.get('now');
  return account && cache.sync.get(account.workspace.id);
}

/** Of two instants of the server, the later one: what is unchanged still holds. */
export function latest(one: string, other: string | undefined): string {
  return other !== undefined && other > one ? other : one;
}

/** How far this device has followed a workspace for a member: at first, nowhere. */
export async function syncOf({ workspaceId, memberId }: Owned): Promise<SyncRow> {
  const row = await cache.sync.get(workspaceId);
  return row?.memberId === memberId ? row : { workspaceId, memberId };
}

/** Snapshot, insights and engagements of a contact, where this device has them. */
export function cardOf(contactId: string): Promise<CardRow | undefined> {
  return cache.cards.get(contactId);
}

/** Everything that who is signed in wished and the server has not confirmed, what is on its way included. Oldest first. */
export function unconfirmedWishes(): Promise<WishRow[]> {
  return wishesIn(['sending', ...openStates]);
}

/** The contacts analysed last, newest first. */
export function recentContacts(limit = 5): Promise<ContactRow[]> {
  return cache.contacts.orderBy('lastAnalysedAt').reverse().limit(limit).toArray();
}

/** Wishes that who is signed in should see: waiting, stopped or asking. Oldest first. */
export async function openWishes(): Promise<WishRow[]> {
  return wishesIn(openStates);
}

const openStates = ['waiting', 'stopped', 'question'] as const;

/** Wishes of who is signed in that need nobody's word any more. Others' wait for their member without waking anybody. */
export async function dueWishes(): Promise<WishRow[]> {
  return wishesIn(dueStates);
}

export const dueStates = ['sending', 'waiting'] as const satisfies WishRow['state'][];

async function wishesIn(states: readonly WishRow['state'][]): Promise<WishRow[]> {
  const account = await cache.account.get('now');
  const found = await cache.wishes.where('state').anyOf(states).sortBy('madeAt');
  return found.filter((wish) => isTheirs(account, wish));
}

/** Wishes, baskets and bulk actions are their member's, in the workspace they were made in. */
export function isTheirs(account: AccountRow | undefined, { workspaceId, memberId }: Owned): boolean {
  return workspaceId === account?.workspace.id && memberId === account.member.id;
}

/** @returns `undefined` when nobody is signed in. */
export async function whoOwns(): Promise<Owned | undefined> {
  const account = await cache.account.get('now');
  return account && { workspaceId: account.workspace.id, memberId: account.member.id };
}

/** Index entry of what a member owns. */
export const ofOwner = ({ workspaceId, memberId }: Owned): Partial<Owned> => ({ workspaceId, memberId });

/** The basket of who is signed in, in the order of selection. */
export async function basketOf(): Promise<BasketRow[]> {
  const owner = await whoOwns();
  return owner ? cache.basket.where(ofOwner(owner)).sortBy('id') : [];
}

export async function basketCount(): Promise<number> {
  const owner = await whoOwns();
  return owner ? cache.basket.where(ofOwner(owner)).count() : 0;
}

/** The last bulk action of who is signed in, until it is put away. */
export async function lastBulk(): Promise<BulkRow | undefined> {
  const owner = await whoOwns();
  return owner && (await cache.bulk.where(ofOwner(owner)).sortBy('madeAt')).at(-1);
}

/** Where the server has something to answer yet. */
export function isDue({ state, leaving }: BulkRow): boolean {
  return state === 'running' || state === 'stopped' || leaving.length > 0;
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
