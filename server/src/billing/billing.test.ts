import { v7 as uuidv7 } from 'uuid';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { addMember } from '../accounts/accounts.ts';
import { changePlan } from '../plans/change.ts';
import { testApp, workspaceOf, type TestApp, type Told } from '../testing/app.ts';
import { openLog } from '../log.ts';
import { openRequests } from '../plans/requests.ts';
import { eventOf, openFakeStripe, stripeSettings, type FakeStripe, type FakeSubscription } from '../testing/fakeStripe.ts';
import { broken } from '../testing/invariants.ts';
import { askingWhatIsPaid } from './paid.ts';

let app: TestApp;
let stripe: FakeStripe;
const logged: string[] = [];
beforeAll(async () => {
  stripe = await openFakeStripe(openLog('trace', { write: (line: string) => void logged.push(line) }));
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
const item = (price: string, quantity = 1) => ({ price: { id: price }, quantity });
const sub = (status: string, price = 'price_growth', quantity = 1, id = 'sub_1') => ({
  id,
  status,
  items: { data: [item(price, quantity)] },
});

const offerScale = (offered: boolean) => app.database.owner.updateTable('plan').set({ offered }).where('code', '=', 'scale').execute();
const look = () => askingWhatIsPaid({ db: app.database.db, clock: app.accounts.clock }, stripe.payments).work(new AbortController().signal);

let events = 0;
const nowSeconds = (): number => Math.floor(Date.now() / 1000);

/** What Stripe sends, signed as it signs. */
function send(
  event: object,
  {
    secret = stripeSettings.webhookSecret,
    at = nowSeconds(),
    alter = (text) => text,
  }: { secret?: string; at?: number; alter?: (text: string) => string } = {},
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
  const page = (await pay()).body as { url: string };
  expect(page).toEqual({ url: stripe.sessions.at(-1)?.url });
  const customerId = stripe.sessions.at(-1)?.customer ?? '';
  const event = (more: object = {}, about: object = {}) => {
    const whole = eventOf(`evt_${++events}`, customerId);
    return { ...whole, data: { object: { ...whole.data.object, metadata: { workspaceId: id }, ...about } }, ...more };
  };
  return {
    id,
    token,
    pay,
    customerId,
    event,
    portal: (): Promise<Told> => app.ask('POST', `${path}/portal`, { token }),
    room: async () => (await app.ask('GET', path, { token })).body,
    /** It is so, and Stripe says that something has changed. */
    becomes: async (...subscriptions: FakeSubscription[]): Promise<void> => {
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

  test('a price that is no longer sold is still its plan; other things that are bought beside a plan are none', async () => {
    const { becomes, stands } = await customer();
    await becomes(sub('active', 'price_growth_before'));
    expect(await stands()).toBe('400 on growth×1');
    await becomes(sub('active', 'price_of_advice', 7, 'sub_2'), {
      ...sub('active'),
      items: { data: [item('price_of_ink', 9), item('price_scale')] },
    });
    expect(await stands()).toBe('1500 on scale×1');
  });

  test('no quantity is one seat; more seats than a workspace may have are as many as it may', async () => {
    const { becomes, stands } = await customer();
    await becomes({ ...sub('active'), items: { data: [{ price: { id: 'price_growth' } }] } });
    expect(await stands()).toBe('400 on growth×1');
    await becomes(sub('active', 'price_growth', 1_000_000));
    expect(await stands()).toBe('4000000 on growth×10000');
  });

  test('what was asked for is granted by paying for it, or no longer wanted; nothing waits for the operator', async () => {
    const [first, second] = [await customer(), await customer()];
    for (const { id, token } of [first, second]) {
      const body = { requestId: uuidv7(), plan: 'growth', seats: 2, every: 'month' };
      expect((await app.ask('POST', `/v1/workspaces/${id}/plan/requests`, { token, body })).status).toBe(200);
    }
    await first.becomes(sub('active', 'price_growth', 2));
    await second.becomes(sub('active', 'price_scale', 2));
    expect([(await first.room()).request.state, (await second.room()).request.state]).toEqual(['accepted', 'withdrawn']);
    const waiting = (await openRequests(app.database.db)).map(({ workspaceId }) => workspaceId);
    expect(waiting.filter((id) => id === first.id || id === second.id)).toEqual([]);
  });

  test('two that are paid at once are told to the operator', async () => {
    const { becomes, id } = await customer();
    await becomes(sub('active', 'price_scale', 1, 'sub_2'), sub('active'));
    expect(logged.filter((line) => line.includes(id) && line.includes('more than one subscription'))).toHaveLength(1);
  });

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
    const asked = stripe.heard.length;
    expect((await send(one)).status).toBe(200);
    expect(stripe.heard).toHaveLength(asked);
    expect([await stands(), await acts()]).toEqual(['400 on growth×1', ['growth × 1']]);
  });

  test('several at once, each of them new, change once', async () => {
    const { customerId, event, stands, acts } = await customer();
    stripe.subscriptions.set(customerId, [sub('active')]);
    const all = await Promise.all([event(), event(), event()].map((one) => send(one)));
    expect(all.map(({ status }) => status)).toEqual([200, 200, 200]);
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
    const now = `t=${nowSeconds()}`;
    const odd = ['', 't=1,v1=00', 'x'.repeat(5000), 't=,v1=', `${now},v1`, `${now},v1=${'é'.repeat(64)}`, `${now},v0=${'0'.repeat(64)}`];
    for (const headers of [{}, ...odd.map((signature) => ({ 'stripe-signature': signature }))])
      expect((await app.ask('POST', '/stripe/events', { token: null, body: { id: 'evt_1' }, headers })).status).toBe(400);
    expect((await app.ask('GET', '/stripe/events', { token: null })).status).toBe(405);
    expect(stripe.heard).toHaveLength(asked);
  });

  test('longer than anything that Stripe sends are not read to their end', async () => {
    const { event } = await customer();
    expect((await send({ ...event(), more: 'x'.repeat(1024 * 1024) })).status).toBe(413);
  });

  test('of another kind or of no customer of ours: thanked for, and nobody is asked', async () => {
    const { customerId, event, stands, id } = await customer();
    stripe.subscriptions.set(customerId, [sub('active')]);
    const asked = stripe.heard.length;
    for (const one of [
      event({ type: 'invoice.paid' }),
      event({ type: 'price.created', data: { object: {} } }),
      event({}, { customer: 'cus_of_somebody', metadata: {} }),
      event({}, { customer: 'cus_of_somebody', metadata: { workspaceId: id } }),
    ])
      expect(await send(one)).toMatchObject({ status: 200, body: { received: true } });
    expect(stripe.heard).toHaveLength(asked);
    expect(await stands()).toBe('25 on free×1');
  });

  test('of what was made on Stripe’s dashboard, and names no workspace, are of the customer’s', async () => {
    const [mine, other] = [await customer(), await customer()];
    stripe.subscriptions.set(mine.customerId, [sub('active')]);
    await send(mine.event({}, { metadata: {} }));
    expect([await mine.stands(), await other.stands()]).toEqual(['400 on growth×1', '25 on free×1']);
    stripe.subscriptions.set(mine.customerId, [sub('active', 'price_scale')]);
    await send(mine.event({}, { metadata: { workspaceId: other.id } }));
    expect([await mine.stands(), await other.stands()]).toEqual(['1500 on scale×1', '25 on free×1']);
  });

  test('of a workspace that is no more are thanked for, and the operator is told who goes on paying', async () => {
    const { id, customerId, event } = await customer();
    stripe.subscriptions.set(customerId, [sub('active')]);
    await app.database.owner.deleteFrom('billing').where('workspace_id', '=', id).execute();
    const one = event();
    expect((await send(one)).status).toBe(200);
    expect(logged.filter((line) => line.includes(one.id) && line.includes('no more'))).toHaveLength(1);
  });

  test('that are about a plan off offer wait until it is on offer again', async () => {
    const { customerId, event, stands } = await customer();
    stripe.subscriptions.set(customerId, [sub('active', 'price_scale')]);
    const one = event();
    await offerScale(false);
    try {
      expect(await send(one)).toMatchObject({ status: 404, body: { detail: 'There is no plan "scale" on offer.' } });
    } finally {
      await offerScale(true);
    }
    expect(await stands()).toBe('25 on free×1');
    expect((await send(one)).status).toBe(200);
    expect(await stands()).toBe('1500 on scale×1');
    expect(logged.find((line) => line.includes(one.id))).toContain('was not carried out');
  });

  test('ask the database on a connection that was told the workspace', async () => {
    const alone = await testApp({ payments: stripe.payments, max: 1 });
    try {
      const { workspaceId, session } = alone;
      const body = { requestId: uuidv7(), plan: 'growth', seats: 1, every: 'month' };
      await alone.ask('POST', `/v1/workspaces/${workspaceId}/plan/checkout`, { token: session.token, body });
      const place = async () =>
        (await alone.database.pool.query<{ place: string }>(`select current_setting('wellmet.workspace', true) as place`)).rows[0]?.place;
      await alone.signUp();
      expect(await place()).toBe('*');
      const payload = JSON.stringify(eventOf('evt_fenced', stripe.sessions.at(-1)?.customer ?? ''));
      const signature = stripe.payments.stripe.webhooks.generateTestHeaderString({ payload, secret: stripeSettings.webhookSecret });
      const told = { token: null, body: payload, headers: { 'stripe-signature': signature } };
      expect((await alone.ask('POST', '/stripe/events', told)).status).toBe(200);
      expect(await place()).toBe(workspaceId);
    } finally {
      await alone.close();
    }
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
    expect(made[0]?.key).toContain(id);
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
      state: 'none',
    });
    expect((await app.ask('GET', '/paid', { token: null })).body).toContain('Thank you');
  });

  test('once: what is paid already, or is being paid, is changed where it is paid', async () => {
    const { pay, becomes, portal, room, customerId } = await customer();
    for (const [status, state] of [
      ['incomplete', 'pending'],
      ['past_due', 'unpaid'],
      ['active', 'paid'],
    ] as const) {
      await becomes(sub(status));
      expect((await room()).payment.state).toBe(state);
      expect(await pay('scale')).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
      expect(stripe.sessions.filter(({ customer: whose, status: now }) => whose === customerId && now === 'open')).toEqual([]);
    }
    expect((await portal()).body).toEqual({ url: `${stripe.url}/portal/${customerId}` });
    await becomes(sub('canceled'));
    expect((await room()).payment.state).toBe('ended');
    expect((await pay('scale')).status).toBe(200);
  });

  test('on one page at a time, however many are opened; what was paid on another one meanwhile is not paid again', async () => {
    const { pay, customerId } = await customer();
    const pages = () => stripe.sessions.filter(({ customer: whose }) => whose === customerId);
    const open = () => pages().filter(({ status }) => status === 'open').length;
    await pay();
    expect(pages().map(({ status }) => status)).toEqual(['expired', 'open']);
    await Promise.all([pay(), pay('scale'), pay()]);
    expect(open()).toBeLessThanOrEqual(1);
    await pay();
    expect(open()).toBe(1);
    stripe.beforeTelling = () => {
      stripe.beforeTelling = () => Promise.resolve();
      stripe.subscriptions.set(customerId, [sub('active')]);
      return Promise.resolve();
    };
    await pay();
    expect((await pay()).status).toBe(409);
    expect(open()).toBe(0);
  });

  test('as another customer where Stripe has the first no more; what is told of that one is of nobody', async () => {
    const { pay, id, customerId, event, becomes, stands, room } = await customer();
    await becomes(sub('canceled'));
    stripe.gone.add(customerId);
    expect((await pay('scale')).status).toBe(200);
    const now = stripe.sessions.at(-1)?.customer ?? '';
    expect(now).not.toBe(customerId);
    expect((await room()).payment.state).toBe('none');
    stripe.subscriptions.set(customerId, [sub('active')]);
    await send(event());
    expect(await stands()).toBe('25 on free×1');
    stripe.subscriptions.set(now, [sub('active')]);
    await send(eventOf('evt_of_another_customer', now));
    expect(await stands()).toBe('400 on growth×1');
    expect(stripe.heard.filter(({ path, form }) => path === '/v1/customers' && form['metadata[workspaceId]'] === id)).toHaveLength(2);
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
    expect(JSON.stringify([answer.body, app.logged, logged])).not.toContain('hush');
    expect(logged.at(-1)).toMatch(/"type":"StripeAPIError","status":500.*Stripe has not done/);
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

describe('once a day', () => {
  test('what no event has told is found, once, and one workspace that cannot be told keeps no other from it', async () => {
    const [odd, paying] = [await customer(), await customer()];
    stripe.subscriptions.set(odd.customerId, [sub('active', 'price_unknown')]);
    stripe.subscriptions.set(paying.customerId, [sub('active')]);
    await look();
    await look();
    expect([await odd.stands(), await paying.stands()]).toEqual(['25 on free×1', '400 on growth×1']);
    expect(await paying.acts()).toEqual(['growth × 1']);
    expect(logged.filter((line) => line.includes(odd.id) && line.includes('could not be told'))).toHaveLength(2);
    stripe.subscriptions.set(odd.customerId, []);
  });

  test('events of more than a month ago are forgotten', async () => {
    const { id, becomes } = await customer();
    await becomes(sub('active'));
    const kept = async () =>
      (await app.database.db.selectFrom('billing_event').select('at').where('workspace_id', '=', id).execute()).length;
    await look();
    expect(await kept()).toBe(1);
    await app.setClock('2026-12-12T12:00:00.000Z');
    await look();
    expect(await kept()).toBe(0);
  });
});

test('no key and no secret is in what is logged, or in an address', () => {
  expect(JSON.stringify([app.logged, logged, stripe.heard.map(({ path }) => path)])).not.toMatch(/hush|sk_test|whsec/);
});
