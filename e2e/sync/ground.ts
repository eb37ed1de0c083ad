/** A workspace on a real server with a real database: fresh for each run, with two members who are signed in on three devices. */
import { v7 as uuidv7 } from 'uuid';
import type { Member, Role } from '@wellmet/shared/account';
import type { Campaign } from '@wellmet/shared/campaign';
import type { Contact } from '@wellmet/shared/contact';
import type { Balance } from '@wellmet/shared/credits';
import type { Changes, LeanContact } from '@wellmet/shared/sync';
import type { Template } from '@wellmet/shared/template';
import { verifyLedger } from '../../server/src/credits/verify.ts';
import { testApp, type TestApp } from '../../server/src/testing/app.ts';
import { doneRequests, openWorkspace, setPlanCredits } from '../../server/src/testing/workspaces.ts';
import { Device } from './device.ts';

export const creditsAMonth = 12;

interface SignedIn {
  token: string;
  member: Member;
  role: Role;
}

export interface Ground {
  app: TestApp;
  members: readonly [SignedIn, SignedIn];
  /** What has happened in all runs, by name. */
  seen: Map<string, number>;
  /** What the ledger says is wrong with itself. */
  faults: () => Promise<unknown[]>;
  close: () => Promise<void>;
}

export async function openGround(): Promise<Ground> {
  const app = await testApp({ timeZone: 'UTC' });
  await setPlanCredits(app.database.owner, 'free', creditsAMonth);
  const ben = await app.signUp({ name: 'Ben Invented' });
  const [owner, member] = [app.session, ben].map((session) => ({ token: session.token, member: session.member }));
  if (!owner || !member) throw new Error('two have signed up');
  const members = [
    { ...owner, role: 'owner' },
    { ...member, role: 'member' },
  ] as const;
  const faults = async (): Promise<unknown[]> => (await verifyLedger(app.database.db)).faults;
  return { app, members, seen: new Map(), faults, close: () => app.close() };
}

/** Everything that a device should have: as the server tells it to the member. */
export interface Truth {
  contacts: Map<string, LeanContact>;
  campaigns: Map<string, Campaign>;
  templates: Map<string, Template>;
  balance: Balance;
  /** What cards say, by contact. */
  cards: Map<string, Contact>;
}

export class Workspace {
  id = '';
  readonly campaigns = ['Looms in spring', 'Looms in autumn', 'Only a draft'].map((name) => ({ id: uuidv7(), name }));
  readonly templates = [uuidv7(), uuidv7()];
  readonly devices: Device[] = [];
  #ground: Ground;

  constructor(ground: Ground) {
    this.#ground = ground;
  }

  /** Two ongoing campaigns and a draft; the owner has two devices, the colleague one. */
  async open(): Promise<this> {
    const { app, members } = this.#ground;
    this.id = await openWorkspace(
      app.accounts,
      members.map(({ member, role }) => ({ memberId: member.id, role })),
    );
    for (const campaign of this.campaigns) await this.ask('POST', 'campaigns', campaign);
    for (const { id } of this.campaigns.slice(0, 2)) await this.ask('POST', `campaigns/${id}/acts`, { requestId: uuidv7(), act: 'launch' });
    for (const id of this.templates)
      await this.ask('POST', 'templates', { id, name: id, channel: 'note', language: 'en', text: 'Hello {first name},' });
    for (const owner of [0, 0, 1]) this.devices.push(await this.#device(owner));
    return this;
  }

  memberOf(device: number): number {
    return device === 2 ? 1 : 0;
  }

  /** As the owner does without a device of ours, or as another member. */
  async ask<A>(method: string, path: string, body?: unknown, member = 0): Promise<A> {
    const { app, members } = this.#ground;
    const told = await app.ask(method, `/v1/workspaces/${this.id}/${path}`, { body, token: members[member]?.token ?? null });
    if (told.status >= 400) throw new Error(`${method} ${path}: ${told.status} ${JSON.stringify(told.body)}`);
    return told.body as A;
  }

  async truthFor(member: number): Promise<Truth> {
    const contacts = new Map<string, LeanContact>();
    const campaigns = new Map<string, Campaign>();
    const templates = new Map<string, Template>();
    let cursor: string | undefined;
    for (;;) {
      const page = await this.ask<Changes>('GET', `changes?limit=50${cursor ? `&cursor=${cursor}` : ''}`, undefined, member);
      for (const contact of page.contacts) contacts.set(contact.id, contact);
      for (const campaign of page.campaigns) campaigns.set(campaign.id, campaign);
      for (const template of page.templates) templates.set(template.id, template);
      cursor = page.cursor;
      if (page.hasMore) continue;
      const ids = [...contacts.keys()];
      const cards = ids.length > 0 ? (await this.ask<{ contacts: Contact[] }>('POST', 'contacts/cards', { ids }, member)).contacts : [];
      return { contacts, campaigns, templates, balance: page.balance, cards: new Map(cards.map((card) => [card.id, card])) };
    }
  }

  /** Requests that were done and kept their answers, in the order of their commit. */
  async done(): Promise<string[]> {
    return doneRequests(this.#ground.app.database.db, this.id);
  }

  async #device(owner: number): Promise<Device> {
    const { app, members } = this.#ground;
    const { token, member, role } = owner === 0 ? members[0] : members[1];
    const device = new Device((address, init) => app.app.request(address, init));
    // Its first breath makes the database.
    await device.say('refresh');
    const workspace = { id: this.id, name: 'Looms', role };
    await device.storage.put('account', { key: 'now', token, expiresAt: '2100-01-01T00:00:00.000Z', member, workspace });
    return device;
  }
}
