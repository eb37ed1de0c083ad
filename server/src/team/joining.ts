/** Accepting an invitation, by whoever has its link: with the account of its e-mail, or with a new one. */
import { timingSafeEqual } from 'node:crypto';
import type { Acceptance, Accepted, InvitationShown } from '@wellmet/shared/team';
import { sql, type Kysely } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { accountWith, mayBeTaken, type Accounts } from '../accounts/accounts.ts';
import { openAuth } from '../accounts/auth.ts';
import type { Limits } from '../accounts/limits.ts';
import { refuseCommon } from '../accounts/passwords.ts';
import { noteInAudit } from '../audit/note.ts';
import { once, type Who } from '../credits/act.ts';
import type { Database, WorkspaceInvitationRow } from '../db/schema.ts';
import { ProblemError } from '../http/problem.ts';
import { hashOfSecret, inviterName, placeOfSecret } from './invitations.ts';
import { roleNow } from './members.ts';

/** An invitation with what it says of the workspace, and whether its time is over. */
interface Found extends WorkspaceInvitationRow {
  workspace: string;
  invited_by_name: string;
  is_over: boolean;
}

/** Of one that cannot be accepted any more, only why. @throws ProblemError `not-found` for a secret that is none, or not the last one. */
export async function showInvitation({ db, clock }: Pick<Accounts, 'db' | 'clock'>, secret: string): Promise<InvitationShown> {
  const found = await findBy(db, clock, secret);
  const state = stateOf(found);
  const { workspace, email, role, invited_by_name: invitedBy } = found;
  return state === 'open' ? { state, workspace, email, role, invitedBy } : { state, workspace };
}

/**
 * Whoever has accepted it may do so again, as long as they are in the workspace: two tabs are one member.
 * @throws ProblemError `not-found`; `wrong-state` for one that cannot be accepted any more; `wrong-credentials`; `email-taken` for a new account
 * where there is one with another password; `password-too-common`; what `limits` throws.
 */
export async function acceptInvitation(
  accounts: Accounts,
  limits: Pick<Limits, 'signIn' | 'signedIn'>,
  address: string,
  { secret, name, password }: Acceptance,
): Promise<Accepted> {
  const { db, clock, auth } = accounts;
  const found = await findBy(db, clock, secret);
  if (['revoked', 'expired'].includes(stateOf(found))) throw notOpen();
  // A link is no way to try passwords more often.
  await limits.signIn(address, found.email);
  const known = await signedIn(accounts, found.email, password);
  if (known === 'wrong') throw new ProblemError(name === undefined ? 'wrong-credentials' : 'email-taken');
  if (known === 'none' && name === undefined) throw new ProblemError('wrong-credentials');
  if (known === 'none') refuseCommon(password);
  // Before the workspace is held: hashing takes its time.
  const credential =
    known === 'none' && name !== undefined ? { name, hash: await (await auth.$context).password.hash(password) } : undefined;
  try {
    await join(accounts, secret, found, known === 'none' ? undefined : known.id, credential);
  } catch (error) {
    // The other of two tabs made the account meanwhile: the password says whether it is theirs.
    if (credential && mayBeTaken(error)) return acceptInvitation(accounts, limits, address, { secret, password });
    throw error;
  }
  await limits.signedIn(address, found.email);
  return { workspace: found.workspace };
}

const notOpen = (): ProblemError => new ProblemError('wrong-state', { detail: 'The invitation cannot be accepted any more.' });

async function join(
  { db, clock, secret: key }: Accounts,
  secret: string,
  { workspace_id: workspaceId, invitation_id: invitationId, email }: Found,
  knownId: string | undefined,
  credential: { name: string; hash: string } | undefined,
): Promise<void> {
  // Repeatable by itself: an id of our own is never asked for again.
  await once<object, never, Who>({ db, clock }, { workspaceId }, uuidv7(), { invitationId }, async ({ trx, now }) => {
    const held = await findBy(trx, clock, secret);
    const memberId = knownId ?? (credential && (await accountWith(openAuth(trx, key), { ...credential, email })));
    const isIn = memberId !== undefined && (await roleNow(trx, workspaceId, memberId)) !== undefined;
    if (held.accepted_at !== null && held.accepted_by === memberId && isIn) return { done: {} };
    if (stateOf(held) !== 'open' || memberId === undefined) throw notOpen();
    if (!isIn)
      await trx
        .insertInto('member')
        .values({ id: uuidv7(), organizationId: workspaceId, userId: memberId, role: held.role, createdAt: sql`now()` })
        .execute();
    await trx
      .updateTable('workspace_invitation')
      .set({ accepted_at: now, accepted_by: memberId })
      .where('workspace_id', '=', workspaceId)
      .where('invitation_id', '=', invitationId)
      .execute();
    await noteInAudit(trx, { by: { workspaceId, memberId }, act: 'member-joined', about: { invitationId, to: held.role } });
    return { done: {} };
  });
}

/** As slow for an e-mail without an account as for a wrong password. */
async function signedIn({ auth }: Accounts, email: string, password: string): Promise<{ id: string } | 'wrong' | 'none'> {
  const { internalAdapter, password: passwords } = await auth.$context;
  const found = await internalAdapter.findUserByEmail(email, { includeAccounts: true });
  const hash = found?.accounts.find(({ providerId }) => providerId === 'credential')?.password;
  if (!found || !hash) {
    await passwords.hash(password);
    return found ? 'wrong' : 'none';
  }
  return (await passwords.verify({ hash, password })) ? { id: found.user.id } : 'wrong';
}

function stateOf({ accepted_at: acceptedAt, revoked_at: revokedAt, is_over: isOver }: Found): InvitationShown['state'] {
  if (acceptedAt !== null) return 'accepted';
  if (revokedAt !== null) return 'revoked';
  return isOver ? 'expired' : 'open';
}

/** @throws ProblemError `not-found` */
async function findBy(db: Kysely<Database>, clock: Accounts['clock'], secret: string): Promise<Found> {
  const { workspaceId, invitationId } = placeOfSecret(secret);
  const { rows } = await sql<Found>`
    select i.*, o.name as workspace, ${inviterName} as invited_by_name, i.expires_at <= ${clock} as is_over
    from workspace_invitation i
    join organization o on o.id = i.workspace_id
    left join "user" u on u.id = i.invited_by
    where i.workspace_id = ${workspaceId} and i.invitation_id = ${invitationId}`.execute(db);
  const [found] = rows;
  if (!found || !timingSafeEqual(found.secret_hash, hashOfSecret(secret))) throw new ProblemError('not-found');
  return found;
}
