/** Whether our button stands in the browser's toolbar, as far as the browser tells. */
import { useEffect, useState } from 'react';
import { browser } from 'wxt/browser';

/** @returns `undefined` until the browser has told, or where it does not. */
export function usePinned(): boolean | undefined {
  const [isPinned, setPinned] = useState<boolean>();
  useEffect(() => {
    const ending = new AbortController();
    const look = () => {
      // Not in every browser that we run in.
      void browser.action
        .getUserSettings?.()
        .then(({ isOnToolbar }) => !ending.signal.aborted && setPinned(isOnToolbar))
        .catch(() => undefined);
    };
    look();
    // Older browsers do not say when it changes: then it is seen on coming back.
    document.addEventListener('visibilitychange', look, { signal: ending.signal });
    const { onUserSettingsChanged }: Partial<Pick<typeof browser.action, 'onUserSettingsChanged'>> = browser.action;
    onUserSettingsChanged?.addListener(look);
    return () => {
      ending.abort();
      onUserSettingsChanged?.removeListener(look);
    };
  }, []);
  return isPinned;
}
