/** Stripe on this machine: as much of its API as is asked, with what a test says that is paid. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { openPayments, type Payments } from '../billing/stripe.ts';

export const stripeSettings = {
  secretKey: 'sk_test_hush',
  webhookSecret: 'whsec_hush',
  prices: [
    { plan: 'growth', every: 'month' as const, id: 'price_growth' },
    { plan: 'growth', every: 'year' as const, id: 'price_growth_year' },
    { plan: 'scale', every: 'month' as const, id: 'price_scale' },
  ],
};

export interface FakeSubscription {
  id: string;
  status: string;
  items: { data: { price: { id: string }; quantity: number }[] };
}

export interface FakeStripe {
  payments: Payments;
  /** By customer, the newest first. */
  subscriptions: Map<string, FakeSubscription[]>;
  heard: { path: string; form: Record<string, string>; key: string | undefined }[];
  /** Waited for before subscriptions are told. */
  beforeTelling: () => Promise<void>;
  isAway: boolean;
  close(): Promise<void>;
}

export async function openFakeStripe(): Promise<FakeStripe> {
  const subscriptions: FakeStripe['subscriptions'] = new Map();
  const heard: FakeStripe['heard'] = [];
  let customers = 0;
  const answers: Record<string, (query: URLSearchParams) => unknown> = {
    '/v1/customers': () => ({ id: `cus_${++customers}`, object: 'customer' }),
    '/v1/checkout/sessions': () => ({ id: 'cs_1', url: 'https://pay.example/checkout' }),
    '/v1/billing_portal/sessions': () => ({ id: 'bps_1', url: 'https://pay.example/portal' }),
    '/v1/subscriptions': (query) => ({ object: 'list', has_more: false, data: subscriptions.get(query.get('customer') ?? '') ?? [] }),
  };
  const fake: Omit<FakeStripe, 'payments'> = {
    subscriptions,
    heard,
    beforeTelling: () => Promise.resolve(),
    isAway: false,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
  const byKey = new Map<string, unknown>();
  const hear = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://stripe');
    const form = Object.fromEntries(new URLSearchParams(await text(request)));
    const key = request.method === 'POST' ? request.headers['idempotency-key']?.toString() : undefined;
    heard.push({ path: pathname, form, key });
    const answer = answers[pathname];
    const isMeant = request.headers.authorization === `Bearer ${stripeSettings.secretKey}` && answer !== undefined;
    // What is told is what was so when it was asked.
    const told = isMeant ? (key !== undefined && byKey.get(key)) || structuredClone(answer(searchParams)) : undefined;
    if (key !== undefined) byKey.set(key, told);
    if (pathname === '/v1/subscriptions') await fake.beforeTelling();
    response.writeHead(fake.isAway ? 500 : isMeant ? 200 : 401, { 'content-type': 'application/json' });
    response.end(JSON.stringify(isMeant && !fake.isAway ? told : { error: { message: 'hush', type: 'api_error' } }));
  };
  const server = createServer((request, response) => void hear(request, response).catch(() => response.destroy()));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const payments = openPayments(stripeSettings, 'https://wellmet.example', { host: '127.0.0.1', port, protocol: 'http' });
  if (!payments) throw new Error('no payments');
  return Object.assign(fake, { payments });
}
