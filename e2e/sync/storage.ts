/** The database of a device: it outlives the worker, and a worker that has died can no longer write to it, whatever of it still runs. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';

/** As the library makes it: with the requests that are still to be answered. */
interface Begun extends IDBTransaction {
  _requests: { request?: object }[];
}

/** One life of a worker, from its start to its death. What of it still runs then waits for ever. */
export class Life {
  isOver = false;
  /** Settles at the end. */
  readonly ended: Promise<void>;
  #end = (): void => {};
  #transactions = new Set<Begun>();

  constructor() {
    this.ended = new Promise((done) => (this.#end = done));
  }

  /** What had not been committed is as if it had never been. */
  end(): void {
    if (this.isOver) return;
    this.isOver = true;
    for (const transaction of this.#transactions) takeBack(transaction);
    this.#end();
  }

  /** @param onWrite is told of every transaction that may write, when it has begun. */
  watch(database: IDBDatabase, onWrite: () => void): void {
    const begin = database.transaction.bind(database);
    database.transaction = (names, mode, options) => {
      const transaction = begin(names, mode, options) as Begun;
      this.#transactions.add(transaction);
      for (const end of ['complete', 'abort']) transaction.addEventListener(end, () => this.#transactions.delete(transaction));
      // When whoever began it has said what is to be told to them.
      queueMicrotask(() => {
        if (mode === 'readwrite' && !this.isOver) onWrite();
        if (this.isOver) takeBack(transaction);
      });
      return transaction;
    };
  }
}

/** Nobody is told: there is nobody any more. */
function takeBack(transaction: Begun): void {
  // The library's own name.
  // oxlint-disable-next-line no-underscore-dangle
  for (const { request } of transaction._requests) if (request) Object.assign(request, { onsuccess: null, onerror: null, listeners: [] });
  Object.assign(transaction, { oncomplete: null, onerror: null, onabort: null, listeners: [] });
  try {
    transaction.abort();
  } catch {
    // It was about to be committed: then it is.
  }
}

/** The factory that a worker sees, and rows for whoever reads the device's files. */
export class Storage {
  readonly keyRange = IDBKeyRange;
  #factory = new IDBFactory();

  seenBy(life: Life, onWrite: () => void): IDBFactory {
    const factory = this.#factory;
    return new Proxy(factory, {
      get(_, name) {
        const value: unknown = Reflect.get(factory, name, factory);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]): unknown => {
          const made: unknown = value.apply(factory, args);
          if (name === 'open')
            (made as IDBOpenDBRequest).addEventListener('success', ({ target }) =>
              life.watch((target as unknown as { result: IDBDatabase }).result, onWrite),
            );
          return made;
        };
      },
    });
  }

  /** Every row of a table. */
  async rows<Row>(table: string): Promise<Row[]> {
    return this.#do(table, 'readonly', (store) => store.getAll());
  }

  async put(table: string, row: unknown): Promise<void> {
    await this.#do(table, 'readwrite', (store) => store.put(row));
  }

  async clear(table: string): Promise<void> {
    await this.#do(table, 'readwrite', (store) => store.clear());
  }

  async #do<A>(table: string, mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest): Promise<A> {
    const database = await result<globalThis.IDBDatabase>(this.#factory.open('cache'));
    try {
      return await result<A>(ask(database.transaction(table, mode).objectStore(table)));
    } finally {
      database.close();
    }
  }
}

const result = <A>(request: IDBRequest): Promise<A> =>
  new Promise((done, fail) => {
    request.addEventListener('success', () => done(request.result as A));
    request.addEventListener('error', () => fail(request.error ?? new Error('a request failed')));
  });
