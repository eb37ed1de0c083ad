/**
 * A device: the built background worker, on a browser of which there is as much as the worker needs. The worker may die at any time and be
 * started again; storage and alarms outlive it, its memory does not.
 */
import { readFileSync } from 'node:fs';
import { createContext, Script } from 'node:vm';
import { Network, type Server } from './network.ts';
import { Life, Storage } from './storage.ts';

const built = new Script(readFileSync(new URL('../../.output/chrome-mv3/background.js', import.meta.url), 'utf8'), {
  filename: 'background.js',
});

const extensionId = 'abcdefghijklmnopabcdefghijklmnop';
const senders = {
  screen: { id: extensionId, url: `chrome-extension://${extensionId}/app.html` },
  page: { id: extensionId, url: 'https://www.linkedin.com/in/somebody/', frameId: 0, tab: { id: 7 } },
};

type Listener = (...args: unknown[]) => unknown;

/** Something that browsers tell. */
class Told {
  #listeners = new Set<Listener>();
  addListener = (listener: Listener): void => void this.#listeners.add(listener);
  removeListener = (listener: Listener): void => void this.#listeners.delete(listener);
  hasListener = (listener: Listener): boolean => this.#listeners.has(listener);
  tell(...args: unknown[]): unknown[] {
    return [...this.#listeners].map((listener) => listener(...args));
  }
}

/** What was answered; `died` where the worker did first. */
export type Said<A> = { answer: A } | 'died';

export class Device {
  readonly network: Network;
  readonly storage = new Storage();
  /** How far this device's clock is off. */
  clockOffMs = 0;
  /** The worker dies at the so-manieth transaction from now that may write. */
  writesUntilDeath: number | undefined;
  #life: Life | undefined;
  #events = { message: new Told(), alarm: new Told(), online: new Told() };
  #local = new Map<string, unknown>();
  #alarms = new Map<string, unknown>();

  constructor(server: Server) {
    this.network = new Network(server);
  }

  /** Starts the worker if it does not run. */
  start(): Life {
    if (this.#life && !this.#life.isOver) return this.#life;
    const life = new Life();
    this.#life = life;
    this.#events = { message: new Told(), alarm: new Told(), online: new Told() };
    built.runInContext(createContext(this.#surroundings(life)));
    return life;
  }

  kill(): void {
    this.#life?.end();
    this.writesUntilDeath = undefined;
  }

  /** As a screen or a page says it; a worker that has died is started for it. */
  async say<A>(type: string, data?: unknown, from: keyof typeof senders = 'screen'): Promise<Said<A>> {
    const life = this.start();
    const told = new Promise<Said<A>>((done, fail) => {
      const answer = ({ res, err }: { res?: A; err?: unknown }): void =>
        err === undefined ? done({ answer: res as A }) : fail(new Error(`${type}: ${JSON.stringify(err)}`));
      this.#events.message.tell({ id: 1, type, data, timestamp: Date.now() }, senders[from], answer);
    });
    return Promise.race([told, life.ended.then(() => 'died' as const)]);
  }

  /** The network is back, and the browser says so; or it is gone. */
  setOnline(isOnline: boolean): void {
    this.network.isOnline = isOnline;
    if (!isOnline) return;
    this.start();
    this.#events.online.tell(new Event('online'));
  }

  /** Every alarm that is set goes off. */
  ring(): void {
    const names = [...this.#alarms.keys()];
    if (names.length === 0) return;
    this.start();
    for (const name of names) this.#events.alarm.tell({ name });
  }

  #surroundings(life: Life): object {
    const die = (): void => this.kill();
    const onWrite = (): void => {
      if (life.isOver || this.writesUntilDeath === undefined || --this.writesUntilDeath > 0) return;
      die();
    };
    const never = new Promise<never>(() => {});
    const fetch = async (address: unknown, init: RequestInit): Promise<Response> => {
      if (life.isOver) return never;
      const answer = await this.network
        .fetch(String(address), init, () => life === this.#life && die())
        .catch((error: unknown) => {
          if (!life.isOver) throw error;
        });
      return life.isOver || !answer ? never : answer;
    };
    const clock = (): number => Date.now() + this.clockOffMs;
    const surroundings: Record<string, unknown> = {
      fetch,
      indexedDB: this.storage.seenBy(life, onWrite),
      IDBKeyRange: this.storage.keyRange,
      chrome: this.#browser(life),
      navigator: { locks: locksOf(life), language: 'en', languages: ['en'], onLine: true, storage: roomy },
      Date: class extends Date {
        constructor(...args: [] | [number]) {
          if (args.length === 0) super(clock());
          else super(...args);
        }
        static override now = clock;
      },
      // Nobody waits in these tests: what would be late is late by the network.
      setTimeout: (act: () => void, _ms?: number, ...args: []) => setTimeout(() => !life.isOver && act(...args), 1),
      setInterval: () => 0,
      clearTimeout,
      clearInterval: () => {},
      addEventListener: (name: string, listener: Listener) => name === 'online' && this.#events.online.addListener(listener),
      removeEventListener: () => {},
      AbortSignal: { timeout: () => new AbortController().signal, any: () => new AbortController().signal },
      AbortController,
      crypto,
      structuredClone,
      queueMicrotask,
      URL,
      URLSearchParams,
      TextEncoder,
      TextDecoder,
      DOMException,
      Event,
      Response,
      Headers,
      performance,
      console: quiet,
    };
    surroundings['self'] = surroundings;
    return surroundings;
  }

  #browser(life: Life): object {
    const local = {
      get: async (key: string) => ({ [key]: structuredClone(this.#local.get(key)) }),
      set: async (values: object) => {
        if (!life.isOver) for (const [key, value] of Object.entries(values)) this.#local.set(key, structuredClone(value));
      },
      onChanged: new Told(),
    };
    return {
      runtime: {
        id: extensionId,
        getURL: (path: string) => `chrome-extension://${extensionId}${path}`,
        onMessage: this.#events.message,
        onConnect: new Told(),
        onInstalled: new Told(),
        onStartup: new Told(),
      },
      storage: { local, onChanged: new Told() },
      alarms: {
        onAlarm: this.#events.alarm,
        create: async (name: string, alarm: unknown) => void (life.isOver || this.#alarms.set(name, alarm)),
        clear: async (name: string) => !life.isOver && this.#alarms.delete(name),
        get: async (name: string) => (this.#alarms.has(name) ? { name } : undefined),
      },
      commands: { onCommand: new Told(), getAll: async () => [] },
      contextMenus: { onClicked: new Told(), removeAll: async () => {}, create: () => {} },
      scripting: { executeScript: async () => [] },
      tabs: { create: async () => {}, sendMessage: () => {} },
      action: { setBadgeText: async () => {}, setBadgeBackgroundColor: async () => {}, setTitle: async () => {} },
    };
  }
}

const roomy = { persist: async () => true, persisted: async () => true, estimate: async () => ({ usage: 0, quota: 1e9 }) };
const quiet = { ...console, log: () => {}, debug: () => {}, info: () => {} };

/** Locks end with the worker that holds them. */
function locksOf(life: Life): object {
  const lines = new Map<string, Promise<unknown>>();
  return {
    request: async (name: string, ...rest: unknown[]): Promise<unknown> => {
      const act = rest.at(-1) as (lock: unknown) => Promise<unknown>;
      const isOnlyIfFree = rest.length > 1 && (rest[0] as { ifAvailable?: boolean }).ifAvailable === true;
      const before = lines.get(name);
      if (isOnlyIfFree && before) return act(null);
      const turn = (before ?? Promise.resolve()).then(() => (life.isOver ? undefined : act({ name })));
      const settled: Promise<unknown> = turn.catch(() => {}).then(() => lines.get(name) === settled && lines.delete(name));
      lines.set(name, settled);
      return turn;
    },
  };
}
