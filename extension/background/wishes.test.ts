// @vitest-environment node
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { AnalyseOutcome, Balance, Quote } from '@wellmet/shared/credits';
import type { Sighting } from '@wellmet/shared/sighting';
import { cache } from '../cache/database.ts';
import { openWishes } from '../cache/read.ts';
import { emptyCache, rememberAccount } from '../cache/write.ts';
import { signOut } from './account.ts';
import { lookUp } from './analyse.ts';
import { analyse, carryOutWishes, dropWish, keepWish, retryWish } from './wishes.ts';

const workspace = { id: '0198a000-0000-7000-8000-000000000001', name: 'Oak & Co', role: 'owner' } as const;
const member = { id: '0198a000-0000-7000-8000-000000000002', name: 'Ines Okafor', email: 'ines@example.com' };
const contactId = '0198a000-0000-7000-8000-000000000003';
const requestId = '0198a000-0000-7000-8000-000000000004';
const at = '2026-11-23T10:00:00.000Z';

const sighting: Sighting = {
  identifiers: { slug: 'lena-dupuis' },
  name: 'Lena Dupuis',
  readFrom: { name: 'topCard' },
  page: { kind: 'profile', url: 'https://www.linkedin.com/in/lena-dupuis/', generation: 'sdui' },
};
const balance: Balance = {
  available: 24,
  used: 1,
  allotment: 25,
  periodStart: '2026-10-31T23:00:00.000Z',
  periodEnd: '2026-11-30T23:00:00.000Z',
  timeZone: 'Europe/Paris',
  plan: { code: 'free', name: 'Free' },
  at,
};
const firstAnalysis = { contactId, at, by: member.name, byYou: true };
const done: AnalyseOutcome = {
  outcome: 'done',
  people: [
    {
      class: 'new',
      costCredits: 1,
      firstAnalysis,
      contact: {
        id: contactId,
        name: 'Lena Dupuis',
        identifiers: [{ kind: 'slug', value: 'lena-dupuis' }],
        firstAnalysedAt: at,
        firstAnalysedBy: member.name,
        lastAnalysedAt: at,
        sighting,
        insights: { engine: 'local', version: 1, facts: [], hooks: [] },
      },
    },
  ],
  costCredits: 1,
  balance,
  replayed: false,
};
const empty: Quote = {
  people: [{ class: 'new', costCredits: 1 }],
  costCredits: 1,
  balance: { ...balance, available: 0, used: 25 },
  waysOn: [{ way: 'wait', until: balance.periodEnd }],
};
const short: AnalyseOutcome = { outcome: 'notEnoughCredits', quote: empty };

/** The server of a test: what it was asked, and what it says next. */
const asked: { url: string; body: unknown }[] = [];
let says: () => Response | Promise<Response>;
const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });
const down = () => Promise.reject(new TypeError('connection refused'));
const wish = { requestId, sighting, ceilingCredits: 1 };

beforeEach(async () => {
  fakeBrowser.reset();
  asked.length = 0;
  vi.stubGlobal('fetch', (url: URL, init: RequestInit) => {
    asked.push({ url: url.pathname, body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined });
    return says();
  });
  await emptyCache();
  await rememberAccount({ token: 'secret-token', expiresAt: '2026-12-23T10:00:00.000Z', member, workspace });
});
afterEach(() => vi.unstubAllGlobals());

describe('a confirmed wish', () => {
  test('is written down before it is sent and forgotten with its answer', async () => {
    says = async () => {
      expect(await cache.wishes.get(requestId)).toMatchObject({ state: 'sending', request: { ceilingCredits: 1, requestId } });
      return json(done);
    };
    expect(await analyse(wish)).toEqual(done);
    expect(await cache.wishes.count()).toBe(0);
    expect(await lookUp({ slug: 'lena-dupuis' })).toMatchObject({
      contact: { name: 'Lena Dupuis' },
      firstAnalysis: { byYou: true },
      balance,
    });
    expect(await fakeBrowser.alarms.getAll()).toEqual([]);
  });

  test('that was cut off by the death of the worker goes out again with the same id', async () => {
    await cache.wishes.put({
      requestId,
      workspaceId: workspace.id,
      memberId: member.id,
      request: { requestId, source: 'profile', ceilingCredits: 1, sightings: [sighting] },
      madeAt: at,
      state: 'sending',
    });
    says = () => json({ ...done, replayed: true });
    await carryOutWishes();
    expect(asked.map(({ body }) => (body as { requestId: string }).requestId)).toEqual([requestId]);
    expect(await cache.wishes.count()).toBe(0);
    expect((await lookUp({ slug: 'lena-dupuis' }))?.contact?.name).toBe('Lena Dupuis');
  });

  test('without an answer stops, shows nothing, and waits only if the user says so', async () => {
    says = down;
    expect(await analyse(wish)).toEqual({ trouble: 'unreachable' });
    expect(await openWishes()).toMatchObject([{ requestId, state: 'stopped' }]);
    expect(await lookUp({ slug: 'lena-dupuis' })).toBeUndefined();
    await carryOutWishes();
    expect(asked).toHaveLength(2);

    await keepWish({ requestId });
    expect(await fakeBrowser.alarms.getAll()).toHaveLength(1);
    await carryOutWishes();
    expect(await openWishes()).toMatchObject([{ state: 'waiting' }]);
    says = () => json(done);
    await carryOutWishes();
    expect(await openWishes()).toEqual([]);
    expect((await lookUp({ slug: 'lena-dupuis' }))?.contact?.name).toBe('Lena Dupuis');
    expect(await fakeBrowser.alarms.getAll()).toEqual([]);
  });

  test('kept twice, by a double click, is kept', async () => {
    says = down;
    await analyse(wish);
    expect(await keepWish({ requestId })).toBe(true);
    expect(await keepWish({ requestId })).toBe(true);
    expect(await openWishes()).toMatchObject([{ state: 'waiting' }]);
    await dropWish({ requestId });
    expect(await keepWish({ requestId })).toBe(false);
  });

  test('dropped by the user is not sent again', async () => {
    says = down;
    await analyse(wish);
    await keepWish({ requestId });
    await dropWish({ requestId });
    asked.length = 0;
    await carryOutWishes();
    expect(asked).toEqual([]);
  });

  test('that nobody watches any more and that is refused becomes a question', async () => {
    says = down;
    await analyse(wish);
    await keepWish({ requestId });
    says = () => json(short);
    await carryOutWishes();
    expect(await openWishes()).toMatchObject([{ state: 'question', refusal: { outcome: 'notEnoughCredits' } }]);
    expect(await lookUp({ slug: 'lena-dupuis' })).toBeUndefined();
  });

  test('said twice at once is sent one after the other, with one id', async () => {
    let running = 0;
    says = async () => {
      running += 1;
      expect(running).toBe(1);
      await new Promise((resume) => setTimeout(resume, 20));
      running -= 1;
      return json(done);
    };
    expect(await Promise.all([analyse(wish), analyse(wish)])).toEqual([done, done]);
  });
});

test('a free refresh without an answer leaves nothing behind', async () => {
  says = down;
  expect(await analyse({ ...wish, ceilingCredits: 0 })).toEqual({ trouble: 'unreachable' });
  expect(await cache.wishes.count()).toBe(0);
});

test('an answer that this version does not understand is "please update"; no answer of the server\'s own is none', async () => {
  says = () => json({ outcome: 'somethingNew' });
  expect(await analyse(wish)).toEqual({ trouble: 'updateNeeded' });
  says = () => json({ code: 'some-new-problem' }, 418);
  expect(await analyse(wish)).toEqual({ trouble: 'updateNeeded' });
  for (const [body, status] of [
    ['<html>Sign in to the hotel', 200],
    ['<html>Not found', 404],
    ['{"outcome":"do', 200],
    ['<html>Bad gateway', 502],
  ] as const) {
    says = () => new Response(body, { status });
    expect([body, await analyse(wish)]).toEqual([body, { trouble: 'unreachable' }]);
  }
});

test('half an answer is asked for again', async () => {
  const answers = [new Response('{"outcome":"do'), json(done)];
  says = () => answers.shift() ?? down();
  expect(await analyse(wish)).toEqual(done);
});

test('a fault of the server is told as one, with its request id', async () => {
  const problem = { type: '/problems/internal', code: 'internal', title: 'Fault', status: 500, requestId: 'r-1' };
  says = () => json(problem, 500);
  expect(await analyse(wish)).toEqual({ trouble: 'refused', problem });
  says = () => json({ ...problem, code: 'unavailable', status: 503 }, 503);
  expect(await analyse(wish)).toEqual({ trouble: 'unreachable' });
});

test('what the user is being asked about is not sent behind their back', async () => {
  // While the server hangs the alarm rings: its turn comes when the panel already says that no answer came.
  let hang = true;
  says = async () => {
    await new Promise((resume) => setTimeout(resume, 30));
    return hang ? down() : json(done);
  };
  const watched = analyse(wish);
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  const alarm = carryOutWishes();
  expect(await watched).toEqual({ trouble: 'unreachable' });
  hang = false;
  const before = asked.length;
  await alarm;
  expect(asked).toHaveLength(before);
  expect(await openWishes()).toMatchObject([{ state: 'stopped' }]);
  await retryWish({ requestId });
  expect(await openWishes()).toEqual([]);
});

test("a wish is its member's: a colleague who signs in on the same device neither sees nor pays for it", async () => {
  says = down;
  await analyse(wish);
  await keepWish({ requestId });
  const colleague = { id: '0198a000-0000-7000-8000-000000000009', name: 'Paul', email: 'paul@example.com' };
  await rememberAccount({ token: 'other-token', expiresAt: at, member: colleague, workspace });
  asked.length = 0;
  says = () => json(done);
  await carryOutWishes();
  await retryWish({ requestId });
  expect(asked).toEqual([]);
  expect(await openWishes()).toEqual([]);
  // Nobody here can carry it out: nothing has to wake up for it.
  expect(await fakeBrowser.alarms.getAll()).toEqual([]);
  await rememberAccount({ token: 'secret-token', expiresAt: at, member, workspace });
  await carryOutWishes();
  expect(asked).toHaveLength(1);
  expect(await cache.wishes.count()).toBe(0);
});

test('when the sign-in has run out, what was kept goes and the user is told', async () => {
  says = () => json(done);
  await analyse(wish);
  says = () => json({ type: '/problems/unauthenticated', code: 'unauthenticated', title: 'Sign in', status: 401 }, 401);
  expect(await analyse({ ...wish, ceilingCredits: 0 })).toEqual({ trouble: 'signedOut' });
  expect(await cache.account.count()).toBe(0);
  expect(await cache.contacts.count()).toBe(0);
});

test('signing out empties the cache, and an answer that comes later is not written down', async () => {
  const answers: ((response: Response) => void)[] = [];
  says = () => new Promise((resolve) => void answers.push(resolve));
  const analysing = analyse(wish);
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  says = () => new Response(null, { status: 204 });
  await signOut();
  answers[0]?.(json(done));
  await analysing;
  for (const table of cache.tables) expect([table.name, await table.count()]).toEqual([table.name, 0]);
});
