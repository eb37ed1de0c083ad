/** The audit log of a workspace: who did what of consequence, and when. A new act is a line here, a call of `noteInAudit`, and its words in the app. */
import { z } from 'zod';

export const auditActs = [
  'workspace-made',
  'workspace-renamed',
  'member-invited',
  'invitation-resent',
  'invitation-revoked',
  'member-joined',
  'role-changed',
  'member-removed',
  'member-left',
  'cap-changed',
  'key-made',
  'key-revoked',
  'webhook-set',
  'webhook-removed',
  'webhook-paused',
  'plan-asked',
  'plan-changed',
  'retention-changed',
  'contact-exported',
  'contact-erased',
] as const;
export const AuditAct = z.enum(auditActs);
export type AuditAct = z.infer<typeof AuditAct>;

const value = z.string().max(200);

/** What an act was about: ids and settings. Never a name, an e-mail or a text of a contact: what is noted here outlives them. */
export const AuditAbout = z.strictObject({
  memberId: z.uuid().optional(),
  invitationId: z.uuid().optional(),
  contactId: z.uuid().optional(),
  /** The key that it was about, or that it was done with. */
  keyId: z.uuid().optional(),
  /** What the workspace, a key or a webhook is called. */
  name: value.optional(),
  /** A role, a cap, a plan, months: what it was before, and what it is since. */
  from: value.optional(),
  to: value.optional(),
});
export type AuditAbout = z.infer<typeof AuditAbout>;

export const AuditEntry = z.object({
  id: z.uuid(),
  at: z.iso.datetime({ offset: true }),
  act: AuditAct,
  /** Who did it; absent where it was the operator. They may have left since. */
  by: z.object({ id: z.uuid(), name: z.string() }).optional(),
  about: AuditAbout.extend({
    /** Of the member that it was about. */
    memberName: z.string().optional(),
    /** To whom the invitation went. */
    email: z.string().optional(),
  }),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** Only entries that fit all of what is given. */
export const AuditQuestion = z.strictObject({
  memberId: z.uuid().optional(),
  act: AuditAct.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** `next` of the page before. */
  cursor: z.uuid().optional(),
});
export type AuditQuestion = z.infer<typeof AuditQuestion>;

/** The newest first. */
export const AuditPage = z.object({ entries: z.array(AuditEntry), next: z.uuid().optional() });
export type AuditPage = z.infer<typeof AuditPage>;
