/** Erased people are refused for ever; this device keeps of them what it can ask, and nothing that can be read. product.md 7. */
import { canonicalIdentifiers, type Identifiers } from '@wellmet/shared/identity';
import type { PersonClass } from '@wellmet/shared/credits';
import { cache, type ContactRow } from '../cache/database.ts';
import { keysOf, whoOwns } from '../cache/read.ts';
import { hashKey, rememberErased, type Erasures } from '../cache/writeErased.ts';
import { isTrouble } from '../messages.ts';
import { askAsMember } from './askAsMember.ts';

/** Which of these keys are an erased person's, in the workspace of who is signed in. */
export async function erasedAmong(keys: readonly string[]): Promise<ReadonlySet<string>> {
  const owner = await whoOwns();
  if (!owner || (await cache.erased.count()) === 0) return new Set();
  const hashes = await hashesOf(owner.workspaceId, keys);
  const found = new Set(await cache.erased.where('hash').anyOf(hashes).primaryKeys());
  return new Set(keys.filter((_, i) => found.has(hashes[i] ?? '')));
}

/** As `erasuresIn`, written down at once. */
export async function learnErased(
  workspaceId: string,
  people: readonly (Identifiers | undefined)[],
  classes: readonly { class: PersonClass }[],
): Promise<void> {
  const erasures = await erasuresIn(workspaceId, people, classes);
  if (erasures) await rememberErased(workspaceId, erasures);
}

/**
 * What an answer says about who was erased; and who was not, because an address may have passed to somebody else since.
 * Hashing takes no part in a transaction: `rememberErased` does within the one that ends what was asked.
 */
export async function erasuresIn(
  workspaceId: string,
  people: readonly (Identifiers | undefined)[],
  classes: readonly { class: PersonClass }[],
): Promise<Erasures | undefined> {
  const keysWhere = (isMeant: (name: PersonClass) => boolean): string[] =>
    classes.flatMap((told, i) => (isMeant(told.class) ? keysOf(canonicalIdentifiers(people[i] ?? {}) ?? {}) : []));
  const named = keysWhere((name) => name === 'erased');
  if (named.length === 0 && (await cache.erased.count()) === 0) return undefined;
  const known = await cache.contacts.where('keys').anyOf(named).distinct().toArray();
  const theirs = await keysOfLiving(known);
  const keys = [...new Set([...named, ...known.flatMap((row) => row.keys)])].filter((key) => !theirs.has(key));
  const present = keysWhere((name) => name !== 'erased' && name !== 'unidentifiable');
  return { erased: await hashesOf(workspaceId, keys), present: await hashesOf(workspaceId, present), keys };
}

const atOnce = 100;

/**
 * A page may show an erased person's address beside the id of somebody who is a contact: that one is refused there, and stays what they are.
 * @returns what those of these contacts are known by who are contacts still; of all, where no answer comes: then the next pull tells.
 */
async function keysOfLiving(rows: readonly ContactRow[]): Promise<ReadonlySet<string>> {
  const living = new Set<string>();
  for (let i = 0; i < rows.length; i += atOnce) {
    const lot = rows.slice(i, i + atOnce);
    const asked = await askAsMember('cards', (workspaceId) => ({ params: { workspaceId }, body: { ids: lot.map(({ id }) => id) } }));
    const keys = isTrouble(asked)
      ? lot.flatMap((row) => row.keys)
      : asked.answer.contacts.flatMap(({ identifiers }) => identifiers.map(({ kind, value }) => `${kind}:${value}`));
    for (const key of keys) living.add(key);
  }
  return living;
}

/** In the same order. */
export async function hashesOf(workspaceId: string, keys: readonly string[]): Promise<string[]> {
  const key = await crypto.subtle.importKey('raw', await hashKey(), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const utf8 = new TextEncoder();
  return Promise.all(
    keys.map(async (name) => {
      const bytes = new Uint8Array(await crypto.subtle.sign('HMAC', key, utf8.encode(`${workspaceId} ${name}`)));
      return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
    }),
  );
}
