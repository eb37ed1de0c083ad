/**
 * People search as the older application draws it (readable class names to 2023, random ones since; still served in May 2026). What
 * holds is the member's number at the card, a few class names of 2022, and that every text stands twice.
 */
import { required, requireText, textOf } from './dom.ts';
import { standingOf, together, type Card } from './lists.ts';
import type { SearchGeneration } from './peopleSearch.ts';
import { headlineOf, identifiersOfLink, isHiddenName } from './person.ts';
import { selectors } from './selectors.ts';

/** What a result is of: `urn:li:member:<number>`, or `headless` for a hidden member and a card not drawn yet. 2021 to 2026. */
const urn = 'data-chameleon-result-urn';
const memberUrn = 'urn:li:member:';

const select = selectors('peopleSearchEmber', {
  card: `[${urn}^="${memberUrn}"]`,
  /** A result before there were urns. Of any kind: people have a link to a person or to nobody. */
  cardOf2021: 'li.reusable-search__result-container',
  /** The first one of a card is at the photo; mutual connections come last. */
  personLink: 'a[href*="/in/"]',
  headlessLink: 'a[href*="/search/results/people/headless"]',
  /** The shown one of two twins; the other says "View …'s profile". `dir` is the name's own direction. */
  name: 'a span[dir] > span[aria-hidden="true"], .entity-result__title-text a span[aria-hidden="true"]',
  /** "• 2nd", rendered twice. */
  degree: '.entity-result__badge-text span[aria-hidden="true"]',
  /** Utility classes of the two lines under the name; before 2023 they had names of their own. */
  headline: '.entity-result__primary-subtitle, div.t-14.t-black',
  location: '.entity-result__secondary-subtitle',
  nextLine: 'div.t-14',
  /** Around the results, also where there are none. */
  frame: '.search-results-container, #search-srp-prompt',
});

function linesOf(element: Element): { headline: string | undefined; location: string | undefined } {
  const first = element.querySelector(select.headline);
  const next = first?.nextElementSibling;
  return {
    headline: headlineOf(textOf(first)),
    location: textOf(element.querySelector(select.location) ?? (next?.matches(select.nextLine) ? next : null)),
  };
}

function cardIn(element: Element): Card {
  if (element.textContent.trim() === '') return { kind: 'blank' };
  const shown = [...element.querySelectorAll(select.name)].find((span) => textOf(span) !== undefined);
  const resultOf = element.getAttribute(urn) ?? '';
  if (isHiddenName(textOf(shown)) || resultOf === `${memberUrn}headless` || element.querySelector(select.headlessLink))
    return { kind: 'hidden', element };
  const named = identifiersOfLink(shown?.closest('a'));
  if (!named && resultOf === '') return { kind: 'other' };
  const standing = standingOf(textOf(element.querySelector(select.degree)));
  if (standing === 'viewer') return { kind: 'other' };
  return {
    kind: 'person',
    element,
    identifiers: () => together(required(named, 'identifiers'), identifiersOfLink(element.querySelector(select.personLink))),
    memberNumber: /^\d{1,20}$/.exec(resultOf.slice(memberUrn.length))?.[0],
    facts: () => ({ name: requireText(shown, 'name'), ...linesOf(element), degree: standing }),
  };
}

export const ember: SearchGeneration = {
  name: 'ember',
  resultsIn(main) {
    const results = main.querySelectorAll(select.card);
    const cards = [...(results.length > 0 ? results : main.querySelectorAll(select.cardOf2021))].map(cardIn);
    return { cards, stands: main.querySelector(select.frame) !== null };
  },
};
