/**
 * The profile as the server-driven application draws it (seen November 2025 to September 2026). Class names say nothing; what
 * holds is the keys of the cards, the order of `<p>` lines and how they nest.
 */
import { canonicalIdentifiers, type Identifiers } from '@wellmet/shared/identity';
import { PageChanged, requireText, textOf, textsOf } from './dom.ts';
import { degreeOf, headlineOf, identifiersOfLink, isHiddenName } from './person.ts';
import {
  educationOf,
  entries,
  groupOf,
  isDated,
  languageOf,
  positionOf,
  type Facts,
  type Generation,
  type TopCard,
} from './profileParts.ts';
import { selectors } from './selectors.ts';

/** Keys of cards: prefix, member id, name of the card. In `componentkey` until August 2026, in `id` since. A key may stand twice, the inner one is the card. */
const cardKey = 'com.linkedin.sdui.profile.card.ref';
const cardNames = {
  top: 'Topcard',
  about: 'About',
  experience: 'ExperienceTopLevelSection',
  education: 'EducationTopLevelSection',
  skills: 'Skills',
  languages: 'LanguageTopLevel',
} as const;

/** Marks a wrapper without a box of its own; a degree in one is the hidden alternative for after connecting (8 of 8 pages). */
const wrapper = 'data-display-contents';

const select = selectors('profileSdui', {
  keyedCards: `[componentkey^="${cardKey}"], [id^="${cardKey}"]`,
  /** No `h1` on these pages; the card's only `h2` is the name (all 13 pages examined, March to May 2026). */
  name: 'h2',
  /** An own link of the card: the modal dialogs over the profile. Contact info has one in March 2026 and `#` in May. */
  ownLink: 'a[href*="/overlay/"], a[href*="/in/"][href*="/edit/"]',
  editLink: 'a[href*="/in/"][href*="/edit/"]',
  /** Placeholders of the logos beside the names of company and school; the names stand alone there, the line of text joins them. */
  companyLogo: 'svg[id^="company-accent"]',
  schoolLogo: 'svg[id^="school-accent"]',
  logoRow: '[role="button"], button, a',
  /** One row of a section. Rows of one employer's positions hold a list. The key is known from notes of August 2026; skills have a key of their own. */
  row: '[componentkey^="entity-collection-item"], [id^="entity-collection-item"]',
  skillRow: '[componentkey^="com.linkedin.sdui.profile.skill"], [id^="com.linkedin.sdui.profile.skill"]',
  /** Long texts; the button inside ("…more") is not part of them. */
  longText: '[data-testid="expandable-text-box"]',
  /** Lines under a position that are not of it: its skills, who endorsed. */
  asides: 'a[href*="skill-associations"], a[href*="/endorsers"]',
  line: 'p',
  /** Positions with one employer, below its name. */
  list: 'ul',
  groupedRow: 'ul > li',
});

function keyOf(element: Element): string {
  return element.id.startsWith(cardKey) ? element.id : (element.getAttribute('componentkey') ?? '');
}

/** The dot between the place and the link to the contact info: the one landmark of the lines. */
function contactDot(lines: readonly Element[]): Element | undefined {
  return lines.find((p) => /^\s*[·•]\s*$/.test(p.textContent) && p.nextElementSibling?.matches(select.line));
}

function degreeLines(lines: readonly Element[]): Element[] {
  return lines.filter((p) => /^[^\p{L}\p{Nd}]*[·•]/u.test(p.textContent) && degreeOf(textOf(p)) !== undefined);
}

function isWrapped(line: Element): boolean {
  return line.parentElement?.hasAttribute(wrapper) ?? false;
}

/** Of the degree and its hidden alternative the one that is shown; none if that cannot be told. */
function shownDegree(lines: readonly Element[]): Facts['degree'] {
  if (lines.length === 1) return degreeOf(textOf(lines[0]));
  let visible = lines.filter((p) => !isWrapped(p));
  // jsdom has no checkVisibility; in a browser it settles what the nesting does not.
  if (visible.length !== 1) visible = lines.filter((p) => 'checkVisibility' in p && p.checkVisibility());
  return visible.length === 1 ? degreeOf(textOf(visible[0])) : undefined;
}

function topCardsOf(main: ParentNode): TopCard[] {
  const keyed = new Map<string, Element>();
  for (const element of main.querySelectorAll(select.keyedCards)) keyed.set(keyOf(element), element);
  const cards: TopCard[] = [];
  for (const [key, element] of keyed) {
    if (!key.endsWith(cardNames.top)) continue;
    const member = key.slice(cardKey.length, -cardNames.top.length);
    const heading = element.querySelector(select.name);
    const linked = identifiersOfLink(heading?.closest('a')) ?? identifiersOfLink(element.querySelector(select.ownLink));
    const identifiers: Identifiers = { ...linked, ...canonicalIdentifiers({ member }) };
    const lines = [...element.querySelectorAll(select.line)];
    cards.push({
      identifiers,
      memberNumber: undefined,
      named: textOf(heading) !== undefined,
      offersEditing: element.querySelector(select.editLink) !== null,
      hidden: isHiddenName(textOf(heading)) || (!linked && !contactDot(lines) && degreeLines(lines).length === 0),
      facts: () => factsOf(element, (card) => keyed.get(cardKey + member + cardNames[card])),
    });
  }
  return cards;
}

function nameBeside(card: Element, logo: string): string | undefined {
  return textOf(card.querySelector(logo)?.closest(select.logoRow));
}

/** The lines of a row: its paragraphs, without those of rows in it, long texts and asides. */
function linesOf(part: Element): string[] {
  const list = part.closest(select.list);
  return textsOf(
    [...part.querySelectorAll(select.line)].filter(
      (p) => p.closest(select.list) === list && !p.querySelector(`${select.longText}, ${select.asides}`) && !p.closest(select.asides),
    ),
  );
}

function rowsOf(section: Element | undefined, selector: string): Element[] {
  return section ? [...section.querySelectorAll(selector)].filter((element) => !element.parentElement?.closest(selector)) : [];
}

function experienceOf(section: Element | undefined): Facts['experience'] {
  const positions = rowsOf(section, select.row).flatMap((element) => {
    const lines = linesOf(element);
    const inGroup = [...element.querySelectorAll(select.groupedRow)].filter((li) => isDated(linesOf(li)));
    const parts = inGroup.length > 0 ? inGroup : [element];
    const group = inGroup.length > 0 ? groupOf(lines) : undefined;
    return parts.map((part) => positionOf(linesOf(part), textOf(part.querySelector(select.longText)), group));
  });
  return entries(positions, (position) => position);
}

function factsOf(element: Element, section: (card: keyof typeof cardNames) => Element | undefined): Facts {
  const lines = [...element.querySelectorAll(select.line)];
  const degrees = degreeLines(lines);
  const dot = contactDot(lines);
  // Name, pronouns and degree share a row; headline, company and school, and the row of the place are its neighbours.
  const [degree] = degrees;
  const nameRow = degree && isWrapped(degree) ? degree.parentElement?.parentElement : degree?.parentElement;
  const column = dot?.parentElement?.parentElement ?? nameRow?.parentElement;
  if (!column) throw new PageChanged('headline');
  const skills = rowsOf(section('skills'), select.skillRow);
  return {
    name: requireText(element.querySelector(select.name), 'name'),
    headline: headlineOf(textOf([...column.children].find((child) => child.matches(select.line)))),
    location: textOf(dot?.previousElementSibling),
    company: nameBeside(element, select.companyLogo),
    school: nameBeside(element, select.schoolLogo),
    degree: shownDegree(degrees),
    about: textOf(section('about')?.querySelector(select.longText)),
    experience: experienceOf(section('experience')),
    education: entries(rowsOf(section('education'), select.row), (part) => educationOf(linesOf(part))),
    skills: entries(skills.length > 0 ? skills : rowsOf(section('skills'), select.row), (part) => linesOf(part)[0]),
    languages: entries(rowsOf(section('languages'), select.row), (part) => languageOf(linesOf(part))),
  };
}

export const sdui: Generation = { name: 'sdui', topCards: topCardsOf };
