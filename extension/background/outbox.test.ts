// @vitest-environment node
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { browser } from 'wxt/browser';
import type { ProblemCode } from '@wellmet/shared/problem';
import { problemStatus } from '@wellmet/shared/problem';
import { cache, type Patience } from '../cache/database.ts';
import { openWishes } from '../cache/read.ts';
import { select, basket } from './basket.ts';
import { bulk, startBulk } from './bulk.ts';
import type * as Carrying from './carrying.ts';
import { carryOutWishes } from './outbox.ts';
import { afterTry, waitOf } from './patience.ts';
import { pull } from './pull.ts';
import { begin, dieAt, down, dump, problem, pulled, restore, seen, signIn, spring, type FakeServer, type Request } from './testing.ts';
import {
  analyse,
  analyseAgain,
  dropWish,
  editContact,
  engage,
  enrol,
  keepWish,
  leaveCampaign,
  retryWish,
  withdrawEngagement,
} from './wishes.ts';

/** Nobody waits for the second try here. */
vi.mock('./carrying.ts', async (original) => {
  const carrying = await original<typeof Carrying>();
  return { ...carrying, insistently: (ask: () => unknown) => ask() };
});

const idOf = (n: number): string => `0198a000-0000-7000-b000-${String(n).padStart(12, '0')}`;
const doneAt = '2026-11-25T09:00:00.000Z';
const minuteMs = 60_000;
let server: FakeServer;
let ada: { id: string; name: string };
let bob: { id: string; name: string };
beforeEach(async () => {
  server = await begin();
  [ada, bob] = ['ada', 'bob'].map((slug) => ({ id: server.add(slug).id, name: slug })) as [typeof ada, typeof bob];
  await pull();
});
afterEach(async () => {
  await pulled();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const call = (n: number, contact = ada) => engage({ requestId: idOf(n), contact, what: 'called', doneAt });
/** Requests that may change something, in the order in which the server heard of them: by the last figure of their ids. */
const heard = () => server.asked.filter(({ method }) => method !== 'GET').map(({ body }) => Number(body.requestId.slice(-6)));
const numberOf = ({ body }: Request) => Number((body.requestId ?? '').slice(-6));
const waiting = async () => (await cache.wishes.orderBy('requestId').toArray()).map(({ state }) => state);
const engagementsOf = ({ id }: typeof ada) =>
  (server.contacts.get(id)?.engagements ?? []).map((one) => Number(one.id.slice(-6))).toReversed();
/** Clocks of devices are set while they run. */
const setClock = (at: number): void => {
  vi.useFakeTimers({ toFake: ['Date'], now: at });
};

describe('what members do by their own hand', () => {
  test('is done, and the card says so', async () => {
    expect(await engage({ requestId: idOf(1), contact: ada, what: 'noted', text: 'Likes wool', doneAt })).toBe('done');
    expect(await cache.cards.get(ada.id)).toMatchObject({ contact: { engagements: [{ id: idOf(1), text: 'Likes wool' }] } });
    expect(await withdrawEngagement({ requestId: idOf(2), contact: ada, engagementId: idOf(1) })).toBe('done');
    expect(await cache.cards.get(ada.id)).toMatchObject({ contact: { engagements: [] } });
    expect(await editContact({ requestId: idOf(3), contact: ada, fields: { headline: 'Engines' } })).toBe('done');
    expect(await cache.contacts.get(ada.id)).toMatchObject({ headline: 'Engines', seq: server.seq });
    expect(await cache.wishes.count()).toBe(0);
  });

  test('an analysis of what was read already waits without network, and is carried out once', async () => {
    server.change(ada.id, { staleBy: 'engine' });
    server.before = down;
    expect(await analyseAgain({ requestId: idOf(1), contact: ada })).toBe('waiting');
    server.before = () => undefined;
    await carryOutWishes('now');
    expect((await cache.cards.get(ada.id))?.contact).not.toHaveProperty('staleBy');
    expect([await cache.wishes.count(), heard()]).toEqual([0, [1, 1]]);
  });

  test.each<[string, () => Response]>([
    ['without an answer', down],
    ['by a server that asks for patience', () => problem('too-many-requests', 429, { retryAfterSeconds: 40 })],
    ['by a server that broke', () => problem('internal', 500)],
    ['by a server that this version does not understand', () => Response.json({ newer: true })],
    ['by a server that answers only newer versions', () => problem('upgrade-required', 426)],
  ])('waits %s, and is carried out once', async (_, mood) => {
    server.before = mood;
    expect(await call(1)).toBe('waiting');
    expect(await openWishes()).toMatchObject([
      { state: 'waiting', tries: 1, about: { name: 'ada', url: 'https://www.linkedin.com/in/ada/' } },
    ]);
    expect(await browser.alarms.getAll()).toHaveLength(1);
    server.before = () => undefined;
    await carryOutWishes('now');
    expect(engagementsOf(ada)).toEqual([1]);
    expect(await cache.wishes.count()).toBe(0);
    expect(await browser.alarms.getAll()).toEqual([]);
  });

  test('is kept for the next sign-in when this one has run out meanwhile', async () => {
    server.before = () => problem('unauthenticated', 401);
    expect(await call(1)).toBe('waiting');
    expect(await call(2)).toEqual({ trouble: 'signedOut' });
    server.before = () => undefined;
    await signIn();
    await carryOutWishes();
    expect(await waiting()).toEqual(['waiting']);
    await carryOutWishes('now');
    expect(engagementsOf(ada)).toEqual([1]);
  });

  test('is told when it is refused: the user is looking', async () => {
    server.contacts.delete(ada.id);
    expect(await call(1)).toMatchObject({ trouble: 'refused', problem: { code: 'not-found' } });
    expect(await cache.wishes.count()).toBe(0);
  });
});

describe('of one person', () => {
  test('wishes go out in the order in which they were made; one without an answer stops the later ones of its person alone', async () => {
    server.before = down;
    for (const n of [1, 2, 3]) await call(n);
    await call(4, bob);
    await editContact({ requestId: idOf(5), contact: ada, fields: { name: 'Ada L.' } });
    server.asked = [];
    server.before = (request) => (numberOf(request) === 2 ? down() : undefined);
    await carryOutWishes('now');
    expect(heard().filter((n) => n !== 4)).toEqual([1, 2]);
    expect(heard()).toContain(4);
    expect(await waiting()).toEqual(['waiting', 'waiting', 'waiting']);

    server.asked = [];
    server.before = () => undefined;
    await carryOutWishes('now');
    expect(heard()).toEqual([2, 3, 5]);
    expect([engagementsOf(ada), engagementsOf(bob)]).toEqual([[1, 2, 3], [4]]);
  });

  test('one that is refused stops none', async () => {
    server.before = down;
    for (const n of [1, 2]) await call(n);
    server.before = (request) => (numberOf(request) === 1 ? problem('forbidden', 403) : undefined);
    await carryOutWishes('now');
    expect(await openWishes()).toMatchObject([{ requestId: idOf(1), state: 'question', refusal: { problem: { code: 'forbidden' } } }]);
    expect(engagementsOf(ada)).toEqual([2]);
  });

  test('an analysis is of whoever the cache knows by its identifiers', async () => {
    server.before = down;
    const analysis = { sighting: seen({ slug: 'ada' }, 'profile'), ceilingCredits: 1 };
    await analyse({ ...analysis, requestId: idOf(1) });
    await keepWish({ requestId: idOf(1) });
    await call(2);
    await analyse({ ...analysis, sighting: seen({ slug: 'new' }, 'profile'), requestId: idOf(3) });
    await keepWish({ requestId: idOf(3) });
    await analyse({ ...analysis, sighting: seen({ slug: 'new', member: 'ACoAAA0123456789abcdefghij' }, 'profile'), requestId: idOf(4) });
    await keepWish({ requestId: idOf(4) });
    server.asked = [];
    server.before = (request) => ([1, 3].includes(numberOf(request)) ? down() : undefined);
    await carryOutWishes('now');
    expect(heard().toSorted((a, b) => a - b)).toEqual([1, 3]);
  });

  test('something that the user does now waits for what was to be done before', async () => {
    server.before = down;
    await call(1);
    server.asked = [];
    const enrolment = { requestId: idOf(2), contact: ada, campaign: spring };
    expect(await enrol(enrolment)).toEqual({ trouble: 'unreachable' });
    expect(heard()).toEqual([1]);
    await dropWish({ requestId: idOf(2) });
    server.before = () => undefined;
    server.asked = [];
    expect(await leaveCampaign({ ...enrolment, requestId: idOf(3) })).toMatchObject({ enrolment: 'left' });
    expect(heard()).toEqual([1, 3]);
    expect(await cache.wishes.count()).toBe(0);
  });

  test('"try now" begins with what was to be done before', async () => {
    server.before = down;
    for (const n of [1, 2, 3]) await call(n);
    server.before = () => undefined;
    server.asked = [];
    await retryWish({ requestId: idOf(2) });
    expect(heard()).toEqual([1, 2]);
  });

  test('the order is that of saying, wherever the clock goes', async () => {
    server.before = down;
    const now = Date.now();
    setClock(now + 24 * 60 * minuteMs);
    await call(1);
    setClock(now - 24 * 60 * minuteMs);
    await call(2);
    await call(3);
    setClock(now);
    server.asked = [];
    server.before = () => undefined;
    await carryOutWishes('now');
    expect(heard()).toEqual([1, 2, 3]);
  });

  test('said twice keeps its place', async () => {
    server.before = down;
    await call(1);
    await call(2);
    await call(1);
    server.asked = [];
    server.before = () => undefined;
    await Promise.all([carryOutWishes('now'), call(1), call(2), carryOutWishes('now')]);
    expect(engagementsOf(ada)).toEqual([1, 2]);
  });
});

test('of several people they go out side by side, a few at once', async () => {
  const people = Array.from({ length: 9 }, (_, i) => ({ id: server.add(`person-${i}`).id, name: 'somebody' }));
  server.before = down;
  for (const [i, person] of people.entries()) await call(i + 1, person);
  let running = 0;
  let most = 0;
  server.before = async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resume) => setTimeout(resume, 10));
    running -= 1;
    return undefined;
  };
  await carryOutWishes('now');
  expect(most).toBe(4);
  expect(await cache.wishes.count()).toBe(0);
});

describe('patience', () => {
  test.each([0, 0.5, 0.999])('is between half a minute and a quarter of an hour, and grows (%d)', (luck) => {
    vi.spyOn(Math, 'random').mockReturnValue(luck);
    setClock(Date.now());
    let row: Patience = {};
    const waits = Array.from({ length: 12 }, () => {
      row = afterTry(row, { trouble: 'unreachable' });
      return waitOf(row) / minuteMs;
    });
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(0.5);
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    expect(waits.at(-1)).toBeCloseTo(0.5 + luck * 14.5);
    expect(row.tries).toBe(12);
  });

  test.each([
    [0, 0.5],
    [90, 1.5],
    [3600, 15],
  ])('is what a server asks for: %d seconds are %d minutes', (retryAfterSeconds, minutes) => {
    vi.spyOn(Math, 'random').mockReturnValue(0);
    setClock(Date.now());
    expect(waitOf(afterTry({}, { trouble: 'unreachable', retryAfterSeconds })) / minuteMs).toBe(minutes);
    const told = problem('too-many-requests', 429, { retryAfterSeconds });
    server.before = () => told;
    return call(1).then(async () => expect(waitOf((await cache.wishes.get(idOf(1))) ?? {}) / minuteMs).toBe(minutes));
  });

  test('what was tried lately has its time, until somebody says now', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0.999);
    const now = Date.now();
    setClock(now);
    server.before = down;
    await call(1);
    const [alarm] = await browser.alarms.getAll();
    expect(alarm?.scheduledTime).toBeGreaterThan(now + 50_000);
    await carryOutWishes();
    expect(heard()).toEqual([1]);
    // The later one of the same person waits with it.
    await call(2);
    expect(heard()).toEqual([1, 1]);
    server.asked = [];
    setClock(now + 5 * minuteMs);
    await carryOutWishes();
    expect(heard()).toEqual([1]);
    expect(await cache.wishes.get(idOf(1))).toMatchObject({ tries: 3 });
  });

  test.each([
    ['back', -24 * 60],
    ['ahead', 24 * 60],
  ])('does not last a day where the clock has jumped %s', async (_, minutes) => {
    server.before = down;
    await call(1);
    server.before = () => undefined;
    setClock(Date.now() + minutes * minuteMs);
    await carryOutWishes();
    expect(engagementsOf(ada)).toEqual([1]);
  });

  test('of a proxy is honoured, too, and asked for once', async () => {
    server.before = () => new Response('<html>Busy', { status: 503, headers: { 'retry-after': '120' } });
    vi.spyOn(Math, 'random').mockReturnValue(0);
    setClock(Date.now());
    await call(1);
    expect(waitOf((await cache.wishes.get(idOf(1))) ?? {}) / minuteMs).toBe(2);
  });

  test('is a bulk action’s as well', async () => {
    await select([seen({ slug: 'cem' })]);
    server.before = down;
    await startBulk({ id: idOf(1), people: [{ id: (await basket()).people[0]?.id ?? 0, costCredits: 1 }] });
    await vi.waitFor(async () => expect(await bulk()).toMatchObject({ state: 'stopped' }));
    server.before = () => undefined;
    server.asked = [];
    await carryOutWishes();
    expect(server.asked).toEqual([]);
    setClock(Date.now() + 2 * minuteMs);
    await carryOutWishes();
    expect(await bulk()).toMatchObject({ state: 'done' });
    expect(await cache.bulk.toCollection().first()).not.toHaveProperty('notBefore');
  });
});

describe('what will never succeed', () => {
  test.each<ProblemCode>(['request-too-old', 'not-found', 'forbidden', 'wrong-state', 'invalid-request', 'ledger-stopped'])(
    'comes back as a question with its reason: %s',
    async (code) => {
      server.before = down;
      await call(1);
      server.before = () => problem(code, problemStatus[code]);
      await carryOutWishes('now');
      expect(await openWishes()).toMatchObject([{ state: 'question', refusal: { problem: { code } } }]);
      expect(await browser.alarms.getAll()).toEqual([]);
      server.asked = [];
      await carryOutWishes('now');
      expect(heard()).toEqual([]);
    },
  );

  test('under a request id that is too old, the user decides anew: it goes out under another one, once', async () => {
    server.before = down;
    await call(1);
    server.before = () => problem('request-too-old', 409);
    await carryOutWishes('now');
    server.before = () => undefined;
    server.asked = [];
    await Promise.all([retryWish({ requestId: idOf(1) }), retryWish({ requestId: idOf(1) })]);
    const sent = server.asked.filter(({ method }) => method !== 'GET');
    expect(sent).toHaveLength(1);
    expect(sent[0]?.body.requestId).not.toBe(idOf(1));
    expect(sent[0]?.body.requestId).toMatch(/^[\da-f]{8}-[\da-f]{4}-7/);
    expect(await cache.wishes.count()).toBe(0);
  });

  test('an analysis of somebody erased is a question that names nobody', async () => {
    server.before = down;
    await analyse({ requestId: idOf(1), sighting: seen({ slug: 'lena-dupuis' }, 'profile'), ceilingCredits: 1 });
    await keepWish({ requestId: idOf(1) });
    server.people['slug:lena-dupuis'] = { class: 'erased' };
    server.before = () => undefined;
    await carryOutWishes('now');
    expect(await openWishes()).toMatchObject([{ state: 'question', about: { name: '' }, refusal: { problem: { code: 'not-found' } } }]);
    expect(JSON.stringify([...(await dump())])).not.toContain('lena');
  });
});

test('at whichever line the worker dies, everything is done once and in order', async () => {
  server.before = down;
  for (const n of [1, 2]) await call(n);
  await call(3, bob);
  await editContact({ requestId: idOf(4), contact: ada, fields: { headline: 'Engines' } });
  await analyse({ requestId: idOf(5), sighting: seen({ slug: 'new' }, 'profile'), ceilingCredits: 1 });
  await keepWish({ requestId: idOf(5) });
  server.before = () => undefined;
  await pulled();
  const before = await dump();
  const { credits } = server;
  // Of pulls that nobody waits for.
  vi.spyOn(console, 'error').mockReturnValue();
  let line = 0;
  for (let died = true; died;) {
    line += 1;
    await restore(before);
    // The server of this life has heard of nothing yet.
    const fresh = await anotherServer();
    died = await dieAt(line, async () => {
      await carryOutWishes('now');
      await pulled();
    });
    await carryOutWishes('now');
    await pull();
    expect([line, await cache.wishes.count()]).toEqual([line, 0]);
    expect([line, engagementsOf(ada), engagementsOf(bob), fresh.credits]).toEqual([line, [1, 2], [3], credits - 1]);
    expect(await cache.contacts.get(ada.id)).toMatchObject({ headline: 'Engines', seq: server.contacts.get(ada.id)?.seq });
    expect(await cache.contacts.where('keys').equals('slug:new').count()).toBe(1);
  }
  expect(line).toBeGreaterThan(20);
});

/** The same people, nothing done yet. */
async function anotherServer(): Promise<FakeServer> {
  await pulled();
  const { FakeServer: Server } = await import('./testing.ts');
  const fresh = new Server();
  for (const slug of ['ada', 'bob']) fresh.add(slug);
  vi.stubGlobal('fetch', fresh.fetch.bind(fresh));
  server = fresh;
  return fresh;
}
