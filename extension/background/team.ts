/** Who is in the workspace and who is invited, and what of consequence was done in it; from the server alone. */
import type { MemberCapRequest, MemberUsage } from '@wellmet/shared/account';
import type { AuditPage, AuditQuestion } from '@wellmet/shared/audit';
import type { Invitation, Invited, NewInvitation, RoleChange, WorkspaceRenaming } from '@wellmet/shared/team';
import { serverUrl } from '../cache/read.ts';
import { isTrouble, type NewWorkspaceWish, type Trouble } from '../messages.ts';
import { askAsMember } from './askAsMember.ts';
import { useWorkspace, workspaces } from './workspaces.ts';

export async function members(): Promise<{ members: MemberUsage[] } | Trouble> {
  const told = await askAsMember('members', (workspaceId) => ({ params: { workspaceId } }));
  return isTrouble(told) ? told : told.answer;
}

export async function setMemberCap({ memberId, ...body }: MemberCapRequest & { memberId: string }): Promise<'done' | Trouble> {
  const told = await askAsMember('setMemberCap', (workspaceId) => ({ params: { workspaceId, memberId }, body }));
  return isTrouble(told) ? told : 'done';
}

export async function changeRole({ memberId, ...body }: RoleChange & { memberId: string }): Promise<'done' | Trouble> {
  const told = await askAsMember('changeRole', (workspaceId) => ({ params: { workspaceId, memberId }, body }));
  if (isTrouble(told)) return told;
  // It may have been their own.
  await workspaces();
  return 'done';
}

export async function removeMember({ memberId, ...body }: { requestId: string; memberId: string }): Promise<'done' | Trouble> {
  const told = await askAsMember('removeMember', (workspaceId) => ({ params: { workspaceId, memberId }, body }));
  return isTrouble(told) ? told : 'done';
}

/** This device then has another of the member's workspaces, or nobody signed in. */
export async function leaveWorkspace(body: { requestId: string }): Promise<'done' | Trouble> {
  const told = await askAsMember('leaveWorkspace', (workspaceId) => ({ params: { workspaceId }, body }));
  if (isTrouble(told)) return told;
  await workspaces();
  return 'done';
}

export async function renameWorkspace(body: WorkspaceRenaming): Promise<'done' | Trouble> {
  const told = await askAsMember('renameWorkspace', (workspaceId) => ({ params: { workspaceId }, body }));
  if (isTrouble(told)) return told;
  await workspaces();
  return 'done';
}

/** A new one, with the months of this device's time zone; and into it. */
export async function createWorkspace({ id, name }: NewWorkspaceWish): Promise<'done' | Trouble> {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const told = await askAsMember('createWorkspace', () => ({ body: { id, name, timeZone } }));
  if (isTrouble(told)) return told;
  const known = await workspaces();
  return isTrouble(known) ? known : useWorkspace({ id });
}

export async function invitations(): Promise<{ invitations: Invitation[] } | Trouble> {
  const told = await askAsMember('invitations', (workspaceId) => ({ params: { workspaceId } }));
  return isTrouble(told) ? told : told.answer;
}

export async function invite(body: NewInvitation): Promise<Invited | Trouble> {
  const told = await askAsMember('invite', (workspaceId) => ({ params: { workspaceId }, body }));
  return isTrouble(told) ? told : whole(told.answer);
}

export async function resendInvitation({ id: invitationId, ...body }: { id: string; requestId: string }): Promise<Invited | Trouble> {
  const told = await askAsMember('resendInvitation', (workspaceId) => ({ params: { workspaceId, invitationId }, body }));
  return isTrouble(told) ? told : whole(told.answer);
}

export async function revokeInvitation({ id: invitationId, ...body }: { id: string; requestId: string }): Promise<'done' | Trouble> {
  const told = await askAsMember('revokeInvitation', (workspaceId) => ({ params: { workspaceId, invitationId }, body }));
  return isTrouble(told) ? told : 'done';
}

export async function audit(query: Omit<AuditQuestion, 'limit'>): Promise<AuditPage | Trouble> {
  const told = await askAsMember('audit', (workspaceId) => ({ params: { workspaceId }, query }));
  return isTrouble(told) ? told : told.answer;
}

/** A server without a public address is reached by others where this device reaches it. */
async function whole(invited: Invited): Promise<Invited> {
  return { ...invited, link: new URL(invited.link, await serverUrl()).href };
}
