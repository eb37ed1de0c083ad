import type { Fact, Hook } from '@wellmet/shared/insight';
import type { Sighting } from '@wellmet/shared/sighting';
import { earliestMonth, latestMonth, monthOf } from './dates.ts';
import { endOf } from './facts.ts';
import { companySince, headlineParts, sameCompany, type Dated, type PresentRole } from './role.ts';
import { isOutOfWork, plain, rank, readTitle } from './titles.ts';
import { concreteness, isPrivate, languageOf, mayOpenATalk, sentencesOf } from './writing.ts';

/** A hook as it is found, before the best are taken. */
interface Seen {
  sighting: Sighting;
  role: PresentRole | undefined;
  positions: readonly Dated[];
  move: Extract<Fact, { kind: 'move' }> | undefined;
  now: Date;
}

const newRoleMonths = 6;
const recentMoveMonths = 12;
const anniversaryDays = 30;
const longTenureYears = 5;
const maxHooks = 5;

/**
 * What a talk can begin with, best first: what has just happened, then what has lasted, then what they say of themselves,
 * then school and languages. At most one of a kind, at most five; none is a valid answer. product.md 5.4.
 * `subject` is the title for `newRole` and `promotion`, the company for `companyMove`, `anniversary` and `longTenure` (absent
 * where unknown), the quoted words for `headline`, the school, the language; none for `about`.
 */
export function hooksOf(seen: Seen): Hook[] {
  return [arrival(seen), anniversary(seen), longTenure(seen), about(seen), headline(seen), school(seen), language(seen)]
    .filter((hook) => hook !== undefined)
    .slice(0, maxHooks);
}

/** One event, one hook: a rise in level is told as such, else a fresh role, else a move of this year. */
function arrival({ role, move, now }: Seen): Hook | undefined {
  const position = running(role);
  if (!position) return undefined;
  // A year without a month counts as its January: recent only if surely so.
  const months = monthOf(now) - earliestMonth(position.start);
  if (months < 0 || months > recentMoveMonths) return undefined;
  const title = { subject: position.title, evidence: { place: 'experience' as const, quote: position.title, date: position.start } };
  const rose = move?.type === 'promotion' && rank(readTitle(move.toTitle).seniority) > rank(readTitle(move.fromTitle).seniority);
  if (rose) return { kind: 'promotion', ...title };
  if (months <= newRoleMonths) return { kind: 'newRole', ...title };
  if (move?.type === 'company' && move.toCompany) return { kind: 'companyMove', subject: move.toCompany, evidence: move.evidence };
  return undefined;
}

/** A whole number of years in the role, within a month of today; the day is not known, so the middle of the month stands for it. */
function anniversary({ role, now }: Seen): Hook | undefined {
  const position = running(role);
  if (!position || position.start.length === 4) return undefined;
  const years = Math.round((monthOf(now) - earliestMonth(position.start)) / 12);
  const [year, month] = [Number(position.start.slice(0, 4)) + years, Number(position.start.slice(5)) - 1];
  const days = Math.abs(now.getTime() - Date.UTC(year, month, 15)) / 86_400_000;
  if (years < 1 || days > anniversaryDays) return undefined;
  return { kind: 'anniversary', years, ...(position.company && { subject: position.company }), evidence: evidenceOf(position) };
}

function longTenure({ role, positions, now }: Seen): Hook | undefined {
  const position = running(role);
  const since = position && companySince(position, positions);
  if (!position || since === undefined) return undefined;
  const years = Math.floor((monthOf(now) - latestMonth(since)) / 12);
  if (years < longTenureYears) return undefined;
  return {
    kind: 'longTenure',
    years,
    ...(position.company && { subject: position.company }),
    evidence: { ...evidenceOf(position), date: since },
  };
}

function about({ sighting }: Seen): Hook | undefined {
  const text = sighting.about;
  // In another language neither commonplaces nor private matters could be told.
  if (text === undefined || languageOf(text, 3) === undefined) return undefined;
  const [best] = sentencesOf(text)
    .filter((sentence) => sentence.length >= 40 && sentence.length <= 220 && concreteness(sentence) > 0 && mayOpenATalk(sentence))
    .toSorted((a, b) => concreteness(b) - concreteness(a));
  return best === undefined ? undefined : { kind: 'about', evidence: { place: 'about', quote: best } };
}

/** A part of the headline that is no title, no company and no general talk. */
function headline({ sighting, role }: Seen): Hook | undefined {
  const { headline: whole, company } = sighting;
  if (whole === undefined) return undefined;
  const part = headlineParts(whole).find(
    (words) =>
      words.length >= 15 &&
      words.split(/\s+/u).length >= 3 &&
      readTitle(words).seniority === undefined &&
      !sameCompany(words, company) &&
      !sameCompany(words, role?.company) &&
      !words.includes('#') &&
      !isOutOfWork(words) &&
      languageOf(words, 1) !== undefined &&
      mayOpenATalk(words),
  );
  return part === undefined ? undefined : { kind: 'headline', subject: part, evidence: { place: 'topCard', quote: part } };
}

function school({ sighting }: Seen): Hook | undefined {
  const found = sighting.education?.find((entry) => !isPrivate(entry.school));
  if (!found) return undefined;
  const date = endOf(found.dates);
  return { kind: 'school', subject: found.school, evidence: { place: 'education', quote: found.school, ...(date && { date }) } };
}

const frenchOrEnglish =
  /^(?:french|francais|franzosisch|frances|francese|francuski|english|anglais|englisch|ingles|inglese|angielski)(?![a-z])/;
const nativeLevel = /native|maternel|bilingu|mutter/;

/** A language learnt. Where the level is not shown it may be the mother tongue, which would speak of origin: no hook. */
function language({ sighting }: Seen): Hook | undefined {
  const found = sighting.languages?.find(
    ({ name, level }) => level !== undefined && !nativeLevel.test(plain(level)) && !frenchOrEnglish.test(plain(name)),
  );
  return found && { kind: 'language', subject: found.name, evidence: { place: 'languages', quote: found.name } };
}

/** The present position where the page dates its start. */
function running(role: PresentRole | undefined): (Dated & { start: string }) | undefined {
  const position = role?.position;
  return position?.span?.end === 'present' ? { ...position, start: position.span.start } : undefined;
}

function evidenceOf({ title, company, start }: Dated & { start: string }): Hook['evidence'] {
  return { place: 'experience', quote: company ?? title, date: start };
}
