/** All page readers; a new one is one more line. */
import type { PageKind } from '@wellmet/shared/sighting';
import { profile } from './profile.ts';
import type { PageReader } from './reader.ts';

const readers: Record<PageKind, PageReader> = { profile };

export function readerOf(kind: PageKind): PageReader {
  return readers[kind];
}
