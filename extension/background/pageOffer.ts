/** What the page in view offers: asked of the page itself and of this device. The server learns nothing of it. product.md 4.1. */
import { browser, type Browser } from 'wxt/browser';
import { z } from 'zod';
import { canonicalIdentifiers } from '@wellmet/shared/identity';
import { IdentifiersSchema } from '@wellmet/shared/sighting';
import { contactOf } from '../cache/read.ts';
import { pageAt } from '../linkedin/pages.ts';
import { linkedinUrlOf } from '../linkedin/practice.ts';
import { sendMessage, type PageOffer, type PageTold } from '../messages.ts';
import { marks } from './marks.ts';

const count = z.int().min(0).max(10_000);
const Told = z.discriminatedUnion('shows', [
  z.object({ shows: z.literal('people'), here: count, fresh: count, unpicked: count }),
  z.object({
    shows: z.literal('person'),
    identifiers: IdentifiersSchema.nullish(),
    reading: z.enum(['people', 'notYet', 'subPage', 'private', 'own', 'changed']),
    name: z.string().min(1).max(400).nullish(),
  }),
]);

/** @param asking the tab that asks, where our own page stands in one: then the page is meant that was looked at last. */
export async function pageOffer(windowId: number, asking: number | undefined): Promise<PageOffer> {
  const tab = await tabInView(windowId, asking);
  if (tab?.id === undefined) return { shows: 'elsewhere' };
  const { id: tabId } = tab;
  const told = Told.safeParse(await ofPage(tabId));
  if (!told.success) return { shows: 'unread', tabId };
  return told.data.shows === 'people' ? { ...told.data, tabId } : offerOfPerson(told.data, tabId);
}

async function tabInView(windowId: number, asking: number | undefined): Promise<Browser.tabs.Tab | undefined> {
  const tabs = await browser.tabs.query({ windowId });
  if (asking === undefined) return tabs.find((tab) => tab.active && isReadable(tab));
  return tabs.filter(isReadable).toSorted((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0))[0];
}

/** We see the addresses of pages alone that we may read. */
function isReadable({ url }: Browser.tabs.Tab): boolean {
  return url !== undefined && pageAt(linkedinUrlOf(url)) !== undefined;
}

async function ofPage(tabId: number): Promise<PageTold | undefined> {
  // Nobody is there: opened before the extension, or still loading.
  return sendMessage('tellOffer', undefined, tabId).catch(() => undefined);
}

async function offerOfPerson(
  { identifiers, reading, name }: z.infer<typeof Told> & { shows: 'person' },
  tabId: number,
): Promise<PageOffer> {
  const person = identifiers ? canonicalIdentifiers(identifiers) : undefined;
  const row = person && (await contactOf(person));
  // Part of a known person's profile that does not name them is theirs all the same.
  if (row) return { shows: 'known', tabId, name: row.name, contactId: row.id, lastAnalysedAt: row.lastAnalysedAt };
  if (reading !== 'people') return { shows: 'nobody', tabId, because: reading };
  if (!person || !name) return { shows: 'nobody', tabId, because: 'notYet' };
  const [mark] = await marks([person]);
  return { shows: mark?.isErased ? 'erased' : 'new', tabId, name };
}
