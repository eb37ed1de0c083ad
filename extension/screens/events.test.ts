// @vitest-environment node
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { followEvents } from './events.ts';
import { signOut } from '../background/account.ts';
import { listenAgain, listenForScreens } from '../background/events.ts';
import { begin, paul, problem, pulled, signIn, type FakeServer } from '../background/testing.ts';

type Heard = (...args: unknown[]) => void;

/** What one end of a connection tells. */
class Told {
  listeners: Heard[] = [];
  addListener = (listener: Heard): void => void this.listeners.push(listener);
  tell = (...args: unknown[]): void => {
    for (const listener of this.listeners) listener(...args);
  };
}

/** One end of a connection: what is done at it is told at the other one. */
class Port {
  name = 'events';
  sender: object | undefined;
  onMessage = new Told();
  onDisconnect = new Told();
  other?: Port;
  said: unknown[] = [];
  postMessage = (message: unknown): void => {
    this.said.push(message);
    this.other?.onMessage.tell(message);
  };
  disconnect = (): void => this.other?.onDisconnect.tell();
}

/** A stream as the server of a test tells it. */
class Stream {
  token: string | undefined;
  isOver = false;
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  response = new Response(
    new ReadableStream<Uint8Array>({
      start: (controller) => void (this.#controller = controller),
      cancel: () => void (this.isOver = true),
    }),
    { headers: { 'content-type': 'text/event-stream' } },
  );

  constructor({ headers, signal }: RequestInit) {
    this.token = new Headers(headers).get('authorization') ?? undefined;
    signal?.addEventListener('abort', () => {
      this.isOver = true;
      this.#controller?.error(new DOMException('aborted', 'AbortError'));
    });
  }

  say(text: string): void {
    this.#controller?.enqueue(new TextEncoder().encode(text));
  }

  end(): void {
    this.isOver = true;
    this.#controller?.close();
  }
}

const screen = { id: fakeBrowser.runtime.id, url: browser.runtime.getURL('/app.html') };
const onConnect = new Told();
let connected: Port[];
let server: FakeServer;
let streams: Stream[];
let answer: (() => Response) | undefined;
let ends: AbortController[];

/** As the screen of a tab. */
function open(): AbortController {
  const end = new AbortController();
  ends.push(end);
  followEvents(end.signal);
  return end;
}

beforeEach(async () => {
  server = await begin();
  [connected, streams, ends, answer] = [[], [], [], undefined];
  const asked = globalThis.fetch;
  vi.stubGlobal('fetch', (url: URL, init: RequestInit) => {
    if (!url.pathname.endsWith('/events')) return asked(url, init);
    if (answer) return Promise.resolve(answer());
    const stream = new Stream(init);
    streams.push(stream);
    return Promise.resolve(stream.response);
  });
  onConnect.listeners = [];
  vi.spyOn(browser.runtime.onConnect, 'addListener').mockImplementation(onConnect.addListener as never);
  vi.spyOn(browser.runtime, 'connect').mockImplementation(((info: { name: string }) => {
    const [here, there] = [new Port(), new Port()];
    Object.assign(there, { name: info.name, sender: screen, other: here });
    here.other = there;
    connected.push(there);
    onConnect.tell(there);
    return here;
  }) as never);
  listenForScreens((sender) => sender.url?.startsWith(browser.runtime.getURL('/')) ?? false);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
});
afterEach(async () => {
  for (const end of ends) end.abort();
  vi.useRealTimers();
  await pulled();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const streamsOpen = (): Stream[] => streams.filter(({ isOver }) => !isOver);
const soon = (check: () => void) => vi.waitFor(check, { interval: 5 });
const listening = (count = 1) => soon(() => expect(streamsOpen()).toHaveLength(count));

describe('while a screen is open', () => {
  test('the server is listened to, as who is signed in; whenever something has changed, it is asked for', async () => {
    open();
    await listening();
    expect(streams[0]?.token).toBe('Bearer token of Ines Okafor');
    for (const [i, text] of ['event: changed\ndata: 4\n\n', ': a sign of life\n\nevent: changed\r\ndata: 5\r\n\r\n'].entries()) {
      streams[0]?.say(text);
      await soon(() => expect(server.pulls).toHaveLength(i + 1));
      await pulled();
    }
    // In pieces, and something that a later server may say.
    for (const piece of ['ev', 'ent: chan', 'ged\nda', 'ta: 6\n', '\nevent: another\ndata: 1\n\n:\n\n', 'data: 7\n\n'])
      streams[0]?.say(piece);
    await soon(() => expect(server.pulls).toHaveLength(3));
    await pulled();
    expect(server.pulls).toHaveLength(3);
  });

  test('several screens are one stream; with the last one it ends', async () => {
    const tabs = [open(), open()];
    await listening();
    tabs[0]?.abort();
    await listening();
    expect(streams).toHaveLength(1);
    tabs[1]?.abort();
    await listening(0);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(streams).toHaveLength(1);
    open();
    await listening();
  });

  test('it says something every twenty seconds; when the worker has died it connects again', async () => {
    open();
    await listening();
    const [first] = connected;
    await vi.advanceTimersByTimeAsync(41_000);
    expect(first?.other?.said).toEqual(['ping', 'ping']);
    // The end at the worker goes with it.
    streams[0]?.say(': still here\n\n');
    first?.onDisconnect.tell();
    first?.other?.onDisconnect.tell();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(connected).toHaveLength(2);
    await listening();
    await vi.advanceTimersByTimeAsync(21_000);
    expect(first?.other?.said).toHaveLength(2);
    expect(connected[1]?.other?.said).toEqual(['ping']);
  });

  test('nobody is listened to for a page, nor for another name', () => {
    const port = new Port();
    const disconnected = vi.spyOn(port, 'disconnect');
    port.sender = { id: screen.id, url: 'https://www.linkedin.com/in/lena/', tab: { id: 1 } };
    onConnect.tell(port);
    port.sender = screen;
    port.name = 'something else';
    onConnect.tell(port);
    expect(disconnected).toHaveBeenCalledTimes(2);
    expect(streams).toEqual([]);
  });
});

describe('a stream that is lost', () => {
  test('is opened again, later each time', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0.999);
    answer = () => problem('internal', 500);
    const asked = vi.spyOn(globalThis, 'fetch');
    open();
    await soon(() => expect(asked).toHaveBeenCalledTimes(1));
    await vi.advanceTimersByTimeAsync(1_900);
    expect(asked).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(100);
    await soon(() => expect(asked).toHaveBeenCalledTimes(2));
    await vi.advanceTimersByTimeAsync(3_900);
    expect(asked).toHaveBeenCalledTimes(2);
    answer = undefined;
    await vi.advanceTimersByTimeAsync(100);
    await listening();
    // One that told something begins anew.
    streams[0]?.say('event: changed\ndata: 1\n\n');
    await soon(() => expect(server.pulls).toHaveLength(1));
    streams[0]?.end();
    await vi.advanceTimersByTimeAsync(2_000);
    await listening();
    expect(streams).toHaveLength(2);
  });

  test('because nothing comes any more, not even a sign of life', async () => {
    open();
    await listening();
    await vi.advanceTimersByTimeAsync(45_000);
    streams[0]?.say(':\n\n');
    await vi.advanceTimersByTimeAsync(45_000);
    expect(streamsOpen()).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(10_000);
    await soon(() => expect(streams).toHaveLength(2));
    expect(streams[0]?.isOver).toBe(true);
  });

  test.each([
    ['a line without an end', () => streams[0]?.say('x'.repeat(20_000))],
    ['its end', () => streams[0]?.end()],
  ])('by %s', async (_, lose) => {
    open();
    await listening();
    lose();
    await vi.advanceTimersByTimeAsync(3_000);
    await soon(() => expect(streams).toHaveLength(2));
  });

  test('is left alone as long as the server asks for', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0);
    answer = () => problem('too-many-requests', 429, { retryAfterSeconds: 30 });
    const asked = vi.spyOn(globalThis, 'fetch');
    open();
    await soon(() => expect(asked).toHaveBeenCalledTimes(1));
    await vi.advanceTimersByTimeAsync(29_000);
    expect(asked).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1_000);
    await soon(() => expect(asked).toHaveBeenCalledTimes(2));
  });

  test('is opened at once with the network', async () => {
    answer = () => problem('internal', 500);
    const asked = vi.spyOn(globalThis, 'fetch');
    open();
    await soon(() => expect(asked).toHaveBeenCalledTimes(1));
    answer = undefined;
    listenAgain();
    await listening();
  });
});

test('whoever signs out is not listened for any more, whoever signs in is', async () => {
  open();
  await listening();
  await signOut();
  await listening(0);
  await signIn(paul);
  listenAgain();
  await listening();
  expect(streamsOpen()[0]?.token).toBe('Bearer token of Paul Weir');
  // The session has run out: nobody is asked again until somebody has signed in.
  answer = () => problem('unauthenticated', 401);
  streamsOpen()[0]?.end();
  await vi.advanceTimersByTimeAsync(300_000);
  expect(streams).toHaveLength(2);
});
