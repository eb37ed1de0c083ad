/**
 * The People tab of a company or a school. Drawn by the older application in everything seen (October 2025 to September 2026); the
 * class names of its cards and of `artdeco-entity-lockup` have held since 2019, `id` and `h1` for longer.
 */
import { linkedinPath } from '@wellmet/shared/identity';
import { mainOf, PageChanged, requireText, textOf } from './dom.ts';
import { listReader, standingOf, together, type Card, type List } from './lists.ts';
import { pageAt } from './pages.ts';
import { headlineOf, identifiersOfLink, isHiddenName } from './person.ts';
import { linkedinLinkOf } from './practice.ts';
import { selectors } from './selectors.ts';

const select = selectors('companyPeople', {
  /** A card; people who follow or work here are linked from the head of the page too, outside of any. */
  card: 'li.org-people-profile-card__profile-card-spacing',
  /** What of it is the person's; cards have it in September 2026 too. */
  info: '.org-people-profile-card__profile-info',
  /** The name; a hidden member's has no link. */
  title: '.artdeco-entity-lockup__title',
  /** Photo and name. In September 2026 one may lead to the slug and the other to the member id. */
  ownLinks: '[id^="org-people-profile-card__profile-image-"], .artdeco-entity-lockup__title a[href*="/in/"]',
  /** "· 3rd"; beside it stands a sentence for screen readers. */
  degree: '.artdeco-entity-lockup__degree',
  headline: '.artdeco-entity-lockup__subtitle',
  /** The tabs of the page name whose they are. */
  tab: 'nav a[href*="/people"]',
  openTab: 'nav a[href*="/people"][aria-current="page"]',
  organisation: 'h1',
  /** Around the list, which mounts late. */
  frame: '.org-people-profile-card__card-spacing',
});

interface Organisation {
  type: string;
  key: string;
}

function organisationAt(path: string | undefined): Organisation | undefined {
  const [, type = '', key = '', people = ''] = path?.split('/') ?? [];
  try {
    const spelt = decodeURIComponent(key).normalize('NFC').toLowerCase();
    return people.toLowerCase() === 'people' && spelt !== '' ? { type: type.toLowerCase(), key: spelt } : undefined;
  } catch {
    return undefined;
  }
}

function isNumber(key: string): boolean {
  return /^\d+$/.test(key);
}

function cardIn(element: Element): Card {
  const name = element.querySelector(select.title);
  if (textOf(name) === undefined) return { kind: element.textContent.trim() === '' ? 'blank' : 'other' };
  const links = [...element.querySelectorAll(select.ownLinks)].map(identifiersOfLink).filter((ids) => ids !== undefined);
  if (isHiddenName(textOf(name))) return { kind: 'hidden', element };
  if (links.length === 0) return { kind: 'hidden', element, missing: 'identifiers' };
  const standing = standingOf(textOf(element.querySelector(select.degree)));
  if (standing === 'viewer') return { kind: 'other' };
  return {
    kind: 'person',
    element,
    identifiers: () => together(...links),
    facts: () => ({
      name: requireText(name, 'name'),
      headline: headlineOf(textOf(element.querySelector(select.headline))),
      degree: standing,
    }),
  };
}

function look(root: ParentNode, url: string): List | undefined {
  if (pageAt(url)?.kind !== 'companyPeople') return undefined;
  const asked = organisationAt(linkedinPath(url));
  if (!asked) return undefined;
  const main = mainOf(root);
  const shown = organisationAt(linkedinPath(linkedinLinkOf(main.querySelector(select.tab)?.getAttribute('href') ?? '')));
  // LinkedIn writes a number or a name for the same company; two names are two companies.
  if (shown && shown.key !== asked.key && !isNumber(shown.key) && !isNumber(asked.key)) return undefined;
  const { type, key } = shown && !isNumber(shown.key) ? shown : asked;
  const items = main.querySelectorAll(select.card);
  const cards = [...(items.length > 0 ? items : main.querySelectorAll(select.info))].map(cardIn);
  return {
    generation: 'ember',
    url: `https://www.linkedin.com/${type}/${encodeURIComponent(key)}/people/`,
    cards,
    stands: main.querySelector(select.openTab) !== null && main.querySelector(select.frame) !== null,
    everybody() {
      if (!shown) throw new PageChanged('organisation');
      const name = requireText(main.querySelector(select.organisation), 'organisation');
      return type === 'school' ? { school: name } : { company: name };
    },
  };
}

export const companyPeople = listReader('companyPeople', look);
