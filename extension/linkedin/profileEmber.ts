/**
 * The profile as the older application draws it (readable class names to 2022, random ones since; still served in 2026). What
 * holds is the section's member number, `h1`, anchors of the sections, a few utility classes, and that every text stands twice.
 */
import type { Identifiers } from '@wellmet/shared/identity';
import { requireText, textOf, textsOf } from './dom.ts';
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

/** Link targets, and labels as met in English and Polish pages; the French ones are LinkedIn's words elsewhere, not met here. */
const companyMark = /^(?:#experience$|current company|entreprise actuelle|obecna firma)/i;
const schoolMark = /^(?:#education$|education|formation|wykształcenie)/i;
const idInLink = /(?:profileUrn=urn(?::|%3A)li(?::|%3A)fsd_profile(?::|%3A)|urn:li:fsd_\w+:\()(ACoA[\w-]+)/i;

const select = selectors('profileEmber', {
  /** First section of `main`; the attribute is the member's number. Seen 2020 to 2026. */
  topCard: 'section[data-member-id]',
  /** In the card only: a modal dialog over the page may have an `h1` of its own. */
  name: 'h1',
  headline: '.text-body-medium.break-words',
  location: 'span.text-body-small.inline',
  /** "2nd", "1."; a card that is being drawn has "{:distance}". */
  degree: '.dist-value',
  /** Modal dialogs over the profile: contact info, about this profile. Their path is the person's. */
  ownLink: 'a[href*="/overlay/"], a[href*="/in/"][href*="/edit/"]',
  editing: 'a[href*="/in/"][href*="/edit/"], [class*="profile-photo-edit"]',
  /** Company and school beside the headline: links to the sections in 2022, buttons with a label since. */
  affiliation: 'a[href="#experience"], a[href="#education"], button[aria-label] .hoverable-link-text',
  /** Links under the person's own path that carry their id, e.g. `/in/<slug>/details/interests?profileUrn=urn:li:fsd_profile:ACoA…`. */
  ownIdLink: 'a[href*="/in/"][href*="ACoA"]',
  /** Empty elements that the page's own menu scrolls to, 2022 to 2026, each in its section. */
  about: '#about',
  experience: '#experience',
  education: '#education',
  skills: '#skills',
  languages: '#languages',
  section: 'section',
  /** One row of a section; nested where one employer had several positions. The class is of 2022, the attribute later. */
  row: '[data-view-name="profile-component-entity"], .pvs-entity',
  /** The text that is shown; its twin is for screen readers. */
  shownText: 'span[aria-hidden="true"]',
  longText: '[class*="inline-show-more-text"] span[aria-hidden="true"]',
  /** A row's texts are in its own list, not in one under it. */
  list: 'ul',
});

function memberOf(main: ParentNode, slug: string): string | undefined {
  for (const link of main.querySelectorAll(select.ownIdLink)) {
    const [, id] = idInLink.exec(link.getAttribute('href') ?? '') ?? [];
    if (id !== undefined && identifiersOfLink(link)?.slug === slug) return id;
  }
  return undefined;
}

function topCardsOf(main: ParentNode): TopCard[] {
  return [...main.querySelectorAll(select.topCard)].slice(0, 1).map((element) => {
    const linked = identifiersOfLink(element.querySelector(select.ownLink));
    const heading = element.querySelector(select.name);
    const member = linked?.slug === undefined ? undefined : memberOf(main, linked.slug);
    const identifiers: Identifiers = { ...(member !== undefined && { member }), ...linked };
    const number = element.getAttribute('data-member-id') ?? '';
    return {
      identifiers,
      memberNumber: /^\d{1,20}$/.test(number) ? number : undefined,
      named: textOf(heading) !== undefined,
      offersEditing: element.querySelector(select.editing) !== null,
      hidden: isHiddenName(textOf(heading)) || (!linked && degreeOf(textOf(element.querySelector(select.degree))) === undefined),
      facts: () => factsOf(element, main),
    };
  });
}

/** The lines of a row, without those of the list under it. */
function linesOf(part: Element): string[] {
  const list = part.closest(select.list);
  return textsOf([...part.querySelectorAll(select.shownText)].filter((span) => span.closest(select.list) === list));
}

function rowsOf(section: Element | null | undefined): Element[] {
  return section ? [...section.querySelectorAll(select.row)].filter((element) => !element.parentElement?.closest(select.row)) : [];
}

/** A long text of this row itself, none of a link: links name skills and who endorsed. */
function descriptionOf(part: Element): string | undefined {
  return textOf([...part.querySelectorAll(select.longText)].find((span) => span.closest(select.row) === part && !span.closest('a')));
}

function experienceOf(section: Element | null | undefined): Facts['experience'] {
  const positions = rowsOf(section).flatMap((element) => {
    const lines = linesOf(element);
    // Attached media are rows too, but have no dates.
    const inGroup = [...element.querySelectorAll(select.row)].filter((part) => isDated(linesOf(part)));
    const parts = inGroup.length > 0 ? inGroup : [element];
    const group = inGroup.length > 0 ? groupOf(lines) : undefined;
    return parts.map((part) => positionOf(linesOf(part), descriptionOf(part), group));
  });
  return entries(positions, (position) => position);
}

/** Which of the two names beside the headline is which: by link or label, by the sections, at last by their order. */
function affiliationsOf(card: Element, experience: Facts['experience'], education: Facts['education']): Pick<Facts, 'company' | 'school'> {
  const found: Pick<Facts, 'company' | 'school'> = { company: undefined, school: undefined };
  const items = [...card.querySelectorAll(select.affiliation)];
  items.forEach((element, i) => {
    const text = textOf(element);
    const mark = element.getAttribute('href') ?? element.closest('button')?.getAttribute('aria-label') ?? '';
    const worked = experience?.some((position) => position.company === text) ?? false;
    const studied = education?.some((entry) => entry.school === text) ?? false;
    if (companyMark.test(mark)) found.company ??= text;
    else if (schoolMark.test(mark)) found.school ??= text;
    else if (worked !== studied) found[worked ? 'company' : 'school'] ??= text;
    else if (items.length === 2) found[i === 0 ? 'company' : 'school'] ??= text;
  });
  return found;
}

function factsOf(element: Element, main: ParentNode): Facts {
  const section = (of: 'about' | 'experience' | 'education' | 'skills' | 'languages') =>
    main.querySelector(select[of])?.closest(select.section);
  const experience = experienceOf(section('experience'));
  const education = entries(rowsOf(section('education')), (part) => educationOf(linesOf(part)));
  return {
    name: requireText(element.querySelector(select.name), 'name'),
    headline: headlineOf(textOf(element.querySelector(select.headline))),
    location: textOf(element.querySelector(select.location)),
    ...affiliationsOf(element, experience, education),
    degree: degreeOf(textOf(element.querySelector(select.degree))),
    about: textOf(section('about')?.querySelector(select.longText)),
    experience,
    education,
    skills: entries(rowsOf(section('skills')), (part) => linesOf(part)[0]),
    languages: entries(rowsOf(section('languages')), (part) => languageOf(linesOf(part))),
  };
}

export const ember: Generation = { name: 'ember', topCards: topCardsOf };
