import type { WorkspacePlan } from '@wellmet/shared/plan';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { addMember } from '../accounts/accounts.ts';
import { testApp, workspaceOf, type TestApp, type Told } from '../testing/app.ts';
import { broken } from '../testing/invariants.ts';
import { openPostbox, type Postbox } from '../testing/postbox.ts';
import { analysisOf, memberId, sightingOf } from '../testing/sightings.ts';
import { changePlan, lapsePlan } from './change.ts';
import { answerRequest, openRequests } from './requests.ts';

let app: TestApp;
let postbox: Postbox;
beforeAll(async () => {
  postbox = await openPostbox();
  app = await testApp({ smtpUrl: postbox.url });
});
afterAll(async () => {
  await app.close();
  await postbox.close();
});
afterEach(() => app.setClock(undefined));

const november = '2026-10-31T23:00:00.000Z';
const december = '2026-11-30T23:00:00.000Z';

async function workspace() {
  await app.setClock(november);
  const session = await app.signUp({ workspaceName: 'Nimbus <b>Looms</b>' });
  const { token } = session;
  const id = workspaceOf(session);
  const path = `/v1/workspaces/${id}/plan`;
  const stand = { db: app.database.db, clock: app.accounts.clock };
  return {
    id,
    token,
    stand,
    room: async (seats?: number): Promise<WorkspacePlan> =>
      (await app.ask('GET', `${path}${seats === undefined ? '' : `?seats=${seats}`}`, { token })).body,
    ask: (plan: string, more: object = {}): Promise<Told> =>
      app.ask('POST', `${path}/requests`, { body: { requestId: uuidv7(), plan, seats: 1, every: 'month', ...more }, token }),
    withdraw: (request: string, requestId = uuidv7()): Promise<Told> =>
      app.ask('POST', `${path}/requests/${request}/withdrawal`, { body: { requestId }, token }),
    change: (planCode: string, seats = 1) => changePlan(stand, { workspaceId: id, planCode, seats }),
    acts: async (): Promise<string[]> =>
      (await app.ask('GET', `/v1/workspaces/${id}/audit`, { token })).body.entries.map(
        ({ act, by, about }: { act: string; by?: object; about: { to?: string } }) => `${by ? 'member' : 'operator'} ${act} ${about.to}`,
      ),
  };
}

describe('what each plan would do is what it does', () => {
  test.each([
    ['the same period', november],
    ['a period that nobody has begun', december],
  ])('in %s', async (_, instant) => {
    const { room, change, id, token } = await workspace();
    await change('growth');
    const someone = analysisOf([sightingOf({ member: memberId(1) }), sightingOf({ member: memberId(2) })]);
    await app.ask('POST', `/v1/workspaces/${id}/analyses`, { body: someone, token });
    for (const [plan, seats] of [
      ['scale', 2],
      ['growth', 1],
      ['starter', 3],
      ['growth', 3],
      ['free', 1],
    ] as const) {
      await app.setClock(instant);
      const offer = (await room(seats)).offers.find((one) => one.plan.code === plan);
      const { addedCredits, balance } = await change(plan, seats);
      expect(offer).toMatchObject({
        addedCredits,
        availableCredits: balance.available,
        seats,
        monthlyCredits: (offer?.plan.monthlyCreditsPerSeat ?? 0) * seats,
      });
      expect(offer?.holdsFrom).toBe(balance.next?.because === 'change' ? balance.periodEnd : undefined);
      expect((await room(seats)).offers.find((one) => one.plan.code === plan)?.isCurrent).toBe(balance.next === undefined);
    }
  });

  test('the free plan has one seat, however many are asked about', async () => {
    const { room, change } = await workspace();
    await change('growth', 3);
    const { seats, offers } = await room(3);
    expect([seats, ...offers.map((offer) => [offer.plan.code, offer.seats, offer.monthlyCredits])]).toEqual([
      3,
      ['free', 1, 25],
      ['starter', 3, 300],
      ['growth', 3, 1200],
      ['scale', 3, 4500],
    ]);
  });

  test('for as many seats as are in force where nothing is said, and nothing but numbers of seats', async () => {
    const { room, change, token, id } = await workspace();
    await change('growth', 4);
    expect((await room()).seats).toBe(4);
    for (const seats of ['0', '-1', '10001', '1.5', 'x'])
      expect((await app.ask('GET', `/v1/workspaces/${id}/plan?seats=${seats}`, { token })).status).toBe(400);
  });
});

describe('asking', () => {
  test('stands in the queue, is written to the operator, and is shown with its state', async () => {
    const { ask, room, id, acts } = await workspace();
    const { status, body } = await ask('growth', { seats: 3, every: 'year' });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      plan: { code: 'growth', name: 'Growth' },
      seats: 3,
      every: 'year',
      state: 'open',
      byYou: true,
      askedBy: 'Ines Invented',
    });
    expect((await room()).request).toEqual(body);
    expect((await openRequests(app.database.db)).filter(({ workspaceId }) => workspaceId === id)).toMatchObject([
      { id: body.id, plan: 'growth', seats: 3, every: 'year', workspace: 'Nimbus <b>Looms</b>' },
    ]);
    const { to, raw } = await postbox.next();
    expect(to).toEqual(['operator@server.example']);
    expect(raw.slice(raw.indexOf('text/html'))).not.toContain('<b>Looms');
    expect(await acts()).toEqual(['member plan-asked growth × 3']);
  });

  test('once for a request id, and one at a time: the next takes its place', async () => {
    const { ask, id, room } = await workspace();
    const requestId = uuidv7();
    const [first, again] = [await ask('growth', { requestId }), await ask('growth', { requestId })];
    expect(again.body).toEqual(first.body);
    expect((await ask('scale', { requestId })).body).toMatchObject({ code: 'request-id-reused' });
    const other = await ask('scale');
    expect((await room()).request).toEqual(other.body);
    await Promise.all(Array.from({ length: 10 }, () => ask('starter')));
    expect((await openRequests(app.database.db)).filter(({ workspaceId }) => workspaceId === id)).toHaveLength(1);
  });

  test.each([
    ['a plan that is none', { plan: 'gold' }, 404],
    ['what is in force', { plan: 'free' }, 409],
    ['the free plan for two', { plan: 'free', seats: 2 }, 409],
    ['a year of what is paid by the month', { plan: 'free', seats: 2, every: 'year' }, 409],
    ['no seat', { seats: 0 }, 400],
    ['half a seat', { seats: 1.5 }, 400],
    ['every week', { every: 'week' }, 400],
    ['its state by itself', { state: 'accepted' }, 400],
  ])('%s is refused', async (_, more, status) => {
    const { ask, room } = await workspace();
    expect((await ask('growth', more)).status).toBe(status);
    expect((await room()).request).toBeUndefined();
  });

  test('a member may not, and nobody of another workspace', async () => {
    const { id, ask, withdraw, room } = await workspace();
    const { body } = await ask('growth');
    const account = { email: `${uuidv7()}@people.example`, password: 'correct horse' };
    await addMember(app.accounts, { workspaceId: id, name: 'Rolf Invented', ...account, role: 'member' });
    const { token } = (await app.ask('POST', '/v1/sign-in', { body: account, token: null })).body;
    const asked = { requestId: uuidv7(), plan: 'scale', seats: 1, every: 'month' };
    expect((await app.ask('POST', `/v1/workspaces/${id}/plan/requests`, { body: asked, token })).status).toBe(403);
    const seen = (await app.ask('GET', `/v1/workspaces/${id}/plan`, { token })).body.request;
    expect(seen).toEqual({ ...body, byYou: false });
    const other = await workspace();
    expect((await other.withdraw(body.id)).status).toBe(404);
    expect((await app.ask('GET', `/v1/workspaces/${id}/plan`, { token: other.token })).status).toBe(404);
    expect((await room()).request).toMatchObject({ state: 'open' });
    await withdraw(body.id);
  });

  test('can be taken back until it is answered', async () => {
    const { ask, withdraw, room, stand } = await workspace();
    const { body } = await ask('growth');
    expect((await withdraw(body.id)).body).toMatchObject({ id: body.id, state: 'withdrawn' });
    expect((await withdraw(body.id)).body).toMatchObject({ code: 'wrong-state' });
    await expect(answerRequest(stand, body.id, true, undefined)).rejects.toMatchObject({ code: 'wrong-state' });
    expect((await room()).balance.plan.code).toBe('free');
  });
});

describe('the operator’s answer', () => {
  test('accepting puts the workspace on the plan, by the same rule and once', async () => {
    const { ask, room, stand, acts } = await workspace();
    const { body } = await ask('growth', { seats: 2 });
    const all = await Promise.allSettled(Array.from({ length: 5 }, () => answerRequest(stand, body.id, true, 'Welcome.')));
    expect(all.filter(({ status }) => status === 'fulfilled')).toMatchObject([{ value: { addedCredits: 775 } }]);
    const { balance, request } = await room();
    expect(balance).toMatchObject({ available: 800, plan: { code: 'growth', seats: 2 } });
    expect(request).toMatchObject({ state: 'accepted', answer: 'Welcome.' });
    expect(await acts()).toEqual(['operator plan-changed growth × 2', 'member plan-asked growth × 2']);
    expect(await broken(app.database.db)).toEqual([]);
  });

  test('declining changes nothing but the request', async () => {
    const { ask, room, stand, id } = await workspace();
    const { body } = await ask('growth');
    const { balance: before } = await room();
    expect((await answerRequest(stand, body.id, false, 'Pay the last bill first.')).addedCredits).toBe(0);
    const { balance, request } = await room();
    expect({ ...balance, at: '' }).toEqual({ ...before, at: '' });
    expect(request).toMatchObject({ state: 'declined', answer: 'Pay the last bill first.' });
    expect((await openRequests(app.database.db)).filter(({ workspaceId }) => workspaceId === id)).toEqual([]);
  });

  test('a lapse is noted, too, and is seen as what is planned next', async () => {
    const { change, stand, id, room, acts } = await workspace();
    await change('growth');
    await lapsePlan(stand, { workspaceId: id });
    expect((await room()).balance.next).toMatchObject({ code: 'free', because: 'lapse' });
    expect((await room()).offers.find(({ plan }) => plan.code === 'growth')?.isCurrent).toBe(false);
    expect((await acts())[0]).toBe('operator plan-changed free × 1');
  });
});
