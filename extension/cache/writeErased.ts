/** Who was erased from the workspace: hashes that this device can ask and nobody can read. product.md 7. */
import { cache, type HashKeyRow } from './database.ts';
import { forgetKnown, peopleTables } from './forgetPeople.ts';
import { isSignedInTo } from './write.ts';
import { putAll } from './writeContacts.ts';

/** The key that this device made; there is one as long as there is something to hash. */
export async function hashKey(): Promise<HashKeyRow['bytes']> {
  return cache.transaction('rw', cache.hashKey, async () => {
    const kept = await cache.hashKey.get('now');
    if (kept) return kept.bytes;
    const bytes = crypto.getRandomValues(new Uint8Array(32));
    await cache.hashKey.add({ key: 'now', bytes });
    return bytes;
  });
}

/** Hashes of keys, and the keys of those who are erased. */
export interface Erasures {
  erased: string[];
  present: string[];
  keys: string[];
}

/** What a transaction needs that writes down who was erased. */
const erasureTables = [cache.account, cache.erased, ...peopleTables];

/** What a transaction needs that writes an answer down, whatever it brings. */
export const answerTables = [...erasureTables, cache.sync, cache.balances, cache.campaigns, cache.templates];

/** What they were known by here goes with them. */
export async function rememberErased(workspaceId: string, { erased, present, keys }: Erasures): Promise<void> {
  await cache.transaction('rw', erasureTables, async () => {
    if (!(await isSignedInTo(workspaceId))) return;
    await forgetKnown(keys);
    const kept = new Set(
      await cache.erased
        .where('hash')
        .anyOf([...erased, ...present])
        .primaryKeys(),
    );
    const news = erased.filter((hash) => !kept.has(hash));
    const gone = present.filter((hash) => kept.has(hash));
    await putAll(
      cache.erased,
      news.map((hash) => ({ hash })),
    );
    if (gone.length > 0) await cache.erased.bulkDelete(gone);
  });
}
