import type { ContactSummary } from '@wellmet/shared/contact';
import type { Quote } from '@wellmet/shared/credits';
import type { Identifiers } from '@wellmet/shared/identity';
import type { Sighting } from '@wellmet/shared/sighting';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testApp, workspaceOf, type TestApp, type Told } from '../testing/app.ts';
import { broken } from '../testing/invariants.ts';
import { analysisOf, leadId, memberId, sightingOf } from '../testing/sightings.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp({ max: 30 });
});
afterAll(() => app.close());

let token: string;
let workspace: string;
beforeEach(async () => {
  const session = await app.signUp();
  token = session.token;
  workspace = workspaceOf(session);
});
const invariantsHold = async (): Promise<void> => expect(await broken(app.database.db, workspace)).toEqual([]);
afterEach(async () => {
  await app.setClock(undefined);
  await invariantsHold();
});

/** "quill m1 l2" is one sighting: a slug, the first member id, the second lead id. */
function identifiersOf(text: string): Identifiers {
  const ids: Identifiers = {};
  for (const word of text.split(' ')) {
    const n = Number(word.slice(1));
    if (/^m\d$/.test(word)) ids.member = memberId(n);
    else if (/^l\d$/.test(word)) ids.lead = leadId(n);
    else ids.slug = word;
  }
  return ids;
}
const seen = (text: string, overrides?: Partial<Sighting>): Sighting => sightingOf(identifiersOf(text), overrides);
const wordOf = (value: string): string =>
  [1, 2, 3, 4].flatMap((n) => [...(value === memberId(n) ? [`m${n}`] : []), ...(value === leadId(n) ? [`l${n}`] : [])])[0] ?? value;
const labelOf = ({ identifiers }: Pick<ContactSummary, 'identifiers'>): string => identifiers.map(({ value }) => wordOf(value)).join(' ');

const ask = (method: string, path: string, body?: unknown): Promise<Told> =>
  app.ask(method, `/v1/workspaces/${workspace}${path}`, { body, token });
const analyse = (...sightings: (string | Sighting)[]): Promise<Told> =>
  ask('POST', '/analyses', analysisOf(sightings.map((one) => (typeof one === 'string' ? seen(one) : one))));
const idOf = ({ body }: Told, position = 0): string => body.people[position].contact.id as string;
const balance = async (): Promise<{ used: number; available: number }> => (await ask('GET', '/balance')).body;
const verdictsIn = ({ people }: Told['body']): string[] => (people as Quote['people']).map((one) => `${one.class} ${one.costCredits}`);
const contacts = async (): Promise<string[]> =>
  ((await ask('GET', '/contacts?limit=100')).body.contacts as ContactSummary[]).map(labelOf).toSorted();

async function ledger(): Promise<string[]> {
  const { rows } = await sql<{ kind: string; amount: number; balance_after: number; reason: string }>`
    select kind, amount, balance_after, reason from credit_entry where workspace_id = ${workspace} and kind <> 'grant' order by seq`.execute(
    app.database.db,
  );
  return rows.map(({ kind, amount, balance_after, reason }) => `${kind} ${amount} → ${balance_after}: ${reason}`);
}

/** Everything stored of the workspace, to see that nothing changed. */
async function everything(): Promise<string> {
  const tables = ['credit_head', 'credit_entry', 'debit', 'contact', 'contact_identifier', 'contact_former_identifier', 'contact_snapshot'];
  const texts = [];
  for (const table of tables) {
    const { rows } = await sql<{ text: string }>`
      select coalesce(string_agg(t::text, chr(10) order by t::text), '') as text from ${sql.table(table)} t where workspace_id = ${workspace}`.execute(
      app.database.db,
    );
    texts.push(rows[0]?.text ?? '');
  }
  return texts.join('\n');
}

/** One request after the other; each is a list of sightings. */
interface Story {
  title: string;
  requests: string[][];
  costs: number[];
  contacts: string[];
  used: number;
}

// prettier-ignore
const stories: Story[] = [
  { title: 'a slug and a member id, then a page that shows both', requests: [['quill'], ['m1'], ['quill m1']], costs: [1, 1, 0], contacts: ['m1 quill'], used: 1 },
  { title: 'the other way round', requests: [['m1'], ['quill'], ['quill m1']], costs: [1, 1, 0], contacts: ['m1 quill'], used: 1 },
  { title: 'a lead and a slug', requests: [['l1'], ['quill'], ['quill l1']], costs: [1, 1, 0], contacts: ['quill l1'], used: 1 },
  { title: 'all that both were known by', requests: [['quill m1'], ['weaver l1'], ['m1 l1']], costs: [1, 1, 0], contacts: ['m1 weaver quill l1'], used: 1 },
  { title: 'slugs of both, in the order in which they came up', requests: [['quill m1'], ['weaver l1'], ['spinner m1'], ['m1 l1']], costs: [1, 1, 0, 0], contacts: ['m1 spinner weaver quill l1'], used: 1 },
  { title: 'three into one', requests: [['quill'], ['m1'], ['l1'], ['quill m1 l1']], costs: [1, 1, 1, 0], contacts: ['m1 quill l1'], used: 1 },
  { title: 'three into one, two at a time', requests: [['l1'], ['quill'], ['m1'], ['quill m1'], ['quill l1']], costs: [1, 1, 1, 0, 0], contacts: ['m1 quill l1'], used: 1 },
  { title: 'charged in one request and merged by one', requests: [['quill', 'm1', 'l1'], ['quill m1', 'm1 l1']], costs: [3, 0], contacts: ['m1 quill l1'], used: 1 },
  { title: 'two merges beside two new people', requests: [['quill', 'm1', 'weaver', 'm2'], ['m3', 'quill m1', 'm4', 'weaver m2']], costs: [4, 2], contacts: ['m1 quill', 'm2 weaver', 'm3', 'm4'], used: 4 },
  { title: 'a request whose entries link two contacts only together', requests: [['quill'], ['l1'], ['quill m1', 'l1 m1']], costs: [1, 1, 0], contacts: ['m1 quill l1'], used: 1 },
  { title: 'any of the identifiers finds the one that stays', requests: [['quill'], ['m1'], ['quill m1'], ['m1'], ['quill'], ['m1 l1'], ['l1']], costs: [1, 1, 0, 0, 0, 0, 0], contacts: ['m1 quill l1'], used: 1 },

  { title: 'a slug that went to somebody else', requests: [['quill m1'], ['quill m2']], costs: [1, 1], contacts: ['m1', 'm2 quill'], used: 2 },
  { title: 'and alone means the newer owner', requests: [['quill m1'], ['quill m2'], ['quill']], costs: [1, 1, 0], contacts: ['m1', 'm2 quill'], used: 2 },
  { title: 'and comes back', requests: [['quill m1'], ['quill m2'], ['quill m1'], ['quill']], costs: [1, 1, 0, 0], contacts: ['m1 quill', 'm2'], used: 2 },
  { title: 'a slug that went to somebody who is known', requests: [['quill m1'], ['weaver m2'], ['quill m2']], costs: [1, 1, 0], contacts: ['m1', 'm2 quill weaver'], used: 2 },
  { title: 'a slug alone is no proof against the first member id', requests: [['quill'], ['quill m1'], ['quill m2']], costs: [1, 0, 1], contacts: ['m1', 'm2 quill'], used: 2 },
  { title: 'a person with a new slug', requests: [['quill m1'], ['weaver m1'], ['quill']], costs: [1, 0, 0], contacts: ['m1 weaver quill'], used: 1 },
  { title: 'leads that contradict', requests: [['quill l1'], ['quill l2']], costs: [1, 1], contacts: ['l1', 'quill l2'], used: 2 },
  { title: 'a member id says more than leads', requests: [['m1 l1'], ['m1 l2']], costs: [1, 0], contacts: ['m1 l2 l1'], used: 1 },
  { title: 'and than a lead that is somebody else’s', requests: [['m1 l1'], ['m2 l1']], costs: [1, 1], contacts: ['m1', 'm2 l1'], used: 2 },
  { title: 'two contacts whose member ids contradict are not merged by a lead and a slug', requests: [['quill m1'], ['m2 l2'], ['quill l2']], costs: [1, 1, 0], contacts: ['m1', 'm2 quill l2'], used: 2 },

  { title: 'contradicting in one request', requests: [['quill m1', 'quill m2']], costs: [2], contacts: ['m1', 'm2 quill'], used: 2 },
  { title: 'contradicting in one request, with the slug alone before, between and after', requests: [['quill', 'quill m1', 'quill', 'quill m2', 'quill']], costs: [2], contacts: ['m1', 'm2 quill'], used: 2 },
  { title: 'there and back in one request', requests: [['quill m1', 'quill m2', 'quill m1']], costs: [2], contacts: ['m1 quill', 'm2'], used: 2 },
  { title: 'there and back of a known person', requests: [['quill m1'], ['quill m2', 'quill m1']], costs: [1, 1], contacts: ['m1 quill', 'm2'], used: 2 },
  { title: 'merged and handed on in one request', requests: [['quill'], ['m1'], ['quill m1', 'quill m2']], costs: [1, 1, 1], contacts: ['m1', 'm2 quill'], used: 2 },
];

test.each(stories)('$title', async ({ requests, costs, contacts: expected, used }) => {
  const told: number[] = [];
  for (const request of requests) {
    const before = await everything();
    const { body: quote } = await ask('POST', '/quotes', { people: request.map(identifiersOf) });
    expect(await everything()).toBe(before);
    const { body } = await analyse(...request);
    expect(body.outcome).toBe('done');
    expect(verdictsIn(quote)).toEqual(verdictsIn(body));
    expect(quote.availableAfter).toBe(body.balance.available);
    const ids = request.map((text) => /\b[ml]\d/.exec(text)?.[0] ?? '');
    expect(ids.filter((id, position) => !labelOf(body.people[position].contact).includes(id))).toEqual([]);
    told.push(body.costCredits as number);
    await invariantsHold();
  }
  expect(told).toEqual(costs);
  expect(await contacts()).toEqual(expected);
  expect(await balance()).toMatchObject({ used, available: 25 - used });
});

describe('what is kept of a merge', () => {
  test('the older contact stays, with the history of both', async () => {
    const first = await analyse(seen('quill', { headline: 'Weaver' }));
    const second = await analyse(seen('m1', { headline: 'Dyer' }));
    const merged = await analyse(seen('quill m1', { headline: 'Spinner' }));
    expect(merged.body).toMatchObject({
      costCredits: 0,
      people: [{ class: 'known', firstAnalysis: { contactId: idOf(first), at: first.body.people[0].firstAnalysis.at } }],
    });
    expect(merged.body.people[0].contact).toMatchObject({ id: idOf(first), headline: 'Spinner' });
    const { rows } = await sql<{ headline: string; taken_as: string }>`
      select sighting ->> 'headline' as headline, taken_as from contact_snapshot
      where workspace_id = ${workspace} and contact_id = ${idOf(first)} order by seq`.execute(app.database.db);
    expect(rows).toEqual([
      { headline: 'Weaver', taken_as: idOf(first) },
      { headline: 'Dyer', taken_as: idOf(second) },
      { headline: 'Spinner', taken_as: idOf(first) },
    ]);
  });

  test('a merge is a snapshot also where the page reads as the one before', async () => {
    await analyse('m1');
    await analyse(seen('quill', { headline: 'Dyer' }));
    const { body } = await analyse('quill m1', 'm1');
    expect(body.people[0].contact.headline).toBe(sightingOf({ slug: 'quill' }).headline);
  });

  test('the ids of merged contacts answer with the one that stays, also through a second merge', async () => {
    const oldest = idOf(await analyse('l1'));
    const middle = idOf(await analyse('quill'));
    const newest = idOf(await analyse('m1'));
    await analyse('quill m1');
    expect((await ask('GET', `/contacts/${newest}`)).body.id).toBe(middle);
    await analyse('quill l1');
    for (const id of [oldest, middle, newest]) expect((await ask('GET', `/contacts/${id}`)).body).toMatchObject({ id: oldest });
  });

  test('the answer to an older request is repeated with the one that stays', async () => {
    const first = idOf(await analyse('quill'));
    const request = analysisOf([seen('m1')]);
    await ask('POST', '/analyses', request);
    await analyse('quill m1');
    const { body } = await ask('POST', '/analyses', request);
    expect(body).toMatchObject({
      replayed: true,
      costCredits: 1,
      people: [{ firstAnalysis: { contactId: first }, contact: { id: first } }],
    });
  });

  test('each debit stays, and each restoration names its own, with who and which request', async () => {
    await analyse('quill');
    const second = idOf(await analyse('m1'));
    const third = idOf(await analyse('l1'));
    const request = analysisOf([seen('quill m1 l1'), seen('m2')]);
    await ask('POST', '/analyses', request);
    expect(await ledger()).toEqual([
      'debit -1 → 24: profile',
      'debit -1 → 23: profile',
      'debit -1 → 22: profile',
      'restoration 1 → 23: merged',
      'restoration 1 → 24: merged',
      'debit -1 → 23: profile',
    ]);
    const { rows } = await sql`
      select restored_contact_id, request_id, member_id is not null as is_known_who from credit_entry
      where workspace_id = ${workspace} and kind = 'restoration' order by seq`.execute(app.database.db);
    expect(rows).toEqual([second, third].map((id) => ({ restored_contact_id: id, request_id: request.requestId, is_known_who: true })));
    const { rows: debits } = await sql`select 1 from debit where workspace_id = ${workspace}`.execute(app.database.db);
    expect(debits).toHaveLength(4);
  });

  test('what a contact answered to is kept as history', async () => {
    const first = idOf(await analyse('quill m1'));
    const second = idOf(await analyse('quill m2'));
    await analyse('quill m1');
    const { rows } = await sql`
      select contact_id, kind, value, seq, until_seq from contact_former_identifier where workspace_id = ${workspace} order by until_seq`.execute(
      app.database.db,
    );
    expect(rows).toEqual([
      { contact_id: first, kind: 'slug', value: 'quill', seq: 2, until_seq: 3 },
      { contact_id: second, kind: 'slug', value: 'quill', seq: 3, until_seq: 4 },
    ]);
  });
});

describe('at most once', () => {
  test('twenty merges at once, each twice', async () => {
    await analyse('quill', 'm1', 'l1');
    const requests = Array.from({ length: 20 }, () => analysisOf([seen('quill m1'), seen('m1 l1')]));
    const answers = await Promise.all([...requests, ...requests].map((request) => ask('POST', '/analyses', request)));
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.outcome} ${body.costCredits}`))).toEqual(new Set(['200 done 0']));
    expect(await balance()).toMatchObject({ used: 1, available: 24 });
    expect((await ledger()).filter((line) => line.startsWith('restoration'))).toHaveLength(2);
  });

  test('twenty people at once who want the same slug', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => analyse(sightingOf({ slug: 'quill', member: memberId(n + 100) }))),
    );
    expect(answers.map(({ body }) => body.costCredits as number)).toEqual(Array.from({ length: 20 }, () => 1));
    expect((await contacts()).filter((label) => label.includes('quill'))).toHaveLength(1);
    expect(await contacts()).toHaveLength(20);
  });

  test('the database refuses to give a debit back twice', async () => {
    await analyse('quill');
    const second = idOf(await analyse('m1'));
    await analyse('quill m1');
    await expect(
      sql`insert into credit_entry (workspace_id, seq, kind, amount, balance_after, period_start, restored_contact_id)
        select workspace_id, seq + 1, 'restoration', 1, 25, period_start, ${second} from credit_head where workspace_id = ${workspace}`.execute(
        app.database.db,
      ),
    ).rejects.toThrow('credit_entry_restoration');
  });
});

describe('when the balance moves', () => {
  beforeEach(async () => {
    await app.setClock('2026-11-10T12:00:00Z');
    const session = await app.signUp();
    token = session.token;
    workspace = workspaceOf(session);
  });

  test('a debit of an ended period gives nothing to the present one, and the ledger says why', async () => {
    await analyse('quill');
    await analyse('m1');
    await app.setClock('2026-12-10T12:00:00Z');
    const { body: quote } = await ask('POST', '/quotes', { people: [identifiersOf('quill m1')] });
    expect(quote).toMatchObject({ people: [{ class: 'known', costCredits: 0 }], availableAfter: 25 });
    expect((await analyse('quill m1')).body).toMatchObject({ costCredits: 0, balance: { available: 25, used: 0 } });
    expect(await balance()).toMatchObject({ available: 25, used: 0 });
    expect((await ledger()).slice(2)).toEqual(['expire -23 → 0: null', 'restoration 0 → 25: merged after its period']);
  });

  test('the older debit in the last period, the later in this one: the later is given back', async () => {
    await analyse('quill');
    await app.setClock('2026-12-10T12:00:00Z');
    await analyse('m1');
    await analyse('quill m1');
    expect(await balance()).toMatchObject({ available: 25, used: 0 });
  });

  test('of two debits each goes by its own period', async () => {
    await analyse('quill');
    await analyse('m1');
    await app.setClock('2026-12-10T12:00:00Z');
    await analyse('l1', 'm2');
    await analyse('quill m1 l1');
    expect(await balance()).toMatchObject({ available: 24, used: 1 });
    expect((await ledger()).slice(-2)).toEqual(['restoration 0 → 23: merged after its period', 'restoration 1 → 24: merged']);
  });

  test('what is given back pays for nothing in the same act, and for the next one', async () => {
    const strangers = Array.from({ length: 23 }, (_, n) => sightingOf({ member: memberId(n + 100) }));
    await analyse('quill', 'm1', ...strangers);
    const before = await everything();
    const { body } = await analyse('quill m1', 'm2');
    expect(body).toMatchObject({ outcome: 'notEnoughCredits', quote: { costCredits: 1, balance: { available: 0 } } });
    expect(await everything()).toBe(before);
    expect((await analyse('quill m1')).body).toMatchObject({ costCredits: 0, balance: { available: 1 } });
    expect((await analyse('m2')).body).toMatchObject({ costCredits: 1, balance: { available: 0 } });
  });

  test('over the ceiling nobody is merged', async () => {
    await analyse('quill', 'm1', 'weaver m3');
    const before = await everything();
    const { body } = await ask('POST', '/analyses', analysisOf([seen('quill m1'), seen('weaver m2')], { ceilingCredits: 0 }));
    expect(body).toMatchObject({ outcome: 'overCeiling', quote: { costCredits: 1, availableAfter: 22 } });
    expect(await everything()).toBe(before);
  });
});
