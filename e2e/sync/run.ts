/**
 * One run: members do things on three devices while requests and answers get lost, doubled and late and workers die. In the end everything is
 * brought to rest, and then the devices, the server and the world must say the same, and no wish may be lost or done twice.
 */
import * as fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import type { Identifiers } from '@wellmet/shared/identity';
import type { Sighting } from '@wellmet/shared/sighting';
import type { Said, Device } from './device.ts';
import { compare } from './compare.ts';
import { Workspace, type Ground } from './ground.ts';
import { steps, type Step } from './steps.ts';
import { live, newWorld, type Act, type World } from './world.ts';

/** A wish as its member made it. */
export interface Wish {
  id: string;
  device: number;
  act: Act;
  /** Says it once more, under the same id, as a page does that got no answer. */
  again: () => Promise<Said<unknown>>;
  told?: Said<unknown>;
  /** The worker died before it had answered. */
  hasDied?: true;
}

export class Run {
  readonly wishes = new Map<string, Wish>();
  readonly acts = new Map<string, Act>();
  readonly story: string[] = [];
  readonly workspace: Workspace;
  #underWay: Promise<unknown>[] = [];

  constructor(workspace: Workspace) {
    this.workspace = workspace;
    for (const device of workspace.devices) device.network.onAsked = (address, body) => this.#note(address, body);
  }

  /** The requests of bulk actions have ids of the worker's. */
  #note(address: string, body: unknown): void {
    if (!address.endsWith('/analyses')) return;
    const { requestId, sightings, campaignId } = body as { requestId: string; sightings: Sighting[]; campaignId?: string };
    if (this.acts.has(requestId)) return;
    this.acts.set(requestId, { act: 'analyse', people: sightings.map(keysOf), ...(campaignId !== undefined && { campaign: campaignId }) });
  }

  /** Some are known from the start, one of them as two until somebody sees that they are one, and every device has seen them. */
  async begin(): Promise<void> {
    const sightings = [...[0, 1, 2].map((person) => sightingOf({ person, by: 'slug' })), sightingOf({ person: 0, by: 'member' })];
    const request = { source: 'profile', ceilingCredits: sightings.length, sightings };
    const act: Act = { act: 'analyse', people: sightings.map(keysOf) };
    await this.#onServer(act, (requestId) => ['POST', 'analyses', { requestId, ...request }]);
    await Promise.all(this.workspace.devices.map((device) => device.say('refresh')));
  }

  async take(step: Step): Promise<void> {
    const device = this.device(step.device);
    device.network.fates.push(...step.fates);
    if (step.dieAtWrite !== null) device.writesUntilDeath = step.dieAtWrite;
    this.story.push(JSON.stringify(step));
    const doing = this.#do(step);
    this.#underWay.push(doing);
    if (step.isAwaited) await this.#endedOrLate(doing);
  }

  /** What is late comes through by a step of its own: nobody waits for it here. */
  async #endedOrLate(doing: Promise<unknown>): Promise<void> {
    const over = doing.then(() => true);
    const isLate = (): boolean => this.workspace.devices.some(({ network }) => network.hasLate);
    while (!(await Promise.race([over, afterAMoment()])) && !isLate());
  }

  /** Until nothing is under way and nothing waits that may go on without another word of its member. */
  async rest(): Promise<void> {
    const devices = this.workspace.devices;
    for (const device of devices) {
      device.network.calm();
      device.writesUntilDeath = undefined;
      device.setOnline(true);
    }
    for (let round = 0; round < 40; round += 1) {
      const isAtRest = await settled(this.#underWay);
      for (const { network } of devices) await network.untilNothingIsUnderWay();
      for (const device of devices) await ended(device, this.#say(device, 'refresh'));
      const restless = await Promise.all(devices.map((device) => this.#nudge(device)));
      if (isAtRest && !restless.includes(true)) break;
      if (round === 39) throw new Error('does not come to rest');
    }
    for (const wish of this.wishes.values()) if (wish.told === 'died' && !(await this.#isKept(wish))) wish.told = await wish.again();
    // What the last of them has changed.
    for (const device of devices) await ended(device, this.#say(device, 'refresh'));
  }

  async world(): Promise<World> {
    const world = newWorld(this.workspace.campaigns.slice(0, 2).map(({ id }) => id));
    for (const id of await this.workspace.done()) {
      const act = this.acts.get(id);
      if (act) live(world, act);
    }
    return world;
  }

  device(index: number): Device {
    const device = this.workspace.devices[index];
    if (!device) throw new Error(`no device ${index}`);
    return device;
  }

  #say<A>(device: Device, type: string, data?: unknown, from?: 'page' | 'screen'): Promise<Said<A>> {
    return device.say<A>(type, data, from);
  }

  /** The user of the device does what screens and pages ask them to. @returns whether there was anything. */
  async #nudge(device: Device): Promise<boolean> {
    const wishes = await device.storage.rows<{ requestId: string; state: string }>('wishes');
    for (const { requestId, state } of wishes) if (state === 'stopped') await device.say('keepWish', { requestId }, 'page');
    const bulks = await device.storage.rows<{ id: string; state: string; leaving: unknown[] }>('bulk');
    for (const { id, state } of bulks) if (state === 'stopped') await device.say('retryBulk', { id });
    device.ring();
    return wishes.some(({ state }) => state !== 'question') || bulks.some(({ state }) => state === 'running' || state === 'stopped');
  }

  async #isKept({ id, device }: Wish): Promise<boolean> {
    const rows = await this.device(device).storage.rows<{ requestId: string }>('wishes');
    return rows.some(({ requestId }) => requestId === id);
  }

  async #do({ device: index, what }: Step): Promise<void> {
    const device = this.device(index);
    if ('event' in what)
      switch (what.event) {
        case 'refresh':
        case 'repair':
          return void (await device.say(what.event));
        case 'ring':
          return device.ring();
        case 'kill':
          device.kill();
          return void device.start();
        case 'offline':
          return device.setOnline(false);
        case 'online':
          return device.setOnline(true);
        case 'deliver':
          return device.network.deliver();
        case 'clock':
          device.clockOffMs = what.hours * 3600_000;
          return;
        case 'erase':
          return this.#erase(what.person);
        case 'complete':
          return this.#onServer({ act: 'complete', campaign: this.#campaign(what.campaign).id }, (requestId) => [
            'POST',
            `campaigns/${this.#campaign(what.campaign).id}/acts`,
            { requestId, act: 'complete' },
          ]);
        case 'rename':
          return this.#onServer({ act: 'rename', campaign: this.#campaign(what.campaign).id, name: what.name }, (requestId) => [
            'PATCH',
            `campaigns/${this.#campaign(what.campaign).id}`,
            { requestId, name: what.name },
          ]);
        case 'deleteTemplate':
        case 'restoreTemplate': {
          const template = this.workspace.templates[what.template] ?? '';
          const last = what.event === 'deleteTemplate' ? 'delete' : 'restore';
          return this.#onServer({ act: what.event, template }, (requestId) => ['POST', `templates/${template}/${last}`, { requestId }]);
        }
        default:
          return what satisfies never;
      }
    const id = uuidv7();
    switch (what.wish) {
      case 'analyse': {
        const campaign = what.campaign === null ? undefined : this.#campaign(what.campaign);
        const sighting = sightingOf(what.seen);
        return this.#wish(
          index,
          id,
          { act: 'analyse', people: [keysOf(sighting)], ...(campaign && { campaign: campaign.id }) },
          'analyse',
          {
            sighting,
            ceilingCredits: 1,
            ...(campaign && { campaign }),
          },
        );
      }
      case 'bulk':
        return this.#bulk(index, what.people.map(sightingOf), what.campaign === null ? undefined : this.#campaign(what.campaign));
      case 'enrol':
      case 'leave': {
        const contact = await this.#known(device, what.person);
        const campaign = this.#campaign(what.campaign);
        if (!contact) return;
        const type = what.wish === 'enrol' ? 'enrol' : 'leaveCampaign';
        return this.#wish(index, id, { act: what.wish, person: contact.key, campaign: campaign.id }, type, {
          contact: contact.named,
          campaign,
        });
      }
      case 'engage': {
        const contact = await this.#known(device, what.person);
        if (!contact) return;
        const doneAt = new Date(Date.now() + device.clockOffMs).toISOString();
        return this.#wish(index, id, { act: 'engage', person: contact.key, id }, 'engage', {
          contact: contact.named,
          what: 'noted',
          text: `note ${id}`,
          doneAt,
        });
      }
      case 'withdraw':
        return this.#withdraw(index, id, what.nth);
      case 'edit': {
        const contact = await this.#known(device, what.person);
        if (!contact) return;
        const value = what.isBack ? null : `${what.field} by ${id.slice(-6)}`;
        const fields = { [what.field]: value };
        return this.#wish(index, id, { act: 'edit', person: contact.key, field: what.field, value }, 'editContact', {
          contact: contact.named,
          fields,
        });
      }
      default:
        return what satisfies never;
    }
  }

  async #wish(index: number, id: string, act: Act, type: string, data: object): Promise<void> {
    const from = type === 'analyse' || type === 'enrol' || type === 'leaveCampaign' ? 'page' : 'screen';
    const again = (): Promise<Said<unknown>> => this.device(index).say(type, { requestId: id, ...data }, from);
    const wish: Wish = { id, device: index, act, again };
    this.wishes.set(id, wish);
    this.acts.set(id, act);
    wish.told = await again();
    if (wish.told === 'died') wish.hasDied = true;
  }

  /** Selected in a list, quoted, confirmed. */
  async #bulk(index: number, sightings: Sighting[], campaign: { id: string; name: string } | undefined): Promise<void> {
    const device = this.device(index);
    await device.say('select', sightings);
    const basket = await device.say<{ people: { id: number }[] }>('basket');
    if (basket === 'died' || basket.answer.people.length === 0) return;
    const people = basket.answer.people.map(({ id }) => ({ id, costCredits: 1 }));
    await device.say('startBulk', { id: uuidv7(), people, ...(campaign && { campaign }) });
  }

  async #withdraw(index: number, id: string, nth: number): Promise<void> {
    const owner = this.workspace.memberOf(index);
    const own = [...this.wishes.values()].filter((one) => one.act.act === 'engage' && this.workspace.memberOf(one.device) === owner);
    const engaged = own[nth % Math.max(1, own.length)];
    if (engaged?.act.act !== 'engage') return;
    const contact = await this.#knownBy(this.device(index), engaged.act.person);
    if (!contact) return;
    const data = { contact: contact.named, engagementId: engaged.id };
    return this.#wish(index, id, { act: 'withdraw', person: contact.key, id: engaged.id }, 'withdrawEngagement', data);
  }

  async #erase(person: number): Promise<void> {
    const { contacts } = await this.workspace.truthFor(0);
    const key = `slug:person-${person}`;
    const found = [...contacts.values()].find(({ identifiers }) => identifiers.some(({ kind, value }) => `${kind}:${value}` === key));
    if (found) await this.#onServer({ act: 'erase', person: key }, (requestId) => ['POST', `contacts/${found.id}/erase`, { requestId }]);
  }

  async #onServer(act: Act, question: (requestId: string) => [method: string, path: string, body: unknown]): Promise<void> {
    const requestId = uuidv7();
    this.acts.set(requestId, act);
    // It may be refused by now, and then it was not done.
    await this.workspace.ask(...question(requestId)).catch((error: unknown) => this.story.push(String(error)));
  }

  #known(device: Device, person: number): Promise<{ key: string; named: { id: string; name: string } } | undefined> {
    return this.#knownBy(device, `slug:person-${person}`);
  }

  /** As far as this device knows. */
  async #knownBy(device: Device, key: string): Promise<{ key: string; named: { id: string; name: string } } | undefined> {
    const rows = await device.storage.rows<{ id: string; name: string; keys: string[] }>('contacts');
    const found = rows.find(({ keys }) => keys.includes(key));
    return found && { key, named: { id: found.id, name: found.name } };
  }

  #campaign(index: number): { id: string; name: string } {
    const campaign = this.workspace.campaigns[index];
    if (!campaign) throw new Error(`no campaign ${index}`);
    return campaign;
  }
}

const afterAMoment = (): Promise<false> => new Promise((done) => setTimeout(() => done(false), 1));

const settled = async (all: readonly Promise<unknown>[]): Promise<boolean> => {
  const isOver = await Promise.race([Promise.all(all).then(() => true), new Promise<false>((done) => setTimeout(() => done(false), 10))]);
  return isOver;
};

async function ended(device: Device, said: Promise<Said<unknown>>): Promise<void> {
  if ((await said) === 'died') device.start();
}

const memberId = (person: number): string => `ACoAA${String(person).padStart(34, 'B')}`;

function sightingOf({ person, by }: { person: number; by: string }): Sighting {
  const identifiers: Identifiers = {
    ...(by !== 'member' && { slug: `person-${person}` }),
    ...(by !== 'slug' && { member: memberId(person) }),
  };
  return {
    identifiers,
    name: `Person ${person}`,
    headline: 'Head of Looms at Oak & Co',
    readFrom: { name: 'topCard', headline: 'topCard' },
    page: { kind: 'profile', url: `https://www.linkedin.com/in/${identifiers.slug ?? identifiers.member}/`, generation: 'sdui' },
  };
}

const keysOf = ({ identifiers }: Sighting): string[] => Object.entries(identifiers).map(([kind, value]) => `${kind}:${value}`);

/** What a run says: that everybody agrees in the end. */
export const agreement = (
  ground: Ground,
  spoil?: (device: Device) => void,
  among: fc.Arbitrary<Step[]> = steps,
): fc.IAsyncProperty<[Step[]]> =>
  fc.asyncProperty(among, async (all) => {
    const workspace = await new Workspace(ground).open();
    if (spoil) for (const device of workspace.devices) spoil(device);
    const run = new Run(workspace);
    try {
      await run.begin();
      for (const step of all) await run.take(step);
      await run.rest();
      for (const what of await compare(run)) ground.seen.set(what, (ground.seen.get(what) ?? 0) + 1);
    } catch (error) {
      throw new Error(`${error instanceof Error ? error.message : String(error)}\nafter\n${run.story.join('\n')}`, { cause: error });
    } finally {
      for (const device of workspace.devices) device.kill();
    }
  });
