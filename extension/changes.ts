/**
 * How screens, and overlays in every tab, learn that something on this device has changed: a number in the storage that content scripts can
 * read too. It says that there is something new, not what; whoever wants to know asks the background.
 */
import { browser } from 'wxt/browser';

const key = 'changes';

/** Said by the background alone. */
export async function sayChanged(): Promise<void> {
  await browser.storage.local.set({ [key]: Date.now() + Math.random() });
}

/** @returns what ends the watching. */
export function watchChanges(onChange: () => void): () => void {
  const listener: Parameters<typeof browser.storage.local.onChanged.addListener>[0] = (changes) => {
    if (changes[key]) onChange();
  };
  browser.storage.local.onChanged.addListener(listener);
  return () => browser.storage.local.onChanged.removeListener(listener);
}
