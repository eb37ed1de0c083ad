/** "2022-03", or "2022" where the page says no month; the shape of `MonthOrYear` in shared/insight.ts. */
type MonthOrYear = string;

export interface Span {
  start: MonthOrYear;
  /** The word 'present' while it lasts; absent where the line names one date only. */
  end?: MonthOrYear;
}

/** English and French months as LinkedIn and people write them, without accents and dots. */
const months = [
  'jan january janv janvier',
  'feb february fev fevr fevrier',
  'mar march mars',
  'apr april avr avril',
  'may mai',
  'jun june juin',
  'jul july juil juillet',
  'aug august aout',
  'sep sept september septembre',
  'oct october octobre',
  'nov november novembre',
  'dec december decembre',
].map((names) => names.split(' '));

const present = /^(?:present|now|today|current|currently|aujourd'? ?hui|(?:a )?ce jour|actuellement|maintenant|en cours)$/;
/** "· 3 yrs 2 mos", "(3 ans)": how long, which the dates say already. */
const duration = /\s*(?:·.*|\(.*|\s\d+\s*(?:yrs?|years?|mos?|months?|ans?|mois)(?![a-z]).*)$/;

/**
 * Reads a date line of a position or a school in English or French; `undefined` for any other line: a month that is not
 * known is not guessed at, nor an end before its start. product.md 5.5.
 */
export function readSpan(line: string): Span | undefined {
  const text = line
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('’', "'")
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .replace(duration, '')
    .trim();
  const since = /^(?:depuis|since|des) (.+)$/.exec(text)?.[1];
  const [from, to, ...more] = since
    ? [since, 'present']
    : text.replace(/^(?:from|de|du) /, '').split(/ ?[-‐‑–—−] ?| (?:to|until|a|au|jusqu'a) (?!ce jour)/);
  const start = from === undefined ? undefined : readDate(from);
  if (start === undefined || more.length > 0) return undefined;
  if (to === undefined) return { start };
  const end = present.test(to) ? 'present' : readDate(to);
  if (end === undefined || (end !== 'present' && latestMonth(end) < earliestMonth(start))) return undefined;
  return { start, end };
}

function readDate(text: string): MonthOrYear | undefined {
  const [, word, number, year] = /^(?:([a-z]+)\.? |(0?[1-9]|1[0-2])\/)?((?:19|20)\d\d)$/.exec(text.trim()) ?? [];
  if (year === undefined) return undefined;
  if (word === undefined && number === undefined) return year;
  const month = word === undefined ? Number(number) : months.findIndex((names) => names.includes(word)) + 1;
  return month === 0 ? undefined : `${year}-${String(month).padStart(2, '0')}`;
}

/** Months since year 0 of the first month that a date may mean: January where it names a year only. */
export function earliestMonth(date: MonthOrYear): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5) || 1) - 1;
}

/** The same of the last month that it may mean. */
export function latestMonth(date: MonthOrYear): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5) || 12) - 1;
}

/** The same of an instant, in UTC. */
export function monthOf(instant: Date): number {
  return instant.getUTCFullYear() * 12 + instant.getUTCMonth();
}

/**
 * Whole months from a start until now (UTC), as LinkedIn counts them: the first and the running month both. Where only the year is known,
 * those that have surely passed. Below 0 for a start that is still to come; for the running year without a month it is 0.
 */
export function monthsSince(start: MonthOrYear, now: Date): number {
  if (start.length === 4) return Number(start) === now.getUTCFullYear() ? 0 : monthOf(now) - latestMonth(start);
  const passed = monthOf(now) - earliestMonth(start);
  return passed < 0 ? passed : passed + 1;
}
