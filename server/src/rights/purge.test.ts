/** Retention on the real database, with the clock in the test's hands: who is due when, what does not count, and that a purge is announced. product.md 7. */
import type { PurgePreview, Retention } from '@wellmet/shared/rights';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Ledger } from '../credits/situation.ts';
import { testApp, type TestApp } from '../testing/app.ts';
import { broken } from '../testing/invariants.ts';
import { analysisOf, memberId, sightingOf } from '../testing/sightings.ts';
import { purgeAll } from './purge.ts';

let app: TestApp;
let ledger: Ledger;
beforeEach(async () => {
  app = await testApp();
  ledger = { db: app.database.db, clock: app.accounts.clock, secret: app.accounts.secret };
  await app.setClock('2036-01-10T08:00:00Z');
});
const invariantsHold = async (): Promise<void> => expect(await broken(app.database.db, app.workspaceId)).toEqual([]);
afterEach(() => app.close());
afterEach(() => invariantsHold());

/** Of a request made at any time: the clock jumps by years. */
const requestId = (): string => uuidv7({ msecs: Date.now() + 100 * 365 * 86_400_000 });
async function done(method: string, path: string, body?: object, token = app.session.token) {
  const told = await app.ask(method, `/v1/workspaces/${app.workspaceId}${path}`, { body, token });
  expect(told).toMatchObject({ status: expect.toBeOneOf([200, 204]) });
  return told.body;
}
const analyse = async (...sightings: ReturnType<typeof sightingOf>[]) => done('POST', '/analyses', analysisOf(sightings));
const analysed = async (slug: string): Promise<string> =>
  (await analyse(sightingOf({ slug }, { name: slug }))).people[0].contact.id as string;
const engage = (id: string, what: string, doneAt: string, text?: string) =>
  done('POST', `/contacts/${id}/engagements`, { requestId: requestId(), what, doneAt, ...(text !== undefined && { text }) });
const retentionOf = async (id: string): Promise<Retention> => (await done('GET', `/contacts/${id}/sources`)).retention as Retention;
const preview = (query = ''): Promise<PurgePreview> => done('GET', `/people-terms/purge${query}`) as Promise<PurgePreview>;
const names = async (): Promise<string[]> =>
  ((await done('GET', '/contacts')).contacts as { name: string }[]).map(({ name }) => name).toSorted();
async function dayLater(instant: string): Promise<void> {
  await app.setClock(instant);
  await purgeAll(ledger);
}

describe('the time of a contact', () => {
  test.each<[string, (id: string) => Promise<unknown>, Pick<Retention, 'because' | 'dueAt'>]>([
    ['nothing was done', async () => {}, { because: 'never', dueAt: '2037-01-10T08:00:00.000Z' }],
    [
      'it was seen again, on another page of theirs',
      async () => {
        await app.setClock('2036-06-10T08:00:00Z');
        await analyse(sightingOf({ slug: 'ash' }, { name: 'ash', headline: 'Another' }));
      },
      { because: 'never', dueAt: '2037-01-10T08:00:00.000Z' },
    ],
    [
      'it was analysed again',
      async (id) => {
        await app.setClock('2036-06-10T08:00:00Z');
        await done('POST', `/contacts/${id}/analyse-again`, { requestId: requestId() });
      },
      { because: 'never', dueAt: '2037-01-10T08:00:00.000Z' },
    ],
    [
      'it was corrected',
      async (id) => {
        await app.setClock('2036-06-10T08:00:00Z');
        await done('PATCH', `/contacts/${id}`, { requestId: requestId(), fields: { company: 'Felt' } });
      },
      { because: 'never', dueAt: '2037-01-10T08:00:00.000Z' },
    ],
    [
      'its basis was stated',
      async (id) => {
        await app.setClock('2036-06-10T08:00:00Z');
        await done('PUT', `/contacts/${id}/lawful-basis`, { requestId: requestId(), lawfulBasis: 'consent' });
      },
      { because: 'never', dueAt: '2037-01-10T08:00:00.000Z' },
    ],
    [
      'somebody wrote to them',
      async (id) => {
        await app.setClock('2036-06-10T08:00:00Z');
        await engage(id, 'sent', '2036-06-10T08:00:00Z');
      },
      { because: 'collected', dueAt: '2039-01-10T08:00:00.000Z' },
    ],
    [
      'they answered',
      async (id) => {
        await app.setClock('2036-06-10T08:00:00Z');
        await engage(id, 'replied', '2036-06-09T08:00:00Z');
        await engage(id, 'called', '2036-06-10T08:00:00Z');
      },
      { because: 'replied', dueAt: '2039-06-09T08:00:00.000Z' },
    ],
    [
      'they answered, and that was taken back',
      async (id) => {
        const body = await engage(id, 'replied', '2036-01-10T08:00:00Z');
        await done('POST', `/contacts/${id}/engagements/${body.engagements[0].id}/withdraw`, { requestId: requestId() });
      },
      { because: 'never', dueAt: '2037-01-10T08:00:00.000Z' },
    ],
    [
      'a campaign says that they answered',
      async (id) => {
        const campaignId = requestId();
        await done('POST', '/campaigns', { id: campaignId, name: 'Autumn' });
        await done('POST', `/campaigns/${campaignId}/acts`, { requestId: requestId(), act: 'launch' });
        await done('POST', `/campaigns/${campaignId}/enrolments`, { requestId: requestId(), contactIds: [id] });
        await app.setClock('2036-03-31T08:00:00Z');
        await done('POST', `/campaigns/${campaignId}/enrolments/changes`, { requestId: requestId(), contactIds: [id], state: 'replied' });
      },
      { because: 'replied', dueAt: '2039-03-31T08:00:00.000Z' },
    ],
  ])('where %s', async (_, act, due) => {
    const id = await analysed('ash');
    await act(id);
    expect(await retentionOf(id)).toMatchObject({ ...due, collectedAt: '2036-01-10T08:00:00.000Z' });
  });
});

describe('a purge', () => {
  test('is announced a week before, shows whom, and takes them and nobody else', async () => {
    const ids = [await analysed('ash'), await analysed('birch'), await analysed('cedar')];
    await engage(ids[2] ?? '', 'sent', '2036-01-10T08:00:00Z');
    await app.setClock('2036-01-12T08:00:00Z');
    await analysed('dune');
    await dayLater('2037-01-02T08:00:00Z');
    expect(await preview()).toEqual({ count: 0, people: [] });

    await dayLater('2037-01-05T08:00:00Z');
    const told = await preview();
    expect(told).toMatchObject({ purgeAt: '2037-01-12T08:00:00.000Z', count: 3 });
    expect(told.people.map(({ name, dueAt }) => `${name} ${dueAt.slice(0, 10)}`)).toEqual([
      'ash 2037-01-10',
      'birch 2037-01-10',
      'dune 2037-01-12',
    ]);
    const pages = [await preview('?limit=2')];
    pages.push(await preview(`?limit=2&cursor=${pages[0]?.next}`));
    expect(pages.flatMap(({ people }) => people)).toEqual(told.people);
    expect(pages[1]?.next).toBeUndefined();

    const { cursor } = (await done('GET', '/changes')) as { cursor: string };
    await dayLater('2037-01-11T08:00:00Z');
    expect(await names()).toEqual(['ash', 'birch', 'cedar', 'dune']);
    // Somebody answers in the week.
    await engage(ids[1] ?? '', 'replied', '2037-01-11T08:00:00Z');
    await dayLater('2037-01-12T09:00:00Z');
    expect(await names()).toEqual(['birch', 'cedar']);
    expect(await preview()).toEqual({ count: 0, people: [] });
    const { rows } =
      await sql`select 1 from contact_snapshot where contact_id = ${ids[0]} union all select 1 from contact_identifier where contact_id = ${ids[0]}`.execute(
        app.database.owner,
      );
    expect(rows).toEqual([]);
    // Devices hear of it, and that they are not refused.
    const changes = await done('GET', `/changes?cursor=${cursor}`);
    expect(changes.gone).toMatchObject([{ isPurged: true }, { isPurged: true }]);
  });

  test('whoever comes back is free, new, and kept as long as anybody; erased then, they are refused by all that they were known by', async () => {
    const first = (await analyse(sightingOf({ slug: 'ash', member: memberId(5) }, { name: 'ash' }))).people[0].contact.id as string;
    await done('PATCH', `/contacts/${first}`, { requestId: requestId(), fields: { company: 'Felt' } });
    await dayLater('2037-01-05T08:00:00Z');
    await dayLater('2037-01-12T09:00:00Z');
    expect(await names()).toEqual([]);

    await app.setClock('2037-02-01T08:00:00Z');
    const quote = await done('POST', '/quotes', { people: [{ slug: 'ash' }, { slug: 'elm' }] });
    // Somebody else has that address by now.
    const other = await done('POST', '/quotes', { people: [{ slug: 'ash', member: memberId(6) }] });
    expect([quote.people[0].class, quote.people[1].class, other.people[0].class]).toEqual(['known', 'new', 'new']);
    const again = await analyse(sightingOf({ member: memberId(5) }, { name: 'ash again' }));
    expect(again).toMatchObject({ costCredits: 0, people: [{ class: 'known', contact: { id: first, name: 'ash again' } }] });
    expect((await done('GET', '/balance')).used).toBe(0);
    expect((await done('GET', `/contacts/${first}`)).company).toBeUndefined();
    expect((await done('GET', `/contacts/${first}/timeline`)).entries).toMatchObject([{ what: 'analysis' }]);
    expect(await retentionOf(first)).toMatchObject({ because: 'never', dueAt: '2038-02-01T08:00:00.000Z' });
    expect((await done('GET', '/changes')).contacts).toMatchObject([{ id: first, name: 'ash again' }]);
    // Also by what they have not shown since.
    expect((await done('POST', '/quotes', { people: [{ slug: 'ash' }] })).people).toMatchObject([{ class: 'known' }]);

    await done('POST', `/contacts/${first}/erase`, { requestId: requestId() });
    for (const ids of [{ slug: 'ash' }, { member: memberId(5) }])
      expect((await done('POST', '/quotes', { people: [ids] })).people).toMatchObject([{ class: 'erased' }]);
  });

  test('who was merged comes back as one; whom the pool brings back, too', async () => {
    const one = (await analyse(sightingOf({ slug: 'fern' }, { name: 'fern' }))).people[0].contact.id as string;
    await analyse(sightingOf({ member: memberId(9) }, { name: 'fern' }));
    await analyse(sightingOf({ slug: 'fern', member: memberId(9) }, { name: 'fern' }));
    await dayLater('2037-01-05T08:00:00Z');
    await dayLater('2037-01-12T09:00:00Z');
    expect(await names()).toEqual([]);
    await app.setClock('2037-02-01T08:00:00Z');
    // Another contact of the same person, by an id that was not known before.
    const lead = (await analyse(sightingOf({ lead: 'ACwAAabcdefghijklmnopqrstuvwxyz0123456789' }, { name: 'fern' }))).people[0];
    expect(lead.class).toBe('new');
    const both = await analyse(sightingOf({ lead: 'ACwAAabcdefghijklmnopqrstuvwxyz0123456789', slug: 'fern' }, { name: 'fern' }));
    expect(both.people[0]).toMatchObject({ class: 'known', costCredits: 0, contact: { id: one } });
    expect((await done('GET', '/balance')).used).toBe(0);
    expect(await names()).toEqual(['fern']);
  });

  test('shorter times give everybody a whole notice anew; two servers at once purge each person once', async () => {
    for (const name of ['ash', 'birch', 'cedar', 'dune']) await analysed(name);
    await dayLater('2036-05-01T08:00:00Z');
    expect((await preview()).count).toBe(0);
    await done('PUT', '/people-terms', { requestId: requestId(), lawfulBasis: 'legitimateInterest', monthsKept: 3, monthsIfNever: 3 });
    expect(await preview()).toMatchObject({ purgeAt: '2036-05-08T08:00:00.000Z', count: 4 });
    await app.setClock('2036-05-08T09:00:00Z');
    await Promise.all([purgeAll(ledger), purgeAll(ledger)]);
    expect(await names()).toEqual([]);
    const { rows } = await sql`select contact_id from purged_identifier`.execute(app.database.owner);
    expect(rows).toHaveLength(4);
  });

  test('longer times said in the week save them; what breaks off goes on', async () => {
    for (const name of ['ash', 'birch']) await analysed(name);
    await dayLater('2037-01-05T08:00:00Z');
    await done('PUT', '/people-terms', { requestId: requestId(), lawfulBasis: 'consent', monthsKept: 24, monthsIfNever: 24 });
    expect((await preview()).count).toBe(0);
    await dayLater('2037-01-13T08:00:00Z');
    expect(await names()).toEqual(['ash', 'birch']);

    await dayLater('2038-01-05T08:00:00Z');
    await app.setClock('2038-01-12T09:00:00Z');
    const stopping = new AbortController();
    stopping.abort();
    await expect(purgeAll(ledger, stopping.signal)).rejects.toThrow('aborted');
    expect(await names()).toEqual(['ash', 'birch']);
    await purgeAll(ledger);
    expect(await names()).toEqual([]);
  });

  test.each([[{ monthsKept: 61, monthsIfNever: 12 }], [{ monthsKept: 0, monthsIfNever: 0 }], [{ monthsKept: 6, monthsIfNever: 12 }]])(
    '%j is no time',
    async (terms) => {
      const body = { requestId: requestId(), lawfulBasis: 'consent', ...terms };
      expect((await app.ask('PUT', `/v1/workspaces/${app.workspaceId}/people-terms`, { body })).status).toBe(400);
    },
  );
});
