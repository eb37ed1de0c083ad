/** A page of changes: all of it and the place where the next one begins, or nothing. credits.md 5. */
import type { Campaign } from '@wellmet/shared/campaign';
import type { Changes, GoneContact, LeanContact } from '@wellmet/shared/sync';
import { cache, type ContactRow, type Owned, type SyncRow } from './database.ts';
import { forgetPeople } from './forgetPeople.ts';
import { isTheirs, syncOf } from './read.ts';
import { rememberBalance } from './write.ts';
import { putAll, rowOf } from './writeContacts.ts';
import { forgetOlderTemplates, mergeTemplates } from './writeTemplates.ts';
import { answerTables, rememberErased } from './writeErased.ts';

export interface Page {
  /** Where it was asked from. */
  cursor: string | undefined;
  changes: Changes;
  /** When the server said so. */
  at: string;
  /** Of every key of those who are gone, its hash. */
  hashes: ReadonlyMap<string, string>;
}

/**
 * @returns false where the device has moved on since the page was asked for: somebody else is signed in, the place is another one, or somebody who
 * is gone was known by more than was hashed. Nothing has been done then; asking again is right.
 */
export async function rememberPage(owner: Owned, page: Page): Promise<boolean> {
  const { workspaceId } = owner;
  const { cursor, changes, at } = page;
  return cache.transaction('rw', answerTables, async () => {
    const account = await cache.account.get('now');
    const before = await syncOf(owner);
    if (!account || !isTheirs(account, owner) || before.cursor !== cursor) return false;
    const wholeSince = cursor === undefined ? await wholeFrom(at) : before.wholeSince;
    if (!(await leave(workspaceId, page))) return false;
    await putContacts(workspaceId, at, changes.contacts, wholeSince);
    const named = [...(before.wholeCampaigns ?? []), ...changes.campaigns.map(({ id }) => id)];
    const isWhole = wholeSince !== undefined && !changes.hasMore;
    await mergeCampaigns(workspaceId, at, changes.campaigns, isWhole ? named : undefined);
    await mergeTemplates(workspaceId, at, changes, wholeSince);
    await rememberBalance(workspaceId, changes.balance);
    if (account.workspace.role !== changes.role)
      await cache.account.put({ ...account, workspace: { ...account.workspace, role: changes.role } });
    if (isWhole) await forgetOlder(wholeSince);
    if (isWhole) await forgetOlderTemplates(wholeSince);
    // Cards of an earlier time of this workspace may be of another database. Before the first time through there was none.
    if (isWhole && before.asOf !== undefined) await cache.cards.filter(({ asOf }) => asOf < wholeSince).delete();
    await cache.sync.put({
      ...placeAfter(before, page),
      ...(changes.hasMore && wholeSince !== undefined && { wholeSince, wholeCampaigns: named }),
    });
    return true;
  });
}

/** The place that was asked from is none any more: everything is asked for from the start. What is shown stays until it is through. */
export async function beginAnew(owner: Owned): Promise<void> {
  await cache.transaction('rw', cache.account, cache.sync, async () => {
    if (!isTheirs(await cache.account.get('now'), owner)) return;
    const { workspaceId, memberId, asOf } = await syncOf(owner);
    await cache.sync.put({ workspaceId, memberId, ...(asOf !== undefined && { asOf }) });
  });
}

/** Nothing has changed since. */
export async function stillHolds(owner: Owned, version: string, asOf: string): Promise<void> {
  await cache.transaction('rw', cache.sync, async () => {
    const row = await syncOf(owner);
    if (row.version === version) await cache.sync.put({ ...row, asOf });
  });
}

/** On an empty device there is nothing that could be there no more. */
async function wholeFrom(at: string): Promise<string | undefined> {
  return (await cache.contacts.count()) > 0 ? at : undefined;
}

function placeAfter(before: SyncRow, { changes, at }: Page): SyncRow {
  const { workspaceId, memberId, asOf } = before;
  const { cursor, version, hasMore, contacts, gone } = changes;
  // Of the last number of a page that is not the last one, there may be more.
  const last = Math.max(-1, ...[...contacts, ...gone].map(({ seq }) => seq)) - (hasMore ? 1 : 0);
  const place = { workspaceId, memberId, cursor, seq: Math.max(before.seq ?? -1, last) };
  if (!hasMore) return { ...place, version, asOf: at };
  return { ...place, ...(asOf !== undefined && { asOf }) };
}

async function putContacts(
  workspaceId: string,
  at: string,
  contacts: readonly LeanContact[],
  wholeSince: string | undefined,
): Promise<void> {
  const kept = await cache.contacts.bulkGet(contacts.map(({ id }) => id));
  const news = contacts.flatMap((contact, i) => {
    const row = rowOf(workspaceId, at, contact);
    return isNews(row, kept[i], wholeSince) ? row : [];
  });
  await putAll(cache.contacts, news);
}

/** Answers may be ahead of the page. But what is older than a beginning from the start may be of another database: its number says nothing. */
function isNews(row: ContactRow, kept: ContactRow | undefined, wholeSince: string | undefined): boolean {
  if (!kept || (wholeSince !== undefined && kept.asOf < wholeSince)) return true;
  // The same again would wake every screen.
  return kept.seq <= row.seq && JSON.stringify({ ...kept, asOf: row.asOf }) !== JSON.stringify(row);
}

/** Erased people leave this device; who turned out to be somebody else's contact passes card and pin on. */
async function leave(workspaceId: string, { changes, hashes }: Page): Promise<boolean> {
  if (changes.gone.length === 0) return true;
  const rows = await cache.contacts.bulkGet(changes.gone.map(({ id }) => id));
  // Separated again, as an answer has told already.
  const gone = changes.gone.filter(({ seq }, i) => (rows[i]?.seq ?? 0) <= seq);
  for (const { id, into } of gone) if (into !== undefined) await passOn(id, into);
  const ids = gone.filter(({ into }) => into === undefined).map(({ id }) => id);
  const keys = await keysOfNobodyElse(ids, changes.contacts);
  // Who was kept long enough may come back, and is not remembered as refused.
  const purged = new Set(gone.flatMap(({ id, isPurged }) => (isPurged ? id : [])));
  const refused = await keysOfNobodyElse(
    ids.filter((id) => !purged.has(id)),
    changes.contacts,
  );
  const erased = refused.flatMap((key) => hashes.get(key) ?? []);
  if (erased.length < refused.length) return false;
  await forgetPeople(ids, keys);
  if (erased.length > 0) await rememberErased(workspaceId, { erased, present: [], keys: refused });
  return true;
}

/** Keys pass from one person to another: whose they are now keeps them. */
async function keysOfNobodyElse(ids: readonly string[], arriving: readonly LeanContact[] = []): Promise<string[]> {
  const theirs = (await cache.contacts.bulkGet([...ids])).flatMap((row) => row?.keys ?? []);
  const others = await cache.contacts.where('keys').anyOf(theirs).toArray();
  const kept = new Set([
    ...others.filter(({ id }) => !ids.includes(id)).flatMap(({ keys }) => keys),
    ...arriving.flatMap(({ identifiers }) => identifiers.map(({ kind, value }) => `${kind}:${value}`)),
  ]);
  return [...new Set(theirs)].filter((key) => !kept.has(key));
}

async function passOn(id: GoneContact['id'], into: string): Promise<void> {
  const [card, pin] = await Promise.all([cache.cards.get(id), cache.pins.get(id)]);
  // Number 0: whatever the server says of it is newer.
  if (card && !(await cache.cards.get(into))) await cache.cards.put({ ...card, id: into, contact: { ...card.contact, id: into, seq: 0 } });
  if (pin) await cache.pins.put({ ...pin, id: into });
  await Promise.all([cache.contacts, cache.cards, cache.pins].map((table) => table.delete(id)));
}

/** @param named those that there are, where that is known. */
async function mergeCampaigns(workspaceId: string, asOf: string, changed: readonly Campaign[], named?: readonly string[]): Promise<void> {
  const kept = await cache.campaigns.get(workspaceId);
  const ids = new Set(changed.map(({ id }) => id));
  const others = (kept?.campaigns ?? []).filter(({ id }) => !ids.has(id) && (!named || named.includes(id)));
  const campaigns = [...changed, ...others].toSorted((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt));
  // The same again would wake every screen.
  if (JSON.stringify(campaigns) !== JSON.stringify(kept?.campaigns)) await cache.campaigns.put({ workspaceId, asOf, campaigns });
}

/** What the server has not named while it named everything is there no more; why not, it does not say. */
async function forgetOlder(wholeSince: string): Promise<void> {
  const ids = await cache.contacts.filter(({ asOf }) => asOf < wholeSince).primaryKeys();
  await forgetPeople(ids, await keysOfNobodyElse(ids));
  const pinned = await cache.pins.toCollection().primaryKeys();
  const rows = await cache.contacts.bulkGet(pinned);
  await cache.pins.bulkDelete(pinned.filter((_, i) => !rows[i]));
}
