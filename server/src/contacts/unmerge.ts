/** Separating two contacts that were merged by mistake. No credit moves. */
import type { Contact } from '@wellmet/shared/contact';
import { sql } from 'kysely';
import { once, type Actor } from '../credits/act.ts';
import type { Ledger } from '../credits/situation.ts';
import { ProblemError } from '../http/problem.ts';
import { contactOf } from './contacts.ts';
import { histories } from './merge.ts';

/**
 * Gives a merged contact back what it was known by and its own history, and keeps pages from merging the two again. Its restored credit stays
 * restored; campaigns stay with the contact that it had been merged into.
 * @returns the separated contact.
 * @throws ProblemError `not-found`; `wrong-state` for a contact that is not merged, or of whose identifiers none is left to give back.
 */
export async function unmergeContact(ledger: Ledger, actor: Actor, contactId: string, requestId: string): Promise<Contact> {
  await once(ledger, actor, requestId, { unmerge: contactId }, async ({ trx, now, seq, events, changed }) => {
    const { workspaceId } = actor;
    const contact = await trx
      .selectFrom('contact')
      .selectAll()
      .where('workspace_id', '=', workspaceId)
      .where('contact_id', '=', contactId)
      .where('erased_at', 'is', null)
      .executeTakeFirst();
    if (!contact) throw new ProblemError('not-found');
    const from = contact.merged_into;
    if (from === null) throw new ProblemError('wrong-state', { detail: 'This contact is not merged into another one.' });

    // What it lost to the other one at the merge, and the other one still has.
    const { rows: returned } = await sql<{ kind: string; value: string }>`
      update contact_identifier i set contact_id = ${contactId}::uuid, seq = f.seq
      from contact_former_identifier f
      where f.workspace_id = ${workspaceId} and f.contact_id = ${contactId}
        and f.until_seq = (select max(until_seq) from contact_former_identifier where workspace_id = f.workspace_id and contact_id = f.contact_id)
        and i.workspace_id = f.workspace_id and i.kind = f.kind and i.value = f.value and i.contact_id = ${from}
      returning i.kind, i.value`.execute(trx);
    if (returned.length === 0)
      throw new ProblemError('wrong-state', { detail: 'Nothing that this contact was known by is left to give back.' });
    await sql`
      insert into contact_former_identifier (workspace_id, contact_id, kind, value, seq, until_seq)
      select ${workspaceId}::uuid, ${from}::uuid, kind, value, ${contact.seq}::bigint, ${seq}::bigint
      from unnest(${returned.map(({ kind }) => kind)}::text[], ${returned.map(({ value }) => value)}::text[]) as r (kind, value)`.execute(
      trx,
    );
    for (const table of histories)
      await trx
        .updateTable(table)
        .set({ contact_id: contactId })
        .where('workspace_id', '=', workspaceId)
        .where('contact_id', '=', from)
        .where('taken_as', '=', contactId)
        .execute();
    await trx
      .updateTable('contact')
      .set({ merged_into: null, unmerged_seq: seq, apart_from: from, last_analysed_at: now, seq })
      .where('workspace_id', '=', workspaceId)
      .where('contact_id', '=', contactId)
      .execute();
    events.push({ what: 'unmerged', contactId });
    changed.contacts.add(from);
    return { done: {} };
  });
  return contactOf(ledger.db, actor, contactId);
}
