/** Where the overlay finds its library: in our own world of the page, brought by another script (entrypoints/library.ts). */

/** Known in our own world only. */
export const library = Symbol.for('library');

export interface Library {
  /** By their names in import statements. */
  modules: Partial<Record<string, object>>;
  ready: Promise<void>;
}

/** What waits for the page's main thread has its turn. */
export const pause = (): Promise<void> => new Promise((resume) => setTimeout(resume));

/** Once this has come true, what imports React may be imported. */
export async function libraryReady(): Promise<void> {
  await (globalThis as { [library]?: Library })[library]?.ready;
}
