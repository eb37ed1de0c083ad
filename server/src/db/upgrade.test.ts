/** A workspace that was begun with the first release goes on with the present one: its rows are as that release wrote them. */
import { sql, type Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { v7 as uuidv7 } from 'uuid';
import { expect, inject, test } from 'vitest';
import { analyseContacts } from '../credits/analyse.ts';
import { currentBalance } from '../credits/head.ts';
import { ledgerPage } from '../credits/ledger.ts';
import { databaseClock } from '../credits/period.ts';
import { verifyLedger } from '../credits/verify.ts';
import { analysisOf, memberId, sightingOf } from '../testing/sightings.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { openDatabase } from './open.ts';
import type { Database } from './schema.ts';

const firstRelease = ['2026-11-23-accounts', '2026-11-23-credits', '2026-11-23-merges'];

async function asOfTheFirstRelease(db: Kysely<Database>): Promise<void> {
  const theirs = Object.fromEntries(Object.entries(migrations).filter(([name]) => firstRelease.includes(name)));
  const { error } = await new Migrator({ db, provider: { getMigrations: () => Promise.resolve(theirs) } }).migrateToLatest();
  if (error) throw error;
}

test('grants, debits, a merge and answers of the first release are understood, and nobody is charged again', async () => {
  const { host, port, user, password } = inject('cluster');
  const admin = openDatabase({ host, port, user, password, database: 'postgres' }, { max: 1 });
  const name = `test_upgrade_${uuidv7().replaceAll('-', '')}`;
  await sql`create database ${sql.id(name)}`.execute(admin.db);
  const opened = openDatabase({ host, port, user, password, database: name }, { max: 4 });
  const { db } = opened;
  try {
    await asOfTheFirstRelease(db);
    const [workspaceId, member, known, merged, request] = [uuidv7(), uuidv7(), uuidv7(), uuidv7(), uuidv7()];
    const sighting = sightingOf({ member: memberId(1), slug: 'ysolde-quill' });
    const month = sql`date_trunc('month', now() at time zone 'UTC') at time zone 'UTC'`;
    for (const statement of [
      sql`insert into "user" (id, name, email, "emailVerified") values (${member}, 'Ines Invented', 'ines@people.example', false)`,
      sql`insert into organization (id, name, slug, "createdAt") values (${workspaceId}, 'Looms', 'looms', now())`,
      sql`insert into credit_head (workspace_id, plan_code, plan_version, time_zone, period_start, period_end, granted, used, seq)
        values (${workspaceId}, 'free', 1, 'UTC', ${month}, ${month} + interval '1 month', 25, 1, 4)`,
      sql`insert into contact (workspace_id, contact_id, snapshot_seq, first_analysed_at, first_analysed_by, last_analysed_at, seq, merged_into) values
        (${workspaceId}, ${known}, 4, now(), ${member}, now(), 4, null), (${workspaceId}, ${merged}, 2, now(), ${member}, now(), 4, ${known})`,
      sql`insert into contact_identifier (workspace_id, kind, value, contact_id, seq) values
        (${workspaceId}, 'member', ${memberId(1)}, ${known}, 2), (${workspaceId}, 'slug', 'ysolde-quill', ${known}, 2)`,
      sql`insert into contact_snapshot (workspace_id, contact_id, seq, taken_as, sighting, insights, member_id, at)
        select ${workspaceId}, ${known}, n, ${known}, ${JSON.stringify(sighting)}::jsonb, '{"engine":"local","version":1,"facts":[],"hooks":[]}', ${member}, now()
        from unnest(array[2, 4]) as n`,
      sql`insert into debit (workspace_id, contact_id, seq, member_id, source, page_kind, request_id, plan_code, plan_version, period_start, at)
        select ${workspaceId}, id, 2, ${member}, 'profile', 'profile', ${request}, 'free', 1, ${month}, now() from unnest(array[${known}, ${merged}]::uuid[]) as id`,
      sql`insert into credit_entry (workspace_id, seq, kind, amount, balance_after, period_start, request_id, member_id, reason, restored_contact_id) values
        (${workspaceId}, 1, 'grant', 25, 25, ${month}, null, null, 'free 1', null),
        (${workspaceId}, 2, 'debit', -2, 23, ${month}, ${request}, ${member}, 'profile', null),
        (${workspaceId}, 3, 'restoration', 1, 24, ${month}, ${request}, ${member}, 'merged', ${merged})`,
      sql`insert into op_result (workspace_id, request_id, request_hash, reply, seq, at) values
        (${workspaceId}, ${request}, '\\x00', '{"people":[],"costCredits":2}', 2, now()), (${workspaceId}, ${uuidv7()}, '\\x00', '{"costCredits":0}', 4, now())`,
    ])
      await statement.execute(db);

    expect(await migrate(db)).toEqual(Object.keys(migrations).filter((migration) => !firstRelease.includes(migration)));
    expect((await verifyLedger(db)).faults).toEqual([]);
    expect(await currentBalance(db, workspaceId, databaseClock)).toMatchObject({
      available: 24,
      allotment: 25,
      plan: { code: 'free', seats: 1 },
    });
    const ledger = { db, clock: databaseClock, secret: 'a secret of the test, as long as one has to be' };
    const again = await analyseContacts(ledger, { workspaceId, memberId: member, role: 'owner' }, analysisOf([sighting]));
    expect(again).toMatchObject({ outcome: 'done', costCredits: 0, people: [{ class: 'known', contact: { id: known } }] });
    expect((await ledgerPage(db, workspaceId, { limit: 50 })).rows.at(-1)).toMatchObject({
      kind: 'grant',
      reason: 'period',
      plan: { code: 'free', version: 1, seats: 1 },
    });
    expect((await verifyLedger(db)).faults).toEqual([]);
  } finally {
    await opened.close();
    await sql`drop database ${sql.id(name)} with (force)`.execute(admin.db);
    await admin.close();
  }
});
