/** G13 and the throughput of a pull: how a device comes to have a workspace, and what is new in it. */
import { sql, type RawBuilder } from 'kysely';
import { changesSince, readPage } from '../../sync/changes.ts';
import { readCursor } from '../../sync/cursor.ts';
import { Connection } from '../http.ts';
import type { Ground, Own } from '../ground.ts';
import { closedLoop, type Load } from '../load.ts';
import { inTurns, note, rateOf, seconds, tell, wanted } from '../telling.ts';

const page = 1000;

/** Leaves large tables behind. */
export async function pulls(ground: Ground): Promise<void> {
  if (!wanted('G13', 'pull')) return;
  const [large, own] = [ground.own[6], ground.own[7]];
  if (!large || !own) throw new Error('too few workspaces');
  await incremental(ground, large);
  await throughput(ground, own);
}

/** What stands behind a cursor, all of it. @returns where it ends, and how many contacts that were. */
async function pullAll({ accounts }: Ground, { actor }: Own, from?: string): Promise<{ cursor: string; contacts: number }> {
  let contacts = 0;
  for (let cursor = from; ;) {
    const changes = await changesSince(accounts, actor, { cursor, limit: page });
    contacts += changes.contacts.length;
    cursor = changes.cursor;
    if (!changes.hasMore) return { cursor, contacts };
  }
}

async function incremental(ground: Ground, own: Own): Promise<void> {
  await fill(ground, own, 100_000);
  const { cursor } = await pullAll(ground, own);
  await sql`update contact set seq = (select seq + 1 from credit_head where workspace_id = ${own.id})
    where workspace_id = ${own.id} and contact_id in (select contact_id from contact where workspace_id = ${own.id} limit 100)`.execute(
    ground.owner.db,
  );
  await sql`update credit_head set seq = seq + 1 where workspace_id = ${own.id}`.execute(ground.owner.db);
  const loads = await inTurns({
    full: () => times(1, () => pullAll(ground, own)),
    new: () => times(20, () => pullAll(ground, own, cursor)),
  });
  const [full, few] = [1000 / rateOf(loads.full), 1000 / rateOf(loads.new)];
  const what = 'a pull of 100 changes / of 100,000 contacts from the start';
  tell({ name: 'G13', what, ours: few, theirs: full, goal: { atMost: 0.02 }, unit: 'ms' });
}

async function throughput(ground: Ground, own: Own): Promise<void> {
  const contacts = 50_000;
  await fill(ground, own, contacts);
  const connection = new Connection(ground.httpPort);
  const overHttp = async (): Promise<void> => {
    for (let query = `?limit=${page}`; query !== '';) {
      const text = await connection.get(`/v1/workspaces/${own.id}/changes${query}`, own.token);
      const { cursor, hasMore } = JSON.parse(text) as { cursor: string; hasMore: boolean };
      query = hasMore ? `?limit=${page}&cursor=${cursor}` : '';
    }
  };
  // The same pages by the same statement, and nothing else.
  const cursors: (string | undefined)[] = [undefined];
  for (let cursor: string | undefined; ;) {
    const changes = await changesSince(ground.accounts, own.actor, { cursor, limit: page });
    if (!changes.hasMore) break;
    cursors.push((cursor = changes.cursor));
  }
  const directly = async (): Promise<void> => {
    for (const cursor of cursors) await readPage(ground.accounts, own.id, cursor === undefined ? undefined : readCursor(cursor), page);
  };
  const loads = await inTurns({ ours: () => times(1, overHttp), theirs: () => times(1, directly) });
  const perSecond = (all: readonly Load[]): number => rateOf(all) * contacts;
  const what = '50,000 contacts from the start: over HTTP / their statements alone';
  tell({ name: 'pull', what, ours: perSecond(loads.ours), theirs: perSecond(loads.theirs) });
  const { cursor: end } = await pullAll(ground, own);
  const polls = await closedLoop(16, seconds, () => pullAll(ground, own, end));
  note(`and when nothing is new, 16 wide, no HTTP: ${polls.perSecond.toFixed(0)}/s`);
  connection.close();
}

async function times(count: number, call: () => Promise<unknown>): Promise<Load> {
  const latenciesMs: number[] = [];
  const start = performance.now();
  for (let n = 0; n < count; n++) {
    const begun = performance.now();
    await call();
    latenciesMs.push(performance.now() - begun);
  }
  return { perSecond: (count / (performance.now() - start)) * 1000, latenciesMs };
}

/** An id of the form that ids have. */
const idOf = (text: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`overlay(overlay(md5(${text}) placing '7' from 13) placing '8' from 17)::uuid`;

/** Contacts as a workspace has them that adds 25 at a time: rows as the product writes them, every fifth in a campaign. */
async function fill({ owner: { db } }: Ground, { id, actor }: Own, count: number): Promise<void> {
  await sql`set statement_timeout = 0`.execute(db);
  const made = sql`(
    select ${idOf(sql`${id} || n`)} as contact_id, n, 10 + n / 25 as seq from generate_series(1, ${count}::integer) as n
  ) as made`;
  const campaign = idOf(sql`${id}`);
  for (const statement of [
    sql`insert into contact (workspace_id, contact_id, snapshot_seq, first_analysed_at, first_analysed_by, last_analysed_at, seq)
      select ${id}::uuid, contact_id, seq, now(), ${actor.memberId}::uuid, now(), seq from ${made}`,
    sql`insert into contact_identifier (workspace_id, kind, value, contact_id, seq)
      select ${id}::uuid, kind, kind || '-pulled-' || n, contact_id, seq from ${made} cross join unnest(array['slug', 'member']) as kind`,
    sql`insert into contact_snapshot (workspace_id, contact_id, seq, taken_as, sighting, insights, member_id, at)
      select ${id}::uuid, contact_id, seq, contact_id, jsonb_build_object(
        'name', 'Ysolde Quill ' || n, 'headline', 'Head of Sales at Nimbus Looms', 'company', 'Nimbus Looms', 'location', 'Lyon, France',
        'experience', (select jsonb_agg(jsonb_build_object('title', 'Head of Dyeing ' || k * n, 'company', 'Oak & Co ' || k)) from generate_series(1, 8) as k)
      ), '{}', ${actor.memberId}::uuid, now() from ${made}`,
    sql`insert into campaign (workspace_id, campaign_id, name, state, created_at, created_by, launched_at, seq)
      values (${id}::uuid, ${campaign}, 'Looms', 'ongoing', now(), ${actor.memberId}::uuid, now(), 2)`,
    sql`insert into enrolment (workspace_id, campaign_id, contact_id, state, enrolled_at, enrolled_by, state_at, seq)
      select ${id}::uuid, ${campaign}, contact_id, 'queued', now(), ${actor.memberId}::uuid, now(), seq from ${made} where n % 5 = 0`,
    sql`insert into campaign_lease (workspace_id, campaign_id, contact_id, held_by, since, seq)
      select workspace_id, campaign_id, contact_id, enrolled_by, enrolled_at, seq from enrolment where workspace_id = ${id}::uuid`,
    sql`update credit_head set seq = ${10 + Math.floor(count / 25)}::bigint where workspace_id = ${id}`,
    sql`analyze contact, contact_identifier, contact_snapshot, enrolment, campaign_lease`,
  ])
    await statement.execute(db);
}
