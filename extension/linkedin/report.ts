/** What may be told of a page that no longer fits: which selectors find how much. Nothing of the page itself: no name, no address, no text. */
import type { PageReport, SelectorCounts } from '@wellmet/shared/pageRules';
import type { PageKind } from '@wellmet/shared/sighting';
import { interfaceLanguage } from './dom.ts';
import { readerOf } from './readers.ts';
import { rulesInForce, selectorsOf } from './selectors.ts';

/** Two applications draw these. */
const bothDraw: readonly PageKind[] = ['profile', 'peopleSearch'];

/** More than this says no more. */
const most = 9999;

/** Everything but the extension's version. `url`: as for reading; only whether it has parameters is told. */
export function reportOf(kind: PageKind, root: ParentNode, url: string): Omit<PageReport, 'extensionVersion'> {
  const reading = readerOf(kind).read(root, url);
  const language = interfaceLanguage(root);
  return {
    pageKind: kind,
    reading: reading.kind,
    ...(reading.kind === 'changed' && { field: reading.field }),
    generations: bothDraw.includes(kind) ? ['sdui', 'ember'] : ['ember'],
    rulesVersion: rulesInForce().version ?? 0,
    ...(language !== undefined && { language }),
    hasParameters: /\?./.test(url),
    counts: countsIn(kind, root),
  };
}

function countsIn(kind: PageKind, root: ParentNode): SelectorCounts {
  const groups = selectorsOf(kind).map(([group, selectors]) => [
    group,
    Object.fromEntries(Object.entries(selectors).map(([name, text]) => [name, Math.min(root.querySelectorAll(text).length, most)])),
  ]);
  return Object.fromEntries(groups);
}
