/** The provider that feeds a workspace's pool: where it is, on which terms, and how far it has been read. product.md 6. */
import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<never>): Promise<void> {
  await sql`create table pool_provider (
    workspace_id uuid not null primary key references organization (id) on delete cascade,
    url text not null,
    -- Encrypted (outside/key.ts).
    sealed_key text,
    terms jsonb not null,
    -- The provider's own word for where the next page begins; nothing: at the beginning.
    cursor text,
    -- The fetch that may move it.
    import_id uuid,
    -- The provider wants to be left alone until then.
    rest_until timestamptz
  )`.execute(db);
}
