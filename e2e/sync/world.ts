/**
 * What should have become of the acts that were done, in the order of their commit: the rules of product.md 2 and 3 for one act after the other,
 * in memory, taken from nowhere else.
 */
import type { EditableField } from '@wellmet/shared/engagement';

/** What was asked for under a request id. */
export type Act =
  | { act: 'analyse'; people: string[][]; campaign?: string }
  | { act: 'enrol' | 'leave'; person: string; campaign: string }
  | { act: 'engage'; person: string; id: string }
  | { act: 'withdraw'; person: string; id: string }
  | { act: 'edit'; person: string; field: EditableField; value: string | null }
  | { act: 'erase'; person: string }
  | { act: 'complete' | 'rename'; campaign: string; name?: string }
  | { act: 'deleteTemplate' | 'restoreTemplate'; template: string };

export interface PersonInWorld {
  /** "slug:…" and "member:…" */
  keys: Set<string>;
  engagements: Set<string>;
  edits: Map<EditableField, string | null>;
  /** In which campaigns, and how. */
  campaigns: Map<string, 'queued' | 'removed' | 'finished'>;
  /** Was two contacts: whose campaigns and corrections count then has its own tests. */
  wasTwo: boolean;
}

export interface World {
  people: PersonInWorld[];
  used: number;
  erased: Set<string>;
  ongoing: Set<string>;
  /** By campaign that holds them. */
  held: Map<PersonInWorld, string>;
  names: Map<string, string>;
  deletedTemplates: Set<string>;
}

export const newWorld = (ongoing: readonly string[]): World => ({
  people: [],
  used: 0,
  erased: new Set(),
  ongoing: new Set(ongoing),
  held: new Map(),
  names: new Map(),
  deletedTemplates: new Set(),
});

/** @param act was done: what must be refused by the rules would be a fault here. */
export function live(world: World, act: Act): void {
  switch (act.act) {
    case 'analyse':
      for (const keys of act.people) analyse(world, keys, act.campaign);
      return;
    case 'enrol':
      return enrol(world, personOf(world, act.person), act.campaign);
    case 'leave':
      return leave(withKey(world, act.person), world, act.campaign);
    case 'engage':
      return void personOf(world, act.person).engagements.add(act.id);
    case 'withdraw':
      return void personOf(world, act.person).engagements.delete(act.id);
    case 'edit':
      return void personOf(world, act.person).edits.set(act.field, act.value);
    case 'erase':
      return erase(world, personOf(world, act.person));
    case 'complete':
      return complete(world, act.campaign);
    case 'rename':
      return void world.names.set(act.campaign, act.name ?? '');
    case 'deleteTemplate':
      return void world.deletedTemplates.add(act.template);
    case 'restoreTemplate':
      return void world.deletedTemplates.delete(act.template);
    default:
      return act satisfies never;
  }
}

const withKey = (world: World, key: string): PersonInWorld | undefined => world.people.find(({ keys }) => keys.has(key));

function personOf(world: World, key: string): PersonInWorld {
  const found = withKey(world, key);
  if (!found) throw new Error(`something was done with ${key}, whom nobody knows`);
  return found;
}

function analyse(world: World, keys: readonly string[], campaign: string | undefined): void {
  if (keys.some((key) => world.erased.has(key))) return;
  const known = world.people.filter((person) => keys.some((key) => person.keys.has(key)));
  const [first, ...others] = known;
  let person = first;
  if (!person) {
    person = { keys: new Set(), engagements: new Set(), edits: new Map(), campaigns: new Map(), wasTwo: false };
    world.people.push(person);
    world.used += 1;
  }
  for (const key of keys) person.keys.add(key);
  for (const other of others) merge(world, person, other);
  if (campaign !== undefined) enrol(world, person, campaign);
}

/** The earlier one stays, the later credit comes back. product.md 2.9. */
function merge(world: World, into: PersonInWorld, other: PersonInWorld): void {
  world.people = world.people.filter((one) => one !== other);
  world.used -= 1;
  for (const key of other.keys) into.keys.add(key);
  for (const id of other.engagements) into.engagements.add(id);
  into.wasTwo = true;
  world.held.delete(other);
}

/** Whoever another ongoing campaign holds stays there. product.md 3.1. */
function enrol(world: World, person: PersonInWorld, campaign: string): void {
  const holder = world.held.get(person);
  if (world.ongoing.has(campaign) && holder !== undefined && holder !== campaign) return;
  person.campaigns.set(campaign, 'queued');
  if (world.ongoing.has(campaign)) world.held.set(person, campaign);
}

/** Whoever is in no campaign, be it because they were erased, has left it. */
function leave(person: PersonInWorld | undefined, world: World, campaign: string): void {
  if (!person?.campaigns.has(campaign)) return;
  person.campaigns.set(campaign, 'removed');
  if (world.held.get(person) === campaign) world.held.delete(person);
}

function erase(world: World, person: PersonInWorld): void {
  for (const key of person.keys) world.erased.add(key);
  world.people = world.people.filter((one) => one !== person);
  world.held.delete(person);
}

/** Lets everyone go. product.md 3.3. */
function complete(world: World, campaign: string): void {
  world.ongoing.delete(campaign);
  for (const person of world.people) if (person.campaigns.get(campaign) === 'queued') person.campaigns.set(campaign, 'finished');
  for (const [person, holder] of world.held) if (holder === campaign) world.held.delete(person);
}
