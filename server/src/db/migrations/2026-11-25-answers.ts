/** Kept answers are forgotten when nobody can repeat their request any more. credits.md, first part, 3. */
import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<never>): Promise<void> {
  // The highest number whose answer was forgotten: above it none is missing, which is what the ledger is verified by.
  await sql`alter table credit_head add column answers_forgotten_seq bigint not null default 0`.execute(db);
}
