import { plain } from '@wellmet/shared/plain';
import type { Evidence } from '@wellmet/shared/insight';
import type { KeptSighting, Position } from '@wellmet/shared/sighting';
import { earliestMonth, latestMonth, readSpan, type Span } from './dates.ts';
import { headOf } from './evidence.ts';
import { isBreak, isOutOfWork, readTitle } from './titles.ts';

/** A position with its dates read. */
export interface Dated {
  title: string;
  company?: string;
  span?: Span;
}

export interface PresentRole {
  title: string;
  company?: string;
  /** Where the title stands. */
  evidence: Evidence;
  /** The entry of the experience; absent for a role told from the headline. */
  position?: Dated;
}

/** LinkedIn and people write a pause as if it were a position, its reason as the title: "Travel" at "Career break". */
function isWork({ title, company }: Dated): boolean {
  return !isOutOfWork(title) && !(company !== undefined && isBreak(company));
}

/** Positions in page order. LinkedIn writes the kind of contract after a dot ("Acme · Full-time"): that is not the company. */
export function positionsOf(sighting: KeptSighting): Dated[] {
  return (sighting.experience ?? []).map(({ title, company, dates }: Position) => {
    const name = company?.split(' · ')[0]?.trim();
    const span = dates === undefined ? undefined : readSpan(dates);
    return { title, ...(name && { company: name }), ...(span && { span }) };
  });
}

export function sameCompany(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && companyKey(a) === companyKey(b);
}

const companyKey = (name: string) => plain(name).replaceAll(/[^\p{L}\p{N}]/gu, '');

/**
 * What the person does now: the position that runs to the present (where several do, the one at the company of the top card,
 * else the first); else the first position if its dates cannot be read and nothing says that it is over; else, as a guess,
 * the title that the headline begins with. `undefined` where none of them says it, and where all that runs is a pause,
 * retirement or a search for work: then the headline speaks of the past.
 */
export function presentRole(sighting: KeptSighting, positions: readonly Dated[]): PresentRole | undefined {
  const present = positions.filter(({ span }) => span?.end === 'present');
  const running = present.filter(isWork);
  const [first] = positions;
  const undated =
    first && first.span === undefined && (sighting.company === undefined || sameCompany(first.company, sighting.company))
      ? first
      : undefined;
  if (running.length === 0 && (present.length > 0 || (undated && !isWork(undated)))) return undefined;
  const position = running.find(({ company }) => sameCompany(company, sighting.company)) ?? running[0] ?? undated;
  if (!position) return roleInHeadline(sighting);
  const { title, company, span } = position;
  return {
    title,
    ...(company && { company }),
    evidence: { place: 'experience', quote: title, ...(span && { date: span.start }) },
    position,
  };
}

/** Where a headline is divided: bars, dots, dashes between spaces. */
export function headlineParts(headline: string): string[] {
  return headline
    .split(/\s*[|•·●;]\s*|\s+[-–—]\s+|\s*[–—]\s*|\n/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** "Co-Founder, Talvero" without what follows the comma, unless that is title too ("Director, Sales"). */
function beforeComma(text: string): string {
  const comma = text.indexOf(',');
  if (comma === -1 || readTitle(text.slice(0, comma)).seniority === undefined) return text;
  const rest = readTitle(text.slice(comma + 1));
  return rest.seniority === undefined && rest.function === undefined ? text.slice(0, comma) : text;
}

function roleInHeadline(sighting: KeptSighting): PresentRole | undefined {
  const { headline, company } = sighting;
  if (headline === undefined || isOutOfWork(headline)) return undefined;
  for (const part of headlineParts(headline)) {
    if (readTitle(part).seniority === undefined) continue;
    const [, beforeAt = part, afterAt] = /^(.+?)\s(?:(?:at|chez|bei)\s|@\s*)(\S.*)$/iu.exec(part) ?? [];
    const title = beforeComma(beforeAt).trim();
    const at = company ?? afterAt?.split(/[,(]/u)[0]?.trim();
    return { title, ...(at && { company: at }), evidence: { place: headOf(sighting), quote: title } };
  }
  return undefined;
}

/** The position before the present one: the last to begin before it that had ended, give or take two months of hand-over. */
export function positionBefore(present: Dated, positions: readonly Dated[]): Dated | undefined {
  const start = present.span?.start;
  if (start === undefined) return undefined;
  return positions
    .filter(isWork)
    .flatMap((position) => {
      const { start: from, end } = position.span ?? {};
      if (from === undefined || end === undefined || end === 'present') return [];
      const before = earliestMonth(from) < earliestMonth(start) && earliestMonth(end) <= latestMonth(start) + 2;
      return before ? [{ position, from: earliestMonth(from) }] : [];
    })
    .toSorted((a, b) => b.from - a.from)[0]?.position;
}

/** When the person came to the present company: back through positions there that follow one another within three months. */
export function companySince(present: Dated, positions: readonly Dated[]): string | undefined {
  let since = present.span?.start;
  const earlier = positions
    .flatMap(({ company, span }) => (span?.end && sameCompany(company, present.company) ? [{ ...span, end: span.end }] : []))
    .toSorted((a, b) => earliestMonth(b.start) - earliestMonth(a.start));
  for (const { start, end } of earlier) {
    if (since === undefined || earliestMonth(start) >= earliestMonth(since)) continue;
    if (end === 'present' || latestMonth(end) + 3 >= earliestMonth(since)) since = start;
  }
  return since;
}
