import type { ModelTrouble } from '@wellmet/shared/languageModel';
import type { Key } from '../../i18n/words.ts';

/** Why a language model has read nothing, as a sentence. */
export const modelTroubleNames: Record<ModelTrouble, Key> = {
  noAnswer: 'model.noAnswer',
  unreachable: 'model.unreachable',
  refused: 'model.refused',
  busy: 'model.busy',
  unusable: 'model.unusable',
  budget: 'model.budgetUsed',
  address: 'model.address',
  key: 'model.keyLost',
};
