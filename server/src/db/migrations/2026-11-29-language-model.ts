/** The optional language model of a workspace: its setting, what it has used, and where its readings of contacts stand. product.md 5.5. */
import { sql, type Kysely } from 'kysely';

const statements = [
  sql`create table language_model (
    workspace_id uuid not null primary key references organization (id) on delete cascade,
    url text not null,
    model text not null,
    -- Encrypted (model/key.ts).
    sealed_key text,
    budget_requests integer not null check (budget_requests > 0),
    timeout_seconds integer not null check (timeout_seconds > 0),
    is_on boolean not null,
    consent_by uuid,
    consent_at timestamptz,
    consent_version integer,
    constraint on_by_consent check (not is_on or (consent_by is not null and consent_at is not null and consent_version is not null))
  )`,
  sql`create table model_usage (
    workspace_id uuid not null references organization (id) on delete cascade,
    month date not null,
    requests integer not null check (requests >= 0),
    rejected integer not null check (rejected >= 0),
    primary key (workspace_id, month)
  )`,
  // One a contact: what is to be read next, and what was read last. It is the queue of readings, too: written with the snapshot, in the same statement.
  sql`create table model_reading (
    workspace_id uuid not null,
    contact_id uuid not null,
    snapshot_seq bigint not null,
    state text not null check (state in ('asked', 'done', 'failed')),
    trouble text,
    at timestamptz not null,
    member_id uuid not null,
    attempts integer not null default 0,
    due_at timestamptz not null,
    claimed_until timestamptz,
    engine text,
    version integer,
    -- What stands of what the model said, of this snapshot.
    found jsonb,
    rejected integer,
    primary key (workspace_id, contact_id),
    foreign key (workspace_id, contact_id) references contact (workspace_id, contact_id) on delete cascade,
    constraint trouble_of_failed check ((trouble is not null) = (state = 'failed')),
    constraint found_is_whole check ((found is null) = (engine is null) and (found is null) = (version is null) and (found is null) = (rejected is null))
  )`,
  sql`create index model_reading_due on model_reading (workspace_id, state, due_at)`,
];

export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await statement.execute(db);
}
