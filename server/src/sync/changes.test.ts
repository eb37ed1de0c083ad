/** Every kind of change reaches a device that has all from before it, and nothing else does. */
import type { Session } from '@wellmet/shared/account';
import type { Contact } from '@wellmet/shared/contact';
import type { Identifiers } from '@wellmet/shared/identity';
import type { Sighting } from '@wellmet/shared/sighting';
import type { Changes } from '@wellmet/shared/sync';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addMember } from '../accounts/accounts.ts';
import { adjustCredits, changePlan, lapsePlan } from '../plans/change.ts';
import { purgeAll } from '../rights/purge.ts';
import { testApp, workspaceOf, type TestApp, type Told } from '../testing/app.ts';
import { newDevice, shownBy, toldByServer, type Device } from '../testing/device.ts';
import { analysisOf, memberId, sightingOf } from '../testing/sightings.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

let session: Session;
let workspaceId: string;
let device: Device;
const ask = (method: string, path: string, body?: object): Promise<Told> =>
  app.ask(method, `/v1/workspaces/${workspaceId}${path}`, { body, token: session.token });
const done = async (method: string, path: string, body: object = {}): Promise<Told> => {
  const told = await ask(method, path, body);
  if (told.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(told.body)}`);
  return told;
};
/** A workspace without anybody, and a device that has asked for nothing. */
async function begin(): Promise<void> {
  session = await app.signUp();
  workspaceId = workspaceOf(session);
  device = newDevice(ask);
}

const requestId = (): { requestId: string } => ({ requestId: uuidv7() });

let people = 0;
/** Analyses people, each known by a slug and a member id. @returns their ids. */
async function known(count = 1, campaignId?: string): Promise<string[]> {
  const sightings = Array.from({ length: count }, () => sightingOf({ slug: `person-${++people}`, member: memberId(people) }));
  const { body } = await done('POST', '/analyses', analysisOf(sightings, campaignId === undefined ? {} : { campaignId }));
  return body.people.map(({ contact }: { contact: Contact }) => contact.id);
}
/** Analyses one person. @returns the contact's id. */
async function analyse(identifiers: Identifiers, overrides: Partial<Sighting> = {}, campaignId?: string): Promise<string> {
  const request = analysisOf([sightingOf(identifiers, overrides)], campaignId === undefined ? {} : { campaignId });
  return (await done('POST', '/analyses', request)).body.people[0].contact.id as string;
}
const one = async (campaignId?: string): Promise<string> => (await known(1, campaignId))[0] ?? '';
async function campaign(...acts: string[]): Promise<string> {
  const id = uuidv7();
  await done('POST', '/campaigns', { id, name: `Looms ${++people}` });
  for (const what of acts) await act(id, what);
  return id;
}
const act = async (id: string, what: string, choices: object[] = []): Promise<void> => {
  expect((await done('POST', `/campaigns/${id}/acts`, { ...requestId(), act: what, choices })).body.outcome).toBe('done');
};
const enrol = (id: string, contactIds: string[], choice = 'skip'): Promise<Told> =>
  done('POST', `/campaigns/${id}/enrolments`, {
    ...requestId(),
    contactIds,
    choices: contactIds.map((contactId) => ({ contactId, choice })),
  });
const change = (id: string, contactIds: string[], state: string): Promise<Told> =>
  done('POST', `/campaigns/${id}/enrolments/changes`, { ...requestId(), contactIds, state });

const idsIn = (pages: Changes[], what: 'contacts' | 'gone' | 'campaigns'): string[] =>
  pages.flatMap((page) => page[what].map(({ id }) => id)).toSorted();

/** Does something, and asks what is new since. */
async function newAfter(work: () => Promise<unknown>): Promise<Record<'contacts' | 'gone' | 'campaigns', string[]>> {
  await device.pull();
  await work();
  const pages = await device.pull();
  expect(shownBy(device)).toEqual(await toldByServer(ask, session.member.name));
  return { contacts: idsIn(pages, 'contacts'), gone: idsIn(pages, 'gone'), campaigns: idsIn(pages, 'campaigns') };
}

describe('from the start', () => {
  beforeEach(begin);

  test('everything, in the order of its last change, page by page; nothing of what is gone already', async () => {
    const ids = [...(await known(5)), ...(await known(4))];
    await done('POST', `/contacts/${ids[2]}/erase`, requestId());
    const draft = await campaign();
    const pages = await device.pull(3);
    expect(pages.map(({ contacts, hasMore }) => [contacts.length, hasMore])).toEqual([
      [3, true],
      [3, true],
      [2, false],
    ]);
    expect(idsIn(pages, 'gone')).toEqual([]);
    expect(idsIn(pages, 'campaigns')).toEqual([draft]);
    const order = pages.flatMap(({ contacts }) => contacts.map(({ seq, id }) => [seq, id]));
    expect(order).toEqual(order.toSorted((a, b) => Number(a[0]) - Number(b[0]) || (String(a[1]) < String(b[1]) ? -1 : 1)));
    expect(shownBy(device)).toEqual(await toldByServer(ask, session.member.name));
  });

  test('a workspace without anybody: nothing, the balance, the role', async () => {
    expect(await device.pull()).toMatchObject([
      { contacts: [], gone: [], campaigns: [], hasMore: false, balance: { available: 25 }, role: 'owner' },
    ]);
  });

  test('who goes while somebody asks page by page is told as gone, however long ago they were changed', async () => {
    const ids = await known(4);
    const [first] = (await device.pullPage(2)).contacts;
    await done('POST', `/contacts/${first?.id}/erase`, requestId());
    const pages = await device.pull(2);
    expect(idsIn(pages, 'gone')).toEqual([first?.id]);
    expect([...device.contacts.keys()].toSorted()).toEqual(ids.filter((id) => id !== first?.id).toSorted());
  });

  test('many that were changed at once are told over several pages, each once', async () => {
    const ids = await known(7);
    const pages = await device.pull(2);
    expect(pages).toHaveLength(4);
    expect(idsIn(pages, 'contacts')).toEqual(ids.toSorted());
  });
});

describe('after everything that can happen to a contact', () => {
  beforeAll(begin);

  test('it is analysed, again with another page, again with the same', async () => {
    let id = '';
    expect(await newAfter(async () => (id = await one()))).toEqual({ contacts: [id], gone: [], campaigns: [] });
    const identifiers = { slug: `person-${people}`, member: memberId(people) };
    expect(await newAfter(() => analyse(identifiers, { headline: 'Head of Dyeing' }))).toMatchObject({ contacts: [id] });
    expect(await newAfter(() => analyse(identifiers, { headline: 'Head of Dyeing' }))).toMatchObject({ contacts: [] });
  });

  test('a colleague analyses: the same for both, each knows whose it is', async () => {
    const colleague = await app.signUp({ name: 'Col League' });
    await addMember(app.accounts, {
      workspaceId,
      name: 'Col League',
      email: colleague.member.email,
      password: 'correct horse',
      role: 'member',
    });
    const theirs = newDevice((method, path, body) =>
      app.ask(method, `/v1/workspaces/${workspaceId}${path}`, { body, token: colleague.token }),
    );
    const id = await one();
    await device.pull();
    const [page] = await theirs.pull();
    expect(page).toMatchObject({ role: 'member' });
    expect(theirs.contacts.get(id)).toMatchObject({ firstAnalysedByYou: false, firstAnalysedBy: session.member.name });
    expect(device.contacts.get(id)).toMatchObject({ firstAnalysedByYou: true });
    expect(page?.version).not.toBe(device.version);
  });

  test('a member corrects it, does something with it, takes that back', async () => {
    const id = await one();
    expect(await newAfter(() => done('PATCH', `/contacts/${id}`, { ...requestId(), fields: { company: 'Nordlys' } }))).toMatchObject({
      contacts: [id],
    });
    expect(device.contacts.get(id)).toMatchObject({ company: 'Nordlys', edits: { company: { by: session.member.name } } });
    const engagement = { ...requestId(), what: 'called', doneAt: new Date().toISOString() };
    expect(await newAfter(() => done('POST', `/contacts/${id}/engagements`, engagement))).toMatchObject({ contacts: [id] });
    const withdraw = `/contacts/${id}/engagements/${engagement.requestId}/withdraw`;
    expect(await newAfter(() => done('POST', withdraw, requestId()))).toMatchObject({ contacts: [id] });
  });

  test('what was read of it is analysed again', async () => {
    const id = await one();
    expect(await newAfter(() => done('POST', `/contacts/${id}/analyse-again`, requestId()))).toMatchObject({ contacts: [id] });
  });

  test('two turn out to be one: the other is gone into it; separated, both are there, and the one has lost what it was known by', async () => {
    const looms = await campaign('launch');
    const [slug, member] = [`merged-${++people}`, memberId(++people)];
    const [kept, other] = [await analyse({ slug }), await analyse({ member }, {}, looms)];
    const merged = await newAfter(() => analyse({ slug, member }));
    expect(merged).toEqual({ contacts: [kept], gone: [other], campaigns: [looms] });
    expect(device.contacts.get(kept)?.campaigns).toMatchObject([{ id: looms }]);

    const fresh = newDevice(ask);
    expect(idsIn(await fresh.pull(), 'gone')).toEqual([]);
    const separated = await newAfter(() => done('POST', `/contacts/${other}/unmerge`, requestId()));
    expect(separated).toEqual({ contacts: [kept, other].toSorted(), gone: [], campaigns: [] });
    expect(device.contacts.get(kept)?.identifiers).toEqual([{ kind: 'slug', value: slug }]);
  });

  test('a contact that is merged tells into which', async () => {
    const [slug, member] = [`into-${++people}`, memberId(++people)];
    const [kept, other] = [await analyse({ slug }), await analyse({ member })];
    await device.pull();
    await analyse({ slug, member });
    expect((await device.pull())[0]?.gone).toEqual([{ id: other, seq: expect.any(Number), into: kept }]);
    await done('POST', `/contacts/${kept}/erase`, requestId());
    expect((await device.pull())[0]?.gone).toEqual([kept, other].toSorted().map((id) => ({ id, seq: expect.any(Number) })));
  });

  test('its slug passes on to somebody else', async () => {
    const slug = `passing-${++people}`;
    const before = await analyse({ slug, member: memberId(++people) });
    let after = '';
    const told = await newAfter(async () => (after = await analyse({ slug, member: memberId(++people) })));
    expect(told).toEqual({ contacts: [before, after].toSorted(), gone: [], campaigns: [] });
    expect(device.contacts.get(before)?.identifiers.map(({ kind }) => kind)).toEqual(['member']);
  });

  test('it is erased, while a campaign holds it and another waits for it', async () => {
    const [looms, yarn] = [await campaign('launch'), await campaign('launch')];
    const id = await one(looms);
    await enrol(yarn, [id], 'wait');
    const told = await newAfter(() => done('POST', `/contacts/${id}/erase`, requestId()));
    expect(told).toEqual({ contacts: [], gone: [id], campaigns: [looms, yarn].toSorted() });
  });
});

describe('a contact that was kept long enough', () => {
  beforeAll(begin);
  afterAll(() => app.setClock(undefined));

  test('is gone without being refused, for a device that has it; one that is erased is gone for good', async () => {
    const [purged, erased] = [await one(), await one()];
    await device.pull();
    await done('POST', `/contacts/${erased}/erase`, requestId());
    const [first] = await device.pull();
    expect(first?.gone.map(({ id, isPurged }) => [id, isPurged])).toEqual([[erased, undefined]]);
    const ledger = { db: app.database.db, clock: app.accounts.clock, secret: app.accounts.secret };
    // More than twelve months on it is announced, and done a week after.
    for (const days of [400, 408]) {
      await app.setClock(new Date(Date.now() + days * 86_400_000).toISOString());
      await purgeAll(ledger);
    }
    const told = await device.pull();
    expect(told.flatMap(({ gone }) => gone.map(({ id, isPurged }) => [id, isPurged]))).toEqual([[purged, true]]);
    expect([...device.contacts.keys()]).toEqual([]);
  });
});

/** What is told of templates: those that there are, with their words, and those that there are no more. */
async function toldAfter(work: () => Promise<unknown>): Promise<[texts: string[], gone: string[]]> {
  await device.pull();
  await work();
  const pages = await device.pull();
  expect(shownBy(device)).toEqual(await toldByServer(ask, session.member.name));
  expect(pages.flatMap(({ contacts, campaigns }) => [...contacts, ...campaigns])).toEqual([]);
  return [
    pages.flatMap(({ templates }) => templates.map(({ text }) => text)),
    pages.flatMap((page) => page.goneTemplates.map(({ id }) => id)),
  ];
}

describe('after everything that can happen to a template', () => {
  beforeAll(begin);
  const words = { name: 'First words', channel: 'note', language: 'en', text: 'Hello {first name},' };

  test('it is made, written anew, deleted, brought back; who begins is not told of what is deleted', async () => {
    const id = uuidv7();
    expect(await toldAfter(() => done('POST', '/templates', { id, ...words }))).toEqual([[words.text], []]);
    const anew = { ...words, ...requestId(), basedOn: device.templates.get(id)?.seq, text: 'Good morning' };
    expect(await toldAfter(() => done('PATCH', `/templates/${id}`, anew))).toEqual([['Good morning'], []]);
    expect(await toldAfter(() => done('POST', `/templates/${id}/delete`, requestId()))).toEqual([[], [id]]);
    expect(await newDevice(ask).pull()).toMatchObject([{ templates: [], goneTemplates: [] }]);
    expect(await toldAfter(() => done('POST', `/templates/${id}/restore`, requestId()))).toEqual([['Good morning'], []]);
    expect(await toldAfter(async () => {})).toEqual([[], []]);
  });

  test('page by page each is told once, between the contacts that were changed before and after it', async () => {
    const ids = [uuidv7(), uuidv7(), uuidv7()];
    for (const id of ids) {
      await known(2);
      await done('POST', '/templates', { id, ...words, name: id });
    }
    const fresh = newDevice(ask);
    const pages = await fresh.pull(1);
    expect(pages.length).toBeGreaterThan(5);
    const told = pages.flatMap(({ templates }) => templates.map(({ id }) => id));
    expect(ids.map((id) => told.filter((other) => other === id))).toEqual(ids.map((id) => [id]));
    expect(shownBy(fresh)).toEqual(await toldByServer(ask, session.member.name));
  });
});

describe('after everything that can happen in campaigns', () => {
  beforeAll(begin);

  test('somebody new comes in, by an analysis; somebody known does', async () => {
    const looms = await campaign('launch');
    let id = '';
    expect(await newAfter(async () => (id = await one(looms)))).toEqual({ contacts: [id], gone: [], campaigns: [looms] });
    const other = await one();
    expect(await newAfter(() => enrol(looms, [other]))).toEqual({ contacts: [other], gone: [], campaigns: [looms] });
  });

  test('they wait, stop waiting, wait again and come in, since the other lets go; those who are skipped do not change', async () => {
    const [looms, yarn] = [await campaign('launch'), await campaign('launch')];
    const [id = '', skipped = ''] = await known(2, looms);
    expect(await newAfter(() => enrol(yarn, [skipped]))).toEqual({ contacts: [], gone: [], campaigns: [] });
    expect(await newAfter(() => enrol(yarn, [id], 'wait'))).toEqual({ contacts: [id], gone: [], campaigns: [yarn] });
    expect(await newAfter(() => change(yarn, [id], 'removed'))).toEqual({ contacts: [id], gone: [], campaigns: [yarn] });
    await enrol(yarn, [id], 'wait');
    const told = await newAfter(() => change(looms, [id], 'replied'));
    expect(told).toEqual({ contacts: [id], gone: [], campaigns: [looms, yarn].toSorted() });
    expect(device.contacts.get(id)?.campaigns).toMatchObject([
      { id: yarn, state: 'queued' },
      { id: looms, state: 'replied' },
    ]);
  });

  test('they are moved', async () => {
    const [looms, yarn] = [await campaign('launch'), await campaign('launch')];
    const id = await one(looms);
    expect(await newAfter(() => enrol(yarn, [id], 'move'))).toEqual({ contacts: [id], gone: [], campaigns: [looms, yarn].toSorted() });
  });

  test('a draft is made, renamed, launched with conflicts of every choice, paused, resumed, completed, opened again', async () => {
    const other = await campaign('launch');
    const [skipped = '', waits = '', moved = ''] = await known(3, other);
    let draft = '';
    expect(await newAfter(async () => (draft = await campaign()))).toEqual({ contacts: [], gone: [], campaigns: [draft] });
    const free = await one();
    const all = [skipped, waits, moved, free];
    expect(await newAfter(() => enrol(draft, all))).toEqual({ contacts: all.toSorted(), gone: [], campaigns: [draft] });
    const renamed = await newAfter(() => done('PATCH', `/campaigns/${draft}`, { ...requestId(), name: 'Nimbus' }));
    expect(renamed).toEqual({ contacts: all.toSorted(), gone: [], campaigns: [draft] });

    const choices = [
      [skipped, 'skip'],
      [waits, 'wait'],
      [moved, 'move'],
    ].map(([contactId, choice]) => ({ contactId, choice }));
    const launched = await newAfter(() => act(draft, 'launch', choices));
    expect(launched).toEqual({ contacts: all.toSorted(), gone: [], campaigns: [draft, other].toSorted() });
    // Paused is of the campaign, its people do not show it.
    expect(await newAfter(() => act(draft, 'pause'))).toEqual({ contacts: [], gone: [], campaigns: [draft] });
    expect(await newAfter(() => act(draft, 'resume'))).toEqual({ contacts: [], gone: [], campaigns: [draft] });
    await change(draft, [free], 'replied');
    const completed = await newAfter(() => act(draft, 'complete'));
    // `waits` was still on its list; `free` has only ceased to show it.
    expect(completed).toEqual({ contacts: [waits, moved, free].toSorted(), gone: [], campaigns: [draft] });
    expect(await newAfter(() => act(draft, 'archive'))).toEqual({ contacts: [], gone: [], campaigns: [draft] });
    expect(await newAfter(() => act(draft, 'reopen'))).toMatchObject({ campaigns: [draft] });
    expect(device.contacts.get(free)?.campaigns).toMatchObject([{ id: draft, state: 'replied' }]);
  });

  test('a draft is put away and comes back', async () => {
    const draft = await campaign();
    const id = await one(draft);
    expect(await newAfter(() => act(draft, 'archive'))).toEqual({ contacts: [id], gone: [], campaigns: [draft] });
    expect(await newAfter(() => act(draft, 'reopen'))).toEqual({ contacts: [id], gone: [], campaigns: [draft] });
  });

  test('a closed campaign is renamed: nobody shows it', async () => {
    const looms = await campaign('launch');
    await one(looms);
    await act(looms, 'complete');
    const renamed = await newAfter(() => done('PATCH', `/campaigns/${looms}`, { ...requestId(), name: 'Over' }));
    expect(renamed).toEqual({ contacts: [], gone: [], campaigns: [looms] });
  });

  test('one ends, and those whom it lets go go to whoever waits for them', async () => {
    const [looms, yarn] = [await campaign('launch'), await campaign('launch')];
    const ids = await known(3, looms);
    await enrol(yarn, ids, 'wait');
    expect(await newAfter(() => act(looms, 'complete'))).toEqual({
      contacts: ids.toSorted(),
      gone: [],
      campaigns: [looms, yarn].toSorted(),
    });
  });
});

const versionNow = async (): Promise<string> => (await device.pull())[0]?.version ?? '';

const become = (role: string) => sql`update member set role = ${role} where "organizationId" = ${workspaceId}`.execute(app.database.db);

describe('the version', () => {
  beforeAll(begin);

  test('is the same while nothing changes, whatever the time is', async () => {
    await one();
    await device.pull();
    const before = await versionNow();
    expect(await versionNow()).toBe(before);
  });

  test('changes with a contact, a balance, a plan to come; not with what another workspace does', async () => {
    await one();
    await device.pull();
    const seen = new Set([await versionNow()]);
    const isNew = async (): Promise<boolean> => {
      const version = await versionNow();
      const had = seen.has(version);
      seen.add(version);
      return !had;
    };
    await one();
    expect(await isNew()).toBe(true);
    await adjustCredits(app.accounts, { workspaceId, credits: 5, reason: 'a present' });
    expect(await isNew()).toBe(true);
    await changePlan(app.accounts, { workspaceId, planCode: 'starter', seats: 1 });
    expect(await isNew()).toBe(true);
    await lapsePlan(app.accounts, { workspaceId });
    expect(await isNew()).toBe(true);
    await app.ask('POST', `/v1/workspaces/${app.workspaceId}/analyses`, { body: analysisOf([sightingOf({ slug: 'elsewhere' })]) });
    expect(await isNew()).toBe(false);
  });

  test('changes with the period, which nobody writes; with the role', async () => {
    await device.pull();
    const before = await versionNow();
    try {
      await app.setClock(new Date(Date.now() + 40 * 24 * 3600_000));
      expect(await versionNow()).not.toBe(before);
    } finally {
      await app.setClock(undefined);
    }
    expect(await versionNow()).toBe(before);
    await become('member');
    expect(await versionNow()).not.toBe(before);
    await become('owner');
  });

  test('is that of the last page, never that of a page with more behind it, nor of one from the start', async () => {
    await device.pull();
    await known(4);
    const [first, last] = [await device.pullPage(3), await device.pullPage(3)];
    expect(first).toMatchObject({ hasMore: true });
    expect(last).toMatchObject({ hasMore: false, contacts: [{}] });
    expect(last.version).not.toBe(first.version);
    expect((await device.pullPage()).version).toBe(last.version);
    const other = newDevice(ask);
    expect((await other.pullPage()).version).not.toBe(last.version);
    expect((await other.pullPage()).version).toBe(last.version);
  });

  test('is the tag of the answer; asked with it again nothing is sent', async () => {
    await one();
    await device.pull();
    const url = `/v1/workspaces/${workspaceId}/changes?cursor=${device.cursor}`;
    const again = (tag?: string): Promise<Told> =>
      app.ask('GET', url, { token: session.token, ...(tag !== undefined && { headers: { 'if-none-match': tag } }) });
    const { headers, body } = await again();
    expect(headers.get('etag')).toBe(`"${body.version}"`);
    for (const tag of [`"${body.version}"`, `W/"${body.version}"`, `"other", "${body.version}"`]) {
      const told = await again(tag);
      expect(told).toMatchObject({ status: 304, body: '' });
      expect(told.headers.get('etag')).toBe(`"${body.version}"`);
    }
    expect((await again(`"${body.version}x"`)).status).toBe(200);
    await one();
    expect((await again(`"${body.version}"`)).status).toBe(200);
  });
});

test('a lapse pauses what is ongoing without a write, and is told once; paying again, too', async () => {
  await app.setClock('2026-11-10T12:00:00Z');
  try {
    await begin();
    await changePlan(app.accounts, { workspaceId, planCode: 'starter', seats: 1 });
    const [looms] = [await campaign('launch'), await campaign(), await one()];
    await lapsePlan(app.accounts, { workspaceId });
    expect(await newAfter(() => app.setClock('2026-12-01T00:00:00Z'))).toEqual({ contacts: [], gone: [], campaigns: [looms] });
    expect(device.campaigns.get(looms)).toMatchObject({ paused: true, pausedBecause: 'lapse' });
    expect(await newAfter(async () => {})).toMatchObject({ campaigns: [] });
    const paid = await newAfter(() => changePlan(app.accounts, { workspaceId, planCode: 'starter', seats: 1 }));
    expect(paid).toEqual({ contacts: [], gone: [], campaigns: [looms] });
    expect(device.campaigns.get(looms)).toMatchObject({ paused: false });
  } finally {
    await app.setClock(undefined);
  }
});

const answered = (cursor: string): Promise<Told> => ask('GET', `/changes?cursor=${encodeURIComponent(cursor)}`);
const set = (what: ReturnType<typeof sql>) =>
  sql`update credit_head set ${what} where workspace_id = ${workspaceId}`.execute(app.database.db);

describe('cursors that lead nowhere', () => {
  beforeAll(begin);

  test.each(['', 'garbage', '1', "'; drop table contact", 'x'.repeat(121)])('%j: no cursor at all', async (cursor) => {
    expect(await answered(cursor)).toMatchObject({ status: 400, body: { code: 'invalid-request', errors: [{ pointer: '/cursor' }] } });
  });

  test('of another workspace, of before a restore, from ahead, from before what is remembered: from the start again', async () => {
    await begin();
    await known(2);
    await device.pull();
    const cursor = device.cursor ?? '';
    expect(await answered(cursor)).toMatchObject({ status: 200 });
    const resync = { status: 410, body: { code: 'resync-needed' } };
    await set(sql`seq = seq - 1`);
    expect(await answered(cursor)).toMatchObject(resync);
    await set(sql`seq = seq + 1, forgotten_before = seq + 2`);
    expect(await answered(cursor)).toMatchObject(resync);
    await set(sql`forgotten_before = 0`);
    expect(await answered(cursor)).toMatchObject({ status: 200 });
    await set(sql`epoch = gen_random_uuid()`);
    expect(await answered(cursor)).toMatchObject(resync);
    const other = newDevice((method, path, body) => app.ask(method, `/v1/workspaces/${app.workspaceId}${path}`, { body }));
    await other.pull();
    expect(await answered(other.cursor ?? '')).toMatchObject(resync);
    expect(idsIn(await newDevice(ask).pull(), 'contacts')).toHaveLength(2);
  });
});

describe('cards', () => {
  beforeAll(begin);

  test('whole contacts by their ids, merged ones by the one that stands for them, each once; unknown and erased ones are missing', async () => {
    const [slug, member] = [`card-${++people}`, memberId(++people)];
    const [kept, merged, erased, other] = [await analyse({ slug }), await analyse({ member }), await one(), await one()];
    await analyse({ slug, member });
    await done('POST', `/contacts/${erased}/erase`, requestId());
    const ids = [merged, kept, erased, uuidv7(), other.toUpperCase(), merged];
    const { body } = await done('POST', '/contacts/cards', { ids });
    expect(body.contacts.map(({ id }: Contact) => id).toSorted()).toEqual([kept, other].toSorted());
    for (const card of body.contacts) expect((await ask('GET', `/contacts/${card.id}`)).body).toEqual(card);
  });

  test('at most a hundred', async () => {
    expect(await ask('POST', '/contacts/cards', { ids: Array.from({ length: 100 }, () => uuidv7()) })).toMatchObject({
      status: 200,
      body: { contacts: [] },
    });
    expect(await ask('POST', '/contacts/cards', { ids: Array.from({ length: 101 }, () => uuidv7()) })).toMatchObject({ status: 400 });
  });
});
