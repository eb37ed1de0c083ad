/** What this device keeps: how much, and how it is begun anew. */
import { forgetCopies } from '../cache/write.ts';
import type { StorageUse, Trouble } from '../messages.ts';
import { pull } from './pull.ts';

export async function storageUse(): Promise<StorageUse> {
  const [{ usage = 0, quota = 0 }, isPersistent] = await Promise.all([navigator.storage.estimate(), navigator.storage.persisted()]);
  return { usedBytes: usage, quotaBytes: quota, isPersistent };
}

/** What the server knows is thrown away and asked for again; what members want stays. */
export async function repair(): Promise<'done' | Trouble> {
  await forgetCopies();
  return pull();
}
