import { expect, test } from 'vitest';
import { poolEn } from '../../i18n/app/pool/en.ts';
import { poolFr } from '../../i18n/app/pool/fr.ts';
import { appWordsIn } from '../../i18n/appWordsIn.ts';
import { faultInWords } from './problems.ts';

const { t } = appWordsIn('fr', { en: poolEn, fr: poolFr });
const goesOn = 'What came before is in the pool; the next fetch goes on behind it.';

test.each([
  ['The file broke off.', 'L’envoi du fichier s’est interrompu.'],
  [
    `The provider is busy (HTTP 503). ${goesOn}`,
    'Le fournisseur est occupé. Ce qui était déjà arrivé reste\u202f; la prochaine récupération reprend à la suite.',
  ],
  ['The key cannot be read any more: enter it again.', 'La clé du fournisseur n’est plus lisible\u00a0: il faut la saisir de nouveau.'],
  ['Something that a later server says.', 'Something that a later server says.'],
])('%s', (told, said) => {
  expect(faultInWords(told, t)).toBe(said);
});
