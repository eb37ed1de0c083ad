/** Contacts whose cards the member wants to have without network, too. */
import { cache } from '../cache/database.ts';
import { pullSoon } from './pull.ts';

/** Their cards are brought as soon as the server can be asked. */
export async function pin({ ids, isPinned }: { ids: string[]; isPinned: boolean }): Promise<void> {
  if (!isPinned) return cache.pins.bulkDelete(ids);
  await cache.pins.bulkPut(ids.map((id) => ({ id })));
  pullSoon();
}
