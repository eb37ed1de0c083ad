/**
 * Who is in a campaign, whom it holds, who waits. All of it runs under the workspace's head; the key of `campaign_lease` stands behind it: a person
 * is in one ongoing campaign at most. product.md 3.
 */
import { isHolding, type Choice, type EnrolmentResult, type EnrolmentState } from '@wellmet/shared/campaign';
import { sql, type RawBuilder } from 'kysely';
import type { Act } from '../credits/act.ts';
import { ProblemError } from '../http/problem.ts';

/** Somebody who is to be in a campaign, as they stand. */
export interface Candidate {
  contactId: string;
  /** Their state in this campaign. */
  enrolment: EnrolmentState | null;
  /** The ongoing campaign that holds them. */
  heldIn: string | null;
}

/** The campaign that they are to be in. */
export interface Target {
  campaignId: string;
  isOngoing: boolean;
}

export interface Enrolling {
  contactId: string;
  result: EnrolmentResult;
  /** The campaign that lets somebody go who is moved. */
  from: string | null;
}

/**
 * What becomes of people who are to be in a campaign: product.md 3.2 and 3.4. A draft holds nobody, so nobody blocks it.
 * @throws ProblemError `forbidden` when a member wants to move somebody; owners and admins may.
 */
export function decideEnrolments(
  target: Target,
  candidates: readonly Candidate[],
  choices: ReadonlyMap<string, Choice>,
  role: Act['actor']['role'],
): Enrolling[] {
  return candidates.map(({ contactId, enrolment, heldIn }) => {
    const blockedBy = target.isOngoing && heldIn !== target.campaignId ? heldIn : null;
    if (blockedBy === null) {
      const result = enrolment !== null && isHolding(enrolment) ? 'inCampaign' : 'enrolled';
      return { contactId, result, from: null };
    }
    const choice = choices.get(contactId) ?? 'skip';
    if (choice === 'move' && role === 'member')
      throw new ProblemError('forbidden', { detail: 'Only an owner or admin moves somebody out of another campaign.' });
    const result = { skip: 'skipped', wait: 'waiting', move: 'moved' } as const;
    return { contactId, result: result[choice], from: choice === 'move' ? blockedBy : null };
  });
}

/** Writes what was decided. */
export async function enrol(act: Act, target: Target, decided: readonly Enrolling[]): Promise<void> {
  const { trx, actor, now, seq } = act;
  const { campaignId } = target;
  const those = (result: EnrolmentResult): string[] => decided.filter((one) => one.result === result).map(({ contactId }) => contactId);

  for (const { contactId, from } of decided)
    if (from !== null) {
      await setStates(act, from, [contactId], 'removed');
      await trx.deleteFrom('campaign_lease').where('workspace_id', '=', actor.workspaceId).where('contact_id', '=', contactId).execute();
      act.events.push({ what: 'movedOut', campaignId: from, contactId });
    }
  const moved = those('moved');
  await queue(act, target, [...those('enrolled'), ...moved], actor.memberId);
  for (const contactId of those('enrolled')) act.events.push({ what: 'enrolled', campaignId, contactId, state: 'queued' });
  for (const contactId of moved) act.events.push({ what: 'movedIn', campaignId, contactId, state: 'queued' });

  const waiting = those('waiting');
  if (waiting.length > 0)
    await sql`
      insert into campaign_wait (workspace_id, contact_id, campaign_id, asked_by, at, seq)
      select ${actor.workspaceId}::uuid, id, ${campaignId}::uuid, ${actor.memberId}::uuid, ${now}::timestamptz, ${seq}::bigint
      from unnest(${waiting}::uuid[]) as id
      on conflict (workspace_id, contact_id, campaign_id) do nothing`.execute(trx);
  for (const contactId of waiting) act.events.push({ what: 'waiting', campaignId, contactId });
}

/** Puts people who are free in a campaign: queued and, in an ongoing one, held. They wait for it no more. */
async function queue(act: Act, { campaignId, isOngoing }: Target, contactIds: string[], by: string): Promise<void> {
  if (contactIds.length === 0) return;
  const { trx, actor, now, seq } = act;
  noteIn(act, campaignId, contactIds);
  await sql`
    insert into enrolment (workspace_id, campaign_id, contact_id, state, enrolled_at, enrolled_by, state_at, seq)
    select ${actor.workspaceId}::uuid, ${campaignId}::uuid, id, 'queued', ${now}::timestamptz, ${by}::uuid, ${now}::timestamptz, ${seq}::bigint
    from unnest(${contactIds}::uuid[]) as id
    on conflict (workspace_id, campaign_id, contact_id) do update
      set state = 'queued', state_at_closing = null, enrolled_at = excluded.enrolled_at, enrolled_by = excluded.enrolled_by,
        state_at = excluded.state_at, seq = excluded.seq`.execute(trx);
  if (!isOngoing) return;
  await hold(act, campaignId, contactIds, by);
  await sql`delete from campaign_wait where workspace_id = ${actor.workspaceId} and ${ofThese(campaignId, contactIds)}`.execute(trx);
}

/**
 * Rows of these contacts in a campaign. "is not distinct from" says the same as "=" and leaves the campaign out of the choice of an index: without
 * statistics the planner would rather go through everybody in the campaign than probe the contacts.
 */
const ofThese = (campaignId: string, contactIds: readonly string[]): RawBuilder<unknown> =>
  sql`contact_id = any (${contactIds}::uuid[]) and campaign_id is not distinct from ${campaignId}::uuid`;

/** People and their campaign look different from now on, on every device. */
function noteIn({ changed }: Act, campaignId: string, contactIds: readonly string[]): void {
  changed.campaigns.add(campaignId);
  for (const contactId of contactIds) changed.contacts.add(contactId);
}

/** Holds people for an ongoing campaign. Somebody who is held already breaks the key, and the act with it. */
async function hold({ trx, actor, now, seq }: Act, campaignId: string, contactIds: readonly string[], by: string): Promise<void> {
  await sql`
    insert into campaign_lease (workspace_id, contact_id, campaign_id, held_by, since, seq)
    select ${actor.workspaceId}::uuid, id, ${campaignId}::uuid, ${by}::uuid, ${now}::timestamptz, ${seq}::bigint
    from unnest(${contactIds}::uuid[]) as id`.execute(trx);
}

/** Sets the state of people in a campaign. Holding and letting go are the caller's. */
export async function setStates(act: Act, campaignId: string, contactIds: readonly string[], state: EnrolmentState): Promise<void> {
  if (contactIds.length === 0) return;
  const { trx, actor, now, seq } = act;
  noteIn(act, campaignId, contactIds);
  await sql`
    update enrolment set state = ${state}, state_at_closing = null, state_at = ${now}::timestamptz, seq = ${seq}::bigint
    where workspace_id = ${actor.workspaceId} and ${ofThese(campaignId, contactIds)}`.execute(trx);
}

/** Lets people go whom a campaign holds; whoever has waited longest for one of them has them then. product.md 3.3. */
export async function letGo(act: Act, campaignId: string, contactIds: readonly string[]): Promise<void> {
  const { trx, actor } = act;
  if (contactIds.length === 0) return;
  const { rows: freed } = await sql<{ contact_id: string }>`
    delete from campaign_lease
    where workspace_id = ${actor.workspaceId} and ${ofThese(campaignId, contactIds)}
    returning contact_id`.execute(trx);
  if (freed.length === 0) return;
  const { rows: next } = await sql<{ contact_id: string; campaign_id: string; asked_by: string }>`
    select distinct on (w.contact_id) w.contact_id, w.campaign_id, w.asked_by
    from campaign_wait w join campaign c on c.workspace_id = w.workspace_id and c.campaign_id = w.campaign_id and c.state = 'ongoing'
    where w.workspace_id = ${actor.workspaceId} and w.contact_id = any (${freed.map((row) => row.contact_id)}::uuid[])
    order by w.contact_id, w.seq, w.at, w.campaign_id`.execute(trx);
  // Those whom one member waits for with one campaign come together: a large campaign that ends must not hold the head for one by one.
  for (const alike of Map.groupBy(next, (row) => `${row.campaign_id} ${row.asked_by}`).values()) {
    const [{ campaign_id: waited, asked_by: by } = { campaign_id: '', asked_by: '' }] = alike;
    const ids = alike.map((row) => row.contact_id);
    await queue(act, { campaignId: waited, isOngoing: true }, ids, by);
    for (const contactId of ids) act.events.push({ what: 'waitEnded', campaignId: waited, contactId, state: 'queued', memberId: by });
  }
}

/** Takes people off a campaign's waiting list, all of them where none are named. @returns those who were on it. */
export async function endWaits(act: Act, campaignId: string, contactIds?: readonly string[]): Promise<string[]> {
  const { trx, actor } = act;
  const those = contactIds ? ofThese(campaignId, contactIds) : sql`campaign_id = ${campaignId}`;
  const { rows } = await sql<{ contact_id: string }>`
    delete from campaign_wait where workspace_id = ${actor.workspaceId} and ${those} returning contact_id`.execute(trx);
  for (const { contact_id: contactId } of rows) act.events.push({ what: 'notWaiting', campaignId, contactId });
  return rows.map((row) => row.contact_id);
}

/** What is to be known of contacts before they are put in a campaign; erased and merged ones are missing. */
export async function candidatesOf({ trx, actor }: Act, campaignId: string, contactIds: readonly string[]): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    select c.contact_id as "contactId", e.state as enrolment, l.campaign_id as "heldIn"
    from unnest(${contactIds}::uuid[]) with ordinality as asked (id, place)
    join contact c on c.workspace_id = ${actor.workspaceId} and c.contact_id = asked.id and c.merged_into is null and c.erased_at is null
    left join enrolment e on e.workspace_id = c.workspace_id and e.campaign_id = ${campaignId} and e.contact_id = c.contact_id
    left join campaign_lease l on l.workspace_id = c.workspace_id and l.contact_id = c.contact_id
    order by asked.place`.execute(trx);
  return rows;
}

/**
 * Puts what two contacts of one person had in campaigns together under the one that stays. If both were held, the campaign that had its one
 * longest keeps the person; the other one lets go. product.md 2.9 and 3.1.
 */
export async function mergeEnrolments(act: Act, contactId: string, intoId: string): Promise<void> {
  const { trx, actor } = act;
  const both = [contactId, intoId];
  const of = { workspace_id: actor.workspaceId };
  const leases = await trx
    .deleteFrom('campaign_lease')
    .where('workspace_id', '=', of.workspace_id)
    .where('contact_id', 'in', both)
    .returningAll()
    .execute();
  // Of two at one instant the one of the contact that stays, as `holderOf` in contacts/people.ts says it.
  const [kept, ...others] = leases.toSorted((a, b) => a.since.getTime() - b.since.getTime() || (a.contact_id === intoId ? -1 : 1));
  for (const lost of others)
    if (lost.campaign_id !== kept?.campaign_id) {
      await setStates(act, lost.campaign_id, [lost.contact_id], 'removed');
      act.events.push({ what: 'stateChanged', campaignId: lost.campaign_id, contactId: lost.contact_id, state: 'removed' });
    }

  const enrolments = await trx
    .selectFrom('enrolment')
    .selectAll()
    .where('workspace_id', '=', of.workspace_id)
    .where('contact_id', 'in', both)
    .execute();
  for (const own of enrolments.filter((row) => row.contact_id === contactId)) {
    noteIn(act, own.campaign_id, [intoId]);
    const stays = enrolments.find((row) => row.contact_id === intoId && row.campaign_id === own.campaign_id);
    const row = trx.updateTable('enrolment').where('workspace_id', '=', of.workspace_id).where('campaign_id', '=', own.campaign_id);
    if (!stays) await row.where('contact_id', '=', contactId).set({ contact_id: intoId, seq: act.seq }).execute();
    else {
      const { state, state_at, state_at_closing } = own;
      if (isHolding(state) && !isHolding(stays.state))
        await row.where('contact_id', '=', intoId).set({ state, state_at, state_at_closing, seq: act.seq }).execute();
      await trx
        .deleteFrom('enrolment')
        .where('workspace_id', '=', of.workspace_id)
        .where('campaign_id', '=', own.campaign_id)
        .where('contact_id', '=', contactId)
        .execute();
    }
  }
  if (kept)
    await trx
      .insertInto('campaign_lease')
      .values({ ...kept, contact_id: intoId, seq: act.seq })
      .execute();

  // One wait a campaign, the earlier one; none where the campaign has the person now.
  const waits = await trx
    .deleteFrom('campaign_wait')
    .where('workspace_id', '=', of.workspace_id)
    .where('contact_id', 'in', both)
    .returningAll()
    .execute();
  for (const [campaignId, own] of Map.groupBy(waits, (wait) => wait.campaign_id)) {
    const [first] = own.toSorted((a, b) => a.seq - b.seq);
    noteIn(act, campaignId, [intoId]);
    if (first && kept && kept.campaign_id !== campaignId)
      await trx
        .insertInto('campaign_wait')
        .values({ ...first, contact_id: intoId })
        .execute();
  }
}
