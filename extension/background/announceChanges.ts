/** What has changed in the cache is announced to all tabs: not at once for each write, but soon for all of them. */
import { Dexie, type ObservabilitySet } from 'dexie';
import { cache } from '../cache/database.ts';
import { sayChanged } from '../changes.ts';

const pauseMs = 100;
const shown = [cache.contacts, cache.basket, cache.bulk, cache.balances, cache.campaigns, cache.erased];
const prefixes = shown.map(({ name }) => `idb://${cache.name}/${name}/`);

/** @returns what ends it. */
export function announceChanges(): () => void {
  let isAnnounced = false;
  const onMutated = (parts: ObservabilitySet): void => {
    if (isAnnounced || !Object.keys(parts).some((part) => prefixes.some((prefix) => part.startsWith(prefix)))) return;
    isAnnounced = true;
    setTimeout(() => {
      isAnnounced = false;
      void sayChanged();
    }, pauseMs);
  };
  Dexie.on.storagemutated.subscribe(onMutated);
  return () => Dexie.on.storagemutated.unsubscribe(onMutated);
}
