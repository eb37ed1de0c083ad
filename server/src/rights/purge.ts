/**
 * Whoever was kept long enough goes by itself: announced a week before, once a day, one after the other, each in a transaction of their own, so
 * that a server may end between any two of them, and two may be at it at once. product.md 7.
 */
import { noticeDays, usualTerms, type PurgePreview } from '@wellmet/shared/rights';
import { sql, type Kysely } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { shownField } from '../contacts/contacts.ts';
import { forgetPerson } from '../contacts/erase.ts';
import { once, type Actor } from '../credits/act.ts';
import type { Clock } from '../credits/period.ts';
import type { Ledger } from '../credits/situation.ts';
import type { PeriodicWork } from '../db/periodic.ts';
import type { Database } from '../db/schema.ts';
import { ProblemError } from '../http/problem.ts';
import { lastCollectedDue, retained, retentionOf, type RetainedRow } from './retention.ts';

const noticeMs = noticeDays * 86_400_000;
/** Read at a time; each of them is an act of its own. */
const lot = 200;

/** Nobody: what the terms of the workspace do by themselves. */
const nobody = '00000000-0000-0000-0000-000000000000';

export const dailyPurge = (ledger: Ledger): PeriodicWork => ({
  name: 'purging contacts',
  everyHours: 24,
  work: (signal) => purgeAll(ledger, signal),
});

/** Purges where it is time, and announces what is due next, in every workspace. */
export async function purgeAll(ledger: Ledger, signal?: AbortSignal): Promise<void> {
  const { db } = ledger;
  for (const { workspace_id: workspaceId } of await db.selectFrom('credit_head').select('workspace_id').execute()) {
    signal?.throwIfAborted();
    await purgeWorkspace(ledger, workspaceId, signal);
  }
}

async function purgeWorkspace({ db, clock, secret }: Ledger, workspaceId: string, signal: AbortSignal | undefined): Promise<void> {
  const now = await nowBy(db, clock);
  const announced = await announcedAt(db, workspaceId);
  if (announced && announced > now) return;
  if (announced) {
    const actor: Actor = { workspaceId, memberId: nobody, role: 'owner' };
    for (let isMore = true; isMore;) {
      const due = retained(workspaceId, { by: announced, collectedBy: await lastCollectedDue(db, workspaceId, announced) });
      const { rows } = await sql<RetainedRow>`${due} order by due_at, contact_id limit ${lot}`.execute(db);
      for (const { contact_id: contactId } of rows) {
        signal?.throwIfAborted();
        await once({ db, clock }, actor, uuidv7({ msecs: now.getTime() }), { purge: contactId }, async (act) => {
          // They may have answered, or been erased, since they were read; or an owner has said something else.
          const stands = (await announcedAt(act.trx, workspaceId))?.getTime() === announced.getTime();
          const { rows: still } = await retained(workspaceId, { by: announced, contactId }).execute(act.trx);
          if (!stands || still.length === 0) return { instead: 'no longer due' };
          await forgetPerson(act, secret, contactId, 'free');
          return { done: {} };
        });
      }
      isMore = rows.length === lot;
    }
    await db
      .updateTable('people_terms')
      .set({ purge_at: null })
      .where('workspace_id', '=', workspaceId)
      .where('purge_at', '=', announced)
      .execute();
  }
  await announcePurge(db, workspaceId, now);
}

/** Says when whoever is due within the notice goes, where somebody is and it is not said yet. */
export async function announcePurge(db: Kysely<Database>, workspaceId: string, now: Date): Promise<void> {
  const purgeAt = new Date(now.getTime() + noticeMs);
  const collectedBy = await lastCollectedDue(db, workspaceId, purgeAt);
  await sql`
    insert into people_terms (workspace_id, lawful_basis, months_kept, months_if_never, purge_at)
    select ${workspaceId}::uuid, ${usualTerms.lawfulBasis}, ${usualTerms.monthsKept}::integer, ${usualTerms.monthsIfNever}::integer, ${purgeAt}::timestamptz
    where exists (${retained(workspaceId, { by: purgeAt, collectedBy })})
    on conflict (workspace_id) do update set purge_at = excluded.purge_at where people_terms.purge_at is null`.execute(db);
}

const announcedAt = async (db: Kysely<Database>, workspaceId: string): Promise<Date | null> =>
  (await db.selectFrom('people_terms').select('purge_at').where('workspace_id', '=', workspaceId).executeTakeFirst())?.purge_at ?? null;

async function nowBy(db: Kysely<Database>, clock: Clock): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select ${clock} as now`.execute(db);
  return rows[0]?.now ?? new Date();
}

interface PreviewRow extends RetainedRow {
  name: string;
}

/**
 * Who goes at the next purge, who is due first, first. Nobody goes who was not to be seen here for a week.
 * @throws ProblemError `invalid-request` for a cursor that is none.
 */
export async function purgePreview(
  { db }: Pick<Ledger, 'db'>,
  workspaceId: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<PurgePreview> {
  const after = cursor === undefined ? undefined : /^(\d{1,15})\.([0-9a-f-]{36})$/.exec(cursor);
  if (after === null) throw new ProblemError('invalid-request', { errors: [{ pointer: '/cursor', message: 'not a cursor of this list' }] });
  const purgeAt = await announcedAt(db, workspaceId);
  if (purgeAt === null) return { count: 0, people: [] };
  const due = retained(workspaceId, { by: purgeAt, collectedBy: await lastCollectedDue(db, workspaceId, purgeAt) });
  const { rows: counted } = await sql<{ count: number }>`select count(*) as count from (${due}) as due`.execute(db);
  const { rows } = await sql<PreviewRow>`
    select due.*, ${shownField('name', 's')} as name from (${due}) as due
    join contact c on c.workspace_id = ${workspaceId} and c.contact_id = due.contact_id
    join contact_snapshot s on s.workspace_id = c.workspace_id and s.contact_id = c.contact_id and s.seq = c.snapshot_seq and s.taken_as = c.contact_id
    where ${after ? sql`(due.due_at, due.contact_id) > (to_timestamp(${Number(after[1])}::double precision / 1000), ${after[2]}::uuid)` : sql`true`}
    order by due.due_at, due.contact_id limit ${limit + 1}`.execute(db);
  const last = rows.slice(0, limit).at(-1);
  return {
    purgeAt: purgeAt.toISOString(),
    count: counted[0]?.count ?? 0,
    people: rows.slice(0, limit).map((row) => ({ ...retentionOf(row), id: row.contact_id, name: row.name })),
    ...(rows.length > limit && last && { next: `${last.due_at.getTime()}.${last.contact_id}` }),
  };
}
