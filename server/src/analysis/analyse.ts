import type { Insights, Stale } from '@wellmet/shared/insight';
import type { KeptSighting } from '@wellmet/shared/sighting';
import { authoredSentences } from './authored.ts';
import { factsOf, moveOf } from './facts.ts';
import { hooksOf } from './hooks.ts';
import { positionsOf, presentRole } from './role.ts';
import { styleOf } from './style.ts';
import { topicsOf } from './topics.ts';
import { languageOf } from './writing.ts';

/** Raised when the same sighting would say something else. 2: style and topics. */
const version = 2;

/**
 * The local engine: what one sighting says, in facts, ranked hooks, style and topics, each with a quote that stands literally in the place
 * it names. Pure and deterministic: the same sighting and the same `now` (a valid date; only its UTC day counts) give the same insights.
 * Throws nothing. English and French; a line in another language yields nothing rather than a guess.
 * product.md 5.
 */
export function analyse(sighting: KeptSighting, now: Date): Insights {
  const positions = positionsOf(sighting);
  const role = presentRole(sighting, positions);
  const move = role?.position && moveOf(role.position, positions);
  const language = languageOf(ownTexts(sighting));
  const sentences = authoredSentences(sighting);
  return {
    engine: 'local',
    version,
    ...(language && { language }),
    facts: factsOf(sighting, role, move, now),
    hooks: hooksOf({ sighting, role, positions, move, now }),
    style: styleOf(sentences, sighting.name),
    topics: topicsOf(sentences),
  };
}

/**
 * Why the same sighting would say something else by now: the engine reads better than then, or time has gone by for somebody whose role is dated.
 * @param isOld whether a month has passed since.
 */
export function staleBy({ version: readBy, facts }: Insights, isOld: boolean): Stale | undefined {
  if (readBy < version) return 'engine';
  return isOld && facts.some(({ kind }) => kind === 'tenure') ? 'time' : undefined;
}

/** What the person wrote in whole words, not what the interface did. */
function ownTexts({ about, headline, experience = [] }: KeptSighting): string {
  return [headline, about, ...experience.map(({ description }) => description)].filter((text) => text !== undefined).join('\n');
}
