/**
 * What a debit reads grows with the people asked about, and with nothing else: not with the workspace, not with its neighbours, whatever the
 * database knows of its tables. credits.md 7.26.
 */
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sighting } from '@wellmet/shared/sighting';
import type { AnalyseRequest } from '@wellmet/shared/credits';
import { changeEnrolments } from '../campaigns/enrolments.ts';
import { emptyDatabase, type TestDatabase } from '../testing/database.ts';
import { explaining, type Explained, type Explaining } from '../testing/explain.ts';
import { analysisOf, memberId, sightingOf } from '../testing/sightings.ts';
import { analyseContacts } from './analyse.ts';
import { openCredits } from './head.ts';
import { databaseClock } from './period.ts';
import { quotePeople } from './quote.ts';

const contacts = 100_000;

interface Ground {
  database: TestDatabase;
  workspaceId: string;
  by: string;
  /** Ongoing, one that holds every fifth contact, and one that holds nobody. */
  holding: string;
  campaign: string;
}

/** Two workspaces without anybody, and no statistics of anything, ever. */
async function emptyGround(): Promise<Ground & { neighbour: string }> {
  const database = await emptyDatabase();
  const { owner, db } = database;
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace`.execute(owner);
  for (const { name } of rows) await sql`alter table ${sql.table(name)} set (autovacuum_enabled = false)`.execute(owner);
  const [workspaceId, neighbour, by, holding, campaign] = [uuidv7(), uuidv7(), uuidv7(), uuidv7(), uuidv7()];
  await sql`insert into "user" (id, name, email, "emailVerified") values (${by}, 'Ines Invented', 'ines@people.example', true)`.execute(db);
  for (const id of [workspaceId, neighbour]) {
    await sql`insert into organization (id, name, slug, "createdAt") values (${id}, 'Looms', ${id}, now())`.execute(db);
    await openCredits(db, id, 'scale', 'Europe/Paris', databaseClock);
    for (const campaignId of id === workspaceId ? [holding, campaign] : [uuidv7()])
      await sql`insert into campaign (workspace_id, campaign_id, name, state, created_at, created_by, launched_at, seq)
        values (${id}, ${campaignId}, 'Looms', 'ongoing', now(), ${by}, now(), 1)`.execute(db);
  }
  return { database, workspaceId, neighbour, by, holding, campaign };
}

/** Fills both workspaces, and the tables that all share. */
async function load({ database: { owner }, workspaceId, neighbour, by, holding, campaign }: Ground & { neighbour: string }): Promise<void> {
  await owner.transaction().execute(async (trx) => {
    const run = (statement: ReturnType<typeof sql>): Promise<unknown> => statement.execute(trx);
    await run(sql`insert into "user" (id, name, email, "emailVerified")
    select gen_random_uuid(), 'Somebody', 'somebody' || n || '@people.example', true from generate_series(1, 20000) as n`);
    for (const id of [workspaceId, neighbour]) {
      await run(sql`create temporary table person as select n, gen_random_uuid() as id from generate_series(1, ${contacts}::integer) as n`);
      await run(sql`insert into contact (workspace_id, contact_id, snapshot_seq, first_analysed_at, first_analysed_by, last_analysed_at, seen_hash, seq)
      select ${id}::uuid, id, n + 1000, now() - interval '10 days', ${by}::uuid, now() - interval '10 days', sha256(n::text::bytea), n + 1000 from person`);
      await run(sql`insert into contact_identifier select ${id}::uuid, 'slug', 'person-' || n, id, n + 1000 from person`);
      await run(
        sql`insert into contact_identifier select ${id}::uuid, 'member', 'ACoAA' || lpad(n::text, 34, 'B'), id, n + 1000 from person`,
      );
      await run(
        sql`insert into contact_snapshot select ${id}::uuid, id, n + 1000, '{"name": "Ysolde Quill"}', '{}', ${by}::uuid, now(), id from person`,
      );
      await run(sql`insert into debit (workspace_id, contact_id, seq, member_id, source, page_kind, request_id, plan_code, plan_version, period_start, at)
      select ${id}::uuid, id, n + 1000, ${by}::uuid, 'profile', 'profile', gen_random_uuid(), 'scale', 1, now() - (n % 60) * interval '30 days', now() from person`);
      await run(sql`insert into credit_entry (workspace_id, seq, kind, amount, balance_after, period_start, reason, at)
      select ${id}::uuid, n + 1000, 'debit', -1, 1, now(), 'profile', now() from person`);
      await run(sql`insert into op_result select ${id}::uuid, gen_random_uuid(), '', '{}', n + 1000, now() from person`);
      await run(sql`insert into contact_former_identifier (workspace_id, contact_id, kind, value, seq, until_seq)
      select ${id}::uuid, id, 'slug', 'former-' || n, 1, n + 1000 from person where n % 10 = 0`);
      await run(
        sql`insert into erased_identifier select ${id}::uuid, 'slug', sha256(('erased ' || n)::bytea), gen_random_uuid() from person where n % 10 = 0`,
      );
      await run(sql`insert into enrolment (workspace_id, campaign_id, contact_id, state, enrolled_at, enrolled_by, state_at, seq)
      select ${id}::uuid, campaign_id, id, 'queued', now(), ${by}::uuid, now(), n + 1000
      from person cross join (
        select campaign_id from campaign where workspace_id = ${id}::uuid and campaign_id = ${holding}::uuid or workspace_id = ${id}::uuid and ${id === neighbour}::boolean
      ) as c where n % 5 = 0`);
      await run(sql`insert into campaign_lease (workspace_id, campaign_id, contact_id, held_by, since, seq)
      select workspace_id, campaign_id, contact_id, enrolled_by, enrolled_at, seq from enrolment where workspace_id = ${id} and seq >= 1000`);
      await run(
        sql`insert into campaign_event select ${id}::uuid, n + 1000, 1, 'enrolled', ${holding}::uuid, id, 'queued', ${by}::uuid, now() from person`,
      );
      await run(sql`update credit_head set seq = ${contacts + 1000}::bigint, granted = 1000000 where workspace_id = ${id}`);
      await run(sql`insert into campaign_wait (workspace_id, campaign_id, contact_id, asked_by, at, seq)
      select workspace_id, ${campaign}::uuid, contact_id, held_by, since, seq from campaign_lease
      where workspace_id = ${workspaceId} and ${id === workspaceId}::boolean and seq >= 1000 and seq % 25 = 0`);
      await run(sql`drop table person`);
    }
  });
}

let newcomers = 0;
/** Half of them known: by a page that says something new. */
function peopleOf(count: number, first: number): Sighting[] {
  return Array.from({ length: count }, (_, position) => {
    const n = first + position;
    if (position % 2 === 1) return sightingOf({ slug: `newcomer-${++newcomers}`, member: memberId(4e9 + newcomers) });
    return sightingOf({ slug: `person-${n}`, member: `ACoAA${String(n).padStart(34, 'B')}` }, { headline: `Head of ${uuidv7()}` });
  });
}

interface Asked {
  people: number;
  what: 'analyse' | 'analyse again' | 'analyse for a campaign' | 'quote' | 'quote for a campaign' | 'let go';
}

/** Everything that is sent for it. */
async function sentFor(
  { database, workspaceId, by, campaign, holding }: Ground,
  { db, take }: Explaining,
  { people, what }: Asked,
  first = 1 + Math.floor(Math.random() * (contacts - people)),
): Promise<Explained[]> {
  const ledger = { db, clock: databaseClock, secret: 'a secret for tests, as long as one has to be' };
  const actor = { workspaceId, memberId: by, role: 'owner' as const };
  const sightings = peopleOf(people, first);
  const campaignId = what.endsWith('campaign') ? { campaignId: campaign } : {};
  const analyse = async (request: AnalyseRequest): Promise<void> => {
    expect(await analyseContacts(ledger, actor, request)).toMatchObject({ outcome: 'done' });
  };
  const held = await database.db
    .selectFrom('campaign_lease')
    .select('contact_id')
    .where('workspace_id', '=', workspaceId)
    .where('campaign_id', '=', holding)
    .limit(people)
    .execute();
  take();
  if (what === 'let go') {
    const contactIds = held.map((row) => row.contact_id);
    if (contactIds.length > 0) await changeEnrolments(ledger, actor, holding, { requestId: uuidv7(), contactIds, state: 'replied' });
  } else if (what.startsWith('quote'))
    await quotePeople(ledger, actor, { people: sightings.map(({ identifiers }) => identifiers), ...campaignId });
  else await analyse(analysisOf(sightings, campaignId));
  if (what === 'analyse again') {
    take();
    await analyse(analysisOf(sightings));
  }
  return take();
}

const few: Asked['people'][] = [1, 100, 500];
const kinds: Asked['what'][] = ['analyse', 'analyse again', 'analyse for a campaign', 'quote', 'quote for a campaign'];
const questions = [...kinds.flatMap((what) => few.map((people): Asked => ({ people, what }))), { people: 1, what: 'let go' } as const];

/** The most that a statement reads: for each person, and in any case (the head, the plans on offer, the campaign). */
const most = { rows: 25, rowsAnyway: 50, pages: 60, pagesAnyway: 150 };
const tooMuch = (sent: readonly Explained[], people: number): Explained[] =>
  sent.filter(({ rows, pages }) => rows > most.rows * people + most.rowsAnyway || pages > most.pages * people + most.pagesAnyway);

describe('tables that grow', { timeout: 300_000 }, () => {
  let ground: Ground & { neighbour: string };
  let kept: Explaining;
  beforeAll(async () => {
    ground = await emptyGround();
    kept = await explaining(ground.database.pool, 'generic');
    for (const question of questions.filter(({ people }) => people === 1)) await sentFor(ground, kept, question, contacts + 1);
    await load(ground);
  }, 300_000);
  afterAll(async () => {
    await kept.close();
    await ground.database.close();
  });

  test.each(questions)('plans kept since they were empty: $what, $people', async (question) => {
    const sent = await sentFor(ground, kept, question);
    expect(sent.length).toBeGreaterThan(0);
    expect(tooMuch(sent, question.people)).toEqual([]);
  });

  describe.each(['never analysed', 'analysed'])('%s', (state) => {
    beforeAll(async () => {
      if (state === 'analysed') await sql`analyze`.execute(ground.database.owner);
    });
    describe.each(['custom', 'generic'] as const)('%s plans', (mode) => {
      let watched: Explaining;
      beforeAll(async () => {
        watched = await explaining(ground.database.pool, mode);
      });
      afterAll(() => watched.close());
      test.each(questions)('$what, $people', async (question) => {
        const sent = await sentFor(ground, watched, question);
        expect(tooMuch(sent, question.people)).toEqual([]);
      });

      test('a member’s cap counts what the member has spent in the period, and nothing else', async () => {
        const { database, workspaceId, by } = ground;
        await database.db
          .insertInto('member_cap')
          .values({ workspace_id: workspaceId, member_id: by, cap_credits: 1_000_000, seq: 1 })
          .execute();
        const sent = await sentFor(ground, watched, { what: 'quote', people: 1 });
        await sql`delete from member_cap`.execute(database.db);
        const { used } = await database.db
          .selectFrom('credit_head')
          .select('used')
          .where('workspace_id', '=', workspaceId)
          .executeTakeFirstOrThrow();
        expect(used).toBeGreaterThan(0);
        expect(sent.filter(({ rows }) => rows > 2 * used + most.rows + most.rowsAnyway)).toEqual([]);
      });

      test('a statement that goes through a workspace is found out', async () => {
        watched.take();
        await sql`select 1 from contact_identifier where workspace_id = ${ground.workspaceId} and lower(value) = 'person-7'`.execute(
          watched.db,
        );
        expect(tooMuch(watched.take(), 500)).toHaveLength(1);
      });
    });
  });
});

describe('tables that were analysed while they were small, and then loaded', { timeout: 300_000 }, () => {
  let ground: Ground & { neighbour: string };
  beforeAll(async () => {
    ground = await emptyGround();
    const watched = await explaining(ground.database.pool, 'custom');
    for (const people of [1, 20]) await sentFor(ground, watched, { what: 'analyse for a campaign', people }, contacts + 1);
    await watched.close();
    await sql`analyze`.execute(ground.database.owner);
    await load(ground);
  }, 300_000);
  afterAll(() => ground.database.close());

  describe.each(['custom', 'generic'] as const)('%s plans', (mode) => {
    let watched: Explaining;
    beforeAll(async () => {
      watched = await explaining(ground.database.pool, mode);
    });
    afterAll(() => watched.close());
    test.each(questions)('$what, $people', async (question) => {
      const sent = await sentFor(ground, watched, question);
      expect(tooMuch(sent, question.people)).toEqual([]);
    });
  });
});
