// @vitest-environment node
import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { cache } from '../cache/database.ts';
import { forgetAccount } from '../cache/write.ts';
import { rememberContacts } from '../cache/writeContacts.ts';
import { basketLimit } from '../messages.ts';
import { signOut } from './account.ts';
import { quote } from './analyse.ts';
import { basket, deselect, emptyBasket, quoteBasket, select } from './basket.ts';
import { marks } from './marks.ts';
import { at, begin, crowd, down, dump, inBasket, ines, paul, seen, signIn, spring, workspace, type FakeServer } from './testing.ts';
import { analyse } from './wishes.ts';

const member = 'ACoAAA0123456789abcdefghij';
const lead = 'ACwAAA0123456789abcdefghij';
const requestId = '0198a000-0000-7000-8000-000000000004';
const contact = (slug: string, i: number, campaigns: object[] = []) => ({
  id: `0198a000-0000-7000-a000-${String(i).padStart(12, '0')}`,
  seq: i,
  name: slug,
  identifiers: [{ kind: 'slug' as const, value: slug }],
  firstAnalysedAt: at,
  firstAnalysedBy: 'Ana',
  lastAnalysedAt: at,
  sighting: seen({ slug }),
  insights: { engine: 'local' as const, version: 1, facts: [], hooks: [] },
  campaigns: campaigns as [],
});

const state = (name: string, enrolment: string, campaign = 'ongoing') => ({
  ...spring,
  name,
  campaignState: campaign,
  state: enrolment,
});

let server: FakeServer;
beforeEach(async () => {
  server = await begin();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('the basket', () => {
  test('has people in the order of selection, as they were seen; taken out they can be put back', async () => {
    const search = { ...seen({ slug: 'ada' }).page, searchContext: 'keywords: looms' };
    await select([seen({ slug: 'ada' }, 'peopleSearch', { headline: 'Weaver', page: search }), seen({ slug: 'bob' }, 'companyPeople')]);
    await select([seen({ slug: 'cem' })]);
    expect(await inBasket()).toEqual(['slug:ada', 'slug:bob', 'slug:cem']);
    expect((await basket()).people[0]).toMatchObject({
      name: 'ada by peopleSearch',
      headline: 'Weaver',
      pageKind: 'peopleSearch',
      searchContext: 'keywords: looms',
      mark: { known: undefined, campaign: undefined, isErased: false },
    });

    expect(await deselect([{ slug: 'bob' }, { slug: 'nobody-here' }])).toEqual([seen({ slug: 'bob' }, 'companyPeople')]);
    expect(await inBasket()).toEqual(['slug:ada', 'slug:cem']);
    const emptied = await emptyBasket();
    expect(emptied.map(({ name }) => name)).toEqual(['ada by peopleSearch', 'cem by peopleSearch']);
    expect(await inBasket()).toEqual([]);
    await select(emptied);
    expect(await inBasket()).toEqual(['slug:ada', 'slug:cem']);
    expect(server.asked).toEqual([]);
  });

  test('keeps the place of who is there already, with the newer sighting and the identifiers of both', async () => {
    await select([seen({ slug: 'ada' }), seen({ slug: 'bob' })]);
    await select([seen({ slug: 'ada', member }, 'companyPeople'), seen({ slug: 'cem' })]);
    await select([seen({ member }, 'salesSearch')]);
    expect(await inBasket()).toEqual([`member:${member} slug:ada`, 'slug:bob', 'slug:cem']);
    expect((await basket()).people[0]).toMatchObject({ name: `${member} by salesSearch`, pageKind: 'salesSearch' });
    // Under whichever: they are found.
    await deselect([{ slug: 'ada' }]);
    expect(await inBasket()).toEqual(['slug:bob', 'slug:cem']);
  });

  test('finds somebody under an address that was replaced by a newer one', async () => {
    await select([seen({ slug: 'ada', member })]);
    await select([seen({ slug: 'ada-lovelace', member })]);
    expect(await inBasket()).toEqual([`member:${member} slug:ada-lovelace`]);
    await select([seen({ slug: 'ada' })]);
    expect(await basket()).toMatchObject({ people: [{}] });
  });

  test('makes one of two who turn out to be one person, at the earlier place', async () => {
    await select([seen({ slug: 'bob' }), seen({ lead }, 'salesSearch'), seen({ slug: 'cem' }), seen({ slug: 'ada' })]);
    await select([seen({ lead, slug: 'ada' }, 'salesLead')]);
    expect(await inBasket()).toEqual(['slug:bob', `slug:ada lead:${lead}`, 'slug:cem']);
    expect((await basket()).people[1]?.name).toBe('ada by salesLead');
    // Within one message, too.
    await emptyBasket();
    await select([seen({ lead }), seen({ slug: 'bob' }), seen({ slug: 'ada' }), seen({ lead, slug: 'ada' }), seen({ slug: 'dag' })]);
    expect(await inBasket()).toEqual([`slug:ada lead:${lead}`, 'slug:bob', 'slug:dag']);
  });

  test('takes nobody beyond its limit, and says how many; who is in it is still brought up to date', async () => {
    await select(crowd(basketLimit - 1));
    expect(await select([seen({ slug: 'last-one' }), seen({ slug: 'too-late' }), seen({ slug: 'person-7' }, 'companyPeople')])).toEqual({
      leftOut: 1,
    });
    const { people } = await basket();
    expect(people).toHaveLength(basketLimit);
    expect(people.at(-1)?.identifiers).toEqual({ slug: 'last-one' });
    expect(people[7]?.pageKind).toBe('companyPeople');
    // Two who become one make room.
    expect(await select([seen({ slug: 'person-1', member }), seen({ slug: 'person-2', member }), seen({ slug: 'late' })])).toEqual({
      leftOut: 0,
    });
    expect((await basket()).people.at(-1)?.identifiers).toEqual({ slug: 'late' });
  });

  test("is its member's own: kept while their sign-in has lapsed, gone when they sign out", async () => {
    await select([seen({ slug: 'ada' })]);
    await forgetAccount();
    expect(await inBasket()).toEqual([]);
    expect(await select([seen({ slug: 'bob' })])).toEqual({ trouble: 'signedOut' });
    await signIn(paul);
    expect(await inBasket()).toEqual([]);
    await select([seen({ slug: 'ada' }, 'companyPeople')]);
    await deselect([{ slug: 'ada' }]);
    await signIn(ines);
    expect((await basket()).people).toMatchObject([{ name: 'ada by peopleSearch' }]);
    server.before = () => new Response(null, { status: 204 });
    await signOut();
    expect(await cache.basket.count()).toBe(0);
  });
});

describe('a quote for the basket', () => {
  test('is for these people in this order, and its balance is remembered', async () => {
    await select([seen({ slug: 'ada' }), seen({ slug: 'bob', member }), seen({ slug: 'cem' })]);
    const [ada, bob] = (await basket()).people;
    server.people = { 'slug:bob': { class: 'blocked' } };
    const told = await quoteBasket({ ids: [bob?.id ?? 0, ada?.id ?? 0], campaignId: spring.id });
    expect(told).toMatchObject({ people: [{ class: 'blocked' }, { class: 'new', costCredits: 1 }], costCredits: 1, availableAfter: 4999 });
    expect(server.asked[0]?.body).toEqual({ people: [{ member, slug: 'bob' }, { slug: 'ada' }], campaignId: spring.id });
    expect((await basket()).balance?.available).toBe(5000);
    // Asked again nobody is written again: whoever hears of a change may ask.
    const changed: string[] = [];
    const onMutated = (parts: object) => void changed.push(...Object.keys(parts));
    Dexie.on.storagemutated.subscribe(onMutated);
    await quoteBasket({ ids: [bob?.id ?? 0, ada?.id ?? 0], campaignId: spring.id });
    await select([seen({ slug: 'dag' }, 'profile')]);
    Dexie.on.storagemutated.unsubscribe(onMutated);
    expect(changed.filter((part) => part.startsWith('idb://cache/balances/'))).not.toEqual([]);
    expect(changed.filter((part) => part === 'idb://cache/basket/')).toHaveLength(1);
  });

  test('takes a full basket in one question', async () => {
    await select(crowd(basketLimit));
    const told = await quoteBasket({ ids: (await basket()).people.map(({ id }) => id) });
    expect(told).toMatchObject({ costCredits: basketLimit });
    expect(server.asked).toHaveLength(1);
  });

  test('is refused for somebody who has left it, and for whom somebody else has in theirs; nothing is asked', async () => {
    await select([seen({ slug: 'ada' }), seen({ slug: 'bob' })]);
    const ids = (await basket()).people.map(({ id }) => id);
    await deselect([{ slug: 'bob' }]);
    const gone = { trouble: 'refused', problem: { code: 'wrong-state' } };
    expect(await quoteBasket({ ids })).toMatchObject(gone);
    await signIn(paul);
    expect(await quoteBasket({ ids: ids.slice(0, 1) })).toMatchObject(gone);
    expect(server.asked).toEqual([]);
  });

  test('without an answer is none', async () => {
    await select([seen({ slug: 'ada' })]);
    server.before = down;
    const ids = (await basket()).people.map(({ id }) => id);
    expect(await quoteBasket({ ids })).toEqual({ trouble: 'unreachable' });
  });
});

describe('marks', () => {
  test('say who is known, and in which campaign; in the order asked, by whichever identifier', async () => {
    await rememberContacts(workspace.id, at, [
      contact('ada', 1, [state('Waited for', 'waiting'), state('Held', 'active'), state('Draft', 'queued', 'draft')]),
      contact('bob', 2, [state('Replied', 'replied'), state('Closed', 'queued', 'completed')]),
      contact('cem', 3, [state('Draft', 'queued', 'draft')]),
    ]);
    await rememberContacts(workspace.id, at, [contact('dag', 4)], true);
    const known = (i: number, byYou = false) => ({ contactId: contact('', i).id, at, by: 'Ana', byYou });
    const mark = { campaign: undefined, isErased: false };
    expect(await marks([{ slug: 'eve' }, { slug: 'dag', member }, { slug: 'ada' }, { slug: 'bob' }, { slug: 'cem' }])).toEqual([
      { ...mark, known: undefined },
      { ...mark, known: known(4, true) },
      { ...mark, known: known(1), campaign: { id: spring.id, name: 'Held' } },
      { ...mark, known: known(2) },
      { ...mark, known: known(3), campaign: { id: spring.id, name: 'Draft' } },
    ]);
  });

  test('for a hundred people are asked for at once, and of the cache alone', async () => {
    const people = crowd(100).map(({ identifiers }) => identifiers);
    await rememberContacts(
      workspace.id,
      at,
      people.map(({ slug = '' }, i) => contact(slug, i)),
    );
    server.people = { 'slug:gone': { class: 'erased' } };
    await quote({ person: { slug: 'gone' } });
    const asked = server.asked.length;
    const spies = (['get', 'getAll', 'openCursor', 'openKeyCursor'] as const).map(
      (method) => [vi.spyOn(IDBIndex.prototype, method), vi.spyOn(IDBObjectStore.prototype, method)] as const,
    );
    expect((await marks(people)).filter(({ known }) => known)).toHaveLength(100);
    const [gets = 0, ranges = 0, ...cursors] = spies.map((both) => both.reduce((sum, { mock }) => sum + mock.calls.length, 0));
    // One for each is asked for at once; a cursor, which goes from key to key, would wait for each.
    expect(gets + ranges).toBeLessThan(110);
    expect(cursors.reduce((sum, count) => sum + count)).toBeLessThan(6);
    expect(server.asked).toHaveLength(asked);
  });
});

describe('somebody who was erased', () => {
  const lena = { slug: 'lena-dupuis', member };

  test.each<[string, () => Promise<unknown>]>([
    ['a quote', () => quote({ person: lena })],
    ['an analysis', () => analyse({ requestId, sighting: seen(lena, 'profile'), ceilingCredits: 1 })],
  ])('by %s is marked from then on, under each identifier, and cannot be read on this device', async (_, ask) => {
    await rememberContacts(workspace.id, at, [contact('lena-dupuis', 1)]);
    server.people = { 'slug:lena-dupuis': { class: 'erased' } };
    await ask();
    expect(await marks([{ slug: 'lena-dupuis' }, { member }, { slug: 'ada' }])).toMatchObject([
      { isErased: true, known: undefined },
      { isErased: true },
      { isErased: false },
    ]);
    expect(await cache.erased.count()).toBe(2);
    const everything = JSON.stringify([...(await dump())]);
    expect(everything).toContain(ines.name);
    expect(everything).not.toMatch(/lena|ACoAAA/i);
  });

  test('by a quote of the basket is marked in it', async () => {
    await select([seen({ slug: 'ada' }), seen(lena)]);
    server.people = { 'slug:lena-dupuis': { class: 'erased' } };
    await quoteBasket({ ids: (await basket()).people.map(({ id }) => id) });
    expect((await basket()).people.map(({ mark }) => mark.isErased)).toEqual([false, true]);
  });

  test('is asked for by a key of this device, and in this workspace alone', async () => {
    server.people = { 'slug:lena-dupuis': { class: 'erased' } };
    await quote({ person: lena });
    const hashes = await cache.erased.toCollection().primaryKeys();
    await cache.account.update('now', { workspace: { ...workspace, id: '0198a000-0000-7000-8000-00000000000f' } });
    expect(await marks([lena])).toMatchObject([{ isErased: false }]);
    await signIn();
    expect(await cache.erased.count()).toBe(0);
    await quote({ person: lena });
    expect(await marks([lena])).toMatchObject([{ isErased: true }]);
    expect((await cache.erased.toCollection().primaryKeys()).filter((hash) => hashes.includes(hash))).toEqual([]);
  });

  test('is not whoever has their address later', async () => {
    server.people = { 'slug:lena-dupuis': { class: 'erased' } };
    await quote({ person: lena });
    server.people = {};
    await quote({ person: { slug: 'lena-dupuis' } });
    expect(await marks([{ slug: 'lena-dupuis' }, { member }])).toMatchObject([{ isErased: false }, { isErased: true }]);
  });

  test('costs nothing where there is nobody: no hash is made', async () => {
    const sign = vi.spyOn(crypto.subtle, 'sign');
    await quote({ person: lena });
    await marks([lena]);
    expect(sign).not.toHaveBeenCalled();
    expect(await cache.hashKey.count()).toBe(0);
  });
});
