/** Keeps what this device has fresh while a page of the app is open, and says how the last question to the server went. */
import { createStore } from 'zustand/vanilla';
import { isTrouble, sendMessage, type Trouble } from '../../messages.ts';
import { followEvents } from '../events.ts';

interface Freshness {
  isAsking: boolean;
  /** What came of the last question; `undefined`: it was answered, or none has been asked yet. */
  trouble: Trouble | undefined;
  /** The browser knows that there is no network at all. */
  isOffline: boolean;
}

export const freshness = createStore<Freshness>(() => ({ isAsking: false, trouble: undefined, isOffline: !navigator.onLine }));

let asking: Promise<void> | undefined;

/** Said again while it is under way, it is the same question. */
export function askNow(): Promise<void> {
  asking ??= ask().finally(() => {
    asking = undefined;
  });
  return asking;
}

async function ask(): Promise<void> {
  freshness.setState({ isAsking: true });
  let trouble: Trouble | undefined;
  try {
    const answer = await sendMessage('refresh');
    trouble = isTrouble(answer) ? answer : undefined;
  } catch {
    // The background was replaced under us, by an update say: nobody has answered.
    trouble = { trouble: 'unreachable' };
  }
  freshness.setState({ isAsking: false, trouble });
}

/** On opening, when the page is seen again, when the network is back; and the server's events lead the background to ask by itself. */
export function keepFresh(signal: AbortSignal): void {
  const seen = () => {
    if (document.visibilityState === 'visible') void askNow();
  };
  const network = () => {
    freshness.setState({ isOffline: !navigator.onLine });
    if (navigator.onLine) void askNow();
  };
  document.addEventListener('visibilitychange', seen, { signal });
  addEventListener('online', network, { signal });
  addEventListener('offline', network, { signal });
  followEvents(signal);
  void askNow();
}
