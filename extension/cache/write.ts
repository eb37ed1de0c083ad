/** The cache's only writer is the background (a lint rule keeps it so). */
import type { Me, Workspace } from '@wellmet/shared/account';
import type { Campaign } from '@wellmet/shared/campaign';
import type { Balance } from '@wellmet/shared/credits';
import { cache, type AccountRow, type Owned, type Patience, type WishRow } from './database.ts';

/** A new sign-in starts from an empty cache; wishes, baskets and bulk actions stay, each for its member and workspace. */
export async function rememberAccount(account: Omit<AccountRow, 'key'>): Promise<void> {
  await cache.transaction('rw', [...whatTheServerKnows, ...placeTables, cache.lost], async () => {
    await leavePlace();
    await forgetWhatTheServerKnows();
    await cache.lost.clear();
    await takePlace({ workspaceId: account.workspace.id, memberId: account.member.id });
    await cache.account.put({ key: 'now', ...account });
  });
}

/**
 * The same member, into another of their workspaces: nothing of the one they leave is shown any more, and it comes again when they are back.
 * What they want of it stays. Who was erased stays, too: that is asked by workspace.
 */
export async function changeWorkspace(workspace: Workspace): Promise<void> {
  await cache.transaction('rw', [cache.account, ...copies, ...placeTables], async () => {
    const account = await cache.account.get('now');
    if (!account || account.workspace.id === workspace.id) return;
    await leavePlace();
    await Promise.all(copies.map((table) => table.clear()));
    await takePlace({ workspaceId: workspace.id, memberId: account.member.id });
    await cache.account.put({ ...account, workspace });
  });
}

/**
 * As the server has them now: names and roles change, workspaces come and go. With the present one, all that is here of it goes, and the next one takes
 * its place.
 * @returns `lost` where the present one is not among them.
 */
export async function rememberMe({ member, workspaces }: Me, token: string): Promise<'known' | 'lost'> {
  return cache.transaction('rw', [...whatTheServerKnows, ...whatMembersWant], async () => {
    const account = await cache.account.get('now');
    // Somebody else may have signed in meanwhile.
    if (account?.token !== token) return 'known';
    const { workspace: present } = account;
    const workspace = workspaces.find(({ id }) => id === present.id);
    if (!workspace) {
      await forgetWorkspace({ workspaceId: present.id, memberId: member.id });
      await cache.lost.put({ key: 'now', name: present.name });
    }
    const next = workspace ?? workspaces[0];
    if (!next) {
      await forgetWhatTheServerKnows();
      return 'lost';
    }
    if (!workspace) await takePlace({ workspaceId: next.id, memberId: member.id });
    const now = { ...account, member, workspace: next, workspaces };
    // The same again would wake every screen.
    if (JSON.stringify(now) !== JSON.stringify(account)) await cache.account.put(now);
    return workspace ? 'known' : 'lost';
  });
}

/** What a member is in no more is nothing of theirs: neither what the server told of it, nor what they still wanted there. */
async function forgetWorkspace(owner: Owned): Promise<void> {
  const isOfIt = (row: Owned): boolean => row.workspaceId === owner.workspaceId && row.memberId === owner.memberId;
  await Promise.all(copies.map((table) => table.clear()));
  await cache.pins.clear();
  const owned: { filter(test: (row: Owned) => boolean): { delete(): PromiseLike<number> } }[] = [
    cache.wishes,
    cache.basket,
    cache.bulk,
    cache.left,
    cache.views,
    cache.templateDrafts,
  ];
  for (const table of owned) await table.filter(isOfIt).delete();
}

/** The member has read that they are in it no more. */
export async function putLostAway(): Promise<void> {
  await cache.lost.clear();
}

const placeTables = [cache.pins, cache.left];

/** Before somebody else is signed in, or in another workspace: contacts that are kept are that workspace's. */
async function leavePlace(): Promise<void> {
  const account = await cache.account.get('now');
  if (!account) return;
  const pins = await cache.pins.toCollection().primaryKeys();
  await cache.left.put({ workspaceId: account.workspace.id, memberId: account.member.id, pins, at: new Date().toISOString() });
  await cache.pins.clear();
}

async function takePlace({ workspaceId, memberId }: Owned): Promise<void> {
  const found = await cache.left.get([workspaceId, memberId]);
  if (!found) return;
  await cache.pins.bulkPut(found.pins.map((id) => ({ id })));
  await cache.left.delete([workspaceId, memberId]);
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
  await cache.transaction('rw', [...whatTheServerKnows, ...placeTables], async () => {
    await leavePlace();
    await forgetWhatTheServerKnows();
  });
}

const copies = [cache.balances, cache.contacts, cache.cards, cache.campaigns, cache.templates, cache.sync];
const whatTheServerKnows = [cache.account, ...copies, cache.erased, cache.hashKey];
const whatMembersWant = [cache.wishes, cache.basket, cache.bulk, cache.pins, cache.left, cache.views, cache.templateDrafts, cache.lost];

async function forgetWhatTheServerKnows(): Promise<void> {
  await Promise.all(whatTheServerKnows.map((table) => table.clear()));
}

/** What can be asked for again goes. Who was erased cannot: it stays. */
export async function forgetCopies(): Promise<void> {
  await cache.transaction('rw', copies, async () => {
    await Promise.all(copies.map((table) => table.clear()));
  });
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

/** All of them. A list that was overtaken changes nothing: what is newer in it comes with the next changes. */
export async function rememberCampaigns(workspaceId: string, asOf: string, campaigns: Campaign[]): Promise<void> {
  await cache.transaction('rw', cache.account, cache.campaigns, async () => {
    if (!(await isSignedInTo(workspaceId))) return;
    const kept = await cache.campaigns.get(workspaceId);
    if (!kept || kept.asOf < asOf) await cache.campaigns.put({ workspaceId, asOf, campaigns });
  });
}

/** A new one stands first; the list is as old as it was. One that is there already may have been told late. */
export async function rememberCampaign(workspaceId: string, campaign: Campaign): Promise<void> {
  await cache.transaction('rw', cache.account, cache.campaigns, async () => {
    if (!(await isSignedInTo(workspaceId))) return;
    const kept = await cache.campaigns.get(workspaceId);
    if (kept && !kept.campaigns.some(({ id }) => id === campaign.id))
      await cache.campaigns.put({ ...kept, campaigns: [campaign, ...kept.campaigns] });
  });
}

/** An answer that comes after signing out is not written down any more. */
export async function isSignedInTo(workspaceId: string): Promise<boolean> {
  return (await cache.account.get('now'))?.workspace.id === workspaceId;
}

/** Said again it keeps its place. The order is that of saying, whatever the device's clock does. */
export async function rememberWish(wish: Omit<WishRow, 'madeAt'>): Promise<WishRow> {
  return cache.transaction('rw', cache.wishes, async () => {
    const kept = await cache.wishes.get(wish.requestId);
    const row = { ...wish, madeAt: kept?.madeAt ?? (await nextMoment()) };
    await cache.wishes.put(row);
    return row;
  });
}

async function nextMoment(): Promise<string> {
  const made = (await cache.wishes.toArray()).map(({ madeAt }) => Date.parse(madeAt));
  return new Date(Math.max(Date.now(), ...made.map((ms) => ms + 1))).toISOString();
}

/** @returns whether there is such a wish. */
export async function markWish(requestId: string, change: Partial<Pick<WishRow, 'state' | 'refusal' | keyof Patience>>): Promise<boolean> {
  return (await cache.wishes.update(requestId, change)) > 0;
}

export async function forgetWish(requestId: string): Promise<void> {
  await cache.wishes.delete(requestId);
}
