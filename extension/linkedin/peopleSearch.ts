/** A search for people, and the people among the results of every kind, in whichever of LinkedIn's two applications draws it. */
import { linkedinPath } from '@wellmet/shared/identity';
import { mainOf } from './dom.ts';
import { listReader, type Card, type List } from './lists.ts';
import { pageAt } from './pages.ts';
import { ember } from './peopleSearchEmber.ts';
import { sdui } from './peopleSearchSdui.ts';

/** One of LinkedIn's two applications. Never mixed: a page is read by one or by the other. */
export interface SearchGeneration {
  name: List['generation'];
  /** Undefined while the page is still another one. `mixed`: results of every kind, people among them. */
  resultsIn(main: ParentNode, mixed: boolean): { cards: Card[]; stands: boolean } | undefined;
}

const generations: readonly SearchGeneration[] = [sdui, ember];

function look(root: ParentNode, url: string): List | undefined {
  if (pageAt(url)?.kind !== 'peopleSearch') return undefined;
  const mixed = /\/all\/?$/i.test(linkedinPath(url) ?? '');
  const main = mainOf(root);
  const found = generations.flatMap((generation) => {
    const results = generation.resultsIn(main, mixed);
    return results
      ? { ...results, generation: generation.name, url: `https://www.linkedin.com/search/results/${mixed ? 'all' : 'people'}/` }
      : [];
  });
  return found.find(({ cards }) => cards.length > 0) ?? found.find(({ stands }) => stands);
}

export const peopleSearch = listReader('peopleSearch', look);
