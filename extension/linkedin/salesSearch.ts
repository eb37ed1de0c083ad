/**
 * Sales Navigator's search for people: an application of its own. No page was at hand, only notes of several tools, November 2025 to
 * September 2026, which contradict each other: rows with marked fields (`data-anonymize`) and rows without. Both are read here.
 */
import { canonicalIdentifiers, type Identifiers } from '@wellmet/shared/identity';
import { required, textOf } from './dom.ts';
import { listReader, standingOf, together, type Card, type List } from './lists.ts';
import { pageAt } from './pages.ts';
import { identifiersOfLink, isHiddenName } from './person.ts';
import { selectors } from './selectors.ts';

/** Who a row is: the row itself or something in it. What follows the id in the parentheses changes from search to search. */
const urn = 'data-scroll-into-view';

const select = selectors('salesSearch', {
  /** Around the rows, also where there are none; it scrolls, and rows are empty until they have been in sight. */
  frame: '#search-results-container',
  list: 'ol',
  row: 'ol > li',
  /** Rows within rows are none. */
  item: 'li',
  keyed: `[${urn}^="urn:li:fs_salesProfile:("]`,
  leadLink: 'a[href*="/sales/lead/"], a[href*="/sales/people/"]',
  /** Marked fields. `job-title` is none of them: in rows it says for how long. */
  marked: '[data-anonymize]',
  markedName: '[data-anonymize="person-name"]',
  markedTitle: '[data-anonymize="title"]',
  markedCompany: '[data-anonymize="company-name"]',
  markedPlace: '[data-anonymize="location"]',
  /** Parts of a row since about 2019. */
  name: '.artdeco-entity-lockup__title',
  title: '.artdeco-entity-lockup__subtitle',
  place: '.artdeco-entity-lockup__caption',
  degree: '.artdeco-entity-lockup__degree',
  /** Between title and company; a company without a page of its own is a bare text behind it. */
  dot: '.separator--middot',
  /** For screen readers: "Add … to selection", "2nd degree connection". */
  spoken: '.a11y-text, .visually-hidden',
});
/** What stands behind some names, in English. */
const reachable = /\s+(?:is reachable|was last active.*)$/i;

function leadOf(element: Element): Identifiers | undefined {
  const urnOf = (element.matches(select.keyed) ? element : element.querySelector(select.keyed))?.getAttribute(urn) ?? '';
  const [, lead] = /\(([^,)]+)/.exec(urnOf) ?? [];
  return lead === undefined ? undefined : canonicalIdentifiers({ lead });
}

/** The texts of an element apart from what is for screen readers, in order. */
function partsOf(element: Element | null): string[] {
  if (!element) return [];
  const walker = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const parts: string[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.parentElement?.closest(`${select.spoken}, ${select.degree}, button`)
      ? ''
      : (node.nodeValue ?? '').replace(/\s+/g, ' ').trim();
    if (text !== '') parts.push(text);
  }
  return parts;
}

/** "Anna Lind is reachable" is Anna Lind, in any language: the words that a sentence for screen readers has too ("Add Anna Lind to selection"). */
function nameWithin(text: string, element: Element): string {
  const labels = [...element.querySelectorAll(select.spoken)].flatMap((label) => textOf(label) ?? []);
  const words = text.split(' ');
  if (labels.some((label) => label.includes(text) && label !== text)) return text;
  for (let length = words.length - 2; length > 0; length -= 1) {
    const [start, rest] = [words.slice(0, length).join(' '), words.slice(length).join(' ')];
    if (!/\p{Lu}/u.test(rest) && labels.some((label) => ` ${label} `.includes(` ${start} `))) return start;
  }
  return text.replace(reachable, '');
}

function nameOf(element: Element): string | undefined {
  const text = textOf(element.querySelector(select.markedName)) ?? partsOf(element.querySelector(select.name))[0];
  return text === undefined ? undefined : nameWithin(text, element);
}

/** Title and company stand in one line, a dot between them. */
function positionOf(element: Element): { title: string | undefined; company: string | undefined } {
  const subtitle = element.querySelector(select.title);
  const [first, ...rest] = partsOf(subtitle).filter((part) => !/^[·•]$/.test(part));
  const title = textOf(element.querySelector(select.markedTitle)) ?? (subtitle?.querySelector(select.dot) ? first : textOf(subtitle));
  const behindDot = subtitle?.querySelector(select.dot) ? rest.join(' ') : '';
  return { title, company: textOf(element.querySelector(select.markedCompany)) ?? (behindDot || undefined) };
}

function placeOf(element: Element): string | undefined {
  const place = textOf(element.querySelector(select.markedPlace));
  return place ?? (element.querySelector(select.marked) ? undefined : partsOf(element.querySelector(select.place))[0]);
}

function cardIn(element: Element): Card {
  if (element.textContent.trim() === '') return { kind: 'blank' };
  const link = element.querySelector(select.leadLink);
  const ids = [leadOf(element), identifiersOfLink(link)];
  const name = nameOf(element);
  if (isHiddenName(name)) return { kind: 'hidden', element };
  if (ids.every((id) => id === undefined))
    return name === undefined ? { kind: 'other' } : { kind: 'hidden', element, missing: 'identifiers' };
  const standing = standingOf(textOf(element.querySelector(select.degree)));
  if (standing === 'viewer') return { kind: 'other' };
  return {
    kind: 'person',
    element,
    identifiers: () => together(...ids),
    facts: () => {
      const { title, company } = positionOf(element);
      // Where search shows the headline, Sales Navigator shows the current title.
      return { name: required(name, 'name'), headline: title, location: placeOf(element), company, degree: standing };
    },
  };
}

function look(root: ParentNode, url: string): List | undefined {
  if (pageAt(url)?.kind !== 'salesSearch') return undefined;
  const found = root.querySelector(select.frame);
  const list = found ?? root.querySelector(select.keyed)?.closest(select.list)?.parentElement;
  if (!list) return undefined;
  const cards = [...list.querySelectorAll(select.row)].filter((element) => !element.parentElement?.closest(select.item)).map(cardIn);
  return { generation: 'ember', url: 'https://www.linkedin.com/sales/search/people', cards, stands: found !== null };
}

export const salesSearch = listReader('salesSearch', look);
