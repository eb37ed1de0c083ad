/**
 * What a workspace should know, in memory: no database, no batch, no lock, one act after the other. Plain data, so that a world can be copied
 * and an act tried on the copy. product.md 2 and 3 are the rules; nothing here is taken from the server.
 */
import type { CampaignState, EnrolmentState } from '@wellmet/shared/campaign';
import type { Identifiers } from '@wellmet/shared/identity';

/** Somebody the workspace has analysed. */
export interface Person {
  /** Number of the first sighting: whoever has the lower one was there first. */
  n: number;
  /** "member …", "lead …", "slug …": what answers to this person now. */
  ids: Set<string>;
  /** What did so before and went to somebody else. */
  former: Set<string>;
  /** Ids of the contacts that this person has been; the first one stands for all. Empty before the first analysis is done. */
  contacts: string[];
}

export interface Debit {
  memberId: string;
  periodStart: number;
  isRestored: boolean;
}

export interface Enrolled {
  state: EnrolmentState;
  /** Before the campaign was closed. */
  atClosing: EnrolmentState | undefined;
}

export interface CampaignInWorld {
  state: CampaignState;
  paused: boolean;
  wasLaunched: boolean;
  enrolled: Map<Person, Enrolled>;
}

/** A person's place in a campaign, or in the queue for one. */
export interface Place {
  campaignId: string;
  by: string;
  since: number;
  /** Who was there first. */
  n: number;
}

export interface PlanInWorld {
  code: string;
  /** Credits a month and seat. */
  credits: number;
  seats: number;
}

export interface World {
  now: number;
  /** Of the workspace's zone, which has no summer time. */
  offsetMs: number;
  plan: PlanInWorld;
  /** What the next period begins with, where that is something else. */
  next: PlanInWorld | undefined;
  lapsedFrom: number | undefined;
  periodStart: number;
  periodEnd: number;
  granted: number;
  /** By contact. */
  debits: Map<string, Debit>;
  caps: Map<string, number>;
  people: Person[];
  erased: { ids: Set<string>; kinds: Set<string> }[];
  campaigns: Map<string, CampaignInWorld>;
  held: Map<Person, Place>;
  waiting: (Place & { person: Person })[];
  /** What was answered, by request id; not certain where nothing had changed. */
  kept: Map<string, { content: string; told: unknown; isCertain: boolean }>;
  /** Numbers sightings, places and waits. */
  count: number;
}

/** A new workspace on a plan, at an instant. */
export function newWorld(now: number, offsetMs: number, plan: PlanInWorld): World {
  return {
    now,
    offsetMs,
    plan,
    next: undefined,
    lapsedFrom: undefined,
    ...monthOf(now, offsetMs),
    granted: plan.credits * plan.seats,
    debits: new Map(),
    caps: new Map(),
    people: [],
    erased: [],
    campaigns: new Map(),
    held: new Map(),
    waiting: [],
    kept: new Map(),
    count: 0,
  };
}

/** A month of a zone without summer time, half-open. */
function monthOf(instant: number, offsetMs: number): { periodStart: number; periodEnd: number } {
  const local = new Date(instant + offsetMs);
  const start = (months: number): number => Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + months) - offsetMs;
  return { periodStart: start(0), periodEnd: start(1) };
}

/** Lets time pass: nothing rolls over, the next period is the plan's to come. */
export function passTo(world: World, instant: number): void {
  world.now = instant;
  if (instant < world.periodEnd) return;
  Object.assign(world, monthOf(instant, world.offsetMs));
  world.plan = world.next ?? world.plan;
  world.next = undefined;
  world.granted = world.plan.credits * world.plan.seats;
}

/** Credits that the present period has taken, of all members or of one. */
export function usedIn({ debits, periodStart }: World, memberId?: string): number {
  const ofPeriod = [...debits.values()].filter((debit) => debit.periodStart === periodStart && !debit.isRestored);
  return ofPeriod.filter((debit) => memberId === undefined || debit.memberId === memberId).length;
}

export const availableIn = (world: World): number => world.granted - usedIn(world);

/** What a member may spend: the balance, or what the cap leaves of it. */
export function spendable(world: World, memberId: string): number {
  const cap = world.caps.get(memberId);
  return Math.min(availableIn(world), cap === undefined ? Infinity : Math.max(0, cap - usedIn(world, memberId)));
}

const kindsBySureness = ['member', 'lead', 'slug'] as const;
/** The surest first. */
export const idsOf = (ids: Identifiers): string[] => kindsBySureness.flatMap((kind) => (ids[kind] ? [`${kind} ${ids[kind]}`] : []));
const kindOf = (id: string): string => id.slice(0, id.indexOf(' '));
const ofKind = (ids: Iterable<string>, kind: string): Set<string> => new Set([...ids].filter((id) => kindOf(id) === kind));

/** Member ids decide; without them on both sides, lead ids do. */
function areTwo(a: Iterable<string>, b: Iterable<string>): boolean {
  for (const kind of ['member', 'lead']) {
    const [one, other] = [ofKind(a, kind), ofKind(b, kind)];
    if (one.size > 0 && other.size > 0) return ![...one].some((id) => other.has(id));
  }
  return false;
}

/** Of the kinds that both have the surest one decides, unless somebody else answers to it by now. */
const isErased = (world: World, ids: readonly string[]): boolean =>
  world.erased.some((gone) => {
    const shared = ids.find((id) => gone.kinds.has(kindOf(id)));
    return shared !== undefined && gone.ids.has(shared) && !holders(world).has(shared);
  });

export const isKnown = ({ contacts }: Person): boolean => contacts.length > 0;

/** Who is seen in a request. */
export interface Seen {
  /** Who stands at each position in the end; undefined for the erased. */
  people: (Person | undefined)[];
  /** How many people were new when each had been seen. */
  newUpTo: number[];
  /** Whether anything that was known has changed. */
  isChanged: boolean;
}

/**
 * One sighting after the other: whoever answers to one of its identifiers is the same person, unless ids contradict; then the identifier
 * passes to the newer sighting. Two known people who are one: the later debit comes back.
 */
export function see(world: World, sightings: readonly Identifiers[]): Seen {
  const before = holders(world);
  const seen: (Person | undefined)[] = [];
  const newUpTo: number[] = [];
  const into = new Map<Person, Person>();
  for (const sighting of sightings) {
    const ids = idsOf(sighting);
    const first: Person = { n: world.count++, ids: new Set(ids), former: new Set(), contacts: [] };
    const refused = isErased(world, ids);
    seen.push(refused ? undefined : first);
    if (!refused) lookAt(world, first, ids, into);
    newUpTo.push(world.people.filter((one) => !isKnown(one)).length);
  }
  const standing = (person: Person): Person => {
    const older = into.get(person);
    return older ? standing(older) : person;
  };
  const merged = [...into.keys()].filter(isKnown).toSorted((a, b) => a.n - b.n);
  for (const later of merged) merge(world, standing(later), later);
  const after = holders(world);
  for (const [id, person] of before) if (!standing(person).ids.has(id)) standing(person).former.add(id);
  return {
    people: seen.map((person) => person && standing(person)),
    newUpTo,
    isChanged: [...after].some(([id, person]) => before.get(id) !== person),
  };
}

const holders = ({ people }: World): Map<string, Person> => new Map(people.flatMap((person) => [...person.ids].map((id) => [id, person])));

/** @param into who turned out to be the same as somebody older. */
function lookAt(world: World, first: Person, ids: readonly string[], into: Map<Person, Person>): void {
  world.people.push(first);
  let person = first;
  for (const id of ids) {
    const other = world.people.find((one) => one !== person && one.ids.has(id));
    if (!other) continue;
    if (areTwo(person.ids, other.ids)) {
      other.ids.delete(id);
      continue;
    }
    const [older, later] = person.n < other.n ? [person, other] : [other, person];
    for (const one of later.ids) older.ids.add(one);
    for (const one of later.former) older.former.add(one);
    world.people = world.people.filter((one) => one !== later);
    into.set(later, older);
    person = older;
  }
}

/** Two known people turn out to be one: everything of the later one goes to the older one. */
function merge(world: World, older: Person, later: Person): void {
  const debit = world.debits.get(later.contacts[0] ?? '');
  if (debit) debit.isRestored = true;
  older.contacts.push(...later.contacts);
  mergePlaces(world, older, later);
}

function mergePlaces(world: World, older: Person, later: Person): void {
  const places = [older, later].flatMap((person) => {
    const place = world.held.get(person);
    return place ? [{ person, place }] : [];
  });
  // Who came at the same time goes by who is known longer.
  const [kept, lost] = places.toSorted((a, b) => a.place.since - b.place.since);
  world.held.delete(older);
  world.held.delete(later);
  if (kept) world.held.set(older, kept.place);
  if (lost && lost.place.campaignId !== kept?.place.campaignId)
    world.campaigns.get(lost.place.campaignId)?.enrolled.set(lost.person, { state: 'removed', atClosing: undefined });

  for (const { enrolled } of world.campaigns.values()) {
    const own = enrolled.get(later);
    const stays = enrolled.get(older);
    if (own && (!stays || (isHolding(own.state) && !isHolding(stays.state)))) enrolled.set(older, own);
    enrolled.delete(later);
  }
  for (const wait of world.waiting) if (wait.person === later) wait.person = older;
  world.waiting = world.waiting
    .toSorted((a, b) => a.n - b.n)
    .filter((wait, at, all) => all.findIndex((one) => one.person === wait.person && one.campaignId === wait.campaignId) === at)
    .filter(({ person, campaignId }) => person !== older || (kept !== undefined && kept.place.campaignId !== campaignId));
}

const holding: readonly EnrolmentState[] = ['queued', 'active', 'paused', 'failed'];
export const isHolding = (state: EnrolmentState | undefined): boolean => state !== undefined && holding.includes(state);

/** Everything of a person goes; their identifiers, former ones that nobody else has included, refuse them from then on. */
export function erase(world: World, person: Person): void {
  const others = new Set(world.people.flatMap((one) => (one === person ? [] : [...one.ids])));
  const ids = new Set([...person.ids, ...person.former].filter((id) => !others.has(id)));
  world.erased.push({ ids, kinds: new Set([...ids].map(kindOf)) });
  world.people = world.people.filter((one) => one !== person);
  world.waiting = world.waiting.filter((wait) => wait.person !== person);
  for (const { enrolled } of world.campaigns.values())
    if (enrolled.has(person)) enrolled.set(person, { state: 'removed', atClosing: undefined });
  world.held.delete(person);
}

/** Somebody who is free is in a campaign from now on; an ongoing one holds them. */
export function queue(world: World, campaignId: string, person: Person, by: string): void {
  const campaign = theCampaign(world, campaignId);
  campaign.enrolled.set(person, { state: 'queued', atClosing: undefined });
  if (campaign.state !== 'ongoing') return;
  world.held.set(person, { campaignId, by, since: world.now, n: world.count++ });
  world.waiting = world.waiting.filter((wait) => wait.person !== person || wait.campaignId !== campaignId);
}

/** Whoever has waited longest has them then. */
export function letGo(world: World, campaignId: string, people: readonly Person[]): void {
  for (const person of people) {
    if (world.held.get(person)?.campaignId !== campaignId) continue;
    world.held.delete(person);
    const [next] = world.waiting.filter((wait) => wait.person === person).toSorted((a, b) => a.n - b.n);
    if (next) queue(world, next.campaignId, person, next.by);
  }
}

export function theCampaign(world: World, campaignId: string): CampaignInWorld {
  const campaign = world.campaigns.get(campaignId);
  if (!campaign) throw new Error(`no campaign ${campaignId}`);
  return campaign;
}

/** The person whom a contact's id names; undefined for erased and unknown ones. */
export const personOf = ({ people }: World, contactId: string): Person | undefined =>
  people.find(({ contacts }) => contacts.includes(contactId));
