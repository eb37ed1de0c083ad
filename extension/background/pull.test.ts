// @vitest-environment node
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Contact } from '@wellmet/shared/contact';
import { watchChanges } from '../changes.ts';
import { cache } from '../cache/database.ts';
import { emptyCache } from '../cache/write.ts';
import { rememberContacts, rowOf } from '../cache/writeContacts.ts';
import { bringCard, lookUp, quote } from './analyse.ts';
import { announceChanges } from './announceChanges.ts';
import { basket, select } from './basket.ts';
import { bulk, carryOutBulk, startBulk } from './bulk.ts';
import { knownCampaigns } from './campaigns.ts';
import type * as Carrying from './carrying.ts';
import { marks } from './marks.ts';
import { carryOutWishes } from './outbox.ts';
import { pin } from './pins.ts';
import { pull } from './pull.ts';
import { repair } from './storage.ts';
import {
  begin,
  dieAt,
  down,
  dump,
  inBasket,
  ines,
  leanOf,
  paul,
  problem,
  pulled,
  restore,
  seen,
  signIn,
  spring,
  workspace,
  type FakeServer,
} from './testing.ts';
import { analyse, editContact, engage, enrol, retryWish } from './wishes.ts';

const idOf = (n: number): string => `0198a000-0000-7000-b000-${String(n).padStart(12, '0')}`;
const autumn = { id: '0198a000-0000-7000-8000-000000000006', name: 'Autumn yarn' };
let server: FakeServer;
let second = 0;

/** Nobody waits for the second try here. */
vi.mock('./carrying.ts', async (original) => {
  const carrying = await original<typeof Carrying>();
  return { ...carrying, insistently: (ask: () => unknown) => ask() };
});

/** Each answer a second after the one before. */
beforeEach(async () => {
  server = await begin();
  second = 0;
  server.now = () => new Date(Date.UTC(2026, 10, 25, 10, 0, second++));
});
afterEach(async () => {
  await pulled();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const slugs = async (): Promise<string[]> => (await cache.contacts.toArray()).flatMap(({ keys }) => keys).toSorted();
const place = () => cache.sync.get(workspace.id);
const seqs = async () => Object.fromEntries((await cache.contacts.toArray()).map(({ id, seq }) => [id, seq]));

/** What the server has, as this device is to have it. */
async function expectTheSame(): Promise<void> {
  const rows = await cache.contacts.toArray();
  const { asOf } = rows[0] ?? {};
  const told = [...server.contacts.values()].map(leanOf).map((lean) => rowOf(workspace.id, asOf ?? '', lean));
  expect(rows.map((row) => ({ ...row, asOf })).toSorted(bySeq)).toEqual(told.toSorted(bySeq));
  expect((await cache.campaigns.get(workspace.id))?.campaigns.map(({ id, name }) => ({ id, name })).toSorted(byId)).toEqual(
    server.campaigns.map(({ id, name }) => ({ id, name })).toSorted(byId),
  );
  expect(await cache.balances.get(workspace.id)).toMatchObject({ balance: { available: server.credits } });
  expect(await cache.account.get('now')).toMatchObject({ workspace: { role: server.role } });
}
const bySeq = (a: { seq: number }, b: { seq: number }): number => a.seq - b.seq;
const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);

const contactOf = (slug: string): Contact => {
  const found = [...server.contacts.values()].find(({ identifiers }) => identifiers.some(({ value }) => value === slug));
  if (!found) throw new Error(`no contact ${slug}`);
  return { ...found };
};

const arrives = (contact: Contact, byYou?: boolean) => rememberContacts(workspace.id, server.now().toISOString(), [contact], byYou);

/** Another database: what is numbered anew is not what it was, somebody was never there. */
async function another(): Promise<void> {
  for (const slug of ['ada', 'bob', 'cem']) server.change(server.add(slug, { headline: `first ${slug}` }).id, {});
  server.addCampaign(spring);
  server.addCampaign(autumn);
  const ids = [...server.contacts.keys()];
  await pin({ ids: ids.slice(0, 2), isPinned: true });
  await pull();
  expect(await cache.cards.count()).toBe(2);
  await select([seen({ slug: 'bob' }), seen({ slug: 'cem' })]);
  server.before = down;
  await engage({ requestId: idOf(1), contact: { id: ids[0] ?? '', name: 'ada' }, what: 'called', doneAt: '2026-11-25T09:00:00.000Z' });
  server.before = () => undefined;
  server.epoch = 2;
  server.seq = 0;
  server.contacts.clear();
  server.campaigns = [];
  server.add('ada', { headline: 'second ada' });
  server.add('bob', { headline: 'second bob' });
  server.add('dag');
  server.addCampaign(spring);
}

const asks = () => server.asked.filter(({ path }) => path.endsWith('/cards')).map(({ body }) => body.ids.length);

/** A device that is behind in every way. */
async function behind(): Promise<void> {
  const all = ['ada', 'bob', 'lena-dupuis', 'twin', 'fay'].map((slug) => server.add(slug));
  const [ada, bob, lena, twin] = all.map(({ id }) => id) as [string, string, string, string];
  server.addCampaign(autumn);
  await pin({ ids: [ada, twin], isPinned: true });
  await pull();
  await select([seen({ slug: 'lena-dupuis' }), seen({ slug: 'bob' })]);
  server.before = down;
  await engage({ requestId: idOf(1), contact: { id: lena, name: 'Lena' }, what: 'called', doneAt: '2026-11-25T09:00:00.000Z' });
  server.before = () => undefined;
  await pulled();
  server.pageSize = 2;
  server.change(bob, { headline: 'new' });
  server.remove(lena);
  server.remove(twin, bob);
  server.add('dag');
  server.addCampaign(spring);
  server.change(ada, { headline: 'newest' });
  server.credits = 3;
}

/** What counts: not when it was. */
const everythingOf = async () =>
  JSON.stringify([...(await dump())], (key, value: unknown) => (/^(asOf|usedAt|at|bytes|hash|wholeSince)$/.test(key) ? undefined : value));

describe('a pull', () => {
  test('brings everything, page after page; contacts lean, with campaigns, balance and role', async () => {
    for (const slug of ['ada', 'bob', 'cem', 'dag', 'eve']) server.add(slug);
    server.addCampaign(spring);
    server.addCampaign({ ...autumn, state: 'completed' });
    server.pageSize = 2;
    server.role = 'member';
    expect(await pull()).toBe('done');
    await expectTheSame();
    expect(server.pulls).toHaveLength(3);
    expect(JSON.stringify(await cache.contacts.toArray())).not.toContain('insights');
    expect(await place()).toEqual({
      workspaceId: workspace.id,
      memberId: ines.id,
      cursor: expect.any(String),
      seq: 5,
      version: expect.any(String),
      asOf: '2026-11-25T10:00:05.000Z',
    });
    // The overlay gets those that take people.
    expect(await knownCampaigns()).toMatchObject({ campaigns: [spring], mayMove: false });
  });

  test('goes on where the last one ended', async () => {
    const ada = server.add('ada');
    server.add('bob');
    await pull();
    server.change(ada.id, { headline: 'Engines', campaigns: [{ ...spring, campaignState: 'ongoing', state: 'queued' }] });
    server.addCampaign(spring);
    server.credits = 7;
    await pull();
    await expectTheSame();
    expect(await marks([{ slug: 'ada' }])).toMatchObject([{ campaign: spring }]);
    expect(server.pulls.map(({ query }) => query.get('cursor') !== null)).toEqual([false, true]);
  });

  test('where nothing has changed brings the time alone, and wakes nobody', async () => {
    server.add('ada');
    await pull();
    await new Promise((wait) => setTimeout(wait, 150));
    const onChange = vi.fn<() => void>();
    const ends = [announceChanges(), watchChanges(onChange)];
    const before = await dump();
    expect(await pull()).toBe('done');
    expect(server.pulls.at(-1)?.version).toMatch(/^".+"$/);
    const { sync: [state] = [], ...rest } = Object.fromEntries(await dump());
    const { sync: [earlier] = [], ...restBefore } = Object.fromEntries(before);
    expect(rest).toEqual(restBefore);
    expect(state).toEqual({ ...(earlier as object), asOf: '2026-11-25T10:00:02.000Z' });
    // What is here is as of now.
    expect((await lookUp({ slug: 'ada' }))?.asOf).toBe('2026-11-25T10:00:02.000Z');
    await new Promise((wait) => setTimeout(wait, 150));
    expect(onChange).not.toHaveBeenCalled();
    for (const end of ends) end();
  });

  test('rides with the one that waits; never are two under way', async () => {
    let running = 0;
    server.beforePull = async () => {
      running += 1;
      expect(running).toBe(1);
      await new Promise((resume) => setTimeout(resume, 10));
      running -= 1;
      return undefined;
    };
    const first = pull();
    await vi.waitFor(() => expect(server.pulls).toHaveLength(1));
    await Promise.all([first, pull(), pull(), pull()]);
    expect(server.pulls).toHaveLength(2);
  });

  test.each<[string, () => Response, object]>([
    ['cannot be had', down, { trouble: 'unreachable' }],
    ['is asked for too often', () => problem('too-many-requests', 429), { trouble: 'refused' }],
    ['is not understood', () => Response.json({ version: 1 }), { trouble: 'updateNeeded' }],
    ['is answered to newer versions only', () => problem('upgrade-required', 426), { trouble: 'updateNeeded' }],
    ['is refused from the start', () => problem('resync-needed', 410), { trouble: 'refused' }],
  ])('that %s changes nothing', async (_, answer, told) => {
    const before = await dump();
    server.beforePull = answer;
    expect(await pull()).toMatchObject(told);
    expect(await dump()).toEqual(before);
  });

  test('writes nothing down for who has signed out, or in, meanwhile', async () => {
    server.add('ada');
    server.beforePull = () => emptyCache().then(() => undefined);
    expect(await pull()).toEqual({ trouble: 'signedOut' });
    expect([...(await dump()).values()].flat()).toEqual([]);
    await signIn();
    let isOther = false;
    server.beforePull = async () => {
      if (!isOther) await signIn(paul);
      isOther = true;
      return undefined;
    };
    expect(await pull()).toBe('done');
    expect(await place()).toMatchObject({ memberId: paul.id });
    expect(server.pulls.map(({ token }) => token)).toEqual(
      ['Ines Okafor', 'Ines Okafor', 'Paul Weir'].map((name) => `Bearer token of ${name}`),
    );
  });
});

describe('answers and pages overtake each other', () => {
  test('an older answer changes neither row nor card', async () => {
    const { id } = server.add('ada', { headline: 'old' });
    const late = contactOf('ada');
    server.change(id, { headline: 'new' });
    await bringCard({ id });
    await pull();
    await arrives(late);
    expect((await lookUp({ slug: 'ada' }))?.contact).toMatchObject({ headline: 'new', seq: 2 });
    expect(await cache.cards.get(id)).toMatchObject({ contact: { headline: 'new' } });
  });

  test('an older card comes to a newer row all the same, and is as old as it is', async () => {
    const { id } = server.add('ada', { headline: 'old' });
    const late = contactOf('ada');
    const asOf = server.now().toISOString();
    server.change(id, { headline: 'new' });
    await pull();
    await rememberContacts(workspace.id, asOf, [late]);
    expect(await lookUp({ slug: 'ada' })).toMatchObject({ asOf, contact: { headline: 'new', seq: 2, insights: { engine: 'local' } } });
  });

  test('a page that was under way takes nothing back from an answer that is ahead of it', async () => {
    const { id } = server.add('ada', { headline: 'old' });
    server.beforePull = async () => {
      server.beforePull = () => undefined;
      const page = await server.fetch(new URL('https://wellmet.example/v1/changes'), { method: 'GET', headers: {} });
      await arrives(server.change(id, { headline: 'new' }));
      return page;
    };
    await pull();
    expect((await lookUp({ slug: 'ada' }))?.contact?.headline).toBe('new');
    await pull();
    await expectTheSame();
  });

  test('whose first analysis it was, pages know best', async () => {
    server.add('ada', { firstAnalysedByYou: true });
    await arrives(contactOf('ada'), false);
    await pull();
    expect((await lookUp({ slug: 'ada' }))?.firstAnalysis.byYou).toBe(true);
    await arrives(contactOf('ada'));
    expect((await lookUp({ slug: 'ada' }))?.firstAnalysis.byYou).toBe(true);
  });

  test('who is gone does not come back by an answer that is late', async () => {
    const { id } = server.add('lena-dupuis');
    const late = contactOf('lena-dupuis');
    server.remove(id);
    server.add('ada');
    await pull();
    await arrives(late, true);
    expect(await slugs()).toEqual(['slug:ada']);
    expect(JSON.stringify([...(await dump())])).not.toContain('lena');
    // Before anything is known of the order, an answer is believed; while pages are still to come, too.
    const bob = server.add('bob');
    await arrives(contactOf('bob'));
    expect(await seqs()).toMatchObject({ [bob.id]: bob.seq });
  });

  test('an older list of campaigns, and an older answer about a new one, change nothing', async () => {
    server.addCampaign(spring);
    await pull();
    const told = await knownCampaigns();
    server.addCampaign({ ...spring, name: 'Looms, renamed' });
    await pull();
    const { rememberCampaign, rememberCampaigns } = await import('../cache/write.ts');
    await rememberCampaigns(workspace.id, '2026-11-25T10:00:01.000Z', told?.campaigns ?? []);
    await rememberCampaign(workspace.id, { ...(told?.campaigns[0] as never as object), name: 'as a draft' } as never);
    expect((await knownCampaigns())?.campaigns.map(({ name }) => name)).toEqual(['Looms, renamed']);
  });
});

describe('who is gone', () => {
  const note = 'Wants to hear of wool in May';
  const lena = { slug: 'lena-dupuis' };
  const gone = () =>
    [...server.contacts.values()].find(({ identifiers }) => identifiers.some(({ value }) => value === lena.slug))?.id ?? '';

  /** Lena is wherever somebody can be on a device, and Ada beside her. */
  async function everywhere(): Promise<void> {
    const [{ id }] = [server.add(lena.slug), server.add('ada')];
    await pin({ ids: [id], isPinned: true });
    await pull();
    expect(await lookUp(lena)).toMatchObject({ contact: { name: 'lena-dupuis by profile' } });
    await select([seen(lena), seen({ slug: 'ada' }), seen({ slug: 'bob' })]);
    const contact = { id, name: 'Lena Dupuis' };
    server.before = down;
    expect(await engage({ requestId: idOf(101), contact, what: 'noted', text: note, doneAt: '2026-11-25T09:00:00.000Z' })).toBe('waiting');
    expect(await editContact({ requestId: idOf(102), contact, fields: { name: 'Lena D.' } })).toBe('waiting');
    await enrol({ requestId: idOf(103), contact, campaign: spring });
    await analyse({ requestId: idOf(104), sighting: seen(lena, 'profile'), ceilingCredits: 1 });
    await analyse({ requestId: idOf(105), sighting: seen({ slug: 'ada' }, 'profile'), ceilingCredits: 1 });
    const { people } = await basket();
    await startBulk({ id: idOf(106), people: people.map((person) => ({ id: person.id, costCredits: 1 })) });
    await carryOutBulk('now');
    server.before = () => undefined;
  }

  test('erased, is nowhere on the device: no name, no address, no word about them; but is known as erased', async () => {
    await everywhere();
    const { id } = { id: gone() };
    const sent = server.analysesAsked.at(-1)?.requestId;
    server.remove(id);
    await pull();
    const everything = JSON.stringify([...(await dump())]);
    expect(everything).not.toMatch(/lena/i);
    expect(everything).not.toContain(note);
    expect(everything).toContain('ada');
    expect(await marks([lena, { slug: 'ada' }])).toMatchObject([{ isErased: true, known: undefined }, { isErased: false }]);
    expect(await cache.pins.count()).toBe(0);
    expect(await inBasket()).toEqual(['slug:ada', 'slug:bob']);
    const wishes = await cache.wishes.toArray();
    expect(wishes.filter(({ about }) => about.name === '').map(({ state, refusal }) => [state, refusal])).toEqual(
      Array.from({ length: 4 }, () => ['question', expect.objectContaining({ problem: expect.objectContaining({ code: 'not-found' }) })]),
    );
    expect(wishes.filter(({ about }) => about.name !== '')).toMatchObject([{ state: 'stopped', about: { name: 'ada by profile' } }]);

    // The others of the bulk action are asked for anew, by another request, for no more than they cost.
    expect((await bulk())?.people.map(({ name, outcome }) => [name, outcome?.class])).toEqual([
      ['', 'erased'],
      ['ada by peopleSearch', undefined],
      ['bob by peopleSearch', undefined],
    ]);
    await carryOutWishes('now');
    expect(await bulk()).toMatchObject({ state: 'done', costCredits: 1 });
    const again = server.analysesAsked.at(-1);
    expect(again?.requestId).not.toBe(sent);
    expect(again).toMatchObject({ ceilingCredits: 2, sightings: [{ identifiers: { slug: 'ada' } }, { identifiers: { slug: 'bob' } }] });
    await pulled();
    expect(JSON.stringify([...(await dump())])).not.toMatch(/lena/i);
  });

  test('kept long enough, is nowhere either, but nobody who is refused', async () => {
    await everywhere();
    const id = gone();
    server.remove(id);
    server.gone.set(id, { id, seq: server.seq, isPurged: true });
    await pull();
    expect(JSON.stringify([...(await dump())])).not.toMatch(/lena/i);
    expect(await marks([lena])).toMatchObject([{ isErased: false, known: undefined }]);
    expect(await cache.erased.count()).toBe(0);
  });

  test('erased while a request about them is under way: its answer is written down for the others', async () => {
    await everywhere();
    const before = server.analysesAsked.length;
    server.before = async ({ path }) => {
      if (!path.endsWith('/analyses') || server.analysesAsked.length > before + 1) return undefined;
      server.remove(gone());
      await pull();
      return undefined;
    };
    await carryOutBulk('now');
    await pulled();
    expect(await bulk()).toMatchObject({ state: 'done' });
    expect(JSON.stringify([...(await dump())])).not.toMatch(/lena/i);
    expect(await inBasket()).toEqual([]);
  });

  test('erased in the server’s answer, is nowhere either; of whom the device never knew the user learns who it is', async () => {
    await everywhere();
    server.remove(gone());
    await quote({ person: lena });
    expect(JSON.stringify([...(await dump())])).not.toMatch(/lena/i);
    server.people['slug:fay'] = { class: 'erased' };
    await select([seen({ slug: 'fay' })]);
    await quote({ person: { slug: 'fay' } });
    expect((await basket()).people.at(-1)).toMatchObject({ name: 'fay by peopleSearch', mark: { isErased: true } });
  });

  test('a question about somebody erased is not carried out, whatever is tried', async () => {
    await everywhere();
    server.remove(gone());
    await pull();
    const { asked } = server;
    const before = asked.length;
    await carryOutWishes('now');
    const theirs = (await cache.wishes.toArray()).filter(({ about }) => about.name === '');
    expect(theirs).toHaveLength(4);
    for (const { requestId } of theirs) await retryWish({ requestId });
    expect(JSON.stringify(asked.slice(before).map(({ body }) => body))).not.toMatch(/lena/i);
  });

  test('an address that has passed to somebody else stays theirs', async () => {
    const { id } = server.add('lena-dupuis');
    const bob = server.add('bob');
    await pull();
    server.remove(id);
    server.people = {};
    server.change(bob.id, { identifiers: [{ kind: 'slug', value: 'lena-dupuis' }, ...bob.identifiers] });
    await pull();
    await expectTheSame();
    expect(await marks([lena])).toMatchObject([{ isErased: false, known: { contactId: bob.id } }]);
  });

  test('one with somebody else, passes card and pin on', async () => {
    const [ada, twin] = [server.add('ada'), server.add('ada-twin')];
    await pin({ ids: [twin.id], isPinned: true });
    await pull();
    server.before = down;
    server.remove(twin.id, ada.id);
    await pull();
    await expectTheSame();
    expect(await cache.pins.toArray()).toEqual([{ id: ada.id }]);
    // As old as it is, until the server can be asked.
    expect(await lookUp({ slug: 'ada-twin' })).toMatchObject({ contact: { id: ada.id, sighting: { name: 'ada-twin by profile' } } });
    expect(await cache.erased.count()).toBe(0);
    server.before = () => undefined;
    await pull();
    expect(await cache.cards.get(ada.id)).toMatchObject({ contact: { seq: server.contacts.get(ada.id)?.seq } });
    expect(await cache.cards.count()).toBe(1);
  });
});

describe('from the start', () => {
  test('for the first time, cards that were here before stay; who is no contact any more does not', async () => {
    const [ada, lena] = [server.add('ada'), server.add('lena-dupuis')];
    for (const { id } of [ada, lena]) await bringCard({ id });
    server.remove(lena.id);
    await pull();
    await expectTheSame();
    expect(await cache.cards.toCollection().primaryKeys()).toEqual([ada.id]);
    expect(JSON.stringify([...(await dump())])).not.toContain('lena');
  });
});

describe('from the start again', () => {
  test('nothing is empty meanwhile; at the end it is what the server has, wishes and pins are kept', async () => {
    await another();
    server.pageSize = 1;
    const shown: string[][] = [];
    server.beforePull = async () => void shown.push(await slugs());
    await pull();
    await expectTheSame();
    expect(shown.every((one) => one.includes('slug:ada') && one.includes('slug:cem'))).toBe(true);
    expect(shown.length).toBeGreaterThan(3);
    expect((await cache.pins.toCollection().primaryKeys()).length).toBe(2);
    // Cards are of before, but for those that are wanted without network: they were brought again.
    expect((await cache.cards.toArray()).map(({ contact }) => contact.headline)).toEqual(['second ada', 'second bob']);
    expect(await cache.wishes.toArray()).toMatchObject([{ requestId: idOf(1), state: 'waiting', about: { name: 'ada' } }]);
    // Whoever is there no more may have been erased.
    expect(await inBasket()).toEqual(['slug:bob']);
    expect(await place()).not.toHaveProperty('wholeSince');
  });

  test('because a cursor is too old: what was erased long ago leaves too', async () => {
    const { id } = server.add('lena-dupuis');
    server.add('ada');
    await pull();
    server.remove(id);
    server.gone.clear();
    server.forgottenBefore = server.seq;
    await pull();
    await expectTheSame();
    expect(JSON.stringify([...(await dump())])).not.toContain('lena');
  });

  test('begun anew while it is under way, it comes to its end', async () => {
    await another();
    server.pageSize = 1;
    server.beforePull = () => {
      if (server.pulls.length === 4) {
        server.epoch = 3;
        server.add('eve');
      }
      return undefined;
    };
    expect(await pull()).toBe('done');
    await expectTheSame();
  });

  test('whoever is analysed meanwhile stays', async () => {
    await another();
    server.pageSize = 1;
    let isDone = false;
    server.beforePull = async () => {
      if (isDone || server.pulls.length < 4) return undefined;
      isDone = true;
      await analyse({ requestId: idOf(9), sighting: seen({ slug: 'fay' }, 'profile'), ceilingCredits: 1 });
      return undefined;
    };
    await pull();
    expect(await slugs()).toContain('slug:fay');
    await pull();
    await expectTheSame();
  });

  test('by the user’s wish: what they want and who was erased is kept', async () => {
    const { id } = server.add('lena-dupuis');
    const ada = server.add('ada');
    await pin({ ids: [ada.id], isPinned: true });
    await pull();
    server.remove(id);
    await pull();
    await select([seen({ slug: 'bob' })]);
    await cache.contacts.update(ada.id, { headline: 'broken' });
    expect(await repair()).toBe('done');
    await expectTheSame();
    expect(await cache.cards.count()).toBe(1);
    expect(await inBasket()).toEqual(['slug:bob']);
    expect(await marks([{ slug: 'lena-dupuis' }])).toMatchObject([{ isErased: true }]);
    server.beforePull = down;
    expect(await repair()).toEqual({ trouble: 'unreachable' });
  });
});

describe('pins', () => {
  test('are brought in hundreds, and again when their contact has changed; nobody else’s card is', async () => {
    const all = Array.from({ length: 230 }, (_, i) => server.add(`person-${i}`));
    await pin({ ids: all.slice(0, 220).map(({ id }) => id), isPinned: true });
    await pull();
    expect(asks()).toEqual([100, 100, 20]);
    expect(await cache.cards.count()).toBe(220);
    await pull();
    expect(asks()).toHaveLength(3);
    for (const { id } of all.slice(215)) server.change(id, { headline: 'new' });
    await pull();
    expect(asks().slice(3)).toEqual([5]);
    await pin({ ids: [all[0]?.id ?? ''], isPinned: false });
    server.change(all[0]?.id ?? '', {});
    await pull();
    expect(asks()).toHaveLength(4);
    expect(await cache.cards.count()).toBe(220);
  });

  test('wait for the server', async () => {
    const { id } = server.add('ada');
    server.before = down;
    await pin({ ids: [id], isPinned: true });
    expect(await pull()).toBe('done');
    expect(await cache.cards.count()).toBe(0);
    server.before = () => undefined;
    await pull();
    expect(await cache.cards.count()).toBe(1);
  });
});

describe('when the worker dies', () => {
  test.each(['behind', 'in another database'])(
    'at any line of a pull, %s, the next worker goes on, and nothing is missed or doubled',
    async (how) => {
      await behind();
      if (how !== 'behind') server.epoch = 2;
      const before = await dump();
      await pull();
      const whole = await everythingOf();
      await expectTheSame();
      expect(whole).not.toContain('lena');
      let line = 0;
      for (let died = true; died;) {
        line += 1;
        await restore(before);
        died = await dieAt(line, pull);
        const states = await cache.sync.toArray();
        // A place never stands without what it stands behind.
        expect(states).toHaveLength(1);
        expect(await pull()).toBe('done');
        expect([line, await everythingOf()]).toEqual([line, whole]);
      }
      expect(line).toBeGreaterThan(20);
    },
  );
});
