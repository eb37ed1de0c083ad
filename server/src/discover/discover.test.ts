import type { Discovered, FoundPerson } from '@wellmet/shared/discover';
import { LedgerPage } from '@wellmet/shared/ledger';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addMember } from '../accounts/accounts.ts';
import { testApp, workspaceOf, type TestApp, type Told } from '../testing/app.ts';
import { analysisOf, sightingOf } from '../testing/sightings.ts';
import { fill, newPool, type Invented } from './testing.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

const people: Invented[] = [
  {
    name: 'Anna Schneider',
    title: 'VP Sales',
    company: 'Nimbus Looms',
    companySize: 51,
    industry: 4,
    country: 'FR',
    city: 'Lyon',
    languages: ['fr', 'en'],
  },
  {
    name: 'Bea Birch',
    title: 'Directrice commerciale',
    company: 'Harbour Dyeworks',
    companySize: 201,
    industry: 6,
    country: 'FR',
    region: 'Bretagne',
    city: 'Brest',
    languages: ['fr'],
  },
  {
    name: 'Cy Cedar',
    title: 'Sales Director',
    company: 'L’Oréal-Looms',
    companySize: 51,
    industry: 4,
    country: 'DE',
    city: 'Köln',
    languages: ['de'],
  },
  {
    name: 'Dé Dùne',
    title: 'Software Engineer',
    company: 'Nimbus Looms',
    companySize: 51,
    industry: 4,
    country: 'FR',
    city: 'Lyon',
    about: 'I am engineering weaving machines and knitting robots.',
  },
  {
    name: 'Eve Elder',
    title: 'Head of Engineering',
    company: 'Quill & Sons',
    companySize: 11,
    industry: 96,
    country: 'US',
    city: 'Boston',
    languages: ['en'],
  },
  {
    name: 'Flo Fern',
    title: 'Head of Purchasing',
    company: 'Harbour Dyeworks',
    companySize: 201,
    industry: 6,
    country: 'FR',
    city: 'Brest',
    slug: null,
  },
];

async function opened() {
  const session = await app.signUp({ name: 'Ines Invented' });
  const id = workspaceOf(session);
  const ask = (method: string, path: string, body?: unknown, token = session.token): Promise<Told> =>
    app.ask(method, `/v1/workspaces/${id}${path}`, { body, token });
  const poolId = await newPool(app.database.db, id);
  const ids = await fill(app.database.db, poolId, people);
  const search = async (facets: object, more: object = {}): Promise<Discovered> => {
    const { status, body } = await ask('POST', '/discover/searches', { wanted: { facets, ...more } });
    expect([status, facets]).toEqual([200, facets]);
    return body as Discovered;
  };
  return {
    id,
    session,
    ask,
    poolId,
    ids,
    search,
    names: async (facets: object, more: object = {}): Promise<string[]> =>
      (await search(facets, more)).people.map(({ name }) => name).toSorted(),
    key: (name: string) => ({ poolId, personId: ids.get(name) ?? '' }),
  };
}

describe('facets', () => {
  let room: Awaited<ReturnType<typeof opened>>;
  beforeAll(async () => {
    room = await opened();
  });

  test.each<[what: string, facets: object, found: string[]]>([
    ['nothing: everybody', {}, people.map(({ name }) => name)],
    ['a word of a name', { keywords: 'birch' }, ['Bea Birch']],
    ['without accents what has them', { keywords: 'dune' }, ['Dé Dùne']],
    ['with accents what has none', { keywords: 'bïrch' }, ['Bea Birch']],
    ['a typo in a name', { keywords: 'Schnieder' }, ['Anna Schneider']],
    ['a typo in a title', { keywords: 'enginering' }, ['Dé Dùne', 'Eve Elder']],
    ['another form of a word, in a long text', { keywords: 'machine robot' }, ['Dé Dùne']],
    ['words that stand together', { keywords: '"software engineer"' }, ['Dé Dùne']],
    ['words that do not stand together', { keywords: '"engineer software"' }, []],
    ['a phrase that must not be there', { keywords: 'engineer -"software engineer"' }, []],
    ['words that may be there in another order', { keywords: 'engineer -"engineer software"' }, ['Dé Dùne']],
    ['a phrase excluded, and one wanted', { keywords: '"quill sons"', exclude: { keywords: ['sons head'] } }, ['Eve Elder']],
    ['a word that must not be there', { keywords: 'looms -sales' }, ['Dé Dùne']],
    ['a title in the other language, by what it means', { titles: ['Sales Director'] }, ['Bea Birch', 'Cy Cedar']],
    ['one of two titles', { titles: ['vp sales', 'Head of purchasing'] }, ['Anna Schneider', 'Flo Fern']],
    ['a typo in a title asked for', { titles: ['Sofware engineer'] }, ['Dé Dùne']],
    ['a seniority', { seniorities: ['director'], functions: ['sales'] }, ['Bea Birch', 'Cy Cedar']],
    ['an industry', { industries: [4] }, ['Anna Schneider', 'Cy Cedar', 'Dé Dùne']],
    ['an industry and those below it', { industries: [6] }, ['Anna Schneider', 'Bea Birch', 'Cy Cedar', 'Dé Dùne', 'Flo Fern']],
    ['a company, whatever its accents and case', { companies: ['l’oreal-LOOMS'] }, ['Cy Cedar']],
    ['a company with a typo', { companies: ['Harbor Dyeworks'] }, ['Bea Birch', 'Flo Fern']],
    ['a size', { companySizes: [11, 201] }, ['Bea Birch', 'Eve Elder', 'Flo Fern']],
    ['a country', { places: [{ country: 'DE' }] }, ['Cy Cedar']],
    ['a region of a country', { places: [{ country: 'FR', region: 'BRETAGNE' }] }, ['Bea Birch']],
    ['a city, folded', { places: [{ city: 'koln' }] }, ['Cy Cedar']],
    ['a city under another name', { places: [{ city: 'Cologne' }] }, ['Cy Cedar']],
    ['a city with its surroundings', { places: [{ country: 'DE', city: 'Greater Cologne Area' }] }, ['Cy Cedar']],
    [
      'without a city under another name',
      { functions: ['sales'], exclude: { places: [{ city: 'Cologne' }] } },
      ['Anna Schneider', 'Bea Birch'],
    ],
    ['a language', { languages: ['fr'] }, ['Anna Schneider', 'Bea Birch']],
    ['between facets all must', { companies: ['Nimbus Looms'], functions: ['sales'] }, ['Anna Schneider']],
    ['without a keyword', { exclude: { keywords: ['looms', 'harbour'] } }, ['Eve Elder']],
    ['without a title', { functions: ['sales'], exclude: { titles: ['Sales Director'] } }, ['Anna Schneider', 'Bea Birch']],
    ['without a company', { industries: [4], exclude: { companies: ['nimbus looms'] } }, ['Cy Cedar']],
    ['without an industry and a place', { exclude: { industries: [4], places: [{ city: 'Brest' }] } }, ['Eve Elder']],
  ])('%s', async (_what, facets, found) => {
    expect(await room.names(facets)).toEqual(found.toSorted());
    expect((await room.ask('POST', '/discover/counts', { wanted: { facets } })).body).toEqual({ count: found.length, isMore: false });
  });

  test.each([
    "'",
    "o'brien -- ",
    '%',
    '_',
    '\\',
    "\\'",
    '!',
    '& |',
    'a & (b',
    '<->',
    ':*',
    'x:1',
    "'p:1'",
    '\u0007bell\u200b',
    '😀'.repeat(100),
    '-',
    '"',
    '""',
    '- -"',
  ])('nothing in a text is an operator: %j', async (text) => {
    for (const facets of [
      { keywords: text },
      { keywords: `birch ${text}`.slice(0, 200) },
      ...(text.trim() === ''
        ? []
        : [
            { titles: [text.slice(0, 100)] },
            { companies: [text.slice(0, 100)] },
            { places: [{ city: text.slice(0, 100), region: text.slice(0, 100) }] },
          ]),
      { exclude: { keywords: [text.slice(0, 100)], titles: [text.slice(0, 100)], companies: [text.slice(0, 100)] } },
    ])
      expect((await room.search(facets)).isPoolEmpty).toBe(false);
    await room.ask('GET', `/discover/suggestions?facet=titles&text=${encodeURIComponent(text.slice(0, 100))}`);
  });

  test('suggestions begin with the text, or are like it', async () => {
    const { body } = await room.ask('GET', '/discover/suggestions?facet=companies&text=harb');
    expect(body).toEqual({ values: [{ value: 'Harbour Dyeworks', people: 2 }] });
    expect((await room.ask('GET', '/discover/suggestions?facet=cities&text=lyonn')).body.values[0]).toMatchObject({ value: 'Lyon' });
  });
});

describe('ranks', () => {
  test('are the sum of their reasons, best first, page after page', async () => {
    const { ask, search } = await opened();
    const whole = await search({ keywords: 'looms', seniorities: [] });
    for (const { points, reasons } of whole.people)
      expect(reasons.reduce((sum, one) => sum + Math.round(one.points * 1000), 0)).toBe(Math.round(points * 1000));
    const paged: FoundPerson[] = [];
    let cursor: string | undefined;
    do {
      const { body } = await ask('POST', '/discover/searches', {
        wanted: { facets: { keywords: 'looms' } },
        limit: 1,
        ...(cursor !== undefined && { cursor }),
      });
      paged.push(...(body as Discovered).people);
      cursor = (body as Discovered).next;
    } while (cursor !== undefined);
    expect(paged).toEqual(whole.people);
    expect(whole.people.map(({ points }) => points)).toEqual(whole.people.map(({ points }) => points).toSorted((a, b) => b - a));
  });

  test('a muted signal is no reason', async () => {
    const { search } = await opened();
    const { people: found } = await search({ keywords: 'looms' }, { weights: { keywords: 0 } });
    expect(found.flatMap(({ reasons }) => reasons.map(({ signal }) => signal))).not.toContain('keywords');
  });
});

describe('more like these', () => {
  test('a contact that stands in no pool is like whom its page is like', async () => {
    const { ask, search } = await opened();
    const read = sightingOf({ slug: 'gus-gorse' }, { name: 'Gus Gorse', headline: 'VP Sales', location: 'Hamburg, Germany' });
    const { body } = await ask('POST', '/analyses', analysisOf([read]));
    const contactIds = [body.people[0].contact.id as string];
    const { people: found } = await search({}, { examples: { of: 'contacts', contactIds } });
    const shared = new Map(
      found.map(({ name, reasons }) => [
        name,
        reasons.flatMap(({ alike }) => alike?.shared ?? []).map(({ signal, isNear }) => [signal, isNear]),
      ]),
    );
    expect(shared.get('Anna Schneider')).toEqual([
      ['seniority', undefined],
      ['function', undefined],
    ]);
    expect(shared.get('Cy Cedar')).toEqual([
      ['function', undefined],
      ['place', undefined],
    ]);
    expect(found[0]?.reasons[0]?.signal).toBe('alike');
  });
});

describe('whose pool it is', () => {
  test('another workspace’s is invisible, and nobody of it can be added, quoted or dismissed', async () => {
    const [mine, theirs] = [await opened(), await opened()];
    expect(await mine.names({})).toHaveLength(people.length);
    const [stranger] = [theirs.key('Bea Birch')];
    const campaignId = uuidv7();
    await mine.ask('POST', '/campaigns', { id: campaignId, name: 'Looms' });
    const body = { requestId: uuidv7(), ceilingCredits: 9, campaignId, people: [stranger], wanted: {} };
    expect(await mine.ask('POST', '/discover/additions', body)).toMatchObject({ status: 404 });
    expect(await mine.ask('POST', '/discover/quotes', { people: [stranger] })).toMatchObject({ status: 404 });
    const path = `/discover/people/${stranger.poolId}/${stranger.personId}/dismissal`;
    expect(await mine.ask('PUT', path, { requestId: uuidv7(), isDismissed: true })).toMatchObject({ status: 404 });
  });

  test('the operator’s is seen while it is offered', async () => {
    const room = await opened();
    const shared = await newPool(app.database.db, null);
    await fill(app.database.db, shared, [{ name: 'Gil Grove', title: 'CEO' }]);
    expect(await room.names({ keywords: 'grove' })).toEqual([]);
    await sql`insert into pool_access values (${room.id}, ${shared}, now())`.execute(app.database.db);
    expect(await room.names({ keywords: 'grove' })).toEqual(['Gil Grove']);
    await sql`delete from pool_access where workspace_id = ${room.id}`.execute(app.database.db);
    expect(await room.names({ keywords: 'grove' })).toEqual([]);
  });

  test('an empty one says so', async () => {
    const session = await app.signUp();
    const { body } = await app.ask('POST', `/v1/workspaces/${workspaceOf(session)}/discover/searches`, {
      body: { wanted: {} },
      token: session.token,
    });
    expect(body).toEqual({ people: [], total: { count: 0, isMore: false }, isPoolEmpty: true });
  });
});

describe('what a workspace keeps', () => {
  test('somebody dismissed is gone for all members, teaches the ranking, and can be taken back', async () => {
    const { ask, names, key, search } = await opened();
    const { poolId, personId } = key('Cy Cedar');
    const dismissed = (isDismissed: boolean) =>
      ask('PUT', `/discover/people/${poolId}/${personId}/dismissal`, { requestId: uuidv7(), isDismissed });
    expect(await dismissed(true)).toMatchObject({ status: 204 });
    expect(await names({})).not.toContain('Cy Cedar');
    const { people: all } = await search({}, { isEverybody: true });
    expect(all.find(({ name }) => name === 'Cy Cedar')).toMatchObject({ isDismissed: true });
    const alike = (name: string) => all.find((one) => one.name === name)?.reasons.find(({ signal }) => signal === 'alike')?.points ?? 0;
    expect(alike('Cy Cedar')).toBeLessThan(0);
    // Of a company of the same size, in the same industry and function.
    expect(alike('Anna Schneider')).toBeLessThan(alike('Eve Elder'));
    await dismissed(false);
    expect(await names({})).toContain('Cy Cedar');
  });

  test('ideal profiles are the workspace’s: two members change, remove and bring back one', async () => {
    const { ask, id } = await opened();
    const email = `colleague-${uuidv7()}@people.example`;
    await addMember(app.accounts, { workspaceId: id, name: 'Cole Colleague', email, password: 'correct horse', role: 'member' });
    const cole = (await app.ask('POST', '/v1/sign-in', { body: { email, password: 'correct horse' }, token: null })).body.token as string;
    const profileId = uuidv7();
    const put = { requestId: uuidv7(), name: 'Weavers', wanted: { facets: { industries: [4] } } };
    const first = await ask('PUT', `/discover/profiles/${profileId}`, put);
    expect(first).toMatchObject({ status: 200, body: { id: profileId, name: 'Weavers', changedBy: 'Ines Invented' } });
    expect((await ask('PUT', `/discover/profiles/${profileId}`, put)).body).toEqual(first.body);
    const changed = { requestId: uuidv7(), name: 'Dyers', wanted: { facets: { industries: [6] } } };
    await ask('PUT', `/discover/profiles/${profileId}`, changed, cole);
    expect((await ask('GET', '/discover/profiles')).body.profiles).toMatchObject([
      { name: 'Dyers', changedBy: 'Cole Colleague', wanted: { facets: { industries: [6] } } },
    ]);
    await ask('POST', `/discover/profiles/${profileId}/removal`, { requestId: uuidv7() });
    expect((await ask('GET', '/discover/profiles')).body).toEqual({ profiles: [] });
    await ask('PUT', `/discover/profiles/${profileId}`, { ...changed, requestId: uuidv7() });
    expect((await ask('GET', '/discover/profiles')).body.profiles).toHaveLength(1);
  });
});

describe('adding', () => {
  test('five, of whom one is known and one is blocked: three debits with source and reasons, exactly once', async () => {
    const { ask, key, search, id } = await opened();
    const campaign = async (name: string) => {
      const campaignId = uuidv7();
      await ask('POST', '/campaigns', { id: campaignId, name });
      await ask('POST', `/campaigns/${campaignId}/acts`, { requestId: uuidv7(), act: 'launch' });
      return campaignId;
    };
    const [here, elsewhere] = [await campaign('Here'), await campaign('Elsewhere')];
    await ask('POST', '/analyses', analysisOf([sightingOf({ slug: 'anna-schneider' }, { name: 'Anna Schneider' })]));
    await ask('POST', '/analyses', { ...analysisOf([sightingOf({ slug: 'bea-birch' }, { name: 'Bea Birch' })]), campaignId: elsewhere });

    const { people: shown } = await search({}, { isEverybody: true });
    const classes = Object.fromEntries(shown.map(({ name, class: what }) => [name, what]));
    expect(classes).toEqual({
      'Anna Schneider': 'known',
      'Bea Birch': 'blocked',
      'Cy Cedar': 'new',
      'Dé Dùne': 'new',
      'Eve Elder': 'new',
      'Flo Fern': 'unidentifiable',
    });
    expect((await search({})).people.map(({ name }) => name).toSorted()).toEqual(['Cy Cedar', 'Dé Dùne', 'Eve Elder', 'Flo Fern']);

    const chosen = ['Anna Schneider', 'Bea Birch', 'Cy Cedar', 'Dé Dùne', 'Eve Elder'].map(key);
    const wanted = { facets: { keywords: 'looms' }, weights: { fresh: 1 } };
    const quote = await ask('POST', '/discover/quotes', { people: chosen, campaignId: here });
    expect(quote.body).toMatchObject({
      costCredits: 3,
      people: [{ class: 'known' }, { class: 'blocked' }, { class: 'new' }, { class: 'new' }, { class: 'new' }],
    });
    const request = { requestId: uuidv7(), ceilingCredits: 3, campaignId: here, people: chosen, wanted };
    expect((await ask('POST', '/discover/additions', { ...request, requestId: uuidv7(), ceilingCredits: 2 })).body).toMatchObject({
      outcome: 'overCeiling',
    });
    const done = await ask('POST', '/discover/additions', request);
    expect(done.body).toMatchObject({
      outcome: 'done',
      costCredits: 3,
      people: [
        { enrolment: 'enrolled' },
        { enrolment: 'skipped' },
        { enrolment: 'enrolled' },
        { enrolment: 'enrolled' },
        { enrolment: 'enrolled' },
      ],
    });
    // The pool may be gone by then: what was done is repeated.
    await sql`delete from pool_person where pool_id = ${chosen[0]?.poolId}`.execute(app.database.db);
    expect((await ask('POST', '/discover/additions', request)).body).toEqual({ ...done.body, replayed: true });

    const { rows } = LedgerPage.parse((await ask('GET', '/ledger?source=recommendation')).body);
    expect(rows.map((row) => [row.kind, row.page, row.campaign?.name])).toEqual(Array.from({ length: 3 }, () => ['debit', 'pool', 'Here']));
    const cedar = rows.find(({ contact }) => contact?.name === 'Cy Cedar');
    expect(cedar?.reasons?.map(({ signal }) => signal)).toEqual(['fresh', 'keywords']);
    const kept = await app.database.db.selectFrom('debit').select('reasons').where('workspace_id', '=', id).execute();
    expect(JSON.stringify(kept)).not.toMatch(/Anna|Cedar|Nimbus/);
  });

  test('a page that a member reads is not replaced by the pool, and replaces it', async () => {
    const { ask, key } = await opened();
    const campaignId = uuidv7();
    await ask('POST', '/campaigns', { id: campaignId, name: 'Here' });
    const add = (): Promise<Told> =>
      ask('POST', '/discover/additions', { requestId: uuidv7(), ceilingCredits: 1, campaignId, people: [key('Eve Elder')], wanted: {} });
    expect((await add()).body.people[0].contact).toMatchObject({ name: 'Eve Elder', sighting: { page: { kind: 'pool' } } });
    await ask('POST', '/analyses', analysisOf([sightingOf({ slug: 'eve-elder' }, { name: 'Eve Elder-Fox' })]));
    expect((await add()).body.people[0].contact).toMatchObject({ name: 'Eve Elder-Fox', sighting: { page: { kind: 'profile' } } });
  });

  test('no page may say that it is of the pool, or that somebody was recommended', async () => {
    const { ask } = await opened();
    const request = analysisOf([sightingOf({ slug: 'eve-elder' })]);
    expect(await ask('POST', '/analyses', { ...request, source: 'recommendation' })).toMatchObject({ status: 400 });
    const [sighting] = request.sightings;
    expect(
      await ask('POST', '/analyses', { ...request, sightings: [{ ...sighting, page: { kind: 'pool', url: sighting?.page.url } }] }),
    ).toMatchObject({ status: 400 });
  });
});
