/** Who may do what in a workspace, and who is in it no more. What a member did stays, under their name. product.md 1 ("member"). */
import type { Role } from '@wellmet/shared/account';
import type { RoleChange } from '@wellmet/shared/team';
import type { Transaction } from 'kysely';
import { noteInAudit } from '../audit/note.ts';
import { once, type Actor } from '../credits/act.ts';
import type { Ledger } from '../credits/situation.ts';
import type { Database } from '../db/schema.ts';
import { ProblemError } from '../http/problem.ts';

type Stand = Pick<Ledger, 'db' | 'clock'>;
type Trx = Transaction<Database>;

/**
 * Owners change every role; admins make admins and members, and leave owners alone.
 * @throws ProblemError `not-found`; `forbidden`; `wrong-state` for the last owner; as of `once`.
 */
export async function changeRole(stand: Stand, actor: Actor, memberId: string, { requestId, role }: RoleChange): Promise<void> {
  const { workspaceId } = actor;
  await once(stand, actor, requestId, { roleOf: memberId, role }, async ({ trx }) => {
    const by = await roleNow(trx, workspaceId, actor.memberId);
    const from = await roleNow(trx, workspaceId, memberId);
    if (!from) throw new ProblemError('not-found');
    mustBeAbove(by, from);
    mustBeAbove(by, role);
    if (from === role) return { done: {} };
    if (from === 'owner') await mustLeaveAnOwner(trx, workspaceId);
    await trx.updateTable('member').set({ role }).where('organizationId', '=', workspaceId).where('userId', '=', memberId).execute();
    await noteInAudit(trx, { by: actor, act: 'role-changed', about: { memberId, from, to: role } });
    return { done: {} };
  });
}

/**
 * From then on no session of theirs reaches the workspace: each request looks the member up. Their cap goes with them.
 * @throws ProblemError as of `changeRole`.
 */
export async function removeMember(stand: Stand, actor: Actor, memberId: string, requestId: string): Promise<void> {
  const { workspaceId } = actor;
  await once(stand, actor, requestId, { removeMember: memberId }, async ({ trx }) => {
    const by = await roleNow(trx, workspaceId, actor.memberId);
    const from = await roleNow(trx, workspaceId, memberId);
    if (!from) throw new ProblemError('not-found');
    mustBeAbove(by, from);
    await takeOut(trx, workspaceId, memberId, from);
    await noteInAudit(trx, { by: actor, act: 'member-removed', about: { memberId, from } });
    return { done: {} };
  });
}

/** @throws ProblemError `wrong-state` for the last owner; as of `once`. */
export async function leaveWorkspace(stand: Stand, actor: Actor, requestId: string): Promise<void> {
  const { workspaceId, memberId } = actor;
  await once(stand, actor, requestId, { leave: memberId }, async ({ trx }) => {
    const from = await roleNow(trx, workspaceId, memberId);
    if (!from) throw new ProblemError('not-found');
    await takeOut(trx, workspaceId, memberId, from);
    await noteInAudit(trx, { by: actor, act: 'member-left', about: { from } });
    return { done: {} };
  });
}

/** Under the head's lock, and not the role that the request came with: that may have been changed since. */
export async function roleNow(trx: Trx, workspaceId: string, memberId: string): Promise<Role | undefined> {
  const row = await trx
    .selectFrom('member')
    .select('role')
    .where('organizationId', '=', workspaceId)
    .where('userId', '=', memberId)
    .executeTakeFirst();
  return row?.role;
}

/** Whoever gives, changes or takes a role. @throws ProblemError `forbidden` */
export function mustBeAbove(by: Role | undefined, role: Role): void {
  if (by === undefined || by === 'member') throw new ProblemError('forbidden');
  if (role === 'owner' && by !== 'owner')
    throw new ProblemError('forbidden', { detail: 'Only an owner makes, changes or removes owners.' });
}

async function takeOut(trx: Trx, workspaceId: string, memberId: string, from: Role): Promise<void> {
  if (from === 'owner') await mustLeaveAnOwner(trx, workspaceId);
  await trx.deleteFrom('member').where('organizationId', '=', workspaceId).where('userId', '=', memberId).execute();
  await trx.deleteFrom('member_cap').where('workspace_id', '=', workspaceId).where('member_id', '=', memberId).execute();
}

/** Under the head's lock no other owner goes meanwhile. @throws ProblemError `wrong-state` */
async function mustLeaveAnOwner(trx: Trx, workspaceId: string): Promise<void> {
  const owners = await trx
    .selectFrom('member')
    .select('id')
    .where('organizationId', '=', workspaceId)
    .where('role', '=', 'owner')
    .limit(2)
    .execute();
  if (owners.length < 2) throw new ProblemError('wrong-state', { detail: 'A workspace has an owner: make somebody else one first.' });
}
