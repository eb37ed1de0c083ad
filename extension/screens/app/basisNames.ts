/** What the lawful bases are called, wherever one is shown or chosen. product.md 7. */
import type { LawfulBasis } from '@wellmet/shared/pool';
import type { Key } from '../../i18n/words.ts';

export const basisNames: Record<LawfulBasis, { name: Key; more: Key }> = {
  legitimateInterest: { name: 'basis.legitimateInterest', more: 'basisMore.legitimateInterest' },
  consent: { name: 'basis.consent', more: 'basisMore.consent' },
  contract: { name: 'basis.contract', more: 'basisMore.contract' },
};
