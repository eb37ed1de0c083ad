/**
 * The rules of pages that the server of this device hands out, in a database of their own on the extension's origin; signing out leaves them.
 * Not in the extension's storage area, where content scripts may write: whoever writes here says whose signature counts.
 */
import { Dexie, type EntityTable } from 'dexie';
import type { SignedRules } from '@wellmet/shared/pageRules';

/** One row. */
export interface PageRulesRow {
  key: 'now';
  /** The server that all of this is of. */
  url: string;
  /** The first key that the server named: no other one counts afterwards. */
  publicKey?: string | undefined;
  signed?: SignedRules | undefined;
  /** The newest version that was ever taken: no older one is. */
  version: number;
}

class PageRulesCache extends Dexie {
  declare kept: EntityTable<PageRulesRow, 'key'>;

  constructor() {
    super('pageRules');
    this.version(1).stores({ kept: 'key' });
  }
}

export const pageRulesCache = new PageRulesCache();
