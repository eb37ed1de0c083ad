/** Webhooks against a receiver on this machine that answers well, badly or not at all; signatures are checked as docs/webhooks.md says. */
import { createHmac } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Webhook, WebhookDelivery } from '@wellmet/shared/webhook';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openLog } from '../log.ts';
import { removeMember } from '../team/members.ts';
import { testApp, type TestApp, type Told } from '../testing/app.ts';
import { analysisOf, sightingOf } from '../testing/sightings.ts';
import { openWorkspace } from '../testing/workspaces.ts';
import { forgetDeliveries } from './forget.ts';
import { openSending, type Patience } from './sending.ts';

interface Heard {
  headers: Record<string, string>;
  text: string;
}

let app: TestApp;
let workspaceId: string;
let url: string;
let heard: Heard[];
let answer: (response: ServerResponse) => void;
let closeReceiver: () => Promise<void>;
const stops: (() => Promise<void>)[] = [];

const answering =
  (status: number, headers: Record<string, string> = {}): typeof answer =>
  (response) =>
    void response.writeHead(status, headers).end('{"secret":"of the receiver"}');

beforeAll(async () => {
  app = await testApp({ webhooksInOwnNetwork: true });
});
afterAll(() => app.close());
beforeEach(async () => {
  heard = [];
  answer = answering(200);
  const server = createServer((request, response) => {
    const hear = async (): Promise<void> => {
      heard.push({ headers: request.headers as Record<string, string>, text: await text(request) });
      answer(response);
    };
    void hear();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  closeReceiver = () =>
    new Promise((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  workspaceId = await openWorkspace(app.accounts, [{ memberId: app.session.member.id, role: 'owner' }]);
});
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
  await closeReceiver();
  await sql`update webhook set removed_at = now()`.execute(app.database.db);
});

const quick = { lookEveryMs: 10, timeoutMs: 5_000, retryAfterMs: [20, 20], graceMs: 5_000 };
/** A server that sends. @returns stops it. */
function sender(patience: Partial<Patience> = {}, mayBeOwn = true): () => Promise<void> {
  const stopping = new AbortController();
  const log = openLog('trace', { write: (line: string) => void app.logged.push(line) });
  const ended = openSending({ ...app.accounts, mayBeOwn }, log, stopping.signal, { ...quick, ...patience });
  const stop = (): Promise<void> => {
    stopping.abort();
    return ended();
  };
  stops.push(stop);
  return stop;
}

const at = (path: string): string => `/v1/workspaces/${workspaceId}/webhooks${path}`;
const post = (path: string, body: object = {}): Promise<Told> => app.ask('POST', at(path), { body: { requestId: uuidv7(), ...body } });
const made = async (
  events: Webhook['events'] = ['contact.analysed'],
  requestId: string = uuidv7(),
): Promise<Webhook & { secret: string }> => {
  const { status, body } = await post('', { url, events, requestId });
  expect(status).toBe(200);
  return { ...body.webhook, secret: body.secret };
};
const analyse = (...slugs: string[]): Promise<Told> =>
  app.ask('POST', `/v1/workspaces/${workspaceId}/analyses`, { body: analysisOf(slugs.map((slug) => sightingOf({ slug }))) });
const deliveries = async (id: string): Promise<WebhookDelivery[]> => (await app.ask('GET', at(`/${id}/deliveries`))).body.deliveries;
const shown = async (): Promise<Webhook[]> => (await app.ask('GET', at(''))).body.webhooks;

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    if (await isSo()) return;
    await sleep(20);
  }
  throw new Error('it does not come to that');
}

/** As a receiver checks it, by the description alone. */
function isSigned({ headers, text: body }: Heard, secret: string): boolean {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const wanted = createHmac('sha256', key).update(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`).digest('base64');
  return headers['webhook-signature'] === `v1,${wanted}`;
}

describe('what is sent', () => {
  test('a first analysis, signed, with ids alone; nothing of before, nothing that is not wished', async () => {
    await analyse('before-quill');
    const { id, secret } = await made();
    const { body } = await analyse('ysolde-quill');
    await analyse('ysolde-quill');
    sender();
    await until(async () => (await deliveries(id))[0]?.state === 'delivered');
    expect(heard).toHaveLength(1);
    const [one] = heard;
    expect(one && isSigned(one, secret)).toBe(true);
    expect(Math.abs(Number(one?.headers['webhook-timestamp']) - Date.now() / 1000)).toBeLessThan(60);
    const said = JSON.parse(one?.text ?? '');
    expect(said).toEqual({
      id: one?.headers['webhook-id'],
      type: 'contact.analysed',
      at: expect.stringMatching(/Z$/),
      workspaceId,
      data: { contactId: body.people[0].contact.id, source: 'profile', campaignId: null, memberId: app.session.member.id },
    });
    expect(one?.text).not.toMatch(/quill|linkedin|@/i);
    expect((await shown())[0]).toMatchObject({ lastTry: { status: 200 }, failed: 0 });
  });

  test('campaigns, erasures, credits, members: each once, in the order in which they happened', async () => {
    await made([
      'contact.analysed', 'campaign.launched', 'campaign.completed', 'enrolment.changed', 'contact.erased', 'member.removed', 'credits.low', 'credits.exhausted',
    ]); // prettier-ignore
    const contactId = (await analyse('ysolde-quill')).body.people[0].contact.id as string;
    const ask = (path: string, body: object): Promise<Told> =>
      app.ask('POST', `/v1/workspaces/${workspaceId}${path}`, { body: { requestId: uuidv7(), ...body } });
    const seq = Number(
      (await sql<{ seq: number }>`select seq from credit_head where workspace_id = ${workspaceId}`.execute(app.database.db)).rows[0]?.seq,
    );
    await sql`insert into campaign_event (workspace_id, seq, place, what, campaign_id, contact_id, state, member_id, at) values
      (${workspaceId}, ${seq + 1}, 1, 'enrolled', ${uuidv7()}, ${contactId}, 'queued', ${app.session.member.id}, now()),
      (${workspaceId}, ${seq + 1}, 2, 'launched', ${uuidv7()}, null, null, ${app.session.member.id}, now()),
      (${workspaceId}, ${seq + 1}, 3, 'renamed', ${uuidv7()}, null, null, ${app.session.member.id}, now())`.execute(app.database.db);
    await sql`update credit_head set seq = seq + 1 where workspace_id = ${workspaceId}`.execute(app.database.db);
    const granted = (await app.ask('GET', `/v1/workspaces/${workspaceId}/balance`)).body.available as number;
    // All but one, then that one.
    await analyse(...Array.from({ length: granted - 1 }, (_, n) => `person-${n}`));
    await analyse('last-quill');
    expect((await ask(`/contacts/${contactId}/erase`, {})).status).toBeLessThan(300);
    sender();
    const types = async (): Promise<string[]> => heard.map((one) => JSON.parse(one.text).type as string);
    await until(async () => (await types()).includes('contact.erased'));
    const all = await types();
    expect(all.filter((type) => type !== 'contact.analysed')).toEqual([
      'enrolment.changed', 'campaign.launched', 'credits.low', 'credits.exhausted', 'contact.erased',
    ]); // prettier-ignore
    expect(all.filter((type) => type === 'contact.analysed')).toHaveLength(granted + 1);
    expect(new Set(heard.map(({ headers }) => headers['webhook-id'])).size).toBe(heard.length);
  });

  test('who is removed, told by a log that has no numbers: once, however often it is read, also where its transaction began before the last reading', async () => {
    const { id } = await made(['member.removed']);
    const gone = await app.signUp();
    await sql`insert into member (id, "organizationId", "userId", role, "createdAt")
      values (${uuidv7()}, ${workspaceId}, ${gone.member.id}, 'member', now())`.execute(app.database.db);
    await sql`update webhook set made_at = now() - interval '1 hour' where webhook_id = ${id}`.execute(app.database.db);
    const owner = { workspaceId, memberId: app.session.member.id, role: 'owner' as const };
    await removeMember(app.accounts, owner, gone.member.id, uuidv7());
    await sql`update audit_entry set at = now() - interval '1 minute' where workspace_id = ${workspaceId}`.execute(app.database.owner);
    sender();
    await until(() => heard.length === 1);
    await analyse('ysolde-quill');
    await sleep(150);
    expect(heard.map((one) => JSON.parse(one.text).data)).toEqual([{ memberId: gone.member.id }]);
  });

  test('to nobody of another workspace', async () => {
    await made();
    const other = await openWorkspace(app.accounts, [{ memberId: app.session.member.id, role: 'owner' }]);
    await app.ask('POST', `/v1/workspaces/${other}/analyses`, { body: analysisOf([sightingOf({ slug: 'far-away' })]) });
    await analyse('near-by');
    sender();
    await until(() => heard.length > 0);
    await sleep(100);
    expect(heard.map((one) => JSON.parse(one.text).workspaceId)).toEqual([workspaceId]);
  });
});

describe('what does not arrive', () => {
  test('is tried again with the same id, given up, and sent again when asked for', async () => {
    answer = answering(500);
    const { id, secret } = await made();
    await analyse('ysolde-quill');
    sender();
    await until(async () => (await deliveries(id))[0]?.state === 'failed');
    expect(heard).toHaveLength(3);
    expect(new Set(heard.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(heard.every((one) => isSigned(one, secret))).toBe(true);
    expect(await deliveries(id)).toMatchObject([{ tries: 3, lastTry: { status: 500, trouble: 'busy' } }]);
    expect(await shown()).toMatchObject([{ failed: 1, failingSince: expect.any(String) }]);
    answer = answering(204);
    expect((await post(`/${id}/replay`)).body).toEqual({ deliveries: 1 });
    await until(async () => (await deliveries(id))[0]?.state === 'delivered');
    expect(heard.at(-1)?.headers['webhook-id']).toBe(heard[0]?.headers['webhook-id']);
    expect((await shown())[0]).not.toHaveProperty('failingSince');
  });

  test('for three days pauses the webhook; when it goes on, what was missed is sent', async () => {
    answer = answering(500);
    const webhook = await made();
    await analyse('ysolde-quill');
    await sql`update webhook set failing_since = now() - interval '3 days 1 minute' where webhook_id = ${webhook.id}`.execute(
      app.database.db,
    );
    sender();
    await until(async () => (await shown())[0]?.paused === 'failing');
    const tried = heard.length;
    await analyse('meanwhile-quill');
    await sleep(150);
    expect(heard).toHaveLength(tried);
    expect((await app.ask('GET', `/v1/workspaces/${workspaceId}/audit?act=webhook-paused`)).body.entries).toHaveLength(1);
    answer = answering(200);
    const body = { requestId: uuidv7(), url, events: webhook.events, isPaused: false };
    expect((await app.ask('PUT', at(`/${webhook.id}`), { body })).status).toBe(200);
    await until(async () => (await deliveries(webhook.id)).filter(({ state }) => state === 'delivered').length === 2);
  });

  test('because it leads elsewhere is not followed', async () => {
    answer = answering(302, { location: 'http://169.254.169.254/latest' });
    const { id } = await made();
    await post(`/${id}/test`);
    sender({ retryAfterMs: [] });
    await until(async () => (await deliveries(id))[0]?.state === 'failed');
    expect(await deliveries(id)).toMatchObject([{ type: 'webhook.test', lastTry: { trouble: 'address', status: 302 } }]);
  });

  test('where it must not go by now is not called', async () => {
    const { id } = await made();
    await post(`/${id}/test`);
    sender({ retryAfterMs: [] }, false);
    await until(async () => (await deliveries(id))[0]?.state === 'failed');
    expect(heard).toEqual([]);
    expect(await deliveries(id)).toMatchObject([{ lastTry: { trouble: 'address' } }]);
  });
});

describe('several servers', () => {
  test('send each delivery once', async () => {
    answer = (response) => void setTimeout(() => response.writeHead(200).end(), 5);
    const { id } = await made();
    await analyse(...Array.from({ length: 8 }, (_, n) => `person-${n}`));
    for (let n = 0; n < 3; n++) sender();
    await until(async () => (await deliveries(id)).filter(({ state }) => state === 'delivered').length === 8);
    expect(heard).toHaveLength(8);
    expect(new Set(heard.map(({ headers }) => headers['webhook-id'])).size).toBe(8);
  });

  test('one that dies with a delivery leaves it to the next, with its id', async () => {
    answer = () => {};
    const { id } = await made();
    await analyse('ysolde-quill');
    const stop = sender();
    await until(() => heard.length === 1);
    // As if it had been killed: what it would put in order is undone.
    const before = (await sql<{ tries: number }>`select tries from webhook_delivery where webhook_id = ${id}`.execute(app.database.db))
      .rows[0];
    expect(before?.tries).toBe(1);
    await stop();
    await sql`update webhook set leased_until = now() + interval '400 milliseconds' where webhook_id = ${id}`.execute(app.database.db);
    answer = answering(200);
    sender();
    await sleep(150);
    expect(heard).toHaveLength(1);
    await until(async () => (await deliveries(id))[0]?.state === 'delivered');
    expect(heard.map(({ headers }) => headers['webhook-id'])).toEqual([heard[0]?.headers['webhook-id'], heard[0]?.headers['webhook-id']]);
  });
});

describe('the setting', () => {
  test('five at most; the secret is in one answer, the same for the same request, and nowhere else', async () => {
    const requestId = uuidv7();
    const { id, secret } = await made(['contact.analysed'], requestId);
    expect(secret).toMatch(/^whsec_[\w+/]{43}=$/);
    expect((await made(['contact.analysed'], requestId)).secret).toBe(secret);
    const renewed = (await post(`/${id}/secret`)).body.secret as string;
    expect(renewed).not.toBe(secret);
    for (let n = 0; n < 4; n++) await made();
    expect((await post('', { url, events: ['credits.low'] })).status).toBe(409);
    for (const table of ['webhook', 'op_result', 'audit_entry'])
      expect(JSON.stringify((await sql`select * from ${sql.table(table)}`.execute(app.database.db)).rows)).not.toMatch(/whsec_/);
    expect(JSON.stringify(await shown()) + app.logged.join('')).not.toMatch(/whsec_/);
  });

  test('removed, it hears nothing; taken back, what it missed; after a day it is gone', async () => {
    const { id } = await made();
    expect((await post(`/${id}/removal`)).status).toBe(204);
    await analyse('ysolde-quill');
    sender();
    await sleep(100);
    expect([heard, await shown()]).toEqual([[], []]);
    expect((await post(`/${id}/removal`, { isBack: true })).status).toBe(204);
    await until(() => heard.length === 1);
    await post(`/${id}/removal`);
    await sql`update webhook set removed_at = now() - interval '25 hours' where webhook_id = ${id}`.execute(app.database.db);
    await forgetDeliveries(app.database.db);
    expect((await post(`/${id}/removal`, { isBack: true })).status).toBe(404);
  });

  test('nobody of another workspace reads, changes or sends', async () => {
    const { id } = await made();
    const other = await app.signUp();
    const theirs = `/v1/workspaces/${other.workspaces[0]?.id}/webhooks/${id}`;
    for (const path of ['/test', '/replay', '/secret', '/removal'])
      expect((await app.ask('POST', `${theirs}${path}`, { token: other.token, body: { requestId: uuidv7() } })).status).toBe(404);
    expect((await app.ask('GET', `${theirs}/deliveries`, { token: other.token })).status).toBe(404);
  });
});

test('where a webhook must not be it cannot be set', async () => {
  const strict = await testApp();
  try {
    const refused = async (to: string): Promise<[string, number]> => {
      const body = { requestId: uuidv7(), url: to, events: ['contact.analysed'] };
      return [to, (await strict.ask('POST', `/v1/workspaces/${strict.workspaceId}/webhooks`, { body })).status];
    };
    for (const to of [
      'http://hooks.example/in',
      'https://10.0.0.7/in',
      'https://172.16.0.1/in',
      'https://192.168.1.1/in',
      'https://127.0.0.1/in',
      'https://2130706433/in',
      'https://169.254.169.254/latest',
      'https://[::1]/in',
      'https://[fd00::7]/in',
      'https://[::ffff:10.0.0.7]/in',
      'https://[64:ff9b::7f00:1]/in',
      'https://localhost/in',
    ])
      expect(await refused(to)).toEqual([to, 400]);
    expect(await refused('https://93.184.216.34/in')).toEqual(['https://93.184.216.34/in', 200]);
  } finally {
    await strict.close();
  }
});
