/** The ledger that explains itself, plans that change, caps, erasure, and contacts that are separated again. product.md 2.9 to 2.12, 7. */
import { sql, type Kysely } from 'kysely';

const statements = [
  // What the next period begins with, where that is something else than the present one; and since when the plan is no longer paid.
  sql`alter table credit_head
    add column next_plan_code text,
    add column next_plan_version integer,
    add column next_seats integer check (next_seats >= 1),
    add column lapsed_from timestamptz,
    add column stopped_at timestamptz,
    add foreign key (next_plan_code, next_plan_version) references plan (code, version),
    add constraint next_is_whole check ((next_plan_code is null) = (next_plan_version is null) and (next_plan_code is null) = (next_seats is null))`,
  sql`alter table credit_entry add column plan_code text, add column plan_version integer, add column seats integer`,
  sql`update credit_entry set plan_code = split_part(reason, ' ', 1), plan_version = split_part(reason, ' ', 2)::integer, seats = 1, reason = 'period'
    where kind = 'grant'`,
  sql`alter table credit_entry add constraint grant_of_a_plan check (kind <> 'grant' or (plan_code is not null and reason in ('period', 'upgrade')))`,
  sql`alter table debit add column campaign_id uuid`,
  sql`create index debit_number on debit (workspace_id, seq)`,
  sql`create index debit_campaign on debit (workspace_id, campaign_id, seq) where campaign_id is not null`,
  // The few among the many, for who looks for grants and restorations only.
  sql`create index credit_entry_not_debit on credit_entry (workspace_id, seq) where kind <> 'debit'`,
  sql`create index debit_member on debit (workspace_id, member_id, period_start)`,
  sql`create table member_cap (
    workspace_id uuid not null references credit_head (workspace_id) on delete cascade,
    member_id uuid not null,
    cap_credits integer not null check (cap_credits >= 0),
    seq bigint not null,
    primary key (workspace_id, member_id)
  )`,
  // A page that reads as the newest snapshot did is told by the hash of what it said. The search that somebody was found by may have been one for
  // their name: it is kept with the person, who can be erased, not with the debit, which cannot.
  sql`alter table contact
    add column seen_hash bytea,
    add column search_context text,
    add column erased_at timestamptz,
    add column unmerged_seq bigint,
    add column apart_from uuid`,
  // What stays of a person who was erased: keyed hashes of their identifiers, which refuse them for ever.
  sql`create table erased_identifier (
    workspace_id uuid not null references credit_head (workspace_id) on delete cascade,
    kind text not null check (kind in ('member', 'slug', 'lead')),
    hash bytea not null,
    contact_id uuid not null,
    primary key (workspace_id, kind, hash, contact_id)
  )`,
  sql`create index erased_identifier_contact on erased_identifier (workspace_id, contact_id)`,
  // When a thing that is done from time to time was done last, by whichever server.
  sql`create table periodic_work (name text primary key, last_at timestamptz not null)`,
];

export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await statement.execute(db);
}
