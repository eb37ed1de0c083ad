import { goesOn, importFaults, providerFaults } from '@wellmet/shared/poolProblems';
import { expect, test } from 'vitest';
import { poolEn } from '../../i18n/app/pool/en.ts';
import { poolFr } from '../../i18n/app/pool/fr.ts';
import { appWordsIn } from '../../i18n/appWordsIn.ts';
import { faultInWords } from './problems.ts';

const { t } = appWordsIn('fr', { en: poolEn, fr: poolFr });

test.each([
  [importFaults.brokeOff, 'L’envoi du fichier s’est interrompu.'],
  [
    `${providerFaults.busy} HTTP 503. ${goesOn.provider}`,
    'Le fournisseur est occupé. Ce qui était déjà arrivé reste\u202f; la prochaine récupération reprend à la suite.',
  ],
  [providerFaults.key, 'La clé du fournisseur n’est plus lisible\u00a0: il faut la saisir de nouveau.'],
  ['Something that a later server says.', 'Something that a later server says.'],
])('%s', (told, said) => {
  expect(faultInWords(told, t)).toBe(said);
});
