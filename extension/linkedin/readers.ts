/** All page readers; a new one is one more line. */
import type { PageKind } from '@wellmet/shared/sighting';
import { companyPeople } from './companyPeople.ts';
import { peopleSearch } from './peopleSearch.ts';
import { profile } from './profile.ts';
import type { PageReader } from './reader.ts';
import { salesLead } from './salesLead.ts';
import { salesSearch } from './salesSearch.ts';

const readers: Record<PageKind, PageReader> = { profile, peopleSearch, companyPeople, salesLead, salesSearch };

export function readerOf(kind: PageKind): PageReader {
  return readers[kind];
}
