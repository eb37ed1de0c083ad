/** Who is who: the people of a request, and which of them the workspace knows. credits.md, first part, 2. */
import type { PersonClass, Quote } from '@wellmet/shared/credits';
import { canonicalIdentifiers, identifierKinds, type IdentifierKind, type Identifiers } from '@wellmet/shared/identity';
import { sql, type Kysely } from 'kysely';
import { ProblemError } from '../http/problem.ts';
import type { Database } from '../db/schema.ts';

/** One person of a request, who may stand in it more than once. */
export interface Person {
  /** Positions in the request, in order. */
  positions: number[];
  identifiers: { kind: IdentifierKind; value: string }[];
}

/** A contact as far as a quote shows it. */
export interface KnownContact {
  contactId: string;
  firstAnalysedAt: Date;
  firstAnalysedBy: string;
  firstAnalysedByName: string;
}

/** What the workspace knows of a person: `known` is the contact, `unknown` the identifiers that no contact has yet. */
export interface ResolvedPerson extends Person {
  known: KnownContact | undefined;
  unknown: Person['identifiers'];
}

/**
 * Gives identifiers their one spelling and puts together what shares one. Two entries are the same person also when a third links them.
 * @param pointer JSON pointer of the identifiers at a position, for the problem.
 * @throws ProblemError `invalid-request` naming every entry without a usable identifier: nothing unreadable is charged (product.md 2.7).
 */
export function peopleOf(all: readonly Identifiers[], pointer: (position: number) => string): Person[] {
  const unusable: number[] = [];
  const people = new Set<Person>();
  const owner = new Map<string, Person>();
  all.forEach((given, position) => {
    const canonical = canonicalIdentifiers(given);
    if (!canonical) {
      unusable.push(position);
      return;
    }
    const person: Person = { positions: [position], identifiers: [] };
    people.add(person);
    for (const kind of identifierKinds) {
      const value = canonical[kind];
      if (value === undefined) continue;
      const other = owner.get(`${kind} ${value}`);
      if (!other) {
        person.identifiers.push({ kind, value });
        owner.set(`${kind} ${value}`, person);
      } else if (other !== person) {
        people.delete(other);
        person.positions.push(...other.positions);
        person.identifiers.push(...other.identifiers);
        for (const id of other.identifiers) owner.set(`${id.kind} ${id.value}`, person);
      }
    }
    person.positions.sort((a, b) => a - b);
  });
  if (unusable.length > 0)
    throw new ProblemError('invalid-request', {
      errors: unusable.map((position) => ({ pointer: pointer(position), message: 'no identifier that names a person' })),
    });
  return [...people].toSorted((a, b) => (a.positions[0] ?? 0) - (b.positions[0] ?? 0));
}

/**
 * Looks the people up among the workspace's contacts, in one round trip. Decides nothing by itself: whoever charges calls it under the
 * head's lock.
 *
 * A person whose identifiers belong to two contacts is answered with the older one and costs nothing. Merging the two, with the
 * restoration of the later debit (product.md 2.9), goes here when "Credits and campaigns" brings it.
 */
export async function resolvePeople(db: Kysely<Database>, workspaceId: string, people: readonly Person[]): Promise<ResolvedPerson[]> {
  const kinds = people.flatMap(({ identifiers }) => identifiers.map(({ kind }) => kind));
  const values = people.flatMap(({ identifiers }) => identifiers.map(({ value }) => value));
  const { rows } = await sql<{ kind: IdentifierKind; value: string } & KnownContact>`
    select i.kind, i.value, c.contact_id as "contactId", c.first_analysed_at as "firstAnalysedAt",
      c.first_analysed_by as "firstAnalysedBy", coalesce(u.name, '') as "firstAnalysedByName"
    from unnest(${kinds}::text[], ${values}::text[]) as asked (kind, value)
    join contact_identifier i on i.workspace_id = ${workspaceId} and i.kind = asked.kind and i.value = asked.value
    join contact c on c.workspace_id = i.workspace_id and c.contact_id = i.contact_id
    left join "user" u on u.id = c.first_analysed_by`.execute(db);
  const found = new Map(rows.map((row) => [`${row.kind} ${row.value}`, row]));
  const resolved = people.map((person): ResolvedPerson => {
    const contacts = person.identifiers.flatMap(({ kind, value }) => found.get(`${kind} ${value}`) ?? []);
    contacts.sort((a, b) => a.firstAnalysedAt.getTime() - b.firstAnalysedAt.getTime() || (a.contactId < b.contactId ? -1 : 1));
    return { ...person, known: contacts[0], unknown: person.identifiers.filter(({ kind, value }) => !found.has(`${kind} ${value}`)) };
  });
  return togetherByContact(resolved);
}

/** Two entries that shared nothing may still be one contact's, each under another of its identifiers. */
function togetherByContact(people: readonly ResolvedPerson[]): ResolvedPerson[] {
  const byContact = new Map<string, ResolvedPerson>();
  return people.filter((person) => {
    const first = person.known && byContact.get(person.known.contactId);
    if (first) {
      first.positions = [...first.positions, ...person.positions].toSorted((a, b) => a - b);
      first.identifiers = [...first.identifiers, ...person.identifiers];
      first.unknown = [...first.unknown, ...person.unknown];
    } else if (person.known) byContact.set(person.known.contactId, person);
    return !first;
  });
}

/** What stands at a position of the request, and what it costs. product.md 2.8. */
export interface Verdict {
  class: PersonClass;
  costCredits: number;
  person: ResolvedPerson;
}

/** One verdict a position, in the order of the request. */
export function verdicts(people: readonly ResolvedPerson[]): Verdict[] {
  const list: Verdict[] = [];
  for (const person of people)
    person.positions.forEach((position, again) => {
      const first = person.known ? 'known' : 'new';
      list[position] = { class: again > 0 ? 'duplicate' : first, costCredits: again > 0 || person.known ? 0 : 1, person };
    });
  return list;
}

export const firstAnalysisOf = (contact: KnownContact, memberId: string): NonNullable<Quote['people'][number]['firstAnalysis']> => ({
  contactId: contact.contactId,
  at: contact.firstAnalysedAt.toISOString(),
  by: contact.firstAnalysedByName,
  byYou: contact.firstAnalysedBy === memberId,
});
