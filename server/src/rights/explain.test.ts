/** Who is due is found among those who are kept longest, and nobody else is looked at: as the application, for the daily job and for who asks what is next. */
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databaseClock } from '../credits/period.ts';
import { emptyDatabase, type TestDatabase } from '../testing/database.ts';
import { explaining, type Explaining } from '../testing/explain.ts';
import { openWorkspace } from '../testing/workspaces.ts';
import { announcePurge, purgePreview } from './purge.ts';
import { lastCollectedDue, retained } from './retention.ts';

const due = 5;
const now = new Date();
let database: TestDatabase;
let workspaceId: string;
beforeAll(async () => {
  database = await emptyDatabase();
  const { owner, db } = database;
  const by = uuidv7();
  await sql`insert into "user" (id, name, email, "emailVerified") values (${by}, 'Ines Invented', 'ines@people.example', true)`.execute(db);
  workspaceId = await openWorkspace({ db, clock: databaseClock }, [{ memberId: by, role: 'owner' }]);
  await sql`insert into contact (workspace_id, contact_id, snapshot_seq, first_analysed_at, first_analysed_by, last_analysed_at, seq)
    select ${workspaceId}::uuid, gen_random_uuid(), 1, now() - case when n > 20000 - ${due}::integer then interval '13 months' else n * interval '1 minute' end, ${by}::uuid, now(), n
    from generate_series(1, 20000) as n`.execute(owner);
  await sql`insert into contact_snapshot (workspace_id, contact_id, seq, taken_as, sighting, insights, member_id, at, name_key)
    select workspace_id, contact_id, 1, contact_id, '{"name": "Ysolde Quill"}', '{}', first_analysed_by, now(), 'ysolde quill' from contact`.execute(
    owner,
  );
  await sql`analyze`.execute(owner);
}, 120_000);
afterAll(() => database.close());

/** Generic plans do not come into it: they cost so much more that the database keeps none of these. */
describe('plans for these values', () => {
  describe.each(['*', 'the workspace'])('on a connection that was told %s', (place) => {
    let watched: Explaining;
    beforeAll(async () => {
      watched = await explaining(database.pool, 'custom', place === '*' ? place : workspaceId);
    });
    afterAll(() => watched.close());
    /** The rows of contacts that scans have looked at, by which way. */
    const looked = () => watched.take().flatMap(({ scans }) => scans.filter((scan) => / contact(_first_analysed|_pkey)?:/.test(scan)));

    test.each<[string, () => Promise<unknown>]>([
      ['announcing', () => announcePurge(watched.db, workspaceId, now)],
      [
        'purging',
        async () =>
          sql`${retained(workspaceId, { by: now, collectedBy: await lastCollectedDue(watched.db, workspaceId, now) })} order by due_at, contact_id limit 200`.execute(
            watched.db,
          ),
      ],
      ['the preview', () => purgePreview({ db: watched.db }, workspaceId, { limit: 50 })],
    ])('%s asks the index', async (_what, work) => {
      // What there is to be previewed.
      await announcePurge(database.db, workspaceId, now);
      watched.take();
      await work();
      const scans = looked();
      expect(scans.filter((scan) => scan.startsWith('Index Scan contact_first_analysed: ')).length).toBeGreaterThan(0);
      expect(scans.filter((scan) => Number(scan.split(': ')[1]) > due)).toEqual([]);
    });
  });
});
