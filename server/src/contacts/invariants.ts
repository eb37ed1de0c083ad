/** What must hold of contacts: who was paid for, who is who, and what is left of whom. product.md 2.1, 2.9 and 7. */
import { sql } from 'kysely';
import type { Invariants } from '../credits/invariants.ts';

export const contactInvariants: Invariants = {
  'contacts and debits are the same people': sql`
    select workspace_id, format(case when c.seq is null then 'no contact %s for its debit' else 'no debit for contact %s' end, contact_id) as found
    from contact c full join debit d using (workspace_id, contact_id)
    where c.seq is null or d.seq is null`,

  'the debits restored are those of contacts that are merged, or were and are separated again': sql`
    select workspace_id, format('contact %s: %s', contact_id, case when r.seq is null then 'not restored' else 'restored, never merged' end) as found
    from contact c
    full join (select workspace_id, restored_contact_id as contact_id, seq from credit_entry where kind = 'restoration') r using (workspace_id, contact_id)
    where (c.merged_into is null and c.unmerged_seq is null) <> (r.seq is null)`,

  'a contact is merged into one that is not, and both are erased or neither': sql`
    -- But for what was merged into somebody who was purged and came back: of it nothing comes back.
    select c.workspace_id, format('contact %s', c.contact_id) as found
    from contact c join contact one on one.workspace_id = c.workspace_id and one.contact_id = c.merged_into
    where one.merged_into is not null or (c.erased_at is null and one.erased_at is not null)
      or (c.erased_at is not null and one.erased_at is null and not (c.is_purged and one.collected_at is not null))`,

  'a contact has an identifier; one that is merged or erased has none': sql`
    select c.workspace_id, format('contact %s', c.contact_id) as found
    from contact c left join (select distinct workspace_id, contact_id from contact_identifier) i using (workspace_id, contact_id)
    where (c.merged_into is null and c.erased_at is null) <> (i.contact_id is not null)`,

  'every contact shows its newest snapshot; one that is merged or erased has none': sql`
    select c.workspace_id, format('contact %s: shows %s, the newest is %s', c.contact_id, c.snapshot_seq, coalesce(s.newest::text, 'none')) as found
    from (select *, case when merged_into is null and erased_at is null then snapshot_seq end as shown from contact) c
    left join (
      select workspace_id, contact_id, max(seq) as newest, max(seq) filter (where taken_as = contact_id) as newest_own
      from contact_snapshot group by workspace_id, contact_id
    ) s on s.workspace_id = c.workspace_id and s.contact_id = c.contact_id
    where (s.newest, s.newest_own) is distinct from (c.shown, c.shown)`,

  'what was done with a contact, and corrected of it, is with the one that stands for it, and gone with an erased one': sql`
    select h.workspace_id, format('%s of contact %s', h.what, h.contact_id) as found
    from (
      select workspace_id, contact_id, 'an engagement' as what from engagement
      union all select workspace_id, contact_id, 'a correction' from contact_edit
    ) h
    join contact c on c.workspace_id = h.workspace_id and c.contact_id = h.contact_id
    where c.merged_into is not null or c.erased_at is not null`,

  'of an erased person hashes are left and no identifier of before, and hashes are of nobody else': sql`
    select workspace_id, format('contact %s', contact_id) as found
    from (select * from contact where erased_at is not null and merged_into is null) c
    full join (
      select workspace_id, contact_id, false as is_free from erased_identifier
      union select p.workspace_id, p.contact_id, true from purged_identifier p join contact c using (workspace_id, contact_id) where c.is_purged
    ) x using (workspace_id, contact_id)
    where c.seq is null or x.contact_id is null or c.is_purged <> x.is_free
    union all
    select workspace_id, format('contact %s, purged and not erased', contact_id) from contact where is_purged and erased_at is null
    union all
    select b.workspace_id, format('contact %s, why it may be had', b.contact_id)
    from contact_basis b join contact c on c.workspace_id = b.workspace_id and c.contact_id = b.contact_id
    where c.erased_at is not null
    union all
    select f.workspace_id, format('contact %s, formerly known', f.contact_id)
    from contact_former_identifier f join contact c on c.workspace_id = f.workspace_id and c.contact_id = f.contact_id
    where c.erased_at is not null
    union all
    select workspace_id, format('contact %s, what was read of it', contact_id) from contact
    where erased_at is not null and (seen_hash is not null or search_context is not null)
    union all
    select r.workspace_id, format('contact %s, what a model read of it', r.contact_id)
    from model_reading r join contact c on c.workspace_id = r.workspace_id and c.contact_id = r.contact_id
    where c.erased_at is not null`,
};
