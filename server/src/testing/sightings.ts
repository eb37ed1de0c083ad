/** Invented people, as a page would show them. */
import type { AnalyseRequest } from '@wellmet/shared/credits';
import { profileUrl, type Identifiers } from '@wellmet/shared/identity';
import type { Sighting } from '@wellmet/shared/sighting';
import { v7 as uuidv7 } from 'uuid';

/** A member id of the right shape for a number. */
export const memberId = (n: number): string => `ACoAA${n.toString(36).padStart(34, 'B')}`;
export const leadId = (n: number): string => `ACwAA${n.toString(36).padStart(34, 'B')}`;

/** One profile page of a person known by these identifiers. */
export function sightingOf(identifiers: Identifiers, overrides: Partial<Sighting> = {}): Sighting {
  return {
    identifiers,
    name: 'Ysolde Quill',
    headline: 'Head of Sales at Nimbus Looms',
    readFrom: { name: 'topCard', headline: 'topCard' },
    page: { kind: 'profile', url: profileUrl(identifiers), generation: 'sdui' },
    ...overrides,
  };
}

const centuryMs = 100 * 365 * 86_400_000;
/** The id of a new request, by a clock that is far ahead: whatever clock a test sets, it is not too old. */
const newRequestId = (): string => uuidv7({ msecs: Date.now() + centuryMs });

/** A request to analyse, with an id of its own and a ceiling that lets everybody through. */
export function analysisOf(sightings: Sighting[], overrides: Partial<AnalyseRequest> = {}): AnalyseRequest {
  return { requestId: newRequestId(), source: 'profile', ceilingCredits: sightings.length, sightings, ...overrides };
}
