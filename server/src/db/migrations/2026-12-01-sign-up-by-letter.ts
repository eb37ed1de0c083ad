/** Accounts that are made when a letter has been read (accounts/deviceCodes.ts): what they are to be, until then. */
import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<never>): Promise<void> {
  // Name, e-mail, hash of the password, workspace and time zone; gone with the row, which lives for an hour at most.
  await sql`alter table device_code add column new_account jsonb`.execute(db);
}
