import type { Invitation, Invited } from '@wellmet/shared/team';
import type { Accounts } from '../accounts/accounts.ts';
import type { Limits } from '../accounts/limits.ts';
import { actorOf } from '../campaigns/routes.ts';
import type { Handlers } from '../http/handlers.ts';
import { letterWords, type Letter } from '../mail/letter.ts';
import type { Mail } from '../mail/mail.ts';
import type { LetterKey } from '../mail/words/en.ts';
import { inWorkspace } from '../db/fence.ts';
import { invitationsOf, invite, joinLink, placeOfSecret, resend, revoke, type Made } from './invitations.ts';
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

export const teamRoutes = (accounts: Accounts, limits: Limits, mail: Mail, publicUrl: string | undefined): Pick<Handlers, Names> => ({
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
    return sent(await invite(accounts, actorOf(caller), body), mail, publicUrl);
  },
  resendInvitation: async ({ params, body }, caller) => {
    await limits.invite(caller.workspaceId);
    return sent(await resend(accounts, actorOf(caller), params.invitationId, body.requestId), mail, publicUrl);
  },
  revokeInvitation: async ({ params, body }, caller) => {
    await revoke(accounts, actorOf(caller), params.invitationId, body.requestId);
    return undefined;
  },
  showInvitation: async ({ body }, { address }) => {
    await limits.join(address);
    return inWorkspace(placeOfSecret(body.secret).workspaceId, () => showInvitation(accounts, body.secret));
  },
  acceptInvitation: async ({ body }, { address }) => {
    await limits.join(address);
    return inWorkspace(placeOfSecret(body.secret).workspaceId, () => acceptInvitation(accounts, limits, address, body));
  },
});

async function sent({ invitation, workspace, secret }: Made, mail: Mail, publicUrl = ''): Promise<Invited> {
  const linkAt = (server: string): string => joinLink(server, invitation.language, secret);
  const letter = mail.linksFrom === undefined ? undefined : invitationLetter(invitation, workspace, linkAt(mail.linksFrom));
  const isSent = letter !== undefined && (await mail.send(invitation.email, letter)).sent;
  return { invitation, link: linkAt(publicUrl), isSent };
}

function invitationLetter({ language, role, invitedBy: by }: Invitation, workspace: string, url: string): Letter {
  const say = (key: LetterKey): string => letterWords(language, key, { by, workspace });
  return {
    language,
    subject: say('inviteSubject'),
    paragraphs: [say('inviteSays'), say(`inviteRole_${role}`)],
    button: { text: say('inviteButton'), url },
    fine: say('inviteFine'),
  };
}
