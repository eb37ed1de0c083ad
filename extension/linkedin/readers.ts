/** All page readers; a new one is one more line. */
import type { PageKind } from '@wellmet/shared/sighting';
import { companyPeople } from './companyPeople.ts';
import { pageAt } from './pages.ts';
import { peopleSearch } from './peopleSearch.ts';
import { profile } from './profile.ts';
import type { PageReader, Reading } from './reader.ts';
import { salesLead } from './salesLead.ts';
import { salesSearch } from './salesSearch.ts';
import { isOff, isReplaced, rulesInForce, withBuiltIn } from './selectors.ts';

const readers: Record<PageKind, PageReader> = {
  profile: byRules(profile),
  peopleSearch: byRules(peopleSearch),
  companyPeople: byRules(companyPeople),
  salesLead: byRules(salesLead),
  salesSearch: byRules(salesSearch),
};

/** Reads as the published rules say, where there are any: not at all, where they switch the kind off. */
export function readerOf(kind: PageKind): PageReader {
  return readers[kind];
}

/** How much a reading is worth. Whoever hides or is the viewer counts as read: no selector brings back somebody whom another one has left out for that. */
function worth({ kind, ...reading }: Reading): number {
  if ('sightings' in reading) return reading.sightings.length + reading.hidden;
  return kind === 'private' || kind === 'own' ? 1 : -1;
}

/** What is made of strange selectors may fail in ways that the reader's own never do. */
function attempt<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}

/** The reader by the rules in force. Where the built-in selectors read a page better, they are used for that page: found out once an address. */
function byRules(reader: PageReader): PageReader {
  const { kind } = reader;
  let found: { url: string; rules: object; builtInIsBetter: boolean } | undefined;

  const known = (url: string) => (found?.url === url && found.rules === rulesInForce() ? found.builtInIsBetter : undefined);
  const compare = (root: ParentNode, url: string): boolean => {
    const replaced = attempt(() => worth(reader.read(root, url)), -1);
    const builtIn = withBuiltIn(kind, () => worth(reader.read(root, url)));
    const builtInIsBetter = replaced < 0 || builtIn > replaced;
    // A page that still mounts decides nothing.
    if (Math.max(builtIn, replaced) > 0) found = { url, rules: rulesInForce(), builtInIsBetter };
    return builtInIsBetter;
  };
  const read = <T>(root: ParentNode, url: string, how: () => T): T =>
    isReplaced(kind) && (known(url) ?? compare(root, url)) ? withBuiltIn(kind, how) : how();

  return {
    kind,

    ready(root, url) {
      if (isOff(kind)) return pageAt(url)?.kind === kind;
      const look = () => reader.ready(root, url);
      if (!isReplaced(kind)) return look();
      // Until that is known, whichever sees something is waited for.
      const builtInIsBetter = known(url);
      return (builtInIsBetter !== true && attempt(look, false)) || (builtInIsBetter !== false && withBuiltIn(kind, look));
    },

    read(root, url) {
      if (isOff(kind)) return pageAt(url)?.kind === kind ? { kind: 'changed', pageKind: kind, field: 'page' } : { kind: 'notYet' };
      return read(root, url, () => reader.read(root, url));
    },

    ...(reader.rows && {
      rows: (root: ParentNode, url: string) => (isOff(kind) ? [] : read(root, url, () => reader.rows?.(root, url) ?? [])),
    }),
  };
}
