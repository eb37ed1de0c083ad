/** Corrections of what pages and analyses say of a contact: of each field, or part of the insights, the last one to arrive counts, and all of them stay. Always free. */
import type { Contact } from '@wellmet/shared/contact';
import { editableFields, type ContactEdit } from '@wellmet/shared/engagement';
import { once, type Actor } from '../credits/act.ts';
import type { Ledger } from '../credits/situation.ts';
import { contactOf, theContact } from './contacts.ts';

/**
 * Corrects fields of a contact and parts of its insights, or brings back what the page says of them (`null`). Who says what is shown already has
 * said it all the same.
 * @throws ProblemError `not-found` for an unknown or erased contact; `request-id-reused`, `request-too-old`.
 */
export async function editContact(
  ledger: Ledger,
  actor: Actor,
  contactId: string,
  { requestId, fields = {}, words = {} }: ContactEdit,
): Promise<Contact> {
  const said = [...editableFields.map((field) => [field, fields[field]] as const), ...Object.entries(words)];
  const content = { edit: contactId, fields, ...(Object.keys(words).length > 0 && { words }) };
  await once(ledger, actor, requestId, content, async ({ trx, now, seq, changed }) => {
    const one = await theContact(trx, actor.workspaceId, contactId);
    const rows = said.flatMap(([field, value]) => {
      const of = { workspace_id: actor.workspaceId, contact_id: one, taken_as: one };
      return value === undefined ? [] : [{ ...of, field, value, member_id: actor.memberId, at: now, seq }];
    });
    await trx.insertInto('contact_edit').values(rows).execute();
    changed.contacts.add(one);
    return { done: {} };
  });
  return contactOf(ledger.db, actor, contactId);
}
