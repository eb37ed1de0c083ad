/**
 * Follows the workspace: what has changed since this device last asked, page after page, each with its place in one transaction, so that the worker
 * may die at any line. Answers to wishes may be ahead of it; what it brings is never wrong for long. credits.md 5.
 */
import type { Changes } from '@wellmet/shared/sync';
import { cache } from '../cache/database.ts';
import { keeping } from '../cache/keep.ts';
import { syncOf, whoOwns } from '../cache/read.ts';
import { rememberContacts } from '../cache/writeContacts.ts';
import { beginAnew, rememberPage, stillHolds } from '../cache/writePage.ts';
import type { Owned } from '../cache/database.ts';
import { isTrouble, type Trouble } from '../messages.ts';
import { askAsMember } from './askAsMember.ts';
import { oneAtATime } from './carrying.ts';
import { hashesOf } from './erased.ts';
import { workspaces } from './workspaces.ts';

/** As many as the server tells at once. */
const cardsAtOnce = 100;

/** Whoever asks while one waits for its turn rides with it. Scratch paper: a worker that starts anew asks anew. */
let nextPull: Promise<'done' | Trouble> | undefined;

/** By a clock that nobody sets. */
let askedAt = Number.NEGATIVE_INFINITY;

/** To where the server is now. Who asks while another one is under way has what the server had when they asked, or later. */
export function pull(): Promise<'done' | Trouble> {
  nextPull ??= inTurn();
  return nextPull;
}

async function inTurn(): Promise<'done' | Trouble> {
  // A lock that is free may be given at once.
  await Promise.resolve();
  return oneAtATime('pull', () => {
    nextPull = undefined;
    askedAt = performance.now();
    return keeping(follow);
  });
}

/** For whoever looks at something: as long as nobody has asked for so long. */
export function pullIfOlderThan(ms: number): void {
  if (performance.now() - askedAt > ms) pullSoon();
}

/** After something of this device's own; nobody waits for it. */
export function pullSoon(): void {
  pull().catch((error: unknown) => console.error(error));
}

async function follow(): Promise<'done' | Trouble> {
  for (;;) {
    const owner = await whoOwns();
    if (!owner) return { trouble: 'signedOut' };
    const { cursor, version } = await syncOf(owner);
    const params = { workspaceId: owner.workspaceId };
    const asked = await askAsMember('changes', () => ({ params, query: cursor === undefined ? {} : { cursor } }), version);
    if (isTrouble(asked)) {
      // Not found: the member is in it no more. This device goes on where they are.
      if (asked.trouble === 'refused' && asked.problem.code === 'not-found') await workspaces();
      if (cursor === undefined || asked.trouble !== 'refused' || asked.problem.code !== 'resync-needed') return asked;
      await beginAnew(owner);
    } else if (asked.answer === 'notModified') {
      if (version !== undefined) await stillHolds(owner, version, asked.at);
      break;
    } else {
      const page = { cursor, changes: asked.answer, at: asked.at, hashes: await hashesOfGone(owner, asked.answer) };
      if ((await rememberPage(owner, page)) && !asked.answer.hasMore) break;
    }
  }
  await bringPinned();
  return 'done';
}

/** Hashing takes no part in a transaction. */
async function hashesOfGone({ workspaceId }: Owned, { gone }: Changes): Promise<ReadonlyMap<string, string>> {
  const rows = await cache.contacts.bulkGet(gone.flatMap(({ id, into }) => (into === undefined ? id : [])));
  const keys = rows.flatMap((row) => row?.keys ?? []);
  if (keys.length === 0) return new Map();
  const hashes = await hashesOf(workspaceId, keys);
  return new Map(keys.map((key, i) => [key, hashes[i] ?? '']));
}

/** The cards that members want to have without network, too, where they are missing or older than their contact. */
async function bringPinned(): Promise<void> {
  const ids = await missingCards();
  for (let i = 0; i < ids.length; i += cardsAtOnce) {
    const body = { ids: ids.slice(i, i + cardsAtOnce) };
    const asked = await askAsMember('cards', (workspaceId) => ({ params: { workspaceId }, body }));
    // The next pull tries again.
    if (isTrouble(asked)) return;
    await rememberContacts(asked.workspaceId, asked.at, asked.answer.contacts);
  }
}

/** By keys alone: cards are long. */
async function missingCards(): Promise<string[]> {
  const pinned = await cache.pins.toCollection().primaryKeys();
  if (pinned.length === 0) return [];
  const rows = (await cache.contacts.bulkGet(pinned)).filter((row) => row !== undefined);
  const cards = await cache.cards.orderBy('[id+contact.seq]').keys();
  const seqOf = new Map(cards as unknown as [string, number][]);
  return rows.flatMap(({ id, seq }) => ((seqOf.get(id) ?? -1) < seq ? id : []));
}
