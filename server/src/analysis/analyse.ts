import type { Insights } from '@wellmet/shared/insight';
import type { Sighting } from '@wellmet/shared/sighting';
import { factsOf, moveOf } from './facts.ts';
import { hooksOf } from './hooks.ts';
import { positionsOf, presentRole } from './role.ts';
import { languageOf } from './writing.ts';

/**
 * The local engine: what one sighting says, in facts and ranked hooks, each with a quote that stands literally in the place
 * it names. Pure and deterministic: the same sighting and the same `now` (a valid date; only its UTC day counts) give the same insights.
 * Throws nothing. English and French; a line in another language yields nothing rather than a guess. No traits.
 * product.md 5.1, 5.3 to 5.5.
 */
export function analyse(sighting: Sighting, now: Date): Insights {
  const positions = positionsOf(sighting);
  const role = presentRole(sighting, positions);
  const move = role?.position && moveOf(role.position, positions);
  const language = languageOf(ownTexts(sighting));
  return {
    engine: 'local',
    version: 1,
    ...(language && { language }),
    facts: factsOf(sighting, role, move, now),
    hooks: hooksOf({ sighting, role, positions, move, now }),
  };
}

/** What the person wrote in whole words, not what the interface did. */
function ownTexts({ about, headline, experience = [] }: Sighting): string {
  return [headline, about, ...experience.map(({ description }) => description)].filter((text) => text !== undefined).join('\n');
}
