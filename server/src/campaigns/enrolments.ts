/** Known contacts in and out of campaigns, and lists of who is in one: always free. product.md 3.3 to 3.5. */
import {
  isHolding,
  type Enrolment,
  type EnrolmentChange,
  type EnrolmentChanged,
  type EnrolmentState,
  type EnrolOutcome,
  type EnrolRequest,
  type Holder,
} from '@wellmet/shared/campaign';
import { sql, type Kysely } from 'kysely';
import { shownField, standingFor } from '../contacts/contacts.ts';
import { once, type Actor } from '../credits/act.ts';
import type { Ledger } from '../credits/situation.ts';
import type { Database } from '../db/schema.ts';
import { ProblemError } from '../http/problem.ts';
import { campaignRow, mustBe, theCampaign } from './campaigns.ts';
import { candidatesOf, decideEnrolments, endWaits, enrol, letGo, setStates } from './holding.ts';

type Stand = Pick<Ledger, 'db' | 'clock'>;

/**
 * Puts known contacts in a campaign, draft or ongoing; those whom another one holds as chosen.
 * @throws ProblemError `not-found` for an unknown campaign or contact, `wrong-state` for a closed campaign, `forbidden`, `request-id-reused`.
 */
export async function enrolContacts(
  stand: Stand,
  actor: Actor,
  campaignId: string,
  { requestId, ...asked }: EnrolRequest,
): Promise<EnrolOutcome> {
  const came = await once<Omit<EnrolOutcome, 'replayed'>>(stand, actor, requestId, { campaignId, ...asked }, async (act) => {
    const campaign = await theCampaign(act, campaignId);
    mustBe(campaign, ['draft', 'ongoing']);
    const contactIds = await standing(act.trx, actor.workspaceId, asked.contactIds);
    const candidates = await candidatesOf(act, campaignId, contactIds);
    const target = { campaignId, isOngoing: campaign.state === 'ongoing' };
    const choices = new Map(asked.choices?.map(({ contactId, choice }) => [contactId, choice]));
    const holders = await holdersOf(act.trx, actor, contactIds);
    const decided = decideEnrolments(target, candidates, choices, actor.role);
    await enrol(act, target, decided);
    return {
      done: {
        people: decided.map(({ contactId, result }) => {
          const holder = holders.get(contactId);
          return { contactId, enrolment: result, ...(holder && holder.campaignId !== campaignId && { holder }) };
        }),
      },
    };
  });
  return { ...came.done, replayed: came.replayed };
}

/** The contacts that ids stand for, each once. @throws ProblemError `not-found` for unknown and erased ones. */
async function standing(db: Kysely<Database>, workspaceId: string, ids: readonly string[]): Promise<string[]> {
  const standsFor = await standingFor(db, workspaceId, ids);
  if (ids.some((id) => !standsFor.has(id))) throw new ProblemError('not-found');
  // In the order asked, which the map's is not.
  return [...new Set(ids.flatMap((id) => standsFor.get(id) ?? []))];
}

async function holdersOf(db: Kysely<Database>, actor: Actor, contactIds: readonly string[]): Promise<Map<string, Holder>> {
  const { rows } = await sql<{ contact_id: string; campaign_id: string; name: string; held_by: string; by_name: string; since: Date }>`
    select l.contact_id, l.campaign_id, c.name, l.held_by, coalesce(u.name, '') as by_name, l.since
    from campaign_lease l
    join campaign c on c.workspace_id = l.workspace_id and c.campaign_id = l.campaign_id
    left join "user" u on u.id = l.held_by
    where l.workspace_id = ${actor.workspaceId} and l.contact_id = any (${contactIds}::uuid[])`.execute(db);
  return new Map(
    rows.map((row) => [
      row.contact_id,
      {
        campaignId: row.campaign_id,
        campaignName: row.name,
        by: row.by_name,
        byYou: row.held_by === actor.memberId,
        since: row.since.toISOString(),
      },
    ]),
  );
}

/**
 * Says what became of contacts in a campaign. Leaving a holding state lets the person go; `removed` also takes them off its waiting list.
 * Contacts that are not in the campaign, or are in that state already, are left alone.
 * @throws ProblemError `not-found`; `wrong-state` for somebody whom a change would hold again (that is an enrolment); `request-id-reused`.
 */
export async function changeEnrolments(
  stand: Stand,
  actor: Actor,
  campaignId: string,
  { requestId, contactIds, state }: EnrolmentChange,
): Promise<EnrolmentChanged> {
  const content = { campaignId, contactIds, state };
  const came = await once<Omit<EnrolmentChanged, 'replayed'>>(stand, actor, requestId, content, async (act) => {
    await theCampaign(act, campaignId);
    const rows = await act.trx
      .selectFrom('enrolment')
      .select(['contact_id', 'state'])
      .where('workspace_id', '=', actor.workspaceId)
      // By contact, as holding.ts does.
      .where('campaign_id', 'is not distinct from', campaignId)
      .where('contact_id', 'in', contactIds)
      .execute();
    const changing = rows.filter((row) => row.state !== state);
    if (isHolding(state) && changing.some((row) => !isHolding(row.state)))
      throw new ProblemError('wrong-state', { detail: 'Somebody who was let go is enrolled again, not changed.' });
    const ids = changing.map((row) => row.contact_id);
    await setStates(act, campaignId, ids, state);
    for (const contactId of ids) act.events.push({ what: 'stateChanged', campaignId, contactId, state });
    if (!isHolding(state)) await letGo(act, campaignId, ids);
    const notWaiting = state === 'removed' ? await endWaits(act, campaignId, contactIds) : [];
    return { done: { contactIds: ids, notWaiting } };
  });
  return { ...came.done, replayed: came.replayed };
}

interface EnrolmentRow {
  contact_id: string;
  name: string;
  headline: string | null;
  company: string | null;
  state: EnrolmentState | 'waiting';
  since: Date;
  seq: number;
  holder: Omit<Holder, 'byYou'> | null;
  held_by: string | null;
}

/**
 * Who is in a campaign or waits for it, the latest change first.
 * @throws ProblemError `not-found`; `invalid-request` for a cursor that is none.
 */
export async function enrolmentsOf(
  { db }: Stand,
  actor: Pick<Actor, 'workspaceId' | 'memberId'>,
  campaignId: string,
  { state, limit, cursor }: { state?: EnrolmentState | 'waiting' | undefined; limit: number; cursor?: string | undefined },
): Promise<{ enrolments: Enrolment[]; next?: string }> {
  await campaignRow(db, actor.workspaceId, campaignId);
  const after = cursor === undefined ? undefined : afterOf(cursor);
  const { rows } = await sql<EnrolmentRow>`
    select listed.*, ${shownField('name', 's')} as name, ${shownField('headline', 's')} as headline, ${shownField('company', 's')} as company,
      l.held_by, jsonb_build_object('campaignId', l.campaign_id, 'campaignName', h.name, 'by', coalesce(u.name, ''), 'since', l.since) as holder
    from (
      select contact_id, state, state_at as since, seq from enrolment
      where workspace_id = ${actor.workspaceId} and campaign_id = ${campaignId} and (${state ?? null}::text is null or state = ${state ?? null})
      union all
      select contact_id, 'waiting', at, seq from campaign_wait
      where workspace_id = ${actor.workspaceId} and campaign_id = ${campaignId} and coalesce(${state ?? null}::text, 'waiting') = 'waiting'
    ) as listed
    join contact c on c.workspace_id = ${actor.workspaceId} and c.contact_id = listed.contact_id and c.erased_at is null
    join contact_snapshot s on s.workspace_id = c.workspace_id and s.contact_id = c.contact_id and s.seq = c.snapshot_seq and s.taken_as = c.contact_id
    left join campaign_lease l on listed.state = 'waiting' and l.workspace_id = c.workspace_id and l.contact_id = c.contact_id
    left join campaign h on h.workspace_id = l.workspace_id and h.campaign_id = l.campaign_id
    left join "user" u on u.id = l.held_by
    where ${after ? sql`(listed.seq, listed.contact_id) < (${after.seq}::bigint, ${after.contactId}::uuid)` : sql`true`}
    order by listed.seq desc, listed.contact_id desc limit ${limit + 1}`.execute(db);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    enrolments: page.map((row) => ({
      contactId: row.contact_id,
      name: row.name,
      ...(row.headline !== null && { headline: row.headline }),
      ...(row.company !== null && { company: row.company }),
      state: row.state,
      ...(row.holder && row.held_by !== null && { holder: withYou(row.holder, row.held_by === actor.memberId) }),
      since: row.since.toISOString(),
    })),
    ...(rows.length > limit && last && { next: `${last.seq}.${last.contact_id}` }),
  };
}

const withYou = (holder: Omit<Holder, 'byYou'>, byYou: boolean): Holder => ({
  ...holder,
  since: new Date(holder.since).toISOString(),
  byYou,
});

function afterOf(cursor: string): { seq: number; contactId: string } {
  const [, seq, contactId] = /^(\d{1,15})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(cursor) ?? [];
  if (seq === undefined || contactId === undefined)
    throw new ProblemError('invalid-request', { errors: [{ pointer: '/cursor', message: 'not a cursor of this list' }] });
  return { seq: Number(seq), contactId };
}
