import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OpenedDatabase } from '../db/open.ts';
import { emptyDatabase } from '../testing/database.ts';
import { monthOf } from './period.ts';

let database: OpenedDatabase;
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

/** The first instant whose local date is in the month, by this program's own zone data: found without any of the SQL's reasoning. */
function monthStarts(timeZone: string, from: number, months: number): number[] {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric', month: 'numeric', era: 'short' });
  const monthNumber = (instant: number): number => {
    const part = (wanted: string): number => Number(format.formatToParts(instant).find(({ type }) => type === wanted)?.value);
    return part('year') * 12 + part('month') - 1;
  };
  return Array.from({ length: months }, (_, index) => {
    const wanted = from * 12 + index;
    // Two days around the same midnight in UTC hold the change; a zone may step to and fro around it, so the quarters of an hour are walked.
    const near = Date.UTC(from, index, 1);
    for (let instant = near - 16 * 3600_000; instant < near + 16 * 3600_000; instant += 15 * 60_000)
      if (monthNumber(instant) >= wanted) return instant;
    throw new Error(`no start of month ${index} in ${timeZone}`);
  });
}

test('in every zone the months tile time, and begin where another calendar says', { timeout: 240_000 }, async () => {
  const { rows: known } = await sql<{ name: string }>`select name from pg_timezone_names`.execute(database.db);
  const names = new Set(known.map(({ name }) => name));
  const zones = Intl.supportedValuesOf('timeZone').filter((zone) => names.has(zone));
  expect(zones.length).toBeGreaterThan(400);
  const wrong: string[] = [];
  let compared = 0;
  for (const zone of zones) {
    // Years that are over: of later ones two releases of the zone data may tell different laws.
    const starts = monthStarts(zone, 2020, 61);
    const instants = starts.slice(0, -1).flatMap((start) => [start, start + 15 * 24 * 3600_000]);
    const { rows } = await sql<{ at: Date; period_start: Date; period_end: Date }>`
      select at, m.* from unnest(${instants.map((at) => new Date(at))}::timestamptz[]) as asked (at)
      cross join lateral ${monthOf(sql.ref('asked.at'), sql`${zone}::text`)} as m`.execute(database.db);
    if (rows.length !== instants.length) wrong.push(`${zone}: ${instants.length} instants, ${rows.length} months`);
    for (const { at, period_start, period_end } of rows) {
      const index = starts.findLastIndex((start) => start <= at.getTime());
      compared++;
      if (period_start.getTime() !== starts[index] || period_end.getTime() !== starts[index + 1])
        wrong.push(`${zone} at ${at.toISOString()}: ${period_start.toISOString()} to ${period_end.toISOString()}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(compared).toBe(zones.length * 120);
});
