/**
 * A lead's page in Sales Navigator, after notes of several tools (2025 to September 2026); no page was at hand. Its `data-anonymize`
 * marks have held since 2022. The address names the lead, and the head of the page has to name them too: the application changes
 * from one lead to the next without loading, often from somebody in the head of the page before.
 */
import { shareAnIdentifier, type Identifiers } from '@wellmet/shared/identity';
import type { Place, Sighting } from '@wellmet/shared/sighting';
import { interfaceLanguage, PageChanged, requireText, textOf, textsOf } from './dom.ts';
import { pageAt } from './pages.ts';
import { degreeOf, identifiersOfLink, isHiddenName, present } from './person.ts';
import { entries, groupOf, isDated, positionOf, type Facts } from './profileParts.ts';
import type { PageReader, Reading } from './reader.ts';
import { selectors } from './selectors.ts';

/** Ids of leads wherever a tag has them. */
const leadIds = /\bACwA[\w-]{16,90}/g;

const select = selectors('salesLead', {
  /** Other `h1` are for screen readers. */
  name: 'h1[data-anonymize="person-name"]',
  /** Around the name and what belongs to it. */
  head: 'section',
  /** The lead's own links in the head: around or in the name, and at the photo. */
  ownLink:
    'h1[data-anonymize="person-name"] a[href*="/sales/"], a[href*="/sales/"][data-anonymize="headshot-photo"], a[href*="/sales/"] [data-anonymize="headshot-photo"]',
  headline: '[data-anonymize="headline"]',
  location: '[data-anonymize="location"]',
  /** A place without a mark stands beside a drawn pin; the drawing outlasts class names. */
  pin: 'svg path[d^="M8 1a5"]',
  /** "2nd", or "(She/Her) · 2nd". */
  degree: '[class*="_degree"], .artdeco-entity-lockup__degree',
  currentTitle: '[data-anonymize="job-title"]',
  company: '[data-anonymize="company-name"]',
  about: '#about-section [data-anonymize="person-blurb"]',
  experience: '#experience-section',
  position: 'li[class*="experience-entry"]',
  /** Several positions with one employer: its name is the `h2`, each title an `h3`. */
  employer: 'h2',
  title: 'h3',
  /** The texts of a position, and those of them that say what it is. */
  line: 'h2, h3, p, span',
  heading: 'h2, h3',
});

const places: Record<'name' | 'headline' | 'location' | 'company' | 'degree' | 'about' | 'experience', Place> = {
  name: 'topCard',
  headline: 'topCard',
  location: 'topCard',
  company: 'topCard',
  degree: 'topCard',
  about: 'about',
  experience: 'experience',
};

type LeadFacts = Pick<Facts, keyof typeof places>;

interface Subject {
  kind: 'subject';
  head: Element;
  identifiers: Identifiers;
}

/** Whom the head of the page is about; undefined if it does not say, or names several without saying which. */
function headIs(head: Element): Identifiers | undefined {
  const own = head.querySelector(select.ownLink);
  const linked = identifiersOfLink(own?.closest('a') ?? head.querySelector(select.name)?.closest('a'));
  if (linked) return linked;
  const [lead, ...others] = new Set(head.outerHTML.match(leadIds));
  return lead !== undefined && others.length === 0 ? { lead } : undefined;
}

function look(root: ParentNode, url: string): Subject | Exclude<Reading, { kind: 'people' }> {
  const page = pageAt(url);
  if (page?.kind !== 'salesLead' || !page.subject) return { kind: 'notYet' };
  const heading = root.querySelector(select.name);
  const head = heading?.closest(select.head) ?? heading?.parentElement;
  if (!heading || !head || textOf(heading) === undefined) return { kind: 'notYet' };
  const shown = headIs(head);
  if (shown && !shareAnIdentifier(shown, page.subject)) return { kind: 'notYet' };
  if (!shown) return { kind: 'changed', pageKind: 'salesLead', field: 'identifiers' };
  if (isHiddenName(textOf(heading))) return { kind: 'private' };
  return { kind: 'subject', head, identifiers: { ...page.subject, ...shown } };
}

/** A position's lines up to its dates, and the place below them; what follows ("Show more") is not of it. */
function linesOf(part: Element, skipped?: Element | null): string[] {
  const elements = [...part.querySelectorAll(select.line)].filter(
    (element) => element !== skipped && !element.parentElement?.closest(select.line) && !element.closest('button'),
  );
  const dates = elements.findIndex((element, i) => i > 0 && isDated(textsOf([part.querySelector(select.heading) ?? part, element])));
  return textsOf(elements.filter((element, i) => i <= dates || (i === dates + 1 && element.tagName === 'P')));
}

function experienceOf(root: ParentNode): LeadFacts['experience'] {
  const positions = [...(root.querySelector(select.experience)?.querySelectorAll(select.position) ?? [])].flatMap((entry) => {
    const titles = [...entry.querySelectorAll(select.title)];
    const heading = entry.querySelector(select.employer);
    if (titles.length === 0) return [positionOf(linesOf(entry), undefined)];
    const group = groupOf(textsOf(heading ? [heading] : []));
    return titles.map((own) => positionOf(linesOf(own.parentElement ?? own), undefined, group));
  });
  return entries(positions, (read) => read);
}

function degreeIn(head: Element): LeadFacts['degree'] {
  const marked = degreeOf(textOf(head.querySelector(select.degree)));
  const [, behindDot] = /[·•]\s*(\p{Nd}.*)$/u.exec(textOf(head.querySelector(select.name)?.nextElementSibling) ?? '') ?? [];
  return marked ?? degreeOf(behindDot);
}

function factsOf(root: ParentNode, head: Element): LeadFacts {
  const current = [...root.querySelectorAll(select.currentTitle)].find((element) => !element.closest(select.experience));
  return {
    name: requireText(head.querySelector(select.name), 'name'),
    headline: textOf(head.querySelector(select.headline)),
    location: textOf(head.querySelector(select.location) ?? head.querySelector(select.pin)?.closest('div')),
    company: textOf(current?.parentElement?.querySelector(select.company)),
    degree: degreeIn(head),
    about: textOf(root.querySelector(select.about)),
    experience: experienceOf(root),
  };
}

function sightingOf(root: ParentNode, { head, identifiers }: Subject): Sighting {
  const facts = present(factsOf(root, head));
  const readFrom: Sighting['readFrom'] = {};
  for (const field of Object.keys(facts) as (keyof LeadFacts)[]) readFrom[field] = places[field];
  const url = `https://www.linkedin.com/sales/lead/${identifiers.lead ?? identifiers.member}`;
  const page = { kind: 'salesLead', url, generation: 'ember', language: interfaceLanguage(root) } as const;
  return { identifiers, ...facts, readFrom, page: present(page) };
}

export const salesLead: PageReader = {
  kind: 'salesLead',

  ready(root, url) {
    const seen = look(root, url);
    return seen.kind !== 'notYet';
  },

  read(root, url) {
    const seen = look(root, url);
    if (seen.kind !== 'subject') return seen;
    try {
      return { kind: 'people', sightings: [sightingOf(root, seen)], hidden: 0 };
    } catch (cause) {
      if (cause instanceof PageChanged) return { kind: 'changed', pageKind: 'salesLead', field: cause.field };
      throw cause;
    }
  },
};
