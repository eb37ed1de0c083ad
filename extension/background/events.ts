/** While a screen is open that wants to know (screens/events.ts), the server is listened to: whenever it has something new, it is asked for. */
import { browser, type Browser } from 'wxt/browser';
import { listenToServer } from '../callServer.ts';
import { serverUrl } from '../cache/read.ts';
import { signedIn } from './askAsMember.ts';
import { delayMs } from './patience.ts';
import { pullSoon } from './pull.ts';

/** From the shortest to the longest time between two tries. */
const range = [1_000, 60_000] as const;

const ports = new Set<Browser.runtime.Port>();
let listening: AbortController | undefined;

/** At the worker's first breath. @param mayCome as for messages: a page's context could ask, too. */
export function listenForScreens(mayCome: (sender: Browser.runtime.MessageSender) => boolean): void {
  browser.runtime.onConnect.addListener((port) => {
    if (port.name !== 'events' || !port.sender || !mayCome(port.sender)) return port.disconnect();
    ports.add(port);
    // What a screen says now and then keeps the worker awake.
    port.onMessage.addListener(() => {});
    port.onDisconnect.addListener(() => {
      ports.delete(port);
      if (ports.size === 0) listening?.abort();
    });
    if (ports.size === 1) listenAgain();
  });
}

/** Somebody else may be signed in now, or nobody. */
export function listenAgain(): void {
  listening?.abort();
  if (ports.size === 0) return;
  listening = new AbortController();
  void listenOn(listening.signal);
}

/** Until nobody wants to know any more, or nobody is signed in. */
async function listenOn(signal: AbortSignal): Promise<void> {
  for (let tries = 0; !signal.aborted; tries += 1) {
    const account = await signedIn();
    if (!account) return;
    const question = { params: { workspaceId: account.workspace.id } };
    const trouble = await listenToServer(question, { url: await serverUrl(), token: account.token }, signal, (event) => {
      // What was lost is found again.
      tries = 0;
      if (event === 'changed') pullSoon();
    });
    if (trouble?.trouble === 'signedOut') return;
    await pause(delayMs(tries, range, trouble), signal);
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((done) => {
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      done();
    });
  });
}
