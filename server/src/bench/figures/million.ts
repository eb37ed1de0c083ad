/** G10: a workspace that has had a million contacts. */
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { analyseTogether, asked } from '../../credits/analyse.ts';
import { oneNew, type Ground, type Own } from '../ground.ts';
import { closedLoop, type Load } from '../load.ts';
import { inTurns, rateOf, seconds, tell, wanted } from '../telling.ts';

/** The last figure: it leaves a large table behind. */
export async function aMillion({ owner, accounts, own }: Ground): Promise<void> {
  if (!wanted('G10')) return;
  const [small, large] = [own[4], own[5]];
  if (!small || !large) throw new Error('too few workspaces');
  await fill(owner.db, small, 1_000);
  await fill(owner.db, large, 1_000_000);
  const debitsOf = (whose: Own) => (): Promise<Load> =>
    closedLoop(4, seconds, () => analyseTogether(accounts, whose.id, [asked(whose.actor, oneNew())]));
  const loads = await inTurns({ large: debitsOf(large), small: debitsOf(small) });
  const what = 'debits in a workspace of a million contacts / of a thousand';
  tell({ name: 'G10', what, ours: rateOf(loads.large), theirs: rateOf(loads.small), goal: { atLeast: 0.85 } });
}

/** Contacts that a workspace has had for long: rows as the product writes them, without their pages. */
async function fill(db: Ground['owner']['db'], { id, actor }: Own, count: number): Promise<void> {
  await sql`set statement_timeout = 0`.execute(db);
  const made = sql`
    select md5(${id} || n)::uuid as contact_id, n from generate_series(1, ${count}::integer) as n`;
  await sql`insert into contact (workspace_id, contact_id, snapshot_seq, first_analysed_at, first_analysed_by, last_analysed_at, seq)
    select ${id}::uuid, contact_id, 1, now(), ${actor.memberId}::uuid, now(), 1 from (${made}) as made`.execute(db);
  await sql`insert into contact_identifier (workspace_id, kind, value, contact_id, seq)
    select ${id}::uuid, 'slug', 'long-known-' || n, contact_id, 1 from (${made}) as made`.execute(db);
  await sql`insert into debit (workspace_id, contact_id, seq, member_id, source, page_kind, request_id, plan_code, plan_version, period_start, at)
    select ${id}::uuid, contact_id, 1, ${actor.memberId}::uuid, 'people_search', 'profile', ${uuidv7()}::uuid, 'free', 1, now(), now()
    from (${made}) as made`.execute(db);
  await sql`analyze contact, contact_identifier, debit`.execute(db);
}
