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

/** What can be set, and what may be typed to prove it: rules for new passwords may have been other ones before. */
export const PasswordChange = z.strictObject({ oldPassword: z.string().min(1).max(128), newPassword: password });
/** The letter goes to whose e-mail it is; nobody hears whether there is such an account. */
export const ForgottenPassword = z.strictObject({ email, language: Language });
const secret = z.string().min(20).max(100);
export const PasswordReset = z.strictObject({ secret, newPassword: password });

/** How one may sign in besides e-mail and password, and from a page of the server. */
export const SignInWays = z.object({ /** By letter. */ link: z.boolean() });

/** A browser and a system, of those that are known; nothing where it says to be something else. */
export const DeviceName = z.object({
  browser: z.enum(['Chrome', 'Edge', 'Firefox', 'Opera', 'Safari']).optional(),
  system: z.enum(['Android', 'ChromeOS', 'iOS', 'Linux', 'macOS', 'Windows']).optional(),
});
export type DeviceName = z.infer<typeof DeviceName>;

/** A device wants to be signed in; with an e-mail, by a link in a letter, which also makes the account where there is none with it. */
export const DeviceRequest = z
  .strictObject({ email: email.optional(), language: Language, signUp: SignUpRequest.omit({ email: true }).optional() })
  .refine((asked) => asked.signUp === undefined || asked.email !== undefined, { path: ['email'], message: 'is required with signUp' });
/** RFC 8628: the device keeps `deviceCode` to itself and shows `userCode`. */
export const DeviceCode = z.object({
  deviceCode: z.string(),
  userCode: z.string(),
  expiresInSeconds: z.int(),
  /** Seconds between two questions. */
  interval: z.int(),
});
export type DeviceCode = z.infer<typeof DeviceCode>;
export const DeviceQuestion = z.strictObject({ deviceCode: secret });

const userCode = z.string().min(8).max(20);
export const DeviceByPassword = z.strictObject({ userCode, email, password });
export const DeviceByLink = z.strictObject({ userCode, link: secret });
/** What the page shows before somebody says yes or no; `decision` lets it say so. */
export const DeviceAsks = z.object({
  decision: z.string(),
  userCode: z.string(),
  device: DeviceName,
  email: z.string(),
  /** Absent where saying yes makes the account. */
  member: Member.optional(),
  /** Saying yes proves the e-mail for the first time, and ends the password and the sessions from before. */
  isFirstProof: z.boolean(),
});
export type DeviceAsks = z.infer<typeof DeviceAsks>;
export const DeviceDecision = z.strictObject({ decision: secret, approve: z.boolean() });

/** Where a member is signed in. */
export const SignedInDevice = z.object({
  id: z.uuid(),
  device: DeviceName,
  signedInAt: z.iso.datetime({ offset: true }),
  /** To the day. */
  lastUsedAt: z.iso.datetime({ offset: true }),
  isThis: z.boolean(),
});
export type SignedInDevice = z.infer<typeof SignedInDevice>;

/** `token` is the bearer token of one device; it appears in this answer and nowhere else. */
export const Session = z.object({
  token: z.string(),
  expiresAt: z.iso.datetime({ offset: true }),
  member: Member,
  /** None for whoever was removed from the last one. */
  workspaces: z.array(Workspace),
});
export type Session = z.infer<typeof Session>;

export const DeviceOutcome = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.enum(['pending', 'slowDown', 'denied', 'expired']) }),
  z.object({ outcome: z.literal('approved'), session: Session }),
]);
export type DeviceOutcome = z.infer<typeof DeviceOutcome>;

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
export type MemberCapRequest = z.infer<typeof MemberCapRequest>;
