/** Why the workspace may have one person, where it is not as of all. product.md 7. */
import type { ContactBasisRequest } from '@wellmet/shared/rights';
import { sql } from 'kysely';
import { theContact } from '../contacts/contacts.ts';
import { once, type Actor } from '../credits/act.ts';
import type { Ledger } from '../credits/situation.ts';

/** @throws ProblemError `not-found`, `request-id-reused`, `request-too-old`. */
export async function setBasis(
  ledger: Ledger,
  actor: Actor,
  contactId: string,
  { requestId, lawfulBasis }: ContactBasisRequest,
): Promise<void> {
  const { workspaceId, memberId } = actor;
  await once(ledger, actor, requestId, { basis: contactId, lawfulBasis }, async ({ trx, now }) => {
    const one = await theContact(trx, workspaceId, contactId);
    // Also what was said of a contact that was merged into this one.
    await sql`
      delete from contact_basis where workspace_id = ${workspaceId} and contact_id in (
        select contact_id from contact where workspace_id = ${workspaceId} and (contact_id = ${one} or merged_into = ${one})
      )`.execute(trx);
    if (lawfulBasis !== null)
      await trx
        .insertInto('contact_basis')
        .values({ workspace_id: workspaceId, contact_id: one, lawful_basis: lawfulBasis, member_id: memberId, at: now })
        .execute();
    return { done: {} };
  });
}
