/** The screen's half of background/events.ts: while it is open, this device hears of what is new as soon as the server knows. */
import { browser } from 'wxt/browser';

/** Browsers end a worker that has heard nothing for half a minute. */
const pingMs = 20_000;
const againMs = 1_000;

/** @param signal ends it with the screen. */
export function followEvents(signal: AbortSignal): void {
  if (signal.aborted) return;
  const port = browser.runtime.connect({ name: 'events' });
  const pings = setInterval(() => port.postMessage('ping'), pingMs);
  const end = (): void => {
    clearInterval(pings);
    port.disconnect();
  };
  signal.addEventListener('abort', end);
  // The worker has died: connecting brings it back.
  port.onDisconnect.addListener(() => {
    clearInterval(pings);
    signal.removeEventListener('abort', end);
    setTimeout(() => followEvents(signal), againMs);
  });
}
