/** Campaigns and their life: draft → ongoing → completed → archived. product.md 3. */
import {
  type Campaign,
  type CampaignAct,
  type CampaignOutcome,
  type CampaignState,
  type Choices,
  type Conflict,
  type EnrolmentResult,
  type EnrolmentState,
  type LaunchPreview,
  type NewCampaign,
} from '@wellmet/shared/campaign';
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { z } from 'zod';
import { shownField } from '../contacts/contacts.ts';
import { once, type Act, type Actor } from '../credits/act.ts';
import { isLapsed, readHead } from '../credits/head.ts';
import type { Ledger } from '../credits/situation.ts';
import type { CampaignRow, Database } from '../db/schema.ts';
import { ProblemError } from '../http/problem.ts';
import { decideEnrolments, endWaits, enrol, letGo, setStates } from './holding.ts';

type Stand = Pick<Ledger, 'db' | 'clock'>;

/** A new draft. The id is the caller's: the same one again is the same campaign. @throws ProblemError `request-id-reused` for another name. */
export async function createCampaign(stand: Stand, actor: Actor, { id, name }: z.output<typeof NewCampaign>): Promise<Campaign> {
  await once(stand, actor, id, { name }, async ({ trx, now, seq, events }) => {
    await trx
      .insertInto('campaign')
      .values({
        workspace_id: actor.workspaceId,
        campaign_id: id,
        name,
        state: 'draft',
        paused: false,
        created_at: now,
        created_by: actor.memberId,
        launched_at: null,
        closed_at: null,
        seq,
      })
      .execute();
    events.push({ what: 'created', campaignId: id });
    return { done: { campaignId: id } };
  });
  return campaignOf(stand, actor.workspaceId, id);
}

export async function renameCampaign(
  stand: Stand,
  actor: Actor,
  campaignId: string,
  { requestId, name }: { requestId: string; name: string },
): Promise<Campaign> {
  await once(stand, actor, requestId, { campaignId, name }, async (act) => {
    await change(act, await theCampaign(act, campaignId), { name });
    act.events.push({ what: 'renamed', campaignId });
    return { done: { campaignId } };
  });
  return campaignOf(stand, actor.workspaceId, campaignId);
}

/** The campaigns of a workspace, the newest first. */
export async function campaignsOf(stand: Stand, workspaceId: string, state?: CampaignState): Promise<Campaign[]> {
  return select(stand, workspaceId, state ? sql`c.state = ${state}` : sql`true`);
}

/** @throws ProblemError `not-found` */
export async function campaignOf(stand: Stand, workspaceId: string, campaignId: string): Promise<Campaign> {
  const [campaign] = await select(stand, workspaceId, sql`c.campaign_id = ${campaignId}`);
  if (!campaign) throw new ProblemError('not-found');
  return campaign;
}

async function select({ db, clock }: Stand, workspaceId: string, which: RawBuilder<unknown>): Promise<Campaign[]> {
  const head = await readHead(db, workspaceId, clock);
  if (!head) throw new ProblemError('not-found');
  const { rows } = await sql<ListedRow>`
    ${listed(sql`select * from campaign c where c.workspace_id = ${workspaceId} and ${which}`)}
    order by c.created_at desc, c.campaign_id desc`.execute(db);
  return rows.map((row) => campaignIn(row, isLapsed(head)));
}

/** A campaign with what is listed of it; its instants as the driver or as JSON has them. */
export type ListedRow = Omit<CampaignRow, 'created_at' | 'launched_at' | 'closed_at'> & {
  created_at: Date | string;
  launched_at: Date | string | null;
  closed_at: Date | string | null;
  by_name: string;
  counts: Campaign['counts'] | null;
  waiting: number;
};

/** @param source rows of `campaign`. */
export const listed = (source: RawBuilder<unknown>): RawBuilder<ListedRow> => sql`
  select c.*, coalesce(u.name, '') as by_name, e.counts, w.waiting
  from (${source}) as c
  left join "user" u on u.id = c.created_by
  cross join lateral (
    select jsonb_object_agg(state, count) as counts from (
      select state, count(*) from enrolment where workspace_id = c.workspace_id and campaign_id = c.campaign_id group by state
    ) as counted
  ) as e
  cross join lateral (
    select count(*) as waiting from campaign_wait where workspace_id = c.workspace_id and campaign_id = c.campaign_id
  ) as w`;

const toldAt = (instant: Date | string): string => new Date(instant).toISOString();

/** @param lapsed whether the workspace's plan is no longer paid: that pauses what is ongoing, from the end of its period on. product.md 2.10. */
export function campaignIn(row: ListedRow, lapsed: boolean): Campaign {
  const lapses = row.state === 'ongoing' && lapsed;
  return {
    id: row.campaign_id,
    name: row.name,
    state: row.state,
    paused: row.paused || lapses,
    ...((row.paused || lapses) && { pausedBecause: row.paused ? ('member' as const) : ('lapse' as const) }),
    createdAt: toldAt(row.created_at),
    createdBy: row.by_name,
    ...(row.launched_at !== null && { launchedAt: toldAt(row.launched_at) }),
    ...(row.closed_at !== null && { closedAt: toldAt(row.closed_at) }),
    counts: row.counts ?? {},
    waiting: row.waiting,
  };
}

/** Somebody whom a launch, or opening again, would hold. */
interface Beginner extends Conflict {
  heldIn: string | null;
  /** Their state in a campaign that was closed, before it was. */
  before: EnrolmentState | null;
}

/** The people whom a launch or opening again would hold: of a draft those queued, of a closed campaign those whom its closing let go. */
async function beginnersOf(db: Kysely<Database>, actor: Pick<Actor, 'workspaceId' | 'memberId'>, campaignId: string): Promise<Beginner[]> {
  const { rows } = await sql<Omit<Beginner, 'holder'> & { holder: Omit<Conflict['holder'], 'byYou'>; heldById: string | null }>`
    select e.contact_id as "contactId", coalesce(${shownField('name', 's')}, '') as name, l.campaign_id as "heldIn", l.held_by as "heldById",
      e.state_at_closing as before,
      jsonb_build_object('campaignId', l.campaign_id, 'campaignName', h.name, 'by', coalesce(u.name, ''), 'since', l.since) as holder
    from enrolment e
    join campaign c on c.workspace_id = e.workspace_id and c.campaign_id = e.campaign_id
    join contact on contact.workspace_id = e.workspace_id and contact.contact_id = e.contact_id
    left join contact_snapshot s on s.workspace_id = e.workspace_id and s.contact_id = e.contact_id and s.seq = contact.snapshot_seq
      and s.taken_as = e.contact_id
    left join campaign_lease l on l.workspace_id = e.workspace_id and l.contact_id = e.contact_id
    left join campaign h on h.workspace_id = l.workspace_id and h.campaign_id = l.campaign_id
    left join "user" u on u.id = l.held_by
    where e.workspace_id = ${actor.workspaceId} and e.campaign_id = ${campaignId} and contact.erased_at is null
      and case c.state when 'draft' then e.state in ('queued', 'active', 'paused', 'failed') else e.state_at_closing is not null end
    order by e.enrolled_at, e.contact_id`.execute(db);
  return rows.map(({ heldById, holder, ...row }) => ({
    ...row,
    holder: { ...holder, since: row.heldIn === null ? '' : new Date(holder.since).toISOString(), byYou: heldById === actor.memberId },
  }));
}

const conflictsAmong = (beginners: readonly Beginner[]): Conflict[] =>
  beginners.flatMap(({ heldIn, contactId, name, holder }) => (heldIn === null ? [] : [{ contactId, name, holder }]));

/** product.md 3.2. @throws ProblemError `not-found`, `wrong-state` for a campaign that is ongoing. */
export async function previewLaunch(
  { db }: Stand,
  actor: Pick<Actor, 'workspaceId' | 'memberId'>,
  campaignId: string,
): Promise<LaunchPreview> {
  const campaign = await campaignRow(db, actor.workspaceId, campaignId);
  if (campaign.state === 'ongoing') throw new ProblemError('wrong-state', { detail: 'The campaign is ongoing already.' });
  const beginners = await beginnersOf(db, actor, campaignId);
  return { people: beginners.length, conflicts: conflictsAmong(beginners) };
}

type Results = Extract<CampaignOutcome, { outcome: 'done' }>['results'];

/**
 * Launches, pauses, resumes, completes, archives or reopens. A launch (and opening again) that meets a conflict without a choice changes nothing
 * and lists them all.
 * @throws ProblemError `not-found`; `wrong-state` where the life cycle has no such step; `forbidden` when a member moves somebody;
 * `request-id-reused`.
 */
export async function actOnCampaign(
  stand: Stand,
  actor: Actor,
  campaignId: string,
  { requestId, ...asked }: CampaignAct,
): Promise<CampaignOutcome> {
  const came = await once<{ results: Results }, Conflict[]>(stand, actor, requestId, { campaignId, ...asked }, async (act) => {
    const campaign = await theCampaign(act, campaignId);
    switch (asked.act) {
      case 'launch':
        mustBe(campaign, ['draft']);
        return begin(act, campaign, asked.choices ?? [], 'launched');
      case 'reopen':
        mustBe(campaign, ['completed', 'archived']);
        return begin(act, campaign, asked.choices ?? [], 'reopened');
      case 'pause':
      case 'resume': {
        mustBe(campaign, ['ongoing']);
        const paused = asked.act === 'pause';
        if (campaign.paused !== paused) {
          await change(act, campaign, { paused });
          act.events.push({ what: paused ? 'paused' : 'resumed', campaignId });
        }
        return { done: { results: {} } };
      }
      case 'complete':
        mustBe(campaign, ['ongoing']);
        await close(act, campaignId);
        await change(act, campaign, { state: 'completed', paused: false, closed_at: act.now });
        act.events.push({ what: 'completed', campaignId });
        return { done: { results: {} } };
      case 'archive':
        mustBe(campaign, ['draft', 'completed']);
        await change(act, campaign, { state: 'archived', closed_at: campaign.closed_at ?? act.now });
        act.events.push({ what: 'archived', campaignId });
        return { done: { results: {} } };
      default:
        return asked.act satisfies never;
    }
  });
  if ('instead' in came) return { outcome: 'conflicts', conflicts: came.instead };
  const { results } = came.done;
  return { outcome: 'done', campaign: await campaignOf(stand, actor.workspaceId, campaignId), results, replayed: came.replayed };
}

/** The moment of truth: whoever is free is held from now on; what becomes of the others was chosen. */
async function begin(
  act: Act,
  campaign: CampaignRow,
  choices: Choices,
  what: 'launched' | 'reopened',
): Promise<{ done: { results: Results } } | { instead: Conflict[] }> {
  const campaignId = campaign.campaign_id;
  // A draft that was put away comes back as a draft, which holds nobody.
  const isDraft = what === 'reopened' && campaign.launched_at === null;
  if (isDraft) {
    await change(act, campaign, { state: 'draft', closed_at: null });
    act.events.push({ what, campaignId });
    return { done: { results: {} } };
  }
  const beginners = await beginnersOf(act.trx, act.actor, campaignId);
  const conflicts = conflictsAmong(beginners);
  const chosen = new Map(choices.map(({ contactId, choice }) => [contactId, choice]));
  if (conflicts.some(({ contactId }) => !chosen.has(contactId))) return { instead: conflicts };

  const target = { campaignId, isOngoing: true };
  const candidates = beginners.map(({ contactId, heldIn }) => ({ contactId, enrolment: null, heldIn }));
  const decided = decideEnrolments(target, candidates, chosen, act.actor.role);
  await change(act, campaign, { state: 'ongoing', paused: false, launched_at: campaign.launched_at ?? act.now, closed_at: null });
  act.events.push({ what, campaignId });
  // Whoever is left to another campaign is in this one no more; who waits comes back when their turn is.
  const left = decided.filter(({ result }) => result === 'skipped' || result === 'waiting').map(({ contactId }) => contactId);
  await setStates(act, campaignId, left, 'removed');
  await enrol(act, target, decided);
  // Opened again, they go on where they were.
  const isIn = new Set(decided.filter(({ result }) => result === 'enrolled' || result === 'moved').map(({ contactId }) => contactId));
  for (const [before, own] of Map.groupBy(beginners, (beginner) => beginner.before))
    if (before !== null)
      await setStates(
        act,
        campaignId,
        own.flatMap(({ contactId }) => (isIn.has(contactId) ? [contactId] : [])),
        before,
      );
  const results: Partial<Record<EnrolmentResult, number>> = {};
  for (const { result } of decided) results[result] = (results[result] ?? 0) + 1;
  return { done: { results } };
}

/** Lets everyone go, remembers who they were, and waits for nobody. product.md 3.3. */
async function close(act: Act, campaignId: string): Promise<void> {
  const { trx, actor, now, seq } = act;
  await endWaits(act, campaignId);
  const { rows } = await sql<{ contact_id: string }>`
    update enrolment set state_at_closing = state, state = 'finished', state_at = ${now}::timestamptz, seq = ${seq}::bigint
    where workspace_id = ${actor.workspaceId} and campaign_id = ${campaignId} and state in ('queued', 'active', 'paused', 'failed')
    returning contact_id`.execute(trx);
  const contactIds = rows.map((row) => row.contact_id);
  for (const contactId of contactIds) act.events.push({ what: 'released', campaignId, contactId, state: 'finished' });
  await letGo(act, campaignId, contactIds);
}

/** The campaign of an act. @throws ProblemError `not-found` */
export const theCampaign = ({ trx, actor }: Act, campaignId: string): Promise<CampaignRow> =>
  campaignRow(trx, actor.workspaceId, campaignId);

/** @throws ProblemError `not-found` */
export async function campaignRow(db: Kysely<Database>, workspaceId: string, campaignId: string): Promise<CampaignRow> {
  const row = await db
    .selectFrom('campaign')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('campaign_id', '=', campaignId)
    .executeTakeFirst();
  if (!row) throw new ProblemError('not-found');
  return row;
}

/** @throws ProblemError `wrong-state` */
export function mustBe({ state }: CampaignRow, states: readonly CampaignState[]): void {
  if (!states.includes(state)) throw new ProblemError('wrong-state', { detail: `The campaign is ${state}, not ${states.join(' or ')}.` });
}

/** In these states the people of a campaign show it. */
const isShown = (state: CampaignState): boolean => state === 'draft' || state === 'ongoing';

async function change({ trx, actor, seq, changed }: Act, campaign: CampaignRow, values: Partial<CampaignRow>): Promise<void> {
  const after = { ...campaign, ...values };
  const looksOther = after.name !== campaign.name || after.state !== campaign.state;
  if (looksOther && (isShown(campaign.state) || isShown(after.state))) changed.shownOtherwise.add(campaign.campaign_id);
  await trx
    .updateTable('campaign')
    .set({ ...values, seq })
    .where('workspace_id', '=', actor.workspaceId)
    .where('campaign_id', '=', campaign.campaign_id)
    .execute();
}
