/** What a seat costs for a year paid at once, where the operator offers that. The first catalogue gives two months of twelve. */
import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<never>): Promise<void> {
  await sql`alter table plan add column annual_price_per_seat_cents integer check (annual_price_per_seat_cents >= 0)`.execute(db);
  await sql`
    update plan set annual_price_per_seat_cents = 10 * monthly_price_per_seat_cents
    where (code, version, monthly_price_per_seat_cents) in (('starter', 1, 1900), ('growth', 1, 4900), ('scale', 1, 11900))`.execute(db);
}
