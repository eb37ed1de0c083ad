import type { Invited } from '@wellmet/shared/team';
import type { Accounts } from '../accounts/accounts.ts';
import type { Limits } from '../accounts/limits.ts';
import { actorOf } from '../campaigns/routes.ts';
import type { Handlers } from '../http/handlers.ts';
import { invitationsOf, invite, resend, revoke, type Made } from './invitations.ts';
import { acceptInvitation, showInvitation } from './joining.ts';
import { changeRole, leaveWorkspace, removeMember } from './members.ts';
import { createWorkspace, renameWorkspace } from './workspaces.ts';

type Names =
  | 'changeRole'
  | 'removeMember'
  | 'leaveWorkspace'
  | 'createWorkspace'
  | 'renameWorkspace'
  | 'invitations'
  | 'invite'
  | 'resendInvitation'
  | 'revokeInvitation'
  | 'showInvitation'
  | 'acceptInvitation';

export const teamRoutes = (accounts: Accounts, limits: Limits, publicUrl: string | undefined): Pick<Handlers, Names> => ({
  changeRole: async ({ params, body }, caller) => {
    await changeRole(accounts, actorOf(caller), params.memberId, body);
    return undefined;
  },
  removeMember: async ({ params, body }, caller) => {
    await removeMember(accounts, actorOf(caller), params.memberId, body.requestId);
    return undefined;
  },
  leaveWorkspace: async ({ body }, caller) => {
    await leaveWorkspace(accounts, actorOf(caller), body.requestId);
    return undefined;
  },
  createWorkspace: ({ body }, { member }) => createWorkspace(accounts, member.id, body),
  renameWorkspace: ({ body }, caller) => renameWorkspace(accounts, actorOf(caller), body),
  invitations: async (_, { workspaceId }) => ({ invitations: await invitationsOf(accounts.db, workspaceId) }),
  invite: async ({ body }, caller) => {
    await limits.invite(caller.workspaceId);
    return invited(await invite(accounts, actorOf(caller), body), publicUrl);
  },
  resendInvitation: async ({ params, body }, caller) => {
    await limits.invite(caller.workspaceId);
    return invited(await resend(accounts, actorOf(caller), params.invitationId, body.requestId), publicUrl);
  },
  revokeInvitation: async ({ params, body }, caller) => {
    await revoke(accounts, actorOf(caller), params.invitationId, body.requestId);
    return undefined;
  },
  showInvitation: async ({ body }, { address }) => {
    await limits.join(address);
    return showInvitation(accounts, body.secret);
  },
  acceptInvitation: async ({ body }, { address }) => {
    await limits.join(address);
    return acceptInvitation(accounts, limits, address, body);
  },
});

/** The secret stands behind `#`: no server, proxy or log ever sees it in an address. */
const invited = ({ invitation, secret }: Made, publicUrl = ''): Invited => ({
  invitation,
  link: `${publicUrl}/join#${secret}`,
  isSent: false,
});
