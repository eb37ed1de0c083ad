// @vitest-environment node
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Holder } from '@wellmet/shared/campaign';
import type { Sighting } from '@wellmet/shared/sighting';
import { cache } from '../cache/database.ts';
import { forgetAccount } from '../cache/write.ts';
import { isTrouble, type Bulk, type BulkWish } from '../messages.ts';
import { signOut } from './account.ts';
import { lookUp } from './analyse.ts';
import { basket, deselect, quoteBasket, select } from './basket.ts';
import { bulk, cancelBulk, carryOutBulk, putBulkAway, retryBulk, startBulk, undoEnrolments } from './bulk.ts';
import { marks } from './marks.ts';
import { begin, crowd, down, dump, inBasket, paul, problem, restore, seen, signIn, spring, type FakeServer } from './testing.ts';
import { carryOutWishes } from './outbox.ts';

const id = '0198a000-0000-7000-8000-000000000010';
const otherId = '0198a000-0000-7000-8000-000000000011';
const holder: Holder = { campaignId: otherId, campaignName: 'Autumn yarn', by: 'Ana', byYou: false, since: '2026-11-01T10:00:00.000Z' };

let server: FakeServer;
beforeEach(async () => {
  server = await begin();
});
afterEach(async () => {
  await carryOutBulk('now');
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** Everybody into the basket, and what the user confirms then. */
async function picked(sightings: Sighting[], more: Partial<BulkWish> = {}): Promise<BulkWish> {
  for (let i = 0; i < sightings.length; i += 200) await select(sightings.slice(i, i + 200));
  const { people } = await basket();
  return { id, people: people.map((person) => ({ id: person.id, costCredits: 1 })), ...more };
}
/** Until the server has nothing to answer any more. */
async function started(wish: BulkWish): Promise<Bulk> {
  const begun = await startBulk(wish);
  if (isTrouble(begun)) throw new Error(JSON.stringify(begun));
  return settled();
}
async function settled(): Promise<Bulk> {
  await carryOutBulk('now');
  const told = await bulk();
  if (!told) throw new Error('no bulk action');
  return told;
}
const outcomes = ({ people }: Bulk) => people.map(({ outcome }) => outcome?.enrolment ?? outcome?.class);
const requestIds = () => server.analysesAsked.map(({ requestId }) => requestId);
const slugs = (sightings: readonly Sighting[]) => sightings.map(({ identifiers }) => identifiers.slug);
const alarms = () => fakeBrowser.alarms.getAll();
/** Two parts: two people of a search, then one of a company. */
const twoParts = () => [seen({ slug: 'ada' }), seen({ slug: 'bob' }), seen({ slug: 'cem' }, 'companyPeople')];

describe('a bulk action', () => {
  test('is written down whole before anything is sent, and answers then', async () => {
    const wish = await picked(twoParts(), { campaign: spring });
    const hanging = Promise.withResolvers<undefined>();
    const found: unknown[] = [];
    server.before = async () => {
      found.push(...(await cache.bulk.toArray()));
      return hanging.promise;
    };
    expect(await startBulk(wish)).toMatchObject({ id, campaign: spring, state: 'running', costCredits: 0, people: [{}, {}, {}] });
    await vi.waitFor(() => expect(found).toHaveLength(1));
    expect(found[0]).toMatchObject({
      campaign: spring,
      parts: [
        { source: 'people_search', ceilingCredits: 2, sightings: [{ identifiers: { slug: 'ada' } }, { identifiers: { slug: 'bob' } }] },
        { source: 'company_people', ceilingCredits: 1, sightings: [{ identifiers: { slug: 'cem' } }] },
      ],
    });
    expect(await alarms()).toHaveLength(1);
    server.before = () => undefined;
    hanging.resolve(undefined);
    expect((await settled()).state).toBe('done');
  });

  test('analyses everybody, tells what became of each, and takes them out of the basket', async () => {
    const wish = await picked([...twoParts(), seen({ slug: 'gone' }), seen({ slug: 'dag' })]);
    server.people = { 'slug:gone': { class: 'erased' } };
    await select([seen({ slug: 'later' })]);
    const told = await started(wish);
    expect(told).toMatchObject({ state: 'done', costCredits: 4, balance: { available: 4996 }, refusal: undefined, campaign: undefined });
    expect(outcomes(told)).toEqual(['new', 'new', 'new', 'erased', 'new']);
    expect(told.people[2]).toMatchObject({
      name: 'cem by companyPeople',
      url: 'https://www.linkedin.com/in/cem/',
      outcome: { costCredits: 1, contactId: server.contactIds.get('slug:cem') },
    });
    expect(await inBasket()).toEqual(['slug:later']);
    expect((await lookUp({ slug: 'ada' }))?.firstAnalysis.byYou).toBe(true);
    expect(await marks([{ slug: 'ada' }, { slug: 'gone' }])).toMatchObject([{ known: { byYou: true } }, { isErased: true }]);
    expect(server.analysesAsked.map((body) => [body.source, slugs(body.sightings), body.campaignId])).toEqual([
      ['people_search', ['ada', 'bob', 'gone', 'dag'], undefined],
      ['company_people', ['cem'], undefined],
    ]);
    expect(await alarms()).toEqual([]);
  });

  test('of a full basket goes in parts of at most 500, by source, each below what was quoted for it', async () => {
    const kinds = ['peopleSearch', 'companyPeople', 'salesSearch', 'peopleSearch'] as const;
    const people = crowd(1000).map((sighting, i) => seen(sighting.identifiers, kinds[i % 4]));
    const wish = await picked(people);
    wish.people.forEach((person, i) => (person.costCredits = i < 900 ? 1 : 0));
    server.people = Object.fromEntries(people.slice(900).map(({ identifiers }) => [`slug:${identifiers.slug}`, { class: 'known' }]));
    const told = await started(wish);
    expect(told).toMatchObject({ state: 'done', costCredits: 900 });
    expect(told.people.map(({ name }) => name)).toEqual(people.map(({ name }) => name));
    const parts = server.analysesAsked;
    expect(parts.map(({ source, sightings, ceilingCredits }) => [source, sightings.length, ceilingCredits])).toEqual([
      ['people_search', 500, 500],
      ['company_people', 250, 225],
      ['people_search', 250, 175],
    ]);
    expect(new Set(requestIds()).size).toBe(3);
    expect(new Set(slugs(parts.flatMap(({ sightings }) => sightings)))).toEqual(new Set(slugs(people)));
    expect(await inBasket()).toEqual([]);
    expect(await cache.contacts.count()).toBe(1000);
  });

  test('of long pages goes in parts that the server reads', async () => {
    const about = 'ü'.repeat(6000);
    const wish = await picked(Array.from({ length: 200 }, (_, i) => seen({ slug: `person-${i}` }, 'profile', { about })));
    expect((await started(wish)).state).toBe('done');
    expect(server.asked.length).toBeGreaterThan(1);
    for (const { body } of server.asked) expect(new TextEncoder().encode(JSON.stringify(body)).length).toBeLessThan(1024 * 1024);
  });

  test('puts people in a campaign, with the choices that are about them', async () => {
    const wish = await picked(twoParts(), { campaign: spring });
    server.people = {
      'slug:bob': { class: 'blocked', holder, enrolment: 'waiting' },
      'slug:cem': { class: 'blocked', holder, enrolment: 'moved' },
    };
    await quoteBasket({ ids: wish.people.map((person) => person.id), campaignId: spring.id });
    // Seen again they are still told apart.
    await select([seen({ slug: 'bob' })]);
    const choiceFor = (slug: string, choice: 'wait' | 'move') => ({ contactId: server.contactIds.get(`slug:${slug}`) ?? '', choice });
    const [bob, cem] = [choiceFor('bob', 'wait'), choiceFor('cem', 'move')];
    const told = await started({ ...wish, choices: [bob, cem] });
    expect(outcomes(told)).toEqual(['enrolled', 'waiting', 'moved']);
    expect(told.people[1]?.outcome?.holder).toEqual(holder);
    expect(server.analysesAsked.map(({ campaignId, choices }) => ({ campaignId, choices }))).toEqual([
      { campaignId: spring.id, choices: [bob] },
      { campaignId: spring.id, choices: [cem] },
    ]);
    expect(await marks([{ slug: 'ada' }])).toMatchObject([{ campaign: spring }]);
  });

  test('takes nothing from the basket that is not there any more, and asks nobody', async () => {
    const wish = await picked(twoParts());
    await deselect([{ slug: 'bob' }]);
    expect(await startBulk(wish)).toMatchObject({ trouble: 'refused', problem: { code: 'wrong-state' } });
    expect(await bulk()).toBeUndefined();
    await forgetAccount();
    expect(await startBulk(wish)).toEqual({ trouble: 'signedOut' });
    expect(server.asked).toEqual([]);
  });

  test('said twice is one action; another one waits until it is done', async () => {
    const wish = await picked(twoParts());
    const [first, second] = await Promise.all([startBulk(wish), startBulk(wish)]);
    expect([first, second]).toMatchObject([{ id }, { id }]);
    expect((await settled()).state).toBe('done');
    expect(await startBulk(wish)).toMatchObject({ id, state: 'done', costCredits: 3 });
    await carryOutBulk('now');
    expect(server.asked).toHaveLength(2);

    server.before = down;
    const next = { ...(await picked([seen({ slug: 'dag' })])), id: otherId };
    expect(await started(next)).toMatchObject({ id: otherId, state: 'stopped' });
    const third = { ...next, id: '0198a000-0000-7000-8000-000000000012' };
    expect(await startBulk(third)).toMatchObject({ trouble: 'refused', problem: { code: 'wrong-state' } });
    await putBulkAway({ id: otherId });
    expect(await bulk()).toMatchObject({ id: otherId });
    await cancelBulk({ id: otherId });
    await putBulkAway({ id: otherId });
    expect(await bulk()).toBeUndefined();
  });
});

describe('when the worker dies', () => {
  const deaths: [string, (server: FakeServer, dies: () => Response) => void][] = [
    ['before a part is sent', (one, dies) => (one.before = () => (one.analysesAsked.length >= 2 ? dies() : undefined))],
    ['after a part is sent', (one, dies) => (one.after = () => (one.analysesAsked.length >= 2 ? dies() : undefined))],
  ];
  test.each(deaths)('%s the same request goes out again, and everybody is paid for once', async (_, arrange) => {
    const wish = await picked([...twoParts(), seen({ slug: 'dag' }, 'profile')]);
    let left: Awaited<ReturnType<typeof dump>> | undefined;
    const seenAtDeath = async () => (left ??= await dump());
    arrange(server, () => new Response('', { status: 502 }));
    const wasBefore = server.before;
    server.before = async (request) => {
      if (server.analysesAsked.length === 2) await seenAtDeath();
      return wasBefore(request);
    };
    await started(wish);
    server.before = server.after = () => undefined;
    const second = requestIds()[1];
    // What the next worker finds: one part done, the second on its way.
    await restore(left ?? new Map());
    expect(outcomes((await bulk()) ?? (await settled()))).toEqual(['new', 'new', undefined, undefined]);
    expect(await inBasket()).toEqual(['slug:cem', 'slug:dag']);
    server.asked = [];

    await carryOutWishes();
    expect(requestIds()).toHaveLength(2);
    expect(requestIds()[0]).toBe(second);
    expect(await bulk()).toMatchObject({ state: 'done', costCredits: 4 });
    expect(server.credits).toBe(4996);
    expect(await inBasket()).toEqual([]);
  });

  test('before an answer is written down nothing of it is, and it is told again', async () => {
    const wish = await picked(twoParts(), { campaign: spring });
    server.before = down;
    await started(wish);
    server.before = () => undefined;
    const deleting = vi.spyOn(cache.basket, 'bulkDelete').mockRejectedValueOnce(new Error('the worker dies'));
    await expect(carryOutBulk('now')).rejects.toThrow('the worker dies');
    expect(deleting).toHaveBeenCalledTimes(1);
    expect(await cache.contacts.count()).toBe(0);
    expect(await cache.balances.count()).toBe(0);
    expect(await inBasket()).toHaveLength(3);
    expect(outcomes((await bulk()) as Bulk)).toEqual([undefined, undefined, undefined]);

    expect(outcomes(await settled())).toEqual(['enrolled', 'enrolled', 'enrolled']);
    expect(new Set(requestIds()).size).toBe(2);
    expect(server.credits).toBe(4997);
    expect(await inBasket()).toEqual([]);
  });

  test('a breath that comes while a part is on its way sends nothing twice', async () => {
    const wish = await picked(twoParts());
    server.before = () => new Promise((resolve) => setTimeout(resolve, 30, undefined));
    await startBulk(wish);
    await Promise.all([carryOutWishes(), carryOutWishes(), carryOutWishes()]);
    expect(server.asked).toHaveLength(2);
  });
});

describe('without an answer', () => {
  const moods: [string, () => Response][] = [
    ['from a server that cannot be reached', down],
    ['from a server that asks for patience', () => problem('too-many-requests', 429, { retryAfterSeconds: 20 })],
    ['that this version understands', () => Response.json({ outcome: 'somethingNew' })],
  ];
  test.each(moods)('%s it stops, and goes on by itself when there is one', async (_, mood) => {
    const wish = await picked(twoParts());
    server.before = () => (server.analysesAsked.length > 1 ? mood() : undefined);
    const told = await started(wish);
    expect(told).toMatchObject({ state: 'stopped', costCredits: 2, refusal: undefined });
    expect(await inBasket()).toEqual(['slug:cem']);
    expect(await alarms()).toHaveLength(1);
    await carryOutWishes();
    expect(await bulk()).toMatchObject({ state: 'stopped' });

    server.before = () => undefined;
    await carryOutWishes();
    expect(await bulk()).toMatchObject({ state: 'stopped' });
    await carryOutWishes('now');
    expect(await bulk()).toMatchObject({ state: 'done', costCredits: 3 });
    expect(new Set(requestIds()).size).toBe(2);
    expect(await alarms()).toEqual([]);
  });

  test('it goes on at once when the user says so', async () => {
    const wish = await picked(twoParts());
    server.before = down;
    await started(wish);
    server.before = () => undefined;
    await retryBulk({ id });
    await vi.waitFor(async () => expect(await bulk()).toMatchObject({ state: 'done' }));
  });
});

describe('refused', () => {
  const nos: [string, () => unknown, object, () => unknown][] = [
    [
      'for want of credits',
      () => (server.credits = 2),
      { outcome: 'notEnoughCredits', quote: { shortOf: 'balance' } },
      () => (server.credits = 9),
    ],
    [
      'above its ceiling',
      () => server.contactIds.delete('slug:cem'),
      { outcome: 'overCeiling', quote: { costCredits: 1 } },
      () => server.contactIds.set('slug:cem', otherId),
    ],
    [
      'by a campaign that is closed',
      () => (server.before = () => (server.analysesAsked.length > 1 ? problem('wrong-state', 409) : undefined)),
      { problem: { code: 'wrong-state' } },
      () => (server.before = () => undefined),
    ],
    [
      'by a role that may not',
      () => (server.before = () => (server.analysesAsked.length > 1 ? problem('forbidden', 403) : undefined)),
      { problem: { code: 'forbidden' } },
      () => (server.before = () => undefined),
    ],
  ];
  test.each(nos)(
    '%s it says why; what was done stays, and the same part goes out again when the user says so',
    async (_, no, refusal, yes) => {
      const wish = await picked(twoParts());
      const isOver = 'outcome' in refusal && refusal.outcome === 'overCeiling';
      if (isOver) wish.people.forEach((person, i) => (person.costCredits = i === 2 ? 0 : 1));
      no();
      const told = await started(wish);
      expect(told).toMatchObject({ state: 'refused', costCredits: 2, refusal });
      expect(outcomes(told)).toEqual(['new', 'new', undefined]);
      expect(await inBasket()).toEqual(['slug:cem']);
      expect(await alarms()).toEqual([]);
      await carryOutWishes();
      expect(server.asked).toHaveLength(2);

      yes();
      await retryBulk({ id });
      expect(await settled()).toMatchObject({ state: 'done', refusal: undefined });
      expect(requestIds()[2]).toBe(requestIds()[1]);
      expect(await inBasket()).toEqual([]);
    },
  );

  test('it makes room for another action', async () => {
    const wish = await picked(twoParts());
    server.credits = 2;
    expect((await started(wish)).state).toBe('refused');
    const people = (await basket()).people.map((person) => ({ id: person.id, costCredits: 1 }));
    server.credits = 5;
    expect(await started({ id: otherId, people })).toMatchObject({ id: otherId, state: 'done', costCredits: 1 });
    expect(await cache.bulk.count()).toBe(1);
  });
});

describe('cancelled', () => {
  test('while a part is on its way, that one is answered and no further one is sent', async () => {
    const wish = await picked(twoParts());
    server.before = () => cancelBulk({ id }).then(() => undefined);
    const told = await started(wish);
    expect(told).toMatchObject({ state: 'cancelled', costCredits: 2 });
    expect(outcomes(told)).toEqual(['new', 'new', undefined]);
    expect(await inBasket()).toEqual(['slug:cem']);
    await retryBulk({ id });
    await carryOutWishes();
    expect(server.asked).toHaveLength(1);
    expect(await alarms()).toEqual([]);
  });

  test('during its last part it is done', async () => {
    const wish = await picked([seen({ slug: 'ada' })]);
    server.before = () => cancelBulk({ id }).then(() => undefined);
    expect(await started(wish)).toMatchObject({ state: 'done', costCredits: 1 });
  });

  test('while no answer comes, it asks no more', async () => {
    const wish = await picked(twoParts());
    server.before = down;
    await started(wish);
    await cancelBulk({ id });
    server.asked = [];
    server.before = () => undefined;
    await carryOutWishes();
    expect(await bulk()).toMatchObject({ state: 'cancelled' });
    expect(server.asked).toEqual([]);
    expect(await inBasket()).toHaveLength(3);
  });

  test('while the worker was dead: the part that may have been done is answered, no other', async () => {
    const wish = await picked(twoParts());
    let left: Awaited<ReturnType<typeof dump>> | undefined;
    server.before = async () => void (left ??= await dump());
    await started(wish);
    await restore(left ?? new Map());
    await cancelBulk({ id });
    server.asked = [];
    expect(await settled()).toMatchObject({ state: 'cancelled', costCredits: 2 });
    expect(server.asked).toHaveLength(1);
    expect(server.credits).toBe(4997);
  });

  test('and refused it is not asked about', async () => {
    const wish = await picked(twoParts());
    server.before = async () => {
      await cancelBulk({ id });
      return problem('wrong-state', 409);
    };
    expect(await started(wish)).toMatchObject({ state: 'cancelled', costCredits: 0 });
  });
});

describe("is its member's own", () => {
  test('nobody else sees, carries out, cancels, undoes or puts away what waits for its member', async () => {
    const wish = await picked(twoParts());
    server.before = down;
    await started(wish);
    await forgetAccount();
    await signIn(paul);
    server.asked = [];
    server.before = () => undefined;
    expect(await bulk()).toBeUndefined();
    await carryOutWishes();
    await retryBulk({ id });
    await cancelBulk({ id });
    await putBulkAway({ id });
    expect(await undoEnrolments({ id })).toMatchObject({ trouble: 'refused', problem: { code: 'not-found' } });
    expect(await startBulk({ ...wish, people: [] })).toMatchObject({ trouble: 'refused' });
    expect(server.asked).toEqual([]);
    // Nobody here can carry it out: nothing has to wake up for it.
    expect(await alarms()).toEqual([]);

    await signIn();
    expect(await settled()).toMatchObject({ state: 'done', costCredits: 3 });
    expect(new Set(server.asked.map(({ token }) => token))).toEqual(new Set(['Bearer token of Ines Okafor']));
  });

  test('a second try of a part does not go out in the name of who has signed in meanwhile', async () => {
    const wish = await picked([seen({ slug: 'ada' })]);
    server.before = async () => {
      await signIn(paul);
      return down();
    };
    await startBulk(wish);
    await carryOutBulk('now');
    await vi.waitFor(async () => expect(await cache.account.get('now')).toMatchObject({ member: paul }));
    await new Promise((wait) => setTimeout(wait, 700));
    expect(server.asked).toHaveLength(1);
    await signIn();
    server.before = () => undefined;
    expect((await settled()).state).toBe('done');
  });

  test('when the sign-in runs out it waits for the next one; after signing out nothing of it is left', async () => {
    const wish = await picked(twoParts());
    server.before = () => problem('unauthenticated', 401);
    await startBulk(wish);
    await vi.waitFor(async () => expect(await cache.account.count()).toBe(0));
    await signIn();
    expect(await bulk()).toMatchObject({ state: 'running' });
    server.before = async ({ path }) => {
      if (!path.endsWith('/analyses')) return new Response(null, { status: 204 });
      await signOut();
      return undefined;
    };
    await carryOutBulk('now');
    for (const table of cache.tables) expect([table.name, await table.count()]).toEqual([table.name, 0]);
    server.before = () => undefined;
  });
});

/** Enrolled, waiting, moved, in it already, skipped; and one of another part. */
async function enrolled(): Promise<BulkWish> {
  const wish = await picked([...twoParts(), seen({ slug: 'dag' }), seen({ slug: 'eve' }), seen({ slug: 'fay' })], { campaign: spring });
  server.people = {
    'slug:bob': { class: 'blocked', holder, enrolment: 'waiting' },
    'slug:dag': { class: 'blocked', holder, enrolment: 'moved' },
    'slug:eve': { class: 'inCampaign', enrolment: 'inCampaign' },
    'slug:fay': { class: 'blocked', holder, enrolment: 'skipped' },
  };
  expect((await started(wish)).state).toBe('done');
  return wish;
}
const idOf = (slug: string) => server.contactIds.get(`slug:${slug}`);
const changes = () => server.asked.filter(({ path }) => path.endsWith('/changes'));

describe('undone', () => {
  test('those whom it put in the campaign leave it, once, and nobody else', async () => {
    await enrolled();
    const told = await undoEnrolments({ id });
    expect(isTrouble(told) ? told : outcomes(told)).toEqual(['left', 'left', 'left', 'moved', 'inCampaign', 'skipped']);
    expect(server.left).toEqual([idOf('ada'), idOf('bob'), idOf('cem')]);
    expect(changes()[0]).toMatchObject({ path: expect.stringContaining(spring.id), body: { state: 'removed' } });
    expect(await marks([{ slug: 'ada' }, { slug: 'dag' }])).toMatchObject([{ campaign: undefined }, { campaign: spring }]);
    expect(await undoEnrolments({ id })).toMatchObject({ state: 'done' });
    expect(changes()).toHaveLength(1);
    expect(server.credits).toBe(4998);
  });

  test('two of the basket who turn out to be one person leave as one', async () => {
    server.contactIds = new Map([
      ['slug:ada', otherId],
      ['slug:bob', otherId],
    ]);
    server.people = { 'slug:bob': { class: 'duplicate' } };
    const told = await started(await picked(twoParts(), { campaign: spring }));
    expect(told.people.map(({ outcome }) => outcome?.class)).toEqual(['known', 'duplicate', 'new']);
    expect((await marks([{ slug: 'ada' }]))[0]?.known?.contactId).toBe(otherId);
    const undone = await undoEnrolments({ id });
    expect(isTrouble(undone) ? undone : outcomes(undone)).toEqual(['left', 'left', 'left']);
    expect(server.left).toEqual([otherId, idOf('cem')]);
  });

  test('without an answer it is done later, by the same request', async () => {
    await enrolled();
    server.after = () => new Response('', { status: 502 });
    expect(await undoEnrolments({ id })).toEqual({ trouble: 'unreachable' });
    expect(await undoEnrolments({ id })).toEqual({ trouble: 'unreachable' });
    expect(await alarms()).toHaveLength(1);
    await putBulkAway({ id });
    server.after = () => undefined;
    await carryOutWishes('now');
    expect(outcomes((await bulk()) as Bulk)).toEqual(['left', 'left', 'left', 'moved', 'inCampaign', 'skipped']);
    expect(new Set(changes().map(({ body }) => body.requestId)).size).toBe(1);
    expect(server.left).toHaveLength(3);
    expect(await alarms()).toEqual([]);
  });

  test('after a death it is done by the next worker', async () => {
    await enrolled();
    let left: Awaited<ReturnType<typeof dump>> | undefined;
    server.before = async () => void (left ??= await dump());
    await undoEnrolments({ id });
    await restore(left ?? new Map());
    expect((await marks([{ slug: 'ada' }]))[0]?.campaign).toEqual(spring);
    await carryOutWishes();
    expect(new Set(changes().map(({ body }) => body.requestId)).size).toBe(1);
    expect(outcomes((await bulk()) as Bulk).filter((outcome) => outcome === 'left')).toHaveLength(3);
    expect((await marks([{ slug: 'ada' }]))[0]?.campaign).toBeUndefined();
  });

  test('of many people it goes in parts', async () => {
    await started(await picked(crowd(700), { campaign: spring }));
    await undoEnrolments({ id });
    expect(changes().map(({ body }) => body.contactIds.length)).toEqual([500, 200]);
    expect(new Set(server.left).size).toBe(700);
  });

  test('a refusal is told and not tried again by itself', async () => {
    await enrolled();
    server.before = () => problem('wrong-state', 409);
    expect(await undoEnrolments({ id })).toMatchObject({ trouble: 'refused', problem: { code: 'wrong-state' } });
    server.before = () => undefined;
    await carryOutWishes();
    expect(changes()).toHaveLength(1);
    expect(await undoEnrolments({ id })).toMatchObject({ id });
    expect(server.left).toHaveLength(3);
  });

  test('not while it is under way; without a campaign there is nothing to undo', async () => {
    server.before = down;
    await started(await picked(twoParts(), { campaign: spring }));
    expect(await undoEnrolments({ id })).toMatchObject({ trouble: 'refused', problem: { code: 'wrong-state' } });
    await cancelBulk({ id });
    server.before = () => undefined;
    await started({ ...(await picked([])), id: otherId });
    expect(await undoEnrolments({ id: otherId })).toMatchObject({ state: 'done' });
    expect(changes()).toEqual([]);
  });
});
