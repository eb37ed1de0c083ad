// @vitest-environment node
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Campaign, EnrolOutcome, Holder } from '@wellmet/shared/campaign';
import type { AnalyseOutcome, Balance, Quote } from '@wellmet/shared/credits';
import type { Sighting } from '@wellmet/shared/sighting';
import { cache } from '../cache/database.ts';
import { openWishes } from '../cache/read.ts';
import { emptyCache, rememberAccount } from '../cache/write.ts';
import { signOut } from './account.ts';
import { lookUp } from './analyse.ts';
import { campaigns, createCampaign, knownCampaigns } from './campaigns.ts';
import { carryOutWishes } from './outbox.ts';
import { marks } from './marks.ts';
import { analyse, dropWish, enrol, keepWish, leaveCampaign, retryWish } from './wishes.ts';

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
  plan: { code: 'free', name: 'Free', seats: 1 },
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
        seq: 1,
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
/** A server that answers by the end of the address, and not elsewhere. */
const answersBy = (byPath: Record<string, unknown>) => () => {
  const { url = '' } = asked.at(-1) ?? {};
  const found = Object.entries(byPath).find(([end]) => url.endsWith(end));
  return found ? json(found[1]) : down();
};
const lena = async () => (await lookUp({ slug: 'lena-dupuis' }))?.contact;
const wish = { requestId, sighting, ceilingCredits: 1 };

beforeEach(async () => {
  fakeBrowser.reset();
  asked.length = 0;
  vi.stubGlobal('fetch', (url: URL, init: RequestInit) => {
    // Following the workspace is pull.test.ts.
    if (init.method === 'GET' && url.pathname.endsWith('/changes')) return down();
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
      expect(await cache.wishes.get(requestId)).toMatchObject({ state: 'sending', asked: { body: { ceilingCredits: 1, requestId } } });
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
      asked: { route: 'analyse', body: { requestId, source: 'profile', ceilingCredits: 1, sightings: [sighting] } },
      about: { name: sighting.name },
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
    await carryOutWishes('now');
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

describe('campaigns', () => {
  const spring: Campaign = {
    id: '0198a000-0000-7000-8000-000000000005',
    name: 'Looms in spring',
    state: 'ongoing',
    paused: false,
    createdAt: at,
    createdBy: member.name,
    counts: {},
    waiting: 0,
  };
  const closed: Campaign = { ...spring, id: '0198a000-0000-7000-8000-000000000006', state: 'completed' };
  const campaign = { id: spring.id, name: spring.name };
  const wanted = { requestId, contact: { id: contactId, name: 'Lena Dupuis' }, campaign };
  const holder: Holder = { campaignId: closed.id, campaignName: 'Autumn yarn', by: 'Ana', byYou: false, since: at };
  const enrolled: EnrolOutcome = { people: [{ contactId, enrolment: 'enrolled' }], replayed: false };
  const held: EnrolOutcome = { people: [{ contactId, enrolment: 'skipped', holder }], replayed: false };
  const [paid] = done.outcome === 'done' ? done.people : [];
  const inSpring = { ...paid?.contact, campaigns: [{ ...campaign, campaignState: 'ongoing', state: 'queued' }] };

  test('those that take people are listed, kept with their time, and forgotten at signing out', async () => {
    expect(await knownCampaigns()).toBeUndefined();
    says = () => json({ campaigns: [closed, spring] });
    expect(await campaigns()).toMatchObject({ campaigns: [spring], mayMove: true });
    const draft = { ...spring, id: '0198a000-0000-7000-8000-000000000007', name: 'New', state: 'draft' };
    says = () => json(draft);
    expect(await createCampaign({ id: draft.id, name: 'New' })).toEqual(draft);
    says = down;
    expect(await campaigns()).toEqual({ trouble: 'unreachable' });
    expect((await knownCampaigns())?.campaigns).toEqual([draft, spring]);
    await rememberAccount({ token: 'secret-token', expiresAt: at, member, workspace: { ...workspace, role: 'member' } });
    says = () => json({ campaigns: [] });
    expect(await campaigns()).toMatchObject({ mayMove: false });
    await signOut();
    expect(await knownCampaigns()).toBeUndefined();
  });

  test('a known contact is put in one by a wish that is written down, and its card then says so', async () => {
    says = () => json(done);
    await analyse(wish);
    const kept: unknown[] = [];
    says = async () => {
      kept.push(await cache.wishes.get(requestId));
      return answersBy({ '/enrolments': enrolled, [`/contacts/${contactId}`]: inSpring })();
    };
    expect(await enrol(wanted)).toMatchObject({ enrolment: 'enrolled', contact: { campaigns: [{ state: 'queued' }] } });
    const about = { name: 'Lena Dupuis', url: sighting.page.url, campaignName: spring.name };
    expect(kept[0]).toMatchObject({ state: 'sending', about });
    expect(await cache.wishes.count()).toBe(0);
    expect(await lena()).toMatchObject({ campaigns: [{ name: spring.name, state: 'queued' }] });

    says = answersBy({
      '/changes': { contactIds: [contactId], notWaiting: [], replayed: false },
      [`/contacts/${contactId}`]: paid?.contact,
    });
    expect(await leaveCampaign(wanted)).toMatchObject({ enrolment: 'left' });
    expect(asked.at(-2)?.body).toMatchObject({ state: 'removed', contactIds: [contactId] });
    expect((await lena())?.campaigns).toEqual([]);
  });

  test('somebody whom another one holds is told with the holder, and put in with a choice', async () => {
    says = answersBy({ '/enrolments': held });
    expect(await enrol(wanted)).toEqual({ enrolment: 'skipped', holder, contact: undefined });
    expect(await cache.wishes.count()).toBe(0);
    says = answersBy({ '/enrolments': { people: [{ contactId, enrolment: 'waiting', holder }], replayed: false } });
    expect(await enrol({ ...wanted, choice: 'wait' })).toMatchObject({ enrolment: 'waiting' });
    expect(asked.filter(({ url }) => url.endsWith('/enrolments')).at(-1)?.body).toMatchObject({
      choices: [{ contactId, choice: 'wait' }],
    });
  });

  test.each([
    ['adding', () => enrol(wanted), '/enrolments', enrolled],
    ['removing', () => leaveCampaign(wanted), '/changes', { contactIds: [contactId], notWaiting: [], replayed: false }],
    ['analysing free and adding', () => analyse({ ...wish, ceilingCredits: 0, campaign }), '/analyses', done],
  ])('%s without an answer is kept when the user says so, and done with the same id', async (_, act, path, answer) => {
    says = down;
    expect(await act()).toEqual({ trouble: 'unreachable' });
    expect(await openWishes()).toMatchObject([{ state: 'stopped', about: { campaignName: spring.name } }]);
    await keepWish({ requestId });
    asked.length = 0;
    says = answersBy({ [path]: answer });
    await carryOutWishes();
    expect(asked.find(({ url }) => url.endsWith(path))?.body).toMatchObject({ requestId });
    expect(await cache.wishes.count()).toBe(0);
  });

  test('that nobody watches any more and that meets a holder, or a refusal, becomes a question', async () => {
    says = down;
    await enrol(wanted);
    await keepWish({ requestId });
    says = answersBy({ '/enrolments': held });
    await carryOutWishes();
    expect(await openWishes()).toMatchObject([{ state: 'question', refusal: { outcome: 'held', holder } }]);
    says = () => json({ type: '/problems/wrong-state', code: 'wrong-state', title: 'Closed', status: 409 }, 409);
    await retryWish({ requestId });
    expect(await openWishes()).toMatchObject([{ state: 'question', refusal: { problem: { code: 'wrong-state' } } }]);
  });

  test('an analysis that is paid while its campaign is refused is written down, and the rest asked', async () => {
    says = down;
    await analyse({ ...wish, campaign });
    await keepWish({ requestId });
    says = () => json({ ...done, people: [{ ...paid, enrolment: 'skipped', holder }] });
    await carryOutWishes();
    expect(asked.at(-1)?.body).toMatchObject({ campaignId: spring.id });
    expect(await openWishes()).toMatchObject([{ state: 'question', refusal: { outcome: 'held' } }]);
    expect((await lena())?.name).toBe('Lena Dupuis');
  });
});

test('somebody who was erased is not kept on this device either', async () => {
  says = () => json(done);
  await analyse(wish);
  const refused = { ...done, people: [{ class: 'erased', costCredits: 0 }], costCredits: 0 };
  says = answersBy({ '/analyses': refused, '/cards': { contacts: [] } });
  await analyse({ ...wish, ceilingCredits: 0 });
  expect(await lookUp({ slug: 'lena-dupuis' })).toBeUndefined();
});

test('an erased person’s address beside the id of a contact is refused, and the contact stays what they are', async () => {
  says = () => json(done);
  await analyse(wish);
  const refused = { ...done, people: [{ class: 'erased', costCredits: 0 }], costCredits: 0 };
  const theirs = `ACoAA${'B'.repeat(34)}`;
  const both = { ...wish, ceilingCredits: 0, sighting: { ...sighting, identifiers: { slug: 'lena-dupuis', member: theirs } } };
  const [lenaNow] = done.people;
  says = answersBy({ '/analyses': refused, '/cards': { contacts: [lenaNow?.contact] } });
  await analyse(both);
  expect(await lena()).toMatchObject({ name: 'Lena Dupuis' });
  expect(await marks([{ slug: 'lena-dupuis' }, { member: theirs }])).toMatchObject([{ isErased: false }, { isErased: true }]);
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
