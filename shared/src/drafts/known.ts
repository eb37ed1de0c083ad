/** What a draft may say of a contact: each thing with where it stands. Pure, and without zod: the screen computes it on the device. product.md 5. */
import type { Contact } from '../contact.ts';
import type { EngagementKind } from '../engagement.ts';
import type { Evidence, Hook } from '../insight.ts';
import { seenInsights, type SeenAxis, type SeenInsights } from '../seen.ts';
import type { KeptSighting, Place } from '../sighting.ts';
import { isPrivate } from '../privateMatters.ts';

/** Where a claim comes from: the page, a member's correction (their word wins), or something that was done with the contact. */
export type Source =
  | ({ from: 'page' } & Evidence)
  | { from: 'member'; quote: string; by: string; at: string }
  | { from: 'engagement'; what: EngagementKind; day: string };

export interface Stated {
  text: string;
  source: Source;
}

export interface Known {
  name: Stated;
  title?: Stated;
  company?: Stated;
  /** Best first, as the analysis ranks them. */
  hooks: Hook[];
  /** How they write, where their text or a member says it: it changes the form of a draft, never what it claims. */
  manner?: Manner;
  /** What the member did last with them that a follow-up can name; `day` as "2026-11-12". */
  last?: { what: EngagementKind; day: string };
}

/** The clear sides of a style, each with its strength or whose word it is. */
export interface Manner {
  boldness?: SeenAxis<'bold' | 'calm'>;
  focus?: SeenAxis<'people' | 'task'>;
}

/** What the workspace shows of somebody where it differs from the page: with who corrected it. */
export type Shown = Pick<Contact, 'name' | 'company' | 'edits'>;

/**
 * Name, role and company as they are shown, the hooks and the style, each as the workspace's members see it. A role or a company that touches a private matter is left out, and with
 * it the hooks that hang on it. Where a member has corrected the company, the page's title belongs to another one: it is left out.
 * product.md 5.3, 7.
 */
export function knownOf(shown: Shown, { sighting, insights, words }: Pick<Contact, 'sighting' | 'insights' | 'words'>): Known {
  const seen = seenInsights(insights, words);
  const role = seen.facts.find((fact) => fact.kind === 'role');
  const title = role && titleOf(role);
  const manner = mannerOf(seen);
  const isPrivateRole = [role?.title, role?.company, shown.company].some((text) => text !== undefined && isPrivate(text));
  const correction = shown.company === undefined ? undefined : correctionOf('company', shown, sighting.company);
  const company = correction ?? companyOf(sighting, role?.company);
  const isElsewhere = !role?.said && correction !== undefined && !isSameCompany(correction.text, role?.company ?? sighting.company);
  return {
    name: correctionOf('name', shown, sighting.name) ?? {
      text: sighting.name,
      source: onPage(sighting.readFrom.name ?? 'topCard', sighting.name),
    },
    ...(title && !isPrivateRole && !isElsewhere && { title }),
    ...(company && !isPrivateRole && { company }),
    hooks: seen.hooks.filter((hook) => maySay(hook, isPrivateRole)),
    ...(manner && { manner }),
  };
}

function titleOf({ title, evidence, said }: Extract<SeenInsights['facts'][number], { kind: 'role' }>): Stated | undefined {
  if (said) return { text: title, source: { from: 'member', quote: title, ...said } };
  return evidence && { text: title, source: { from: 'page', ...evidence } };
}

function mannerOf({ style }: SeenInsights): Manner | undefined {
  if (style?.outcome !== 'read') return undefined;
  const { boldness, focus } = style;
  if (boldness.side === 'unclear' && focus.side === 'unclear') return undefined;
  return { ...(boldness.side !== 'unclear' && { boldness }), ...(focus.side !== 'unclear' && { focus }) };
}

/** "Oskerby Grid (UK)" is a better word for "Oskerby Grid"; "Orvane" is another company. */
export function isSameCompany(one: string, other = ''): boolean {
  const [a, b] = [keyOf(one), keyOf(other)];
  return b !== '' && (a.includes(b) || (a !== '' && b.includes(a)));
}

const keyOf = (name: string) =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

const onPage = (place: Place, quote: string): Source => ({ from: 'page', place, quote });

function maySay({ subject = '', evidence }: Hook, isPrivateRole: boolean): boolean {
  return !(evidence.place === 'experience' && isPrivateRole) && ![subject, evidence.quote].some(isPrivate);
}

function correctionOf(field: 'name' | 'company', shown: Shown, onThePage: string | undefined): Stated | undefined {
  const text = shown[field];
  const edit = shown.edits?.[field];
  if (text === undefined || edit === undefined || text === onThePage) return undefined;
  return { text, source: { from: 'member', quote: text, ...edit } };
}

/** The company of the role, with the words of the page that name it: a fact's quote is its title alone. */
function companyOf({ company, experience = [], readFrom }: KeptSighting, ofRole: string | undefined): Stated | undefined {
  if (ofRole === undefined)
    return company === undefined ? undefined : { text: company, source: onPage(readFrom.company ?? 'topCard', company) };
  if (company === ofRole) return { text: company, source: onPage(readFrom.company ?? 'topCard', company) };
  const isNamed = experience.some((position) => position.company?.includes(ofRole));
  return isNamed ? { text: ofRole, source: onPage('experience', ofRole) } : undefined;
}
