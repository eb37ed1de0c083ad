/** The catalogue of plans: data of the operator. product.md 1 ("plan"). */
import type { Plan } from '@wellmet/shared/plan';
import type { Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import { ProblemError } from '../http/problem.ts';

/** The plan of every new workspace. */
export const freePlan = 'free';

export const maxSeats = 10_000;

/** How many seats of a plan there are for whoever wants as many: the free one has one. */
export const seatsOf = ({ code }: Pick<Plan, 'code'>, wanted: number): number => (code === freePlan ? 1 : wanted);

/** The plans on offer, in the version on offer, smallest first. */
export async function plansOnOffer(db: Kysely<Database>): Promise<Plan[]> {
  const rows = await db
    .selectFrom('plan')
    .selectAll()
    .where('offered', '=', true)
    .orderBy('monthly_credits_per_seat')
    .orderBy('code')
    .execute();
  return rows.map((row) => ({
    code: row.code,
    version: row.version,
    name: row.name,
    monthlyCreditsPerSeat: row.monthly_credits_per_seat,
    monthlyPricePerSeatCents: row.monthly_price_per_seat_cents,
    ...(row.annual_price_per_seat_cents !== null && { annualPricePerSeatCents: row.annual_price_per_seat_cents }),
    currency: row.currency,
  }));
}

/** The version on offer of a plan. @throws ProblemError `not-found` when there is none. */
export async function planOnOffer(db: Kysely<Database>, code: string): Promise<Plan> {
  const plan = (await plansOnOffer(db)).find((offered) => offered.code === code);
  if (!plan) throw new ProblemError('not-found', { detail: `There is no plan "${code}" on offer.` });
  return plan;
}
