import { expect, test } from 'vitest';
import { forecast } from './forecast.ts';

/** November in Paris: thirty days. */
const period = { periodStart: '2026-10-31T23:00:00Z', periodEnd: '2026-11-30T23:00:00Z' };
const afterDays = (days: number) => new Date(Date.parse(period.periodStart) + days * 86_400_000);
const runsOut = (days: number) => ({ kind: 'runsOut', at: afterDays(days) });

test.each([
  ['half of them in half of the time', 50, 50, 15, { kind: 'lasts' }],
  ['a little more', 51, 49, 15, runsOut(15 + (49 * 15) / 51)],
  ['ten a day of a hundred', 60, 40, 6, runsOut(10)],
  ['one in ten days', 1, 99, 10, { kind: 'lasts' }],
  ['all of them', 100, 0, 12, runsOut(12)],
  ['all of them, in the last minute', 100, 0, 30 - 1 / 1440, runsOut(30 - 1 / 1440)],
  ['exactly to the reset', 29, 1, 29, { kind: 'lasts' }],
  ['two days and no less', 10, 90, 2, runsOut(20)],
  ['less than two days', 10, 90, 1.999, { kind: 'unknown' }],
  ['nothing used', 0, 100, 20, { kind: 'unknown' }],
  ['nothing used, nothing there', 0, 0, 20, { kind: 'unknown' }],
  ['everything was given back', 0, 100, 3, { kind: 'unknown' }],
  ['the period is over', 60, 40, 30, { kind: 'unknown' }],
  ['before it began, by a clock that is behind', 60, 40, -1, { kind: 'unknown' }],
])('%s: %d used, %d left after %d days', (_name, used, available, days, expected) => {
  expect(forecast({ ...period, used, available }, afterDays(days))).toEqual(expected);
});

test('what is given back makes them last longer', () => {
  const before = forecast({ ...period, used: 60, available: 40 }, afterDays(10));
  const after = forecast({ ...period, used: 50, available: 50 }, afterDays(10));
  expect([before, after]).toEqual([runsOut(10 + 400 / 60), runsOut(20)]);
});

test('a period with a change of the clock is as long as it is', () => {
  // March in Paris: thirty days and twenty-three hours.
  const march = { periodStart: '2026-02-28T23:00:00Z', periodEnd: '2026-03-31T22:00:00Z' };
  const now = new Date('2026-03-16T10:30:00Z');
  expect(forecast({ ...march, used: 50, available: 50 }, now)).toEqual({ kind: 'lasts' });
  expect(forecast({ ...march, used: 51, available: 49 }, now).kind).toBe('runsOut');
});
