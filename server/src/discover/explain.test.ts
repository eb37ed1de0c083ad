/** What a search reads grows with what it ranks, and with nothing else: not with the pool, however common or rare what is asked for. */
import { Facets, Wanted } from '@wellmet/shared/discover';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { analyseContacts } from '../credits/analyse.ts';
import { databaseClock } from '../credits/period.ts';
import { fromPrimary } from '../db/replica.ts';
import { emptyDatabase, type TestDatabase } from '../testing/database.ts';
import { explaining, type Explaining } from '../testing/explain.ts';
import { analysisOf, sightingOf } from '../testing/sightings.ts';
import { openWorkspace } from '../testing/workspaces.ts';
import { queryOf } from './ask.ts';
import { candidatesIn, countIn } from './candidates.ts';
import { learnPool } from './learn.ts';
import { marksOf } from './marks.ts';
import { nameSnapshots } from './names.ts';
import { discover } from './search.ts';
import { asSpelt } from './spelling.ts';
import { newPool } from './testing.ts';

const people = 100_000;

const wanted: [what: string, facets: object][] = [
  ['nothing at all', {}],
  ['one very common facet', { seniorities: ['manager'] }],
  ['three common ones', { seniorities: ['manager', 'director'], functions: ['sales', 'marketing'], places: [{ country: 'FR' }] }],
  [
    'a rare combination',
    { seniorities: ['vp'], functions: ['marketing'], industries: [27], companySizes: [51], places: [{ country: 'DE' }] },
  ],
  ['a common word', { keywords: 'weaving' }],
  ['a rare word', { keywords: 'somebody77' }],
  ['a typo', { keywords: 'weavign' }],
  ['a title', { titles: ['Sales manager'] }],
  ['a company', { companies: ['company 77'] }],
  ['a city under all its names', { places: [{ city: 'Munich' }] }],
  ['exclusions that leave many', { seniorities: ['manager'], exclude: { industries: [1, 2, 3] } }],
  [
    'a rare key, with exclusions that leave a third of it',
    {
      companies: ['company 77'],
      exclude: {
        keywords: ['weaver'],
        industries: Array.from({ length: 25 }, (_, n) => n + 1),
        places: [{ country: 'US' }, { country: 'NL' }],
      },
    },
  ],
  [
    'nothing but exclusions, which leave one in thirty',
    {
      exclude: {
        keywords: ['weaver'],
        industries: Array.from({ length: 30 }, (_, n) => n + 1),
        places: [{ country: 'FR' }, { country: 'DE' }, { country: 'US' }],
      },
    },
  ],
  ['a rare key among common ones', { seniorities: ['vp'], keywords: 'somebody77' }],
  ['two words, one misspelt', { keywords: 'sales managr' }],
];

const secret = 'a secret for tests, as long as one has to be';

const examples: [what: string, facets: object][] = [
  ['alike alone', {}],
  ['alike with a common facet', { seniorities: ['manager'] }],
  ['alike with a rare combination', { seniorities: ['vp'], functions: ['marketing'], industries: [27], companySizes: [51] }],
];

const isTooMuch = ({ rows, scans }: { rows: number; scans: readonly string[] }): boolean =>
  rows > 15_000 || scans.some((scan) => scan.startsWith('Seq Scan pool_person'));

async function namelessIn({ owner }: TestDatabase): Promise<number> {
  return (await owner.selectFrom('contact_snapshot').select('seq').where('name_key', 'is', null).execute()).length;
}

/** Facets, and whom they are true of, as PostgreSQL says it. */
const ranked: [what: string, facets: z.input<typeof Facets>, truth: string][] = [
  ['all', {}, 'true'],
  ['every second', { seniorities: ['manager'] }, "seniority = 'manager'"],
  [
    'one of 24',
    { seniorities: ['director'], functions: ['sales'], companySizes: [1, 11] },
    "seniority = 'director' and \"function\" = 'sales' and company_size in (1, 11)",
  ],
  [
    'one of 600',
    { industries: [7], functions: ['legal'], places: [{ country: 'FR' }] },
    "industry = 7 and \"function\" = 'legal' and country = 'FR'",
  ],
  ['a hundred', { companies: ['Company 77'] }, "company = 'Company 77'"],
  ['nobody', { companies: ['Company 77'], seniorities: ['owner'] }, 'false'],
  ['all but some', { exclude: { places: [{ country: 'FR' }, { country: 'DE' }] } }, "country not in ('FR', 'DE')"],
];

describe('a hundred thousand people', { timeout: 300_000 }, () => {
  let database: TestDatabase;
  let poolId: string;
  let who: { workspaceId: string; memberId: string };
  let contactIds: string[];
  let nameless: number;

  beforeAll(async () => {
    database = await emptyDatabase();
    const { owner, db } = database;
    const memberId = uuidv7();
    await sql`insert into "user" (id, name, email, "emailVerified") values (${memberId}, 'Ines Invented', 'ines@people.example', true)`.execute(
      db,
    );
    who = { memberId, workspaceId: await openWorkspace({ db, clock: databaseClock }, [{ memberId, role: 'owner' }]) };
    poolId = await newPool(db, who.workspaceId);
    // In lots: on a busy machine all at once take longer than a statement may.
    for (let first = 1; first < people; first += 20_000)
      await sql`insert into pool_person (pool_id, person_id, import_id, line, digest, is_current, name, slug, title, company, company_size, industry, country,
        languages, seniority, "function", seen_at, name_plain, title_plain, company_plain, city_plain, words)
      select ${poolId}::uuid, gen_random_uuid(), ${poolId}::uuid, n, '', true, 'Somebody ' || n, 'somebody-' || n, 'Sales manager', 'Company ' || n % 1000,
        (array[1, 11, 51, 201, 5001])[1 + n % 5], n % 50, (array['FR', 'DE', 'US', 'NL'])[1 + n % 4], array['en'],
        (array['manager', 'manager', 'director', 'vp'])[1 + n / 4 % 4], (array['sales', 'marketing', 'legal'])[1 + n / 16 % 3], now(),
        'somebody ' || n, case when n % 3 = 0 then 'sales manager' else 'weaver' end, 'company ' || n % 1000,
        case n % 200 when 0 then 'munchen' when 1 then 'greater munich area' else 'city ' || n % 5000 end,
        to_tsvector('simple', 'somebody' || n || ' weaving ' || case when n % 3 = 0 then 'sales manager' else 'weaver' end)
      from generate_series(${first}::integer, ${first + 19_999}::integer) as n`.execute(owner);
    await learnPool(owner, poolId);
    const ledger = { db, clock: databaseClock, secret };
    const liked = [4, 28, 1127].map((n) => sightingOf({ slug: `somebody-${n}` }));
    const outcome = await analyseContacts(ledger, { ...who, role: 'owner' }, analysisOf(liked));
    contactIds = outcome.outcome === 'done' ? outcome.people.flatMap(({ contact }) => contact?.id ?? []) : [];
    // Of three contacts the planner would read all, which says nothing of many.
    await sql`with made as (
        insert into contact (workspace_id, contact_id, snapshot_seq, first_analysed_at, first_analysed_by, last_analysed_at, seq)
        select ${who.workspaceId}::uuid, gen_random_uuid(), 1, now(), ${memberId}::uuid, now(), 1 from generate_series(1, 20000) returning contact_id
      )
      insert into contact_identifier (workspace_id, kind, value, contact_id, seq)
      select ${who.workspaceId}::uuid, 'slug', 'contact-' || contact_id, contact_id, 1 from made`.execute(owner);
    // As a server of the version before writes them.
    await sql`insert into contact_snapshot (workspace_id, contact_id, seq, taken_as, sighting, insights, member_id, at)
      select workspace_id, contact_id, 1, contact_id, jsonb_build_object('name', 'Éva ' || row_number() over (), 'company', 'Company'), '{}', ${memberId}::uuid, now()
      from contact where snapshot_seq = 1`.execute(owner);
    nameless = await namelessIn(database);
    await nameSnapshots(db);
    await sql`analyze`.execute(owner);
  }, 300_000);
  afterAll(() => database.close());

  test.each(ranked)('who is ranked of %s are all of the smallest part with four hundred of them', async (_what, asked, truth) => {
    const facets = Facets.parse(asked);
    const query = queryOf(poolId, facets, asSpelt, {}, (industry) => [industry], []);
    const { candidates, count } = await candidatesIn(
      database.db,
      { poolId, workspaceId: who.workspaceId, query, isEverybody: true },
      facets,
      undefined,
    );
    const { rows } = await sql<{ id: string }>`select person_id as id from pool_person where ${sql.raw(truth)} order by 1`.execute(
      database.owner,
    );
    const ofPart = (part: number): string[] => rows.flatMap(({ id }) => (/^[0-3]*$/.test(id.slice(id.length - part)) ? [id] : []));
    const part = [6, 5, 4, 3, 2, 1].find((one) => ofPart(one).length >= 400) ?? 0;
    expect(candidates.map(({ personId }) => personId).toSorted()).toEqual(ofPart(part));
    expect(count).toBe(ofPart(part).length * 4 ** part);
    expect(await countIn(database.db, { poolId, workspaceId: who.workspaceId, query, isEverybody: true })).toBe(count);
  });

  describe.each(['custom', 'generic'] as const)('%s plans', (mode) => {
    let watched: Explaining;
    beforeAll(async () => {
      watched = await explaining(database.pool, mode, who.workspaceId);
    });
    afterAll(() => watched.close());
    const search = (asked: object) =>
      discover({ db: watched.db, clock: databaseClock, secret }, fromPrimary({ db: watched.db, clock: databaseClock }), who, {
        wanted: Wanted.parse(asked),
        limit: 20,
      });
    test.each(examples)('%s', async (_what, facets) => {
      watched.take();
      const found = await search({ facets, examples: { of: 'contacts', contactIds } });
      expect(found.people.some(({ reasons }) => reasons.some(({ signal }) => signal === 'alike'))).toBe(true);
      expect(watched.take().filter(isTooMuch)).toEqual([]);
    });
    test('who has the name of a contact is found by the index of names', async () => {
      expect([nameless, await namelessIn(database)]).toEqual([20_000, 0]);
      watched.take();
      const asked = [77, 123, 20_001].map((n) => ({ slug: null, member: null, name: `éVA ${n}`, company: 'company' }));
      const marks = await marksOf({ db: watched.db, clock: databaseClock, secret }, who, asked);
      expect(marks.map(({ probably }) => probably?.name)).toEqual(['Éva 77', 'Éva 123', undefined]);
      expect(watched.take().filter(({ statement }) => statement.startsWith('/* namesakes */'))).toMatchObject([
        { scans: expect.arrayContaining(['Index Scan contact_snapshot_name_key: 2']) },
      ]);
    });
    test.each(wanted)('%s', async (_what, facets) => {
      watched.take();
      const found = await search({ facets });
      expect(found.people.length).toBeGreaterThan(0);
      expect(watched.take().filter(isTooMuch)).toEqual([]);
    });
  });
});
