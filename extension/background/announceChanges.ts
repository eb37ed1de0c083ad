/** What has changed in the cache is announced to all tabs: not at once for each write, but soon for all of them. */
import { Dexie, type ObservabilitySet } from 'dexie';
import { cache } from '../cache/database.ts';
import { sayChanged } from '../changes.ts';

const pauseMs = 100;
const shown = [cache.contacts, cache.basket, cache.bulk, cache.balances, cache.campaigns, cache.erased];

/** @returns what ends it. */
export function announceChanges(): () => void {
  return whenChanged(shown, sayChanged);
}

/** Soon after one or more writes into one of these tables. @returns what ends it. */
export function whenChanged(tables: readonly { name: string }[], act: () => Promise<void>): () => void {
  const prefixes = tables.map(({ name }) => `idb://${cache.name}/${name}/`);
  let isDue = false;
  const onMutated = (parts: ObservabilitySet): void => {
    if (isDue || !Object.keys(parts).some((part) => prefixes.some((prefix) => part.startsWith(prefix)))) return;
    isDue = true;
    setTimeout(() => {
      isDue = false;
      void act();
    }, pauseMs);
  };
  Dexie.on.storagemutated.subscribe(onMutated);
  return () => Dexie.on.storagemutated.unsubscribe(onMutated);
}
