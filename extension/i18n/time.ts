/** Dates, spans and moments in words. Everything takes `now`, so that screens and tests agree on it. Zones: a day is the reader's own unless a zone is given. */
import type { Language, T } from './words.ts';

/** "12 Sep", "1er déc.", with the year when it is not the present one. */
export function day(instant: string, language: Language, now: Date, timeZone?: string): string {
  const at = new Date(instant);
  const shown = parts(at, language, timeZone);
  const date = `${shown.day === '1' && language === 'fr' ? '1er' : shown.day} ${shown.month}`;
  return shown.year === parts(now, language, timeZone).year ? date : `${date} ${shown.year}`;
}

/** "today", or "on 12 Sep". */
export function when(instant: string, t: T, language: Language, now: Date): string {
  return isToday(instant, now) ? t('today') : t('on', { day: day(instant, language, now) });
}

export function isToday(instant: string, now: Date): boolean {
  return new Date(instant).toDateString() === now.toDateString();
}

/** "1 Dec 00:00 Europe/Paris": a moment of the workspace's zone, which it names. */
export function momentInZone(instant: string, timeZone: string, t: T, language: Language, now: Date): string {
  return t('momentInZone', { day: day(instant, language, now, timeZone), time: time(instant, language, timeZone), zone: timeZone });
}

/** "12 Sep, 14:05": a moment of the reader's own zone. */
export function momentHere(instant: string, t: T, language: Language, now: Date): string {
  return t('momentHere', { day: day(instant, language, now), time: time(instant, language) });
}

/** "14:05" of today, "12 Sep, 14:05" of another day, in the reader's own zone. */
export function clock(instant: string, t: T, language: Language, now: Date): string {
  return isToday(instant, now) ? time(instant, language) : momentHere(instant, t, language, now);
}

/** "in 9 days" by the calendar of the zone, "in 5 hours" on the last day, "in 20 minutes" in the last hour. */
export function until(instant: string, timeZone: string, language: Language, now: Date): string {
  const at = new Date(instant);
  const minutes = Math.ceil((at.getTime() - now.getTime()) / 60_000);
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'always' });
  if (minutes < 60) return relative.format(Math.max(minutes, 0), 'minute');
  if (minutes < 24 * 60) return relative.format(Math.floor(minutes / 60), 'hour');
  return relative.format(Math.round((midnight(at, timeZone) - midnight(now, timeZone)) / 86_400_000), 'day');
}

/** "resets in 9 days, 1 Dec 00:00 Europe/Paris". product.md 2.13. */
export function resets(periodEnd: string, timeZone: string, t: T, language: Language, now: Date): string {
  return t('resets', { when: until(periodEnd, timeZone, language, now), moment: momentInZone(periodEnd, timeZone, t, language, now) });
}

/** "5 minutes ago", "yesterday". */
export function ago(instant: string, language: Language, now: Date): string {
  const minutes = Math.max(0, Math.floor((now.getTime() - new Date(instant).getTime()) / 60_000));
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  if (minutes < 60) return relative.format(-minutes, 'minute');
  if (minutes < 24 * 60) return relative.format(-Math.floor(minutes / 60), 'hour');
  return relative.format(-Math.floor(minutes / (24 * 60)), 'day');
}

/** "Mar 2024" of "2024-03", "2024" of "2024". */
export function month(monthOrYear: string, language: Language): string {
  const [year, number] = monthOrYear.split('-');
  if (!number) return monthOrYear;
  return `${parts(new Date(Date.UTC(Number(year), Number(number) - 1, 15)), language, 'UTC').month} ${year}`;
}

/** "3 yrs 2 mos" of 38 months. */
export function span(months: number, t: T): string {
  const years = Math.floor(months / 12);
  const rest = months % 12;
  if (years === 0 && rest === 0) return t('underAMonth');
  return [years > 0 && t('years', { count: years }), rest > 0 && t('months', { count: rest })].filter(Boolean).join(' ');
}

/** "2026-11-22 11:05", of the reader's own zone: what every spreadsheet takes for a date, and what sorts. */
export function sortable(at: Date): string {
  return formatOf('sv-SE', { dateStyle: 'short', timeStyle: 'short' }).format(at);
}

function time(instant: string, language: Language, timeZone?: string): string {
  return formatOf(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...(timeZone && { timeZone }) }).format(
    new Date(instant),
  );
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Made when first needed, and kept: making one takes longer than drawing a row of a list that has a date. */
function formatOf(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${JSON.stringify(options)}`;
  const format = formats.get(key) ?? new Intl.DateTimeFormat(language, options);
  formats.set(key, format);
  return format;
}

/** Put together by hand: no English locale of Intl writes "12 Sep". */
function parts(at: Date, language: Language, timeZone?: string): { day: string; month: string; year: string } {
  const format = formatOf(language, { day: 'numeric', month: 'short', year: 'numeric', ...(timeZone && { timeZone }) });
  const found = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return { day: found.get('day') ?? '', month: found.get('month') ?? '', year: found.get('year') ?? '' };
}

/** Start of that day in that zone, as if it were UTC: good for counting days. */
function midnight(at: Date, timeZone: string): number {
  const format = formatOf('en', { day: 'numeric', month: 'numeric', year: 'numeric', timeZone });
  const found = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(found.get('year') ?? 0, (found.get('month') ?? 1) - 1, found.get('day') ?? 1);
}
