import { plain } from '@wellmet/shared/plain';
import type { Fact } from '@wellmet/shared/insight';
import type { KeptSighting } from '@wellmet/shared/sighting';
import { monthsSince, readSpan } from './dates.ts';
import { headOf } from './evidence.ts';
import { positionBefore, sameCompany, type Dated, type PresentRole } from './role.ts';
import { rank, readTitle } from './titles.ts';

type Move = Extract<Fact, { kind: 'move' }>;

/** What the sighting says, in the order a reader asks: the role first, then how it came, then the rest. product.md 5.1. */
export function factsOf(sighting: KeptSighting, role: PresentRole | undefined, move: Move | undefined, now: Date): Fact[] {
  return [
    ...(role ? roleFacts(role, now) : []),
    ...(move ? [move] : []),
    ...(sighting.location === undefined
      ? []
      : [{ kind: 'location' as const, location: sighting.location, evidence: { place: headOf(sighting), quote: sighting.location } }]),
    ...(sighting.languages ?? []).map(({ name, level }) => ({
      kind: 'language' as const,
      language: name,
      ...(level && { level }),
      evidence: { place: 'languages' as const, quote: name },
    })),
    ...(sighting.education ?? []).map(({ school, degree, dates }) => {
      const date = endOf(dates);
      return {
        kind: 'education' as const,
        school,
        ...(degree && { degree }),
        evidence: { place: 'education' as const, quote: school, ...(date && { date }) },
      };
    }),
  ];
}

/** When a school was left; where that is not said, when it began. */
export function endOf(dates: string | undefined): string | undefined {
  const span = dates === undefined ? undefined : readSpan(dates);
  return span?.end === undefined || span.end === 'present' ? span?.start : span.end;
}

function roleFacts({ title, company, evidence, position }: PresentRole, now: Date): Fact[] {
  const meaning = readTitle(title);
  const since = position?.span?.end === 'present' ? position.span.start : undefined;
  const months = since === undefined ? -1 : monthsSince(since, now);
  return [
    { kind: 'role', title, ...(company && { company }), evidence },
    ...(meaning.seniority ? [{ kind: 'seniority' as const, seniority: meaning.seniority, evidence }] : []),
    ...(meaning.function ? [{ kind: 'function' as const, function: meaning.function, evidence }] : []),
    ...(since !== undefined && months >= 0 ? [{ kind: 'tenure' as const, since, months, evidence }] : []),
  ];
}

/**
 * How the person came to the present position: from another company, or from another title of at least the same level in
 * this one. Nothing where either company, or in the same company either level, is not known.
 */
export function moveOf(present: Dated, positions: readonly Dated[]): Move | undefined {
  const before = positionBefore(present, positions);
  if (!before || before.company === undefined || present.company === undefined || !present.span) return undefined;
  const promotion = sameCompany(before.company, present.company);
  if (promotion) {
    const [from, to] = [readTitle(before.title).seniority, readTitle(present.title).seniority];
    if (from === undefined || rank(to) < rank(from) || plain(before.title) === plain(present.title)) return undefined;
  }
  return {
    kind: 'move',
    type: promotion ? 'promotion' : 'company',
    fromTitle: before.title,
    fromCompany: before.company,
    toTitle: present.title,
    toCompany: present.company,
    evidence: { place: 'experience', quote: promotion ? present.title : present.company, date: present.span.start },
  };
}
