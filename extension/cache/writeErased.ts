/** Who was erased from the workspace: hashes that this device can ask and nobody can read. product.md 7. */
import { cache, type HashKeyRow } from './database.ts';

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

/** @param keys of the erased people: what they were known by here goes with them. */
export async function rememberErased(
  workspaceId: string,
  { erased, present, keys }: Record<'erased' | 'present' | 'keys', string[]>,
): Promise<void> {
  await cache.transaction('rw', cache.account, cache.contacts, cache.erased, async () => {
    if ((await cache.account.get('now'))?.workspace.id !== workspaceId) return;
    await cache.contacts.where('keys').anyOf(keys).delete();
    const kept = new Set(
      await cache.erased
        .where('hash')
        .anyOf([...erased, ...present])
        .primaryKeys(),
    );
    const news = erased.filter((hash) => !kept.has(hash));
    const gone = present.filter((hash) => kept.has(hash));
    // What is written, were it nothing, is told to all screens.
    if (news.length > 0) await cache.erased.bulkPut(news.map((hash) => ({ hash })));
    if (gone.length > 0) await cache.erased.bulkDelete(gone);
  });
}
