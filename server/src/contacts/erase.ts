/**
 * Forgetting a person: everything goes, keyed hashes of the identifiers stay. Of who asked for it they refuse them for ever; of who was kept long
 * enough they say that the person was paid for, should they come back. product.md 7 and 2.1.
 */
import { sql } from 'kysely';
import { noteInAudit } from '../audit/note.ts';
import { letGo, setStates } from '../campaigns/holding.ts';
import { once, type Act, type Actor } from '../credits/act.ts';
import { erasedHash, type Ledger } from '../credits/situation.ts';
import { theContact } from './contacts.ts';
import { eraseFromPools, type RefusedKey } from '../pool/erase.ts';
import { histories } from './merge.ts';
import type { Key } from './people.ts';

/**
 * Erases a contact with all that was merged into it. Ledger rows keep its id, which is a pseudonym from then on; nobody is held or waited for.
 * @throws ProblemError `not-found`, `request-id-reused`.
 */
export async function eraseContact(ledger: Ledger, actor: Actor, contactId: string, requestId: string): Promise<void> {
  await once(ledger, actor, requestId, { erase: contactId }, async (act) => {
    const one = await theContact(act.trx, actor.workspaceId, contactId);
    await forgetPerson(act, ledger.secret, one, 'refused');
    await noteInAudit(act.trx, { by: actor, act: 'contact-erased', about: { contactId: one } });
    return { done: {} };
  });
}

/** Of a contact that stands for the person, what is kept beside its histories. */
const others = ['model_reading', 'contact_basis'] as const;

/** @param one the contact that stands for the person; what was merged into it goes, too. */
export async function forgetPerson(act: Act, secret: string, one: string, from: 'refused' | 'free'): Promise<void> {
  const { trx, now, seq, actor } = act;
  const { workspaceId } = actor;
  const { rows } = await sql<{ contact_id: string }>`
    select contact_id from contact where workspace_id = ${workspaceId} and (contact_id = ${one} or merged_into = ${one})`.execute(trx);
  const all = rows.map((row) => row.contact_id);

  await forgetIdentifiers(act, secret, one, all, from);
  await leaveCampaigns(act, all);
  for (const table of [...histories, ...others])
    await trx.deleteFrom(table).where('workspace_id', '=', workspaceId).where('contact_id', 'in', all).execute();
  await trx
    .updateTable('contact')
    .set({ erased_at: now, is_purged: from === 'free', seen_hash: null, search_context: null, seq })
    .where('workspace_id', '=', workspaceId)
    .where('contact_id', 'in', all)
    .execute();
}

async function forgetIdentifiers(act: Act, secret: string, one: string, all: string[], from: 'refused' | 'free'): Promise<void> {
  const { trx, actor } = act;
  const { workspaceId } = actor;
  const { rows: held } = await sql<Key & { isPresent: boolean }>`
    select kind, value, true as "isPresent" from contact_identifier where workspace_id = ${workspaceId} and contact_id = any (${all}::uuid[])
    union
    select kind, value, false from contact_former_identifier f
    where workspace_id = ${workspaceId} and contact_id = any (${all}::uuid[]) and not exists (
      -- What has passed to somebody else is that person's.
      select 1 from contact_identifier i where i.workspace_id = f.workspace_id and i.kind = f.kind and i.value = f.value
    )`.execute(trx);
  const keys = new Map(held.map(({ kind, value }) => [`${kind} ${value}`, { kind, value }]));
  const own = [...keys.values()].map((key): RefusedKey => ({ kind: key.kind, hash: erasedHash(secret, workspaceId, key) }));
  const inPools = await eraseFromPools(trx, workspaceId, secret, [...keys.values()]);
  await keepHashes(act, one, all, [...own, ...inPools], from);
  for (const table of ['contact_identifier', 'contact_former_identifier'] as const)
    await trx.deleteFrom(table).where('workspace_id', '=', workspaceId).where('contact_id', 'in', all).execute();
}

async function keepHashes(
  { trx, actor: { workspaceId } }: Act,
  one: string,
  all: string[],
  hashes: readonly RefusedKey[],
  from: 'refused' | 'free',
): Promise<void> {
  for (const { kind, hash } of hashes) {
    const of = { workspace_id: workspaceId, hash, contact_id: one };
    if (from === 'refused')
      await trx
        .insertInto('erased_identifier')
        .values({ ...of, kind })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    // By an e-mail nobody is found who is paid for.
    else if (kind !== 'email')
      await trx
        .insertInto('purged_identifier')
        .values({ ...of, kind })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
  }
  if (from === 'free') return;
  // Who was purged and came back is refused by what they were known by before, too.
  await sql`
    with before as (
      delete from purged_identifier where workspace_id = ${workspaceId} and contact_id = any (${all}::uuid[]) returning workspace_id, kind, hash
    )
    insert into erased_identifier (workspace_id, kind, hash, contact_id) select workspace_id, kind, hash, ${one}::uuid from before
    on conflict do nothing`.execute(trx);
}

async function leaveCampaigns(act: Act, all: string[]): Promise<void> {
  const { trx, actor } = act;
  // First: nobody may have them when they are let go.
  const waits = await trx
    .deleteFrom('campaign_wait')
    .where('workspace_id', '=', actor.workspaceId)
    .where('contact_id', 'in', all)
    .returning('campaign_id')
    .execute();
  for (const wait of waits) act.changed.campaigns.add(wait.campaign_id);
  const enrolments = await trx
    .selectFrom('enrolment')
    .select(['campaign_id', 'contact_id'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('contact_id', 'in', all)
    .execute();
  for (const [campaignId, own] of Map.groupBy(enrolments, (row) => row.campaign_id)) {
    const ids = own.map((row) => row.contact_id);
    await setStates(act, campaignId, ids, 'removed');
    await letGo(act, campaignId, ids);
  }
}
