/** Who is who: the people of a request, and which of them the workspace knows. product.md 2.9, credits.md, first part, 2. Decides; reads and writes nothing. */
import type { EnrolmentState, Holder } from '@wellmet/shared/campaign';
import { isHolding } from '@wellmet/shared/campaign';
import type { PersonClass, QuotedPerson } from '@wellmet/shared/credits';
import type { IdentifierKind, Identifiers } from '@wellmet/shared/identity';

/** A contact as far as a quote shows it and a merge needs it. */
export interface KnownContact {
  contactId: string;
  firstAnalysedAt: Date;
  firstAnalysedBy: string;
  firstAnalysedByName: string;
  lastAnalysedAt: Date;
  /** Hex SHA-256 of its newest sighting as text; null where none was kept. */
  seenHash: string | null;
  /** Beginning of the period that its credit was taken in. */
  debitedIn: Date;
  /** The ledger's number of it: which contact is the older one, whatever the clock did. */
  debitSeq: number;
  /** Its credit was given back already, in a merge that was undone. */
  isRestored: boolean;
  /** The contact that an admin said this one is not. */
  apartFrom: string | null;
  /** The ongoing campaign that holds it. */
  holder: (Omit<Holder, 'byYou'> & { byId: string }) | null;
  /** Its state in the campaign that is asked about. */
  enrolment: EnrolmentState | null;
  /** It was purged: nothing of it is left but that the person was paid for, and they come back with what is read of them now. */
  isPurged: boolean;
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

/** Who a request is about. */
export interface Resolved {
  people: ResolvedPerson[];
  /** Positions of people who were erased. */
  erased: ReadonlySet<number>;
  /** How many new people the request would have if it ended with each position. */
  newUpTo: number[];
}

export interface Key {
  kind: IdentifierKind;
  value: string;
}

/** A contact with all that it answers to. */
export interface StoredPerson extends KnownContact {
  identifiers: (Key & { seq: number })[];
  /** What it was known by when it was purged, as far as it is asked for. */
  before?: ErasedPerson | undefined;
}

/** Somebody who was erased: which of the asked keys are theirs, and of which kinds their identifiers were. */
export interface ErasedPerson {
  keys: Key[];
  kinds: IdentifierKind[];
}

/** The surest first. A member id never changes hands, a lead id says nothing against it, and a slug passes on when its owner lets it go. */
const bySureness = ['member', 'lead', 'slug'] as const satisfies readonly IdentifierKind[];

export const keysOf = (ids: Identifiers): Key[] =>
  bySureness.flatMap((kind) => (ids[kind] === undefined ? [] : [{ kind, value: ids[kind] }]));
export const nameOf = ({ kind, value }: Key): string => `${kind} ${value}`;

/** A person while the request is gone through. */
interface Someone {
  positions: number[];
  contacts: StoredPerson[];
  keys: Map<string, Key>;
}

/** An admin has said that they are two. */
const areKeptApart = (one: Someone, other: Someone): boolean =>
  one.contacts.some((a) => other.contacts.some((b) => a.apartFrom === b.contactId || b.apartFrom === a.contactId));

/** Two sets of identifiers are two people's when the surest kind of id that both have is another one. Slugs prove nothing. */
function contradict(one: Someone, other: Someone): boolean {
  for (const kind of ['member', 'lead'] as const) {
    const [ids, otherIds] = [one, other].map(({ keys }) => [...keys.values()].filter((key) => key.kind === kind)) as [Key[], Key[]];
    if (ids.length > 0 && otherIds.length > 0) return !ids.some((id) => other.keys.has(nameOf(id)));
  }
  return false;
}

/**
 * Whether identifiers are those of somebody of whom hashes are left: the surest kind that both have decides. What somebody else answers to by now is
 * theirs.
 */
function isThem(keys: readonly Key[], person: ErasedPerson, isHeld: (name: string) => boolean): boolean {
  const shared = new Set(person.keys.map(nameOf));
  for (const kind of bySureness) {
    const key = keys.find((one) => one.kind === kind);
    if (key && person.kinds.includes(kind)) return shared.has(nameOf(key)) && !isHeld(nameOf(key));
  }
  return false;
}

/**
 * Goes through the sightings in order, as if each were a request of its own. Whoever already answers to one of its identifiers is the same
 * person, the surest identifier first; unless ids contradict, then the identifier passes to the newer sighting, or an admin keeps the two
 * apart, then it stays where it is.
 * @param asked canonical identifiers, in the order of the request; undefined for who has none.
 */
export function resolvePeople(
  stored: readonly StoredPerson[],
  erasedPeople: readonly ErasedPerson[],
  asked: readonly (Identifiers | undefined)[],
): Resolved {
  const holders = new Map<string, Someone>();
  const before = new Map<string, { contactId: string; seq: number }>();
  for (const contact of stored) {
    const someone: Someone = { positions: [], contacts: [contact], keys: new Map(contact.identifiers.map((id) => [nameOf(id), id])) };
    for (const id of contact.identifiers) {
      holders.set(nameOf(id), someone);
      before.set(nameOf(id), { contactId: contact.contactId, seq: id.seq });
    }
    holders.set(contact.contactId, someone);
  }

  const erased = new Set<number>();
  const newUpTo: number[] = [];
  let newPeople = 0;
  const isNew = ({ positions, contacts }: Someone): boolean => positions.length > 0 && contacts.length === 0;
  asked.forEach((ids, position) => {
    newUpTo[position] = newPeople;
    if (!ids) return;
    const keys = keysOf(ids);
    const isHeld = (name: string): boolean => holders.has(name);
    if (erasedPeople.some((person) => isThem(keys, person, isHeld))) {
      erased.add(position);
      return;
    }
    const back = stored.find((contact) => contact.before && isThem(keys, contact.before, isHeld));
    const seen: Someone = { positions: [position], contacts: [], keys: new Map(keys.map((key) => [nameOf(key), key])) };
    const join = (holder: Someone): void => {
      if (isNew(holder)) newPeople--;
      seen.positions.push(...holder.positions);
      seen.contacts.push(...holder.contacts);
      for (const { contactId } of holder.contacts) holders.set(contactId, seen);
      for (const [held, heldKey] of holder.keys) {
        seen.keys.set(held, heldKey);
        holders.set(held, seen);
      }
    };
    for (const key of keys) {
      const name = nameOf(key);
      const holder = holders.get(name);
      if (holder && holder !== seen) {
        if (areKeptApart(seen, holder)) {
          seen.keys.delete(name);
          continue;
        }
        if (contradict(seen, holder)) holder.keys.delete(name);
        else join(holder);
      }
      holders.set(name, seen);
    }
    const one = back && holders.get(back.contactId);
    if (one && one !== seen && !areKeptApart(seen, one) && !contradict(seen, one)) join(one);
    if (isNew(seen)) newPeople++;
    newUpTo[position] = newPeople;
  });

  const people = [...new Set(holders.values())]
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
  return { people, erased, newUpTo };
}

/** What stands at a position of the request, and what it costs. product.md 2.8. */
export interface Verdict {
  class: PersonClass;
  costCredits: 0 | 1;
  /** Absent for who is refused. */
  person: ResolvedPerson | undefined;
  holder: KnownContact['holder'];
}

/** The campaign that people are to be put in. */
export interface TargetCampaign {
  campaignId: string;
  isOngoing: boolean;
}

/** One verdict a position, in the order of the request. */
export function verdicts({ people, erased }: Resolved, count: number, target?: TargetCampaign): Verdict[] {
  const list = Array.from({ length: count }, (_, position): Verdict => {
    const refused = erased.has(position) ? 'erased' : 'unidentifiable';
    return { class: refused, costCredits: 0, person: undefined, holder: null };
  });
  for (const person of people) {
    const holder = holderOf(person);
    person.positions.forEach((position, again) => {
      const personClass = again > 0 ? 'duplicate' : classOf(person, holder, target);
      list[position] = { class: personClass, costCredits: personClass === 'new' ? 1 : 0, person, holder };
    });
  }
  return list;
}

/** Of several contacts of one person the campaign that has held them longest. */
function holderOf({ known, merged }: ResolvedPerson): KnownContact['holder'] {
  const holders = [known, ...merged].flatMap((contact) => contact?.holder ?? []);
  return holders.toSorted((a, b) => Date.parse(a.since) - Date.parse(b.since))[0] ?? null;
}

function classOf({ known, merged }: ResolvedPerson, holder: KnownContact['holder'], target: TargetCampaign | undefined): PersonClass {
  if (!known) return 'new';
  if (!target) return 'known';
  // First: of two contacts that turn out to be one person, only the campaign that has had one longest keeps them.
  if (target.isOngoing && holder && holder.campaignId !== target.campaignId) return 'blocked';
  return [known, ...merged].some(({ enrolment }) => enrolment !== null && isHolding(enrolment)) ? 'inCampaign' : 'known';
}

/** How a quote shows a verdict to a member. */
export function toldOf({ class: personClass, costCredits, person, holder }: Verdict, memberId: string): QuotedPerson {
  return {
    class: personClass,
    costCredits,
    ...(person?.known && { firstAnalysis: firstAnalysisOf(person.known, memberId) }),
    ...(holder && { holder: holderFor(holder, memberId) }),
  };
}

export const holderFor = ({ byId, ...holder }: NonNullable<KnownContact['holder']>, memberId: string): Holder => ({
  ...holder,
  byYou: byId === memberId,
});

export const firstAnalysisOf = (contact: KnownContact, memberId: string): NonNullable<QuotedPerson['firstAnalysis']> => ({
  contactId: contact.contactId,
  at: contact.firstAnalysedAt.toISOString(),
  by: contact.firstAnalysedByName,
  byYou: contact.firstAnalysedBy === memberId,
});
