/** What this device keeps: how much, and how it is begun anew. */
import { forgetCopies } from '../cache/write.ts';
import type { StorageUse, Trouble } from '../messages.ts';
import { pull } from './pull.ts';

/**
 * Asks the browser not to clear this device by itself, once somebody is signed in. Firefox answers yes without a word to the user, for the permission
 * `unlimitedStorage`. Chromium has nobody to ask in a worker, answers pages no, and leaves extensions with that permission alone, as it says.
 */
export async function askToKeep(): Promise<void> {
  const storage: Partial<Pick<StorageManager, 'persist'>> = navigator.storage;
  if (storage.persist && !(await navigator.storage.persisted())) await navigator.storage.persist();
}

export async function storageUse(): Promise<StorageUse> {
  const [{ usage = 0, quota = 0 }, isPersistent] = await Promise.all([navigator.storage.estimate(), navigator.storage.persisted()]);
  return { usedBytes: usage, quotaBytes: quota, isPersistent };
}

/** What the server knows is thrown away and asked for again; what members want stays. */
export async function repair(): Promise<'done' | Trouble> {
  await forgetCopies();
  return pull();
}
