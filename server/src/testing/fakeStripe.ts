/** Stripe on this machine: as much of its API and of its pages as is used, with what a test says that is paid. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Logger } from 'pino';
import { openPayments, type Payments } from '../billing/stripe.ts';
import type { StripeSettings } from '../config.ts';
import { openLog } from '../log.ts';

export const stripeSettings = {
  secretKey: 'sk_test_hush',
  webhookSecret: 'whsec_hush',
  prices: [
    { plan: 'growth', every: 'month', id: 'price_growth' },
    { plan: 'growth', every: 'year', id: 'price_growth_year' },
    { plan: 'growth', every: 'month', id: 'price_growth_before' },
    { plan: 'scale', every: 'month', id: 'price_scale' },
  ],
} as const satisfies Omit<StripeSettings, 'prices'> & { prices: readonly StripeSettings['prices'][number][] };

export interface FakeSubscription {
  id: string;
  status: string;
  items: { data: { price: { id: string }; quantity?: number }[] };
}

interface Session {
  id: string;
  url: string;
  status: 'open' | 'complete' | 'expired';
  customer: string;
  /** As it was asked for. */
  form: Record<string, string>;
}

export interface FakeStripe {
  url: string;
  payments: Payments;
  /** What a server is started with to ask this one. */
  environment: Record<string, string>;
  /** By customer, the newest first. */
  subscriptions: Map<string, FakeSubscription[]>;
  sessions: Session[];
  /** Customers that are no more. */
  gone: Set<string>;
  heard: { method: string; path: string; form: Record<string, string>; key: string | undefined }[];
  /** Waited for before subscriptions are told. */
  beforeTelling: () => Promise<void>;
  isAway: boolean;
  /** Who is told of what its pages do. */
  server: string | undefined;
  /** It is so, and the server is told that something has changed. */
  become(customer: string, ...subscriptions: FakeSubscription[]): Promise<number>;
  close(): Promise<void>;
}

/** An event as Stripe sends it, of what is told to have changed. */
export const eventOf = (id: string, customer: string) => ({
  id,
  object: 'event',
  type: 'customer.subscription.updated',
  data: { object: { customer, metadata: {} as Record<string, string> } },
});

const listOf = (data: unknown[]) => ({ object: 'list', has_more: false, data });
const missing = { error: { type: 'invalid_request_error', code: 'resource_missing', message: 'hush' } };
const notOpen = { error: { type: 'invalid_request_error', message: 'hush' } };
const isTrouble = (told: unknown): boolean => typeof told === 'object' && told !== null && 'error' in told;

export async function openFakeStripe(log: Logger = openLog('silent')): Promise<FakeStripe> {
  const subscriptions: FakeStripe['subscriptions'] = new Map();
  const heard: FakeStripe['heard'] = [];
  const sessions: Session[] = [];
  const gone = new Set<string>();
  let [customers, events] = [0, 0];

  const server = createServer((request, response) => void hear(request, response).catch(() => response.destroy()));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const settings = { ...stripeSettings, prices: [...stripeSettings.prices], standIn: new URL(url) };
  const payments = await openPayments(settings, 'https://wellmet.example', log);
  if (!payments) throw new Error('no payments');

  const known = (id: string): unknown => (gone.has(id) ? missing : { id, object: 'customer' });
  const answers: [pattern: RegExp, answer: (asked: { id: string; form: Record<string, string>; query: URLSearchParams }) => unknown][] = [
    [/^POST \/v1\/customers$/, () => known(`cus_${++customers}`)],
    [/^GET \/v1\/customers\/(\w+)$/, ({ id }) => known(id)],
    [/^POST \/v1\/checkout\/sessions$/, ({ form }) => open(form)],
    [
      /^GET \/v1\/checkout\/sessions$/,
      ({ query }) =>
        listOf(sessions.filter(({ customer, status }) => customer === query.get('customer') && status === query.get('status'))),
    ],
    [/^POST \/v1\/checkout\/sessions\/(\w+)\/expire$/, ({ id }) => expire(id)],
    [/^POST \/v1\/billing_portal\/sessions$/, ({ form }) => ({ id: 'bps_1', url: `${url}/portal/${form['customer']}` })],
    [/^GET \/v1\/subscriptions$/, ({ query }) => listOf(subscriptions.get(query.get('customer') ?? '') ?? [])],
  ];

  function open(form: Record<string, string>): Session {
    const id = `cs_${sessions.length + 1}`;
    const session: Session = { id, url: `${url}/pay/${id}`, status: 'open', customer: form['customer'] ?? '', form };
    sessions.push(session);
    return session;
  }
  function expire(id: string): unknown {
    const session = sessions.find((one) => one.id === id);
    if (session?.status !== 'open') return notOpen;
    session.status = 'expired';
    return session;
  }

  async function become(customer: string, ...now: FakeSubscription[]): Promise<number> {
    subscriptions.set(customer, now);
    const payload = JSON.stringify(eventOf(`evt_of_page_${++events}`, customer));
    const signature = payments?.stripe.webhooks.generateTestHeaderString({ payload, secret: settings.webhookSecret }) ?? '';
    const told = await fetch(`${fake.server}/stripe/events`, { method: 'POST', body: payload, headers: { 'stripe-signature': signature } });
    return told.status;
  }

  /** Its pages, as far as somebody goes through them: paying, and in the portal ending. */
  async function page(method: string, kind: string, id: string, response: ServerResponse): Promise<void> {
    const session = sessions.find((one) => one.id === id);
    const customer = kind === 'pay' ? (session?.customer ?? '') : id;
    const isOver = kind === 'pay' && session?.status !== 'open';
    if (isOver || method === 'GET') {
      const title = kind === 'pay' ? 'Pay with Stripe’s stand-in' : 'Your subscription at Stripe’s stand-in';
      const button = `<form method="post"><button>${kind === 'pay' ? 'Pay' : 'End the subscription'}</button></form>`;
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      response.end(`<!doctype html><title>${title}</title><h1>${title}</h1>${isOver ? '<p>This page is over.</p>' : button}`);
      return;
    }
    if (session) session.status = 'complete';
    const item = { price: { id: session?.form['line_items[0][price]'] ?? '' }, quantity: Number(session?.form['line_items[0][quantity]']) };
    const [last] = subscriptions.get(customer) ?? [];
    if (kind === 'pay') await become(customer, { id: `sub_of_${id}`, status: 'active', items: { data: [item] } });
    else if (last) await become(customer, { ...last, status: 'canceled' });
    response.writeHead(303, { location: session?.form['success_url'] ?? `${fake.server}/pricing` }).end();
  }

  const byKey = new Map<string, unknown>();
  async function hear(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET' } = request;
    const { pathname, searchParams: query } = new URL(request.url ?? '/', url);
    const form = Object.fromEntries(new URLSearchParams(await text(request)));
    const [, kind, shown] = /^\/(pay|portal)\/(\w+)$/.exec(pathname) ?? [];
    if (kind !== undefined && shown !== undefined) return page(method, kind, shown, response);
    const key = method === 'POST' ? request.headers['idempotency-key']?.toString() : undefined;
    heard.push({ method, path: pathname, form, key });
    const [pattern, answer] = answers.find(([one]) => one.test(`${method} ${pathname}`)) ?? [];
    const id = pattern?.exec(`${method} ${pathname}`)?.[1] ?? '';
    const isMeant = request.headers.authorization === `Bearer ${stripeSettings.secretKey}` && answer !== undefined;
    // What is told is what was so when it was asked.
    const told = isMeant ? (key !== undefined && byKey.get(key)) || structuredClone(answer({ id, form, query })) : undefined;
    if (key !== undefined && !fake.isAway) byKey.set(key, told);
    if (pathname === '/v1/subscriptions') await fake.beforeTelling();
    const status = fake.isAway ? 500 : !isMeant ? 401 : isTrouble(told) ? 400 : 200;
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(isMeant && !fake.isAway ? told : { error: { message: 'hush', type: 'api_error' } }));
  }

  const fake: FakeStripe = {
    url,
    payments,
    environment: {
      STRIPE_SECRET_KEY: settings.secretKey,
      STRIPE_WEBHOOK_SECRET: settings.webhookSecret,
      STRIPE_PRICES: settings.prices.map(({ plan, every, id }) => `${plan}/${every}=${id}`).join(','),
      STRIPE_STAND_IN: url,
    },
    subscriptions,
    sessions,
    gone,
    heard,
    beforeTelling: () => Promise.resolve(),
    isAway: false,
    server: undefined,
    become,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
  return fake;
}
