/** What members do with a contact: kept, and taken back. Always free. product.md 1 ("engagement") and 2.1. */
import type { Contact } from '@wellmet/shared/contact';
import type { NewEngagement } from '@wellmet/shared/engagement';
import { once, type Actor } from '../credits/act.ts';
import type { Ledger } from '../credits/situation.ts';
import { ProblemError } from '../http/problem.ts';
import { contactOf, theContact } from './contacts.ts';

/**
 * Keeps what was done. When it was done is what the member's device says, but never after now: clocks of devices may be ahead.
 * @throws ProblemError `not-found` for an unknown or erased contact; `request-id-reused`, `request-too-old`.
 */
export async function engage(
  ledger: Ledger,
  actor: Actor,
  contactId: string,
  { requestId, ...engagement }: NewEngagement,
): Promise<Contact> {
  const { what, text = null, doneAt } = engagement;
  await once(ledger, actor, requestId, { engage: contactId, ...engagement }, async ({ trx, now, seq, changed }) => {
    const one = await theContact(trx, actor.workspaceId, contactId);
    const { numInsertedOrUpdatedRows: kept = 0n } = await trx
      .insertInto('engagement')
      .values({
        workspace_id: actor.workspaceId,
        engagement_id: requestId,
        contact_id: one,
        taken_as: one,
        what,
        text,
        done_at: new Date(Math.min(Date.parse(doneAt), now.getTime())),
        member_id: actor.memberId,
        at: now,
        seq,
        withdrawn_at: null,
        withdrawn_by: null,
        withdrawn_seq: null,
      })
      .onConflict((of) => of.columns(['workspace_id', 'engagement_id']).doNothing())
      .executeTakeFirstOrThrow();
    // Its answer was forgotten: whether the same was asked for then cannot be told any more.
    if (kept === 0n) throw new ProblemError('request-too-old');
    changed.contacts.add(one);
    return { done: {} };
  });
  return contactOf(ledger.db, actor, contactId);
}

/**
 * Takes an engagement back; the history says so. One that is taken back already stays as it is.
 * @throws ProblemError `not-found`; `forbidden` for a member and what somebody else did; `request-id-reused`, `request-too-old`.
 */
export async function withdrawEngagement(
  ledger: Ledger,
  actor: Actor,
  { contactId, engagementId }: { contactId: string; engagementId: string },
  requestId: string,
): Promise<Contact> {
  await once(ledger, actor, requestId, { withdraw: engagementId, contactId }, async ({ trx, now, seq, changed }) => {
    const one = await theContact(trx, actor.workspaceId, contactId);
    const engagement = await trx
      .selectFrom('engagement')
      .select(['member_id', 'withdrawn_seq'])
      .where('workspace_id', '=', actor.workspaceId)
      .where('engagement_id', '=', engagementId)
      .where('contact_id', '=', one)
      .executeTakeFirst();
    if (!engagement) throw new ProblemError('not-found');
    if (actor.role === 'member' && engagement.member_id !== actor.memberId)
      throw new ProblemError('forbidden', { detail: 'Only an owner or admin takes back what somebody else did.' });
    if (engagement.withdrawn_seq !== null) return { done: {} };
    await trx
      .updateTable('engagement')
      .set({ withdrawn_at: now, withdrawn_by: actor.memberId, withdrawn_seq: seq })
      .where('workspace_id', '=', actor.workspaceId)
      .where('engagement_id', '=', engagementId)
      .execute();
    changed.contacts.add(one);
    return { done: {} };
  });
  return contactOf(ledger.db, actor, contactId);
}
