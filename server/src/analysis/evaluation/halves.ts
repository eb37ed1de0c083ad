import { heldOutTitles, tuningTitles, type LabelledTitle } from '../titles.labelled.ts';
import type { Profile } from './profile.ts';
import { englishHoldout } from './profiles.en.holdout.ts';
import { englishTuning } from './profiles.en.tuning.ts';
import { frenchHoldout } from './profiles.fr.holdout.ts';
import { frenchTuning } from './profiles.fr.tuning.ts';

export interface Half {
  name: 'tuning' | 'holdout';
  profiles: readonly Profile[];
  titles: readonly LabelledTitle[];
}

/** Rules may be changed for what fails in the first half, never for what fails in the second. */
export const halves: readonly Half[] = [
  { name: 'tuning', profiles: [...englishTuning, ...frenchTuning], titles: tuningTitles },
  { name: 'holdout', profiles: [...englishHoldout, ...frenchHoldout], titles: heldOutTitles },
];
