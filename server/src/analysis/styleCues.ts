import type { CueFamily, StyleSide } from '@wellmet/shared/insight';

/** What the phrases of a row say of the way somebody writes; `undefined` for phrases that say nothing though a part of them would. */
export type CueMeaning = { side: StyleSide; family: CueFamily } | undefined;

export interface CueRow {
  means: CueMeaning;
  /** As in `lexicon.ts`: phrases between commas, `*` for any ending. */
  words: string;
}

/**
 * How the lists in `styleCues.{en,fr}.ts` were made, for whoever adds to them. They are ours, written for this file, and licensed with the code.
 *
 * - A cue is a manner of writing, not a matter: how sure (certainty, hedging), against whom or in which tempo (contest, pace, patience), how weighed
 *   (reflection), with whom (togetherness, warmth) or by what yardstick (precision, outcome).
 * - Words of a trade are none (budget, recruit, data, care, target, patient): they would tell the role, which a style never rests on. product.md 5.2.
 * - Words that have a gender stand with both forms or as their common beginning; no word is a first name (patience, constance, victoire, félicité, joy).
 *   `style.test.ts` asks both.
 * - Forms of one word stand between slashes and are one cue. A word that would be another one without its accent (livré, livre) is none.
 * - Whatever everybody writes of themselves (passionate, dynamic, team player) is none.
 */
export const cueOf = (side: StyleSide, family: CueFamily): CueMeaning => ({ side, family });
