import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emptyDatabase, type TestDatabase } from '../testing/database.ts';
import { monthOf } from './period.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await emptyDatabase();
});
afterAll(() => database.close());

async function monthAt(instant: string, timeZone: string): Promise<[string, string]> {
  const { rows } = await sql<{ period_start: Date; period_end: Date }>`
    select * from ${monthOf(sql`${instant}::timestamptz`, sql`${timeZone}::text`)} as m`.execute(database.db);
  const [month, ...others] = rows;
  if (!month || others.length > 0) throw new Error(`${rows.length} months`);
  return [month.period_start.toISOString(), month.period_end.toISOString()];
}

// prettier-ignore
test.each([
  ['a plain month', '2026-11-23T12:00:00Z', 'Europe/Paris', '2026-10-31T23:00:00.000Z', '2026-11-30T23:00:00.000Z'],
  ['its first instant', '2026-11-30T23:00:00Z', 'Europe/Paris', '2026-11-30T23:00:00.000Z', '2026-12-31T23:00:00.000Z'],
  ['the last before it', '2026-11-30T22:59:59.999999Z', 'Europe/Paris', '2026-10-31T23:00:00.000Z', '2026-11-30T23:00:00.000Z'],
  ['summer to winter', '2026-10-31T22:30:00Z', 'Europe/Paris', '2026-09-30T22:00:00.000Z', '2026-10-31T23:00:00.000Z'],
  ['February of a leap year', '2028-02-29T23:59:59Z', 'UTC', '2028-02-01T00:00:00.000Z', '2028-03-01T00:00:00.000Z'],
  ['31 January', '2027-01-31T23:30:00Z', 'America/New_York', '2027-01-01T05:00:00.000Z', '2027-02-01T05:00:00.000Z'],
  ['a zone of 45 minutes', '2026-06-30T18:20:00Z', 'Asia/Kathmandu', '2026-06-30T18:15:00.000Z', '2026-07-31T18:15:00.000Z'],
  ['midnight that comes twice: the earlier', '2026-11-01T04:30:00Z', 'America/Havana', '2026-11-01T04:00:00.000Z', '2026-12-01T05:00:00.000Z'],
  ['before the midnight that comes twice', '2026-11-01T03:59:59Z', 'America/Havana', '2026-10-01T04:00:00.000Z', '2026-11-01T04:00:00.000Z'],
])('%s', async (_, instant, timeZone, start, end) => {
  expect(await monthAt(instant, timeZone)).toEqual([start, end]);
});

const firstYear = 1985;
const months = 40 * 12;

/** Where each month begins by another library, in milliseconds: the start of its first day, and the end of the last month. */
const startsOf = (timeZone: string): number[] =>
  Array.from(
    { length: months + 1 },
    (_, n) => new Temporal.PlainDate(firstYear + Math.floor(n / 12), (n % 12) + 1, 1).toZonedDateTime(timeZone).epochMilliseconds,
  );

describe('forty years in every zone that Node and the database both know', { timeout: 240_000 }, () => {
  let zones: string[];
  /** Some zones at a time: a statement has thirty seconds, and the machine may be busy. */
  const inParts = async <T>(ask: (part: string[]) => Promise<T[]>): Promise<T[]> => {
    const found: T[] = [];
    for (let from = 0; from < zones.length; from += 50) found.push(...(await ask(zones.slice(from, from + 50))));
    return found;
  };
  beforeAll(async () => {
    const { rows } = await sql<{ name: string }>`select name from pg_timezone_names`.execute(database.owner);
    const names = new Set(rows.map(({ name }) => name));
    zones = Intl.supportedValuesOf('timeZone').filter((zone) => names.has(zone));
    await sql`create table month (zone text, n integer, naive timestamptz, period_start timestamptz, period_end timestamptz)`.execute(
      database.owner,
    );
    // Years that are over: of later ones two releases of the zone data may tell different laws.
    await inParts(async (part) => {
      await sql`
        insert into month
        select zone, n, date_trunc('month', middle at time zone zone) at time zone zone, m.*
        from unnest(${part}::text[]) as zone cross join generate_series(0, ${months - 1}::integer) as n
        cross join lateral (select make_date(${firstYear}::integer, 1, 15)::timestamp at time zone 'UTC' + n * interval '1 month' as middle) as asked
        cross join lateral ${monthOf(sql.ref('asked.middle'), sql`zone`)} as m`.execute(database.owner);
      return [];
    });
  }, 240_000);

  test('each instant has one month, and where one ends the next one begins', async () => {
    expect(zones.length).toBeGreaterThan(400);
    const { rows } = await sql`
      select count(*) as months,
        count(*) filter (where period_end is distinct from coalesce(next, period_end)) as "gaps and overlaps",
        count(*) filter (where not period_start < period_end) as "months without time"
      from (select *, lead(period_start) over (partition by zone order by n) as next from month) as m`.execute(database.owner);
    expect(rows).toEqual([{ months: zones.length * months, 'gaps and overlaps': 0, 'months without time': 0 }]);
  });

  test('its first instant is in it, and the last one before is in the month before', async () => {
    const wrong = await inParts(async (part) => {
      const { rows } = await sql`
        select zone, m.period_start, first.period_start as first, eve.period_end as eve from month m
        cross join lateral ${monthOf(sql.ref('m.period_start'), sql`m.zone`)} as first
        cross join lateral (select m.period_start - interval '1 microsecond' as at) as before
        cross join lateral ${monthOf(sql.ref('before.at'), sql`m.zone`)} as eve
        where m.zone = any (${part}::text[])
          and (first.period_start, first.period_end, eve.period_end) is distinct from (m.period_start, m.period_end, m.period_start)`.execute(
        database.owner,
      );
      return rows;
    });
    expect(wrong).toEqual([]);
  });

  test('they begin where another calendar says, which the plain expression does not', async () => {
    const { rows } = await sql<{ zone: string; starts: number[]; naive: number[] }>`
      select zone, array_agg(extract(epoch from period_start) * 1000 order by n)::float8[] || (extract(epoch from max(period_end)) * 1000)::float8 as starts,
        array_agg(extract(epoch from naive) * 1000 order by n)::float8[] as naive
      from month group by zone order by zone`.execute(database.owner);
    expect(rows).toHaveLength(zones.length);
    const differing: string[] = [];
    const naivelyWrong = new Set<string>();
    for (const { zone, starts, naive } of rows) {
      const others = startsOf(zone);
      starts.forEach((start, n) => {
        if (start !== others[n])
          differing.push(`${zone} ${new Date(start).toISOString()}, elsewhere ${new Date(others[n] ?? 0).toISOString()}`);
      });
      if (naive.some((start, n) => start !== others[n])) naivelyWrong.add(zone);
    }
    expect(differing).toEqual([]);
    // Clocks set back over the midnight of a first day: Havana, and Newfoundland's one minute past it.
    expect([...naivelyWrong]).toEqual(expect.arrayContaining(['America/Havana', 'America/St_Johns']));
  });
});
