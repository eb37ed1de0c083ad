/**
 * People search as the server-driven application draws it (seen May to September 2026). Class names say nothing; what holds is
 * one `listitem` a card, the order of its `<p>` lines, the dot before the degree. Cards are links with links in them: built by
 * script these nest, in a parsed page they are split and leave empty clones; every rule here holds for both.
 */
import { shareAnIdentifier, type Identifiers } from '@wellmet/shared/identity';
import { required, textOf } from './dom.ts';
import { standingOf, together, type Card } from './lists.ts';
import type { SearchGeneration } from './peopleSearch.ts';
import { headlineOf, identifiersOfLink, isHiddenName } from './person.ts';
import { selectors } from './selectors.ts';

/** Key of the card's action: prefix and member id. In `componentkey` until August 2026, in `id` since. Absent beside "more people". */
const actionKey = 'SearchResults';
/** Key of the button "Connect", with the member's number (June 2026). */
const inviteKey = 'ConnectButtonstate:invitation:urn:li:member:';
const idInMessageLink = /profileUrn=urn(?::|%3A)li(?::|%3A)fsd_profile(?::|%3A)(ACoA[\w-]+)/i;

const select = selectors('peopleSearchSdui', {
  /** One card, 37 of 37 in three pages; also other results, adverts, offers. */
  row: '[role="listitem"]',
  /** A list within a list is a frame around people. */
  lineInRow: ':scope [role="listitem"] p',
  /** Texts of a card, in order: name and degree, headline, location. */
  line: 'p',
  /** The first one of a card is the card itself, the first with text in the first line the name; later ones are mutual connections. */
  personLink: 'a[href*="/in/"]',
  /** The card as a link, 20 of 20; offers and adverts with faces in them are none. */
  cardLink: 'a[href*="/in/"][tabindex="0"]',
  /** What lines of mutual connections and services lead to; headline and location never do. */
  elsewhere: 'a[href*="/in/"], a[href*="/search/"], a[href*="/services/"]',
  photo: 'figure, img',
  /** What a hidden member's card leads to, where it leads to no profile. */
  headlessLink: 'a[href*="/search/results/people/headless"]',
  keyedAction: `[componentkey^="${actionKey}ACoA"], [id^="${actionKey}ACoA"]`,
  messageLink: 'a[href*="/messaging/compose"]',
  keyedInvite: `[componentkey^="${inviteKey}"], [id^="${inviteKey}"]`,
  /** A post among the results: its author stands where a person's name does. */
  postLink: 'a[href*="/feed/update/"], a[href*="/posts/"]',
  /** Which screen the application thinks it shows; absent where only `main` was saved. */
  screen: '[data-sdui-screen]',
  searchScreen: '[data-sdui-screen*=".search."]',
  /** What stands in the place of the cards: "No results found", the monthly limit. */
  notice: '[data-testid="lazy-column"] h2, [data-testid="lazy-column"] h1',
  /** What stands here is not of the search. */
  aside: 'aside',
});

function keyIn(card: Element, selector: string, prefix: string): string | undefined {
  const element = card.querySelector(selector);
  if (!element) return undefined;
  const key = element.id.startsWith(prefix) ? element.id : element.getAttribute('componentkey');
  return key?.slice(prefix.length);
}

function memberOf(card: Element): Identifiers | undefined {
  const [, fromMessage] = idInMessageLink.exec(card.querySelector(select.messageLink)?.getAttribute('href') ?? '') ?? [];
  const member = keyIn(card, select.keyedAction, actionKey) ?? fromMessage;
  return member === undefined ? undefined : { member };
}

/** Headline and location stand in one block with the name, beside the photo; below that come other things. */
function linesAfter(first: Element): Element[] {
  let block = first.parentElement;
  let lines: Element[] = [];
  while (block && lines.length === 0 && !block.querySelector(select.photo)) {
    lines = [...block.querySelectorAll(select.line)].slice(1);
    block = block.parentElement;
  }
  return lines.filter((line) => !line.querySelector(select.elsewhere));
}

function nameLinkIn(line: Element): Element | undefined {
  return [...line.querySelectorAll(select.personLink)].find((link) => textOf(link) !== undefined);
}

/** "Anna Lind • 2nd" without the name. */
function afterName(line: string, name: string): string {
  const at = line.indexOf(name);
  return at < 0 ? line : line.slice(at + name.length);
}

function cardOf(element: Element, mixed: boolean): Card {
  const first = element.querySelector(select.line);
  const line = textOf(first);
  if (!first || line === undefined) return { kind: element.textContent.trim() === '' ? 'blank' : 'other' };
  const ownLink = element.querySelector(select.personLink);
  const own = identifiersOfLink(ownLink);
  const nameLink = nameLinkIn(first);
  const name = textOf(nameLink);
  if (name === undefined || isHiddenName(name)) {
    const [words] = line.split(/[·•]/);
    if (isHiddenName(words?.trim()) || element.querySelector(select.headlessLink)) return { kind: 'hidden', element };
    // Among results of every kind a post or a group may look like this; on a page of people it is somebody.
    if (!own || mixed || !element.querySelector(select.cardLink)) return { kind: 'other' };
    const standing = standingOf(line);
    if (standing === undefined) return { kind: 'hidden', element, missing: 'name' };
    return standing === 'viewer'
      ? { kind: 'other' }
      : { kind: 'person', element, identifiers: () => own, facts: () => ({ name: required(name, 'name') }) };
  }
  // Nearly always the same address; working one out is the dearest step of a card.
  const linked = nameLink?.getAttribute('href') === ownLink?.getAttribute('href') ? own : identifiersOfLink(nameLink);
  const member = memberOf(element);
  const isOwn = [own, member].some((ids) => ids && linked && shareAnIdentifier(ids, linked));
  const lines = linesAfter(first);
  const onLine = standingOf(afterName(line, name));
  // On some cards of the first degree it is a line of its own.
  const ownLine = onLine === undefined && /^[·•]/.test(textOf(lines[0]) ?? '') ? lines.shift() : undefined;
  const standing = onLine ?? standingOf(textOf(ownLine));
  if (!isOwn || standing === 'viewer' || (!member && (standing === undefined || element.querySelector(select.postLink))))
    return { kind: 'other' };
  const number = keyIn(element, select.keyedInvite, inviteKey);
  return {
    kind: 'person',
    element,
    identifiers: () => together(own, linked, member),
    memberNumber: /^\d{1,20}/.exec(number ?? '')?.[0],
    facts: () => ({ name, headline: headlineOf(textOf(lines[0])), location: textOf(lines[1]), degree: standing }),
  };
}

export const sdui: SearchGeneration = {
  name: 'sdui',
  resultsIn(main, mixed) {
    if (main.querySelector(select.screen) && !main.querySelector(select.searchScreen)) return undefined;
    const cards = [...main.querySelectorAll(select.row)]
      .filter((element) => !element.querySelector(select.lineInRow) && !element.closest(select.aside))
      .map((element) => cardOf(element, mixed));
    return {
      cards,
      stands: main.querySelector(select.searchScreen) !== null && (cards.length > 0 || main.querySelector(select.notice) !== null),
    };
  },
};
