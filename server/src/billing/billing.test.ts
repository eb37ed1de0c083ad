import { v7 as uuidv7 } from 'uuid';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { addMember } from '../accounts/accounts.ts';
import { changePlan } from '../plans/change.ts';
import { testApp, workspaceOf, type TestApp, type Told } from '../testing/app.ts';
import { openFakeStripe, stripeSettings, type FakeStripe } from '../testing/fakeStripe.ts';
import { broken } from '../testing/invariants.ts';

let app: TestApp;
let stripe: FakeStripe;
beforeAll(async () => {
  stripe = await openFakeStripe();
  app = await testApp({ payments: stripe.payments });
});
afterAll(async () => {
  await app.close();
  await stripe.close();
});
afterEach(() => {
  stripe.isAway = false;
  stripe.beforeTelling = () => Promise.resolve();
});

const november = '2026-11-10T12:00:00.000Z';
const december = '2026-12-10T12:00:00.000Z';
const sub = (status: string, price = 'price_growth', quantity = 1, id = 'sub_1') => ({
  id,
  status,
  items: { data: [{ price: { id: price }, quantity }] },
});

let events = 0;
const nowSeconds = (): number => Math.floor(Date.now() / 1000);

/** What Stripe sends, signed as it signs. */
function send(
  event: object,
  { secret = stripeSettings.webhookSecret, at = nowSeconds(), alter = (text: string) => text } = {},
): Promise<Told> {
  const payload = JSON.stringify(event);
  const header = stripe.payments.stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp: at });
  return app.ask('POST', '/stripe/events', { token: null, body: alter(payload), headers: { 'stripe-signature': header } });
}

async function customer() {
  await app.setClock(november);
  const session = await app.signUp();
  const { token } = session;
  const id = workspaceOf(session);
  const path = `/v1/workspaces/${id}/plan`;
  const pay = (plan = 'growth', more: object = {}): Promise<Told> =>
    app.ask('POST', `${path}/checkout`, { token, body: { requestId: uuidv7(), plan, seats: 1, every: 'month', ...more } });
  expect((await pay()).body).toEqual({ url: 'https://pay.example/checkout' });
  const customerId = stripe.heard.at(-1)?.form['customer'] ?? '';
  const event = (more: object = {}, about: object = {}) => ({
    id: `evt_${++events}`,
    object: 'event',
    type: 'customer.subscription.updated',
    data: { object: { customer: customerId, metadata: { workspaceId: id }, ...about } },
    ...more,
  });
  return {
    id,
    token,
    pay,
    customerId,
    event,
    portal: (): Promise<Told> => app.ask('POST', `${path}/portal`, { token }),
    room: async () => (await app.ask('GET', path, { token })).body,
    /** It is so, and Stripe says that something has changed. */
    becomes: async (...subscriptions: ReturnType<typeof sub>[]): Promise<void> => {
      stripe.subscriptions.set(customerId, subscriptions);
      expect((await send(event())).status).toBe(200);
    },
    stands: async (): Promise<string> => {
      const { plan, available, next } = (await app.ask('GET', path, { token })).body.balance;
      return `${available} on ${plan.code}×${plan.seats}${next ? `, then ${next.code} by ${next.because}` : ''}`;
    },
    acts: async (): Promise<string[]> =>
      (await app.ask('GET', `/v1/workspaces/${id}/audit`, { token })).body.entries.map(({ about }: { about: { to?: string } }) => about.to),
  };
}

describe('what is paid is the plan', () => {
  test('paid, more seats, unpaid, paid again: by the rules of every change', async () => {
    const { becomes, stands, acts } = await customer();
    expect(await stands()).toBe('25 on free×1');
    await becomes(sub('incomplete'));
    expect(await stands()).toBe('25 on free×1');
    await becomes(sub('active'));
    expect(await stands()).toBe('400 on growth×1');
    await becomes(sub('active', 'price_scale', 2));
    expect(await stands()).toBe('3000 on scale×2');
    await becomes(sub('active', 'price_growth_year', 1));
    expect(await stands()).toBe('3000 on scale×2, then growth by change');
    await becomes(sub('past_due', 'price_growth_year', 1));
    expect(await stands()).toBe('3000 on scale×2, then free by lapse');
    await becomes(sub('active', 'price_growth_year', 1));
    expect(await stands()).toBe('3000 on scale×2, then growth by change');
    expect(await acts()).toEqual(['growth × 1', 'free × 1', 'growth × 1', 'scale × 2', 'growth × 1']);
    expect(await broken(app.database.db)).toEqual([]);
  });

  test.each(['past_due', 'unpaid', 'canceled', 'paused'])(
    '%s lapses: free from the next period on; paying again brings it back',
    async (status) => {
      const { becomes, stands } = await customer();
      await becomes(sub('active'));
      await becomes(sub(status));
      expect(await stands()).toBe('400 on growth×1, then free by lapse');
      await app.setClock(december);
      expect(await stands()).toBe('25 on free×1');
      await becomes(sub('active', 'price_growth', 1, 'sub_2'), sub(status));
      expect(await stands()).toBe('400 on growth×1');
    },
  );

  test('one that is paid counts, whatever becomes of an older one', async () => {
    const { becomes, stands } = await customer();
    await becomes(sub('active', 'price_scale', 1, 'sub_2'), sub('canceled'));
    expect(await stands()).toBe('1500 on scale×1');
    await becomes(sub('incomplete_expired', 'price_growth', 1, 'sub_3'), sub('active', 'price_scale', 1, 'sub_2'), sub('canceled'));
    expect(await stands()).toBe('1500 on scale×1');
  });

  test('what the operator does besides stands until Stripe says something else', async () => {
    const { becomes, stands, id } = await customer();
    await becomes(sub('active'));
    await changePlan({ db: app.database.db, clock: app.accounts.clock }, { workspaceId: id, planCode: 'scale', seats: 1 });
    await becomes(sub('active'));
    expect(await stands()).toBe('1500 on scale×1');
  });

  test('what was never paid by card does not end with a card', async () => {
    const { becomes, stands, id } = await customer();
    await changePlan({ db: app.database.db, clock: app.accounts.clock }, { workspaceId: id, planCode: 'scale', seats: 1 });
    await becomes(sub('canceled'));
    expect(await stands()).toBe('1500 on scale×1');
  });
});

describe('events', () => {
  test('the same twice, and ten times at once, change once', async () => {
    const { customerId, event, stands, acts } = await customer();
    stripe.subscriptions.set(customerId, [sub('active')]);
    const one = event();
    const all = await Promise.all(Array.from({ length: 10 }, () => send(one)));
    expect(all.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
    expect((await send(one)).status).toBe(200);
    expect([await stands(), await acts()]).toEqual(['400 on growth×1', ['growth × 1']]);
  });

  test('in the wrong order say the same in the end: what is so is asked for', async () => {
    const { customerId, event, stands } = await customer();
    const [created, deleted] = [
      event({ type: 'customer.subscription.created' }, sub('active')),
      event({ type: 'customer.subscription.deleted' }),
    ];
    stripe.subscriptions.set(customerId, [sub('canceled')]);
    await send(deleted);
    await send(created);
    expect(await stands()).toBe('25 on free×1');
  });

  test('an answer that was overtaken while it came is not believed', async () => {
    const { customerId, event, stands } = await customer();
    stripe.subscriptions.set(customerId, [sub('active', 'price_scale')]);
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    const { promise: asked, resolve: isAsked } = Promise.withResolvers<void>();
    stripe.beforeTelling = () => {
      isAsked();
      return gate;
    };
    const slow = send(event());
    await asked;
    stripe.beforeTelling = () => Promise.resolve();
    stripe.subscriptions.set(customerId, [sub('active', 'price_growth')]);
    expect((await send(event())).status).toBe(200);
    open();
    expect((await slow).status).toBe(200);
    expect(await stands()).toBe('400 on growth×1');
  });

  test.each<[string, Parameters<typeof send>[1]]>([
    ['by somebody else', { secret: 'whsec_other' }],
    ['six minutes ago', { at: nowSeconds() - 360 }],
    ['over something else', { alter: (text) => text.replace('updated', 'deleted') }],
  ])('signed %s are refused', async (_, how) => {
    const { customerId, event, stands } = await customer();
    stripe.subscriptions.set(customerId, [sub('active')]);
    expect(await send(event(), how)).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
    expect(await stands()).toBe('25 on free×1');
  });

  test('not signed at all, or of no form: refused, and nobody is asked', async () => {
    const asked = stripe.heard.length;
    for (const headers of [{}, { 'stripe-signature': '' }, { 'stripe-signature': 't=1,v1=00' }, { 'stripe-signature': 'x'.repeat(5000) }])
      expect((await app.ask('POST', '/stripe/events', { token: null, body: { id: 'evt_1' }, headers })).status).toBe(400);
    expect((await app.ask('GET', '/stripe/events', { token: null })).status).toBe(405);
    expect(stripe.heard).toHaveLength(asked);
  });

  test('of another kind, of a customer that is not this workspace’s, of no workspace: thanked for, and nothing changes', async () => {
    const [mine, other] = [await customer(), await customer()];
    stripe.subscriptions.set(mine.customerId, [sub('active')]);
    for (const event of [
      mine.event({ type: 'invoice.paid' }),
      mine.event({ type: 'price.created', data: { object: {} } }),
      mine.event({}, { metadata: { workspaceId: other.id } }),
      mine.event({}, { metadata: { workspaceId: uuidv7() } }),
      mine.event({}, { metadata: {} }),
    ])
      expect(await send(event)).toMatchObject({ status: 200, body: { received: true } });
    expect([await mine.stands(), await other.stands()]).toEqual(['25 on free×1', '25 on free×1']);
  });

  test('that could not be carried out are answered so that they come again, and then are', async () => {
    const { customerId, event, stands } = await customer();
    const one = event();
    stripe.subscriptions.set(customerId, [sub('active', 'price_unknown')]);
    expect((await send(one)).status).toBe(409);
    stripe.subscriptions.set(customerId, [sub('active')]);
    stripe.isAway = true;
    expect((await send(one)).status).toBe(503);
    expect(await stands()).toBe('25 on free×1');
    stripe.isAway = false;
    expect((await send(one)).status).toBe(200);
    expect(await stands()).toBe('400 on growth×1');
  });
});

describe('paying', () => {
  test('leads to Stripe’s page for as many seats, as one customer, with nobody’s name', async () => {
    const { pay, id, customerId, room } = await customer();
    await Promise.all([pay('scale', { seats: 3 }), pay('growth', { every: 'year' })]);
    const made = stripe.heard.filter(({ path, form }) => path === '/v1/customers' && form['metadata[workspaceId]'] === id);
    expect(made.map(({ form }) => Object.keys(form))).toEqual([['metadata[workspaceId]']]);
    const scale = stripe.heard.find(({ form }) => form['customer'] === customerId && form['line_items[0][price]'] === 'price_scale');
    expect(scale?.form).toMatchObject({
      mode: 'subscription',
      'line_items[0][quantity]': '3',
      'subscription_data[metadata][workspaceId]': id,
      success_url: 'https://wellmet.example/paid',
    });
    expect((await room()).payment).toEqual({
      sold: stripeSettings.prices.map(({ plan, every }) => ({ plan, every })),
      isCustomer: false,
      isPaying: false,
    });
    expect((await app.ask('GET', '/paid', { token: null })).body).toContain('Thank you');
  });

  test('once: what is paid already is changed where it is paid', async () => {
    const { pay, becomes, portal, room } = await customer();
    await becomes(sub('past_due'));
    expect(await pay('scale')).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
    expect((await room()).payment).toMatchObject({ isCustomer: true, isPaying: false });
    await becomes(sub('active'));
    expect((await room()).payment).toMatchObject({ isCustomer: true, isPaying: true });
    expect((await pay('scale')).status).toBe(409);
    expect((await portal()).body).toEqual({ url: 'https://pay.example/portal' });
    await becomes(sub('canceled'));
    expect((await room()).payment).toMatchObject({ isCustomer: true, isPaying: false });
    expect((await pay('scale')).status).toBe(200);
  });

  test.each([
    ['the free plan', { plan: 'free' }, 409],
    ['a plan without a price', { plan: 'starter' }, 409],
    ['a year without a price', { plan: 'scale', every: 'year' }, 409],
    ['a plan that is none', { plan: 'gold' }, 404],
    ['a price of its own', { price: 'price_scale' }, 400],
  ])('not for %s', async (_, more, status) => {
    const { pay } = await customer();
    expect((await pay('growth', more)).status).toBe(status);
  });

  test('a member may not; while Stripe is away it is said, without its words', async () => {
    const { id, pay } = await customer();
    const account = { email: `${uuidv7()}@people.example`, password: 'correct horse' };
    await addMember(app.accounts, { workspaceId: id, name: 'Rolf Invented', ...account, role: 'member' });
    const { token } = (await app.ask('POST', '/v1/sign-in', { body: account, token: null })).body;
    for (const what of ['checkout', 'portal']) {
      const body = { requestId: uuidv7(), plan: 'growth', seats: 1, every: 'month' };
      expect((await app.ask('POST', `/v1/workspaces/${id}/plan/${what}`, { token, body })).status).toBe(403);
    }
    stripe.isAway = true;
    const answer = await pay();
    expect(answer).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    expect(JSON.stringify([answer.body, app.logged])).not.toContain('hush');
  });

  test('without a key there is none of it', async () => {
    const without = await testApp();
    try {
      const path = `/v1/workspaces/${without.workspaceId}/plan`;
      expect((await without.ask('GET', path)).body.payment).toBeUndefined();
      const body = { requestId: uuidv7(), plan: 'growth', seats: 1, every: 'month' };
      expect((await without.ask('POST', `${path}/checkout`, { body })).status).toBe(409);
      expect((await without.ask('POST', `${path}/portal`)).status).toBe(404);
      for (const [method, address] of [
        ['POST', '/stripe/events'],
        ['GET', '/paid'],
      ] as const)
        expect((await without.ask(method, address, { token: null })).status).toBe(404);
    } finally {
      await without.close();
    }
  });
});
