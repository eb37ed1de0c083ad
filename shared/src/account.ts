/** Members, workspaces, sign-in. product.md 1. */
import { z } from 'zod';

export const Role = z.enum(['owner', 'admin', 'member']);
export type Role = z.infer<typeof Role>;

/** What the server writes to people in: letters and its own pages. */
export const Language = z.enum(['en', 'fr']);
export type Language = z.infer<typeof Language>;

export const Workspace = z.object({ id: z.uuid(), name: z.string(), role: Role });
export type Workspace = z.infer<typeof Workspace>;

export const Member = z.object({ id: z.uuid(), name: z.string(), email: z.string() });
export type Member = z.infer<typeof Member>;

const email = z.email().max(254);
/** Length as recommended by NIST SP 800-63B; what it is made of is the user's business. */
const password = z.string().min(8).max(128);

export const SignUpRequest = z.strictObject({
  name: z.string().trim().min(1).max(100),
  email,
  password,
  /** Name of the new workspace; the member's own name where absent. */
  workspaceName: z.string().trim().min(1).max(100).optional(),
  /** IANA zone of the new workspace: its months begin there. product.md 1 ("period"). */
  timeZone: z.string().min(1).max(60),
});

export const SignInRequest = z.strictObject({ email, password });

/** `token` is the bearer token of one device; it appears in this answer and nowhere else. */
export const Session = z.object({
  token: z.string(),
  expiresAt: z.iso.datetime({ offset: true }),
  member: Member,
  /** None for whoever was removed from the last one. */
  workspaces: z.array(Workspace),
});
export type Session = z.infer<typeof Session>;

export const Me = z.object({ member: Member, workspaces: z.array(Workspace) });
export type Me = z.infer<typeof Me>;

/** A member with their part of the period's credits. product.md 2.12. */
export const MemberUsage = z.object({
  id: z.uuid(),
  name: z.string(),
  /** Servers before teams did not tell it. */
  email: z.string().optional(),
  role: Role,
  /** Debits of the present period less those restored. */
  usedCredits: z.int().min(0),
  /** Absent: as many as the workspace has. */
  capCredits: z.int().min(0).optional(),
});
export type MemberUsage = z.infer<typeof MemberUsage>;

export const MemberCapRequest = z.strictObject({ requestId: z.uuid(), capCredits: z.int().min(0).max(1_000_000).nullable() });
