/** What people's identifiers leave behind when they pass on. product.md 2.9. */
import { sql } from 'kysely';
import { mergeEnrolments } from '../campaigns/holding.ts';
import type { Act } from '../credits/act.ts';
import type { ResolvedPerson } from './people.ts';

/** What is kept of a contact and follows the person: each row tells as which contact it was taken (`taken_as`), which may be merged since. */
export const histories = ['contact_snapshot', 'engagement', 'contact_edit'] as const;

/**
 * Takes from contacts the identifiers that they lose, by a merge or to somebody else, and keeps them as former ones; then puts the history
 * of merged contacts, and what they had in campaigns, under the one that stays. The identifiers are the caller's to give to whoever has them
 * now, in the same transaction.
 */
export async function passOn(act: Act, people: readonly ResolvedPerson[]): Promise<void> {
  const { trx: db, seq } = act;
  const { workspaceId } = act.actor;
  const lost = people.flatMap(({ gained }) => gained.filter(isPassedOn));
  if (lost.length > 0) {
    const { rows } = await sql<{ count: number }>`
      with taken as (
        delete from contact_identifier i
        using unnest(${lost.map(({ kind }) => kind)}::text[], ${lost.map(({ value }) => value)}::text[]) as lost (kind, value)
        where i.workspace_id = ${workspaceId} and i.kind = lost.kind and i.value = lost.value
        returning i.contact_id, i.kind, i.value, i.seq
      ), noted as (
        insert into contact_former_identifier (workspace_id, contact_id, kind, value, seq, until_seq)
        select ${workspaceId}::uuid, contact_id, kind, value, seq, ${seq}::bigint from taken
      ), changed as (
        update contact c set seq = ${seq}::bigint from taken where c.workspace_id = ${workspaceId} and c.contact_id = taken.contact_id
      )
      select count(*) from taken`.execute(db);
    if (rows[0]?.count !== lost.length) throw new Error('identifiers to pass on are not there');
  }

  const merged = people.flatMap((person) => person.merged.map(({ contactId }) => ({ contactId, into: person.known?.contactId ?? '' })));
  if (merged.length === 0) return;
  const pairs = sql`unnest(${merged.map(({ contactId }) => contactId)}::uuid[], ${merged.map(({ into }) => into)}::uuid[]) as merged (contact_id, into_id)`;
  // Contacts that were merged into a merged one follow it: a contact is never more than one step away from the one that stands for it.
  const followed = histories.map(
    (table) => sql`${sql.id(`followed_${table}`)} as (
      update ${sql.table(table)} h set contact_id = merged.into_id from ${pairs}
      where h.workspace_id = ${workspaceId} and h.contact_id = merged.contact_id
    )`,
  );
  await sql`
    with ${sql.join(followed)}
    update contact c set merged_into = merged.into_id, is_purged = false, erased_at = null, seq = ${seq}::bigint
    from ${pairs}
    where c.workspace_id = ${workspaceId} and (c.contact_id = merged.contact_id or c.merged_into = merged.contact_id)`.execute(db);
  for (const { contactId, into } of merged) {
    await mergeEnrolments(act, contactId, into);
    act.events.push({ what: 'merged', contactId });
  }
}

const isPassedOn = ({ from }: ResolvedPerson['gained'][number]): boolean => from !== undefined;

/** Whether somebody of a request loses an identifier, to a merge or to somebody else. */
export const passesOn = (people: readonly ResolvedPerson[]): boolean =>
  people.some(({ merged, gained }) => merged.length > 0 || gained.some(isPassedOn));
