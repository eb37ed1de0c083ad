/** Who is in a workspace, who is invited to it, and the workspaces of a member. product.md 1 ("workspace", "member"). */
import { z } from 'zod';
import { Language, Role } from './account.ts';

const WorkspaceName = z.string().trim().min(1).max(100);

export const RoleChange = z.strictObject({ requestId: z.uuid(), role: Role });
export type RoleChange = z.infer<typeof RoleChange>;

/** The id is the caller's: the same one again is the same workspace. */
export const NewWorkspace = z.strictObject({
  id: z.uuid(),
  name: WorkspaceName,
  /** IANA zone: the months of the workspace begin there. */
  timeZone: z.string().min(1).max(60),
});
export type NewWorkspace = z.infer<typeof NewWorkspace>;

export const WorkspaceRenaming = z.strictObject({ requestId: z.uuid(), name: WorkspaceName });
export type WorkspaceRenaming = z.infer<typeof WorkspaceRenaming>;

/** Workspaces that one member may own. */
export const ownedLimit = 5;

/** How long an invitation can be accepted. */
export const invitationDays = 14;

export const NewInvitation = z.strictObject({
  requestId: z.uuid(),
  email: z.email().max(254).toLowerCase(),
  role: Role,
  /** That the mail and the page are written in. */
  language: Language,
});
export type NewInvitation = z.infer<typeof NewInvitation>;

/** One that nobody has accepted yet. */
export const Invitation = z.object({
  id: z.uuid(),
  email: z.string(),
  role: Role,
  language: Language,
  invitedBy: z.string(),
  sentAt: z.iso.datetime({ offset: true }),
  /** It may have passed: then it can be sent again. */
  expiresAt: z.iso.datetime({ offset: true }),
});
export type Invitation = z.infer<typeof Invitation>;

/** `link` is told here and nowhere else: without the server's address where the operator has named none. */
export const Invited = z.object({ invitation: Invitation, link: z.string(), isSent: z.boolean() });
export type Invited = z.infer<typeof Invited>;

/** What stands behind `#` in the link of an invitation. */
const InvitationSecret = z.string().regex(/^[\w-]{75}$/);

export const InvitationQuestion = z.strictObject({ secret: InvitationSecret });

/** What whoever has the link may know of it. Of one that is open, also whose it is and what it leads to. */
export const InvitationShown = z.object({
  state: z.enum(['open', 'accepted', 'revoked', 'expired']),
  workspace: z.string(),
  email: z.string().optional(),
  role: Role.optional(),
  invitedBy: z.string().optional(),
});
export type InvitationShown = z.infer<typeof InvitationShown>;

export const Acceptance = z.strictObject({
  secret: InvitationSecret,
  /** Of whoever has no account yet. */
  name: z.string().trim().min(1).max(100).optional(),
  password: z.string().min(8).max(128),
});
export type Acceptance = z.infer<typeof Acceptance>;

export const Accepted = z.object({ workspace: z.string() });
export type Accepted = z.infer<typeof Accepted>;
