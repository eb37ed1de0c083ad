/** How long the credits of a period last at its present pace: one division, so that anybody can check it. */
import type { Balance } from '@wellmet/shared/credits';

export type Forecast = { kind: 'lasts' } | { kind: 'runsOut'; at: Date } | { kind: 'unknown' };

/** Less of a period is no pace yet. */
const leastMs = 2 * 86_400_000;

/** Pace is what is used by the time that has passed: what was given back is not used. */
export function forecast(
  { used, available, periodStart, periodEnd }: Pick<Balance, 'used' | 'available' | 'periodStart' | 'periodEnd'>,
  now: Date,
): Forecast {
  const passed = now.getTime() - Date.parse(periodStart);
  const end = Date.parse(periodEnd);
  if (used <= 0 || passed < leastMs || now.getTime() >= end) return { kind: 'unknown' };
  const at = now.getTime() + (available * passed) / used;
  return at < end ? { kind: 'runsOut', at: new Date(at) } : { kind: 'lasts' };
}
