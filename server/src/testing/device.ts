/** A device as the contract sees one: it knows what answers told it, and nothing else. */
import type { Campaign } from '@wellmet/shared/campaign';
import type { Contact, ContactSummary } from '@wellmet/shared/contact';
import { Changes, LeanContact } from '@wellmet/shared/sync';
import type { Template } from '@wellmet/shared/template';
import { expect } from 'vitest';
import type { Told } from './app.ts';

/** Asks below the address of a workspace. */
export type AskWorkspace = (method: string, path: string, body?: object) => Promise<Told>;

export interface Device {
  contacts: Map<string, LeanContact>;
  campaigns: Map<string, Campaign>;
  templates: Map<string, Template>;
  cursor: string | undefined;
  version: string | undefined;
  /** Asks for one page, and keeps it. */
  pullPage(limit?: number): Promise<Changes>;
  /** Asks until there is no more. @returns what it was told. */
  pull(limit?: number): Promise<Changes[]>;
}

export function newDevice(ask: AskWorkspace): Device {
  const device: Device = {
    contacts: new Map(),
    campaigns: new Map(),
    templates: new Map(),
    cursor: undefined,
    version: undefined,
    pullPage: async (limit = 1000) => {
      const since = device.cursor === undefined ? '' : `&cursor=${device.cursor}`;
      const answer = await ask('GET', `/changes?limit=${limit}${since}`);
      expect(answer).toMatchObject({ status: 200 });
      const page = Changes.parse(answer.body);
      for (const { id } of page.gone) device.contacts.delete(id);
      for (const contact of page.contacts) device.contacts.set(contact.id, contact);
      for (const campaign of page.campaigns) device.campaigns.set(campaign.id, campaign);
      for (const { id } of page.goneTemplates) device.templates.delete(id);
      for (const template of page.templates) device.templates.set(template.id, template);
      device.cursor = page.cursor;
      device.version = page.version;
      return page;
    },
    pull: async (limit) => {
      const pages = [await device.pullPage(limit)];
      while (pages.at(-1)?.hasMore) pages.push(await device.pullPage(limit));
      return pages;
    },
  };
  return device;
}

const byId = <T extends { id: string }>(all: Iterable<T>): T[] => [...all].toSorted((a, b) => (a.id < b.id ? -1 : 1));

/** What the server tells of a workspace of up to a hundred contacts, where each is asked for. @param you whose analyses are their own. */
export async function toldByServer(ask: AskWorkspace, you: string): Promise<Shown> {
  const { contacts } = (await ask('GET', '/contacts?limit=100')).body as { contacts: ContactSummary[] };
  const ids = contacts.map(({ id }) => id);
  const cards = ids.length === 0 ? [] : ((await ask('POST', '/contacts/cards', { ids })).body.contacts as Contact[]);
  const { campaigns } = (await ask('GET', '/campaigns')).body as { campaigns: Campaign[] };
  const { templates } = (await ask('GET', '/templates')).body as { templates: Template[] };
  return {
    contacts: byId(cards.map((card) => LeanContact.parse({ ...card, firstAnalysedByYou: card.firstAnalysedBy === you }))),
    campaigns: byId(campaigns),
    templates: byId(templates),
  };
}

interface Shown {
  contacts: LeanContact[];
  campaigns: Campaign[];
  templates: Template[];
}

export const shownBy = ({ contacts, campaigns, templates }: Device): Shown => ({
  contacts: byId(contacts.values()),
  campaigns: byId(campaigns.values()),
  templates: byId(templates.values()),
});
