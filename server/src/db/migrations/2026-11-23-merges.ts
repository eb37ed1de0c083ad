/** Two contacts that turn out to be one person, and identifiers that pass from one person to another. product.md 2.9. */
import { sql, type Kysely } from 'kysely';

const statements = [
  // Always to a contact that stands for itself, never to one that was merged in its turn.
  sql`alter table contact
    add column merged_into uuid,
    add constraint merged_into_another check (merged_into <> contact_id),
    add foreign key (workspace_id, merged_into) references contact (workspace_id, contact_id) on delete cascade`,
  sql`create index contact_merged on contact (workspace_id, merged_into) where merged_into is not null`,
  // History follows the person and still tells as which contact it was taken. Two contacts may have been seen in one request.
  sql`alter table contact_snapshot add column taken_as uuid`,
  sql`update contact_snapshot set taken_as = contact_id`,
  sql`alter table contact_snapshot
    alter column taken_as set not null,
    drop constraint contact_snapshot_pkey,
    add primary key (workspace_id, contact_id, seq, taken_as)`,
  // What a contact answered to from `seq` until `until_seq`: it went to somebody else, or to the contact that this one was merged into.
  sql`create table contact_former_identifier (
    workspace_id uuid not null,
    contact_id uuid not null,
    kind text not null check (kind in ('member', 'slug', 'lead')),
    value text not null,
    seq bigint not null,
    until_seq bigint not null,
    primary key (workspace_id, contact_id, kind, value, until_seq),
    foreign key (workspace_id, contact_id) references contact (workspace_id, contact_id) on delete cascade
  )`,
  // A restoration names the debit that it gives back, and nothing gives one back twice. It is worth nothing when the period of the debit
  // has ended, since nothing rolls over (product.md 2.3).
  sql`alter table credit_entry
    add column restored_contact_id uuid,
    add constraint restoration_of_a_debit check ((kind = 'restoration') = (restored_contact_id is not null)),
    add constraint restoration_of_one_credit check (kind <> 'restoration' or amount in (0, 1)),
    add foreign key (workspace_id, restored_contact_id) references debit (workspace_id, contact_id) on delete cascade`,
  sql`create unique index credit_entry_restoration on credit_entry (workspace_id, restored_contact_id) where kind = 'restoration'`,
];

export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await statement.execute(db);
}
