/** A person's profile, in whichever of LinkedIn's two applications draws it. */
import { identifierKinds, profileUrl, shareAnIdentifier, type Identifiers } from '@wellmet/shared/identity';
import type { Place, Sighting } from '@wellmet/shared/sighting';
import { interfaceLanguage, mainOf, PageChanged } from './dom.ts';
import { pageAt } from './pages.ts';
import { ember } from './profileEmber.ts';
import { sdui } from './profileSdui.ts';
import { present } from './person.ts';
import { memberNumberIn, type Facts, type Generation, type TopCard } from './profileParts.ts';
import type { PageReader, Reading } from './reader.ts';

const generations: readonly Generation[] = [sdui, ember];

/** Pages under a person's address that have no top card of their own. */
const subPage = /\/in\/[^/]+\/(?:details|recent-activity)(?:\/|$)/i;

const places: Record<keyof Facts, Place> = {
  name: 'topCard',
  headline: 'topCard',
  location: 'topCard',
  company: 'topCard',
  school: 'topCard',
  degree: 'topCard',
  about: 'about',
  experience: 'experience',
  education: 'education',
  skills: 'skills',
  languages: 'languages',
};

interface Subject {
  kind: 'subject';
  card: TopCard;
  generation: Generation['name'];
  identifiers: Identifiers;
}

function isSame(card: TopCard, subject: Identifiers): boolean {
  if (shareAnIdentifier(card.identifiers, subject)) return true;
  // The older application may show a number and no id.
  return card.memberNumber !== undefined && card.memberNumber === memberNumberIn(subject.member);
}

function contradict(a: Identifiers, b: Identifiers): boolean {
  return identifierKinds.some((kind) => a[kind] !== undefined && b[kind] !== undefined && a[kind] !== b[kind]);
}

/** Whose page this is, if the address and the page agree on it; otherwise what there is to say. */
function look(root: ParentNode, url: string): Subject | Exclude<Reading, { kind: 'people' }> {
  const page = pageAt(url);
  if (page?.kind !== 'profile') return { kind: 'notYet' };
  if (!page.subject || page.own) return { kind: 'own' };
  const subject = page.subject;
  const main = mainOf(root);
  let last: TopCard | undefined;
  for (const generation of generations) {
    const cards = generation.topCards(main);
    const card = cards.find((shown) => isSame(shown, subject));
    if (card?.offersEditing) return { kind: 'own' };
    if (card?.hidden && card.named) return { kind: 'private' };
    if (card) return { kind: 'subject', card, generation: generation.name, identifiers: { ...subject, ...card.identifiers } };
    last ??= cards.at(-1);
  }
  if (last?.named && !contradict(last.identifiers, subject)) {
    // Nothing ties this card to the address, nothing speaks against it.
    if (last.hidden) return { kind: 'private' };
    if (last.identifiers.slug === undefined) return { kind: 'changed', pageKind: 'profile', field: 'identifiers' };
  }
  return { kind: subPage.test(url) ? 'subPage' : 'notYet' };
}

function sightingOf(root: ParentNode, { card, generation, identifiers }: Subject): Sighting {
  const facts = present(card.facts());
  const readFrom: Sighting['readFrom'] = {};
  for (const field of Object.keys(facts) as (keyof Facts)[]) readFrom[field] = places[field];
  const { memberNumber } = card;
  const page = { kind: 'profile', url: profileUrl(identifiers), generation, language: interfaceLanguage(root) } as const;
  return { identifiers, ...present({ memberNumber }), ...facts, readFrom, page: present(page) };
}

export const profile: PageReader = {
  kind: 'profile',

  ready(root, url) {
    const seen = look(root, url);
    return seen.kind === 'subject' ? seen.card.named : seen.kind !== 'notYet';
  },

  read(root, url) {
    const seen = look(root, url);
    if (seen.kind !== 'subject') return seen;
    try {
      return { kind: 'people', sightings: [sightingOf(root, seen)], hidden: 0 };
    } catch (cause) {
      if (cause instanceof PageChanged) return { kind: 'changed', pageKind: 'profile', field: cause.field };
      throw cause;
    }
  },
};
