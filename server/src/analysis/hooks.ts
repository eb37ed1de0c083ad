import { isPersonal, isPrivate } from '@wellmet/shared/privateMatters';
import { plain } from '@wellmet/shared/plain';
import type { Fact, Hook } from '@wellmet/shared/insight';
import type { KeptSighting } from '@wellmet/shared/sighting';
import { earliestMonth, monthOf, monthsSince } from './dates.ts';
import { headOf } from './evidence.ts';
import { endOf } from './facts.ts';
import { companySince, headlineParts, sameCompany, type Dated, type PresentRole } from './role.ts';
import { isOutOfWork, rank, readTitle } from './titles.ts';
import { concreteness, languageOf, mayOpenATalk, sentencesOf } from './writing.ts';

/** A hook as it is found, before the best are taken. */
interface Seen {
  sighting: KeptSighting;
  role: PresentRole | undefined;
  positions: readonly Dated[];
  move: Extract<Fact, { kind: 'move' }> | undefined;
  now: Date;
}

const newRoleMonths = 6;
/** From here on the anniversary is said, never both. */
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
  return [arrival, anniversary, longTenure, about, headline, school, language]
    .flatMap((find) => firstSayable(find(seen), seen.role) ?? [])
    .slice(0, maxHooks);
}

function firstSayable(hooks: Iterable<Hook>, role: PresentRole | undefined): Hook | undefined {
  for (const hook of hooks) if (mayBeSaid(hook, role)) return hook;
  return undefined;
}

/** The one filter of every hook: nothing that it names, nor the title and company that it stands with, is a private matter. product.md 7. */
function mayBeSaid({ subject = '', evidence }: Hook, role: PresentRole | undefined): boolean {
  const named =
    evidence.place === 'experience' ? [subject, evidence.quote, role?.title ?? '', role?.company ?? ''] : [subject, evidence.quote];
  const ownWords = evidence.place === 'about' || evidence.place === 'topCard' || evidence.place === 'card';
  return !named.some(ownWords ? isPersonal : isPrivate);
}

/** One event, one hook: a rise in level is told as such, else a fresh role, else a move of this year. */
function arrival({ sighting, role, positions, move, now }: Seen): Hook[] {
  const position = running(role);
  if (!position) return [];
  // A year without a month counts as its January: recent only if surely so.
  const months = monthOf(now) - earliestMonth(position.start);
  if (months < 0 || months >= recentMoveMonths) return [];
  const title = { subject: position.title, evidence: { place: 'experience' as const, quote: position.title, date: position.start } };
  const rose = move?.type === 'promotion' && rank(readTitle(move.toTitle).seniority) > rank(readTitle(move.fromTitle).seniority);
  if (rose) return [{ kind: 'promotion', ...title }];
  if (months <= newRoleMonths) return [{ kind: 'newRole', ...title }];
  if (move?.type !== 'company' || move.toCompany === undefined || owns(position, sighting, positions)) return [];
  return [{ kind: 'companyMove', subject: move.toCompany, evidence: move.evidence }];
}

/** A founder or partner has not "joined" their company, nor do they "stay" in it. */
function owns({ title, company }: Dated, { headline: whole = '' }: KeptSighting, positions: readonly Dated[]): boolean {
  const titles = [title, whole, ...positions.flatMap((other) => (sameCompany(other.company, company) ? other.title : []))];
  return titles.some((text) => readTitle(text).seniority === 'owner');
}

/** A whole number of years in the role, reached: the day is not known, so for 30 days from the first of its month on (UTC). */
function anniversary({ role, now }: Seen): Hook[] {
  const position = running(role);
  if (!position || position.start.length === 4) return [];
  const years = Math.floor((monthOf(now) - earliestMonth(position.start)) / 12);
  const [year, month] = [Number(position.start.slice(0, 4)) + years, Number(position.start.slice(5)) - 1];
  const days = Math.floor((now.getTime() - Date.UTC(year, month, 1)) / 86_400_000);
  if (years < 1 || days >= anniversaryDays) return [];
  return [{ kind: 'anniversary', years, ...(position.company && { subject: position.company }), evidence: evidenceOf(position) }];
}

function longTenure(seen: Seen): Hook[] {
  const { sighting, role, positions, now } = seen;
  const position = running(role);
  const since = position && companySince(position, positions);
  if (!position || since === undefined || owns(position, sighting, positions)) return [];
  // The same years said twice say less.
  if (since === position.start && anniversary(seen).length > 0) return [];
  const years = Math.floor(monthsSince(since, now) / 12);
  if (years < longTenureYears) return [];
  const evidence = { ...evidenceOf(position), date: since };
  return [{ kind: 'longTenure', years, ...(position.company && { subject: position.company }), evidence }];
}

/** The most concrete first; the next one is looked at only where the one before it was none. */
function* about({ sighting }: Seen): Iterable<Hook> {
  const text = sighting.about;
  // In another language neither commonplaces nor private matters could be told.
  if (text === undefined || languageOf(text, 3) === undefined) return;
  const sentences = sentencesOf(text)
    .filter((quote) => quote.length >= 40 && quote.length <= 220)
    .map((quote) => ({ quote, weight: concreteness(quote) }))
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight);
  for (const { quote } of sentences) if (mayOpenATalk(quote)) yield { kind: 'about', evidence: { place: 'about', quote } };
}

/** Parts of the headline that are no title, no company and no general talk. */
function headline({ sighting, role }: Seen): Hook[] {
  const { headline: whole, company } = sighting;
  if (whole === undefined) return [];
  return headlineParts(whole)
    .filter(
      (words) =>
        words.length >= 15 &&
        words.split(/\s+/u).length >= 4 &&
        readTitle(words).seniority === undefined &&
        !sameCompany(words, company) &&
        !sameCompany(words, role?.company) &&
        !words.includes('#') &&
        !isOutOfWork(words) &&
        languageOf(words, 1) !== undefined &&
        mayOpenATalk(words),
    )
    .map((words) => ({ kind: 'headline', subject: words, evidence: { place: headOf(sighting), quote: words } }));
}

function school({ sighting }: Seen): Hook[] {
  return (sighting.education ?? []).map((entry) => {
    const date = endOf(entry.dates);
    return { kind: 'school', subject: entry.school, evidence: { place: 'education', quote: entry.school, ...(date && { date }) } };
  });
}

const frenchOrEnglish =
  /^(?:french|francais|franzosisch|frances|francese|francuski|english|anglais|englisch|ingles|inglese|angielski)(?![a-z])/;
/** LinkedIn's words in English and French from "professional working" on, below "native". */
const professionalLevel = /^(?!.*limit).*profession/;

/**
 * A language learnt well enough to talk in. Where the level is not shown it may be the mother tongue, which would speak of
 * origin: no hook.
 */
function language({ sighting }: Seen): Hook[] {
  return (sighting.languages ?? [])
    .filter(({ name, level }) => level !== undefined && professionalLevel.test(plain(level)) && !frenchOrEnglish.test(plain(name)))
    .map(({ name }) => ({ kind: 'language', subject: name, evidence: { place: 'languages', quote: name } }));
}

/** The present position where the page dates its start. */
function running(role: PresentRole | undefined): (Dated & { start: string }) | undefined {
  const position = role?.position;
  return position?.span?.end === 'present' ? { ...position, start: position.span.start } : undefined;
}

function evidenceOf({ title, company, start }: Dated & { start: string }): Hook['evidence'] {
  return { place: 'experience', quote: company ?? title, date: start };
}
