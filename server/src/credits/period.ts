/** The period: one calendar month in the workspace's zone, half-open. product.md 1 ("period"), credits.md 3.3. */
import { sql, type Expression, type RawBuilder } from 'kysely';

/** The database's clock, at the start of the transaction. Tests put another one in its place. */
export type Clock = RawBuilder<Date>;
export const databaseClock: Clock = sql<Date>`now()`;

/**
 * The month that contains an instant, as a one-row query with `period_start` and `period_end`: every boundary of a period comes from here.
 * A month begins at the first instant whose local date is its first day: where a clock is set back over that midnight (America/Havana,
 * 1 Nov 2026) it is the earlier of the two, and where it is set forward over it, the instant of the change. So months tile time.
 */
export function monthOf(instant: Expression<Date>, timeZone: Expression<string>): RawBuilder<{ period_start: Date; period_end: Date }> {
  return sql`(
    select period_start, period_end from (
      select period_start, lead(period_start) over (order by period_start) as period_end from (
        select case when earlier < later and earlier at time zone ${timeZone} = first_day then earlier else later end as period_start
        from generate_series(-1, 2) as near(months)
        cross join lateral (select date_trunc('month', ${instant} at time zone ${timeZone}) + months * interval '1 month' as first_day) as day
        cross join lateral (select first_day at time zone ${timeZone} as later) as standard
        cross join lateral (
          select (first_day - ((later - interval '1 day') at time zone ${timeZone} - (later - interval '1 day') at time zone 'UTC')) at time zone 'UTC' as earlier
        ) as by_the_offset_of_the_eve
      ) as starts
    ) as months
    where period_start <= ${instant} and ${instant} < period_end
  )`;
}
