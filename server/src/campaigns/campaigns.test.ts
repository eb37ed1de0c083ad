import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addMember } from '../accounts/accounts.ts';
import { testApp, workspaceOf, type TestApp, type Told } from '../testing/app.ts';
import { broken } from '../testing/invariants.ts';
import { analysisOf, memberId, sightingOf } from '../testing/sightings.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

let token: string;
let memberToken: string;
let workspace: string;
beforeEach(async () => {
  const session = await app.signUp({ name: 'Ines Invented' });
  token = session.token;
  workspace = workspaceOf(session);
  const email = `colleague-${uuidv7()}@people.example`;
  await addMember(app.accounts, { workspaceId: workspace, name: 'Cole Colleague', email, password: 'correct horse', role: 'member' });
  memberToken = (await app.ask('POST', '/v1/sign-in', { body: { email, password: 'correct horse' }, token: null })).body.token as string;
});

const ask = (method: string, path: string, body?: unknown, as: string = token): Promise<Told> =>
  app.ask(method, `/v1/workspaces/${workspace}${path}`, { body, token: as });
const someone = (n: number) => sightingOf({ member: memberId(n), slug: `person-${n}` }, { name: `Person ${n}` });
const available = async (): Promise<number> => (await ask('GET', '/balance')).body.available as number;

async function newCampaign(name = 'Looms in spring'): Promise<string> {
  const id = uuidv7();
  expect(await ask('POST', '/campaigns', { id, name })).toMatchObject({ status: 200, body: { id, name, state: 'draft', counts: {} } });
  return id;
}
const act = (id: string, what: string, extra: object = {}, as?: string): Promise<Told> =>
  ask('POST', `/campaigns/${id}/acts`, { requestId: uuidv7(), act: what, ...extra }, as);
async function ongoing(name?: string): Promise<string> {
  const id = await newCampaign(name);
  expect(await act(id, 'launch')).toMatchObject({ body: { outcome: 'done', campaign: { state: 'ongoing' } } });
  return id;
}
const add = (campaignId: string, people: number[], extra: object = {}, as?: string): Promise<Told> =>
  ask('POST', '/analyses', { ...analysisOf(people.map(someone), { source: 'people_search' }), campaignId, ...extra }, as);
const enrol = (campaignId: string, contactIds: string[], choices: object[] = [], as?: string): Promise<Told> =>
  ask('POST', `/campaigns/${campaignId}/enrolments`, { requestId: uuidv7(), contactIds, choices }, as);
const set = (campaignId: string, contactIds: string[], state: string): Promise<Told> =>
  ask('POST', `/campaigns/${campaignId}/enrolments/changes`, { requestId: uuidv7(), contactIds, state });
const statesIn = async (campaignId: string): Promise<string[]> =>
  ((await ask('GET', `/campaigns/${campaignId}/enrolments`)).body.enrolments as { name: string; state: string }[])
    .map(({ name, state }) => `${name}: ${state}`)
    .toSorted();
const idsOf = ({ body }: Told): string[] => (body.people as { contact: { id: string } }[]).map(({ contact }) => contact.id);
const quote = (campaignId: string, people: number[]): Promise<Told> =>
  ask('POST', '/quotes', { campaignId, people: people.map((n) => ({ member: memberId(n) })) });

const wait = (contactIds: string[]): object[] => contactIds.map((contactId) => ({ contactId, choice: 'wait' }));

describe('adding people', () => {
  test('to an ongoing campaign: new ones are charged, all are enrolled and held, in one act', async () => {
    const campaign = await ongoing();
    const added = await add(campaign, [1, 2]);
    expect(added.body).toMatchObject({
      outcome: 'done',
      costCredits: 2,
      people: [
        { class: 'new', enrolment: 'enrolled' },
        { class: 'new', enrolment: 'enrolled' },
      ],
    });
    expect(await statesIn(campaign)).toEqual(['Person 1: queued', 'Person 2: queued']);
    expect((await add(campaign, [2, 3])).body).toMatchObject({
      costCredits: 1,
      people: [
        { class: 'inCampaign', costCredits: 0, enrolment: 'inCampaign' },
        { class: 'new', enrolment: 'enrolled' },
      ],
    });
    expect(await available()).toBe(22);
    expect((await ask('GET', `/campaigns/${campaign}`)).body).toMatchObject({
      counts: { queued: 3 },
      waiting: 0,
      createdBy: 'Ines Invented',
    });
    expect(await broken(app.database.db, workspace)).toEqual([]);
  });

  test('the same request again repeats the answer and enrols nobody twice', async () => {
    const campaign = await ongoing();
    const request = { ...analysisOf([someone(1)]), campaignId: campaign };
    const first = await ask('POST', '/analyses', request);
    expect((await ask('POST', '/analyses', request)).body).toEqual({ ...first.body, replayed: true });
    expect(await statesIn(campaign)).toEqual(['Person 1: queued']);
  });

  test('a person held elsewhere is known, blocked, free, and told by whom', async () => {
    const first = await ongoing('First');
    await add(first, [1]);
    const second = await ongoing('Second');
    const quoted = (await quote(second, [1, 2])).body;
    expect(quoted).toMatchObject({
      costCredits: 1,
      people: [
        { class: 'blocked', costCredits: 0, holder: { campaignName: 'First', by: 'Ines Invented', byYou: true } },
        { class: 'new', costCredits: 1 },
      ],
    });
    expect((await add(second, [1, 2], { ceilingCredits: 1 })).body).toMatchObject({
      outcome: 'done',
      people: [{ class: 'blocked', enrolment: 'skipped', holder: { campaignName: 'First' } }, { enrolment: 'enrolled' }],
    });
    expect(await statesIn(second)).toEqual(['Person 2: queued']);
  });

  test('to a draft: analysed and charged, held by nobody, blocked by nobody', async () => {
    await add(await ongoing('First'), [1]);
    const draft = await newCampaign('Draft');
    expect((await quote(draft, [1])).body.people).toMatchObject([{ class: 'known', holder: { campaignName: 'First' } }]);
    expect((await add(draft, [1, 2])).body).toMatchObject({
      costCredits: 1,
      people: [{ enrolment: 'enrolled' }, { enrolment: 'enrolled' }],
    });
    const other = await ongoing('Other');
    expect((await add(other, [2])).body.people).toMatchObject([{ class: 'known', enrolment: 'enrolled' }]);
    expect(await broken(app.database.db, workspace)).toEqual([]);
  });

  test('short of credits: neither charged nor enrolled', async () => {
    const campaign = await ongoing();
    const { body } = await add(
      campaign,
      Array.from({ length: 26 }, (_, n) => n + 1),
    );
    expect(body).toMatchObject({
      outcome: 'notEnoughCredits',
      quote: { shortOf: 'balance', waysOn: [{ way: 'firstN', count: 25 }, {}, {}] },
    });
    expect(await statesIn(campaign)).toEqual([]);
    expect(await available()).toBe(25);
  });

  test('a campaign that is closed or unknown takes nobody, and nothing is charged', async () => {
    const campaign = await ongoing();
    await act(campaign, 'complete');
    expect(await add(campaign, [1])).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
    expect(await add(uuidv7(), [1])).toMatchObject({ status: 404 });
    expect(await quote(uuidv7(), [1])).toMatchObject({ status: 404 });
    expect(await available()).toBe(25);
  });
});

describe('one ongoing campaign a person', () => {
  test('twenty campaigns that want the same person at once: one has them, nothing fails', async () => {
    const campaigns = await Promise.all(Array.from({ length: 20 }, (_, n) => ongoing(`Campaign ${n}`)));
    const answers = await Promise.all(campaigns.map((campaign) => add(campaign, [1])));
    expect(answers.map(({ body }) => body.people[0].enrolment as string).toSorted()).toEqual([
      'enrolled',
      ...Array.from({ length: 19 }, () => 'skipped'),
    ]);
    expect(await available()).toBe(24);
    expect(await broken(app.database.db, workspace)).toEqual([]);
  });

  test('wait until free: whoever has waited longest has them, once', async () => {
    const holder = await ongoing('Holder');
    const ids = idsOf(await add(holder, [1]));
    const choices = ids.map((contactId) => ({ contactId, choice: 'wait' }));
    const [first, second] = [await ongoing('First'), await ongoing('Second')];
    expect((await enrol(first, ids, choices)).body.people).toMatchObject([{ enrolment: 'waiting', holder: { campaignName: 'Holder' } }]);
    expect((await add(second, [1], { choices })).body.people).toMatchObject([{ class: 'blocked', enrolment: 'waiting' }]);
    expect(await statesIn(first)).toEqual(['Person 1: waiting']);
    await set(holder, ids, 'replied');
    expect(await statesIn(holder)).toEqual(['Person 1: replied']);
    expect(await statesIn(first)).toEqual(['Person 1: queued']);
    expect(await statesIn(second)).toEqual(['Person 1: waiting']);
    await act(first, 'complete');
    expect(await statesIn(second)).toEqual(['Person 1: queued']);
    const { body } = await ask('GET', `/contacts/${ids[0]}/timeline`);
    expect(
      (body.entries as { what: string; campaign?: { name: string } }[]).map(({ what, campaign }) =>
        `${what} ${campaign?.name ?? ''}`.trim(),
      ),
    ).toEqual([
      'waitEnded Second',
      'released First',
      'waitEnded First',
      'stateChanged Holder',
      'waiting Second',
      'waiting First',
      'enrolled Holder',
      'firstAnalysis',
    ]);
    expect(await broken(app.database.db, workspace)).toEqual([]);
  });

  test('a campaign with many people ends: each goes to whoever waits for them', async () => {
    const all = Array.from({ length: 20 }, (_, n) => n + 1);
    const holder = await ongoing('Holder');
    const ids = idsOf(await add(holder, all));
    const [even, odd] = [await ongoing('Even'), await ongoing('Odd')];
    const evens = ids.filter((_, n) => n % 2 === 0);
    const odds = ids.filter((_, n) => n % 4 === 1);
    await enrol(even, evens, wait(evens));
    await enrol(odd, odds, wait(odds), memberToken);
    await act(holder, 'complete');
    expect(await Promise.all([even, odd].map(async (id) => (await ask('GET', `/campaigns/${id}`)).body))).toMatchObject([
      { counts: { queued: 10 }, waiting: 0 },
      { counts: { queued: 5 }, waiting: 0 },
    ]);
    expect((await quote(even, [2])).body.people).toMatchObject([{ holder: { campaignName: 'Odd', by: 'Cole Colleague', byYou: false } }]);
    expect(await broken(app.database.db, workspace)).toEqual([]);
  });

  test('who waits can stop waiting', async () => {
    const holder = await ongoing('Holder');
    const ids = idsOf(await add(holder, [1]));
    const waiting = await ongoing('Waiting');
    await enrol(waiting, ids, [{ contactId: ids[0], choice: 'wait' }]);
    expect((await set(waiting, ids, 'removed')).body).toMatchObject({ contactIds: [], notWaiting: ids });
    await set(holder, ids, 'removed');
    expect(await statesIn(waiting)).toEqual([]);
  });

  test('move here is for owners and admins; both campaigns tell it', async () => {
    const from = await ongoing('From');
    const ids = idsOf(await add(from, [1]));
    const to = await ongoing('To');
    const choices = [{ contactId: ids[0], choice: 'move' }];
    expect(await enrol(to, ids, choices, memberToken)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect(await add(to, [1], { choices }, memberToken)).toMatchObject({ status: 403 });
    expect((await enrol(to, ids, choices)).body.people).toMatchObject([{ enrolment: 'moved' }]);
    expect(await statesIn(from)).toEqual(['Person 1: removed']);
    expect(await statesIn(to)).toEqual(['Person 1: queued']);
    const { body } = await ask('GET', `/contacts/${ids[0]}/timeline`);
    expect((body.entries as { what: string }[]).slice(0, 2).map(({ what }) => what)).toEqual(['movedIn', 'movedOut']);
    expect(await broken(app.database.db, workspace)).toEqual([]);
  });

  test('let go and enrolled again, as often as wanted, free', async () => {
    const campaign = await ongoing();
    const ids = idsOf(await add(campaign, [1]));
    for (const state of ['replied', 'finished', 'optedOut', 'removed']) {
      await set(campaign, ids, state);
      expect(await set(campaign, ids, 'active')).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
      expect((await enrol(campaign, ids)).body.people).toMatchObject([{ enrolment: 'enrolled' }]);
    }
    await set(campaign, ids, 'active');
    await set(campaign, ids, 'paused');
    expect(await statesIn(campaign)).toEqual(['Person 1: paused']);
    expect((await quote(await ongoing('Other'), [1])).body.people).toMatchObject([{ class: 'blocked' }]);
    expect(await available()).toBe(24);
    expect(await broken(app.database.db, workspace)).toEqual([]);
  });
});

describe('the life of a campaign', () => {
  test('a launch lists the conflicts, changes nothing without a choice for each, and then is one act', async () => {
    const holder = await ongoing('Holder');
    const held = idsOf(await add(holder, [1, 2, 3]));
    const draft = await newCampaign('Draft');
    await add(draft, [1, 2, 3, 4]);
    const preview = (await ask('GET', `/campaigns/${draft}/launch`)).body;
    expect(preview).toMatchObject({ people: 4, conflicts: [{ name: 'Person 1', holder: { campaignName: 'Holder' } }, {}, {}] });
    const choices = held.map((contactId, n) => ({ contactId, choice: ['skip', 'wait', 'move'][n] }));
    const refused = await act(draft, 'launch', { choices: choices.slice(0, 2) });
    expect(refused.body).toMatchObject({ outcome: 'conflicts', conflicts: preview.conflicts });
    expect((await ask('GET', `/campaigns/${draft}`)).body.state).toBe('draft');
    expect(await act(draft, 'launch', { choices }, memberToken)).toMatchObject({ status: 403 });
    expect((await act(draft, 'launch', { choices })).body).toMatchObject({
      outcome: 'done',
      results: { skipped: 1, waiting: 1, moved: 1, enrolled: 1 },
      campaign: { state: 'ongoing', waiting: 1, counts: { queued: 2, removed: 2 } },
    });
    expect(await statesIn(draft)).toContain('Person 2: waiting');
    expect(await broken(app.database.db, workspace)).toEqual([]);
  });

  test('paused holds; completed lets go; opened again holds those it can, where they were', async () => {
    const campaign = await ongoing();
    const ids = idsOf(await add(campaign, [1, 2]));
    await set(campaign, [ids[0] ?? ''], 'active');
    expect((await act(campaign, 'pause')).body.campaign).toMatchObject({ state: 'ongoing', paused: true, pausedBecause: 'member' });
    const other = await ongoing('Other');
    expect((await quote(other, [1])).body.people).toMatchObject([{ class: 'blocked' }]);
    expect((await act(campaign, 'resume')).body.campaign).toMatchObject({ paused: false });
    expect((await act(campaign, 'complete')).body.campaign).toMatchObject({ state: 'completed', counts: { finished: 2 } });
    await enrol(other, [ids[1] ?? '']);
    await act(campaign, 'archive');
    expect((await act(campaign, 'reopen')).body).toMatchObject({ outcome: 'conflicts', conflicts: [{ name: 'Person 2' }] });
    const choices = [{ contactId: ids[1], choice: 'skip' }];
    expect((await act(campaign, 'reopen', { choices })).body).toMatchObject({ outcome: 'done', results: { enrolled: 1, skipped: 1 } });
    expect(await statesIn(campaign)).toEqual(['Person 1: active', 'Person 2: removed']);
    expect(await broken(app.database.db, workspace)).toEqual([]);
  });

  test('a draft that was put away comes back as a draft', async () => {
    const draft = await newCampaign();
    await add(draft, [1]);
    expect((await act(draft, 'archive')).body.campaign).toMatchObject({ state: 'archived' });
    expect((await act(draft, 'reopen')).body.campaign).toMatchObject({ state: 'draft', counts: { queued: 1 } });
  });

  test.each([
    ['draft', ['pause', 'resume', 'complete', 'reopen']],
    ['ongoing', ['launch', 'archive', 'reopen']],
    ['completed', ['launch', 'pause', 'resume', 'complete']],
    ['archived', ['launch', 'pause', 'resume', 'complete', 'archive']],
  ])('%s has no other steps', async (state, impossible) => {
    const campaign = state === 'draft' ? await newCampaign() : await ongoing();
    if (state === 'completed' || state === 'archived') await act(campaign, 'complete');
    if (state === 'archived') await act(campaign, 'archive');
    for (const what of impossible) expect(await act(campaign, what)).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
    expect((await ask('GET', `/campaigns/${campaign}`)).body.state).toBe(state);
  });

  test('the same act again repeats its answer, whatever has happened since; with other content it is refused', async () => {
    const campaign = await ongoing();
    const body = { requestId: uuidv7(), act: 'pause' };
    await ask('POST', `/campaigns/${campaign}/acts`, body);
    await act(campaign, 'resume');
    expect((await ask('POST', `/campaigns/${campaign}/acts`, body)).body).toMatchObject({ replayed: true, campaign: { paused: false } });
    expect(await ask('POST', `/campaigns/${campaign}/acts`, { ...body, act: 'complete' })).toMatchObject({
      status: 409,
      body: { code: 'request-id-reused' },
    });
    const id = uuidv7();
    await ask('POST', '/campaigns', { id, name: 'One' });
    expect(await ask('POST', '/campaigns', { id, name: 'One' })).toMatchObject({ status: 200 });
    expect(await ask('POST', '/campaigns', { id, name: 'Two' })).toMatchObject({ status: 409 });
    expect((await ask('PATCH', `/campaigns/${id}`, { requestId: uuidv7(), name: 'Three' })).body).toMatchObject({ name: 'Three' });
    expect(((await ask('GET', '/campaigns?state=draft')).body.campaigns as { name: string }[]).map(({ name }) => name)).toEqual(['Three']);
  });

  test('a list of people is paged without a gap', async () => {
    const campaign = await ongoing();
    await add(
      campaign,
      Array.from({ length: 7 }, (_, n) => n + 1),
    );
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await ask('GET', `/campaigns/${campaign}/enrolments?limit=3${cursor && `&cursor=${cursor}`}`);
      seen.push(...(body.enrolments as { name: string }[]).map(({ name }) => name));
      cursor = (body.next as string | undefined) ?? '';
    } while (cursor);
    expect(seen.toSorted()).toEqual(Array.from({ length: 7 }, (_, n) => `Person ${n + 1}`));
    expect(await ask('GET', `/campaigns/${campaign}/enrolments?cursor=x`)).toMatchObject({ status: 400 });
  });
});

describe('who turns out to be one person', () => {
  test('both held: the campaign that had its one longest keeps the person', async () => {
    const [first, second] = [await ongoing('First'), await ongoing('Second')];
    await ask('POST', '/analyses', { ...analysisOf([sightingOf({ member: memberId(1) }, { name: 'One' })]), campaignId: second });
    await ask('POST', '/analyses', { ...analysisOf([sightingOf({ slug: 'person-1' }, { name: 'One' })]), campaignId: first });
    expect(await available()).toBe(23);
    await ask('POST', '/analyses', analysisOf([someone(1)]));
    expect(await available()).toBe(24);
    expect(await statesIn(second)).toEqual(['Person 1: queued']);
    expect(await statesIn(first)).toEqual(['Person 1: removed']);
    expect(await broken(app.database.db, workspace)).toEqual([]);
  });

  test('separated again by an admin: no credit moves, pages keep them apart, campaigns stay', async () => {
    const older = idsOf(await ask('POST', '/analyses', analysisOf([sightingOf({ member: memberId(1) }, { name: 'One' })])));
    const later = idsOf(await ask('POST', '/analyses', analysisOf([sightingOf({ slug: 'person-1' }, { name: 'Other' })])));
    await ask('POST', '/analyses', analysisOf([someone(1)]));
    expect(await available()).toBe(24);
    const unmerge = { requestId: uuidv7() };
    expect(await ask('POST', `/contacts/${later[0]}/unmerge`, unmerge, memberToken)).toMatchObject({ status: 403 });
    const { body } = await ask('POST', `/contacts/${later[0]}/unmerge`, unmerge);
    expect(body).toMatchObject({ id: later[0], name: 'Other', identifiers: [{ kind: 'slug', value: 'person-1' }] });
    expect((await ask('POST', `/contacts/${later[0]}/unmerge`, unmerge)).body).toEqual(body);
    expect(await ask('POST', `/contacts/${older[0]}/unmerge`, { requestId: uuidv7() })).toMatchObject({ status: 409 });
    expect(await available()).toBe(24);
    const again = await ask('POST', '/analyses', analysisOf([someone(1)], { ceilingCredits: 0 }));
    expect(again.body.people).toMatchObject([{ class: 'known', contact: { id: older[0] } }]);
    expect((await ask('POST', '/analyses', analysisOf([sightingOf({ slug: 'person-1' })]))).body).toMatchObject({
      costCredits: 0,
      people: [{ contact: { id: later[0] } }],
    });
    expect(await available()).toBe(24);
    expect(await broken(app.database.db, workspace)).toEqual([]);
  });
});

describe('erased people', () => {
  test('everything goes; every way back is refused, free; nobody waits for them', async () => {
    const campaign = await ongoing();
    const ids = idsOf(await add(campaign, [1, 2]));
    const waiting = await ongoing('Waiting');
    await enrol(waiting, ids, [{ contactId: ids[0], choice: 'wait' }]);
    const erase = { requestId: uuidv7() };
    expect(await ask('POST', `/contacts/${ids[0]}/erase`, erase, memberToken)).toMatchObject({ status: 403 });
    expect(await ask('POST', `/contacts/${ids[0]}/erase`, erase)).toMatchObject({ status: 204 });
    expect(await ask('POST', `/contacts/${ids[0]}/erase`, erase)).toMatchObject({ status: 204 });
    expect(await ask('GET', `/contacts/${ids[0]}`)).toMatchObject({ status: 404 });
    expect(await ask('GET', `/contacts/${ids[0]}/timeline`)).toMatchObject({ status: 404 });
    expect((await ask('GET', '/contacts')).body.contacts).toHaveLength(1);
    expect(await statesIn(campaign)).toEqual(['Person 2: queued']);
    expect(await statesIn(waiting)).toEqual([]);
    expect((await quote(waiting, [1])).body.people).toEqual([{ class: 'erased', costCredits: 0 }]);
    for (const identifiers of [{ member: memberId(1) }, { slug: 'person-1' }, { slug: 'PERSON-1', member: memberId(1) }])
      expect((await ask('POST', '/analyses', analysisOf([sightingOf(identifiers)]))).body).toMatchObject({
        outcome: 'done',
        costCredits: 0,
        people: [{ class: 'erased', costCredits: 0 }],
      });
    expect(await enrol(waiting, ids)).toMatchObject({ status: 404 });
    // The slug has a new owner, with a member id of their own: somebody else.
    expect((await ask('POST', '/analyses', analysisOf([sightingOf({ slug: 'person-1', member: memberId(9) })]))).body).toMatchObject({
      costCredits: 1,
    });
    expect((await ask('POST', '/analyses', analysisOf([sightingOf({ slug: 'person-1' })]))).body).toMatchObject({
      costCredits: 0,
      people: [{ class: 'known' }],
    });
    expect(await available()).toBe(22);
    expect(await broken(app.database.db, workspace)).toEqual([]);
  });
});

test('a plan that is no longer paid pauses what is ongoing when its period ends, and paying again resumes', async () => {
  await app.setClock('2026-11-10T12:00:00Z');
  try {
    const session = await app.signUp();
    token = session.token;
    workspace = workspaceOf(session);
    const campaign = await ongoing();
    await app.database.db
      .updateTable('credit_head')
      .set({ lapsed_from: new Date('2026-11-30T23:00:00Z') })
      .where('workspace_id', '=', workspace)
      .execute();
    expect((await ask('GET', `/campaigns/${campaign}`)).body.paused).toBe(false);
    await app.setClock('2026-11-30T23:00:00Z');
    expect((await ask('GET', `/campaigns/${campaign}`)).body).toMatchObject({ paused: true, pausedBecause: 'lapse', state: 'ongoing' });
    await app.database.db.updateTable('credit_head').set({ lapsed_from: null }).where('workspace_id', '=', workspace).execute();
    expect((await ask('GET', `/campaigns/${campaign}`)).body.paused).toBe(false);
  } finally {
    await app.setClock(undefined);
  }
});
