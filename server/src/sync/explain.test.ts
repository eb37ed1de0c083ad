/** What a pull reads grows with what has changed, and with nothing else, whatever the database knows of its tables. credits.md 7.26. */
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actOnCampaign, renameCampaign } from '../campaigns/campaigns.ts';
import { openCredits } from '../credits/head.ts';
import { databaseClock } from '../credits/period.ts';
import { emptyDatabase, type TestDatabase } from '../testing/database.ts';
import { explaining, type Explained, type Explaining } from '../testing/explain.ts';
import { changesSince } from './changes.ts';
import { epochOf, textOf } from './cursor.ts';

const contacts = 20_000;
/** In another workspace, all in one campaign. */
const inCampaign = 1_000;
/** Contacts are numbered from here on, one a number; campaigns below. */
const before = 1000;

let database: TestDatabase;
const by = uuidv7();
const actorOf = (workspaceId: string) => ({ workspaceId, memberId: by, role: 'owner' as const });
/** One that is asked, and one in which something is done. */
const [asked, busy] = [uuidv7(), uuidv7()];
const campaigns = { [asked]: uuidv7(), [busy]: uuidv7() };

/** Pulls once. @returns everything that was sent for it, and how many contacts were told. */
async function sentFor({ db, take }: Explaining, seq: number, limit: number): Promise<{ sent: Explained[]; told: number }> {
  const head = await database.db
    .selectFrom('credit_head')
    .select(['epoch', 'seq'])
    .where('workspace_id', '=', asked)
    .executeTakeFirstOrThrow();
  const cursor = textOf({ epoch: epochOf(head.epoch), seq: Math.min(seq, head.seq), tie: undefined, since: 0, isLapsed: false });
  take();
  const changes = await changesSince({ db, clock: databaseClock }, actorOf(asked), { cursor, limit });
  return { sent: take(), told: changes.contacts.length };
}

async function load({ owner }: TestDatabase, workspaceId: string, count: number, everyInCampaign: number): Promise<void> {
  const campaign = campaigns[workspaceId];
  const person = sql`(
    select n, overlay(md5(${workspaceId} || n) placing '7' from 13)::uuid as id from generate_series(1, ${count}::integer) as n
  ) as person`;
  for (const statement of [
    sql`insert into contact (workspace_id, contact_id, snapshot_seq, first_analysed_at, first_analysed_by, last_analysed_at, seq)
      select ${workspaceId}::uuid, id, 1, now(), ${by}::uuid, now(), ${before}::bigint + n from ${person}`,
    sql`insert into contact_identifier select ${workspaceId}::uuid, 'slug', 'person-' || n, id, 1 from ${person}`,
    sql`insert into contact_snapshot select ${workspaceId}::uuid, id, 1, '{"name": "Ysolde Quill"}', '{}', ${by}::uuid, now(), id from ${person}`,
    sql`insert into enrolment (workspace_id, campaign_id, contact_id, state, enrolled_at, enrolled_by, state_at, seq)
      select ${workspaceId}::uuid, ${campaign}::uuid, id, 'queued', now(), ${by}::uuid, now(), 2 from ${person} where n % ${everyInCampaign}::integer = 0`,
    sql`insert into campaign_lease (workspace_id, campaign_id, contact_id, held_by, since, seq)
      select workspace_id, campaign_id, contact_id, enrolled_by, enrolled_at, seq from enrolment where workspace_id = ${workspaceId}`,
    sql`insert into contact_edit (workspace_id, contact_id, field, seq, taken_as, value, member_id, at)
      select ${workspaceId}::uuid, id, 'company', 1, id, 'Nordlys', ${by}::uuid, now() from ${person} where n % 10 = 0`,
    sql`update credit_head set seq = ${before + count}::bigint where workspace_id = ${workspaceId}`,
  ])
    await statement.execute(owner);
}

beforeAll(async () => {
  database = await emptyDatabase();
  const { owner, db } = database;
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace`.execute(owner);
  for (const { name } of rows) await sql`alter table ${sql.table(name)} set (autovacuum_enabled = false)`.execute(owner);
  await sql`insert into "user" (id, name, email, "emailVerified") values (${by}, 'Ines Invented', 'ines@people.example', true)`.execute(db);
  for (const workspaceId of [asked, busy]) {
    await sql`insert into organization (id, name, slug, "createdAt") values (${workspaceId}, 'Looms', ${workspaceId}, now())`.execute(db);
    await openCredits(db, workspaceId, 'scale', 'Europe/Paris', databaseClock);
    await sql`insert into campaign (workspace_id, campaign_id, name, state, created_at, created_by, launched_at, seq)
      values (${workspaceId}, ${campaigns[workspaceId]}, 'Looms', 'ongoing', now(), ${by}, now(), 2)`.execute(db);
  }
});
afterAll(() => database.close());

const questions: [what: string, seq: number, limit: number, told: number][] = [
  ['nothing', before + contacts, 1000, 0],
  ['one change', before + contacts - 1, 1000, 1],
  ['a hundred changes', before + contacts - 100, 1000, 100],
  ['a hundred of many', before, 100, 100],
  ['a thousand from the middle of many', before + contacts / 2, 1000, 1000],
];

const tooMuch = (sent: readonly Explained[], changes: number): Explained[] =>
  sent.filter(({ rows, pages }) => rows > 20 * changes + 50 || pages > 40 * changes + 60);

/** Contacts that the last change has changed. */
async function changed(): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) from contact where workspace_id = ${busy} and seq = (select seq from credit_head where workspace_id = ${busy})`.execute(
    database.db,
  );
  return rows[0]?.count ?? 0;
}

describe('a pull', { timeout: 60_000 }, () => {
  let kept: Explaining;
  beforeAll(async () => {
    kept = await explaining(database.pool, 'generic');
    for (const [, seq, limit] of questions) await sentFor(kept, seq, limit);
    await load(database, asked, contacts, 20);
    await load(database, busy, inCampaign, 1);
  }, 60_000);
  afterAll(() => kept.close());

  test.each(questions)('by plans kept since all was empty: %s', async (_, seq, limit, count) => {
    const { sent, told } = await sentFor(kept, seq, limit);
    expect(told).toBe(count);
    expect(sent).toHaveLength(1);
    expect(tooMuch(sent, count)).toEqual([]);
  });

  describe.each(['never analysed', 'analysed'])('%s', (state) => {
    beforeAll(async () => {
      if (state === 'analysed') await sql`analyze`.execute(database.owner);
    });
    describe.each(['custom', 'generic'] as const)('%s plans', (mode) => {
      let watched: Explaining;
      beforeAll(async () => {
        watched = await explaining(database.pool, mode);
      });
      afterAll(() => watched.close());

      test.each(questions)('%s', async (_, seq, limit, count) => {
        const { sent, told } = await sentFor(watched, seq, limit);
        expect(told).toBe(count);
        expect(tooMuch(sent, count)).toEqual([]);
      });

      test('an act on a campaign gives its number to all of its people in one statement, and reads them some times', async () => {
        const stand = { db: watched.db, clock: databaseClock };
        watched.take();
        await renameCampaign(stand, actorOf(busy), campaigns[busy] ?? '', { requestId: uuidv7(), name: uuidv7() });
        const sent = watched.take();
        expect(await changed()).toBe(inCampaign);
        // What the event names, and the people.
        expect(sent.filter(({ statement }) => statement.startsWith('with shown '))).toHaveLength(2);
        expect(sent.length).toBeLessThan(12);
        // Going through all contacts once may be the quicker way; going through them for each of its people is not.
        expect(sent.filter(({ rows }) => rows > 20 * inCampaign + contacts)).toEqual([]);

        for (const act of ['complete', 'reopen'] as const)
          expect((await actOnCampaign(stand, actorOf(busy), campaigns[busy] ?? '', { requestId: uuidv7(), act })).outcome).toBe('done');
        expect(await changed()).toBe(inCampaign);
        expect(watched.take().length).toBeLessThan(45);
      });
    });
  });
});
