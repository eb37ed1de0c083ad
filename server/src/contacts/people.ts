/** Who is who: the people of a request, and which of them the workspace knows. product.md 2.9, credits.md, first part, 2. */
import type { PersonClass, Quote } from '@wellmet/shared/credits';
import { canonicalIdentifiers, type IdentifierKind, type Identifiers } from '@wellmet/shared/identity';
import { sql, type Kysely } from 'kysely';
import { ProblemError } from '../http/problem.ts';
import type { Database } from '../db/schema.ts';

/** A contact as far as a quote shows it and a merge needs it. */
export interface KnownContact {
  contactId: string;
  firstAnalysedAt: Date;
  firstAnalysedBy: string;
  firstAnalysedByName: string;
  /** Beginning of the period that its credit was taken in. */
  debitedIn: Date;
  /** The ledger's number of it: which contact is the older one, whatever the clock did. */
  debitSeq: number;
}

/** An identifier that a person has by this request and not before. */
export interface GainedIdentifier {
  kind: IdentifierKind;
  value: string;
  /** The contact that answered to it so far: one that is merged now, or somebody else from whom it passes. */
  from: string | undefined;
  /** Since when the person has it; undefined: since this request. */
  seq: number | undefined;
}

/** One person of a request. */
export interface ResolvedPerson {
  /** Positions in the request, in order; somebody may stand in it more than once. */
  positions: number[];
  /** The contact that this person is: the oldest one, where several turn out to be the same. */
  known: KnownContact | undefined;
  /** The others, to be merged into it. */
  merged: KnownContact[];
  gained: GainedIdentifier[];
}

/**
 * Gives identifiers their one spelling.
 * @param pointer JSON pointer of the identifiers at a position, for the problem.
 * @throws ProblemError `invalid-request` naming every entry without a usable identifier: nothing unreadable is charged (product.md 2.7).
 */
export function usableIdentifiers(all: readonly Identifiers[], pointer: (position: number) => string): Identifiers[] {
  const canonical = all.map(canonicalIdentifiers);
  const errors = canonical.flatMap((ids, position) =>
    ids ? [] : [{ pointer: pointer(position), message: 'no identifier that names a person' }],
  );
  if (errors.length > 0) throw new ProblemError('invalid-request', { errors });
  return canonical.filter((ids) => ids !== undefined);
}

interface Key {
  kind: IdentifierKind;
  value: string;
}

interface StoredContact extends KnownContact {
  identifiers: (Key & { seq: number })[];
}

/**
 * Who the people of a request are, and what the workspace has to write for it, in one round trip. Decides nothing by itself: whoever
 * charges calls it under the head's lock.
 * @param asked canonical identifiers, in the order of the request.
 */
export async function resolvePeople(db: Kysely<Database>, workspaceId: string, asked: readonly Identifiers[]): Promise<ResolvedPerson[]> {
  const keys = asked.flatMap(keysOf);
  // "limit 1", since a key has one row: without statistics of the tables the planner would rather read all of a workspace than probe 500 keys.
  const { rows } = await sql<StoredContact>`
    with held as (
      select distinct i.contact_id
      from unnest(${keys.map(({ kind }) => kind)}::text[], ${keys.map(({ value }) => value)}::text[]) as asked (kind, value)
      cross join lateral (
        select contact_id from contact_identifier where workspace_id = ${workspaceId} and kind = asked.kind and value = asked.value limit 1
      ) as i
    )
    select held.contact_id as "contactId", c.first_analysed_at as "firstAnalysedAt", c.first_analysed_by as "firstAnalysedBy",
      coalesce(u.name, '') as "firstAnalysedByName", d.period_start as "debitedIn", d.seq as "debitSeq", i.identifiers
    from held
    cross join lateral (select * from contact where workspace_id = ${workspaceId} and contact_id = held.contact_id limit 1) as c
    cross join lateral (select * from debit where workspace_id = ${workspaceId} and contact_id = held.contact_id limit 1) as d
    cross join lateral (
      select jsonb_agg(jsonb_build_object('kind', kind, 'value', value, 'seq', seq)) as identifiers
      from contact_identifier where workspace_id = ${workspaceId} and contact_id = held.contact_id
    ) as i
    left join "user" u on u.id = c.first_analysed_by`.execute(db);
  return peopleAmong(rows, asked);
}

/** The surest first. A member id never changes hands, a lead id says nothing against it, and a slug passes on when its owner lets it go. */
const bySureness = ['member', 'lead', 'slug'] as const satisfies readonly IdentifierKind[];

const keysOf = (ids: Identifiers): Key[] => bySureness.flatMap((kind) => (ids[kind] === undefined ? [] : [{ kind, value: ids[kind] }]));
const nameOf = ({ kind, value }: Key): string => `${kind} ${value}`;

/** A person while the request is gone through. */
interface Someone {
  positions: number[];
  contacts: StoredContact[];
  keys: Map<string, Key>;
}

/** Two sets of identifiers are two people's when the surest kind of id that both have is another one. Slugs prove nothing. */
function contradict(one: Someone, other: Someone): boolean {
  for (const kind of ['member', 'lead'] as const) {
    const [ids, otherIds] = [one, other].map(({ keys }) => [...keys.values()].filter((key) => key.kind === kind)) as [Key[], Key[]];
    if (ids.length > 0 && otherIds.length > 0) return !ids.some((id) => other.keys.has(nameOf(id)));
  }
  return false;
}

/**
 * Goes through the sightings in order, as if each were a request of its own. Whoever already answers to one of its identifiers is the same
 * person, the surest identifier first; unless ids contradict, then the identifier passes to the newer sighting.
 */
function peopleAmong(stored: readonly StoredContact[], asked: readonly Identifiers[]): ResolvedPerson[] {
  const holders = new Map<string, Someone>();
  const before = new Map<string, { contactId: string; seq: number }>();
  for (const contact of stored) {
    const someone: Someone = { positions: [], contacts: [contact], keys: new Map(contact.identifiers.map((id) => [nameOf(id), id])) };
    for (const id of contact.identifiers) {
      holders.set(nameOf(id), someone);
      before.set(nameOf(id), { contactId: contact.contactId, seq: id.seq });
    }
  }

  asked.forEach((ids, position) => {
    const keys = keysOf(ids);
    const seen: Someone = { positions: [position], contacts: [], keys: new Map(keys.map((key) => [nameOf(key), key])) };
    for (const key of keys) {
      const name = nameOf(key);
      const holder = holders.get(name);
      if (holder && holder !== seen) {
        if (contradict(seen, holder)) holder.keys.delete(name);
        else {
          seen.positions.push(...holder.positions);
          seen.contacts.push(...holder.contacts);
          for (const [held, heldKey] of holder.keys) {
            seen.keys.set(held, heldKey);
            holders.set(held, seen);
          }
        }
      }
      holders.set(name, seen);
    }
  });

  return [...new Set(holders.values())]
    .filter(({ positions }) => positions.length > 0)
    .map(({ positions, contacts, keys }): ResolvedPerson => {
      const [known, ...merged] = contacts.toSorted((a, b) => a.debitSeq - b.debitSeq || (a.contactId < b.contactId ? -1 : 1));
      const own = new Set(contacts.map(({ contactId }) => contactId));
      const gained = [...keys].flatMap(([name, { kind, value }]): GainedIdentifier[] => {
        const held = before.get(name);
        if (held && held.contactId === known?.contactId) return [];
        return [{ kind, value, from: held?.contactId, seq: held && own.has(held.contactId) ? held.seq : undefined }];
      });
      return { positions: positions.toSorted((a, b) => a - b), known, merged, gained };
    })
    .toSorted((a, b) => (a.positions[0] ?? 0) - (b.positions[0] ?? 0));
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
