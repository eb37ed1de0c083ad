/** What members do with contacts by their own hand: engagements and corrections, on the real database, over HTTP. */
import type { Contact } from '@wellmet/shared/contact';
import type { TimelineEntry } from '@wellmet/shared/campaign';
import type { EditableField } from '@wellmet/shared/engagement';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addMember, signIn } from '../accounts/accounts.ts';
import { adjustCredits } from '../plans/change.ts';
import { explaining } from '../testing/explain.ts';
import { testApp, workspaceOf, type TestApp, type Told } from '../testing/app.ts';
import { broken } from '../testing/invariants.ts';
import { analysisOf, memberId, sightingOf } from '../testing/sightings.ts';
import { contactsById } from './contacts.ts';

let app: TestApp;
let owner: { token: string; id: string };
let colleague: { token: string; id: string };
let workspace: string;
let contact: Contact;
/** Numbers the person of a test. */
let n = 0;
const slug = (): string => `quill-${n}`;
beforeAll(async () => {
  app = await testApp({ max: 30 });
  const { session } = app;
  workspace = app.workspaceId;
  owner = { token: session.token, id: session.member.id };
  const them = { email: 'colleague@people.example', password: 'correct horse' };
  await addMember(app.accounts, { workspaceId: workspace, name: 'Cole Colleague', ...them, role: 'member' });
  const theirs = await signIn(app.accounts, them);
  colleague = { token: theirs.token, id: theirs.member.id };
  await adjustCredits(app.accounts, { workspaceId: workspace, credits: 100, reason: 'for the test' });
});
afterAll(() => app.close());
beforeEach(async () => {
  n++;
  contact = await analysed(sightingOf({ slug: slug() }, { company: 'Nimbus Looms', location: 'Lyon' }));
});
const invariantsHold = async (): Promise<void> => expect(await broken(app.database.db, workspace)).toEqual([]);
afterEach(() => invariantsHold());

const ask = (method: string, path: string, body?: object, { token }: { token: string } = owner): Promise<Told> =>
  app.ask(method, `/v1/workspaces/${workspace}${path}`, { body, token });
async function analysed(...sightings: ReturnType<typeof sightingOf>[]): Promise<Contact> {
  return (await ask('POST', '/analyses', analysisOf(sightings))).body.people[0].contact as Contact;
}

interface Said {
  of?: string;
  by?: { token: string };
  requestId?: string;
}
const engage = (engagement: object, { of = contact.id, by = owner, requestId = uuidv7() }: Said = {}): Promise<Told> =>
  ask('POST', `/contacts/${of}/engagements`, { requestId, what: 'called', doneAt: new Date().toISOString(), ...engagement }, by);
const withdraw = (engagement: string, { of = contact.id, by = owner, requestId = uuidv7() }: Said = {}): Promise<Told> =>
  ask('POST', `/contacts/${of}/engagements/${engagement}/withdraw`, { requestId }, by);
const edit = (fields: Partial<Record<EditableField, string | null>>, { of = contact.id, by = owner, requestId = uuidv7() }: Said = {}) =>
  ask('PATCH', `/contacts/${of}`, { requestId, fields }, by);

const say = (words: Record<string, unknown>, { of = contact.id, by = owner, requestId = uuidv7() }: Said = {}): Promise<Told> =>
  ask('PATCH', `/contacts/${of}`, { requestId, words }, by);

const read = async (id = contact.id, by = owner): Promise<Contact> => (await ask('GET', `/contacts/${id}`, undefined, by)).body as Contact;
const textsOf = ({ engagements = [] }: Contact): (string | undefined)[] => engagements.map(({ text }) => text);
async function timeline(id = contact.id): Promise<TimelineEntry[]> {
  const entries: TimelineEntry[] = [];
  let cursor = '';
  do {
    const { body } = await ask('GET', `/contacts/${id}/timeline?limit=3${cursor}`);
    entries.push(...(body.entries as TimelineEntry[]));
    cursor = body.next === undefined ? '' : `&cursor=${body.next}`;
  } while (cursor !== '');
  return entries;
}
const told = (entries: readonly TimelineEntry[]): string[] =>
  entries.map(({ what, by, engagement, edit: edited, word }) =>
    [what, by, engagement?.text ?? engagement?.what, edited && `${edited.field}: ${edited.value}`, word && `${word.part}: ${word.value}`]
      .filter(Boolean)
      .join(', '),
  );
const balance = async (): Promise<unknown> => (await ask('GET', '/balance')).body.used;
const headSeq = async (): Promise<number> =>
  (await app.database.db.selectFrom('credit_head').select('seq').where('workspace_id', '=', workspace).executeTakeFirstOrThrow()).seq;

describe('engagements', () => {
  test('the newest first, with who did it, free, and the contact has the number of the act', async () => {
    const used = await balance();
    const first = await engage({ what: 'copied', text: 'Your looms, …', doneAt: '2026-11-20T08:30:00+01:00' });
    expect(first.status).toBe(200);
    expect(first.body).toMatchObject({ id: contact.id, seq: await headSeq() });
    await engage({ what: 'noted', text: ' Likes felt. ' }, { by: colleague });
    const now = await read();
    expect(now.engagements).toMatchObject([
      { what: 'noted', text: 'Likes felt.', by: 'Cole Colleague', byYou: false },
      { what: 'copied', text: 'Your looms, …', by: 'Ines Invented', byYou: true, doneAt: '2026-11-20T07:30:00.000Z' },
    ]);
    expect((await read(contact.id, colleague)).engagements?.map(({ byYou }) => byYou)).toEqual([true, false]);
    expect(now.seq).toBe(await headSeq());
    // An analysis answers with them, too.
    expect((await analysed(sightingOf({ slug: slug() }))).engagements).toEqual(now.engagements);
    expect(await balance()).toBe(used);
  });

  test('a device whose clock is ahead has done nothing tomorrow', async () => {
    const ahead = new Date(Date.now() + 86_400_000).toISOString();
    const { body } = await engage({ doneAt: ahead });
    const [{ doneAt, at }] = body.engagements;
    expect(doneAt).toBe(at);
    expect(Date.parse(doneAt as string)).toBeLessThan(Date.now() + 60_000);
  });

  test('what is no engagement changes nothing', async () => {
    const seq = await headSeq();
    for (const wrong of [{ what: 'noted' }, { what: 'noted', text: '  ' }, { what: 'stalked' }, { doneAt: 'yesterday' }, { at: 'noon' }])
      expect((await engage(wrong)).body).toMatchObject({ code: 'invalid-request' });
    expect((await engage({}, { of: uuidv7() })).body.code).toBe('not-found');
    expect(await headSeq()).toBe(seq);
  });

  test('the same twice at once is one; the same id for something else is refused', async () => {
    const requestId = uuidv7();
    const called = { what: 'called', doneAt: '2026-11-24T10:00:00Z' };
    const answers = await Promise.all(Array.from({ length: 12 }, () => engage(called, { requestId })));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect((await read()).engagements).toMatchObject([{ id: requestId, what: 'called' }]);
    for (const other of [
      { ...called, what: 'met' },
      { ...called, text: 'again' },
    ])
      expect((await engage(other, { requestId })).body.code).toBe('request-id-reused');
    expect((await edit({ name: 'Y. Quill' }, { requestId })).body.code).toBe('request-id-reused');
  });

  test('one is kept for ever, its answer is not: that of a forgotten one is not kept again', async () => {
    const requestId = crypto.randomUUID();
    await engage({ text: 'first' }, { requestId });
    await sql`delete from op_result where request_id = ${requestId}`.execute(app.database.owner);
    await sql`update credit_head set answers_forgotten_seq = seq where workspace_id = ${workspace}`.execute(app.database.owner);
    expect((await engage({ text: 'second' }, { requestId })).body.code).toBe('request-too-old');
    expect(textsOf(await read())).toEqual(['first']);
  });
});

describe('taken back', () => {
  test('by who did it, and by owners and admins; the history says so', async () => {
    const mine = (await engage({ what: 'sent', text: 'mine' })).body.engagements[0].id as string;
    const theirs = (await engage({ what: 'met', text: 'theirs' }, { by: colleague })).body.engagements[0].id as string;
    const refused = await withdraw(mine, { by: colleague });
    expect([refused.status, refused.body.code]).toEqual([403, 'forbidden']);
    expect(textsOf(await read())).toEqual(['theirs', 'mine']);
    expect(textsOf((await withdraw(theirs, { by: colleague })).body as Contact)).toEqual(['mine']);
    expect((await withdraw(mine)).body).toMatchObject({ seq: await headSeq(), engagements: [] });
    const another = (await engage({ text: 'another' }, { by: colleague })).body.engagements[0].id as string;
    expect((await withdraw(another)).body.engagements).toEqual([]);
    expect(told(await timeline())).toEqual([
      'engagementWithdrawn, Ines Invented, another',
      'engaged, Cole Colleague, another',
      'engagementWithdrawn, Ines Invented, mine',
      'engagementWithdrawn, Cole Colleague, theirs',
      'engaged, Cole Colleague, theirs',
      'engaged, Ines Invented, mine',
      'firstAnalysis, Ines Invented',
    ]);
    const entries = await timeline();
    expect(entries[5]).toMatchObject({ engagement: { id: mine, what: 'sent', isWithdrawn: true } });
    expect(new Set(entries.map(({ seq }) => seq)).size).toBe(entries.length);
  });

  test('again, and by many at once, is once', async () => {
    const id = (await engage({})).body.engagements[0].id as string;
    const answers = await Promise.all([1, 2, 3, 4].map(() => withdraw(id)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(told(await timeline()).filter((line) => line.startsWith('engagementWithdrawn'))).toHaveLength(1);
  });

  test('of nobody, of somebody else, of another contact', async () => {
    const id = (await engage({})).body.engagements[0].id as string;
    const other = await analysed(sightingOf({ slug: `weaver-${n}` }));
    for (const [engagement, of] of [
      [uuidv7(), contact.id],
      [id, other.id],
      [id, uuidv7()],
    ] as const)
      expect((await withdraw(engagement, { of })).body.code).toBe('not-found');
    expect((await read()).engagements).toHaveLength(1);
  });
});

describe('corrections', () => {
  test('are shown instead of what the page says, with who made them, until the page’s word is wanted back', async () => {
    const used = await balance();
    const { body } = await edit({ name: 'Ysolde Quill-Weaver', company: 'Felt & Co' }, { by: colleague });
    expect(body).toMatchObject({
      name: 'Ysolde Quill-Weaver',
      headline: contact.headline,
      company: 'Felt & Co',
      location: 'Lyon',
      seq: await headSeq(),
      edits: { name: { by: 'Cole Colleague' }, company: { by: 'Cole Colleague' } },
      sighting: { name: 'Ysolde Quill', company: 'Nimbus Looms' },
    });
    expect(Object.keys(body.edits as object).toSorted()).toEqual(['company', 'name']);
    // A page that is read again does not take a correction back.
    const again = await analysed(sightingOf({ slug: slug() }, { name: 'Y. Quill', company: 'Yarn' }));
    expect(again).toMatchObject({ name: 'Ysolde Quill-Weaver', company: 'Felt & Co', sighting: { name: 'Y. Quill' } });
    expect((await edit({ name: null })).body).toMatchObject({ name: 'Y. Quill', company: 'Felt & Co' });
    const bare = (await edit({ company: null, headline: null })).body as Contact;
    expect([bare.company, bare.edits]).toEqual(['Yarn', undefined]);
    expect(await balance()).toBe(used);
  });

  test('a field that no page has said', async () => {
    const bare = await analysed(sightingOf({ slug: `weaver-${n}` }));
    expect(bare.location).toBeUndefined();
    expect((await edit({ location: 'Lyon' }, { of: bare.id })).body.location).toBe('Lyon');
    expect((await edit({ location: null }, { of: bare.id })).body.location).toBeUndefined();
  });

  test('what is shown already may be said again, and both stand in the history', async () => {
    await edit({ headline: contact.headline ?? '' });
    const same = await edit({ headline: contact.headline ?? '', name: null });
    expect(same.body).toMatchObject({ headline: contact.headline, edits: { headline: { by: 'Ines Invented' } } });
    expect(told(await timeline())).toEqual([
      `edited, Ines Invented, headline: ${contact.headline}`,
      'edited, Ines Invented, name: null',
      `edited, Ines Invented, headline: ${contact.headline}`,
      'firstAnalysis, Ines Invented',
    ]);
  });

  test('of one field by many at once: the last to arrive counts, and all are in the history', async () => {
    const names = Array.from({ length: 16 }, (_, at) => `Quill the ${at}`);
    const answers = await Promise.all(names.map((name, at) => edit({ name }, { by: at % 2 ? owner : colleague })));
    expect(answers.map(({ status }) => status)).toEqual(names.map(() => 200));
    const edits = (await timeline()).flatMap(({ edit: edited, seq }) => (edited ? [{ ...edited, seq }] : []));
    expect(edits.map(({ value }) => String(value)).toSorted()).toEqual(names.toSorted());
    expect(edits.map(({ seq }) => seq)).toEqual(edits.map(({ seq }) => seq).toSorted((a, b) => b - a));
    const { name, seq } = await read();
    expect([name, seq]).toEqual([edits[0]?.value, edits[0]?.seq]);
  });

  test('the same request twice is one, in the history too', async () => {
    const requestId = uuidv7();
    await Promise.all([1, 2, 3, 4].map(() => edit({ company: 'Felt & Co' }, { requestId })));
    expect(told(await timeline()).filter((line) => line.startsWith('edited'))).toHaveLength(1);
    expect((await edit({ company: 'Felt' }, { requestId })).body.code).toBe('request-id-reused');
  });

  test('what is none changes nothing', async () => {
    for (const wrong of [{}, { name: ' ' }, { headline: 'x'.repeat(401) }, { skills: 'Weaving' }])
      expect((await edit(wrong)).body).toMatchObject({ code: 'invalid-request' });
    expect((await edit({ name: 'Nobody' }, { of: uuidv7() })).body.code).toBe('not-found');
  });

  test('campaigns, conflicts and the ledger call people by the name that was corrected', async () => {
    const campaign = async (name: string): Promise<string> => {
      const id = uuidv7();
      await ask('POST', '/campaigns', { id, name });
      await ask('POST', `/campaigns/${id}/enrolments`, { requestId: uuidv7(), contactIds: [contact.id] });
      return id;
    };
    const [looms, yarn] = [await campaign('Looms'), await campaign('Yarn')];
    await ask('POST', `/campaigns/${looms}/acts`, { requestId: uuidv7(), act: 'launch' });
    await edit({ name: 'Ysolde Weaver', headline: 'Weaver', company: 'Felt & Co' });
    const { body: list } = await ask('GET', `/campaigns/${looms}/enrolments`);
    expect(list.enrolments).toMatchObject([{ name: 'Ysolde Weaver', headline: 'Weaver', company: 'Felt & Co' }]);
    expect((await ask('GET', `/campaigns/${yarn}/launch`)).body.conflicts).toMatchObject([{ name: 'Ysolde Weaver' }]);
    const { body: ledger } = await ask('GET', `/ledger?kind=debit&contactId=${contact.id}`);
    expect(ledger.rows).toMatchObject([{ contact: { id: contact.id, name: 'Ysolde Weaver' } }]);
    expect((await ask('GET', '/ledger.csv')).body).toContain('Ysolde Weaver');
    expect((await ask('GET', '/contacts?limit=1')).body.contacts).toMatchObject([{ name: 'Ysolde Weaver', edits: { name: {} } }]);
    await edit({ name: null });
    expect((await ask('GET', `/campaigns/${looms}/enrolments`)).body.enrolments).toMatchObject([{ name: 'Ysolde Quill' }]);
  });
});

/** Two contacts of one person, the later one merged into `contact`. */
async function merged(before?: (one: string, other: string) => Promise<unknown>): Promise<string> {
  const later = await analysed(sightingOf({ member: memberId(n) }));
  await before?.(contact.id, later.id);
  await engage({ text: 'with the earlier' });
  await edit({ name: 'Earlier', company: 'Felt' });
  await engage({ text: 'with the later' }, { of: later.id });
  await edit({ name: 'Later' }, { of: later.id, by: colleague });
  await analysed(sightingOf({ slug: slug(), member: memberId(n) }));
  return later.id;
}

describe('words about the insights', () => {
  const school = 'hook:school:Loom School';

  test('of each part the last to arrive counts, until the page’s is wanted back; all are in the history; free', async () => {
    const used = await balance();
    await say({ 'style.boldness': 'bold', [school]: 'hidden' }, { by: colleague });
    const both = await ask('PATCH', `/contacts/${contact.id}`, {
      requestId: uuidv7(),
      fields: { name: 'Y. Quill' },
      words: { 'style.boldness': 'calm', 'role.seniority': 'lead' },
    });
    expect(both.body).toMatchObject({
      name: 'Y. Quill',
      seq: await headSeq(),
      insights: contact.insights,
      words: {
        'style.boldness': { value: 'calm', by: 'Ines Invented' },
        'role.seniority': { value: 'lead' },
        [school]: { value: 'hidden', by: 'Cole Colleague' },
      },
    });
    expect(Object.keys(both.body.edits as object)).toEqual(['name']);
    // An analysis of another page takes no word back.
    expect((await analysed(sightingOf({ slug: slug() }, { headline: 'Weaver' }))).words).toEqual(both.body.words);
    await say({ [school]: null, 'role.seniority': null });
    expect(Object.keys((await read()).words ?? {})).toEqual(['style.boldness']);
    expect((await say({ 'style.boldness': null })).body.words).toBeUndefined();
    expect(told(await timeline()).filter((line) => line.startsWith('edited'))).toEqual([
      'edited, Ines Invented, style.boldness: null',
      'edited, Ines Invented, role.seniority: null',
      `edited, Ines Invented, ${school}: null`,
      'edited, Ines Invented, style.boldness: calm',
      'edited, Ines Invented, role.seniority: lead',
      'edited, Ines Invented, name: Y. Quill',
      'edited, Cole Colleague, style.boldness: bold',
      `edited, Cole Colleague, ${school}: hidden`,
    ]);
    expect(await balance()).toBe(used);
  });

  test('what cannot be said of a part changes nothing', async () => {
    const seq = await headSeq();
    for (const wrong of [
      {},
      { 'style.boldness': 'people' },
      { 'style.boldness': 'hidden' },
      { style: 'bold' },
      { 'role.title': ' ' },
      { 'role.seniority': 'king' },
      { 'hook:about:x': 'shown' },
      { ['fact:x'.padEnd(300, 'x')]: 'hidden' },
      { name: 'hidden' },
      { constructor: 'hidden' },
    ])
      expect((await say(wrong)).body).toMatchObject({ code: 'invalid-request' });
    expect(await headSeq()).toBe(seq);
  });
});

describe('with the person', () => {
  test('what was done with both stays with the one that stays; the later correction counts, both are in the history', async () => {
    const later = await merged();
    const one = await read();
    expect(await read(later)).toEqual(one);
    expect(one).toMatchObject({ id: contact.id, name: 'Later', company: 'Felt', edits: { name: { by: 'Cole Colleague' } } });
    expect(textsOf(one)).toEqual(['with the later', 'with the earlier']);
    expect(told(await timeline()).filter((line) => line.includes('name: '))).toEqual([
      'edited, Cole Colleague, name: Later',
      'edited, Ines Invented, name: Earlier',
    ]);
  });

  test('the id of the one that was merged acts on the one that stands for it', async () => {
    const later = await merged();
    const { body } = await engage({ text: 'by the old id' }, { of: later });
    expect(body).toMatchObject({ id: contact.id, seq: await headSeq() });
    expect(textsOf(body as Contact)[0]).toBe('by the old id');
    expect((await edit({ location: 'Lille' }, { of: later })).body).toMatchObject({ id: contact.id, location: 'Lille' });
    expect(textsOf((await withdraw(body.engagements[0].id as string, { of: later })).body as Contact)).not.toContain('by the old id');
  });

  test('separated again, each has its own; what came meanwhile stays where it was', async () => {
    const later = await merged();
    await engage({ text: 'meanwhile' }, { of: later });
    await edit({ company: 'Meanwhile & Co' }, { of: later });
    await ask('POST', `/contacts/${later}/unmerge`, { requestId: uuidv7() });
    const [one, other] = [await read(), await read(later)];
    expect([textsOf(one), one.name, one.company]).toEqual([['meanwhile', 'with the earlier'], 'Earlier', 'Meanwhile & Co']);
    expect([textsOf(other), other.name, other.company]).toEqual([['with the later'], 'Later', undefined]);
  });

  test('words about the insights follow, and go back to each where they are separated', async () => {
    const later = await merged(async (one, other) => {
      await say({ style: 'hidden', 'topic:pricing': 'hidden' }, { of: one });
      await say({ style: null, 'role.title': 'Head weaver' }, { of: other });
    });
    expect(Object.keys((await read()).words ?? {}).toSorted()).toEqual(['role.title', 'topic:pricing']);
    await ask('POST', `/contacts/${later}/unmerge`, { requestId: uuidv7() });
    expect(Object.keys((await read()).words ?? {}).toSorted()).toEqual(['style', 'topic:pricing']);
    expect(Object.keys((await read(later)).words ?? {})).toEqual(['role.title']);
  });

  test('erased, nothing of it is left', async () => {
    const later = await merged((one) => say({ 'role.title': 'Gone' }, { of: one }));
    await engage({ text: 'gone' });
    const requestId = uuidv7();
    await edit({ name: 'Gone' }, { requestId });
    await ask('POST', `/contacts/${contact.id}/erase`, { requestId: uuidv7() });
    for (const table of ['engagement', 'contact_edit'] as const)
      expect(await app.database.db.selectFrom(table).selectAll().where('taken_as', 'in', [contact.id, later]).execute()).toEqual([]);
    for (const of of [contact.id, later])
      for (const answer of [
        await engage({}, { of }),
        await edit({ name: 'Gone' }, { of }),
        await edit({ name: 'Gone' }, { requestId, of }),
        await withdraw(uuidv7(), { of }),
      ])
        expect(['not-found', 'request-id-reused']).toContain(answer.body.code);
    expect((await edit({ name: 'Gone' }, { requestId })).body.code).toBe('not-found');
  });
});

test('another workspace has no part in it', async () => {
  const id = (await engage({ text: 'ours' })).body.engagements[0].id as string;
  const stranger = await app.signUp();
  const elsewhere = (path: string, method: string, body: object, ws = workspaceOf(stranger)): Promise<Told> =>
    app.ask(method, `/v1/workspaces/${ws}/contacts/${contact.id}${path}`, { body, token: stranger.token });
  const called = { requestId: uuidv7(), what: 'called', doneAt: new Date().toISOString() };
  for (const ws of [workspaceOf(stranger), workspace]) {
    expect((await elsewhere('/engagements', 'POST', called, ws)).status).toBe(404);
    expect((await elsewhere('', 'PATCH', { requestId: uuidv7(), fields: { name: 'Theirs' } }, ws)).status).toBe(404);
    expect((await elsewhere(`/engagements/${id}/withdraw`, 'POST', { requestId: uuidv7() }, ws)).status).toBe(404);
  }
  // The same id in two workspaces is two requests.
  const [{ id: theirs }] = (
    await app.ask('POST', `/v1/workspaces/${workspaceOf(stranger)}/analyses`, {
      body: analysisOf([sightingOf({ slug: slug() })]),
      token: stranger.token,
    })
  ).body.people.map((person: { contact: Contact }) => person.contact) as [Contact];
  const same = await app.ask('POST', `/v1/workspaces/${workspaceOf(stranger)}/contacts/${theirs}/engagements`, {
    body: { ...called, requestId: id },
    token: stranger.token,
  });
  expect(same.body.engagements).toMatchObject([{ id, byYou: true }]);
  expect(textsOf(await read())).toEqual(['ours']);
});

test('of much that was done with a contact the newest hundred are read, and no more', async () => {
  for (const text of ['1', '2', '3']) await Promise.all([engage({ text }), edit({ name: `Quill ${text}` })]);
  await sql`
    insert into engagement (workspace_id, engagement_id, contact_id, taken_as, what, done_at, member_id, at, seq)
    select workspace_id, gen_random_uuid(), contact_id, taken_as, what, done_at, member_id, at, seq
    from engagement, generate_series(1, 400) where contact_id = ${contact.id}`.execute(app.database.owner);
  const watched = await explaining(app.database.pool, 'generic');
  await contactsById(watched.db, workspace, [contact.id]);
  const [sent] = watched.take();
  await watched.close();
  expect((await read()).engagements).toHaveLength(100);
  expect(sent?.rows).toBeLessThan(350);
});
