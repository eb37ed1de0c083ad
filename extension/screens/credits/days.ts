/** Days of the workspace's calendar ("2026-11-24") and the instants that they begin at: periods, charts and filters are counted in them. */
import type { Balance } from '@wellmet/shared/credits';

/** From its first instant to before the first of the next. */
export interface Range {
  from: string;
  before: string;
  firstDay: string;
  lastDay: string;
}

export type Period = 'this' | 'last' | 'custom';

const dayMs = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

export function dayOf(instant: Date, timeZone: string): string {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone });
  formats.set(timeZone, format);
  return format.format(instant);
}

/** The first instant of a day: of the offsets that the zone has around it, the one that gives the earliest moment of that day. */
export function startOf(day: string, timeZone: string): string {
  const inUtc = Date.parse(`${day}T00:00:00Z`);
  const starts = [-dayMs, dayMs].map((aside) => new Date(inUtc - offsetOf(new Date(inUtc + aside), timeZone)));
  const [first] = starts.filter((start) => dayOf(start, timeZone) === day).toSorted((a, b) => a.getTime() - b.getTime());
  return (first ?? new Date(inUtc)).toISOString();
}

/** How far the zone's clocks are ahead of UTC. */
function offsetOf(at: Date, timeZone: string): number {
  const clock = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone }).format(at);
  return Date.parse(`${clock.replace(' ', 'T')}Z`) - Math.floor(at.getTime() / 1000) * 1000;
}

export function dayAfter(day: string, days = 1): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

/** Every day of a span, both ends included. */
export function daysBetween(firstDay: string, lastDay: string): string[] {
  const count = Math.round((Date.parse(lastDay) - Date.parse(firstDay)) / dayMs) + 1;
  return Array.from({ length: Math.max(count, 0) }, (_, place) => dayAfter(firstDay, place));
}

export type Months = Pick<Balance, 'periodStart' | 'periodEnd' | 'timeZone'>;

export function thisPeriod({ periodStart, periodEnd, timeZone }: Months): Range {
  const lastDay = dayOf(new Date(Date.parse(periodEnd) - 1), timeZone);
  return { from: periodStart, before: periodEnd, firstDay: dayOf(new Date(periodStart), timeZone), lastDay };
}

/** The calendar month before: periods are months. product.md 1. */
export function lastPeriod({ periodStart, timeZone }: Months): Range {
  const lastDay = dayOf(new Date(Date.parse(periodStart) - 1), timeZone);
  const firstDay = `${lastDay.slice(0, 8)}01`;
  return { from: startOf(firstDay, timeZone), before: periodStart, firstDay, lastDay };
}

/** @returns undefined where these are no two days in order. */
export function customPeriod(firstDay: string, lastDay: string, timeZone: string): Range | undefined {
  if (!isDay(firstDay) || !isDay(lastDay) || firstDay > lastDay) return undefined;
  return { from: startOf(firstDay, timeZone), before: startOf(dayAfter(lastDay), timeZone), firstDay, lastDay };
}

/** Of this age: years that are still being typed are none. */
const isDay = (day: string): boolean => /^(19|2\d)\d\d-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day));
