/** Workspaces of a member: another one, and another name. product.md 1 ("workspace"). */
import type { Language, Workspace } from '@wellmet/shared/account';
import { ownedLimit, type NewWorkspace, type WorkspaceRenaming } from '@wellmet/shared/team';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { knownTimeZone } from '../accounts/timeZone.ts';
import { noteInAudit } from '../audit/note.ts';
import { once, type Actor } from '../credits/act.ts';
import { openCredits } from '../credits/head.ts';
import type { Ledger } from '../credits/situation.ts';
import { transact } from '../db/open.ts';
import { ProblemError } from '../http/problem.ts';
import { freePlan, plansOnOffer } from '../plans/plans.ts';
import { inviteOwner } from './invitations.ts';
import { roleNow } from './members.ts';

type Stand = Pick<Ledger, 'db' | 'clock'>;

/**
 * A new one on the free plan, and its first owner.
 * @throws ProblemError `invalid-request` for an unknown time zone; `wrong-state` for whoever owns as many as one may; `request-id-reused`.
 */
export async function createWorkspace({ db, clock }: Stand, memberId: string, { id, name, timeZone }: NewWorkspace): Promise<Workspace> {
  const zone = await knownTimeZone(db, timeZone);
  if (zone === undefined)
    throw new ProblemError('invalid-request', {
      errors: [{ pointer: '/timeZone', message: 'not an IANA time zone that this server knows' }],
    });
  return transact(db, async (trx) => {
    // Of one member one at a time, so that nobody makes more than one may.
    await sql`select 1 from "user" where id = ${memberId} for no key update`.execute(trx);
    const made = await trx.selectFrom('organization').select('name').where('id', '=', id).executeTakeFirst();
    if (made) {
      if (made.name !== name || (await roleNow(trx, id, memberId)) !== 'owner') throw new ProblemError('request-id-reused');
      return { id, name, role: 'owner' };
    }
    const { owned } = await trx
      .selectFrom('member')
      .select((of) => of.fn.countAll<number>().as('owned'))
      .where('userId', '=', memberId)
      .where('role', '=', 'owner')
      .executeTakeFirstOrThrow();
    if (owned >= ownedLimit) throw new ProblemError('wrong-state', { detail: `Nobody owns more than ${ownedLimit} workspaces.` });
    await sql`insert into organization (id, name, slug, "createdAt") values (${id}, ${name}, ${id}, now())`.execute(trx);
    await trx
      .insertInto('member')
      .values({ id: uuidv7(), organizationId: id, userId: memberId, role: 'owner', createdAt: sql`now()` })
      .execute();
    await openCredits(trx, id, freePlan, zone, clock);
    await noteInAudit(trx, { by: { workspaceId: id, memberId }, act: 'workspace-made', about: { name } });
    return { id, name, role: 'owner' };
  });
}

/** What the operator says of a workspace for a customer. */
export interface Opened {
  name: string;
  /** Of who is to be its owner. */
  email: string;
  planCode: string;
  timeZone: string;
  language: Language;
}

/**
 * By the operator: a workspace on a plan that is nobody's until its owner has accepted the invitation.
 * @returns its id, and the secret of the invitation's link.
 * @throws ProblemError `not-found` for a plan that is not on offer; `invalid-request` for an unknown time zone.
 */
export async function openWorkspaceFor(
  { db, clock, secret }: Ledger,
  { name, email, planCode, timeZone, language }: Opened,
): Promise<{ workspaceId: string; secret: string }> {
  const zone = await knownTimeZone(db, timeZone);
  if (zone === undefined) throw new ProblemError('invalid-request', { detail: `There is no time zone "${timeZone}".` });
  const plans = await plansOnOffer(db);
  if (!plans.some(({ code }) => code === planCode))
    throw new ProblemError('not-found', { detail: `There is no plan "${planCode}" on offer.` });
  const workspaceId = uuidv7();
  return transact(db, async (trx) => {
    const { rows } = await sql<{ now: Date }>`
      insert into organization (id, name, slug, "createdAt") values (${workspaceId}, ${name}, ${workspaceId}, now()) returning ${clock} as now`.execute(
      trx,
    );
    await openCredits(trx, workspaceId, planCode, zone, clock);
    await noteInAudit(trx, { by: { workspaceId }, act: 'workspace-made', about: { name } });
    const now = rows[0]?.now ?? new Date();
    return { workspaceId, secret: await inviteOwner(trx, secret, workspaceId, { email, language }, now) };
  });
}

/** @throws ProblemError as of `once`. */
export async function renameWorkspace(stand: Stand, actor: Actor, { requestId, name }: WorkspaceRenaming): Promise<Workspace> {
  const { workspaceId, role } = actor;
  await once(stand, actor, requestId, { renameWorkspace: name }, async ({ trx }) => {
    const before = await trx.selectFrom('organization').select('name').where('id', '=', workspaceId).executeTakeFirstOrThrow();
    if (before.name === name) return { done: {} };
    await trx.updateTable('organization').set({ name }).where('id', '=', workspaceId).execute();
    await noteInAudit(trx, { by: actor, act: 'workspace-renamed', about: { from: before.name, to: name } });
    return { done: {} };
  });
  return { id: workspaceId, name, role };
}
