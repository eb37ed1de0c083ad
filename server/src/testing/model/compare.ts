/** What the server keeps of a workspace against what the world knows of it. */
import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import { balanceOf, readHead } from '../../credits/head.ts';
import { verifyLedger } from '../../credits/verify.ts';
import { balanceIn, memberIds, toldBalance, type Real } from './act.ts';
import { Disagreement, plain } from './disagreement.ts';
import { theCampaign, type World } from './world.ts';

/** Everything that is known of a workspace, by the ids of its contacts. */
interface Known {
  balance: unknown;
  /** What answers to each contact that stands for itself; undefined keys are erased. */
  contacts: Record<string, string[]>;
  merged: Record<string, string>;
  campaigns: Record<string, unknown[]>;
  enrolled: string[];
  held: string[];
  waiting: string[];
}

export async function compare(real: Real, world: World): Promise<void> {
  const { ledger, workspaceId, actors } = real;
  const [report, head, { rows }] = await Promise.all([
    verifyLedger(ledger.db, workspaceId),
    readHead(ledger.db, workspaceId, ledger.clock),
    sql<Omit<Known, 'balance'>>`/* known */
      select
        (select coalesce(jsonb_object_agg(c.contact_id, (
          select jsonb_agg(i.kind || ' ' || i.value order by i.kind || ' ' || i.value collate "C") from contact_identifier i
          where i.workspace_id = c.workspace_id and i.contact_id = c.contact_id
        )), '{}') from contact c where c.workspace_id = ${workspaceId} and merged_into is null and erased_at is null) as contacts,
        (select coalesce(jsonb_object_agg(contact_id, merged_into), '{}') from contact
          where workspace_id = ${workspaceId} and merged_into is not null and erased_at is null) as merged,
        (select coalesce(jsonb_object_agg(campaign_id, jsonb_build_array(state, paused)), '{}') from campaign where workspace_id = ${workspaceId}) as campaigns,
        (select coalesce(jsonb_agg(concat_ws(' ', e.campaign_id, e.contact_id, e.state, e.state_at_closing)), '[]') from enrolment e
          where e.workspace_id = ${workspaceId}) as enrolled,
        (select coalesce(jsonb_agg(concat_ws(' ', campaign_id, contact_id, held_by)), '[]') from campaign_lease where workspace_id = ${workspaceId}) as held,
        (select coalesce(jsonb_agg(concat_ws(' ', campaign_id, contact_id, asked_by)), '[]') from campaign_wait where workspace_id = ${workspaceId}) as waiting
    `.execute(ledger.db),
  ]);
  if (report.faults.length > 0)
    throw new Disagreement(`the ledger: ${[...new Set(report.faults.map(({ invariant }) => invariant))].join('; ')}`, report.faults);
  const [found] = rows;
  if (!head || !found) throw new Error('no workspace');
  const known = inOrder({ ...found, balance: toldBalance(balanceOf(head)) });
  const expected = inOrder(
    knownIn(
      world,
      actors.map(({ memberId }) => memberId),
    ),
  );
  const [one, other] = [plain(known), plain(expected)] as [Known, Known];
  const differing = (Object.keys(one) as (keyof Known)[]).filter((part) => !isDeepStrictEqual(one[part], other[part]));
  if (differing.length > 0)
    throw new Disagreement(
      `compared: ${differing.join(', ')}`,
      differing.map((part) => ({ part, server: one[part], world: other[part] })),
    );
}

const inOrder = ({ enrolled, held, waiting, ...known }: Known): Known => ({
  ...known,
  enrolled: enrolled.toSorted(),
  held: held.toSorted(),
  waiting: waiting.toSorted(),
});

function knownIn(world: World, members: readonly string[]): Known {
  const realMember = (by: string): string => members[memberIds.findIndex((id) => id === by)] ?? '';
  const standing = world.people.map((person) => [person.contacts[0] ?? '', person] as const);
  return {
    balance: balanceIn(world),
    contacts: Object.fromEntries(standing.map(([id, { ids }]) => [id, [...ids].toSorted()])),
    merged: Object.fromEntries(standing.flatMap(([id, { contacts }]) => contacts.slice(1).map((one) => [one, id]))),
    campaigns: Object.fromEntries([...world.campaigns].map(([id, { state, paused }]) => [id, [state, paused]])),
    enrolled: [...world.campaigns.keys()].flatMap((id) =>
      [...theCampaign(world, id).enrolled].map(([{ contacts }, { state, atClosing }]) =>
        [id, contacts[0], state, ...(atClosing ? [atClosing] : [])].join(' '),
      ),
    ),
    held: [...world.held].map(([{ contacts }, { campaignId, by }]) => [campaignId, contacts[0], realMember(by)].join(' ')),
    waiting: world.waiting.map(({ person: { contacts }, campaignId, by }) => [campaignId, contacts[0], realMember(by)].join(' ')),
  };
}
