/** What pages of every kind say of a person in the same way: names, links, degrees. */
import { identifiersFromUrl, type Identifiers } from '@wellmet/shared/identity';
import type { Sighting } from '@wellmet/shared/sighting';
import { linkedinLinkOf } from './practice.ts';

/**
 * What stands for the name of a member who hides it; the words of linkedin.md 7.2. A member whose card has no link, no degree and
 * no contact line is hidden in any language.
 */
const hiddenNames = new Set([
  'linkedin member',
  'utilisateur linkedin',
  'membre linkedin',
  'członek linkedin',
  'linkedin mitglied',
  'linkedin-mitglied',
  'miembro de linkedin',
  'usuario de linkedin',
  'usuário do linkedin',
  'membro do linkedin',
  '领英会员',
]);

export function isHiddenName(name: string | undefined): boolean {
  return name !== undefined && hiddenNames.has(name.toLowerCase());
}

/** Whom a link of the page is about; links are written with and without a host. */
export function identifiersOfLink(link: Element | null | undefined): Identifiers | undefined {
  const href = link?.getAttribute('href');
  return href ? identifiersFromUrl(linkedinLinkOf(href)) : undefined;
}

/** 1, 2, 3 in the digits of interfaces that have their own. */
const degreeDigits = ['1١۱', '2٢۲', '3٣۳'];

/** "2nd", "· 2.", "• 3rd+", "· 3e et +". */
export function degreeOf(text: string | undefined): Sighting['degree'] {
  const [, digit] = /^(?:[·•]\s*)?(\p{Nd})(?!\p{Nd})/u.exec(text ?? '') ?? [];
  const degree = digit === undefined ? -1 : degreeDigits.findIndex((digits) => digits.includes(digit));
  return ([1, 2, 3] as const)[degree];
}

/** LinkedIn writes "--" where there is no headline. */
export function headlineOf(text: string | undefined): string | undefined {
  return text === '--' ? undefined : text;
}

/** Without the fields that have no value. */
export function present<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}
