/** Inviting somebody into a workspace: the link is all that it takes. Its secret is worked out anew where it is asked for again; kept is its hash. */
import { createHash, createHmac } from 'node:crypto';
import type { Language } from '@wellmet/shared/account';
import { invitationDays, type Invitation, type NewInvitation } from '@wellmet/shared/team';
import { sql, type Kysely, type RawBuilder, type Transaction } from 'kysely';
import { NIL, v7 as uuidv7 } from 'uuid';
import { idAt, idsInBytes } from '../accounts/secret.ts';
import { noteInAudit } from '../audit/note.ts';
import { once, type Act, type Actor, type Who } from '../credits/act.ts';
import type { Ledger } from '../credits/situation.ts';
import type { Database, WorkspaceInvitationRow } from '../db/schema.ts';
import { ProblemError } from '../http/problem.ts';
import { mustBeAbove, roleNow } from './members.ts';

/** An invitation, and the secret of its link. */
export interface Made {
  invitation: Invitation;
  /** What it is called. */
  workspace: string;
  secret: string;
}

const dayMs = 86_400_000;

/**
 * The same request again gives the same link.
 * @throws ProblemError `forbidden` for an admin who invites an owner; `wrong-state` for somebody who is in it or invited already; as of `once`.
 */
export async function invite(ledger: Ledger, actor: Actor, { requestId, ...asked }: NewInvitation): Promise<Made> {
  const { workspaceId, memberId } = actor;
  const secret = secretOf(ledger.secret, workspaceId, requestId, requestId);
  await once(ledger, actor, requestId, { invite: asked }, async (act) => {
    const { trx, now } = act;
    mustBeAbove(await roleNow(trx, workspaceId, memberId), asked.role);
    await mustBeNobodyYet(act, asked.email);
    await writeInvitation(trx, actor, { requestId, ...asked }, secret, now);
    return { done: {} };
  });
  return { ...(await invitationOf(ledger.db, workspaceId, requestId)), secret };
}

/** The first owner of a workspace that is nobody's yet, by the operator. @returns the secret of the link. */
export async function inviteOwner(
  trx: Transaction<Database>,
  key: string,
  workspaceId: string,
  asked: { email: string; language: Language },
  now: Date,
): Promise<string> {
  const requestId = uuidv7();
  const secret = secretOf(key, workspaceId, requestId, requestId);
  await writeInvitation(trx, { workspaceId }, { ...asked, requestId, role: 'owner' }, secret, now);
  return secret;
}

async function writeInvitation(
  trx: Transaction<Database>,
  by: Who,
  { requestId, ...asked }: NewInvitation,
  secret: string,
  now: Date,
): Promise<void> {
  await trx
    .insertInto('workspace_invitation')
    .values({
      workspace_id: by.workspaceId,
      invitation_id: requestId,
      ...asked,
      secret_hash: hashOfSecret(secret),
      invited_by: by.memberId ?? NIL,
      sent_at: now,
      expires_at: endOf(now),
      revoked_at: null,
      accepted_at: null,
      accepted_by: null,
    })
    .execute();
  await noteInAudit(trx, { by, act: 'member-invited', about: { invitationId: requestId, to: asked.role } });
}

/**
 * With a new secret, for as long again: the link from before leads nowhere. One that was revoked is open again.
 * @throws ProblemError `not-found`; `forbidden`; `wrong-state` for one that was accepted, or whose e-mail has another one; as of `once`.
 */
export async function resend(ledger: Ledger, actor: Actor, invitationId: string, requestId: string): Promise<Made> {
  const { workspaceId } = actor;
  const secret = secretOf(ledger.secret, workspaceId, invitationId, requestId);
  await once(ledger, actor, requestId, { resend: invitationId }, async (act) => {
    const { trx, now } = act;
    const row = await pending(act, invitationId);
    if (row.revoked_at !== null) await mustBeNobodyYet(act, row.email);
    await change(act, invitationId, { secret_hash: hashOfSecret(secret), sent_at: now, expires_at: endOf(now), revoked_at: null });
    await noteInAudit(trx, { by: actor, act: 'invitation-resent', about: { invitationId } });
    return { done: {} };
  });
  return { ...(await invitationOf(ledger.db, workspaceId, invitationId)), secret };
}

/** Revoking it again changes nothing. @throws ProblemError as of `resend`. */
export async function revoke(ledger: Ledger, actor: Actor, invitationId: string, requestId: string): Promise<void> {
  await once(ledger, actor, requestId, { revoke: invitationId }, async (act) => {
    const { revoked_at: revokedAt } = await pending(act, invitationId);
    if (revokedAt !== null) return { done: {} };
    await change(act, invitationId, { revoked_at: act.now });
    await noteInAudit(act.trx, { by: actor, act: 'invitation-revoked', about: { invitationId } });
    return { done: {} };
  });
}

/** Those that nobody has accepted or revoked, the newest first; also those whose time is over. */
export async function invitationsOf(db: Kysely<Database>, workspaceId: string): Promise<Invitation[]> {
  return listed(db, sql`i.workspace_id = ${workspaceId} and i.accepted_at is null and i.revoked_at is null`);
}

/** Who invites, of an invitation `i` and its member `u`: the operator speaks for Wellmet; of whoever has no account any more nothing is known. */
export const inviterName = sql<string>`case when i.invited_by = ${NIL}::uuid then 'Wellmet' else coalesce(u.name, '') end`;

/** The secret stands behind `#`: no server, proxy or log ever sees it in an address. */
export const joinLink = (server: string, language: Language, secret: string): string => `${server}/join?lang=${language}#${secret}`;

/** The workspace and the invitation stand in the secret: it is found by its key. */
export function placeOfSecret(secret: string): { workspaceId: string; invitationId: string } {
  const bytes = Buffer.from(secret, 'base64url');
  return { workspaceId: idAt(bytes, 0), invitationId: idAt(bytes, 16) };
}

export const hashOfSecret = (secret: string): Buffer => createHash('sha256').update(secret).digest();

const macBytes = 24;

function secretOf(key: string, workspaceId: string, invitationId: string, requestId: string): string {
  const mac = createHmac('sha256', key).update(`invitation ${workspaceId} ${invitationId} ${requestId}`).digest();
  return Buffer.concat([idsInBytes(workspaceId, invitationId), mac.subarray(0, macBytes)]).toString('base64url');
}

const endOf = (now: Date): Date => new Date(now.getTime() + invitationDays * dayMs);

async function invitationOf(db: Kysely<Database>, workspaceId: string, invitationId: string): Promise<Omit<Made, 'secret'>> {
  const [invitation] = await listed(db, sql`i.workspace_id = ${workspaceId} and i.invitation_id = ${invitationId}`);
  const workspace = await db.selectFrom('organization').select('name').where('id', '=', workspaceId).executeTakeFirst();
  if (!invitation || !workspace) throw new ProblemError('not-found');
  return { invitation, workspace: workspace.name };
}

async function listed(db: Kysely<Database>, which: RawBuilder<unknown>): Promise<Invitation[]> {
  const { rows } = await sql<Invitation & { sentAt: Date; expiresAt: Date }>`
    select i.invitation_id as id, i.email, i.role, i.language, ${inviterName} as "invitedBy", i.sent_at as "sentAt", i.expires_at as "expiresAt"
    from workspace_invitation i left join "user" u on u.id = i.invited_by
    where ${which} order by i.sent_at desc, i.invitation_id desc`.execute(db);
  return rows.map((row) => ({ ...row, sentAt: row.sentAt.toISOString(), expiresAt: row.expiresAt.toISOString() }));
}

/** One that the actor may give out again or take back. @throws ProblemError `not-found`, `forbidden`, `wrong-state` */
async function pending({ trx, actor }: Act, invitationId: string): Promise<WorkspaceInvitationRow> {
  const row = await trx
    .selectFrom('workspace_invitation')
    .selectAll()
    .where('workspace_id', '=', actor.workspaceId)
    .where('invitation_id', '=', invitationId)
    .executeTakeFirst();
  if (!row) throw new ProblemError('not-found');
  mustBeAbove(await roleNow(trx, actor.workspaceId, actor.memberId), row.role);
  if (row.accepted_at !== null) throw new ProblemError('wrong-state', { detail: 'The invitation was accepted.' });
  return row;
}

async function change({ trx, actor }: Act, invitationId: string, values: Partial<WorkspaceInvitationRow>): Promise<void> {
  await trx
    .updateTable('workspace_invitation')
    .set(values)
    .where('workspace_id', '=', actor.workspaceId)
    .where('invitation_id', '=', invitationId)
    .execute();
}

/** @throws ProblemError `wrong-state` for somebody who is in the workspace, or invited and not revoked. */
async function mustBeNobodyYet({ trx, actor: { workspaceId } }: Act, email: string): Promise<void> {
  if (await isMember(trx, workspaceId, email)) throw new ProblemError('wrong-state', { detail: 'They are in the workspace already.' });
  const open = await trx
    .selectFrom('workspace_invitation')
    .select('invitation_id')
    .where('workspace_id', '=', workspaceId)
    .where('email', '=', email)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (open) throw new ProblemError('wrong-state', { detail: 'They are invited already: send that invitation again.' });
}

async function isMember(trx: Transaction<Database>, workspaceId: string, email: string): Promise<boolean> {
  const found = await trx
    .selectFrom('member')
    .innerJoin('user', 'user.id', 'member.userId')
    .select('member.id')
    .where('member.organizationId', '=', workspaceId)
    .where('user.email', '=', email)
    .executeTakeFirst();
  return found !== undefined;
}
