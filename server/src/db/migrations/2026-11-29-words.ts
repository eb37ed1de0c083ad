/** Members' words about parts of the insights stand beside their corrections of fields: each by the name of its part. product.md 5.3. */
import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<never>): Promise<void> {
  await sql`alter table contact_edit drop constraint contact_edit_field_check`.execute(db);
  await sql`alter table contact_edit add constraint contact_edit_field_check check (field <> '' and char_length(field) <= 200)`.execute(db);
}
