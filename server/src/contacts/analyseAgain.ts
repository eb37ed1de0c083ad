/** What was read of a contact, analysed once more: by the engine as it is now, as of today. product.md 2.1. */
import type { Contact } from '@wellmet/shared/contact';
import { analyse } from '../analysis/analyse.ts';
import { once, type Actor } from '../credits/act.ts';
import type { Ledger } from '../credits/situation.ts';
import { contactOf, theContact } from './contacts.ts';

/**
 * Analyses the newest snapshot of a contact again; always free. As where a page reads as it did (credits/write.ts) it stays the same snapshot, and only
 * its insights are renewed: members' words and what a language model has found of it stand.
 * @throws ProblemError `not-found` for an unknown or erased contact; `request-id-reused`, `request-too-old`.
 */
export async function analyseAgain(ledger: Ledger, actor: Actor, contactId: string, requestId: string): Promise<Contact> {
  const { workspaceId } = actor;
  await once(ledger, actor, requestId, { analyseAgain: contactId }, async ({ trx, now, changed }) => {
    const one = await theContact(trx, workspaceId, contactId);
    const { snapshot_seq: snapshotSeq } = await trx
      .updateTable('contact')
      .set({ last_analysed_at: now })
      .where('workspace_id', '=', workspaceId)
      .where('contact_id', '=', one)
      .returning('snapshot_seq')
      .executeTakeFirstOrThrow();
    const snapshot = { workspace_id: workspaceId, contact_id: one, taken_as: one, seq: snapshotSeq };
    const { sighting } = await trx
      .selectFrom('contact_snapshot')
      .select('sighting')
      .where((eb) => eb.and(snapshot))
      .executeTakeFirstOrThrow();
    await trx
      .updateTable('contact_snapshot')
      .set({ insights: JSON.stringify(analyse(sighting, now)) })
      .where((eb) => eb.and(snapshot))
      .execute();
    changed.contacts.add(one);
    return { done: {} };
  });
  return contactOf(ledger.db, actor, contactId);
}
