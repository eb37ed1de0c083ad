/** What fills the fields of a template: only what a page or a member has said, each with where it stands. Pure. product.md 5.3, 5.4. */
import { hookSaid, type Claim, type Draft, type Wanted } from '../drafts/draft.ts';
import { title as frenchTitle } from '../drafts/french.ts';
import type { Source, Stated } from '../drafts/known.ts';
import { companyToSay, givenName, nameToSay, subjectToSay, titleToSay, wholeName } from '../drafts/spoken.ts';
import { isPrivate } from '../privateMatters.ts';
import { fieldsIn, fillParts, missingIn, saidBy, type Field, type Part } from './text.ts';

export interface Filling extends Wanted {
  /** As the contact shows it. */
  location: Stated | undefined;
}

/** A value, and what it rests on: nothing where it is the writer's own. */
export interface Value {
  text: string;
  evidence: Source[];
}

export function valuesOf(filling: Filling): Partial<Record<Field, Value>> {
  const { known, location, language, sender = '', about, today } = filling;
  const role = said(known.title, titleToSay);
  const values: Record<Field, Value | undefined> = {
    firstName: said(known.name, givenName),
    name: said(known.name, wholeName),
    company: said(known.company, companyToSay),
    role: role && { ...role, text: language === 'fr' ? frenchTitle(role.text) : role.text },
    location: said(location, (text) => (isPrivate(text) ? undefined : text.trim())),
    hook: hookSaid(filling),
    topic: own(subjectToSay(about)),
    myFirstName: own(givenName(sender)),
    myName: own(nameToSay(sender)),
    date: own(dayIn(today, language)),
  };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function said(stated: Stated | undefined, say: (text: string) => string | undefined): Value | undefined {
  const text = stated && say(stated.text);
  return stated && text !== undefined && text !== '' ? { text, evidence: [stated.source] } : undefined;
}

/** The writer's own: it claims nothing about the contact. */
const own = (text: string | undefined): Value | undefined => (text === undefined ? undefined : { text, evidence: [] });

function dayIn(today: string, language: Wanted['language']): string {
  const day = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(today),
  );
  return language === 'fr' ? day.replace(/^1 /u, '1er ') : day;
}

/** A draft from a template: where a value is missing its place is marked, and what is marked is not to be sent. */
export interface Filled extends Draft {
  missing: Field[];
  parts: { subject: Part[]; text: Part[] };
}

export function fillTemplate(
  { subject, text }: { subject?: string | undefined; text: string },
  values: Partial<Record<Field, Value>>,
  gap: (field: Field) => string,
): Filled {
  const texts = Object.fromEntries(Object.entries(values).map(([field, value]) => [field, value.text]));
  const parts = { subject: fillParts(subject ?? '', texts, gap), text: fillParts(text, texts, gap) };
  const used = fieldsIn(subject ?? '', text).fields;
  return {
    ...(subject !== undefined && { subject: saidBy(parts.subject) }),
    text: saidBy(parts.text),
    claims: used.flatMap((field): Claim[] => {
      const value = values[field];
      return value && value.evidence.length > 0 ? [value] : [];
    }),
    missing: missingIn([...parts.subject, ...parts.text]),
    parts,
  };
}
