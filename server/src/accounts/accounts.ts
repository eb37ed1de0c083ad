/** Signing up, in and out; members of a workspace. product.md 1 ("workspace", "member"). */
import type { Me, Member, Role, Session, SignInRequest, SignUpRequest, Workspace } from '@wellmet/shared/account';
import { isAPIError } from 'better-auth/api';
import type { Kysely } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { openCredits } from '../credits/head.ts';
import type { Clock } from '../credits/period.ts';
import { databaseCode, transact } from '../db/open.ts';
import type { Database, NewAccount } from '../db/schema.ts';
import { ProblemError } from '../http/problem.ts';
import { freePlan } from '../plans/plans.ts';
import { openAuth, type Auth } from './auth.ts';
import { provenByPassword, refuseCommon } from './passwords.ts';
import { atRest } from './secret.ts';
import { issueSession } from './sessions.ts';
import { knownTimeZone } from './timeZone.ts';

/** What accounts need: the database, and better-auth on it. */
export interface Accounts {
  db: Kysely<Database>;
  auth: Auth;
  secret: string;
  clock: Clock;
}

/** better-auth hides why it could not make a user; two at once for one e-mail is one of the reasons. */
export const mayBeTaken = (error: unknown): boolean => isAPIError(error) || databaseCode(error) === '23505';

/**
 * A new account, its workspace on the free plan and the credits of the present period: all of it or nothing.
 * @throws ProblemError `invalid-request` for an unknown time zone, `email-taken`, `password-too-common`.
 */
export async function signUp(accounts: Accounts, asked: z.output<typeof SignUpRequest>, userAgent?: string): Promise<Session> {
  const { db, secret } = accounts;
  const account = await accountToBe(accounts, asked);
  try {
    return await transact(db, async (trx) => {
      const memberId = await openAccount({ ...accounts, db: trx }, account);
      return sessionFor(trx, openAuth(trx, secret), { id: memberId, name: asked.name, email: account.email }, userAgent);
    });
  } catch (error) {
    if (mayBeTaken(error) && (await accountOf(db, asked.email)) !== undefined) throw new ProblemError('email-taken');
    throw error;
  }
}

/**
 * What can be said before anybody knows whether there is such an account: the same work for either.
 * @throws ProblemError `invalid-request` for an unknown time zone, `password-too-common`.
 */
export async function accountToBe({ db, auth }: Accounts, asked: z.output<typeof SignUpRequest>): Promise<NewAccount> {
  const timeZone = await knownTimeZone(db, asked.timeZone);
  if (timeZone === undefined)
    throw new ProblemError('invalid-request', {
      errors: [{ pointer: '/timeZone', message: 'not an IANA time zone that this server knows' }],
    });
  refuseCommon(asked.password);
  const hash = await (await auth.$context).password.hash(asked.password);
  return { name: asked.name, email: asked.email.toLowerCase(), hash, workspaceName: asked.workspaceName ?? asked.name, timeZone };
}

/** @param accounts.db in a transaction. @returns the member's id. @throws an error that `mayBeTaken`, where the e-mail has an account by now. */
export async function openAccount({ db, secret, clock }: Omit<Accounts, 'auth'>, account: NewAccount): Promise<string> {
  const auth = openAuth(db, secret);
  const memberId = await accountWith(auth, account);
  const made = await auth.api.createOrganization({ body: { name: account.workspaceName, slug: uuidv7(), userId: memberId } });
  await openCredits(db, made.id, freePlan, account.timeZone, clock);
  return memberId;
}

/** @throws ProblemError `wrong-credentials`, the same for an unknown e-mail as for a wrong password (and as slow). */
export async function signIn(accounts: Accounts, credentials: z.output<typeof SignInRequest>, userAgent?: string): Promise<Session> {
  return sessionFor(accounts.db, accounts.auth, await provenByPassword(accounts, credentials), userAgent);
}

/** Ends the session of a token; ending it twice is no error. */
export async function signOut({ db }: Accounts, token: string): Promise<void> {
  await db.deleteFrom('session').where('token', '=', atRest(token)).execute();
}

/** The member and their workspaces, the oldest membership first. */
export async function whoIs({ db }: Accounts, member: Member): Promise<Me> {
  return { member, workspaces: await workspacesOf(db, member.id) };
}

/** Who is to become a member. */
export interface NewMember {
  workspaceId: string;
  name: string;
  email: string;
  /** Only for an account that is new: nobody's password is changed. */
  password: string;
  role: Role;
}

/**
 * Puts somebody in a workspace, making their account when the e-mail has none. Doing it again changes nothing.
 * @returns what was new.
 * @throws ProblemError `not-found` when there is no such workspace.
 */
export async function addMember(
  { db, secret }: Accounts,
  asked: NewMember,
): Promise<{ memberId: string; isNewAccount: boolean; isNewMember: boolean }> {
  return transact(db, async (trx) => {
    const workspace = await trx.selectFrom('organization').select('id').where('id', '=', asked.workspaceId).executeTakeFirst();
    if (!workspace) throw new ProblemError('not-found');
    const auth = openAuth(trx, secret);
    const known = await accountOf(trx, asked.email);
    const memberId = known ?? (await makeAccount(auth, asked));
    const already = await trx
      .selectFrom('member')
      .select('id')
      .where('organizationId', '=', workspace.id)
      .where('userId', '=', memberId)
      .executeTakeFirst();
    if (!already) await auth.api.addMember({ body: { userId: memberId, organizationId: workspace.id, role: asked.role } });
    return { memberId, isNewAccount: known === undefined, isNewMember: !already };
  });
}

/** An account with a password: its id. @throws ProblemError `password-too-common`, and as of `accountWith`. */
async function makeAccount(auth: Auth, { name, email, password }: Pick<NewMember, 'name' | 'email' | 'password'>): Promise<string> {
  refuseCommon(password);
  return accountWith(auth, { name, email, hash: await (await auth.$context).password.hash(password) });
}

/** @returns its id. @throws an error that `mayBeTaken`, where the e-mail has an account by now. */
export async function accountWith(
  { $context }: Auth,
  { name, email, hash }: { name: string; email: string; hash: string },
): Promise<string> {
  const { internalAdapter } = await $context;
  const user = await internalAdapter.createUser({ name, email: email.toLowerCase(), emailVerified: false }, { method: 'email-password' });
  await internalAdapter.linkAccount({ userId: user.id, providerId: 'credential', accountId: user.id, password: hash });
  return user.id;
}

/** The id of whose e-mail it is. */
export async function accountOf(db: Kysely<Database>, email: string): Promise<string | undefined> {
  const row = await db.selectFrom('user').select('id').where('email', '=', email.toLowerCase()).executeTakeFirst();
  return row?.id;
}

async function workspacesOf(db: Kysely<Database>, memberId: string): Promise<Workspace[]> {
  return db
    .selectFrom('member')
    .innerJoin('organization', 'organization.id', 'member.organizationId')
    .select(['organization.id', 'organization.name', 'member.role'])
    .where('member.userId', '=', memberId)
    .orderBy('member.createdAt')
    .orderBy('member.id')
    .execute();
}

/** A new session on a device, told. */
export async function sessionFor(db: Kysely<Database>, auth: Auth, member: Member, userAgent: string | undefined): Promise<Session> {
  const { token, expiresAt } = await issueSession({ auth }, member.id, userAgent);
  return { token, expiresAt: expiresAt.toISOString(), member, workspaces: await workspacesOf(db, member.id) };
}
