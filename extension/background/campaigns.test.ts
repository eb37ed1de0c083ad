// @vitest-environment node
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { lastCampaigns } from '../cache/read.ts';
import {
  actOnCampaign,
  campaigns,
  changeMany,
  createCampaign,
  enrolMany,
  enrolments,
  knownCampaigns,
  previewLaunch,
  renameCampaign,
} from './campaigns.ts';
import { pull } from './pull.ts';
import { at, begin, down, problem, pulled, spring, type FakeServer, type Request } from './testing.ts';

const idOf = (n: number): string => `0198a000-0000-7000-b000-${String(n).padStart(12, '0')}`;
const autumn = { id: idOf(2), name: 'Autumn yarn' };
const holder = { campaignId: spring.id, campaignName: spring.name, by: 'Ana', byYou: false, since: at };

let server: FakeServer;
/** What the server does with a campaign, by the end of the address. */
let does: Partial<Record<string, (request: Request) => object>>;
beforeEach(async () => {
  server = await begin();
  does = {};
  server.before = (request) => {
    const act = Object.entries(does).find(([end]) => request.path.endsWith(end))?.[1];
    return act && Response.json(act(request), { headers: { date: new Date().toUTCString() } });
  };
  server.addCampaign({ ...spring, state: 'ongoing', counts: { queued: 3 } });
  server.addCampaign({ ...autumn, state: 'draft', createdAt: '2026-11-24T10:00:00.000Z' });
  await pull();
});
afterEach(async () => {
  await pulled();
  vi.restoreAllMocks();
});

const named = async (id: string) => (await lastCampaigns())?.campaigns.find((campaign) => campaign.id === id);
const ofServer = (id: string) => server.campaigns.find((campaign) => campaign.id === id);
const asked = () => server.asked.at(-1);

describe('those that take people', () => {
  test('are told from the cache, with whether this member may move people', async () => {
    server.addCampaign({ id: idOf(3), name: 'Over', state: 'completed' });
    await pull();
    expect(await knownCampaigns()).toMatchObject({ campaigns: [autumn, spring], mayMove: true });
    expect(server.asked).toEqual([]);
  });

  test('and from the server', async () => {
    expect(await campaigns()).toMatchObject({ campaigns: [{ id: autumn.id }, { id: spring.id }] });
  });
});

test('a new one is a draft, and is here at once', async () => {
  const campaign = { id: idOf(4), name: 'Felt' };
  does['/campaigns'] = ({ body }) => ({ ...body, state: 'draft', paused: false, createdAt: at, createdBy: 'Ines', counts: {}, waiting: 0 });
  expect(await createCampaign(campaign)).toMatchObject({ ...campaign, state: 'draft' });
  expect(await named(campaign.id)).toMatchObject(campaign);
});

test('another name is here before it is said to be', async () => {
  does[`/campaigns/${spring.id}`] = ({ body }) => {
    server.addCampaign({ ...ofServer(spring.id), id: spring.id, name: (body as unknown as { name: string }).name });
    return ofServer(spring.id) ?? {};
  };
  expect(await renameCampaign({ requestId: idOf(9), campaign: { id: spring.id, name: 'Looms in May' } })).toMatchObject({
    name: 'Looms in May',
  });
  expect(asked()).toMatchObject({ method: 'PATCH', body: { requestId: idOf(9), name: 'Looms in May' } });
  expect(await named(spring.id)).toMatchObject({ name: 'Looms in May', counts: { queued: 3 } });
});

describe('a step in its life', () => {
  const wish = { campaignId: autumn.id, requestId: idOf(9), act: 'launch' as const };

  test('is here before it is said to be', async () => {
    does['/acts'] = () => {
      server.addCampaign({ ...ofServer(autumn.id), id: autumn.id, state: 'ongoing' });
      return { outcome: 'done', campaign: ofServer(autumn.id), results: { enrolled: 2 }, replayed: false };
    };
    const choices = [{ contactId: idOf(7), choice: 'wait' as const }];
    expect(await actOnCampaign({ ...wish, choices })).toMatchObject({ outcome: 'done', results: { enrolled: 2 } });
    expect(asked()?.body).toEqual({ requestId: idOf(9), act: 'launch', choices });
    expect(await named(autumn.id)).toMatchObject({ state: 'ongoing' });
  });

  test('is said to be done, too, where the cache cannot follow', async () => {
    does['/acts'] = () => ({ outcome: 'done', campaign: ofServer(autumn.id), results: {}, replayed: false });
    server.beforePull = down;
    expect(await actOnCampaign(wish)).toMatchObject({ outcome: 'done' });
  });

  test('that meets somebody who is held does nothing: they are listed', async () => {
    const conflicts = [{ contactId: idOf(7), name: 'Ada', holder }];
    does['/launch'] = () => ({ people: 3, conflicts });
    does['/acts'] = () => ({ outcome: 'conflicts', conflicts });
    expect(await previewLaunch({ campaignId: autumn.id })).toEqual({ people: 3, conflicts });
    const before = server.pulls.length;
    expect(await actOnCampaign(wish)).toEqual({ outcome: 'conflicts', conflicts });
    expect(server.pulls).toHaveLength(before);
  });

  test('that has gone meanwhile is refused; without a server nothing is known', async () => {
    server.before = () => problem('wrong-state', 409);
    expect(await actOnCampaign(wish)).toMatchObject({ trouble: 'refused', problem: { code: 'wrong-state' } });
    server.before = down;
    expect(await actOnCampaign(wish)).toEqual({ trouble: 'unreachable' });
  });
});

describe('who is in it', () => {
  test('comes page after page, of one state', async () => {
    const enrolment = { contactId: idOf(7), name: 'Ada', state: 'waiting', holder, since: at };
    does['/enrolments'] = () => ({ enrolments: [enrolment], next: 'more' });
    expect(await enrolments({ campaignId: spring.id, state: 'waiting', cursor: 'here' })).toEqual({
      enrolments: [enrolment],
      next: 'more',
    });
    expect(Object.fromEntries(asked()?.query ?? [])).toEqual({ limit: '100', state: 'waiting', cursor: 'here' });
  });

  test('many are put in, with choices, and the cache follows', async () => {
    const people = [{ contactId: idOf(7), enrolment: 'waiting', holder }];
    does['/enrolments'] = () => ({ people, replayed: false });
    const before = server.pulls.length;
    const choices = [{ contactId: idOf(7), choice: 'wait' as const }];
    expect(await enrolMany({ requestId: idOf(9), campaign: autumn, contactIds: [idOf(7)], choices })).toEqual({ people, replayed: false });
    expect(asked()?.body).toEqual({ requestId: idOf(9), contactIds: [idOf(7)], choices });
    await vi.waitFor(() => expect(server.pulls.length).toBeGreaterThan(before));
  });

  test('many are taken out', async () => {
    expect(await changeMany({ requestId: idOf(9), campaignId: spring.id, contactIds: [idOf(7)], state: 'removed' })).toMatchObject({
      contactIds: [idOf(7)],
    });
    expect(server.left).toEqual([idOf(7)]);
  });
});
