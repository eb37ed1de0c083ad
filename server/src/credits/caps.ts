/** Who may spend how much of a period, and who has. product.md 2.12; what a cap refuses is decided in decide.ts, with everything else. */
import type { MemberCapRequest, MemberUsage } from '@wellmet/shared/account';
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { z } from 'zod';
import { noteInAudit } from '../audit/note.ts';
import type { Database } from '../db/schema.ts';
import type { Handlers } from '../http/handlers.ts';
import { ProblemError } from '../http/problem.ts';
import { actorOf } from '../campaigns/routes.ts';
import { once, type Actor } from './act.ts';
import type { Clock } from './period.ts';
import type { Ledger } from './situation.ts';

type Stand = Pick<Ledger, 'db' | 'clock'>;

export const capRoutes = (stand: Stand): Pick<Handlers, 'members' | 'setMemberCap'> => ({
  members: async (_, { workspaceId }) => ({ members: await usages(stand.db, stand.clock, workspaceId) }),
  setMemberCap: ({ params, body }, caller) => setMemberCap(stand, actorOf(caller), params.memberId, body),
});

/** One row, `used`: the debits of a member in the stored period of the head `h`, less those given back. */
export const usedBy = (memberId: RawBuilder<unknown>): RawBuilder<{ used: number }> => sql`
  select count(*) as used from debit
  where debit.workspace_id = h.workspace_id and debit.member_id = ${memberId} and debit.period_start = h.period_start and not exists (
    select 1 from credit_entry r
    where r.workspace_id = debit.workspace_id and r.restored_contact_id = debit.contact_id and r.kind = 'restoration'
  )`;

/**
 * Caps what a member may spend in a period, from the present one on; null takes the cap away. What was spent already stays spent.
 * @throws ProblemError `not-found` for somebody who is not in the workspace, `request-id-reused`.
 */
async function setMemberCap(
  stand: Stand,
  actor: Actor,
  memberId: string,
  { requestId, capCredits }: z.output<typeof MemberCapRequest>,
): Promise<MemberUsage> {
  const { done } = await once(stand, actor, requestId, { capOf: memberId, capCredits }, async ({ trx, seq }) => {
    const { workspaceId } = actor;
    const before = await trx
      .selectFrom('member_cap')
      .select('cap_credits')
      .where('workspace_id', '=', workspaceId)
      .where('member_id', '=', memberId)
      .executeTakeFirst();
    const of = { workspace_id: workspaceId, member_id: memberId };
    if (capCredits === null)
      await trx.deleteFrom('member_cap').where('workspace_id', '=', workspaceId).where('member_id', '=', memberId).execute();
    else
      await trx
        .insertInto('member_cap')
        .values({ ...of, cap_credits: capCredits, seq })
        .onConflict((conflict) => conflict.columns(['workspace_id', 'member_id']).doUpdateSet({ cap_credits: capCredits, seq }))
        .execute();
    const [usage] = await usages(trx, stand.clock, workspaceId, memberId);
    if (!usage) throw new ProblemError('not-found');
    await noteInAudit(trx, {
      by: actor,
      act: 'cap-changed',
      about: {
        memberId,
        ...(before && { from: String(before.cap_credits) }),
        ...(capCredits !== null && { to: String(capCredits) }),
      },
    });
    const { name: _, email: __, ...kept } = usage;
    return { done: kept };
  });
  // No name of a person is kept with an answer.
  const named = await stand.db.selectFrom('user').select(['name', 'email']).where('id', '=', memberId).executeTakeFirst();
  return { ...done, name: named?.name ?? '', ...(named && { email: named.email }) };
}

/** The members of a workspace, or one of them, who came first first, with what they have spent in the period that is now. */
async function usages(db: Kysely<Database>, clock: Clock, workspaceId: string, memberId?: string): Promise<MemberUsage[]> {
  const { rows } = await sql<Omit<MemberUsage, 'capCredits'> & { capCredits: number | null }>`
    select m."userId" as id, u.name, u.email, m.role, cap.cap_credits as "capCredits",
      -- In a period that nobody has begun nobody has spent anything.
      case when ${clock} < h.period_end then spent.used else 0 end as "usedCredits"
    from member m
    join "user" u on u.id = m."userId"
    join credit_head h on h.workspace_id = m."organizationId"
    left join member_cap cap on cap.workspace_id = h.workspace_id and cap.member_id = m."userId"
    cross join lateral (${usedBy(sql.ref('m.userId'))}) as spent
    where m."organizationId" = ${workspaceId} and ${memberId === undefined ? sql`true` : sql`m."userId" = ${memberId}`}
    order by m."createdAt", m.id`.execute(db);
  return rows.map(({ capCredits, ...usage }) => ({ ...usage, ...(capCredits !== null && { capCredits }) }));
}
