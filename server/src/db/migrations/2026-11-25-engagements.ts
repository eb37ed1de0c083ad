/** What members do with a contact by their own hand: engagements, and corrections of what pages say. product.md 1 ("engagement"). */
import { sql, type Kysely } from 'kysely';

const statements = [
  // Whose request it is, it has as its id: sent twice it is one. Taken back it stays, and says so.
  sql`create table engagement (
    workspace_id uuid not null,
    engagement_id uuid not null,
    contact_id uuid not null,
    taken_as uuid not null,
    what text not null check (what in ('copied', 'sent', 'replied', 'called', 'met', 'noted')),
    text text check (text <> ''),
    done_at timestamptz not null,
    member_id uuid not null,
    at timestamptz not null,
    seq bigint not null,
    withdrawn_at timestamptz,
    withdrawn_by uuid,
    withdrawn_seq bigint,
    primary key (workspace_id, engagement_id),
    foreign key (workspace_id, contact_id) references contact (workspace_id, contact_id) on delete cascade,
    constraint note_with_words check (what <> 'noted' or text is not null),
    constraint done_before_told check (done_at <= at),
    constraint withdrawn_is_whole
      check ((withdrawn_at is null) = (withdrawn_by is null) and (withdrawn_at is null) = (withdrawn_seq is null))
  )`,
  sql`create index engagement_contact on engagement (workspace_id, contact_id, seq desc)`,
  // Every correction that was ever made. Of one field the newest counts; null is what the page says.
  sql`create table contact_edit (
    workspace_id uuid not null,
    contact_id uuid not null,
    field text not null check (field in ('name', 'headline', 'company', 'location')),
    seq bigint not null,
    taken_as uuid not null,
    value text check (value <> ''),
    member_id uuid not null,
    at timestamptz not null,
    primary key (workspace_id, contact_id, field, seq),
    foreign key (workspace_id, contact_id) references contact (workspace_id, contact_id) on delete cascade
  )`,
];

export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await statement.execute(db);
}
